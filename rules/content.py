"""Content of data files: a table of TOML becomes a frozen dataclass, or is refused.

Plain Python: a command that answers from such files does not wait for pydantic to be loaded.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import EnumType
from pathlib import Path
from typing import Any, Final, TypeVar, cast, get_args, get_origin

T = TypeVar("T")

FOLDER: Final = Path(__file__).parent
"""Where the data files of the rules are."""


class ContentError(ValueError):
    """Content that is not what its dataclass declares."""


def read_data(name: str) -> dict[str, Any]:
    """Read a data file of the rules (``words.toml``, ``guide/items.toml``)."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def parse_content(kind: type[T], value: object) -> T:
    """Make a dataclass of a table, and of what is in it what the types of its fields say.

    A field has the key of its name, or the one of its metadata. An array becomes a tuple, a text
    a member of an enumeration; any other value must be of the type of its field already.

    Raises:
        ContentError: a key is unknown or lacking, or a value is of another type.
        ValueError: the dataclass, or an enumeration, refuses a value.

    """
    return cast("T", _parsed(kind, value))


def _parsed(kind: Any, value: Any) -> object:  # noqa: ANN401 - a type is any object
    if is_dataclass(kind) and isinstance(value, Mapping):
        return _of_table(kind, value)
    if get_origin(kind) is tuple and isinstance(value, list):
        item, _ = get_args(kind)
        return tuple(_parsed(item, part) for part in value)
    if isinstance(kind, EnumType) and isinstance(value, str):
        return kind(value)
    if get_origin(kind) is tuple or not isinstance(value, kind):
        message = f"{value!r} is no {kind}"
        raise ContentError(message)
    return value


def _of_table(kind: Any, table: Mapping[str, object]) -> object:  # noqa: ANN401 - a type is any object
    known = {_key(field): field for field in fields(kind)}
    needed = {key for key, field in known.items() if field.default is MISSING}
    if wrong := table.keys() - known.keys() | needed - table.keys():
        message = f"{kind.__name__}: unknown or lacking: {', '.join(sorted(wrong))}"
        raise ContentError(message)
    parts = {known[key].name: _parsed(known[key].type, part) for key, part in table.items()}
    return kind(**parts)


def _key(field: Field[Any]) -> str:
    return str(field.metadata.get("key", field.name))
