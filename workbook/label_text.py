"""Labels as they are compared: what people print around a label does not count."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from schemas.ticks import EMPTY_BOXES

_SPACES: Final = re.compile(r"\s+")
_NOTES: Final = re.compile(
    r"[(\[【〔<「](?:必須|任意|必要|半角.*?|全角.*?|数字.*?|\d+桁.*?|該当.*?|記入.*?|※.*?|注.*?|要)[)\]】〕>」]"
)
_ITEM: Final = r"(?:\d{1,2}|[ア-ンa-zA-Z]|[IVX]{1,4}|[一二三四五六七八九十]{1,2})"
_ITEM_APART: Final = re.compile(rf"^\s*{_ITEM}\s+(?=\S\S)")
"""イ　事業者コード; not the A of 「A P I」."""
_LEAD: Final = re.compile(
    rf"^(?:[■{EMPTY_BOXES}●○◆◇★☆※*▼▲↑↓←→・\-]+|[(\[][)\]]|[(【〔\[]?{_ITEM}[)】〕\].、:](?!\d)|第\d+"
    r"|[Ss][Tt][Ee][Pp]\d+"
    r"|\d{1,2}(?:[-.]\d{1,2})+|\d{1,2}(?=[^\d\-/.]{2}))+"
)
_TAIL: Final = re.compile(r"[:：※*★]+(?:必須|任意)?\d*$")  # 氏名：, 氏名※1
_POLITE: Final = re.compile(r"^[ごお]")  # ご住所
_COURTESY: Final = re.compile(r"の[ごお]?|[ごお](?=[一-龠])")
_BRACKETS: Final = re.compile(r"[【】〔〕\[\]「」『』<>〈〉《》]")
_INNER: Final = re.compile(r"\([^()]*\)")
_IN_BRACKETS: Final = re.compile(r"\(([^()]+)\)")
_SPARE: Final = re.compile(r"(?:の別|欄|の記入|を記入)$")  # 備考欄, 氏名の記入

BOX: Final = re.compile(rf"[{EMPTY_BOXES}]|[（(［\[]\s*[)）］\]]")
"""What is ticked, as it is printed."""

_NUMBERS: Final = {
    "1": "[0-9０-９]",
    "①": "[①-⑳]",
    "⑴": "[⑴-⒇]",
    "Ⅰ": "[Ⅰ-Ⅻ]",
    "ア": "[ア-ン]",
    "一": "[一二三四五六七八九十]",
    "A": "[A-Za-zＡ-Ｚａ-ｚ]",
}
"""Kinds of numbers, each by its first one."""
_ONE_OF_MANY: Final = re.compile("|".join(f"(?:{signs})+" for signs in _NUMBERS.values()))
_NUMBER: Final = re.compile(
    rf"[■●◆▼★【〔]|(?:第|[(（])?(?:{_ONE_OF_MANY.pattern})(?:[)）.．、:：]|[\s　]+(?=\S\S))"
    r"|[①-⑳⑴-⒇Ⅰ-Ⅻ]"
)

_EXAMPLE: Final = re.compile(r"[(\[【〔]?(?:記[入載]|入力)?例[)\]】〕:]\s*[^\s)\]】〕]")
_PLACEHOLDER: Final = re.compile("[○〇◯●△▲×]{2}")  # ○○電力
_SAMPLE: Final = re.compile(
    r"[0-9]{5}|\+?[0-9]{1,4}[-(][0-9]{1,4}[-)][0-9]{3,4}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://[\w-]\S+"
)
"""A code, a phone number, an address of mail or of a page."""
_LONGEST_SAMPLE: Final = 60
_BEGINNING: Final = 20
_SENTENCE: Final = re.compile(r"(?:。|ください|下さい|すること|ます|です)\s*$")
"""A sentence is no label."""
_LONGEST_MARKED: Final = 20
_MOST_TEXTS: Final = 4096
"""So many labels are kept at hand: a form prints the same ones again and again."""


def is_boxed(text: str) -> bool:
    """Return whether a text begins with what is ticked: □新規, （　）新規."""
    return BOX.match(text.strip()) is not None


def is_example(text: str) -> bool:
    """Return whether a text says that it is an example, and gives one: 例）電力太郎."""
    begins = unicodedata.normalize("NFKC", text.strip()[:_BEGINNING])
    return _EXAMPLE.match(begins) is not None


def has_placeholder(text: str) -> bool:
    """Return whether a text stands for what is to be written: ○○電力株式会社."""
    if len(text) > _LONGEST_SAMPLE or not _PLACEHOLDER.search(text):
        return False
    return not (text.strip().startswith(("(", "（", "※", "注")) or "例" in text or is_note(text))


def begins_with_placeholder(text: str) -> bool:
    """Return whether a placeholder stands first: ○○部, not 提出先：○○担当."""
    return _PLACEHOLDER.match(text.strip()) is not None


def is_sample(text: str) -> bool:
    """Return whether a text of a blank looks like an answer: of a placeholder, or of its shape."""
    words = unicodedata.normalize("NFKC", text.strip())
    return has_placeholder(text) or _SAMPLE.fullmatch(words) is not None


def is_note(text: str) -> bool:
    """Return whether a text is an instruction: a sentence, or ※ and more than a label."""
    first = unicodedata.normalize("NFKC", text.strip()).partition("\n")[0]
    words = outside(first)
    is_marked = words.startswith(("※", "*", "注")) and len(words) > _LONGEST_MARKED
    return is_marked or _SENTENCE.search(words) is not None


def is_remark(text: str) -> bool:
    """Return whether a text is a note, or is marked as one however short it is: ※西暦で記入."""
    return text.strip().startswith(("※", "＊", "*", "注", "↑", "↓", "←", "→")) or is_note(text)


@lru_cache(maxsize=_MOST_TEXTS)
def plain(text: str) -> str:
    """Return a label without spaces, numbers, marks and notes such as （必須）."""
    text = _ITEM_APART.sub("", unicodedata.normalize("NFKC", text))
    text = _NOTES.sub("", _SPACES.sub("", text))
    text = _LEAD.sub("", text)
    text = _TAIL.sub("", text)
    text = _LEAD.sub("", _BRACKETS.sub("", text))
    return _TAIL.sub("", text).replace("ｰ", "ー").lower()


def variants(text: str) -> tuple[str, ...]:
    """Return what a label may say: whole, without its bracket, in its parts, without politeness."""
    found = [plain(text)]
    words = [word for word in text.split() if not word.isascii()]
    if whole := _IN_BRACKETS.fullmatch(found[0]):
        found += _variants_of(plain(whole[1].partition("。")[0]))
    for piece in (text, *re.split(r"[\n/／、。]", text), *words):
        found += _variants_of(plain(piece))
    found.append(_COURTESY.sub("", found[0]))
    return tuple(dict.fromkeys(word for word in found if word)) or ("",)


def numbering(text: str) -> str:
    """Return how a text is numbered, by what its number looks like: 1. or (1), ア or ■."""
    match = _NUMBER.match(text.strip())
    return "" if match is None else _ONE_OF_MANY.sub(_kind_of_number, match[0].strip())


def _kind_of_number(match: re.Match[str]) -> str:
    sign = match[0][0]
    return next(kind for kind, signs in _NUMBERS.items() if re.match(signs, sign))


def outside(words: str) -> str:
    """Return a label without what stands in brackets."""
    return _INNER.sub("", words)


def inside(words: str) -> list[str]:
    """Return what stands in the brackets of a label."""
    return [bracket[1:-1] for bracket in _INNER.findall(words)]


def _variants_of(words: str) -> Iterator[str]:
    head, *rest = re.split(r"[()]", words)
    if tail := "".join(rest[1::2]):  # 機関名(社名)の変更 is neither 機関名 nor 社名
        head, rest[0] = words, rest[0] + tail
    yield from (words, head, rest[0] if rest and head else "")
    yield from (_INNER.sub("", words), _SPARE.sub("", words))
    yield from (_POLITE.sub("", words), _POLITE.sub("", head))
