"""Answers split into several cells: dates, phones, mail addresses, codes, 〒 apart.

Writing takes an answer to pieces, reading puts it together; both look at what is printed around.
"""

import itertools
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Final

from schemas.answer import Shape, TextKind
from schemas.catalogue import ENTRIES, Entry
from schemas.cleaning import strip
from schemas.days import DateError, parse_date
from schemas.eras import ERAS
from schemas.telephones import suggest_telephone
from schemas.ticks import EMPTY_BOXES, TICK_MARKS, tick_of
from workbook.places import ADDRESS, POSTAL, Place, Places
from workbook.xlsx.escaping import TICK

Printed = Callable[[Place], str]  # gives the text that stands in a cell, empty where none does
Content = str | date

_PARTS: Final = ("year", "month", "day")
_ERA: Final = re.compile("令和|[RrＲ]")
_IN_REIWA: Final = re.compile(r"令和[\s)）:：]*$|^[RＲ][.．]?$")  # 令和 before the boxes of a date
_UNITS: Final = ("年", "月", "日")
_BETWEEN: Final[Mapping[TextKind | None, str]] = {TextKind.PHONE: "-", TextKind.MAIL: "@"}
"""What is printed between the boxes of an answer that is asked in several."""
_REIWA: Final = ERAS[0]
_CENTURY: Final = 100  # years
_NEAR: Final = 20  # so many columns are looked at before a year; squared paper has narrow ones
_AREA: Final = 3
_TOWN: Final = 4  # digits of the two parts of a postal code
_POSTAL_CODE: Final = re.compile(
    r"〒?\s*([0-9０-９]{3}[-－ー‐]?[0-9０-９]{4})[\s　]*(.*)", re.DOTALL
)
NONE: Final = "なし"
"""What a label ends with that is ticked where there is none of something."""
_BOX: Final = re.compile(
    rf"[{EMPTY_BOXES}☑✔✓■☒]|[（(［\[【〔]\s*[{TICK_MARKS}ﾚvV]?\ufe0f?\s*[)）］\]】〕]"
)
_UNTICKED: Final = re.compile(rf"^(\s*)[{EMPTY_BOXES}]")  # □新規
_TICKED: Final = re.compile(r"^\s*[☑✔✓■☒レ]")  # ☑新規
_UNTICKED_BOX: Final = re.compile(f"[{EMPTY_BOXES}]")
_BALLOT: Final = "☑"
_SAYS_NO: Final = re.compile("未|不合格|いいえ|な[しい]|無|ません")
_SAYS_NONE: Final = re.compile("いな|いませ|おりませ")  # なし may be the answer to either question
_EMPTY_BRACKETS: Final = re.compile(r"^(\s*[（(［\[【〔])\s*([)）］\]】〕])")  # （　）新規
_TICKED_BRACKETS: Final = re.compile(
    rf"^\s*[（(［\[【〔]\s*[{TICK_MARKS}ﾚvV]\ufe0f?\s*[)）］\]】〕]"
)
_CENTURY_PRINTED: Final = re.compile(r"(?:20|２０)(?=[\s_＿]+年)")
"""20　　年: the last two numbers of the year are to be written."""
_DATE_TEXT: Final = re.compile(r"[^0-9０-９]*年[^0-9０-９]*月[^0-9０-９]*日[^0-9０-９]*")
"""令和　年　月　日."""


def pieces(
    path: str, entry: Entry, value: object, places: Places, printed: Printed
) -> list[tuple[Place, Content]]:
    """Return the cells of an answer that is asked in pieces, each with what is written there."""
    if isinstance(value, date) and f"{path}.year" in places:
        return _date_pieces(path, value, places, printed)
    cells = places.get(path, ())
    if isinstance(value, str) and len(cells) > 1 and entry.shape is Shape.LINE:
        return list(zip(cells, _texts(entry, value, len(cells)), strict=False))
    if path == ADDRESS and POSTAL in places and isinstance(value, str):
        return _address_pieces(value, places, printed)
    if isinstance(value, date) and cells and _DATE_TEXT.fullmatch(printed(cells[0])):
        return [(cells[0], _date_text(value, printed(cells[0])))]
    return []


