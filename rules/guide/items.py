"""The forty items of the FAQ: their ids and chapters, and the parsing of a typed id."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from rules.content import parse_content, read_data
from rules.edition import EDITION_WORDS

_DASHES: Final = re.compile("[‐‑‒–—―−─━ー－]")
_PATTERNS: Final = (
    (re.compile(r"(?:FAQ\s*)?([1-7])\s*[-.]\s*(\d)"), "{0}-{1}"),
    (re.compile(r"(?:ERR)?[\s_-]*(\d{5})", re.IGNORECASE), "ERR_{0}"),
    (re.compile(r"(?:参考|REF)[\s-]*\(?([1-4])\)?", re.IGNORECASE), "ref-{0}"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of the FAQ; ``cited`` is its citation if not the id, ``topic`` its subject."""

    id: str
    cited: str = ""
    topic: str

    @property
    def citation(self) -> str:
        """Return how a source cites the item."""
        return self.cited or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter of the guide, with its items in the order of the FAQ."""

    title: str
    item: tuple[Item, ...]


def edition() -> str:
    """Return the Japanese date of the edition of the FAQ that the guide follows."""
    return EDITION_WORDS


@cache
def chapters() -> tuple[Chapter, ...]:
    """Return the chapters."""
    tables = read_data("guide/items.toml")["chapter"]
    return tuple(parse_content(Chapter, table) for table in tables)


@cache
def items() -> dict[str, Item]:
    """Return all items by their ids, in the order of the FAQ."""
    return {item.id: item for chapter in chapters() for item in chapter.item}


def item_id(text: str) -> str | None:
    """Parse an item id as people write it: 3-4, ３－４, 3-④, ERR_20250, 20250, 参考(1)."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip()
    for pattern, template in _PATTERNS:
        if match := pattern.fullmatch(plain):
            id_ = template.format(*match.groups())
            return id_ if id_ in items() else None
    return None
