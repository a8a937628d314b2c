"""Certificates on a time line of twelve months: when each ends, cut-offs, closures, today.

It is drawn of HTML boxes, for the pages' own sanitizer takes SVG out; so it has the colours of the
page, in light and in dark. A table of the same stands below it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

import htpy as h
from dateutil.relativedelta import relativedelta

from rules.dates.agenda import rounds_between
from rules.dates.date_text import long_date
from rules.dates.workdays import DAY, OfficeCalendar, is_plain_weekend
from rules.register.board import BoardRow
from rules.register.fold import HoldingState
from rules.register.holdings import RegisteredCertificate
from wizard.core.register.board_text import day_text
from wizard.core.register.register_words import HOLDING_WORDS, system_of

MONTHS: Final = 12
Holding = tuple[RegisteredCertificate, HoldingState]
_WIDTH_OF_LABEL: Final = 20  # characters (an estimate)


class _Scale:
    """Days as shares of the line."""

    def __init__(self, today: date) -> None:
        self.first = today.replace(day=1)
        self.months = [self.first + relativedelta(months=n) for n in range(MONTHS)]
        self.end = self.first + relativedelta(months=MONTHS)

    def at(self, day: date) -> float:
        """Return where a day begins, in percent."""
        days = (min(max(day, self.first), self.end) - self.first).days
        return round(100 * days / (self.end - self.first).days, 2)

    def box(self, style: str, first: date, after: date, **more: str) -> h.Element:
        """Return the box from one day to before another."""
        left, right = self.at(first), self.at(after)
        place = f"left:{left}%;width:{round(right - left, 2)}%"
        return h.i(class_=style, style=place, **more)


def timeline(
    holdings: Sequence[Holding], board: Iterable[BoardRow], today: date, calendar: OfficeCalendar
) -> h.Element:
    """Return the time line of certificates, from the beginning of the month on."""
    scale = _Scale(today)
    last = {
        (row.certificate.table, row.certificate.serial): row.last.cutoff.closes_at.date()
        for row in board
        if row.last is not None and not row.is_renewed
    }
    rows = [_row(one, state, last.get((one.table, one.serial)), scale) for one, state in holdings]
    words = "、".join(_words(one, state) for one, state in holdings)
    return h.div(
        ".mk-timeline", role="region", tabindex="0", aria_label="証明書の有効期限（12か月）"
    )[
        h.div(".mk-line-of-time", role="img", aria_label=f"有効期限：{words}")[
            h.div(".mk-marks")[h.div[_marks(scale, today, calendar)]],
            h.div(".mk-months")[h.span, h.div[_months(scale)]],
            rows,
        ],
        h.ul(".mk-legend")[
            h.li[h.i(".mk-held"), "登録済の有効期間"],
            h.li[h.i(".mk-held.pending"), "登録待ち"],
            h.li[h.i(".mk-held.replaced"), "更新済、または期限が不明"],
            h.li[h.i(".mk-held.expired"), "期限切れ"],
            h.li[h.i(".mk-last-call"), "更新の最終締切"],
            h.li[h.i(".mk-tick"), "毎週の締切"],
            h.li[h.i(".mk-closed"), "祝日・休業"],
            h.li[h.i(".mk-today"), f"本日（{long_date(today)}）"],
        ],
    ]


def _words(one: RegisteredCertificate, state: HoldingState) -> str:
    name = f"{one.common_name or ''} {system_of(one.table)} {one.written}".strip()
    return f"{name} {day_text(one.not_after)} {HOLDING_WORDS[state]}"


def _months(scale: _Scale) -> Iterator[h.Element]:
    for month in scale.months:
        style = "year" if month == scale.first or month.month == 1 else ""
        place = f"left:{scale.at(month)}%"
        yield h.span(class_=style, style=place, data_year=f"{month.year}年")[f"{month.month}月"]


def _marks(scale: _Scale, today: date, calendar: OfficeCalendar) -> Iterator[h.Element]:
    for closed in calendar.closed_between(scale.first - DAY, scale.end - DAY):
        if not is_plain_weekend(closed):
            yield scale.box("mk-closed", closed.date, closed.date + DAY, title=closed.why)
    for one in rounds_between(scale.first, scale.end - DAY, calendar):
        day = one.cutoff.closes_at.date()
        if scale.first <= day < scale.end:
            yield h.i(".mk-tick", style=f"left:{scale.at(day)}%")
    for month in scale.months[1:]:
        yield h.i(".mk-month-line", style=f"left:{scale.at(month)}%")
    yield h.i(".mk-today", style=f"left:{scale.at(today)}%")


def _row(
    one: RegisteredCertificate, state: HoldingState, last: date | None, scale: _Scale
) -> h.Element:
    name = one.common_name or "（証明書名なし）"
    short = name if len(name) <= _WIDTH_OF_LABEL else f"{name[:_WIDTH_OF_LABEL]}…"
    ends = one.not_after + DAY if one.not_after else scale.end
    style = f"mk-held {state}" + ("" if one.not_after else " undated")
    bar = scale.box(style, min(one.since, ends), ends)
    call = None
    if last is not None and scale.first <= last < scale.end:
        call = h.i(".mk-last-call", style=f"left:{scale.at(last)}%")
    label = [short, h.small[f"{system_of(one.table)} {one.written}"]]
    return h.div(".mk-track")[h.span[label], h.div[bar, call]]
