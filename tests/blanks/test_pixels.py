"""Filled blanks in print: nothing but the cells that were written looks otherwise than before.

LibreOffice prints the blank, the filled form, and a copy of the blank with painted cells. Where
the answers go was written down by hand, and openpyxl paints: the writer has no say in it. Rows
that grow with their texts are made as high in the blank, so that all else keeps its place.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import pytest
from lxml import etree  # type: ignore[import-untyped]  # ships no types
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from tests.blanks import BLANKS, TRIED, Blank
from tests.blanks.packing import pack, unpack
from tests.blanks.rendering import pages_of, strays, to_pdf
from tests.blanks.test_blanks import cells_of, opened
from tests.opening import bound, bound_template
from tests.samples import KINDS, case, leaves
from workbook.forms.fill import fill

pytestmark = pytest.mark.browser  # `make test` alone sees to it that LibreOffice is there

Cell = tuple[str, int, int]
Row = tuple[str, int]

_SHEET: Final = "xl/worksheets/sheet{}.xml"
_ROW: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}row"
_USUAL_HEIGHT: Final = 15.0
_PIECES: Final = ("", ".year", ".month", ".day", ".postal")
_FIRST_PAINT: Final = 0xFF0080
"""Neither this colour nor one of the next few hundred is on any blank."""
_IN_ALL_CASES: Final = {"across", "before_after", "several_sheets"}
"""The others are printed with one case, which writes many of their cells: it takes long."""
_RENAME_OR_CHANGE: Final = {"agents", "option_buttons"}
"""Blanks on which a rename is chosen instead of a change, not beside it."""
_GIVEN_UP: Final[Mapping[tuple[str, str], Sequence[Cell]]] = {
    ("option_buttons", "api.test_passed"): [("申込書", 42, 5)],
}
"""The option buttons that are no longer chosen once an answer is: 未実施."""
_BY_NAME: Final = {blank.name: blank for blank in BLANKS}
_STARTS: Final = 3
_BATCHES: Final = [[blank.name for blank in TRIED[n::_STARTS]] for n in range(_STARTS)]
"""Blanks that are printed at once: LibreOffice starts slowly, but several can run at a time."""


@dataclass(frozen=True)
class Filling:
    """A blank and what became of it.

    ``paint`` shows where the cells of ``colours`` are in print. Those that were ``written`` may
    and must look otherwise; those that are ``computed`` from them may.
    """

    name: str
    before: bytes
    after: bytes
    paint: bytes
    colours: Mapping[int, Cell]
    written: frozenset[Cell]
    computed: frozenset[Cell]

    def books(self) -> dict[str, bytes]:
        """Give the workbooks to print, by name."""
        return {
            f"{self.name}-before": self.before,
            f"{self.name}-after": self.after,
            f"{self.name}-paint": self.paint,
        }

    def oddities(self, pdfs: Mapping[str, Path]) -> Iterator[str]:
        """Say what looks otherwise though nothing was written there, and what cannot be seen."""
        before, after, paint = (pages_of(pdfs[name]) for name in self.books())
        sizes = [[page.shape for page in pages] for pages in (before, after, paint)]
        if not sizes[0] == sizes[1] == sizes[2]:
            yield f"{self.name}: the pages are others, {sizes}"
            return
        may = self._colours_of(self.written | self.computed)
        seen: set[int] = set()
        for number, (old, new, painted) in enumerate(zip(before, after, paint, strict=True), 1):
            if others := strays(old, new, np.isin(painted, may)):
                where = f"page {number}, {min(others)} to {max(others)}"
                yield f"{self.name}: {len(others)} other pixels differ on {where}"
            seen.update(np.unique(painted[old != new]).tolist())
        for colour in sorted(set(self._colours_of(self.written)) - seen):
            yield f"{self.name}: nothing is seen in {self.colours[colour]}"

    def _colours_of(self, cells: frozenset[Cell]) -> list[int]:
        return [colour for colour, cell in self.colours.items() if cell in cells]


@cache
def _filling(name: str, kind: str) -> Filling:
    """Fill a blank with the answers of a case."""
    blank = _BY_NAME[name]
    after = fill(case(kind), bound_template(blank)).content
    written = frozenset(_written(blank, kind))
    grown = _grown(bound(blank), after)
    assert grown.keys() <= {
        (_part(blank, cell[0]), row) for cell in written for row in _rows_of(blank, cell)
    }
    before = _with_rows(bound(blank), grown) if grown else bound(blank)
    computed = frozenset(_computed(blank))
    answers = {cell for path in blank.expected for cell in cells_of(blank, path)}
    colours = dict(enumerate(sorted(answers | written | computed), _FIRST_PAINT))
    paint = _painted(before, tuple(colours.items()))
    return Filling(f"{name}-{kind}", before, after, paint, colours, written, computed)


def _written(blank: Blank, kind: str) -> Iterator[Cell]:
    """Give the cells of a case's answers, as they were written down by hand."""
    for path, value in leaves(case(kind)):
        row = next((int(name) for name in path.split(".") if name.isdigit()), None)
        column = ".".join(name for name in path.split(".") if not name.isdigit())
        names = [f"kind.{value}"] if path == "kind" else [column + piece for piece in _PIECES]
        if value == "rename" and blank.name not in _RENAME_OR_CHANGE:
            names += ["kind.change"]
        for name in names:
            if name in blank.expected:
                cells = cells_of(blank, name)
                yield from cells if row is None else [cells[row]]
            yield from _GIVEN_UP.get((blank.name, name), ())