def _texts(entry: Entry, value: str, count: int) -> Sequence[str]:
    """Return what goes into each box: a part of a phone number, else a character."""
    if entry.text_kind not in _BETWEEN:
        return value
    whole = suggest_telephone(value) if entry.text_kind is TextKind.PHONE else value
    parts = whole.split(_BETWEEN[entry.text_kind])
    return parts if len(parts) == count else [value]


def _date_pieces(
    path: str, value: date, places: Places, printed: Printed
) -> list[tuple[Place, Content]]:
    cells = {part: places[f"{path}.{part}"][0] for part in _PARTS if f"{path}.{part}" in places}
    numbers = {"year": value.year, "month": value.month, "day": value.day}
    if "year" in cells:
        before = _printed_before(cells["year"], printed)
        if _IN_REIWA.search(before):
            numbers["year"] = _REIWA.year_of(value.year)
        elif before.endswith("20"):
            numbers["year"] %= _CENTURY
    return [(cell, str(numbers[part])) for part, cell in cells.items()]


def _date_text(value: date, template: str) -> str:
    year = f"令和{_REIWA.year_of(value.year)}" if "令和" in template else str(value.year)
    return f"{year}年{value.month}月{value.day}日"


def _address_pieces(value: str, places: Places, printed: Printed) -> list[tuple[Place, Content]]:
    match = _POSTAL_CODE.fullmatch(value)
    code, rest = match.groups() if match else ("", value)
    boxes = places[POSTAL]
    mark = "〒" if code and printed(boxes[0]).startswith("〒") else ""
    codes = [mark + code[:_AREA], code[-_TOWN:]] if code and len(boxes) > 1 else [mark + code]
    parts = [
        *zip(boxes, codes, strict=False),
        *((cell, rest) for cell in places.get(ADDRESS, ())[:1]),
    ]
    return [(cell, text) for cell, text in parts if text]


def ticked(text: str, mark: str = TICK, words: Sequence[str] = ()) -> str:
    """Return what a box holds once it is ticked, by what is printed in it.

    The word of its list that ticks; its own text with the only box in it ticked, by the ``mark``
    that the form asks for where that fits into a box; else the mark.
    """
    if word := next((word for word in words if tick_of(word)), ""):
        return word
    if _EMPTY_BRACKETS.match(text):
        return _EMPTY_BRACKETS.sub(rf"\1{mark}\2", text)
    if len(_UNTICKED_BOX.findall(text)) == 1 or _UNTICKED.match(text):
        is_fitting = mark != TICK and _TICKED.match(mark)
        return _UNTICKED_BOX.sub(mark if is_fitting else _BALLOT, text, count=1)
    return mark


def tick_boxes(text: str, numbers: Collection[int], mark: str) -> str:
    """Return a text with those of its boxes ticked, which are counted from 0."""
    count = itertools.count()
    return _UNTICKED_BOX.sub(
        lambda box: ticked(box[0], mark) if next(count) in numbers else box[0], text
    )


def box_ticks(text: str) -> list[bool]:
    """Return for each box in a text whether it is ticked."""
    return [not _is_empty(box) for box in _BOX.findall(text)]


def is_ticked_text(text: str) -> bool | None:
    """Return whether a text with its box in it is ticked; None where no box begins it.

    Of several boxes nobody knows which one is meant, once one is ticked: □あり　☑なし.
    """
    if len(strip(text)) <= 1:
        return None
    boxes = _BOX.findall(text)
    if len(boxes) > 1 and not all(map(_is_empty, boxes)):
        return None
    if _TICKED.match(text) or _TICKED_BRACKETS.match(text):
        return True
    if len(boxes) == 1 and len(boxes[0]) == 1 and text.rstrip().endswith(boxes[0]):
        return not _is_empty(boxes[0])  # 新規 ☑
    return False if _UNTICKED.match(text) or _EMPTY_BRACKETS.match(text) else None


