"""The 別紙 of somebody else's blank: a workbook for the rows that the blank has no room for.

It is handed over beside the form. Its defined names are the catalogue's paths, as on a form; one
name more, ``MARK``, tells that it is none. (The project's own form has its 別紙 inside.)
"""

from collections.abc import Mapping
from itertools import groupby
from typing import Final

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from schemas.answer import Shape
from schemas.answers import KINDS
from schemas.application import CASES
from schemas.catalogue import ENTRIES, TABLES, Entry, column, label, row_numbers
from workbook.forms.cell_writing import book_bytes, write_cells
from workbook.forms.own_form import CONTINUATION_SHEET, TITLE
from workbook.forms.sheet_drawing import TEXT_FORMAT, DrawnArea, SheetDrawing
from workbook.forms.split_answers import Content
from workbook.patching.styles import DATE_FORMAT
from workbook.places import Place
from workbook.xlsx.escaping import TICK

MARK: Final = "moushikomi.continuation"  # the defined name that a 別紙 bears, and no form
HEAD: Final = ("kind", "applied_on", "business.name", "business.code")
"""The answers by which a 別紙 and its form find each other, two a line."""

_TITLE: Final = f"{TITLE} {CONTINUATION_SHEET}"
_NOTE: Final = "次の利用申込書に記入しきれない行です。必ず申込書とあわせて提出してください。"
_ORIGIN: Final = (
    "この別紙は、様式の行が不足するためmoushikomiで作成したものです。"
    "広域機関（OCCTO）の正式な様式ではありません。"
)
_NUMBER: Final = "番号"
_WIDTHS: Final = (5.5, 8.5, 22.0, 20.5, 17.5, 26.0, 17.5)
"""The row's number, then the answers; a table with fewer ends in a wider one."""
_FEWEST_COLUMNS: Final = 6
_HEAD_COLUMNS: Final = ((1, 2, 3, 2), (5, 1, 6, 0))
"""Where label and answer begin and how wide they are, of each half; 0 is up to the end."""
_LINE_HEIGHT: Final = 17.0  # points
_GAP_HEIGHT: Final = 8.0  # points

_Rows = Mapping[int, Mapping[str, Content]]
"""The rows of a table by their numbers from 0, each with its answers by their paths."""


def continuation(answers: Mapping[str, Content]) -> bytes:
    """Write a 別紙 of answers by their paths: those of its rows, and what there is of its head."""
    kind = str(answers.get("kind", ""))
    tables = {table: rows for table in TABLES if (rows := _rows(table, answers))}
    columns = {table: _columns(table, kind, rows) for table, rows in tables.items()}
    widest = max([_FEWEST_COLUMNS, *(1 + len(entries) for entries in columns.values())])
    drawing = _Drawing(widest)
    drawing.head(kind)
    head = drawing.sketch.row - 1
    headers = [drawing.table(table, columns[table], rows) for table, rows in tables.items()]
    drawing.foot()
    repeated = headers[0] if len(headers) == 1 else head
    drawing.sheet.print_title_rows = f"1:{repeated}"
    drawing.sketch.print_setup(_TITLE, pages=0)
    return drawing.written({**answers, "kind": _ticked(kind)})


def _rows(table: str, answers: Mapping[str, Content]) -> _Rows:
    paths = [path for path in answers if path.startswith(table + ".") and row_numbers(path)]
    numbered = groupby(sorted(paths, key=row_numbers), key=lambda path: row_numbers(path)[0])
    return {number: {column(path): answers[path] for path in inside} for number, inside in numbered}


def _columns(table: str, kind: str, rows: _Rows) -> list[Entry]:
    """Return the columns that a case asks, and those that are given without being asked."""
    given = {path for row in rows.values() for path in row}
    return [
        entry
        for entry in ENTRIES.values()
        if entry.table == table
        and (entry.path in given or kind in entry.needs or kind not in CASES)
    ]


def _ticked(kind: str) -> str:
    """Write a case as its ticked box on a form reads; empty where it is not known."""
    return f"{TICK} {KINDS.word(kind)}" if kind in CASES else ""


