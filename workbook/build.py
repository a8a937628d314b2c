"""The project's own form, drawn from the catalogue: one A4 page, and a 別紙 for further rows.

Its defined names are the catalogue's paths. On the 別紙 the same names stand once more, bound to
that sheet: a table's rows go on there.
"""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from schemas.answer import Shape
from schemas.answers import KINDS, RenameProcedures
from schemas.application import CASES
from schemas.catalogue import ENTRIES, SECTIONS, TABLES, Entry, Need, title_of
from schemas.cleaning import FIRST_YEAR, LAST_YEAR
from workbook.literal import TICK
from workbook.paths import OWN_FORM
from workbook.sketch import DATE_FORMAT, TEXT_FORMAT, Area, Sketch

FORM_SHEET: Final = "利用申込書"
CONTINUATION_SHEET: Final = "別紙"
VERSION: Final = "1"
TITLE: Final = "スイッチング支援システム利用申込書"
ORIGIN: Final = (
    "本様式は公開情報から再構成したものです。広域機関（OCCTO）の正式な様式ではありません。"
)
RENAME_TICK: Final = "この申請は社名変更によるものです"

_ROWS_ON_FORM: Final = {"contacts": 3, "web_certificates": 4, "api.certificates": 2}
_ROWS_ON_CONTINUATION: Final = {"contacts": 17, "web_certificates": 46, "api.certificates": 8}
_WIDTHS: Final = {"action": 3, "serial": 8, "name": 7, "email": 11, "common_name": 7}
_GRID: Final = 36
_CONTINUATION_WIDTHS: Final = [7.0, 19.0, 17.0, 15.0, 17.0, 15.0]
_HALF: Final = _GRID // 2
_LABEL_WIDTH: Final = 6
_WIDE_LABEL_WIDTH: Final = 13
_LONGEST_HALF_LABEL: Final = 9
_LINE_HEIGHT: Final = 17.0
_TEXT_HEIGHT: Final = 27.0
_EPOCH: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - workbook properties carry no time zone


