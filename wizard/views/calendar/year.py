"""A year at a glance: twelve small months, and the rounds as a table."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

import htpy as h

from rules.dates.agenda import Agenda, Day
from rules.dates.cutoff import Round
from rules.dates.date_text import long_date, short_date, short_moment
from rules.dates.round_text import reasons
from wizard.core.markup import column_heads, joined
from wizard.views.calendar.table_parts import name_of, reason_paragraphs, week_head, without_own

_CUT: Final = ("cut", "", "締切")
_LATE: Final = ("late", "遅", "通常より遅い登録")


def year_tables(agendas: Sequence[Agenda], rounds: Sequence[Round], today: date) -> h.Element:
    """Draw the twelve months of a year small: cut-offs, what moved, closed days."""
    moved = {found.cutoff.closes_at.date() for found in rounds if found.cutoff.moved}
    late = {
        found.registration.expected
        for found in rounds
        if found.registration.expected != found.registration.target
    }
    closes = {found.cutoff.closes_at.date() for found in rounds}
    days = (closes, moved, late)
    return h.div(".mk-year")[joined(_small_month(agenda, today, days) for agenda in agendas)]


def _small_month(
    agenda: Agenda, today: date, days: tuple[set[date], set[date], set[date]]
) -> h.Element:
    month = agenda.weeks[0][-1].date  # the first Saturday lies in the month
    rows = (
        h.tr[joined(_small_cell(day, month, today, days) for day in week)] for week in agenda.weeks
    )
    return h.table(".mk-small")[h.caption[f"{month.month}月"], week_head(), h.tbody[joined(rows)]]


def _small_cell(
    day: Day, month: date, today: date, days: tuple[set[date], set[date], set[date]]
) -> h.Element:
    if day.date.month != month.month:
        return h.td
    closes, moved, late = days
    marks = []
    if day.date in closes:
        marks.append(
            ("cut moved", "前", "繰り上げた締切") if day.date in moved else ("cut", "", "締切")
        )
    if day.date in late:
        marks.append(_LATE)
    styles = [*(style for style, _, _ in marks), "off" if day.why_closed else None]
    here = "date" if day.date == today else None
    parts: list[str | h.Element] = [str(day.date.day)]
    for _, short, words in marks:
        parts += [h.i(aria_hidden="true")[short], h.span(".mk-vh")[words]]
    if name := name_of(day):
        parts.append(h.span(".mk-vh")[name])
    return h.td(class_=styles, aria_current=here)[joined(parts)]


def year_notes(agendas: Iterable[Agenda]) -> list[h.Element]:
    """Return which Fridays of a year have no cut-off of their own."""
    return reason_paragraphs(line for agenda in agendas for line in without_own(agenda.without))


YEAR_LEGEND: Final = h.ul(".mk-legend.mk-small", aria_label="凡例")[
    h.li[h.span(".mk-box.cut")["27"], "締切（17:00）"],
    h.li[h.span(".mk-box.cut.moved")["19", h.i["前"]], "休みのため繰り上げた締切"],
    h.li[h.span(".mk-box.late")["13", h.i["遅"]], "休みのため翌週金曜日より遅い登録"],
    h.li[h.span(".mk-box.off")["5"], "休み（土日・祝日・休業日）"],
    h.li[h.span(".mk-box", aria_current="date")["24"], "今日"],
]


def year_list(rounds: Sequence[Round], now: datetime, *, only_moved: bool) -> h.Element:
    """List a year's rounds as a table; ``only_moved`` leaves out the ordinary ones."""
    rows = [
        h.tr[
            h.td[short_moment(found.cutoff.closes_at)],
            h.td[_around(found.registration.target, found)],
            h.td[_around(found.registration.expected, found)],
            h.td[reasons(found, now)],
        ]
        for found in rounds
        if not only_moved or reasons(found)
    ]
    title = "日付が通常と異なる締切と登録" if only_moved else "すべての締切と登録"
    heads = column_heads("締切", "FAQの目安", "登録の見込み（予定の基準日）", "日付が変わる理由")
    return h.table(".mk-list")[h.caption[title], heads, h.tbody[rows]]


def _around(day: date, found: Round) -> str:
    is_same_year = day.year == found.cutoff.closes_at.year
    return f"{short_date(day) if is_same_year else long_date(day)}頃"
