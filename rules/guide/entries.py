"""The entries of the guide, one for each item of the FAQ."""

from functools import cache
from typing import Annotated, Final

from pydantic import BeforeValidator, Field

from rules.guide.content import Content, names_in, read
from rules.guide.items import items
from rules.guide.places import Place, place
from rules.situations import Link

MOVED: Final = "公式ページは移動していることがあります。"
"""What is said beside every link."""

Texts = tuple[Annotated[str, Field(min_length=1)], ...]


class Desk(Content):
    """Who can be asked; ``reach`` says how, as far as it is public."""

    label: str
    reach: str = ""


class Contact(Content):
    """Whom to ask, and for what."""

    desk: str
    when: str

    @property
    def text(self) -> str:
        """Say it in Japanese."""
        return f"{desks()[self.desk].label}：{self.when}"


class Entry(Content):
    """What the guide says about one item of the FAQ, in our own words.

    ``message`` is what the screen says, ``words`` are what people call the matter, ``documents``
    where more is written, ``places`` where in moushikomi it is done.
    """

    id: str
    question: str
    message: str = ""
    answer: str
    steps: Annotated[Texts, Field(min_length=1)]
    conditions: Texts = ()
    contact: Annotated[tuple[Contact, ...], Field(min_length=1)]
    related: Texts = ()
    words: Texts
    documents: Texts = ()
    links: tuple[Link, ...] = ()
    places: Annotated[tuple[Annotated[Place, BeforeValidator(place)], ...], Field(min_length=1)]

    @property
    def whom_to_ask(self) -> str:
        """Say in one line of Japanese whom to ask."""
        return " ／ ".join(contact.text for contact in self.contact)


@cache
def desks() -> dict[str, Desk]:
    """Give who can be asked, by id."""
    found = read("contacts.toml")["desk"]
    return {id_: Desk.model_validate(desk) for id_, desk in found.items()}


@cache
def entries() -> dict[str, Entry]:
    """Give the entries by the ids of their items, in the order of the FAQ.

    Raises:
        KeyError: an item has no entry.

    """
    written = [entry for name in names_in("entries") for entry in read(name)["entry"]]
    found = {entry["id"]: Entry.model_validate(entry) for entry in written}
    return {id_: found[id_] for id_ in items()}
