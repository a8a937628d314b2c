"""Japanese reasons why an entry was found, with the words of the query."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rules.guide.index import features
from rules.guide.normalization import chunks, fold, is_kana, synonyms, without_fillers

_ENDINGS: Final = "がをはにのでとへもやかし"
_MAX_WORDS: Final = 4  # in one reason, so that it stays one line (an estimate)


@dataclass(frozen=True, slots=True)
class QueryWords:
    """The words of a query with their features, and its synonyms by their row."""

    words: dict[str, tuple[str, ...]]
    synonyms_used: dict[str, str]


def query_words(text: str) -> QueryWords:
    """Split an NFKC text into words, and find its synonyms."""
    folded = fold(text)
    return QueryWords(
        {chunk: tuple(sorted(features(without_fillers(fold(chunk))))) for chunk in chunks(text)},
        {
            f"#{number}": next(word for word, plain in row if plain in folded)
            for number, row in enumerate(synonyms())
            if any(plain in folded for _, plain in row)
        },
    )


def reasons(
    query: QueryWords, features_of_entry: Collection[str], weights: Mapping[str, float]
) -> Iterator[str]:
    """Yield the words of a query that an entry has, and those that it has as a synonym.

    ``weights`` are the weights of the query's features.
    """
    rows = {row: word for row, word in query.synonyms_used.items() if row in features_of_entry}
    words = _matching_words(query, features_of_entry, weights)
    if words:
        yield f"一致した語句：{'、'.join(words)}"
    near = [word for word in rows.values() if not _is_among(word, words)]
    if near:
        yield f"意味の近い語句：{'、'.join(near[:_MAX_WORDS])}"


def _matching_words(
    query: QueryWords, features_of_entry: Collection[str], weights: Mapping[str, float]
) -> list[str]:
    """Return the words of highest weight that an entry has, in the order of the query."""
    scored: dict[str, float] = {}
    for chunk, its_features in query.words.items():
        chunk_weights = {f: weights.get(f, 0.0) for f in its_features if not f.startswith("#")}
        known_weight = sum(
            weight for feature, weight in chunk_weights.items() if feature in features_of_entry
        )
        if _hides_synonym(chunk, query.synonyms_used.values()):
            continue
        if known_weight and known_weight >= sum(chunk_weights.values()) / 2:
            scored[chunk.rstrip(_ENDINGS) or chunk] = known_weight
    best = sorted(scored, key=lambda chunk: -scored[chunk])[:_MAX_WORDS]
    return [chunk for chunk in scored if chunk in best]


def _hides_synonym(chunk: str, synonyms_used: Iterable[str]) -> bool:
    """Return whether a chunk is hiragana with a synonym inside, so that its words are unclear."""
    return is_kana(chunk) and any(name in chunk for name in synonyms_used)


def _is_among(word: str, words: list[str]) -> bool:
    return any(word in other or other in word for other in words)
