"""The central directory of a zip archive: its declared members."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from workbook.xlsx.guard.refusals import Refusal

UTF8: Final = 1 << 11  # the flag for a name in UTF-8; other names are in code page 437

_END: Final = struct.Struct("<4s4H2LH")
_LOCATOR: Final = struct.Struct("<4sLQL")
_END64: Final = struct.Struct("<4sQ2H2L4Q")
_CENTRAL: Final = struct.Struct("<4s2xBx2H4x3L3H8xL")
_EXTRA: Final = struct.Struct("<2H")
_LONGEST_COMMENT: Final = 0xFFFF  # bytes: its length has 16 bits
_ZIP64: Final = 1  # the extra field of large members (APPNOTE, 4.5.3)
_SEE_ZIP64: Final = 0xFFFFFFFF  # all ones: the value is in the zip64 field
_END_SEE_ZIP64: Final = (0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, _SEE_ZIP64, _SEE_ZIP64)


@dataclass(frozen=True, slots=True)
class Member:
    """A member as declared in the central directory."""

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
    """The central directory: declared number of members, offset, and bytes."""

    count: int
    offset: int
    content: bytes

    def members(self) -> Iterator[Member]:
        """Yield the members."""
        content = self.content
        at = 0
        while at < len(content):
            signature, version, flags, method, crc, packed, size, *lengths, offset = (
                _CENTRAL.unpack_from(content, at)
            )
            name_at = at + _CENTRAL.size
            extra_at = name_at + lengths[0]
            comment_at = extra_at + lengths[1]
            at = comment_at + lengths[2]
            if signature != b"PK\1\2" or at > len(content):
                raise Refusal.DAMAGED.error()
            raw = content[name_at:extra_at]
            name = raw.decode("utf-8" if flags & UTF8 else "cp437")
            size, packed, offset = widened(content[extra_at:comment_at], size, packed, offset)
            yield Member(raw, name, version, flags, method, crc, packed, size, offset)


def find_directory(content: bytes) -> Directory:
    """Return the central directory of an archive that ends at the last byte.

    Raises UnreadableError if there is none, it is truncated, or something follows it and
    struct.error if a record is truncated.
    """
    at = content.rfind(b"PK\5\6", -_END.size - _LONGEST_COMMENT)
    if at < 0 or at + _END.size > len(content):
        raise Refusal.TRUNCATED.error()
    _, *narrow, comment = _END.unpack_from(content, at)
    _check_end(at + _END.size + comment, len(content))
    directory_end, wide = _zip64_end(content, at)
    if wide and any(
        here not in allowed for here, *allowed in zip(narrow, wide, _END_SEE_ZIP64, strict=True)
    ):
        raise Refusal.CONTRADICTION.error()
    disk, directory_disk, on_disk, count, size, offset = wide or narrow
    if disk or directory_disk or on_disk != count:
        raise Refusal.CONTRADICTION.error()
    _check_end(offset + size, directory_end)
    return Directory(count, offset, content[offset:directory_end])


def _check_end(declared_end: int, end: int) -> None:
    if declared_end > end:
        raise Refusal.TRUNCATED.error()
    if declared_end < end:
        raise Refusal.SURPLUS.error()


def _zip64_end(content: bytes, at: int) -> tuple[int, list[int]]:
    """Return the end of the directory, and the 64-bit fields of the end record if present."""
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
    """Return fields with all-ones values replaced from the zip64 extra field, in order."""
    wide: Iterator[tuple[int]] = iter(())
    at = 0
    while at + _EXTRA.size <= len(extra):
        kind, length = _EXTRA.unpack_from(extra, at)
        at += _EXTRA.size + length
        if at > len(extra):
            raise Refusal.DAMAGED.error()
        if kind == _ZIP64:
            wide = struct.iter_unpack("<Q", extra[at - length : at][: length // 8 * 8])
    return [next(wide, (field,))[0] if field == _SEE_ZIP64 else field for field in fields]
