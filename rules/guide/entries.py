"""The entries of the guide, one for each item of the FAQ."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from rules.content import parse_content
from rules.guide.content import names_in, read
from rules.guide.items import items
from rules.guide.places import PageTarget, place
from rules.situations import Link

MOVED: Final = "リンク先のURLは変更されている場合があります。"
"""What is said beside every link."""

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPoint:
    """Who can be asked; ``reach`` says how, as far as it is public."""

    label: str
    reach: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """Whom to ask, and for what."""

    desk: str
    when: str

    @property
    def text(self) -> str:
        """Describe it in Japanese."""
        return f"{desks()[self.desk].label}：{self.when}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideEntry:
    """What the guide says about one item of the FAQ, in our own words.

    ``message`` is what the screen says, ``words`` are what people call the matter, ``documents``
    where more is written, ``places`` where in moushikomi it is done.
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
        """Refuse an entry that leads nowhere, or in which a text is empty.

        Raises:
            ValueError: it is one.

        """
        texts = (*self.steps, *self.conditions, *self.related, *self.words, *self.documents)
        if not (self.steps and self.contact and self.places and all(texts)):
            message = f"{self.id}: no steps, no contact, no place, or an empty text"
            raise ValueError(message)

    @property
    def whom_to_ask(self) -> str:
        """Describe in one line of Japanese whom to ask."""
        return " ／ ".join(contact.text for contact in self.contact)


@cache
def desks() -> dict[str, ContactPoint]:
    """Return who can be asked, by id."""
    found = read("contacts.toml")["desk"]
    return {id_: parse_content(ContactPoint, desk) for id_, desk in found.items()}


@cache
def entries() -> dict[str, GuideEntry]:
    """Return the entries by the ids of their items, in the order of the FAQ.

    Raises:
        KeyError: an item has no entry.

    """
    written = [entry for name in names_in("entries") for entry in read(name)["entry"]]
    found = {entry.id: entry for entry in map(parse_entry, written)}
    return {id_: found[id_] for id_ in items()}


def parse_entry(table: Mapping[str, Any]) -> GuideEntry:
    """Make an entry of its table, whose places are written as ``page:calendar``.

    Raises:
        ValueError: the table is no entry, or a place is not there.

    """
    places = [place(written) for written in table.get("places", ())]
    return parse_content(GuideEntry, {**table, "places": places})
