"""Space for a tick: the text itself, a □ or a small box beside its words, one below them."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from schemas.ticks import TICK_MARKS
from workbook.binding.answer_spaces import (
    AnswerSpace,
    heads_its_box,
    over_or_under,
    space_right,
    whole,
)
from workbook.binding.blank_sheet import BlankSheet
from workbook.binding.box import Box
from workbook.binding.vocabulary import is_tick, vocabulary
from workbook.label_text import BOX, is_boxed, outside

_SURE: Final = 0.95
_BESIDE: Final = 0.85
_LESS_SURE: Final = 0.9
_YES: Final = re.compile("はい|あり|有|済|合格|完了|該当|す?べて|yes")


def tick_spaces(sheet: BlankSheet, label: Box) -> Iterator[AnswerSpace]:
    """Yield the boxes to tick, the likeliest first: in the text itself, before it or after it."""
    if label.control:
        yield whole(label, 1.0, f"{label.control}の下のセル")
    elif is_boxed(label.text):
        if len(BOX.findall(label.text)) == 1:
            yield whole(label, 1.0, "□の入った同じセル")
    elif square := _printed_square(sheet, label):
        yield square
    else:
        yield from _empty_squares(sheet, label)


def _printed_square(sheet: BlankSheet, label: Box) -> AnswerSpace | None:
    """Find a □ beside or under its words, or that of the one that says yes among several."""
    left, right = sheet.left_of(label), space_right(sheet, label)
    printed = next((box for box in sheet.right_of(label) if not box.is_empty), None)
    for box, why in ((left, "左"), (printed, "右")):
        if box is not None and BOX.fullmatch(box.shown.strip()):
            return whole(box, 1.0, f"{why}の{box.control or '□'}")
    is_yes = right is not None and _YES.match(right.words) is not None
    if right is not None and is_boxed(right.shown) and (is_yes or not right.is_choice):
        return whole(right, _BESIDE, f"右の「{right.shown.strip()}」")
    below, *under = islice((*sheet.beneath(label), label), 2)
    is_list = any(box.shown == below.shown for box in under)
    if is_boxed(below.shown) and below.columns == label.columns and not is_list:
        return whole(below, _SURE, f"下の「{below.shown.strip()}」")
    if right is None or not is_yes:
        return None
    after, why = next(sheet.right_of(right), None), f"「{right.shown.strip()}」の右の空欄"
    return whole(after, _SURE, why) if after is not None and is_space(after) else None


def _empty_squares(sheet: BlankSheet, label: Box) -> Iterator[AnswerSpace]:
    """Yield empty boxes for a tick."""
    below, (own, where) = sheet.below(label), over_or_under(sheet, label)
    if own is not None and own.is_input and (where == "上" or heads_its_box(sheet, label)):
        yield whole(own, _SURE, f"{where}の空欄")
        return
    for box in sheet.right_of(label):
        head = sheet.column_head(box) if box.is_input else None
        is_named = head is not None and outside(head.words) in vocabulary().tick_heads
        if head is not None and (is_named or head.shown.rstrip()[-1:] in TICK_MARKS):
            yield whole(box, _SURE, f"「{head.shown.strip()}」の列の空欄")
            return
    left, right = sheet.left_of(label), space_right(sheet, label)
    before = sheet.left_of(left) if left else None
    if left and before and (before.top, before.bottom) == (left.top, left.bottom):
        asked = (how for path, how in before.likenesses.items() if not is_tick(path))
        *_, last = sheet.right_of(before)  # ticks stand before their words where words end the row
        left = None if last.is_input and max(asked, default=0.0) >= _LESS_SURE else left
    sides = ((left, "左"), (right, "右"), (below, "下"))
    small = [(space, why) for space, why in sides if space and space.is_input]
    for number, (space, why) in enumerate(small):
        yield whole(space, _LESS_SURE if number else _SURE, f"{why}の空欄")


def is_space(box: Box) -> bool:
    """Return whether a box is there to be written into, or to be ticked."""
    return box.is_input or BOX.fullmatch(box.shown.strip()) is not None


def is_beside_tick(sheet: BlankSheet, box: Box) -> bool:
    """Return whether a box is, or stands beside, what is ticked: □, （　） or a small empty box."""
    if box.control or is_boxed(box.text):
        return True
    left = sheet.left_of(box)
    return left is not None and left.rows == box.rows and is_space(left)
