"""Evening out how Japanese is written, so that what is meant alike is found alike."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from rules.guide.content import read

_KANJI: Final = "々〆\u3400-\u9fff"
_HIRAGANA: Final = "\u3041-\u3096"
_SMALL: Final = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_TO_HIRAGANA: Final = _SMALL | {
    code: _SMALL.get(code - 0x60, code - 0x60) for code in range(0x30A1, 0x30F7)
}
_LONG_VOWEL: Final = re.compile(r"(?<=[\u3041-\u3096])[ー~〜‐‑–—―−─━-]+")
_OKURIGANA: Final = re.compile(f"(?<=[{_KANJI}])[{_HIRAGANA}]{{1,2}}(?=[{_KANJI}])")
_JAPANESE: Final = f"{_KANJI}{_HIRAGANA}"
_NUMERAL: Final = re.compile("[一二三四五六七八九](?=[つ社回週枚人台件桁年個種])")
_NUMERALS: Final = dict(zip("一二三四五六七八九", "123456789", strict=True))
_NEITHER: Final = re.compile(rf"[^0-9a-z{_JAPANESE}]+")
_GAP: Final = re.compile(rf"(?<=[{_JAPANESE}]) +(?=[{_JAPANESE}])")
_CHUNKS: Final = re.compile(
    rf"([A-Za-z0-9_]+|[ァ-ヶー]+)|([{_KANJI}]+[ぁ-ん]?)[ぁ-ん]*|([ぁ-ん]{{3,}})"
)
_RUNS: Final = re.compile(rf"[0-9a-z]+|[{_JAPANESE}]+")
_KANA: Final = re.compile(f"[{_HIRAGANA}]+")
_NO_KANA: Final = re.compile(f"[^{_HIRAGANA}]")


def fold(text: str) -> str:
    """Even out width, case, kana, long-vowel marks, signs, spaces, and spellings.

    What is left are runs of kanji and hiragana, and of Latin letters and digits.
    """
    return _spelling().sub(_read_as, _evened(text))


def without_okurigana(text: str) -> str:
    """Leave out the one or two hiragana between kanji: 申し込み, 社名の変更."""
    return _OKURIGANA.sub("", unicodedata.normalize("NFKC", text))


def runs(text: str) -> list[str]:
    """Return the runs of Japanese, and of Latin letters and digits, of a folded text."""
    return _RUNS.findall(text)


def chunks(text: str) -> list[str]:
    """Return what look like words in a text in NFKC, kanji with one hiragana of their endings."""
    return ["".join(found) for found in _CHUNKS.findall(text)]


def is_kana(text: str) -> bool:
    """Return whether a folded text has kana alone."""
    return _KANA.fullmatch(text) is not None


def without_hiragana(text: str) -> str:
    """Put a space where hiragana stand in a text."""
    return _KANA.sub(" ", text)


def kanji(run: str) -> list[str]:
    """Return the characters of a folded run of Japanese that are no kana."""
    return _NO_KANA.findall(run)


def _evened(text: str) -> str:
    even = unicodedata.normalize("NFKC", text).casefold().translate(_TO_HIRAGANA)
    even = _NUMERAL.sub(lambda match: _NUMERALS[match[0]], even)
    even = _NEITHER.sub(" ", _LONG_VOWEL.sub("", even))
    return _GAP.sub("", even).strip()


@cache
def spellings() -> dict[str, str]:
    """Return the spellings and the readings, both sides evened out."""
    written = {**_data()["spelling"], **_data()["reading"]}
    return {_evened(a): _evened(b) for a, b in written.items()}


@cache
def _spelling() -> re.Pattern[str]:
    return any_of(spellings())


def _read_as(match: re.Match[str]) -> str:
    return spellings()[match[0]]


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of any of some phrases, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(phrases, key=len, reverse=True))))


@cache
def alike() -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return the rows of words that mean much the same, each word as written and folded."""
    return tuple(tuple((word, fold(word)) for word in row) for row in _data()["same"]["rows"])


def unfilled(even: str) -> str:
    """Leave out of a folded text what says nothing about the matter."""
    return _fillers().sub(" ", even)


@cache
def _fillers() -> re.Pattern[str]:
    return any_of({fold(phrase) for phrase in _data()["filler"]["phrases"]})


@cache
def _data() -> dict[str, Any]:
    return read("words.toml")
