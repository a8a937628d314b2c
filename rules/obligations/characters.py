"""Characters in names, addresses and other texts that copying or a keyboard put there. 参考.

A name is never changed silently: the rules tell, and propose what was probably meant.
"""

from collections.abc import Iterator
from typing import Final

from rules.finding import Severity, Violation
from rules.obligations.rule import Now, rule
from rules.obligations.texts import meant, texts_of
from schemas.answer import TextKind
from schemas.application import AnyApplication
from schemas.characters import (
    has_unreadable,
    with_ideographs,
    with_narrow_digits,
    with_wide_kana,
    without_stray,
)
from schemas.suggestions import suggest_prose

_WRITTEN: Final = texts_of(TextKind.PROSE, TextKind.NAME, TextKind.ADDRESS)
_NAMES: Final = texts_of(TextKind.NAME, TextKind.ADDRESS)
_ADDRESSES: Final = texts_of(TextKind.ADDRESS)


@rule("unseen-characters", Severity.WARNING, "参考", each=_WRITTEN)
def every_letter_is_seen(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """A text has no characters that nobody sees."""
    if without_stray(text) != text:
        yield Violation(path, suggestion=meant(path, text, suggest_prose(text)))


@rule("radicals", Severity.WARNING, "参考", each=_WRITTEN)
def letters_are_no_radicals(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """A text has letters, not the radicals that look like them and come out of PDF files."""
    if with_ideographs(text) != text:
        yield Violation(path, suggestion=meant(path, text, suggest_prose(text)))


@rule("letters-lost", Severity.WARNING, "参考", each=_WRITTEN)
def every_letter_can_be_read(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """A text has no letter that was lost in copying, or that one computer alone can show."""
    if has_unreadable(text):
        yield Violation(path)


@rule("narrow-kana", Severity.NOTE, "参考", each=_NAMES)
def kana_are_full_width(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """Names and addresses are usually written in full-width kana."""
    if with_wide_kana(text) != text:
        yield Violation(path, suggestion=meant(path, text))


@rule("wide-digits", Severity.NOTE, "参考", each=_ADDRESSES)
def digits_are_half_width(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """The numbers of an address are easier to read in half-width digits."""
    if with_narrow_digits(text) != text:
        yield Violation(path, suggestion=meant(path, text))
