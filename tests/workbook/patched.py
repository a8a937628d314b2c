"""Patching a blank, and looking at what became of it."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date

from openpyxl.utils import range_boundaries

from tests.opening import compile_blank
from tests.workbook.blank_parts import SHEET, TITLE
from workbook.places import Place
from workbook.xlsx.guard.package import open_package
from workbook.xlsx.reader.book import Book, read_book


def at(reference: str, title: str = TITLE) -> Place:
    """Give a cell of the first sheet."""
    column, row, _, _ = range_boundaries(reference)
    return Place(title, int(row or 0), int(column or 0))


def patched(blank: bytes, cells: Mapping[str, str | date | bool], *more: str) -> bytes:
    """Fill cells of the first sheet; of the second one, if ``別紙!`` stands before them."""
    contents: dict[Place, str | date | bool] = {}
    for reference, content in cells.items():
        title, _, cell = reference.rpartition("!")
        contents[at(cell, title or TITLE)] = content
    places = {"": (*contents, *map(at, more))}
    filled = compile_blank(blank, places).fill(contents)
    assert filled == compile_blank(blank, places).fill(contents)
    return filled


def parts_of(content: bytes) -> dict[str, bytes]:
    """Give the parts by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed(before: bytes, after: bytes) -> set[str]:
    """Name the parts that are not the same as before; none is new, and their order is the same."""
    old, new = parts_of(before), parts_of(after)
    assert [*new] == [name for name in old if name in new]
    return {name for name in old if old[name] != new.get(name)}


def xml_of(content: bytes, part: str = SHEET) -> str:
    """Give a part as text, as a rule the first sheet's."""
    return parts_of(content)[part].decode()


def book_of(content: bytes) -> Book:
    """Read the workbook."""
    return read_book(open_package(content))


def values_of(content: bytes, title: str = TITLE) -> dict[str, object]:
    """Give what the cells of a sheet hold."""
    cells = book_of(content).sheets[title].cells
    return {str(Place("", *cell))[1:]: held.value for cell, held in cells.items()}
