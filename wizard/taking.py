"""Taking what the widgets hold into the draft, and changing the rows of a table."""

from datetime import date
from typing import Any

import streamlit as st

from schemas.answer import Shape
from schemas.catalogue import Entry
from wizard.draft import Draft, put_at
from wizard.journey import entries, rows


def as_typed(given: object) -> str:
    """Give an answer as a person would type it."""
    if isinstance(given, date):
        return f"{given.year}年{given.month}月{given.day}日"
    return "" if given is None else str(given)


def collect(draft: Draft, section: str) -> None:
    """Take what the section's widgets hold into the draft, as typed."""
    asked = entries(draft, section)
    for table in {entry.table for entry in asked if entry.table}:
        put_at(draft.answers, table, [dict(row) for row in rows(draft, table)])
    for entry in asked:
        if not entry.table:
            _take(draft, entry, entry.path)
            continue
        for number, _ in enumerate(rows(draft, entry.table)):
            _take(draft, entry, f"{entry.table}.{number}.{entry.name}")


def _take(draft: Draft, entry: Entry, path: str) -> None:
    if entry.shape is Shape.TICKS and entry.choices:
        keys = {value: f"{path}:{value}" for value, _ in entry.choices.words}
        if any(key in st.session_state for key in keys.values()):
            ticked = [value for value, key in keys.items() if st.session_state.get(key)]
            put_at(draft.answers, path, ticked or None)
        return
    if path in st.session_state:
        value: Any = st.session_state[path]
        put_at(draft.answers, path, None if value in ("", False) else value)


def give_known_answers(draft: Draft, section: str) -> None:
    """Fill in what leaves no choice: the action of a row that has begun, where there is one."""
    for entry in entries(draft, section):
        values = entry.values[draft.kind]
        if entry.table and entry.shape is Shape.CHOICE and len(values) == 1:
            for row in rows(draft, entry.table):
                if any(
                    value not in (None, "") and not str(value).isspace()
                    for name, value in row.items()
                    if name != entry.name
                ):
                    row[entry.name] = values[0]
                else:
                    row.pop(entry.name, None)


def add_row(draft: Draft, section: str, table: str) -> None:
    """Add a row to a table, and point at its first question."""
    collect(draft, section)
    given = [*rows(draft, table), {}]
    put_at(draft.answers, table, given)
    draft.point_at(f"{table}.{len(given) - 1}.{_first_asked(draft, section, table)}")


def _first_asked(draft: Draft, section: str, table: str) -> str:
    return next(
        entry.name
        for entry in entries(draft, section)
        if entry.table == table and len(entry.values[draft.kind]) != 1
    )


def remove_row(draft: Draft, section: str, table: str, number: int) -> None:
    """Take a row out of a table; those after it move up, and so do their widgets."""
    collect(draft, section)
    kept = [row for place, row in enumerate(rows(draft, table)) if place != number]
    put_at(draft.answers, table, kept or None)
    columns = [entry for entry in entries(draft, section) if entry.table == table]
    for place in range(len(kept) + 1):
        for entry in columns:
            key = f"{table}.{place}.{entry.name}"
            if key in st.session_state:
                value = kept[place].get(entry.name) if place < len(kept) else None
                is_choice = entry.shape is Shape.CHOICE
                st.session_state[key] = value if is_choice else as_typed(value)
    draft.point_at(table)
