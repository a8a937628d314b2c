"""Registers: a folder of forms against openpyxl loading them, and the fold of many businesses."""

import io
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from openpyxl import load_workbook

from bench.figure import Figure, times_as_fast
from rules.dates.cutoff import JST
from rules.dates.workdays import OfficeCalendar
from tests.samples import case, edited
from wizard.core.register.lookup import report_of
from wizard.core.register.sources import read_sources
from workbook.forms.fill import fill

_TIMES_OPENPYXL: Final = 15
_FORMS: Final = 200
_BUSINESSES: Final = 20
_SAMPLES: Final = 10
_PAIRS: Final = 3
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
                message = "the folder did not become the registers that it holds"
                raise RuntimeError(message)

        value = times_as_fast(
            fold_folder,
            lambda: [load_workbook(io.BytesIO(content)) for content in sample],
            pairs=_PAIRS,
            one_in=_FORMS // _SAMPLES,
        )
    name = f"registers of {_FORMS} forms, {os.cpu_count()} processors, against openpyxl loading"
    yield Figure(name, value, _TIMES_OPENPYXL, at_least=True)


def _form(number: int) -> dict[str, object]:
    """Return the form of one of the businesses: a new one first, then changes."""
    business, turn = number % _BUSINESSES, number // _BUSINESSES
    edits = {
        "business.code": f"{business:04}1",
        "applied_on": f"2026-{turn % 10 + 1:02}-{business % 28 + 1:02}",
    }
    return edited(case("change" if turn else "new"), edits)
