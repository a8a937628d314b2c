"""What is done to the look of a form: the pieces that many doctored forms share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import methodcaller
from typing import Any, Final

from tests.seen.doctored import CELLS, SHEET, Form

Deed = Callable[[Form], Any]

WHITE: Final = '<color rgb="FFFFFFFF"/>'
RED: Final = '<color rgb="FFFF0000"/>'
WHITE_TYPE: Final = f"<font>{WHITE}</font>"
RED_TYPE: Final = f"<font>{RED}</font>"
_LETTERS: Final = '<name val="Yu Gothic"/><sz val="10"/>'


@dataclass(frozen=True)
class Doctored:
    """A filled form with something done to it that concerns one answer.

    ``why`` says why an expectation is right that LibreOffice's pages cannot confirm.
    """

    name: str
    deeds: tuple[Deed, ...]
    path: str = "business.code"
    kind: str = "change"
    why: str = ""
    edits: Mapping[str, object] = field(default_factory=dict)

    def content(self, edits: Mapping[str, object] | None = None) -> bytes:
        """Return the form, with other answers if some are given."""
        form = Form(self.kind, {**self.edits, **(edits or {})})
        for deed in self.deeds:
            deed(form)
        return form.content()


def typed(look: str, path: str = "business.code") -> Deed:
    """Set the type of an answer."""
    return methodcaller("font", CELLS[path], _LETTERS + look)


def ground(colour: str, path: str = "business.code") -> Deed:
    """Set the ground of an answer."""
    solid = f'<patternFill patternType="solid"><fgColor {colour}/></patternFill>'
    return methodcaller("fill", CELLS[path], solid)


def ground_by_rule(colour: str) -> str:
    """Return the format of a rule that colours the ground."""
    return f'<fill><patternFill patternType="solid"><bgColor {colour}/></patternFill></fill>'


def rule(
    attributes: str, *formulas: str, look: str = WHITE_TYPE, cells: str = CELLS["business.code"]
) -> Deed:
    """Add a rule of conditional formatting; white type unless another look is given."""
    inner = "".join(f"<formula>{formula}</formula>" for formula in formulas)
    return methodcaller("condition", cells, attributes, look, inner)


def expression(formula: str, look: str = WHITE_TYPE) -> Deed:
    """Add a rule with a formula."""
    return rule('type="expression"', formula, look=look)


def graphic(kind: str, inner: str) -> Deed:
    """Add a rule that draws bars, icons or a scale of colours by the date of application."""
    return methodcaller("condition", CELLS["applied_on"], f'type="{kind}"', None, inner)


def aligned(attributes: str, path: str = "business.code") -> Deed:
    """Align an answer."""
    return methodcaller("alignment", CELLS[path], attributes)


def rows(numbers: range, attributes: str) -> Deed:
    """Set the attributes of rows."""

    def deed(form: Form) -> None:
        for number in numbers:
            form.row(number, attributes)

    return deed


def columns(first: int, last: int, attributes: str) -> Deed:
    """Set the attributes of columns."""
    return methodcaller("columns", range(first, last + 1), attributes)


def drawing(anchors: str, **pictures: bytes) -> Deed:
    """Draw."""
    return methodcaller("drawing", anchors, pictures)


def text(content: str) -> Deed:
    """Type another code."""
    return methodcaller("text", CELLS["business.code"], content)


def runs(*parts: tuple[str, str]) -> Deed:
    """Type the code in runs."""
    return methodcaller("runs", CELLS["business.code"], *parts)


def in_sheet(old: str, new: str) -> Deed:
    """Replace a text in the form's sheet."""
    return methodcaller("replace", SHEET, old, new)
