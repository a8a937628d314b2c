"""Cleaning of what people type: spaces, dates, and what an Excel cell can hold."""

import re
import unicodedata
from datetime import date, datetime, time
from typing import Final, Literal

CELL_LIMIT: Final = 32_767
"""The most UTF-16 units that an Excel cell holds."""

FIRST_YEAR: Final = 1986
LAST_YEAR: Final = 2099

_UNWRITABLE: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters but for the line break, lone surrogates, and what is no character."""

_SPACES: Final = " \t\r\n\u00a0\u3000\ufeff"
_DASHES: Final = "-‐‑‒–—―−ー"
_DATE: Final = re.compile(
    rf"(\d{{4}})\s*[{_DASHES}/.年]\s*(\d{{1,2}})\s*[{_DASHES}/.月]\s*(\d{{1,2}})\s*日?"
    r"|(\d{4})(\d\d)(\d\d)"
)
_TIME: Final = re.compile(r"\s+(?:0?0:00|\d{1,2}:\d{2}:\d{2}(?:\.\d+)?)$")
"""Midnight, or a time of day to the second, as spreadsheets and certificates show it."""
_WEEKDAYS: Final = "月火水木金土日"
_WITH_WEEKDAY: Final = re.compile(
    rf"(.*?)\s*(?:\(([{_WEEKDAYS}])(?:曜日?)?\)|([{_WEEKDAYS}])曜日?)"
)
_ERA_DATE: Final = re.compile(
    r"(昭和?|平成?|令和?|[SHR])\s*(元|\d{1,2})"
    rf"\s*[{_DASHES}/.年]\s*(\d{{1,2}})\s*[{_DASHES}/.月]\s*(\d{{1,2}})\s*日?",
    re.IGNORECASE,
)
_ERAS: Final = {
    "昭和": (date(1926, 12, 25), 1989),
    "平成": (date(1989, 1, 8), 2019),
    "令和": (date(2019, 5, 1), date.max.year),
}
"""The first day of each era, and the last year that is counted by it."""
_ERA_LETTERS: Final = {
    "S": "昭和", "H": "平成", "R": "令和", "昭": "昭和", "平": "平成", "令": "令和",
}  # fmt: skip


def refusal(text: str) -> str | None:
    """Say why a text cannot stand in an Excel cell (a problem's code), or None where it can."""
    if len(text) + sum(c > "\uffff" for c in text) > CELL_LIMIT:
        return "too-long"
    return "unwritable" if _UNWRITABLE.search(text) else None


def strip(text: str) -> str:
    """Remove surrounding spaces, full-width ones included, and unify line ends."""
    return text.strip(_SPACES).replace("\r\n", "\n").replace("\r", "\n")


class DateError(ValueError):
    """A value that is no date of an application; ``code`` is the code of the problem."""

    def __init__(self, code: Literal["not-a-date", "date-out-of-range"]) -> None:
        """Keep the code of the problem."""
        super().__init__(code)
        self.code = code


def parse_date(value: object) -> date:
    """Read a date: a date, midnight of one (as Excel keeps it), or text such as 2026年11月24日.

    Text may count its years by an era: 令和8年11月24日, R8.11.24. A day before the era's first is
    no date; one after its last is, until the year ends (平成31年5月1日: people went on writing so).

    Raises:
        DateError: the value is no date, or its year is not from 1986 to 2099.

    """
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, str):
        value = _day_of_text(unicodedata.normalize("NFKC", strip(value)))
    if isinstance(value, datetime) or not isinstance(value, date):
        raise DateError("not-a-date")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise DateError("date-out-of-range")
    return value


def _day_of_text(text: str) -> date | None:
    """Read a day, with the weekday that it is or without one, and with a time of day or not."""
    text = _TIME.sub("", text)
    if match := _WITH_WEEKDAY.fullmatch(text):
        found = _day_alone(match[1])
        is_right = found is not None and _WEEKDAYS[found.weekday()] == (match[2] or match[3])
        return found if is_right else None
    return _day_alone(text)


def _day_alone(text: str) -> date | None:
    by_era = _ERA_DATE.fullmatch(text)
    match = by_era or _DATE.fullmatch(text)
    if match is None:
        return None
    *era, year, month, day_of_month = (part for part in match.groups() if part)
    try:
        if era:
            return _day_of_era(era[0].upper(), year, int(month), int(day_of_month))
        return date(int(year), int(month), int(day_of_month))
    except ValueError:
        return None


def _day_of_era(era: str, year: str, month: int, day_of_month: int) -> date | None:
    """Count the years from the era's first; None where the era does not reach."""
    first, last_year = _ERAS[_ERA_LETTERS.get(era, era)]
    number = 1 if year == "元" else int(year)
    found = date(first.year + number - 1, month, day_of_month)
    return found if found >= first and found.year <= last_year else None
