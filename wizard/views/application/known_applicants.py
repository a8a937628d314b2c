"""Who has applied on this machine before, offered where an application asks who applies."""

from typing import Any, Final

import htpy as h
import streamlit as st

from wizard.core.draft import Draft, get_at, put_at
from wizard.core.journey import is_accepted, pages
from wizard.core.prefill import SAME_EVERY_TIME, prefill
from wizard.core.register.next_application import registered_answers
from wizard.ui.layout import plain
from wizard.ui.registers import stored_registers
from wizard.ui.session import listed_drafts, save_typed
from wizard.ui.session_cache import cached_in_session
from wizard.views.application.widget_input import read_widgets, renew_widgets

_MOST: Final = 6  # businesses that are offered: two lines of buttons (an estimate)


def offer_known_applicants(draft: Draft, page: str) -> None:
    """Offer to fill in who applies, as in an application before; what is typed already stays."""
    if draft.last_time or is_accepted(draft, page):
        return
    known = cached_in_session("known-applicants", (draft.token,), lambda: _known(draft))
    if not known:
        return
    st.html(h.p(".mk-hint")["以前の申込みと同じ申込者・事業者を入力できます。"])
    with st.container(horizontal=True, key="known-applicants"):
        for number, (code, answers) in enumerate([*known.items()][:_MOST]):
            name = get_at(answers, "business.name") or get_at(answers, "applicant.company")
            st.button(
                plain(f"{name}（{code}）"),
                key=f"known:{number}",
                on_click=_take,
                args=(draft, page, answers),
            )


def _known(draft: Draft) -> dict[str, dict[str, Any]]:
    """Return what is known of the visitor's businesses by their codes: registers, then drafts."""
    stored = stored_registers()
    known = {one.code: registered_answers(one) for one in stored.registers} if stored else {}
    for listed in listed_drafts():
        answers, given = listed.draft.answers, dict[str, Any]()
        for path in SAME_EVERY_TIME:
            if (value := get_at(answers, path)) is not None:
                put_at(given, path, value)
        code = str(get_at(given, "business.code") or "")
        if code and listed.draft.token != draft.token and is_accepted(listed.draft, "applicant"):
            known.setdefault(code, given)
    return known


def _take(draft: Draft, page: str, answers: dict[str, Any]) -> None:
    for section in pages(draft)[page]:
        read_widgets(draft, section)
    draft.last_time = answers
    prefill(draft)
    renew_widgets(draft)
    save_typed(draft)
    draft.point_at("next")
