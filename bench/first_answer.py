"""The first answer after import: time in a new process, and number of days looked up."""

from collections.abc import Iterator
from statistics import median
from typing import Final

from bench.figure import Figure
from bench.processes import figures_of

_MOST_MILLISECONDS: Final = 10
_PROCESSES: Final = 15
_MODULE: Final = "bench.answering"


def measure_first_answer() -> Iterator[Figure]:
    """Yield the median time in new processes, and the days looked up, at most those it spans."""
    figures_of(_MODULE)  # compiles the code
    answers = [figures_of(_MODULE) for _ in range(_PROCESSES)]
    milliseconds = 1000 * median(answer["seconds"] for answer in answers)
    name = f"first answer after import, {_PROCESSES} processes"
    yield Figure(name, milliseconds, _MOST_MILLISECONDS, at_least=False, unit="ms")
    looked_up = max(answer["looked_up"] for answer in answers)
    spanned = min(answer["spanned"] for answer in answers)
    name = "first answer after import, looked up of the days it spans"
    yield Figure(name, looked_up, spanned, at_least=False, unit="days")
