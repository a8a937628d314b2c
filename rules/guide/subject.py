"""Filter of entries by subject: which ones a question can be about, by known and unknown nouns.

Many questions that the FAQ does not answer share words with an entry (an expiry date, an
application, a password). So the nouns that an entry knows, except general office words, have to
outweigh the nouns that no entry knows, and the names of other systems.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from rules.content import read_data
from rules.guide.entries import entries
from rules.guide.index import features, index, katakana_pairs, query_features
from rules.guide.normalization import any_of, fold, is_kana, spellings, synonyms

_PRICE: Final = 3.5
"""Weight of known nouns required per unknown noun: above the rarest pair of kanji (3.3).
Of values from 3 to 7, it lost the fewest phrasings and outside questions of
tests/rules/guide_tuning.toml (2026-11)."""
_MIN_SHARE_BESIDE_SYSTEM: Final = 0.3
"""Minimum share of a question naming another system that an entry naming it, too, must cover:
1-5 covers 0.15 of a forgotten password there, 0.44 of two systems open at once (2026-11)."""
_MIN_KATAKANA_PART: Final = 4
"""Characters from which katakana is also known inside a longer word: ランタイム (an estimate)."""
_LOOKAHEAD: Final = 4
"""Characters after a noun that a synonym may include: 件数が多い (an estimate)."""

_KANJI: Final = "々〆\u3400-\u9fff"
_NOUN: Final = re.compile(f"[{_KANJI}][ぁ-ん]{{1,2}}方|[A-Za-z0-9_ァ-ヶー{_KANJI}-]{{2,}}")
_METHOD: Final = re.compile(".[ぁ-ん]{1,2}方")  # the み方 of 読み方
_PART: Final = re.compile(f"[A-Za-z]{{2,}}|[ァ-ヶー]{{2,}}|[{_KANJI}]{{2,}}")
_KATAKANA: Final = re.compile("[ァ-ヶー]{2,}")
_LATIN: Final = re.compile("[a-z]{2,}")
_COUNTED: Final = "[0-9一二三四五六七八九十何数]+[かヶ]?[つ人社件回個枚台度日週月年時分桁番本種箇]"


def can_be_about(text: str) -> frozenset[str]:
    """Return the ids of the entries that an NFKC question can be about."""
    other_systems = [name for name in _data()["elsewhere"]["systems"] if name in text]
    text = _without(text, other_systems)
    unknown = unknown_nouns(text)
    features_known = query_features(_without(text, unknown))
    nouns = _known_noun_weights(_without(text, unknown), features_known)
    price = _PRICE * len(unknown)
    return frozenset(
        id_
        for id_, known in nouns.items()
        if known >= price
        and _covers_other_systems(id_, other_systems, known - price, features_known)
    )


def unknown_nouns(text: str) -> list[str]:
    """Return the nouns of an NFKC text that the guide does not know, as written."""
    plain = _everyday().sub("　", _with_usual_spelling(text))
    return [
        noun[0] for noun in _NOUN.finditer(plain) if not _is_known(noun[0], plain[noun.end() :])
    ]


def _covers_other_systems(
    id_: str, other_systems: list[str], surplus: float, weights: dict[str, float]
) -> bool:
    """Return whether an entry mentions the other systems, or covers enough without them."""
    if not all(name in "".join(entries()[id_].words) for name in other_systems):
        return surplus >= _PRICE * len(other_systems)
    covered = sum(
        weight for feature, weight in weights.items() if feature in index().entry_features[id_]
    )
    return not other_systems or covered >= _MIN_SHARE_BESIDE_SYSTEM * sum(weights.values())


def _without(text: str, words: list[str]) -> str:
    """Return a text without some words, as known parts of an unknown noun must not count."""
    for word in words:
        text = text.replace(word, "　")
    return text


def _known_noun_weights(text: str, weights: dict[str, float]) -> dict[str, float]:
    """Return the weight of the nouns that each entry knows, without general office words."""
    katakana, known = katakana_pairs([text]), dict.fromkeys(entries(), 0.0)
    for feature, weight in weights.items():
        if _is_of_noun(feature, katakana) and feature not in _office_features():
            for id_, _ in index().postings.get(feature, ()):
                known[id_] += weight
    return known


def _is_of_noun(feature: str, katakana: frozenset[str]) -> bool:
    """Return whether a feature is a synonym row, or of kanji, katakana or Latin letters."""
    if feature.startswith("#") or feature.isascii() or feature in katakana:
        return True
    return len(feature) > 1 and not any(map(is_kana, feature))


def _is_known(noun: str, behind: str) -> bool:
    """Return whether the guide knows every part of a noun; ``behind`` is the text after it."""
    if _METHOD.fullmatch(noun):
        return any(noun in text for text in _texts())
    parts = _PART.findall(_suffix().sub("", noun))
    return all(_is_known_part(part, behind if part is parts[-1] else "") for part in parts)


def _is_known_part(part: str, behind: str) -> bool:
    """Return whether no two adjacent characters are unknown, and the last one is known."""
    if part.isascii():
        return part.casefold() in _latin()
    folded = fold(part)
    spans = [*_known_spans(folded, is_katakana=_KATAKANA.fullmatch(part) is not None)]
    spans += [
        match.span() for match in _synonym_pattern().finditer(fold(part + behind[:_LOOKAHEAD]))
    ]
    known_marks = "".join(
        "-+"[any(a <= position < b for a, b in spans)] for position in range(len(folded))
    )
    return known_marks.endswith("+") and "--" not in known_marks


def _known_spans(folded: str, *, is_katakana: bool) -> Iterator[tuple[int, int]]:
    """Yield the spans of a folded noun that entries know: katakana words, pairs of kanji."""
    if is_katakana:
        words = _katakana()
        yield from (
            (0, len(folded))
            for word in words
            if len(folded) >= _MIN_KATAKANA_PART and folded in word
        )
        yield from (match.span() for match in any_of(words).finditer(folded))
        return
    known = index().postings
    yield from ((n, n + 2) for n in range(len(folded) - 1) if folded[n : n + 2] in known)


def _with_usual_spelling(text: str) -> str:
    """Return a text with variants replaced by the usual spelling: クラ証 by 証明書."""
    variants = _data()["spelling"]
    return any_of(variants).sub(lambda match: variants[match[0]], text)


@cache
def _everyday() -> re.Pattern[str]:
    return re.compile(f"{any_of(_data()['everyday']['words']).pattern}|{_COUNTED}")


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(f"(?<=..)(?:{any_of(_data()['everyday']['endings']).pattern})$")


@cache
def _synonym_pattern() -> re.Pattern[str]:
    """Return a pattern of all synonyms and usual spellings."""
    return any_of([*(plain for row in synonyms() for _, plain in row), *spellings().values()])


@cache
def _katakana() -> frozenset[str]:
    """Return the folded katakana words of the entries and synonyms."""
    texts = [*_texts(), *(word for row in synonyms() for word, _ in row)]
    return frozenset(fold(word) for text in texts for word in _KATAKANA.findall(text))


@cache
def _latin() -> frozenset[str]:
    return frozenset(word for text in _texts() for word in _LATIN.findall(text.casefold()))


def _texts() -> Iterator[str]:
    for entry in entries().values():
        yield from (entry.question, entry.message, entry.answer)
        yield from (*entry.words, *entry.steps, *entry.conditions, *entry.documents)
    yield from _data()["filler"]["phrases"]


@cache
def _office_features() -> frozenset[str]:
    """Return the features of general office words and their synonyms."""
    office_features = {
        feature for word in _data()["any_office"]["words"] for feature in features(word)
    }
    office_synonyms = [
        word for n, row in enumerate(synonyms()) if f"#{n}" in office_features for word, _ in row
    ]
    return frozenset(office_features.union(*(features(word) for word in office_synonyms)))


@cache
def _data() -> dict[str, Any]:
    return read_data("guide/words.toml")
