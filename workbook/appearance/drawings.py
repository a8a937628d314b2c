"""Drawings over the cells of a sheet: shapes, pictures and open notes, in pixels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import islice, pairwise
from typing import Final

from workbook.controls.anchors import Frame
from workbook.xlsx.editing.grid import Grid
from workbook.xlsx.editing.part_xml import RELATIONS, Node, tree_of
from workbook.xlsx.guard.package import Package
from workbook.xlsx.guard.strict_xml import count_or_zero, local_name
from workbook.xlsx.guard.work_limit import WorkLimit
from workbook.xlsx.reader.areas import MAX_COLUMN, MAX_ROW, Area

_DRAWING: Final = f"{RELATIONS}/drawing"
_VML: Final = f"{RELATIONS}/vmlDrawing"
_UNITS_PER_PIXEL: Final = 9525  # English Metric Units at 96 dpi
_MAX_OVERLAYS: Final = 1_000
"""Per drawing (an estimate); a form has a few dozen shapes, including controls."""
_CONTAINERS: Final = frozenset(("AlternateContent", "Choice", "grpSp"))
_FILLS: Final = frozenset(("solidFill", "gradFill", "pattFill", "blipFill"))
_TRUE: Final = frozenset(("1", "true"))
_TRANSPARENT: Final = 60_000
"""Opacity of 100,000: below it, black text under a shape keeps a third of its contrast in print."""
_CLIENT: Final = re.compile(rb"<(/?)(?:[\w.-]+:)?ClientData(?=[\s>])([^<>]*+)>")
_NOTE: Final = re.compile(rb"\sObjectType\s*=\s*[\"']Note[\"']")
_IS_OPEN: Final = re.compile(rb"<(?:[\w.-]+:)?Visible\s*/?>")
_ANCHOR: Final = re.compile(rb"<(?:[\w.-]+:)?Anchor\s*>\s*([0-9,\s]{15,300})<")
_THICK_LINE: Final = 152_400
"""English Metric Units of a line: 12 points, more than the height of a text."""
_SIDES: Final = 8  # numbers of a note's anchor: cell and offset of each side
_BYTES_PER_STEP: Final = 50  # bytes of a drawing that are parsed in a step of WorkLimit (estimated)
_STEPS_PER_ELEMENT: Final = 15  # steps to evaluate a drawn element (estimated)


class Cover(Enum):
    """The way in which a drawing hides a cell."""

    OPAQUE = "opaque"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Overlay:
    """A drawing over a sheet: how it hides cells, its rectangle in pixels, and its name.

    ``has_text``: it may be read in place of the cells under it.
    """

    cover: Cover
    frame: Frame
    name: str
    has_text: bool = False


class Drawings:
    """The drawings that hide cells of a worksheet; outlines and controls do not."""

    def __init__(self, package: Package, part: str, work_limit: WorkLimit) -> None:
        """Read the drawings of a worksheet."""
        related = [one for one in package.relationships(part).values() if not one.external]
        drawings = {one.target: one.type for one in related if one.type in {_DRAWING, _VML}}
        self._work_limit = work_limit
        self._overlays: list[Overlay] = []
        if not drawings:
            return
        self._grid = grid = Grid(tree_of(package.read(part)))
        for target, kind in drawings.items():
            content = package.read(target)
            work_limit.spend(len(content) // _BYTES_PER_STEP)
            found = (
                _in_drawing(content, grid, work_limit)
                if kind == _DRAWING
                else _notes(content, grid)
            )
            self._overlays += islice(found, _MAX_OVERLAYS)
        self._overlays.sort(key=lambda one: one.cover is Cover.PICTURE)

    def __bool__(self) -> bool:
        """Return whether any drawing hides cells."""
        return bool(self._overlays)

    def over(self, area: Area, share: float, *, from_left: float = 1.0) -> Overlay | None:
        """Return a drawing that hides more than a share of an area, shapes before pictures.

        ``from_left`` limits the area to a share of its width, from the left.
        """
        if not self._overlays:
            return None
        self._work_limit.spend(len(self._overlays))
        top, left, bottom, right = area
        left_px, right_px = self._grid.columns.start(left), self._grid.columns.start(right + 1)
        frame = Frame(
            left_px,
            self._grid.rows.start(top),
            left_px + round((right_px - left_px) * from_left),
            self._grid.rows.start(bottom + 1),
        )
        least = share * frame.area
        return next((one for one in self._overlays if _overlap(one.frame, frame) > least), None)


def _overlap(one: Frame, other: Frame) -> int:
    width = min(one.right, other.right) - max(one.left, other.left)
    if width <= 0:
        return 0
    return width * max(0, min(one.bottom, other.bottom) - max(one.top, other.top))


def _in_drawing(content: bytes, grid: Grid, work_limit: WorkLimit) -> Iterator[Overlay]:
    for anchor in tree_of(content).iterchildren("{*}*"):
        for inner in _anchors(anchor):
            frame = _frame(inner, grid)
            if frame is not None:
                for element in _elements(inner):
                    work_limit.spend(_STEPS_PER_ELEMENT)
                    if cover := _cover(element):
                        yield Overlay(cover, frame, _name(element), _has_text(element))


def _anchors(element: Node) -> Iterator[Node]:
    if local_name(element) in _CONTAINERS:
        for child in element.iterchildren("{*}*"):
            yield from _anchors(child)
    elif local_name(element).endswith("Anchor"):
        yield element


def _elements(container: Node) -> Iterator[Node]:
    for element in container.iterchildren("{*}*"):
        if local_name(element) in _CONTAINERS:
            yield from _elements(element)
        else:
            yield element


def _cover(element: Node) -> Cover | None:
    """Return how an element hides cells, or None if it does not."""
    kind = local_name(element)
    properties = next(element.iter("{*}cNvPr"), None)
    if properties is None or properties.get("hidden") in _TRUE:
        return None
    if next(element.iter("{*}compatExt"), None) is not None:
        return None  # a form control, which is not drawn here
    if kind == "pic":
        return Cover.PICTURE
    if kind in {"graphicFrame", "contentPart"}:
        return Cover.OPAQUE
    is_hiding = kind == "sp" and (_is_filled(element) or _has_text(element))
    return Cover.OPAQUE if is_hiding or _is_bar(element) else None


def _is_bar(shape: Node) -> bool:
    """Return whether the line of a shape is thick enough to hide text."""
    lines = shape.iterfind("{*}spPr/{*}ln")
    return any(count_or_zero(line.get("w")) >= _THICK_LINE and _is_opaque(line) for line in lines)


def _is_filled(shape: Node) -> bool:
    properties = next(shape.iterchildren("{*}spPr"), None)
    is_opaque = None if properties is None else _is_opaque(properties)
    if is_opaque is not None:
        return is_opaque
    reference = next(shape.iter("{*}fillRef"), None)
    return reference is not None and reference.get("idx", "0") != "0"


def _is_opaque(properties: Node) -> bool | None:
    """Return whether a fill is opaque, or None if there is no explicit fill."""
    for child in properties.iterchildren("{*}*"):
        if local_name(child) == "noFill":
            return False
        if local_name(child) in _FILLS:
            alphas = [int(alpha.get("val", "100000")) for alpha in child.iter("{*}alpha")]
            return not alphas or max(alphas) > _TRANSPARENT
    return None


def _has_text(shape: Node) -> bool:
    return any((text.text or "").strip() for text in shape.iter("{*}t"))


def _name(element: Node) -> str:
    properties = next(element.iter("{*}cNvPr"), None)
    return "" if properties is None else properties.get("name", "")


def _frame(anchor: Node, grid: Grid) -> Frame | None:
    """Return the rectangle of an anchor, or None if it has no position."""
    start = _corner(anchor, "from", grid)
    if start is None:
        position = next(anchor.iterchildren("{*}pos"), None)
        start = None if position is None else _pixels(position, "x", "y")
    end = _corner(anchor, "to", grid)
    if start is not None and end is None:
        extent = next(anchor.iterchildren("{*}ext"), None)
        if extent is not None:
            width, height = _pixels(extent, "cx", "cy")
            end = start[0] + width, start[1] + height
    return None if start is None or end is None else Frame(*start, *end)


def _corner(anchor: Node, name: str, grid: Grid) -> tuple[int, int] | None:
    corner = next(anchor.iterchildren(f"{{*}}{name}"), None)
    if corner is None:
        return None
    values = {local_name(part): count_or_zero(part.text) for part in corner.iterchildren("{*}*")}
    column, row = values.get("col", 0), values.get("row", 0)
    if column >= MAX_COLUMN or row >= MAX_ROW:
        return None
    x_offset, y_offset = values.get("colOff", 0), values.get("rowOff", 0)
    return (
        grid.columns.start(column + 1) + x_offset // _UNITS_PER_PIXEL,
        grid.rows.start(row + 1) + y_offset // _UNITS_PER_PIXEL,
    )


def _pixels(element: Node, across: str, down: str) -> tuple[int, int]:
    sizes = (count_or_zero(element.get(name)) // _UNITS_PER_PIXEL for name in (across, down))
    return next(sizes), next(sizes)


def _notes(content: bytes, grid: Grid) -> Iterator[Overlay]:
    """Yield the notes that are always visible."""
    for note in _client_data_of_notes(content):
        anchor = _ANCHOR.search(note)
        sides = [int(side) for side in re.findall(rb"[0-9]+", anchor[1])] if anchor else []
        if _IS_OPEN.search(note) and len(sides) == _SIDES and sides[4] < MAX_COLUMN:
            left, left_offset, top, top_offset, right, right_offset, bottom, bottom_offset = sides
            frame = Frame(
                grid.columns.start(left + 1) + left_offset,
                grid.rows.start(top + 1) + top_offset,
                grid.columns.start(right + 1) + right_offset,
                grid.rows.start(bottom + 1) + bottom_offset,
            )
            yield Overlay(Cover.OPAQUE, frame, "メモ", has_text=True)


def _client_data_of_notes(content: bytes) -> Iterator[bytes]:
    """Yield the content of each note's client data, whose tag may not be closed."""
    for tag, after in pairwise(_CLIENT.finditer(content)):
        if not tag[1] and _NOTE.search(tag[2]):
            yield content[tag.end() : after.start()]
