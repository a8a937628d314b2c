"""Asking for the day of something before it is kept, and saying that it is."""

from datetime import date
from typing import Final

import htpy as h
import streamlit as st

from wizard.core import moments
from wizard.core.answer_text import input_text
from wizard.core.register.days import day_until
from wizard.core.register.register_session import AskedDay, RegisterSession
from wizard.ui.layout import date_field, field_head

_DAY: Final = "asked-day"


def ask_for_day(page: RegisterSession, asked: AskedDay, likely: date) -> None:
    """Have a part of the page ask for a day; the likely one is filled in."""
    page.clear()
    page.asked_day = asked
    st.session_state[_DAY] = input_text(likely)
    page.point_at(_DAY)


def show_done(page: RegisterSession, place: str = "") -> None:
    """Show what was done last, where a part of the page says so."""
    if page.done and page.place == place:
        st.html(h.p("#answer.mk-done.mk-place", role="status", tabindex="-1")[page.done])


def show_asked_day(page: RegisterSession, place: str) -> None:
    """Show what a part of the page asks, if it does."""
    asked = page.asked_day
    if asked is None or asked.place != place:
        return
    with st.container(key=f"asks:{place}", border=True):
        st.html(h.h3[asked.title])
        field_head(_DAY, label=asked.label, errors=[asked.error] if asked.error else [])
        with st.container(horizontal=True):
            date_field(asked.label, _DAY, width=200, on_change=_judge_again, args=(page, asked))
            st.button(
                "記録する", key="keep-day", type="primary", on_click=_keep, args=(page, asked)
            )
            st.button("やめる", key="drop-day", on_click=page.clear)


def _judge_again(page: RegisterSession, asked: AskedDay) -> None:
    """Say what is still wrong with a day that was refused."""
    if asked.error:
        page.asked_day = asked.refused(_given_day(asked)[1])


def _given_day(asked: AskedDay) -> tuple[date | None, str]:
    return day_until(st.session_state.get(_DAY), moments.now().date(), asked.first)


def _keep(page: RegisterSession, asked: AskedDay) -> None:
    day, why = _given_day(asked)
    if day is None:
        page.asked_day = asked.refused(why)
        page.point_at(_DAY)
    else:
        asked.keep(day)
