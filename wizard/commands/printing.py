"""What the command line prints for people."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from rules.dates.cutoff import Round
from rules.dates.date_text import long_date, long_moment
from rules.finding import SEVERITY_WORDS, Finding
from wizard.core.files import printable

_NOT_MADE: Final = "不備があるため、作成していません"
_EARLIER: Final = "（「{}」は、以前に作成したファイルです）"
_KEPT: Final = "（「{}」には別の内容のファイルがあるため、番号を付けました）"


def in_brackets(text: str) -> str:
    """Return a text in brackets; empty for an empty one."""
    return f"（{text}）" if text else ""


def output_text(written: Path | None, target: Path) -> str:
    """Return where a file was written that was meant for a target, or that it was not.

    What was there before is named, because it is none of this call.
    """
    if written is None:
        return _NOT_MADE + (_EARLIER.format(printable(target)) if target.exists() else "")
    numbered = "" if written == target else _KEPT.format(printable(target.name))
    return f"{printable(written)}{numbered}"


def print_round(found: Round, why: Iterable[str]) -> None:
    """Print a cut-off, its registration by the FAQ and as expected, and why they are so."""
    registration = found.registration
    print(f"締切　　　　　{long_moment(found.cutoff.closes_at)}")
    print(f"登録の見込み　{long_date(registration.expected)}頃")
    if registration.is_late:
        print(f"FAQの目安　　 {long_date(registration.target)}頃")
    for reason in why:
        print(f"　　　　　　　{reason}")


def print_findings(findings: Iterable[Finding]) -> None:
    """Print findings, each with its cell and its remedy."""
    for finding in findings:
        cell = f" {finding.cell}" if finding.cell else ""
        print(f"  [{SEVERITY_WORDS[finding.severity]}]{cell} {finding.message}")
        print(f"      → {finding.remedy}{finding.command}（FAQ {finding.source}）")
        if finding.suggestion:
            print(f"      候補：{' '.join(finding.suggestion.splitlines())}")
