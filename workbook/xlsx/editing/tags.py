"""Byte-level editing of a part: tags, attributes, and replacement of byte ranges."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from workbook.xlsx.editing.part_xml import bytes_of
from workbook.xlsx.guard.strict_xml import parse

ATTRIBUTES: Final = rb"""(?:[^<>"'/]|"[^"]*+"|'[^']*+')*+"""
"""A regular expression for the attributes of a tag."""

Edit = tuple[int, int, int, bytes]
"""Start and end of a byte range, the order among edits at one offset, and the replacement."""

_ATTRIBUTE: Final = re.compile(rb"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")
_DECLARATION: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\s[^>]*\?>)?")


def plain(content: bytes, root: str) -> bytes:
    """Return a part in UTF-8 in which every < begins a tag: no comments, CDATA or instructions.

    A part that already is so is returned unchanged.
    """
    declared = _DECLARATION.match(content)
    begins = declared.end() if declared else 0
    is_utf8 = b"ascii" not in content[:begins].lower()
    if is_utf8 and content.find(b"<!", begins) < 0 and content.find(b"<?", begins) < 0:
        return content
    return bytes_of(parse(content, root))


def attributes(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Return the names and raw values of the attributes of a tag."""
    return ((match[1], match[2][1:-1]) for match in _ATTRIBUTE.finditer(raw))


def without(raw: bytes, names: frozenset[bytes]) -> bytes:
    """Return the attributes of a tag without some names."""
    return b"".join(match[0] for match in _ATTRIBUTE.finditer(raw) if match[1] not in names)


def splice(content: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the content with edits applied; edits at one offset are applied in their order."""
    pieces: list[bytes] = []
    at = 0
    for start, end, _, new in sorted(edits):
        pieces += (content[at:start], new)
        at = end
    pieces.append(content[at:])
    return b"".join(pieces)
