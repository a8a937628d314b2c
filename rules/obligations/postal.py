"""Postal codes and prefectures of addresses, by the data of Japan Post. 参考.

The data are as old as their package: what they lack may be new.
"""

from collections.abc import Iterator
from typing import Final

from rules.finding import Severity, Violation
from rules.obligations.messages import words
from rules.obligations.rule import Now, rule
from rules.obligations.texts import meant, texts_of
from schemas.answer import TextKind
from schemas.application import AnyApplication
from schemas.postal_addresses import (
    missing_end,
    missing_parts,
    names_another_place,
    places,
    split_code,
)

_ADDRESSES: Final = texts_of(TextKind.ADDRESS)


@rule("address-incomplete", Severity.NOTE, "参考", each=_ADDRESSES)
def address_is_whole(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """An address has its postal code and its prefecture, where the data know its town."""
    if lacking := missing_parts(text):
        named = "と".join(words()["lacking"][part] for part in lacking)
        yield Violation(path, {"lacking": named}, meant(path, text))


@rule("address-missing", Severity.ERROR, "参考", each=_ADDRESSES)
def address_is_more_than_its_code(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """A postal code alone is no address."""
    code, rest = split_code(text)
    if code and not rest.strip():
        yield Violation(path)


@rule("address-without-number", Severity.WARNING, "参考", each=_ADDRESSES)
def address_goes_beyond_its_town(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """An address that the data know goes on after its town."""
    if lacking := missing_end(text):
        yield Violation(path, {"lacking": words()["lacking"][lacking]})


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
