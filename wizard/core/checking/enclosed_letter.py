"""Check that the 周知文 of a rename is enclosed in the mail of its form. FAQ 3-7."""

from dataclasses import replace

from rules.finding import Severity, Violation, shortened
from rules.obligations.messages import make_finding, sort_by_severity
from wizard.core.checking.uploads import Upload
from wizard.core.draft import get_at
from wizard.core.submission.letter_name import names_without_file
from wizard.core.submission.submission import NO_CONTRACTS
from wizard.core.verdicts import DEFICIENT, LETTER, Verdict

_SOURCE = "3-7"


def with_letter(upload: Upload, verdict: Verdict) -> Verdict:
    """Return a verdict with findings for letters missing from the mail of a form.

    Only for mails, as folders and archives may be of forms only.
    """
    if upload.enclosed is None:
        return verdict
    first, *others = (_with_finding(form, upload.enclosed) for form in verdict.forms)
    return replace(first, others=tuple(others))


def _with_finding(form: Verdict, enclosed: tuple[str, ...]) -> Verdict:
    answers = form.answers or {}
    named = get_at(answers, LETTER)
    if form.kind != "rename" or not named or get_at(answers, NO_CONTRACTS):
        return form
    missing = names_without_file(str(named), enclosed)
    if not missing:
        return form
    hit = Violation(LETTER, {"named": shortened("、".join(missing))})
    finding = replace(
        make_finding("letter-not-enclosed", Severity.ERROR, _SOURCE, hit), cell=form.letter_cell
    )
    return replace(form, verdict=DEFICIENT, findings=sort_by_severity([*form.findings, finding]))
