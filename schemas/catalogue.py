"""The catalogue: every answer by its path, read off the case models; no other list of fields.

A path names an answer everywhere: ``business.code``; in a table ``contacts.name`` is the column and
``contacts.0.name`` the answer of the first row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_origin

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from schemas.answer import Answer, Change, Choices, Purpose, Shape, TextKind
from schemas.application import CASES, Block, block_of, holds_rows, parts

_Part = TypeVar("_Part")
_UNIONS: Final = {Union, UnionType}
_PATHS_KEPT: Final = 4_096
"""So many paths are taken apart once: those of all answers, with some hundred rows."""


class Need(Enum):
    """How much a case asks for an answer."""

    REQUIRED = "R"
    CHANGE = "C"
    OPTIONAL = "O"


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer of the catalogue, over all cases.

    ``table`` is the path of the table whose column this is, else empty. ``needs`` holds the cases
    that ask the answer; ``values`` the values a choice may have in each, ``purposes`` what the
    answer is for in each.
    """

    path: str
    answer: Answer
    shape: Shape
    choices: Choices | None
    table: str
    needs: Mapping[str, Need]
    values: Mapping[str, tuple[str, ...]]
    adapter: TypeAdapter[Any]
    text_kind: TextKind | None
    purposes: Mapping[str, Purpose]

    def purpose(self, kind: str) -> Purpose:
        """Return what the answer is for in a case; in general where that does not ask it."""
        return self.purposes.get(kind, self.answer.purpose)

    @property
    def section(self) -> str:
        """The section of the form that holds the answer: a path's first segment."""
        return self.answer.section or self.path.partition(".")[0]

    @property
    def name(self) -> str:
        """The path's last segment: the answer's name within its block or row."""
        return self.path.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Table:
    """A list of rows: its path, its title, what a row stands for, and the cases that ask it."""

    path: str
    title: str
    row_noun: str
    row_counter: str
    needs: Mapping[str, Need]

    def nth(self, number: int) -> str:
        """Name a row by its number, counted from 0: ``1人目``."""
        return f"{number + 1}{self.row_counter}目"


def _first(annotation: object, wanted: type[_Part]) -> _Part | None:
    return next((part for part in parts(annotation) if isinstance(part, wanted)), None)


def _is_table(field: FieldInfo) -> bool:
    annotation = field.rebuild_annotation()
    return block_of(annotation) is not None and holds_rows(annotation)


def _need(field: FieldInfo) -> Need:
    if field.is_required():
        return Need.REQUIRED
    changes = _first(field.rebuild_annotation(), Change)
    return Need.CHANGE if changes else Need.OPTIONAL


@dataclass(frozen=True, slots=True)
class _Found:
    path: str
    field: FieldInfo
    table: str
    need: Need


def _walk(
    model: type[Block], prefix: str = "", table: str = "", *, is_open: bool = False
) -> Iterator[_Found]:
    """Walk the fields of a case in the order of the form; a table comes before its columns.

    ``is_open``: the block may be left out as a whole, so that nothing in it is required.
    """
    for name, field in model.model_fields.items():
        path = prefix + name
        inner = block_of(field.rebuild_annotation())
        need = Need.OPTIONAL if is_open and field.is_required() else _need(field)
        if inner is None:
            yield _Found(path, field, table, need)
        elif _is_table(field):
            yield _Found(path, field, "", need)
            yield from _walk(inner, path + ".", path)
        else:
            yield from _walk(inner, path + ".", table, is_open=not field.is_required())


def _merged() -> dict[str, dict[str, _Found]]:
    """Merge the cases into one order: what only a later case asks goes before what follows it."""
    order: list[str] = []
    found: dict[str, dict[str, _Found]] = {}
    for kind, model in CASES.items():
        place = len(order)
        for item in reversed(list(_walk(model))):
            if item.path in order:
                place = order.index(item.path)
            else:
                order.insert(place, item.path)
            found.setdefault(item.path, {})[kind] = item
    return {
        path: {kind: found[path][kind] for kind in CASES if kind in found[path]} for path in order
    }


