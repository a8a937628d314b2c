"""A year at a glance: twelve small months, and the rounds as a table."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from html import escape
from typing import Final

from rules.dates.agenda import Agenda, Day
from rules.dates.cutoff import Round
from rules.dates.date_text import long_date, short_date
from rules.dates.round_text import reasons
from wizard.views.calendar.table_parts import name_of, paragraphs, week_head, without_own

_CUT: Final = ("cut", "", "締切")
_MOVED: Final = ("cut moved", "前", "繰り上げた締切")
_LATE: Final = ("late", "遅", "通常より遅い登録")


def year_tables(agendas: Sequence[Agenda], rounds: Sequence[Round], today: date) -> str:
    """Draw the twelve months of a year small: cut-offs, what moved, closed days."""
    moved = {found.cutoff.closes_at.date() for found in rounds if found.cutoff.moved}
    late = {
        found.registration.expected
        for found in rounds
        if found.registration.expected != found.registration.target
    }
    closes = {found.cutoff.closes_at.date() for found in rounds}
    months = "".join(_small_month(agenda, today, (closes, moved, late)) for agenda in agendas)
    return f'<div class="mk-year">{months}</div>'


def _small_month(agenda: Agenda, today: date, days: tuple[set[date], set[date], set[date]]) -> str:
    month = agenda.weeks[0][-1].date  # the first Saturday lies in the month
    rows = "".join(
        f"<tr>{''.join(_small_cell(day, month, today, days) for day in week)}</tr>"
        for week in agenda.weeks
    )
    return (
        f'<table class="mk-small"><caption>{month.month}月</caption>{week_head()}'
        f"<tbody>{rows}</tbody></table>"
    )


def _small_cell(
    day: Day, month: date, today: date, days: tuple[set[date], set[date], set[date]]
) -> str:
    if day.date.month != month.month:
        return "<td></td>"
    closes, moved, late = days
    marks = []
    if day.date in closes:
        marks.append(
            ("cut moved", "前", "繰り上げた締切") if day.date in moved else ("cut", "", "締切")
        )
    if day.date in late:
        marks.append(_LATE)
    style = " ".join([*(mark[0] for mark in marks), *(["off"] if day.why_closed else [])])
    here = ' aria-current="date"' if day.date == today else ""
    said = "".join(
        f'<i aria-hidden="true">{short}</i><span class="mk-vh">{words}</span>'
        for _, short, words in marks
    )
    name = name_of(day)
    why = f'<span class="mk-vh">{escape(name)}</span>' if name else ""
    return f'<td class="{style}"{here}>{day.date.day}{said}{why}</td>'


def year_notes(agendas: Iterable[Agenda]) -> str:
    """Return which Fridays of a year have no cut-off of their own."""
    return paragraphs(line for agenda in agendas for line in without_own(agenda.without))


YEAR_LEGEND: Final = (
    '<ul class="mk-legend mk-small" aria-label="凡例">'
    '<li><span class="mk-box cut">27</span>締切（17:00）</li>'
    '<li><span class="mk-box cut moved">19<i>前</i></span>休みのため繰り上げた締切</li>'
    '<li><span class="mk-box late">13<i>遅</i></span>休みのため翌週金曜日より遅い登録</li>'
    '<li><span class="mk-box off">5</span>休み（土日・祝日・休業日）</li>'
    '<li><span class="mk-box" aria-current="date">24</span>今日</li></ul>'
)


def year_list(rounds: Sequence[Round], now: datetime, *, only_moved: bool) -> str:
    """List a year's rounds as a table; ``only_moved`` leaves out the ordinary ones."""
    rows = "".join(
        f"<tr><td>{short_date(found.cutoff.closes_at.date())}{found.cutoff.closes_at:%H:%M}</td>"
        f"<td>{_around(found.registration.target, found)}</td>"
        f"<td>{_around(found.registration.expected, found)}</td>"
        f"<td>{escape(''.join(reasons(found, now)))}</td></tr>"
        for found in rounds
        if not only_moved or reasons(found)
    )
    title = "日付が通常と異なる締切と登録" if only_moved else "すべての締切と登録"
    return (
        f'<table class="mk-list"><caption>{title}</caption><thead><tr>'
        '<th scope="col">締切</th><th scope="col">FAQの目安</th>'
        '<th scope="col">登録の見込み（予定の基準日）</th><th scope="col">日付が変わる理由</th>'
        f"</tr></thead><tbody>{rows}</tbody></table>"
    )


def _around(day: date, found: Round) -> str:
    is_same_year = day.year == found.cutoff.closes_at.year
    return f"{short_date(day) if is_same_year else long_date(day)}頃"
