"""Messages of this tool itself, found by what is copied of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final

from rules.content import read_data
from rules.guide.normalization import fold

_PLACE: Final = re.compile(r"\{[a-z_]+\}")
_FILES: Final = ("obligations/words.toml", "dates/renewals.toml")  # whose modules load much
_SHORTEST: Final = 6  # characters that are compared
_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """A message with … for what differs each time, and what to do about it."""

    message: str
    remedy: str


def own_messages(query: str) -> tuple[OwnMessage, ...]:
    """Return the message that a query holds, else those that it is a part of; possibly none."""
    text = _compact(query)
    if len(text) < _SHORTEST:
        return ()
    whole = [found for found in _messages() if found[1].search(text)]
    if whole:
        return (max(whole, key=lambda found: len(found[0]))[2],)
    return tuple(one for message, _, one in _messages() if text in message)[:_MOST]


@cache
def _messages() -> tuple[tuple[str, re.Pattern[str], OwnMessage], ...]:
    """Return the messages as they are compared, with a pattern for one that is filled in."""
    return tuple(_prepared())


def _prepared() -> Iterator[tuple[str, re.Pattern[str], OwnMessage]]:
    findings = (read_data(file)["finding"] for file in _FILES)
    for said in chain.from_iterable(one.values() for one in findings):
        parts = [part for one in _PLACE.split(said["message"]) if (part := _compact(one))]
        compact = "".join(parts)
        if len(compact) >= _SHORTEST:
            sentences = re.findall("[^。]+。", said["remedy"])
            remedy = "".join(one for one in sentences if not _PLACE.match(one))
            one = OwnMessage(_PLACE.sub("…", said["message"]), _PLACE.sub("…", remedy))
            yield compact, re.compile(".*".join(map(re.escape, parts))), one


def _compact(text: str) -> str:
    return fold(text).replace(" ", "")
