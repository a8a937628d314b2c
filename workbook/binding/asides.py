"""Columns of examples beside those to be filled, which are no part of the form."""

from collections.abc import Iterator
from dataclasses import replace

from workbook.binding.blank_sheet import BlankSheet
from workbook.binding.box import Box
from workbook.binding.vocabulary import vocabulary


def without_examples(sheet: BlankSheet) -> BlankSheet:
    """Return a sheet without its columns of examples."""
    dropped: set[Box] = set()
    for head in (box for box in sheet.labels if box.words in vocabulary().example_heads):
        heads = [box for box in sheet.leftwards(head) if not box.is_empty]
        items = [box for box in heads if box.words in vocabulary().item_heads]
        for item in (*items, *heads)[:1]:
            dropped |= {head, *_under(sheet, head, item)}
    boxes = tuple(box for box in sheet.boxes if box not in dropped)
    return replace(sheet, boxes=boxes) if dropped else sheet


def _under(sheet: BlankSheet, head: Box, item: Box) -> Iterator[Box]:
    """Yield what stands under a head, down to where no items are in their column.

    Nor is what looks as their head does, if they do not.
    """
    first = sheet.below(item)
    for row in (row for row in sorted(sheet.rows) if row > head.bottom):
        label = sheet.by_cell.get((row, item.left))
        is_head = label and first and label.look == item.look != first.look
        if label is None or label.columns != item.columns or is_head:
            return
        yield from (
            box for box in sheet.rows[row] if head.left <= box.left and box.right <= head.right
        )
