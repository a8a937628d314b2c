"""Registers: a folder of forms against openpyxl loading them, and the board of many businesses."""

import io
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from openpyxl import load_workbook
from sqlalchemy import select

from bench.figure import Figure, times_as_fast
from rules.dates.cutoff import JST
from rules.dates.workdays import OfficeCalendar
from rules.register.board import board
from rules.register.fold import fold_all
from rules.register.records import RecordedApplication, record
from tests.rules.histories import change, new
from tests.samples import case, edited
from wizard.core.register.lookup import report_of
from wizard.core.register.sources import read_sources
from wizard.core.settings import Settings
from wizard.drafts.database import engine_of
from wizard.drafts.registers import THIS_MACHINE, SavedRegisters
from wizard.drafts.tables import APPLICATIONS
from workbook.forms.fill import fill

_TIMES_OPENPYXL: Final = 15
_FORMS: Final = 200
_BUSINESSES: Final = 20
_SAMPLES: Final = 10
_PAIRS: Final = 3
_TIMES_READING: Final = 3
_MANY_BUSINESSES: Final = 1_000
_FORMS_OF_EACH: Final = 10
_AT: Final = datetime(2026, 11, 24, 10, tzinfo=JST)


def measure_registers() -> Iterator[Figure]:
    """Fold a folder of forms of several businesses."""
    calendar = OfficeCalendar.shipped()
    with TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(_FORMS):
            (folder / f"{number}.xlsx").write_bytes(fill(_form(number)).content)
        sample = [(folder / f"{number}.xlsx").read_bytes() for number in range(_SAMPLES)]

        def fold_folder() -> None:
            found = report_of(read_sources([folder], _AT, calendar), _AT, calendar)
            if len(found.registers) != _BUSINESSES:
                raise RuntimeError("the folder did not become the registers that it holds")

        value = times_as_fast(
            fold_folder,
            lambda: [load_workbook(io.BytesIO(content)) for content in sample],
            pairs=_PAIRS,
            one_in=_FORMS // _SAMPLES,
        )
    name = f"registers of {_FORMS} forms, {os.cpu_count()} processors, against openpyxl loading"
    yield Figure(name, value, _TIMES_OPENPYXL, at_least=True)


def measure_boards() -> Iterator[Figure]:
    """Read the applications of many businesses out of a database, and list what runs out.

    What was parsed and folded on the same day is not parsed and folded again.
    """
    calendar = OfficeCalendar.shipped()
    with TemporaryDirectory() as name:
        engine = engine_of(Settings(data_folder=Path(name), database_url=""))
        kept = SavedRegisters(engine)
        kept.add_all(THIS_MACHINE, ((one, None) for one in _applications()))

        def list_board() -> None:
            records = (one.record for one in kept.applications(THIS_MACHINE))
            registers = fold_all(records, _AT, calendar, kept.gone(THIS_MACHINE))
            if len(board(registers, _AT, calendar)) != _MANY_BUSINESSES:
                raise RuntimeError("the board does not list a certificate of every business")

        def read_rows() -> None:
            columns = [column for column in APPLICATIONS.c if column.name != "workbook"]
            with engine.connect() as connection:
                connection.execute(select(*columns)).all()

        value = 1 / times_as_fast(list_board, read_rows, pairs=_PAIRS)
        engine.dispose()
    name = f"board of {_MANY_BUSINESSES} businesses, against reading their rows"
    yield Figure(name, value, _TIMES_READING, at_least=False)


def _applications() -> Iterator[RecordedApplication]:
    """Yield the applications of many businesses: a new one each, then changes of its phone."""
    for business in range(_MANY_BUSINESSES):
        code = f"{business:04}1"
        first = new("2025-03-03", f"第{business}電力株式会社", code)
        phones = (f"03-3501-{turn:04}" for turn in range(1, _FORMS_OF_EACH))
        later = [
            change(f"2025-{turn:02}-10", first["business"]["name"], code, business={"phone": phone})
            for turn, phone in enumerate(phones, 4)
        ]
        for number, answers in enumerate([first, *later]):
            one = record(answers, [f"{number}.xlsx"])
            if one is None:
                raise RuntimeError("what is to be measured is no application")
            yield one


def _form(number: int) -> dict[str, object]:
    """Return the form of one of the businesses: a new one first, then changes."""
    business, turn = number % _BUSINESSES, number // _BUSINESSES
    edits = {
        "business.code": f"{business:04}1",
        "applied_on": f"2026-{turn % 10 + 1:02}-{business % 28 + 1:02}",
    }
    return edited(case("change" if turn else "new"), edits)
