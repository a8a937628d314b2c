"""A sheet of the form, drawn section by section from the catalogue; its cells get their names."""

from collections.abc import Iterable
from typing import Final

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from schemas.answer import Shape
from schemas.answers import KINDS, RenameProcedures
from schemas.catalogue import ENTRIES, SECTIONS, Entry
from schemas.cleaning import FIRST_YEAR, LAST_YEAR
from workbook.forms.sheet_drawing import TEXT_FORMAT, DrawnArea, SheetDrawing
from workbook.patching.styles import DATE_FORMAT
from workbook.xlsx.escaping import TICK

GRID: Final = 36  # the columns of the fine grid that the front page is drawn on

RENAME_TICK: Final = "この申請は社名変更によるものです"
_WIDTHS: Final = {"action": 3, "serial": 8, "replaces": 8, "name": 7, "email": 11}
_HALF: Final = GRID // 2
_LABEL_WIDTH: Final = 6  # columns of the grid, like the next
_WIDE_LABEL_WIDTH: Final = 13
_LONGEST_HALF_LABEL: Final = 9  # characters that fit into a label of 6 columns
_LINE_HEIGHT: Final = 17.0  # points
_TEXT_HEIGHT: Final = 27.0  # points, two lines


class FormSheet:
    """One sheet of the form being drawn, and the names bound on the way."""

    def __init__(self, sheet: Worksheet, column_widths: list[float]) -> None:
        """Begin on an empty sheet with columns of these widths."""
        self.sheet = sheet
        self.sketch = SheetDrawing(sheet, column_widths)
        self.names: dict[str, DrawnArea] = {}
        self.validations: dict[str, DataValidation] = {}

    def section(self, name: str) -> None:
        """Draw a section: its band, then its entries, two short ones a line; no tables."""
        self.sketch.band(SECTIONS[name])
        if name == "rename":
            self.tick("kind.rename", RENAME_TICK)
        waiting: list[Entry] = []
        for entry in ENTRIES.values():
            if entry.section != name or entry.table:
                continue
            if entry.shape in {Shape.LINE, Shape.DATE} and _is_short(entry):
                waiting.append(entry)
                if len(waiting) == 2:  # noqa: PLR2004 - two halves make a line
                    self._halves(waiting)
                    waiting = []
                continue
            self._halves(waiting)
            waiting = []
            self._line(entry)
        self._halves(waiting)

    def _halves(self, entries: list[Entry]) -> None:
        if not entries:
            return
        for place, entry in enumerate(entries):
            left = 1 + place * _HALF
            end = GRID if len(entries) == 1 else left + _HALF - 1
            self.sketch.label(self.sketch.area(left, _LABEL_WIDTH), entry.answer.label)
            box = self.sketch.area(left + _LABEL_WIDTH, end - left - _LABEL_WIDTH + 1)
            self._box(entry, box)
            self.names[entry.path] = box
        self.sketch.next_row(_LINE_HEIGHT)

    def _line(self, entry: Entry) -> None:
        if entry.path == "kind":
            self._kind()
        elif entry.shape is Shape.TICKS:
            self._ticks(entry)
        elif entry.shape is Shape.TICK:
            self.tick(entry.path, entry.answer.label)
        else:
            width = _LABEL_WIDTH if _is_short(entry) else _WIDE_LABEL_WIDTH
            if entry.answer.label == SECTIONS[entry.section]:
                width = 0  # the band says it already
            else:
                self.sketch.label(self.sketch.area(1, width), entry.answer.label)
            box = self.sketch.area(width + 1, GRID - width)
            self._box(entry, box)
            self.names[entry.path] = box
            self.sketch.next_row(_TEXT_HEIGHT if entry.shape is Shape.TEXT else _LINE_HEIGHT)

    def _kind(self) -> None:
        words = [(kind, word) for kind, word in KINDS.words if kind != "rename"]
        width = GRID // len(words)
        for place, (kind, word) in enumerate(words):
            left = 1 + place * width
            self._tick_box(f"kind.{kind}", self.sketch.area(left, 2))
            self.sketch.label(self.sketch.area(left + 2, width - 2), word)
        self.sketch.next_row(_LINE_HEIGHT)

    def tick(self, path: str, text: str) -> None:
        """Draw a box with its text beside it."""
        self._tick_box(path, self.sketch.area(1, 2))
        self.sketch.label(self.sketch.area(3, GRID - 2), text)
        self.sketch.next_row(_LINE_HEIGHT)

    def _ticks(self, entry: Entry) -> None:
        top = self.sketch.row
        words = [word for _, word in RenameProcedures.words]
        label = self.sketch.area(1, _LABEL_WIDTH, height=len(words))
        for word in words:
            self._tick_box("", self.sketch.area(_LABEL_WIDTH + 1, 2))
            self.sketch.label(self.sketch.area(_LABEL_WIDTH + 3, GRID - _LABEL_WIDTH - 2), word)
            self.sketch.next_row(_LINE_HEIGHT)
        self.sketch.label(label, entry.answer.label)
        left, bottom = _LABEL_WIDTH + 1, self.sketch.row - 1
        self.names[entry.path] = DrawnArea(self.sheet.title, left, top, left + 1, bottom)

    def _tick_box(self, path: str, area: DrawnArea) -> None:
        self.sketch.box(area, number_format=TEXT_FORMAT, wrap=False, centred=True)
        self._validate("tick", area, _list([TICK]))
        if path:
            self.names[path] = area

    def table(self, path: str, rows: int) -> None:
        """Draw a table's header and its empty rows; each column gets one name."""
        columns = [entry for entry in ENTRIES.values() if entry.table == path]
        is_gridded = self.sketch.columns == GRID
        shares = _shares([_WIDTHS.get(entry.name, 6) for entry in columns])
        widths = shares if is_gridded else [1] * len(columns)
        self._header(columns, widths)
        top = self.sketch.row
        for _ in range(rows):
            left = 1
            for entry, width in zip(columns, widths, strict=True):
                self._box(entry, self.sketch.area(left, width))
                left += width
            self.sketch.next_row(_LINE_HEIGHT)
        left = 1
        for entry, width in zip(columns, widths, strict=True):
            bottom = self.sketch.row - 1
            self.names[entry.path] = DrawnArea(
                self.sheet.title, left, top, left + width - 1, bottom
            )
            left += width

    def _header(self, columns: list[Entry], widths: list[int]) -> None:
        left = 1
        for entry, width in zip(columns, widths, strict=True):
            self.sketch.label(self.sketch.area(left, width), entry.answer.label, size=8)
            left += width
        self.sketch.next_row(_LINE_HEIGHT)

    def _box(self, entry: Entry, area: DrawnArea) -> None:
        is_date, is_choice = entry.shape is Shape.DATE, entry.shape is Shape.CHOICE
        self.sketch.box(
            area,
            number_format=DATE_FORMAT if is_date else TEXT_FORMAT,
            wrap=entry.shape in {Shape.LINE, Shape.TEXT},
            centred=is_choice,
        )
        if is_date:
            self._validate("date", area, _dates())
        if is_choice and entry.choices:
            self._validate(entry.path, area, _list([word for _, word in entry.choices.words]))

    def _validate(self, key: str, area: DrawnArea, validation: DataValidation) -> None:
        """Attach a validation; cells that share one are listed together."""
        if key not in self.validations:
            self.validations[key] = validation
            self.sheet.add_data_validation(validation)
        self.validations[key].add(area.cells.partition(":")[0])


def _is_short(entry: Entry) -> bool:
    return len(entry.answer.label) <= _LONGEST_HALF_LABEL and entry.shape is not Shape.TEXT


def _shares(weights: list[int]) -> list[int]:
    """Share the grid's columns out by weight, without a remainder."""
    widths = [max(2, weight * GRID // sum(weights)) for weight in weights]
    widths[-1] += GRID - sum(widths)
    return widths


def _list(choices: Iterable[str]) -> DataValidation:
    validation = DataValidation("list", formula1='"' + ",".join(choices) + '"', allow_blank=True)
    validation.error = "一覧から選択してください。"
    return validation


def _dates() -> DataValidation:
    validation = DataValidation(
        "date",
        operator="between",
        formula1=f"DATE({FIRST_YEAR},1,1)",
        formula2=f"DATE({LAST_YEAR},12,31)",
        allow_blank=True,
    )
    validation.error = "日付は「2026/11/24」の形式で入力してください。"
    return validation
