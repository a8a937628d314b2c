"""The catalogue: every answer by its path, derived from the case models.

A path identifies an answer everywhere: ``business.code``; in a table, ``contacts.name`` is the
column and ``contacts.0.name`` the answer in the first row.
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
_PATH_CACHE_SIZE: Final = 4_096
"""Cached paths: all answers of a form with a few hundred rows (an estimate)."""


class Need(Enum):
    """Whether an answer is required, changes a registered value, or is optional in a case."""

    REQUIRED = "R"
    CHANGE = "C"
    OPTIONAL = "O"


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer of the catalogue, over all cases.

    ``table`` is the path of the table that has this column, else empty. By case, ``needs`` holds
    whether the answer is required, ``values`` the allowed values of a choice, and ``purposes`` why
    it is asked. A case that does not ask for the answer is in none of them.
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
        """Return the purpose in a case, or the general one if the case does not ask for it."""
        return self.purposes.get(kind, self.answer.purpose)

    @property
    def section(self) -> str:
        """The section of the form that holds the answer: by default the path's first segment."""
        return self.answer.section or self.path.partition(".")[0]

    @property
    def name(self) -> str:
        """The path's last segment: the answer's name within its block or row."""
        return self.path.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its path, title, noun and counter of a row, and the cases that ask for it."""

    path: str
    title: str
    row_noun: str
    row_counter: str
    needs: Mapping[str, Need]

    def nth(self, number: int) -> str:
        """Return the ordinal of a row number that starts at 0: ``1人目`` for 0."""
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
class _FieldOfCase:
    path: str
    field: FieldInfo
    table: str
    need: Need


def _walk(
    model: type[Block], prefix: str = "", table: str = "", *, is_optional: bool = False
) -> Iterator[_FieldOfCase]:
    """Iterate over the fields of a case in the order of the form, a table before its columns.

    ``is_optional``: the block may be omitted as a whole, so that no field in it is required.
    """
    for name, field in model.model_fields.items():
        path = prefix + name
        inner = block_of(field.rebuild_annotation())
        need = Need.OPTIONAL if is_optional and field.is_required() else _need(field)
        if inner is None:
            yield _FieldOfCase(path, field, table, need)
        elif _is_table(field):
            yield _FieldOfCase(path, field, "", need)
            yield from _walk(inner, path + ".", path)
        else:
            yield from _walk(inner, path + ".", table, is_optional=not field.is_required())


def _merged() -> dict[str, dict[str, _FieldOfCase]]:
    """Return the fields of each path by case, in an order that agrees with every case."""
    order: list[str] = []
    fields: dict[str, dict[str, _FieldOfCase]] = {}
    for kind, model in CASES.items():
        index = len(order)
        for field in reversed(list(_walk(model))):
            if field.path in order:
                index = order.index(field.path)
            else:
                order.insert(index, field.path)
            fields.setdefault(field.path, {})[kind] = field
    return {
        path: {kind: fields[path][kind] for kind in CASES if kind in fields[path]} for path in order
    }


def _entry(path: str, fields_by_case: Mapping[str, _FieldOfCase]) -> Entry:
    annotations = {kind: item.field.rebuild_annotation() for kind, item in fields_by_case.items()}
    # A new application allows fewer values of a choice; the entry must accept those of every case.
    widest = max(annotations.values(), key=_width)
    answer, shape = _first(widest, Answer), _first(widest, Shape)
    if answer is None or shape is None:
        raise TypeError(f"{path} has no Answer or no Shape")
    return Entry(
        path=path,
        answer=answer,
        shape=shape,
        choices=_first(widest, Choices),
        table=next(iter(fields_by_case.values())).table,
        needs={kind: item.need for kind, item in fields_by_case.items()},
        values={
            kind: tuple(part for part in parts(annotation) if isinstance(part, str))
            for kind, annotation in annotations.items()
        },
        adapter=TypeAdapter(widest),
        text_kind=_first(widest, TextKind),
        purposes={
            kind: answer_of_case.purpose
            for kind, annotation in annotations.items()
            if (answer_of_case := _first(annotation, Answer))
        },
    )


def _width(annotation: object) -> int:
    """Count the parts of an annotation, except ``None`` and unions: allowed values and metadata."""
    return sum(
        part is not NoneType and get_origin(part) not in _UNIONS for part in parts(annotation)
    )


def _table(path: str, fields_by_case: Mapping[str, _FieldOfCase]) -> Table:
    fields = {kind: item.field for kind, item in fields_by_case.items()}
    model = block_of(next(iter(fields.values())).rebuild_annotation()) or Block
    needs = {kind: item.need for kind, item in fields_by_case.items()}
    return Table(path, title_of(model), model.row_noun, model.row_counter, needs)


def title_of(model: type[Block] | None) -> str:
    """Return the Japanese title of a block."""
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
    ".".join(segments[:count])
    for segments in (path.split(".") for path in ENTRIES)
    for count in range(1, len(segments) + 1)
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
"""Titles of the sections, in the order of the form."""


@lru_cache(maxsize=_PATH_CACHE_SIZE)
def row_numbers(path: str) -> tuple[int, ...]:
    """Return the row numbers in a path, starting at 0."""
    return tuple(int(part) for part in path.split(".") if _is_number(part))


@lru_cache(maxsize=_PATH_CACHE_SIZE)
def column(path: str) -> str:
    """Return a path without row numbers: ``contacts.0.name`` becomes ``contacts.name``."""
    return ".".join(part for part in path.split(".") if not _is_number(part))


def _is_number(part: str) -> bool:
    return part.isascii() and part.isdigit()


def entries_of(kind: str, section: str | None = None) -> list[Entry]:
    """Return the entries that a case asks for, in the order of the form."""
    return [
        entry
        for entry in ENTRIES.values()
        if kind in entry.needs and section in {None, entry.section}
    ]


def is_known(path: str) -> bool:
    """Return whether any case asks for this answer, or for one below this path."""
    return path in _KNOWN


def label(path: str) -> str:
    """Return the Japanese label of a path, with its row numbered from 1."""
    column_path = column(path)
    rows = row_numbers(path)
    entry = ENTRIES.get(column_path)
    table = TABLES.get(entry.table if entry else column_path)
    row = f"{table.title} {table.nth(rows[0])}" if table and rows else ""
    if entry:
        return f"{row}の{entry.answer.label}" if row else entry.answer.label
    return row or (table.title if table else SECTIONS.get(column_path, path))
