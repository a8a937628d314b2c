"""The situations that lead to an application, and how to submit it: read from data files."""

from dataclasses import dataclass
from functools import cache

from rules.content import parse_content, read_data


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An official page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Advice for an answer to the first question, with its FAQ item."""

    source: str
    advice: str = ""
    steps: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation(Advice):
    """A situation, in the user's words.

    ``kind`` is the case it leads to; if None, ``advice`` says what to do instead. ``group`` is
    where it is offered; ``action`` what a row of the section that it names is about.
    """

    id: str
    label: str
    kind: str | None = None
    parts: tuple[str, ...] = ()
    group: str
    action: str = ""
    prepare: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate(Advice):
    """The question who may use the system at all (FAQ 3-1)."""

    entitled: tuple[str, ...]
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What to send and attach, and what happens next."""

    source: str
    send: tuple[str, ...] = ()
    attach: tuple[str, ...] = ()
    no_attachment: str = ""
    next: tuple[str, ...] = ()


@cache
def situations() -> dict[str, Situation]:
    """Return the situations by id, in display order."""
    tables = read_data("situations.toml")["situation"]
    return {table["id"]: parse_content(Situation, table) for table in tables}


@cache
def gate() -> Gate:
    """Return the question to ask before the situation."""
    return parse_content(Gate, read_data("situations.toml")["gate"])


@cache
def _handovers() -> dict[str, Handover]:
    return {
        name: parse_content(Handover, entry) for name, entry in read_data("handover.toml").items()
    }


def handover(kind: str, letter: str | None) -> Handover:
    """Return what to send and attach for a case, and what happens next.

    ``letter`` is the file name of the notice of a rename, or None.
    """
    common, own = _handovers()["common"], _handovers()[kind]
    attached = tuple(text.format(letter=letter) for text in own.attach) if letter else ()
    return Handover(
        source=f"{common.source}, {own.source}",
        send=common.send,
        attach=attached,
        no_attachment="" if letter else own.no_attachment,
        next=common.next + own.next,
    )
