"""Who has applied before, offered where an application asks who applies.

Known are those who applied on this machine; who has only the form of last time gives that.
"""

from dataclasses import dataclass
from typing import Any, Final

import htpy as h
import streamlit as st

from wizard.core.draft import Draft, get_at, put_at
from wizard.core.journey import is_accepted, pages
from wizard.core.prefill import SAME_EVERY_TIME, prefill
from wizard.core.register.next_application import registered_answers
from wizard.ui.layout import field_head, note, plain
from wizard.ui.registers import stored_registers
from wizard.ui.session import listed_drafts, save_typed
from wizard.ui.session_cache import cached_in_session
from wizard.views.application.from_workbook import ReadWorkbook, read_workbook
from wizard.views.application.widget_input import read_widgets, renew_widgets

_FILE: Final = "form-of-last-time"
_TAKEN: Final = "form-of-last-time-taken"
_FIRST_USE: Final = "first-use"  # the situation of who has no form of last time
_MOST: Final = 6  # businesses that are offered: two lines of buttons (an estimate)


def offer_known_applicants(draft: Draft, page: str) -> None:
    """Offer to fill in who applies, as in an application before; what is typed already stays."""
    if is_accepted(draft, page):
        return
    taken = _taken_for(draft)
    if draft.last_time:
        if taken and not taken.read.error:
            _report(taken.read)
        return
    known = cached_in_session("known-applicants", (draft.token,), lambda: _known(draft))
    if known:
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
    if draft.situation != _FIRST_USE:
        with st.expander("前回の申込書（Excel）から入力する"):
            _ask_for_last_form(draft, page, taken.read.error if taken else "")


@dataclass(frozen=True)
class _Taken:
    """The form of last time that was given for a draft, by its token."""

    token: str
    read: ReadWorkbook


def _taken_for(draft: Draft) -> _Taken | None:
    taken: _Taken | None = st.session_state.get(_TAKEN)
    return taken if taken is not None and taken.token == draft.token else None


def _ask_for_last_form(draft: Draft, page: str, error: str) -> None:
    field_head(
        _FILE,
        label="前回の申込書（Excel）",
        mark="※任意",
        hint="申込者・事業者が下の欄に入力されます。登録済みの窓口責任者と証明書も選択できるようになります。",
        errors=[error] if error else [],
    )
    st.file_uploader(
        "前回の申込書（Excel）",
        key=_FILE,
        label_visibility="collapsed",
        on_change=_take_form,
        args=(draft, page),
    )


def _take_form(draft: Draft, page: str) -> None:
    """Take in who applied with the form that was given, or keep why it cannot be read."""
    given = st.session_state.get(_FILE)
    if given is None:
        st.session_state.pop(_TAKEN, None)
        return
    read = read_workbook(given.name, given.getvalue())
    st.session_state[_TAKEN] = _Taken(draft.token, read)
    if read.answers:
        _take(draft, page, read.answers)
    else:
        draft.point_at(_FILE)


def _report(read: ReadWorkbook) -> None:
    """Say which form was taken in, and what to confirm of it."""
    st.html(h.p(".mk-hint", role="status")[f"「{read.name}」の内容を入力しました。"])
    if read.remarks:
        note("読み込み時の確認事項", read.remarks, "warn")


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
