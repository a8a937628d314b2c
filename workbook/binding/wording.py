"""Labels as they are compared: what people print around a label does not count."""

import re
import unicodedata
from typing import Final

_SPACES: Final = re.compile(r"\s+")
_NOTES: Final = re.compile(
    r"[(\[【〔<「](?:必須|任意|必要|半角.*?|全角.*?|数字.*?|\d+桁.*?|該当.*?|記入.*?|※.*?|注.*?|要)[)\]】〕>」]"
)
_LEAD: Final = re.compile(
    r"^(?:[■□●○◆◇★☆※*▼▲・\-]+|[(【〔\[]?(?:\d{1,2}|[ア-オA-Z])[)】〕\].、:](?!\d)|第\d+|\d{1,2}(?=[^\d\-/.]{2}))+"
)
_TAIL: Final = re.compile(r"[:：※*★]+(?:必須|任意)?\d*$")
_POLITE: Final = re.compile(r"^[ごお]")
_COURTESY: Final = re.compile(r"の[ごお]?|[ごお](?=[一-龠])")
_BRACKETS: Final = re.compile(r"[【】〔〕\[\]「」『』<>〈〉《》]")

_EXAMPLE: Final = re.compile(r"(?:[(\[【〔](?:記[入載])?例[)\]】〕]|(?:記[入載])?例[):])\s*\S")
_BEGINNING: Final = 20


def is_example(text: str) -> bool:
    """Tell whether a text says that it is an example, and gives one: 例）電力太郎."""
    begins = unicodedata.normalize("NFKC", text.strip()[:_BEGINNING])
    return _EXAMPLE.match(begins) is not None


def plain(text: str) -> str:
    """Give a label without spaces, numbers, marks and notes such as （必須）."""
    text = _SPACES.sub("", unicodedata.normalize("NFKC", text))
    text = _NOTES.sub("", text)
    text = _LEAD.sub("", text)
    text = _TAIL.sub("", text)
    text = _LEAD.sub("", _BRACKETS.sub("", text))
    return _TAIL.sub("", text).replace("ｰ", "ー").lower()


def variants(text: str) -> tuple[str, ...]:
    """Give what a label may say: whole, without its bracket, in its parts, without politeness."""
    found = [plain(text)]
    pieces = [text, *re.split(r"[\n/／、]", text), *re.split(r"[\s　]+", text.strip())]
    for piece in pieces:
        words = plain(piece)
        head, *rest = re.split(r"[()]", words)
        inner = rest[0] if rest and head else ""
        found += [
            words,
            head,
            inner,
            words.rpartition("の")[2],
            _POLITE.sub("", words),
            _POLITE.sub("", head),
        ]
    found.append(_COURTESY.sub("", found[0]))
    return tuple(dict.fromkeys(word for word in found if word)) or ("",)