def _entry(path: str, found: Mapping[str, _Found]) -> Entry:
    fields = {kind: item.field for kind, item in found.items()}
    annotations = {kind: field.rebuild_annotation() for kind, field in fields.items()}
    widest = max(annotations.values(), key=_width)
    answer, shape = _first(widest, Answer), _first(widest, Shape)
    if answer is None or shape is None:
        message = f"{path} has no words or no shape"
        raise TypeError(message)
    return Entry(
        path=path,
        answer=answer,
        shape=shape,
        choices=_first(widest, Choices),
        table=next(iter(found.values())).table,
        needs={kind: item.need for kind, item in found.items()},
        values={
            kind: tuple(part for part in parts(annotation) if isinstance(part, str))
            for kind, annotation in annotations.items()
        },
        adapter=TypeAdapter(widest),
        text_kind=_first(widest, TextKind),
        purposes={
            kind: answer_there.purpose
            for kind, annotation in annotations.items()
            if (answer_there := _first(annotation, Answer))
        },
    )


def _width(annotation: object) -> int:
    """Count what an annotation allows and says; that it may be left out does not count."""
    return sum(
        part is not NoneType and get_origin(part) not in _UNIONS for part in parts(annotation)
    )


def _table(path: str, found: Mapping[str, _Found]) -> Table:
    fields = {kind: item.field for kind, item in found.items()}
    model = block_of(next(iter(fields.values())).rebuild_annotation()) or Block
    needs = {kind: item.need for kind, item in found.items()}
    return Table(path, title_of(model), model.row_noun, model.row_counter, needs)


def title_of(model: type[Block] | None) -> str:
    """Return a block's title in Japanese."""
    return str(model.model_config.get("title", "")) if model else ""


_MERGED: Final = _merged()
_TABLE_PATHS: Final = {item.table for found in _MERGED.values() for item in found.values()} - {""}

ENTRIES: Final[Mapping[str, Entry]] = {
    path: _entry(path, found) for path, found in _MERGED.items() if path not in _TABLE_PATHS
}
TABLES: Final[Mapping[str, Table]] = {
    path: _table(path, found) for path, found in _MERGED.items() if path in _TABLE_PATHS
}
_KNOWN: Final = frozenset(
    ".".join(names[:count])
    for names in (path.split(".") for path in ENTRIES)
    for count in range(1, len(names) + 1)
)


def _section_titles() -> dict[str, str]:
    titles: dict[str, str] = {}
    for entry in ENTRIES.values():
        block = block_of(_top_field(entry.section).rebuild_annotation())
        titles.setdefault(entry.section, title_of(block) or entry.answer.label)
    return titles


def _top_field(name: str) -> FieldInfo:
    return next(m.model_fields[name] for m in CASES.values() if name in m.model_fields)


SECTIONS: Final[Mapping[str, str]] = _section_titles()
"""The sections in the order of the form, with their titles."""


@lru_cache(maxsize=_PATHS_KEPT)
def row_numbers(path: str) -> tuple[int, ...]:
    """Return the row numbers of a path, counted from 0."""
    return tuple(int(part) for part in path.split(".") if _is_number(part))


@lru_cache(maxsize=_PATHS_KEPT)
def column(path: str) -> str:
    """Drop the row numbers of a path: ``contacts.0.name`` becomes ``contacts.name``."""
    return ".".join(part for part in path.split(".") if not _is_number(part))


def _is_number(part: str) -> bool:
    return part.isascii() and part.isdigit()


def entries_of(kind: str, section: str | None = None) -> list[Entry]:
    """Return the entries that a case asks, in the order of the form."""
    return [
        entry
        for entry in ENTRIES.values()
        if kind in entry.needs and section in {None, entry.section}
    ]


def is_known(path: str) -> bool:
    """Return whether any case asks this answer, or anything below this path."""
    return path in _KNOWN


def label(path: str) -> str:
    """Describe in Japanese which answer a path names, with the row's number counted from 1."""
    bare = column(path)
    rows = row_numbers(path)
    entry = ENTRIES.get(bare)
    table = TABLES.get(entry.table if entry else bare)
    row = f"{table.title} {table.nth(rows[0])}" if table and rows else ""
    if entry:
        return f"{row}の{entry.answer.label}" if row else entry.answer.label
    return row or (table.title if table else SECTIONS.get(bare, path))
