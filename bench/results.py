"""Results of formulas in a filled blank: left out where an answer may change them, else kept."""

from collections.abc import Iterator

from bench.figure import Figure
from tests.workbook.test_patched_values import KEPT, REMOVED, computed


def measure_results() -> Iterator[Figure]:
    """Count the formulas whose results go or stay otherwise than they should."""
    wrong = sum(bool(computed({"D1": formula})) for formula in KEPT)
    wrong += sum(not computed({"D1": formula}) for formula in REMOVED)
    name = f"results of {len(KEPT) + len(REMOVED)} formulas wrongly kept or left out"
    yield Figure(name, wrong, 0, at_least=False, unit="")
