"""The entries of the guide, one for each item of the FAQ."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from rules.content import FOLDER, parse_content, read_data
from rules.guide.items import items
from rules.guide.places import PageTarget, place
from rules.situations import Link

MOVED: Final = "リンク先のURLは変更されている場合があります。"  # the notice beside every link

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPoint:
    """A contact; ``reach`` says how to reach it, as far as public."""

    label: str
    reach: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """Whom to ask, and when."""

    desk: str
    when: str

    @property
    def text(self) -> str:
        """The contact and the occasion in Japanese."""
        return f"{desks()[self.desk].label}：{self.when}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideEntry:
    """An entry of the guide about one item of the FAQ, in our own words.

    ``message`` is the message on the screen, ``words`` are common names of the matter,
    ``documents`` contain more about it, ``places`` are the pages and commands for it.
    """

    id: str
    question: str
    message: str = ""
    answer: str
    steps: Texts
    conditions: Texts = ()
    contact: tuple[Counterpart, ...]
    related: Texts = ()
    words: Texts
    documents: Texts = ()
    links: tuple[Link, ...] = ()
    places: tuple[PageTarget, ...]

    def __post_init__(self) -> None:
        """Validate that the entry leads somewhere and has no empty text.

        Raises ValueError if it does not.
        """
        texts = (*self.steps, *self.conditions, *self.related, *self.words, *self.documents)
        if not (self.steps and self.contact and self.places and all(texts)):
            raise ValueError(f"{self.id}: no steps, no contact, no place, or an empty text")

    @property
    def whom_to_ask(self) -> str:
        """The contacts in one line of Japanese."""
        return " ／ ".join(contact.text for contact in self.contact)


@cache
def desks() -> dict[str, ContactPoint]:
    """Return the contacts by id."""
    tables = read_data("guide/contacts.toml")["desk"]
    return {id_: parse_content(ContactPoint, desk) for id_, desk in tables.items()}


@cache
def entries() -> dict[str, GuideEntry]:
    """Return the entries by the ids of their items, in the order of the FAQ."""
    files = sorted((FOLDER / "guide/entries").glob("*.toml"))
    tables = [entry for file in files for entry in read_data(f"guide/entries/{file.name}")["entry"]]
    parsed = {entry.id: entry for entry in map(parse_entry, tables)}
    return {id_: parsed[id_] for id_ in items()}


def parse_entry(table: Mapping[str, Any]) -> GuideEntry:
    """Return the entry of a table, whose places are strings like ``page:calendar``.

    Raises ValueError if the table is not a valid entry, or a place is unknown.
    """
    places = [place(name) for name in table.get("places", ())]
    return parse_content(GuideEntry, {**table, "places": places})