def with_option(text: str, answer: str, mark: str = TICK) -> str:
    """Return words with boxes, those of an answer ticked; empty where none of them is meant."""
    options = sorted(enumerate(_options(text)), key=lambda option: -len(option[1]))
    if len(_UNTICKED_BOX.findall(text)) != len(options):
        return ""
    chosen: list[int] = []
    rest = answer
    for number, words in options:
        if words in rest:
            chosen, rest = [*chosen, number], rest.replace(words, "")
    chosen = chosen or [number for number, words in options if words.startswith(answer)]
    return tick_boxes(text, chosen, mark) if chosen else ""


def yes_box(path: str, text: str) -> int | None:
    """Return the number of the box that says yes to a question, if several are printed: □済　□未.

    None where they are not boxes of a yes and a no.
    """
    of_nothing = ENTRIES[path].answer.label.endswith(NONE)
    meant = _SAYS_NONE if of_nothing else _SAYS_NO
    found = [(meant.search(words) is not None) is of_nothing for words in _options(text)]
    return found.index(True) if found.count(True) == 1 else None


def chosen_option(text: str) -> str | None:
    """Return the ticked of several words with boxes; None where a text is no such words."""
    options = list(zip(_options(text), box_ticks(text), strict=False))
    return "・".join(words for words, is_chosen in options if is_chosen) if options else None


def _options(text: str) -> list[str]:
    """Return the words behind each of several boxes; none where a text does not begin with one."""
    before, *options = map(strip, _BOX.split(text))
    return options if len(options) > 1 and not before and all(options) else []


def _is_empty(box: str) -> bool:
    return bool(_UNTICKED.match(box) or _EMPTY_BRACKETS.match(box))


def join_pieces(path: str, places: Places, printed: Printed) -> str | None:
    """Return an answer that was written in pieces; None where it is not, or none is written."""
    cells = places.get(path, ())
    if f"{path}.year" in places:
        return _date_of(path, places, printed)
    if path == ADDRESS and POSTAL in places:
        codes = (strip(printed(cell).removeprefix("〒")) for cell in places[POSTAL])
        code = "-".join(filter(None, codes))
        rest = strip(printed(cells[0])) if cells else ""
        return (f"〒{code} {rest}".strip() if code else rest) or None
    if len(cells) > 1 and ENTRIES[path].shape is Shape.LINE:
        between = _BETWEEN.get(ENTRIES[path].text_kind, "")
        return between.join(filter(None, (strip(printed(cell)) for cell in cells))) or None
    return None


def is_in_pieces(path: str, places: Places) -> bool:
    """Return whether a form asks an answer in pieces."""
    entry = ENTRIES[path]
    if entry.table or entry.shape is Shape.TICKS:
        return False
    return (
        f"{path}.year" in places
        or (path == ADDRESS and POSTAL in places)
        or (len(places.get(path, ())) > 1 and entry.shape is Shape.LINE)
    )


def is_blank_date(text: str) -> bool:
    """Return whether a text is what a blank prints for a date, without any day in it."""
    if not _DATE_TEXT.fullmatch(_CENTURY_PRINTED.sub("", text)):
        return False
    try:
        return not parse_date(text)  # 令和八年十一月二十四日 has no digit either
    except DateError:
        return True


def _date_of(path: str, places: Places, printed: Printed) -> str | None:
    cells = [places[f"{path}.{part}"][0] for part in _PARTS if f"{path}.{part}" in places]
    texts = [
        strip(strip(printed(cell)).removesuffix(unit))
        for cell, unit in zip(cells, _UNITS, strict=False)
    ]
    if len(texts) < len(_PARTS) or not any(texts):
        return None
    before = _printed_before(cells[0], printed)
    if not _ERA.match(texts[0]):
        if _IN_REIWA.search(before):
            texts[0] = f"令和{texts[0]}"
        elif before.endswith("20") and len(texts[0]) <= len("26"):
            texts[0] = f"20{texts[0]}"
    return "{}年{}月{}日".format(*texts)


def _printed_before(place: Place, printed: Printed) -> str:
    """Return what is printed next to the left of a cell."""
    before = (place._replace(column=place.column - n) for n in range(1, _NEAR + 1))
    return next((text for p in before if p.column > 0 and (text := strip(printed(p)))), "")
