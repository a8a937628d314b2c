"""Postal codes and prefectures of addresses, by the data of Japan Post. 参考.

The data are as old as their package: what they lack may be new.
"""

import re
from collections.abc import Iterator
from typing import Final

from rules.finding import Severity, Violation
from rules.obligations.rule import Now, rule
from rules.obligations.texts import meant, texts_of
from schemas.answer import TextKind
from schemas.application import AnyApplication
from schemas.postal_addresses import complete_address, names_another_place, places, split_code

_ADDRESSES: Final = texts_of(TextKind.ADDRESS)
_NUMBER: Final = re.compile(
    "[0-9０-９①-⑳]|[〇一二三四五六七八九十百千]+(?:丁目|番|号|条|線|地割|区画|の|ノ)"
)
"""A number of a plot or a building; one in a place's name, as in 三重県 and 八王子市, is none."""


@rule("address-incomplete", Severity.NOTE, "参考", each=_ADDRESSES)
def address_is_whole(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """An address has its postal code and its prefecture."""
    if complete_address(text) != text:
        yield Violation(path, suggestion=meant(path, text))


@rule("address-missing", Severity.ERROR, "参考", each=_ADDRESSES)
def address_is_more_than_its_code(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """A postal code alone is no address."""
    code, rest = split_code(text)
    if code and not rest.strip():
        yield Violation(path)


@rule("address-without-number", Severity.WARNING, "参考", each=_ADDRESSES)
def address_has_a_number(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """An address goes on to the number of its plot or building, as nearly every one has."""
    _, rest = split_code(text)
    if rest.strip() and not _NUMBER.search(rest):
        yield Violation(path)


@rule("postal-code-elsewhere", Severity.WARNING, "参考", each=_ADDRESSES)
def postal_code_is_of_the_place(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """The postal code stands for the place that the address names."""
    if names_another_place(text):
        code, _ = split_code(text)
        named = "、".join("".join(place) for place in places(code)[:3])
        yield Violation(path, {"code": code, "place": named})


@rule("postal-code-unknown", Severity.NOTE, "参考", each=_ADDRESSES)
def postal_code_exists(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """The postal code is in the data."""
    code, _ = split_code(text)
    if code and not places(code):
        yield Violation(path, {"code": code})
