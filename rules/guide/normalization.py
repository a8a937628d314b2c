"""Normalisation of Japanese text, so that different spellings match in a search."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from rules.content import read_data

_KANJI: Final = "々〆\u3400-\u9fff"
_HIRAGANA: Final = "\u3041-\u3096"
_SMALL_KANA: Final = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_TO_HIRAGANA: Final = _SMALL_KANA | {
    code: _SMALL_KANA.get(code - 0x60, code - 0x60) for code in range(0x30A1, 0x30F7)
}
_LONG_VOWEL: Final = re.compile(r"(?<=[\u3041-\u3096])[ー~〜‐‑–—―−─━-]+")
_OKURIGANA: Final = re.compile(f"(?<=[{_KANJI}])[{_HIRAGANA}]{{1,2}}(?=[{_KANJI}])")
"""The し of 申し込."""
_JAPANESE: Final = f"{_KANJI}{_HIRAGANA}"
_NUMERAL: Final = re.compile("[一二三四五六七八九](?=[つ社回週枚人台件桁年個種])")  # the 一 of 一回
_NUMERALS: Final = dict(zip("一二三四五六七八九", "123456789", strict=True))
_OTHER_CHARACTERS: Final = re.compile(rf"[^0-9a-z{_JAPANESE}]+")
_GAP: Final = re.compile(rf"(?<=[{_JAPANESE}]) +(?=[{_JAPANESE}])")  # the space of 証明書 更新
_CHUNKS: Final = re.compile(
    rf"([A-Za-z0-9_]+|[ァ-ヶー]+)|([{_KANJI}]+[ぁ-ん]?)[ぁ-ん]*|([ぁ-ん]{{3,}})"
)
_RUNS: Final = re.compile(rf"[0-9a-z]+|[{_JAPANESE}]+")
_KANA: Final = re.compile(f"[{_HIRAGANA}]+")
_NO_KANA: Final = re.compile(f"[^{_HIRAGANA}]")


def fold(text: str) -> str:
    """Normalise width, case, kana, long-vowel marks, punctuation, spaces and spellings.

    The result consists of runs of kanji and hiragana, and of Latin letters and digits.
    """
    return _spelling().sub(_usual_spelling, _normalised(text))


def without_okurigana(text: str) -> str:
    """Return a text without the one or two hiragana between kanji: 申し込み, 社名の変更."""
    return _OKURIGANA.sub("", unicodedata.normalize("NFKC", text))


def runs(text: str) -> list[str]:
    """Return the runs of Japanese, and of Latin letters and digits, of a folded text."""
    return _RUNS.findall(text)


def chunks(text: str) -> list[str]:
    """Return the approximate words of an NFKC text, kanji with one hiragana of their endings."""
    return ["".join(groups) for groups in _CHUNKS.findall(text)]


def is_kana(text: str) -> bool:
    """Return whether a folded text consists of kana only."""
    return _KANA.fullmatch(text) is not None


def without_hiragana(text: str) -> str:
    """Return a text with a space for each run of hiragana."""
    return _KANA.sub(" ", text)


def kanji(run: str) -> list[str]:
    """Return the characters of a folded run of Japanese that are not kana."""
    return _NO_KANA.findall(run)


def _normalised(text: str) -> str:
    normalised = unicodedata.normalize("NFKC", text).casefold().translate(_TO_HIRAGANA)
    normalised = _NUMERAL.sub(lambda match: _NUMERALS[match[0]], normalised)
    normalised = _OTHER_CHARACTERS.sub(" ", _LONG_VOWEL.sub("", normalised))
    return _GAP.sub("", normalised).strip()


@cache
def spellings() -> dict[str, str]:
    """Return the usual spellings by variant or reading, both normalised."""
    variants = {**_data()["spelling"], **_data()["reading"]}
    return {_normalised(a): _normalised(b) for a, b in variants.items()}


@cache
def _spelling() -> re.Pattern[str]:
    return any_of(spellings())


def _usual_spelling(match: re.Match[str]) -> str:
    return spellings()[match[0]]


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that matches any of the phrases, preferring longer ones."""
    return re.compile("|".join(map(re.escape, sorted(phrases, key=len, reverse=True))))


@cache
def synonyms() -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return the rows of synonyms, each word as written and folded."""
    return tuple(tuple((word, fold(word)) for word in row) for row in _data()["same"]["rows"])


def without_fillers(normalised: str) -> str:
    """Return a folded text without filler phrases."""
    return _fillers().sub(" ", normalised)


@cache
def _fillers() -> re.Pattern[str]:
    return any_of({fold(phrase) for phrase in _data()["filler"]["phrases"]})


@cache
def _data() -> dict[str, Any]:
    return read_data("guide/words.toml")
