"""The visitor's forms on home: drafts to go on with, forms that were made, and those sent."""

from collections.abc import Sequence
from typing import Final

import htpy as h
import streamlit as st

from rules.dates.date_text import short_moment
from rules.register.records import ApplicationState, record
from schemas.answers import KINDS
from schemas.catalogue import SECTIONS
from schemas.parse import clean, flat
from wizard.core.draft import Draft, get_at
from wizard.core.register.register_words import APPLICATION_WORDS, state_words
from wizard.core.versions import resubmission_text, version_of_draft
from wizard.drafts.store import ListedDraft
from wizard.ui.layout import alert, style_sheet
from wizard.ui.lines import TWO_BUTTONS, Line, LineButton, show_lines
from wizard.ui.registers import StoredRegisters, stored_registers
from wizard.ui.session import (
    delete_draft,
    deleted_draft,
    listed_drafts,
    reason_against_deletion,
    restore_draft,
    resume,
)

_COLUMNS: Final = (
    ("事業者", "minmax(0,1.2fr)"),
    ("手続き", "minmax(0,1.6fr)"),
    ("状況", "8rem"),
    ("最終更新", "9.5rem"),
)
_MOST_SHOWN: Final = 8  # lines before the others are folded: they fill half a screen (an estimate)
_GIVEN_BY_A_CARD: Final = {"kind", "applied_on"}
_NO_NAME: Final = "（事業者名未記入）"
_TYPING: Final = "入力中"


def show_saved_forms() -> None:
    """List the visitor's forms by what is to be done next; those that were sent are folded."""
    stored = stored_registers()
    to_do: list[Line] = []
    sent: list[Line] = []
    for number, one in enumerate(listed_drafts()):
        if not _has_answers(one.draft):
            continue
        state = _state_of(one.draft, stored)
        is_sent = state not in {_TYPING, APPLICATION_WORDS[ApplicationState.MADE]}
        (sent if is_sent else to_do).append(_line(one, number, state))
    if to_do or sent:
        style_sheet("register.css")
    if to_do:
        st.html(h.h2["つづきから"])
        _show("under-way", to_do[:_MOST_SHOWN])
        _show_folded("つづきから", "more-under-way", to_do[_MOST_SHOWN:])
    _show_folded("送付した申込書", "sent-forms", sent)


def _has_answers(draft: Draft) -> bool:
    """Return whether anything was given but what a card on the first page gives by itself."""
    given = {path for path, _ in flat(clean(draft.answers))}
    return bool(given - _GIVEN_BY_A_CARD or draft.last_time or draft.set_aside)


def _show(key: str, lines: Sequence[Line]) -> None:
    with st.container(key=key):
        show_lines(key, _COLUMNS, lines, room=TWO_BUTTONS)


def _show_folded(title: str, key: str, lines: Sequence[Line]) -> None:
    if lines:
        more = "ほか" if key.startswith("more") else ""
        with st.expander(f"{title}（{more}{len(lines)}件）", key=f"{key}:fold"):
            _show(key, lines)


def show_deleted_form() -> None:
    """Say which form was deleted last, and offer to take that back."""
    if why := reason_against_deletion():
        st.html(alert("操作を完了できませんでした", h.p[why]))
    deleted = deleted_draft()
    if deleted is None:
        return
    said = f"「{_company(deleted)}　{_case(deleted)}」を削除しました。"
    with st.container(horizontal=True, vertical_alignment="center", key="deleted-form"):
        st.html(h.p("#answer", role="status", tabindex="-1")[said], width="content")
        st.button("元に戻す", key="undo-deletion", on_click=restore_draft)


def offer_deletion(draft: Draft) -> None:
    """Offer to delete the form whose first question is shown."""
    st.button(
        "この下書きを削除",
        key="delete-draft",
        type="tertiary",
        on_click=delete_draft,
        args=(draft,),
    )


def _line(one: ListedDraft, number: int, state: str) -> Line:
    draft, saved = one.draft, one.saved_at
    about = f"{_company(draft)} {_case(draft)}"
    style = "" if state == _TYPING else "mk-state"
    cells = [_company(draft), _case(draft), h.span(class_=style)[state], short_moment(saved)]
    words = {_TYPING: "続ける", APPLICATION_WORDS[ApplicationState.MADE]: "提出する"}
    buttons = [
        LineButton(words.get(state, "開く"), f"resume:{number}", resume, (draft.token,)),
        LineButton("削除", f"delete:{number}", delete_draft, (draft,)),
    ]
    return Line(f"form:{number}", about, cells, buttons)


def _state_of(draft: Draft, stored: StoredRegisters | None) -> str:
    """Return how far a form is; what was sent is in the visitor's register."""
    if draft.finished_at is None:
        return _TYPING
    one = record(draft.answers, [])
    register = stored.of(one.code) if stored and one else None
    for found in register.applications if register else ():
        if one and found.record.content == one.content:
            return state_words(found)
    return APPLICATION_WORDS[ApplicationState.MADE]


def _company(draft: Draft) -> str:
    name = get_at(draft.answers, "business.name") or get_at(draft.answers, "applicant.company")
    return str(name or _NO_NAME)


def _case(draft: Draft) -> str:
    parts = "、".join(SECTIONS[part] for part in draft.parts)
    version = resubmission_text(version_of_draft(draft, None).number)
    return KINDS.word(draft.kind) + "".join(f"（{words}）" for words in (parts, version) if words)