def _rows_of(blank: Blank, cell: Cell) -> range:
    title, row, column = cell
    areas = opened(blank)[title].merged_cells.ranges
    ends = (area.max_row for area in areas if (area.min_row, area.min_col) == (row, column))
    return range(row, next(ends, row) + 1)


def _computed(blank: Blank) -> Iterator[Cell]:
    """Give the cells with formulas."""
    for sheet in opened(blank).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if not isinstance(cell, MergedCell) and cell.data_type == "f":
                yield sheet.title, cell.row, cell.column


def _part(blank: Blank, title: str) -> str:
    return _SHEET.format(1 + opened(blank).sheetnames.index(title))


def _grown(blank: bytes, filled: bytes) -> dict[Row, str]:
    """Give the rows that have become higher, with their heights; none becomes lower."""
    old, new = _heights(blank), _heights(filled)
    changed = {row: height for row, height in new.items() if height != old.get(row)}
    for row, height in changed.items():
        assert float(height) > float(old.get(row, _USUAL_HEIGHT))
    assert old.keys() <= new.keys()
    return changed


def _heights(content: bytes) -> dict[Row, str]:
    return {
        (name, int(row.get("r"))): row.get("ht")
        for name, data in unpack(content).items()
        if name.startswith("xl/worksheets/sheet")
        for row in etree.fromstring(data).iter(_ROW)
        if row.get("ht")
    }


def _with_rows(content: bytes, heights: Mapping[Row, str]) -> bytes:
    """Make rows so high; all shapes over the sheet stay, which openpyxl would drop."""
    parts = unpack(content)
    for name in {name for name, _ in heights}:
        sheet = etree.fromstring(parts[name])
        for row in sheet.iter(_ROW):
            if height := heights.get((name, int(row.get("r")))):
                row.attrib.update({"ht": height, "customHeight": "1"})
        parts[name] = etree.tostring(sheet)
    return pack(parts)


@cache
def _painted(content: bytes, colours: Sequence[tuple[int, Cell]]) -> bytes:
    """Paint cells, each in a colour of its own, without their texts."""
    book = load_workbook(io.BytesIO(content))
    for colour, (title, row, column) in colours:
        cell = book[title].cell(row, column)
        assert not isinstance(cell, MergedCell)
        cell.value = None
        cell.fill = PatternFill("solid", fgColor=f"FF{colour:06X}")
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    packed = io.BytesIO()
    book.save(packed)
    return pack(unpack(packed.getvalue()))


