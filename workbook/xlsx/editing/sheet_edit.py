"""A worksheet's part, changed by putting bytes in: all others stay where and what they are."""

import re
from itertools import chain
from typing import Final

from workbook.xlsx.editing.part_xml import RELATIONS, Node
from workbook.xlsx.guard.strict_xml import MAIN

_NO_TAGS: Final = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_AFTER: Final = frozenset(
    MAIN + name
    for name in (
        "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
        "tableParts", "extLst",
    )
)  # fmt: skip
"""What stands behind legacyDrawing in a worksheet, in the order of the schema."""
_ALTERNATIVES: Final = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
)
_SLASH: Final = ord("/")


def with_legacy_drawing(content: bytes, sheet: Node, identifier: str) -> bytes:
    """Let a worksheet refer to its drawing of comments; ``sheet`` is the content, parsed.

    It has cells, or at least an element that could hold them, so it does not close itself.
    """
    prefix = f"{sheet.prefix}:" if sheet.prefix else ""
    declared = "" if sheet.nsmap.get("r") == RELATIONS else f' xmlns:r="{RELATIONS}"'
    element = f'<{prefix}legacyDrawing{declared} r:id="{identifier}"/>'
    at = _place(content, sheet)
    return content[:at] + element.encode() + content[at:]


def _place(content: bytes, sheet: Node) -> int:
    """Find where the element belongs.

    In well-formed XML without comments and the like, every < begins a tag. So the element before
    which something is put is found by counting, from the end, the tags that begin an element.
    """
    bare = _NO_TAGS.sub(lambda hidden: b" " * len(hidden[0]), content)
    first = next((child for child in sheet if _stands_after(child)), None)
    if first is None:
        return bare.rfind(b"</")
    tail = chain([first], first.itersiblings())
    at = len(bare)
    for _ in range(sum(1 for child in tail for _ in child.iter())):
        at = bare.rfind(b"<", 0, at)
        while bare[at + 1] == _SLASH:
            at = bare.rfind(b"<", 0, at)
    return at


def _stands_after(child: Node) -> bool:
    if child.tag == _ALTERNATIVES:
        return any(True for _ in child.iter(*_AFTER))
    return child.tag in _AFTER