class _Form:
    """One sheet of the form being drawn, and the names bound on the way."""

    def __init__(self, sheet: Worksheet, column_widths: list[float]) -> None:
        self.sheet = sheet
        self.sketch = Sketch(sheet, column_widths)
        self.names: dict[str, Area] = {}
        self.validations: dict[str, DataValidation] = {}

    def section(self, name: str) -> None:
        self.sketch.band(SECTIONS[name] + _only_for(name))
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
            end = _GRID if len(entries) == 1 else left + _HALF - 1
            self.sketch.label(self.sketch.area(left, _LABEL_WIDTH), _marked(entry))
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
            self.tick(entry.path, _marked(entry))
        else:
            width = _LABEL_WIDTH if _is_short(entry) else _WIDE_LABEL_WIDTH
            if entry.answer.label == SECTIONS[entry.section]:
                width = 0  # the band says it already
            else:
                self.sketch.label(self.sketch.area(1, width), _marked(entry))
            box = self.sketch.area(width + 1, _GRID - width)
            self._box(entry, box)
            self.names[entry.path] = box
            self.sketch.next_row(_TEXT_HEIGHT if entry.shape is Shape.TEXT else _LINE_HEIGHT)

    def _kind(self) -> None:
        words = [(kind, word) for kind, word in KINDS.words if kind != "rename"]
        width = _GRID // len(words)
        for place, (kind, word) in enumerate(words):
            left = 1 + place * width
            self._tick_box(f"kind.{kind}", self.sketch.area(left, 2))
            self.sketch.label(self.sketch.area(left + 2, width - 2), word)
        self.sketch.next_row(_LINE_HEIGHT)

    def tick(self, path: str, text: str) -> None:
        self._tick_box(path, self.sketch.area(1, 2))
        self.sketch.label(self.sketch.area(3, _GRID - 2), text)
        self.sketch.next_row(_LINE_HEIGHT)

    def _ticks(self, entry: Entry) -> None:
        top = self.sketch.row
        words = [word for _, word in RenameProcedures.words]
        label = self.sketch.area(1, _LABEL_WIDTH, height=len(words))
        for word in words:
            self._tick_box("", self.sketch.area(_LABEL_WIDTH + 1, 2))
            self.sketch.label(self.sketch.area(_LABEL_WIDTH + 3, _GRID - _LABEL_WIDTH - 2), word)
            self.sketch.next_row(_LINE_HEIGHT)
        self.sketch.label(label, _marked(entry))
        left, bottom = _LABEL_WIDTH + 1, self.sketch.row - 1
        self.names[entry.path] = Area(self.sheet.title, left, top, left + 1, bottom)

    def _tick_box(self, path: str, area: Area) -> None:
        self.sketch.box(area, number_format=TEXT_FORMAT, wrap=False, centred=True)
        self._validate("tick", area, _list([TICK]))
        if path:
            self.names[path] = area

    def table(self, path: str, rows: int) -> None:
        columns = [entry for entry in ENTRIES.values() if entry.table == path]
        is_gridded = self.sketch.columns == _GRID
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
            self.names[entry.path] = Area(self.sheet.title, left, top, left + width - 1, bottom)
            left += width

    def _header(self, columns: list[Entry], widths: list[int]) -> None:
        left = 1
        for entry, width in zip(columns, widths, strict=True):
            self.sketch.label(self.sketch.area(left, width), entry.answer.label, size=8)
            left += width
        self.sketch.next_row(_LINE_HEIGHT)

    def _box(self, entry: Entry, area: Area) -> None:
        is_date, is_choice = entry.shape is Shape.DATE, entry.shape is Shape.CHOICE
        self.sketch.box(
            area,
            number_format=DATE_FORMAT if is_date else TEXT_FORMAT,
            wrap=entry.shape is Shape.TEXT,
            centred=is_choice,
        )
        if is_date:
            self._validate("date", area, _dates())
        if is_choice and entry.choices:
            self._validate(entry.path, area, _list([word for _, word in entry.choices.words]))

    def _validate(self, key: str, area: Area, validation: DataValidation) -> None:
        """Attach a validation; cells that share one are listed together."""
        if key not in self.validations:
            self.validations[key] = validation
            self.sheet.add_data_validation(validation)
        self.validations[key].add(area.cells.partition(":")[0])


def _is_short(entry: Entry) -> bool:
    return len(entry.answer.label) <= _LONGEST_HALF_LABEL and entry.shape is not Shape.TEXT


def _marked(entry: Entry) -> str:
    always = all(entry.needs.get(kind) is Need.REQUIRED for kind in CASES)
    return entry.answer.label + ("※" if always else "")


def _only_for(section: str) -> str:
    """Say for which case a section is, where it is for one alone; or that it must be filled."""
    asked = {kind for entry in ENTRIES.values() if entry.section == section for kind in entry.needs}
    if len(asked) == 1:
        return f"（{title_of(CASES[asked.pop()])}の場合だけ記入）"
    if section == "kind":
        return "※（1つだけ✔）"
    if section == "api":
        return "（使用する場合だけ記入）"
    return ""


