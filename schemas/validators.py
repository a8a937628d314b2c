"""Validators of the answers: each returns the cleaned value or raises with the problem code.

Names and addresses lose only surrounding spaces: 髙, 﨑, 𠮷, ㈱ and half-width kana stay. Codes,
phone numbers, e-mail addresses, URLs and serials are normalised (NFKC) and lose invisible
characters.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from pydantic_core import PydanticCustomError

from schemas.answer import Choices
from schemas.characters import narrow, without_unseen
from schemas.cleaning import refusal, strip
from schemas.days import DateError, parse_date
from schemas.hosts import is_publicly_reachable
from schemas.mail_addresses import has_several_addresses, is_mail_address, plain_mail_address
from schemas.serials import is_identifier, is_rounded, serial_number
from schemas.telephones import find_telephone, has_several_telephones, lacks_zero
from schemas.web_addresses import host_of, is_web_address, plain_web_address

_CODE: Final = re.compile(r"[0-9A-Za-z]{5}")  # a 事業者コード


def several_lines(text: str) -> str:
    """Clean a text that may have line breaks; raise if a cell cannot hold it."""
    text = strip(text)
    if code := refusal(text):
        raise PydanticCustomError(code, "text that a cell cannot hold")
    return text


def one_line(text: str) -> str:
    """Clean a text of one line; raise if a cell cannot hold it or it has a line break."""
    text = several_lines(text)
    if "\n" in text:
        raise PydanticCustomError("line-break", "line break in a one-line answer")
    return text


def narrowed(text: str) -> str:
    """Clean a text of one line: half-width (NFKC), without invisible characters."""
    return one_line(narrow(one_line(text)))


def business_code(text: str) -> str:
    """Clean a 事業者コード: five characters, digits or Latin letters (ERR_20250)."""
    text = narrowed(text)
    if not _CODE.fullmatch(text):
        raise PydanticCustomError("code-shape", "not five characters")
    return text


def serial(text: str) -> str:
    """Clean a serial; zeros and separators stay as the certificate shows them."""
    text = narrowed(text)
    if is_rounded(text):
        raise PydanticCustomError("digits-lost", "rounded by a spreadsheet", {"shown": text})
    if serial_number(text) is None and not is_identifier(text):
        raise PydanticCustomError("serial-shape", "not a serial")
    return text


def phone(text: str) -> str:
    """Clean a phone number: half-width, plain hyphens; 代表 and an extension stay."""
    text = several_lines(text)
    if (telephone := find_telephone(text)) is not None:
        return one_line(telephone.text)
    if has_several_telephones(text):
        raise PydanticCustomError("phone-several", "several phone numbers")
    if lacks_zero(text):
        raise PydanticCustomError("phone-without-zero", "no area code")
    raise PydanticCustomError("phone-shape", "not a phone number")


def email(text: str) -> str:
    """Clean an e-mail address; no server is contacted."""
    text = several_lines(text)
    if is_mail_address(plain := plain_mail_address(text)):
        return plain
    if has_several_addresses(text):
        raise PydanticCustomError("email-several", "several e-mail addresses")
    raise PydanticCustomError("email-shape", "not an e-mail address")


def url(text: str) -> str:
    """Clean a web address: http:// or https://, on a public host."""
    text = plain_web_address(several_lines(text))
    if not is_web_address(text):
        raise PydanticCustomError("url-shape", "not a web address")
    if not is_publicly_reachable(host_of(text)):
        raise PydanticCustomError("url-unreachable", "an address of one's own network")
    return text


def day(value: object) -> date:
    """Parse a date; raise if the value is not a date or its year is out of range."""
    try:
        return parse_date(value)
    except DateError as error:
        details = {"weekday": error.weekday} if error.weekday else None
        raise PydanticCustomError(error.code, "not a date of an application", details) from error


def choice(choices: Choices) -> Callable[[object], object]:
    """Return a validator that also accepts the Japanese label of a value (追加 for ``add``).

    Messages show the labels, and pasted rows contain them.
    """

    def to_value(given: object) -> object:
        return choices.value(strip(without_unseen(given))) if isinstance(given, str) else given

    return to_value
