"""The project's own form, drawn from the catalogue: one A4 page, and a 別紙 for further rows.

Its defined names are the catalogue's paths. On the 別紙 the same names stand once more, bound to
that sheet: a table's rows go on there.
"""

import io
import re
import zipfile
from datetime import datetime
from typing import Final

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from schemas.catalogue import SECTIONS, TABLES
from workbook.forms.cell_writing import book_bytes
from workbook.forms.form_sheet import GRID, FormSheet
from workbook.forms.own_form_path import OWN_FORM
from workbook.forms.sheet_drawing import DrawnArea

FORM_SHEET: Final = "利用申込書"
CONTINUATION_SHEET: Final = "別紙"
VERSION: Final = "1"
TITLE: Final = "スイッチング支援システム利用申込書"
ORIGIN: Final = (
    "本様式は公開情報から再構成したものです。広域機関（OCCTO）の正式な様式ではありません。"
)

_ROWS_ON_FORM: Final = {"contacts": 3, "web_certificates": 4, "api.certificates": 2}
_ROWS_ON_CONTINUATION: Final = {"contacts": 17, "web_certificates": 46, "api.certificates": 8}
_CONTINUATION_WIDTHS: Final = [8.5, 23.0, 20.5, 18.0, 20.5, 18.0]
_SQUARE: Final = 3.15
"""The width of a column of the grid, in digits of the default font: 36 of them fill an A4 page."""
_GUIDE_COLUMN: Final = GRID + 2
_GUIDE: Final = (
    "記入方法（この説明は印刷されません）",
    "申請区分は、1つのみチェックを入れてください。",
    "「新規利用の事前手続き」「社名変更」「利用停止」は、該当する場合のみ記入してください。",
    "API利用情報は、使用する場合のみ記入してください。",
    "行が不足する場合は、非表示の「別紙」シートを再表示して記入してください。",
)
_LETTER: Final = re.compile(rb"&#([0-9]{4,6});")
_EPOCH: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - workbook properties carry no time zone


def _head(form: FormSheet) -> None:
    sketch = form.sketch
    sketch.text(sketch.area(1, GRID), TITLE, size=15, bold=True, align="center")
    sketch.next_row(26)
    sketch.next_row(12)


def _foot(form: FormSheet) -> None:
    form.sketch.foot(f"{ORIGIN}（moushikomi 様式 第{VERSION}版）")


def _print_setup(form: FormSheet) -> None:
    sheet = form.sheet
    is_form = sheet.title == FORM_SHEET
    if is_form:  # the 別紙 prints once it is used
        last = form.sketch.row - 1
        sheet.print_area = DrawnArea(sheet.title, 1, 1, GRID, last).cells
    form.sketch.print_setup(TITLE if is_form else f"{TITLE}　{sheet.title}", pages=1)


def _draw_form(form: FormSheet) -> None:
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
    _guide(form)


def _guide(form: FormSheet) -> None:
    """Say how to fill the form, right of what is printed."""
    sheet = form.sheet.title
    for row, line in enumerate(_GUIDE, start=1):
        area = DrawnArea(sheet, _GUIDE_COLUMN, row, _GUIDE_COLUMN, row)
        form.sketch.text(area, line, wrap=False)


def _draw_continuation(form: FormSheet) -> None:
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
    front = FormSheet(book.worksheets[0], [_SQUARE] * GRID)
    front.sheet.title = FORM_SHEET
    _draw_form(front)
    continuation = FormSheet(book.create_sheet(CONTINUATION_SHEET), _CONTINUATION_WIDTHS)
    _draw_continuation(continuation)
    continuation.sheet.sheet_state = "hidden"
    for form in (front, continuation):
        _print_setup(form)
    for path, area in front.names.items():
        book.defined_names[path] = DefinedName(path, attr_text=area.reference)
    for path, area in continuation.names.items():
        name = DefinedName(path, attr_text=area.reference)
        continuation.sheet.defined_names[path] = name
    book.properties.version = VERSION
    book.properties.created = _EPOCH
    return _undated(book_bytes(book, TITLE))


def _undated(packed: bytes) -> bytes:
    """Pack anew without the time of writing, so that the same form is the same file."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(result, "w") as target:
        for member in source.infolist():
            info = zipfile.ZipInfo(member.filename, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            content = _without_modified(member.filename, source.read(member))
            target.writestr(info, _compact(content) if _is_sheet(member.filename) else content)
    return result.getvalue()


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/")


def _compact(sheet: bytes) -> bytes:
    """Write a sheet as Excel does, which is a third shorter: every form made of it is read so."""
    closed = sheet.replace(b' t="n"></c>', b"/>")
    return _LETTER.sub(lambda letter: chr(int(letter[1])).encode(), closed)


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
