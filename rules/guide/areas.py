"""The areas, and the number that names a point of supply: its shape and its area. FAQ 5-2."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from rules.content import parse_content
from rules.guide.content import read

LENGTH: Final = 22
_GROUPS: Final = re.compile(r"(\d\d)" + r"(\d{4})" * 5)
_SEPARATORS: Final = re.compile(r"[\s\-‐‑‒–—―−─━ー・./_,]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyArea:
    """An area: the first two digits of its points' numbers, and its network operator."""

    digits: str
    name: str
    operator: str


@dataclass(frozen=True, slots=True)
class PointNumber:
    """A 供給（受電）地点特定番号: 22 digits; ``area`` is None where the first two name none."""

    digits: str
    area: SupplyArea | None

    @property
    def grouped(self) -> str:
        """Write it so that it can be compared by eye: two digits, then four by four."""
        return _GROUPS.sub(r"\1-\2-\3-\4-\5-\6", self.digits)


class PointNumberError(ValueError):
    """The text is no such number; it says in one line of Japanese why."""


@cache
def areas() -> dict[str, SupplyArea]:
    """Return the areas by the two digits, from north to south."""
    found = [parse_content(SupplyArea, area) for area in read("areas.toml")["area"]]
    return {area.digits: area for area in found}


def point_number(text: str) -> PointNumber:
    """Read a number as people write it, full-width or with separators.

    Raises:
        PointNumberError: other characters than digits are left, or there are not 22 digits.

    """
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if not digits:
        message = "供給（受電）地点特定番号（22桁の数字）を入力してください。"
        raise PointNumberError(message)
    if not (digits.isascii() and digits.isdigit()):
        message = "供給（受電）地点特定番号は22桁の数字です。数字以外の文字を削除してください。"
        raise PointNumberError(message)
    if len(digits) != LENGTH:
        lacking = LENGTH - len(digits)
        off = f"{lacking}桁不足しています" if lacking > 0 else f"{-lacking}桁超過しています"
        message = f"供給（受電）地点特定番号は22桁です。入力された番号は{len(digits)}桁で、{off}。"
        raise PointNumberError(message)
    return PointNumber(digits, areas().get(digits[:2]))
