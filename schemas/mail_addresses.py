"""E-mail addresses as people write and copy them."""

import re
from typing import Final

from email_validator import EmailNotValidError, validate_email

from schemas.characters import narrow, with_hyphens
from schemas.cleaning import strip
from schemas.hosts import suggest_domain

_WRAPPED: Final = re.compile(r"(?:mailto:)?<?(?:mailto:)?([^<>\s]*)>?", re.IGNORECASE)
"""<mailto:a@example.jp>."""
_ADDRESS: Final = re.compile(
    r"(?<!\w)[A-Za-z0-9][A-Za-z0-9.!#$%&'*+=?^_`{|}~-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
_AT: Final = re.compile(r"\s*(?:@+|[(\[]\s*(?:at|アット(?:マーク)?)\s*[)\]])\s*", re.IGNORECASE)
_DOT: Final = re.compile(r"(?<=[A-Za-z0-9])\s*[。、，,．・·.]\s*(?=[A-Za-z0-9])")
"""The 。 of example。jp."""
_MIN_SEVERAL: Final = 2
_MAX_LENGTH: Final = 1_000
"""Characters (an estimate); longer texts are not searched, to bound the time of the patterns."""


def plain_mail_address(typed: str) -> str:
    """Return an address in half-width, without the ``mailto:`` and brackets of mail programs."""
    text = strip(narrow(typed))
    match = _WRAPPED.fullmatch(text)
    return match[1] if match else text


def is_mail_address(text: str) -> bool:
    """Return whether a text is one e-mail address, in ASCII so that every server accepts it."""
    if not text.isascii():
        return False
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def has_several_addresses(typed: str) -> bool:
    """Return whether a text contains several e-mail addresses."""
    return (
        len(typed) <= _MAX_LENGTH
        and len(_ADDRESS.findall(_AT.sub("@", narrow(typed)))) >= _MIN_SEVERAL
    )


def suggest_mail_address(typed: str) -> str:
    """Return the address that was probably intended; empty if there is none or more than one."""
    text = _AT.sub("@", with_hyphens(narrow(typed))) if len(typed) <= _MAX_LENGTH else ""
    addresses = _ADDRESS.findall(_DOT.sub(".", text))
    if len(addresses) != 1 or text.count("@") != 1:
        return ""
    local, _, domain = str(addresses[0]).rpartition("@")
    address = f"{local}@{suggest_domain(domain)}"
    return address if is_mail_address(address) else ""
