"""Why an entry was found, in Japanese, with the words as they were said."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rules.guide.index import features
from rules.guide.normal import alike, chunks, fold, is_kana, unfilled

_ENDINGS: Final = "がをはにのでとへもやかし"
_MOST: Final = 4


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words that were said, each with its features; and those that have other names."""

    words: dict[str, tuple[str, ...]]
    names: dict[str, str]


def spoken(text: str) -> Spoken:
    """Take a text in NFKC apart; ``names`` are the rows of words alike, each with the one said."""
    even = fold(text)
    return Spoken(
        {chunk: tuple(sorted(features(unfilled(fold(chunk))))) for chunk in chunks(text)},
        {
            f"#{number}": next(word for word, plain in row if plain in even)
            for number, row in enumerate(alike())
            if any(plain in even for _, plain in row)
        },
    )


def reasons(said: Spoken, has: Collection[str], wanted: Mapping[str, float]) -> Iterator[str]:
    """Return which of the words said an entry has, and which it has by another name.

    ``has`` are the features of the entry, ``wanted`` those that were said and how much each tells.
    """
    rows = {row: word for row, word in said.names.items() if row in has}
    words = _words(said, has, wanted)
    if words:
        yield f"一致した語句：{'、'.join(words)}"
    near = [word for word in rows.values() if not _is_among(word, words)]
    if near:
        yield f"意味の近い語句：{'、'.join(near[:_MOST])}"


def _words(said: Spoken, has: Collection[str], wanted: Mapping[str, float]) -> list[str]:
    """Return the most telling words that an entry has, in the order in which they came."""
    found: dict[str, float] = {}
    for chunk, its_features in said.words.items():
        here = {f: wanted.get(f, 0.0) for f in its_features if not f.startswith("#")}
        told = sum(weight for feature, weight in here.items() if feature in has)
        if _is_kana_around(chunk, said.names.values()):
            continue
        if told and told >= sum(here.values()) / 2:
            found[chunk.rstrip(_ENDINGS) or chunk] = told
    best = sorted(found, key=lambda chunk: -found[chunk])[:_MOST]
    return [chunk for chunk in found if chunk in best]


def _is_kana_around(chunk: str, names: Iterable[str]) -> bool:
    """Return whether a chunk is hiragana that hold a known word: where it begins is not known."""
    return is_kana(chunk) and any(name in chunk for name in names)


def _is_among(word: str, words: list[str]) -> bool:
    return any(word in other or other in word for other in words)
