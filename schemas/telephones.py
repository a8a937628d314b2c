"""Telephone numbers as people write them: with a label, a mark such as 代表, or an extension."""

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
_MAX_LENGTH: Final = 100
"""Characters with label and extension (an estimate); bounds the backtracking of the pattern."""
_BETWEEN: Final = re.compile(r"[/,、;・|\n]|または|又は|及び|および")  # two numbers in one field
_JAPAN: Final = "JP"
_CODE: Final = 81
_LENGTHS: Final = (
    (re.compile(r"00|010|0[34]0"), 0),
    (re.compile(r"0200"), 14),
    (re.compile(r"0[25-9]0"), 11),
    (re.compile(r"0"), 10),
)
"""The digits of a number by how it begins, as the numbering plan of 総務省 has it; 0 where any.

Geographic numbers, 0120, 0180, 0570 and 0990 have ten, 050 to 090 and 0800 eleven. Carriers (00)
and calls abroad (010) are dialled with numbers of any length; 030 and 040 are not assigned.
"""
_HYPHENATED: Final = re.compile(r"\(?0[0-9 .]*[-()]")


class Telephone(NamedTuple):
    """A telephone number: the full text, and the number alone (``03-1234-5678``)."""

    text: str
    main: str


def find_telephone(typed: str) -> Telephone | None:
    """Return the number in a text, in half-width with plain hyphens; None if there is none.

    A leading label is dropped; 代表, 直通 and an extension are kept.
    """
    text = plain_telephone(typed)
    main = _main(text)
    return Telephone(text, main) if main and _is_possible(main) else None


def plain_telephone(typed: str) -> str:
    """Return a text in half-width, with plain hyphens and without a leading label."""
    return _LABEL.sub("", strip(with_hyphens(narrow(with_hyphens(typed)))))


def has_several_telephones(typed: str) -> bool:
    """Return whether a text contains several numbers."""
    parts = _BETWEEN.split(strip(with_hyphens(narrow(with_hyphens(typed)))))
    return sum(find_telephone(part) is not None for part in parts) > 1


def lacks_zero(typed: str) -> bool:
    """Return whether a domestic number lacks its leading 0."""
    main = _main(plain_telephone(typed))
    return bool(main) and not _has_prefix(main) and _is_valid(f"0{main}")


def suggest_telephone(typed: str) -> str:
    """Return a Japanese number as 03-1234-5678, with the hyphens of its area.

    One whose area is set off already keeps its own hyphens or brackets; other text is unchanged.
    """
    text = plain_telephone(typed)
    main = _main(text)
    if not main or _HYPHENATED.match(main):
        return text
    number = _parsed(main if _has_prefix(main) else f"0{main}")
    if number is None or not phonenumbers.is_valid_number(number) or number.country_code != _CODE:
        return text
    form = phonenumbers.PhoneNumberFormat.NATIONAL
    return text.replace(main, phonenumbers.format_number(number, form), 1)


def is_assigned(telephone: Telephone) -> bool:
    """Return whether a number is valid in the numbering plan of its country."""
    return _is_valid(telephone.main)


def length_expected(telephone: Telephone) -> int:
    """Return how many digits a Japanese number must have; 0 if it has them, or is of abroad."""
    digits = re.sub(r"\D", "", telephone.main)
    if telephone.main.startswith("+"):
        if not digits.startswith("81"):
            return 0
        digits = "0" + digits.removeprefix("81").removeprefix("0")
    length = next(length for begins, length in _LENGTHS if begins.match(digits))
    return length if length and len(digits) != length else 0


def _main(text: str) -> str:
    """Return the number alone without marks and extension; empty if the text is not a number."""
    match = _NUMBER.fullmatch(text) if len(text) <= _MAX_LENGTH else None
    return match["main"] if match else ""


def _has_prefix(number: str) -> bool:
    """Return whether a number begins with +, 0 or (0, as a number that can be dialled does."""
    return number.startswith(("+", "0", "(0"))


def _is_possible(number: str) -> bool:
    """Return whether a number has a prefix, and a length that is possible in its country."""
    parsed = _parsed(number) if _has_prefix(number) else None
    return parsed is not None and phonenumbers.is_possible_number(parsed)


def _is_valid(number: str) -> bool:
    parsed = _parsed(number)
    return parsed is not None and phonenumbers.is_valid_number(parsed)


@lru_cache(maxsize=256)
def _parsed(number: str) -> phonenumbers.PhoneNumber | None:
    """Parse a number. Cached, as several rules check the same answer."""
    try:
        return phonenumbers.parse(number, _JAPAN)
    except phonenumbers.NumberParseException:
        return None
