"""What is said about an answer beside its type: the words on the form and where they come from."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic_core import core_schema

from schemas.characters import narrow


class Shape(Enum):
    """How an answer is given on a form: what its widget and its cell look like."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    TICK = "tick"
    CHOICE = "choice"
    TICKS = "ticks"


class Purpose(Enum):
    """What an answer is on the form for; it settles what holds where a form has no place for it.

    The FAQ wants an entry written on the form, and a declaration done rather than written. What
    the FAQ does not name is ours: this project adds it so that the form makes sense.
    """

    ENTRY = "entry"
    DECLARATION = "declaration"
    OURS = "ours"


class TextKind(Enum):
    """What a text is: which letters it may have, and what copying does to it.

    A spreadsheet that makes numbers of them takes the first 0 from a phone number, the zeros
    before its five digits from a code, and what goes beyond fifteen digits from a serial.
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
    """The words of one answer.

    ``source`` is the FAQ item that asks for it (``3-7``; ``参考`` is the table on the last page).
    ``condition`` says when an answer that its case leaves open must be given (a rule judges it).
    ``section`` places a top-level answer into the section of another (a path's first segment).
    ``statement`` is a tick in words, for a form that has no box for it.
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
    """The words that the form uses for the values of a choice, in the form's order."""

    words: tuple[tuple[str, str], ...]

    def word(self, value: str) -> str:
        """Return the form's word for a value; a value that is no choice stays as it is."""
        return dict(self.words).get(value, value)

    def value(self, word: str) -> str:
        """Return the value for a word of the form; a word that is no choice stays as it is.

        Spaces in the word and its width do not count, nor what nobody sees.
        """
        values = {_plain(words): value for value, words in self.words}
        return values.get(_plain(word), word)


def _plain(word: str) -> str:
    return "".join(narrow(word).split())


@dataclass(frozen=True, slots=True)
class Change:
    """Marks an answer that may be given to change it; absent means that it stays as it is."""
