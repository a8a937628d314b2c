"""Repacking of an archive: parts are changed, added or removed; others stay as they are."""

import struct
import zlib
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from workbook.xlsx.guard.archive import BOMB_BYTES, MAX_RATIO
from workbook.xlsx.guard.zip_directory import UTF8, Member, find_directory

LEVEL: Final = 4  # compression level: about the size of higher levels in half the time

_VERSION: Final = 20  # of the format: 2.0, folders and deflate
_DEFLATED: Final = 8  # method 8 of zip (APPNOTE, 4.4.5)
_MOMENT: Final = (0, 1 << 5 | 1)  # 1980-01-01 00:00, the first that the format knows
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5HL")  # without the offset
_OFFSET: Final = struct.Struct("<L")
_END: Final = struct.Struct("<4s4H2LH")
_LENGTHS_AT: Final = 26  # where a local header has the lengths of name and extra field
_LENGTHS: Final = struct.Struct("<2H")


@dataclass(frozen=True, slots=True)
class PackedMember:
    """A member: header and data, and its directory entry before and after the offset."""

    data: bytes
    before_offset: bytes
    after_offset: bytes


class _Content(NamedTuple):
    """A member's content: compression method, checksum, compressed bytes, uncompressed size."""

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
    archive = PreparedArchive(content, removed)
    for name, data in changed.items():
        if name in archive:
            archive.put(name, data)
    for name, data in added.items():
        archive.add(name, data)
    return archive.written({})


class PreparedArchive:
    """The members of an archive in order, compressed once, some of which are then replaced."""

    def __init__(self, content: bytes, omitted: Container[str]) -> None:
        """Read a verified archive, without some members."""
        members = [m for m in find_directory(content).members() if m.name not in omitted]
        self._named = {member.name: (member.raw_name, member.flags & UTF8) for member in members}
        self._packed = {member.name: _original(content, member) for member in members}
        self._once: dict[tuple[str, bytes], PackedMember] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._named

    def pack(self, name: str, data: bytes) -> PackedMember:
        """Compress data of a member; less strongly if its ratio would look like a zip bomb."""
        packed = _deflated(data, zlib.Z_DEFAULT_STRATEGY)
        if len(data) > BOMB_BYTES and len(data) > MAX_RATIO * len(packed):
            packed = _deflated(data, zlib.Z_HUFFMAN_ONLY)
        content = _Content(_DEFLATED, zlib.crc32(data), packed, len(data))
        return _member(*self._named[name], content)

    def pack_once(self, name: str, data: bytes) -> PackedMember:
        """Compress data of a member. Cached, for data that recurs."""
        if (name, data) not in self._once:
            self._once[name, data] = self.pack(name, data)
        return self._once[name, data]

    def put(self, name: str, data: bytes) -> None:
        """Replace the data of a member permanently."""
        self._packed[name] = self.pack(name, data)

    def add(self, name: str, data: bytes) -> None:
        """Add a member at the end."""
        raw = (name.encode("ascii"), 0) if name.isascii() else (name.encode(), UTF8)
        self._named[name] = raw
        self.put(name, data)

    def written(self, changed: Mapping[str, PackedMember]) -> bytes:
        """Return the archive with some members replaced."""
        files: list[bytes] = []
        directory: list[bytes] = []
        offset = 0
        for member in {**self._packed, **changed}.values():
            files.append(member.data)
            directory += (member.before_offset, _OFFSET.pack(offset), member.after_offset)
            offset += len(member.data)
        directory_bytes = b"".join(directory)
        count = len(files)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory_bytes), offset, 0)
        return b"".join((*files, directory_bytes, end))


def _original(content: bytes, member: Member) -> PackedMember:
    """Return a member as compressed in the archive."""
    lengths = _LENGTHS.unpack_from(content, member.offset + _LENGTHS_AT)
    start = member.offset + _LOCAL.size + sum(lengths)
    data = content[start : start + member.packed]
    held = _Content(member.method, member.crc, data, member.size)
    return _member(member.raw_name, member.flags & UTF8, held)


def _member(name: bytes, flags: int, content: _Content) -> PackedMember:
    sizes = len(content.packed), content.size, len(name)
    common = (_VERSION, flags, content.method, *_MOMENT, content.crc, *sizes)
    local = _LOCAL.pack(b"PK\3\4", *common, 0) + name + content.packed
    # No extra field, no comment, the first disk, no attributes.
    central = _CENTRAL.pack(b"PK\1\2", _VERSION, *common, 0, 0, 0, 0, 0)
    return PackedMember(local, central, name)


def _deflated(data: bytes, strategy: int) -> bytes:
    stream = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, strategy)
    return stream.compress(data) + stream.flush()
