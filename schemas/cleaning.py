"""Cleaning of what people type, before it is judged.

Names and addresses lose surrounding spaces and nothing else: 髙, 﨑, 𠮷, ㈱ and half-width kana
stay. Codes, phone numbers, e-mail addresses, URLs and serials are narrowed (NFKC).
"""

import re
import unicodedata
from datetime import date, datetime, time
from typing import Final

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from pydantic import HttpUrl, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

CELL_LIMIT: Final = 32_767
"""The most UTF-16 units that an Excel cell holds."""

FIRST_YEAR: Final = 1949
LAST_YEAR: Final = 2099

_UNWRITABLE: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters but for the line break, lone surrogates, and what is no character."""

_SPACES: Final = " \t\r\n\u00a0\u3000\ufeff"
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―⁃−─━ーｰ﹘﹣－"), "-")
_DATE: Final = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d\d)(\d\d)"
)
_ERA_DATE: Final = re.compile(
    r"(昭和|平成|令和|[SHR])\s*(元|\d{1,2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?",
    re.IGNORECASE,
)
_ERAS: Final = {
    "昭和": (date(1926, 12, 25), 1989),
    "平成": (date(1989, 1, 8), 2019),
    "令和": (date(2019, 5, 1), date.max.year),
}
"""The first day of each era, and the last year that is counted by it."""
_ERA_LETTERS: Final = {"S": "昭和", "H": "平成", "R": "令和"}
_CODE: Final = re.compile(r"[0-9A-Za-z]{5}")
_PHONE: Final = re.compile(
    r"(\+?[0-9(][0-9() -]*[0-9])(?:\s*\(?(?:内線|ext\.?)\s*:?\s*[0-9-]+\)?)?", re.IGNORECASE
)
_HTTP_START: Final = re.compile(r"https?://[^/\\\s]", re.IGNORECASE)
_HTTP_URL: Final = TypeAdapter(HttpUrl)


def refusal(text: str) -> str | None:
    """Say why a text cannot stand in an Excel cell (a problem's code), or None where it can."""
    if len(text) + sum(c > "\uffff" for c in text) > CELL_LIMIT:
        return "too-long"
    return "unwritable" if _UNWRITABLE.search(text) else None


def strip(text: str) -> str:
    """Remove surrounding spaces, full-width ones included, and unify line ends."""
    return text.strip(_SPACES).replace("\r\n", "\n").replace("\r", "\n")


def several_lines(text: str) -> str:
    """Clean a text that may have line breaks; raise where a cell cannot hold it."""
    text = strip(text)
    if code := refusal(text):
        raise PydanticCustomError(code, "text that a cell cannot hold")
    return text


def one_line(text: str) -> str:
    """Clean a text of one line; raise where a cell cannot hold it or it has a line break."""
    text = several_lines(text)
    if "\n" in text:
        raise PydanticCustomError("line-break", "line break in a one-line answer")
    return text


def narrowed(text: str) -> str:
    """Clean a text of one line and make its full-width letters and digits narrow (NFKC)."""
    return one_line(unicodedata.normalize("NFKC", one_line(text)))


def business_code(text: str) -> str:
    """Clean a 事業者コード: five characters, digits or Latin letters (ERR_20250)."""
    text = narrowed(text)
    if not _CODE.fullmatch(text):
        raise PydanticCustomError("code-shape", "not five characters")
    return text


def phone(text: str) -> str:
    """Clean a phone number: narrow, with plain hyphens; an extension (内線) may follow."""
    text = narrowed(one_line(text).translate(_DASHES)).translate(_DASHES)
    match = _PHONE.fullmatch(text)
    if match is None or not is_possible_phone(match[1]):
        raise PydanticCustomError("phone-shape", "not a phone number")
    return text


def is_possible_phone(number: str) -> bool:
    """Tell whether the number has a length that a Japanese or international number can have."""
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number, "JP"))
    except phonenumbers.NumberParseException:
        return False


def email(text: str) -> str:
    """Clean an e-mail address; whether a server answers for it is not asked."""
    text = narrowed(text)
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError as error:
        raise PydanticCustomError("email-shape", "not an e-mail address") from error
    return text


def url(text: str) -> str:
    """Clean a web address; it begins with http:// or https://."""
    text = narrowed(text)
    if not _HTTP_START.match(text) or " " in text:
        raise PydanticCustomError("url-shape", "not a web address")
    try:
        _HTTP_URL.validate_python(text)
    except ValidationError as error:
        raise PydanticCustomError("url-shape", "not a web address") from error
    return text


def day(value: object) -> date:
    """Read a date: a date, midnight of one (as Excel keeps it), or text such as 2026年11月24日.

    Text may count its years by an era: 令和8年11月24日, R8.11.24. A day before the era's first is
    no date; one after its last is, until the year ends (平成31年5月1日: people went on writing so).
    """
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, str):
        value = _day_of_text(unicodedata.normalize("NFKC", strip(value)))
    if isinstance(value, datetime) or not isinstance(value, date):
        raise PydanticCustomError("not-a-date", "not a date")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise PydanticCustomError("date-out-of-range", "year out of range")
    return value


def _day_of_text(text: str) -> date | None:
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
