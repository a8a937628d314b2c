"""The central directory of a zip archive: its members as they are declared."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from workbook.xlsx.guard.refusals import Refusal

UTF8: Final = 1 << 11
"""The flag of a name in UTF-8; others are in code page 437."""

_END: Final = struct.Struct("<4s4H2LH")
_LOCATOR: Final = struct.Struct("<4sLQL")
_END64: Final = struct.Struct("<4sQ2H2L4Q")
_CENTRAL: Final = struct.Struct("<4s2xBx2H4x3L3H8xL")
_EXTRA: Final = struct.Struct("<2H")
_LONGEST_COMMENT: Final = 0xFFFF
_ZIP64: Final = 1
_ALL_ONES: Final = 0xFFFFFFFF  # "see the zip64 fields"
_END_ALL_ONES: Final = (0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, _ALL_ONES, _ALL_ONES)


@dataclass(frozen=True, slots=True)
class Member:
    """A member as the central directory declares it."""

    raw_name: bytes
    name: str
    version: int
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int


@dataclass(frozen=True, slots=True)
class Directory:
    """The central directory: how many members it says to have, where it begins, its bytes."""

    count: int
    offset: int
    content: bytes

    def members(self) -> Iterator[Member]:
        """Parse the members one by one."""
        content = self.content
        at = 0
        while at < len(content):
            signature, version, flags, method, crc, packed, size, *lengths, offset = (
                _CENTRAL.unpack_from(content, at)
            )
            named = at + _CENTRAL.size
            extended = named + lengths[0]
            commented = extended + lengths[1]
            at = commented + lengths[2]
            if signature != b"PK\1\2" or at > len(content):
                raise Refusal.DAMAGED.error()
            raw = content[named:extended]
            name = raw.decode("utf-8" if flags & UTF8 else "cp437")
            size, packed, offset = widened(content[extended:commented], size, packed, offset)
            yield Member(raw, name, version, flags, method, crc, packed, size, offset)


def find_directory(content: bytes) -> Directory:
    """Find the central directory of an archive that ends with the last byte.

    Raises:
        UnreadableError: there is none, it is not whole, or something stands after it.
        struct.error: a record is not whole.

    """
    at = content.rfind(b"PK\5\6", -_END.size - _LONGEST_COMMENT)
    if at < 0 or at + _END.size > len(content):
        raise Refusal.TRUNCATED.error()
    _, *narrow, comment = _END.unpack_from(content, at)
    _expect(at + _END.size + comment, len(content))
    directory_end, wide = _zip64_end(content, at)
    if wide and any(
        here not in allowed for here, *allowed in zip(narrow, wide, _END_ALL_ONES, strict=True)
    ):
        raise Refusal.CONTRADICTION.error()
    disk, directory_disk, on_disk, count, size, offset = wide or narrow
    if disk or directory_disk or on_disk != count:
        raise Refusal.CONTRADICTION.error()
    _expect(offset + size, directory_end)
    return Directory(count, offset, content[offset:directory_end])


def _expect(declared_end: int, end: int) -> None:
    if declared_end > end:
        raise Refusal.TRUNCATED.error()
    if declared_end < end:
        raise Refusal.SURPLUS.error()


def _zip64_end(content: bytes, at: int) -> tuple[int, list[int]]:
    """Return where the directory ends and the wide fields of the end record, if there are any."""
    locator_at = at - _LOCATOR.size
    if locator_at < 0 or content[locator_at : locator_at + 4] != b"PK\6\7":
        return at, []
    _, disk, record_at, disks = _LOCATOR.unpack_from(content, locator_at)
    if record_at > locator_at:
        raise Refusal.TRUNCATED.error()
    if disk or disks > 1:
        raise Refusal.CONTRADICTION.error()
    signature, size, _, _, *wide = _END64.unpack_from(content, record_at)
    if signature != b"PK\6\6" or record_at + 12 + size != locator_at:
        raise Refusal.CONTRADICTION.error()
    return record_at, wide


def widened(extra: bytes, *fields: int) -> list[int]:
    """Replace fields of all ones by those of the zip64 extra field, which has only these."""
    wide: Iterator[tuple[int]] = iter(())
    at = 0
    while at + _EXTRA.size <= len(extra):
        kind, length = _EXTRA.unpack_from(extra, at)
        at += _EXTRA.size + length
        if at > len(extra):
            raise Refusal.DAMAGED.error()
        if kind == _ZIP64:
            wide = struct.iter_unpack("<Q", extra[at - length : at][: length // 8 * 8])
    return [next(wide, (field,))[0] if field == _ALL_ONES else field for field in fields]
