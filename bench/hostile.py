"""Cost of hostile files in every reader; ``python -m bench.hostile`` prints the whole table.

Each is opened by a process of its own, which says what it took of the processor and of memory.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Final

from bench.figure import Figure
from bench.memory import megabytes_held
from bench.processes import figures_of
from rules.dates.cutoff import JST
from rules.dates.workdays import OfficeCalendar
from tests.hostile import HOSTILE
from wizard.core.checking.returns import annotated_copy
from wizard.core.intake.binding import bind_blank
from wizard.core.intake.blank import Blank
from wizard.core.verdicts import UNREADABLE, check_form
from workbook.forms.blank_names import NamesError
from workbook.forms.template import template_of
from workbook.opened import OpenedWorkbook
from workbook.preview.printed import preview
from workbook.xlsx.guard.unreadable import UnreadableError

_MOST_SECONDS: Final = 5
_MOST_MEGABYTES: Final = 500
_PATIENCE: Final = 30  # processor seconds after which a file is aborted
_ADDRESSES: Final = 4_000_000_000  # address space of a process in bytes, to protect the machine
_AT: Final = datetime(2026, 11, 24, 10, tzinfo=JST)
_MEMORY: Final = "memory"


def _annotate(content: bytes) -> object:
    verdict = check_form(content, _AT, OfficeCalendar.shipped())
    if verdict.verdict == UNREADABLE:
        return None
    return annotated_copy(content, verdict, _AT, OfficeCalendar.shipped())


_WAYS: Final[Mapping[str, Callable[[bytes], object]]] = {
    "check": lambda content: check_form(content, _AT, OfficeCalendar.shipped()),
    "annotate": _annotate,
    "bind": bind_blank,
    "take in": lambda content: Blank("form.xlsx", content),
    "preview": lambda content: preview(OpenedWorkbook(content)),
    "fill": lambda content: template_of(OpenedWorkbook(content)).write({}),
}
"""The readers of foreign files; the form of last time is read like a checked one."""


def measure_hostile() -> Iterator[Figure]:
    """Yield the slowest file for each reader, and the file that takes most memory."""
    costs = _costs()
    for way in (*_WAYS, _MEMORY):
        worst = max(costs, key=lambda name: costs[name][way])
        unit, most = ("MB", _MOST_MEGABYTES) if way == _MEMORY else ("s", _MOST_SECONDS)
        name = f"costliest of {len(costs)} hostile files, {way}: {worst}"
        yield Figure(name, costs[worst][way], most, at_least=False, unit=unit)


def _costs() -> dict[str, dict[str, float]]:
    costs = {}
    with TemporaryDirectory() as folder:
        for make in HOSTILE:
            file = Path(folder, f"{make.__name__}.xlsx")
            file.write_bytes(make())
            costs[make.__name__.replace("_", " ")] = _asked(file)
    return costs


def _asked(file: Path) -> dict[str, float]:
    """Return the cost of a file in a new process; an aborted one has the maximum."""
    try:
        return figures_of("bench.hostile", file)
    except subprocess.CalledProcessError as error:
        if error.returncode >= 0:
            raise
        return dict.fromkeys(_WAYS, float(_PATIENCE)) | {_MEMORY: _ADDRESSES / 1e6}


def _open(content: bytes) -> dict[str, float]:
    limit = int(process_time()) + _PATIENCE
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
    seconds = {}
    for way, opens in _WAYS.items():
        begun = process_time()
        with suppress(UnreadableError, NamesError):
            opens(content)
        seconds[way] = process_time() - begun
    return seconds | {_MEMORY: megabytes_held()}


def _print_table() -> None:
    costs = _costs()
    print(f"{'':<34}" + "".join(f"{way:>10}" for way in (*_WAYS, _MEMORY)))
    for name, cost in sorted(costs.items(), key=lambda item: -max(item[1][w] for w in _WAYS)):
        print(f"{name:<34}" + "".join(f"{cost[way]:10.1f}" for way in (*_WAYS, _MEMORY)))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(_open(Path(sys.argv[1]).read_bytes())))
    else:
        _print_table()
