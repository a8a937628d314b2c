"""Parsing of data files: convert a TOML table to a frozen dataclass, or raise.

Without pydantic, whose import would slow down commands that only read such files.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import EnumType
from pathlib import Path
from typing import Any, Final, TypeVar, cast, get_args, get_origin

T = TypeVar("T")

FOLDER: Final = Path(__file__).parent  # the folder of the rules' data files


class ContentError(ValueError):
    """Raised for content that does not match its dataclass."""


def read_data(name: str) -> dict[str, Any]:
    """Read a data file of the rules (``words.toml``, ``guide/items.toml``)."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def parse_content(kind: type[T], value: object) -> T:
    """Return a dataclass instance built from a table, recursively by the types of its fields.

    The key of a field is its name, or ``key`` in its metadata. An array becomes a tuple and a
    string a member of an enumeration; any other value must already have the type of its field.
    Raises ContentError if a key is unknown or missing, or a value has the wrong type and ValueError
    if the dataclass or an enumeration rejects a value.
    """
    return cast("T", _parse(kind, value))


def _parse(kind: Any, value: Any) -> object:  # noqa: ANN401 - a type is any object
    if is_dataclass(kind) and isinstance(value, Mapping):
        return _build(kind, value)
    if get_origin(kind) is tuple and isinstance(value, list):
        item, _ = get_args(kind)
        return tuple(_parse(item, part) for part in value)
    if isinstance(kind, EnumType) and isinstance(value, str):
        return kind(value)
    if get_origin(kind) is tuple or not isinstance(value, kind):
        raise ContentError(f"{value!r} is no {kind}")
    return value


def _build(kind: Any, table: Mapping[str, object]) -> object:  # noqa: ANN401 - a type is any object
    fields_by_key = {str(field.metadata.get("key", field.name)): field for field in fields(kind)}
    required = {key for key, field in fields_by_key.items() if field.default is MISSING}
    if mismatched := table.keys() - fields_by_key.keys() | required - table.keys():
        raise ContentError(f"{kind.__name__}: unknown or lacking: {', '.join(sorted(mismatched))}")
    values = {
        fields_by_key[key].name: _parse(fields_by_key[key].type, value)
        for key, value in table.items()
    }
    return kind(**values)
