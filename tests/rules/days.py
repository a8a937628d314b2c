"""Dates written with their weekdays, and a reckoning of cut-offs that shares no code with ours."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

import holidays
import numpy as np

from tests.samples import TOKYO

DAY = timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)
FIRST_YEAR, LAST_YEAR = 2016, 2045
"""The years whose rounds are reckoned."""


def on(text: str) -> date:
    """Read ``Fri 2026-11-27`` and make sure that the weekday is the one written."""
    weekday, _, iso = text.partition(" ")
    day = date.fromisoformat(iso)
    assert f"{day:%a}" == weekday, f"{iso} is no {weekday}"
    return day


def five(text: str) -> datetime:
    """Read a day as ``on`` does and give its 17:00 in Japan."""
    return five_of(on(text))


def five_of(day: date) -> datetime:
    """Give the 17:00 of a day in Japan."""
    return datetime(day.year, day.month, day.day, 17, tzinfo=TOKYO)


@dataclass(frozen=True)
class Reckoned:
    """What a Friday's cut-off and registration are by numpy and the holidays library."""

    friday: date
    closed_on: date
    expected: date
    may_slip: bool


def numpy_calendar(*, closures: bool) -> np.busdaycalendar:
    """Give a calendar of Japan's holidays, with 12-29 to 01-03 of every year closed or not."""
    years = range(FIRST_YEAR - 1, LAST_YEAR + 3)
    closed = list(holidays.country_holidays("JP", years=years))
    if closures:
        edges = [(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)]
        closed += [date(year, month, day) for year in years for month, day in edges]
    return np.busdaycalendar(holidays=np.array(closed, dtype="datetime64[D]"))


def fridays(first: int = FIRST_YEAR, last: int = LAST_YEAR) -> list[date]:
    """List every Friday of some years."""
    start = on("Fri 2016-01-01")
    days = (start + 7 * DAY * n for n in range((date(last, 12, 31) - start).days // 7 + 1))
    return [day for day in days if first <= day.year]


def reckoned(*, closures: bool) -> list[Reckoned]:
    """Reckon every Friday with numpy, those included that share a cut-off."""
    office = numpy_calendar(closures=closures)
    days = fridays()
    column = np.array(days, dtype="datetime64[D]")
    closed_on = np.busday_offset(column, 0, roll="backward", busdaycal=office)
    steps = [np.busday_offset(closed_on, n, busdaycal=office).tolist() for n in range(6)]
    return [
        # four closed days or more lie between two open days that are five days apart or more
        Reckoned(
            friday, open_days[0], open_days[5], any(b - a > 4 * DAY for a, b in pairwise(open_days))
        )
        for friday, *open_days in zip(days, *steps, strict=True)
    ]


def owners(weeks: list[Reckoned]) -> list[Reckoned]:
    """Leave out a Friday whose cut-off an earlier one owns."""
    later = [week for before, week in pairwise(weeks) if week.closed_on != before.closed_on]
    return [weeks[0], *later]
