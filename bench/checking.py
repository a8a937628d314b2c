"""Checking of forms: compared with loading by openpyxl, and in batches.

Processes of their own check the pile, so that what they take is theirs alone.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from openpyxl import load_workbook

from bench.figure import Figure, times_as_fast
from bench.memory import KIBIBYTE, megabytes_held
from bench.processes import figures_of
from rules.dates.cutoff import JST
from rules.dates.workdays import OfficeCalendar
from tests.samples import KINDS, case, edited
from wizard.core.checking.judging import Task, judge_uploads
from wizard.core.checking.uploads import Upload
from wizard.core.verdicts import ACCEPTABLE, check_form
from workbook.forms.fill import fill

_TIMES_OPENPYXL: Final = 25
_VARIANTS: Final = 3
_PAIRS: Final = 15

_FEW: Final = 100
_MANY: Final = 300
_WORKERS: Final = 2
_FLAT: Final = 1.2

_AT: Final = datetime(2026, 11, 24, 10, tzinfo=JST)


def measure_checking() -> Iterator[Figure]:
    """Yield the figures of a batch."""
    with TemporaryDirectory() as folder:
        yield from _pile(Path(folder))


def measure_check() -> Iterator[Figure]:
    """Yield the time to check different forms of all cases, compared with openpyxl."""
    calendar = OfficeCalendar.shipped()
    contents = [
        fill(edited(case(kind), {"remarks": f"第{number}号"})).content
        for kind in KINDS
        for number in range(_VARIANTS)
    ]
    value = times_as_fast(
        lambda: [check_form(content, _AT, calendar) for content in contents],
        lambda: [load_workbook(io.BytesIO(content)) for content in contents[::_VARIANTS]],
        pairs=_PAIRS,
        one_in=_VARIANTS,
    )
    name = "check of a form, against openpyxl loading"
    yield Figure(name, value, _TIMES_OPENPYXL, at_least=True)


def _pile(folder: Path) -> Iterator[Figure]:
    contents = [fill(case(kind)).content for kind in KINDS]
    for number in range(_MANY):
        (folder / f"{number}.xlsx").write_bytes(contents[number % len(contents)])
    few, many = (figures_of("bench.checking", folder, count) for count in (_FEW, _MANY))
    name = (
        f"check of {_MANY} forms, {_WORKERS} processes, {many['seconds']:.1f} s: memory to {_FEW}"
    )
    value = max(many[what] / few[what] for what in ("own", "workers"))
    yield Figure(name, value, _FLAT, at_least=False)


def _check_pile(folder: str, count: int) -> dict[str, float]:
    closures = OfficeCalendar.shipped().closures
    files = (folder / Path(f"{number}.xlsx") for number in range(count))
    tasks = (Task(Upload(file.name, file), _AT, closures) for file in files)
    begun = perf_counter()
    verdicts = [verdict for _, verdict in judge_uploads(tasks, workers=_WORKERS)]
    seconds = perf_counter() - begun
    if len(verdicts) != count or any(each.verdict != ACCEPTABLE for each in verdicts):
        raise RuntimeError("the good forms were not all acceptable")
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * KIBIBYTE
    return {"seconds": seconds, "own": megabytes_held(), "workers": workers}


if __name__ == "__main__":
    print(json.dumps(_check_pile(sys.argv[1], int(sys.argv[2]))))
