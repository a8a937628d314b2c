"""What the command line prints for people."""

from collections.abc import Iterable

from rules.cutoff import Round
from rules.finding import SEVERITY_WORDS, Finding
from rules.wording import long_date, long_moment, reasons


def print_round(found: Round) -> None:
    """Print a cut-off and its registration, with the reasons for moved dates."""
    print(f"締切　　　　　{long_moment(found.cutoff.closes_at)}")
    print(f"登録の見込み　{long_date(found.registration.expected)}頃")
    for reason in reasons(found):
        print(f"　　　　　　　{reason}")


def print_findings(findings: Iterable[Finding]) -> None:
    """Print findings, each with its cell and its remedy."""
    for finding in findings:
        cell = f" {finding.cell}" if finding.cell else ""
        print(f"  [{SEVERITY_WORDS[finding.severity]}]{cell} {finding.message}")
        print(f"      → {finding.remedy}{finding.command}（FAQ {finding.source}）")
