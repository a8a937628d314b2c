"""What was given to be checked, file by file: out of folders, archives (.zip) and mails as well."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wizard.core.files import FileError, is_folder, printable, read_bytes
from wizard.core.workers.limits import within_limits
from wizard.core.workers.too_costly import TooCostlyError

MAX_MEMBERS: Final = 2_000
"""Of one archive."""
MAX_MEMBER_BYTES: Final = 5_000_000
"""What is larger is no form; so much of it is read that this can be said."""
MAX_ARCHIVE_BYTES: Final = 100_000_000
"""Of all that one upload holds, unpacked: it is held in memory."""
ARCHIVES: Final = (".zip",)
MAILS: Final = (".eml", ".msg")
SAVE_FORM: Final = (
    "メールソフトでこのメールを開き、添付の申込書（.xlsx）を保存して、"
    "そのファイルを選択してください。"
)

_SHOWN: Final = 100
_EXTRACT: Final = "圧縮ファイルを展開（解凍）し、中の申込書（.xlsx）を選択してください。"
_NO_FORMS: Final = re.compile(
    r".*\.(pdf|txt|md|csv|tsv|json|toml|xml|html?|rtf|docx?|pptx?|png|jpe?g|gif|bmp|heic|tiff?|ics"
    r"|vcf|ini|log|lnk|url|exe|p12|pfx|cer|crt|pem|p7[bcms]|asc|sig)"
    r"|\..*|~\$.*|thumbs\.db|desktop\.ini|.*_返信\.eml",
    re.IGNORECASE | re.DOTALL,
)
"""Files that lie beside forms; in folders, archives and mails they are passed over, and named."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to be checked: its name as people know it, and its bytes or where they lie.

    ``why`` and ``mend`` say, in Japanese, why nothing can be read, where that is known already.
    ``enclosed`` are the names of all files of the mail that it was attached to; None for others.
    """

    name: str
    source: Path | bytes
    why: str = ""
    mend: str = ""
    enclosed: tuple[str, ...] | None = None

    def read(self) -> bytes:
        """Return the bytes.

        Raises:
            FileError: they cannot be read.

        """
        return self.source if isinstance(self.source, bytes) else read_bytes(self.source)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file that is not checked, as it is no form: its name as people know it."""

    name: str


Found = Upload | PassedOver


def contents_at(given: Path) -> Iterator[Found]:
    """Yield what a path holds: the file itself, or the files of a folder, an archive or a mail."""
    if not is_folder(given):
        yield from contents_of(printable(given), given)
        return
    for path in sorted(given.rglob("*")):
        if path.is_dir():
            continue
        if is_passed_over(path.name):
            yield PassedOver(printable(path))
        else:
            yield from contents_of(printable(path), path)


def contents_of(name: str, source: Path | bytes) -> Iterator[Found]:
    """Yield a file, or the files of an archive or a mail; what cannot be read says why."""
    if not holds_files(name):
        yield Upload(name, source)
        return
    try:
        content = Upload(name, source).read()
    except FileError as error:
        yield Upload(name, b"", str(error), "保存場所とファイル名を確認してください。")
        return
    try:
        yield from within_limits(_unpacked, name, content, MAX_ARCHIVE_BYTES)
    except TooCostlyError as error:
        yield Upload(name, b"", error.why, error.mend)


def _unpacked(name: str, content: bytes, most: int) -> list[Found]:
    from wizard.core.checking.unpacking import unpack_files  # noqa: PLC0415 - few uploads need its libraries

    return list(unpack_files(name, content, most))


def uploads_at(given: Path) -> Iterator[Upload]:
    """Return the files of a path that are to be checked."""
    return (found for found in contents_at(given) if isinstance(found, Upload))


def uploads_of(name: str, source: Path | bytes) -> Iterator[Upload]:
    """Return the files of an upload that are to be checked."""
    return (found for found in contents_of(name, source) if isinstance(found, Upload))


def is_passed_over(name: str) -> bool:
    """Return whether a file that lies beside forms is none: by its name alone."""
    return _NO_FORMS.fullmatch(name) is not None


def first_names(names: Sequence[str]) -> list[str]:
    """Return so many names as a person reads, and the number of the others."""
    rest = len(names) - _SHOWN
    return [*names[:_SHOWN], *([f"ほか{rest:,}件"] if rest > 0 else [])]


def holds_files(name: str) -> bool:
    """Return whether a file holds others, by its name alone: an archive or a mail."""
    return name.lower().endswith((*ARCHIVES, *MAILS))


def refused(name: str, why: str) -> Upload:
    """Make the upload of an archive or a mail, or of a file in one, that cannot be unpacked."""
    return Upload(name, b"", why, SAVE_FORM if name.lower().endswith(MAILS) else _EXTRACT)
