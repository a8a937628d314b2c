"""What was given to be checked, file by file: from folders and archives (.zip) as well."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wizard.files import is_folder, read_bytes, shown

MAX_MEMBERS: Final = 2_000
"""Of one archive."""
MAX_MEMBER_BYTES: Final = 5_000_000
"""What is larger is no form; so much of it is read that this can be said."""
MAX_ARCHIVE_BYTES: Final = 500_000_000
"""Of all the members of one archive together."""

_NO_FORMS: Final = re.compile(
    r".*\.(pdf|txt|md|csv|tsv|json|toml|xml|eml|msg|docx?|pptx?|png|jpe?g|gif|heic|tiff?|ics|ini|log"
    r"|lnk|url|exe|p12|pfx|cer|crt|pem)|\..*|~\$.*|thumbs\.db|desktop\.ini",
    re.IGNORECASE,
)
"""Files that lie beside forms; in a folder or an archive they are passed over, and named."""
_WORKBOOK_PART: Final = "[Content_Types].xml"
_ZIP_ERRORS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
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
    """Give the files of a path: the file itself, or those of a folder or an archive.

    Raises:
        FileError: the archive cannot be read.

    """
    if not is_folder(given):
        yield from uploads_of(shown(given), given)
        return
    for path in sorted(given.rglob("*")):
        if not path.is_dir() and not is_passed_over(path.name):
            yield from uploads_of(shown(path), path)


def uploads_of(name: str, source: Path | bytes) -> Iterator[Upload]:
    """Give a file, or the files of an archive.

    Raises:
        FileError: the archive cannot be read.

    """
    if not name.lower().endswith(".zip"):
        yield Upload(name, source)
        return
    content = Upload(name, source).read()
    try:
        with zipfile.ZipFile(io.BytesIO(content), metadata_encoding="cp932") as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            if any(info.filename == _WORKBOOK_PART for info in members):
                yield Upload(name, content)  # a workbook with another ending
                return
            yield from _members(name, archive, members)
    except _ZIP_ERRORS:
        yield _refused(name, "壊れているか、扱えない形式の圧縮ファイルです。")


def _members(
    name: str, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]
) -> Iterator[Upload]:
    if len(members) > MAX_MEMBERS:
        yield _refused(name, f"圧縮ファイルの中のファイルが多すぎます（{MAX_MEMBERS:,}個まで）。")
        return
    unpacked = 0
    for info in members:
        if is_passed_over(Path(info.filename).name):
            continue
        inner = shown(f"{name}/{info.filename}")
        if info.flag_bits & 1:
            yield _refused(inner, "圧縮ファイルにパスワードがかかっています。")
            continue
        try:
            with archive.open(info) as member:
                content = member.read(MAX_MEMBER_BYTES + 1)
        except _ZIP_ERRORS:
            yield _refused(inner, "圧縮ファイルの中で壊れていて、取り出せません。")
            continue
        unpacked += len(content)
        if unpacked > MAX_ARCHIVE_BYTES:
            yield _refused(name, "圧縮ファイルの中身が大きすぎるため、残りは確かめていません。")
            return
        yield Upload(inner, content)


def _refused(name: str, why: str) -> Upload:
    mend = "圧縮ファイルを展開（解凍）し、中の申込書（.xlsx）を選んでください。"
    return Upload(name, b"", why, mend)


def is_passed_over(name: str) -> bool:
    """Tell whether a file that lies beside forms is none: by its name alone."""
    return _NO_FORMS.fullmatch(name) is not None
