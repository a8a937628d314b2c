"""Run all benchmarks and print a line for each figure; exit with 1 if a target is missed."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Final

from bench.binding import measure_binding
from bench.checking import measure_check, measure_checking
from bench.crowd import measure_crowd
from bench.cutoffs import measure_cutoffs
from bench.figure import Figure
from bench.filling import measure_batch, measure_filling
from bench.first_answer import measure_first_answer
from bench.guide import measure_guide
from bench.hostile import measure_hostile
from bench.patching import measure_patching
from bench.registers import measure_boards, measure_registers
from bench.reruns import measure_clicks, measure_reruns
from bench.results import measure_results
from bench.saving import measure_saving
from bench.starting import measure_starting

_MEASURES: Final[tuple[Callable[[], Iterator[Figure]], ...]] = (
    measure_cutoffs,
    measure_first_answer,
    measure_starting,
    measure_guide,
    measure_filling,
    measure_binding,
    measure_patching,
    measure_checking,
    measure_saving,
)


_AIMS: Final[tuple[Callable[[], Iterator[Figure]], ...]] = (
    measure_batch,
    measure_check,
    measure_registers,
    measure_boards,
    measure_hostile,
    measure_results,
)
"""The main targets; printed again at the end."""


async def measured() -> AsyncIterator[Figure]:
    """Yield all figures, the quick ones first."""
    for measure in _MEASURES:
        for figure in measure():
            yield figure
    async for figure in measure_reruns():
        yield figure
    async for figure in measure_crowd():
        yield figure


async def aims() -> AsyncIterator[Figure]:
    """Yield the figures of the main targets."""
    for measure in _AIMS:
        for figure in measure():
            yield figure
    async for figure in measure_clicks():
        yield figure


async def main() -> int:
    """Print all figures, then the main targets, and return the exit status."""
    missed = 0
    table = []
    async for figure in measured():
        print(figure, flush=True)
        missed += not figure.is_met
    async for figure in aims():
        print(figure, flush=True)
        missed += not figure.is_met
        table.append(figure)
    print("", *table, sep="\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
