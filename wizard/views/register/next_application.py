"""Buttons that begin the next application of a business."""

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from rules.register.board import BoardRow
from rules.register.fold import FoldedApplication, Register
from wizard.core import moments
from wizard.core.prefill import resumed
from wizard.core.register.next_application import (
    API,
    RENEW,
    Rows,
    next_application,
    renewed_certificate,
)
from wizard.ui.lines import LineButton
from wizard.ui.session import listed_drafts, open_draft, resume_elsewhere

_PRIMARY: Final = {"renew-chosen", "restart"}  # what must be done soon, or comes next
NOTHING_CHOSEN: Final = "更新する証明書にチェックを入れてください。"


def begin(register: Register, situation: str, rows: Rows | None = None) -> None:
    """Begin the next application, at the first thing that is still to be answered."""
    now, calendar = moments.now(), moments.calendar()
    open_draft(next_application(register, situation, now, calendar, rows))


def offer(
    words: str, key: str, register: Register, situation: str, rows: Rows | None = None
) -> None:
    """Offer to begin an application in a situation, with rows that are filled already."""
    st.button(
        words,
        key=f"begin:{key}",
        type="primary" if key in _PRIMARY else "secondary",
        on_click=begin,
        args=(register, situation, rows),
    )


def send_again(one: FoldedApplication) -> None:
    """Open a returned application again, dated today; what is sent then is its next version.

    A draft of it that is under way is gone on with.
    """
    for listed in listed_drafts():
        if listed.draft.supersedes == one.record.digest and listed.draft.finished_at is None:
            resume_elsewhere(listed.draft.token)
            return
    now, calendar = moments.now(), moments.calendar()
    draft = resumed({**one.record.answers, "applied_on": now.date()}, now, calendar)
    draft.supersedes, draft.application_version = one.record.digest, one.version + 1
    open_draft(draft)


def resubmission_button(one: FoldedApplication, key: str) -> LineButton:
    """Return the button that leads to the next version of a returned application."""
    return LineButton("再提出する", key, send_again, (one,))


def offer_renewal(register: Register, rows: Sequence[BoardRow]) -> None:
    """Offer to renew the chosen certificates of a business in one application."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        table = row.certificate.table
        tables.setdefault(table, []).append(renewed_certificate(row.certificate))
    situation = RENEW if "web_certificates" in tables else API
    words = f"選択した証明書を更新する（{len(rows)}件）"
    offer(words, "renew-chosen", register, situation, tables)
