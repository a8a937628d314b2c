"""Tables of a blank: rows under a row of labels, a block for each record, or a row an answer."""

import re
from collections import Counter
from collections.abc import Container, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from schemas.catalogue import ENTRIES, TABLES
from workbook.binding.answer_spaces import space_beside, space_of_old, space_of_part
from workbook.binding.blank_sheet import BlankSheet
from workbook.binding.box import Box
from workbook.binding.column_headers import (
    KEYS,
    LEAST_COLUMNS,
    OF_THE_OLD,
    ColumnHeader,
    find_column_headers,
    matches,
    paths_of,
    table_of,
)
from workbook.binding.sections import Sections
from workbook.binding.split_spaces import is_blank_date
from workbook.binding.vocabulary import is_age, is_of_new, is_of_old, vocabulary
from workbook.label_text import is_remark, outside

_ACTIONS: Final = ("追加", "削除")
_ENDS: Final = re.compile(
    "(?!.*(?:追加|新規|登録|更新)).*(?:停止|失効|廃止|削除|解約|抹消|返[納却]する)"
)
_WRITTEN_OVER: Final = re.compile("例[^。]*(?:消して|上書き|書き換え|書換え|書き替え)")
_POOR: Final = 0.5
_MOST_OF: Final = 0.5
_SURE_LABEL: Final = 0.8
_TRUST: Final = 0.9
_NEAR: Final = 0.1
"""So much less than the best label of an answer may the others be like one."""


@dataclass(frozen=True)
class Column:
    """A column of a table: its boxes from top to bottom; ``row`` are the headers of the table."""

    path: str
    header: Box
    row: frozenset[Box]
    boxes: tuple[Box, ...]
    trust: float
    evidence: tuple[str, ...]


def columns_of(sheet: BlankSheet, sections: Sections) -> Iterator[Column]:
    """Find the columns of the tables that a sheet has; doubtful where one more row is left.

    So are two that would share a cell, and cards whose answers are not as many as the others.
    """
    columns = list(_under_headers(sheet, sections))
    columns += _cards(sheet, sections, {ENTRIES[column.path].table for column in columns})
    bound = Counter(box for column in columns for box in column.boxes)
    partial = {
        ENTRIES[column.path].table
        for column in columns
        for box in column.boxes
        if bound[box] > 1 or (_is_listed(column) and _goes_on(sheet, sections, box, bound))
    }
    for column in columns:
        is_whole = ENTRIES[column.path].table not in partial
        yield column if is_whole else replace(column, trust=_POOR * column.trust)


def _is_listed(column: Column) -> bool:
    """Return whether a column is read downwards: it has headers, or a single box."""
    return bool(column.row) or len(column.boxes) == 1


def _goes_on(sheet: BlankSheet, sections: Sections, last: Box, bound: Container[Box]) -> bool:
    """Return whether under a box of a column is one more, which no label has."""
    below = sheet.below(last)
    if below is None or below in bound or not _is_cell(below) or below.columns != last.columns:
        return False
    beside = sheet.left_of(below)
    is_unlabelled = beside is None or beside.is_empty
    return is_unlabelled and sections.section_of(below) == sections.section_of(last)


def _under_headers(sheet: BlankSheet, sections: Sections) -> Iterator[Column]:
    """Find the columns under rows of labels.

    Where a second table under the same section would do as well, or the heading speaks of what is
    to end, the columns are doubtful.
    """
    found: dict[str, list[Column]] = {}
    doubted: set[str] = set()
    for heads in find_column_headers(sheet, sections):
        section = sections.section_of(heads[-1].box)
        table = table_of(heads, sections, found.keys())
        columns = list(_columns(sheet, sections, table, heads)) if table else []
        if columns:
            found[table] = columns
            heading = sections.heading_of(heads[-1].box)
            doubted |= {table} if heading and _ENDS.match(outside(heading.box.words)) else set()
        else:
            own = (known for known in found if known.partition(".")[0] == section)
            doubted |= {one for one in own if list(_columns(sheet, sections, one, heads))}
    for table, columns in found.items():
        for column in columns:
            yield replace(column, trust=_POOR * column.trust) if table in doubted else column


