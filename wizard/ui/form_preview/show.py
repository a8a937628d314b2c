"""Showing the filled form as it will print; answered cells lead back to their questions."""

from collections.abc import Iterable, Mapping

import htpy as h
import streamlit as st

from rules.finding import Finding, Severity
from schemas.catalogue import label
from schemas.parse import clean, flat
from wizard.core.draft import Draft
from wizard.core.journey import section_of, sections
from wizard.core.template_in_use import template_in_use
from wizard.ui.form_preview.table import Mark, form_html
from wizard.ui.layout import style_sheet
from wizard.ui.session_cache import cached_in_session
from workbook.opened import OpenedWorkbook
from workbook.places import Place, place_of
from workbook.preview.printed import PreviewSheet, preview


def show_form(
    draft: Draft, content: bytes, found: Iterable[Finding] = (), *, can_change: bool
) -> None:
    """Show a draft's filled form."""
    st.html(h.h2["印刷イメージ"])
    marks = _marks(draft, found) if can_change else {}
    style_sheet("preview.css")
    sheets = cached_in_session("preview", (content,), lambda: preview(OpenedWorkbook(content)))
    for drawn in cached_in_session("drawn", (content, marks), lambda: _draw(sheets, marks)):
        st.html(drawn)


def _draw(sheets: Iterable[PreviewSheet], marks: Mapping[Place, Mark]) -> list[str]:
    shown = []
    for sheet in sheets:
        if not sheet.is_hidden:
            on_sheet = {(p.row, p.column): m for p, m in marks.items() if p.sheet == sheet.title}
            shown.append(str(form_html(sheet, on_sheet, label=f"印刷イメージ（{sheet.title}）")))
    return shown


def _marks(draft: Draft, found: Iterable[Finding]) -> dict[Place, Mark]:
    """Mark the answered cells, and those that something is wrong with."""
    marked = {path: ("answer", f"{label(path)}を変更") for path, _ in flat(clean(draft.answers))}
    for finding in found:
        if finding.severity is Severity.ERROR:
            marked[finding.path] = ("error", finding.message)
    shown = set(sections(draft))
    marks, places = {}, template_in_use().template.places
    for path, (kind, words) in marked.items():
        place = place_of(path, places, draft.kind)
        if place is not None and (path == "kind" or section_of(path) in shown):
            marks[place] = Mark("error" if kind == "error" else "answer", words, f"edit:{path}")
    return marks
