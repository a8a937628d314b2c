"""Check boxes in a sheet's VML drawing, which need not be well-formed XML: found in its bytes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from workbook.patching.tags import ATTRIBUTES, Edit

_SHAPE: Final = re.compile(rb"<(?:[\w.-]+:)?shape(?=\s)(%b)>" % ATTRIBUTES)
_NUMBER: Final = re.compile(rb"""\s(?:id|[\w.-]+:spid)\s*=\s*["']_x0000_s([0-9]{1,9})["']""")
_CLIENT: Final = re.compile(
    rb"""<([\w.-]+:)?ClientData\s[^<>]*?\bObjectType\s*=\s*["']Checkbox["'][^<>]*>""",
    re.IGNORECASE,
)
_ANCHOR: Final = re.compile(rb"<(?:[\w.-]+:)?Anchor\s*>([^<]{15,300})<")
_CHECKED: Final = re.compile(rb"<(?:[\w.-]+:)?Checked\s*(?:/>|>([^<]{0,20})</[^<>]*>)")
_LINK: Final = re.compile(rb"<(?:[\w.-]+:)?FmlaLink\s*>([^<]{1,300})<")

SIDES: Final = 8
"""How many numbers an anchor has."""

Anchor = tuple[int, ...]
"""Of a control: its left column from 0 and the pixels into it, then the top row, the right column
and the bottom row likewise."""


@dataclass(frozen=True, slots=True)
class VmlBox:
    """A check box: the number of its shape, where it lies, its linked cell, and how to tick it."""

    shape: int
    anchor: Anchor
    is_ticked: bool
    link: str
    tick: Edit


def boxes_in(drawing: bytes) -> Iterator[VmlBox]:
    """Find the check boxes of a drawing that tell where they lie."""
    shapes = [*_SHAPE.finditer(drawing)]
    ends = [*(shape.start() for shape in shapes[1:]), len(drawing)]
    for shape, end in zip(shapes, ends, strict=False):
        number = _NUMBER.search(shape[1])
        client = _CLIENT.search(drawing, shape.end(), end)
        if number and client:
            prefix = client[1] or b""
            closing = drawing.find(b"</%bClientData" % prefix, client.end(), end)
            said = drawing[client.end() : max(closing, client.end())]
            anchor = _ANCHOR.search(said)
            sides = [int(digits) for digits in re.findall(rb"[0-9]+", anchor[1])] if anchor else []
            if len(sides) == SIDES:
                yield _box(int(number[1]), tuple(sides), said, client.end(), prefix)


def _box(shape: int, anchor: Anchor, said: bytes, begins: int, prefix: bytes) -> VmlBox:
    """Describe a check box by what its data says, which begins at a byte of the drawing."""
    checked, link = _CHECKED.search(said), _LINK.search(said)
    start, end = checked.span() if checked else (len(said), len(said))
    tick = b"<%bChecked>1</%bChecked>" % (prefix, prefix)
    return VmlBox(
        shape=shape,
        anchor=anchor,
        is_ticked=checked is not None and (checked[1] or b"").strip() == b"1",
        link=unescape(link[1].decode("utf-8", "replace")).strip() if link else "",
        tick=(begins + start, begins + end, 0, tick),
    )
