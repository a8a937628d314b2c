"""The formats of cells, against openpyxl as a second reader; what is broken has its default."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Side

from tests.blanks import BLANKS
from tests.workbook.blank_parts import STYLE_SHEET
from tests.workbook.blank_parts import Blank as Parts
from tests.workbook.packages import OWN
from workbook.opened import OpenedWorkbook
from workbook.xlsx.reader.cell_format import Alignment, Border, CellFormat, Edge, Fill, Font
from workbook.xlsx.reader.formats import Formats

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINES = {"thin": 1, "hair": 1, "dotted": 1, "dashed": 1, "medium": 2, "double": 3, "thick": 3}


def _edge(side: Side | None) -> int | None:
    return LINES[side.style] if side is not None and side.style else None


def _width(edge: Edge | None) -> int | None:
    return edge.width if edge else None


VIEWS: list[tuple[Callable[[Any], object], Callable[[CellFormat], object]]] = [
    (lambda cell: cell.font.name, lambda ours: ours.font.name),
    (lambda cell: cell.font.sz, lambda ours: ours.font.size),
    (lambda cell: bool(cell.font.b), lambda ours: ours.font.bold),
    (lambda cell: bool(cell.font.i), lambda ours: ours.font.italic),
    (lambda cell: bool(cell.font.strike), lambda ours: ours.font.strike),
    (lambda cell: cell.fill.fill_type or "", lambda ours: ours.fill.pattern),
    (lambda cell: bool(cell.alignment.wrap_text), lambda ours: ours.alignment.wrap),
    (lambda cell: cell.alignment.horizontal or "", lambda ours: ours.alignment.horizontal),
    (lambda cell: bool(cell.protection.locked), lambda ours: ours.is_locked),
    (lambda cell: _edge(cell.border.top), lambda ours: _width(ours.border.top)),
    (lambda cell: _edge(cell.border.left), lambda ours: _width(ours.border.left)),
]


@pytest.mark.parametrize("content", [OWN, *(blank.draw() for blank in BLANKS[:3])])
def test_formats_are_those_that_openpyxl_reads(content: bytes) -> None:
    opened, book = OpenedWorkbook(content), load_workbook(io.BytesIO(content))
    compared = 0
    for title, sheet in opened.book.sheets.items():
        inside = {
            (row, column)
            for merge in sheet.merges
            for row in range(merge.top, merge.bottom + 1)
            for column in range(merge.left, merge.right + 1)
            if (row, column) != (merge.top, merge.left)  # openpyxl forgets their formats
        }
        for place, style in opened.layout(title).styles.items():
            if place not in inside:
                theirs, ours = book[title].cell(*place), opened.formats[style]
                for of_theirs, of_ours in VIEWS:
                    assert of_ours(ours) == of_theirs(theirs), place
                compared += 1
    assert compared > 100


def _formats(inner: str) -> Formats:
    return Formats(f'<styleSheet xmlns="{MAIN}">{inner}</styleSheet>'.encode(), None)


def test_a_workbook_without_styles_has_the_usual_ones() -> None:
    assert Formats(None, None)[0] == CellFormat()
    assert Formats(None, None).usual_font == Font()
    assert _formats("")[7] == CellFormat()


BROKEN = {
    "a font that is not there": '<cellXfs><xf fontId="9"/></cellXfs>',
    "no numbers": '<cellXfs><xf fontId="x" fillId="" borderId="-1" numFmtId="1e9"/></cellXfs>',
    "an empty fill": '<fills><fill/></fills><cellXfs><xf fillId="0"/></cellXfs>',
    "no size": '<fonts><font><sz val="elf"/></font></fonts><cellXfs><xf fontId="0"/></cellXfs>',
    "infinite size": '<fonts><font><sz val="inf"/></font></fonts><cellXfs><xf/></cellXfs>',
    "no line": "<borders><border><top style='none'/></border></borders><cellXfs><xf/></cellXfs>",
    "unknown things": "<cellXfs><xf><someday/></xf></cellXfs><dxfs/>",
}  # fmt: skip


@pytest.mark.parametrize("inner", BROKEN.values(), ids=BROKEN)
def test_what_is_broken_has_its_default(inner: str) -> None:
    assert _formats(inner)[0] == CellFormat()


def test_a_line_of_an_unknown_kind_is_a_line() -> None:
    inner = "<borders><border><top style='wavy'/></border></borders><cellXfs><xf/></cellXfs>"
    assert _formats(inner)[0].border.top == Edge(1, "#000000", "solid")


def test_a_whole_format() -> None:
    found = _formats(
        '<numFmts><numFmt numFmtId="176" formatCode="0000"/></numFmts>'
        '<fonts><font><b/><i val="1"/><u/><strike val="0"/><sz val="9.5"/><name val="ＭＳ 明朝"/>'
        '<color rgb="FFFF0000"/></font></fonts>'
        '<fills><fill><patternFill patternType="solid"><fgColor indexed="13"/></patternFill></fill>'
        '</fills><borders><border diagonalUp="1"><start style="thin"/><end style="double"/><top/>'
        '<bottom style="medium"><color theme="1"/></bottom><diagonal style="hair"/></border>'
        "</borders>"
        '<cellXfs><xf numFmtId="176" fontId="0" fillId="0" borderId="0"><alignment '
        'horizontal="right" vertical="top" wrapText="1" shrinkToFit="true" indent="2" '
        'textRotation="135"/><protection locked="0"/></xf></cellXfs>'
    )[0]
    assert found == CellFormat(
        Font("ＭＳ 明朝", 9.5, bold=True, italic=True, underline=True, colour="#ff0000"),
        Fill("solid", "#ffff00"),
        Border(
            left=Edge(1, "#000000", "solid"),
            right=Edge(3, "#000000", "double"),
            bottom=Edge(2, "#000000", "solid"),
            rising=Edge(1, "#000000", "dotted"),
        ),
        Alignment("right", "top", wrap=True, shrink=True, indent=2, rotation=-45),
        "0000",
        is_locked=False,
    )


def test_a_number_format_of_the_workbook_goes_before_the_built_in_one() -> None:
    own = '<numFmts><numFmt numFmtId="14" formatCode="@"/></numFmts>'
    assert _formats(f'{own}<cellXfs><xf numFmtId="14"/></cellXfs>')[0].number_format == "@"
    assert _formats('<cellXfs><xf numFmtId="14"/></cellXfs>')[0].number_format == "yyyy/m/d"


def test_styles_that_are_no_styles_do_not_make_a_form_unreadable() -> None:
    opened = OpenedWorkbook(Parts(styles=STYLE_SHEET.replace('val="11"', 'val="elf"')).packed())
    assert opened.formats.usual_font.size == 11
