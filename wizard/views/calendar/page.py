"""The calendar page: cut-offs by the month and the year, and when to send what. FAQ 3-4."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Final

import htpy as h
import streamlit as st

from rules.dates.agenda import Agenda, agenda_of, rounds_between
from rules.dates.closures import ClosuresError, read_closures
from rules.dates.cutoff import Round, round_at
from rules.dates.date_text import prediction_notice, span_of
from rules.dates.round_text import reading_notice
from rules.dates.workdays import OfficeCalendar
from wizard.core import moments
from wizard.core.deadlines.inquiry import QUESTIONS
from wizard.core.deadlines.planner import (
    ASSUMED,
    FROM_FILE,
    MONTH,
    NO_CLOSURES,
    VIEWS,
    YEAR,
    Planner,
)
from wizard.core.ics import calendar_file
from wizard.core.markup import bullets
from wizard.core.settings import settings
from wizard.ui.downloads import offer_file
from wizard.ui.layout import (
    clock,
    error_summary,
    field_head,
    finish_page,
    heading,
    note,
    style_sheet,
)
from wizard.ui.session_cache import kept_fields, page_state
from wizard.ui.widget_values import key_with_value
from wizard.views.calendar.month import LEGEND, month_list, month_notes, month_table
from wizard.views.calendar.questions import answered, ask, show_answer
from wizard.views.calendar.renewal_planner import show_renewals
from wizard.views.calendar.year import YEAR_LEGEND, year_list, year_notes, year_tables

_KEY: Final = "planner"
_FILE: Final = "closures-file"
_EXAMPLE: Final = """[[closure]]
name = "年末年始の休業"
from = "12-29"
to = "01-03\""""
_STEPS: Final = {MONTH: ((-1, "前の月"), (1, "次の月")), YEAR: ((-12, "前の年"), (12, "次の年"))}
_CLOSURES: Final = {
    ASSUMED: "年末年始を休業と想定する（既定）",
    NO_CLOSURES: "土日・祝日のみを休みとする",
    FROM_FILE: "休業日ファイルを使用する",
}


def show_calendar() -> None:
    """Show the calendar, and beside it the questions about dates."""
    planner = _planner()
    style_sheet("calendar.css")
    heading("締切カレンダー", errors=bool(planner.errors))
    clock()
    error_summary(planner.errors.items())
    now = moments.now()
    found = answered(planner, now)
    calendar, questions = st.columns([8, 5], gap="medium")
    with calendar:
        _turn(planner, now)
        is_reckoned = _show_view(planner, now, found.marks if found else {})
    with questions:
        with st.container(key="asks:date"):
            ask(planner, now)
        with st.container():  # always there, so that what follows keeps its place
            if found:
                show_answer(found)
        _show_closures(planner)
    with st.container():  # always there; the table of a year needs the whole width
        if is_reckoned and planner.view == YEAR:
            _show_rounds_of_year(planner, now)
    show_renewals(planner, now, planner.calendar)
    finish_page(planner)


def _show_view(planner: Planner, now: datetime, marks: Mapping[date, str]) -> bool:
    """Show the month or the year; return whether the closures allow that."""
    try:
        if planner.view == MONTH:
            _show_month(planner, now, marks)
        else:
            _show_year(planner, now)
    except ClosuresError as error:
        note("この休業日の設定では計算できません", [str(error)], "bad")
        return False
    return True


def _planner() -> Planner:
    """Return the session's planner, turned to where the address leads."""
    held = page_state(_KEY, _new_planner)
    named = st.query_params.to_dict()
    if named != held.address:  # a link was followed, or the way back taken
        _look_at_address(held, named)
    held.address = {"view": held.view, "month": f"{held.month:%Y-%m}"}
    if named != held.address:
        st.query_params.from_dict(held.address)
    return held


def _new_planner() -> Planner:
    office = moments.calendar()
    month = moments.now().date().replace(day=1)
    return Planner(month=month, typed=kept_fields(_KEY), office=office, calendar=office)


def _look_at_address(planner: Planner, named: Mapping[str, str]) -> None:
    """Show what the address names; one that names nothing of ours changes nothing."""
    if named.get("view") in VIEWS:
        planner.view = named["view"]
        st.session_state.pop("view", None)
    if named.get("question") in QUESTIONS:
        planner.typed["question"] = named["question"]
        st.session_state.pop("question", None)
    with suppress(ValueError):
        planner.show(date.fromisoformat(f"{named.get('month', '')}-01"))


def _turn(planner: Planner, now: datetime) -> None:
    shown = f"{planner.month.year}年"
    if planner.view == MONTH:
        shown += f"{planner.month.month}月"
    with st.container(horizontal=True, vertical_alignment="center", key="turn"):
        st.html(h.h2(".mk-shown", aria_live="polite")[shown])
        for (months, words), key in zip(_STEPS[planner.view], ("before", "after"), strict=True):
            if planner.can_turn(months):
                st.button(words, on_click=planner.turn, args=(months,), key=key)
        st.button("今日", on_click=planner.show, args=(now.date(),), key="today")
        st.segmented_control(
            "表示範囲",
            list(VIEWS),
            format_func=VIEWS.__getitem__,
            required=True,
            key=key_with_value("view", planner.view),
            label_visibility="collapsed",
            on_change=_look_over,
            args=(planner,),
        )


