"""Check boxes and option buttons that lie over cells (form controls): where, and ticked or not."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from workbook.controls.anchors import cell_under, corner, frame_of, is_on_sheet
from workbook.controls.listed_controls import PROPERTIES, Listed, listed_in, parts_of
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
_MOST: Final = 500
"""Of a sheet; a form has a dozen."""


@dataclass(frozen=True, slots=True)
class Switch:
    """Where it is kept whether a control is ticked.

    That is in a VML drawing, in a part of its properties, or in both.
    """

    is_ticked: bool
    properties: str
    drawing: str
    shape: VmlControl | None


@dataclass(frozen=True, slots=True)
class Control:
    """A check box or an option button over a cell.

    The cell that is ``linked`` to a check box holds TRUE when it is ticked. Of an option button,
    ``others`` are the switches of its group, and the cell ``counted`` holds the ``number`` of the
    button that is chosen, counted from 1.
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
        """Whether it is ticked, or chosen."""
        return self.switch.is_ticked

    @property
    def told(self) -> tuple[tuple[Place, int], ...]:
        """What its cells hold once it is ticked or chosen: TRUE, or its number."""
        cells = ((self.linked, True), (self.counted, self.number))
        return tuple((place, content) for place, content in cells if place)


def controls_of(package: Package, book: Book) -> Mapping[Place, Control]:
    """Find the controls by their cells; where two lie over one cell, the upper or left one.

    Raises:
        UnreadableError: a part is damaged.

    """
    found: dict[Place, Control] = {}
    for sheet in book.sheets.values():
        related = package.relationships(sheet.part)
        if any(relation.type in {_VML, PROPERTIES} for relation in related.values()):
            for control in _Controls(package, sheet, related).all():
                found.setdefault(control.place, control)
    return found


@dataclass(frozen=True, slots=True)
class _Found:
    """A control in its drawing, in the sheet's list, or in both, of which the list is believed."""

    shape: int
    told: VmlControl | Listed
    part: str
    drawn: VmlControl | None

    @property
    def anchor(self) -> Anchor:
        return self.told.anchor or (self.drawn.anchor if self.drawn else ())

    @property
    def link(self) -> str:
        return self.told.link or (self.drawn.link if self.drawn else "")

    @property
    def switch(self) -> Switch:
        properties = self.told.properties if isinstance(self.told, Listed) else ""
        return Switch(self.told.is_ticked, properties, self.part, self.drawn)


class _Controls:
    """The controls of a sheet."""

    def __init__(self, package: Package, sheet: Sheet, related: Mapping[str, Relationship]) -> None:
        tree = tree_of(package.read(sheet.part))
        self._sheet = sheet
        self._grid = Grid(tree)
        drawn = {
            control.shape: (name, control)
            for name in parts_of(package, related, _VML)
            for control in islice(controls_in(package.read(name)), _MOST)
        }
        listed = {one.shape: one for one in islice(listed_in(package, tree, related), 2 * _MOST)}
        found = [
            _Found(shape, told, *drawn.get(shape, ("", None)))
            for shape, told in ({s: control for s, (_, control) in drawn.items()} | listed).items()
        ]
        placed = (one for one in found if is_on_sheet(one.anchor))
        self._found = {one.shape: one for one in islice(placed, _MOST)}
        self._groups = {shape: group for group in self._grouped() for shape in group}

    def all(self) -> Iterator[Control]:
        """Yield the check boxes and option buttons, the upper ones first."""
        for one in sorted(self._found.values(), key=lambda one: (*corner(one.anchor), one.shape)):
            if one.told.kind is not ControlKind.GROUP_BOX:
                yield self._control(one)

    def _grouped(self) -> Iterator[tuple[int, ...]]:
        frames = {one.shape: frame_of(self._grid, one.anchor) for one in self._found.values()}
        kinds = {one.shape: one.told.kind for one in self._found.values()}
        boxes = [frames[shape] for shape, kind in kinds.items() if kind is ControlKind.GROUP_BOX]
        options = [
            Option(shape, frames[shape], self._found[shape].told.is_first)
            for shape, kind in kinds.items()
            if kind is ControlKind.OPTION
        ]
        return groups_of(options, boxes)

    def _control(self, one: _Found) -> Control:
        title = self._sheet.title
        place = Place(title, *_first_of(self._sheet, cell_under(self._grid, one.anchor)))
        caption = one.drawn.caption if one.drawn else ""
        control = Control(place, one.told.kind, one.shape, caption, one.switch)
        if control.kind is ControlKind.CHECK_BOX:
            return replace(control, linked=_linked(title, one.link))
        group = [self._found[shape] for shape in self._groups[one.shape]]
        return replace(
            control,
            others=tuple(other.switch for other in group if other.shape != one.shape),
            counted=_linked(title, next((other.link for other in group if other.link), "")),
            number=self._groups[one.shape].index(one.shape) + 1,
        )


def _first_of(sheet: Sheet, cell: Cell) -> Cell:
    """Return the first cell of the merged area that a cell is in, or the cell."""
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
