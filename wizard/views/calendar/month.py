"""A month as a table, and what closes when as a list. Nothing depends on colour alone."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

import htpy as h

from rules.dates.agenda import Agenda, Day
from rules.dates.closures import ClosedDay
from rules.dates.cutoff import Round
from rules.dates.date_text import named_days, short_date, short_moment
from rules.dates.round_text import reasons, target_text
from rules.dates.workdays import is_weekend
from wizard.views.calendar.table_parts import name_of, reason_paragraphs, week_head, without_own

_COLOURS: Final = 4
_SLASHED: Final = "{0.month}/{0.day}"

Numbers = Mapping[date, int]
"""The number that ties a cut-off to its registration, by the Friday of the round."""


def month_table(agenda: Agenda, month: date, today: date, marks: Mapping[date, str]) -> h.Element:
    """Draw a month; ``marks`` are further words for some days."""
    numbers = numbers_of(agenda.rounds)
    rows = [
        h.tr[[_cell(day, month, today, marks, numbers) for day in week]] for week in agenda.weeks
    ]
    title = f"{month.year}年{month.month}月の締切と登録の見込み"
    return h.table(".mk-month")[h.caption[title], week_head(), h.tbody[rows]]


def numbers_of(rounds: Sequence[Round]) -> Numbers:
    """Return each round its number, in the order of their cut-offs, from 1."""
    return {found.cutoff.friday: n for n, found in enumerate(rounds, start=1)}


def _cell(
    day: Day, month: date, today: date, marks: Mapping[date, str], numbers: Numbers
) -> h.Element:
    states = {
        "off": day.why_closed is not None,
        "other": day.date.month != month.month,
        "today": day.date == today,
    }
    name = name_of(day)
    return h.td(class_=states)[
        _number(day.date, month, is_today=day.date == today),
        name and h.div(".mk-why")[name],
        _registers(day.registers, numbers) if day.registers else None,
        _closes(day.closes, numbers) if day.closes else None,
        h.div(".mk-mark")[marks[day.date]] if day.date in marks else None,
    ]


def _number(day: date, month: date, *, is_today: bool) -> h.Element:
    text = str(day.day) if day.month == month.month else _SLASHED.format(day)
    return h.div(".mk-num")[text, is_today and h.em["今日"]]


def _closes(found: Round, numbers: Numbers) -> h.Element:
    registration = found.registration
    ways: list[h.Node] = [[f"→ {_SLASHED.format(registration.expected)}", h.wbr, "登録"]]
    if registration.is_late:
        ways.append(["（FAQの", h.wbr, f"目安 {_SLASHED.format(registration.target)}）"])
    return h.div(f".mk-cut.{_colour(found, numbers)}")[
        _badge(found, numbers),
        "締切",
        h.span(".mk-more")[
            f" {found.cutoff.closes_at:%H:%M}", [h.span(".mk-way")[way] for way in ways]
        ],
    ]


def _registers(found: Round, numbers: Numbers) -> h.Element:
    closed_on = found.cutoff.closes_at.date()
    return h.div(f".mk-reg.{_colour(found, numbers)}")[
        _badge(found, numbers),
        "登録",
        h.span(".mk-more")[h.span(".mk-way")[f"← {_SLASHED.format(closed_on)}", h.wbr, "締切"]],
    ]


def _badge(found: Round, numbers: Numbers) -> h.Element:
    return h.b[numbers[found.cutoff.friday]]


def _colour(found: Round, numbers: Numbers) -> str:
    return f"mk-c{numbers[found.cutoff.friday] % _COLOURS}"


def month_list(agenda: Agenda, now: datetime, now_closes: date) -> h.Element:
    """List a month's rounds with their reasons; the one that closes next says so."""
    numbers = numbers_of(agenda.rounds)
    items = []
    for found in agenda.rounds:
        closed_on = found.cutoff.closes_at.date()
        state: h.Node = None
        if closed_on == now_closes:
            state = h.em["次の締切"]
        elif closed_on < now_closes:
            state = "（締切済み）"
        line = h.p[
            f"{short_moment(found.cutoff.closes_at)}締切 → ",
            h.strong[f"{short_date(found.registration.expected)}頃に登録"],
            _target(found),
            state,
        ]
        items.append(
            h.li(class_=_colour(found, numbers))[
                _badge(found, numbers), h.div[line, reason_paragraphs(reasons(found, now))]
            ]
        )
    return h.ul(".mk-rounds")[items]


def _target(found: Round) -> str:
    target = target_text(found.registration)
    return f"（{target}）" if target else ""


def month_notes(agenda: Agenda, month: date) -> list[h.Element]:
    """Return which Fridays have no cut-off, and name the month's closed weekdays."""
    lines = without_own(agenda.without)
    of_month = (day for week in agenda.weeks for day in week if day.date.month == month.month)
    weekdays = (day for day in of_month if not is_weekend(day.date))
    if named := [ClosedDay(day.date, name) for day in weekdays if (name := name_of(day))]:
        lines.append(f"土日以外の休み：{named_days(named)}")
    return reason_paragraphs(lines)


LEGEND: Final = h.ul(".mk-legend", aria_label="凡例")[
    h.li[h.span(".mk-cut.mk-c1")[h.b["1"], "締切"], "この日の17:00までに提出"],
    h.li[
        h.span(".mk-reg.mk-c1")[h.b["1"], "登録"],
        "同じ番号の締切分が登録される頃（「目安」はFAQの翌週金曜日）",
    ],
    h.li[h.span(".mk-box.off"), "休み（土日・祝日・休業日）"],
]
