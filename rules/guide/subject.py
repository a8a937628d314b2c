"""Which entries a question can be about at all, by the nouns that the guide knows or does not.

An entry shares words with many questions that no item of the FAQ answers (an expiry date, an
application, a password). So the nouns that it knows, those of any office left out, have to outweigh
the nouns that no entry knows, and the name of another system.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from rules.guide.content import read
from rules.guide.entries import entries
from rules.guide.index import features, index, katakana_pairs, wanted
from rules.guide.normal import alike, any_of, fold, is_kana, spellings

_PRICE: Final = 3.5
"""How much known nouns must tell for each unknown one: more than the rarest pair of kanji (3.3).
Of prices from 3 to 7 the one that lost the fewest phrasings and outside questions of
tests/rules/guide_tuning.toml (2026-11)."""
_LEAST_BESIDE: Final = 0.3
"""The least share of a question about another system that an entry must know which names it:
1-5 knows 0.15 of a forgotten password there, 0.44 of two systems that are open (2026-11)."""
_LONG: Final = 4
"""A word in katakana of so many characters is known as a part of a longer one, too: ランタイム."""
_ENDING: Final = 4
"""So many characters behind a noun belong to it where a row of words says so: 件数が多い."""

_KANJI: Final = "々〆\u3400-\u9fff"
_NOUN: Final = re.compile(f"[{_KANJI}][ぁ-ん]{{1,2}}方|[A-Za-z0-9_ァ-ヶー{_KANJI}-]{{2,}}")
_WAY: Final = re.compile(".[ぁ-ん]{1,2}方")
_PART: Final = re.compile(f"[A-Za-z]{{2,}}|[ァ-ヶー]{{2,}}|[{_KANJI}]{{2,}}")
_KATAKANA: Final = re.compile("[ァ-ヶー]{2,}")
_LATIN: Final = re.compile("[a-z]{2,}")
_COUNTED: Final = "[0-9一二三四五六七八九十何数]+[かヶ]?[つ人社件回個枚台度日週月年時分桁番本種箇]"


def can_be_about(text: str) -> frozenset[str]:
    """Return the ids of the entries that a question in NFKC can be about."""
    elsewhere = [name for name in _data()["elsewhere"]["systems"] if name in text]
    text = _without(text, elsewhere)
    unknown = unknown_nouns(text)
    rest = wanted(_without(text, unknown))
    nouns = _nouns_known(_without(text, unknown), rest)
    price = _PRICE * len(unknown)
    return frozenset(
        id_
        for id_, known in nouns.items()
        if known >= price and _is_reached(id_, elsewhere, known - price, rest)
    )


def unknown_nouns(text: str) -> list[str]:
    """List the nouns of a text in NFKC that the guide does not know, as they were written."""
    plain = _everyday().sub("　", _as_spelled(text))
    return [
        noun[0] for noun in _NOUN.finditer(plain) if not _is_known(noun[0], plain[noun.end() :])
    ]


def _is_reached(id_: str, elsewhere: list[str], left: float, rest: dict[str, float]) -> bool:
    """Return whether an entry speaks of the other systems named, or knows enough without them."""
    if not all(name in "".join(entries()[id_].words) for name in elsewhere):
        return left >= _PRICE * len(elsewhere)
    known = sum(telling for feature, telling in rest.items() if feature in index().having[id_])
    return not elsewhere or known >= _LEAST_BESIDE * sum(rest.values())


def _without(text: str, words: list[str]) -> str:
    """Leave out words: what is known of a part of an unknown noun says nothing about the whole."""
    for word in words:
        text = text.replace(word, "　")
    return text


def _nouns_known(text: str, its_features: dict[str, float]) -> dict[str, float]:
    """Return how much the nouns of a text tell that each entry knows.

    Those of any office nothing.
    """
    katakana, known = katakana_pairs([text]), dict.fromkeys(entries(), 0.0)
    for feature, telling in its_features.items():
        if _is_of_noun(feature, katakana) and feature not in _of_any_office():
            for id_, _ in index().postings.get(feature, ()):
                known[id_] += telling
    return known


def _is_of_noun(feature: str, katakana: frozenset[str]) -> bool:
    """Return whether a feature is a row of words, or of kanji, of katakana or of Latin letters."""
    if feature.startswith("#") or feature.isascii() or feature in katakana:
        return True
    return len(feature) > 1 and not any(map(is_kana, feature))


def _is_known(noun: str, behind: str) -> bool:
    """Return whether the guide knows every part of a noun; ``behind`` is what follows it."""
    if _WAY.fullmatch(noun):
        return any(noun in text for text in _texts())
    parts = _PART.findall(_suffix().sub("", noun))
    return all(_is_known_part(part, behind if part is parts[-1] else "") for part in parts)


def _is_known_part(part: str, behind: str) -> bool:
    """Return whether no two characters running are unknown, and the last one is known."""
    if part.isascii():
        return part.casefold() in _latin()
    even = fold(part)
    spans = [*_spans(even, is_katakana=_KATAKANA.fullmatch(part) is not None)]
    spans += [match.span() for match in _rows().finditer(fold(part + behind[:_ENDING]))]
    marks = "".join("-+"[any(a <= place < b for a, b in spans)] for place in range(len(even)))
    return marks.endswith("+") and "--" not in marks


def _spans(even: str, *, is_katakana: bool) -> Iterator[tuple[int, int]]:
    """Yield the parts of a folded noun that entries know: words in katakana, pairs of kanji."""
    if is_katakana:
        words = _katakana()
        yield from ((0, len(even)) for word in words if len(even) >= _LONG and even in word)
        yield from (match.span() for match in any_of(words).finditer(even))
        return
    known = index().postings
    yield from ((n, n + 2) for n in range(len(even) - 1) if even[n : n + 2] in known)


def _as_spelled(text: str) -> str:
    """Write words as their usual spelling has them: クラ証 is 証明書."""
    written = _data()["spelling"]
    return any_of(written).sub(lambda match: written[match[0]], text)


@cache
def _everyday() -> re.Pattern[str]:
    return re.compile(f"{any_of(_data()['everyday']['words']).pattern}|{_COUNTED}")


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(f"(?<=..)(?:{any_of(_data()['everyday']['endings']).pattern})$")


@cache
def _rows() -> re.Pattern[str]:
    """Return a pattern of the words that stand in rows of words alike, and of usual spellings."""
    return any_of([*(plain for row in alike() for _, plain in row), *spellings().values()])


@cache
def _katakana() -> frozenset[str]:
    """Return the words in katakana of the entries and of the rows of words alike, folded."""
    texts = [*_texts(), *(word for row in alike() for word, _ in row)]
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
def _of_any_office() -> frozenset[str]:
    """Return the features of any office's words, and of those that mean much the same."""
    found = {feature for word in _data()["any_office"]["words"] for feature in features(word)}
    same = [word for n, row in enumerate(alike()) if f"#{n}" in found for word, _ in row]
    return frozenset(found.union(*(features(word) for word in same)))


@cache
def _data() -> dict[str, Any]:
    return read("words.toml")
