"""Strict parsing of a workbook's XML: damaged parts are rejected, never repaired."""

import math
import re
from collections.abc import Iterator
from typing import Any, Final, NoReturn, Protocol, TypeVar

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from workbook.xlsx.guard.refusals import Refusal

SPREADSHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MAIN: Final = f"{{{SPREADSHEET}}}"

_COUNT: Final = re.compile(r"[0-9]{1,9}")
_LENIENT_COUNT: Final = re.compile(r"\s*([0-9]{1,18})\s*")
"""Digits (an estimate): more than any length in English Metric Units."""
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?")
_Item = TypeVar("_Item")
_TRUTHS: Final = {"1": True, "true": True, "0": False, "false": False}


class Element(Protocol):
    """The part of lxml's element interface that readers use."""

    @property
    def tag(self) -> str:
        """Its name, with the namespace in braces."""

    @property
    def text(self) -> str | None:
        """The text before its first child."""

    def get(self, name: str, /) -> str | None:
        """Return an attribute."""

    def getparent(self) -> "Element":
        """Return the element around it."""

    def iterchildren(self, *tags: str) -> Iterator["Element"]:
        """Return the child elements, optionally only those with some names."""

    def __iter__(self) -> Iterator["Element"]:
        """Return the child elements."""

    def __len__(self) -> int:
        """Return the number of child elements."""


class Path:
    """A compiled XPath with the prefix ``m`` for the spreadsheet namespace: ``m:row/m:c``."""

    def __init__(self, path: str) -> None:
        self._xpath = etree.XPath(path, namespaces={"m": SPREADSHEET}, smart_strings=False)

    def elements(self, start: Element) -> list[Element]:
        """Return the matching elements, in document order."""
        matches: list[Element] = self._xpath(start)
        return matches


def refuse(reason: str) -> NoReturn:
    """Reject a damaged workbook; ``reason`` is a note for developers, not shown to the user.

    Always raises UnreadableError.
    """
    error = Refusal.DAMAGED.error()
    error.add_note(reason)
    raise error


def strict_parser(**options: bool) -> Any:  # noqa: ANN401 - lxml has no types
    """Return a parser that follows no references and repairs nothing; ``options`` are lxml's."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=False,
        collect_ids=False,
        **options,
    )


_PARSER: Final = strict_parser(remove_comments=True, remove_pis=True)


def root_of(content: bytes, parser: Any = _PARSER) -> Any:  # noqa: ANN401 - as above
    """Parse a part and return its root element."""
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        refuse(f"no XML: {error}")


def parse(content: bytes, root: str) -> Element:
    """Parse a part whose root element must be ``root``."""
    element: Element = root_of(content)
    if element.tag != root:
        refuse(f"{element.tag} where {root} should be")
    return element


def only(items: Iterator[_Item]) -> _Item | None:
    """Return the only item, or None if there is none; reject more than one."""
    first = next(items, None)
    if next(items, None) is not None:
        refuse(f"two where one may be: {first}")
    return first


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def text_of(element: Element) -> str:
    """Return the text of an element without child elements."""
    if len(element):
        refuse(f"elements inside the text of {element.tag}")
    return element.text or ""


def count_of(text: str | None) -> int:
    """Parse a count or index: digits only."""
    if text is None or not _COUNT.fullmatch(text):
        refuse(f"no count: {text}")
    return int(text)


def count_or_zero(text: str | None) -> int:
    """Return a count or index, 0 for anything else: of what concerns only the display."""
    match = _LENIENT_COUNT.fullmatch(text or "")
    return int(match[1]) if match else 0


def number_of(text: str) -> float:
    """Parse a finite number."""
    number = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(number):
        refuse(f"no number: {text}")
    return number


def truth_of(text: str | None) -> bool:
    """Parse an XML boolean; what is not written is false."""
    if text is None:
        return False
    if text not in _TRUTHS:
        refuse(f"no truth value: {text}")
    return _TRUTHS[text]
