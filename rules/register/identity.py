"""Identity: what counts as the same company, person or certificate. FAQ 3-6, 3-7."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from schemas.characters import narrow
from schemas.serials import serial_key, serial_number

_FORMS_OF_COMPANY: Final = {"(株)": "株式会社", "(有)": "有限会社", "(同)": "合同会社"}
_KEPT: Final = 10_000  # so many names and serials are compared once: those of a thousand businesses
_VARIANTS: Final = str.maketrans(
    "髙﨑𠮷濵濱邊邉齋齊斎澤廣德瀨桒栁槗眞嶋嶌惠櫻國黑會淺彌曾鄕增鷗",
    "高崎吉浜浜辺辺斉斉斉沢広徳瀬桑柳橋真島島恵桜国黒会浅弥曽郷増鴎",
)
"""Letters of names beside the common letter that many systems write for them."""


@lru_cache(maxsize=_KEPT)
def company_key(name: str) -> str:
    """Return what is equal for the same name of a company: NFKC, no spaces, ㈱ as 株式会社."""
    key = "".join(unicodedata.normalize("NFKC", name).split()).casefold()
    for short, whole in _FORMS_OF_COMPANY.items():
        key = key.replace(short, whole)
    return key


@lru_cache(maxsize=_KEPT)
def person_key(name: str) -> str:
    """Return what is equal for the same name of a person: NFKC, no spaces."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def suggest_person(name: str, known: Iterable[str]) -> str:
    """Return the one known name that differs in variants of letters (髙, 高); empty if none."""
    key = person_key(name).translate(_VARIANTS)
    similar = [one for one in known if person_key(one).translate(_VARIANTS) == key]
    return similar[0] if len(similar) == 1 else ""


@lru_cache(maxsize=_KEPT)
def serial_text(serial: str) -> str:
    """Return a serial as the register writes it: hexadecimal in capitals, no zeros before it."""
    number = serial_number(serial)
    return f"{number:X}" if number is not None else str(serial_key(serial)).upper()


def suggest_serial(serial: str, known: Iterable[str]) -> str:
    """Return the known serial that a number in decimal digits stands for; empty if none."""
    digits = narrow(serial).strip()
    if not (digits.isascii() and digits.isdigit()):
        return ""
    other = f"{int(digits):X}"
    return other if other in set(known) else ""


def is_same_group(code: str, other: str) -> bool:
    """Return whether two codes may be of one company: they share their first four characters."""
    return code[:4].upper() == other[:4].upper()


def group_key(code: str, name: str) -> tuple[str, str]:
    """Return what the codes of one company share: their first four characters, and the name."""
    return code[:4].upper(), company_key(name)
