"""What goes back to the sender of a form: the annotated copy and the draft of a reply."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Final

from rules.dates.cutoff import round_at
from rules.dates.date_text import long_moment
from rules.dates.round_text import cutoff_text, registration_text
from rules.dates.workdays import OfficeCalendar
from rules.edition import CITED
from rules.finding import SEVERITY_WORDS, Finding
from wizard.core import media_types
from wizard.core.checking.batch_summary import place_of_gap
from wizard.core.checking.reply import reply_mail
from wizard.core.checking.uploads import Upload
from wizard.core.filing import ACCEPTABLE, UNOFFICIAL, UNREADABLE, VERDICTS, Verdict
from wizard.core.workers.limits import within_limits
from workbook.opened import OpenedWorkbook
from workbook.reports.annotate import Remark, annotate

_UNFIT: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_CELL: Final = re.compile(r"(.+)!([A-Z]+)([0-9]+)")
_MOST_BYTES: Final = 200
"""Of a name without its ending; file systems bear 255 in all."""
_COPY: Final = "_指摘.xlsx"
_MAIL: Final = "_返信.eml"
ENDINGS: Final = (_COPY, _MAIL)
"""What the names of answers end with."""


@dataclass(frozen=True, slots=True)
class ReturnFile:
    """A file that goes back: what it is, in Japanese, its name and kind, and how it is made."""

    what: str
    name: str
    mime: str
    make: Callable[[], bytes]


def return_files(
    upload: Upload, verdict: Verdict, now: datetime, office: OfficeCalendar, taken: set[str]
) -> Iterator[ReturnFile]:
    """Yield what answers a form, with names that are not ``taken`` yet.

    A form of which nothing is told but whose it is needs no copy, one without gaps no reply.
    """
    known = upload.source.name if isinstance(upload.source, Path) else upload.name
    stem = _stem(known, taken)
    copy_name = stem + _COPY

    def copy() -> bytes:
        return annotated_copy(upload.read(), verdict, now, office)

    is_told = any(finding.code != UNOFFICIAL for finding in verdict.findings)
    has_copy = is_told and verdict.verdict != UNREADABLE
    if has_copy:
        yield ReturnFile("指摘を記載した写し", copy_name, media_types.XLSX, copy)
    if verdict.verdict != ACCEPTABLE:
        name = PurePosixPath(upload.name).name

        def mail() -> bytes:
            enclosed = (copy_name, copy()) if has_copy else None
            return reply_mail(name, verdict, round_at(now, office), enclosed)

        yield ReturnFile("返信の下書き（メール）", stem + _MAIL, media_types.EML, mail)


def annotated_copy(
    content: bytes, verdict: Verdict, now: datetime, office: OfficeCalendar
) -> bytes:
    """Return a copy of a form with a comment at each finding, and a list of them."""
    this = round_at(now, office)
    note = (
        f"{long_moment(now)}時点の確認結果です。"
        f"{cutoff_text(this.cutoff)}までに提出した場合、"
        f"登録は{registration_text(this.registration)}の見込みです（FAQ 3-4）。{CITED}"
    )
    remarks = [_remark(finding) for finding in verdict.findings]
    return within_limits(_annotated, content, remarks, VERDICTS[verdict.verdict], note)


def _annotated(content: bytes, remarks: list[Remark], verdict: str, note: str) -> bytes:
    return annotate(OpenedWorkbook(content), remarks, verdict=verdict, note=note)


def _remark(finding: Finding) -> Remark:
    match = _CELL.fullmatch(finding.cell or "")
    sheet, column, row = match.groups() if match else (None, "", "0")
    return Remark(
        sheet=sheet,
        row=int(row),
        column=_number(column),
        severity=SEVERITY_WORDS[finding.severity],
        label=place_of_gap(finding),
        message=finding.message,
        remedy=finding.advice,
        source=finding.source,
    )


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _stem(name: str, taken: set[str]) -> str:
    """Make a file's name of where a form came from, other than those that are taken."""
    path = PurePosixPath(name.replace("\\", "/"))
    plain = _UNFIT.sub("_", path.stem) or "申込書"
    numbers = (f" ({number})" if number > 1 else "" for number in count(1))
    stems = (_cut(plain, _MOST_BYTES - len(number)) + number for number in numbers)
    stem = next(stem for stem in stems if stem.casefold() not in taken)
    taken.add(stem.casefold())
    return stem


def _cut(text: str, most: int) -> str:
    """Cut a text to so many bytes, as file systems count them."""
    return text.encode("utf-8", "replace")[:most].decode("utf-8", "ignore")
