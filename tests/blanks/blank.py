"""What a blank is: how it is drawn, and where its answers go, written down by hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final


@dataclass(frozen=True, eq=False)
class Blank:
    """A blank form with its binding.

    ``expected`` says where the answer of each path goes:

    - ``シート!D14`` is a cell, the first one of its merged area where it is one.
    - ``シート!B20:B24`` is a column of a table, or the row of boxes of a code: from the first cell
      of the first area to the first cell of the last.
    - ``シート!C20:F20`` is a row of a table that is turned: each record has a column.
    - ``シート!D20,シート!D26`` are the rows of a table whose records are blocks below each other.

    A date in three cells has the paths ``applied_on.year``, ``.month`` and ``.day``; a postal code
    with a box of its own is ``business.address.postal``. ``absent`` holds the paths that the blank
    does not ask.
    """

    name: str
    draw_anew: Callable[[], bytes]
    expected: Mapping[str, str]
    absent: frozenset[str]
    notes: str

    def draw(self) -> bytes:
        """Return the blank, which is drawn once in a process."""
        return _drawn(self)


@cache
def _drawn(blank: Blank) -> bytes:
    return blank.draw_anew()


RENAME_TICK: Final = frozenset({"kind.rename"})
"""The FAQ's form has three ticks, none of its own for a rename."""

PREDECESSORS: Final = frozenset(
    {
        "web_certificates.replaces",
        "web_certificates.replaces_not_after",
        "api.certificates.replaces",
        "api.certificates.replaces_not_after",
    }
)
COMMON_NAMES: Final = frozenset({"web_certificates.common_name", "api.certificates.common_name"})
EXPIRIES: Final = frozenset({"web_certificates.not_after", "api.certificates.not_after"})
LATER: Final[frozenset[str]] = frozenset()
"""Answers that the catalogue got after the blanks were drawn: none of them asks those."""
OLD_NAME: Final = frozenset({"rename.previous_name", "rename.effective_on"})


def on(sheet: str, cells: Mapping[str, str]) -> dict[str, str]:
    """Give the places of a sheet by their paths: ``D14`` becomes ``シート!D14``."""
    return {
        path: ",".join(f"{sheet}!{reference}" for reference in references.split(","))
        for path, references in cells.items()
    }
