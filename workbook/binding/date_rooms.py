"""Room for a date: boxes before 年, 月 and 日, a text that leaves room for numbers, or one box."""

import re
from collections.abc import Iterator
from typing import Final

from workbook.binding.box import Box
from workbook.binding.canvas import Canvas
from workbook.binding.label_position import over_or_under, row_from
from workbook.binding.rooms import AnswerSpace, right_of, room_beside, whole

_BLANK: Final = r"[\s_＿・.]"
_DATE_TEXT: Final = re.compile(rf".*年{_BLANK}+月{_BLANK}+日{_BLANK}*", re.DOTALL)
_BLANK_DATE: Final = re.compile(
    rf"(?:令和|平成|西暦|20)?{_BLANK}*年{_BLANK}+月{_BLANK}+日{_BLANK}*"
)
_UNITS: Final = (("year", "年"), ("month", "月"), ("day", "日"))
_ERA: Final = re.compile(r"(?:令和|平成|西暦|20|R|20__)?")
_TOP_ROWS: Final = 10
_IN_THE_CELL: Final = "年月日の入った同じセル"
_IN_PARTS: Final = "年・月・日に分かれた空欄"


def date_room(canvas: Canvas, label: Box) -> AnswerSpace | None:
    """Find room for a date: three boxes before 年, 月 and 日; a cell that says so; or one box."""
    if _DATE_TEXT.fullmatch(label.text) and len(label.words) > len("年月日"):
        return whole(label, 0.8, _IN_THE_CELL)
    right = right_of(canvas, label)
    if right is not None and not right.is_empty and _ERA.fullmatch(right.words):
        right = right_of(canvas, right)
    row = list(canvas.right_of(label))
    near, _ = over_or_under(canvas, label)
    starts = [row, row_from(canvas, near)]
    for boxes in starts:
        parts = date_parts_from(canvas, boxes)
        if parts:
            return AnswerSpace(parts, 1.0, _IN_PARTS)
    for box in (right, near):
        if box is not None and _DATE_TEXT.fullmatch(box.text):
            return whole(box, 0.95, "年月日と印刷された欄")
    return room_beside(canvas, label)


def bare_date(canvas: Canvas) -> Iterator[AnswerSpace]:
    """Find dates to be filled in at the top of a sheet, before which nothing is printed."""
    for row in sorted(canvas.rows)[:_TOP_ROWS]:
        boxes = canvas.rows[row]
        printed = [box for box in boxes if not box.is_empty]
        if printed and is_blank_date(printed[0].text):
            yield whole(printed[0], 1.0, _IN_THE_CELL)
        elif parts := date_parts_from(canvas, boxes):
            yield AnswerSpace(parts, 1.0, _IN_PARTS)


def is_blank_date(text: str) -> bool:
    """Return whether a text is a date without its numbers."""
    return _BLANK_DATE.fullmatch(text.strip()) is not None


def date_parts_from(canvas: Canvas, boxes: list[Box]) -> tuple[tuple[str, tuple[Box, ...]], ...]:
    """Return the cells before 年, 月 and 日, which boxes begin with; they need no frame."""
    printed = [box for box in boxes if not box.is_empty]
    last = printed.pop(0).right if printed and _ERA.fullmatch(printed[0].words) else 0
    found = []
    for (part, mark), unit in zip(_UNITS, printed, strict=False):
        box = canvas.before(unit)
        between = [other for other in boxes if last < other.left < unit.left]
        if unit.text.strip() != mark or not box.is_empty or box.left <= last or len(between) > 1:
            return ()
        found.append((part, (box,)))
        last = unit.right
    return tuple(found) if len(found) == len(_UNITS) else ()
