"""Filling: answers, whole or not, become the bytes of a workbook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from schemas.answer import Shape
from schemas.catalogue import ENTRIES, TABLES, Entry, column
from schemas.cleaning import refusal
from schemas.parse import Answers, clean, flat
from workbook.literal import escaped
from workbook.places import Place, Places, capacity, place_of
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
    """A filled workbook, and the paths of the answers that it does not show.

    ``unplaced``: the form has no place for them; ``cut``: too long to be seen whole in print.
    """

    content: bytes
    unplaced: tuple[str, ...]
    cut: tuple[str, ...]


def fill(answers: Answers, template: Template | None = None) -> Filled:
    """Write answers, whole or not, onto a form.

    Every text is written as literal text, never as a formula; dates are real dates.

    Raises:
        RefusedError: a text cannot stand in a cell, or a table has more rows than the form.

    """
    template = template or own_template()
    given = _writable(answers)
    if refused := (*_unwritable(given), *_overflowing(given, template.places)):
        raise RefusedError(refused)
    cells = {path: _cells(path, value, template) for path, value in given.items()}
    written = template.write(dict(chain.from_iterable(cells.values())))
    unplaced = tuple(path for path, found in cells.items() if not found)
    cut = tuple(
        path
        for path, found in cells.items()
        if not written.cut.isdisjoint(place for place, _ in found)
    )
    return Filled(written.content, unplaced, cut)


def refusals(answers: Answers, template: Template | None = None) -> tuple[Unfilled, ...]:
    """Say which answers would not survive on a form: unwritable text, rows that find no room."""
    places = (template or own_template()).places
    given = _writable(answers)
    return (*_unwritable(given), *_overflowing(given, places))


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


def _overflowing(given: Mapping[str, Any], places: Places) -> Iterator[Unfilled]:
    for table in TABLES:
        rows = {
            path.removeprefix(table + ".").partition(".")[0]
            for path in given
            if path.startswith(table + ".")
        }
        room = capacity(table, places)
        if room and len(rows) > room:
            yield Unfilled(table, "no-room", room)


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
    return entry.choices.word(str(value)) if entry.choices else str(value)
