"""One section of the form, asked and judged."""

import htpy as h
import streamlit as st

from rules.situations import situations
from schemas.catalogue import SECTIONS
from schemas.parse import clean
from wizard.core import moments
from wizard.core.draft import Draft
from wizard.core.journey import entries, errors_of, findings, preceding, sections, steps
from wizard.core.prefill import value_of_last_time
from wizard.ui.layout import error_summary, heading, links, note, progress, summary_line
from wizard.ui.session import (
    accept_step,
    back_to_check,
    go,
    reject_step,
    returns_to_check,
)
from wizard.views.application.fields import ask_section, widget_key
from wizard.views.application.set_aside_notice import show_set_aside
from wizard.views.application.widget_input import drop_blank_rows, give_known_answers, read_widgets


def show_section(draft: Draft, section: str) -> None:
    """Ask a section; after a failed 次へ, with its errors."""
    errors = draft.errors if draft.judged == section else []
    heading(SECTIONS[section], errors=bool(errors))
    progress(draft, steps(draft), section, {section} if errors else set())
    with st.container():  # always there, so that what follows keeps its place
        if errors:
            error_summary((widget_key(draft, e.path, section), summary_line(e)) for e in errors)
        elif section == sections(draft)[0]:
            show_set_aside(draft)
            _show_preparation(draft)
    if any(value_of_last_time(draft, entry) for entry in entries(draft, section)):
        st.html(
            h.p(".mk-hint")[
                "前回の内容が入力済みです。変更する項目のみ修正してください。"
                "変更のない項目は、申込書に記載されません。"
            ]
        )
    ask_section(draft, section, errors)
    with st.container(horizontal=True):
        onwards = "保存して確認に戻る" if returns_to_check() else "次へ"
        st.button(onwards, type="primary", on_click=_accept, args=(draft, section), key="next")
        st.button("戻る", on_click=_go_back, args=(draft, section), key="back")


def _show_preparation(draft: Draft) -> None:
    situation = situations().get(draft.situation)
    if situation is None or not situation.prepare:
        return
    note("事前にご用意いただくもの", situation.prepare)
    links((link.label, link.url) for link in situation.links)


def _accept(draft: Draft, section: str) -> None:
    read_widgets(draft, section)
    give_known_answers(draft, section)
    drop_blank_rows(draft, section)
    errors = errors_of(section, findings(draft, moments.now(), moments.calendar()))
    if errors:
        reject_step(draft, section, errors)
    else:
        draft.answers = clean(draft.answers)
        accept_step(draft, section)


def _go_back(draft: Draft, section: str) -> None:
    read_widgets(draft, section)
    if returns_to_check():
        back_to_check(draft, section)
    else:
        go(draft, preceding(draft, section))
