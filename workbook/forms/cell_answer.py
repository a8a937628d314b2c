"""One cell as an answer: what it says, and what a spreadsheet may have made of it."""

import re
import unicodedata
from datetime import date, datetime
from typing import Final

from schemas.answer import Shape, TextKind
from schemas.catalogue import ENTRIES, Entry
from schemas.cleaning import FIRST_YEAR, LAST_YEAR, strip
from schemas.suggestions import CODE_LENGTH
from schemas.ticks import EMPTY_BOXES, tick_of
from workbook.forms.split_answers import (
    NONE,
    box_ticks,
    chosen_option,
    is_blank_date,
    is_ticked_text,
    yes_box,
)
from workbook.forms.statements import REMARKS
from workbook.label_text import is_example
from workbook.xlsx.escaping import unescaped
from workbook.xlsx.reader.book_dates import from_serial
from workbook.xlsx.reader.cell_xml import CellValue, Kind

_GAPS: Final = r"[\s_.:\-‐−ー]*"
_ONLY_HINTS: Final = re.compile(
    rf"{_GAPS}(?:(?:〒|☎|TEL|FAX|https?://|\(\s*\)){_GAPS})+|[\s_]*-[\s_]+-[\s_]*"
    r"|\((?:[^()]*(?:半角|全角|桁|数字|記入|必須|任意|該当|場合)[^()]*|[^()]+用)\)",
    re.IGNORECASE,
)
"""What a blank prints where a number or an address is to be written, or a note in brackets."""
_ROOM: Final = re.compile(
    rf"[(（]\s+[)）]|[:：](?:\u3000{{2,}}|[^\S\n]{{3,}})|^\s*[{EMPTY_BOXES}]\S|^＠$|\u3000・\u3000|有\s*[・/／]\s*無"
)
"""What a blank prints to be filled in or chosen from: その他（　　）, サーバ：　　, □メール."""
_CHOSEN: Final = re.compile(
    r"[:：][^\S\n]?\S|[(（][^()（）]*[^\s()（）][^()（）]*[)）]|[☑✔✓■☒○◯●レ]"
)
_DIGITS_KEPT: Final = 15  # a spreadsheet's numbers are exact up to so many digits


def text_of(held: CellValue | None) -> str:
    """Return what a cell holds as text; of nothing, nothing."""
    if held is None:
        return ""
    if held.kind is Kind.TEXT:
        return strip(unescaped(str(held.value)))
    return str(held.value)


def answered(held: CellValue | None) -> str:
    """Return what a cell holds as text; empty where it shows an example (例）電力太郎)."""
    text = text_of(held)
    return "" if is_example(text) else text


def entered(held: CellValue | None) -> str:
    """Return what a cell holds as text; nothing where it shows only where to write: 〒　　　－."""
    text = answered(held)
    return "" if _ONLY_HINTS.fullmatch(unicodedata.normalize("NFKC", text)) else text


def is_computed(held: CellValue | None) -> bool:
    """Return whether a cell holds a formula or an error instead of a value."""
    return held is not None and held.kind in {Kind.FORMULA, Kind.ERROR}


def answer_of(entry: Entry, held: CellValue | None, *, is_1904: bool = False) -> tuple[object, str]:
    """Return the answer of a cell that is no box, and a code where something is odd.

    The answer is None where there is none.

    ``is_1904`` tells that the workbook counts its days from 1904.
    """
    if held is None:
        return None, ""
    if is_computed(held):
        return None, "computed"
    if held.kind is Kind.DATE:
        return _of_date(entry, held)
    if held.kind is Kind.NUMBER and isinstance(held.value, int | float):
        return _of_number(entry, held.value, is_1904=is_1904)
    return _of_text(entry, entered(held)), ""


def is_ticked(path: str, held: CellValue | None) -> bool | None:
    """Return whether a cell holds a tick; None where what it holds may mean either.

    Beside the words of a box that there is none of something, 有 may mean either.
    """
    text = answered(held)
    if not text:
        return False
    if held and held.kind is Kind.NUMBER and isinstance(held.value, int | float):
        text = f"{held.value:g}"
    if path != "kind" and (yes := yes_box(path, text)) is not None:
        ticks = box_ticks(text)
        return ticks[yes] if sum(ticks) <= 1 else None
    ticked = is_ticked_text(text)
    says_none = path != "kind" and ENTRIES[path].answer.label.endswith(NONE)
    return tick_of(text, of_nothing=says_none) if ticked is None else ticked


def _of_text(entry: Entry, text: str) -> object:
    if entry.path != REMARKS and (chosen := chosen_option(text)) is not None:
        text = chosen
    if not text or (entry.shape is Shape.DATE and is_blank_date(text)):
        return None
    if entry.choices and sum(word in text for _, word in entry.choices.words) > 1:
        return None  # what a blank prints to choose from
    if entry.path != REMARKS and _ROOM.search(text) and not _CHOSEN.search(text):
        return None  # 備考 says what it says, in whatever marks
    return entry.choices.value(text) if entry.choices else text


def _of_date(entry: Entry, held: CellValue) -> tuple[object, str]:
    value = held.value
    if entry.shape is not Shape.DATE:
        return None, "turned-into-date"
    if isinstance(value, datetime):
        return value.date(), ""
    return (value, "") if isinstance(value, date) else (str(value), "")


def _of_number(entry: Entry, number: float, *, is_1904: bool) -> tuple[object, str]:
    is_whole = float(number).is_integer()
    text = str(int(number)) if is_whole else str(number)
    if entry.shape is Shape.DATE:
        return _day_of_number(text, number, is_1904=is_1904) if is_whole else (text, "")
    return text, _lost(entry.text_kind, text)


def _day_of_number(text: str, number: float, *, is_1904: bool) -> tuple[object, str]:
    """Read the number that a date becomes in a cell without a date format."""
    day = from_serial(number, is_1904=is_1904)
    if isinstance(day, date) and FIRST_YEAR <= day.year <= LAST_YEAR:
        return day, "date-as-number"
    return text, ""


def _lost(kind: TextKind | None, text: str) -> str:
    """Return what a text of digits has lost by being made a number."""
    if kind is TextKind.PHONE or (kind is TextKind.CODE and len(text) < CODE_LENGTH):
        return "zero-lost"
    if kind is TextKind.SERIAL:
        is_exact = len(text) <= _DIGITS_KEPT and text.isdigit()
        return "serial-as-number" if is_exact else "digits-lost"
    return ""
