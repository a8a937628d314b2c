"""The search index of the guide: the weighted features of every entry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import log, sqrt
from operator import add
from typing import Final

from rules.guide.entries import GuideEntry, entries
from rules.guide.items import chapters
from rules.guide.normalization import (
    fold,
    is_kana,
    kanji,
    runs,
    synonyms,
    without_fillers,
    without_hiragana,
    without_okurigana,
)

# Weights of the fields of an entry. These and the weights below were tuned by hand, together with
# those in search.py, on the phrasings of tests/rules/guide_tuning.toml.
_MESSAGE: Final = 3.0
_QUESTION: Final = 2.5
_WORDS: Final = 2.5
_ANSWER: Final = 1.2
_BODY: Final = 1.0
_RELATED: Final = 0.5

_SYNONYM: Final = 1.5  # factor of a synonym row; a pair of kanji is 1
_BORDER: Final = 0.7  # factor of a pair of one kanji and one kana
_GRAMMAR: Final = 0.35
"""Factor of a pair of hiragana that is not part of a katakana word: mostly grammar."""
_CHARACTER: Final = 0.3  # factor of a single character
_UNKNOWN: Final = 0.3  # further factor of border and grammar pairs that are in no entry
_REPETITION: Final = 0.2  # share of its weight in lesser fields that a repeated feature adds
_LONGEST_PHRASE: Final = 8  # characters; longer phrases weigh no more

Postings = dict[str, list[tuple[str, float]]]
"""By feature or phrase: the ids of its entries, with its weight in each."""


@dataclass(frozen=True, slots=True)
class Index:
    """The search index.

    ``entry_features`` are the features of each entry; ``weights`` the weights of features, rare
    ones higher, and ``unknown_weight`` that of a feature in no entry. ``phrases`` are the postings
    of common names; ``messages`` the messages on the screen, by entry.
    """

    postings: Postings
    entry_features: dict[str, frozenset[str]]
    weights: dict[str, float]
    unknown_weight: float
    phrases: Postings
    messages: dict[str, str]

    def weight_of(self, feature: str, katakana: frozenset[str]) -> float:
        """Return the weight of a feature, whether or not an entry has it."""
        known = self.weights.get(feature)
        if known is not None:
            return known
        factor = _kind_factor(feature, katakana)
        return self.unknown_weight * (
            factor * _UNKNOWN if factor in {_BORDER, _GRAMMAR} else factor
        )


def features(text: str) -> set[str]:
    """Return the features of a text: pairs of Japanese characters, kanji, Latin words, numbers.

    ``#`` and a number is a row of synonyms.
    """
    folded, stems = fold(text), without_okurigana(text)
    found = {*_pairs(folded), *_synonym_rows(folded)}
    return found if stems == text else found.union(_pairs(fold(stems)))


def katakana_pairs(texts: Iterable[str]) -> frozenset[str]:
    """Return the pairs of kana that occur in katakana words."""
    pairs: set[str] = set()
    for text in texts:
        katakana = fold(without_hiragana(text))
        pairs.update(feature for feature in _pairs(katakana) if is_kana(feature))
    return frozenset(pairs)


def _pairs(folded: str) -> Iterator[str]:
    for run in runs(folded):
        if run.isascii():
            yield run
        else:
            yield from map(add, run, run[1:])
            yield from kanji(run)


def _synonym_rows(folded: str) -> Iterator[str]:
    by_start = _rows_by_start()
    for start in by_start.keys() & {*folded, *map(add, folded, folded[1:])}:
        yield from (row for word, row in by_start[start] if word in folded)


@cache
def _rows_by_start() -> dict[str, list[tuple[str, str]]]:
    """Return the synonyms with their rows, by the first two characters of a word."""
    by_start: dict[str, list[tuple[str, str]]] = {}
    for number, row in enumerate(synonyms()):
        for _, word in row:
            by_start.setdefault(word[:2], []).append((word, f"#{number}"))
    return by_start


def query_features(text: str) -> dict[str, float]:
    """Return the features of an NFKC query with their weights."""
    katakana = katakana_pairs([text])
    texts = {without_fillers(fold(t)) for t in (text, without_okurigana(text))}
    # Sorted, as the sum of floats depends on the order of addition.
    in_order = sorted({feature for t in texts for feature in features(t)})
    return {feature: index().weight_of(feature, katakana) for feature in in_order}


@cache
def index() -> Index:
    """Return the index, built once."""
    postings: Postings = {}
    entry_weights = {id_: _weights(entry) for id_, entry in entries().items()}
    for id_, weights_of_entry in entry_weights.items():
        for feature, weight in weights_of_entry.items():
            postings.setdefault(feature, []).append((id_, weight))
    katakana = katakana_pairs(_texts())
    weights = {
        feature: _rarity(len(entry_postings)) * _kind_factor(feature, katakana)
        for feature, entry_postings in postings.items()
    }
    messages = {id_: _joined(entry.message) for id_, entry in entries().items() if entry.message}
    entry_features = {
        id_: frozenset(weights_of_entry) for id_, weights_of_entry in entry_weights.items()
    }
    return Index(postings, entry_features, weights, _rarity(0), _phrases(), messages)


def _weights(entry: GuideEntry) -> dict[str, float]:
    """Return the features of an entry with the weight of their highest field, plus repetitions."""
    links = [link.label for link in entry.links]
    fields: list[tuple[float, Iterable[str]]] = [
        (_RELATED, (*entry.documents, *links, _chapter_of(entry))),
        (_BODY, (*entry.steps, *entry.conditions)),
        (_ANSWER, [entry.answer]),
        (_WORDS, entry.words),
        (_QUESTION, [entry.question]),
        (_MESSAGE, [entry.message, entry.id]),
    ]
    weights: dict[str, float] = {}
    for weight, texts in fields:
        for feature in (feature for text in texts for feature in features(text)):
            weights[feature] = weight + _REPETITION * weights.get(feature, 0.0)
    return weights


def _chapter_of(entry: GuideEntry) -> str:
    return next(c.title for c in chapters() if any(item.id == entry.id for item in c.item))


def _texts() -> Iterator[str]:
    for entry in entries().values():
        yield from (entry.question, entry.message, entry.answer, *entry.words, *entry.steps)


def _rarity(count: int) -> float:
    return log(1 + (len(entries()) - count + 0.5) / (count + 0.5))


def _kind_factor(feature: str, katakana: frozenset[str]) -> float:
    if feature.startswith("#"):
        return _SYNONYM
    if len(feature) == 1:
        return _CHARACTER
    if is_kana(feature):
        return 1.0 if feature in katakana else _GRAMMAR
    return _BORDER if any(map(is_kana, feature)) else 1.0


def _phrases() -> Postings:
    """Return the postings of common names; the more entries have one, the less it weighs."""
    ids_by_phrase: dict[str, list[str]] = {}
    for id_, entry in entries().items():
        for phrase in {fold(word) for word in entry.words}:
            ids_by_phrase.setdefault(phrase, []).append(id_)
    return {
        phrase: [(id_, _rarity(len(ids)) * sqrt(min(len(phrase), _LONGEST_PHRASE))) for id_ in ids]
        for phrase, ids in ids_by_phrase.items()
    }


def _joined(text: str) -> str:
    return without_fillers(fold(text)).replace(" ", "")
