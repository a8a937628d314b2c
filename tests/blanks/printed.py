"""What is printed on a form, and where, as openpyxl and the raw parts tell it."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import Final, NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

_CONTROLS: Final = "xl/drawings/vmlDrawing1.vml"
_CAPTION: Final = re.compile(r'color="auto">([^<]*)</font>.*?<x:Anchor>([^<]*)</x:Anchor>')


class Area(NamedTuple):
    """A cell or a merged area, rows and columns counted from 1, with what is printed in it."""

    top: int
    left: int
    bottom: int
    right: int
    text: str = ""


def plain(text: str) -> str:
    """Write a text without spaces, in one width, in small letters."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()


def area_at(sheet: Worksheet, row: int, column: int) -> Area:
    """Give the area that begins at a cell."""
    for merged in sheet.merged_cells.ranges:
        if (merged.min_row, merged.min_col) == (row, column):
            return Area(row, column, merged.max_row, merged.max_col)
    return Area(row, column, row, column)


def areas(sheet: Worksheet) -> Iterator[Area]:
    """Give the areas of a sheet in which something is printed."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                area = area_at(sheet, cell.row, cell.column)
                yield area._replace(text=plain(str(cell.value)))


def captions(content: bytes) -> Iterator[Area]:
    """Give the words of the check boxes on the first sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if _CONTROLS not in package.namelist():
            return
        drawing = package.read(_CONTROLS).decode()
    for caption, anchor in _CAPTION.findall(drawing):
        left, _, top, _, right, _, bottom, _ = (int(number) for number in anchor.split(","))
        yield Area(top + 1, left + 1, bottom + 1, right + 1, plain(caption))


def near(area: Area, printed: list[Area]) -> Iterator[str]:
    """Give what is printed in an area, then next to it: at the left, at the right and above.

    What is printed in the area itself is passed over above it, since rows of a table are alike.
    """
    beside = [one for one in printed if one.top <= area.bottom and area.top <= one.bottom]
    along = [one for one in printed if one.left <= area.right and area.left <= one.right]
    lefts = sorted((one for one in beside if one.right < area.left), key=lambda one: -one.right)
    rights = sorted((one for one in beside if one.left > area.right), key=lambda one: one.left)
    above = sorted((one for one in along if one.bottom < area.top), key=lambda one: -one.bottom)
    inside = [one.text for one in printed if one[:2] == area[:2]]
    uppers = [one.text for one in above if one.text not in inside]
    yield from [*inside, *(one.text for one in [*lefts[:3], *rights[:1]]), *uppers[:2]]


def below(area: Area, printed: list[Area]) -> list[str]:
    """Give what is printed right below an area."""
    return [one.text for one in printed if (one.top, one.left) == (area.bottom + 1, area.left)]
