"""Tables of a blank: a row of labels, and empty rows below it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from schemas.catalogue import ENTRIES, TABLES
from workbook.binding.box import Box
from workbook.binding.canvas import Canvas
from workbook.binding.date_rooms import is_blank_date
from workbook.binding.outline import Outline
from workbook.binding.vocabulary import vocabulary
from workbook.binding.wording import variants

_KEYS: Final = {"contacts": "name", "web_certificates": "serial", "api.certificates": "serial"}
_LEAST_COLUMNS: Final = 2
_LEAST_LIKENESS: Final = 0.6
_SURE_LABEL: Final = 0.95
_EXAMPLE: Final = re.compile("例|記入例|見本|記載例")
_ACTIONS: Final = ("追加", "削除")
_OF_THE_OLD: Final = {"replaces": "serial", "replaces_not_after": "not_after"}
_OLD: Final = re.compile("変更前|更新前|旧|現在")
_BARE: Final = re.compile("(?:変更|更新)[前後]|[新旧]|現在")
_NEW: Final = re.compile("変更後|更新後|新規|新しい")


@dataclass(frozen=True)
class Column:
    """A column of a table: its header, and its boxes from top to bottom."""

    path: str
    header: Box
    boxes: tuple[Box, ...]
    trust: float
    evidence: tuple[str, ...]


def columns_of(canvas: Canvas, outline: Outline) -> Iterator[Column]:
    """Find the columns of the tables that a sheet has."""
    found: set[str] = set()
    for row in sorted(canvas.rows):
        labels = [
            box
            for box in canvas.rows[row]
            if box.bottom == row and not box.is_empty and not outline.is_side(box)
        ]
        for group in _side_by_side(labels):
            heads = [_Head(label, canvas.over(label)) for label in group]
            table = _table_of(heads, outline.section_of(group[0]), found)
            columns = list(_columns(canvas, outline, table, heads)) if table else []
            if columns:
                found.add(table)
                yield from columns


@dataclass(frozen=True)
class _Head:
    """The header of a column, and what stands over it."""

    box: Box
    over: str

    def likeness(self, path: str) -> float:
        """Say how much it heads a path's column; what is over it tells old from new.

        Or it tells old from new itself, and what is over it what is asked.
        """
        table, _, name = path.rpartition(".")
        is_bare = _BARE.fullmatch(self.box.words) is not None
        says = variants(self.over) if is_bare else self.box.says
        aged = self.box.words if is_bare else self.over
        is_old = bool(_OLD.search(aged)) and not _NEW.search(aged)
        if is_old and name in _OF_THE_OLD:
            return vocabulary().likeness(f"{table}.{_OF_THE_OLD[name]}", says)
        return 0.0 if is_old else vocabulary().likeness(path, says)


def _side_by_side(labels: list[Box]) -> list[list[Box]]:
    """Split a row of labels where it begins anew: two tables stand side by side."""
    groups: list[list[Box]] = []
    for label in labels:
        if not groups or (label.words == groups[-1][0].words and len(groups[-1]) > 1):
            groups.append([])
        groups[-1].append(label)
    return [group for group in groups if len(group) >= _LEAST_COLUMNS]


def _table_of(heads: list[_Head], section: str, found: set[str]) -> str:
    """Say which table a row of labels heads; of the certificates' the section decides, or order."""
    fitting = [table for table in TABLES if table not in found and _matches(table, heads)]
    named = [table for table in fitting if table.partition(".")[0] == section]
    if named:
        return named[0]
    is_foreign = bool(section) and section not in {t.partition(".")[0] for t in TABLES}
    return "" if is_foreign or not fitting else fitting[0]


