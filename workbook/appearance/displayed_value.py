"""Comparison of the displayed text of a cell with its value."""

import re
import unicodedata
from datetime import date, datetime
from typing import Final

from schemas.days import DateError, parse_date
from schemas.ticks import tick_of
from workbook.xlsx.escaping import unescaped
from workbook.xlsx.reader.book import CellValue, Kind

_SPACES: Final = re.compile(r"\s+")
_DIGITS: Final = re.compile(r"[0-9]+(?:-[0-9]+)*")
_DECIMAL: Final = re.compile(r"-?[0-9]+\.[0-9]+")
_POSTAL_MARK: Final = "〒"
_TIME: Final = re.compile(r"(?<=[0-9日])\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s*[AP]M?)?$")
_WEEKDAY: Final = re.compile(
    r"[(（]?[月火水木金土日](?:曜日?)?[)）]?$|^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,?\s*"
)
_ENGLISH: Final = re.compile(r"([0-9]{1,2})[- ]([A-Z][a-z]{2})[a-z]*[- ]([0-9]{2,4})")  # 24-Nov-26
_SHORT_YEAR: Final = re.compile(r"[0-9]{2}([/.-])[0-9]{1,2}\1[0-9]{1,2}")
"""26/11/24, which Japanese readers read as year, month and day."""
_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"
_CENTURY: Final = 2000  # of the years that forms write in two digits


def agrees(held: CellValue, shown: str) -> bool:
    """Return whether the displayed text has the same meaning as the cell value."""
    if held.value == shown:
        return True
    text = _plain(shown)
    if held.kind is Kind.TEXT:
        return _plain(unescaped(str(held.value))) == text
    if held.kind is Kind.DATE:
        return not isinstance(held.value, date) or _day_of(text) == _date(held.value)
    if held.kind is Kind.NUMBER and isinstance(held.value, int | float):
        return _is_number(text, held.value) or _is_same_tick(str(held.value), text)
    return held.kind is not Kind.BOOLEAN or _is_same_tick(str(held.value), text)


def as_shown(held: CellValue, shown: str) -> CellValue:
    """Return a number as text if more digits are displayed: 01233 for 1233."""
    digits = unicodedata.normalize("NFKC", _plain(shown))
    is_number = held.kind is Kind.NUMBER and isinstance(held.value, int)
    if (
        is_number
        and _DIGITS.fullmatch(digits)
        and digits != str(held.value)
        and agrees(held, shown)
    ):
        return CellValue(Kind.TEXT, digits)
    return held


def _plain(text: str) -> str:
    """Return a text without the spaces and the 〒 that a format adds."""
    return _SPACES.sub(" ", text).replace(_POSTAL_MARK, "").strip()


def _is_number(text: str, number: float) -> bool:
    """Return whether a text is a number, ignoring leading zeros and hyphens."""
    text = unicodedata.normalize("NFKC", text)
    if text == str(number):
        return True
    if _DIGITS.fullmatch(text):
        return int(text.replace("-", "")) == number
    is_decimal = _DECIMAL.fullmatch(text) is not None and not float(number).is_integer()
    return is_decimal and float(text) == number


def _is_same_tick(held: str, text: str) -> bool:
    tick = tick_of(held)
    return tick is not None and tick is tick_of(text)


def _date(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _day_of(text: str) -> date | None:
    """Parse a displayed date, or return None if it does not show day, month and year."""
    text = _WEEKDAY.sub("", _TIME.sub("", text)).strip() or text
    if english := _ENGLISH.fullmatch(text):
        number, month, year = english.groups()
        if month not in _MONTHS:
            return None
        whole = int(year) + (_CENTURY if len(year) == 2 else 0)  # noqa: PLR2004 - 26 for 2026
        text = f"{whole}-{_MONTHS.index(month) // 3 + 1}-{number}"
    if _SHORT_YEAR.fullmatch(text):
        text = f"{_CENTURY // 100}{text}"
    try:
        return parse_date(text)
    except DateError:
        return None
