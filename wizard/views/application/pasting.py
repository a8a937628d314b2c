"""Rows that are pasted from a spreadsheet, on the page of their section."""

from collections.abc import Sequence

import streamlit as st

from schemas.application import MAX_ROWS
from schemas.catalogue import TABLES, Entry
from wizard.core.draft import Draft, get_at
from wizard.core.lists.pasted_rows import PastedRows, parse_rows
from wizard.ui.layout import field_head
from wizard.views.application.widget_input import add_rows


def ask_to_paste(draft: Draft, section: str, table: str, columns: Sequence[Entry]) -> None:
    """Ask for rows copied from a spreadsheet, and say what of them does not fit."""
    key, noun = f"paste:{table}", TABLES[table].row_noun
    names = "、".join(entry.answer.label for entry in columns)
    with st.expander(f"Excelの表から{noun}を取り込む", key=f"{key}:fold"):
        pasted = _pasted(draft, table, columns) if draft.judged == key else PastedRows()
        field_head(
            key,
            label="Excelでコピーした表",
            hint=f"{names}の順に並んだ表をコピーして、貼り付けてください。"
            "見出しの行があれば、列の順序は問いません。",
            errors=[problem.words for problem in pasted.problems],
        )
        st.text_area("Excelでコピーした表", key=key, label_visibility="collapsed", height=120)
        st.button(
            "取り込む", key=f"{key}:take", on_click=_take, args=(draft, section, table, columns)
        )


def _pasted(draft: Draft, table: str, columns: Sequence[Entry]) -> PastedRows:
    text = st.session_state.get(f"paste:{table}") or ""
    return parse_rows(text, columns, draft.kind, MAX_ROWS - len(get_at(draft.answers, table) or []))


def _take(draft: Draft, section: str, table: str, columns: Sequence[Entry]) -> None:
    """Take in what was pasted, all or nothing."""
    key, pasted = f"paste:{table}", _pasted(draft, table, columns)
    if pasted.problems:
        draft.judged = key
        draft.point_at(key)
        return
    add_rows(draft, section, table, pasted.rows)
    st.session_state[key] = ""


def take_left_over(draft: Draft, section: str, table: str, columns: Sequence[Entry]) -> bool:
    """Take in what was pasted and left in its field; return whether nothing is left now."""
    if _text(table):
        _take(draft, section, table, columns)
    return not _text(table)


def _text(table: str) -> str:
    return (st.session_state.get(f"paste:{table}") or "").strip()
