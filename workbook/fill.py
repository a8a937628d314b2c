"""Filling: answers, whole or not, become the bytes of a workbook."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from schemas.answer import Shape
from schemas.catalogue import ENTRIES, TABLES, Entry, column, row_numbers
from schemas.cleaning import refusal
from schemas.parse import Answers, clean, flat
from workbook.continuation import HEAD, Continuation, continuation
from workbook.literal import TICK, escaped
from workbook.places import Place, capacity, place_of
from workbook.splitting import Content, pieces, ticked
from workbook.template import Template, own_template


@dataclass(frozen=True, slots=True)
class Unfilled:
    """Why an answer cannot get onto the form: its path and a finding's code."""

    path: str
    code: str
    capacity: int = 0


class RefusedError(ValueError):
    """Answers that would not survive in a workbook; nothing was written."""

    def __init__(self, refused: tuple[Unfilled, ...]) -> None:
        """Name every answer that is refused."""
        super().__init__(", ".join(f"{item.path}: {item.code}" for item in refused))
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled workbook, its 別紙, and the paths of the answers that they do not show.

    ``continuation``: the workbook of the rows that the form has no room for, None where all fit;
    ``continued``: which tables go on there, each with the number of the first row, from 1;
    ``unplaced``: the form has no place for them; ``cut``: too long to be seen whole in print.
    """

    content: bytes
    continuation: bytes | None
    continued: Mapping[str, int]
    unplaced: tuple[str, ...]
    cut: tuple[str, ...]


def fill(answers: Answers, template: Template | None = None) -> Filled:
    """Write answers, whole or not, onto a form.

    Every text is written as literal text, never as a formula; dates are real dates. Rows that
    somebody else's blank has no room for go on in a workbook of their own.

    Raises:
        RefusedError: a text cannot stand in a cell, or a table has more rows than the own form.

    """
    template = template or own_template()
    given = _writable(answers)
    if refused := _refused(given, template):
        raise RefusedError(refused)
    further = _further(given, template)
    cells = {
        path: _cells(path, value, template) for path, value in given.items() if path not in further
    }
    written = template.write(dict(chain.from_iterable(cells.values())))
    beside = _continuation(given, further)
    unplaced = tuple(path for path, found in cells.items() if not found)
    cut = tuple(
        path
        for path, found in cells.items()
        if not written.cut.isdisjoint(place for place, _ in found)
    )
    return Filled(
        written.content,
        beside.content if beside else None,
        _firsts(further),
        unplaced,
        (*cut, *(beside.cut if beside else ())),
    )


def refusals(answers: Answers, template: Template | None = None) -> tuple[Unfilled, ...]:
    """Say which answers would not survive on a form: unwritable text, rows that find no room."""
    return _refused(_writable(answers), template or own_template())


def _refused(given: Mapping[str, Any], template: Template) -> tuple[Unfilled, ...]:
    overflowing = () if template.continues else _overflowing(given, template)
    return (*_unwritable(given), *overflowing)


def _writable(answers: Answers) -> dict[str, Any]:
    """Give by their paths the answers that a cell can hold: text, numbers, dates and ticks."""
    return {
        path: value
        for path, value in flat(clean(answers))
        if isinstance(value, str | int | date | list)
        and isinstance(value, list) == (ENTRIES[column(path)].shape is Shape.TICKS)
    }


def _unwritable(given: Mapping[str, Any]) -> Iterator[Unfilled]:
    for path, value in given.items():
        if isinstance(value, str) and (code := refusal(escaped(value))):
            yield Unfilled(path, code)


def _overflowing(given: Mapping[str, Any], template: Template) -> Iterator[Unfilled]:
    for table in TABLES:
        rows = {
            path.removeprefix(table + ".").partition(".")[0]
            for path in given
            if path.startswith(table + ".")
        }
        room = capacity(table, template.places)
        if room and len(rows) > room:
            yield Unfilled(table, "no-room", room)


def _further(given: Mapping[str, Any], template: Template) -> frozenset[str]:
    """Give the paths of the rows that the form has no room for, where they may go on."""
    if not template.continues:
        return frozenset()
    rooms = {table: capacity(table, template.places) for table in TABLES}
    return frozenset(
        path
        for path in given
        if (table := ENTRIES[column(path)].table) and row_numbers(path)[0] >= rooms[table]
    )


def _firsts(further: Iterable[str]) -> dict[str, int]:
    """Say with which row, counted from 1, each table goes on."""
    return {
        table: min(row_numbers(path)[0] for path in paths) + 1
        for table in TABLES
        if (paths := [path for path in further if ENTRIES[column(path)].table == table])
    }


def _continuation(given: Mapping[str, Any], further: AbstractSet[str]) -> Continuation | None:
    """Write the rows that the form has no room for; None where there are none."""
    if not further:
        return None
    return continuation(
        {
            path: str(value) if path == "kind" else _content(ENTRIES[column(path)], value)
            for path, value in given.items()
            if path in further or path in HEAD
        }
    )


def _cells(path: str, value: object, template: Template) -> list[tuple[Place, Content]]:
    """Say what one answer puts into which cells."""
    entry, places, printed = ENTRIES[column(path)], template.places, template.printed
    if path == "kind":
        names = {"rename": ("kind.change", "kind.rename")}.get(str(value), (f"kind.{value}",))
        boxes = [place for name in names for place in places.get(name, ())]
        return [(place, ticked(place, printed)) for place in boxes]
    if isinstance(value, list) and entry.choices:
        pairs = zip(entry.choices.words, places.get(path, ()), strict=False)
        return [(box, ticked(box, printed)) for (choice, _), box in pairs if choice in value]
    if found := pieces(path, entry, value, places, printed):
        return found
    place = place_of(path, places)
    if place is None:
        return []
    return [(place, ticked(place, printed) if value is True else _content(entry, value))]


def _content(entry: Entry, value: object) -> Content:
    """Say what is written into the cell for an answer."""
    if isinstance(value, date):
        return value
    if value is True:
        return TICK
    return entry.choices.word(str(value)) if entry.choices else str(value)
