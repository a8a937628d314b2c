"""Filling of the form, compared with openpyxl: load the template, write the same cells, save."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from itertools import cycle, islice
from typing import Any, Final

from openpyxl import Workbook, load_workbook

from bench.figure import Figure, times_as_fast
from rules.dates.cutoff import JST
from rules.dates.workdays import OfficeCalendar
from schemas.answer import Shape
from schemas.catalogue import TABLES, Entry, entries_of
from schemas.parse import put
from tests.samples import KINDS, case, edited
from wizard.core.filing import file_answers
from workbook.forms.fill import fill
from workbook.forms.own_form_path import OWN_FORM

_TARGET: Final = 100
_OF_A_BATCH: Final = 40
_FORMS: Final = 200
_PAIRS: Final = 7
_AT: Final = datetime(2026, 11, 24, 10, tzinfo=JST)
_KIND: Final = "new"
_ROWS: Final = 2
_A_DAY: Final = date(2026, 11, 24)
_A_TEXT: Final = "見本"

Cell = tuple[str, str, Any]  # sheet title, cell address and value


def measure_filling() -> Iterator[Figure]:
    """Yield the ratio for a full new application; both write the same cells."""
    answers = full_answers()
    blank = OWN_FORM.read_bytes()
    cells = list(_cells_written(blank, fill(answers).content))
    value = times_as_fast(lambda: fill(answers), lambda: _plainly(blank, cells), pairs=_PAIRS)
    name = f"fill, {len(cells)} cells, {_merged(blank)} merged areas, against openpyxl"
    yield Figure(name, value, _TARGET, at_least=True)


def measure_batch() -> Iterator[Figure]:
    """Yield the time to check, fill and read back many forms of all cases."""
    batch, calendar, blank = [*_applications()], OfficeCalendar.shipped(), OWN_FORM.read_bytes()
    written = [[*_cells_written(blank, fill(case(kind)).content)] for kind in KINDS]
    value = times_as_fast(
        lambda: _file(batch, calendar),
        lambda: [_plainly(blank, cells) for cells in written],
        pairs=_PAIRS,
        one_in=_FORMS // len(KINDS),
    )
    name = f"fill {_FORMS} forms and read them back, against openpyxl"
    yield Figure(name, value, _OF_A_BATCH, at_least=True)


def _applications() -> Iterator[dict[str, Any]]:
    """Yield different applications of all cases in turn."""
    for number, kind in enumerate(islice(cycle(KINDS), _FORMS)):
        yield edited(
            case(kind), {"remarks": f"第{number}号", "applicant.department": f"部{number}"}
        )


def _file(batch: list[dict[str, Any]], calendar: OfficeCalendar) -> None:
    filings = (file_answers(answers, _AT, calendar) for answers in batch)
    if any(filing.content is None for filing in filings):
        raise RuntimeError("a good application was not filled")


def full_answers() -> dict[str, Any]:
    """Return all answers of the case, with two rows in each table."""
    answers: dict[str, Any] = {}
    for entry in entries_of(_KIND):
        if not entry.table:
            put(answers, entry.path, _example(entry))
    for table in TABLES:
        columns = [entry for entry in entries_of(_KIND) if entry.table == table]
        put(answers, table, [{e.name: _example(e) for e in columns} for _ in range(_ROWS)])
    return answers


def _example(entry: Entry) -> object:
    if entry.shape is Shape.CHOICE:
        return entry.values[_KIND][0]
    if entry.shape is Shape.TICK:
        return True
    return _A_DAY if entry.shape is Shape.DATE else entry.answer.example or _A_TEXT


def _contents(content: bytes) -> Iterator[Cell]:
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield sheet.title, cell.coordinate, cell.value


def _cells_written(blank: bytes, filled: bytes) -> Iterator[Cell]:
    before = set(_contents(blank))
    return (cell for cell in _contents(filled) if cell not in before)


def _merged(blank: bytes) -> int:
    sheets = load_workbook(io.BytesIO(blank)).worksheets
    return sum(len(sheet.merged_cells.ranges) for sheet in sheets)


def _plainly(blank: bytes, cells: list[Cell]) -> bytes:
    book: Workbook = load_workbook(io.BytesIO(blank))
    for sheet, address, value in cells:
        book[sheet][address] = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()
