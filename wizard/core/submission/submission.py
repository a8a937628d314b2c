"""A finished application with everything in its package."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding
from wizard.core import media_types
from wizard.core.filing import Filing
from wizard.core.mail_draft import Attachment
from wizard.core.submission.file_names import Names
from wizard.core.submission.letter import Letter
from workbook.forms.own_form import VERSION
from workbook.forms.template import Template

_DIGEST_DIGITS: Final = 12
_KINDS: Final = {
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": media_types.XLSX,
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}
NO_CONTRACTS: Final = "rename.no_contracts"
_ANY_KIND: Final = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Submission:
    """A form without errors, its letter, and the findings.

    ``at`` is the moment (Japan time) for the dates; ``edition`` is the form's version.
    """

    filing: Filing
    names: Names
    letter: Letter | None
    findings: tuple[Finding, ...]
    at: datetime
    office: OfficeCalendar
    template: Template
    edition: str


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


def letter_kind(name: str) -> str:
    """Return the media type of a letter by its name."""
    ending = name.rpartition(".")[2].lower()
    return _KINDS.get(f".{ending}", _ANY_KIND)


def attachments_of(submission: Submission) -> list[tuple[str, Attachment]]:
    """Return the attachments of the mail, each with its description."""
    filing, names, letter = submission.filing, submission.names, submission.letter
    enclosed = []
    if filing.content is not None:
        enclosed.append(("利用申込書", Attachment(names.form, filing.content, media_types.XLSX)))
    if filing.continuation is not None:
        beside = Attachment(names.continuation, filing.continuation, media_types.XLSX)
        enclosed.append(("別紙（申込書に記入しきれない行）", beside))
    if letter is not None:
        own = Attachment(names.letter, letter.content, letter_kind(names.letter))
        enclosed.append(("需要（発電）者への周知文", own))
    return enclosed
