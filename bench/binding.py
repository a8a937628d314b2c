"""Binding of independently drawn blanks: recall, errors and time."""

import io
from collections.abc import Iterator, Sequence
from statistics import median
from time import process_time
from typing import Final

from openpyxl import load_workbook

from bench.figure import Figure, times_as_fast
from bench.large_workbooks import form_of_squares, long_list
from tests.blanks import BLANKS, Blank
from tests.blanks.sheet_text import TEXTS
from wizard.core.intake.binding import bind_blank
from workbook.binding.propose import propose
from workbook.binding.sheet_to_boxes import sheets_to_boxes
from workbook.opened import OpenedWorkbook

_LOOKED_AT: Final = ("looked_at", "fresh", "second", "third", "fourth")
_LEAST_SURE: Final = 85
_MOST_WRONG: Final = 0.5
_MOST_SECONDS: Final = 1
_LARGEST: Final = "graph_paper"
_RUNS: Final = 5
_MOST_OF_A_LOAD: Final = 0.5
_ROWS: Final = 1_100
_MOST_GROWTH: Final = 3


def measure_binding() -> Iterator[Figure]:
    """Yield recall, errors and doubts over all blanks, and the time for the finest grid."""
    of = (
        (BLANKS, "drawn", 98),
        *((blanks, name.replace("_", " "), 95) for name, blanks in TEXTS.items()),
    )
    for blanks, kind, least in of:
        yield from _measure(blanks, kind, least)
    content = next(blank for blank in BLANKS if blank.name == _LARGEST).draw()
    seconds = median(_work(content) for _ in range(_RUNS))
    name = "binding, work on a form of fine squares"
    yield Figure(name, seconds, _MOST_SECONDS, at_least=False, unit="s")
    yield from _large()


def _measure(blanks: Sequence[Blank], kind: str, least: int) -> Iterator[Figure]:
    proposals = [
        (proposal.place == blank.expected.get(proposal.path), proposal.is_doubtful)
        for blank in blanks
        for proposal in propose(sheets_to_boxes(OpenedWorkbook(blank.draw())))
    ]
    expected = sum(len(blank.expected) for blank in blanks)
    right = sum(is_right for is_right, _ in proposals)
    name = f"binding, found of {expected} places on {len(blanks)} blanks {kind}"
    yield Figure(name, 100 * right / expected, least, at_least=True, unit="%")
    wrong = 100 * proposals.count((False, False)) / len(proposals)
    name = f"binding, wrong without a doubt on blanks {kind}"
    yield Figure(name, wrong, _MOST_WRONG, at_least=False, unit="%")
    sure = 100 * proposals.count((True, False)) / right
    name = f"binding, right without a doubt on blanks {kind}"
    yield Figure(name, sure, _LEAST_SURE, at_least=True, unit="%")


def _large() -> Iterator[Figure]:
    """Yield the time to bind a blank as large as real forms, and a list that is not a form."""
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
    """Yield the missed and wrong proposals of each blank but those that nobody looks at."""
    looked_at = (blank for name in _LOOKED_AT for blank in TEXTS[name])
    for blank in (*BLANKS, *looked_at):
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
