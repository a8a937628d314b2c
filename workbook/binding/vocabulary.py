"""The vocabulary of forms: what they print for answers and sections, as data."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from schemas.answer import Shape
from schemas.catalogue import ENTRIES, SECTIONS, TABLES
from workbook.label_text import inside, outside, plain
from workbook.places import POSTAL

FOREIGN: Final = "foreign"
"""The section of what is nobody's answer: an agent's part, the office's own fields."""

_LONG_ENOUGH: Final = 3
_MOST_LABELS: Final = 4096
_kept = lru_cache(maxsize=_MOST_LABELS)  # a form prints the same words again and again
TWINS: Final = ("web_certificates", "api.certificates")  # two tables that print the same words
_IN_OTHER_WORDS: Final = 0.97
_BY_KEY: Final = 0.9
_BY_HINT: Final = 0.85
_OKURIGANA: Final = re.compile("(?<=[一-龠])[えきけげしせちみめりれ](?=[一-龠])")
"""What some write within a word, and others do not: 差替え前, 取り扱い."""
_INCLUDED: Final = re.compile(
    r"(?<=.)\([^()]*含む\)"
)  # a change that includes a rename is a change
_NOT: Final = "!"  # before what must not be there
Keys = Mapping[str, Sequence[Sequence[str]]]
"""Words that together betray a path, in alternatives."""
_OF_OLD: Final = re.compile("[旧現]")
_OF_NEW: Final = re.compile("(?<!更)新")
_AGE: Final = re.compile("[旧現新前後]の?(?:ご?登録|内容|情報|クライアント|証明書|事項|もの|分)*")
_ASIDE: Final = re.compile(
    ".*(?:(?<!いつ)から|まで|ください|こと|のみ|不要|不可)"
)  # a remark, not a label
_TO: Final = "へ|宛|まで|御中"  # what follows the name of somebody who gets the form
_LONGEST_HEADING: Final = 200  # characters; those of the test blanks have 40 at the most


def _keys_of(words: Mapping[str, Iterable[str]]) -> Keys:
    return {path: [one.split() for one in keys] for path, keys in words.items()}


def betrayed(keys: Keys, words: str) -> set[str]:
    """Return the paths that words betray by what they hold."""
    is_day = words.endswith("日")
    return {
        path
        for path, alternatives in keys.items()
        if not (is_day and path in ENTRIES and ENTRIES[path].shape is not Shape.DATE)
        if any(
            all((one[0] == _NOT) != (one.lstrip(_NOT) in words) for one in key)
            for key in alternatives
        )
    }


class Vocabulary:
    """Words by path and by section; ``owners`` are the paths that print a word.

    ``keys`` are words that together betray a path, for what is printed as a sentence. ``holds`` and
    ``tails`` betray a foreign label, ``strangers`` a foreign section; ``neutral`` may precede a
    label. ``entry_heads`` are over columns to be filled, ``other_heads`` over those beside them,
    ``tick_heads`` over those to be ticked. ``of_strangers`` is what a foreign label holds.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Take the words of the file; the catalogue's own labels are among them."""
        asked = ("labels", "hints", "choices")
        labels, hints, choices = (_with_twins(data[name]) for name in asked)
        self.labels = {path: _spelled(words) for path, words in labels.items()}
        tables = {path.partition(".")[0]: table.title for path, table in TABLES.items()}
        self.sections = {
            section: _spelled([*words, {**SECTIONS, **tables}.get(section, section)])
            for section, words in data["sections"].items()
        }
        self.owners: dict[str, frozenset[str]] = {}
        for path in self.labels:
            if path in ENTRIES:
                self.labels[path] |= _spelled([ENTRIES[path].answer.label])
            for word in self.labels[path]:
                self.owners[word] = self.owners.get(word, frozenset()) | {path}
        self.keys, self.hints, self.choices = map(_keys_of, (data["keys"], hints, choices))
        foreign, heads = data["foreign"], data["heads"]
        self.holds, self.tails = _spelled(foreign["holds"]), tuple(_spelled(foreign["tails"]))
        strangers = _spelled(foreign["sections"])
        self.strangers = re.compile(f"(?:{_any_of(strangers)})(?!{_TO})")
        self.entry_heads, self.tick_heads = _spelled(heads["entry"]), _spelled(heads["tick"])
        self.example_heads, self.item_heads = _spelled(heads["example"]), _spelled(heads["item"])
        self.other_heads = _spelled(heads["other"]) | self.example_heads
        neutral = _spelled(data["neutral"]["words"]).union(*self.sections.values())
        self.neutral = re.compile(rf"(?:{_any_of(neutral)}|[の・()])*")
        self.of_strangers = re.compile(_any_of(self.holds | strangers))


