"""The text of a value in a number format, and the colour set by the format."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from workbook.preview.text import displayed
from workbook.xlsx.escaping import unescaped
from workbook.xlsx.reader.book import CellValue
from workbook.xlsx.reader.book_dates import GENERAL, LONGEST_FORMAT

_TEXT_IN_QUOTES: Final = re.compile(r'"[^"]*"?|\\.|[_*].', re.DOTALL)
_NOT_RENDERED: Final = re.compile(
    r"E[+-]"  # exponents
    r"|[0#?]\s*/\s*[0-9#?]"  # fractions
    r"|\[DBNum[124]"  # numbers in words; [DBNum3] only widens digits
    r"|\[\$-(?!0?[01]0[013]0?[0-9A-F]{4}\])[0-9A-F]{5,}\]"  # another calendar, other digits
    r"|B2|b{2,4}",  # the Hijri calendar, Buddhist years
    re.IGNORECASE,
)
_GREGORIAN: Final = re.compile(r"^B1", re.IGNORECASE)  # B1, which asks for our calendar
_SYSTEM_DATE: Final = re.compile(r"\[\$-(?:F800|x-sysdate)\][^;]*", re.IGNORECASE)
_LONG_DATE: Final = 'yyyy"年"m"月"d"日"'
_ANY_TEXT: Final = "\ue000"  # a private-use character, which is in no format
_WHITE: Final = re.compile(r"\[(?:white|白|(?:color|色)\s*2)\]", re.IGNORECASE)


def shown_text(held: CellValue, code: str, *, is_1904: bool) -> str | None:
    """Return what Excel with Japanese regional settings displays, or None if unknown.

    Exponents, fractions, numbers in words, other calendars, and formats longer than Excel's limit
    are not rendered.
    """
    rendered = _rendered(code) if len(code) <= LONGEST_FORMAT else None
    if rendered is None or not (isinstance(held.value, str) or rendered.shows_numbers):
        return None
    if isinstance(held.value, str) and rendered.keeps_texts:
        return unescaped(held.value)
    content = held.value if held.serial is None else held.serial
    return displayed(content, rendered.code, is_1904=is_1904)


class _Rendered(NamedTuple):
    """A number format: whether it leaves texts unchanged, and whether numbers can be rendered."""

    code: str
    keeps_texts: bool
    shows_numbers: bool


@lru_cache(maxsize=256)
def _rendered(code: str) -> _Rendered:
    code = _SYSTEM_DATE.sub(_LONG_DATE, _GREGORIAN.sub("", code))
    plain = _TEXT_IN_QUOTES.sub("", code.replace(GENERAL, ""))
    keeps_texts = displayed(_ANY_TEXT, code) == _ANY_TEXT
    return _Rendered(code, keeps_texts, _NOT_RENDERED.search(plain) is None)


@lru_cache(maxsize=256)
def is_white(code: str) -> bool:
    """Return whether a number format makes the text white, overriding the font."""
    return _WHITE.search(_TEXT_IN_QUOTES.sub("", code)) is not None
