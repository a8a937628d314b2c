"""Asking about dates beside the calendar, and showing the answer."""

from datetime import date, datetime
from typing import Any, Final

import htpy as h
import streamlit as st

from schemas.days import date_text
from wizard.core import moments
from wizard.core.deadlines.answers import DateAnswer, answer
from wizard.core.deadlines.inquiry import (
    QUESTIONS,
    SUPPLY_START,
    VOLTAGES,
    InquiryError,
    InquiryField,
    fields_of,
)
from wizard.core.deadlines.planner import Planner
from wizard.core.markup import paragraphs
from wizard.ui.downloads import offer_file
from wizard.ui.layout import date_field, field_head
from wizard.ui.widget_values import key_with_value

_TODAY_FIRST: Final = ("send-day", "base-day")  # fields that begin with today's date


def ask(planner: Planner, now: datetime) -> None:
    """Ask which question, and what it needs to know."""
    st.html(h.h2["日付の検索"])
    _choose("question", "検索する内容", QUESTIONS, planner.question, planner)
    if planner.question == SUPPLY_START:
        _choose("voltage", "電圧", VOLTAGES, planner.voltage, planner)
    for asked in fields_of(planner.question, planner.voltage):
        _ask_field(planner, asked, now.date())
    st.button("検索", type="primary", on_click=_look_up, args=(planner,), key="look-up")


def _choose(key: str, label: str, options: dict[str, str], chosen: str, planner: Planner) -> None:
    field_head(key, label=label)
    st.radio(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key_with_value(key, chosen),
        label_visibility="collapsed",
        on_change=_turn_to,
        args=(planner, key),
    )


def _turn_to(planner: Planner, key: str) -> None:
    planner.typed[key] = st.session_state[key]
    planner.forget_answer()


def _ask_field(planner: Planner, asked: InquiryField, today: date) -> None:
    message = planner.errors.get(asked.key, "").removeprefix(f"{asked.label}：")  # it stands above
    errors = [message] if message else []
    mark = "※必須" if asked.is_needed else "※任意"
    field_head(
        asked.key,
        label=asked.label,
        mark=mark,
        hint=asked.hint,
        errors=errors,
        needed=asked.is_needed,
    )
    first = date_text(today) if asked.key in _TODAY_FIRST else ""
    key = key_with_value(asked.key, planner.typed.get(asked.key, first))
    save: dict[str, Any] = {"on_change": _take, "args": (planner, key)}
    if asked.is_date:
        date_field(asked.label, key, **save)
    else:
        st.text_input(asked.label, key=key, label_visibility="collapsed", **save)


def _take(planner: Planner, key: str) -> None:
    """Take what was typed; of the errors, those stay that still are."""
    planner.typed[key] = st.session_state[key]
    if planner.errors:
        typed, left = _typed(planner), dict[str, str]()
        try:
            answer(planner.question, typed, planner.voltage, moments.now(), planner.calendar)
        except InquiryError as error:
            left = error.errors
        planner.errors = {
            one: left.get(one, message)
            for one, message in planner.errors.items()
            if one in left or one not in typed
        }


def _look_up(planner: Planner) -> None:
    """Answer, and turn to the month that the answer is about; or say what is wrong."""
    planner.forget_answer()
    planner.asked = _typed(planner)
    try:
        found = _answer(planner, moments.now())
    except InquiryError as error:
        planner.asked, planner.errors = None, error.errors
        planner.point_at("errors")
        return
    planner.show(found.show)
    planner.point_at("answer")


def _typed(planner: Planner) -> dict[str, str]:
    asked = fields_of(planner.question, planner.voltage)
    return {found.key: str(st.session_state[found.key]) for found in asked}


def _answer(planner: Planner, now: datetime) -> DateAnswer:
    return answer(planner.question, planner.asked or {}, planner.voltage, now, planner.calendar)


def answered(planner: Planner, now: datetime) -> DateAnswer | None:
    """Return the answer to what was asked last, or None; other closures may leave none."""
    if planner.asked is not None:
        try:
            return _answer(planner, now)
        except InquiryError:
            planner.forget_answer()
    return None


def show_answer(found: DateAnswer) -> None:
    """Show an answer: what is so, why, and its calendar file."""
    style = "warn" if found.is_late else "note"
    first, *rest = found.lines
    st.html(
        h.div(f".mk-{style}", id="answer", tabindex="-1")[
            h.h3[found.title],
            h.p(".mk-dates")[first],
            paragraphs(rest),
            paragraphs(found.why, "mk-reason"),
            h.p(".mk-source")[f"出典：FAQ {found.source}"],
        ]
    )
    if found.file is not None:
        offer_file("この日付を予定表に追加", found.file, found.file_name, "download-answer")
