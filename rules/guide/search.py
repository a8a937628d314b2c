"""Finding the entries of the guide by symptom, by message or by error code."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rules.guide.entries import GuideEntry, entries
from rules.guide.index import index, wanted
from rules.guide.items import item_id
from rules.guide.normal import fold, unfilled
from rules.guide.reasons import Spoken, reasons, spoken
from rules.guide.subject import can_be_about

_CERTAIN: Final = 1000.0
_LEAST: Final = 2.0
"""The least that an entry must know of what was said, unless it knows about all of it."""
_ABOUT_ALL: Final = 0.9
_LEAST_KNOWN: Final = 0.25
"""The least share of it that an entry must know."""
_LONGEST_UNKNOWN: Final = 6.0
"""The most that one word counts that no entry knows."""
_LEAST_OF_BEST: Final = 0.2
_MOST: Final = 10
_SHORTEST_PART: Final = 7
_MESSAGE: Final = 2
"""How many times as much an entry counts whose message on the screen was said."""
_LONGEST: Final = 1000
"""So many characters are looked at."""
_CODE: Final = re.compile(r"(?<!\d)(?:err)?[\s_-]*(\d{5})(?!\d)", re.IGNORECASE)
_BEGUN_CODE: Final = re.compile(r"(?<![a-z])err[\s_-]*(\d{0,4})(?![\s_-]*\d|[a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """An entry that was found, how well, and why, in Japanese."""

    entry: GuideEntry
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a person says: its words, folded without fillers, as features with their weights.

    ``codes`` are the items whose error code is named, ``in_message`` those whose message on the
    screen is said, whole or in part; ``about`` are the items that the question can be about.
    """

    spoken: Spoken
    plain: str
    wanted: dict[str, float]
    codes: frozenset[str]
    in_message: frozenset[str]
    about: frozenset[str]


def search(words: str) -> tuple[SearchResult, ...]:
    """Find entries by what a person says; the likely one comes first, none may be found.

    A whole item id (3-4) or error code (20140) finds its entry alone.
    """
    text = unicodedata.normalize("NFKC", words[:_LONGEST])
    id_ = item_id(text)
    if id_ is not None:
        return (SearchResult(entries()[id_], _CERTAIN, (_named(id_),)),)
    plain = unfilled(fold(text))
    said = _Said(
        spoken(text), plain, wanted(text), _codes(text), _in_message(plain), can_be_about(text)
    )
    scores = {**_scores(said), **dict.fromkeys(said.codes, _CERTAIN)}
    return tuple(
        SearchResult(entries()[id_], scores[id_], _why(said, id_)) for id_ in _best(scores)
    )


def _why(said: _Said, id_: str) -> tuple[str, ...]:
    first = []
    if id_ in said.codes:
        first = [_named(id_)]
    elif id_ in said.in_message:
        first = ["画面のメッセージと一致"]
    return (*first, *reasons(said.spoken, index().having[id_], said.wanted)) or ("表記の近い語句",)


def _named(id_: str) -> str:
    return f"一致したエラーコード：{id_}" if id_.startswith("ERR") else f"一致したFAQの項目：{id_}"


def _codes(text: str) -> frozenset[str]:
    begun = [f"ERR_{match[1]}" for code in (_CODE, _BEGUN_CODE) for match in code.finditer(text)]
    return frozenset(id_ for id_ in entries() if id_.startswith(tuple(begun)))


def _in_message(plain: str) -> frozenset[str]:
    told = plain.replace(" ", "")
    if len(told) < _SHORTEST_PART:
        return frozenset()
    messages = index().messages.items()
    return frozenset(id_ for id_, message in messages if told in message or message in told)


def _scores(said: _Said) -> dict[str, float]:
    """Return the scores of the entries that the question can be about and that match enough."""
    scores, known = dict.fromkeys(entries(), 0.0), dict.fromkeys(entries(), 0.0)
    for feature, telling in said.wanted.items():
        for id_, weight in index().postings.get(feature, ()):
            scores[id_] += telling * weight
            known[id_] += telling
    for phrase, having in index().phrases.items():
        if phrase in said.plain:
            for id_, telling in having:
                scores[id_] += telling
    everything = _everything(said)
    least = max(_LEAST_KNOWN * everything, min(_LEAST, _ABOUT_ALL * everything))
    return {
        id_: score * (_MESSAGE if id_ in said.in_message else 1)
        for id_, score in scores.items()
        if score and known[id_] >= least and id_ in said.about | said.in_message
    }


def _everything(said: _Said) -> float:
    """Return how much was said; a word that no entry knows counts no more the longer it is."""
    known = index().postings
    total = sum(telling for feature, telling in said.wanted.items() if feature in known)
    for here in said.spoken.words.values():
        unknown = sum(said.wanted.get(feature, 0) for feature in here if feature not in known)
        total += min(_LONGEST_UNKNOWN, unknown)
    return total


def _best(scores: Mapping[str, float]) -> list[str]:
    """Return the entries that come near the best one, the best first, else in the FAQ's order."""
    least = _LEAST_OF_BEST * max(scores.values(), default=0.0)
    near = [id_ for id_ in entries() if id_ in scores and scores[id_] >= least]
    return sorted(near, key=lambda id_: -scores[id_])[:_MOST]
