"""Taking what the widgets hold into the draft, and changing the rows of a table."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from schemas.answer import Shape
from schemas.catalogue import ENTRIES, Entry, column
from schemas.parse import clean, is_blank
from wizard.core.answer_text import input_text
from wizard.core.draft import Draft, RowChange, get_at, put_at
from wizard.core.journey import entries, is_blank_row, rows
from wizard.core.prefill import leave_out_the_same
from wizard.core.verdicts import LETTER
from wizard.ui.session import save_typed
from wizard.views.application.held_letter import held_letter

_COMPANY: Final = ("applicant.company", "business.name")
"""Two answers that are one company, whose name is typed once."""


def read_widgets(draft: Draft, section: str) -> None:
    """Take what the section's widgets hold into the draft, as typed; what is as last time is not.

    A form that was finished is finished no more once an answer changes.
    """
    before = deepcopy(draft.answers)
    _collect(draft, section)
    if any(path.partition(".")[0] == section for path in _COMPANY):
        _repeat_company(draft, get_at(before, _COMPANY[0]))
    if LETTER.partition(".")[0] == section:
        _repeat_letter(draft)
    leave_out_the_same(draft)
    if clean(before) != clean(draft.answers):
        draft.finished_at = None


def renew_widgets(draft: Draft, table: str = "") -> None:
    """Have the widgets that are on the page hold what the draft does, or those of a table alone.

    They are not forgotten: a browser keeps what its field showed.
    """
    for key in [str(key) for key in st.session_state]:
        path, _, tick = key.partition(":")
        entry = ENTRIES.get(column(path))
        if entry is None or (table and entry.table != table):
            continue
        value = get_at(draft.answers, path)
        held: Any = input_text(value)
        if entry.shape is Shape.TICKS and entry.choices:
            held = tick in (value or ())
        elif tick:  # a button beside the field
            continue
        elif entry.shape in {Shape.CHOICE, Shape.TICK}:
            held = value if entry.shape is Shape.CHOICE else value is True
        if st.session_state[key] != held:  # what is being typed there stays
            st.session_state[key] = held


def keep_typed(draft: Draft, section: str) -> None:
    """Take what the section's widgets hold into the draft, and save it."""
    read_widgets(draft, section)
    save_typed(draft)


def _repeat_company(draft: Draft, before: object) -> None:
    """Give the business the name of the applicant, unless it has another; it is typed once.

    A run that was begun before the browser knew brings the field back as it was, so that every
    reading looks.
    """
    company, name = (get_at(draft.answers, path) for path in _COMPANY)
    name = st.session_state.get(_COMPANY[1]) or name  # typed, and not taken in yet
    if company and company != name and name in {None, "", before}:
        put_at(draft.answers, _COMPANY[1], company)
        if _COMPANY[1] in st.session_state:
            st.session_state[_COMPANY[1]] = input_text(company)


def _repeat_letter(draft: Draft) -> None:
    """Give the form the name of the letter that was chosen for it, where it has none.

    As with the company: the browser may not have known of it when a run was begun.
    """
    name = held_letter(draft).name
    if name and not get_at(draft.answers, LETTER):
        put_at(draft.answers, LETTER, name)
        if LETTER in st.session_state:
            st.session_state[LETTER] = name


def _collect(draft: Draft, section: str) -> None:
    asked = entries(draft, section)
    for table in {entry.table for entry in asked if entry.table}:
        if shown := rows(draft, table):  # a table without rows is no answer
            put_at(draft.answers, table, [dict(row) for row in shown])
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
                others = [value for name, value in row.items() if name != entry.name]
                if all(is_blank(value) for value in others):
                    row.pop(entry.name, None)
                else:
                    row[entry.name] = values[0]


def add_row(draft: Draft, section: str, table: str, row: Mapping[str, Any] | None = None) -> None:
    """Add a row to a table, and point at its first question; one that is given comes first.

    A given row takes the place of a row that holds nothing. Rows that are given one after the other
    are taken back together.
    """
    read_widgets(draft, section)
    last = _last_change(draft, table)
    if row:
        drop_blank_rows(draft, section)
    shown = get_at(draft.answers, table) if row else rows(draft, table)
    given = [*(shown or []), dict(row or {})]
    keep_rows(draft, table, given)
    draft.row_change = last
    if row:
        number, before = len(given) - 1, last.added if last else ()
        if last and before and last.number + len(before) == number:
            draft.row_change = replace(last, added=(*before, dict(row)))
        else:
            draft.row_change = RowChange(table, number, added=(dict(row),), earlier=last)
    save_typed(draft)
    first = _first_asked(draft, section, table, is_given=row is not None)
    draft.point_at(f"{table}.{len(given) - 1}.{first}")


