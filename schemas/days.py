"""Parsing of written days: by year or era, with an optional weekday or time of day."""

import re
from contextlib import suppress
from datetime import date, datetime, time
from typing import Final, Literal

from schemas.characters import narrow, with_hyphens
from schemas.cleaning import FIRST_YEAR, LAST_YEAR, strip
from schemas.eras import ERAS

_MAX_LENGTH: Final = 60
"""Characters (an estimate above any written date); bounds the backtracking of the patterns."""

_WEEKDAYS: Final = "月火水木金土日"
_ENGLISH: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_OPENS, _CLOSES = r"[(\[{<【〔〈《「『]", r"[)\]}>】〕〉》」』]"
_WEEKDAY: Final = (
    rf"(?:([{_WEEKDAYS}])(?:曜日?)?|({'|'.join(_ENGLISH)})[a-z]*\.?)(?:[・/]?(?:祝|休)日?)?"
)
_WITH_WEEKDAY: Final = re.compile(
    rf"(.*?)\s*(?:{_OPENS}\s*{_WEEKDAY}\s*{_CLOSES}|(?<!\d){_WEEKDAY})", re.IGNORECASE
)
_TIME: Final = re.compile(
    r"(?:\s+|t)(?:(?:午前|午後|am|pm)\s*)?(?:0?0:00|\d{1,2}:\d{2}:\d{2}(?:\.\d+)?)"
    r"(?:\s*(?:am|pm|z|\+09:?00))?$",
    re.IGNORECASE,
)
"""Midnight, or a time with seconds, as spreadsheets and certificates print it after a date."""

_SEPARATED: Final = (
    r"\s*(?:[-/.年]|(?<=\d)\s)\s*(\d{1,2})\s*(?:[-/.月]|(?<=\d)\s)\s*(\d{1,2})\s*[日.]?"
)
_DATE: Final = re.compile(r"(?:西暦\s*)?(\d{4})" + _SEPARATED + r"|(\d{4})(\d\d)(\d\d)")
"""2026/11/24, 20261124."""
_ERA_DATE: Final = re.compile(
    r"(昭和?|平成?|令和?|[SHR])\.?\s*(元|\d{1,2})" + _SEPARATED, re.IGNORECASE
)
_ERAS: Final = {key: era for era in ERAS[:3] for key in (era.name, era.name[0], era.letter)}
"""The eras that can contain a date of an application."""

_KANJI_DIGITS: Final = "〇一二三四五六七八九"
_TEN: Final = "十"
_KANJI_NUMBER: Final = re.compile(rf"[{_KANJI_DIGITS}{_TEN}]+(?=[年月日])")


class DateError(ValueError):
    """Raised for a value that is not a valid date; ``code`` is the problem code.

    ``weekday`` is the actual weekday of the date if a different one was written beside it.
    """

    def __init__(
        self, code: Literal["not-a-date", "date-out-of-range", "wrong-weekday"], weekday: str = ""
    ) -> None:
        super().__init__(code)
        self.code, self.weekday = code, weekday


def date_text(day: date) -> str:
    """Render a date as 2026年11月24日."""
    return f"{day.year}年{day.month}月{day.day}日"


def parse_date(value: object) -> date:
    """Parse a date: a ``date``, a midnight ``datetime`` (from Excel), or text like 2026年11月24日.

    Text may use an era: 令和8年11月24日, R8.11.24. A day before the first of the era is invalid;
    one after its last is valid until the end of that year, as people wrote 平成31年5月1日. Raises
    DateError if the value is not a date, its year is not from 1986 to 2099, or the written weekday
    does not match.
    """
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, str):
        value = _parse_text(with_hyphens(strip(narrow(value))))
    if isinstance(value, datetime) or not isinstance(value, date):
        raise DateError("not-a-date")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise DateError("date-out-of-range")
    return value


def _parse_text(text: str) -> date | None:
    if len(text) > _MAX_LENGTH:
        return None
    text = _TIME.sub("", text)
    match = None if (parsed := _parse_bare_date(text)) else _WITH_WEEKDAY.fullmatch(text)
    if match is None or (parsed := _parse_bare_date(match[1])) is None:
        return parsed
    weekday = _WEEKDAYS[parsed.weekday()]
    written_weekday = next(name for name in match.groups()[1:] if name)
    if written_weekday.casefold() not in {weekday, _ENGLISH[parsed.weekday()]}:
        raise DateError("wrong-weekday", weekday)
    return parsed


def nearest_date(text: str, today: date) -> date | None:
    """Return the nearest date to today of a day whose year is left out or short: 12/1, 8/12/1.

    A short year is one of the present era, or of the century. None where the text is no such day.
    """
    found = []
    years = [f"{today.year + shift}/" for shift in (-1, 0, 1)]
    for year in (*years, ERAS[0].letter, str(today.year // 100)):
        with suppress(DateError):
            found.append(parse_date(year + strip(text)))
    return min(found, key=lambda day: abs(day - today), default=None)


def _parse_bare_date(text: str) -> date | None:
    text = _KANJI_NUMBER.sub(lambda match: str(_number(match[0])), text)
    by_era = _ERA_DATE.fullmatch(text)
    match = by_era or _DATE.fullmatch(text)
    if match is None:
        return None
    *era, year, month, day_of_month = (part for part in match.groups() if part)
    try:
        if era:
            return _era_date(era[0].upper(), year, int(month), int(day_of_month))
        return date(int(year), int(month), int(day_of_month))
    except ValueError:
        return None


def _number(numeral: str) -> str:
    """Convert a kanji number to digits: 二〇二六 by position, 二十四 with tens."""
    tens, ten, ones = numeral.partition(_TEN)
    if not ten:
        return "".join(str(_KANJI_DIGITS.index(digit)) for digit in numeral)
    if _TEN in ones or len(tens) > 1 or len(ones) > 1:
        return numeral
    return str(
        (_KANJI_DIGITS.index(tens) if tens else 1) * 10 + (_KANJI_DIGITS.index(ones) if ones else 0)
    )


def _era_date(era: str, year: str, month: int, day_of_month: int) -> date | None:
    """Return the date of a year of an era, or None if the era does not contain it."""
    _, _, first_day, last_year = _ERAS[era]
    number = 1 if year == "元" else int(year)
    day = date(first_day.year + number - 1, month, day_of_month)
    return day if day >= first_day and day.year <= last_year else None