def _columns(
    sheet: BlankSheet, sections: Sections, table: str, heads: list[ColumnHeader]
) -> Iterator[Column]:
    matched = matches(table, heads)
    shown = _examples(sheet, heads)
    below = {
        path: list(_storey(sheet, sections, head, shown)) for path, (_, head) in matched.items()
    }
    headers = {path: head.box for path, (_, head) in matched.items()}
    _part_by_age(sheet, table, below, headers)
    filled = [boxes for boxes in below.values() if boxes]
    if not below.get(f"{table}.{KEYS[table]}") or len(filled) < LEAST_COLUMNS:
        return
    rows = min(map(len, filled))
    is_unsure = bool(shown) and _is_of_examples(sheet, heads)
    row = frozenset(head.box for head in heads)
    for path, boxes in below.items():
        if boxes:
            trust = matched[path][0] if path in matched else 1.0
            trust *= _POOR if is_unsure else 1.0
            evidence = (f"「{headers[path].text.strip()}」の列の空欄{len(boxes[:rows])}行です。",)
            yield Column(path, headers[path], row, tuple(boxes[:rows]), trust, evidence)


def _storey(
    sheet: BlankSheet, sections: Sections, head: ColumnHeader, shown: AbstractSet[int]
) -> list[Box]:
    """Return the boxes of a header, one of each record: the others are of those stacked with it."""
    label = head.box
    for _ in range(head.storeys - 1 - head.storey):
        label = sheet.below(label) or label
    return list(_below(sheet, sections, label, shown))[head.storey :: head.storeys]


def _part_by_age(
    sheet: BlankSheet, table: str, below: dict[str, list[Box]], headers: dict[str, Box]
) -> None:
    """Leave the rows of 新 alone where rows of 旧 take turns with them; of 旧 are the replaced."""
    olds = {
        name: [box for box in below.get(f"{table}.{new}", ()) if _is_old(sheet, box)]
        for name, new in OF_THE_OLD.items()
    }
    for path, boxes in below.items():
        below[path] = [box for box in boxes if not _is_old(sheet, box)]
    for name, boxes in olds.items():
        path, new = f"{table}.{name}", f"{table}.{OF_THE_OLD[name]}"
        if boxes and path not in below:
            below[path], headers[path] = boxes, headers[new]


def _is_old(sheet: BlankSheet, box: Box) -> bool:
    """Return whether a box is in rows of 旧 alone."""
    marks = [
        mark.words
        for row in range(box.top, box.bottom + 1)
        for mark in sheet.rows[row]
        if mark.top == row and is_age(mark.words)
    ]
    return any(map(is_of_old, marks)) and not any(map(is_of_new, marks))


def _below(
    sheet: BlankSheet, sections: Sections, header: Box, shown: AbstractSet[int]
) -> Iterator[Box]:
    """Yield the empty boxes under a header, as wide as it is, until its section ends.

    Notes and rows that show how to fill the others are passed over.
    """
    section, box = sections.section_of(header), sheet.below(header)
    while box is not None:
        is_note = box.width > header.width and is_remark(box.text)
        if not is_note and (box.columns != header.columns or sections.section_of(box) != section):
            return
        if _is_cell(box):
            if box.top not in shown:
                yield box
        elif not is_note and box.top not in shown:
            return
        box = sheet.by_cell.get((box.bottom + 1, header.left))


def _is_cell(box: Box) -> bool:
    """Return whether a box may be a cell of a table: empty, or to be completed."""
    is_choice = all(word in box.text for word in _ACTIONS)
    return box.is_input or is_choice or is_blank_date(box.text)


def _examples(sheet: BlankSheet, heads: list[ColumnHeader]) -> set[int]:
    """Return the rows that show how to fill the others: one cell of theirs says so, or a mark.

    Or they are the first ones, in most cells is a text, and the rows below are empty. A row of
    examples alone is to be filled where the form says that they are to be written over.
    """
    columns = {head.box.columns for head in heads}
    under = heads[0].box.bottom
    is_over = _is_of_examples(sheet, heads) and any(
        _WRITTEN_OVER.search(label.text) for label in sheet.labels
    )
    return {
        row
        for row, boxes in sheet.rows.items()
        for box in boxes
        if row > under and box.columns in columns
        if (box.is_example and not is_over) or sheet.examples.get(row, box.left + 1) <= box.left
    } | (set() if is_over else _first_of_samples(sheet, heads))


def _is_of_examples(sheet: BlankSheet, heads: list[ColumnHeader]) -> bool:
    """Return whether each cell under headers says that it is an example.

    It may as well be a record's.
    """
    under = [sheet.below(head.box) for head in heads]
    return all(box is not None and box.is_example for box in under)


def _first_of_samples(sheet: BlankSheet, heads: list[ColumnHeader]) -> set[int]:
    """Return the first row under headers, where texts stand over boxes that are empty."""
    firsts = [sheet.below(head.box) for head in heads]
    samples = [box for box in firsts if box and box.text.strip() and box.is_framed]
    under = [sheet.below(box) for box in samples]
    is_over_space = all(box is not None and not box.text.strip() and box.is_input for box in under)
    is_most = len(samples) > _MOST_OF * len(heads)
    if not (is_most and is_over_space):
        return set()
    return {row for box in samples for row in range(box.top, box.bottom + 1)}


