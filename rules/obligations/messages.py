"""The messages of findings, in Japanese, and the order in which findings are read."""

from functools import cache, lru_cache
from typing import Any

from rules.content import read_data
from rules.finding import WEIGHT, Finding, Severity, Violation
from schemas.answer import Shape
from schemas.catalogue import ENTRIES, TABLES, column, label, row_numbers


@cache
def words() -> dict[str, Any]:
    """Return the Japanese words of all findings, by code."""
    return read_data("obligations/words.toml")


def make_finding(code: str, severity: Severity, source: str, hit: Violation) -> Finding:
    """Put a hit into words."""
    text = words()["finding"][code]
    table = column(hit.path).rpartition(".")[0]
    details = {
        "label": label(hit.path),
        "how": how_to_fill(hit.path),
        "access": words()["access"].get(table, ""),
        **hit.details,
    }
    message, remedy, command = (
        text.get(part, "").format_map(details) for part in ("message", "remedy", "command")
    )
    return Finding(
        code, severity, hit.path, message, remedy, source,
        command=command, suggestion=hit.suggestion,
    )  # fmt: skip


def how_to_fill(path: str) -> str:
    """Return how an answer is given: by its shape, with its example or its choices."""
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


def sort_by_severity(findings: list[Finding]) -> tuple[Finding, ...]:
    """Order findings: errors, warnings, notes; within each as the form is read, row by row."""

    def key(finding: Finding) -> tuple[int, int, tuple[int, ...], int, str]:
        bare = column(finding.path)
        table = ENTRIES[bare].table if bare in ENTRIES else ""
        rows, weight = row_numbers(finding.path), WEIGHT[finding.severity]
        return weight, _place_of(table or bare), rows, _place_of(bare), finding.code

    return tuple(sorted(findings, key=key))


@lru_cache(maxsize=1_024)
def _place_of(path: str) -> int:
    """Return where an answer, or the first one of a section, stands in the order of the form."""
    inside = (one == path or one.startswith(path + ".") for one in ENTRIES)
    return next((place for place, is_inside in enumerate(inside) if is_inside), len(ENTRIES))
