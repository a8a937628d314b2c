"""What form controls say beside their squares and rings, which is printed in no cell."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from workbook.controls.check_boxes import Control
from workbook.controls.listed_controls import parts_of
from workbook.places import Place
from workbook.xlsx.editing.part_xml import RELATIONS, Node, tree_of
from workbook.xlsx.guard.package import Package
from workbook.xlsx.reader.book import Book

_DRAWING: Final = f"{RELATIONS}/drawing"
_SHAPE: Final = re.compile(r"_x0000_s([0-9]{1,9})")
_UNTOUCHED: Final = re.compile(r"(?:Check Box|Option Button|チェック|オプション)\s*[0-9]+")
"""What Excel writes beside a control until somebody writes there."""


Captioned = Mapping[Place, tuple[Control, str]]
"""Check boxes and option buttons by their cells, each with its caption."""


def captioned(package: Package, book: Book, controls: Mapping[Place, Control]) -> Captioned:
    """Return the check boxes and option buttons of a workbook with their captions.

    A caption is in the VML drawing, or else in the shape that newer Excels keep beside it.

    Raises:
        UnreadableError: a part is damaged.

    """
    mute = {place.sheet for place, control in controls.items() if not control.caption}
    shown = {title: dict(_shown(package, book.sheets[title].part)) for title in mute}
    said = {
        place: control.caption or shown[place.sheet].get(control.shape, "")
        for place, control in controls.items()
    }
    return {
        place: (control, "" if _UNTOUCHED.fullmatch(said[place]) else said[place])
        for place, control in controls.items()
    }


def _shown(package: Package, part: str) -> Iterator[tuple[int, str]]:
    """Yield the texts of a sheet's shapes that stand for controls, by their numbers."""
    for name in parts_of(package, package.relationships(part), _DRAWING):
        for shape in tree_of(package.read(name)).iter("{*}sp"):
            old = next((ext.get("spid", "") for ext in shape.iter("{*}compatExt")), "")
            if number := _SHAPE.fullmatch(old):
                yield int(number[1]), _text(shape)


def _text(shape: Node) -> str:
    lines = ("".join(text.text or "" for text in line.iter("{*}t")) for line in shape.iter("{*}p"))
    return " ".join(" ".join(lines).split())
