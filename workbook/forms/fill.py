"""Filling: answers, whole or not, become the bytes of a workbook."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from schemas.answer import Purpose, Shape
from schemas.catalogue import ENTRIES, TABLES, Entry, column, row_numbers
from schemas.cleaning import refusal
from schemas.parse import Answers, clean, flat
from workbook.forms.continuation import HEAD, continuation
from workbook.forms.split_answers import (
    Content,
    box_ticks,
    pieces,
    tick_boxes,
    with_option,
)
from workbook.forms.statements import REMARKS, with_statements
from workbook.forms.template import Template, own_template
from workbook.places import Place, capacity, place_of
from workbook.xlsx.escaping import TICK, escaped


@dataclass(frozen=True, slots=True)
class UnfilledAnswer:
    """Why an answer cannot get onto the form: its path and a finding's code."""

    path: str
    code: str
    capacity: int = 0


class RefusedError(ValueError):
    """Answers that would not survive in a workbook; nothing was written."""

    def __init__(self, refused: tuple[UnfilledAnswer, ...]) -> None:
        super().__init__(", ".join(f"{item.path}: {item.code}" for item in refused))
        self.refused = refused


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A filled workbook, its 別紙, and the paths of the answers that stand elsewhere or nowhere.

    ``continuation``: the workbook of the rows that the form has no room for, None where all fit;
    ``continued``: which tables go on there, each with the number of the first row, from 1;
    ``stated``: the form has no place for them, so that 備考 says them in words; ``unplaced``: it
    has none for 備考 either. ``on_form`` and ``beside`` are the answers that the form and its 別紙
    show; the rows of both count from 0.
    """

    content: bytes
    continuation: bytes | None
    continued: Mapping[str, int]
    stated: tuple[str, ...]
    unplaced: tuple[str, ...]
    on_form: Mapping[str, Any]
    beside: Mapping[str, Any]


def fill(answers: Answers, template: Template | None = None) -> FilledForm:
    """Write answers, whole or not, onto a form.

    Every text is written as literal text, never as a formula; dates are real dates. Rows that
    somebody else's blank has no room for go on in a workbook of their own; answers that it has no
    place for are said in words in 備考, declarations excepted. Raises RefusedError if a text cannot
    stand in a cell, or a table has more rows than the own form.
    """
    placement = placement_of(clean(answers), template or own_template())
    if refused := placement.refused:
        raise RefusedError(refused)
    return placement.write()


@dataclass(frozen=True)
class Placement:
    """Cleaned answers that cells can hold, by where they go: the form, 備考 in words, its 別紙."""

    template: Template
    given: Mapping[str, Any]
    further: frozenset[str]
    stated: tuple[str, ...]
    unplaced: tuple[str, ...]

    @cached_property
    def contents(self) -> Mapping[str, Any]:
        """What is written onto the form, by paths."""
        contents = {path: value for path, value in self.given.items() if path not in self.further}
        if self.stated:
            stated = ((path, self.given[path]) for path in self.stated)
            contents[REMARKS] = with_statements(self.given.get(REMARKS, ""), stated)
        return contents

    @cached_property
    def refused(self) -> tuple[UnfilledAnswer, ...]:
        """What would not survive on the form: unwritable text, rows that find no room."""
        overflowing = () if self.template.continues else _overflowing(self.given, self.template)
        return (*_unwritable({**self.given, **self.contents}), *overflowing)

    @cached_property
    def cells_of_answers(self) -> Mapping[str, Mapping[Place, Content]]:
        """The cells that each answer is written into, by paths."""
        return {
            path: dict(_cells(path, value, self.template)) for path, value in self.contents.items()
        }

    @cached_property
    def cells(self) -> dict[Place, Content]:
        """What is written onto the form, by cells."""
        template = self.template
        contents: dict[Place, Content] = dict.fromkeys(template.samples, "")
        for cells in self.cells_of_answers.values():
            contents |= cells
        return {
            place: template.shown(place, content) if isinstance(content, date) else content
            for place, content in contents.items()
        }

    def write(self) -> FilledForm:
        """Write the form, which nothing is refused of."""
        return FilledForm(
            content=self.template.write(self.cells),
            continuation=_continuation(self.given, self.further),
            continued=_firsts(self.further),
            stated=self.stated,
            unplaced=self.unplaced,
            on_form=self._on_form(),
            beside=self._beside(),
        )

    def _on_form(self) -> dict[str, Any]:
        """Return the answers that are to be read off the form."""
        kind = str(self.given.get("kind", ""))
        return {
            path: value
            for path, value in self.given.items()
            if path not in self.further and (path in self.stated or self.template.has(path, kind))
        }

    def _beside(self) -> dict[str, Any]:
        """Return the answers that are to be read off the 別紙 with its head; rows count from 0."""
        firsts = _firsts(self.further)
        head = {path: value for path, value in self.given.items() if path in HEAD}
        return head | {
            f"{entry.table}.{row_numbers(path)[0] + 1 - firsts[entry.table]}.{entry.name}": value
            for path, value in self.given.items()
            if path in self.further and (entry := ENTRIES[column(path)])
        }


def placement_of(cleaned: Answers, template: Template) -> Placement:
    """Sort out where cleaned answers go."""
    given = _writable(cleaned)
    further = _further(given, template)
    unplaced = _unplaced(given, further, template)
    has_remarks = template.has(REMARKS)
    return Placement(
        template, given, further, unplaced if has_remarks else (), () if has_remarks else unplaced
    )


def _writable(cleaned: Answers) -> dict[str, Any]:
    """Return by their paths the answers that a cell can hold: text, numbers, dates and ticks."""
    return {
        path: value
        for path, value in flat(cleaned)
        if isinstance(value, str | int | date | list)
        and isinstance(value, list) == (ENTRIES[column(path)].shape is Shape.TICKS)
    }


def _unwritable(given: Mapping[str, Any]) -> Iterator[UnfilledAnswer]:
    for path, value in given.items():
        if isinstance(value, str) and (code := refusal(escaped(value))):
            yield UnfilledAnswer(path, code)


def _overflowing(given: Mapping[str, Any], template: Template) -> Iterator[UnfilledAnswer]:
    for table in TABLES:
        rows = {
            path.removeprefix(table + ".").partition(".")[0]
            for path in given
            if path.startswith(table + ".")
        }
        room = capacity(table, template.places)
        if room and len(rows) > room:
            yield UnfilledAnswer(table, "no-room", room)


def _further(given: Mapping[str, Any], template: Template) -> frozenset[str]:
    """Return the paths of rows beyond the form's tables that may go on elsewhere."""
    if not template.continues:
        return frozenset()
    rooms = {table: capacity(table, template.places) for table in TABLES}
    return frozenset(
        path
        for path in given
        if (room := rooms.get(ENTRIES[column(path)].table)) and row_numbers(path)[0] >= room
    )


