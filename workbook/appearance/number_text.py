"""The text that a number format makes of a value, and the colour that the format itself sets."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from workbook.preview.text import displayed
from workbook.xlsx.literal import unescaped
from workbook.xlsx.reader.book import CellValue
from workbook.xlsx.reader.book_dates import GENERAL, LONGEST_FORMAT

_TEXT_IN_QUOTES: Final = re.compile(r'"[^"]*"?|\\.|[_*].', re.DOTALL)
_NOT_RENDERED: Final = re.compile(
    r"E[+-]"  # exponents
    r"|[0#?]\s*/\s*[0-9#?]"  # fractions
    r"|\[DBNum[124]"  # numbers in words; [DBNum3] is but wide digits
    r"|\[\$-(?!0?[01]0[013]0?[0-9A-F]{4}\])[0-9A-F]{5,}\]"  # another calendar, other digits
    r"|B2|b{2,4}",  # the Hijri calendar, Buddhist years
    re.IGNORECASE,
)
_GREGORIAN: Final = re.compile(r"^B1", re.IGNORECASE)
_SYSTEM_DATE: Final = re.compile(r"\[\$-(?:F800|x-sysdate)\][^;]*", re.IGNORECASE)
_LONG_DATE: Final = 'yyyy"年"m"月"d"日"'
_ANY_TEXT: Final = "\ue000"
"""Which no format has of its own."""
_WHITE: Final = re.compile(r"\[(?:white|白|(?:color|色)\s*2)\]", re.IGNORECASE)


def shown_text(held: CellValue, code: str, *, is_1904: bool) -> str | None:
    """Return what desktop Excel with Japanese regional settings displays; None where unknown.

    Exponents, fractions, numbers in words and other calendars are not rendered, nor are formats
    that are longer than Excel's.
    """
    rendered = _rendered(code) if len(code) <= LONGEST_FORMAT else None
    if rendered is None or not (isinstance(held.value, str) or rendered.shows_numbers):
        return None
    if isinstance(held.value, str) and rendered.keeps_texts:
        return unescaped(held.value)
    content = held.value if held.serial is None else held.serial
    return displayed(content, rendered.code, is_1904=is_1904)


class _Rendered(NamedTuple):
    """A number format as it is rendered: whether it keeps texts, and shows numbers right."""

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
    """Return whether a number format makes the type white, whatever the font says."""
    return _WHITE.search(_TEXT_IN_QUOTES.sub("", code)) is not None
