"""Shapes of HTML that recur on pages and in the documents that are handed out."""

from collections.abc import Iterable, Sequence
from typing import Final

import htpy as h
from markupsafe import Markup

HEADINGS: Final[Sequence[h.Element]] = (h.h1, h.h2, h.h3, h.h4)
"""The headings, the one of level 1 first."""


def raw_text(element: h.Element, text: str) -> h.Element:
    """Fill a style or script element, whose text a browser reads as it is."""
    return element[Markup(text)]  # noqa: S704 - the text of these elements is no HTML


def list_items(lines: Iterable[h.Node]) -> list[h.Element]:
    """Return lines as the items of a list."""
    return [h.li[line] for line in lines]


def bullets(lines: Iterable[h.Node], style: str = "") -> h.Element | None:
    """Return lines as a list; None where there are none."""
    listed = list_items(lines)
    return h.ul(class_=style)[listed] if listed else None


def paragraphs(lines: Iterable[h.Node], style: str = "") -> list[h.Element]:
    """Return lines as paragraphs."""
    return [h.p(class_=style)[line] for line in lines]


def column_heads(*names: h.Node) -> h.Element:
    """Return the head of a table, with a name above each column."""
    return h.thead[h.tr[[h.th(scope="col")[name] for name in names]]]


def joined(parts: Iterable[str | h.Element]) -> Markup:
    """Return parts as one, already rendered.

    It is for tables of hundreds of cells: rendering a list of parts inside an element takes ten
    times as long, as Python 3.11 is slow to tell a list from what has ``__html__``.
    """
    return Markup().join(parts)