@pytest.mark.nightly
@pytest.mark.parametrize("names", _BATCHES, ids="-".join)
def test_only_written_cells_print_differently(names: Sequence[str], tmp_path: Path) -> None:
    fillings = [_filling(name, kind) for name in names for kind in _kinds(name)]
    assert _oddities(fillings, tmp_path / "printed") == []


def _kinds(name: str) -> Sequence[str]:
    if name in _IN_ALL_CASES:
        return KINDS
    return ["rename"] if list(_BY_NAME).index(name) % 2 else ["new"]


def _oddities(fillings: Sequence[Filling], folder: Path) -> list[str]:
    books = {name: book for filling in fillings for name, book in filling.books().items()}
    pdfs = to_pdf(books, folder)
    return [oddity for filling in fillings for oddity in filling.oddities(pdfs)]


# What is done to a filled form, and noticed


def _set(place: str, **looks: object) -> Callable[[Worksheet], None]:
    def damage(sheet: Worksheet) -> None:
        for name, value in looks.items():
            setattr(sheet[place], name, value)

    return damage


_GREY: Final = PatternFill("solid", fgColor="FFDADADA")
_BOLD: Final = Font(name="ＭＳ Ｐゴシック", size=10, bold=True)
_THICK: Final = Side(style="thick", color="FF000000")
_TO_BANDED: Final[Mapping[str, Callable[[Worksheet], None]]] = {
    "an answer in a row without answers": _set("D25", value="窓口"),
    "an answer that is not there": _set("D15", value=None),
    "an answer without its border": _set("B55", border=Border()),
    "a thicker border": _set("D42", border=Border(left=_THICK)),
    "another sign in a label": _set("C11", value="申請内容の変史"),
    "a label in bold": _set("C11", font=_BOLD),
    "a label on top of its cell": _set("C11", alignment=Alignment(vertical="top")),
    "another grey": _set("B42", fill=_GREY),
    "a higher row": lambda sheet: setattr(sheet.row_dimensions[44], "height", 20),
    "a wider column": lambda sheet: setattr(sheet.column_dimensions["F"], "width", 13.5),
}
_DRAWING: Final = "xl/drawings/drawing1.xml"
_VML: Final = "xl/drawings/vmlDrawing1.vml"
_TO_PARTS: Final = {
    "a shape with another word": ("drawn", _DRAWING, "ヘルプデスク", "ヘルプデスタ"),
    "a logo elsewhere": ("drawn", _DRAWING, ">19050<", ">190500<"),
    "a tick that is not there": ("form_controls", _VML, "<x:Checked>1</x:Checked>", ""),
    "a tick too many": (
        "form_controls",
        _VML,
        "6, 2, 8, 2, 7, 86, 8, 22</x:Anchor>",
        "6, 2, 8, 2, 7, 86, 8, 22</x:Anchor><x:Checked>1</x:Checked>",
    ),
}
"""The blank, the part of the filled form, what is replaced there once, and by what."""


def _damaged() -> Iterator[Filling]:
    for how, damage in _TO_BANDED.items():
        filling = _filling("banded", "new")
        book = load_workbook(io.BytesIO(filling.after))
        damage(book.worksheets[0])
        yield replace(filling, name=how, after=_saved(book))
    for how, (name, part, old, new) in _TO_PARTS.items():
        filling = _filling(name, "new")
        parts = unpack(filling.after)
        assert old.encode() in parts[part]
        parts[part] = parts[part].replace(old.encode(), new.encode(), 1)
        yield replace(filling, name=how, after=pack(parts))
    filling = _filling("drawn", "new")
    book = load_workbook(io.BytesIO(filling.after))
    yield replace(filling, name="shapes that openpyxl loses", after=_saved(book))


@pytest.mark.nightly
def test_every_damage_is_noticed(tmp_path: Path) -> None:
    filling = _filling("banded", "new")
    book = load_workbook(io.BytesIO(filling.after))
    sound = replace(filling, name="saved by openpyxl, which loses nothing here", after=_saved(book))
    damaged = list(_damaged())
    noticed = _oddities([sound, *damaged], tmp_path / "printed")
    assert {oddity.partition(":")[0] for oddity in noticed} == {one.name for one in damaged}
