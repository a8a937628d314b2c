"""What the applications of a business do not tell, each with what answers it."""

from typing import Final

import htpy as h
import streamlit as st

from rules.register.fold import Register
from wizard.core.checking.batch_summary import one_line
from wizard.core.markup import bullets
from wizard.core.register.register_session import RegisterSession
from wizard.ui.registers import StoredRegisters
from wizard.views.register.applications import UNSENT, offer_unsent
from wizard.views.register.navigation import go_to
from wizard.views.register.take_in import TITLE, VIEW

_LONGEST_NAME: Final = 60


def show_questions(page: RegisterSession, stored: StoredRegisters, register: Register) -> None:
    """Show each question with how it is answered, and the buttons that do."""
    if not register.open_questions:
        return
    st.html(h.h2[f"台帳の確認事項（{len(register.open_questions)}件）"])
    for number, asked in enumerate(register.open_questions):
        with st.container(key=f"question:{number}", border=True):
            files = [one_line(source, _LONGEST_NAME) for source in asked.sources]
            lines = [
                f"候補：{asked.suggestion}" if asked.suggestion else "",
                asked.answer(f"「{UNSENT}」を押してください"),
                f"申込書：{'、'.join(files)}",
            ]
            st.html(h.div[h.b[asked.question], bullets(filter(None, lines))])
            with st.container(horizontal=True):
                for nth, record in enumerate(asked.records):
                    offer_unsent(page, stored, record, f"unsent:{number}:{nth}")
    st.button(TITLE, key="take-in-more", on_click=go_to, args=({"view": VIEW},))