def _with_twins(words: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """Return words by path; what one kind of certificates prints, the other does, too."""
    return {**words, **{path.replace(*TWINS): own for path, own in words.items()}}


@_kept
def is_foreign(says: tuple[str, ...]) -> bool:
    """Return whether a label asks something that the catalogue does not have: FAX番号, 役職."""
    known, words = vocabulary(), outside(says[0])
    if says[0] in known.owners:
        return False
    if any(word in known.holds for word in inside(says[0])):
        return True
    if known.owners.keys() & words.split("・"):
        return False
    return words.endswith(known.tails) or known.of_strangers.search(words) is not None


@_kept
def sections_of(words: str) -> tuple[str, ...]:
    """Return the sections that a heading may name, as a rule one; none where it names none."""
    if (bare := outside(words)) != words and (named := sections_of(bare)):
        return named
    words = words[:_LONGEST_HEADING]
    hits = [
        (len(word), words.find(word), section)
        for section, known in vocabulary().sections.items()
        for word in known
        if word == words or (len(word) >= _LONG_ENOUGH and word in words)
    ]
    first = min((at for _, at, _ in hits), default=len(words))
    strange = vocabulary().strangers.search(words)
    if strange is not None and strange.start() <= first:
        return (FOREIGN,)
    longest = max((length for length, _, _ in hits), default=0)
    return tuple(section for length, _, section in hits if length == longest)


@_kept
def is_section(words: str) -> bool:
    """Return whether words name a section and nothing more."""
    return any(words in known for known in vocabulary().sections.values())


@_kept
def is_neutral(words: str) -> bool:
    """Return whether words are made of sections' names and of what may precede a label."""
    return vocabulary().neutral.fullmatch(words) is not None


@_kept
def is_asked(says: tuple[str, ...]) -> bool:
    """Return whether a text may be the label of what is written, anybody's or nobody's."""
    is_written = any(not is_tick(path) for path in likenesses(says))
    return is_written or is_foreign(says)


@_kept
def prefixed(words: str) -> str:
    """Return the section that a label names itself: 申込者の事業者名, 申込者(部署名)."""
    hits = [
        (len(word), section)
        for section, known in vocabulary().sections.items()
        for word in known
        if words.startswith(word)
        if not any(words[:end] in vocabulary().owners for end in range(len(word) + 1, len(words)))
    ]
    return max(hits)[1] if hits and words not in vocabulary().owners else ""


@_kept
def is_own(path: str, says: tuple[str, ...]) -> bool:
    """Return whether what is printed is printed for this path alone."""
    parts = {owner for words in says for owner in vocabulary().owners.get(words, ())}
    return (betrayed(vocabulary().keys, says[0]) or parts) == {path}


@_kept
def is_age(words: str) -> bool:
    """Return whether words tell what is old from what is new, and nothing more but in brackets."""
    return _AGE.fullmatch(outside(words)) is not None


@_kept
def is_of_new(words: str) -> bool:
    """Return whether words speak of what is new."""
    return _OF_NEW.search(words) is not None


@_kept
def is_of_old(words: str) -> bool:
    """Return whether words speak of what is old, and not of what is new, too."""
    return _OF_OLD.search(words) is not None and not is_of_new(words)


@_kept
def likenesses(says: tuple[str, ...]) -> Mapping[str, float]:
    """Describe for each path how much a printed text is its label.

    What is foreign is only a tick's.
    """
    words, found = vocabulary(), dict[str, float]()
    found |= dict.fromkeys(betrayed(words.hints, _INCLUDED.sub("", says[0])), _BY_HINT)
    found |= dict.fromkeys(betrayed(words.keys, says[0]), _BY_KEY)
    for said in says:
        found |= dict.fromkeys(words.owners.get(said, ()), _IN_OTHER_WORDS)
    found |= dict.fromkeys(words.owners.get(says[0], ()), 1.0)
    is_others = is_foreign(says) or _ASIDE.fullmatch(says[0]) is not None
    paths = (path for path in words.labels if path in found)
    return {path: found[path] for path in paths if not is_others or is_tick(path)}


def is_tick(path: str) -> bool:
    """Return whether an answer, or the part of one that a path is, is given by a tick."""
    return path != POSTAL and (path not in ENTRIES or ENTRIES[path].shape is Shape.TICK)


@cache
def _spelling() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return a pattern of all spellings, longer ones first, and the one spelling of each."""
    one = {
        _OKURIGANA.sub("", spelling): canonical
        for canonical, spellings in _data()["spellings"].items()
        for spelling in (canonical, *spellings)
    }
    return re.compile(_any_of(one)), one


@_kept
def spelled(words: str) -> str:
    """Write words in the one spelling by which they are compared."""
    pattern, one = _spelling()
    return pattern.sub(lambda match: one[match[0]], _OKURIGANA.sub("", words))


@cache
def _data() -> Mapping[str, Any]:
    text = files("workbook.binding").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _spelled(words: Iterable[str]) -> frozenset[str]:
    return frozenset(spelled(plain(word)) for word in words)


@cache
def vocabulary() -> Vocabulary:
    """Return the words, which are read once."""
    return Vocabulary(_data())


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern of words, the longer ones first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
