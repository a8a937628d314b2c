"""Annotation of a checked form: a comment on each cell with a finding, and a list sheet.

The sender's file is preserved: values, styles, formulas and all other parts stay unchanged, byte
for byte.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl.utils import get_column_letter, quote_sheetname

from workbook.opened import OpenedWorkbook
from workbook.reports.list_sheet_xml import ListLine, list_sheet
from workbook.reports.list_styles import ListStyles, with_list_styles
from workbook.xlsx.editing.cell_text import fit_to_limit
from workbook.xlsx.editing.part_xml import RELATIONS
from workbook.xlsx.editing.revision import Revision
from workbook.xlsx.editing.sheet_comments import PARTS_NEEDED, comment
from workbook.xlsx.editing.sheet_list import Tabs
from workbook.xlsx.reader.areas import MAX_COLUMN, MAX_ROW, Cell

LIST_TITLE: Final = "不備一覧"
MAX_LISTED: Final = 2_000  # findings in the list (an estimate)
MAX_CELLS: Final = 1_000
"""Cells with a comment (an estimate); findings of further cells are only listed."""
MAX_COMMENT: Final = 2_000  # characters added to a comment (an estimate)

_WEIGHT: Final = {"不備": 0, "要確認": 1, "補足": 2}


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as text; without a sheet it is not about a cell and only listed."""

    sheet: str | None
    row: int
    column: int
    severity: str
    label: str
    message: str
    remedy: str
    source: str

    @property
    def is_cell(self) -> bool:
        """Whether it is about a cell."""
        return (
            self.sheet is not None and 1 <= self.row <= MAX_ROW and 1 <= self.column <= MAX_COLUMN
        )

    @property
    def cell(self) -> str:
        """The cell for people: シート!D14; empty without one."""
        return f"{self.sheet}!{self._reference}" if self.is_cell else ""

    @property
    def target(self) -> str:
        """The cell as an Excel reference: 'シート'!D14."""
        return f"{quote_sheetname(self.sheet or '')}!{self._reference}"

    @property
    def origin(self) -> str:
        """The FAQ item of the requirement."""
        return f"FAQ {self.source}" if self.source else ""

    @property
    def words(self) -> str:
        """The finding as the text of a comment."""
        text = f"{self.severity}：{self.message}"
        text += f"\n修正方法：{self.remedy}" if self.remedy else ""
        return text + (f"（{self.origin}）" if self.source else "")

    @property
    def _reference(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"


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
    lines = [_line(remark, parts) for remark in remarks[:MAX_LISTED]]
    more = len(remarks) - len(lines)
    tabs.append(LIST_TITLE, list_sheet(lines, look, verdict=verdict, note=note, more=more))
    return revision.written()


def _line(remark: Remark, titles: Collection[str]) -> ListLine:
    leads = remark.is_cell and remark.sheet in titles
    return ListLine(
        severity=remark.severity,
        cell=remark.cell,
        target=remark.target if leads else "",
        label=remark.label,
        message=remark.message,
        remedy=remark.remedy,
        source=remark.origin,
    )


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
