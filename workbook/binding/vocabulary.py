"""What forms print for the catalogue's answers and sections, as data."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from schemas.answer import Shape
from schemas.catalogue import ENTRIES, SECTIONS, TABLES
from workbook.binding.wording import inside, outside, plain

FOREIGN: Final = "foreign"
"""The section of what is nobody's answer: an agent's part, the office's own fields."""

_LONG_ENOUGH: Final = 3
_MOST_LABELS: Final = 4096
_TWINS: Final = ("web_certificates", "api.certificates")
"""Two tables that print the same words."""
_IN_OTHER_WORDS: Final = 0.97
_BY_KEY: Final = 0.9
_AT_THE_END: Final = 0.85
_AFTER_OTHER_WORDS: Final = 0.6
_NOT: Final = "!"
_OLD: Final = "旧"


@dataclass(frozen=True)
class Vocabulary:
    """Words by path and by section; ``owners`` are the paths that print a word.

    ``keys`` are words that together betray a path, for what is printed as a sentence. ``holds`` and
    ``tails`` betray a foreign label, ``strangers`` a foreign section; ``neutral`` may precede a
    label.
    """

    labels: Mapping[str, frozenset[str]]
    sections: Mapping[str, frozenset[str]]
    owners: Mapping[str, frozenset[str]]
    keys: Mapping[str, tuple[tuple[str, ...], ...]]
    holds: tuple[str, ...]
    tails: tuple[str, ...]
    strangers: tuple[str, ...]
    neutral: re.Pattern[str]

    def likeness(self, path: str, says: Sequence[str]) -> float:
        """Say how much a printed text is the label of a path: from 0 to 1."""
        return likenesses(tuple(says)).get(path, 0.0)

    def is_foreign(self, says: Sequence[str]) -> bool:
        """Tell whether a label asks something that the catalogue does not have: FAX番号, 役職."""
        if says[0] in self.owners:
            return False
        words = outside(says[0])
        if words.endswith(self.tails) or any(word in self.holds for word in inside(says[0])):
            return True
        return any(word in words for word in (*self.holds, *self.strangers))

    def sections_of(self, words: str) -> tuple[str, ...]:
        """Give the sections that a heading may name, as a rule one; none where it names none."""
        hits = [
            (len(word), section)
            for section, known in self.sections.items()
            for word in known
            if word == words or (len(word) >= _LONG_ENOUGH and word in words)
        ]
        longest = max(hits, default=(0, ""))[0]
        begins = [words.find(word) for known in self.sections.values() for word in known]
        first = min((begin for begin in begins if begin >= 0), default=len(words))
        strange = [word for word in self.strangers if word in words]
        if any(len(word) >= longest or words.find(word) <= first for word in strange):
            return (FOREIGN,)
        return tuple(section for length, section in hits if length == longest)

    def is_section(self, words: str) -> bool:
        """Tell whether words name a section and nothing more."""
        return any(words in known for known in self.sections.values())

    def is_asked(self, says: Sequence[str]) -> bool:
        """Tell whether a text may be the label of what is written, anybody's or nobody's."""
        paths = likenesses(tuple(says)).keys() & ENTRIES.keys()
        is_written = any(ENTRIES[path].shape is not Shape.TICK for path in paths)
        return is_written or self.is_foreign(says)

    def prefixed(self, words: str) -> str:
        """Give the section that a label names itself: 申込者の事業者名, 申込者(部署名)."""
        hits = [
            (len(word), section)
            for section, known in self.sections.items()
            for word in known
            if len(word) >= _LONG_ENOUGH
            and re.match(re.escape(word) + r"[の(・:]?.", words)
            and words not in self.owners
            and any(words.endswith(w) or words.rstrip(")").endswith(w) for w in self.owners)
        ]
        return max(hits, default=(0, ""))[1]

    def is_own(self, path: str, says: Sequence[str]) -> bool:
        """Tell whether what is printed is printed for this path alone."""
        whole = self.owners.get(says[0], frozenset())
        keyed = {other for other in self.keys if self.is_keyed(other, says[0])}
        parts = {owner for words in says for owner in self.owners.get(words, ())}
        return (whole or keyed or parts) == {path}

    def is_keyed(self, path: str, words: str) -> bool:
        """Tell whether words hold what betrays a path."""
        is_day = words.endswith("日") and path in ENTRIES
        if is_day and ENTRIES[path].shape is not Shape.DATE:
            return False
        return any(
            all((word[1:] not in words) if word[0] == _NOT else (word in words) for word in key)
            for key in self.keys.get(path, ())
        )

    def ending(self, path: str, said: str) -> float:
        """Say how much a text ends with a path's label, by what precedes it."""
        best = 0.0
        for word in self.labels[path]:
            if self._is_old(word, said):
                return _AT_THE_END
            if said.endswith(word) and said != word:
                if self.neutral.fullmatch(said[: -len(word)]):
                    return _AT_THE_END
                is_enough = len(word) >= _LONG_ENOUGH or said[: -len(word)].endswith("の")
                best = max(best, _AFTER_OTHER_WORDS * (is_enough and path in ENTRIES))
        return best

    def _is_old(self, word: str, said: str) -> bool:
        """Tell whether a text asks what a word with 旧 asks, with more between: 旧証明書の番号."""
        what = word.removeprefix(_OLD)
        if what == word or not (said.startswith(_OLD) and said.endswith(what)):
            return False
        return self.neutral.fullmatch(said[len(_OLD) : -len(what)]) is not None


