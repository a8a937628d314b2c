"""Checking forms: against openpyxl loading them, many at a time, and the costliest hostile file.

Processes of their own check the pile and the hostile files, so that what they take is theirs alone.
Seconds of a hostile file are those of the processor: however busy the machine is.
"""

import io
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Final

from openpyxl import load_workbook

from bench.figure import Figure, times_as_fast
from rules.cutoff import JST
from rules.workdays import OfficeCalendar
from tests.samples import KINDS, case
from tests.wizard.hostile import HOSTILE
from wizard.batch.judging import Task, judged
from wizard.batch.uploads import Upload
from wizard.filing import ACCEPTABLE, check_form
from workbook.fill import fill

_TIMES_OPENPYXL: Final = 20
_PAIRS: Final = 15

_FEW: Final = 100
_MANY: Final = 300
_WORKERS: Final = 2
_FLAT: Final = 1.2

_MOST_SECONDS: Final = 5
_MOST_MEGABYTES: Final = 500
_PATIENCE: Final = 30
"""Seconds of the processor after which a hostile file is given up."""
_ADDRESSES: Final = 4_000_000_000
"""Bytes that a process checking a hostile file may ask for, lest it take the machine's."""

_KIBIBYTE: Final = 1024 / 1e6  # in megabytes
_PROJECT: Final = Path(__file__).parents[1]
_AT: Final = datetime(2026, 11, 24, 10, tzinfo=JST)


def measure_checking() -> Iterator[Figure]:
    """Give the figures of one form, of a pile, and of the costliest hostile file."""
    yield _one_form()
    with TemporaryDirectory() as folder:
        yield from _pile(Path(folder))
        yield from _costliest(Path(folder))


def _one_form() -> Figure:
    content, calendar = fill(case("new")).content, OfficeCalendar.shipped()
    value = times_as_fast(
        lambda: check_form(content, _AT, calendar),
        lambda: load_workbook(io.BytesIO(content)),
        pairs=_PAIRS,
    )
    return Figure(
        "check of a form, against openpyxl loading", value, _TIMES_OPENPYXL, at_least=True
    )


def _pile(folder: Path) -> Iterator[Figure]:
    contents = [fill(case(kind)).content for kind in KINDS]
    for number in range(_MANY):
        (folder / f"{number}.xlsx").write_bytes(contents[number % len(contents)])
    few, many = (_asked("pile", folder, str(count)) for count in (_FEW, _MANY))
    name = (
        f"check of {_MANY} forms, {_WORKERS} processes, {many['seconds']:.1f} s: memory to {_FEW}"
    )
    value = max(many[what] / few[what] for what in ("own", "workers"))
    yield Figure(name, value, _FLAT, at_least=False)


def _costliest(folder: Path) -> Iterator[Figure]:
    costs = {}
    for make in HOSTILE:
        file = folder / f"{make.__name__}.xlsx"
        file.write_bytes(make())
        costs[make.__name__.replace("_", " ")] = _asked("hostile", file)
    for what, unit, most in (("seconds", "s", _MOST_SECONDS), ("megabytes", "MB", _MOST_MEGABYTES)):
        worst = max(costs, key=lambda name: costs[name][what])
        name = f"costliest of {len(costs)} hostile files: {worst}"
        yield Figure(name, costs[worst][what], most, at_least=False, unit=unit)


def _asked(*words: str | Path) -> dict[str, float]:
    """Have a new process measure; one that is given up has taken all that it may."""
    command = (sys.executable, "-m", "bench.checking", *map(str, words))
    done = subprocess.run(command, cwd=_PROJECT, check=False, stdout=subprocess.PIPE)
    if done.returncode < 0:
        return {"seconds": _PATIENCE, "megabytes": _ADDRESSES / 1e6}
    done.check_returncode()
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def _check_pile(folder: str, count: int) -> dict[str, float]:
    closures = OfficeCalendar.shipped().closures
    files = (folder / Path(f"{number}.xlsx") for number in range(count))
    tasks = (Task(Upload(file.name, file), _AT, closures) for file in files)
    begun = perf_counter()
    verdicts = [verdict for _, verdict in judged(tasks, workers=_WORKERS)]
    seconds = perf_counter() - begun
    if len(verdicts) != count or any(each.verdict != ACCEPTABLE for each in verdicts):
        message = "the good forms were not all acceptable"
        raise RuntimeError(message)
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _KIBIBYTE
    return {"seconds": seconds, "own": _megabytes(), "workers": workers}


def _check_hostile(file: str) -> dict[str, float]:
    content, calendar = Path(file).read_bytes(), OfficeCalendar.shipped()
    limit = int(process_time()) + _PATIENCE
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
    begun = process_time()
    check_form(content, _AT, calendar)
    return {"seconds": process_time() - begun, "megabytes": _megabytes()}


def _megabytes() -> float:
    """Give the most memory that this process has held.

    Linux counts for ``getrusage`` what the process held that started this one, too; so its own
    account is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        held = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(held["VmHWM"].split()[0]) * _KIBIBYTE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIBIBYTE


if __name__ == "__main__":
    how, *given = sys.argv[1:]
    found = _check_pile(given[0], int(given[1])) if how == "pile" else _check_hostile(given[0])
    print(json.dumps(found))
