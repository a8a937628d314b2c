"""Rendering of dates and times by number formats, including Japanese eras."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from schemas.eras import ERAS
from workbook.preview.numbers import Piece

_ZERO: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell knows no time zone
_DAYS: Final = "月火水木金土日"
_ENGLISH_DAYS: Final = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NOON: Final = 12
_DIGITS: Final = 2  # yy; more are the year in four
_SHORT_NAME: Final = 3  # mmm, ddd
_LONG_NAME: Final = 4  # mmmm, dddd
_PER_DAY: Final = {"h": 24, "m": 24 * 60, "s": 24 * 60 * 60}


def as_moment(value: date | time | timedelta) -> datetime:
    """Return the datetime of a cell value.

    Raises OverflowError if it is before year 1 or after year 9999.
    """
    if isinstance(value, datetime):
        return value
    if isinstance(value, timedelta):
        return _ZERO + value
    return datetime.combine(*((_ZERO, value) if isinstance(value, time) else (value, time())))


def in_calendar(moment: datetime, pieces: Sequence[Piece], *, gannen: bool) -> str:
    """Render a moment by the pieces of a format; ``gannen`` renders year 1 of an era as 元年."""
    runs = [piece.text.lower() for piece in pieces if piece.kind == "date"]
    hours = _NOON if any("/" in run for run in runs) else 2 * _NOON
    rendered = []
    number = 0
    for piece in pieces:
        if piece.kind == "date":
            run = "n" * len(runs[number]) if _is_minute(runs, number) else runs[number]
            rendered.append(_render(run, moment, hours, gannen=gannen))
            number += 1
        elif piece.kind != "text":
            rendered.append(piece.text)
    return "".join(rendered)


def without_format(value: date | time | timedelta) -> str:
    """Render a date or time whose format has no date pieces."""
    moment = as_moment(value)
    of_day = "" if moment.time() == time() else f"{moment.hour}:{moment.minute:02d}"
    if isinstance(value, time | timedelta):
        return of_day or "0:00"
    return f"{moment.year}/{moment.month}/{moment.day} {of_day}".rstrip()


def _is_minute(runs: Sequence[str], number: int) -> bool:
    """Return whether a run is an ``m`` for minutes: after hours, or before seconds."""
    before = runs[number - 1].lstrip("[") if number else ""
    after = runs[number + 1].lstrip("[") if number + 1 < len(runs) else ""
    return runs[number][0] == "m" and (before[:1] == "h" or after[:1] == "s")


def _render(run: str, moment: datetime, hours: int, *, gannen: bool) -> str:
    match run[0]:
        case "[":
            elapsed = (moment - _ZERO) / timedelta(days=1) * _PER_DAY[run[1]]
            # A serial number is a float: 24 hours may come as 23.9999999.
            return f"{int(elapsed + 1e-6):0{len(run) - 2}d}"
        case "h":
            hour = (moment.hour - 1) % _NOON + 1 if hours == _NOON else moment.hour
            return _padded(hour, run)
        case "n":
            return _padded(moment.minute, run)
        case "s":
            whole, point, places = run.partition(".")
            parts = f"{moment.microsecond:06d}"[: len(places)]
            return _padded(moment.second, whole) + point + parts
        case "a" if "/" in run:
            half = "AM" if moment.hour < _NOON else "PM"
            return half if "m" in run else half[0]
        case _:
            return _render_day(run, moment, gannen=gannen)


def _render_day(run: str, day: date, *, gannen: bool) -> str:
    match run[0]:
        case "y":
            return f"{day.year % 100:02d}" if len(run) <= _DIGITS else f"{day.year:04d}"
        case "m":
            return _named(_MONTHS[day.month - 1], 3, run) or _padded(day.month, run)
        case "d":
            begin = _ENGLISH_DAYS[day.weekday()]
            return _named(f"{begin}day", 3, run) or _padded(day.day, run)
        case "a":
            return _DAYS[day.weekday()] + ("" if len(run) <= _SHORT_NAME else "曜日")
        case _:
            return _era(run, day, gannen=gannen)


def _era(run: str, day: date, *, gannen: bool) -> str:
    """Render an era (``g``) or the year within it (``e``)."""
    eras = (era for era in ERAS if era.first_day.toordinal() <= day.toordinal())
    era = next(eras, ERAS[-1])
    if run[0] == "g":
        return {1: era.letter, 2: era.name[0]}.get(len(run), era.name)
    year = era.year_of(day.year)
    return "元" if gannen and year == 1 else _padded(year, run)


def _named(name: str, short: int, run: str) -> str:
    """Return an English name abbreviated by the length of a run; empty for digits."""
    if len(run) <= _DIGITS:
        return ""
    return {_SHORT_NAME: name[:short], _LONG_NAME: name}.get(len(run), name[0])


def _padded(number: int, run: str) -> str:
    return f"{number:0{min(len(run), _DIGITS)}d}"