def _shares(weights: list[int]) -> list[int]:
    """Share the grid's columns out by weight, without a remainder."""
    widths = [max(2, weight * _GRID // sum(weights)) for weight in weights]
    widths[-1] += _GRID - sum(widths)
    return widths


def _list(choices: Iterable[str]) -> DataValidation:
    validation = DataValidation("list", formula1='"' + ",".join(choices) + '"', allow_blank=True)
    validation.error = "一覧から選んでください。"
    return validation


def _dates() -> DataValidation:
    validation = DataValidation(
        "date",
        operator="between",
        formula1=f"DATE({FIRST_YEAR},1,1)",
        formula2=f"DATE({LAST_YEAR},12,31)",
        allow_blank=True,
    )
    validation.error = "日付を2026/11/24のように入力してください。"
    return validation


def _head(form: _Form) -> None:
    sketch = form.sketch
    sketch.text(sketch.area(1, _GRID), TITLE, size=15, bold=True, align="center")
    sketch.next_row(26)
    note = (
        "※は、どの申請でも必ず記入する項目です。"
        "行が足りないときは、隠れている「別紙」シートを表示して続けます。"
    )
    sketch.text(sketch.area(1, _GRID), note, size=7.5)
    sketch.next_row(12)


def _foot(form: _Form) -> None:
    sketch = form.sketch
    text = f"{ORIGIN}（moushikomi 様式 第{VERSION}版）"
    sketch.text(sketch.area(1, sketch.columns), text, size=7, color="FF595959")
    sketch.next_row(12)


def _print_setup(form: _Form) -> None:
    sheet = form.sheet
    last = form.sketch.row - 1
    if sheet.title == FORM_SHEET:  # the 別紙 prints once it is used
        sheet.print_area = Area(sheet.title, 1, 1, _GRID, last).cells
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.55, 0.45
    sheet.page_margins.header = sheet.page_margins.footer = 0.2
    sheet.print_options.horizontalCentered = True
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    header.right.text = f"{TITLE}　{sheet.title}" if sheet.title != FORM_SHEET else TITLE
    header.right.size = 8
    footer.center.text = "&P / &N"
    footer.center.size = 8
    sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter = header, footer
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True


def _draw_form(form: _Form) -> None:
    _head(form)
    tables = {path.partition(".")[0]: path for path in TABLES}
    for section in SECTIONS:
        if section in tables:
            table = tables[section]
            form.sketch.band(TABLES[table].title)
            form.table(table, _ROWS_ON_FORM[table])
        if section not in TABLES:
            form.section(section)
    _foot(form)


def _draw_continuation(form: _Form) -> None:
    title = f"{TITLE}　{CONTINUATION_SHEET}"
    whole = form.sketch.area(1, form.sketch.columns)
    form.sketch.text(whole, title, size=13, bold=True, align="center")
    form.sketch.next_row(22)
    for path, rows in _ROWS_ON_CONTINUATION.items():
        form.sketch.band(f"{TABLES[path].title}（続き）")
        form.table(path, rows)
    _foot(form)


def build() -> bytes:
    """Draw the form and give it as the bytes of an xlsx file; the same bytes every time."""
    book = Workbook()
    front = _Form(book.worksheets[0], [2.35] * _GRID)
    front.sheet.title = FORM_SHEET
    _draw_form(front)
    continuation = _Form(book.create_sheet(CONTINUATION_SHEET), _CONTINUATION_WIDTHS)
    _draw_continuation(continuation)
    continuation.sheet.sheet_state = "hidden"
    for form in (front, continuation):
        _print_setup(form)
    for path, area in front.names.items():
        book.defined_names[path] = DefinedName(path, attr_text=area.reference)
    for path, area in continuation.names.items():
        name = DefinedName(path, attr_text=area.reference)
        continuation.sheet.defined_names[path] = name
    book.properties.creator = "moushikomi"
    book.properties.title = TITLE
    book.properties.version = VERSION
    book.properties.created = _EPOCH
    packed = io.BytesIO()
    book.save(packed)
    return _undated(packed.getvalue())


def _undated(packed: bytes) -> bytes:
    """Pack anew without the time of writing, so that the same form is the same file."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(result, "w") as target:
        for member in source.infolist():
            info = zipfile.ZipInfo(member.filename, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, _without_modified(member.filename, source.read(member)))
    return result.getvalue()


def _without_modified(name: str, content: bytes) -> bytes:
    if name != "docProps/core.xml":
        return content
    before, opening, rest = content.partition(b"<dcterms:modified")
    _, closing, after = rest.partition(b"</dcterms:modified>")
    if not closing:
        return before + opening + rest
    return before + after


if __name__ == "__main__":
    OWN_FORM.write_bytes(build())
