"""Cached results of formulas in a filled blank: removed if an answer may change them."""

from collections.abc import Iterator

from bench.figure import Figure
from tests.workbook.test_patched_values import KEPT, REMOVED, computed


def measure_results() -> Iterator[Figure]:
    """Yield the number of formulas whose results are wrongly removed or kept."""
    wrong = sum(bool(computed({"D1": formula})) for formula in KEPT)
    wrong += sum(not computed({"D1": formula}) for formula in REMOVED)
    name = f"results of {len(KEPT) + len(REMOVED)} formulas wrongly kept or left out"
    yield Figure(name, wrong, 0, at_least=False, unit="")
