"""Reading: a workbook becomes answers, as they stand on it. The inverse of filling."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell

from schemas.answer import Shape
from schemas.catalogue import ENTRIES, TABLES, Entry, column, row_numbers
from schemas.cleaning import strip
from schemas.parse import Problem, clean
from workbook.literal import NO_TICKS, TICKS, unescaped
from workbook.opening import open_workbook
from workbook.places import KIND_PATHS, Place, Places, find_places, place_of

_COMPUTED: Final = {"f", "e"}
_NO_ANSWER: Final = (None, "")


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands on a form.

    ``absent`` are the paths that it has no place for; ``rows`` tells, for each table, which of the
    form's rows hold answers, since blank rows are passed over.
    """

    answers: dict[str, Any]
    absent: tuple[str, ...]
    problems: tuple[Problem, ...]
    places: Places
    rows: Mapping[str, tuple[int, ...]]

    def cell(self, path: str) -> Place | None:
        """Give the cell of an answer, or where it would stand."""
        bare, numbers = column(path), row_numbers(path)
        table = next((t for t in TABLES if bare == t or bare.startswith(t + ".")), "")
        on_form = self.rows.get(table, ())
        if numbers and numbers[0] < len(on_form):
            name = bare.removeprefix(table).removeprefix(".")
            path = ".".join(filter(None, (table, str(on_form[numbers[0]]), name)))
        return place_of(path, self.places, str(self.answers.get("kind", "")))


def read(content: bytes) -> Reading:
    """Read the answers off a form.

    Raises:
        UnreadableError: the bytes are no xlsx workbook, or it bears none of the catalogue's names.

    """
    book = open_workbook(content)
    places = find_places(book)
    form = _Form(book, places)
    nested: dict[str, Any] = {}
    for path, value in form.scalars():
        _put(nested, path, value)
    rows: dict[str, tuple[int, ...]] = {}
    for table in TABLES:
        filled = form.rows(table)
        rows[table] = tuple(filled)
        if filled:
            _put(nested, table, list(filled.values()))
    answers = clean(nested)
    kinds = form.kinds(has_rename="rename" in answers)
    if len(kinds) == 1:
        answers["kind"] = kinds[0]
    if len(kinds) > 1:
        form.problems.append(Problem("kind", "several-kinds"))
    absent = tuple(path for path in ENTRIES if place_of(path, places) is None)
    return Reading(answers, absent, tuple(form.problems), places, rows)


def _put(nested: dict[str, Any], path: str, value: object) -> None:
    *blocks, name = path.split(".")
    for block in blocks:
        nested = nested.setdefault(block, {})
    nested[name] = value


class _Form:
    """A workbook being read, and the problems met on the way."""

    def __init__(self, book: Workbook, places: Places) -> None:
        self.book = book
        self.places = places
        self.problems: list[Problem] = []

    def scalars(self) -> Iterator[tuple[str, object]]:
        for path, entry in ENTRIES.items():
            if entry.table or path == "kind" or path not in self.places:
                continue
            if entry.shape is Shape.TICKS and entry.choices:
                boxes = zip(entry.choices.words, self.places[path], strict=False)
                yield path, [choice for (choice, _), place in boxes if self._is_ticked(path, place)]
            else:
                value = self._value(path, entry, self.places[path][0])
                if value is not None:
                    yield path, value

    def rows(self, table: str) -> dict[int, dict[str, object]]:
        """Give the rows of a table that hold anything, by their number on the form from 0."""
        filled: dict[int, dict[str, object]] = {}
        for path, entry in ENTRIES.items():
            if entry.table != table:
                continue
            for number, place in enumerate(self.places.get(path, ())):
                value = self._value(path, entry, place)
                if value is not None:
                    filled.setdefault(number, {})[entry.name] = value
        return dict(sorted(filled.items()))

    def kinds(self, *, has_rename: bool) -> list[str]:
        """Give the ticked cases; a change that tells of a rename is a rename."""
        ticked = [
            kind
            for name, kind in KIND_PATHS.items()
            if any(self._is_ticked("kind", place) for place in self.places.get(name, ()))
        ]
        if "rename" in ticked or ("change" in ticked and has_rename):
            return ["rename", *(kind for kind in ticked if kind not in {"rename", "change"})]
        return ticked

    def _is_ticked(self, path: str, place: Place) -> bool:
        cell = self._cell(place)
        if cell.data_type in _COMPUTED:
            self.problems.append(Problem(path, "computed"))
            return False
        text = self._text(cell)
        if text and text not in TICKS and text not in NO_TICKS:
            self.problems.append(Problem(path, "tick-unread"))
        return text in TICKS

    def _cell(self, place: Place) -> Cell | MergedCell:
        return self.book[place.sheet].cell(place.row, place.column)

    def _value(self, path: str, entry: Entry, place: Place) -> object:
        cell = self._cell(place)
        if cell.data_type in _COMPUTED:
            self.problems.append(Problem(path, "computed"))
            return None
        if isinstance(cell.value, datetime | date):
            day = cell.value.date() if isinstance(cell.value, datetime) else cell.value
            return day if entry.shape is Shape.DATE else day.isoformat()
        text = self._text(cell)
        if text in _NO_ANSWER:
            return None
        if entry.shape is Shape.TICK and text in TICKS | NO_TICKS:
            return text in TICKS
        return entry.choices.value(text) if entry.choices else text

    def _text(self, cell: Cell | MergedCell) -> str:
        return "" if cell.value is None else strip(unescaped(str(cell.value)))
