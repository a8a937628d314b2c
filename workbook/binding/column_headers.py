"""The headers of a table's columns: what each says, what stands over it, which storey it is."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from schemas.catalogue import ENTRIES, TABLES
from workbook.binding.blank_sheet import BlankSheet
from workbook.binding.box import Box
from workbook.binding.sections import UNKNOWN, Sections
from workbook.binding.vocabulary import is_age, is_of_old, likenesses, spelled
from workbook.label_text import inside, outside, plain, variants

KEYS: Final = {"contacts": "name", "web_certificates": "serial", "api.certificates": "serial"}
"""The column that each table has to have."""
OF_THE_OLD: Final = {"replaces": "serial", "replaces_not_after": "not_after"}
"""What is asked of an old certificate, by what is asked of the new one."""

_MOST_STOREYS: Final = 8
"""Headers over one another: what goes on is a list of entries, not of headers."""
LEAST_COLUMNS: Final = 2
_LEAST_LIKENESS: Final = 0.6

Matched = dict[str, tuple[float, "ColumnHeader"]]
"""The header of each path's column, and how much it is one."""


@dataclass(frozen=True)
class ColumnHeader:
    """A header and what stands over it; ``storey`` and ``storeys`` where headers are stacked."""

    box: Box
    over: str
    storey: int = 0
    storeys: int = 1

    def likeness(self, path: str) -> float:
        """Return how much it heads a path's column; what is over it tells old from new.

        Or it tells old from new itself, and what is over it what is asked.
        """
        table, _, name = path.rpartition(".")
        own = self._likenesses.get(path, 0.0)
        if not self.is_old:
            return own
        of_old = self._likenesses.get(f"{table}.{OF_THE_OLD.get(name)}", 0.0)
        return max(own, of_old) if name in OF_THE_OLD else 0.0

    @cached_property
    def is_old(self) -> bool:
        """Whether what it asks is of the old: it says so itself, or what is over it."""
        words = self.box.words if is_age(self.box.words) else spelled(plain(self.over))
        return any(map(is_of_old, (outside(words), *filter(is_age, inside(words)))))

    @cached_property
    def _likenesses(self) -> Mapping[str, float]:
        return likenesses(variants(self.over)) if is_age(self.box.words) else self.box.likenesses


def find_column_headers(sheet: BlankSheet, sections: Sections) -> Iterator[list[ColumnHeader]]:
    """Yield the rows of labels that may head a table, from top to bottom.

    None of them is only a part of those that the row below stacks on it.
    """
    last: list[list[ColumnHeader]] = []
    for row in sorted(sheet.rows):
        labels = [box for box in sheet.rows[row] if box.bottom == row and not box.is_empty]
        groups = [
            [head for label in group for head in _stacked(sheet, sections, label)]
            for group in _side_by_side(sheet, labels)
        ]
        below = {head.box for heads in groups for head in heads}
        yield from (heads for heads in last if not {head.box for head in heads} <= below)
        last = groups
    yield from last


def _stacked(sheet: BlankSheet, sections: Sections, label: Box) -> Iterator[ColumnHeader]:
    """Yield a header with those of its width right over it: a record has as many storeys."""
    stack = [label]
    while (above := sheet.over_box(stack[0])) is not None and len(stack) <= _MOST_STOREYS:
        beside = next(sheet.right_of(above), None)
        is_answered = beside is not None and beside.is_input
        if above.is_empty or is_answered or above in sections.boxes or is_age(above.words):
            break
        if above.columns != label.columns or above.look != label.look:
            break
        stack.insert(0, above)
    over = sheet.over(stack[0])
    for storey, box in enumerate(stack):
        yield ColumnHeader(box, over, storey, len(stack))


def _side_by_side(sheet: BlankSheet, labels: list[Box]) -> list[list[Box]]:
    """Split a row of labels where it begins anew: two tables stand side by side.

    What is asked of the old and of the new alike is one table.
    """
    groups: list[list[Box]] = []
    for label in labels:
        if not groups or (_begins_anew(sheet, label, groups[-1]) and len(groups[-1]) > 1):
            groups.append([])
        groups[-1].append(label)
    return [group for group in groups if len(group) >= LEAST_COLUMNS]


def _begins_anew(sheet: BlankSheet, label: Box, group: list[Box]) -> bool:
    first = group[0]
    overs = [ColumnHeader(box, sheet.over(box)).is_old for box in (first, label)]
    return label.words == first.words and overs[0] == overs[1]


def table_of(heads: list[ColumnHeader], sections: Sections, found: AbstractSet[str]) -> str:
    """Return which table a row of labels heads.

    Of the certificates' the section decides, or order.
    """
    fitting = [table for table in TABLES if table not in found and matches(table, heads)]
    section = sections.section_of(heads[-1].box)
    named = [t for t in fitting if section in {t.partition(".")[0], "", UNKNOWN}]
    return next(iter(named), "")


def paths_of(table: str) -> list[str]:
    """Return the paths of a table's columns."""
    return [path for path, entry in ENTRIES.items() if entry.table == table]


def matches(table: str, heads: list[ColumnHeader]) -> Matched:
    """Return the header of each column, where the row has the key column and another."""
    scored = sorted(
        (
            (likeness, -number, path)
            for number, head in enumerate(heads)
            for path in paths_of(table)
            if (likeness := head.likeness(path)) >= _LEAST_LIKENESS
        ),
        reverse=True,
    )
    matched: Matched = {}
    used: set[int] = set()
    for likeness, number, path in scored:
        if path not in matched and number not in used:
            matched[path] = (likeness, heads[-number])
            used.add(number)
    has_key = f"{table}.{KEYS[table]}" in matched
    return matched if has_key and len(matched) >= LEAST_COLUMNS else {}
