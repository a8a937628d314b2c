"""Words and marks that say that a field has no answer: なし, 該当なし, N/A, －."""

import re
from typing import Final

from schemas.characters import narrow, with_hyphens

_LONGEST: Final = 40
"""A longer text says something, or is a line that somebody drew across the field."""
_STROKES: Final = re.compile(r"[-/・.]*[-/][-/・.]*")
_BRACKETS: Final = re.compile(r"[(\[【〔「『<](.*)[)\]】〕」』>]")
_SPARE: Final = re.compile(r"[\s。.]+")
_WORDS: Final = re.compile(
    r"(?:特に|とくに|該当|該当事項|変更|記載|記入)?(?:なし|無し|無|ありません|ございません)"
    r"|該当(?:せず|しない|しません)|非該当|対象外|変わりなし|変わらず|na|n/a|空欄|空白|未記入|以下余白|余白"
)


def says_nothing(text: str) -> bool:
    """Return whether a text says that there is no answer; a text of no character does not."""
    if len(text) > _LONGEST:
        return False
    plain = _SPARE.sub("", narrow(text)).casefold().replace("ナシ", "なし")
    if match := _BRACKETS.fullmatch(plain):
        plain = match[1]
    return bool(_STROKES.fullmatch(with_hyphens(plain)) or _WORDS.fullmatch(plain))
