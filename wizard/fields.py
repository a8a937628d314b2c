"""The widgets: one for each shape of answer. Their keys are the catalogue's paths."""

from datetime import date
from html import escape
from typing import Any, Final

import streamlit as st

from rules.finding import Finding
from schemas.answer import Shape
from schemas.catalogue import TABLES, Entry, Need
from wizard.draft import Draft, get_at, put_at
from wizard.journey import entries, need, rows
from wizard.layout import instruction, slug

_AUTOCOMPLETE_OFF: Final = "off"


def ask_section(draft: Draft, section: str, errors: list[Finding]) -> None:
    """Ask all that a step asks: its answers, and its tables row by row."""
    shown_tables: set[str] = set()
    for entry in entries(draft, section):
        if not entry.table:
            _ask(draft, entry, entry.path, errors)
        elif entry.table not in shown_tables:
            shown_tables.add(entry.table)
            _ask_table(draft, section, entry.table, errors)


def _ask_table(draft: Draft, section: str, table: str, errors: list[Finding]) -> None:
    title = TABLES[table].title
    if table != section:
        st.html(f"<h2>{escape(title)}</h2>")
    shown = rows(draft, table)
    hint = "" if shown else "なければ、追加せずに進んでください。"
    _label(table, "", hint, _said_at(table, errors), needed=False)
    for number, _ in enumerate(shown):
        with st.container(border=True):
            st.html(f"<h3>{number + 1}件目</h3>")
            for entry in entries(draft, section):
                if entry.table == table:
                    _ask(draft, entry, f"{table}.{number}.{entry.name}", errors)
            st.button(
                f"{number + 1}件目を取り除く",
                key=f"{table}.{number}:remove",
                on_click=_remove_row,
                args=(draft, section, table, number),
            )
    st.button(
        "1件追加する", key=table, on_click=_add_row, args=(draft, section, table)
    )


def _ask(draft: Draft, entry: Entry, path: str, errors: list[Finding]) -> None:
    values = entry.values[draft.kind]
    if entry.shape is Shape.CHOICE and len(values) == 1:
        return  # nothing to choose: the answer is known
    given = get_at(draft.answers, path)
    said = _said_at(path, errors)
    answer = entry.answer
    needed = need(draft, entry) is Need.REQUIRED
    mark = _mark(draft, entry)
    save = {"on_change": collect, "args": (draft, entry.section)}
    if entry.shape is Shape.TICK:
        _label(path, "", answer.hint, said, needed=needed)
        st.checkbox(f"{answer.label}　{mark}", **_begin(path, given is True), **save)
        return
    example = f"例：{answer.example}" if answer.example else ""
    _label(path, f"{answer.label}|{mark}", "　".join(filter(None, (answer.hint, example))), said, needed=needed)
    if entry.shape is Shape.TICKS and entry.choices:
        for value, word in entry.choices.words:
            ticked = isinstance(given, list) and value in given
            st.checkbox(word, **_begin(f"{path}:{value}", ticked), **save)
    elif entry.shape is Shape.CHOICE and entry.choices:
        st.radio(
            answer.label,
            values,
            index=values.index(given) if given in values else None,
            format_func=entry.choices.word,
            key=path,
            horizontal=True,
            label_visibility="collapsed",
            **save,
        )
    else:
        ask_text = st.text_area if entry.shape is Shape.TEXT else st.text_input
        start = _begin(path, _typed(given))
        ask_text(answer.label, label_visibility="collapsed", **start, **save)


def _begin(key: str, value: object) -> dict[str, Any]:
    """Start a widget from the draft; one that is already on the page keeps what it holds."""
    return {"key": key} if key in st.session_state else {"key": key, "value": value}


def _mark(draft: Draft, entry: Entry) -> str:
    wanted = need(draft, entry)
    if wanted is Need.REQUIRED:
        return "※必須"
    if wanted is Need.CHANGE:
        return "※変わる場合に記入"
    return f"※{entry.answer.condition}" if entry.answer.condition else "※任意"


def _label(path: str, label: str, hint: str, said: list[str], *, needed: bool) -> None:
    """Show label, hint and errors above a widget, and tie them to it."""
    key = slug(path)
    name, _, mark = label.partition("|")
    style = "mk-must" if needed else "mk-may"
    parts = []
    if name:
        parts.append(f'<div class="mk-label">{escape(name)}<span class="{style}">{escape(mark)}</span></div>')
    if hint:
        parts.append(f'<div class="mk-hint" id="hint-{key}">{escape(hint)}</div>')
    parts += [
        f'<div class="mk-error" id="error-{key}-{number}">エラー：{escape(text)}</div>'
        for number, text in enumerate(said)
    ]
    if parts:
        invalid, required = str(bool(said)).lower(), str(needed).lower()
        st.html(
            f'<div data-field="{key}" data-invalid="{invalid}" data-required="{required}">'
            f'{"".join(parts)}</div>'
        )


def _said_at(path: str, errors: list[Finding]) -> list[str]:
    return [instruction(error) for error in errors if error.path == path]


def _typed(given: object) -> str:
    if isinstance(given, date):
        return f"{given.year}年{given.month}月{given.day}日"
    return "" if given is None else str(given)


def widget_key(draft: Draft, path: str, section: str) -> str:
    """Give the key of the widget that an error's link leads to."""
    shown = [entry for entry in entries(draft, section) if entry.path == path]
    if shown and shown[0].shape is Shape.TICKS and shown[0].choices:
        return f"{path}:{shown[0].choices.words[0][0]}"
    if path == section and not shown and path not in TABLES:
        first = next((entry for entry in entries(draft, section) if not entry.table), None)
        return first.path if first else section
    return path


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
                if any(value not in (None, "") and not str(value).isspace()
                       for name, value in row.items() if name != entry.name):
                    row[entry.name] = values[0]
                else:
                    row.pop(entry.name, None)


def _add_row(draft: Draft, section: str, table: str) -> None:
    collect(draft, section)
    given = [*rows(draft, table), {}]
    put_at(draft.answers, table, given)
    draft.focus = f"{table}.{len(given) - 1}.{_first_asked(draft, section, table)}"
    draft.moves += 1


def _first_asked(draft: Draft, section: str, table: str) -> str:
    return next(
        entry.name for entry in entries(draft, section)
        if entry.table == table and len(entry.values[draft.kind]) != 1
    )


def _remove_row(draft: Draft, section: str, table: str, number: int) -> None:
    collect(draft, section)
    kept = [row for place, row in enumerate(rows(draft, table)) if place != number]
    put_at(draft.answers, table, kept or None)
    names = [entry.name for entry in entries(draft, section) if entry.table == table]
    for place in range(len(kept) + 1):
        for name in names:
            key = f"{table}.{place}.{name}"
            if key not in st.session_state:
                continue
            value = kept[place].get(name) if place < len(kept) else None
            is_choice = not isinstance(st.session_state[key], str) and value is None
            st.session_state[key] = value if is_choice or name == "action" else _typed(value)
    draft.focus = table
    draft.moves += 1