def _look_over(planner: Planner) -> None:
    planner.view = st.session_state["view"]


def _show_month(planner: Planner, now: datetime, marks: Mapping[date, str]) -> None:
    office, month = planner.calendar, planner.month
    agenda = agenda_of(month.year, month.month, office)
    st.html(h.fragment[month_table(agenda, month, now.date(), marks), LEGEND])
    closes = round_at(now, office).cutoff.closes_at.date()
    st.html(
        h.fragment[
            h.h2[f"{month.month}月の締切と登録"],
            month_list(agenda, now, closes),
            month_notes(agenda, month),
        ]
    )
    _note_predictions(agenda.weeks[-1][-1].date)
    _offer_file(planner, now)


def _show_year(planner: Planner, now: datetime) -> None:
    year = planner.month.year
    shown = rounds_between(date(year, 1, 1), date(year, 12, 31), planner.calendar)
    tables = year_tables(_agendas(planner), list(shown), now.date())
    st.html(h.fragment[tables, YEAR_LEGEND])


def _agendas(planner: Planner) -> list[Agenda]:
    return [agenda_of(planner.month.year, month, planner.calendar) for month in range(1, 13)]


def _show_rounds_of_year(planner: Planner, now: datetime) -> None:
    year, agendas = planner.month.year, _agendas(planner)
    rounds = _rounds_within(year, planner.calendar)
    st.html(h.fragment[year_list(rounds, now, only_moved=True), year_notes(agendas)])
    st.html(
        h.details(".mk-all")[
            h.summary[f"{year}年の締切{len(rounds)}回をすべて表示"],
            year_list(rounds, now, only_moved=False),
        ]
    )
    _note_predictions(rounds[-1].registration.expected)
    _offer_file(planner, now)


def _rounds_within(year: int, office: OfficeCalendar) -> list[Round]:
    """Return the rounds that close in a year, be it for a Friday of the next one."""
    found = rounds_between(date(year, 1, 1), date(year, 12, 31), office)
    return [item for item in found if item.cutoff.closes_at.year == year]


def _note_predictions(last: date) -> None:
    if notice := prediction_notice(last):
        note("祝日が未公表の期間を含みます", notice, "warn")


def _offer_file(planner: Planner, now: datetime) -> None:
    year, office = planner.month.year, planner.calendar
    offer_file(
        f"{year}年の締切と登録を予定表に追加",
        lambda: calendar_file(_rounds_within(year, office), office, now),
        f"利用申込書の締切_{year}年.ics",
        "download-year",
    )


def _show_closures(planner: Planner) -> None:
    st.html(h.h2["休業日の扱い"])
    is_set = settings().closures is not None
    closures = _CLOSURES | ({ASSUMED: "管理者が設定した休業日を使用する"} if is_set else {})
    with st.container(key="asks:closures"):
        st.radio(
            "休業日の扱い",
            list(closures),
            format_func=closures.__getitem__,
            key=key_with_value("closures", planner.closures),
            label_visibility="collapsed",
            on_change=_choose_closures,
            args=(planner,),
        )
        if planner.closures == FROM_FILE:
            _take_closures(planner)
    closed = bullets(
        [f"{closure.name}：{span_of(closure)}", h.span(".mk-source")[f" {closure.source}"]]
        for closure in planner.in_force()
    )
    st.html(closed or h.p["土日・祝日以外の休みはないものとします。"])
    if planner.closures != ASSUMED:
        st.html(
            h.p(".mk-source")[
                "この設定は、このページの計算にのみ使用します。"
                "画面上部の締切と申込書の日付には反映されません。"
            ]
        )
    st.html(h.p(".mk-source")[reading_notice()])


def _choose_closures(planner: Planner) -> None:
    planner.errors.pop(_FILE, None)
    planner.reckon_with(st.session_state["closures"], planner.own_closures)


def _take_closures(planner: Planner) -> None:
    field_head(
        _FILE,
        label="休業日ファイル",
        mark="※必須",
        hint="休業ごとに名称と期間を記述した、次の形式のファイル（TOML、UTF-8）を選択してください。",
        errors=[planner.errors[_FILE]] if _FILE in planner.errors else [],
        needed=True,
    )
    st.html(h.pre[_EXAMPLE])
    st.file_uploader(
        "休業日ファイル",
        key=_FILE,
        label_visibility="collapsed",
        max_upload_size=1,
        on_change=_read_closures,
        args=(planner,),
    )


def _read_closures(planner: Planner) -> None:
    """Take an uploaded file of closures; one that cannot be used changes nothing."""
    given = st.session_state[_FILE]
    planner.errors.pop(_FILE, None)
    if given is None:
        planner.reckon_with(FROM_FILE, None)
        return
    try:
        own = read_closures(given.getvalue().decode("utf-8-sig"))
        round_at(moments.now(), OfficeCalendar(own))
    except UnicodeDecodeError:
        planner.errors[_FILE] = "休業日ファイルの文字コードを、UTF-8にしてください。"
    except ClosuresError as error:
        planner.errors[_FILE] = str(error)
    else:
        planner.reckon_with(FROM_FILE, own)
        return
    planner.point_at("errors")
