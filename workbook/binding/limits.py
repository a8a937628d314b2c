"""What cannot be taken in as a blank: what is too large for one, and a form that was filled."""

import re
from datetime import date
from typing import Any, Final

from schemas.answer import Shape
from schemas.catalogue import ENTRIES, label
from schemas.ticks import tick_of
from workbook.binding.choosing import Sheets
from workbook.binding.names import Names, NamesError, with_names
from workbook.forms.blank_marks import sample_places
from workbook.forms.blank_size import NO_BLANK
from workbook.forms.cell_answer import answer_of
from workbook.forms.kind_options import kinds_in
from workbook.forms.read import read
from workbook.forms.splitting import is_ticked_text
from workbook.opened import OpenedWorkbook
from workbook.places import Places, find_places, whole_of
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.reader.book import CellValue, Kind

_CODE: Final = re.compile("[0-9A-Za-z]{5}")
_ENOUGH: Final = 2
"""So many of the answers that every form bears tell that it was filled; one may be a preset."""


def refuse_filled(opened: OpenedWorkbook, names: Names) -> None:
    """Refuse a form that somebody filled: its answers would go into every form made from it.

    Raises:
        UnreadableError: it is filled.

    """
    beside_tables = {path: place for path, place in names.items() if not _is_column(path)}
    try:
        places = find_places(with_names(opened.book, beside_tables))
        samples = sample_places(opened, places)
        own = {
            path: place
            for path, place in beside_tables.items()
            if not samples.issuperset(places.get(path, ()))
        }
        answers = read(opened, with_names(opened.book, own)).answers
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
        raise UnreadableError(why, NO_BLANK, code="filled")


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
    """Return whether a printed text leaves room for an answer: a box, a hint, or choices."""
    if path == "kind" or ENTRIES[path].shape in {Shape.TICK, Shape.TICKS}:
        is_box = tick_of(text) is False or is_ticked_text(text) is not None
        return is_box or bool(path == "kind" and kinds_in(text))
    answer, _ = answer_of(ENTRIES[path], CellValue(Kind.TEXT, text))
    return answer is None
