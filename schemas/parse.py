"""Parse answers into an application, with a list of problems if some are missing or invalid.

The application is built from the valid answers, so that rules can check an incomplete one; reading
a missing answer from it raises ``UnansweredError``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cache
from typing import Any, Final, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from schemas.answer import Shape
from schemas.answers import kind_of
from schemas.application import CASES, AnyApplication, Block, block_of, holds_rows
from schemas.catalogue import ENTRIES, TABLES, Entry, column, is_known
from schemas.characters import without_unseen
from schemas.cleaning import strip
from schemas.no_answer import means_no_answer

B = TypeVar("B", bound=Block)

Answers = Mapping[str, Any]
"""Nested answers by the paths of the catalogue; possibly incomplete or invalid."""

_SCHEMA_CODES: Final = {
    "missing": "missing",
    "too_short": "missing",
    "too_long": "too-many-rows",
    "literal_error": "wrong-choice",
    "extra_forbidden": "unknown-answer",
    "string_type": "wrong-type",
    "string_unicode": "unwritable",
    "bool_type": "wrong-type",
    "tuple_type": "wrong-type",
    "model_type": "wrong-type",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A missing or invalid answer: its path and the problem code.

    ``details`` are the values that its message mentions.
    """

    path: str
    code: str
    details: Mapping[str, str] = dataclass_field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParsedAnswers:
    """Cleaned answers, the possibly incomplete application, and the problems.

    ``application`` is None only if the case is unknown.
    """

    answers: Answers
    application: AnyApplication | None
    problems: tuple[Problem, ...]


def parse(answers: object) -> ParsedAnswers:
    """Clean answers and build the application of their case."""
    if not isinstance(answers, Mapping):
        return ParsedAnswers({}, None, (Problem("", "not-answers"),))
    return parse_cleaned(clean(answers))


def parse_cleaned(cleaned: dict[str, Any]) -> ParsedAnswers:
    """Build the application of cleaned answers, as ``clean`` returns them and a form is read."""
    kind = cleaned.get("kind")
    model = CASES.get(kind) if isinstance(kind, str) else None
    if model is None:
        code = "missing" if kind is None else "unknown-kind"
        return ParsedAnswers(cleaned, None, (Problem("kind", code),))
    complete = _with_form_defaults(model, cleaned)
    try:
        return ParsedAnswers(cleaned, model.model_validate(complete), ())
    except ValidationError as error:
        details = [
            detail for detail in error.errors(include_url=False) if not _is_redundant(detail)
        ]
        problems = tuple(_problem(model, detail) for detail in details)
        return ParsedAnswers(cleaned, _build_from_valid(model, complete), problems)


def clean(answers: Answers) -> dict[str, Any]:
    """Return answers cleaned where valid, unchanged where invalid, and without blank ones.

    Blank is the content of an empty form (no text, an unticked box, an empty row), and text that
    means "no answer": －, なし, 該当なし.
    """
    return _cleaned_block(answers, "")


