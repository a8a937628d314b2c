"""Check boxes and option buttons (form controls) over cells: position and state."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from workbook.controls.anchors import cell_under, corner, frame_of, is_on_sheet
from workbook.controls.listed_controls import PROPERTIES, ListedControl, listed_in, parts_of
from workbook.controls.option_groups import Option, groups_of
from workbook.controls.vml_controls import Anchor, ControlKind, VmlControl, controls_in
from workbook.places import Place
from workbook.xlsx.editing.grid import Grid
from workbook.xlsx.editing.part_xml import RELATIONS, tree_of
from workbook.xlsx.guard.package import Package, Relationship
from workbook.xlsx.reader.areas import Cell, area_at
from workbook.xlsx.reader.book import Book, Sheet

_VML: Final = f"{RELATIONS}/vmlDrawing"
_CELL: Final = re.compile(r"(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?(\$?[A-Z]{1,3}\$?[0-9]{1,7})")
_MAX_CONTROLS: Final = 500  # per sheet (an estimate); a real form has up to 400


@dataclass(frozen=True, slots=True)
class Switch:
    """The stored state of a control: in a VML drawing, in a properties part, or in both."""

    is_ticked: bool
    properties: str
    drawing: str
    shape: VmlControl | None


@dataclass(frozen=True, slots=True)
class Control:
    """A check box or an option button over a cell.

    The cell ``linked`` to a check box is TRUE if it is ticked. For an option button, ``others`` are
    the other switches of its group, and the cell ``counted`` holds the ``number`` of the selected
    button, counted from 1.
    """

    place: Place
    kind: ControlKind
    shape: int
    caption: str
    switch: Switch
    linked: Place | None = None
    others: tuple[Switch, ...] = ()
    counted: Place | None = None
    number: int = 0

    @property
    def is_ticked(self) -> bool:
        """Whether it is ticked or selected."""
        return self.switch.is_ticked

    @property
    def cell_values(self) -> tuple[tuple[Place, int], ...]:
        """The values of its cells when it is ticked or selected: TRUE, or its number."""
        cells = ((self.linked, True), (self.counted, self.number))
        return tuple((place, content) for place, content in cells if place)


def controls_of(package: Package, book: Book) -> Mapping[Place, Control]:
    """Return the controls by cell; of two over one cell, the upper or left one."""
    controls: dict[Place, Control] = {}
    for sheet in book.sheets.values():
        related = package.relationships(sheet.part)
        if any(relation.type in {_VML, PROPERTIES} for relation in related.values()):
            for control in _Controls(package, sheet, related).all():
                controls.setdefault(control.place, control)
    return controls


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A control from the drawing, the sheet's list, or both; the list has priority."""

    shape: int
    definition: VmlControl | ListedControl
    part: str
    drawn: VmlControl | None

    @property
    def anchor(self) -> Anchor:
        return self.definition.anchor or (self.drawn.anchor if self.drawn else ())

    @property
    def link(self) -> str:
        return self.definition.link or (self.drawn.link if self.drawn else "")

    @property
    def switch(self) -> Switch:
        properties = (
            self.definition.properties if isinstance(self.definition, ListedControl) else ""
        )
        return Switch(self.definition.is_ticked, properties, self.part, self.drawn)


class _Controls:
    """The controls of a sheet."""

    def __init__(self, package: Package, sheet: Sheet, related: Mapping[str, Relationship]) -> None:
        tree = tree_of(package.read(sheet.part))
        self._sheet = sheet
        self._grid = Grid(tree)
        drawn = {
            control.shape: (name, control)
            for name in parts_of(package, related, _VML)
            for control in islice(controls_in(package.read(name)), _MAX_CONTROLS)
        }
        listed = {
            one.shape: one for one in islice(listed_in(package, tree, related), 2 * _MAX_CONTROLS)
        }
        candidates = [
            _Candidate(shape, definition, *drawn.get(shape, ("", None)))
            for shape, definition in (
                {s: control for s, (_, control) in drawn.items()} | listed
            ).items()
        ]
        placed = (one for one in candidates if is_on_sheet(one.anchor))
        self._by_shape = {one.shape: one for one in islice(placed, _MAX_CONTROLS)}
        self._groups = {shape: group for group in self._grouped() for shape in group}

    def all(self) -> Iterator[Control]:
        """Yield the check boxes and option buttons, from top to bottom."""
        for one in sorted(
            self._by_shape.values(), key=lambda one: (*corner(one.anchor), one.shape)
        ):
            if one.definition.kind is not ControlKind.GROUP_BOX:
                yield self._control(one)

    def _grouped(self) -> Iterator[tuple[int, ...]]:
        frames = {one.shape: frame_of(self._grid, one.anchor) for one in self._by_shape.values()}
        kinds = {one.shape: one.definition.kind for one in self._by_shape.values()}
        boxes = [frames[shape] for shape, kind in kinds.items() if kind is ControlKind.GROUP_BOX]
        options = [
            Option(shape, frames[shape], self._by_shape[shape].definition.is_first)
            for shape, kind in kinds.items()
            if kind is ControlKind.OPTION
        ]
        return groups_of(options, boxes)

    def _control(self, one: _Candidate) -> Control:
        title = self._sheet.title
        place = Place(title, *_top_left_cell(self._sheet, cell_under(self._grid, one.anchor)))
        caption = one.drawn.caption if one.drawn else ""
        control = Control(place, one.definition.kind, one.shape, caption, one.switch)
        if control.kind is ControlKind.CHECK_BOX:
            return replace(control, linked=_linked(title, one.link))
        group = [self._by_shape[shape] for shape in self._groups[one.shape]]
        return replace(
            control,
            others=tuple(other.switch for other in group if other.shape != one.shape),
            counted=_linked(title, next((other.link for other in group if other.link), "")),
            number=self._groups[one.shape].index(one.shape) + 1,
        )


def _top_left_cell(sheet: Sheet, cell: Cell) -> Cell:
    """Return the first cell of the merged area of a cell, or the cell itself."""
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
    sheet = quoted.replace("''", "'") if quoted else plain
    top, left, _, _ = area_at(reference.replace("$", ""))
    return Place(sheet or title, top, left)
