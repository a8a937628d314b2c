"""Groups of option buttons, in which only one can be selected."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workbook.controls.anchors import MARK, Frame


class Option(NamedTuple):
    """An option button: its shape number, its rectangle, and whether it begins a group."""

    shape: int
    frame: Frame
    is_first: bool


def groups_of(options: Sequence[Option], boxes: Sequence[Frame]) -> Iterator[tuple[int, ...]]:
    """Yield the shapes of each group, in drawing order.

    A group is inside one group box, or outside all of them.
    """
    by_box: dict[Frame | None, list[Option]] = {}
    for option in options:
        by_box.setdefault(_box_of(option, boxes), []).append(option)
    for group in by_box.values():
        yield from _split(group)


def _split(group: list[Option]) -> Iterator[tuple[int, ...]]:
    """Split a group at each button that begins one; ignore these flags if all buttons have one."""
    groups: list[list[int]] = [[]]
    are_flags_valid = not all(option.is_first for option in group)
    for option in group:
        if option.is_first and are_flags_valid and groups[-1]:
            groups.append([])
        groups[-1].append(option.shape)
    yield from map(tuple, groups)


def _box_of(option: Option, boxes: Sequence[Frame]) -> Frame | None:
    """Return the smallest group box around the ring of a button."""
    x, y = option.frame.left + MARK, (option.frame.top + option.frame.bottom) // 2
    enclosing = [box for box in boxes if box.left <= x <= box.right and box.top <= y <= box.bottom]
    return min(enclosing, key=lambda box: box.area, default=None)
