"""Room for an answer that is asked in pieces: a code box by box, an address after its 〒."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from workbook.binding.box import Box
from workbook.binding.canvas import Canvas
from workbook.binding.label_position import over_or_under, row_from
from workbook.binding.rooms import NARROW, AnswerSpace, right_of, room_beside, whole

_CODE_LENGTH: Final = 5
_POSTAL: Final = "〒"
_PHONE_PARTS: Final = 3
_BETWEEN: Final = re.compile("[-‐−–―－ー()（）]+|市外(?:局番)?|市内(?:局番)?|局番?|番号?")
_UNEVEN: Final = 0.2
"""By which part the boxes of a code may differ in width."""


def code_room(canvas: Canvas, label: Box) -> AnswerSpace | None:
    """Find room for a code: five boxes of one character, or one box."""
    near, _ = over_or_under(canvas, label)
    for row in (list(canvas.right_of(label)), row_from(canvas, near)):
        if boxes := code_boxes(row):
            return AnswerSpace((("", boxes),), 1.0, "1文字ずつの5つの枠")
    return room_beside(canvas, label)


def code_boxes(row: list[Box]) -> tuple[Box, ...]:
    """Return the five boxes of one character that begin a row; none where there are not five."""
    boxes = tuple(_alike(row))
    return boxes if len(boxes) == _CODE_LENGTH else ()


def _alike(row: list[Box]) -> Iterator[Box]:
    """Yield the empty boxes of one width that begin a row, without gaps."""
    last: Box | None = None
    for box in row:
        if not box.is_input or box.width > NARROW or box.bottom > box.top + 1:
            return
        if last is not None and (box.left != last.right + 1 or not _as_wide(box, last)):
            return
        yield box
        last = box


def _as_wide(box: Box, other: Box) -> bool:
    return abs(box.points - other.points) <= _UNEVEN * other.points


def phone_room(canvas: Canvas, label: Box) -> AnswerSpace | None:
    """Find room for a phone number: three boxes with bars or brackets between, or one box.

    Of two or more than three nobody knows how a number is to be split: they are no room.
    """
    boxes = phone_boxes(canvas.right_of(label))
    if boxes is None:
        return room_beside(canvas, label)
    return AnswerSpace((("", boxes),), 1.0, "3つに分かれた枠") if boxes else None


def phone_boxes(row: Iterable[Box]) -> tuple[Box, ...] | None:
    """Return the three boxes with bars between that begin a row.

    None where nothing is between boxes; nothing where there are two, or more than three.
    """
    boxes: list[Box] = []
    is_split = False
    for box in row:
        if box.is_input:
            boxes.append(box)
        elif _BETWEEN.fullmatch(box.words or box.text.strip()):
            is_split = True
        else:
            break
    if not is_split:
        return None
    return tuple(boxes) if len(boxes) == _PHONE_PARTS else ()


def address_room(canvas: Canvas, label: Box) -> AnswerSpace | None:
    """Find room for an address: its postal code apart after 〒, or one box."""
    right = right_of(canvas, label)
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
    return AnswerSpace((("postal", (beside,)), ("", (address,))), 0.95, "〒とその続きの空欄")


def postal_room(canvas: Canvas, label: Box) -> AnswerSpace | None:
    """Find room for a postal code; the label of an address with 〒 beside it goes before."""
    room = room_beside(canvas, label)
    return replace(room, trust=0.9 * room.trust) if room else None
