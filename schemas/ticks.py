"""Marks and words with which people tick a box, or leave it unticked.

A cross (×, ✕, ❌) is Japan's sign for no; ✗ and the letter x tick elsewhere, so that they may mean
either, and are neither here. ☒ is what a word processor puts into a ticked box.
"""

import unicodedata
from typing import Final

from schemas.characters import with_hyphens, without_unseen

TICK_MARKS: Final = "✔✓✅☑🗹🗸☒√レ㋹■◼⬛▣●⚫⬤◉⦿○〇◯⭕◎"
_TICKS: Final = frozenset([*TICK_MARKS, *"vV1"])
_TICKING: Final = frozenset(
    {
        "true", "yes", "ok", "on", "済", "済み", "完了", "確認済", "確認済み", "チェック", "はい",
        "該当",
    }
)  # fmt: skip
_NO_TICKS: Final = frozenset("□☐◻⬜-×✕✖❌0/")
_NOT_TICKING: Final = frozenset(
    {"false", "no", "off", "いいえ", "未", "未済", "未了", "未完了", "非該当"}
)
_EXISTS: Final = frozenset({"有", "有り", "あり"})
_EXISTS_NOT: Final = frozenset({"無", "無し", "なし", "該当なし", "該当無し"})

_WIDTHS: Final = ("<wide>", "<narrow>")
"""How Unicode marks a character that differs from another one by its width."""


def tick_of(text: str, *, of_nothing: bool = False) -> bool | None:
    """Return whether a text ticks a box; None where it may mean either.

    ``of_nothing``: the box says that there is none of something, so that 有 beside it may speak of
    the thing or of the box.
    """
    plain = with_hyphens("".join(map(_narrow, without_unseen(text))).strip())
    word = plain.casefold()
    if of_nothing and word in _EXISTS:
        return None
    if plain in _TICKS or word in _TICKING | _EXISTS:
        return True
    return False if plain in _NO_TICKS or word in _NOT_TICKING | _EXISTS_NOT else None


def _narrow(character: str) -> str:
    """Change the width of a character alone: ① is no 1."""
    form = unicodedata.decomposition(character)
    return unicodedata.normalize("NFKC", character) if form.startswith(_WIDTHS) else character
