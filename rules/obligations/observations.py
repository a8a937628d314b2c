"""What is observed on a form while it is read, beside its answers: how much it weighs. FAQ 3-4.

Errors are what keeps the receiver from reading an answer as it stands; warnings are what may be
overlooked or was read in a roundabout way.
"""

from collections.abc import Mapping
from typing import Final

from rules.finding import Severity

ON_FORM: Final[Mapping[str, Severity]] = {
    "several-kinds": Severity.ERROR,
    "tick-unread": Severity.ERROR,
    "computed": Severity.ERROR,
    "turned-into-date": Severity.ERROR,
    "zero-lost": Severity.ERROR,
    "digits-lost": Severity.ERROR,
    "field-gone": Severity.ERROR,
    "two-answers": Severity.ERROR,
    "other-form": Severity.ERROR,
    "filled-in-sample": Severity.ERROR,
    "shown-otherwise": Severity.ERROR,
    "display-unknown": Severity.ERROR,
    "condition-unknown": Severity.ERROR,
    "not-seen": Severity.ERROR,
    "hidden-answer": Severity.ERROR,
    "struck-answer": Severity.ERROR,
    "covered": Severity.ERROR,
    "outside-print": Severity.ERROR,
    "hashes": Severity.ERROR,
    "sample-left": Severity.ERROR,
    "read-back": Severity.ERROR,
    "clipped": Severity.ERROR,
    "clipped-part": Severity.WARNING,
    "sample-printed": Severity.WARNING,
    "narrow": Severity.WARNING,
    "struck-part": Severity.WARNING,
    "under-picture": Severity.WARNING,
    "serial-as-number": Severity.WARNING,
    "under-merge": Severity.WARNING,
    "formula": Severity.WARNING,
    "read-by-label": Severity.WARNING,
    "other-version": Severity.WARNING,
    "date-as-number": Severity.NOTE,
}
"""The codes of what may be met, with their weights; their words stand with those of the rules."""

LEGIBLE: Final = frozenset(
    {"clipped", "covered", "hashes", "hidden-answer", "other-form", "outside-print", "sample-left"}
)
"""Codes of errors beside which an answer is known, so that its other faults are reported."""
