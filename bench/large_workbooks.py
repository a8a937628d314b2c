"""Workbooks as large as real forms, created with openpyxl."""

import io
import random
from collections.abc import Iterator
from itertools import cycle
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

_SHEETS: Final = 6
_ROWS: Final = 153
_COLUMNS: Final = 60
_MERGES: Final = 284  # per sheet; 1,700 in all
_LABELS: Final = (
    *("事業者名", "住所", "電話番号", "部署名", "担当者", "メールアドレス", "備考"),
    *("シリアル番号", "有効期限", "区分", "氏名", "申込年月日", "確認", "内容"),
)
_LISTED: Final = 13  # columns of the list
_LINE: Final = Side(style="thin")
_FRAME: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def form_of_squares() -> bytes:
    """Return a form with six sheets, 55,000 framed cells and 1,700 merged areas, half labels."""
    chosen = random.Random(2)  # noqa: S311 - a fixed seed for reproducibility
    book = Workbook()
    for number in range(_SHEETS):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet()
        sheet.title = f"様式{number + 1}"
        _frame(sheet, _ROWS, _COLUMNS)
        for area in list(_areas(chosen))[:_MERGES]:
            top, left, bottom, right = area
            if chosen.random() < 1 / 2:
                sheet.cell(top, left).value = chosen.choice(_LABELS)
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    return _saved(book)


def long_list(rows: int) -> bytes:
    """Return a list: a row of labels, and rows of texts that begin with them."""
    book = Workbook()
    sheet = book.worksheets[0]
    _frame(sheet, rows, _LISTED)
    for row in range(1, rows + 1):
        for column, label in zip(range(1, _LISTED + 1), cycle(_LABELS), strict=False):
            sheet.cell(row, column).value = label if row == 1 else f"{label}{row}"
    return _saved(book)


def _frame(sheet: Worksheet, rows: int, columns: int) -> None:
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            sheet.cell(row, column).border = _FRAME


def _areas(chosen: random.Random) -> Iterator[tuple[int, int, int, int]]:
    """Yield areas side by side and row by row: first row and column, last row and column."""
    row = 1
    while row < _ROWS - 2:
        height = chosen.choice((1, 2, 2, 3))
        column = 1
        while column < _COLUMNS - 18:
            width = chosen.choice((4, 8, 12, 18))
            yield row, column, row + height - 1, column + width - 1
            column += width
        row += height


def _saved(book: Workbook) -> bytes:
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()
