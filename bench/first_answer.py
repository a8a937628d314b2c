"""The first answer after import: time in a new process, and number of days looked up."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Final

from bench.figure import Figure

_MOST_MILLISECONDS: Final = 10
_PROCESSES: Final = 15
_PROJECT: Final = Path(__file__).parents[1]
_COMMAND: Final = (sys.executable, "-m", "bench.answering")


def measure_first_answer() -> Iterator[Figure]:
    """Yield the median time in new processes, and the days looked up, at most those it spans."""
    _answered()  # compiles the code
    answers = [_answered() for _ in range(_PROCESSES)]
    milliseconds = 1000 * median(answer["seconds"] for answer in answers)
    name = f"first answer after import, {_PROCESSES} processes"
    yield Figure(name, milliseconds, _MOST_MILLISECONDS, at_least=False, unit="ms")
    looked_up = max(answer["looked_up"] for answer in answers)
    spanned = min(answer["spanned"] for answer in answers)
    name = "first answer after import, looked up of the days it spans"
    yield Figure(name, looked_up, spanned, at_least=False, unit="days")


def _answered() -> dict[str, float]:
    done = subprocess.run(_COMMAND, cwd=_PROJECT, check=True, stdout=subprocess.PIPE)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer
