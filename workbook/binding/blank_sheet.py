"""A sheet of a blank as a person sees it: boxes with texts, frames and space to write."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, product, takewhile
from operator import attrgetter

from workbook.binding.box import Box
from workbook.binding.vocabulary import is_age, is_tick, vocabulary

__all__ = ["BlankSheet", "Box"]


@dataclass(frozen=True, eq=False)
class BlankSheet:
    """The boxes of a sheet; it equals itself alone."""

    title: str
    boxes: tuple[Box, ...]
    hidden_columns: frozenset[int]

    @cached_property
    def labels(self) -> tuple[Box, ...]:
        """The boxes in which something is seen."""
        printed = (box for box in self.boxes if box.text or box.control)
        return tuple(box for box in printed if not box.is_empty)

    @cached_property
    def by_cell(self) -> Mapping[tuple[int, int], Box]:
        """The box that covers each cell."""
        cells = {(box.top, box.left): box for box in self.boxes}
        for box in self.boxes:
            if box.bottom > box.top or box.right > box.left:
                rows, columns = range(box.top, box.bottom + 1), range(box.left, box.right + 1)
                cells |= dict.fromkeys(product(rows, columns), box)
        return cells

    def at(self, row: int, column: int) -> Box:
        """Return the box that covers a cell; where nothing is, always the same bare one."""
        bare = self._bare.setdefault((row, column), Box(self.title, row, column, row, column))
        return self.by_cell.get((row, column), bare)

    @cached_property
    def _bare(self) -> dict[tuple[int, int], Box]:
        return {}

    def alongside(self, boxes: tuple[Box, ...], start: Box, end: Box) -> tuple[Box, ...]:
        """Return what stands to boxes as one does to another; nothing where it is not like that."""
        down, across = end.top - start.top, end.left - start.left
        cells = [(box.top + down, box.left + across) for box in boxes]
        found = tuple(self.at(*cell) for cell in cells)
        is_own = cells == [(box.top, box.left) for box in found]
        return found if is_own and all(map(end.is_like, found)) else ()

    def goes_along(self, column: tuple[Box, ...], first: Box) -> bool:
        """Return whether a box stands in the first record that a column has a box of."""
        other, is_across = column[0], column[0].top == column[-1].top
        if is_across:
            return first.left <= other.right and other.left <= first.right
        return first.top <= other.bottom and other.top <= first.bottom

    @cached_property
    def rows(self) -> Mapping[int, list[Box]]:
        """The boxes that a row cuts through, from left to right."""
        rows: dict[int, list[Box]] = {}
        for box in sorted(self.boxes, key=attrgetter("left")):
            for row in range(box.top, box.bottom + 1):
                rows.setdefault(row, []).append(box)
        return rows

    @cached_property
    def entry_heads(self) -> list[Box]:
        """The heads of columns that are to be filled, beside those of items, examples or notes."""
        known = vocabulary()
        return [
            head
            for head in self.labels
            if head.words in known.entry_heads
            if any(box.words in known.other_heads for box in self.rows[head.bottom])
        ]

    def without_examples(self) -> "BlankSheet":
        """Return the sheet without its columns of examples, which are no part of the form."""
        dropped: set[Box] = set()
        for head in (box for box in self.labels if box.words in vocabulary().example_heads):
            heads = [box for box in self.leftwards(head) if not box.is_empty]
            items = [box for box in heads if box.words in vocabulary().item_heads]
            for item in (*items, *heads)[:1]:
                dropped |= {head, *self._examples_under(head, item)}
        boxes = tuple(box for box in self.boxes if box not in dropped)
        return replace(self, boxes=boxes) if dropped else self

    def _examples_under(self, head: Box, item: Box) -> Iterator[Box]:
        """Yield what stands under a head, to where the column of items ends, or has a new head."""
        first = self.below(item)
        for row in (row for row in sorted(self.rows) if row > head.bottom):
            label = self.by_cell.get((row, item.left))
            is_head = label and first and label.look == item.look != first.look
            if label is None or label.columns != item.columns or is_head:
                return
            for box in self.rows[row]:
                if head.left <= box.left and box.right <= head.right:
                    yield box

    def column_head(self, box: Box) -> Box | None:
        """Return the words over boxes as wide, or over these what tells old from new."""
        head = self._head_over(box)
        over = None if head is None or head.is_label else self._head_over(head)
        return over if over is not None and is_age(over.words) else head

    def _head_over(self, box: Box) -> Box | None:
        """Return the nearest words over boxes of one width, or wider ones beside a label."""
        for above in self.above(box):
            if above.left == box.left and above.right == box.right:
                if self._is_head(above) and above.shown != box.shown:
                    return above
            elif (
                above.width >= box.width
                and not above.is_remark
                and ((label := self.left_of(above)) is None or label.is_empty)
            ):
                return None
        return None

    def _is_head(self, box: Box) -> bool:
        """Return whether a text may head a column: it is no answer, and no remark beside one."""
        if box.is_empty or is_age(box.words) or box.words in vocabulary().other_heads:
            return not box.is_empty
        beside = (self.left_of(box), self.by_cell.get((box.top, box.right + 1)))
        return not any(one and one.is_input for one in beside)

    def above(self, box: Box) -> Iterator[Box]:
        """Yield the boxes over the left edge of a box, the nearest first."""
        over: Box | None = box
        while over and (over := self.by_cell.get((over.top - 1, box.left))):
            yield over

    def beneath(self, box: Box) -> Iterator[Box]:
        """Yield the boxes under the left edge of a box, the nearest first."""
        while (below := self.below(box)) is not None:
            yield (box := below)

    def leftwards(self, box: Box) -> Iterator[Box]:
        """Yield the boxes to the left of a box, in its first row, the nearest first."""
        return reversed([other for other in self.rows.get(box.top, []) if other.right < box.left])

    def right_of(self, box: Box) -> Iterator[Box]:
        """Return the boxes to the right of a box, in its first row."""
        row = self.rows.get(box.top, [])
        start = bisect_left(row, box.right + 1, key=lambda other: other.left)
        return islice(row, start, None)

    def behind(self, label: Box, row: int) -> Iterator[Box]:
        """Return the boxes right of a label in one of its rows, up to the label of another text."""
        right = (box for box in self.rows[row] if box.left > label.right)
        return takewhile(lambda box: all(map(is_tick, box.likenesses)), right)

    def left_of(self, box: Box) -> Box | None:
        """Return the box that ends where a box begins, over hidden columns."""
        column = box.left - 1
        while column in self.hidden_columns:
            column -= 1
        return self.by_cell.get((box.top, column))

    def below(self, box: Box) -> Box | None:
        """Return the box under the left edge of a box."""
        return self.by_cell.get((box.bottom + 1, box.left))

    def over_box(self, box: Box) -> Box | None:
        """Return the box over the left edge of a box."""
        return self.by_cell.get((box.top - 1, box.left))

    def space_below(self, label: Box) -> Box | None:
        """Return the empty box under a label, of its width."""
        below = self.below(label)
        return below if below and below.columns == label.columns and below.is_input else None

    def space_above(self, label: Box) -> Box | None:
        """Return the empty box over a label, of its width."""
        over = self.over_box(label)
        return over if over and over.columns == label.columns and over.is_input else None
