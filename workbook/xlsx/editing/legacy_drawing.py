"""The reference of a worksheet to its legacy drawing, inserted; all other bytes stay."""

import re
from itertools import chain
from typing import Final

from workbook.xlsx.editing.part_xml import RELATIONS, Node
from workbook.xlsx.guard.strict_xml import MAIN

_NO_TAGS: Final = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_FOLLOWING: Final = frozenset(
    MAIN + name
    for name in (
        "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
        "tableParts", "extLst",
    )
)  # fmt: skip
"""The elements that follow legacyDrawing in a worksheet, in the order of the schema."""
_ALTERNATIVES: Final = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
)
_SLASH: Final = ord("/")


def with_legacy_drawing(content: bytes, sheet: Node, identifier: str) -> bytes:
    """Return a worksheet with a reference to its drawing; ``sheet`` is the parsed content.

    The worksheet has a sheetData element, so its root is not an empty-element tag.
    """
    prefix = f"{sheet.prefix}:" if sheet.prefix else ""
    declared = "" if sheet.nsmap.get("r") == RELATIONS else f' xmlns:r="{RELATIONS}"'
    element = f'<{prefix}legacyDrawing{declared} r:id="{identifier}"/>'
    at = _insertion_point(content, sheet)
    return content[:at] + element.encode() + content[at:]


def _insertion_point(content: bytes, sheet: Node) -> int:
    """Return the offset at which the element belongs.

    In well-formed XML without comments, CDATA and processing instructions, every < begins a tag.
    So the offset of an element is found by counting start tags from the end.
    """
    bare = _NO_TAGS.sub(lambda hidden: b" " * len(hidden[0]), content)
    first = next((child for child in sheet if _follows(child)), None)
    if first is None:
        return bare.rfind(b"</")
    tail = chain([first], first.itersiblings())
    at = len(bare)
    for _ in range(sum(1 for child in tail for _ in child.iter())):
        at = bare.rfind(b"<", 0, at)
        while bare[at + 1] == _SLASH:
            at = bare.rfind(b"<", 0, at)
    return at


def _follows(child: Node) -> bool:
    if child.tag == _ALTERNATIVES:
        return any(True for _ in child.iter(*_FOLLOWING))
    return child.tag in _FOLLOWING
