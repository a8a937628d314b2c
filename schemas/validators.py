"""Validators of the answers: each cleans what was typed, or raises with the code of the problem.

Names and addresses lose surrounding spaces and nothing else: 髙, 﨑, 𠮷, ㈱ and half-width kana
stay. Codes, phone numbers, e-mail addresses, URLs and serials are narrowed (NFKC).
"""

import re
import unicodedata
from datetime import date
from typing import Final

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from pydantic import HttpUrl, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from schemas.cleaning import DateError, parse_date, refusal, strip

_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―⁃−─━ーｰ﹘﹣－"), "-")
_CODE: Final = re.compile(r"[0-9A-Za-z]{5}")
_PHONE: Final = re.compile(
    r"(\+?[0-9(][0-9() -]*[0-9])(?:\s*\(?(?:内線|ext\.?)\s*:?\s*[0-9-]+\)?)?", re.IGNORECASE
)
_HTTP_START: Final = re.compile(r"https?://[^/\\\s]", re.IGNORECASE)
_HTTP_URL: Final = TypeAdapter(HttpUrl)


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
    """Read a date; raise where the value is none, or its year is out of range."""
    try:
        return parse_date(value)
    except DateError as error:
        raise PydanticCustomError(error.code, "not a date of an application") from error
