"""A form together with its 別紙: whether the two belong together, and their answers as one."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from schemas.catalogue import ENTRIES, TABLES, column, row_numbers
from schemas.parse import flat
from workbook.forms.continuation import HEAD
from workbook.forms.observation import Observation
from workbook.forms.read import Reading, read_continuation
from workbook.opened import OpenedWorkbook
from workbook.places import Places

_COMPANY: Final = ("business.code", "business.name")
"""By the first that both state, a 別紙 and its form are of one company."""

Head = Mapping[str, str]


def head_of(answers: Mapping[str, Any]) -> Head:
    """Return the answers by which a 別紙 and its form find each other, as they compare."""
    return {path: _comparable(value) for path, value in flat(answers) if path in HEAD}


def head_of_continuation(content: bytes) -> Head:
    """Return the head of a 別紙. Raises UnreadableError if it is damaged."""
    return head_of(read_continuation(OpenedWorkbook(content)).answers)


def belongs(continuation: Head, form: Head) -> bool:
    """Return whether a 別紙 is of a form: one company, and nothing in the heads that differs."""
    company = next((path for path in _COMPANY if path in continuation and path in form), None)
    compared = [path for path in HEAD if path not in _COMPANY]
    return company is not None and all(
        continuation[path] == form[path]
        for path in (company, *compared)
        if path in continuation and path in form
    )


def with_continuation(reading: Reading, beside: Reading) -> Reading:
    """Return a form with the rows of its 別紙 after its own.

    They have no cell on the form, nor has what is odd about them.
    """
    answers, rows = dict(reading.answers), dict(reading.rows)
    for table in TABLES:
        if further := beside.answers.get(table):
            answers[table] = [*answers.get(table, []), *further]
            end = _end(table, reading.places)
            rows[table] = (*rows[table], *(end + number for number in range(len(further))))
    observations = (*reading.observations, *_of_rows(beside, reading))
    return replace(reading, answers=answers, rows=rows, observations=observations)


def _comparable(value: object) -> str:
    return "".join(unicodedata.normalize("NFKC", str(value)).casefold().split())


def _end(table: str, places: Places) -> int:
    """Return the first row's number that no column of a form's table has."""
    columns = (cells for path, cells in places.items() if path.startswith(table + "."))
    return max(map(len, columns), default=0)


def _of_rows(beside: Reading, reading: Reading) -> Iterator[Observation]:
    """Yield what is odd about the rows of a 別紙, or all of it, by the rows' numbers together."""
    for one in beside.observations:
        entry = ENTRIES.get(column(one.path))
        if one.path and not (entry and entry.table):
            continue  # its head, which the form has as well
        path = one.path
        if entry and (numbers := row_numbers(path)):
            number = numbers[0] + len(reading.rows[entry.table])
            path = f"{entry.table}.{number}.{entry.name}"
        yield replace(one, path=path, place=None)
