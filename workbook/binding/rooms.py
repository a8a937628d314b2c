"""Room for an answer: the box beside its label, or over or under it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from workbook.binding.box import Box, bare
from workbook.binding.canvas import Canvas
from workbook.binding.label_position import heads_its_box, over_or_under
from workbook.binding.ruled import is_aside_head

NARROW: Final = 3
"""Columns that a tick or a single character takes, at most."""
_MOST_PAST: Final = 3
_MARK: Final = re.compile(r"[◎○△●※*＊]|必須|任意|要")
_NOTE: Final = re.compile(r"[\s（(※〒].*", re.DOTALL)
_OLD: Final = re.compile("(?:変更|更新)前|旧|現|従[前来]|既存")
_NEW: Final = re.compile("(?:変更|更新)後|新(?!前)")
_AGED: Final = re.compile(f"{_OLD.pattern}|{_NEW.pattern}")
AGED_OLD: Final = re.compile("旧|現|現在|現行|変更前|更新前|前")
AGED_NEW: Final = re.compile("新|変更後|更新後|後")
_FAR: Final = 3
"""Columns between a label and its room, at most."""


@dataclass(frozen=True)
class AnswerSpace:
    """Where an answer may go: boxes by the part of the path (empty for the whole), and how sure."""

    parts: tuple[tuple[str, tuple[Box, ...]], ...]
    trust: float
    why: str


def whole(box: Box, trust: float, why: str) -> AnswerSpace:
    """Return one box as room."""
    return AnswerSpace((("", (box,)),), trust, why)


def room_beside(canvas: Canvas, label: Box) -> AnswerSpace | None:
    """Find the box that a label names: at its right, or below it."""
    right, (near, where) = room_right(canvas, label), over_or_under(canvas, label)
    if heads_its_box(canvas, label) and near is not None:
        return whole(near, _trust(near) * 0.97, f"{where}の空欄")
    if right is not None and right.is_input:
        return whole(right, _trust(right), "右の空欄")
    if near is not None and near.is_input:
        return whole(near, _trust(near) * 0.97, f"{where}の空欄")
    return _poor_room(label, right)


def _poor_room(label: Box, right: Box | None) -> AnswerSpace | None:
    """Find what does not look like room but may be: a cell without a frame, or with a note."""
    if right is not None and right.is_empty:
        return whole(right, 0.8, "右の空欄のセル")
    if right is not None and right.is_framed and _NOTE.fullmatch(right.text):
        return whole(right, 0.85, "注記のある右の欄")
    if right is None and label.text.rstrip().endswith((":", "：")):
        return whole(bare(label.sheet, label.top, label.right + 1), 0.8, "右の空欄のセル")
    return None


def room_right(canvas: Canvas, label: Box) -> Box | None:
    """Return the box at the right of a label, past marks of what must be filled, and 変更前."""
    for row in range(label.top, label.bottom + 1):
        entry = canvas.ruled.entry_of(label, row)
        if entry is not None and (label.bottom == label.top or _is_new(canvas, label, row)):
            return entry
    named = _named_new(canvas, label)
    if named is not None:
        return named
    headed = _headed(canvas, label)
    return _of_the_new(headed) if headed else _next_room(canvas, label)


def _headed(canvas: Canvas, label: Box) -> list[tuple[Box, Box]]:
    """Return the boxes right of a label with the heads of their columns, if one row heads them.

    Only where a head tells what is old, new or beside the matter.
    """
    found: list[tuple[Box, Box]] = []
    for box in canvas.right_of(label):
        head = canvas.column_head(box)
        if head is None or (found and head.top != found[0][1].top):
            break
        found.append((box, head))
    is_told = any(_AGED.search(head.words) or is_aside_head(head.words) for _, head in found)
    return found if is_told and len(found) > 1 else []


def _of_the_new(headed: Sequence[tuple[Box, Box]]) -> Box | None:
    """Return the box under the head of what is new, else the first under no contrary head."""
    fitting = [
        (box, head)
        for box, head in headed
        if box.is_empty and not is_aside_head(head.words)
        if _NEW.search(head.words) or not _OLD.search(head.words)
    ]
    new = [box for box, head in fitting if _NEW.search(head.words)]
    return next(iter((*new, *(box for box, _ in fitting))), None)


def _is_new(canvas: Canvas, label: Box, row: int) -> bool:
    """Return whether a row of a label is not the one of 旧 or 変更前."""
    beside = [box for box in canvas.rows[row] if box.left > label.right][:_MOST_PAST]
    return not any(AGED_OLD.fullmatch(box.words) for box in beside)


def _named_new(canvas: Canvas, label: Box) -> Box | None:
    """Return the box after 新 or 変更後, where that is printed right of a label of several rows."""
    for row in range(label.top, label.bottom + 1):
        beside = [box for box in canvas.rows[row] if box.left > label.right][: _MOST_PAST + 1]
        for mark, box in pairwise(beside):
            if AGED_NEW.fullmatch(mark.words) and box.is_input:
                return box
    return None


def _next_room(canvas: Canvas, label: Box) -> Box | None:
    row = [box for box in canvas.right_of(label) if box.left - label.right <= _FAR * 4][:_MOST_PAST]
    first = right_of(canvas, label)
    if first is None:
        return None
    while row and _MARK.fullmatch(row[0].text.strip()):
        row.pop(0)
    return row[0] if row else first


def right_of(canvas: Canvas, label: Box) -> Box | None:
    """Return the next box at the right of a label, unless it is far."""
    box = next(canvas.right_of(label), None)
    if box is None:
        return None
    between = range(label.right + 1, box.left)
    shown = [column for column in between if column not in canvas.hidden_columns]
    return box if len(shown) <= _FAR else None


def _trust(box: Box) -> float:
    return 1.0 if box.is_framed or box.is_free else 0.9
