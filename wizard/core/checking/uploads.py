"""Uploads: the files to check, and which files hold others or are none to check."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from wizard.core.files import FileError, read_bytes

MAX_MEMBERS: Final = 2_000  # files of one archive (an estimate)
MAX_MEMBER_BYTES: Final = 5_000_000
"""The limit of the guard; one byte more is read of a larger file, so that it is reported."""
MAX_ARCHIVE_BYTES: Final = 100_000_000
"""All files of one upload, unpacked, as they are held in memory (an estimate)."""
ARCHIVES: Final = (".zip",)
MAILS: Final = (".eml", ".msg")
SAVE_FORM: Final = (
    "メールソフトでこのメールを開き、添付の申込書（.xlsx）を保存して、"
    "そのファイルを選択してください。"
)

_MAX_LISTED: Final = 100  # names (an estimate)
_EXTRACT: Final = "圧縮ファイルを展開（解凍）し、中の申込書（.xlsx）を選択してください。"
_NO_FORMS: Final = re.compile(
    r".*\.(pdf|txt|md|csv|tsv|json|toml|xml|html?|rtf|docx?|pptx?|png|jpe?g|gif|bmp|heic|tiff?|ics"
    r"|vcf|ini|log|lnk|url|exe|p12|pfx|cer|crt|pem|p7[bcms]|asc|sig)"
    r"|\..*|~\$.*|thumbs\.db|desktop\.ini|.*_返信\.eml",
    re.IGNORECASE | re.DOTALL,
)
"""Names of files that are not forms; in folders, archives and mails they are skipped and listed."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to check: its display name, and its bytes or path.

    ``why`` and ``mend`` are the Japanese reason and remedy if it is known to be unreadable.
    ``enclosed`` are the names of all files in its mail, or None if it is not from a mail;
    ``sender`` is the domain from which that mail was sent, if it says so; ``copies`` are the names
    of further files with the same content, which are not checked again; ``continuation`` is the
    別紙 that is read together with it.
    """

    name: str
    source: Path | bytes
    why: str = ""
    mend: str = ""
    enclosed: tuple[str, ...] | None = None
    sender: str = ""
    copies: tuple[str, ...] = ()
    continuation: "Upload | None" = None

    def read(self) -> bytes:
        """Return the bytes. Raises FileError if they cannot be read."""
        return self.source if isinstance(self.source, bytes) else read_bytes(self.source)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file that is not checked, as it is not a form: its display name."""

    name: str


Found = Upload | PassedOver


def is_passed_over(name: str) -> bool:
    """Return whether a file is not a form, by its name."""
    return _NO_FORMS.fullmatch(name) is not None


def first_names(names: Sequence[str]) -> list[str]:
    """Return the first names, and the number of the others."""
    rest = len(names) - _MAX_LISTED
    return [*names[:_MAX_LISTED], *([f"ほか{rest:,}件"] if rest > 0 else [])]


def without_copies(uploads: Iterable[Upload]) -> list[Upload]:
    """Return uploads without those that a mail beside them encloses as well.

    The mail says more of a form: from whom it is, and what was sent with it. What is in another
    archive than the mail was sent, or will be, by itself.
    """
    given = list(uploads)
    mailed: dict[tuple[str, bytes], Upload] = {}
    alone: dict[tuple[str, bytes], list[Upload]] = {}
    for one in given:
        if not one.why and one.enclosed is not None:
            mailed.setdefault((_archive_of(one), one.read()), one)
    with_mails = {archive for archive, _ in mailed}
    for one in given:
        if not one.why and one.enclosed is None and _archive_of(one) in with_mails:
            with suppress(FileError):  # its own check says why it cannot be read
                alone.setdefault((_archive_of(one), one.read()), []).append(one)
    merged: dict[int, Upload | None] = {}
    for content in mailed.keys() & alone.keys():
        (first, *others), mail = alone[content], mailed[content]
        copies = (*(one.name for one in others), mail.name)
        merged[id(first)] = replace(mail, name=first.name, source=first.source, copies=copies)
        merged |= dict.fromkeys(map(id, (*others, mail)))
    kept = (merged.get(id(one), one) for one in given)
    return [one for one in kept if one is not None]


def copies_text(copies: Sequence[str]) -> str:
    """Return that a form and its copies, the form first, count once."""
    places = "、".join(first_names(copies))
    return f"同じ申込書が{len(copies)}か所にあるため、1件として扱います：{places}"


def _archive_of(upload: Upload) -> str:
    """Return the outermost archive that a file lies in; empty where it lies in none."""
    names = upload.name.split("/")
    ends = (n for n, name in enumerate(names[:-1], 1) if name.lower().endswith(ARCHIVES))
    return "/".join(names[: next(ends, 0)])


def holds_files(name: str) -> bool:
    """Return whether a file is an archive or a mail, by its name."""
    return name.lower().endswith((*ARCHIVES, *MAILS))


def refused(name: str, why: str) -> Upload:
    """Return an upload for an archive, a mail or a member that cannot be unpacked."""
    return Upload(name, b"", why, SAVE_FORM if name.lower().endswith(MAILS) else _EXTRACT)
