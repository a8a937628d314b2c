"""What was probably meant by a text that was typed: a suggestion that a person may take."""

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
from schemas.hosts import meant_host
from schemas.mail_addresses import meant_mail_address
from schemas.postal_addresses import completed
from schemas.serials import meant_serial
from schemas.telephones import hyphenated
from schemas.web_addresses import host_of, meant_web_address

CODE_LENGTH: Final = 5
_FIVE_DIGITS: Final = re.compile(f"[0-9]{{{CODE_LENGTH}}}")
_LOOKALIKES: Final = str.maketrans("OoIl", "0011")


def suggestion(entry: Entry, typed: object, meant: str = "") -> str:
    """Return what was probably meant by an answer; empty where that is what was typed, or unsure.

    It is ``meant``, or what the kind of the text says, and an answer that the schema accepts as it
    stands.
    """
    if not isinstance(typed, str) or entry.text_kind is None:
        return ""
    meant = meant or _MEANT[entry.text_kind](typed)
    return meant if meant != typed and _is_accepted(entry, meant) else ""


def with_zeros(path: str, digits: str) -> str:
    """Return what a number was before a spreadsheet took the zeros that it began with."""
    entry = ENTRIES[column(path)]
    is_code = entry.text_kind is TextKind.CODE
    return suggestion(entry, digits, digits.zfill(CODE_LENGTH) if is_code else "")


def _is_accepted(entry: Entry, text: str) -> bool:
    try:
        return bool(text) and bool(entry.adapter.validate_python(text) == text)
    except ValidationError:
        return False


def meant_prose(text: str) -> str:
    """Return a text in its own letters; empty where one of them is lost."""
    return "" if has_unreadable(text) else with_ideographs(without_stray(text))


def meant_name(text: str) -> str:
    """Return a name in its own letters, with full-width kana."""
    return with_wide_kana(meant_prose(text))


def meant_address(text: str) -> str:
    """Return a postal address in its own letters, whole, with half-width digits."""
    return completed(with_narrow_digits(meant_name(text)))


def meant_code(text: str) -> str:
    """Return a code of digits, with 0 and 1 for the letters that look like them; empty if none."""
    code = strip(narrow(text)).translate(_LOOKALIKES)
    return code if _FIVE_DIGITS.fullmatch(code) else ""


def meant_page(text: str) -> str:
    """Return the web address that was meant, with an ending that exists."""
    meant = meant_web_address(text)
    host = host_of(meant)
    return meant.replace(host, meant_host(host), 1) if host else meant


_MEANT: Final[Mapping[TextKind, Callable[[str], str]]] = {
    TextKind.PROSE: meant_prose,
    TextKind.NAME: meant_name,
    TextKind.ADDRESS: meant_address,
    TextKind.CODE: meant_code,
    TextKind.PHONE: hyphenated,
    TextKind.SERIAL: meant_serial,
    TextKind.MAIL: meant_mail_address,
    TextKind.WEB: meant_page,
}
