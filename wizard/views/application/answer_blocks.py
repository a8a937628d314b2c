"""The answers of an application on the check page: a table a block, and one button to change it."""

from collections.abc import Iterator, Sequence
from typing import Final

import htpy as h
import streamlit as st

from schemas.answer import Shape
from schemas.answers import KINDS
from schemas.catalogue import ENTRIES, SECTIONS, TABLES, Entry, Need, column, label
from wizard.core.answer_text import form_text
from wizard.core.draft import Draft, get_at
from wizard.core.journey import (
    API,
    PARTS,
    START,
    USES_API,
    changeable_parts,
    entries,
    need,
    sections,
    uses_api,
)
from wizard.core.markup import column_heads
from wizard.ui.layout import slug
from wizard.ui.session import go
from wizard.views.application.api_use import QUESTION, USE_WORDS
from wizard.views.application.fields import widget_key
from workbook.forms.fill import FilledForm

_UNANSWERED: Final = {
    Need.REQUIRED: "未記入",
    Need.CHANGE: "変更なし",
    Need.OPTIONAL: "未記入（任意）",
}
_KIND: Final = "kind"


def show_answers(draft: Draft, filled: FilledForm | None) -> None:
    """Show every answer; ``filled`` is the form that says which of them stand in 備考."""
    stated = frozenset(filled.stated) if filled else frozenset()
    _show_block(draft, START, "手続きの内容", [_kind_table(draft)], focus=_KIND)
    for section in sections(draft):
        is_used = section != API or uses_api(draft)
        tables = list(_tables(draft, section, stated)) if is_used else [_no_api(draft)]
        _show_block(draft, section, SECTIONS[section], tables)


def block_key(step: str) -> str:
    """Return the key of the button that opens a step from the check page, and is returned to."""
    return f"edit:{step}"


def field_of(draft: Draft, path: str, step: str) -> str:
    """Return the key of the widget that asks an answer."""
    if step == API and not uses_api(draft):
        return USES_API
    return "heading" if step in {START, PARTS} else widget_key(draft, path, step)


def _show_block(
    draft: Draft, step: str, title: str, tables: Sequence[h.Element], *, focus: str = ""
) -> None:
    key = block_key(step)
    with st.container(key=f"block:{step}", gap=None):
        with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
            st.html(h.h2(data_edit=slug(key), data_name=f"{title}を変更")[title])
            st.button(
                "変更",
                key=key,
                type="tertiary",
                on_click=go,
                args=(draft, step),
                kwargs={"focus": field_of(draft, focus or step, step), "back": True},
            )
        st.html(h.div[tables])


def _kind_table(draft: Draft) -> h.Element:
    answers = [(_KIND, label(_KIND), h.td[KINDS.word(draft.kind)])]
    if draft.kind == "change":
        parts = "、".join(title for id_, title in changeable_parts().items() if id_ in draft.parts)
        answers.append((PARTS, "変更する項目", h.td[parts]))
    return _plain_table(draft, START, answers)


def _no_api(draft: Draft) -> h.Element:
    """Return what is shown in place of the answers about the API where it is not used."""
    return _plain_table(draft, API, [(API, QUESTION, h.td[USE_WORDS[False]])])


def _tables(draft: Draft, section: str, stated: frozenset[str]) -> Iterator[h.Element]:
    """Yield the tables of a block: of rows, and of the answers that stand alone."""
    asked = entries(draft, section)
    for table in dict.fromkeys(entry.table for entry in asked if entry.table):
        yield from _row_table(
            draft, section, [entry for entry in asked if entry.table == table], stated
        )
    alone = [entry for entry in asked if not entry.table]
    if alone:
        yield _plain_table(
            draft,
            section,
            [(entry.path, entry.answer.label, _alone(draft, entry, stated)) for entry in alone],
        )


def _plain_table(
    draft: Draft, section: str, answers: Sequence[tuple[str, str, h.Element]]
) -> h.Element:
    rows = [
        h.tr(**_leads(draft, section, path))[
            h.th(scope="row", class_="mk-vh" if title == SECTIONS.get(section) else "")[title],
            answer,
        ]
        for path, title, answer in answers
    ]
    return h.table(".mk-answers")[h.tbody[rows]]


def _alone(draft: Draft, entry: Entry, stated: frozenset[str]) -> h.Element:
    text = form_text(entry.path, get_at(draft.answers, entry.path))
    before = form_text(entry.path, get_at(draft.last_time, entry.path)) if text else ""
    was = h.div(".mk-hint")[f"前回：{before}"] if before not in {"", text} else None
    return h.td[_answer(draft, entry.path, text, stated), was]


def _row_table(
    draft: Draft, section: str, columns: Sequence[Entry], stated: frozenset[str]
) -> Iterator[h.Element]:
    """Yield a table of rows; columns that are optional and blank in all of them are named below."""
    table = TABLES[columns[0].table]
    given = get_at(draft.answers, table.path) or []
    if not given:
        nothing = h.td[h.span(".mk-unanswered")[_unanswered(draft, table.path)]]
        yield _plain_table(draft, section, [(table.path, table.title, nothing)])
        return
    numbers = range(len(given))
    blank = [
        entry
        for entry in columns
        if need(draft, entry) is Need.OPTIONAL
        and not any(form_text(entry.path, row.get(entry.name)) for row in given)
    ]
    shown = [entry for entry in columns if entry not in blank]
    heads = column_heads(h.span(".mk-vh")["番号"], *(entry.answer.label for entry in shown))
    rows = [
        h.tr[
            h.th(scope="row")[table.nth(number)],
            [_in_row(draft, section, entry, number, stated) for entry in shown],
        ]
        for number in numbers
    ]
    yield h.table(".mk-rows", aria_label=table.title)[heads, h.tbody[rows]]
    if blank:
        names = "、".join(entry.answer.label for entry in blank)
        yield h.p(".mk-unanswered")[f"{_UNANSWERED[Need.OPTIONAL]}：{names}"]


def _in_row(
    draft: Draft, section: str, entry: Entry, number: int, stated: frozenset[str]
) -> h.Element:
    path = f"{entry.table}.{number}.{entry.name}"
    text = form_text(path, get_at(draft.answers, path))
    style = "mk-date" if entry.shape is Shape.DATE else ""
    cell = h.td(class_=style, data_label=entry.answer.label, **_leads(draft, section, path))
    return cell[_answer(draft, path, text, stated)]


def _answer(draft: Draft, path: str, text: str, stated: frozenset[str]) -> list[h.Node]:
    if not text:
        unanswered = _unanswered(draft, path)
        # In a row of a table there is no room for the word.
        is_short = unanswered == _UNANSWERED[Need.OPTIONAL] and ENTRIES[column(path)].table
        shown = (
            [h.span(".mk-vh")[unanswered], h.span(aria_hidden="true")["－"]]
            if is_short
            else unanswered
        )
        return [h.span(".mk-unanswered")[shown]]
    where = h.div(".mk-hint")["様式に欄がないため、備考に記入します。"] if path in stated else None
    return [h.span(".mk-answer")[text], where]


def _unanswered(draft: Draft, path: str) -> str:
    return _UNANSWERED[(ENTRIES.get(column(path)) or TABLES[path]).needs[draft.kind]]


def _leads(draft: Draft, section: str, path: str) -> dict[str, str]:
    """Name what the cell of an answer on the picture of the form leads to.

    That is the button of its block, and then the field; the page's script presses and points.
    """
    return {
        "id": slug(f"edit:{path}"),
        "data_button": slug(block_key(section)),
        "data_focus": slug(field_of(draft, path, section)),
    }
