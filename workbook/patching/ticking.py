"""Ticking check boxes: in the parts of their properties, and in the drawings that show them."""

from collections.abc import Iterable

from workbook.annotation.edit_xml import bytes_of, tree_of
from workbook.guard.package import Package
from workbook.patching.controls import TICKED, Control
from workbook.patching.tags import Edit, spliced


def ticked(package: Package, boxes: Iterable[Control]) -> dict[str, bytes]:
    """Give the parts that change where these boxes are ticked, by name."""
    parts: dict[str, bytes] = {}
    ticks: dict[str, list[Edit]] = {}
    for box in boxes:
        if box.properties:
            parts[box.properties] = _ticked(package.read(box.properties))
        if box.shape:
            ticks.setdefault(box.drawing, []).append(box.shape.tick)
    for name, edits in ticks.items():
        parts[name] = spliced(package.read(name), edits)
    return parts


def _ticked(properties: bytes) -> bytes:
    tree = tree_of(properties)
    tree.set("checked", TICKED)
    return bytes_of(tree)
