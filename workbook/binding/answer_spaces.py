"""Space for an answer: the box beside its label, or over or under it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

from workbook.binding.blank_sheet import BlankSheet
from workbook.binding.box import Box
from workbook.binding.vocabulary import is_age, is_asked, is_of_new, is_of_old, vocabulary

NARROW: Final = 3  # columns that a tick or a single character takes, at most
_MOST_PAST: Final = 3
_NOTE: Final = re.compile(r"[\s（(※〒].*", re.DOTALL)
_ARROW: Final = re.compile("[→⇒➡➔▶►＞>]+")
_MOST_TURNS: Final = 50  # labels and boxes that take turns down a form


@dataclass(frozen=True)
class AnswerSpace:
    """Where an answer may go: boxes by the part of the path (empty for the whole), and how sure."""

    parts: tuple[tuple[str, tuple[Box, ...]], ...]
    trust: float
    why: str

    @property
    def first(self) -> Box:
        """The box that it begins with."""
        return self.parts[0][1][0]


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
    is_noted = right is not None and _is_noted(label, right)
    return whole(right, 0.85, "注記や選択肢のある右の欄") if right and is_noted else None


def _is_noted(label: Box, box: Box) -> bool:
    """Return whether a frame beside a label holds words to choose from, or a note: 更新時のみ."""
    is_other = label.is_tinted and not box.is_tinted and not box.likenesses
    return box.is_framed and (box.is_choice or bool(_NOTE.fullmatch(box.text)) or is_other)


def space_right(sheet: BlankSheet, label: Box) -> Box | None:
    """Return the box at the right of a label, past marks of what must be filled, and 変更前."""
    found = _named_new(sheet, label) or _entry(sheet, label)
    if found is not None:
        return found
    headed = _headed(sheet, label)
    return _of_the_new(headed) if headed else right_of(sheet, label)


def _entry(sheet: BlankSheet, label: Box) -> Box | None:
    """Return the box right of a label in the column that is headed as what is to be filled."""
    heads = [head for head in sheet.entry_heads if head.bottom < label.top][-1:]
    entries = (
        box
        for head in heads
        for box in sheet.right_of(label)
        if box.left == head.left and box.right <= head.right
    )
    return next(entries, None)


def _headed(sheet: BlankSheet, label: Box) -> list[tuple[Box, Box]]:
    """Return the boxes right of a label with the heads of their columns, if one row heads them.

    Only where a head tells what is old, new or beside the matter.
    """
    found: list[tuple[Box, Box]] = []
    for box in sheet.right_of(label):
        head = sheet.column_head(box)
        if head is None and _ARROW.fullmatch(box.text):
            continue
        if head is None or (found and head.top != found[0][1].top):
            break
        found.append((box, head))
    heads, aside = [head.words for _, head in found], vocabulary().other_heads
    is_told = any(is_of_old(head) or is_of_new(head) or head in aside for head in heads)
    return found if is_told and (len(found) > 1 or is_age(heads[0])) else []


def space_of_old(sheet: BlankSheet, label: Box) -> Box | None:
    """Return the empty box right of a label under the head of what is old."""
    headed = _headed(sheet, label)
    return next((box for box, head in headed if box.is_empty and is_of_old(head.words)), None)


def _of_the_new(headed: Sequence[tuple[Box, Box]]) -> Box | None:
    """Return the box under the head of what is new, else the first under no contrary head."""
    fitting = [
        (box, head)
        for box, head in headed
        if head.words not in vocabulary().other_heads and not is_of_old(head.words)
    ]
    return min(fitting, key=lambda pair: not is_of_new(pair[1].words))[0] if fitting else None


def _named_new(sheet: BlankSheet, label: Box) -> Box | None:
    """Return the box after 新 or 変更後, where that is printed right of a label of several rows."""
    for row in range(label.top, label.bottom + 1):
        beside = [box for box in sheet.rows[row] if box.left > label.right][: _MOST_PAST + 1]
        for mark, box in pairwise(beside):
            if is_age(mark.words) and is_of_new(mark.words) and box.is_input:
                return box
    return None


def right_of(sheet: BlankSheet, label: Box) -> Box | None:
    """Return the next box at the right of a label."""
    return next(sheet.right_of(label), None)


def heads_its_box(sheet: BlankSheet, label: Box) -> bool:
    """Return whether a label stands in a row of labels, each over a box of its width."""
    beside = sheet.left_of(label)
    boxes = [sheet.space_below(one) for one in (beside, label) if one and not one.is_empty]
    return len(boxes) > 1 and all(boxes)


def over_or_under(sheet: BlankSheet, label: Box) -> tuple[Box | None, str]:
    """Return the box over or under a label that is the label's own, and where it is."""
    if "↑" in label.text or _captions_its_box(sheet, label):
        return sheet.over_box(label), "上"
    below = sheet.below(label)
    return below or _indented(sheet, label), "下"


def _indented(sheet: BlankSheet, label: Box) -> Box | None:
    """Return the first box of the row under a label, where it begins further right.

    A text without a frame goes on to the next one.
    """
    row = sheet.rows.get(label.bottom + 1, [])
    ends = (box.left for box in sheet.right_of(label) if not box.is_empty)
    right = next(ends, row[-1].right + 1 if row else 0) - 1
    under = [box for box in row if label.left < box.left <= right]
    return under[0] if under and under[0].is_input else None


def _captions_its_box(sheet: BlankSheet, label: Box) -> bool:
    """Return whether a label stands below its box, as it does if another of its row surely does."""
    if _is_caption(sheet, label):
        return True
    row = (box for box in sheet.rows[label.top] if box.top == label.top and not box.is_empty)
    alike = (_is_caption(sheet, box) for box in islice(row, _MOST_TURNS))
    return sheet.space_below(label) is None and any(alike)


def _is_caption(sheet: BlankSheet, label: Box) -> bool:
    """Return whether the box over a label is no other label's.

    Where labels and boxes take turns down a form, what stands over the first of them tells.
    """
    for _ in range(_MOST_TURNS):
        box = sheet.space_above(label)
        beside = box and sheet.left_of(box)
        if box is None or (beside is not None and beside.likenesses):
            return False
        above = sheet.over_box(box)
        if above is None or (above.left, above.right) != (box.left, box.right):
            return True
        if above.is_empty or not is_asked(above.says):
            return not above.is_empty
        label = above
    return False


def row_from(sheet: BlankSheet, box: Box | None) -> list[Box]:
    """Return a box and those at its right; none where there is no box."""
    return [] if box is None else [box, *sheet.right_of(box)]
