"""What is observed on a form while it is read, beside the answers themselves."""

from dataclasses import dataclass

from workbook.places import Place


@dataclass(frozen=True, slots=True)
class Observation:
    """Something worth telling: its code, the path it concerns (empty: the form), and where.

    ``shown`` is what stands there, as far as the words need it; ``held`` what the cell holds where
    its reader sees something else.
    """

    code: str
    path: str = ""
    place: Place | None = None
    shown: str = ""
    held: str = ""
