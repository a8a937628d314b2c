"""What the applications of a business do not tell, each with what answers it."""

from typing import Final

import htpy as h
import streamlit as st

from rules.register.fold import AnsweredQuestion, Register
from wizard.core import moments
from wizard.core.answer_text import one_line
from wizard.core.markup import bullets
from wizard.core.register.register_session import RegisterSession
from wizard.core.register.register_words import answered_words
from wizard.ui.registers import StoredRegisters, owner, saved_registers
from wizard.views.register.applications import UNSENT, offer_unsent
from wizard.views.register.asked_day import show_done
from wizard.views.register.navigation import go_to, require_saved, save_problem_shown
from wizard.views.register.take_in import TITLE, VIEW

_CHECKED: Final = "確認しました"
_REOPEN: Final = "未確認に戻す"
_LONGEST_NAME: Final = 60
_PLACE: Final = "questions"


def show_questions(page: RegisterSession, stored: StoredRegisters, register: Register) -> None:
    """Show each question with how it is answered, and the buttons that do."""
    if not (register.open_questions or register.answered_questions):
        return
    place = h.h2("#questions.mk-place", tabindex="-1")
    st.html(place[f"台帳の確認事項（{len(register.open_questions)}件）"])
    show_done(page, _PLACE)
    for number, asked in enumerate(register.open_questions):
        with st.container(key=f"question:{number}", border=True):
            files = [one_line(source, _LONGEST_NAME) for source in asked.sources]
            lines = [
                f"候補：{asked.suggestion}" if asked.suggestion else "",
                asked.answer(f"「{UNSENT}」を押してください"),
                f"確認が済んだ場合は、「{_CHECKED}」を押してください。",
                f"申込書：{'、'.join(files)}",
            ]
            name = f"{_CHECKED}（{asked.question}）"
            st.html(
                h.div(data_edit=f"checked-{number}", data_name=name)[
                    h.b[asked.question], bullets(filter(None, lines))
                ]
            )
            answered = AnsweredQuestion(register.code, asked.key, moments.now().date())
            with st.container(horizontal=True):
                args = (page, answered)
                st.button(_CHECKED, key=f"checked:{number}", on_click=_mark, args=args)
                for nth, record in enumerate(asked.records):
                    offer_unsent(page, stored, record, f"unsent:{number}:{nth}")
    if register.open_questions:
        st.button(TITLE, key="take-in-more", on_click=go_to, args=({"view": VIEW},))
    _show_answered(page, register)


def _show_answered(page: RegisterSession, register: Register) -> None:
    """Show the questions that are answered, each with a way back."""
    if not (questions := register.answered_questions):
        return
    with st.expander(f"確認済みの事項（{len(questions)}件）", key="answered"):
        for number, asked in enumerate(questions):
            answered = AnsweredQuestion(register.code, asked.key)
            file = one_line(asked.source, _LONGEST_NAME)
            name = f"{_REOPEN}（{asked.question}）"
            words = f"{answered_words(asked)}：{asked.question}（{file}）"
            st.html(h.p(data_edit=f"unchecked-{number}", data_name=name)[words])
            args = (page, answered)
            st.button(_REOPEN, key=f"unchecked:{number}", on_click=_unmark, args=args)


def _mark(page: RegisterSession, answered: AnsweredQuestion) -> None:
    page.clear()
    with save_problem_shown(page):
        require_saved(is_there=saved_registers().mark_answered(owner(), answered))
        page.report("確認事項を確認済みとして記録しました。", _PLACE)


def _unmark(page: RegisterSession, answered: AnsweredQuestion) -> None:
    page.clear()
    with save_problem_shown(page):
        saved_registers().unmark_answered(owner(), answered)
        page.report("確認事項を未確認に戻しました。", _PLACE)
