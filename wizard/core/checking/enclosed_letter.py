"""The 周知文 of a rename has to travel with its form: is it enclosed in the same mail? FAQ 3-7."""

from dataclasses import replace

from rules.finding import Severity, Violation, shortened
from rules.obligations.messages import make_finding, sort_by_severity
from wizard.core.checking.uploads import Upload
from wizard.core.draft import get_at
from wizard.core.filing import DEFICIENT, LETTER, Verdict
from wizard.core.submission.letter_name import names_without_file
from wizard.core.submission.submission import NO_CONTRACTS

_SOURCE = "3-7"


def with_letter(upload: Upload, verdict: Verdict) -> Verdict:
    """Return a verdict that also says which letters the mail of a form lacks.

    Only a mail is asked: it is what is sent, whereas folders and archives may hold forms alone.
    """
    if upload.enclosed is None:
        return verdict
    first, *others = (_judged(form, upload.enclosed) for form in verdict.forms)
    return replace(first, others=tuple(others))


def _judged(form: Verdict, enclosed: tuple[str, ...]) -> Verdict:
    answers = form.answers or {}
    named = get_at(answers, LETTER)
    if form.kind != "rename" or not named or get_at(answers, NO_CONTRACTS):
        return form
    lacking = names_without_file(str(named), enclosed)
    if not lacking:
        return form
    hit = Violation(LETTER, {"named": shortened("、".join(lacking))})
    finding = replace(
        make_finding("letter-not-enclosed", Severity.ERROR, _SOURCE, hit), cell=form.letter_cell
    )
    return replace(form, verdict=DEFICIENT, findings=sort_by_severity([*form.findings, finding]))