def _unplaced(
    given: Mapping[str, Any], further: AbstractSet[str], template: Template
) -> tuple[str, ...]:
    """Return the answers that the form has no place for; a declaration never needs one."""
    kind = str(given.get("kind", ""))
    return tuple(
        path
        for path in given
        if path not in further
        and not template.has(path, kind)
        and ENTRIES[column(path)].purpose(kind) is not Purpose.DECLARATION
    )


def _firsts(further: Iterable[str]) -> dict[str, int]:
    """Describe with which row, counted from 1, each table goes on."""
    return {
        table: min(row_numbers(path)[0] for path in paths) + 1
        for table in TABLES
        if (paths := [path for path in further if ENTRIES[column(path)].table == table])
    }


def _continuation(given: Mapping[str, Any], further: AbstractSet[str]) -> bytes | None:
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
    """Return what one answer puts into which cells."""
    entry, places, printed = ENTRIES[column(path)], template.places, template.printed
    if path == "kind":
        names = template.kind_names(str(value))
        boxes = [place for name in names for place in places.get(name, ())]
        return [(place, template.with_kinds(place, names)) for place in boxes]
    if isinstance(value, list) and entry.choices:
        words = entry.choices.words
        chosen = [number for number, (choice, _) in enumerate(words) if choice in value]
        return _ticks(places.get(path, ()), chosen, len(words), template)
    if found := pieces(path, entry, value, places, printed):
        return found
    place = place_of(path, places)
    if place is None:
        return []
    if value is True:
        return [(place, template.ticked(place, path))]
    word = _word_of(entry, value, template.lists.get(place, ()))
    option = with_option(printed(place), str(word), template.mark_at(place))
    return [(place, option or word)]


def _ticks(
    own: Sequence[Place], chosen: Sequence[int], count: int, template: Template
) -> list[tuple[Place, Content]]:
    """Return what ticks the chosen of so many boxes: each has its cell, or all are in one."""
    if len(own) == 1 and len(box_ticks(template.printed(own[0]))) == count:
        mark = template.mark_at(own[0])
        return [(own[0], tick_boxes(template.printed(own[0]), chosen, mark))]
    return [(own[number], template.ticked(own[number])) for number in chosen if number < len(own)]


def _word_of(entry: Entry, value: object, words: Sequence[str]) -> Content:
    """Return what is written into the cell for an answer, by the words of its list."""
    own = [word for word in words if entry.choices and entry.choices.value_in(words, word) == value]
    return own[0] if own else _content(entry, value)


def _content(entry: Entry, value: object) -> Content:
    """Return what is written into the cell for an answer."""
    if isinstance(value, date):
        return value
    if value is True:
        return TICK
    return entry.choices.word(str(value)) if entry.choices else str(value)
