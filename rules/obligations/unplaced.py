"""Unplaced answers: what holds where a form has no place for one. FAQ 参考, 3-4, 3-7.

A blank's binding knows of each answer its cells, or that a person confirmed it to be absent, or
neither; an entry of which neither is known may have a place that stays empty.
"""

from rules.finding import Finding, Severity, Violation
from rules.obligations.messages import make_finding
from schemas.answer import Purpose
from schemas.catalogue import ENTRIES, TABLES, column

_NOT_ON_FORM = {
    Purpose.ENTRY: "entry-not-on-form",
    Purpose.DECLARATION: "declaration-not-on-form",
    Purpose.OURS: "not-on-form",
}


def unplaced(  # noqa: PLR0913 - what is known of one answer
    path: str, kind: str, name: str, *, is_absent: bool, is_stated: bool, is_given: bool
) -> Finding:
    """Return what to say of an answer that a form has no place for.

    ``name`` is the one by which a blank binds it; ``is_absent``: a person confirmed that there is
    no place; ``is_stated``: 備考 says it in words; ``is_given``: there is one to be written.
    """
    entry = ENTRIES[column(path)]
    purpose, source = entry.purpose(kind), entry.answer.source
    hit = Violation(path, {"name": name})
    if purpose is Purpose.ENTRY and not is_absent:
        return make_finding("place-unknown", Severity.ERROR, source, hit)
    if is_stated:
        return make_finding("stated", Severity.NOTE, source, hit)
    if is_given and purpose is Purpose.DECLARATION:
        return make_finding("not-on-form", Severity.NOTE, source, hit)
    if is_given:
        severity = Severity.ERROR if purpose is Purpose.ENTRY else Severity.WARNING
        return make_finding("no-place", severity, source, hit)
    return make_finding(_NOT_ON_FORM[purpose], Severity.NOTE, source, hit)


def unidentified(table: str) -> Finding:
    """Return the finding for a table without a cell that distinguishes its certificates."""
    return make_finding("unidentified", Severity.ERROR, "3-6", Violation(table))


CERTIFICATE_TABLES = tuple(table for table in TABLES if f"{table}.serial" in ENTRIES)
"""The tables of client certificates."""
IDENTIFYING = ("serial", "common_name")  # the columns of which either one identifies a certificate
