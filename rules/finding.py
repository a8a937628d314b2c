"""Findings: what is wrong or worth knowing, where, and how to mend it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """How much a finding weighs; errors alone make a form deficient."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITY_WORDS: Final = {
    Severity.ERROR: "不備",
    Severity.WARNING: "要確認",
    Severity.NOTE: "補足",
}
_SHOWN: Final = 40

WEIGHT: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    ``cell`` (``シート!D14``) is None where no workbook is involved; ``command`` tells how to mend
    it on the command line, where that is another way; ``suggestion`` is the answer that was
    probably meant, for a person to take, empty where none can be told.
    """

    code: str
    severity: Severity
    path: str
    message: str
    remedy: str
    source: str
    cell: str | None = None
    command: str = ""
    suggestion: str = ""

    @property
    def advice(self) -> str:
        """The remedy, with the suggestion named where there is one."""
        return f"{self.remedy}候補：{self.suggestion}" if self.suggestion else self.remedy


@dataclass(frozen=True, slots=True)
class Violation:
    """What a rule saw: where, the details that its words name, and what was probably meant."""

    path: str
    details: Mapping[str, str] = field(default_factory=dict)
    suggestion: str = ""


def shortened(text: str) -> str:
    """Return so much of a text as a message can show."""
    shown = "".join(c if c.isprintable() or c == "\u3000" else "�" for c in text)
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"


def is_acceptable(findings: Iterable[Finding]) -> bool:
    """Return whether nothing found is an error."""
    return not any(finding.severity is Severity.ERROR for finding in findings)
