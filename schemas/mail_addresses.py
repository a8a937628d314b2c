"""Addresses of mail as people write and copy them."""

import re
from typing import Final

from email_validator import EmailNotValidError, validate_email

from schemas.characters import narrow, with_hyphens
from schemas.cleaning import strip
from schemas.hosts import meant_domain

_WRAPPED: Final = re.compile(r"(?:mailto:)?<?(?:mailto:)?([^<>\s]*)>?", re.IGNORECASE)
_ADDRESS: Final = re.compile(
    r"(?<!\w)[A-Za-z0-9][A-Za-z0-9.!#$%&'*+=?^_`{|}~-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
_AT: Final = re.compile(r"\s*(?:@+|[(\[]\s*(?:at|アット(?:マーク)?)\s*[)\]])\s*", re.IGNORECASE)
_DOT: Final = re.compile(r"(?<=[A-Za-z0-9])\s*[。、，,．・·.]\s*(?=[A-Za-z0-9])")
_SEVERAL: Final = 2
_LONGEST: Final = 1_000
"""In longer texts no address is looked for: the patterns would cost much time."""


def plain_mail_address(typed: str) -> str:
    """Return an address narrow, without ``mailto:`` and the brackets that mail programs add."""
    text = strip(narrow(typed))
    match = _WRAPPED.fullmatch(text)
    return match[1] if match else text


def is_mail_address(text: str) -> bool:
    """Return whether a text is one address of mail, in ASCII as every server takes it."""
    if not text.isascii():
        return False
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def has_several_addresses(typed: str) -> bool:
    """Return whether several addresses were typed."""
    return len(typed) <= _LONGEST and len(_ADDRESS.findall(_AT.sub("@", narrow(typed)))) >= _SEVERAL


def meant_mail_address(typed: str) -> str:
    """Return the one address that was probably meant; empty where none, or several, can be."""
    text = _AT.sub("@", with_hyphens(narrow(typed))) if len(typed) <= _LONGEST else ""
    found = _ADDRESS.findall(_DOT.sub(".", text))
    if len(found) != 1 or text.count("@") != 1:
        return ""
    local, _, domain = str(found[0]).rpartition("@")
    address = f"{local}@{meant_domain(domain)}"
    return address if is_mail_address(address) else ""
