"""The login doctor: a screen, yes or no, a remedy. FAQ 1-1, 1-2, 1-3, 1-4, 1-5, 1-6."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from rules.content import parse_content
from rules.guide.content import read
from rules.guide.entries import entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What the screen shows: the entry of the guide, and where its questions begin."""

    item: str
    label: str = ""
    first: str

    @property
    def shown(self) -> str:
        """Return what the screen says, or how it is described where it says nothing."""
        return self.label or entries()[self.item].message


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question; ``yes`` and ``no`` name the next question or the remedy."""

    id: str
    ask: str
    hint: str = ""
    yes: str
    no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """What to do, and the entries of the guide that say more.

    ``situation`` is set where a certificate must be registered: the first question's answer that
    leads to the form. ``matter`` is set where the help desk is asked (of the contact finder).
    """

    id: str
    say: str
    do: tuple[str, ...]
    items: tuple[str, ...]
    situation: str = ""
    matter: str = ""


@cache
def screens() -> dict[str, Screen]:
    """Return the screens by their items, in the order of the FAQ."""
    found = [parse_content(Screen, screen) for screen in _data()["screen"]]
    return {screen.item: screen for screen in found}


def diagnose(screen: str, answers: Iterable[bool] = ()) -> Question | Remedy:
    """Follow the answers given so far: the question to be asked next, or the remedy.

    Answers past a remedy are not looked at.

    Raises:
        KeyError: there is no such screen.

    """
    found = nodes()[screens()[screen].first]
    for answer in answers:
        if isinstance(found, Remedy):
            break
        found = nodes()[found.yes if answer else found.no]
    return found


@cache
def nodes() -> dict[str, Question | Remedy]:
    """Return all questions and remedies by id."""
    data = _data()
    found: dict[str, Question | Remedy] = {
        id_: parse_content(Question, {"id": id_, **node}) for id_, node in data["question"].items()
    }
    return found | {
        id_: parse_content(Remedy, {"id": id_, **node}) for id_, node in data["remedy"].items()
    }


@cache
def _data() -> dict[str, Any]:
    return read("login.toml")
