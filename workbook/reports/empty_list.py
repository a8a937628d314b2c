"""An empty list for applications: the headings, and cells that keep what is typed as text."""

from collections.abc import Sequence
from typing import Final

from openpyxl import Workbook

from workbook.forms.cell_writing import book_bytes
from workbook.reports.table_sheet import TableStyle, write_table
from workbook.xlsx.text_metrics import fixed_columns

_EMPTY_ROWS: Final = 200
"""Rows that are formatted as text, so that 01233 keeps its zero; more than most lists have."""


def empty_list(headings: Sequence[str]) -> bytes:
    """Return a workbook with one sheet: the headings, and empty rows for text."""
    book = Workbook(write_only=True)
    columns = [(heading, max(12, min(30, fixed_columns(heading) + 2))) for heading in headings]
    line = [("", TableStyle())] * len(headings)
    write_table(book, "申込一覧", columns, [], [line] * _EMPTY_ROWS)
    return book_bytes(book)
