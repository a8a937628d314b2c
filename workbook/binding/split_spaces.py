"""Space for an answer in pieces: a date, a code, a phone number, mail around ＠, 〒 apart."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from typing import Final

from workbook.binding.answer_spaces import (
    AnswerSpace,
    over_or_under,
    row_from,
    space_beside,
    space_right,
    whole,
)
from workbook.binding.blank_sheet import BlankSheet
from workbook.binding.box import Box
from workbook.places import ADDRESS, POSTAL

_MARK: Final = "〒"
_BETWEEN: Final = re.compile("[-‐−–―－ー()（）]+|市外(?:局番)?|市内(?:局番)?|局番?|番号?")
_AT: Final = re.compile("[@＠]")
_PIECES: Final[Mapping[str, tuple[int, re.Pattern[str]]]] = {
    "business.code": (5, _BETWEEN),
    "business.phone": (3, _BETWEEN),
    "business.result_email": (2, _AT),
    POSTAL: (2, _BETWEEN),
}  # in how many boxes an answer goes, and what is printed between them
_WIDEST_PIECE: Final = 25.0
"""Characters, of the widest box that is taken for a piece where no mark says so: an estimate."""
_LEAST_TOGETHER: Final = 2  # boxes that may as well be two answers
_UNEVEN: Final = 0.5  # by which part the boxes of a code may differ in width
_BLANK: Final = r"[\s_＿・.]"
_BLANK_DATE: Final = re.compile(
    rf"(?:令和|平成|西暦|20)?{_BLANK}*年{_BLANK}+月{_BLANK}+日{_BLANK}*"
)
_NAMED_DAY: Final = re.compile("日(?:付|(?:申[込請]|届出|提出|記入).*)")
_PHONE: Final = ("市外局?番?", "(?:市内)?局番?", "番号?")
_UNITS: Final = {
    "year": re.compile("年"),
    "month": re.compile("月"),
    "day": re.compile(f"日|{_NAMED_DAY.pattern}"),
}
_ERA: Final = re.compile(r"(?:令和|平成|西暦|20|R|20__)?")
_TOP_ROWS: Final = 10
_Parts = tuple[tuple[str, tuple[Box, ...]], ...]
_IN_PARTS: Final = "年・月・日に分かれた空欄"


def split_space(sheet: BlankSheet, path: str, label: Box) -> AnswerSpace | None:
    """Find space in pieces, or one box; none where nobody knows how an answer is to be split."""
    near, _ = over_or_under(sheet, label)
    for beside in (next(sheet.right_of(label), None), near) if path == ADDRESS else ():
        if beside is not None and _MARK in beside.text:
            return _space_after_mark(sheet, beside)
    if path == "business.phone" and (named := _captioned(sheet, label, _PHONE)):
        return AnswerSpace((("", named),), 1.0, "項目名のある枠")
    rows = (row_from(sheet, space_right(sheet, label)), row_from(sheet, near))
    found = [boxes for row in rows if (boxes := pieces(path, row)) is not None]
    trust = 0.6 if _MARK in label.text else 1.0  # an address before its 〒
    if boxes := next(filter(None, found), ()):
        return AnswerSpace((("", boxes),), trust, f"{len(boxes)}つに分かれた枠")
    space = None if found else space_beside(sheet, label)
    return space and replace(space, trust=trust * space.trust)


def pieces(path: str, row: list[Box]) -> tuple[Box, ...] | None:
    """Return the boxes in which an answer goes at the beginning of a row.

    None where it is not split; nothing where there are too few or too many boxes. Boxes that stand
    together without a mark between them are pieces where they are three or more, narrow and of
    one width.
    """
    if path not in _PIECES:
        return None
    count, mark = _PIECES[path]
    together = tuple(takewhile(lambda box: _is_piece(box, row[0]), row))
    if len(together) == count > _LEAST_TOGETHER:
        return together
    boxes: tuple[Box, ...] = ()
    is_split, is_marked = False, True
    for box in row:
        if box.is_input and is_marked:
            boxes, is_marked = (*boxes, box), False
        elif mark.fullmatch(box.words or box.text.strip()):
            is_split = is_marked = True
        else:
            break
    return (boxes if len(boxes) == count else ()) if is_split else None


def _is_piece(box: Box, first: Box) -> bool:
    """Return whether a box is as narrow, as wide and as empty as the first of its row."""
    is_alike = box.is_input and bool(box.text) == bool(first.text)
    is_as_wide = abs(box.points - first.points) <= _UNEVEN * first.points
    return is_alike and is_as_wide and box.points <= _WIDEST_PIECE


def _space_after_mark(sheet: BlankSheet, mark: Box) -> AnswerSpace | None:
    """Find space for an address whose postal code goes after 〒, or for both in one cell."""
    beside, *_ = [*sheet.right_of(mark), None]
    if beside is None or not beside.is_empty or beside.left != mark.right + 1:
        below = sheet.below(mark)
        if below is None or not below.is_input or sheet.left_of(below) is not sheet.left_of(mark):
            return whole(mark, 0.95, "〒と印刷された欄")
        return AnswerSpace((("postal", (mark,)), ("", (below,))), 0.95, "〒の欄とその下の空欄")
    under = [sheet.by_cell.get((mark.bottom + 1, c)) for c in (mark.left, beside.left)]
    code = pieces(POSTAL, list(sheet.right_of(mark))) or (beside,)
    address = next((box for box in under if box is not None and box.is_input), None)
    if address is None:
        return None
    return AnswerSpace((("postal", code), ("", (address,))), 0.95, "〒とその続きの空欄")


def date_space(sheet: BlankSheet, label: Box) -> AnswerSpace | None:
    """Find space for a date: three boxes before 年, 月 and 日; a cell that says so; or one box."""
    if parts := date_parts_from(sheet, list(sheet.right_of(label))) or _date_under(sheet, label):
        return AnswerSpace(parts, 1.0, _IN_PARTS)
    right = next((box for box in sheet.right_of(label) if not _ERA.fullmatch(box.words)), None)
    if right is not None and is_blank_date(right.text):
        return whole(right, 0.95, "年月日と印刷された欄")
    return space_beside(sheet, label)


def _captioned(sheet: BlankSheet, label: Box, tails: Sequence[str]) -> tuple[Box, ...]:
    """Return the boxes of captions that end so: of those after a label, or a part of it.

    Or of those that stand over what is after it.
    """
    beside = list(islice(sheet.right_of(label), len(tails)))
    for captions in ([label, *beside], [next(sheet.above(box), box) for box in beside]):
        named = zip(tails, captions, strict=False)
        ends = [one for tail, one in named if re.search(f"(?:{tail})[)]?$", one.words)]
        spaces = [over_or_under(sheet, one)[0] for one in ends]
        boxes = tuple(space for space in spaces if space is not None and space.is_input)
        if len(boxes) == len(tails):
            return boxes
    return ()


def _date_under(sheet: BlankSheet, label: Box) -> _Parts:
    boxes = _captioned(sheet, label, [unit.pattern for unit in _UNITS.values()])
    return tuple((part, (box,)) for part, box in zip(_UNITS, boxes, strict=False))


def bare_date(sheet: BlankSheet) -> Iterator[AnswerSpace]:
    """Find dates to be filled in at the top of a sheet, before which nothing is printed."""
    for row in sorted(sheet.rows)[:_TOP_ROWS]:
        boxes = sheet.rows[row]
        printed = [box for box in boxes if not box.is_empty]
        if printed and is_blank_date(printed[0].text):
            yield whole(printed[0], 0.7, "年月日の入った同じセル")
        found = (date_parts_from(sheet, boxes[number:]) for number in range(len(boxes)))
        if parts := next(filter(None, found), ()):
            yield AnswerSpace(parts, 0.95, _IN_PARTS)
        for parts in filter(None, (_date_under(sheet, label) for label in printed)):
            yield AnswerSpace(parts, 0.7, _IN_PARTS)


def is_blank_date(text: str) -> bool:
    """Return whether a text is a date without its numbers."""
    return _BLANK_DATE.fullmatch(text.strip()) is not None


def date_parts_from(sheet: BlankSheet, boxes: list[Box]) -> _Parts:
    """Return the cells before 年, 月 and 日, which boxes begin with; they need no frame."""
    printed = [box for box in boxes if not box.is_empty]
    units = printed[bool(printed) and bool(_ERA.fullmatch(printed[0].words)) :][: len(_UNITS)]
    spaces = [sheet.left_of(unit) or sheet.at(unit.top, unit.left - 1) for unit in units]
    named = [unit.words for unit in units]
    is_date = len(units) == len(_UNITS) and all(map(re.fullmatch, _UNITS.values(), named))
    if not is_date or not all(space.is_empty for space in spaces):
        return ()
    return tuple((part, (space,)) for part, space in zip(_UNITS, spaces, strict=True))