def add_rows(draft: Draft, section: str, table: str, added: Sequence[Mapping[str, Any]]) -> None:
    """Add rows to a table that were given elsewhere, and point at the first of them."""
    read_widgets(draft, section)
    last = _last_change(draft, table)
    drop_blank_rows(draft, section)
    given = get_at(draft.answers, table) or []
    keep_rows(draft, table, [*given, *map(dict, added)])
    save_typed(draft)
    draft.row_change = RowChange(table, len(given), added=tuple(map(dict, added)), earlier=last)
    draft.point_at(f"{table}.{len(given)}.{_first_asked(draft, section, table, is_given=True)}")


def _last_change(draft: Draft, table: str) -> RowChange | None:
    """Return the last change of a table's rows, which can be taken back."""
    last = draft.row_change
    return last if last and last.table == table else None


def _first_asked(draft: Draft, section: str, table: str, *, is_given: bool = False) -> str:
    """Return the first column that is asked; of a row that is given the first that is typed.

    A press of a key would change a choice that is made already.
    """
    return next(
        entry.name
        for entry in entries(draft, section)
        if entry.table == table
        and len(entry.values[draft.kind]) != 1
        and not (is_given and entry.shape is Shape.CHOICE)
    )


def remove_row(draft: Draft, section: str, table: str, number: int) -> None:
    """Take a row out of a table; those after it move up, and so do their widgets."""
    read_widgets(draft, section)
    last, given = _last_change(draft, table), rows(draft, table)
    keep_rows(draft, table, [*given[:number], *given[number + 1 :]])
    if last or not all(map(is_blank, given[number].values())):
        draft.row_change = RowChange(table, number, dict(given[number]), earlier=last)
    save_typed(draft)
    draft.point_at(f"{table}:undo" if draft.row_change else table)


def undo_row_change(draft: Draft, section: str, change: RowChange) -> None:
    """Put a row back where it was, or take those that were added out again.

    A row that was typed into since then stays. What was changed before can be taken back next.
    """
    read_widgets(draft, section)
    drop_blank_rows(draft, section)
    given, number = get_at(draft.answers, change.table) or [], change.number
    if change.removed is None:
        kept = [row for at, row in enumerate(given) if at not in untouched(draft, change)]
        keep_rows(draft, change.table, kept)
        draft.row_change = change.earlier
        save_typed(draft)
        draft.point_at(change.table)
        return
    keep_rows(draft, change.table, [*given[:number], change.removed, *given[number:]])
    draft.row_change = change.earlier
    save_typed(draft)
    first = _first_asked(draft, section, change.table, is_given=True)
    draft.point_at(f"{change.table}.{number}.{first}")


def untouched(draft: Draft, change: RowChange) -> list[int]:
    """Return the numbers of the rows that were added and are still as they were then."""
    given = get_at(draft.answers, change.table) or []
    return [
        number
        for number, added in enumerate(change.added, change.number)
        if number < len(given) and _as_typed(given[number]) == _as_typed(added)
    ]


def _as_typed(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: input_text(value) for name, value in row.items() if not is_blank(value)}


def drop_blank_rows(draft: Draft, section: str) -> None:
    """Take out the rows that hold nothing, so that findings count the rows that are shown."""
    for table in {entry.table for entry in entries(draft, section) if entry.table}:
        given = rows(draft, table)
        kept = [row for row in given if not is_blank_row(draft, table, row)]
        if len(kept) < len(given):
            keep_rows(draft, table, kept)


def keep_rows(draft: Draft, table: str, kept: list[Any]) -> None:
    """Put rows into a table, and into the widgets that are on the page."""
    put_at(draft.answers, table, kept or None)
    draft.row_change = None
    draft.forget_judgement()
    inside = f"{table}."
    draft.originals = {p: typed for p, typed in draft.originals.items() if not p.startswith(inside)}
    renew_widgets(draft, table)
