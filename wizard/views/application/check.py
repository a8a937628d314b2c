"""The check page: what was found, every answer, and the form as it will print."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

import htpy as h
import streamlit as st

from rules.finding import SEVERITY_WORDS, Finding, Severity, is_acceptable
from rules.obligations.messages import sort_by_severity
from schemas.catalogue import label
from wizard.core import moments
from wizard.core.draft import Draft
from wizard.core.filing import findings_of_filled
from wizard.core.journey import (
    CHECK,
    PARTS,
    START,
    preceding,
    section_of,
    sections,
    steps,
)
from wizard.core.markup import bullets
from wizard.core.template_in_use import template_in_use
from wizard.ui.form_preview.show import show_form
from wizard.ui.layout import alert, heading, link_to, progress, style_sheet
from wizard.ui.session import accept_step, go, reject_step
from wizard.ui.session_cache import cached_in_session
from wizard.views.application.answer_blocks import field_of, show_answers
from wizard.views.application.draft_findings import draft_findings
from wizard.views.application.set_aside_notice import show_set_aside
from wizard.views.application.suggestions import offer, offer_originals
from workbook.forms.fill import FilledForm, RefusedError, fill

_OF_THE_BLANK: Final = {"place-unknown", "unidentified"}
"""Codes of what is mended where the blank is taken in."""
_NO_PARTS: Final = "nothing-to-change"
_STYLES: Final = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.NOTE: "note"}


def show_check(draft: Draft) -> None:
    """Show every answer and every finding; errors must be mended before the form is finished."""
    filled = _filled(draft)
    found = _found(draft, filled)
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    bad = {_place_of(one)[0] for one in errors if one.code not in _OF_THE_BLANK}
    heading("内容の確認", errors=bool(errors))
    style_sheet("check.css")
    progress(draft, steps(draft), CHECK, bad)
    with st.container(key="beside"):
        answers, picture = st.columns([6, 5], gap="medium")
    with answers, st.container(gap="small", key="answers"):
        _show_verdict(draft, found, errors)
        show_answers(draft, filled)
        with st.container(horizontal=True):
            _finish_button(draft, "finish")
            st.button("戻る", on_click=go, args=(draft, preceding(draft, CHECK)), key="back")
    with picture:
        if filled:
            show_form(draft, filled.content, errors, can_change=True)


def _show_verdict(draft: Draft, found: Sequence[Finding], errors: Sequence[Finding]) -> None:
    """Say whether the form can be made, and what was found, the worst first."""
    others = [finding for finding in found if finding.severity is not Severity.ERROR]
    if errors:
        with st.container(key="errors", gap="small"):
            st.html(alert(f"修正が必要な点が{len(errors)}件あります"))
            _show_findings(draft, errors, "bad")
    else:
        verdict = h.p["受理の判断は広域機関が行います。"]
        st.html(h.div(".mk-good")[h.h2["不備は見つかりませんでした"], verdict])
    if others:
        st.html(h.h2["ご確認いただきたい点"])
        with st.container(key="others", gap="small"):
            _show_findings(draft, others, "warn")
    if not errors:
        _finish_button(draft, "finish-above")
    show_set_aside(draft)
    offer_originals(draft, draft.originals, "")


def _finish_button(draft: Draft, key: str) -> None:
    st.button("申込書を作成", type="primary", on_click=_finish, args=(draft,), key=key)


def _filled(draft: Draft) -> FilledForm | None:
    """Fill the form; where it cannot be written, the findings say so already."""
    template = template_in_use().template

    def filled() -> FilledForm | None:
        try:
            return fill(draft.answers, template)
        except RefusedError:
            return None

    return cached_in_session("filled", (repr(draft.answers), template), filled)


def _found(draft: Draft, filled: FilledForm | None) -> list[Finding]:
    """Return everything there is to say of a draft and of its form."""
    found = draft_findings(draft)
    if filled is None:
        return found
    template, is_fine = template_in_use().template, is_acceptable(found)
    found += cached_in_session(
        "findings-of-form",
        (repr(draft.answers), template, is_fine),
        lambda: findings_of_filled(filled, draft.answers, template, found),
    )
    return list(sort_by_severity(found))


def _show_findings(draft: Draft, found: Iterable[Finding], style: str) -> None:
    """Show findings; those of one kind with one remedy are shown once, with a link for each."""
    for number, alike in _grouped(found):
        first = alike[0]
        messages = [*dict.fromkeys(one.message for one in alike)]
        st.html(
            h.div(class_=f"mk-{_STYLES[first.severity]} mk-finding")[
                h.b[f"{SEVERITY_WORDS[first.severity]}：{messages[0]}"]
                if len(messages) == 1
                else [h.b[SEVERITY_WORDS[first.severity]], bullets(messages)],
                h.div[f"{first.remedy} ", h.span(".mk-source")[f"（FAQ {first.source}）"]],
            ]
        )
        offered = [*enumerate(alike, number)]
        has_own_line = any(finding.suggestion for finding in alike)
        for line in ([one] for one in offered) if has_own_line else [offered]:
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                for place, finding in line:
                    _offer_remedy(draft, finding, f"{style}:{place}")


def _grouped(found: Iterable[Finding]) -> Iterator[tuple[int, list[Finding]]]:
    """Yield findings that say the same, and how many came before."""
    number = 0
    for _, group in groupby(found, key=lambda one: (one.severity, one.code, one.remedy)):
        alike = list(group)
        yield number, alike
        number += len(alike)


def _offer_remedy(draft: Draft, finding: Finding, key: str) -> None:
    """Offer what mends a finding: a suggestion, and the way to its question."""
    if finding.suggestion:
        offer(draft, [(finding.path, finding.suggestion)], f"suggestion:{key}", "")
    if finding.code in _OF_THE_BLANK:
        link_to("intake", "公式様式の取り込みを開く", f"mend:{key}")
        return
    step, where = _place_of(finding)
    is_asked = step in {*sections(draft), *(one.id for one in steps(draft))} - {CHECK}
    if is_asked and not (step == START and finding.severity is Severity.NOTE):
        st.button(
            f"{where}を修正",
            key=f"mend:{key}",
            type="tertiary",
            on_click=go,
            args=(draft, step),
            kwargs={"focus": field_of(draft, finding.path, step), "back": True},
        )


def _place_of(finding: Finding) -> tuple[str, str]:
    """Return the step that asks for what mends a finding, and what is asked there."""
    if finding.path != "kind":
        return section_of(finding.path), label(finding.path)
    return (PARTS, "変更する項目") if finding.code == _NO_PARTS else (START, "手続きの内容")


def _finish(draft: Draft) -> None:
    if not is_acceptable(_found(draft, _filled(draft))):
        reject_step(draft, CHECK)
        return
    draft.earlier_case = None  # what was made is no more taken back
    accept_step(draft, CHECK, finished_at=moments.now())
