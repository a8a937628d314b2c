"""What is proposed for a path: its cells, how sure that is, and why."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from openpyxl.utils import get_column_letter

from workbook.binding.box import Box

SURE: Final = 0.1
"""What is less ahead of the next best is doubtful: measured on the test blanks, 2026-11."""


@dataclass(frozen=True)
class Proposal:
    """The cells of a path: boxes one below the other, or side by side, or one.

    ``margin`` is how far it is ahead of the next best, from 0 to 1; ``evidence`` are sentences in
    Japanese.
    """

    path: str
    boxes: tuple[Box, ...]
    margin: float
    evidence: tuple[str, ...]

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look twice."""
        return self.margin < SURE

    @property
    def sheet(self) -> str:
        """The sheet that its cells are on."""
        return self.boxes[0].sheet

    @property
    def place(self) -> str:
        """The first cells as people find them: シート!D14, シート!B20:B24."""
        firsts = [f"{box.sheet}!{get_column_letter(box.left)}{box.top}" for box in self.boxes]
        if len(firsts) > 1 and _is_block(self.boxes):
            return f"{firsts[0]}:{firsts[-1].rpartition('!')[2]}"
        return ",".join(firsts)


def _is_block(boxes: tuple[Box, ...]) -> bool:
    """Return whether boxes are what one reference gives: a column, or a row, without gaps."""
    is_whole = all(box.is_merged or (box.top, box.left) == (box.bottom, box.right) for box in boxes)
    pairs = list(pairwise(boxes))
    down = all(a.bottom + 1 == b.top and a.columns == b.columns for a, b in pairs)
    across = all(a.right + 1 == b.left and a.rows == b.rows for a, b in pairs)
    return is_whole and (down or across) and len({box.sheet for box in boxes}) == 1
