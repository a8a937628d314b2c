"""Content of a blank that filling loses: signatures, and what stands in answers' cells."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from workbook.opened import OpenedWorkbook
from workbook.places import Place, Places
from workbook.xlsx.guard.strict_xml import MAIN, Element, Path, count_of, parse
from workbook.xlsx.reader.areas import Cell, cell_at
from workbook.xlsx.reader.shared_values import SharedValues

_CELLS: Final = Path("m:sheetData/m:row/m:c[@r]")
_SIGNATURE: Final = "/digital-signature/origin"
_WHOLE: Final = "ブック全体"
_FORMATTED_RUNS: Final = Path("m:r[m:rPr]")
_RUNS: Final = Path("m:r")
_READINGS: Final = Path("m:rPh")


@dataclass(frozen=True, slots=True)
class LostContent:
    """Something that a filled form loses, and its cell or 「ブック全体」."""

    what: str
    where: str


def find_lost_content(opened: OpenedWorkbook, places: Places) -> tuple[LostContent, ...]:
    """Return what a blank loses when these places are filled."""
    relations = opened.package.relationships("").values()
    is_signed = any(relation.type.endswith(_SIGNATURE) for relation in relations)
    losses = [LostContent("電子署名", _WHOLE)] if is_signed else []
    for title, sheet in opened.book.sheets.items():
        filled = {
            (place.row, place.column)
            for cells in places.values()
            for place in cells
            if place.sheet == title and (place.row, place.column) in sheet.cells
        }
        if filled:
            content = opened.package.read(sheet.part)
            for cell, what in _lost_content(content, filled, opened.book.shared):
                losses.append(LostContent(what, str(Place(title, *cell))))
    return tuple(losses)


def _lost_content(
    content: bytes, filled: set[Cell], shared: SharedValues
) -> Iterator[tuple[Cell, str]]:
    """Yield the content of cells that is lost when plain text is written."""
    kinds_of_shared = cache(lambda number: tuple(_of_text(shared.item(number))))
    for cell in _CELLS.elements(parse(content, MAIN + "worksheet")):
        place = cell_at(cell.get("r") or "")
        if place in filled:
            yield from ((place, what) for what in _kinds(cell, kinds_of_shared))


def _kinds(cell: Element, of_shared: Callable[[int], Iterable[str]]) -> Iterator[str]:
    parts = {part.tag: part for part in cell}
    if MAIN + "f" in parts:
        yield "数式"
    if cell.get("vm") is not None:
        yield "セル内の画像"
    if cell.get("t") == "s" and MAIN + "v" in parts:
        yield from of_shared(count_of(parts[MAIN + "v"].text))
    elif MAIN + "is" in parts:
        yield from _of_text(parts[MAIN + "is"])


def _of_text(text: Element) -> Iterator[str]:
    if _FORMATTED_RUNS.elements(text) and len(_RUNS.elements(text)) > 1:
        yield "文字ごとの書式"
    if _READINGS.elements(text):
        yield "ふりがな"
