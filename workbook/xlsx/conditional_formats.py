"""Conditional formats: which rules apply to a cell, for the conditions that are evaluated."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Final

from workbook.xlsx.guard.strict_xml import MAIN, Element, Path, count_or_zero, local_name, parse
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.guard.work_limit import WorkLimit
from workbook.xlsx.reader.areas import Area, Cell, area_at, cell_at, lies_in
from workbook.xlsx.reader.book import CellValue, Kind

Compare = Callable[[Any, Any], bool]

_FORMATS: Final = Path("m:conditionalFormatting")
_EXTENDED: Final = Path(
    "m:extLst/m:ext/*[local-name()='conditionalFormattings']/*[local-name()='conditionalFormatting']"
)
_MARK: Final = b"conditionalFormatting"
_TEXT_CHANGES: Final = ("}font", "}numFmt")
_MAX_RULES: Final = 500  # rules evaluated per sheet (an estimate; a form has a handful)
_LONGEST_FORMULA: Final = 8_192  # characters, the limit of Excel
# Costs in steps of WorkLimit (about a microsecond each, estimated).
_STEPS_PER_AREA: Final = 2
_AREAS_PER_STEP: Final = 10
_STEPS_PER_RULE: Final = 20
_LETTERS_PER_STEP: Final = 8
_CELL_OPERATORS: Final[Mapping[str, Compare]] = {
    "equal": eq,
    "notEqual": ne,
    "greaterThan": gt,
    "greaterThanOrEqual": ge,
    "lessThan": lt,
    "lessThanOrEqual": le,
}
_FORMULA_OPERATORS: Final[Mapping[str, Compare]] = {
    "=": eq,
    "<>": ne,
    ">": gt,
    ">=": ge,
    "<": lt,
    "<=": le,
}
GROUND_ONLY: Final = frozenset(("colorScale", "dataBar", "iconSet"))
"""Kinds of rules that colour the background or draw beside the value."""
_TEXT_CONDITIONS: Final[Mapping[str, Callable[[str, str], bool]]] = {
    "containsBlanks": lambda held, _: not held.strip(),
    "notContainsBlanks": lambda held, _: bool(held.strip()),
    "containsText": lambda held, text: text in held,
    "notContainsText": lambda held, text: text not in held,
    "beginsWith": lambda held, text: held.startswith(text),
    "endsWith": lambda held, text: held.endswith(text),
    "containsErrors": lambda _held, _text: False,
    "notContainsErrors": lambda _held, _text: True,
}
_REFERENCE: Final = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_LITERAL: Final = r'"(?:[^"]|"")*"|-?[0-9]+(?:\.[0-9]+)?'
_CALL: Final = re.compile(r"(ISBLANK|LEN|TRIM|ISTEXT|ISNUMBER)\((.*)\)", re.IGNORECASE | re.DOTALL)
_NOT: Final = "NOT("
_COMPARISON: Final = re.compile(
    rf"((?:LEN|TRIM)\({_REFERENCE}\)|{_REFERENCE}|{_LITERAL})\s*(<=|>=|<>|<|>|=)\s*"
    rf"((?:LEN|TRIM)\({_REFERENCE}\)|{_REFERENCE}|{_LITERAL})",
    re.IGNORECASE,
)
_CONSTANTS: Final = {"TRUE": True, "TRUE()": True, "1": True} | dict.fromkeys(
    ("FALSE", "FALSE()", "0"), False
)
_TESTS: Final[Mapping[str, Callable[[object], bool]]] = {
    "ISBLANK": lambda held: held == "",
    "LEN": lambda held: bool(str(held)),
    "TRIM": lambda held: bool(str(held).strip()),
    "ISTEXT": lambda held: isinstance(held, str) and held != "",
    "ISNUMBER": lambda held: isinstance(held, int | float) and not isinstance(held, bool),
}


class UnknownConditionError(ValueError):
    """Raised for a condition that this program does not evaluate."""


@dataclass(frozen=True, slots=True)
class FormatRule:
    """A rule for areas: its condition, and the number of the differential format to apply."""

    areas: tuple[Area, ...]
    kind: str
    operator: str
    text: str
    formulas: tuple[str, ...]
    format: int | None
    priority: int
    stops: bool
    hides_value: bool = False

    @property
    def letters(self) -> int:
        """The number of characters of its condition."""
        return len(self.text) + sum(map(len, self.formulas))

    def holds(self, cell: Cell, cells: Mapping[Cell, CellValue]) -> bool:
        """Return whether its condition is true for a cell.

        Raises UnknownConditionError if the condition is not evaluated.
        """
        held = _value(cells.get(cell))
        # References in a condition are relative to the first cell of its first area.
        top, left, _, _ = self.areas[0]
        shift = cell[0] - top, cell[1] - left
        if self.kind == "cellIs":
            return self._compares(held, shift, cells)
        if self.kind == "expression":
            return _evaluate(self.formulas[0] if self.formulas else "", shift, cells)
        if self.kind not in _TEXT_CONDITIONS:
            raise UnknownConditionError(self.kind)
        return _TEXT_CONDITIONS[self.kind](str(held).casefold(), self.text.casefold())

    def _compares(
        self, held: object, shift: tuple[int, int], cells: Mapping[Cell, CellValue]
    ) -> bool:
        limits = [_operand(formula, shift, cells) for formula in self.formulas]
        if self.operator in {"between", "notBetween"} and len(limits) == 2:  # noqa: PLR2004 - two ends
            inside = _compare(ge, held, limits[0]) and _compare(le, held, limits[1])
            return inside == (self.operator == "between")
        if self.operator not in _CELL_OPERATORS or len(limits) != 1:
            raise UnknownConditionError(self.operator)
        return _compare(_CELL_OPERATORS[self.operator], held, limits[0])


class Rules:
    """The rules of a worksheet."""

    def __init__(self, strongest_first: Sequence[FormatRule] = ()) -> None:
        self._rules = strongest_first

    def over(self, cell: Cell, work_limit: WorkLimit) -> Iterator[FormatRule]:
        """Yield the rules whose areas contain a cell, by descending priority.

        Raises UnreadableError if the workbook exceeds its work limit.
        """
        known: dict[int, bool] = {}
        for rule in self._rules:
            group = id(rule.areas)  # rules of one element share their areas, which stay alive
            if group not in known:
                work_limit.spend(1 + len(rule.areas) // _AREAS_PER_STEP)
                known[group] = any(lies_in(cell, area) for area in rule.areas)
            if known[group]:
                work_limit.spend(_STEPS_PER_RULE + rule.letters // _LETTERS_PER_STEP)
                yield rule


def read_rules(content: bytes, work_limit: WorkLimit) -> Rules:
    """Return the rules of a worksheet part.

    Rules of the extension for newer versions of Excel (x14) are included if they can change a text,
    but without a condition that could be evaluated. Raises UnreadableError if the workbook exceeds
    its work limit.
    """
    if _MARK not in content:
        return Rules()
    sheet = parse(content, MAIN + "worksheet")
    rules = [rule for group in _FORMATS.elements(sheet) for rule in _rules(group, work_limit)]
    rules += [rule for group in _EXTENDED.elements(sheet) for rule in _extended(group, work_limit)]
    return Rules(sorted(rules, key=lambda rule: rule.priority)[:_MAX_RULES])


def _extended(group: Element, work_limit: WorkLimit) -> Iterator[FormatRule]:
    references = [part.text or "" for part in group.iterchildren() if part.tag.endswith("}sqref")]
    areas = tuple(_areas(" ".join(references), work_limit))
    for rule in group.iterchildren() if areas else ():
        parts = {local_name(part): part for part in rule}
        differential_format = parts.get("dxf")
        changes = differential_format is not None and any(
            part.tag.endswith(_TEXT_CHANGES) for part in differential_format
        )
        bars = [parts[name] for name in ("dataBar", "iconSet") if name in parts]
        hides = any(bar.get("showValue") in {"0", "false"} for bar in bars)
        if changes or hides:
            number = count_or_zero(rule.get("priority"))
            yield FormatRule(areas, "x14", "", "", (), None, number, stops=False, hides_value=hides)


def _rules(group: Element, work_limit: WorkLimit) -> Iterator[FormatRule]:
    areas = tuple(_areas(group.get("sqref") or "", work_limit))
    for rule in group.iterchildren(MAIN + "cfRule") if areas else ():
        kind, number = rule.get("type") or "", rule.get("dxfId")
        bars = [*rule.iterchildren(MAIN + "dataBar", MAIN + "iconSet")]
        yield FormatRule(
            areas=areas,
            kind=kind,
            operator=rule.get("operator") or "",
            text=rule.get("text") or "",
            formulas=tuple(
                (formula.text or "").strip() for formula in rule.iterchildren(MAIN + "formula")
            ),
            format=count_or_zero(number) if number else None,
            priority=count_or_zero(rule.get("priority")),
            stops=rule.get("stopIfTrue") in {"1", "true"},
            hides_value=any(bar.get("showValue") in {"0", "false"} for bar in bars),
        )


def _areas(references: str, work_limit: WorkLimit) -> Iterator[Area]:
    work_limit.spend(_STEPS_PER_AREA * (references.count(" ") + 1))
    for reference in references.split():
        try:
            yield area_at(reference)
        except UnreadableError:  # an invalid reference contains no cell
            continue


def _value(held: CellValue | None) -> object:
    """Return the operand for a cell value: a text, number or boolean; an empty cell is ""."""
    if held is None:
        return ""
    if held.kind in {Kind.FORMULA, Kind.ERROR}:
        raise UnknownConditionError(held.kind)
    return held.value if held.serial is None else held.serial


def _evaluate(formula: str, shift: tuple[int, int], cells: Mapping[Cell, CellValue]) -> bool:
    expected = True
    if len(formula) > _LONGEST_FORMULA:
        raise UnknownConditionError(formula[:_LONGEST_FORMULA])
    formula = formula.removeprefix("=").strip()
    while formula[: len(_NOT)].upper() == _NOT and formula.endswith(")"):
        formula = formula[len(_NOT) : -1].strip()
        expected = not expected
    return _evaluate_plain(formula, shift, cells) is expected


def _evaluate_plain(formula: str, shift: tuple[int, int], cells: Mapping[Cell, CellValue]) -> bool:
    if formula.upper() in _CONSTANTS:
        return _CONSTANTS[formula.upper()]
    call, comparison = _CALL.fullmatch(formula), _COMPARISON.fullmatch(formula)
    if call and re.fullmatch(_REFERENCE, call[2].strip()):
        return _TESTS[call[1].upper()](_operand(call[2], shift, cells))
    if comparison:
        left, sign, right = comparison.groups()
        return _compare(
            _FORMULA_OPERATORS[sign], *(_operand(side, shift, cells) for side in (left, right))
        )
    raise UnknownConditionError(formula)


def _operand(text: str, shift: tuple[int, int], cells: Mapping[Cell, CellValue]) -> object:
    text = text.removeprefix("=").strip()
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        return text[1:-1].replace('""', '"')
    if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", text):
        return float(text)
    if call := re.fullmatch(rf"(LEN|TRIM)\(({_REFERENCE})\)", text, re.IGNORECASE):
        inner = str(_operand(call[2], shift, cells))
        return float(len(inner)) if call[1].upper() == "LEN" else inner.strip()
    if re.fullmatch(_REFERENCE, text):
        return _value(cells.get(_relative_cell(text, shift)))
    raise UnknownConditionError(text)


def _relative_cell(reference: str, shift: tuple[int, int]) -> Cell:
    """Return the cell of a reference, shifted unless its row or column is absolute ($)."""
    try:
        row, column = cell_at(reference.replace("$", ""))
    except UnreadableError as error:
        raise UnknownConditionError(reference) from error
    is_row_fixed = re.fullmatch(r"\$?[A-Z]+\$[0-9]+", reference) is not None
    return row + (0 if is_row_fixed else shift[0]), column + (
        0 if reference[0] == "$" else shift[1]
    )


def _compare(compare: Compare, held: object, limit: object) -> bool:
    """Compare like Excel: numbers sort before texts, texts ignore case."""
    if isinstance(held, str) and isinstance(limit, str):
        return compare(held.casefold(), limit.casefold())
    if isinstance(held, int | float) and isinstance(limit, int | float):
        return compare(float(held), float(limit))
    if held == "" and isinstance(limit, int | float):
        return compare(0.0, float(limit))
    if compare in {eq, ne}:
        return compare is ne
    return compare(isinstance(held, str), isinstance(limit, str))
