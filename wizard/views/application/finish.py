"""The finish page: the filled form, its dates as of the moment it was finished, what comes next."""

from collections.abc import Iterable
from datetime import datetime

import htpy as h
import streamlit as st

from rules.dates.cutoff import Round, round_after, round_at
from rules.dates.date_text import long_moment, short_date
from rules.dates.round_text import cutoff_text, reasons_now, registration_text
from rules.finding import Finding
from rules.situations import handover
from wizard.core import media_types, moments
from wizard.core.draft import Draft
from wizard.core.filing import UNOFFICIAL, file_answers
from wizard.core.ics import calendar_file
from wizard.core.journey import CHECK, FINISH, steps
from wizard.core.markup import list_items
from wizard.core.submission.submission import NO_CONTRACTS, said_where
from wizard.core.template_in_use import TemplateInUse, template_in_use
from wizard.ui.form_preview.show import show_form
from wizard.ui.layout import heading, note, progress, reason_list
from wizard.ui.session import go, start_over
from wizard.ui.session_cache import cached_in_session
from wizard.views.application.check import show_check
from wizard.views.application.form_notice import show_which_form
from wizard.views.application.sending import Sending, hand_over, sending_of, show_refusal


def show_finish(draft: Draft, finished_at: datetime) -> None:
    """Hand over the form; the dates stay those of the moment at which it was finished."""
    calendar = moments.calendar()
    used = template_in_use()
    filing = cached_in_session(
        "filing",
        (repr(draft.answers), finished_at, calendar.closures, used.template),
        lambda: file_answers(draft.answers, finished_at, calendar, template=used.template),
    )
    if filing.content is None:  # another form is in use by now, and has no room for it
        show_check(draft)
        return
    this = round_at(finished_at, calendar)
    sending = sending_of(draft, filing, finished_at, used)
    heading("申込書を作成しました", errors=sending.is_refused)
    progress(draft, steps(draft), FINISH, set())
    show_refusal(sending)
    hand_over(sending)
    _show_dates(this, round_after(this, calendar), finished_at)
    st.download_button(
        "締切と登録の見込みを予定表に追加",
        data=lambda: calendar_file([this], calendar, finished_at),
        file_name="利用申込書の締切.ics",
        mime=media_types.ICS,
        on_click="ignore",
        key="download-ics",
    )
    _offer_form(sending, filing.content)
    _show_form_used(filing.findings, used)
    _show_handover(sending)
    show_form(draft, filing.content, can_change=False)
    with st.container(horizontal=True):
        st.button("内容の確認に戻る", on_click=go, args=(draft, CHECK), key="back")
        st.button("新しい申込書をつくる", on_click=start_over, key="anew")


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
        h.div(".mk-note")[
            h.h2["提出の締切と登録の見込み"],
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


def _offer_form(sending: Sending, content: bytes) -> None:
    """Offer the workbooks alone."""
    names, continuation = sending.names, sending.filing.continuation
    st.html(h.h2["申込書のみをダウンロードする場合"])
    st.download_button(
        "利用申込書（Excel）をダウンロード",
        data=content,
        file_name=names.form,
        mime=media_types.XLSX,
        on_click="ignore",
        key="download",
    )
    st.html(h.p(".mk-source")[f"ファイル名：{names.form}"])
    if continuation is not None:
        st.download_button(
            "別紙（Excel）をダウンロード",
            data=continuation,
            file_name=names.continuation,
            mime=media_types.XLSX,
            on_click="ignore",
            key="download-continuation",
        )


def _show_form_used(findings: Iterable[Finding], used: TemplateInUse) -> None:
    """Say which form was filled, and warn where it is not the official one."""
    unofficial = [finding for finding in findings if finding.code == UNOFFICIAL]
    for finding in unofficial:
        note(finding.message, [finding.remedy], "warn")
    if used.why or not unofficial:
        show_which_form()


def _show_handover(sending: Sending) -> None:
    """Say what to send and attach, and what happens next."""
    names = sending.names
    after = handover(sending.draft.kind, names.letter or sending.wanted)
    st.html(h.h2["メールをご自身で作成する場合"])
    st.html(h.ul[list_items(after.send)])
    st.html(h.h2["添付書類"])
    beside = [names.continuation] if sending.filing.continuation is not None else []
    st.html(h.ul[list_items([names.form, *beside, *after.attach])])
    if after.no_attachment:
        where = said_where(sending.filing, NO_CONTRACTS)
        st.html(h.p[f"{after.no_attachment}{where}。"])
    st.html(h.h2["提出後の流れ"])
    st.html(h.ul[list_items(after.next)])
    st.html(h.p(".mk-source")[f"出典：FAQ {after.source}"])