class _Drawing:
    """The sheet being drawn, with the cells and names of its answers."""

    def __init__(self, columns: int) -> None:
        self.book = Workbook()
        self.sheet = self.book.worksheets[0]
        self.sheet.title = CONTINUATION_SHEET
        self.sketch = SheetDrawing(self.sheet, _WIDTHS[:columns])
        self.names: dict[str, DrawnArea] = {}
        self.places: dict[str, Place] = {}

    def head(self, kind: str) -> None:
        """Draw the title and the answers that identify its form."""
        whole = self.sketch.area(1, self.sketch.columns)
        self.sketch.text(whole, _TITLE, size=13, bold=True, align="center")
        self.names[MARK] = whole
        self.sketch.next_row(24)
        self.sketch.text(self.sketch.area(1, self.sketch.columns), _NOTE)
        self.sketch.next_row(_LINE_HEIGHT)
        for line in (HEAD[:2], HEAD[2:]):
            for path, (left, width, begins, wide) in zip(line, _HEAD_COLUMNS, strict=True):
                self.sketch.label(self.sketch.area(left, width), label(path))
                name = (f"kind.{kind}" if kind in CASES else "") if path == "kind" else path
                self._box(ENTRIES[path], self._area(begins, wide), path, name)
            self.sketch.next_row(_LINE_HEIGHT)

    def table(self, table: str, columns: list[Entry], rows: _Rows) -> int:
        """Draw the rows of a table under a heading; give the row of the columns' labels.

        Each column gets its name.
        """
        self.sketch.next_row(_GAP_HEIGHT)
        self.sketch.band(f"{TABLES[table].title} {TABLES[table].nth(min(rows))}以降")
        self._header(columns)
        top = self.sketch.row
        for number, row in rows.items():
            self._number(number + 1)
            for area, entry in self._cells(columns):
                path = f"{table}.{number}.{entry.name}" if entry.path in row else ""
                self._box(entry, area, path)
            self.sketch.next_row(_LINE_HEIGHT)
        for area, entry in self._cells(columns):
            bottom = self.sketch.row - 1
            self.names[entry.path] = DrawnArea(area.sheet, area.left, top, area.right, bottom)
        return top - 1

    def _header(self, columns: list[Entry]) -> None:
        self.sketch.label(self.sketch.area(1, 1), _NUMBER, size=8)
        for area, entry in self._cells(columns):
            self.sketch.label(area, entry.answer.label, size=8)
        self.sketch.next_row(_LINE_HEIGHT)

    def _cells(self, columns: list[Entry]) -> list[tuple[DrawnArea, Entry]]:
        """Return the present row's areas of the columns; the last one goes up to the end."""
        last = len(columns)
        return [
            (self._area(place + 1, 0 if place == last else 1), entry)
            for place, entry in enumerate(columns, start=1)
        ]

    def _area(self, left: int, width: int) -> DrawnArea:
        return self.sketch.area(left, width or self.sketch.columns - left + 1)

    def _number(self, number: int) -> None:
        area = self.sketch.area(1, 1)
        self.sketch.box(area, number_format="0", wrap=False, centred=True)
        self.sheet.cell(area.top, area.left).value = number

    def _box(self, entry: Entry, area: DrawnArea, path: str, name: str = "") -> None:
        """Draw the box of an answer; without a path none stands there."""
        is_date, is_choice = entry.shape is Shape.DATE, bool(entry.table and entry.choices)
        self.sketch.box(
            area,
            number_format=DATE_FORMAT if is_date else TEXT_FORMAT,
            wrap=not is_date and not is_choice,
            centred=is_choice,
        )
        if path:
            self.places[path] = Place(area.sheet, area.top, area.left)
        if name:
            self.names[name] = area

    def foot(self) -> None:
        """Say whose sheet this is."""
        self.sketch.next_row(_GAP_HEIGHT)
        self.sketch.foot(_ORIGIN)

    def written(self, answers: Mapping[str, Content]) -> bytes:
        """Write the answers into their cells, and save the book."""
        for name, area in self.names.items():
            self.book.defined_names[name] = DefinedName(name, attr_text=area.reference)
        cells = {place: answers[path] for path, place in self.places.items() if answers.get(path)}
        write_cells(self.book, cells)
        return book_bytes(self.book, _TITLE)