@lru_cache(maxsize=_MOST_LABELS)
def likenesses(says: tuple[str, ...]) -> Mapping[str, float]:
    """Say for each path how much a printed text is its label; what is foreign is only a tick's."""
    words, found = vocabulary(), {}
    is_foreign = words.is_foreign(says)
    for path in words.labels:
        is_tick = path not in ENTRIES or ENTRIES[path].shape is Shape.TICK
        likeness = 0.0 if is_foreign and not is_tick else _likeness(words, path, says)
        if likeness:
            found[path] = likeness
    return found


def _likeness(words: Vocabulary, path: str, says: tuple[str, ...]) -> float:
    known = words.labels[path]
    for number, said in enumerate(says):
        if said in known:
            return 1.0 if number == 0 else _IN_OTHER_WORDS
    if words.is_keyed(path, says[0]):
        return _BY_KEY
    return max(words.ending(path, said) for said in says)


@cache
def _spelling() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Give a pattern of all spellings, longer ones first, and the one spelling of each."""
    one = {
        spelling: canonical
        for canonical, spellings in _data()["spellings"].items()
        for spelling in (canonical, *spellings)
    }
    longest_first = sorted(one, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), one


def spelled(words: str) -> str:
    """Write words in the one spelling by which they are compared."""
    pattern, one = _spelling()
    return pattern.sub(lambda match: one[match[0]], words)


@cache
def _data() -> Mapping[str, Any]:
    text = files("workbook.binding").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _spelled(words: Iterable[str]) -> frozenset[str]:
    return frozenset(spelled(plain(word)) for word in words)


@cache
def vocabulary() -> Vocabulary:
    """Give the words; the catalogue's own labels are among them."""
    data = _data()
    labels = {path: _spelled(words) for path, words in data["labels"].items()}
    for path, words in list(labels.items()):
        if path.startswith(_TWINS[0]):
            labels[path.replace(*_TWINS)] = words
    for path, entry in ENTRIES.items():
        if path in labels:
            labels[path] |= _spelled([entry.answer.label])
    titles = {**SECTIONS, **{path.partition(".")[0]: table.title for path, table in TABLES.items()}}
    sections = {
        section: _spelled([*words, titles.get(section, section)])
        for section, words in data["sections"].items()
    }
    owners: dict[str, set[str]] = {}
    for path, words in labels.items():
        for word in words:
            owners.setdefault(word, set()).add(path)
    foreign = data["foreign"]
    return Vocabulary(
        labels=labels,
        sections=sections,
        owners={word: frozenset(paths) for word, paths in owners.items()},
        keys={path: tuple(map(tuple, found)) for path, found in data["keys"].items()},
        holds=tuple(_spelled(foreign["holds"])),
        tails=tuple(_spelled(foreign["tails"])),
        strangers=tuple(_spelled(foreign["sections"])),
        neutral=_neutral([*data["neutral"]["words"], *(w for s in sections.values() for w in s)]),
    )


def _neutral(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(_spelled(words), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))}|[の・()])*")
