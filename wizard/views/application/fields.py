"""The fields: a widget for each shape of answer. Their keys are the catalogue's paths."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any, Final

import htpy as h
import streamlit as st

from rules.finding import Finding
from schemas.answer import Shape, TextKind
from schemas.catalogue import TABLES, Entry, Need, row_numbers
from schemas.days import date_text, nearest_date
from schemas.postal_addresses import addresses_of_code
from wizard.core import moments
from wizard.core.answer_text import input_text
from wizard.core.date_examples import as_of
from wizard.core.draft import Draft, get_at
from wizard.core.journey import API, entries, is_asked_in_row, need, rows
from wizard.core.markup import HEADINGS, raw_text
from wizard.core.prefill import offers, row_of_replaced, value_of_last_time
from wizard.core.verdicts import LETTER
from wizard.ui.layout import field_head, instruction, plain, show_date_picker, slug, style_sheet
from wizard.ui.widget_values import key_with_value
from wizard.views.application.letter_file import ask_for_named_letter
from wizard.views.application.pasting import ask_to_paste, take_left_over
from wizard.views.application.row_files import are_all_placed, is_of_certificates, show_row_files
from wizard.views.application.suggestions import offer, offer_originals
from wizard.views.application.widget_input import (
    add_row,
    keep_typed,
    remove_row,
    undo_row_change,
    untouched,
)

_COLUMNS: Final = {
    "action": "13.5rem",
    "email": "minmax(0,1.5fr)",
    "serial": "minmax(0,1.1fr)",
    "common_name": "minmax(0,1.4fr)",  # 17 characters at 1,280 pixels: the end tells them apart
    "not_after": "10rem",
    "replaces_not_after": "10rem",
}
"""How wide the columns of rows are that are not as wide as the others, by their names."""
_MOST_OFFERED: Final = 6
"""Addresses of one postal code that are offered; few codes have more than a handful."""
_WIDTHS: Final = {
    TextKind.CODE: "code",
    TextKind.PHONE: "phone",
    TextKind.SERIAL: "phone",
    TextKind.NAME: "name",
    TextKind.MAIL: "name",
}
_MOST_OFFERS: Final = 6
"""Buttons that are shown before they are folded: three rows to change or delete."""
_SHORT: Final = {"date", "code", "phone", "name"}


def ask_section(draft: Draft, section: str, errors: list[Finding]) -> None:
    """Ask all that a step asks: its answers, and its tables row by row."""
    for (table, _), asked in groupby(entries(draft, section), key=_line_of):
        if table:
            _ask_table(draft, section, table, errors)
            continue
        fields = [*asked]
        with st.container(key=f"fields:{fields[0].path}"):
            for entry in fields:
                with st.container(key=f"{_width_of(entry)}:{entry.path}"):
                    _ask(draft, entry, entry.path, errors)


def _line_of(entry: Entry) -> tuple[str, bool]:
    """Return what is asked together: a table, or short fields that share a line, or long ones."""
    return entry.table, not entry.table and _width_of(entry) in _SHORT


def _width_of(entry: Entry) -> str:
    """Return how wide the field of an answer is: as its content."""
    if entry.shape is Shape.DATE:
        return "date"
    if entry.shape is not Shape.LINE or entry.text_kind is None:
        return "whole"
    return _WIDTHS.get(entry.text_kind, "long")


def _ask_table(draft: Draft, section: str, table: str, errors: list[Finding]) -> None:
    title, noun, nth = TABLES[table].title, TABLES[table].row_noun, TABLES[table].nth
    level = 2  # of the next heading
    if table != section:
        st.html(h.h2[title])
        level = 3
    if is_of_certificates(table):
        show_row_files(draft, section, table, level)
    shown = rows(draft, table)
    hint = "" if shown else "該当がない場合は、追加せずに次へ進んでください。"
    field_head(table, hint=hint, errors=_messages_at(table, errors))
    columns = [entry for entry in entries(draft, section) if entry.table == table]
    style_sheet("rows.css")
    with st.container(key=f"rows:{table}"):
        if shown:
            asked = [entry for entry in columns if not _is_known(draft, entry)]
            _show_column_heads(draft, table, asked)
        for number, row in enumerate(shown):
            key = f"row:{table}.{number}"
            with st.container(key=key, gap="small"):
                _show_row_errors(table, number, columns, errors)
                remove = "この行を取り消す"
                head = HEADINGS[level - 1](data_group=slug(key), data_name=f"{title} {nth(number)}")
                edit = slug(f"{table}.{number}:remove")
                st.html(
                    h.div(data_edit=edit, data_name=f"{remove}（{nth(number)}）")[head[nth(number)]]
                )
                for entry in columns:
                    path = f"{table}.{number}.{entry.name}"
                    with st.container(key=f"cell:{entry.name}:{path}", gap=None):
                        if is_asked_in_row(entry, row):
                            _show_replaced(draft, entry, row)
                            _ask(draft, entry, path, errors)
                st.button(
                    remove,
                    key=f"{table}.{number}:remove",
                    type="tertiary",
                    on_click=remove_row,
                    args=(draft, section, table, number),
                )
    _offer_undo(draft, section, table)
    _show_offers(draft, section, table)
    st.button(f"{noun}を追加", key=table, on_click=add_row, args=(draft, section, table))
    ask_to_paste(draft, section, table, _pasted_columns(draft, section, table))


def _show_row_errors(table: str, number: int, columns: list[Entry], errors: list[Finding]) -> None:
    """Show what is wrong with a row in its whole width, where its fields are too narrow for words.

    It is hidden from screen readers, which read the errors of the fields.
    """
    listed = [
        h.p(".mk-error")[f"エラー：{entry.answer.label}：{text}"]
        for entry in columns
        for text in _messages_at(f"{table}.{number}.{entry.name}", errors)
    ]
    if listed:
        st.html(h.div(".mk-row-errors", aria_hidden="true")[listed])


def _show_replaced(draft: Draft, entry: Entry, row: Mapping[str, Any]) -> None:
    """Show above the serial of what is renewed which certificate of the register it is."""
    is_serial = entry.name == "replaces"
    if is_serial and (known := row_of_replaced(draft, entry.table, row)):
        name, until = (input_text(known.get(one)) for one in ("common_name", "not_after"))
        ends = f"（有効期限 {until}）" if until else ""
        st.html(h.p(".mk-replaced")[f"{name or '登録済みの証明書'}の更新{ends}"])


def _pasted_columns(draft: Draft, section: str, table: str) -> list[Entry]:
    columns = [entry for entry in entries(draft, section) if entry.table == table]
    return [entry for entry in columns if not _is_known(draft, entry)]


def take_tables(draft: Draft, section: str) -> bool:
    """Take in what was pasted on a step and left; return whether all that was given has a row."""
    tables = dict.fromkeys(entry.table for entry in entries(draft, section) if entry.table)
    return all(
        take_left_over(draft, section, table, _pasted_columns(draft, section, table))
        and (not is_of_certificates(table) or are_all_placed(draft, table))
        for table in tables
    )


def _show_offers(draft: Draft, section: str, table: str) -> None:
    """Offer rows about what is registered; many are folded."""
    found = [*offers(draft, table)]
    noun = TABLES[table].row_noun
    with (
        st.expander(f"登録されている{noun}から選択", key=f"{table}:offers")
        if len(found) > _MOST_OFFERS
        else st.container()
    ):
        for number, (words, row) in enumerate(found):
            st.button(
                plain(words),
                key=f"{table}:offer:{number}",
                type="tertiary",
                on_click=add_row,
                args=(draft, section, table),
                kwargs={"row": row},
            )


def _show_column_heads(draft: Draft, table: str, columns: list[Entry]) -> None:
    """Show above the rows, where they are lines, what stands above each field where they are cards.

    It is hidden from screen readers, which read the labels of the fields.
    """
    heads = [
        h.span[h.b[entry.answer.label], h.em[_mark(draft, entry)], h.small[_hint(entry)]]
        for entry in columns
    ]
    widths = " ".join(_COLUMNS.get(entry.name, "minmax(0,1fr)") for entry in columns)
    rule = f".st-key-{slug(f'rows:{table}')}{{--mk-columns:3rem {widths} 6.5rem}}"
    st.html(
        h.fragment[
            raw_text(h.style, rule),
            h.div(".mk-row-heads", aria_hidden="true")[h.span, heads, h.span],
        ]
    )


def _offer_undo(draft: Draft, section: str, table: str) -> None:
    """Say which row was removed, or taken from last time, and offer to take that back."""
    change = draft.row_change
    if change is None or change.table != table:
        return
    nth = TABLES[table].nth(change.number)
    if change.removed is None:
        count, left = len(change.added), len(untouched(draft, change))
        if not left:
            return
        last = TABLES[table].nth(change.number + count - 1)
        message = f"{nth if count == 1 else f'{nth}～{last}'}に入力しました。"
        if left < count:
            message += "元に戻しても、その後に修正した行は残ります。"
    else:
        name = change.removed.get("name") or change.removed.get("serial")
        message = f"{nth}{f'（{name}）' if name else ''}の行を取り消しました。"
    with st.container(horizontal=True, vertical_alignment="center", key=f"{table}:undone"):
        st.html(h.p(role="status")[message], width="content")
        st.button(
            "元に戻す", key=f"{table}:undo", on_click=undo_row_change, args=(draft, section, change)
        )


def _is_known(draft: Draft, entry: Entry) -> bool:
    """Return whether there is nothing to choose."""
    return entry.shape is Shape.CHOICE and len(entry.values[draft.kind]) == 1


def _hint(entry: Entry) -> str:
    example = f"例：{entry.answer.example}" if entry.answer.example else ""
    return as_of("　".join(filter(None, (entry.answer.hint, example))), moments.now().date())


def _ask(draft: Draft, entry: Entry, path: str, errors: list[Finding]) -> None:
    values = entry.values[draft.kind]
    if _is_known(draft, entry):
        return
    given = _given(draft, entry, path)
    messages = _messages_of(draft, entry, path, errors)
    answer = entry.answer
    needed = _is_needed(draft, entry)
    mark = _mark(draft, entry)
    save: dict[str, Any] = {"on_change": keep_typed, "args": (draft, entry.section)}
    if entry.shape is Shape.TICK:
        field_head(path, hint=answer.hint, errors=messages, needed=needed)
        st.checkbox(f"{answer.label}　{mark}", key=key_with_value(path, given is True), **save)
        return
    if path == LETTER:
        ask_for_named_letter(draft, entry.section)
    hint = _hint(entry)
    key = widget_key(draft, path, entry.section)
    field_head(key, label=answer.label, mark=mark, hint=hint, errors=messages, needed=needed)
    if entry.shape is Shape.DATE:
        show_date_picker(key)
    if entry.shape is Shape.TICKS and entry.choices:
        for value, word in entry.choices.words:
            ticked = isinstance(given, list) and value in given
            st.checkbox(word, key=key_with_value(f"{path}:{value}", ticked), **save)
    elif entry.shape is Shape.CHOICE and entry.choices:
        st.radio(
            answer.label,
            values,
            index=None,
            format_func=entry.choices.word,
            key=key_with_value(path, given if given in values else None),
            horizontal=True,
            label_visibility="collapsed",
            **save,
        )
    else:
        save |= {"key": key_with_value(path, input_text(given)), "label_visibility": "collapsed"}
        if entry.shape is Shape.TEXT:
            st.text_area(answer.label, height=80, **save)
        else:
            st.text_input(answer.label, **save)
        found = _suggestions(entry, path, input_text(_given(draft, entry, path)), errors)
        offer(draft, ((path, one) for one in found), f"{path}:suggestion", entry.section)
        offer_originals(draft, [path], entry.section)


def _suggestions(entry: Entry, path: str, typed: str, errors: list[Finding]) -> list[str]:
    """Return what may be meant: by a fault, a date without a year, a postal code alone."""
    of_field = [error for error in errors if error.path == path]
    found = [error.suggestion for error in of_field if error.suggestion]
    if of_field and entry.shape is Shape.DATE and not entry.table:
        nearest = nearest_date(typed, moments.now().date())
        found += [date_text(nearest)] if nearest else []
    if entry.text_kind is TextKind.ADDRESS:
        found += addresses_of_code(typed)[:_MOST_OFFERED]
    return found


def _given(draft: Draft, entry: Entry, path: str) -> Any:  # noqa: ANN401 - as typed
    """Return what is answered: in the row that is shown, or else what stands registered."""
    if entry.table:
        return rows(draft, entry.table)[row_numbers(path)[0]].get(entry.name)
    given = get_at(draft.answers, path)
    return value_of_last_time(draft, entry) if given is None else given


def _mark(draft: Draft, entry: Entry) -> str:
    if _is_needed(draft, entry):
        return "※必須"
    if need(draft, entry) is Need.CHANGE:
        return "※変更する場合に入力"
    if entry.shape is Shape.TICK:
        return "※該当する場合"
    return f"※{entry.answer.condition}" if entry.answer.condition else "※任意"


def _is_needed(draft: Draft, entry: Entry) -> bool:
    """Return whether an answer is required.

    That is by its case, as all that a part of a change asks, or for who has said to use the API.
    """
    wanted = need(draft, entry)
    is_alone = entry.section in draft.parts and len(entries(draft, entry.section)) == 1
    is_of_used_api = draft.kind == "new" and entry.section == API and bool(entry.answer.condition)
    return wanted is Need.REQUIRED or (wanted is Need.CHANGE and is_alone) or is_of_used_api


def _messages_at(path: str, errors: list[Finding]) -> list[str]:
    return [instruction(error) for error in errors if error.path == path]


def _messages_of(draft: Draft, entry: Entry, path: str, errors: list[Finding]) -> list[str]:
    """Return what is wrong with an answer, or with its section where that is mended here."""
    here = {path}
    if widget_key(draft, entry.section, entry.section) == path:
        here.add(entry.section)
    return [instruction(error) for error in errors if error.path in here]


def widget_key(draft: Draft, path: str, section: str) -> str:
    """Return the key of the widget that an error's link leads to."""
    shown = [entry for entry in entries(draft, section) if entry.path == path]
    if shown and shown[0].shape is Shape.TICKS and shown[0].choices:
        return f"{path}:{shown[0].choices.words[0][0]}"
    if path == section and not shown and path not in TABLES:
        alone = [entry for entry in entries(draft, section) if not entry.table]
        changing = [entry for entry in alone if need(draft, entry) is Need.CHANGE]
        first = next(iter(changing or alone), None)
        return first.path if first else section
    return path
