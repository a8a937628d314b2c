"""A month as a table, and what closes when as a list. Nothing is told by colour alone."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from html import escape
from typing import Final

from rules.dates.agenda import Agenda, Day
from rules.dates.closures import ClosedDay
from rules.dates.cutoff import Round
from rules.dates.date_text import named_days, short_date
from rules.dates.round_text import reasons, target_text
from wizard.views.calendar.table_parts import name_of, paragraphs, week_head, without_own

_COLOURS: Final = 4
_SLASHED: Final = "{0.month}/{0.day}"

Numbers = Mapping[date, int]
"""The number that ties a cut-off to its registration, by the Friday of the round."""


def month_table(agenda: Agenda, month: date, today: date, marks: Mapping[date, str]) -> str:
    """Draw a month; ``marks`` are further words for some days."""
    numbers = numbers_of(agenda.rounds)
    rows = "".join(
        f"<tr>{''.join(_cell(day, month, today, marks, numbers) for day in week)}</tr>"
        for week in agenda.weeks
    )
    return (
        f'<table class="mk-month"><caption>{month.year}年{month.month}月の締切と登録の見込み'
        f"</caption>{week_head()}<tbody>{rows}</tbody></table>"
    )


def numbers_of(rounds: Sequence[Round]) -> Numbers:
    """Return each round its number, in the order of their cut-offs, from 1."""
    return {found.cutoff.friday: n for n, found in enumerate(rounds, start=1)}


def _cell(day: Day, month: date, today: date, marks: Mapping[date, str], numbers: Numbers) -> str:
    states = {
        "off": day.why_closed is not None,
        "other": day.date.month != month.month,
        "today": day.date == today,
    }
    style = " ".join(name for name, holds in states.items() if holds)
    parts = [_number(day.date, month, is_today=day.date == today)]
    if name := name_of(day):
        parts.append(f'<div class="mk-why">{escape(name)}</div>')
    if day.registers:
        parts.append(_registers(day.registers, numbers))
    if day.closes:
        parts.append(_closes(day.closes, numbers))
    if day.date in marks:
        parts.append(f'<div class="mk-mark">{escape(marks[day.date])}</div>')
    return f'<td class="{style}">{"".join(parts)}</td>'


def _number(day: date, month: date, *, is_today: bool) -> str:
    text = str(day.day) if day.month == month.month else _SLASHED.format(day)
    here = "<em>今日</em>" if is_today else ""
    return f'<div class="mk-num">{text}{here}</div>'


def _closes(found: Round, numbers: Numbers) -> str:
    registration = found.registration
    expected, target = _SLASHED.format(registration.expected), ""
    if registration.is_late:
        target = f'<span class="mk-way">（FAQの目安 {_SLASHED.format(registration.target)}）</span>'
    return (
        f'<div class="mk-cut {_colour(found, numbers)}">{_badge(found, numbers)}締切'
        f'<span class="mk-more"> {found.cutoff.closes_at:%H:%M}'
        f'<span class="mk-way">→ {expected}登録</span>{target}</span></div>'
    )


def _registers(found: Round, numbers: Numbers) -> str:
    closed_on = found.cutoff.closes_at.date()
    return (
        f'<div class="mk-reg {_colour(found, numbers)}">{_badge(found, numbers)}登録'
        f'<span class="mk-more"><span class="mk-way">← {_SLASHED.format(closed_on)}締切'
        "</span></span></div>"
    )


def _badge(found: Round, numbers: Numbers) -> str:
    return f"<b>{numbers[found.cutoff.friday]}</b>"


def _colour(found: Round, numbers: Numbers) -> str:
    return f"mk-c{numbers[found.cutoff.friday] % _COLOURS}"


def month_list(agenda: Agenda, now: datetime, now_closes: date) -> str:
    """List a month's rounds with their reasons; the one that closes next says so."""
    numbers = numbers_of(agenda.rounds)
    items = []
    for found in agenda.rounds:
        closed_on = found.cutoff.closes_at.date()
        state = ""
        if closed_on == now_closes:
            state = "<em>次の締切</em>"
        elif closed_on < now_closes:
            state = "（締切済み）"
        items.append(
            f'<li class="{_colour(found, numbers)}">{_badge(found, numbers)}'
            f"<div><p>{short_date(closed_on)}{found.cutoff.closes_at:%H:%M}締切 → "
            f"<strong>{short_date(found.registration.expected)}頃に登録</strong>"
            f"{_target(found)}{state}</p>{paragraphs(reasons(found, now))}</div></li>"
        )
    return f'<ul class="mk-rounds">{"".join(items)}</ul>'


def _target(found: Round) -> str:
    target = target_text(found.registration)
    return f"（{target}）" if target else ""


def month_notes(agenda: Agenda, month: date) -> str:
    """Return which Fridays have no cut-off, and name the month's closed days."""
    lines = without_own(agenda.without)
    days = (day for week in agenda.weeks for day in week if day.date.month == month.month)
    if named := [ClosedDay(day.date, name) for day in days if (name := name_of(day))]:
        lines.append(f"土日以外の休み：{named_days(named)}")
    return paragraphs(lines)


LEGEND: Final = (
    '<ul class="mk-legend" aria-label="凡例">'
    '<li><span class="mk-cut mk-c1"><b>1</b>締切</span>この日の17:00までに提出</li>'
    '<li><span class="mk-reg mk-c1"><b>1</b>登録</span>同じ番号の締切分が登録される頃'
    "（「目安」はFAQの翌週金曜日）</li>"
    '<li><span class="mk-box off"></span>休み（土日・祝日・休業日）</li></ul>'
)
