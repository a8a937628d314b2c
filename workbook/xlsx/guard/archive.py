"""Unpacking of a zip archive within limits, if every reader must see the same members.

The members must tile the archive: local header, data and data descriptor of each member without
gaps from the first byte, then the central directory, then the end record up to the last byte. So
reading from the front and from the back gives the same members, and nothing overlaps.
"""

import itertools
import re
import struct
import zlib
from typing import Final
from urllib.parse import unquote

from workbook.xlsx.guard.refusals import Refusal
from workbook.xlsx.guard.zip_directory import UTF8, Directory, Member, find_directory, widened

MAX_PARTS: Final = 200  # a form has 10 to 30; every sheet adds up to four, every picture one
MAX_MEMBERS: Final = 3_000
"""Including up to three parts per control; a real form has 400 controls. Takes 0.1 s."""
MAX_PART_BYTES: Final = 12_000_000
"""A sheet of 200,000 cells has some 10 MB; a sheet of a form has 0.1 MB."""
MAX_UNPACKED_BYTES: Final = 30_000_000
"""All parts together, as they are held in memory (an estimate)."""
BOMB_BYTES: Final = 1_000_000  # smaller parts are harmless at any compression ratio (an estimate)
MAX_RATIO: Final = 200  # sheets of similar rows reach 60; the maximum of deflate is 1032

_STORED: Final = 0  # methods of zip (APPNOTE, 4.4.5)
_DEFLATED: Final = 8
_NEWEST_VERSION: Final = 63  # of the format: 6.3
_LOCAL: Final = struct.Struct("<4s2x2H4x3L2H")

_DESCRIPTOR_FOLLOWS: Final = 1 << 3  # general purpose bits of zip (APPNOTE, 4.4.4)
_PATCHED: Final = 1 << 5
_ENCRYPTED: Final = 1 | 1 << 6 | 1 << 13
_MEANINGFUL: Final = _ENCRYPTED | _DESCRIPTOR_FOLLOWS | _PATCHED  # other flags are hints

_BAD_NAME: Final = re.compile(r"[\0-\x1f\\:]|^/|//|(?:^|/)\.{1,2}(?:/|$)|^$")
_CONTROL_PARTS: Final = re.compile("xl/(?:ctrlProps|activeX)/", re.IGNORECASE)
_PICTURES: Final = "xl/media/"  # a drawing of one colour exceeds any ratio


def unpack(content: bytes) -> dict[str, bytes]:
    """Return all files of an archive by name, checked against their CRC, without folders.

    Raises UnreadableError if the archive is damaged, hostile, too large or not an Office document.
    """
    try:
        directory = find_directory(content)
        _check_is_document(directory)
        members = [*itertools.islice(directory.members(), MAX_MEMBERS + 1)]
        if len(members) != directory.count:
            raise Refusal.CONTRADICTION.error()
        if sum(not _CONTROL_PARTS.match(member.name) for member in members) > MAX_PARTS:
            raise Refusal.TOO_MANY_PARTS.error()
        _check_members(members)
        starts = _data_starts(content, members, directory.offset)
        parts = {m.name: _unpacked(content, m, starts[m.offset]) for m in members}
    except (struct.error, zlib.error, UnicodeDecodeError) as error:
        raise Refusal.DAMAGED.error() from error
    return {name: data for name, data in parts.items() if not name.endswith("/")}


def _check_is_document(directory: Directory) -> None:
    """Reject archives that are not documents, before their members are checked as parts."""
    if b"[content_types].xml" not in directory.content.lower():
        if any(member.flags & _ENCRYPTED for member in directory.members()):
            raise Refusal.ENCRYPTED_ZIP.error()
        raise (Refusal.IWORK if b".iwa" in directory.content else Refusal.ARCHIVE).error()
    if directory.count > MAX_MEMBERS:
        raise Refusal.TOO_MANY_PARTS.error()


