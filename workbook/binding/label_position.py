"""How labels stand to their boxes: over them, in a row of such, or under them."""

from itertools import islice
from typing import Final

from workbook.binding.box import Box
from workbook.binding.canvas import Canvas
from workbook.binding.vocabulary import vocabulary

_MOST_TURNS: Final = 50


def heads_its_box(canvas: Canvas, label: Box) -> bool:
    """Return whether a label stands in a row of labels, each over a box of its width."""
    beside = canvas.left_of(label)
    boxes = [canvas.room_below(one) for one in (beside, label) if one and not one.is_empty]
    return len(boxes) > 1 and all(boxes)


def over_or_under(canvas: Canvas, label: Box) -> tuple[Box | None, str]:
    """Return the box over or under a label that is the label's own, and where it is."""
    if _captions_its_box(canvas, label):
        return canvas.over_box(label), "上"
    below = canvas.below(label)
    if below is None:
        return _indented(canvas, label), "下"
    return (below if below.left == label.left else None), "下"


def _indented(canvas: Canvas, label: Box) -> Box | None:
    """Return the only box of the row under a wide label, where it begins further right."""
    row = canvas.rows.get(label.bottom + 1, [])
    is_under = len(row) == 1 and label.left < row[0].left and row[0].right <= label.right
    return row[0] if is_under else None


def _captions_its_box(canvas: Canvas, label: Box) -> bool:
    """Return whether a label stands below its box, as it does if another of its row surely does."""
    if canvas.room_above(label) is None:
        return False
    if _is_caption(canvas, label):
        return True
    row = (box for box in canvas.rows[label.top] if box.top == label.top and not box.is_empty)
    alike = (_is_caption(canvas, box) for box in islice(row, _MOST_TURNS))
    return canvas.room_below(label) is None and any(alike)


def _is_caption(canvas: Canvas, label: Box) -> bool:
    """Return whether the box over a label is no other label's.

    Where labels and boxes take turns down a form, what stands over the first of them tells.
    """
    for _ in range(_MOST_TURNS):
        box = canvas.room_above(label)
        beside = box and canvas.left_of(box)
        if box is None or (beside is not None and not beside.is_empty):
            return False
        above = canvas.over_box(box)
        if above is None or (above.left, above.right) != (box.left, box.right):
            return True
        if above.is_empty:
            return not above.is_input
        if not vocabulary().is_asked(above.says):
            return bool(vocabulary().sections_of(above.words)) or not canvas.room_below(label)
        label = above
    return False


def row_from(canvas: Canvas, box: Box | None) -> list[Box]:
    """Return a box and those at its right; none where there is no box."""
    return [] if box is None else [box, *canvas.right_of(box)]
