"""What lies over the cells of a sheet: shapes, pictures and open notes, in pixels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import islice, pairwise
from typing import Final

from workbook.controls.anchors import Frame
from workbook.xlsx.editing.grid import Grid
from workbook.xlsx.editing.part_xml import RELATIONS, Node, tree_of
from workbook.xlsx.guard.effort import Effort
from workbook.xlsx.guard.package import Package
from workbook.xlsx.reader.areas import MAX_COLUMN, MAX_ROW, Area

_DRAWING: Final = f"{RELATIONS}/drawing"
_VML: Final = f"{RELATIONS}/vmlDrawing"
_UNITS_PER_PIXEL: Final = 9525
_MOST: Final = 1_000
"""Of a sheet; a form has a few dozen, its controls included."""
_AROUND: Final = frozenset(("AlternateContent", "Choice", "grpSp"))
_FILLS: Final = frozenset(("solidFill", "gradFill", "pattFill", "blipFill"))
_TRUE: Final = frozenset(("1", "true"))
_FAINT: Final = 60_000
"""Of 100,000: under a shape that covers less, black type keeps a third of its contrast in print."""
_CLIENT: Final = re.compile(rb"<(/?)(?:[\w.-]+:)?ClientData(?=[\s>])([^<>]*+)>")
_OF_A_NOTE: Final = re.compile(rb"\sObjectType\s*=\s*[\"']Note[\"']")
_IS_OPEN: Final = re.compile(rb"<(?:[\w.-]+:)?Visible\s*/?>")
_ANCHOR: Final = re.compile(rb"<(?:[\w.-]+:)?Anchor\s*>\s*([0-9,\s]{15,300})<")
_THICK: Final = 152_400
"""Of a line, in EMU: 12 points, more than the height of a text."""
_SIDES: Final = 8
_BYTES_A_STEP: Final = 50
"""Of a drawing that is read."""
_A_THING: Final = 15
"""Steps that it takes to see what a drawn thing hides."""


class Cover(Enum):
    """How what lies over a cell hides it."""

    OPAQUE = "opaque"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Overlay:
    """Something over a sheet: how it hides what is under it, where, in pixels, and its name.

    ``has_text`` tells that it may be read in the place of what is under it.
    """

    cover: Cover
    frame: Frame
    name: str
    has_text: bool = False


class Drawings:
    """What lies over a worksheet's cells and hides them; outlines and controls do not."""

    def __init__(self, package: Package, part: str, effort: Effort) -> None:
        """Read the drawings of a worksheet.

        Raises:
            UnreadableError: a drawing is damaged, or the workbook makes more work than it may.

        """
        related = [one for one in package.relationships(part).values() if not one.external]
        drawings = {one.target: one.type for one in related if one.type in {_DRAWING, _VML}}
        self._effort = effort
        self._overlays: list[Overlay] = []
        if not drawings:
            return
        self._grid = grid = Grid(tree_of(package.read(part)))
        for target, kind in drawings.items():
            content = package.read(target)
            effort.spend(len(content) // _BYTES_A_STEP)
            found = (
                _in_drawing(content, grid, effort) if kind == _DRAWING else _notes(content, grid)
            )
            self._overlays += islice(found, _MOST)
        self._overlays.sort(key=lambda one: one.cover is Cover.PICTURE)

    def __bool__(self) -> bool:
        """Return whether anything hides cells."""
        return bool(self._overlays)

    def over(self, area: Area, share: float, *, from_left: float = 1.0) -> Overlay | None:
        """Return what hides more than a share of an area, shapes before pictures.

        ``from_left`` is the share of its width, from the left, that counts.
        """
        if not self._overlays:
            return None
        self._effort.spend(len(self._overlays))
        top, left, bottom, right = area
        begin, end = self._grid.columns.start(left), self._grid.columns.start(right + 1)
        frame = Frame(
            begin,
            self._grid.rows.start(top),
            begin + round((end - begin) * from_left),
            self._grid.rows.start(bottom + 1),
        )
        least = share * _size(frame)
        return next((one for one in self._overlays if _common(one.frame, frame) > least), None)


def _size(frame: Frame) -> int:
    return max(0, frame.right - frame.left) * max(0, frame.bottom - frame.top)


def _common(one: Frame, other: Frame) -> int:
    width = min(one.right, other.right) - max(one.left, other.left)
    if width <= 0:
        return 0
    return width * max(0, min(one.bottom, other.bottom) - max(one.top, other.top))


def _in_drawing(content: bytes, grid: Grid, effort: Effort) -> Iterator[Overlay]:
    for anchor in tree_of(content).iterchildren("{*}*"):
        for inner in _anchors(anchor):
            frame = _frame(inner, grid)
            if frame is not None:
                for thing in _things(inner):
                    effort.spend(_A_THING)
                    if cover := _cover(thing):
                        yield Overlay(cover, frame, _name(thing), _has_text(thing))


def _anchors(element: Node) -> Iterator[Node]:
    if _local(element) in _AROUND:
        for child in element.iterchildren("{*}*"):
            yield from _anchors(child)
    elif _local(element).endswith("Anchor"):
        yield element


def _things(around: Node) -> Iterator[Node]:
    for thing in around.iterchildren("{*}*"):
        if _local(thing) in _AROUND:
            yield from _things(thing)
        else:
            yield thing


def _cover(thing: Node) -> Cover | None:
    """Return how a drawn thing hides cells; None where it does not."""
    kind = _local(thing)
    properties = next(thing.iter("{*}cNvPr"), None)
    if properties is None or properties.get("hidden") in _TRUE:
        return None
    if next(thing.iter("{*}compatExt"), None) is not None:
        return None  # a form control, which is not drawn here
    if kind == "pic":
        return Cover.PICTURE
    if kind in {"graphicFrame", "contentPart"}:
        return Cover.OPAQUE
    is_hiding = kind == "sp" and (_is_filled(thing) or _has_text(thing))
    return Cover.OPAQUE if is_hiding or _is_bar(thing) else None


def _is_bar(shape: Node) -> bool:
    """Return whether the line of a shape is so thick that it hides what lies under it."""
    lines = shape.iterfind("{*}spPr/{*}ln")
    return any(_number(line.get("w")) >= _THICK and _paints(line) for line in lines)


def _is_filled(shape: Node) -> bool:
    properties = next(shape.iterchildren("{*}spPr"), None)
    paints = None if properties is None else _paints(properties)
    if paints is not None:
        return paints
    reference = next(shape.iter("{*}fillRef"), None)
    return reference is not None and reference.get("idx", "0") != "0"


def _paints(properties: Node) -> bool | None:
    """Return whether a fill hides what lies under it; None where none is told."""
    for child in properties.iterchildren("{*}*"):
        if _local(child) == "noFill":
            return False
        if _local(child) in _FILLS:
            alphas = [int(alpha.get("val", "100000")) for alpha in child.iter("{*}alpha")]
            return not alphas or max(alphas) > _FAINT
    return None


def _has_text(shape: Node) -> bool:
    return any((text.text or "").strip() for text in shape.iter("{*}t"))


def _name(thing: Node) -> str:
    properties = next(thing.iter("{*}cNvPr"), None)
    return "" if properties is None else properties.get("name", "")


def _frame(anchor: Node, grid: Grid) -> Frame | None:
    """Measure an anchor; None where it does not tell where it lies."""
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
    said = {_local(part): _number(part.text) for part in corner.iterchildren("{*}*")}
    column, row = said.get("col", 0), said.get("row", 0)
    if column >= MAX_COLUMN or row >= MAX_ROW:
        return None
    across, down = said.get("colOff", 0), said.get("rowOff", 0)
    return (
        grid.columns.start(column + 1) + across // _UNITS_PER_PIXEL,
        grid.rows.start(row + 1) + down // _UNITS_PER_PIXEL,
    )


def _pixels(element: Node, across: str, down: str) -> tuple[int, int]:
    sizes = (_number(element.get(name)) // _UNITS_PER_PIXEL for name in (across, down))
    return next(sizes), next(sizes)


def _number(text: str | None) -> int:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() else 0


def _notes(content: bytes, grid: Grid) -> Iterator[Overlay]:
    """Yield the notes that stay open."""
    for note in _data_of_notes(content):
        anchor = _ANCHOR.search(note)
        sides = [int(side) for side in re.findall(rb"[0-9]+", anchor[1])] if anchor else []
        if _IS_OPEN.search(note) and len(sides) == _SIDES and sides[4] < MAX_COLUMN:
            left, inset, top, down, right, reach, bottom, depth = sides
            frame = Frame(
                grid.columns.start(left + 1) + inset,
                grid.rows.start(top + 1) + down,
                grid.columns.start(right + 1) + reach,
                grid.rows.start(bottom + 1) + depth,
            )
            yield Overlay(Cover.OPAQUE, frame, "メモ", has_text=True)


def _data_of_notes(content: bytes) -> Iterator[bytes]:
    """Yield what stands between the tags of each note's data, which need not be closed."""
    for tag, after in pairwise(_CLIENT.finditer(content)):
        if not tag[1] and _OF_A_NOTE.search(tag[2]):
            yield content[tag.end() : after.start()]


def _local(element: Node) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""