def _check_members(members: list[Member]) -> None:
    if any(member.flags & _ENCRYPTED for member in members):
        raise Refusal.ENCRYPTED_ZIP.error()
    names = {unquote(m.name.replace("\\", "/")).strip("/").casefold() for m in members}
    if len(names) < len(members):
        raise Refusal.DUPLICATE_PARTS.error()
    for member in members:
        _check_member(member)
    if sum(member.size for member in members) > MAX_UNPACKED_BYTES:
        raise Refusal.UNPACKED_TOO_LARGE.error()


def _check_member(member: Member) -> None:
    """Check a member by its declared size, which unpacking enforces."""
    if _BAD_NAME.search(member.name) or _BAD_NAME.search(unquote(member.name)):
        raise Refusal.PART_NAMES.error()
    is_unknown = member.method not in {_STORED, _DEFLATED} or member.version > _NEWEST_VERSION
    if is_unknown or member.flags & _PATCHED:
        raise Refusal.COMPRESSION.error()
    if member.size > MAX_PART_BYTES:
        raise Refusal.PART_TOO_LARGE.error()
    is_dense = member.size > BOMB_BYTES and member.size > MAX_RATIO * member.packed
    if is_dense and not member.name.startswith(_PICTURES):
        raise Refusal.BOMB.error()
    if member.name.endswith("/") and member.size:
        raise Refusal.CONTRADICTION.error()


def _data_starts(content: bytes, members: list[Member], directory_at: int) -> dict[int, int]:
    """Return the start of each member's data by its offset; reject if members do not tile."""
    ordered = sorted(members, key=lambda member: member.offset)
    ends = [*(member.offset for member in ordered[1:]), directory_at]
    if ordered and ordered[0].offset:
        raise Refusal.SURPLUS.error()
    starts = {}
    for member, end in zip(ordered, ends, strict=True):
        start = _data_start(content, member)
        if start + member.packed > end:
            raise Refusal.OVERLAP.error()
        rest = content[start + member.packed : end]
        if rest and rest not in _descriptors(member):
            raise Refusal.SURPLUS.error()
        starts[member.offset] = start
    return starts


def _data_start(content: bytes, member: Member) -> int:
    """Return the start of the data; reject if local header and central directory differ."""
    signature, flags, method, crc, packed, size, name_length, extra_length = _LOCAL.unpack_from(
        content, member.offset
    )
    name_at = member.offset + _LOCAL.size
    extra_at = name_at + name_length
    start: int = extra_at + extra_length
    size, packed = widened(content[extra_at:start], size, packed)
    if member.flags & _DESCRIPTOR_FOLLOWS:  # zero fields are in the descriptor
        crc, packed, size = crc or member.crc, packed or member.packed, size or member.size
    meaningful = _MEANINGFUL if member.raw_name.isascii() else _MEANINGFUL | UTF8
    if (
        signature != b"PK\3\4"
        or content[name_at:extra_at] != member.raw_name
        or (flags ^ member.flags) & meaningful
        or (method, crc, packed, size) != (member.method, member.crc, member.packed, member.size)
    ):
        raise Refusal.CONTRADICTION.error()
    return start


def _descriptors(member: Member) -> list[bytes]:
    """Return the allowed data descriptors: with or without signature, 32 or 64 bit."""
    if not member.flags & _DESCRIPTOR_FOLLOWS:
        return []
    fields = (member.crc, member.packed, member.size)
    return [
        signature + struct.pack(layout, *fields)
        for signature, layout in itertools.product((b"PK\7\x08", b""), ("<3L", "<LQQ"))
    ]


def _unpacked(content: bytes, member: Member, start: int) -> bytes:
    packed = content[start : start + member.packed]
    is_plain = member.method == _STORED or not packed  # some programs store empty data as deflated
    data = packed if is_plain else _inflated(packed, member.size)
    if len(data) != member.size:
        raise Refusal.CONTRADICTION.error()
    if zlib.crc32(data) != member.crc:
        raise Refusal.DAMAGED.error()
    return data


def _inflated(packed: bytes, size: int) -> bytes:
    """Inflate at most one byte more than declared, so that a false size costs nothing."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    data = stream.decompress(packed, size + 1)
    if stream.unused_data or len(data) > size:
        raise Refusal.CONTRADICTION.error()
    if not stream.eof:
        raise Refusal.DAMAGED.error()
    return data
