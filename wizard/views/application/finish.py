"""The finish page: what to do with the form, its dates as of the moment it was finished."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import htpy as h
import streamlit as st

from rules.dates.cutoff import Round, round_after, round_at
from rules.dates.date_text import long_moment, short_date
from rules.dates.round_text import cutoff_text, reasons_now, registration_text
from rules.finding import Finding, Severity
from rules.register.judging import ALREADY_SENT
from rules.situations import handover
from schemas.parse import Answers
from wizard.core import moments
from wizard.core.certificates.file_facts import file_findings
from wizard.core.draft import Draft
from wizard.core.filing import file_answers
from wizard.core.form_findings import UNOFFICIAL
from wizard.core.journey import CHECK, FINISH, steps, without_answered
from wizard.core.markup import bullets
from wizard.core.template_in_use import TemplateInUse, template_in_use
from wizard.ui.form_notice import show_which_form
from wizard.ui.form_preview.show import show_form
from wizard.ui.layout import heading, note, progress, reason_list, style_sheet
from wizard.ui.registers import stored_registers
from wizard.ui.session import go, start_over
from wizard.ui.session_cache import cached_in_session
from wizard.views.application.check import show_check
from wizard.views.application.finish_downloads import show_other_ways
from wizard.views.application.sending import Sending, hand_over, sending_of
from wizard.views.application.sent import ask_whether_sent


def show_finish(draft: Draft, finished_at: datetime) -> None:
    """Hand over the form; the dates stay those of the moment at which it was finished."""
    calendar = moments.calendar()
    used = template_in_use()
    filing = cached_in_session(
        "filing",
        (repr((draft.answers, draft.files)), finished_at, calendar.closures, used.template),
        lambda: file_answers(
            draft.answers,
            finished_at,
            calendar,
            template=used.template,
            against=lambda answers, found: [
                *without_answered(draft, found),
                *file_findings(draft.answers, draft.files, finished_at),
                *_of_register(answers),
            ],
        ),
    )
    if filing.content is None:  # another form is in use by now, and has no room for it
        show_check(draft)
        return
    this = round_at(finished_at, calendar)
    sending = sending_of(draft, filing, finished_at, used)
    heading("申込書を作成しました", errors=bool(sending.errors))
    style_sheet("finish.css")
    progress(draft, steps(draft), FINISH, set())
    with st.container(key="beside"):
        handing_over, picture = st.columns([6, 5], gap="medium")
    with handing_over:
        _show_dates(this, round_after(this, calendar), finished_at)
        hand_over(sending)
        ask_whether_sent(sending)
        show_other_ways(sending, this, filing.content)
        _show_what_follows(sending)
        _show_form_used(filing.findings, used)
        with st.container(horizontal=True):
            st.button("内容の確認に戻る", on_click=go, args=(draft, CHECK), key="back")
            st.button("新しい申込書をつくる", on_click=start_over, key="anew")
    with picture, st.container(key="printed"):
        show_form(draft, filing.content, can_change=False)


def _of_register(answers: Answers) -> Iterator[Finding]:
    """Yield what the register says of a form that is made already.

    What it calls an error since kept nothing from being made, and that it was sent is told by the
    page itself.
    """
    if (stored := stored_registers()) is not None:
        for one in stored.lookup.judge(answers, ()):
            if one.severity is not Severity.ERROR and one.code != ALREADY_SENT:
                yield one


def _show_dates(this: Round, after: Round, finished_at: datetime) -> None:
    why = reasons_now(this, finished_at, moments.calendar())
    if moments.now() > this.cutoff.closes_at:
        note(
            "この申込書を作成した時点の締切を過ぎています",
            [
                "現時点で提出する場合の締切と登録の見込みは、画面の上部をご覧ください。申込年月日も確認してください。"
            ],
            "warn",
        )
    st.html(
        h.div(".mk-good")[
            h.p(".mk-dates")[
                f"{cutoff_text(this.cutoff, short_date)}までに送信した場合："
                f"{registration_text(this.registration)}に登録される見込みです。"
            ],
            reason_list(why),
            h.p[
                f"間に合わなかった場合：{cutoff_text(after.cutoff)}の締切分となり、"
                f"登録は{registration_text(after.registration)}の見込みです。"
            ],
            h.p(".mk-source")[
                f"{long_moment(finished_at)}時点の見込みです（FAQ 3-4）。"
                "年末年始の休業は、本ツールの想定です。"
            ],
        ]
    )


def _show_form_used(findings: Iterable[Finding], used: TemplateInUse) -> None:
    """Say which form was filled, and warn where it is not the official one."""
    unofficial = [finding for finding in findings if finding.code == UNOFFICIAL]
    for finding in unofficial:
        note(finding.message, [finding.remedy], "warn")
    if used.why or not unofficial:
        show_which_form()


def _show_what_follows(sending: Sending) -> None:
    after = handover(sending.draft.kind, None)
    with st.expander("提出後の流れ"):
        st.html(h.fragment[bullets(after.next), h.p(".mk-source")[f"出典：FAQ {after.source}"]])
