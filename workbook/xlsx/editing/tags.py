"""A part as bytes: its tags and their attributes, and bytes put in the place of others."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from workbook.xlsx.editing.part_xml import bytes_of
from workbook.xlsx.guard.strict_xml import parse

ATTRIBUTES: Final = rb"""(?:[^<>"'/]|"[^"]*+"|'[^']*+')*+"""
"""The attributes of a tag, as a regular expression."""

Edit = tuple[int, int, int, bytes]
"""Where bytes begin and end, the order among edits at the same place, and what takes theirs."""

_ATTRIBUTE: Final = re.compile(rb"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")
_DECLARATION: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\s[^>]*\?>)?")


def plain(content: bytes, root: str) -> bytes:
    """Return a part in which every < begins a tag: without comments and the like, in UTF-8.

    A part that is so already is left alone, byte for byte.
    """
    declared = _DECLARATION.match(content)
    begins = declared.end() if declared else 0
    is_wide = b"ascii" not in content[:begins].lower()
    if is_wide and content.find(b"<!", begins) < 0 and content.find(b"<?", begins) < 0:
        return content
    return bytes_of(parse(content, root))


def attributes(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Return the attributes of a tag with their values, as they are written."""
    return ((match[1], match[2][1:-1]) for match in _ATTRIBUTE.finditer(raw))


def without(raw: bytes, names: frozenset[bytes]) -> bytes:
    """Leave attributes out of a tag."""
    return b"".join(match[0] for match in _ATTRIBUTE.finditer(raw) if match[1] not in names)


def spliced(content: bytes, edits: Iterable[Edit]) -> bytes:
    """Put bytes in the place of others; what is put in at one place comes in its order."""
    pieces: list[bytes] = []
    at = 0
    for start, end, _, new in sorted(edits):
        pieces += (content[at:start], new)
        at = end
    pieces.append(content[at:])
    return b"".join(pieces)
