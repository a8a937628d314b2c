"""The day on which a finished application was sent, for the register."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import htpy as h
import streamlit as st

from rules.dates.cutoff import round_at
from rules.dates.date_text import long_date
from rules.dates.round_text import cutoff_text
from rules.register.progress import OVER, first_day
from rules.register.records import ApplicationState, RecordedApplication, record
from wizard.core import moments
from wizard.core.answer_text import input_text
from wizard.core.draft import Draft
from wizard.core.register.days import day_until
from wizard.drafts.saved_rows import DraftsError
from wizard.ui.layout import date_field, field_head, link_to
from wizard.ui.registers import StoredRegisters, record_sent, stored_registers
from wizard.ui.widget_values import key_with_value
from wizard.views.application.sending import Sending

_DAY: Final = "sent-on"
_TROUBLE: Final = "sent-trouble"


def ask_whether_sent(sending: Sending) -> None:
    """Ask on which day the application was sent, and keep it in the register of the visitor.

    Nothing is asked where nobody has said who the visitor is.
    """
    stored = stored_registers()
    one = record(sending.filing.parsed.answers, [sending.names.form])
    if stored is None or one is None:
        return
    st.html(h.h2["送付した後"])
    kept = _sent(stored, one)
    if kept is not None:
        this = round_at(kept.sent_at, moments.calendar())
        words = (
            f"{long_date(kept.sent_at.date())}に送付したことを、登録台帳に記録しました。"
            f"{cutoff_text(this.cutoff)}締切分として、"
            f"{long_date(this.registration.expected)}頃に登録される見込みです。"
        )
        st.html(h.p("#answer.mk-done", role="status", tabindex="-1")[words])
        link_to("register", f"{one.parts.name}の台帳を開く", "to-register", {"code": one.code})
        return
    token, why = st.session_state.get(_TROUBLE, ("", ""))
    errors = [why] if token == sending.draft.token else []
    field_head(
        _DAY,
        label="送付日",
        hint="記録すると、登録台帳で登録の見込み、証明書の期限、申込みの状況を確認できます。",
        errors=errors,
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = key_with_value(_DAY, input_text(moments.now().date()))
        date_field("送付日", day, width=200, on_change=_judge_again, args=(one, errors))
        st.button("送付しました", on_click=_keep, args=(sending, one), key="sent")


def _sent(stored: StoredRegisters, one: RecordedApplication) -> RecordedApplication | None:
    """Return the application as it is kept, where it was sent and has not come back."""
    known = stored.folded(one)
    return None if known is None or known.progress.state in OVER else known.record


def _given_day(one: RecordedApplication) -> tuple[date | None, str]:
    first = first_day(one, ApplicationState.SENT, moments.calendar())
    return day_until(st.session_state.get(_DAY), moments.now().date(), first)


def _judge_again(one: RecordedApplication, errors: Sequence[str]) -> None:
    """Forget what was wrong with the day once it is right."""
    day, _ = _given_day(one)
    if errors and day is not None:
        st.session_state.pop(_TROUBLE, None)


def _keep(sending: Sending, one: RecordedApplication) -> None:
    draft = sending.draft
    day, why = _given_day(one)
    if day is None:
        _refuse(draft, why)
        return
    before = sending.version.supersedes
    sent = replace(one, state=ApplicationState.SENT, sent_on=day, supersedes=before)
    try:
        record_sent(sent, sending.filing.content)
    except DraftsError as error:
        _refuse(draft, str(error))
        return
    st.session_state.pop(_TROUBLE, None)
    draft.point_at("answer")


def _refuse(draft: Draft, why: str) -> None:
    st.session_state[_TROUBLE] = (draft.token, why)
    draft.point_at(_DAY)
