"""Building of the submission package: checked with its letter, then packed reproducibly."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from rules.dates.cutoff import in_japan
from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, is_acceptable
from rules.obligations.messages import sort_by_severity
from schemas.application import AnyApplication
from wizard.core.filing import Filing
from wizard.core.ics import calendar_file
from wizard.core.settings import settings
from wizard.core.submission.cover_mail import covering_mail
from wizard.core.submission.file_names import names_of
from wizard.core.submission.letter import PATH, Letter, letter_findings
from wizard.core.submission.receipt import receipt
from wizard.core.submission.submission import Submission, attachments_of
from workbook.forms.template import Template
from workbook.places import place_of
from workbook.xlsx.dated_archive import packed, with_timestamp


@dataclass(frozen=True, slots=True)
class SubmissionPackage:
    """The archive and the names of its members; None and empty if there are errors."""

    content: bytes | None
    contents: tuple[str, ...]
    findings: tuple[Finding, ...]


def findings_with_letter(
    filing: Filing, letter: Letter | None, template: Template
) -> tuple[Finding, ...]:
    """Return the findings of an application and its letter."""
    parsed = filing.parsed
    names = names_of(parsed, letter.name if letter else None)
    place = place_of(PATH, template.places)
    cell = str(place) if place else None
    letter_results = letter_findings(parsed, letter, names, settings().letter_megabytes)
    return sort_by_severity(
        [*filing.findings, *(replace(finding, cell=cell) for finding in letter_results)]
    )


def make_package(submission: Submission) -> SubmissionPackage:
    """Return the package of an application, dated with its moment, unless there are errors.

    The same submission gives the same bytes.
    """
    filing, application = submission.filing, submission.filing.parsed.application
    if application is None or filing.content is None or not is_acceptable(submission.findings):
        return SubmissionPackage(None, (), submission.findings)
    members = tuple(_members(submission, application))
    names = tuple(name for name, _ in members)
    return SubmissionPackage(packed(members, submission.at), names, submission.findings)


def submission_of(  # noqa: PLR0913 - what a package depends on
    filing: Filing,
    letter: Letter | None,
    at: datetime,
    office: OfficeCalendar,
    *,
    template: Template,
    edition: str,
    version: int = 1,
) -> Submission:
    """Return an application as of a moment with everything that goes into its package."""
    at = in_japan(at)
    return Submission(
        filing=_with_timestamps(filing, at, template),
        names=names_of(filing.parsed, letter.name if letter else None, version),
        letter=letter,
        findings=findings_with_letter(filing, letter, template),
        at=at,
        office=office,
        template=template,
        edition=edition,
        version=version,
    )


def _with_timestamps(filing: Filing, at: datetime, template: Template) -> Filing:
    """Return the filing with its moment in this project's workbooks; other blanks are unchanged."""
    filled = filing.filled
    if filled is None:
        return filing
    content, continuation = filled.content, filled.continuation
    if template.is_own:
        content = with_timestamp(content, at)
    if continuation is not None:
        continuation = with_timestamp(continuation, at)
    return replace(filing, filled=replace(filled, content=content, continuation=continuation))


def _members(submission: Submission, application: AnyApplication) -> Iterator[tuple[str, bytes]]:
    for _, attachment in attachments_of(submission):
        yield attachment.name, attachment.content
    names = submission.names
    yield names.mail, covering_mail(submission, application, settings().recipient)
    yield names.dates, calendar_file([submission.filing.round], submission.office, submission.at)
    yield names.receipt, receipt(submission)
