"""How large a blank may be."""

from typing import Final

from workbook.places import area_of
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.reader.book import Book

MOST_CELLS: Final = 60_000  # with something in them, or merged, on all sheets together
MOST_MERGES: Final = 5_000
MOST_NAMED: Final = 20_000  # letters in what the defined names refer to

_WHY: Final = "記入用の様式としては大きすぎます（セルや結合の数が多すぎます）。"
NO_BLANK: Final = "ヘルプデスクから入手した白紙の様式であるかを確認してください。"
"""What to do about what is no blank."""


def refuse_oversized(book: Book) -> None:
    """Refuse what is too large for a form that people fill."""
    cells = merges = 0
    for sheet in book.sheets.values():
        cells += len(sheet.cells)
        merges += len(sheet.merges)
        for merge in sheet.merges:
            top, left, bottom, right = area_of(merge)
            cells += (bottom - top + 1) * (right - left + 1)
    named = sum(len(name.refers_to) for name in book.names)
    if cells > MOST_CELLS or merges > MOST_MERGES or named > MOST_NAMED:
        raise UnreadableError(_WHY, NO_BLANK, code="too-large")
