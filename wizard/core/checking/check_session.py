"""State of the check page: uploaded files and their verdicts. Kept in the session."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath

from wizard.core.checking.batch_summary import CheckedFile
from wizard.core.checking.contents import contents_of
from wizard.core.checking.continuations import with_continuations
from wizard.core.checking.related_files import split_related_files
from wizard.core.checking.uploads import (
    PassedOver,
    Upload,
    first_names,
    is_passed_over,
    without_copies,
)
from wizard.core.focus_target import FocusTarget
from wizard.core.verdicts import ACCEPTABLE, DEFICIENT, UNREADABLE

MAX_FILES = 2_000  # files at a time; an error message says if there are more
MAX_BYTES = 100_000_000  # all files of a session together, unpacked, as they are held in memory

_READ_WITH = "{}：「{}」とあわせて読み取りました"
_ORDER = (UNREADABLE, DEFICIENT, ACCEPTABLE)


@dataclass
class CheckSession(FocusTarget):
    """The uploaded files of a session, and the verdicts so far by file number.

    ``at`` is the moment (Japan time) of the check; ``page`` is the page of results shown, from 0;
    ``passed_over`` are the names of files that are not forms; ``error`` is the error message.
    """

    at: datetime | None = None
    uploads: list[Upload] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    checked: dict[int, CheckedFile] = field(default_factory=dict)
    is_at_work: bool = False
    page: int = 0
    error: str = ""

    def lay_down(self, given: Iterable[tuple[str, bytes]], at: datetime) -> None:
        """Replace the files by an upload, with archives and mails unpacked."""
        self.at, self.page, self.error = at, 0, ""
        self.checked, self.uploads, self.passed_over = {}, [], []
        for name, content in _with_unique_names(given):
            if is_passed_over(name):
                self.passed_over.append(name)
            else:
                self._take(name, content)
        self.uploads = with_continuations(without_copies(self.uploads))
        self.is_at_work = bool(self.uploads)

    def _take(self, name: str, content: bytes) -> None:
        """Add the files of an upload, up to the limits."""
        total_bytes = sum(
            len(upload.source) for upload in self.uploads if isinstance(upload.source, bytes)
        )
        for upload in contents_of(name, content):
            if isinstance(upload, PassedOver):
                self.passed_over.append(upload.name)
                continue
            total_bytes += len(upload.source) if isinstance(upload.source, bytes) else 0
            if len(self.uploads) == MAX_FILES:
                self.error = (
                    f"一度に処理できるのは{MAX_FILES:,}件までです。複数回に分けてください。"
                )
                return
            if total_bytes > MAX_BYTES:
                megabytes = MAX_BYTES // 1_000_000
                self.error = (
                    f"一度に処理できるのは合計{megabytes}MBまでです。複数回に分けてください。"
                )
                return
            self.uploads.append(upload)

    def forget_error(self) -> None:
        """Clear the error message, which was about other files."""
        self.error = ""

    def beside_forms(self) -> tuple[list[str], list[str]]:
        """Return lines about the files that belong to a form, and the first names of the others."""
        verdicts = (checked.verdict for checked in self.checked.values())
        belonging, others = split_related_files(self.passed_over, verdicts)
        continued = [
            _READ_WITH.format(PurePath(upload.continuation.name).name, PurePath(upload.name).name)
            for upload in self.uploads
            if upload.continuation
        ]
        return first_names([*continued, *belonging]), first_names(others)

    def waiting(self) -> list[int]:
        """Return the numbers of the files that have no verdict yet."""
        return [number for number in range(len(self.uploads)) if number not in self.checked]

    def worst_first(self) -> list[int]:
        """Return the numbers of the checked files: unreadable, deficient, then the others."""

        def weight(number: int) -> tuple[int, int, int]:
            verdict = self.checked[number].verdict
            return _ORDER.index(verdict.verdict), -len(verdict.findings), number

        return sorted(self.checked, key=weight)


def _with_unique_names(given: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield files with unique names; duplicates get a number."""
    counts: dict[str, int] = {}
    for name, content in given:
        counts[name] = counts.get(name, 0) + 1
        path = PurePath(name)
        numbered = f"{path.stem} ({counts[name]}){path.suffix}"
        yield (numbered if counts[name] > 1 else name), content
