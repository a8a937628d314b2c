"""The supply areas, and the format and area of a supply point number. FAQ 5-2."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from rules.content import parse_content, read_data

LENGTH: Final = 22
_GROUPS: Final = re.compile(r"(\d\d)" + r"(\d{4})" * 5)  # 22 digits: the area, then groups of four
_SEPARATORS: Final = re.compile(r"[\s\-‐‑‒–—―−─━ー・./_,]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyArea:
    """An area: the first two digits of its point numbers, and its network operator."""

    digits: str
    name: str
    operator: str


@dataclass(frozen=True, slots=True)
class PointNumber:
    """A 供給（受電）地点特定番号: 22 digits; ``area`` is None if the first two are unknown."""

    digits: str
    area: SupplyArea | None

    @property
    def grouped(self) -> str:
        """The number in readable groups: two digits, then groups of four."""
        return _GROUPS.sub(r"\1-\2-\3-\4-\5-\6", self.digits)


class PointNumberError(ValueError):
    """Raised for an invalid point number; the message is one line of Japanese."""


@cache
def areas() -> dict[str, SupplyArea]:
    """Return the areas by their two digits, from north to south."""
    tables = read_data("guide/areas.toml")["area"]
    return {table["digits"]: parse_content(SupplyArea, table) for table in tables}


def point_number(text: str) -> PointNumber:
    """Parse a point number, which may be full-width or have separators.

    Raises PointNumberError if there are other characters, or not 22 digits.
    """
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if not digits:
        raise PointNumberError("供給（受電）地点特定番号（22桁の数字）を入力してください。")
    if not (digits.isascii() and digits.isdigit()):
        message = "供給（受電）地点特定番号は22桁の数字です。数字以外の文字を削除してください。"
        raise PointNumberError(message)
    if len(digits) != LENGTH:
        missing = LENGTH - len(digits)
        difference = f"{missing}桁不足しています" if missing > 0 else f"{-missing}桁超過しています"
        raise PointNumberError(
            f"供給（受電）地点特定番号は22桁です。入力された番号は{len(digits)}桁で、{difference}。"
        )
    return PointNumber(digits, areas().get(digits[:2]))
