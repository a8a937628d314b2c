"""Check boxes that lie over cells (form controls): where they are, ticked or not, and ticking."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from workbook.annotation.edit_xml import RELATIONS, Node, tree_of
from workbook.annotation.grid import Axis, Grid
from workbook.guard.package import Package, Relationship, open_package
from workbook.guard.strict_xml import MAIN, count_of, number_of
from workbook.patching.vml import SIDES, Anchor, VmlBox, boxes_in
from workbook.places import Place
from workbook.reader.areas import MAX_COLUMN, MAX_ROW, Cell, area_at
from workbook.reader.book import Book, Sheet, read_book

_VML: Final = f"{RELATIONS}/vmlDrawing"
_PROPERTIES: Final = f"{RELATIONS}/ctrlProp"
TICKED: Final = "Checked"
"""How the part of its properties calls a check box that is ticked."""

_ID: Final = f"{{{RELATIONS}}}id"
_ANCHORED: Final = ("col", "colOff", "row", "rowOff")
_UNITS_PER_PIXEL: Final = 9525
_TO_THE_MARK: Final = 8  # pixels from a check box's left edge to the middle of its square
_CELL: Final = re.compile(r"(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?(\$?[A-Z]{1,3}\$?[0-9]{1,7})")
_MOST: Final = 500
"""Of a sheet; a form has a dozen."""


@dataclass(frozen=True, slots=True)
class Control:
    """A check box over a cell.

    It is kept in a VML drawing, in a part of its properties, or in both; the cell that is linked
    to it holds TRUE when it is ticked.
    """

    place: Place
    is_ticked: bool
    linked: Place | None
    properties: str
    drawing: str
    shape: VmlBox | None


@dataclass(frozen=True, slots=True)
class _Listed:
    """A control as newer Excels list it in the sheet."""

    shape: int
    properties: str
    anchor: Anchor
    is_ticked: bool
    link: str


def control_cells(content: bytes) -> frozenset[Place]:
    """Give the cells of a workbook that lie under a check box.

    Raises:
        UnreadableError: the bytes are no xlsx workbook.

    """
    package = open_package(content)
    return frozenset(controls_of(package, read_book(package)))


def ticked_controls(package: Package, book: Book) -> frozenset[Place]:
    """Give the cells that lie under a check box that is ticked."""
    controls = controls_of(package, book)
    return frozenset(place for place, control in controls.items() if control.is_ticked)


def controls_of(package: Package, book: Book) -> Mapping[Place, Control]:
    """Find the check boxes by their cells; where two lie over one cell, the upper or left one."""
    found: dict[Place, Control] = {}
    for sheet in book.sheets.values():
        related = package.relationships(sheet.part)
        if any(relation.type in {_VML, _PROPERTIES} for relation in related.values()):
            for control in islice(_controls(package, sheet, related), _MOST):
                found.setdefault(control.place, control)
    return found


def _controls(
    package: Package, sheet: Sheet, related: Mapping[str, Relationship]
) -> Iterator[Control]:
    tree = tree_of(package.read(sheet.part))
    grid = Grid(tree)
    drawn = {
        box.shape: (name, box)
        for name in _parts(package, related, _VML)
        for box in boxes_in(package.read(name))
    }
    listed = {control.shape: control for control in _listed(package, tree, related)}
    anchors = {shape: box.anchor for shape, (_, box) in drawn.items()}
    anchors |= {shape: control.anchor for shape, control in listed.items() if control.anchor}
    anchors = {shape: anchor for shape, anchor in anchors.items() if _is_on_sheet(anchor)}
    for shape in sorted(anchors, key=lambda shape: (*_corner(anchors[shape]), shape)):
        drawing, box = drawn.get(shape, ("", None))
        control = listed.get(shape)
        link = (control and control.link) or (box and box.link) or ""
        yield Control(
            Place(sheet.title, *_first_of(sheet, _under(grid, anchors[shape]))),
            bool(control.is_ticked if control else box and box.is_ticked),
            _linked(sheet.title, link),
            control.properties if control else "",
            drawing,
            box,
        )


def _parts(package: Package, related: Mapping[str, Relationship], kind: str) -> list[str]:
    """Name the parts of a kind that a sheet refers to."""
    targets = {one.target for one in related.values() if one.type == kind and not one.external}
    return sorted(targets & package.names)


def _listed(package: Package, tree: Node, related: Mapping[str, Relationship]) -> Iterator[_Listed]:
    """Give the check boxes that the sheet lists, those last that tell where they lie."""
    names = _parts(package, related, _PROPERTIES)
    properties = {name: tree_of(package.read(name)).attrib for name in names}
    for entry in sorted(tree.iter(MAIN + "control"), key=len):
        relation = related.get(entry.get(_ID, ""))
        said = properties.get(relation.target, {}) if relation else {}
        if relation and said.get("objectType") == "CheckBox":
            yield _Listed(
                shape=count_of(entry.get("shapeId")),
                properties=relation.target,
                anchor=_anchor(entry),
                is_ticked=said.get("checked") == TICKED,
                link=said.get("fmlaLink", ""),
            )


def _anchor(entry: Node) -> Anchor:
    corners = [corner for name in ("from", "to") for corner in entry.iter(MAIN + name)]
    numbers = [
        {child.tag.rpartition("}")[2]: number_of(child.text or "0") for child in corner}
        for corner in corners
    ]
    return tuple(
        int(number.get(name, 0) / (_UNITS_PER_PIXEL if name.endswith("Off") else 1))
        for number in numbers
        for name in _ANCHORED
    )


def _is_on_sheet(anchor: Anchor) -> bool:
    if len(anchor) != SIDES or min(anchor) < 0:
        return False
    left, _, top, *_ = anchor
    return left < MAX_COLUMN and top < MAX_ROW


def _corner(anchor: Anchor) -> tuple[int, ...]:
    left, inset, top, down, *_ = anchor
    return top, left, down, inset


def _under(grid: Grid, anchor: Anchor) -> Cell:
    """Give the cell under the square of a check box.

    It begins in that cell; or just above or before, for it is taller than rows often are.
    """
    left, inset, top, down, _, _, bottom, _ = anchor
    row = top + 1
    if row <= bottom and 2 * down > _size(grid.rows, row):
        row += 1
    mark = grid.columns.start(left + 1) + min(inset, _size(grid.columns, left + 1)) + _TO_THE_MARK
    return row, grid.columns.at(mark)[0] + 1


def _size(axis: Axis, number: int) -> int:
    return axis.start(number + 1) - axis.start(number)


def _first_of(sheet: Sheet, cell: Cell) -> Cell:
    """Give the first cell of the merged area that a cell is in, or the cell."""
    row, column = cell
    for merge in sheet.merges:
        if merge.top <= row <= merge.bottom and merge.left <= column <= merge.right:
            return merge.top, merge.left
    return cell


def _linked(title: str, link: str) -> Place | None:
    match = _CELL.fullmatch(link.removeprefix("="))
    if match is None:
        return None
    quoted, plain, reference = match.groups()
    named = quoted.replace("''", "'") if quoted else plain
    top, left, _, _ = area_at(reference.replace("$", ""))
    return Place(named or title, top, left)
