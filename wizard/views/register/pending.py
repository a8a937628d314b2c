"""Pending items of businesses: applications that are not registered yet, and open questions."""

from collections.abc import Sequence
from typing import Final

import htpy as h
import streamlit as st

from rules.register.pending import PendingItem, PendingKind
from wizard.core.register.register_words import PENDING
from wizard.ui.layout import link_to, plain

_MOST: Final = 8  # listed at once; the others stand at their businesses (an estimate)
_PARTS: Final = {
    PendingKind.RESUBMISSION: "applications",
    PendingKind.REGISTRATION: "applications",
    PendingKind.CONFIRMATION: "applications",
    PendingKind.ANSWER: "questions",
}
"""The part of a business's page that says more."""


def show_pending(items: Sequence[PendingItem]) -> None:
    """List what is waited for, each as a link to its business; nothing where there is none."""
    if not items:
        return
    st.html(h.h2[f"{PENDING}（{len(items)}件）"])
    with st.container(key="pending"):
        for number, item in enumerate(items[:_MOST]):
            words = plain(f"{item.name}（{item.code}）　{item.what}")
            query = {"code": item.code, "part": _PARTS[item.kind]}
            link_to("register", words, f"pending:{number}", query)
    if (left := len(items) - _MOST) > 0:
        st.html(h.p(".mk-hint")[f"ほか{left}件（各事業者の台帳で確認できます）"])
