"""One section of the form, asked and judged."""

from html import escape

import streamlit as st

from rules.situations import situations
from schemas.catalogue import SECTIONS
from schemas.parse import clean
from wizard import moments
from wizard.draft import Draft
from wizard.fields import ask_section, widget_key
from wizard.journey import errors_of, findings, preceding, sections, steps
from wizard.layout import error_summary, heading, instruction, links, note, progress
from wizard.state import go, go_on, stay
from wizard.taking import collect, give_known_answers


def show_section(draft: Draft, section: str) -> None:
    """Ask a section; after a failed 次へ, with its errors."""
    errors = []
    if draft.judged == section:
        found = findings(draft, moments.now(), moments.calendar())
        errors = errors_of(section, found)
    heading(SECTIONS[section], errors=bool(errors))
    progress(draft, steps(draft), section, {section} if errors else set())
    if errors:
        error_summary((widget_key(draft, e.path, section), instruction(e)) for e in errors)
    elif section == sections(draft)[0]:
        _show_preparation(draft)
    ask_section(draft, section, errors)
    for error in errors:
        if error.path == section and error.code == "part-empty":
            st.html(f'<div class="mk-error">エラー：{escape(error.message)}</div>')
    with st.container(horizontal=True):
        st.button("次へ", type="primary", on_click=_accept, args=(draft, section), key="next")
        st.button("戻る", on_click=_go_back, args=(draft, section), key="back")


def _show_preparation(draft: Draft) -> None:
    situation = situations().get(draft.situation)
    if situation is None or not situation.prepare:
        return
    note("用意するもの", situation.prepare)
    links((link.label, link.url) for link in situation.links)


def _accept(draft: Draft, section: str) -> None:
    collect(draft, section)
    give_known_answers(draft, section)
    draft.answers = clean(draft.answers)
    found = findings(draft, moments.now(), moments.calendar())
    if errors_of(section, found):
        stay(draft, section)
    else:
        go_on(draft, section)


def _go_back(draft: Draft, section: str) -> None:
    collect(draft, section)
    go(draft, preceding(draft, section))
