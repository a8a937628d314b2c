"""What may stand in the XML of a workbook, judged from its bytes before a parser sees them."""

import codecs
import re
from collections import Counter
from collections.abc import Collection
from typing import Final

from workbook.xlsx.guard.refusals import Refusal

MAX_TAGS: Final = 1_000_000
"""In all parts together; 200,000 cells with a number have four each."""
MAX_DEPTH: Final = 100
"""A sheet nests some 8 elements, a drawing of grouped shapes 30."""
MAX_FOLLOWED_TAGS: Final = 200_000
"""In parts with comments or unescaped >, where depth is told by following every tag, slowly."""
LIMITS: Final = {
    b"c": (200_000, Refusal.TOO_MANY_CELLS),  # a form on a fine grid of 300 x 100 has 30,000
    b"row": (100_000, Refusal.TOO_MANY_ROWS),  # a form has 200, a formatted column 65,536
    b"mergeCell": (20_000, Refusal.TOO_MANY_MERGES),  # a form has 500
    b"si": (100_000, Refusal.TOO_MANY_STRINGS),  # a form has 300
    b"xf": (140_000, Refusal.TOO_MANY_STYLES),  # Excel ends at 65,490, of cells and of their styles
    b"definedName": (5_000, Refusal.TOO_MANY_NAMES),  # our form has 150, an old one its hundreds
}
"""Of elements by local name, in all parts together, whatever their prefix."""

_LIMITED: Final = re.compile(rb"<(?:[^\s<>/:]++:)?+(%b)[\s/>]" % b"|".join(LIMITS))
_BEGINNING: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:<|\Z)")
_DECLARED: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*+<\?xml\s")
_DECLARATION: Final = re.compile(rb"[^>]{,200}\?>")
_ENCODING: Final = re.compile(rb"\sencoding\s*=\s*[\"'](?!(?:utf-8|us-ascii)[\"'])", re.IGNORECASE)
_WIDE_BOMS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # UTF-32 has NULs
_STRIDES: Final = (1024, 256)  # bytes; some 70 tags of a sheet, or as many of the shortest
_TOKEN: Final = re.compile(
    rb"""[^<]*+<(?:(?![!?])(/?)[^<>"']*+(?:"[^"]*+"[^<>"']*+|'[^']*+'[^<>"']*+)*+>"""
    rb"""|!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>)""",
    re.DOTALL,
)
_SLASH: Final = ord("/")


def expect_plain(part: bytes) -> None:
    """Refuse XML that is not in UTF-8, or that defines entities.

    Raises:
        UnreadableError: it is one of these.

    """
    if part.startswith(_WIDE_BOMS) or b"\0" in part or not _BEGINNING.match(part):
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

    Without, every < begins a tag, but for that of the XML declaration. (A single character is
    found much faster than two.)
    """
    return b"!" in part and b"<!" in part


def expect_bearable(parts: Collection[bytes]) -> None:
    """Refuse XML that is more than any form has: tags, elements of a kind, or nesting.

    Raises:
        UnreadableError: it is more.

    """
    tags = sum(part.count(b"<") for part in parts)
    if tags > MAX_TAGS:
        raise Refusal.TOO_COMPLEX.error()
    if any(tags > limit and _at_most(parts, name) > limit for name, (limit, _) in LIMITS.items()):
        _expect_within_limits(parts)
    doubtful = [part for part in parts if not _is_surely_shallow(part)]
    if sum(part.count(b"<") for part in doubtful) > MAX_FOLLOWED_TAGS:
        raise Refusal.TOO_COMPLEX.error()
    if not all(_is_shallow(part) for part in doubtful):
        raise Refusal.TOO_DEEP.error()


def _at_most(parts: Collection[bytes], name: bytes) -> int:
    return sum(part.count(b"<" + name) + part.count(b":" + name) for part in parts)


def _expect_within_limits(parts: Collection[bytes]) -> None:
    counts = Counter(match[1] for part in parts for match in _LIMITED.finditer(part))
    for name, (limit, refusal) in LIMITS.items():
        if counts[name] > limit:
            raise refusal.error()


def _is_surely_shallow(part: bytes) -> bool:
    """Return by counting whether the nesting is within the bound; False is "maybe not".

    Counting is right only where every < and > delimits a tag.
    """
    opening = part.count(b"<")
    if opening <= MAX_DEPTH:
        return True
    if opening != part.count(b">") or has_declarations(part):
        return False
    if part.rfind(b"<?", 0, part.rfind(b"?") + 1) > len(codecs.BOM_UTF8):
        return False
    return any(_is_shallow_by(stride, part) for stride in _STRIDES)


def _is_shallow_by(stride: int, part: bytes) -> bool:
    depth = end = 0
    while (at := end) < len(part):
        end = part.find(b"<", at + stride)
        end = end if end > 0 else len(part)
        closed = part.count(b"</", at, end)
        opened = part.count(b"<", at, end) - closed - part.count(b"/>", at, end)
        if depth + opened + 1 > MAX_DEPTH:  # one that closes itself may stand within all others
            return False
        depth += opened - closed
    return True


def _is_shallow(part: bytes) -> bool:
    """Follow every tag; what is not well-formed ends it, as it will end the parser."""
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
