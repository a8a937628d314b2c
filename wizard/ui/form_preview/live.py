"""The live preview: the form beside the questions, written into as answers come.

The sheet is the same on every run, so that it is sent once; what is sent each time is the text of
its cells, which ``page.js`` puts there.
"""

import json
from collections.abc import Iterator

import htpy as h
import streamlit as st

from schemas.catalogue import ENTRIES, TABLES, label
from schemas.parse import clean
from wizard.core.answer_text import input_text
from wizard.core.draft import Draft
from wizard.core.journey import API, entries, pages, uses_api
from wizard.core.markup import raw_text
from wizard.core.template_in_use import template_in_use
from wizard.ui.form_preview.table import Mark, sheets_html
from wizard.ui.layout import style_sheet
from workbook.forms.fill import placement_of
from workbook.forms.template import Template
from workbook.opened import OpenedWorkbook
from workbook.places import KIND_PATHS, Place, Places
from workbook.preview.printed import preview

_MOST_DRAWN = 4  # forms of which a drawing is kept; an installation has one, and the one before


def show_live_form(draft: Draft, page: str) -> None:
    """Show the form as it will print, with the answers of a draft and the page's part marked."""
    template = template_in_use().template
    style_sheet("preview.css")
    for drawn in _drawn(template):
        st.html(drawn)
    cells = placement_of(clean(draft.answers), template).cells
    asked = {
        entry.path: step
        for step, sections in pages(draft).items()
        for section in sections
        for entry in entries(draft, section)
    }
    there = {
        "cells": {str(place): input_text(content) for place, content in cells.items()},
        "page": page,
        "pages": asked,
    }
    st.html(h.div(data_live=json.dumps(there, ensure_ascii=False)))
    left_out = "" if uses_api(draft) else API
    here = [path for path in asked if asked[path] == page and ENTRIES[path].section != left_out]
    now = ", ".join(f'.mk-form [data-answer="{path}"]' for path in here)
    st.html(raw_text(h.style, f"{now} {{ background: var(--mk-veil-now); }}"))


@st.cache_resource(show_spinner=False, max_entries=_MOST_DRAWN, hash_funcs={Template: id})
def _drawn(template: Template) -> list[str]:
    """Draw the sheets of a form without answers."""
    blank = OpenedWorkbook(template.write(dict.fromkeys(template.samples, "")))
    return sheets_html(preview(blank), dict(_marks(template.places)))


def _marks(places: Places) -> Iterator[tuple[Place, Mark]]:
    """Yield the cells of all answers, each with the answer that stands there."""
    for name, cells in places.items():
        path = "kind" if name in KIND_PATHS else name
        if path not in ENTRIES:  # a piece of one
            path = path.rpartition(".")[0]
        table = ENTRIES[path].table
        for number, place in enumerate(cells):
            row = f"{table}.{number}.{ENTRIES[path].name}" if table in TABLES else path
            yield place, Mark("answer", label(row), path=row)
