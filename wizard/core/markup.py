"""HTML markup shared by pages and generated documents."""

from collections.abc import Iterable, Sequence
from typing import Final

import htpy as h
from markupsafe import Markup

HEADINGS: Final[Sequence[h.Element]] = (h.h1, h.h2, h.h3, h.h4)
"""The heading elements, starting at level 1."""


def raw_text(element: h.Element, text: str) -> h.Element:
    """Return a style or script element with text that is not escaped."""
    return element[Markup(text)]  # noqa: S704 - the text of these elements is not HTML


def list_items(lines: Iterable[h.Node]) -> list[h.Element]:
    """Return lines as list items."""
    return [h.li[line] for line in lines]


def bullets(lines: Iterable[h.Node], style: str = "") -> h.Element | None:
    """Return lines as a list, or None if there are none."""
    listed = list_items(lines)
    return h.ul(class_=style)[listed] if listed else None


def paragraphs(lines: Iterable[h.Node], style: str = "") -> list[h.Element]:
    """Return lines as paragraphs."""
    return [h.p(class_=style)[line] for line in lines]


def column_heads(*names: h.Node) -> h.Element:
    """Return the header row of a table."""
    return h.thead[h.tr[[h.th(scope="col")[name] for name in names]]]


def wide_table(name: str, heads: Sequence[str], rows: Iterable[Sequence[h.Node]]) -> h.Element:
    """Return a table with a name; on a narrow page each row is a card, its heads beside the cells.

    The first cell of a row is its head.
    """
    body = [
        h.tr[
            h.th(scope="row", data_head=heads[0])[first],
            [h.td(data_head=head)[cell] for head, cell in zip(heads[1:], cells, strict=True)],
        ]
        for first, *cells in rows
    ]
    table = h.table(".mk-wide", aria_label=name)[column_heads(*heads), h.tbody[body]]
    return h.div(".mk-taken", role="region", tabindex="0", aria_label=name)[table]


def joined(parts: Iterable[str | h.Element]) -> Markup:
    """Return parts concatenated and rendered.

    For tables of hundreds of cells: rendering a list inside an element takes ten times as long, as
    Python 3.11 is slow in checking a list for ``__html__``.
    """
    return Markup().join(parts)
