"""What is no blank: a form that somebody filled."""

import re
from datetime import date
from typing import Any, Final

from schemas.catalogue import ENTRIES
from workbook.forms.blank_marks import sample_places
from workbook.forms.blank_names import Names, NamesError, with_names
from workbook.forms.blank_size import NO_BLANK
from workbook.forms.read import read
from workbook.opened import OpenedWorkbook
from workbook.places import find_places
from workbook.xlsx.guard.unreadable import UnreadableError

_CODE: Final = re.compile("[0-9A-Za-z]{5}")  # a 事業者コード
_ENOUGH: Final = 2
"""So many of the answers that every form bears tell that it was filled; one may be a preset."""


def refuse_filled(opened: OpenedWorkbook, names: Names) -> None:
    """Refuse a form that somebody filled: its answers would go into every form made from it."""
    beside_tables = {
        path: place
        for path, place in names.items()
        if not (path in ENTRIES and ENTRIES[path].table)
    }
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
