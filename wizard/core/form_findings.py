"""Findings about how answers stand on a form, whether it is filled or read."""

from collections.abc import Container, Iterator
from dataclasses import replace
from typing import Final

from rules.finding import Finding, Severity, Violation, shortened
from rules.obligations.messages import make_finding
from rules.obligations.observations import ON_FORM
from rules.obligations.unplaced import CERTIFICATE_TABLES, IDENTIFYING, unidentified, unplaced
from schemas.suggestions import with_zeros
from workbook.forms.observation import Observation
from workbook.places import Places, is_placed, lacking_names

UNOFFICIAL: Final = "unofficial-form"
"""The code of the finding that this project's own form is used."""
WHOLE_FORM: Final = "3-4"  # the item of the FAQ that says what a form must have


def unofficial() -> Finding:
    """Return the finding that this project's own form is used."""
    return make_finding(UNOFFICIAL, Severity.WARNING, "2-1, 3-3", Violation(""))


def unplaced_finding(  # noqa: PLR0913 - an answer, and what is known of the form
    path: str, kind: str, places: Places, absent: Container[str], *, is_stated: bool, is_given: bool
) -> Finding:
    """Return the finding about an answer that a form has no cell for."""
    names = lacking_names(path, places, kind)
    unknown = [name for name in names if name not in absent]
    return unplaced(
        path,
        kind,
        next(iter((*unknown, *names))),
        is_absent=not unknown,
        is_stated=is_stated,
        is_given=is_given,
    )


def unidentified_tables(tables: Container[str], places: Places) -> Iterator[Finding]:
    """Yield findings for certificate tables of a form without a column that identifies a row."""
    for table in CERTIFICATE_TABLES:
        has_rows = table in tables and is_placed(f"{table}.action", places)
        if has_rows and not any(is_placed(f"{table}.{name}", places) for name in IDENTIFYING):
            yield unidentified(table)


def finding_of(observation: Observation) -> Finding:
    """Return the finding for an observation on a form or on a list."""
    place, shown = observation.place, observation.shown
    violation = Violation(
        observation.path,
        {"shown": shortened(shown), "held": shortened(observation.held), "cell": str(place or "")},
        with_zeros(observation.path, shown) if observation.code == "zero-lost" else "",
    )
    finding = make_finding(observation.code, ON_FORM[observation.code], WHOLE_FORM, violation)
    return replace(finding, cell=str(place) if place else None)
