"""Sample applications, how tests vary them, and the moment at which they are judged."""

import copy
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final, TypeVar

KINDS: Final = ("new", "change", "rename", "stop")
PROJECT: Final = Path(__file__).parents[1]
OWN_FORM: Final = PROJECT / "templates" / "application.xlsx"
CASES: Final = Path(__file__).parent / "cases"
SITUATIONS: Final = sorted((CASES / "situations").glob("*.toml"))

TOKYO: Final = timezone(timedelta(hours=9))
AT: Final = datetime(2026, 11, 24, 10, 0, tzinfo=TOKYO)
"""Tuesday. The cut-off is Friday 2026-11-27 17:00, the one before it was Friday 2026-11-20, and
the registration is expected on Friday 2026-12-04."""
AT_TEXT: Final = "2026-11-24T10:00"

REMOVED: Final = object()
"""The edit that takes an answer away."""

DATES: Final = {"applied_on", "not_after", "replaces_not_after", "effective_on"}

Nested = dict[str, Any]
Reported = TypeVar("Reported")


def besides_form(findings: Iterable[Reported]) -> list[Reported]:
    """Give the findings, or their JSON, but for the one that the form is this project's own."""
    return [finding for finding in findings if _code(finding) != "unofficial-form"]


def _code(finding: object) -> object:
    return finding["code"] if isinstance(finding, dict) else getattr(finding, "code", None)


def case(kind: str) -> Nested:
    """Give the complete valid application of a case, as its JSON says it."""
    answers: Nested = json.loads((CASES / f"{kind}.json").read_text(encoding="utf-8"))
    return answers


def edited(answers: Nested, edits: Mapping[str, object]) -> Nested:
    """Give a copy with answers set or removed by their paths; a row past the last is appended."""
    result = copy.deepcopy(answers)
    for path, value in edits.items():
        *blocks, last = path.split(".")
        inner: Any = result
        for name in blocks:
            inner = _step(inner, name)
        if isinstance(inner, list):
            _set_row(inner, int(last), value)
        elif value is REMOVED:
            del inner[last]
        else:
            inner[last] = value
    return result


def _step(inner: Any, name: str) -> Any:  # noqa: ANN401 - blocks are dicts, tables are lists
    if isinstance(inner, list):
        if int(name) == len(inner):
            inner.append({})
        return inner[int(name)]
    return inner.setdefault(name, {})


def _set_row(rows: list[Any], number: int, value: object) -> None:
    if value is REMOVED:
        del rows[number]
    elif number == len(rows):
        rows.append(value)
    else:
        rows[number] = value


def leaves(answers: Any, prefix: str = "") -> Iterator[tuple[str, object]]:  # noqa: ANN401 - JSON
    """Give every value that is no block and no table, with its path; a list of words is one."""
    items = answers.items() if isinstance(answers, dict) else enumerate(answers)
    for name, value in items:
        path = f"{prefix}{name}"
        is_rows = isinstance(value, list) and any(isinstance(row, dict) for row in value)
        if isinstance(value, dict) or is_rows:
            yield from leaves(value, path + ".")
        else:
            yield path, value


def nodes(answers: Any, prefix: str = "") -> Iterator[str]:  # noqa: ANN401 - JSON
    """Give the path of everything: blocks, tables, rows and answers."""
    items = answers.items() if isinstance(answers, dict) else enumerate(answers)
    for name, value in items:
        yield f"{prefix}{name}"
        if isinstance(value, dict | list):
            yield from nodes(value, f"{prefix}{name}.")


def dated(answers: Nested) -> Nested:
    """Give a copy whose dates are dates: what a form read back holds."""
    days = {
        path: date.fromisoformat(str(value))
        for path, value in leaves(answers)
        if path.rpartition(".")[2] in DATES
    }
    return edited(answers, days)
