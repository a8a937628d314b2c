"""Findings: a problem or remark, its place, and its remedy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """The severity of a finding; only errors make a form deficient."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITY_WORDS: Final = {Severity.ERROR: "不備", Severity.WARNING: "要確認", Severity.NOTE: "補足"}
_MAX_SHOWN: Final = 40  # characters of an answer quoted in a message (an estimate)

WEIGHT: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    ``cell`` (``シート!D14``) is None without a workbook; ``command`` is the remedy on the command
    line if it differs; ``suggestion`` is the answer that was probably intended, or empty.
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
        """The remedy, followed by the suggestion if there is one."""
        return f"{self.remedy}候補：{self.suggestion}" if self.suggestion else self.remedy


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken rule: the path, the values that its message mentions, and a suggestion."""

    path: str
    details: Mapping[str, str] = field(default_factory=dict)
    suggestion: str = ""


def shortened(text: str) -> str:
    """Return a text printable and shortened for a message."""
    printable = "".join(c if c.isprintable() or c == "\u3000" else "�" for c in text)
    return printable if len(printable) <= _MAX_SHOWN else printable[:_MAX_SHOWN] + "…"


def is_acceptable(findings: Iterable[Finding]) -> bool:
    """Return whether no finding is an error."""
    return not any(finding.severity is Severity.ERROR for finding in findings)
