"""Tables that are drawn otherwise: a block for each record, or a row for each answer."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import takewhile
from typing import Final

from schemas.catalogue import ENTRIES, TABLES
from workbook.binding.box import Box
from workbook.binding.canvas import Canvas
from workbook.binding.column_headers import KEYS, OF_THE_OLD
from workbook.binding.outline import Outline
from workbook.binding.rooms import room_beside
from workbook.binding.tables import Column

_SURE_LABEL: Final = 0.85
_TRUST: Final = 0.9


def cards_of(canvas: Canvas, outline: Outline, found: AbstractSet[str]) -> Iterator[Column]:
    """Find the columns of the tables that were not found yet."""
    for table in (table for table in TABLES if table not in found):
        section = table.partition(".")[0]
        labels = [
            box
            for box in canvas.boxes
            if not box.is_empty
            and box not in outline.boxes
            and not canvas.ruled.is_aside(box)
            and outline.section_of_label(box) == section
        ]
        by_path = {path: _labels_of(path, labels, outline) for path in _paths(table)}
        rooms = {path: _rooms(canvas, own) for path, own in by_path.items()}
        count = len(rooms[f"{table}.{KEYS[table]}"])
        for path, boxes in rooms.items():
            if boxes and len(boxes) == count:
                evidence = (f"「{ENTRIES[path].answer.label}」の欄が{count}件分あります。",)
                yield Column(path, boxes[0], tuple(boxes), _TRUST, evidence)


def _paths(table: str) -> list[str]:
    return [path for path, entry in ENTRIES.items() if entry.table == table]


def _labels_of(path: str, labels: list[Box], outline: Outline) -> list[Box]:
    """Return the labels of a path; in a block of what is old those of what is asked of the new."""
    table, _, name = path.rpartition(".")
    of_old = f"{table}.{OF_THE_OLD.get(name, name)}"
    return [
        label
        for label in labels
        if (is_old := outline.is_of_old(label)) <= (name in OF_THE_OLD)
        if label.likenesses.get(of_old if is_old else path, 0.0) >= _SURE_LABEL
    ]


def _rooms(canvas: Canvas, own: list[Box]) -> list[Box]:
    """Return the boxes beside a path's labels.

    One for each label, or all of the only label's row.
    """
    if len(own) == 1:
        row = list(takewhile(lambda box: box.is_input, canvas.right_of(own[0])))
        if len(row) > 1:
            return row
    rooms = (room_beside(canvas, label) for label in own)
    return [boxes[0] for room in rooms if room for _, boxes in room.parts]
