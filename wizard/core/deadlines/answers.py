"""Japanese answers to the questions of the calendar page. FAQ 3-4, 4-2, 5-1."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from rules.dates.cutoff import JST, MomentError, round_after, round_at
from rules.dates.date_text import long_date, long_moment, prediction_notice
from rules.dates.planning import (
    ApiTestWeek,
    api_test_week,
    check_other_week,
    check_year,
    plan_backwards,
)
from rules.dates.round_text import (
    cutoff_reasons,
    cutoff_text,
    reasons,
    reasons_now,
    registration_text,
    week_remarks,
)
from rules.dates.supply_start import high_voltage, low_voltage
from rules.dates.workdays import DAY, OfficeCalendar
from wizard.core.deadlines.inquiry import (
    API_TEST,
    LOW,
    NEED,
    SEND,
    VOLTAGES,
    InquiryError,
    InquiryInput,
    Typed,
    fields_of,
)
from wizard.core.ics import api_test_file, calendar_file, supply_start_file

_WEEKDAYS_OF_A_TEST: Final = 5  # Monday to Friday


@dataclass(frozen=True, slots=True)
class DateAnswer:
    """An answer: title, result lines, reasons, days to mark on the calendar, and calendar file.

    ``show`` is a day of the month to show; ``is_late``: it is too late.
    """

    title: str
    lines: tuple[str, ...]
    why: tuple[str, ...]
    source: str
    show: date
    marks: Mapping[date, str]
    file_name: str
    file: Callable[[], bytes] | None
    is_late: bool = False


def answer(
    question: str, typed: Typed, voltage: str, now: datetime, office: OfficeCalendar
) -> DateAnswer:
    """Answer a question; ``now`` is Japan time.

    Raises InquiryError if a field is empty, is not a date, or its date is out of range.
    """
    fields = fields_of(question, voltage)
    inputs = InquiryInput(typed, fields)
    try:
        result = _answer(question, inputs, voltage, now, office)
        check_year(result.show)
    except MomentError as error:  # the input is valid, but the answer is out of range
        raise InquiryError({fields[0].key: str(error)}) from error
    return result


def _answer(
    question: str, inputs: InquiryInput, voltage: str, now: datetime, office: OfficeCalendar
) -> DateAnswer:
    if question == API_TEST:
        return _answer_api_test(inputs, now, office)
    inputs.raise_errors()
    if question == SEND:
        return _answer_sending(inputs, now, office)
    if question == NEED:
        return _answer_need(inputs, now, office)
    return _answer_supply_start(inputs, voltage, now)


def _answer_sending(inputs: InquiryInput, now: datetime, office: OfficeCalendar) -> DateAnswer:
    sent = datetime.combine(inputs.days["send-day"], inputs.time or time(), JST)
    this = round_at(sent, office)
    after = round_after(this, office)
    when = long_moment(sent) if inputs.time else long_date(sent.date())
    lines = (
        (
            f"{cutoff_text(this.cutoff)}の締切分となり、"
            f"登録は{registration_text(this.registration)}の見込みです。"
        ),
        (
            f"これに間に合わない場合は、{cutoff_text(after.cutoff)}の締切分となり、"
            f"登録は{registration_text(after.registration)}の見込みです。"
        ),
    )
    return DateAnswer(
        f"{when}に提出する場合",
        lines,
        (*reasons_now(this, sent, office), *prediction_notice(after.registration.expected)),
        "3-4",
        this.cutoff.closes_at.date(),
        {sent.date(): "提出日"},
        "利用申込書の締切.ics",
        lambda: calendar_file([this], office, now),
    )


def _answer_need(inputs: InquiryInput, now: datetime, office: OfficeCalendar) -> DateAnswer:
    need_by = inputs.days["need-day"]
    plan = plan_backwards(need_by, now, office)
    marks = {need_by: "利用開始希望日"}
    title = f"{long_date(need_by)}から利用する場合"
    if plan.last is None:
        soonest = plan.next
        lines = (
            "希望日までの登録には間に合いません。",
            (
                f"最も早い登録は、{cutoff_text(soonest.cutoff)}までに提出した場合の"
                f"{registration_text(soonest.registration)}の見込みです。"
            ),
        )
        why = (*reasons(soonest), *prediction_notice(plan.earliest))
        return DateAnswer(
            title,
            lines,
            why,
            "3-4",
            soonest.cutoff.closes_at.date(),
            marks,
            "利用申込書の締切.ics",
            lambda: calendar_file([soonest], office, now),
            is_late=True,
        )
    last = plan.last
    left = (
        "これが最後の締切です。"
        if plan.cutoffs_left == 1
        else "早めに提出すれば、不備があっても再提出が間に合います。"
    )
    lines = (
        (
            f"{cutoff_text(last.cutoff)}までに提出してください。"
            f"登録は{registration_text(last.registration)}の見込みです。"
        ),
        f"間に合う締切は、これを含めてあと{plan.cutoffs_left}回です。{left}",
    )
    return DateAnswer(
        title,
        lines,
        (*reasons(last), *prediction_notice(need_by)),
        "3-4",
        last.cutoff.closes_at.date(),
        marks,
        "利用申込書の締切.ics",
        lambda: calendar_file([last], office, now),
    )


def _answer_api_test(inputs: InquiryInput, now: datetime, office: OfficeCalendar) -> DateAnswer:
    weeks: dict[str, ApiTestWeek] = {}
    for key, wished in inputs.days.items():
        try:
            week = api_test_week(wished, now, office)
            check_other_week(week, {int(other[-1]): one for other, one in weeks.items()})
            weeks[key] = week
        except MomentError as error:
            inputs.errors[key] = f"第{key[-1]}希望の週：{error}"
    inputs.raise_errors()
    in_order = sorted(weeks.items(), key=lambda item: item[1].monday)
    still_open = [week for _, week in in_order if week.is_open]
    lines = (_first_closing(still_open), *(_test_line(key, week) for key, week in in_order))
    why = [
        f"第{key[-1]}希望：{remark}"
        for key, week in in_order
        for remark in (*cutoff_reasons(week.cutoff, now), *week_remarks(week))
    ]
    marks = {
        week.monday + DAY * n: f"第{key[-1]}希望"
        for key, week in in_order
        for n in range(_WEEKDAYS_OF_A_TEST)
    }
    first = (still_open or [week for _, week in in_order])[0]
    return DateAnswer(
        "API連携テストの申込みの締切",
        lines,
        (*why, *prediction_notice(in_order[-1][1].monday)),
        "4-2",
        first.cutoff.closes_at.date(),
        marks,
        "API連携テストの締切.ics",
        (lambda: api_test_file(still_open, office, now)) if still_open else None,
        is_late=not still_open,
    )


def _first_closing(still_open: list[ApiTestWeek]) -> str:
    if not still_open:
        return "いずれの週の申込みも締切を過ぎています。"
    return f"最初の締切は{cutoff_text(still_open[0].cutoff)}です。"


def _test_line(key: str, week: ApiTestWeek) -> str:
    state = "受付中" if week.is_open else "締切済み"
    cutoff = cutoff_text(week.cutoff)
    return f"第{key[-1]}希望　{long_date(week.monday)}の週：締切は{cutoff}（{state}）"


def _answer_supply_start(inputs: InquiryInput, voltage: str, now: datetime) -> DateAnswer:
    base = inputs.days["base-day"]
    try:
        if voltage == LOW:
            supply_start = low_voltage(base, (inputs.days["reading-1"], inputs.days["reading-2"]))
        else:
            supply_start = high_voltage(base)
    except MomentError as error:
        raise InquiryError({"reading-1" if voltage == LOW else "base-day": str(error)}) from error
    return DateAnswer(
        f"{long_date(base)}に登録する場合（{VOLTAGES[voltage]}）",
        (f"供給開始日は{long_date(supply_start.latest)}まで登録できます。",),
        (supply_start.because,),
        "5-1",
        supply_start.latest,
        {base: "登録日", supply_start.latest: "供給開始日の末日"},
        "供給開始日の期限.ics",
        lambda: supply_start_file(supply_start, base, now),
    )