def _matches(table: str, heads: list[_Head]) -> dict[str, tuple[float, Box]]:
    """Give the label of each column, where the row has the key column and another."""
    paths = [path for path, entry in ENTRIES.items() if entry.table == table]
    scored = sorted(
        (
            (head.likeness(path), -number, path)
            for number, head in enumerate(heads)
            for path in paths
        ),
        reverse=True,
    )
    matched: dict[str, tuple[float, Box]] = {}
    used: set[int] = set()
    for likeness, number, path in scored:
        if likeness >= _LEAST_LIKENESS and path not in matched and number not in used:
            matched[path] = (likeness, heads[-number].box)
            used.add(number)
    has_key = f"{table}.{_KEYS[table]}" in matched
    return matched if has_key and len(matched) >= _LEAST_COLUMNS else {}


def _columns(canvas: Canvas, outline: Outline, table: str, heads: list[_Head]) -> Iterator[Column]:
    matched = _matches(table, heads)
    shown = _examples(canvas, heads)
    below = {
        path: [box for box in _below(canvas, outline, label) if box.top not in shown]
        for path, (_, label) in matched.items()
    }
    rows = min(len(boxes) for boxes in below.values() if boxes) if any(below.values()) else 0
    for path, (likeness, label) in matched.items():
        boxes = tuple(below[path][:rows])
        if boxes:
            trust = likeness if len(boxes) == rows else 0.7 * likeness
            evidence = (f"「{label.text.strip()}」の列の空欄{len(boxes)}行です。",)
            yield Column(path, label, boxes, trust, evidence)


def _below(canvas: Canvas, outline: Outline, header: Box) -> Iterator[Box]:
    """Give the empty boxes under a header, as wide as it is, until its section ends."""
    section, box = outline.section_of(header), canvas.below(header)
    while box is not None and (box.left, box.right) == (header.left, header.right):
        if outline.section_of(box) != section:
            return
        is_choice = all(word in box.text for word in _ACTIONS)
        if box.is_input or is_choice or is_blank_date(box.text) or _is_marked(canvas, box):
            yield box
        else:
            return
        box = canvas.below(box)


def _examples(canvas: Canvas, heads: list[_Head]) -> set[int]:
    """Give the rows that show how to fill the others: one cell of theirs says so, or a mark."""
    columns = {(head.box.left, head.box.right) for head in heads}
    under = heads[0].box.bottom
    return {
        row
        for row, boxes in canvas.rows.items()
        for box in boxes
        if row > under and (box.left, box.right) in columns
        if box.is_example or _is_marked(canvas, box)
    }


def _is_marked(canvas: Canvas, box: Box) -> bool:
    """Tell whether a mark at the left of a row says that it is an example."""
    marks = (other for other in canvas.rows[box.top] if other.left <= box.left)
    return any(_EXAMPLE.fullmatch(other.words) for other in marks)


def cards_of(canvas: Canvas, outline: Outline, found: set[str]) -> Iterator[Column]:
    """Find tables that are drawn otherwise: a block for each row, or a row for each answer."""
    for table in (table for table in TABLES if table not in found):
        section = table.partition(".")[0]
        labels = [
            box
            for box in canvas.boxes
            if not box.is_empty and box not in outline.boxes and outline.section_of(box) == section
        ]
        rooms = {path: _rooms(canvas, path, labels) for path in _paths(table)}
        count = len(rooms[f"{table}.{_KEYS[table]}"])
        for path, boxes in rooms.items():
            if boxes and len(boxes) == count:
                evidence = (f"「{ENTRIES[path].answer.label}」の欄が{count}件分あります。",)
                yield Column(path, boxes[0], tuple(boxes), 0.9, evidence)


def _paths(table: str) -> list[str]:
    return [path for path, entry in ENTRIES.items() if entry.table == table]


def _rooms(canvas: Canvas, path: str, labels: list[Box]) -> list[Box]:
    """Give the boxes beside a path's labels: one for each label, or all of the only label's row."""
    own = [label for label in labels if vocabulary().likeness(path, label.says) >= _SURE_LABEL]
    rows = [list(takewhile(lambda box: box.is_input, canvas.right_of(label))) for label in own]
    rows = [row for row in rows if row]
    return rows[0] if len(rows) == 1 else [row[0] for row in rows]
