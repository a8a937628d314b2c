"""Rewriting of an archive: parts are changed, added or removed; others stay compressed as is."""

import struct
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from workbook.xlsx.guard.archive import BOMB_BYTES, MAX_RATIO
from workbook.xlsx.guard.zip_directory import UTF8, Member, find_directory

_VERSION: Final = 20  # of the format: 2.0, folders and deflate
_DEFLATED: Final = 8  # method 8 of zip (APPNOTE, 4.4.5)
_MOMENT: Final = (0, 1 << 5 | 1)  # 1980-01-01 00:00, the first that the format knows
_LEVEL: Final = 4  # about the size of higher levels in half the time
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_LENGTHS_AT: Final = 26  # where a local header has the lengths of name and extra field
_LENGTHS: Final = struct.Struct("<2H")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A member to write."""

    name: bytes
    flags: int
    method: int
    crc: int
    packed: bytes
    size: int


def repack(
    content: bytes,
    changed: Mapping[str, bytes],
    added: Mapping[str, bytes],
    removed: Container[str] = (),
) -> bytes:
    """Return an archive with its members in order, followed by added ones.

    The same input gives the same bytes, as every member has the same date.
    """
    return _write(
        [*_members(content, changed, removed), *(_packed(_raw(n), added[n]) for n in added)]
    )


def _raw(name: str) -> tuple[bytes, int]:
    return (name.encode("ascii"), 0) if name.isascii() else (name.encode(), UTF8)


def _members(
    content: bytes, changed: Mapping[str, bytes], removed: Container[str]
) -> Iterator[_Entry]:
    for member in find_directory(content).members():
        name, flags = member.raw_name, member.flags & UTF8
        if member.name in removed:
            continue
        if member.name in changed:
            yield _packed((name, flags), changed[member.name])
        else:
            data = _data_of(content, member)
            yield _Entry(name, flags, member.method, member.crc, data, member.size)


def _data_of(content: bytes, member: Member) -> bytes:
    """Return the compressed data of a member from the archive."""
    lengths = _LENGTHS.unpack_from(content, member.offset + _LENGTHS_AT)
    start = member.offset + _LOCAL.size + sum(lengths)
    return content[start : start + member.packed]


def _packed(named: tuple[bytes, int], data: bytes) -> _Entry:
    """Compress a part; less strongly if its ratio would look like a zip bomb to the guard."""
    packed = _deflated(data, zlib.Z_DEFAULT_STRATEGY)
    if len(data) > BOMB_BYTES and len(data) > MAX_RATIO * len(packed):
        packed = _deflated(data, zlib.Z_HUFFMAN_ONLY)
    return _Entry(*named, _DEFLATED, zlib.crc32(data), packed, len(data))


def _deflated(data: bytes, strategy: int) -> bytes:
    memory = zlib.DEF_MEM_LEVEL
    stream = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, memory, strategy)
    return stream.compress(data) + stream.flush()


def _write(entries: Iterable[_Entry]) -> bytes:
    files, directory, count = bytearray(), bytearray(), 0
    for entry in entries:
        common = (_VERSION, entry.flags, entry.method, *_MOMENT, entry.crc)
        sizes = (len(entry.packed), entry.size, len(entry.name))
        directory += _CENTRAL.pack(
            b"PK\1\2", _VERSION, *common, *sizes, 0, 0, 0, 0, 0, len(files)
        )  # no extra field, no comment, the first disk, no attributes
        directory += entry.name
        files += _LOCAL.pack(b"PK\3\4", *common, *sizes, 0) + entry.name + entry.packed
        count += 1
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(files), 0)
    return bytes(files + directory + end)
