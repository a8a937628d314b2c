"""Limit of the work that a workbook causes.

The guard limits the number of cells, rules, pictures and areas. But each cell may be in each area
or rule, so code with such nested loops counts its steps here.
"""

from typing import Final

from workbook.xlsx.guard.refusals import Refusal

MOST_STEPS: Final = 1_000_000
"""A step takes about a microsecond; an official form of 75,000 cells takes some 20,000 steps."""


class WorkLimit:
    """The work that a workbook has caused so far."""

    def __init__(self) -> None:
        self.steps = 0

    def spend(self, steps: int) -> None:
        """Add work that is about to be done, in steps of about a microsecond."""
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise Refusal.TOO_COMPLEX.error()
