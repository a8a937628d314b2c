"""A page of questions: one section of the form, or several little ones, asked and judged."""

from collections.abc import Sequence
from typing import Final

import htpy as h
import streamlit as st

from rules.situations import situations
from schemas.catalogue import SECTIONS
from schemas.parse import clean
from wizard.core.draft import Draft
from wizard.core.journey import (
    API,
    MORE_PARTS,
    PARTS,
    Step,
    entries,
    errors_left,
    errors_of,
    open_steps,
    pages,
    preceding,
    section_of,
    steps,
    uses_api,
)
from wizard.core.prefill import value_of_last_time
from wizard.ui.form_preview.live import show_live_form
from wizard.ui.layout import error_summary, heading, links, note, progress, summary_line
from wizard.ui.session import accept_step, back_to_check, go, reject_step, returns_to_check
from wizard.views.application.api_use import asks_for_api
from wizard.views.application.draft_findings import draft_findings
from wizard.views.application.fields import ask_section, take_tables, widget_key
from wizard.views.application.known_applicants import offer_known_applicants
from wizard.views.application.set_aside_notice import show_set_aside
from wizard.views.application.widget_input import drop_blank_rows, give_known_answers, read_widgets

_TOGGLE: Final = h.button(
    ".mk-toggle",
    type="button",
    data_toggle="mk-form-shown",
    data_shows="form-beside",
    aria_expanded="false",
)["様式を表示・非表示"]


def show_page(draft: Draft, page: str) -> None:
    """Ask the sections of a page; after a failed 次へ, with what is still wrong."""
    is_judged = draft.judged == page
    is_wrong = is_judged and draft.errors
    errors = errors_left(draft, draft_findings(draft)) if is_wrong else []
    title = next(step.title for step in steps(draft) if step.id == page)
    heading(title, errors=bool(errors))
    progress(draft, steps(draft), page, {page} if errors else set())
    asked, left = pages(draft)[page], open_steps(draft)
    if returns_to_check() and left:
        st.html(h.p(".mk-hint")[_open_steps_before_check(left)])
    with st.container():  # always there, so that what follows keeps its place
        if errors:
            error_summary(
                (widget_key(draft, e.path, section_of(e.path)), summary_line(e)) for e in errors
            )
        elif page == next(iter(pages(draft))):
            show_set_aside(draft)
            _show_preparation(draft)
            offer_known_applicants(draft, page)
    if any(value_of_last_time(draft, entry) for s in asked for entry in entries(draft, s)):
        st.html(
            h.p(".mk-hint")[
                "前回の内容が入力済みです。変更する項目のみ修正してください。"
                "変更のない項目は、申込書に記載されません。"
            ]
        )
    with st.container(key="beside"):
        st.html(_TOGGLE)
        questions, form = st.columns([11, 9], gap="medium")
    with questions:
        for section in asked:
            if _needs_heading(draft, section, title):
                st.html(h.h2[SECTIONS[section]])
            if section != API or asks_for_api(draft):
                ask_section(draft, section, errors)
        if draft.kind == "change" and page == next(iter(pages(draft))):
            st.button(
                "ほかの項目も変更する",
                key="more-parts",
                type="tertiary",
                on_click=_ask_more_parts,
                args=(draft, page),
            )
        with st.container(horizontal=True):
            leads_back = returns_to_check() and not [one for one in left if one.id != page]
            onwards = "保存して確認に戻る" if leads_back else "次へ"
            st.button(onwards, type="primary", on_click=_accept, args=(draft, page), key="next")
            st.button("戻る", on_click=_go_back, args=(draft, page), key="back")
    with form, st.container(key="form-beside"):
        show_live_form(draft, page)


def _open_steps_before_check(left: Sequence[Step]) -> str:
    """Say why the page does not lead back to the check page yet."""
    titles = "」「".join(step.title for step in left)
    return (
        f"入力が完了していない手順があります：「{titles}」。完了すると、「内容の確認」に戻ります。"
    )


def _ask_more_parts(draft: Draft, page: str) -> None:
    """Ask what else a change touches, which its situation does not name."""
    for section in pages(draft)[page]:
        read_widgets(draft, section)
    draft.pending_choices[MORE_PARTS] = True
    go(draft, PARTS)


def _needs_heading(draft: Draft, section: str, title: str) -> bool:
    """Return whether neither the page nor the one question of a section says what it is about."""
    labels = [entry.answer.label for entry in entries(draft, section)]
    return SECTIONS[section] != title and labels != [SECTIONS[section]]


def _show_preparation(draft: Draft) -> None:
    situation = situations().get(draft.situation)
    if situation is None or not situation.prepare:
        return
    with st.expander("事前にご用意いただくもの"):
        note("事前にご用意いただくもの", situation.prepare)
        links((link.label, link.url) for link in situation.links)


def _accept(draft: Draft, page: str) -> None:
    for section in pages(draft)[page]:
        if section == API and not uses_api(draft):
            continue
        if not take_tables(draft, section):
            return
        read_widgets(draft, section)
        give_known_answers(draft, section)
        drop_blank_rows(draft, section)
    errors = errors_of(draft, page, draft_findings(draft))
    if errors:
        reject_step(draft, page, errors)
    else:
        draft.answers = clean(draft.answers)
        accept_step(draft, page)


def _go_back(draft: Draft, page: str) -> None:
    for section in pages(draft)[page]:
        read_widgets(draft, section)
    if returns_to_check():
        back_to_check(draft, page)
    else:
        go(draft, preceding(draft, page))
