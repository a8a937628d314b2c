"""The index of the guide: which entry says what, and how much it tells that it does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import log, sqrt
from operator import add
from typing import Final

from rules.guide.entries import GuideEntry, entries
from rules.guide.items import chapters
from rules.guide.normal import (
    alike,
    fold,
    is_kana,
    kanji,
    runs,
    unfilled,
    without_hiragana,
    without_okurigana,
)

_MESSAGE: Final = 3.0
_QUESTION: Final = 2.5
_WORDS: Final = 2.5
_ANSWER: Final = 1.2
_BODY: Final = 1.0
_NEAR: Final = 0.5

_MEANING: Final = 1.5
"""How much a row of words counts that mean much the same, beside a pair of kanji."""
_BORDER: Final = 0.7
"""How much a pair counts in which kanji and kana meet."""
_GRAMMAR: Final = 0.35
"""How much a pair of hiragana counts that belongs to no word in katakana."""
_CHARACTER: Final = 0.3
"""How much a character counts for itself."""
_UNKNOWN: Final = 0.3
"""How much of that is left to borders and grammar that no entry has."""
_AGAIN: Final = 0.2
"""How much of its weight so far a feature adds that is said again."""
_LONGEST_PHRASE: Final = 8

Postings = dict[str, list[tuple[str, float]]]
"""By feature or phrase: the ids of the entries that have it, with how much that weighs."""


@dataclass(frozen=True, slots=True)
class Index:
    """What is looked up in a search.

    ``having`` are the features of each entry; ``telling`` says how much a feature tells,
    ``unknown`` how much one tells that no entry has;
    ``phrases`` are the words that people use; ``messages`` what the screen says, by entry.
    """

    postings: Postings
    having: dict[str, frozenset[str]]
    telling: dict[str, float]
    unknown: float
    phrases: Postings
    messages: dict[str, str]

    def weight_of(self, feature: str, katakana: frozenset[str]) -> float:
        """Return how much a feature tells, whether any entry has it or not."""
        known = self.telling.get(feature)
        if known is not None:
            return known
        kind = _kind_of(feature, katakana)
        return self.unknown * (kind * _UNKNOWN if kind in {_BORDER, _GRAMMAR} else kind)


def features(text: str) -> set[str]:
    """Return what a text is found by: pairs of Japanese characters, kanji, Latin words, numbers.

    A number after # is a row of words that mean much the same.
    """
    even, bare = fold(text), without_okurigana(text)
    found = {*_pairs(even), *_meanings(even)}
    return found if bare == text else found.union(_pairs(fold(bare)))


def katakana_pairs(texts: Iterable[str]) -> frozenset[str]:
    """Return the pairs of kana that stand in words written in katakana."""
    found: set[str] = set()
    for text in texts:
        katakana = fold(without_hiragana(text))
        found.update(feature for feature in _pairs(katakana) if is_kana(feature))
    return frozenset(found)


def _pairs(even: str) -> Iterator[str]:
    for run in runs(even):
        if run.isascii():
            yield run
        else:
            yield from map(add, run, run[1:])
            yield from kanji(run)


def _meanings(even: str) -> Iterator[str]:
    by_start = _rows_by_start()
    for start in by_start.keys() & {*even, *map(add, even, even[1:])}:
        yield from (row for word, row in by_start[start] if word in even)


@cache
def _rows_by_start() -> dict[str, list[tuple[str, str]]]:
    """Return the words that mean much the same, with their rows, by how a word begins."""
    found: dict[str, list[tuple[str, str]]] = {}
    for number, row in enumerate(alike()):
        for _, word in row:
            found.setdefault(word[:2], []).append((word, f"#{number}"))
    return found


def wanted(text: str) -> dict[str, float]:
    """Return the features of a question in NFKC, with how much each tells."""
    katakana = katakana_pairs([text])
    texts = {unfilled(fold(t)) for t in (text, without_okurigana(text))}
    found = sorted({feature for t in texts for feature in features(t)})  # sums come out alike
    return {feature: index().weight_of(feature, katakana) for feature in found}


@cache
def index() -> Index:
    """Return the index, built once."""
    postings: Postings = {}
    weights = {id_: _weights(entry) for id_, entry in entries().items()}
    for id_, of_entry in weights.items():
        for feature, weight in of_entry.items():
            postings.setdefault(feature, []).append((id_, weight))
    katakana = katakana_pairs(_texts())
    telling = {
        feature: _rareness(len(found)) * _kind_of(feature, katakana)
        for feature, found in postings.items()
    }
    messages = {id_: _joined(entry.message) for id_, entry in entries().items() if entry.message}
    having = {id_: frozenset(of_entry) for id_, of_entry in weights.items()}
    return Index(postings, having, telling, _rareness(0), _phrases(), messages)


def _weights(entry: GuideEntry) -> dict[str, float]:
    """Return the features of an entry, each with the weight of the field that says most, nearly."""
    links = [link.label for link in entry.links]
    fields: list[tuple[float, Iterable[str]]] = [
        (_NEAR, (*entry.documents, *links, _chapter_of(entry))),
        (_BODY, (*entry.steps, *entry.conditions)),
        (_ANSWER, [entry.answer]),
        (_WORDS, entry.words),
        (_QUESTION, [entry.question]),
        (_MESSAGE, [entry.message, entry.id]),
    ]
    found: dict[str, float] = {}
    for weight, texts in fields:
        for feature in (feature for text in texts for feature in features(text)):
            found[feature] = weight + _AGAIN * found.get(feature, 0.0)
    return found


def _chapter_of(entry: GuideEntry) -> str:
    return next(c.title for c in chapters() if any(item.id == entry.id for item in c.item))


def _texts() -> Iterator[str]:
    for entry in entries().values():
        yield from (entry.question, entry.message, entry.answer, *entry.words, *entry.steps)


def _rareness(having: int) -> float:
    return log(1 + (len(entries()) - having + 0.5) / (having + 0.5))


def _kind_of(feature: str, katakana: frozenset[str]) -> float:
    if feature.startswith("#"):
        return _MEANING
    if len(feature) == 1:
        return _CHARACTER
    if is_kana(feature):
        return 1.0 if feature in katakana else _GRAMMAR
    return _BORDER if any(map(is_kana, feature)) else 1.0


def _phrases() -> Postings:
    """Return the words that people use for an entry; what many entries say tells little."""
    having: dict[str, list[str]] = {}
    for id_, entry in entries().items():
        for phrase in {fold(word) for word in entry.words}:
            having.setdefault(phrase, []).append(id_)
    return {
        phrase: [
            (id_, _rareness(len(ids)) * sqrt(min(len(phrase), _LONGEST_PHRASE))) for id_ in ids
        ]
        for phrase, ids in having.items()
    }


def _joined(text: str) -> str:
    return unfilled(fold(text)).replace(" ", "")
