"""What cannot be taken in as a blank: what is too large for one, and a form that was filled."""

import re
from datetime import date
from typing import Any, Final

from schemas.answer import Shape
from schemas.catalogue import ENTRIES, label
from schemas.ticks import tick_of
from workbook.binding.choosing import Sheets
from workbook.binding.names import Names, NamesError, with_names
from workbook.cell_answer import answer_of
from workbook.guard.unreadable import UnreadableError
from workbook.opened import OpenedWorkbook
from workbook.places import Places, area_of, whole_of
from workbook.read import read
from workbook.reader.book import Book, CellValue, Kind
from workbook.splitting import is_ticked_text

MOST_CELLS: Final = 60_000
"""With something in them, or merged, on all sheets together."""
MOST_MERGES: Final = 5_000
MOST_NAMED: Final = 20_000
"""Letters in what the defined names refer to."""

_CODE: Final = re.compile("[0-9A-Za-z]{5}")
_ENOUGH: Final = 2
"""So many of the answers that every form bears tell that it was filled; one may be a preset."""

_WHY: Final = "記入用の様式としては大きすぎます（セルや結合の数が多すぎます）。"
_MEND: Final = "ヘルプデスクから入手した白紙の様式であるかを確認してください。"


def refuse_oversized(book: Book) -> None:
    """Refuse what is too large for a form that people fill.

    Raises:
        UnreadableError: it is too large.

    """
    cells = merges = 0
    for sheet in book.sheets.values():
        cells += len(sheet.cells)
        merges += len(sheet.merges)
        for merge in sheet.merges:
            top, left, bottom, right = area_of(merge)
            cells += (bottom - top + 1) * (right - left + 1)
    named = sum(len(name.refers_to) for name in book.names)
    if cells > MOST_CELLS or merges > MOST_MERGES or named > MOST_NAMED:
        raise UnreadableError(_WHY, _MEND, code="too-large")


def refuse_filled(opened: OpenedWorkbook, names: Names) -> None:
    """Refuse a form that somebody filled: its answers would go into every form made from it.

    Raises:
        UnreadableError: it is filled.

    """
    beside_tables = {path: place for path, place in names.items() if not _is_column(path)}
    try:
        answers = read(opened, with_names(opened.book, beside_tables)).answers
    except (NamesError, UnreadableError):
        return  # what is wrong with the names is told when the copy is made
    business = answers.get("business")
    code = business.get("code") if isinstance(business, dict) else None
    signs: list[Any] = [
        answers.get("kind"),
        isinstance(answers.get("applied_on"), date),
        isinstance(code, str) and _CODE.fullmatch(code),
    ]
    if sum(map(bool, signs)) >= _ENOUGH:
        why = "記入済みの申込書です。このまま取り込むと、記入済みの内容が次の申込書にも残ります。"
        raise UnreadableError(why, _MEND, code="filled")


def _is_column(path: str) -> bool:
    return path in ENTRIES and bool(ENTRIES[path].table)


def refuse_labels(sheets: Sheets, places: Places) -> None:
    """Refuse cells in which a label is printed: an answer would be written over it, unseen.

    Raises:
        NamesError: a cell holds a label instead of room for the answer.

    """
    for path, cells in places.items():
        for place in cells:
            text = sheets.label_at(place)
            if text and not _is_room(whole_of(path), text):
                message = (
                    f"「{label(whole_of(path))}」のセル（{place}）には、項目名「{text}」が印刷されています。"
                    "記入する枠のセルを指定してください。"
                )
                raise NamesError(message)


def _is_room(path: str, text: str) -> bool:
    """Tell whether a printed text leaves room for an answer: a box, a hint, or choices."""
    if path == "kind" or ENTRIES[path].shape in {Shape.TICK, Shape.TICKS}:
        return tick_of(text) is False or is_ticked_text(text) is not None
    answer, _ = answer_of(ENTRIES[path], CellValue(Kind.TEXT, text))
    return answer is None
