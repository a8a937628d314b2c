"""Checks of XML parts on their bytes, before a parser sees them."""

import codecs
import re
from collections import Counter
from collections.abc import Collection
from typing import Final

from workbook.xlsx.guard.refusals import Refusal

MAX_TAGS: Final = 1_000_000
"""In all parts together; 200,000 cells with a number have four tags each."""
MAX_DEPTH: Final = 100  # a sheet nests some 8 elements, a drawing of grouped shapes 30
MAX_FOLLOWED_TAGS: Final = 200_000
"""In parts with comments or unescaped >, whose depth needs a slow scan of every tag."""
LIMITS: Final = {
    b"c": (200_000, Refusal.TOO_MANY_CELLS),  # a form on a fine grid of 300 x 100 has 30,000
    b"row": (100_000, Refusal.TOO_MANY_ROWS),  # a form has 200, a formatted column 65,536
    b"mergeCell": (20_000, Refusal.TOO_MANY_MERGES),  # a form has 500
    b"si": (100_000, Refusal.TOO_MANY_STRINGS),  # a form has 300
    b"xf": (140_000, Refusal.TOO_MANY_STYLES),  # Excel ends at 65,490, of cells and of their styles
    b"definedName": (5_000, Refusal.TOO_MANY_NAMES),  # our form has 150, an old one its hundreds
}
"""Elements by local name with any prefix, in all parts together."""

_LIMITED: Final = re.compile(rb"<(?:[^\s<>/:]++:)?+(%b)[\s/>]" % b"|".join(LIMITS))
_START: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:<|\Z)")
_DECLARED: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*+<\?xml\s")
_DECLARATION: Final = re.compile(rb"[^>]{,200}\?>")
_ENCODING: Final = re.compile(rb"\sencoding\s*=\s*[\"'](?!(?:utf-8|us-ascii)[\"'])", re.IGNORECASE)
_WIDE_BOMS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # UTF-32 has NULs
_STRIDES: Final = (1024, 256)  # bytes: some 70 typical tags, and some 70 of the shortest
_TOKEN: Final = re.compile(
    rb"""[^<]*+<(?:(?![!?])(/?)[^<>"']*+(?:"[^"]*+"[^<>"']*+|'[^']*+'[^<>"']*+)*+>"""
    rb"""|!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>)""",
    re.DOTALL,
)
_SLASH: Final = ord("/")


def check_xml_start(part: bytes) -> None:
    """Check that XML is in UTF-8 and defines no entities."""
    if part.startswith(_WIDE_BOMS) or b"\0" in part or not _START.match(part):
        raise Refusal.DAMAGED.error()
    if declared := _DECLARED.match(part):
        declaration = _DECLARATION.match(part, declared.end() - 1)
        if not declaration:
            raise Refusal.DAMAGED.error()
        if _ENCODING.search(declaration[0]):
            raise Refusal.ENCODING.error()
    if has_declarations(part) and (b"<!DOCTYPE" in part or b"<!ENTITY" in part):
        raise Refusal.DOCTYPE.error()


def has_declarations(part: bytes) -> bool:
    """Return whether there are declarations, comments or CDATA.

    Without them, every < begins a tag, except in the XML declaration.
    """
    return b"!" in part and b"<!" in part  # a search for one byte is much faster than for two


def check_limits(parts: Collection[bytes]) -> None:
    """Check the limits of tags, elements of a kind, and nesting."""
    tags = sum(part.count(b"<") for part in parts)
    if tags > MAX_TAGS:
        raise Refusal.TOO_COMPLEX.error()
    if any(
        tags > limit and _upper_bound(parts, name) > limit for name, (limit, _) in LIMITS.items()
    ):
        _check_element_limits(parts)
    doubtful = [part for part in parts if not _is_shallow_by_counting(part)]
    if sum(part.count(b"<") for part in doubtful) > MAX_FOLLOWED_TAGS:
        raise Refusal.TOO_COMPLEX.error()
    if not all(_is_shallow(part) for part in doubtful):
        raise Refusal.TOO_DEEP.error()


def _upper_bound(parts: Collection[bytes], name: bytes) -> int:
    return sum(part.count(b"<" + name) + part.count(b":" + name) for part in parts)


def _check_element_limits(parts: Collection[bytes]) -> None:
    counts = Counter(match[1] for part in parts for match in _LIMITED.finditer(part))
    for name, (limit, refusal) in LIMITS.items():
        if counts[name] > limit:
            raise refusal.error()


def _is_shallow_by_counting(part: bytes) -> bool:
    """Return whether counting proves that the nesting is within the limit; False means unknown.

    Counting is correct only if every < and > delimits a tag.
    """
    opening = part.count(b"<")
    if opening <= MAX_DEPTH:
        return True
    if opening != part.count(b">") or has_declarations(part):
        return False
    if part.rfind(b"<?", 0, part.rfind(b"?") + 1) > len(codecs.BOM_UTF8):
        return False
    return any(_is_shallow_in_strides(stride, part) for stride in _STRIDES)


def _is_shallow_in_strides(stride: int, part: bytes) -> bool:
    depth = end = 0
    while (at := end) < len(part):
        end = part.find(b"<", at + stride)
        end = end if end > 0 else len(part)
        closed = part.count(b"</", at, end)
        opened = part.count(b"<", at, end) - closed - part.count(b"/>", at, end)
        if depth + opened + 1 > MAX_DEPTH:  # an empty tag may be inside all others
            return False
        depth += opened - closed
    return True


def _is_shallow(part: bytes) -> bool:
    """Return whether the nesting is within the limit, up to the first malformed tag."""
    depth = at = 0
    while token := _TOKEN.match(part, at):
        at = token.end()
        if token[1]:
            depth -= 1
        elif token[1] is not None:
            if depth >= MAX_DEPTH:
                return False
            depth += part[at - 2] != _SLASH
    return True
