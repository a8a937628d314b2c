"""Suggestions: the answer that was probably intended, for a person to accept or ignore."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from pydantic import ValidationError

from schemas.answer import TextKind
from schemas.catalogue import ENTRIES, Entry, column
from schemas.characters import (
    has_unreadable,
    narrow,
    with_ideographs,
    with_narrow_digits,
    with_wide_kana,
    without_stray,
)
from schemas.cleaning import strip
from schemas.hosts import suggest_host
from schemas.mail_addresses import suggest_mail_address
from schemas.postal_addresses import complete_address, missing_end
from schemas.serials import suggest_serial
from schemas.telephones import suggest_telephone
from schemas.web_addresses import host_of, suggest_web_address

CODE_LENGTH: Final = 5
_FIVE_DIGITS: Final = re.compile(f"[0-9]{{{CODE_LENGTH}}}")
_LOOKALIKES: Final = str.maketrans("OoIl", "0011")


def suggestion(entry: Entry, typed: object, candidate: str = "") -> str:
    """Return a suggestion for a typed answer; empty if unsure or equal to what was typed.

    It is ``candidate``, or by default derived from the kind of the text. Only a value that the
    schema accepts unchanged is suggested.
    """
    if not isinstance(typed, str) or entry.text_kind is None:
        return ""
    candidate = candidate or _SUGGESTERS[entry.text_kind](typed)
    return candidate if candidate != typed and _is_accepted(entry, candidate) else ""


def with_zeros(path: str, digits: str) -> str:
    """Return a number with the leading zeros that a spreadsheet has dropped."""
    entry = ENTRIES[column(path)]
    is_code = entry.text_kind is TextKind.CODE
    return suggestion(entry, digits, digits.zfill(CODE_LENGTH) if is_code else "")


def _is_accepted(entry: Entry, text: str) -> bool:
    try:
        return bool(text) and bool(entry.adapter.validate_python(text) == text)
    except ValidationError:
        return False


def suggest_prose(text: str) -> str:
    """Return a text without copying artefacts; empty if a character is lost."""
    return "" if has_unreadable(text) else with_ideographs(without_stray(text))


def suggest_name(text: str) -> str:
    """Return a name without copying artefacts, with full-width kana."""
    return with_wide_kana(suggest_prose(text))


def suggest_address(text: str) -> str:
    """Return a complete postal address without copying artefacts, with half-width digits.

    Empty where its end is missing: the address is not complete then.
    """
    address = complete_address(with_narrow_digits(suggest_name(text)))
    return "" if missing_end(address) else address


def suggest_code(text: str) -> str:
    """Return a five-digit code, with similar letters replaced by 0 and 1; else empty."""
    code = strip(narrow(text)).translate(_LOOKALIKES)
    return code if _FIVE_DIGITS.fullmatch(code) else ""


def suggest_page(text: str) -> str:
    """Return the web address that was probably intended, with a known suffix."""
    address = suggest_web_address(text)
    host = host_of(address)
    return address.replace(host, suggest_host(host), 1) if host else address


_SUGGESTERS: Final[Mapping[TextKind, Callable[[str], str]]] = {
    TextKind.PROSE: suggest_prose,
    TextKind.NAME: suggest_name,
    TextKind.ADDRESS: suggest_address,
    TextKind.CODE: suggest_code,
    TextKind.PHONE: suggest_telephone,
    TextKind.SERIAL: suggest_serial,
    TextKind.MAIL: suggest_mail_address,
    TextKind.WEB: suggest_page,
}
