"""Several cases to choose from in one cell: □新規　□変更, 新規・変更・停止 to circle, a list."""

import re
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from schemas.ticks import EMPTY_BOXES, TICK_MARKS, tick_of
from workbook.label_text import is_note
from workbook.xlsx.escaping import TICK

_BOX: Final = re.compile(rf"[{EMPTY_BOXES}{TICK_MARKS}]|[（(\[]\s*[{TICK_MARKS}]?\s*[)）\]]")
_BOXED: Final = re.compile(
    rf"({_BOX.pattern})([^{EMPTY_BOXES}{TICK_MARKS}（(\[]+(?:[（(][^（()）\s]{{2,}}[)）])?)"
)
_BETWEEN: Final = re.compile(r"[^・･、，,／/|｜\s]+")
_NOTES: Final = re.compile(r"[（(][^（()）]*[)）]")  # （社名変更を含む）
_MARKED: Final = re.compile(rf"[{TICK_MARKS}]")
_WORDS: Final = {
    kind: re.compile(words)
    for kind, words in {
        "rename": "社名|商号|名称|(?:法人|事業者)名",
        "new": "新規",
        "stop": "停止",
        "change": "変更",
    }.items()
}
"""What betrays each case; the first one counts."""
_CIRCLE: Final = "○"


class _Option(NamedTuple):
    start: int
    end: int
    kind: str
    box: str


def kind_of(words: str) -> str:
    """Return the case that words on a form name; empty where they name none."""
    bare = _NOTES.sub("", words)
    return next((kind for kind, words_of in _WORDS.items() if words_of.search(bare)), "")


def kinds_in(text: str, words: Sequence[str] = ()) -> list[str]:
    """Return the cases that a cell offers to choose from; none where it offers but one.

    A sentence without boxes that names cases offers none: 新規、停止の場合は…記入してください。
    """
    is_sentence = not _is_boxed(text) and is_note(text)
    printed = [] if is_sentence else [one.kind for one in _options(text)]
    options = printed if any(printed) or not words else [kind_of(word) for word in words]
    kinds = list(dict.fromkeys(filter(None, options)))
    is_mixed = not _is_boxed(text) and "" in options
    is_rename_alone = not {"new", "stop"} & {*kinds}  # 変更前の社名
    return [] if is_mixed or is_rename_alone or len(kinds) <= 1 else kinds


def marked_kinds(text: str) -> list[str]:
    """Return the cases that are chosen in a cell."""
    options = _options(text)
    if len(options) == 1 and options[0].kind:
        return [options[0].kind]
    return [one.kind for one in options if _MARKED.search(one.box)]


def with_kinds_marked(
    text: str, kinds: Collection[str], mark: str = TICK, words: Sequence[str] = ()
) -> str:
    """Return what a cell holds once one of its cases is chosen: a word of its list, or a mark."""
    own = [word for word in words if kind_of(word) in kinds and tick_of(word) is None]
    if own:
        return own[-1]
    for one in reversed(_options(text)):
        if one.kind in kinds:
            box = _marked_box(one.box, mark)
            text = text[: one.start] + box + text[one.start + len(one.box) :]
    return text


def _marked_box(box: str, mark: str) -> str:
    if not box:
        return _CIRCLE
    if len(box) > 1:
        return box[0] + mark + box[-1]
    return mark if mark != TICK else "☑"


def _is_boxed(text: str) -> bool:
    return len(_BOXED.findall(text)) > 1


def _options(text: str) -> list[_Option]:
    if _is_boxed(text):
        found = (match for match in _BOXED.finditer(text))
        return [_Option(one.start(), one.end(), kind_of(one[2]), one[1]) for one in found]
    options = []
    for match in _BETWEEN.finditer(_NOTES.sub(lambda note: " " * len(note[0]), text)):
        mark = match[0][0] if _MARKED.match(match[0]) else ""
        options.append(_Option(match.start(), match.end(), kind_of(match[0]), mark))
    return options
