"""What was given to be checked, file by file: from folders and archives (.zip) as well."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePath
from typing import Final

from wizard.files import FileError, is_folder, read_bytes, shown

MAX_MEMBERS: Final = 2_000
"""Of one archive."""
MAX_MEMBER_BYTES: Final = 5_000_000
"""What is larger is no form; so much of it is read that this can be said."""
MAX_ARCHIVE_BYTES: Final = 100_000_000
"""Of all the members of one archive together: they are held unpacked."""

_NO_FORMS: Final = re.compile(
    r".*\.(pdf|txt|md|csv|tsv|json|toml|xml|eml|msg|docx?|pptx?|png|jpe?g|gif|heic|tiff?|ics|ini|log"
    r"|lnk|url|exe|p12|pfx|cer|crt|pem)|\..*|~\$.*|thumbs\.db|desktop\.ini",
    re.IGNORECASE | re.DOTALL,
)
"""Files that lie beside forms; in a folder or an archive they are passed over, and named."""
_SAYS_UTF8: Final = 0x800
_ENCRYPTED: Final = 1
_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""Of others the library unpacks a member whole, however large."""
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


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to be checked: its name as people know it, and its bytes or where they lie.

    ``why`` and ``mend`` say, in Japanese, why nothing can be read, where that is known already.
    """

    name: str
    source: Path | bytes
    why: str = ""
    mend: str = ""

    def read(self) -> bytes:
        """Give the bytes.

        Raises:
            FileError: they cannot be read.

        """
        return self.source if isinstance(self.source, bytes) else read_bytes(self.source)


def uploads_at(given: Path) -> Iterator[Upload]:
    """Give the files of a path: the file itself, or those of a folder or an archive."""
    if not is_folder(given):
        yield from uploads_of(shown(given), given)
        return
    for path in sorted(given.rglob("*")):
        if not path.is_dir() and not is_passed_over(path.name):
            yield from uploads_of(shown(path), path)


def uploads_of(name: str, source: Path | bytes) -> Iterator[Upload]:
    """Give a file, or the files of an archive; what cannot be read says why."""
    if not name.lower().endswith(".zip"):
        yield Upload(name, source)
        return
    try:
        content = Upload(name, source).read()
    except FileError as error:
        yield Upload(name, b"", str(error), "場所と名前を確かめてください。")
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [info for info in archive.infolist() if not _is_folder(info)]
            if any(info.filename == _WORKBOOK_PART for info in members):
                yield Upload(name, content)  # a workbook with another ending
                return
            if _do_overlap(members):
                yield _refused(name, "圧縮ファイルの中身どうしが重なっています。")
                return
            yield from _members(name, archive, members)
    except _ZIP_ERRORS:
        yield _refused(name, "壊れているか、扱えない形式の圧縮ファイルです。")


def passed_over_of(name: str, source: Path | bytes) -> list[str]:
    """Name what is no form by its name: the file itself, or members of an archive."""
    if not name.lower().endswith(".zip"):
        return [name] if is_passed_over(PurePath(name).name) else []
    try:
        with zipfile.ZipFile(io.BytesIO(Upload(name, source).read())) as archive:
            members = [_name_of(info) for info in archive.infolist() if not _is_folder(info)]
    except (*_ZIP_ERRORS, FileError):
        return []  # told as a file that cannot be read
    if not members:
        return [name]
    return [shown(f"{name}/{m}") for m in members if is_passed_over(PurePath(m).name)]


def _do_overlap(members: Iterable[zipfile.ZipInfo]) -> bool:
    """Tell whether members share their bytes, so that little unpacks to much."""
    ordered = sorted(members, key=lambda info: info.header_offset)
    return any(
        one.header_offset + one.compress_size > other.header_offset
        for one, other in pairwise(ordered)
    )


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.filename.endswith("/")


def _name_of(info: zipfile.ZipInfo) -> str:
    """Read a member's name; many archives do not say in which code it is written."""
    if info.flag_bits & _SAYS_UTF8:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for code in ("utf-8", "cp932"):
        with suppress(UnicodeDecodeError):
            return raw.decode(code)
    return info.filename


def _members(
    name: str, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]
) -> Iterator[Upload]:
    if len(members) > MAX_MEMBERS:
        yield _refused(name, f"圧縮ファイルの中のファイルが多すぎます（{MAX_MEMBERS:,}個まで）。")
        return
    unpacked = 0
    for info in members:
        inside = _name_of(info)
        if is_passed_over(PurePath(inside).name):
            continue
        found = _member(archive, info, shown(f"{name}/{inside}"))
        unpacked += len(found.source) if isinstance(found.source, bytes) else 0
        if unpacked > MAX_ARCHIVE_BYTES:
            yield _refused(name, "圧縮ファイルの中身が大きすぎるため、残りは確かめていません。")
            return
        yield found


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, inner: str) -> Upload:
    if info.flag_bits & _ENCRYPTED:
        return _refused(inner, "圧縮ファイルにパスワードがかかっています。")
    if info.compress_type not in _METHODS:
        return _refused(inner, "圧縮ファイルの中で壊れていて、取り出せません。")
    try:
        with archive.open(info) as member:
            return Upload(inner, member.read(MAX_MEMBER_BYTES + 1))
    except _ZIP_ERRORS:
        return _refused(inner, "圧縮ファイルの中で壊れていて、取り出せません。")


def _refused(name: str, why: str) -> Upload:
    mend = "圧縮ファイルを展開（解凍）し、中の申込書（.xlsx）を選んでください。"
    return Upload(name, b"", why, mend)


def is_passed_over(name: str) -> bool:
    """Tell whether a file that lies beside forms is none: by its name alone."""
    return _NO_FORMS.fullmatch(name) is not None
