"""Days as people write them: by year or era, with a weekday or a time of day beside."""

import re
from datetime import date, datetime, time
from typing import Final, Literal

from schemas.characters import narrow, with_hyphens
from schemas.cleaning import FIRST_YEAR, LAST_YEAR, strip
from schemas.eras import ERAS

_LONGEST: Final = 60
"""No way of writing a day is longer; longer texts would cost the patterns below much time."""

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
"""Midnight, or a time of day to the second, as spreadsheets and certificates show it."""

_SEPARATED: Final = (
    r"\s*(?:[-/.年]|(?<=\d)\s)\s*(\d{1,2})\s*(?:[-/.月]|(?<=\d)\s)\s*(\d{1,2})\s*[日.]?"
)
_DATE: Final = re.compile(r"(?:西暦\s*)?(\d{4})" + _SEPARATED + r"|(\d{4})(\d\d)(\d\d)")
_ERA_DATE: Final = re.compile(
    r"(昭和?|平成?|令和?|[SHR])\.?\s*(元|\d{1,2})" + _SEPARATED, re.IGNORECASE
)
_ERAS: Final = {key: era for era in ERAS[:3] for key in (era.name, era.name[0], era.letter)}
"""Those that a date of an application can be in."""

_FIGURES: Final = "〇一二三四五六七八九"
_TEN: Final = "十"
_KANJI_NUMBER: Final = re.compile(rf"[{_FIGURES}{_TEN}]+(?=[年月日])")


class DateError(ValueError):
    """A value that is no date of an application; ``code`` is the code of the problem.

    ``weekday`` is the weekday of the day, where another one was written beside it.
    """

    def __init__(
        self, code: Literal["not-a-date", "date-out-of-range", "wrong-weekday"], weekday: str = ""
    ) -> None:
        """Keep the code of the problem, and the weekday."""
        super().__init__(code)
        self.code, self.weekday = code, weekday


def parse_date(value: object) -> date:
    """Read a date: a date, midnight of one (as Excel keeps it), or text such as 2026年11月24日.

    Text may count its years by an era: 令和8年11月24日, R8.11.24. A day before the era's first is
    no date; one after its last is, until the year ends (平成31年5月1日: people went on writing so).

    Raises:
        DateError: the value is no date, its year is not from 1986 to 2099, or the weekday beside
            it is another day's.

    """
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, str):
        value = _day_of_text(with_hyphens(strip(narrow(value))))
    if isinstance(value, datetime) or not isinstance(value, date):
        raise DateError("not-a-date")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise DateError("date-out-of-range")
    return value


def _day_of_text(text: str) -> date | None:
    if len(text) > _LONGEST:
        return None
    text = _TIME.sub("", text)
    match = None if (found := _day_alone(text)) else _WITH_WEEKDAY.fullmatch(text)
    if match is None or (found := _day_alone(match[1])) is None:
        return found
    weekday = _WEEKDAYS[found.weekday()]
    written = next(name for name in match.groups()[1:] if name)
    if written.casefold() not in {weekday, _ENGLISH[found.weekday()]}:
        raise DateError("wrong-weekday", weekday)
    return found


def _day_alone(text: str) -> date | None:
    text = _KANJI_NUMBER.sub(lambda match: str(_number(match[0])), text)
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


def _number(kanji: str) -> str:
    """Write a number in digits: 二〇二六 place by place, 二十四 with its tens."""
    tens, ten, ones = kanji.partition(_TEN)
    if not ten:
        return "".join(str(_FIGURES.index(figure)) for figure in kanji)
    if _TEN in ones or len(tens) > 1 or len(ones) > 1:
        return kanji
    return str((_FIGURES.index(tens) if tens else 1) * 10 + (_FIGURES.index(ones) if ones else 0))


def _day_of_era(era: str, year: str, month: int, day_of_month: int) -> date | None:
    """Count the years from the era's first; None where the era does not reach."""
    _, _, first_day, last_year = _ERAS[era]
    number = 1 if year == "元" else int(year)
    day = date(first_day.year + number - 1, month, day_of_month)
    return day if day >= first_day and day.year <= last_year else None
