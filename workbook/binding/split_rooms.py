"""Room for an answer in pieces: a code box by box, a phone number, mail around ＠, 〒 apart."""

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
_POSTAL_PARTS: Final = 2
_MAIL_PARTS: Final = 2
_AT: Final = re.compile("[@＠]")
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
    return _room_in_pieces(canvas, label, phone_boxes(canvas.right_of(label)))


def mail_room(canvas: Canvas, label: Box) -> AnswerSpace | None:
    """Find room for a mail address: a box at either side of a printed ＠, or one box."""
    return _room_in_pieces(canvas, label, mail_boxes(canvas.right_of(label)))


def _room_in_pieces(
    canvas: Canvas, label: Box, boxes: tuple[Box, ...] | None
) -> AnswerSpace | None:
    if boxes is None:
        return room_beside(canvas, label)
    return AnswerSpace((("", boxes),), 1.0, f"{len(boxes)}つに分かれた枠") if boxes else None


def phone_boxes(row: Iterable[Box]) -> tuple[Box, ...] | None:
    """Return the three boxes of a phone number that begin a row, as `_boxes_with` does."""
    return _boxes_with(row, _BETWEEN, _PHONE_PARTS)


def mail_boxes(row: Iterable[Box]) -> tuple[Box, ...] | None:
    """Return the two boxes of a mail address that begin a row, as `_boxes_with` does."""
    return _boxes_with(row, _AT, _MAIL_PARTS)


def postal_boxes(row: Iterable[Box]) -> tuple[Box, ...] | None:
    """Return the two boxes of a postal code that begin a row, as `_boxes_with` does."""
    return _boxes_with(row, _BETWEEN, _POSTAL_PARTS)


def _boxes_with(row: Iterable[Box], between: re.Pattern[str], count: int) -> tuple[Box, ...] | None:
    """Return so many boxes with marks between that begin a row.

    None where no mark is between boxes; nothing where there are fewer or more than that.
    """
    boxes: list[Box] = []
    is_split = False
    for box in row:
        if box.is_input:
            boxes.append(box)
        elif between.fullmatch(box.words or box.text.strip()):
            is_split = True
        else:
            break
    if not is_split:
        return None
    return tuple(boxes) if len(boxes) == count else ()


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
    code = postal_boxes(after) or (beside,)
    after = [box for box in after[1:2] if box.is_input]
    address = next((box for box in (*under, *after) if box is not None and box.is_input), None)
    if address is None:
        return None
    return AnswerSpace((("postal", code), ("", (address,))), 0.95, "〒とその続きの空欄")


def postal_room(canvas: Canvas, label: Box) -> AnswerSpace | None:
    """Find room for a postal code; the label of an address with 〒 beside it goes before."""
    room = _room_in_pieces(canvas, label, postal_boxes(canvas.right_of(label)))
    return replace(room, trust=0.9 * room.trust) if room else None
