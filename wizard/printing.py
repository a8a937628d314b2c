"""What the command line prints for people."""

import sys
from collections.abc import Iterable
from typing import Final

from rules.cutoff import Round
from rules.finding import Finding
from rules.wording import long_date, long_moment

_SEVERITIES: Final = {"error": "不備", "warning": "注意", "note": "参考"}


def complain(line: str) -> None:
    """Say in one line what went wrong."""
    print(f"moushikomi: {line}", file=sys.stderr)


def print_round(found: Round) -> None:
    """Print a cut-off and its registration, with the reasons for moved dates."""
    print(f"締切　　　　　{long_moment(found.cutoff.closes_at)}")
    for day in found.cutoff.moved:
        print(f"　　　　　　　{long_date(day.date)}は{day.why}のため、その前に締め切ります")
    print(f"登録の見込み　{long_date(found.registration.expected)}頃")
    for day in found.registration.because:
        print(f"　　　　　　　{long_date(day.date)}は{day.why}のため、営業日に数えません")
    if found.registration.may_slip:
        print("　　　　　　　長い休みをはさむため、さらに遅れることがあります")


def print_findings(findings: Iterable[Finding]) -> None:
    """Print findings, each with its cell and its remedy."""
    for finding in findings:
        cell = f" {finding.cell}" if finding.cell else ""
        print(f"  [{_SEVERITIES[finding.severity]}]{cell} {finding.message}")
        print(f"      → {finding.remedy}（FAQ {finding.source}）")
