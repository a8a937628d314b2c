"""Captions of form controls, which are not in any cell."""

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
_SHAPE: Final = re.compile(r"_x0000_s([0-9]{1,9})")  # _x0000_s1025
_DEFAULT_CAPTION: Final = re.compile(r"(?:Check Box|Option Button|チェック|オプション)\s*[0-9]+")
"""The caption that Excel gives to a new control."""


Captioned = Mapping[Place, tuple[Control, str]]
"""Check boxes and option buttons with their captions, by cell."""


def captioned(package: Package, book: Book, controls: Mapping[Place, Control]) -> Captioned:
    """Return the check boxes and option buttons of a workbook with their captions.

    A caption is in the VML drawing, or else in the DrawingML shape of newer versions of Excel.
    """
    sheets_without_caption = {
        place.sheet for place, control in controls.items() if not control.caption
    }
    shape_texts = {
        title: dict(_shape_texts(package, book.sheets[title].part))
        for title in sheets_without_caption
    }
    captions = {
        place: control.caption or shape_texts[place.sheet].get(control.shape, "")
        for place, control in controls.items()
    }
    return {
        place: (control, "" if _DEFAULT_CAPTION.fullmatch(captions[place]) else captions[place])
        for place, control in controls.items()
    }


def _shape_texts(package: Package, part: str) -> Iterator[tuple[int, str]]:
    """Yield shape number and text of a sheet's shapes for controls."""
    for name in parts_of(package, package.relationships(part), _DRAWING):
        for shape in tree_of(package.read(name)).iter("{*}sp"):
            shape_id = next((ext.get("spid", "") for ext in shape.iter("{*}compatExt")), "")
            if number := _SHAPE.fullmatch(shape_id):
                yield int(number[1]), _text(shape)


def _text(shape: Node) -> str:
    lines = ("".join(text.text or "" for text in line.iter("{*}t")) for line in shape.iter("{*}p"))
    return " ".join(" ".join(lines).split())
