"""The headers of a table's columns: what each says, what stands over it, in which storey it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Final

from schemas.catalogue import ENTRIES
from workbook.binding.box import Box
from workbook.binding.sections import Sections
from workbook.binding.vocabulary import is_age, is_of_old, likenesses, spelled
from workbook.label_text import inside, outside, plain, variants

KEYS: Final = {"contacts": "name", "web_certificates": "serial", "api.certificates": "serial"}
"""The column that each table has to have."""
OF_THE_OLD: Final = {"replaces": "serial", "replaces_not_after": "not_after"}
"""What is asked of an old certificate, by what is asked of the new one."""

_ACTIONS: Final = ("追加", "削除")
"""What is chosen for a record, in all tables."""
_MOST_STOREYS: Final = 4
"""Headers over one another: what goes on is a list of entries, not of headers."""
LEAST_COLUMNS: Final = 2
_LEAST_LIKENESS: Final = 0.6

Storeys = tuple[tuple[Box, ...], ...]
"""The headers of the lines of a record, those of the first line first."""


@dataclass(frozen=True)
class ColumnHeader:
    """A header, the text that stands over it, and the lines of a record where it stands."""

    box: Box
    over: str
    storeys: Storeys = ()
    first: Box | None = None
    """The box under it."""

    def asks(self, table: str) -> Mapping[str, float]:
        """Return how much it heads the column of each path; what is over it tells old from new.

        Or it tells old from new itself, and what is over it what is asked.
        """
        if self.first is not None and self.first.offers:
            return dict.fromkeys(self.first.offers, 1.0)
        words = likenesses(variants(self.over)) if is_age(self.box.words) else self.box.likenesses
        return asked_in(table, words, is_old=self._is_old)

    @property
    def _is_old(self) -> bool:
        """Whether what it asks is of the old: it says so itself, or what is over it."""
        words = self.box.words if is_age(self.box.words) else spelled(plain(self.over))
        return any(map(is_of_old, (outside(words), *filter(is_age, inside(words)))))


def asked_in(table: str, words: Mapping[str, float], *, is_old: bool) -> dict[str, float]:
    """Return how much words ask each column of a table; in what is old that of the replaced."""
    if not is_old:
        return {path: words.get(path, 0.0) for path in paths_of(table)}
    return {
        f"{table}.{old}": max(words.get(f"{table}.{name}", 0.0) for name in (old, new))
        for old, new in OF_THE_OLD.items()
    }


def find_column_headers(sections: Sections) -> Iterator[list[ColumnHeader]]:
    """Yield the rows of labels that may head a table, from top to bottom; of a section each."""
    for row in sorted(sections.sheet.rows):
        labels = [box for box in sections.sheet.rows[row] if box.bottom == row and not box.is_empty]
        for _, group in groupby(labels, sections.section_of):
            yield list(_headers(sections, list(group)))


def _headers(sections: Sections, group: list[Box]) -> Iterator[ColumnHeader]:
    sheet = sections.sheet
    for storeys in (_storeys(sections, band) for band in _bands(sections, group)):
        for box in chain.from_iterable(storeys):
            first = storeys[0][0]
            record = next(records(sections, storeys), {})
            ages = (one for one in sheet.leftwards(box) if is_age(one.words) and len(storeys) > 1)
            above = (one for one in sheet.above(first) if not (one.is_empty or one.is_remark))
            over = next(chain(ages, above), None)
            yield ColumnHeader(box, over.shown if over else "", storeys, record.get(box))


def _bands(sections: Sections, group: list[Box]) -> list[list[Box]]:
    """Return the labels of a row, each with those that stand over it, and under these."""
    stacked, last = [*group], group
    for _ in range(_MOST_STOREYS):
        cells = {(box.top - 1, column) for box in last for column in range(box.left, box.right + 1)}
        over = dict.fromkeys(sections.sheet.by_cell.get(cell) for cell in sorted(cells))
        last = [box for box in over if box is not None and _is_storey(sections, box)]
        stacked += last
    bands: list[list[Box]] = []
    right = 0
    for box in sorted(stacked, key=lambda box: (box.left, -box.right)):
        if box.left > right:
            bands.append([])
        bands[-1].append(box)
        right = max(right, box.right)
    return bands


def _is_storey(sections: Sections, box: Box) -> bool:
    """Return whether a label over others may head a line of a record, too."""
    below = sections.sheet.below(box)
    is_answered = any(beside.is_input for beside in sections.sheet.right_of(box))
    is_other = below is None or below.look != box.look or lists_actions(below)
    is_heading = box in sections.boxes or is_age(box.words)
    return not (box.is_empty or is_answered or is_heading or is_other)


def lists_actions(box: Box) -> bool:
    """Return whether a text says between what is to be chosen under it: 追加・更新・削除."""
    return all(word in box.text for word in _ACTIONS)


def _storeys(sections: Sections, band: list[Box]) -> Storeys:
    """Return the labels of a band by lines: of the lowest ones as many as the boxes below have."""
    tops = sorted({box.top for box in band})
    lines = tuple(tuple(box for box in band if box.top == top) for top in tops)
    fitting = (lines[number:] for number in range(len(lines)))
    return next((one for one in fitting if next(records(sections, one), None)), lines[-1:])


def records(sections: Sections, storeys: Storeys) -> Iterator[dict[Box, Box]]:
    """Yield the boxes under headers, by record, as far down as they are as wide.

    Remarks across them are passed over.
    """
    head, cells = storeys[-1][0], sections.sheet.by_cell
    row = head.bottom + 1
    while True:
        record: dict[Box, Box] = {}
        for storey in storeys:
            under = {header: cells.get((row, header.left)) for header in storey}
            own = {
                header: box
                for header, box in under.items()
                if box is not None and (box.top, box.columns) == (row, header.columns)
            }
            record |= own
            row = max((box.bottom for box in own.values()), default=row - 1) + 1
        if len(record) == sum(map(len, storeys)):
            yield record
            continue
        across = cells.get((row, head.left))
        if across is None or not across.is_remark:
            return
        row = across.bottom + 1


def paths_of(table: str) -> list[str]:
    """Return the paths of a table's columns."""
    return [path for path, entry in ENTRIES.items() if entry.table == table]


def matches(table: str, heads: list[ColumnHeader]) -> Mapping[str, ColumnHeader]:
    """Return the header of each column, the likeliest first."""
    scored = sorted(
        (
            (likeness, -number, path)
            for number, head in enumerate(heads)
            for path, likeness in head.asks(table).items()
            if likeness >= _LEAST_LIKENESS and path in paths_of(table)
        ),
        reverse=True,
    )
    matched: dict[str, ColumnHeader] = {}
    used: set[int] = set()
    for _, number, path in scored:
        if path not in matched and number not in used:
            matched[path] = heads[-number]
            used.add(number)
    return matched
