"""Space for an answer: the box beside its label, or over or under it."""

from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from workbook.binding.blank_sheet import BlankSheet
from workbook.binding.box import Box
from workbook.binding.vocabulary import is_age, is_asked, is_of_new, is_of_old, vocabulary

_MOST_BESIDE: Final = 6  # boxes right of a label that may be old, new or an aside
_MOST_TURNS: Final = 50  # labels and boxes that take turns down a form


@dataclass(frozen=True)
class AnswerSpace:
    """Where an answer may go: boxes by the part of the path (empty for the whole), and how sure."""

    parts: tuple[tuple[str, tuple[Box, ...]], ...]
    trust: float
    why: str


def whole(box: Box, trust: float, why: str) -> AnswerSpace:
    """Return one box as space."""
    return AnswerSpace((("", (box,)),), trust, why)


def space_beside(sheet: BlankSheet, label: Box) -> AnswerSpace | None:
    """Find the box that a label names: at its right, or below it; words to choose from."""
    if label.is_choice:
        return whole(label, 0.85, "選択肢の印刷された欄")
    right, (near, where) = space_right(sheet, label), over_or_under(sheet, label)
    if right is not None and right.is_input:
        return whole(right, 1.0, "右の空欄")
    if near is not None and near.is_input:
        return whole(near, 0.97, f"{where}の空欄")
    if right is None or not right.is_framed:
        return None
    is_other = label.is_tinted and not right.is_tinted and not right.likenesses  # 更新時のみ
    is_noted = right.is_choice or is_other
    return whole(right, 0.85, "注記や選択肢のある右の欄") if is_noted else None


def space_right(sheet: BlankSheet, label: Box) -> Box | None:
    """Return the box right of a label: that of what is new or to be filled, past what is not."""
    first, other = next(sheet.right_of(label), None), vocabulary().other_heads
    rows = range(label.top, label.bottom + 1)
    boxes = (box for row in rows for box in islice(sheet.behind(label, row), _MOST_BESIDE))
    beside = [(box, _mark_of(sheet, box)) for box in boxes]
    new = (box for box, told in beside if box.is_input and is_age(told) and is_of_new(told))
    heads = [head for head in sheet.entry_heads if head.bottom < label.top][-1:]
    entries = (box for head in heads for box in sheet.right_of(label) if box.left == head.left)
    unwanted = {box for box, told in beside if is_of_old(told) or told in other}
    others = (box for box, _ in beside if box not in unwanted and box.is_input)
    return next(chain(new, entries, others if first in unwanted else ()), first)


def space_of_old(sheet: BlankSheet, label: Box) -> Box | None:
    """Return the empty box right of a label under the head of what is old."""
    beside = (box for box in sheet.right_of(label) if box.is_empty)
    return next((box for box in beside if is_of_old(_mark_of(sheet, box))), None)


def _mark_of(sheet: BlankSheet, box: Box) -> str:
    """Return the words that tell a box from those beside it: a mark before it, or its head."""
    mark = sheet.left_of(box)
    head = mark if mark and is_age(mark.words) else sheet.column_head(box)
    return head.words if head else ""


def heads_its_box(sheet: BlankSheet, label: Box) -> bool:
    """Return whether a label stands in a row of labels, each over a box of its width."""
    beside = sheet.left_of(label)
    boxes = [sheet.space_below(one) for one in (beside, label) if one and not one.is_empty]
    return len(boxes) > 1 and all(boxes)


def over_or_under(sheet: BlankSheet, label: Box) -> tuple[Box | None, str]:
    """Return the box over or under a label that is the label's own, and where it is."""
    if "↑" in label.text or _captions_its_box(sheet, label):
        return sheet.over_box(label), "上"
    row = sheet.rows.get(label.bottom + 1, [])
    indented = (box for box in row if box.left > label.left and box.is_input)
    return sheet.below(label) or next(indented, None), "下"


def _captions_its_box(sheet: BlankSheet, label: Box) -> bool:
    """Return whether a label stands below its box, as it does if another of its row surely does."""
    row = (box for box in sheet.rows[label.top] if box.top == label.top and not box.is_empty)
    alike = islice(row, _MOST_TURNS) if sheet.space_below(label) is None else ()
    return any(_is_caption(sheet, box, _MOST_TURNS) for box in (label, *alike))


def _is_caption(sheet: BlankSheet, label: Box, turns: int) -> bool:
    """Return whether the box over a label is no other label's.

    Where labels and boxes take turns down a form, what stands over the first of them tells.
    """
    box = sheet.space_above(label)
    if box is None or turns == 0:
        return False
    above = sheet.over_box(box)
    if above is None or above.columns != box.columns:
        return True
    is_label = is_asked(above.says) and not above.is_empty
    return _is_caption(sheet, above, turns - 1) if is_label else not above.is_empty


def row_from(sheet: BlankSheet, box: Box | None) -> list[Box]:
    """Return a box and those at its right; none where there is no box."""
    return [] if box is None else [box, *sheet.right_of(box)]
