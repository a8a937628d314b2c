"""What a person has laid on the desk to be checked. Kept for the session alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath

from wizard.core.checking.batch_summary import Checked
from wizard.core.checking.uploads import PassedOver, Upload, contents_of, is_passed_over
from wizard.core.filing import ACCEPTABLE, DEFICIENT, UNREADABLE
from wizard.core.focus import FocusTarget

MAX_FILES = 2_000
"""At a time; what is beyond is told."""
MAX_BYTES = 100_000_000
"""Of all files of a visit together, those of archives unpacked: they are held in memory."""

_ORDER = (UNREADABLE, DEFICIENT, ACCEPTABLE)


@dataclass
class CheckSession(FocusTarget):
    """The files of a session: those given, and the verdicts so far by the file's number.

    ``at`` is the moment (Japan time) to judge by; ``page`` the page of the results that is shown,
    from 0; ``passed_over`` names what is no form by its name; ``said`` what was wrong.
    """

    at: datetime | None = None
    uploads: list[Upload] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    checked: dict[int, Checked] = field(default_factory=dict)
    is_at_work: bool = False
    page: int = 0
    said: str = ""

    def lay_down(self, given: Iterable[tuple[str, bytes]], at: datetime) -> None:
        """Lay files on the desk, archives and mails unpacked, in place of those that lay there."""
        self.at, self.page, self.said = at, 0, ""
        self.checked, self.uploads, self.passed_over = {}, [], []
        for name, content in _named_apart(given):
            if is_passed_over(name):
                self.passed_over.append(name)
            else:
                self._take(name, content)
        self.is_at_work = bool(self.uploads)

    def _take(self, name: str, content: bytes) -> None:
        """Take the files of an upload one by one, as far as there is room for them."""
        held = sum(
            len(upload.source) for upload in self.uploads if isinstance(upload.source, bytes)
        )
        for upload in contents_of(name, content):
            if isinstance(upload, PassedOver):
                self.passed_over.append(upload.name)
                continue
            held += len(upload.source) if isinstance(upload.source, bytes) else 0
            if len(self.uploads) == MAX_FILES:
                self.said = (
                    f"一度にチェックできるのは{MAX_FILES:,}件までです。複数回に分けてください。"
                )
                return
            if held > MAX_BYTES:
                most = MAX_BYTES // 1_000_000
                self.said = (
                    f"一度にチェックできるのは合計{most}MBまでです。複数回に分けてください。"
                )
                return
            self.uploads.append(upload)

    def waiting(self) -> list[int]:
        """Return the numbers of the files that have no verdict yet."""
        return [number for number in range(len(self.uploads)) if number not in self.checked]

    def worst_first(self) -> list[int]:
        """Return the numbers of the checked files: unreadable, deficient, then the others."""

        def weight(number: int) -> tuple[int, int, int]:
            verdict = self.checked[number].verdict
            return _ORDER.index(verdict.verdict), -len(verdict.findings), number

        return sorted(self.checked, key=weight)


def _named_apart(given: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield files with names of their own: two of one name are told apart by a number."""
    taken: dict[str, int] = {}
    for name, content in given:
        taken[name] = taken.get(name, 0) + 1
        path = PurePath(name)
        apart = f"{path.stem} ({taken[name]}){path.suffix}"
        yield (apart if taken[name] > 1 else name), content
