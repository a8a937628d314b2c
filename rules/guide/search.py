"""Search of the guide by symptom, message or error code."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rules.guide.entries import GuideEntry, entries
from rules.guide.index import index, query_features
from rules.guide.items import item_id
from rules.guide.normalization import fold, without_fillers
from rules.guide.reasons import QueryWords, query_words, reasons
from rules.guide.subject import can_be_about

# The thresholds were tuned by hand on tests/rules/guide_tuning.toml; scores are sums of weights of
# index.py. CONTRIBUTING.md has the shares of phrasings and outside questions to be reached.
_CERTAIN: Final = 1000.0  # above any sum of weights
_MIN_KNOWN: Final = 2.0
"""Minimum weight of the query that an entry must cover, unless it covers almost all."""
_ALMOST_ALL: Final = 0.9  # share of the query's weight
_MIN_KNOWN_SHARE: Final = 0.25  # minimum share of the query's weight that an entry must cover
_MAX_UNKNOWN: Final = 6.0  # maximum weight of one word that is in no entry
_MIN_SHARE_OF_BEST: Final = 0.2  # of the best entry's score
_MAX_RESULTS: Final = 10
_MIN_MESSAGE_PART: Final = 7  # characters
_MESSAGE_FACTOR: Final = 2  # factor of an entry whose message on the screen is in the query
_MAX_LENGTH: Final = 1000
"""Characters of a query that are searched (an estimate far above any question)."""
_CODE: Final = re.compile(r"(?<!\d)(?:err)?[\s_-]*(\d{5})(?!\d)", re.IGNORECASE)  # ERR_20070, 20070
_PARTIAL_CODE: Final = re.compile(
    r"(?<![a-z])err[\s_-]*(\d{0,4})(?![\s_-]*\d|[a-z])", re.IGNORECASE
)  # ERR_200, which begins several codes


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A found entry, its score, and the reasons in Japanese."""

    entry: GuideEntry
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Query:
    """A parsed query: its words, its folded text without fillers, and its weighted features.

    ``codes`` are the items whose error code it contains, ``in_message`` those whose message on the
    screen it contains or is part of; ``about`` are the items that it can be about.
    """

    words: QueryWords
    plain: str
    weights: dict[str, float]
    codes: frozenset[str]
    in_message: frozenset[str]
    about: frozenset[str]


def search(words: str) -> tuple[SearchResult, ...]:
    """Return the entries that match a query, the best first; possibly none.

    A complete item id (3-4) or error code (20140) matches only its own entry.
    """
    text = unicodedata.normalize("NFKC", words[:_MAX_LENGTH])
    id_ = item_id(text)
    if id_ is not None:
        return (SearchResult(entries()[id_], _CERTAIN, (_match_reason(id_),)),)
    plain = without_fillers(fold(text))
    query = _Query(
        query_words(text),
        plain,
        query_features(text),
        _codes(text),
        _in_message(plain),
        can_be_about(text),
    )
    scores = {**_scores(query), **dict.fromkeys(query.codes, _CERTAIN)}
    return tuple(
        SearchResult(entries()[id_], scores[id_], _why(query, id_)) for id_ in _best(scores)
    )


def _why(query: _Query, id_: str) -> tuple[str, ...]:
    leading = []
    if id_ in query.codes:
        leading = [_match_reason(id_)]
    elif id_ in query.in_message:
        leading = ["画面のメッセージと一致"]
    return (*leading, *reasons(query.words, index().entry_features[id_], query.weights)) or (
        "表記の近い語句",
    )


def _match_reason(id_: str) -> str:
    return f"一致したエラーコード：{id_}" if id_.startswith("ERR") else f"一致したFAQの項目：{id_}"


def _codes(text: str) -> frozenset[str]:
    prefixes = [
        f"ERR_{match[1]}" for code in (_CODE, _PARTIAL_CODE) for match in code.finditer(text)
    ]
    return frozenset(id_ for id_ in entries() if id_.startswith(tuple(prefixes)))


def _in_message(plain: str) -> frozenset[str]:
    compact = plain.replace(" ", "")
    if len(compact) < _MIN_MESSAGE_PART:
        return frozenset()
    messages = index().messages.items()
    return frozenset(id_ for id_, message in messages if compact in message or message in compact)


def _scores(query: _Query) -> dict[str, float]:
    """Return the scores of entries that the query can be about and that cover enough of it."""
    scores, covered = dict.fromkeys(entries(), 0.0), dict.fromkeys(entries(), 0.0)
    for feature, feature_weight in query.weights.items():
        for id_, weight in index().postings.get(feature, ()):
            scores[id_] += feature_weight * weight
            covered[id_] += feature_weight
    for phrase, matches in index().phrases.items():
        if phrase in query.plain:
            for id_, feature_weight in matches:
                scores[id_] += feature_weight
    total = _total_weight(query)
    least = max(_MIN_KNOWN_SHARE * total, min(_MIN_KNOWN, _ALMOST_ALL * total))
    return {
        id_: score * (_MESSAGE_FACTOR if id_ in query.in_message else 1)
        for id_, score in scores.items()
        if score and covered[id_] >= least and id_ in query.about | query.in_message
    }


def _total_weight(query: _Query) -> float:
    """Return the weight of the whole query, with a limit for each unknown word."""
    known = index().postings
    total = sum(weight for feature, weight in query.weights.items() if feature in known)
    for word_features in query.words.words.values():
        unknown = sum(
            query.weights.get(feature, 0) for feature in word_features if feature not in known
        )
        total += min(_MAX_UNKNOWN, unknown)
    return total


def _best(scores: Mapping[str, float]) -> list[str]:
    """Return the entries with scores near the best, by score and then in the FAQ's order."""
    least = _MIN_SHARE_OF_BEST * max(scores.values(), default=0.0)
    near = [id_ for id_ in entries() if id_ in scores and scores[id_] >= least]
    return sorted(near, key=lambda id_: -scores[id_])[:_MAX_RESULTS]
