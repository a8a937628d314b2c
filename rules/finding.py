"""Findings: what is wrong or worth knowing, where, and how to mend it."""

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

from schemas.answer import Shape
from schemas.catalogue import ENTRIES, TABLES, column, label, row_numbers


class Severity(StrEnum):
    """How much a finding weighs; errors alone make a form deficient."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITY_WORDS: Final = {
    Severity.ERROR: "不備",
    Severity.WARNING: "要確認",
    Severity.NOTE: "参考",
}
_SHOWN: Final = 40

WEIGHT: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``cell`` (``シート!D14``) is None where no workbook is involved."""

    code: str
    severity: Severity
    path: str
    message: str
    remedy: str
    source: str
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule saw: where, and the details that its words name."""

    path: str
    details: dict[str, str] = field(default_factory=dict)


@cache
def words() -> dict[str, Any]:
    """Give the Japanese words of all findings, by code."""
    return tomllib.loads(files("rules").joinpath("words.toml").read_text(encoding="utf-8"))


def worded(code: str, severity: Severity, source: str, hit: Hit) -> Finding:
    """Put a hit into words."""
    text = words()["finding"][code]
    details = {"label": label(hit.path), "how": how_to_fill(hit.path), **hit.details}
    message = text["message"].format_map(details)
    return Finding(code, severity, hit.path, message, text["remedy"].format_map(details), source)


def shortened(text: str) -> str:
    """Give so much of a text as a message can show."""
    shown = "".join(c if c.isprintable() or c == "\u3000" else "�" for c in text)
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"


def how_to_fill(path: str) -> str:
    """Say how an answer is given: by its shape, with its example or its choices."""
    how: dict[str, str] = words()["how"]
    bare = column(path)
    entry = ENTRIES.get(bare)
    if entry is None:
        return how["table" if bare in TABLES else "block"]
    if entry.shape is Shape.CHOICE and entry.choices:
        choices = "、".join(f"「{word}」" for _, word in entry.choices.words)
        return how["choice"].format(choices=choices)
    example = f"（例：{entry.answer.example}）" if entry.answer.example else ""
    return how[entry.shape.value].format(example=example)


def worst_first(findings: list[Finding]) -> tuple[Finding, ...]:
    """Order findings: errors, warnings, notes; within each as the form is read."""
    order = {path: place for place, path in enumerate((*ENTRIES, ""))}

    def key(finding: Finding) -> tuple[int, int, list[int], str]:
        bare = column(finding.path)
        first = next((path for path in order if path == bare or path.startswith(bare + ".")), "")
        return WEIGHT[finding.severity], order[first], row_numbers(finding.path), finding.code

    return tuple(sorted(findings, key=key))
