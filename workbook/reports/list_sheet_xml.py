"""XML of the sheet that lists all findings, with inline texts."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl.utils import get_column_letter, quote_sheetname

from schemas.cleaning import CELL_LIMIT
from workbook.reports.list_styles import ListStyles
from workbook.xlsx.editing.cell_text import fit_to_limit, xml_escaped
from workbook.xlsx.editing.part_xml import RELATIONS
from workbook.xlsx.guard.strict_xml import SPREADSHEET
from workbook.xlsx.reader.areas import MAX_COLUMN, MAX_ROW
from workbook.xlsx.text_metrics import TALLEST_ROW, lines_of

_COLUMNS: Final = {
    "番号": 6, "種類": 9, "セル": 20, "項目": 22, "内容": 48, "修正方法": 60, "根拠": 14,
}  # fmt: skip
_HEAD_ROW: Final = 4
_CHARACTERS_PER_LINE: Final = 160
"""ASCII characters that safely fit across the sheet (an estimate from the column widths)."""
_SPARE: Final = 3  # characters by which a column's width is reduced to be safe (an estimate)
_LINE: Final = 17.0  # points, for a font size of 10
_TITLE_LINE: Final = 26.0  # points
_TALLEST_TOP: Final = 120.0
"""Points; limited, as the rows above the list are frozen together with its header."""

_MAX_TOTAL: Final = 1_500_000  # characters of all texts (an estimate)
_LIMITS: Final = (CELL_LIMIT, 8_000, 2_000, 500)  # characters of one text, tried in turn
_SHORTEST: Final = 150
"""Characters of one text at worst, so that 2,000 findings stay within the limit of a part."""

_PART: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<worksheet xmlns="{SPREADSHEET}" xmlns:r="{RELATIONS}">'
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:G{last}"/>'
    '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
    f'<pane ySplit="{_HEAD_ROW}" topLeftCell="A{_HEAD_ROW + 1}" activePane="bottomLeft"'
    ' state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>'
    '<sheetFormatPr defaultRowHeight="17"/><cols>{columns}</cols><sheetData>{rows}</sheetData>'
    '<mergeCells count="2"><mergeCell ref="A1:G1"/><mergeCell ref="A2:G2"/></mergeCells>{links}'
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;C&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
    "</worksheet>"
)


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as text; without a sheet it is not about a cell and only listed."""

    sheet: str | None
    row: int
    column: int
    severity: str
    label: str
    message: str
    remedy: str
    source: str

    @property
    def is_cell(self) -> bool:
        """Whether it is about a cell."""
        return (
            self.sheet is not None and 1 <= self.row <= MAX_ROW and 1 <= self.column <= MAX_COLUMN
        )

    @property
    def cell(self) -> str:
        """The cell for people: シート!D14; empty without one."""
        return f"{self.sheet}!{self._reference}" if self.is_cell else ""

    @property
    def target(self) -> str:
        """The cell as an Excel reference: 'シート'!D14."""
        return f"{quote_sheetname(self.sheet or '')}!{self._reference}"

    @property
    def origin(self) -> str:
        """The FAQ item of the requirement."""
        return f"FAQ {self.source}" if self.source else ""

    @property
    def words(self) -> str:
        """The finding as the text of a comment."""
        text = f"{self.severity}：{self.message}"
        text += f"\n修正方法：{self.remedy}" if self.remedy else ""
        return text + (f"（{self.origin}）" if self.source else "")

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts in the order of the columns of a list, after the number."""
        return self.severity, self.cell, self.label, self.message, self.remedy, self.origin

    @property
    def _reference(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"


def list_sheet(  # noqa: PLR0913 - what is listed, and what stands above
    remarks: Sequence[Remark],
    most: int,
    titles: Collection[str],
    look: ListStyles,
    *,
    verdict: str,
    note: str,
) -> bytes:
    """Return the part that lists so many remarks; those on sheets of these titles are links."""
    lines, more = remarks[:most], len(remarks) - most
    rows = [
        _full_width_row(1, verdict, look.title, _TITLE_LINE),
        _full_width_row(2, note, look.note, _LINE),
        _row(_HEAD_ROW, [_text("ABCDEFG"[n], _HEAD_ROW, name, look.head)
                         for n, name in enumerate(_COLUMNS)]),
        *_body(lines, look),
    ]  # fmt: skip
    last = _HEAD_ROW + len(lines)
    if more > 0:
        last += 1
        rows.append(_row(last, [_text("E", last, f"ほかに{more}件あります。", look.body)]))
    return _PART.format(
        last=last, columns="".join(_columns()), rows="".join(rows), links=_links(lines, titles)
    ).encode()


def _body(lines: Sequence[Remark], look: ListStyles) -> Iterator[str]:
    limit = _limit(lines)
    styles = (look.middle, look.link, look.body, look.body, look.body, look.middle)
    for number, line in enumerate(lines, start=1):
        row = _HEAD_ROW + number
        texts = [fit_to_limit(text, limit) for text in line.texts]
        cells = [
            _text(column, row, text, style)
            for column, text, style in zip("BCDEFG", texts, styles, strict=True)
        ]
        yield _row(row, [_number(row, number, look.middle), *cells], _height_of(texts))


def _height_of(texts: Sequence[str]) -> float:
    """Return the row height for its texts, as not every program computes it."""
    widths = [*_COLUMNS.values()][1:]
    lines = (lines_of(text, width - _SPARE) for text, width in zip(texts, widths, strict=True))
    return min(max(lines) * _LINE + 2, TALLEST_ROW)


def _limit(lines: Sequence[Remark]) -> int:
    """Return the maximum length of a text that keeps the total within its limit."""
    lengths = [len(text) for line in lines for text in line.texts]
    for limit in _LIMITS:
        if sum(min(length, limit) for length in lengths) <= _MAX_TOTAL:
            return limit
    return _SHORTEST


def _full_width_row(row: int, text: str, style: str, line_height: float) -> str:
    """Return a row with a text across the sheet, high enough for it."""
    text = fit_to_limit(text, CELL_LIMIT)
    height = min(lines_of(text, _CHARACTERS_PER_LINE) * line_height, _TALLEST_TOP)
    return _row(row, [_text("A", row, text, style)], height)


def _row(number: int, cells: Sequence[str], height: float = _LINE) -> str:
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>'


def _text(column: str, row: int, text: str, style: str) -> str:
    return (
        f'<c r="{column}{row}"{style} t="inlineStr">'
        f'<is><t xml:space="preserve">{xml_escaped(text)}</t></is></c>'
    )


def _number(row: int, number: int, style: str) -> str:
    """Return a cell with a number; as text if the workbook has no styles."""
    if not style:
        return _text("A", row, str(number), style)
    return f'<c r="A{row}"{style}><v>{number}</v></c>'


def _columns() -> Iterator[str]:
    for number, width in enumerate(_COLUMNS.values(), start=1):
        yield f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'


def _links(lines: Sequence[Remark], titles: Collection[str]) -> str:
    links = [
        f'<hyperlink ref="C{row}" location="{xml_escaped(line.target)}"'
        f' display="{xml_escaped(line.cell)}"/>'
        for row, line in enumerate(lines, start=_HEAD_ROW + 1)
        if line.is_cell and line.sheet in titles
    ]
    return f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
