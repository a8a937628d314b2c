"""The login doctor: a screen, yes/no questions, a remedy. FAQ 1-1, 1-2, 1-3, 1-4, 1-5, 1-6."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from rules.content import parse_content, read_data
from rules.guide.entries import entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A login screen: its entry in the guide, and its first question."""

    item: str
    label: str = ""
    first: str

    @property
    def shown(self) -> str:
        """Return the label of the screen, by default the message that it shows."""
        return self.label or entries()[self.item].message


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question; ``yes`` and ``no`` are the ids of the next question or remedy."""

    id: str
    ask: str
    hint: str = ""
    yes: str
    no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """What to do, and related entries of the guide.

    ``situation`` is set if a certificate must be registered: the situation that leads to the form.
    ``matter`` is set if the help desk must be asked: the matter of the contact finder.
    """

    id: str
    say: str
    do: tuple[str, ...]
    items: tuple[str, ...]
    situation: str = ""
    matter: str = ""


@cache
def screens() -> dict[str, Screen]:
    """Return the screens by item, in the order of the FAQ."""
    return {table["item"]: parse_content(Screen, table) for table in _data()["screen"]}


def diagnose(screen: str, answers: Iterable[bool] = ()) -> Question | Remedy:
    """Return the next question, or the remedy, after the answers so far.

    Answers after a remedy are ignored. Raises KeyError if the screen is unknown.
    """
    node = nodes()[screens()[screen].first]
    for answer in answers:
        if isinstance(node, Remedy):
            break
        node = nodes()[node.yes if answer else node.no]
    return node


@cache
def nodes() -> dict[str, Question | Remedy]:
    """Return all questions and remedies by id."""
    data = _data()
    questions: dict[str, Question | Remedy] = {
        id_: parse_content(Question, {"id": id_, **node}) for id_, node in data["question"].items()
    }
    return questions | {
        id_: parse_content(Remedy, {"id": id_, **node}) for id_, node in data["remedy"].items()
    }


@cache
def _data() -> dict[str, Any]:
    return read_data("guide/login.toml")
