"""Room for an answer beside its label: one box, date parts, boxes of one character, a tick."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from workbook.binding.canvas import Box, Canvas

_BLANK: Final = r"[\s_＿・.]"
_DATE_TEXT: Final = re.compile(rf".*年{_BLANK}+月{_BLANK}+日{_BLANK}*", re.DOTALL)
_ERA: Final = re.compile(r"(?:令和|平成|西暦|20|R|20__)?")
_BOX_MARKS: Final = ("□", "☐")
_CODE_LENGTH: Final = 5
_POSTAL: Final = "〒"
_NARROW: Final = 3
_MOST_PAST: Final = 3
_MARK: Final = re.compile(r"[◎○△●※*＊]|必須|任意|要")
_NOTE: Final = re.compile(r"[\s（(※〒].*", re.DOTALL)
_OLD: Final = re.compile("変更前|旧|現在")
_NEW: Final = re.compile("変更後|更新後|新")
_BRACKETS: Final = re.compile(r"[（(]\s*[)）]")
_FAR: Final = 3
"""Columns between a label and its room, at most."""


@dataclass(frozen=True)
class Room:
    """Where an answer may go: boxes by the part of the path (empty for the whole), and how sure."""

    parts: tuple[tuple[str, tuple[Box, ...]], ...]
    trust: float
    why: str


def whole(box: Box, trust: float, why: str) -> Room:
    """Give one box as room."""
    return Room((("", (box,)),), trust, why)


def room_beside(canvas: Canvas, label: Box) -> Room | None:
    """Find the box that a label names: at its right, or below it."""
    right, below = _room_right(canvas, label), canvas.below(label)
    if right is not None and right.is_input:
        return whole(right, _trust(right), "右の空欄")
    if below is not None and below.is_input and below.left == label.left:
        return whole(below, _trust(below) * 0.97, "下の空欄")
    if right is not None and right.is_empty:
        return whole(right, 0.8, "右の空いたセル")
    if right is not None and right.is_framed and _NOTE.fullmatch(right.text):
        return whole(right, 0.85, "注記のある右の欄")
    return None


def _room_right(canvas: Canvas, label: Box) -> Box | None:
    """Give the box at the right of a label, past marks of what must be filled, and 変更前."""
    row = [box for box in canvas.right_of(label) if box.left - label.right <= _FAR * 4][:_MOST_PAST]
    first = _right(canvas, label)
    if first is None:
        return None
    while row and _MARK.fullmatch(row[0].text.strip()):
        row.pop(0)
    if not row:
        return first
    free = next((box for box in row if not box.is_empty or box.is_free), None)
    if canvas.has_free and not row[0].is_free and free is not None and free.is_free:
        return free
    if len(row) > 1 and _OLD.search(canvas.over(row[0])) and _NEW.search(canvas.over(row[1])):
        return row[1]
    return row[0]


def _right(canvas: Canvas, label: Box) -> Box | None:
    box = next(canvas.right_of(label), None)
    if box is None:
        return None
    between = range(label.right + 1, box.left)
    shown = [column for column in between if column not in canvas.hidden_columns]
    return box if len(shown) <= _FAR else None


def _trust(box: Box) -> float:
    return 1.0 if box.is_framed or box.is_free else 0.9


def date_room(canvas: Canvas, label: Box) -> Room | None:
    """Find room for a date: three boxes before 年, 月 and 日; a cell that says so; or one box."""
    if _DATE_TEXT.fullmatch(label.text) and len(label.words) > len("年月日"):
        return whole(label, 0.8, "年月日の入った同じセル")
    right = _right(canvas, label)
    row = list(canvas.right_of(label))
    starts = [row]
    below = canvas.below(label)
    if below is not None and below.left == label.left:
        starts.append([below, *canvas.right_of(below)])
    for boxes in starts:
        parts = _date_parts(boxes)
        if parts:
            return Room(parts, 1.0, "年・月・日に分かれた空欄")
    for box in (right, below):
        if box is not None and _DATE_TEXT.fullmatch(box.text):
            return whole(box, 0.95, "年月日と印刷された欄")
    return room_beside(canvas, label)


def _date_parts(boxes: list[Box]) -> tuple[tuple[str, tuple[Box, ...]], ...]:
    if boxes and not boxes[0].is_empty and _ERA.fullmatch(boxes[0].words):
        boxes = boxes[1:]
    found = []
    for number, (part, mark) in enumerate((("year", "年"), ("month", "月"), ("day", "日"))):
        pair = boxes[number * 2 : number * 2 + 2]
        if len(pair) < 2 or not pair[0].is_empty or pair[1].text.strip() != mark:  # noqa: PLR2004
            return ()
        found.append((part, (pair[0],)))
    return tuple(found)


def code_room(canvas: Canvas, label: Box) -> Room | None:
    """Find room for a code: five boxes of one character, or one box."""
    below = canvas.below(label)
    rows = [list(canvas.right_of(label))]
    if below is not None and below.left == label.left:
        rows.append([below, *canvas.right_of(below)])
    for row in rows:
        boxes = list(_alike(row))
        if len(boxes) == _CODE_LENGTH:
            return Room((("", tuple(boxes)),), 1.0, "1文字ずつの5つの枠")
    return room_beside(canvas, label)


def _alike(row: list[Box]) -> Iterator[Box]:
    """Give the empty boxes of one width that begin a row, without gaps."""
    last: Box | None = None
    for box in row:
        if not box.is_input or box.width > _NARROW or box.bottom > box.top + 1:
            return
        if last is not None and (box.left != last.right + 1 or box.width != last.width):
            return
        yield box
        last = box


def address_room(canvas: Canvas, label: Box) -> Room | None:
    """Find room for an address: its postal code apart after 〒, or one box."""
    right = _right(canvas, label)
    if right is None or _POSTAL not in right.text:
        return room_beside(canvas, label)
    after = list(canvas.right_of(right))
    if not after or not after[0].is_empty:
        return whole(right, 0.95, "〒と印刷された欄")
    beside = after[0]
    under = [canvas.by_cell.get((right.bottom + 1, c)) for c in (right.left, beside.left)]
    after = [box for box in after[1:2] if box.is_input]
    address = next((box for box in (*under, *after) if box is not None and box.is_input), None)
    if address is None:
        return None
    return Room((("postal", (beside,)), ("", (address,))), 0.95, "〒とその続きの空欄")


def tick_room(canvas: Canvas, label: Box) -> Room | None:
    """Find the box to tick: in the text itself, before it or after it."""
    if label.text.strip().startswith(_BOX_MARKS):
        return whole(label, 1.0, "□の入った同じセル")
    left, right = canvas.left_of(label), _room_right(canvas, label)
    for box, why in ((left, "左"), (right, "右")):
        if box is not None and (box.text.strip() in _BOX_MARKS or _BRACKETS.fullmatch(box.text)):
            return whole(box, 1.0, f"{why}の□")
    below = canvas.below(label)
    for box, why in ((left, "左"), (right, "右"), (below, "下")):
        if box is None or not box.is_input:
            continue
        if box.is_free or box.width <= max(_NARROW, label.width):
            return whole(box, 0.95, f"{why}の空欄")
    return None
