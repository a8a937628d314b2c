"""Tables of a blank: rows under a row of labels, a block for each record, or a row an answer."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import takewhile
from typing import Final

from schemas.catalogue import ENTRIES, TABLES
from workbook.binding.answer_spaces import space_beside, space_of_old
from workbook.binding.assignment import margin_of
from workbook.binding.blank_sheet import BlankSheet
from workbook.binding.box import Box
from workbook.binding.column_headers import (
    KEYS,
    LEAST_COLUMNS,
    OF_THE_OLD,
    ColumnHeader,
    asked_in,
    find_column_headers,
    lists_actions,
    matches,
    paths_of,
    records,
)
from workbook.binding.proposal import Proposal
from workbook.binding.sections import UNKNOWN, Sections
from workbook.binding.split_spaces import is_blank_date
from workbook.binding.vocabulary import TWINS, sections_of, vocabulary
from workbook.label_text import outside

_ENDS: Final = re.compile(
    "(?!.*(?:追加|新規|登録|更新)).*(?:停止|失効|廃止|削除|解約|抹消|返[納却]する)"
)
_POOR: Final = 0.5
_MOST_OF: Final = 0.5
_SURE_LABEL: Final = 0.8
_TRUST: Final = 0.9
_NEAR: Final = 0.1  # so much less than the best label of an answer may the others be like one


def columns_of(sheet: BlankSheet, sections: Sections) -> Iterator[Proposal]:
    """Find the columns of the tables that a sheet has."""
    columns = list(_under_headers(sections))
    yield from columns
    yield from _cards(sheet, sections, {ENTRIES[column.path].table for column in columns})


def _under_headers(sections: Sections) -> Iterator[Proposal]:
    """Find the columns under rows of labels.

    Where the heading speaks of what is to end, the columns are doubtful; a record alone under
    labels that are repeated is a card.
    """
    found: dict[str, list[Proposal]] = {}
    used: set[int] = set()
    rows = list(find_column_headers(sections))
    likely = [
        (_is_own(sections, table, heads), len(columns), -number, table, columns)
        for number, heads in enumerate(rows)
        for table in TABLES
        if (columns := list(_columns(sections, table, heads)))
    ]
    for _, _, number, table, columns in sorted(likely, key=lambda one: one[:3], reverse=True):
        if table not in found and number not in used:
            used.add(number)
            heading = sections.heading_of(rows[-number][-1].box)
            trust = _POOR if heading and _ENDS.match(outside(heading.box.words)) else 1.0
            for column in _by_side(sections, columns):
                own = found.setdefault(ENTRIES[column.path].table, [])
                own.append(replace(column, margin=margin_of(trust)))
    repeated = {table for is_own, _, number, table, _ in likely if is_own and number not in used}
    for table, columns in found.items():
        if table not in repeated or len(columns[0].boxes) > 1:
            yield from columns


def _is_own(sections: Sections, table: str, heads: list[ColumnHeader]) -> bool:
    return sections.section_of(heads[-1].box) == table.partition(".")[0]


def _by_side(sections: Sections, columns: list[Proposal]) -> Iterator[Proposal]:
    """Yield columns parted where labels at the side give records to the other certificates."""
    for column in columns:
        table = ENTRIES[column.path].table
        parted: dict[str, list[Box]] = {}
        for box in column.boxes:
            marks = sections.sheet.leftwards(box)
            named = (
                t for mark in marks for t in TWINS if t.partition(".")[0] in sections_of(mark.words)
            )
            parted.setdefault(next(named, table), []).append(box)
        for own, boxes in parted.items():
            yield replace(column, path=column.path.replace(table, own), boxes=tuple(boxes))


def _columns(sections: Sections, table: str, heads: list[ColumnHeader]) -> Iterator[Proposal]:
    """Yield the columns that labels head.

    Elsewhere than in the section of the table, the label of what each record has to have must not
    rather ask something else.
    """
    matched, key = matches(table, heads), f"{table}.{KEYS[table]}"
    asked = matched[key].box.likenesses if key in matched else {}
    is_rather = asked.get(key, 0.0) < max(asked.values(), default=0.0)
    if key not in matched or (is_rather and not _is_own(sections, table, heads)):
        return
    below = {
        path: [record[head.box] for record in records(sections, head.storeys)]
        for path, head in matched.items()
    }
    shown = _examples(sections.sheet, below)
    below = {
        path: list(takewhile(_is_cell, (box for box in boxes if box.top not in shown)))
        for path, boxes in below.items()
    }
    headers = {path: head.box for path, head in matched.items()}
    _part_by_age(sections, table, below, headers)
    rows = min((len(boxes) for boxes in below.values() if boxes), default=0)
    columns = {path: tuple(boxes[:rows]) for path, boxes in below.items() if boxes}
    for path, boxes in columns.items() if below[key] and len(columns) >= LEAST_COLUMNS else ():
        evidence = (f"「{headers[path].text.strip()}」の列の空欄{rows}行です。",)
        yield Proposal(path, boxes, 1.0, evidence)


def _examples(sheet: BlankSheet, below: Mapping[str, list[Box]]) -> set[int]:
    """Return the rows that show how to fill the others: one cell of theirs says so, or a mark.

    Or they are the first ones, and in most cells is a text.
    """
    marks = vocabulary().example_heads
    shown = {
        box.top
        for boxes in below.values()
        for box in boxes
        if box.is_example or any(one.words in marks for one in sheet.leftwards(box))
    }
    starts = [boxes[0] for boxes in below.values() if len(boxes) > 1]
    texts = [box for box in starts if box.text.strip() and not box.likenesses]
    return shown | {box.top for box in texts if len(texts) > _MOST_OF * len(starts)}


def _part_by_age(
    sections: Sections, table: str, below: dict[str, list[Box]], headers: dict[str, Box]
) -> None:
    """Leave the rows of 新 alone where rows of 旧 take turns with them; of 旧 are the replaced."""
    own = [path for path in below if path.rpartition(".")[2] not in OF_THE_OLD]
    marked = (box for path in own for box in below[path] if sections.is_of_old(box))
    rows = {row for box in marked for row in range(box.top, box.bottom + 1)}
    old = {
        box for b in below.values() for box in b if rows.issuperset(range(box.top, box.bottom + 1))
    }
    for name, new in OF_THE_OLD.items():
        path, other = f"{table}.{name}", f"{table}.{new}"
        boxes = [box for box in below.get(other, ()) if box in old]
        if boxes and path not in below:
            below[path], headers[path] = boxes, headers[other]
    for path in own:
        below[path] = [box for box in below[path] if box not in old]


def _is_cell(box: Box) -> bool:
    """Return whether a box may be a cell of a table: empty, or to be completed."""
    return box.is_input or lists_actions(box) or is_blank_date(box.text)


def _cards(sheet: BlankSheet, sections: Sections, found: AbstractSet[str]) -> Iterator[Proposal]:
    """Find the columns of the tables that were not found yet."""
    for table in (table for table in TABLES if table not in found):
        spaces = spaces_of_cards(sheet, sections, table)
        count = len(spaces[f"{table}.{KEYS[table]}"])
        for path, boxes in spaces.items():
            if boxes and len(boxes) == count:
                evidence = (f"「{ENTRIES[path].answer.label}」の欄が{count}件分あります。",)
                yield Proposal(path, tuple(boxes), margin_of(_TRUST), evidence)


def spaces_of_cards(sheet: BlankSheet, sections: Sections, table: str) -> dict[str, list[Box]]:
    """Return for each path of a table the boxes beside its labels."""
    labels = [box for box in sheet.labels if box.likenesses and box not in sections.boxes]
    asked = {
        label: asked_in(table, label.likenesses, is_old=sections.is_of_old(label))
        for label in labels
    }
    by_path = {path: _labels_of(path, asked, sections) for path in paths_of(table)}
    spaces = {path: _spaces(sheet, sections, path, own) for path, own in by_path.items()}
    for old, new in OF_THE_OLD.items():
        olds = [
            space_of_old(sheet, label)
            for label in by_path.get(f"{table}.{new}", ())
            if sections.section_of_label(label) == table.partition(".")[0]
        ]
        if olds and not spaces[f"{table}.{old}"]:
            spaces[f"{table}.{old}"] = [box for box in olds if box]
    return spaces


def _labels_of(
    path: str, asked: Mapping[Box, Mapping[str, float]], sections: Sections
) -> list[Box]:
    """Return the labels of a path, those that ask nothing else of its table rather."""
    section = path.partition(".")[0]
    found = {
        label: fits[path]
        for label, fits in asked.items()
        if fits.get(path, 0.0) >= max(_SURE_LABEL, *fits.values())
    }
    own = (fit for label, fit in found.items() if sections.section_of_label(label) == section)
    best = max(own, default=0.0)
    return [label for label, fit in found.items() if fit >= best - _NEAR]


def _spaces(sheet: BlankSheet, sections: Sections, path: str, own: list[Box]) -> list[Box]:
    """Return the boxes of a section beside a path's labels.

    Those whose columns are headed so, else one for each label of the section, or all of the row of
    the only one.
    """
    section = path.partition(".")[0]
    headed = [
        box
        for label in own
        for box in sheet.behind(label, label.top)
        if box.is_input
        if ((head := sheet.column_head(box)) and section in sections_of(head.words))
        or (sections.section_of_label(label) == UNKNOWN and sections.section_of(box) == section)
    ]
    own = [label for label in own if sections.section_of_label(label) == section]
    spaces = [space_beside(sheet, label) for label in own]
    beside = list(dict.fromkeys(boxes[0] for space in spaces if space for _, boxes in space.parts))
    if len(own) == 1 == len(beside) and not headed:
        return [*beside, *takewhile(beside[0].is_like, sheet.right_of(beside[0]))]
    return headed or beside
