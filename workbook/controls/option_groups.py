"""Option buttons: which of them belong together, so that only one is chosen."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workbook.controls.anchors import MARK, Frame


class Option(NamedTuple):
    """An option button: the number of its shape, and whether it says that it begins a group."""

    shape: int
    frame: Frame
    is_first: bool


def groups_of(options: Sequence[Option], boxes: Sequence[Frame]) -> Iterator[tuple[int, ...]]:
    """Yield the shapes of each group in their order, which is the one in which they are drawn.

    A group is what one group box surrounds, or what none does.
    """
    around: dict[Frame | None, list[Option]] = {}
    for option in options:
        around.setdefault(_box_of(option, boxes), []).append(option)
    for group in around.values():
        yield from _split(group)


def _split(group: list[Option]) -> Iterator[tuple[int, ...]]:
    """Split a group where another one begins; where each button says so, it says nothing."""
    begun: list[list[int]] = [[]]
    is_told = not all(option.is_first for option in group)
    for option in group:
        if option.is_first and is_told and begun[-1]:
            begun.append([])
        begun[-1].append(option.shape)
    yield from map(tuple, begun)


def _box_of(option: Option, boxes: Sequence[Frame]) -> Frame | None:
    """Return the smallest box around the ring of a button."""
    x, y = option.frame.left + MARK, (option.frame.top + option.frame.bottom) // 2
    around = [box for box in boxes if box.left <= x <= box.right and box.top <= y <= box.bottom]
    return min(around, key=_area, default=None)


def _area(frame: Frame) -> int:
    return (frame.right - frame.left) * (frame.bottom - frame.top)
