"""Metadata of an answer beside its type: its label and hints on the form, and their source."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic_core import core_schema

from schemas.characters import narrow


class Shape(Enum):
    """The input type of an answer, which determines its widget and its cell."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    TICK = "tick"
    CHOICE = "choice"
    TICKS = "ticks"


class Purpose(Enum):
    """Why an answer is on the form; decides what applies if a form has no cell for it.

    ``ENTRY``: the FAQ requires it in writing. ``DECLARATION``: the FAQ requires that it is done,
    not that it is written. ``OURS``: not in the FAQ; this project adds it to complete the form.
    """

    ENTRY = "entry"
    DECLARATION = "declaration"
    OURS = "ours"


class TextKind(Enum):
    """What a text represents: the characters it may contain, and how copying can damage it.

    A spreadsheet that converts text to a number drops the leading zeros of phone numbers and
    codes, and all digits of a serial after the fifteenth.
    """

    PROSE = "prose"
    NAME = "name"
    ADDRESS = "address"
    CODE = "code"
    PHONE = "phone"
    SERIAL = "serial"
    MAIL = "mail"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class Answer:
    """Label, hints and source of one answer.

    ``source`` is the FAQ item that asks for it (``3-7``; ``参考`` is the table on the last page).
    ``condition`` says when an optional answer becomes required (a rule checks it).
    ``section`` puts a top-level answer into another section (the first segment of a path).
    ``statement`` is the text for a ticked answer on a form that has no box for it.
    """

    label: str
    source: str
    purpose: Purpose = Purpose.ENTRY
    hint: str = ""
    example: str = ""
    condition: str = ""
    section: str = ""
    statement: str = ""

    def __get_pydantic_json_schema__(
        self, core: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Add label, hint and source to the JSON Schema of the answer."""
        schema = dict(handler(core))
        schema["title"] = self.label
        if self.hint:
            schema["description"] = self.hint
        if self.example:
            schema["examples"] = [self.example]
        schema["x-source"] = self.source
        return schema


@dataclass(frozen=True, slots=True)
class Choices:
    """The labels of the values of a choice, in the order of the form.

    ``synonyms`` are words that lists of other forms have for values, each with its value.
    """

    words: tuple[tuple[str, str], ...]
    synonyms: tuple[tuple[str, str], ...] = ()

    def word(self, value: str) -> str:
        """Return the label of a value; return an unknown value unchanged."""
        return dict(self.words).get(value, value)

    def value(self, word: str) -> str:
        """Return the value of a label; return an unknown label unchanged.

        Spaces, character width and invisible characters are ignored.
        """
        values = {_plain(label): value for value, label in self.words}
        return values.get(_plain(word), word)

    def value_in(self, listed: Sequence[str], word: str) -> str:
        """Return the value of a word of a list, which may have a synonym instead of the label."""
        plain = _plain(word)
        labels, words = dict(self.words).values(), {*map(_plain, listed)}
        value = dict(self.synonyms).get(plain)
        if value is None or plain in labels or plain not in words or self.word(value) in words:
            return self.value(word)
        return value


def _plain(word: str) -> str:
    return "".join(narrow(word).split())


@dataclass(frozen=True, slots=True)
class Change:
    """Marks an answer that changes a registered value; absent means unchanged."""
