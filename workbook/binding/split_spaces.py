"""Space for an answer in pieces: a date, a code, a phone number, mail around ＠, 〒 apart."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from workbook.binding.answer_spaces import (
    NARROW,
    AnswerSpace,
    over_or_under,
    right_of,
    row_from,
    space_beside,
    space_right,
    whole,
)
from workbook.binding.blank_sheet import BlankSheet
from workbook.binding.box import Box
from workbook.places import ADDRESS, POSTAL

_CODE: Final = "business.code"
_CODE_LENGTH: Final = 5
_MARK: Final = "〒"
_BETWEEN: Final = re.compile("[-‐−–―－ー()（）]+|市外(?:局番)?|市内(?:局番)?|局番?|番号?")
_MARKED: Final[Mapping[str, tuple[int, re.Pattern[str]]]] = {
    "business.phone": (3, _BETWEEN),
    "business.result_email": (2, re.compile("[@＠]")),
    POSTAL: (2, _BETWEEN),
}  # in how many boxes an answer goes, and what is printed between them
WIDEST_PIECE: Final = 25.0
"""Characters, of the widest box that is taken for a piece where no mark says so: an estimate."""
_UNEVEN: Final = 0.5  # by which part the boxes of a code may differ in width
SPLIT: Final = {_CODE, *_MARKED}
_BLANK: Final = r"[\s_＿・.]"
_DATE_TEXT: Final = re.compile(rf".*年{_BLANK}+月{_BLANK}+日{_BLANK}*", re.DOTALL)
_BLANK_DATE: Final = re.compile(
    rf"(?:令和|平成|西暦|20)?{_BLANK}*年{_BLANK}+月{_BLANK}+日{_BLANK}*"
)
_NAMED_DAY: Final = re.compile("日(?:付|(?:申[込請]|届出|提出|記入).*)")
_NAMED: Final = 1.4  # how much surer a date is whose day says of what it is: 日申込
_PHONE: Final = tuple(map(re.compile, ("市外局?番?", "(?:市内)?局番?", "番号?")))
_UNITS: Final = {
    "year": re.compile("年"),
    "month": re.compile("月"),
    "day": re.compile(f"日|{_NAMED_DAY.pattern}"),
}
_ERA: Final = re.compile(r"(?:令和|平成|西暦|20|R|20__)?")
_TOP_ROWS: Final = 10
_IN_THE_CELL: Final = "年月日の入った同じセル"
_IN_PARTS: Final = "年・月・日に分かれた空欄"


def split_space(sheet: BlankSheet, path: str, label: Box) -> AnswerSpace | None:
    """Find space in pieces, or one box; none where nobody knows how an answer is to be split."""
    near, _ = over_or_under(sheet, label)
    for beside in (right_of(sheet, label), near) if path == ADDRESS else ():
        if beside is not None and _MARK in beside.text:
            return _space_after_mark(sheet, beside)
    if path == "business.phone" and (named := captioned(sheet, label, _PHONE)):
        return AnswerSpace((("", named),), 1.0, "項目名のある枠")
    rows = (row_from(sheet, space_right(sheet, label)), row_from(sheet, near))
    found = [boxes for row in rows if (boxes := pieces(sheet, path, row)) is not None]
    trust = 0.6 if path == POSTAL and _MARK in label.text else 1.0  # an address before its 〒
    if boxes := next(filter(None, found), ()):
        return AnswerSpace((("", boxes),), trust, f"{len(boxes)}つに分かれた枠")
    space = None if found else space_beside(sheet, label)
    return space and replace(space, trust=trust * space.trust)


def pieces(sheet: BlankSheet, path: str, row: list[Box]) -> tuple[Box, ...] | None:
    """Return the boxes in which an answer goes at the beginning of a row.

    None where it is not split; nothing where there are too few or too many boxes. Boxes that stand
    together without a mark between them are pieces where they are narrow, and nothing heads them.
    """
    if path == _CODE:
        boxes = tuple(_alike(row))
        return boxes if len(boxes) == _CODE_LENGTH else None
    if path not in _MARKED:
        return None
    (count, mark), boxes, is_split = _MARKED[path], (), False
    is_marked = True
    for box in row:
        if box.is_input and is_marked:
            boxes, is_marked = (*boxes, box), False
        elif mark.fullmatch(box.words or box.text.strip()):
            is_split = is_marked = True
        else:
            break
    if not is_split:
        boxes = tuple(_together(sheet, row))
        return boxes if len(boxes) == count and mark is _BETWEEN else None
    return boxes if len(boxes) == count else ()


def _together(sheet: BlankSheet, row: list[Box]) -> Iterator[Box]:
    """Yield the narrow boxes without a head that begin a row, without gaps.

    An example after them is none.
    """
    last: Box | None = None
    for box in row:
        is_next = last is None or (box.left, box.bottom) == (last.right + 1, last.bottom)
        is_alike = box.is_input and bool(box.text) == bool(row[0].text)
        if not (is_next and is_alike and box.points <= WIDEST_PIECE) or sheet.column_head(box):
            return
        yield (last := box)


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


def _space_after_mark(sheet: BlankSheet, mark: Box) -> AnswerSpace | None:
    """Find space for an address whose postal code goes after 〒, or for both in one cell."""
    beside, *after = [*sheet.right_of(mark), None]
    if beside is None or not beside.is_empty or beside.left != mark.right + 1:
        below = sheet.below(mark)
        if below is None or not below.is_input or sheet.left_of(below) is not sheet.left_of(mark):
            return whole(mark, 0.95, "〒と印刷された欄")
        return AnswerSpace((("postal", (mark,)), ("", (below,))), 0.95, "〒の欄とその下の空欄")
    under = [sheet.by_cell.get((mark.bottom + 1, c)) for c in (mark.left, beside.left)]
    code = pieces(sheet, POSTAL, list(sheet.right_of(mark))) or (beside,)
    address = next((box for box in (*under, *after[:1]) if box is not None and box.is_input), None)
    if address is None:
        return None
    return AnswerSpace((("postal", code), ("", (address,))), 0.95, "〒とその続きの空欄")


def date_space(sheet: BlankSheet, label: Box) -> AnswerSpace | None:
    """Find space for a date: three boxes before 年, 月 and 日; a cell that says so; or one box."""
    if _DATE_TEXT.fullmatch(label.text) and len(label.words) > len("年月日"):
        return whole(label, 0.8, _IN_THE_CELL)
    named = zip(_UNITS, captioned(sheet, label, [*_UNITS.values()]), strict=False)
    if pieces_named := tuple((part, (box,)) for part, box in named):
        return AnswerSpace(pieces_named, 1.0, _IN_PARTS)
    right = right_of(sheet, label)
    if right is not None and not right.is_empty and _ERA.fullmatch(right.words):
        right = right_of(sheet, right)
    row = list(sheet.right_of(label))
    near, _ = over_or_under(sheet, label)
    for boxes in (row, row_from(sheet, near)):
        if parts := date_parts_from(sheet, boxes):
            return AnswerSpace(parts, 1.0, _IN_PARTS)
    for box in (right, near):
        if box is not None and _DATE_TEXT.fullmatch(box.text):
            return whole(box, 0.95, "年月日と印刷された欄")
    return space_beside(sheet, label)


def captioned(sheet: BlankSheet, label: Box, tails: Sequence[re.Pattern[str]]) -> tuple[Box, ...]:
    """Return the boxes of a label and of those after it, where each names a piece by its end."""
    labels = list(islice((label, *sheet.right_of(label)), len(tails)))
    spaces = [over_or_under(sheet, one)[0] for one in labels]
    is_named = all(
        re.search(f"(?:{tail.pattern})[)]?$", one.words)
        for tail, one in zip(tails, labels, strict=False)
    )
    boxes = tuple(space for space in spaces if space is not None and space.is_input)
    return boxes if is_named and len(boxes) == len(tails) else ()


def bare_date(sheet: BlankSheet) -> Iterator[AnswerSpace]:
    """Find dates to be filled in at the top of a sheet, before which nothing is printed."""
    for row in sorted(sheet.rows)[:_TOP_ROWS]:
        boxes = sheet.rows[row]
        printed = [box for box in boxes if not box.is_empty]
        if printed and is_blank_date(printed[0].text):
            yield whole(printed[0], 1.0, _IN_THE_CELL)
        elif parts := next(
            filter(None, (date_parts_from(sheet, boxes[n:]) for n in range(len(boxes)))), ()
        ):
            is_named = any(_NAMED_DAY.fullmatch(box.words) for box in printed)
            yield AnswerSpace(parts, _NAMED if is_named else 1.0, _IN_PARTS)


def is_blank_date(text: str) -> bool:
    """Return whether a text is a date without its numbers."""
    return _BLANK_DATE.fullmatch(text.strip()) is not None


def date_parts_from(sheet: BlankSheet, boxes: list[Box]) -> tuple[tuple[str, tuple[Box, ...]], ...]:
    """Return the cells before 年, 月 and 日, which boxes begin with; they need no frame."""
    printed = [box for box in boxes if not box.is_empty]
    last = printed.pop(0).right if printed and _ERA.fullmatch(printed[0].words) else 0
    found = []
    for (part, mark), unit in zip(_UNITS.items(), printed, strict=False):
        box = sheet.left_of(unit) or sheet.at(unit.top, unit.left - 1)
        between = [other for other in boxes if last < other.left < unit.left]
        if (
            not mark.fullmatch(unit.words)
            or not box.is_empty
            or box.left <= last
            or len(between) > 1
        ):
            return ()
        found.append((part, (box,)))
        last = unit.right
    return tuple(found) if len(found) == len(_UNITS) else ()
