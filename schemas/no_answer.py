"""Words and marks for "no answer" in a field: なし, 該当なし, N/A, －."""

import re
from typing import Final

from schemas.characters import narrow, with_hyphens

_MAX_LENGTH: Final = 40
"""Characters (an estimate); a longer text is an answer, or a line drawn across the field."""
_STROKES: Final = re.compile(r"[-/・.]*[-/][-/・.]*")  # -, /, -/-
_BRACKETS: Final = re.compile(r"[(\[【〔「『<](.*)[)\]】〕」』>]")  # (なし)
_IGNORED: Final = re.compile(r"[\s。.]+")
_WORDS: Final = re.compile(
    r"(?:特に|とくに|該当|該当事項|変更|記載|記入)?(?:なし|無し|無|ありません|ございません)"
    r"|該当(?:せず|しない|しません)|非該当|対象外|変わりなし|変わらず|na|n/a|空欄|空白|未記入|以下余白|余白"
)


def means_no_answer(text: str) -> bool:
    """Return whether a text means "no answer"; False for an empty text."""
    if len(text) > _MAX_LENGTH:
        return False
    plain = _IGNORED.sub("", narrow(text)).casefold().replace("ナシ", "なし")
    if match := _BRACKETS.fullmatch(plain):
        plain = match[1]
    return bool(_STROKES.fullmatch(with_hyphens(plain)) or _WORDS.fullmatch(plain))
