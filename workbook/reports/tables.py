"""A workbook of several tables, a sheet each; every value is literal."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook

from workbook.forms.cell_writing import book_bytes
from workbook.reports.table_sheet import Columns, TableStyle, Value, write_table


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table with the title of its sheet; ``top`` are lines that stand above it."""

    title: str
    columns: Columns
    lines: Sequence[Sequence[Value]]
    top: Sequence[str] = ()


def write_tables(tables: Sequence[SheetTable]) -> bytes:
    """Return a workbook with a sheet for each table."""
    book = Workbook(write_only=True)
    plain, heading = TableStyle(), TableStyle(boxed=False, bold=True)
    for table in tables:
        top = [[(text, heading)] for text in table.top]
        lines = [[(value, plain) for value in line] for line in table.lines]
        write_table(book, table.title, table.columns, top, lines)
    return book_bytes(book)