def flat(answers: Answers, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Iterate over the given answers of the catalogue, with their paths; rows start at 0."""
    for name, value in answers.items():
        path = prefix + name
        if "." in name:
            continue  # a key with a dot would look like a path below this one
        if path in TABLES:
            for number, row in enumerate(value if isinstance(value, list) else ()):
                yield from _flat_row(row, path, number)
        elif path in ENTRIES:
            yield path, value
        elif isinstance(value, Mapping):
            yield from flat(value, path + ".")


def put(nested: dict[str, Any], path: str, value: object) -> None:
    """Put an answer under its path: what ``flat`` takes apart, put together again."""
    *blocks, name = path.split(".")
    for block in blocks:
        nested = nested.setdefault(block, {})
    nested[name] = value


def _flat_row(row: object, table: str, number: int) -> Iterator[tuple[str, Any]]:
    if isinstance(row, Mapping):
        for name, value in row.items():
            if f"{table}.{name}" in ENTRIES:
                yield f"{table}.{number}.{name}", value


def _cleaned_block(answers: Answers, prefix: str) -> dict[str, Any]:
    names = {_printable_name(name): value for name, value in answers.items()}
    cleaned = {name: _cleaned(value, f"{prefix}{name}") for name, value in names.items()}
    return {name: value for name, value in cleaned.items() if not is_blank(value)}


def _printable_name(name: object) -> str:
    """Return a printable name for any key of the input."""
    printable = str(name)
    if printable.isidentifier() and printable.isascii():
        return printable
    printable = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in printable)
    return printable.encode("utf-8", "backslashreplace").decode()


def _cleaned(value: object, path: str) -> object:
    if not is_known(path):
        return value
    if isinstance(value, Mapping):
        return _cleaned_block(value, path + ".")
    if path in TABLES and isinstance(value, Sequence) and not isinstance(value, str):
        rows = [_cleaned(row, path) if isinstance(row, Mapping) else row for row in value]
        return [row for row in rows if not is_blank(row)]
    entry = ENTRIES.get(path)
    return value if entry is None else _cleaned_answer(value, entry)


def _cleaned_answer(value: object, entry: Entry) -> object:
    """Return an answer cleaned; return an invalid one unchanged."""
    if is_left_out(value):
        return None
    if entry.path == "kind":
        return kind_of(value)
    try:
        valid = entry.adapter.validate_python(value)
    except ValidationError:
        return value
    return list(valid) if entry.shape is Shape.TICKS else valid


def is_blank(value: object) -> bool:
    """Return whether a value is the content of an empty form."""
    if isinstance(value, str):
        return not strip(without_unseen(value))
    return value is None or value is False or value in ([], {}, ())


def is_left_out(value: object) -> bool:
    """Return whether a field is blank or means "no answer" (－, なし)."""
    return is_blank(value) or (isinstance(value, str) and means_no_answer(value))


def _with_form_defaults(model: type[Block], answers: Answers) -> dict[str, Any]:
    """Return answers with the defaults of an untouched form: empty blocks and unticked boxes."""
    complete = dict(answers)
    for name, field in model.model_fields.items():
        if not field.is_required():
            continue
        inner = block_of(field.annotation)
        if inner is not None and not holds_rows(field.annotation):
            given = answers.get(name, {})
            complete[name] = (
                _with_form_defaults(inner, given) if isinstance(given, Mapping) else given
            )
        elif name not in answers and field.annotation is bool:
            complete[name] = False
        elif name not in answers and inner is None and holds_rows(field.annotation):
            complete[name] = ()
    return complete


@cache
def _adapter(model: type[Block], name: str) -> TypeAdapter[Any]:
    return TypeAdapter(model.model_fields[name].rebuild_annotation())


def _build_from_valid(model: type[B], answers: Answers) -> B:
    """Return a block built from the valid answers; invalid ones are missing from it."""
    values: dict[str, Any] = {}
    unanswered: set[str] = set()
    for name, field in model.model_fields.items():
        if name not in answers:
            continue
        given, inner = answers[name], block_of(field.annotation)
        try:
            values[name] = _adapter(model, name).validate_python(given)
        except ValidationError:
            is_table = holds_rows(field.annotation)
            if inner is not None and is_table and isinstance(given, list):
                values[name] = tuple(
                    _build_from_valid(inner, row if isinstance(row, Mapping) else {})
                    for row in given
                )
            elif inner is not None and not is_table and isinstance(given, Mapping):
                values[name] = _build_from_valid(inner, given)
            else:
                unanswered.add(name)
    block = cast("B", model.model_construct(**values))  # mypy's pydantic plugin infers only Block
    for name in unanswered:  # model_construct has set their defaults
        block.__dict__.pop(name, None)
    return block


def _is_redundant(detail: ErrorDetails) -> bool:
    """Return whether a table is reported as empty only because its rows are invalid."""
    return detail["type"] == "too_short" and len(detail["input"]) > 0


def _problem(model: type[Block], detail: ErrorDetails) -> Problem:
    path = ".".join(str(part) for part in detail["loc"])
    code = _SCHEMA_CODES.get(detail["type"], detail["type"])
    is_name = all("." not in str(part) for part in detail["loc"])
    if code == "unknown-answer" and is_name and is_known(column(path)):
        code = "not-asked"
    top = model.model_fields.get(path.partition(".")[0])
    if code == "missing" and path == column(path) and top and not top.is_required():
        code = "half-filled"
    return Problem(path, code, detail.get("ctx", {}) if code == detail["type"] else {})
