"""Form controls in a sheet's VML drawing, which need not be well-formed XML: found in its bytes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from html import unescape
from typing import Final

from workbook.xlsx.editing.tags import ATTRIBUTES, Edit

_SHAPE: Final = re.compile(rb"<(?:[\w.-]+:)?shape(?=\s)(%b)>" % ATTRIBUTES)
_NUMBER: Final = re.compile(rb"""\s(?:id|[\w.-]+:spid)\s*=\s*["']_x0000_s([0-9]{1,9})["']""")
_CLIENT: Final = re.compile(rb"<([\w.-]+:)?ClientData(?=\s)([^<>]*+)>", re.IGNORECASE)
_KIND: Final = re.compile(rb"""\bObjectType\s*=\s*["'](Checkbox|Radio|GBox)["']""", re.IGNORECASE)
_ANCHOR: Final = re.compile(rb"<(?:[\w.-]+:)?Anchor\s*>([^<]{15,300})<")
_CHECKED: Final = re.compile(rb"<(?:[\w.-]+:)?Checked\s*(?:/>|>([^<]{0,20})</[^<>]*>)")
_AFTER_CHECKED: Final = re.compile(rb"<(?:[\w.-]+:)?(?:FmlaLink|NoThreeD|FirstButton)[\s/>]")
"""What Excel writes behind the mark of being ticked, which it may not look for further down."""
_LINK: Final = re.compile(rb"<(?:[\w.-]+:)?FmlaLink\s*>([^<]{1,300})<")
_FIRST: Final = re.compile(rb"<(?:[\w.-]+:)?FirstButton\s*(?:/>|>\s*<|>\s*(?:[Tt]|[Tt]rue|1)\s*<)")
_TEXT_OPENS: Final = re.compile(rb"<(?:[\w.-]+:)?textbox(?:\s%b)?>" % ATTRIBUTES, re.IGNORECASE)
_TEXT_CLOSES: Final = re.compile(rb"</(?:[\w.-]+:)?textbox\s*>", re.IGNORECASE)
_TAG: Final = re.compile(rb"<[^<>]*>")
_BREAK: Final = re.compile(rb"<(?:br|/div|/p)[^<>]*>", re.IGNORECASE)
_LONGEST: Final = 4_000
"""Of a caption, in bytes and with its tags."""

SIDES: Final = 8
"""How many numbers an anchor has."""

Anchor = tuple[int, ...]
"""Of a control: its left column from 0 and the pixels into it, then the top row, the right column
and the bottom row likewise."""


class ControlKind(Enum):
    """What a control is, by Excel's own word in small letters."""

    CHECK_BOX = "checkbox"
    OPTION = "radio"
    GROUP_BOX = "gbox"


@dataclass(frozen=True, slots=True)
class VmlControl:
    """A control: the number of its shape, what it says and tells, how to tick it and to clear it.

    ``is_first`` tells that an option button begins a group.
    """

    kind: ControlKind
    shape: int
    anchor: Anchor
    caption: str
    is_ticked: bool
    is_first: bool
    link: str
    tick: Edit
    clear: Edit


def controls_in(drawing: bytes) -> Iterator[VmlControl]:
    """Find the check boxes, option buttons and group boxes that tell where they lie."""
    shapes = [*_SHAPE.finditer(drawing)]
    ends = [*(shape.start() for shape in shapes[1:]), len(drawing)]
    for shape, end in zip(shapes, ends, strict=False):
        number = _NUMBER.search(shape[1])
        clients = _CLIENT.finditer(drawing, shape.end(), end)
        client = next((tag for tag in clients if _KIND.search(tag[2])), None)
        if number and client:
            closing = drawing.find(b"</%bClientData" % (client[1] or b""), client.end(), end)
            said = drawing[client.end() : max(closing, client.end())]
            if anchor := _anchor(said):
                caption = _caption(drawing, shape.end(), end)
                yield _control(int(number[1]), client, said, anchor, caption)


def _control(
    shape: int, client: re.Match[bytes], said: bytes, anchor: Anchor, caption: str
) -> VmlControl:
    """Describe a control by what its data says, which begins where its tag ends."""
    checked, link = _CHECKED.search(said), _LINK.search(said)
    start, end = (client.end() + at for at in _span(said))
    prefix = client[1] or b""
    return VmlControl(
        kind=_kind(client[2]),
        shape=shape,
        anchor=anchor,
        caption=caption,
        is_ticked=checked is not None and (checked[1] or b"").strip() == b"1",
        is_first=_FIRST.search(said) is not None,
        link=_text(link[1]) if link else "",
        tick=(start, end, 0, b"<%bChecked>1</%bChecked>" % (prefix, prefix)),
        clear=(start, end, 0, b""),
    )


def _kind(attributes: bytes) -> ControlKind:
    found = _KIND.search(attributes)
    return ControlKind(found[1].decode().lower() if found else "")


def _anchor(said: bytes) -> Anchor:
    anchor = _ANCHOR.search(said)
    sides = re.findall(rb"[0-9]+", anchor[1]) if anchor else []
    return tuple(map(int, sides)) if len(sides) == SIDES else ()


def _span(said: bytes) -> tuple[int, int]:
    """Return where a control's data says that it is ticked, or where that would stand."""
    if checked := _CHECKED.search(said):
        return checked.span()
    after = _AFTER_CHECKED.search(said)
    at = after.start() if after else len(said)
    return at, at


def _caption(drawing: bytes, start: int, end: int) -> str:
    """Return the text that a shape shows, in one line."""
    opens = _TEXT_OPENS.search(drawing, start, end)
    if opens is None:
        return ""
    closes = _TEXT_CLOSES.search(drawing, opens.end(), min(end, opens.end() + _LONGEST))
    if closes is None:
        return ""
    marked = drawing[opens.end() : closes.start()]
    return " ".join(_text(_TAG.sub(b"", _BREAK.sub(b" ", marked))).split())


def _text(raw: bytes) -> str:
    return unescape(raw.decode("utf-8", "replace")).strip()
