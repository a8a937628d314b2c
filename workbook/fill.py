"""Filling: answers, whole or not, become the bytes of a workbook."""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook

from schemas.answer import Shape
from schemas.catalogue import ENTRIES, TABLES, Entry, column
from schemas.cleaning import refusal
from schemas.parse import Answers, clean, flat
from workbook.height import make_room
from workbook.literal import TICK, escaped
from workbook.places import Place, Places, capacity, place_of
from workbook.sketch import DATE_FORMAT, TEXT_FORMAT
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
    places = template.places
    if refused := (*_unwritable(given), *_overflowing(given, places)):
        raise RefusedError(refused)
    book = template.copy()
    written = {path: _write(book, path, value, places) for path, value in given.items()}
    used = [place for cells in written.values() for place in cells]
    cut = tuple(
        path
        for path, cells in written.items()
        if any(not make_room(book[place.sheet], place) for place in cells)
    )
    _show_used_sheets(book, used)
    packed = io.BytesIO()
    book.save(packed)
    unplaced = tuple(path for path, cells in written.items() if not cells)
    return Filled(packed.getvalue(), unplaced, cut)


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


def _write(book: Workbook, path: str, value: object, places: Places) -> list[Place]:
    """Write one answer into its cell or cells, and give those that it got."""
    entry = ENTRIES[column(path)]
    written: list[tuple[Place, str | date]]
    if path == "kind":
        ticked = {"rename": ("kind.change", "kind.rename")}.get(str(value), (f"kind.{value}",))
        written = [(place, TICK) for name in ticked for place in places.get(name, ())]
    elif isinstance(value, list) and entry.choices:
        boxes = zip(entry.choices.words, places.get(path, ()), strict=False)
        written = [(place, TICK) for (choice, _), place in boxes if choice in value]
    else:
        place = place_of(path, places)
        written = [(place, _content(entry, value))] if place else []
    for place, content in written:
        _set(book, place, content)
    return [place for place, _ in written]


def _content(entry: Entry, value: object) -> str | date:
    """Say what is written into the cell for an answer."""
    if isinstance(value, date):
        return value
    if value is True:
        return TICK
    return entry.choices.word(str(value)) if entry.choices else str(value)


def _set(book: Workbook, place: Place, content: str | date) -> None:
    cell = book[place.sheet].cell(place.row, place.column)
    if isinstance(content, date):
        cell.value = content
        cell.number_format = DATE_FORMAT
        return
    cell.value = escaped(content)
    cell.data_type = "s"  # never a formula, a number, a truth value or an error
    cell.number_format = TEXT_FORMAT
    cell.quotePrefix = True


def _show_used_sheets(book: Workbook, written: Iterable[Place]) -> None:
    """Show and print a hidden sheet (the 別紙) once an answer stands on it."""
    for name in {place.sheet for place in written}:
        sheet = book[name]
        if sheet.sheet_state != "visible":
            sheet.sheet_state = "visible"
            sheet.print_area = sheet.dimensions
