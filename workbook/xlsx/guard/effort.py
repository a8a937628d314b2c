"""How much work a workbook makes: what it multiplies is bounded by cost, not by how much there is.

The guard bounds what a workbook holds. But each of its cells may lie under each of its rules,
pictures and areas; so whatever looks at many things for each of many things tells what it does.
"""

from typing import Final

from workbook.xlsx.guard.refusals import Refusal

MOST_STEPS: Final = 1_000_000
"""Steps take about a microsecond each; an official form of 75,000 cells makes some 20,000."""


class Effort:
    """The work that a workbook has made so far."""

    def __init__(self) -> None:
        """Begin with none."""
        self.steps = 0

    def spend(self, steps: int) -> None:
        """Count work that is about to be done, in steps of about a microsecond.

        Raises:
            UnreadableError: the workbook makes more than it may.

        """
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise Refusal.TOO_COMPLEX.error()
