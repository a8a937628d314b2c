"""What forms print for the catalogue's answers and sections, as data."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from schemas.answer import Shape
from schemas.catalogue import ENTRIES, SECTIONS, TABLES
from workbook.binding.wording import plain

_LONG_ENOUGH: Final = 3
_TWINS: Final = ("web_certificates", "api.certificates")
"""Two tables that print the same words."""
_IN_OTHER_WORDS: Final = 0.97
_BY_KEY: Final = 0.9
_AT_THE_END: Final = 0.85


@dataclass(frozen=True)
class Vocabulary:
    """Words by path and by section; ``owners`` are the paths that print a word.

    ``keys`` are words that together betray a path, for what is printed as a sentence.
    """

    labels: Mapping[str, frozenset[str]]
    sections: Mapping[str, frozenset[str]]
    owners: Mapping[str, frozenset[str]]
    keys: Mapping[str, tuple[tuple[str, ...], ...]]

    def likeness(self, path: str, says: Sequence[str]) -> float:
        """Say how much a printed text is the label of a path: from 0 to 1."""
        known = self.labels[path]
        for number, words in enumerate(says):
            if words in known:
                return 1.0 if number == 0 else _IN_OTHER_WORDS
        if any(all(word in says[0] for word in key) for key in self.keys.get(path, ())):
            return _BY_KEY
        endings = (w for w in known if len(w) >= _LONG_ENOUGH)
        return _AT_THE_END if any(said.endswith(w) for w in endings for said in says) else 0.0

    def sections_of(self, words: str) -> tuple[str, ...]:
        """Give the sections that a heading may name, as a rule one; none where it names none."""
        hits = [
            (len(word), section)
            for section, known in self.sections.items()
            for word in known
            if word == words or (len(word) >= _LONG_ENOUGH and word in words)
        ]
        longest = max(hits, default=(0, ""))[0]
        return tuple(section for length, section in hits if length == longest)

    def is_section(self, words: str) -> bool:
        """Tell whether words name a section and nothing more."""
        return any(words in known for known in self.sections.values())

    def is_asked(self, says: Sequence[str]) -> bool:
        """Tell whether a text may be the label of an answer that is written, not ticked."""
        paths = {path for words in says for path in self.owners.get(words, ())} & ENTRIES.keys()
        return any(ENTRIES[path].shape is not Shape.TICK for path in paths)

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
        keyed = {
            other
            for other, keys in self.keys.items()
            if any(all(word in says[0] for word in key) for key in keys)
        }
        parts = {owner for words in says for owner in self.owners.get(words, ())}
        return (whole or keyed or parts) == {path}


@cache
def vocabulary() -> Vocabulary:
    """Give the words; the catalogue's own labels are among them."""
    text = files("workbook.binding").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    labels = {path: frozenset(words) for path, words in data["labels"].items()}
    for path, words in list(labels.items()):
        if path.startswith(_TWINS[0]):
            labels[path.replace(*_TWINS)] = words
    for path, entry in ENTRIES.items():
        if path in labels:
            labels[path] |= {plain(entry.answer.label)}
    titles = {**SECTIONS, **{path.partition(".")[0]: table.title for path, table in TABLES.items()}}
    sections = {
        section: frozenset(words) | {plain(titles.get(section, section))}
        for section, words in data["sections"].items()
    }
    owners: dict[str, set[str]] = {}
    for path, words in labels.items():
        for word in words:
            owners.setdefault(word, set()).add(path)
    keys = {path: tuple(map(tuple, found)) for path, found in data["keys"].items()}
    return Vocabulary(
        labels, sections, {word: frozenset(paths) for word, paths in owners.items()}, keys
    )
