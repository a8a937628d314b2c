"""Telephone numbers as people write them: with a label before, a mark or an extension beside."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

import phonenumbers

from schemas.characters import narrow, with_hyphens
from schemas.cleaning import strip

_LABEL: Final = re.compile(
    r"^(?:(?:tel(?:ephone)?|phone|電話(?:番号)?|☎️?|☏|📞|📱)\s*[:.]?\s*)+", re.IGNORECASE
)
_MARK: Final = r"\(?\s*(?:大代表|代表|代|直通|直|携帯)\s*\)?\s*:?"
_EXTENSION: Final = r"\(?\s*(?:内線?|ext(?:ension)?\.?)\s*:?\s*[0-9-]+\s*\)?"
_NUMBER: Final = re.compile(
    rf"(?:{_MARK}\s*)?(?P<main>\+?[0-9(][0-9() .-]*[0-9])(?:\s*(?:{_MARK}|{_EXTENSION}))*",
    re.IGNORECASE,
)
_LONGEST: Final = 100
"""No number is longer with all that stands beside it; the pattern would cost much time then."""
_BETWEEN: Final = re.compile(r"[/,、;・|\n]|または|又は|及び|および")
_JAPAN: Final = "JP"
_HYPHENATED: Final = re.compile(r"[-()]")


class Telephone(NamedTuple):
    """A telephone number: as it is kept, and of that the number itself (``03-1234-5678``)."""

    text: str
    main: str


def find_telephone(typed: str) -> Telephone | None:
    """Return the number that was typed, narrow and with plain hyphens; None where there is none.

    The label before it is dropped; 代表 and 直通 beside it, and an extension, are kept.
    """
    text = plain_telephone(typed)
    main = _main(text)
    return Telephone(text, main) if main and _is_possible(main) else None


def plain_telephone(typed: str) -> str:
    """Return what was typed narrow, with plain hyphens and without a label before it."""
    return _LABEL.sub("", strip(with_hyphens(narrow(with_hyphens(typed)))))


def has_several_telephones(typed: str) -> bool:
    """Return whether several numbers were typed."""
    parts = _BETWEEN.split(strip(with_hyphens(narrow(with_hyphens(typed)))))
    return sum(find_telephone(part) is not None for part in parts) > 1


def lacks_zero(typed: str) -> bool:
    """Return whether a domestic number was typed without the 0 that it begins with."""
    main = _main(plain_telephone(typed))
    return bool(main) and not _is_begun(main) and _is_valid(f"0{main}")


def hyphenated(typed: str) -> str:
    """Return a number with the hyphens of its area, and the 0 before it; as it is without one."""
    text = plain_telephone(typed)
    main = _main(text)
    if not main or main.startswith("+") or (_is_begun(main) and _HYPHENATED.search(main)):
        return text
    number = _parsed(main if _is_begun(main) else f"0{main}")
    if number is None or not phonenumbers.is_valid_number(number):
        return text
    form = phonenumbers.PhoneNumberFormat.NATIONAL
    return text.replace(main, phonenumbers.format_number(number, form), 1)


def is_assigned(telephone: Telephone) -> bool:
    """Return whether a number is one that its country's numbering plan has."""
    return _is_valid(telephone.main)


def _main(text: str) -> str:
    """Return the number itself of a text, empty where it is none."""
    match = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    return match["main"] if match else ""


def _is_begun(number: str) -> bool:
    """Return whether a number begins as one that can be dialled does."""
    return number.startswith(("+", "0", "(0"))


def _is_possible(number: str) -> bool:
    """Return whether a number begins like one, with a length that its country knows."""
    found = _parsed(number) if _is_begun(number) else None
    return found is not None and phonenumbers.is_possible_number(found)


def _is_valid(number: str) -> bool:
    found = _parsed(number)
    return found is not None and phonenumbers.is_valid_number(found)


@lru_cache(maxsize=256)
def _parsed(number: str) -> phonenumbers.PhoneNumber | None:
    """Read a number; one answer is looked at by several rules."""
    try:
        return phonenumbers.parse(number, _JAPAN)
    except phonenumbers.NumberParseException:
        return None
