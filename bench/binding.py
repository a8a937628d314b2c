"""Binding blanks that were drawn by other hands: how much is found, how much wrongly, how fast."""

import io
from collections.abc import Iterator
from statistics import median
from time import process_time
from typing import Final

from openpyxl import load_workbook

from bench.figure import Figure, times_as_fast
from bench.large_workbooks import form_of_squares, long_list
from tests.blanks import BLANKS, Blank
from wizard.core.intake.binding import bind_blank
from workbook.binding.propose import propose
from workbook.binding.sheet_to_boxes import sheets_to_boxes
from workbook.opened import OpenedWorkbook

_LEAST_RECALL: Final = 98
_MOST_WRONG: Final = 0.5
_MOST_SECONDS: Final = 1
_LARGEST: Final = "graph_paper"
_RUNS: Final = 5
_MOST_OF_A_LOAD: Final = 0.5
_ROWS: Final = 1_100
_MOST_GROWTH: Final = 3


def measure_binding() -> Iterator[Figure]:
    """Yield recall and error over all blanks, and the work that the finest grid takes."""
    expected = right = found = 0
    for blank in BLANKS:
        places = _places(blank)
        expected += len(blank.expected)
        found += len(places)
        right += sum(blank.expected.get(path) == place for path, place in places.items())
    name = f"binding, found of {expected} places on {len(BLANKS)} blanks"
    yield Figure(name, 100 * right / expected, _LEAST_RECALL, at_least=True, unit="%")
    wrong = 100 * (found - right) / found
    yield Figure(
        "binding, wrong of what was proposed", wrong, _MOST_WRONG, at_least=False, unit="%"
    )
    content = next(blank for blank in BLANKS if blank.name == _LARGEST).draw()
    seconds = median(_work(content) for _ in range(_RUNS))
    name = "binding, work on a form of fine squares"
    yield Figure(name, seconds, _MOST_SECONDS, at_least=False, unit="s")
    yield from _large()


def _large() -> Iterator[Figure]:
    """Bind what is as large as real forms are, and a list, which is none."""
    form = form_of_squares()
    load = times_as_fast(
        lambda: load_workbook(io.BytesIO(form)), lambda: bind_blank(form), pairs=_RUNS
    )
    name = "bind 55,000 cells, 1,700 merges, against openpyxl's load"
    yield Figure(name, load, _MOST_OF_A_LOAD, at_least=False)
    short, long = long_list(_ROWS // 2), long_list(_ROWS)
    growth = times_as_fast(lambda: bind_blank(short), lambda: bind_blank(long), pairs=_RUNS)
    name = f"bind a list of {_ROWS} rows, against half as many"
    yield Figure(name, growth, _MOST_GROWTH, at_least=False)


def misses() -> Iterator[str]:
    """Yield for each blank what is missed, and what is proposed wrongly."""
    for blank in BLANKS:
        places = _places(blank)
        for path, place in blank.expected.items():
            if path not in places:
                yield f"{blank.name}: {path} is missed, {place}"
        for path, place in places.items():
            if place != blank.expected.get(path):
                yield f"{blank.name}: {path} is wrong, {place} for {blank.expected.get(path)}"


def _places(blank: Blank) -> dict[str, str]:
    return {
        proposal.path: proposal.place
        for proposal in propose(sheets_to_boxes(OpenedWorkbook(blank.draw())))
    }


def _work(content: bytes) -> float:
    begun = process_time()
    propose(sheets_to_boxes(OpenedWorkbook(content)))
    return process_time() - begun


if __name__ == "__main__":
    print(*misses(), sep="\n")
