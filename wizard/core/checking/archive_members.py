"""Members of archives (.zip), listed without unpacking."""

import io
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from wizard.core.checking.unpacking_budget import Budget

_SAYS_UTF8: Final = 0x800  # general purpose bits of zip (APPNOTE, 4.4.4)
_ENCRYPTED: Final = 1
_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""With other methods, the library unpacks a member completely, regardless of its size."""
_ENTRY: Final = b"PK\x01\x02"  # the signature of a central directory entry
_MOST_PARTS: Final = 1_000  # of a workbook that is searched; a form has 20 (an estimate)
_MOST_SEARCHED: Final = 1_000_000  # bytes of a part (an estimate)
_STEPS_OF_ENTRY: Final = 200  # of Budget (estimated)
_WORKBOOK_PART: Final = "[Content_Types].xml"
_ZIP_ERRORS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    LookupError,
)


class ArchiveError(ValueError):
    """Raised if an archive or member cannot be unpacked; the message is in Japanese."""


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """A file in an archive, which is unpacked on demand."""

    name: str
    archive: zipfile.ZipFile
    info: zipfile.ZipInfo

    def read(self, most: int) -> bytes:
        """Return at most a number of bytes. Raises ArchiveError if it is encrypted or damaged."""
        if self.info.flag_bits & _ENCRYPTED:
            raise ArchiveError("圧縮ファイルにパスワードが設定されています。")
        damaged = "圧縮ファイル内で破損しており、展開できません。"
        if self.info.compress_type not in _METHODS:
            raise ArchiveError(damaged)
        try:
            with self.archive.open(self.info) as member:
                return member.read(most)
        except _ZIP_ERRORS as error:
            raise ArchiveError(damaged) from error


def members_of(content: bytes, budget: Budget) -> list[ArchiveMember] | None:
    """Return the files of an archive, or None if it is a workbook.

    Raises ArchiveError if it is not an archive, or its members overlap and BudgetError if its
    directory exceeds the budget.
    """
    budget.take_steps(content.count(_ENTRY) * _STEPS_OF_ENTRY)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
    except _ZIP_ERRORS as error:
        raise ArchiveError("破損しているか、対応していない形式の圧縮ファイルです。") from error
    if any(info.filename == _WORKBOOK_PART for info in infos):
        return None
    if _do_overlap(infos):
        raise ArchiveError("圧縮ファイルの構造に異常があります（データの重複）。")
    return [ArchiveMember(_name_of(info), archive, info) for info in infos]


def part_contains(workbook: bytes, part: str, text: bytes) -> bool:
    """Return whether a text stands in a part of a workbook; not so in one that is damaged."""
    if workbook.count(_ENTRY) > _MOST_PARTS:
        return False
    try:
        archive = zipfile.ZipFile(io.BytesIO(workbook))
        member = ArchiveMember(part, archive, archive.getinfo(part))
        return text in member.read(_MOST_SEARCHED)
    except (ArchiveError, *_ZIP_ERRORS):
        return False


def _do_overlap(members: Iterable[zipfile.ZipInfo]) -> bool:
    """Return whether members overlap, as in a zip bomb."""
    ordered = sorted(members, key=lambda info: info.header_offset)
    return any(
        one.header_offset + one.compress_size > other.header_offset
        for one, other in pairwise(ordered)
    )


def _name_of(info: zipfile.ZipInfo) -> str:
    """Return the decoded name of a member; many archives do not declare its encoding."""
    if info.flag_bits & _SAYS_UTF8:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for code in ("utf-8", "cp932"):
        with suppress(UnicodeDecodeError):
            return raw.decode(code)
    return info.filename
