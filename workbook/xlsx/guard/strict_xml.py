"""The XML of a workbook's parts: parsed strictly; what is damaged is refused, never mended."""

import math
import re
from collections.abc import Iterator
from typing import Any, Final, NoReturn, Protocol, TypeVar

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from workbook.xlsx.guard.refusals import Refusal

SPREADSHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MAIN: Final = f"{{{SPREADSHEET}}}"

_COUNT: Final = re.compile(r"[0-9]{1,9}")
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?")
_Thing = TypeVar("_Thing")
_TRUTHS: Final = {"1": True, "true": True, "0": False, "false": False}


class Element(Protocol):
    """As much of an XML element as reading needs."""

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
        """Return the elements right inside it, of these names if any are named."""

    def __iter__(self) -> Iterator["Element"]:
        """Return the elements right inside it."""

    def __len__(self) -> int:
        """Count the elements right inside it."""


class Path:
    """A path through the spreadsheet namespace, ``m:row/m:c``, made ready once."""

    def __init__(self, path: str) -> None:
        """Prepare the path."""
        self._xpath = etree.XPath(path, namespaces={"m": SPREADSHEET}, smart_strings=False)

    def elements(self, start: Element) -> list[Element]:
        """Return the elements at the end of the path, in the order of the document."""
        found: list[Element] = self._xpath(start)
        return found


def refuse(reason: str) -> NoReturn:
    """Refuse a damaged workbook; the reason is for who looks into it, not for who sent it.

    Raises:
        UnreadableError: always.

    """
    error = Refusal.DAMAGED.error()
    error.add_note(reason)
    raise error


def strict_parser(**options: bool) -> Any:  # noqa: ANN401 - lxml has no types
    """Return a parser that follows no reference and mends nothing; ``options`` are lxml's."""
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
    """Parse a part and return its outermost element.

    Raises:
        UnreadableError: it is damaged.

    """
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        refuse(f"no XML: {error}")


def parse(content: bytes, root: str) -> Element:
    """Parse a part whose outermost element must be ``root``."""
    element: Element = root_of(content)
    if element.tag != root:
        refuse(f"{element.tag} where {root} should be")
    return element


def only(things: Iterator[_Thing]) -> _Thing | None:
    """Return the one thing there may be."""
    first = next(things, None)
    if next(things, None) is not None:
        refuse(f"two where one may be: {first}")
    return first


def text_of(element: Element) -> str:
    """Return the text of an element that holds nothing else."""
    if len(element):
        refuse(f"elements inside the text of {element.tag}")
    return element.text or ""


def count_of(text: str | None) -> int:
    """Read a number that counts or points: digits and nothing else."""
    if text is None or not _COUNT.fullmatch(text):
        refuse(f"no count: {text}")
    return int(text)


def number_of(text: str) -> float:
    """Read a number, as long as it is finite."""
    number = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(number):
        refuse(f"no number: {text}")
    return number


def truth_of(text: str | None, *, default: bool = False) -> bool:
    """Read a truth value as XML writes it."""
    if text is None:
        return default
    if text not in _TRUTHS:
        refuse(f"no truth value: {text}")
    return _TRUTHS[text]
