"""Showing the filled form as it will print; answered cells lead back to their questions."""

from collections.abc import Container, Iterable

import htpy as h
import streamlit as st

from rules.finding import Finding, Severity
from schemas.answer import Shape
from schemas.catalogue import ENTRIES, column, label
from schemas.parse import clean
from wizard.core.draft import Draft
from wizard.core.journey import entries, sections
from wizard.core.template_in_use import template_in_use
from wizard.ui.form_preview.table import Mark, sheets_html
from wizard.ui.layout import style_sheet
from wizard.ui.session_cache import cached_in_session
from workbook.forms.fill import placement_of
from workbook.opened import OpenedWorkbook
from workbook.places import Place, Places, place_of
from workbook.preview.printed import preview


def show_form(
    draft: Draft, content: bytes, found: Iterable[Finding] = (), *, can_change: bool
) -> None:
    """Show a draft's filled form."""
    st.html(h.h2["印刷イメージ"])
    marks = _marks(draft, found) if can_change else {}
    style_sheet("preview.css")
    sheets = cached_in_session("preview", (content,), lambda: preview(OpenedWorkbook(content)))
    for drawn in cached_in_session("drawn", (content, marks), lambda: sheets_html(sheets, marks)):
        st.html(drawn)


def _marks(draft: Draft, found: Iterable[Finding]) -> dict[Place, Mark]:
    """Mark the cells that are filled in, and those that something is wrong with."""
    template = template_in_use().template
    asked = {entry.path for section in sections(draft) for entry in entries(draft, section)}
    asked |= {"kind", *(ENTRIES[path].table for path in asked)}
    marks: dict[Place, Mark] = {}
    for path, cells in placement_of(clean(draft.answers), template).cells_of_answers.items():
        mark = Mark("answer", f"{label(path)}を変更", _button(path, asked))
        marks |= dict.fromkeys(cells, mark)
    for finding in found:
        if finding.severity is Severity.ERROR:
            mark = Mark("error", finding.message, _button(finding.path, asked))
            marks |= dict.fromkeys(_cells_of(finding.path, template.places, draft.kind), mark)
    return marks


def _button(path: str, asked: Container[str]) -> str:
    """Return the key of the button that leads to an answer; empty where it is not asked."""
    return f"edit:{path}" if column(path) in asked else ""


def _cells_of(path: str, places: Places, kind: str) -> tuple[Place, ...]:
    """Return the cells in which a path is answered: of several to tick, all."""
    entry = ENTRIES.get(path)
    if entry is not None and entry.shape is Shape.TICKS:
        return places.get(path, ())
    place = place_of(path, places, kind)
    return () if place is None else (place,)