def _cards(sheet: BlankSheet, sections: Sections, found: AbstractSet[str]) -> Iterator[Column]:
    """Find the columns of the tables that were not found yet."""
    for table in (table for table in TABLES if table not in found):
        labels = [box for box in sheet.labels if box not in sections.boxes]
        by_path = {path: _labels_of(path, labels, sections) for path in paths_of(table)}
        section, key = table.partition(".")[0], f"{table}.{KEYS[table]}"
        by_path[key] = by_path[key] or _in_short(key, labels, sections)
        spaces = {path: _spaces(sheet, sections, path, own) for path, own in by_path.items()}
        for old, new in OF_THE_OLD.items():
            asked = by_path.get(f"{table}.{new}", ())
            own = [label for label in asked if sections.section_of_label(label) == section]
            if own and not spaces[f"{table}.{old}"]:
                olds = [space_of_old(sheet, label) for label in own]
                spaces[f"{table}.{old}"] = [box for box in olds if box]
        counts = Counter(len(boxes) for boxes in spaces.values() if boxes)
        count = len(spaces[key])
        trust = _TRUST if counts[count] == max(counts.values(), default=0) else _POOR
        for path, boxes in spaces.items():
            if boxes and len(boxes) == count:
                evidence = (f"「{ENTRIES[path].answer.label}」の欄が{count}件分あります。",)
                yield Column(path, boxes[0], frozenset(), tuple(boxes), trust, evidence)


def _labels_of(path: str, labels: list[Box], sections: Sections) -> list[Box]:
    """Return the labels of a path; in a block of what is old those of what is asked of the new."""
    table, _, name = path.rpartition(".")
    of_old = f"{table}.{OF_THE_OLD.get(name, name)}"
    found = [
        (label.likenesses.get(of_old if is_old else path, 0.0), label)
        for label in labels
        if (is_old := sections.is_of_old(label)) <= (name in OF_THE_OLD)
    ]
    section = table.partition(".")[0]
    own = (likeness for likeness, label in found if sections.section_of_label(label) == section)
    best = max(own, default=0.0)
    return [label for likeness, label in found if likeness >= max(_SURE_LABEL, best - _NEAR)]


def _in_short(path: str, labels: list[Box], sections: Sections) -> list[Box]:
    """Return the labels of a path's section that are nobody's and a label of the path ends with."""
    section, known = path.partition(".")[0], vocabulary().labels[path]
    return [
        label
        for label in labels
        if not label.likenesses and sections.section_of_label(label) == section
        if len(label.words) > 1 and any(word.endswith(label.words) for word in known)
    ]


def _spaces(sheet: BlankSheet, sections: Sections, path: str, own: list[Box]) -> list[Box]:
    """Return the boxes of a section beside a path's labels.

    Those whose columns are headed so, else one for each label of the section, or all of the row of
    the only one.
    """
    section = path.partition(".")[0]
    behind = (box for label in own for box in _behind(sheet, label))
    headed = [box for box in behind if section in _named(sheet, box)]
    own = [label for label in own if sections.section_of_label(label) == section]
    parts = [space_of_part(sheet, path, label) for label in own]
    spaces = [part or space_beside(sheet, label) for part, label in zip(parts, own, strict=True)]
    beside = list(dict.fromkeys(boxes[0] for space in spaces if space for _, boxes in space.parts))
    if not headed and len(own) == 1 == len(beside) and not any(parts):
        return list(_row_of_equals(sheet, beside[0]))
    return headed or beside


def _row_of_equals(sheet: BlankSheet, first: Box) -> Iterator[Box]:
    """Yield a box and those right of it that are as large and as empty, without gaps.

    None is headed as what is old, or beside the matter.
    """
    yield first
    last = first
    for box in sheet.right_of(first):
        is_like = (box.width, box.bottom, box.look) == (first.width, first.bottom, first.look)
        head = sheet.column_head(box)
        is_other = head is not None and (is_age(head.words) or head.words in vocabulary().heads)
        if is_other or not (is_like and box.is_input) or box.left != last.right + 1:
            return
        yield box
        last = box


def _behind(sheet: BlankSheet, label: Box) -> Iterator[Box]:
    """Yield the boxes to be filled in the row of a label, up to the next label."""
    row = takewhile(lambda box: not box.likenesses, sheet.right_of(label))
    return (box for box in row if box.is_input)


def _named(sheet: BlankSheet, box: Box) -> tuple[str, ...]:
    """Return the sections that the head of a box's column names."""
    head = sheet.column_head(box)
    return vocabulary().sections_of(head.words) if head else ()
