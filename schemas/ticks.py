"""Marks and words that mean ticked or not ticked.

A cross (×, ✕, ❌) means no in Japan. ✗ and the letter x mean a tick elsewhere, so they are
ambiguous and count as neither. ☒ is a ticked box of a word processor.
"""

import unicodedata
from typing import Final

from schemas.characters import with_hyphens, without_unseen

TICK_MARKS: Final = "✔✓✅☑🗹🗸☒√レ㋹■◼⬛▣●⚫⬤◉⦿○〇◯⭕◎"
EMPTY_BOXES: Final = "□☐▢◻❏❐❑❒⬜"
"""Characters that forms print as a box to be ticked."""
_TICKS: Final = frozenset([*TICK_MARKS, *"vV1"])
_TICK_WORDS: Final = frozenset(
    {
        "true", "yes", "ok", "on", "済", "済み", "完了", "確認済", "確認済み", "チェック", "はい",
        "該当", "合格",
    }
)  # fmt: skip
_NO_TICK_MARKS: Final = frozenset([*EMPTY_BOXES, *"-×✕✖❌0/"])
_NO_TICK_WORDS: Final = frozenset(
    {"false", "no", "off", "いいえ", "未", "未済", "未了", "未完了", "非該当", "不合格"}
)
_PRESENCE_WORDS: Final = frozenset({"有", "有り", "あり"})
_ABSENCE_WORDS: Final = frozenset({"無", "無し", "なし", "該当なし", "該当無し"})

_WIDTHS: Final = ("<wide>", "<narrow>")
"""Unicode decomposition tags of characters that differ only in width."""


def tick_of(text: str, *, of_nothing: bool = False) -> bool | None:
    """Return whether a text ticks a box; None if it is ambiguous.

    ``of_nothing``: a tick means that there is none of something, so that 有 is ambiguous.
    """
    plain = with_hyphens("".join(map(_narrow, without_unseen(text))).strip())
    word = plain.casefold()
    if of_nothing and word in _PRESENCE_WORDS:
        return None
    if plain in _TICKS or word in _TICK_WORDS | _PRESENCE_WORDS:
        return True
    return False if plain in _NO_TICK_MARKS or word in _NO_TICK_WORDS | _ABSENCE_WORDS else None


def _narrow(character: str) -> str:
    """Normalise only the width of a character: ① must not become 1."""
    form = unicodedata.decomposition(character)
    return unicodedata.normalize("NFKC", character) if form.startswith(_WIDTHS) else character
