"""Form controls in a VML drawing, found in its bytes as it may not be well-formed XML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from html import unescape
from typing import Final

from workbook.xlsx.editing.tags import ATTRIBUTES, Edit

_SHAPE: Final = re.compile(rb"<(?:[\w.-]+:)?shape(?=\s)(%b)>" % ATTRIBUTES)
_NUMBER: Final = re.compile(rb"""\s(?:id|[\w.-]+:spid)\s*=\s*["']_x0000_s([0-9]{1,9})["']""")
"""The number of id="_x0000_s1025"."""
_CLIENT: Final = re.compile(rb"<([\w.-]+:)?ClientData(?=\s)([^<>]*+)>", re.IGNORECASE)
_KIND: Final = re.compile(rb"""\bObjectType\s*=\s*["'](Checkbox|Radio|GBox)["']""", re.IGNORECASE)
_ANCHOR: Final = re.compile(rb"<(?:[\w.-]+:)?Anchor\s*>([^<]{15,300})<")
_CHECKED: Final = re.compile(rb"<(?:[\w.-]+:)?Checked\s*(?:/>|>([^<]{0,20})</[^<>]*>)")
_AFTER_CHECKED: Final = re.compile(rb"<(?:[\w.-]+:)?(?:FmlaLink|NoThreeD|FirstButton)[\s/>]")
"""The elements that follow Checked; Excel may ignore it if it comes after them."""
_LINK: Final = re.compile(rb"<(?:[\w.-]+:)?FmlaLink\s*>([^<]{1,300})<")
_FIRST: Final = re.compile(rb"<(?:[\w.-]+:)?FirstButton\s*(?:/>|>\s*<|>\s*(?:[Tt]|[Tt]rue|1)\s*<)")
_TEXT_OPENS: Final = re.compile(rb"<(?:[\w.-]+:)?textbox(?:\s%b)?>" % ATTRIBUTES, re.IGNORECASE)
_TEXT_CLOSES: Final = re.compile(rb"</(?:[\w.-]+:)?textbox\s*>", re.IGNORECASE)
_TAG: Final = re.compile(rb"<[^<>]*>")
_BREAK: Final = re.compile(rb"<(?:br|/div|/p)[^<>]*>", re.IGNORECASE)  # what begins a new line
_MAX_CAPTION: Final = 4_000  # bytes of a caption with its tags (an estimate)

SIDES: Final = 8  # the number of values in an anchor

Anchor = tuple[int, ...]
"""Left column from 0 and offset in pixels, then top row, right column and bottom row likewise."""


class ControlKind(Enum):
    """The kind of a control, by Excel's name in lower case."""

    CHECK_BOX = "checkbox"
    OPTION = "radio"
    GROUP_BOX = "gbox"


@dataclass(frozen=True, slots=True)
class VmlControl:
    """A control: shape number, position, caption, state, and the edits to tick or clear it.

    ``is_first``: the option button begins a group.
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
    """Yield the check boxes, option buttons and group boxes that have an anchor."""
    shapes = [*_SHAPE.finditer(drawing)]
    ends = [*(shape.start() for shape in shapes[1:]), len(drawing)]
    for shape, end in zip(shapes, ends, strict=False):
        number = _NUMBER.search(shape[1])
        clients = _CLIENT.finditer(drawing, shape.end(), end)
        client = next((tag for tag in clients if _KIND.search(tag[2])), None)
        if number and client:
            closing = drawing.find(b"</%bClientData" % (client[1] or b""), client.end(), end)
            client_data = drawing[client.end() : max(closing, client.end())]
            if anchor := _anchor(client_data):
                caption = _caption(drawing, shape.end(), end)
                yield _control(int(number[1]), client, client_data, anchor, caption)


def _control(
    shape: int, client: re.Match[bytes], client_data: bytes, anchor: Anchor, caption: str
) -> VmlControl:
    """Return a control from its client data, which begin after the tag ``client``."""
    checked, link = _CHECKED.search(client_data), _LINK.search(client_data)
    start, end = (client.end() + at for at in _span(client_data))
    prefix = client[1] or b""
    return VmlControl(
        kind=_kind(client[2]),
        shape=shape,
        anchor=anchor,
        caption=caption,
        is_ticked=checked is not None and (checked[1] or b"").strip() == b"1",
        is_first=_FIRST.search(client_data) is not None,
        link=_text(link[1]) if link else "",
        tick=(start, end, 0, b"<%bChecked>1</%bChecked>" % (prefix, prefix)),
        clear=(start, end, 0, b""),
    )


def _kind(attributes: bytes) -> ControlKind:
    match = _KIND.search(attributes)
    return ControlKind(match[1].decode().lower() if match else "")


def _anchor(client_data: bytes) -> Anchor:
    anchor = _ANCHOR.search(client_data)
    sides = re.findall(rb"[0-9]+", anchor[1]) if anchor else []
    return tuple(map(int, sides)) if len(sides) == SIDES else ()


def _span(client_data: bytes) -> tuple[int, int]:
    """Return the span of the Checked element, or the position at which to insert it."""
    if checked := _CHECKED.search(client_data):
        return checked.span()
    after = _AFTER_CHECKED.search(client_data)
    at = after.start() if after else len(client_data)
    return at, at


def _caption(drawing: bytes, start: int, end: int) -> str:
    """Return the text of a shape, in one line."""
    start_tag = _TEXT_OPENS.search(drawing, start, end)
    if start_tag is None:
        return ""
    end_tag = _TEXT_CLOSES.search(
        drawing, start_tag.end(), min(end, start_tag.end() + _MAX_CAPTION)
    )
    if end_tag is None:
        return ""
    markup = drawing[start_tag.end() : end_tag.start()]
    return " ".join(_text(_TAG.sub(b"", _BREAK.sub(b" ", markup))).split())


def _text(raw: bytes) -> str:
    return unescape(raw.decode("utf-8", "replace")).strip()
