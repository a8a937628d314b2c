"""A submission: a finished application with everything in its package."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding
from wizard.core.filing import Filing
from wizard.core.mail_draft import Attachment
from wizard.core.submission.file_names import Names
from wizard.core.submission.letter import Letter
from workbook.forms.own_form import VERSION
from workbook.forms.template import Template

_DIGEST_DIGITS: Final = 12  # of SHA-256, in hexadecimal: 48 bits distinguish editions
NO_CONTRACTS: Final = "rename.no_contracts"


@dataclass(frozen=True, slots=True)
class Submission:
    """A form without errors, its letter, and the findings.

    ``at`` is the moment (Japan time) for the dates; ``edition`` is the form's version, ``version``
    which one of the application it is: 1, and one more for each that was returned before.
    """

    filing: Filing
    names: Names
    letter: Letter | None
    findings: tuple[Finding, ...]
    at: datetime
    office: OfficeCalendar
    template: Template
    edition: str
    version: int = 1


def edition_of(template: Template, bound: bytes | None) -> str:
    """Return the version of the form; for a bound blank the beginning of its digest."""
    if bound is not None and not template.is_own:
        return f"取り込んだ様式（識別番号 {sha256(bound).hexdigest()[:_DIGEST_DIGITS]}）"
    return f"moushikomiの様式 第{VERSION}版"


def statement_location(filing: Filing, path: str) -> str:
    """Return in brackets where on the form an answer is, or empty if it is not there."""
    filled = filing.filled
    if filled is None or path not in filled.on_form:
        return ""
    where = "申込書の備考" if path in filled.stated else "申込書"
    return f"（{where}に記入しています）"


def attachments_of(submission: Submission) -> list[tuple[str, Attachment]]:
    """Return the attachments of the mail, each with its description."""
    filing, names, letter = submission.filing, submission.names, submission.letter
    enclosed = []
    if filing.content is not None:
        enclosed.append(("利用申込書", Attachment(names.form, filing.content)))
    if filing.continuation is not None:
        beside = Attachment(names.continuation, filing.continuation)
        enclosed.append(("別紙（申込書に記入しきれない行）", beside))
    if letter is not None:
        own = Attachment(names.letter, letter.content)
        enclosed.append(("需要（発電）者への周知文", own))
    return enclosed
