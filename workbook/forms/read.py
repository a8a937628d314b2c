"""Reading: a workbook becomes answers, as they stand on it. The inverse of filling."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from schemas.answer import Purpose, Shape
from schemas.catalogue import ENTRIES, TABLES, Entry, column, row_numbers
from schemas.parse import clean, is_left_out, put
from workbook.appearance.appearances import Appearances
from workbook.forms.blank_marks import lists_of
from workbook.forms.cell_answer import answer_of, entered, is_computed, is_ticked, text_of
from workbook.forms.condition import conditions
from workbook.forms.kind_options import marked_kinds
from workbook.forms.location import Location, locate
from workbook.forms.observation import Observation
from workbook.forms.split_answers import box_ticks, is_in_pieces, join_pieces
from workbook.forms.statements import REMARKS, split_statements
from workbook.opened import OpenedWorkbook
from workbook.places import (
    KIND_PATHS,
    Place,
    Places,
    find_absent,
    find_places,
    is_placed,
    is_shared,
    place_of,
    whole_of,
)
from workbook.xlsx.reader.book import Book, CellValue, Kind

_OF_TEXTS: Final = frozenset({"clipped", "clipped-part"})
"""What is odd where an answer is a text, and not where a blank prints something."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands on a form.

    ``stated`` are the paths of the answers that 備考 says in words, as the form has no place for
    them; ``absent`` those that it has none for, as a person confirmed; ``observations`` are what is
    odd about it; ``rows`` gives, for each table, which of the form's rows hold answers, since blank
    rows are passed over. ``is_own`` is whether it is a form of this project's.
    """

    answers: dict[str, Any]
    stated: tuple[str, ...]
    absent: frozenset[str]
    observations: tuple[Observation, ...]
    places: Places
    rows: Mapping[str, tuple[int, ...]]
    is_own: bool

    @property
    def sheet(self) -> str:
        """The title of the sheet that most of the form is on."""
        titles = [cells[0].sheet for cells in self.places.values()]
        return max(titles, key=titles.count, default="")

    def cell(self, path: str) -> Place | None:
        """Return the cell of an answer, or where it would stand."""
        bare, numbers = column(path), row_numbers(path)
        table = next((t for t in TABLES if bare == t or bare.startswith(t + ".")), "")
        on_form = self.rows.get(table, ())
        if numbers and numbers[0] < len(on_form):
            name = bare.removeprefix(table).removeprefix(".")
            path = ".".join(filter(None, (table, str(on_form[numbers[0]]), name)))
        return place_of(path, self.places, str(self.answers.get("kind", "")))


def read(opened: OpenedWorkbook, book: Book | None = None) -> Reading:
    """Read the answers off the form of a workbook, the first one where it holds several.

    ``book`` is its book where it shall bear other names. Raises UnreadableError if the workbook is
    damaged, or no form that is known.
    """
    book = book or opened.book
    return _read(opened, book, locate(book)[0])


def read_forms(opened: OpenedWorkbook) -> tuple[Reading, ...]:
    """Read the answers off every form of a workbook; a second one counts when it is filled."""
    book = opened.book
    first, *others = (_read(opened, book, located) for located in locate(book))
    filled = [first, *(other for other in others if other.answers)]
    if len(filled) == 1:
        return (first,)
    return tuple(_beside(reading, filled) for reading in filled)


def read_continuation(opened: OpenedWorkbook) -> Reading:
    """Read the answers off a 別紙 alone."""
    book = opened.book
    return _read(opened, book, Location(find_places(book), is_own=False, observations=()))


def _beside(reading: Reading, all_: list[Reading]) -> Reading:
    """Return of a form that there are others in its workbook."""
    titles = "、".join(f"「{other.sheet}」" for other in all_ if other is not reading)
    return replace(
        reading, observations=(Observation("other-form", shown=titles), *reading.observations)
    )


def _read(opened: OpenedWorkbook, book: Book, located: Location) -> Reading:
    form = _Form(opened, located)
    scalars = dict(form.scalars())
    remarks = scalars.pop(REMARKS, None)
    scalars[REMARKS], stated = split_statements(str(remarks or ""), form.lacks)
    scalars |= {path: value for path, value in stated.items() if not row_numbers(path)}
    stated_kind = scalars.pop("kind", None)
    nested: dict[str, Any] = {}
    for path, value in scalars.items():
        put(nested, path, value)
    rows: dict[str, tuple[int, ...]] = {}
    for table in TABLES:
        filled = form.rows(table, stated)
        rows[table] = tuple(filled)
        if filled:
            put(nested, table, list(filled.values()))
    answers = clean(nested)
    is_empty = not answers
    kinds = form.kinds(has_rename="rename" in answers)
    if stated_kind is not None:
        kinds = list(dict.fromkeys([*kinds, str(stated_kind)]))
    if len(kinds) == 1:
        answers["kind"] = kinds[0]
    if len(kinds) > 1:
        form.observations.append(Observation("several-kinds", "kind"))
    observations = (
        *located.observations,
        *form.observations,
        *conditions(opened, book, located.places, is_empty=is_empty),
    )
    absent = find_absent(book)
    return Reading(
        answers,
        tuple(_as_answered(path, rows) for path in stated),
        absent,
        observations,
        located.places,
        rows,
        located.is_own,
    )


def _as_answered(path: str, rows: Mapping[str, tuple[int, ...]]) -> str:
    if not row_numbers(path):
        return path
    entry = ENTRIES[column(path)]
    return f"{entry.table}.{rows[entry.table].index(row_numbers(path)[0])}.{entry.name}"


def _is_text(path: str) -> bool:
    """Return whether an answer is read to its end, as no tick before its words is."""
    return path != "kind" and ENTRIES[path].shape not in {Shape.TICK, Shape.TICKS}


class _Form:
    """A workbook being read, and what is observed on the way."""

    def __init__(self, opened: OpenedWorkbook, located: Location) -> None:
        self.controls = opened.ticked
        self.places = located.places
        self.observations: list[Observation] = []
        self._is_1904 = opened.book.shared.is_1904
        self._lists = lists_of(opened, located.places)
        self._appearances = Appearances(opened)
        wholes = ((whole_of(path), cells) for path, cells in located.places.items())
        self._unseen = {place: whole for whole, cells in wholes for place in cells}

    def scalars(self) -> Iterator[tuple[str, object]]:
        for path, entry in ENTRIES.items():
            if entry.table or path == "kind" or not is_placed(path, self.places):
                continue
            if is_in_pieces(path, self.places):
                text = self._together(path)
                if text is not None:
                    yield path, text
            elif entry.shape is Shape.TICKS and entry.choices:
                own, words = self.places[path], entry.choices.words
                ticks = box_ticks(self._printed(own[0])) if len(own) == 1 else []
                if len(ticks) != len(words):
                    ticks = [self._is_ticked(path, place) for place in own]
                boxes = zip(words, ticks, strict=False)
                yield path, [choice for (choice, _), is_ticked in boxes if is_ticked]
            elif entry.shape is Shape.TICK:
                tick = self._tick(path, self.places[path][0])
                if tick is not False:
                    yield path, tick
            else:
                value = self._value(path, entry, self.places[path][0])
                if value is not None:
                    yield path, value

    def lacks(self, path: str) -> bool:
        """Return whether an answer has no place of its own, so that 備考 may state it."""
        if ENTRIES[column(path)].answer.purpose is Purpose.DECLARATION:
            return False
        return not is_placed(path, self.places)

    def rows(self, table: str, stated: Mapping[str, object]) -> dict[int, dict[str, object]]:
        """Return the rows of a table that hold anything, by their number on the form from 0.

        ``stated`` are the answers that 備考 states.
        """
        filled: dict[int, dict[str, object]] = {}
        for path, value in stated.items():
            if ENTRIES[column(path)].table == table:
                filled.setdefault(row_numbers(path)[0], {})[ENTRIES[column(path)].name] = value
        placed: dict[tuple[str, Place | None], int] = {}
        first = len(self.observations)
        for path, entry in ENTRIES.items():
            if entry.table != table:
                continue
            cells = self.places.get(path, ())
            for number, place in self._appearances.not_blank(cells, self.controls):
                placed.setdefault((path, place), number)
                value = self._value(path, entry, place)
                if value is not None:
                    filled.setdefault(number, {})[entry.name] = value
        numbers = {number: index for index, number in enumerate(sorted(filled))}
        for at, one in enumerate(self.observations[first:], first):
            row = numbers.get(placed.get((one.path, one.place), -1))
            if row is not None:  # one without answers has no number
                name = one.path.removeprefix(table + ".")
                self.observations[at] = replace(one, path=f"{table}.{row}.{name}")
        return dict(sorted(filled.items()))

    def kinds(self, *, has_rename: bool) -> list[str]:
        """Return the ticked cases; a change with answers of a rename is a rename."""
        ticked = [
            kind
            for name, kind in KIND_PATHS.items()
            if any(self._is_chosen(kind, place) for place in self.places.get(name, ()))
        ]
        if "rename" in ticked or ("change" in ticked and has_rename):
            return ["rename", *(kind for kind in ticked if kind not in {"rename", "change"})]
        return ticked

    def _together(self, path: str) -> str | None:
        """Return an answer that the form asks in pieces."""
        cells = [
            place
            for name in (path, *(f"{path}.{part}" for part in ("year", "month", "day", "postal")))
            for place in self.places.get(name, ())
        ]
        computed = [place for place in cells if is_computed(self._held(place))]
        if computed:
            self.observations.append(Observation("computed", path, computed[0]))
            return None
        return join_pieces(path, self.places, self._printed)

    def _printed(self, place: Place) -> str:
        return entered(self._held(place))

    def _is_chosen(self, kind: str, place: Place) -> bool:
        """Return whether a case is ticked, or chosen where a cell offers several."""
        if is_shared(place, self.places):
            return kind in marked_kinds(self._printed(place))
        return self._is_ticked("kind", place)

    def _is_ticked(self, path: str, place: Place) -> bool:
        return self._tick(path, place) is True

    def _tick(self, path: str, place: Place) -> bool | str:
        """Return whether a box is ticked; give its text where that may mean either."""
        held = self._held(place)
        if place in self.controls:
            return True
        if is_computed(held):
            self.observations.append(Observation("computed", path, place))
            return False
        ticked = is_ticked(path, held)
        if ticked is None:
            code = "turned-into-date" if held and held.kind is Kind.DATE else "tick-unread"
            self.observations.append(Observation(code, path, place, text_of(held)))
            return text_of(held)
        return ticked

    def _value(self, path: str, entry: Entry, place: Place) -> object:
        held = self._held(place)
        value, code = answer_of(entry, held, is_1904=self._is_1904)
        if code:
            self.observations.append(Observation(code, path, place, text_of(held)))
        if entry.choices and isinstance(value, str):
            value = entry.choices.value_in(self._lists.get(place, ()), value)
        return None if is_left_out(value) else value

    def _held(self, place: Place) -> CellValue | None:
        """Return what a reader sees in a cell; what keeps them from it is observed once."""
        appearance = self._appearances.at(place)
        path = self._unseen.pop(place, None)
        if path is not None and appearance.oddities:
            is_text = _is_text(path) and bool(entered(appearance.held))
            self.observations += (
                Observation(oddity.code, path, place, oddity.shown, oddity.held)
                for oddity in appearance.oddities
                if is_text or oddity.code not in _OF_TEXTS
            )
        return appearance.held
