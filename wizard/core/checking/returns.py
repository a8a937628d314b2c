"""Files to return to the sender of a form: the annotated copy and a reply draft."""

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
from wizard.core.checking.batch_summary import place_of_gap
from wizard.core.checking.reply import reply_mail
from wizard.core.checking.uploads import Upload
from wizard.core.form_findings import UNOFFICIAL
from wizard.core.verdicts import ACCEPTABLE, UNREADABLE, VERDICTS, Verdict
from wizard.core.workers.limits import within_limits
from workbook.opened import OpenedWorkbook
from workbook.reports.annotate import annotate
from workbook.reports.list_sheet_xml import Remark

_INVALID: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')  # in the names of Windows
_CELL: Final = re.compile(r"(.+)!([A-Z]+)([0-9]+)")  # 利用申込書!AB12
_MAX_NAME_BYTES: Final = 200
"""Bytes of a name without its extension; file systems allow 255 in total."""
_COPY: Final = "_指摘.xlsx"
REPLY: Final = "_返信.eml"
ENDINGS: Final = (_COPY, REPLY)  # the suffixes of returned files


@dataclass(frozen=True, slots=True)
class ReturnFile:
    """A file to return: Japanese description, name, and a function that creates it."""

    what: str
    name: str
    make: Callable[[], bytes]


def return_files(
    upload: Upload, verdict: Verdict, now: datetime, office: OfficeCalendar, taken: set[str]
) -> Iterator[ReturnFile]:
    """Yield the files to return for a form, with names that are not in ``taken``.

    There is no copy without findings (besides that it is an unofficial form), and no reply without
    errors.
    """
    original_name = upload.source.name if isinstance(upload.source, Path) else upload.name
    stem = _stem(original_name, taken)
    copy_name = stem + _COPY

    def copy() -> bytes:
        return annotated_copy(upload.read(), verdict, now, office)

    has_findings = any(finding.code != UNOFFICIAL for finding in verdict.findings)
    has_copy = has_findings and verdict.verdict != UNREADABLE
    if has_copy:
        yield ReturnFile("指摘を記載した写し", copy_name, copy)
    if verdict.verdict != ACCEPTABLE:
        name = PurePosixPath(upload.name).name

        def mail() -> bytes:
            enclosed = (copy_name, copy()) if has_copy else None
            return reply_mail(name, verdict, round_at(now, office), enclosed)

        yield ReturnFile("返信の下書き（メール）", stem + REPLY, mail)


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
    """Return a unique file name stem, from the original name of a form."""
    path = PurePosixPath(name.replace("\\", "/"))
    plain = _INVALID.sub("_", path.stem) or "申込書"
    numbers = (f" ({number})" if number > 1 else "" for number in count(1))
    stems = (_cut(plain, _MAX_NAME_BYTES - len(number)) + number for number in numbers)
    stem = next(stem for stem in stems if stem.casefold() not in taken)
    taken.add(stem.casefold())
    return stem


def _cut(text: str, most: int) -> str:
    """Return a text cut to a number of UTF-8 bytes."""
    return text.encode("utf-8", "replace")[:most].decode("utf-8", "ignore")
