"""Annotation of a checked form: a comment on each cell with a finding, and a list sheet.

The sender's file is preserved: values, styles, formulas and all other parts stay unchanged, byte
for byte.
"""

from collections.abc import Collection, Sequence
from typing import Final

from workbook.opened import OpenedWorkbook
from workbook.reports.list_sheet_xml import Remark, list_sheet
from workbook.reports.list_styles import ListStyles, with_list_styles
from workbook.xlsx.editing.cell_text import fit_to_limit
from workbook.xlsx.editing.part_xml import RELATIONS
from workbook.xlsx.editing.revision import Revision
from workbook.xlsx.editing.sheet_comments import PARTS_NEEDED, comment
from workbook.xlsx.editing.sheet_list import Tabs
from workbook.xlsx.reader.areas import Cell

LIST_TITLE: Final = "不備一覧"
MAX_LISTED: Final = 2_000  # findings in the list (an estimate)
MAX_CELLS: Final = 1_000
"""Cells with a comment (an estimate); findings of further cells are only listed."""
MAX_COMMENT: Final = 2_000  # characters added to a comment (an estimate)

_WEIGHT: Final = {"不備": 0, "要確認": 1, "補足": 2}


def annotate(
    opened: OpenedWorkbook, remarks: Sequence[Remark], *, verdict: str, note: str
) -> bytes:
    """Return the workbook with remarks; the same input gives the same bytes."""
    revision = Revision(opened.package, opened.content)
    tabs = Tabs(revision)
    parts = dict(tabs.worksheets())
    texts = _texts_by_sheet(remarks, parts)
    for block, (title, part) in enumerate(parts.items(), start=1):
        if title in texts and revision.room > PARTS_NEEDED:  # the list is another part
            comment(revision, part, texts[title], block)
    look = _add_styles(revision)
    listed = list_sheet(remarks, MAX_LISTED, parts, look, verdict=verdict, note=note)
    tabs.append(LIST_TITLE, listed)
    return revision.written()


def _texts_by_sheet(
    remarks: Sequence[Remark], titles: Collection[str]
) -> dict[str, dict[Cell, str]]:
    """Return the texts of comments by sheet and cell, the most severe finding first."""
    cells: dict[tuple[str, Cell], list[Remark]] = {}
    for remark in remarks:
        place = (remark.sheet or "", (remark.row, remark.column))
        is_new = place not in cells
        if remark.is_cell and place[0] in titles and not (is_new and len(cells) == MAX_CELLS):
            cells.setdefault(place, []).append(remark)
    texts: dict[str, dict[Cell, str]] = {}
    for (sheet, cell), remarks_of_cell in cells.items():
        remarks_of_cell.sort(key=lambda remark: _WEIGHT.get(remark.severity, len(_WEIGHT)))
        text = "\n\n".join(remark.words for remark in remarks_of_cell)
        texts.setdefault(sheet, {})[cell] = fit_to_limit(text, MAX_COMMENT)
    return texts


def _add_styles(revision: Revision) -> ListStyles:
    """Add the styles of the list to those of the workbook, if it has any."""
    related = revision.relationships(revision.main).values()
    part = next((one.target for one in related if one.type == f"{RELATIONS}/styles"), None)
    if part is None:
        return ListStyles()
    styles, look = with_list_styles(revision.read(part))
    revision.put(part, styles)
    return look
