"""Places of the product that an entry links to: situations, pages, commands, tools."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from rules.content import read_data
from rules.situations import situations

SITUATION: Final = "situation"
PAGE: Final = "page"
COMMAND: Final = "command"
TOOL: Final = "tool"
KINDS: Final = (SITUATION, PAGE, COMMAND, TOOL)


@dataclass(frozen=True, slots=True)
class PageTarget:
    """A place, ``page:calendar`` in the entries; ``kind`` is one of KINDS.

    ``to`` is the id of a situation, the address of a page (``apply`` is the first one), the name of
    a command, or a tool of the guide.
    """

    kind: str
    to: str

    @property
    def label(self) -> str:
        """The Japanese name of the place."""
        return labels()[self.kind][self.to]


@cache
def labels() -> dict[str, dict[str, str]]:
    """Return the Japanese names of all places, by kind and target."""
    own = {id_: situation.label for id_, situation in situations().items()}
    return {**read_data("guide/places.toml"), SITUATION: own}


def place(text: str) -> PageTarget:
    """Parse a place like ``page:calendar``. Raises ValueError if the place is unknown."""
    kind, _, to = text.partition(":")
    if to not in labels().get(kind, {}):
        raise ValueError(f"no such place: {text}")
    return PageTarget(kind, to)
