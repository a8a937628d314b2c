import io
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, GradientFill, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from schemas.parse import Answers
from tests.blanks import TRIED, Blank
from tests.blanks.packing import pack, unpack
from tests.opening import preview
from tests.samples import KINDS, case
from tests.workbook.sheets import opened
from workbook.forms.fill import fill
from workbook.preview.printed import PreviewCell, PreviewSheet
from workbook.preview.styles import PreviewStyle
from workbook.preview.text import displayed
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.reader.cell_format import Border as Lines
from workbook.xlsx.reader.cell_format import Edge

DAY = date(2026, 11, 24)


def drawn() -> tuple[Workbook, Worksheet]:
    book = Workbook()
    return book, book.worksheets[0]


def saved(book: Workbook) -> bytes:
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def filled(answers: Answers) -> bytes:
    return fill(answers).content


def only(book: Workbook) -> PreviewSheet:
    (sheet,) = preview(book)
    return sheet


def cells_of(sheet: PreviewSheet) -> dict[tuple[int, int], PreviewCell]:
    return {(cell.row, cell.column): cell for row in sheet.rows for cell in row}


def grid_of(sheet: PreviewSheet) -> list[list[int]]:
    """Lay the cells out as a browser does; say how many lie on each place of the grid."""
    width, height = len(sheet.column_widths_px), len(sheet.row_heights_px)
    grid = [[0] * width for _ in range(height)]
    for at, row in enumerate(sheet.rows):
        column = 0
        for cell in row:
            while grid[at][column]:
                column += 1
            for down in range(cell.row_span):
                for across in range(cell.column_span):
                    grid[at + down][column + across] += 1
    return grid


def covers_the_grid(sheet: PreviewSheet) -> bool:
    return all(count == 1 for row in grid_of(sheet) for count in row)


@pytest.mark.parametrize("kind", KINDS)
def test_the_cells_of_the_own_form_cover_its_grid_once(kind: str) -> None:
    front, continuation = preview(filled(case(kind)))
    assert (front.title, front.is_hidden) == ("利用申込書", False)
    assert (continuation.title, continuation.is_hidden) == ("別紙", True)
    assert len(front.column_widths_px) == 36
    assert covers_the_grid(front)
    assert covers_the_grid(continuation)


@pytest.mark.parametrize("blank", TRIED, ids=lambda blank: blank.name)
def test_the_cells_of_a_blank_cover_its_grid_once(blank: Blank) -> None:
    sheets = preview(blank.draw())
    assert sheets[0].rows
    assert all(map(covers_the_grid, sheets))


_numbers = st.integers(1, 8)
_areas = st.lists(st.tuples(_numbers, _numbers, _numbers, _numbers), max_size=6)


@given(_areas, st.sets(_numbers), st.sets(_numbers))
def test_whatever_is_merged_and_hidden_the_grid_is_covered_once(
    areas: list[tuple[int, int, int, int]], rows: set[int], columns: set[int]
) -> None:
    book, sheet = drawn()
    sheet["H8"] = "終"
    taken: set[tuple[int, int]] = set()
    for top, left, height, width in areas:
        rows_of_area, columns_of_area = range(top, top + height + 1), range(left, left + width + 1)
        inside = {(row, column) for row in rows_of_area for column in columns_of_area}
        if taken.isdisjoint(inside):  # areas that overlap are damage
            taken |= inside
            sheet.merge_cells(
                start_row=top, start_column=left, end_row=top + height, end_column=left + width
            )
    for row in rows:
        sheet.row_dimensions[row].hidden = True
    for column in columns:
        sheet.column_dimensions["ABCDEFGH"[column - 1]].hidden = True
    assert covers_the_grid(only(book))


def test_a_filled_form_shows_its_answers_as_printed() -> None:
    answers = case("new")
    front, _ = preview(filled(answers))
    texts = {cell.text for cell in cells_of(front).values()}
    assert {
        "2026年11月24日",
        "01233",
        "✔",
        "〒100-0000 東京都千代田区見本町1-2-3\n見本ビル4階",
    } <= texts


def test_a_workbook_that_is_open_is_shown_like_its_bytes() -> None:
    content = filled(case("change"))
    assert preview(opened(content)) == preview(content)


def test_a_text_that_resembles_an_escape_is_shown_as_given() -> None:
    answers = case("new")
    answers["remarks"] = "_x0041_ =1+1"
    texts = {cell.text for cell in cells_of(preview(filled(answers))[0]).values()}
    assert "_x0041_ =1+1" in texts


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (None, "General", ""),
        ("文字", "General", "文字"),
        ("01233", "@", "01233"),
        ("01233", "00000", "01233"),
        ("東京", '"〒"@', "〒東京"),
        ("東京", "0;-0;0;@様", "東京様"),
        ("隠す", ";;;", ""),
        (True, "General", "TRUE"),
        (False, "0", "FALSE"),
        (1, "General", "1"),
        (-1.5, "General", "-1.5"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (123456789012, "General", "1.23457E+11"),
        (1, "", "1"),
        (5, "@", "5"),
        (5, 'General"個"', "5個"),
        (5, 'G/標準"個"', "5個"),
        (123, "00000", "00123"),
        (1000001, "000-0000", "100-0001"),
        (1234567, "#,##0", "1,234,567"),
        (-1234.5, "#,##0.00;[Red]-#,##0.00", "-1,234.50"),
        (-3, '0;"△"0', "△3"),
        (0, '0;-0;"なし"', "なし"),
        (0, "#", ""),
        (2.5, "0", "3"),
        (1.25, "0.0", "1.3"),
        (12.3, "0.0##", "12.3"),
        (12345, "0,", "12"),
        (1234.5, "[$¥-411]#,##0", "¥1,235"),
        (1234, "¥#,##0", "¥1,234"),
        (0.5, "0%", "50%"),
        (0.123, "0.0%", "12.3%"),
        (80, '[>=60]"合格";"不合格"', "合格"),
        (40, '[>=60]"合格";"不合格"', "不合格"),
        (DAY, 'yyyy"年"m"月"d"日"', "2026年11月24日"),
        (DAY, "yyyy/m/d", "2026/11/24"),
        (DAY, "yyyy/mm/dd(aaa)", "2026/11/24(火)"),
        (DAY, "m/d aaaa", "11/24 火曜日"),
        (DAY, '[$-411]ggge"年"m"月"d"日"', "令和8年11月24日"),
        (DAY, '[$-ja-JP]gge"年"mm"月"dd"日"', "令8年11月24日"),
        (DAY, "[$-411]ge.m.d", "R8.11.24"),
        (date(2019, 5, 1), '[$-411]ggge"年"m"月"d"日"', "令和1年5月1日"),
        (date(2019, 5, 1), '[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@', "令和元年5月1日"),
        (date(2019, 4, 30), '[$-411]ggge"年"m"月"d"日"', "平成31年4月30日"),
        (date(1989, 1, 7), "[$-411]ge", "S64"),
        (DAY, "d-mmm-yy", "24-Nov-26"),
        (DAY, "dddd, mmmm d", "Tuesday, November 24"),
        (DAY, "General", "2026/11/24"),
        (datetime(2026, 11, 24, 9, 5, 7), "yyyy/m/d h:mm:ss", "2026/11/24 9:05:07"),  # noqa: DTZ001
        (datetime(2026, 11, 24, 9, 5), "General", "2026/11/24 9:05"),  # noqa: DTZ001
        (time(17, 0), 'h"時"mm"分"', "17時00分"),
        (time(17, 0), "h:mm AM/PM", "5:00 PM"),
        (time(0, 30), "h:mm AM/PM", "12:30 AM"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
        (46350, "yyyy/m/d", "2026/11/24"),
        (46350, 'm"月"d"日"', "11月24日"),
        (-1, "yyyy/m/d", "########"),
        (float("inf"), "0", "#NUM!"),
        (1.5, "# ?/?", "1.5"),
    ],
)
def test_values_are_displayed_by_their_formats(
    value: str | float | date | time | timedelta | None, code: str, text: str
) -> None:
    assert displayed(value, code) == text


def test_days_are_counted_from_1904_where_the_workbook_does() -> None:
    assert displayed(44888, "yyyy/m/d", is_1904=True) == "2026/11/24"


@given(
    st.one_of(st.floats(), st.text(), st.booleans(), st.datetimes(), st.timedeltas()),
    st.text('0#?,.%;@"[]$年ymdhsgeaE+-/<>=1 ', max_size=20),
)
def test_no_format_is_too_odd(value: float | str | datetime | timedelta, code: str) -> None:
    assert isinstance(displayed(value, code), str)


def test_formats_known_by_number_alone_are_the_japanese_ones() -> None:
    book, sheet = drawn()
    sheet["A1"], sheet["A2"] = 46350, DAY
    sheet["A1"].number_format = "0.00"
    sheet["A2"].number_format = "mm-dd-yy"
    parts = unpack(saved(book))
    styles = parts["xl/styles.xml"]
    parts["xl/styles.xml"] = styles.replace(b'numFmtId="2"', b'numFmtId="31"')
    assert b'numFmtId="14"' in styles
    cells = cells_of(preview(pack(parts))[0])
    assert (cells[1, 1].text, cells[2, 1].text) == ("2026年11月24日", "2026/11/24")


def test_a_formula_shows_its_result_or_nothing() -> None:
    book, sheet = drawn()
    sheet["A1"], sheet["A2"] = "=1+1", "終"
    assert cells_of(only(book))[1, 1].text == ""


def test_a_long_text_is_cut() -> None:
    book, sheet = drawn()
    sheet["A1"], sheet["A2"] = "あ" * 501, "い" * 500
    cells = cells_of(only(book))
    assert cells[1, 1].text == "あ" * 499 + "…"
    assert cells[2, 1].text == "い" * 500


def test_what_no_page_can_show_becomes_a_sign() -> None:
    book, sheet = drawn()
    sheet["A1"] = "a_xD83D_b_x0000_c_x000D_\nd"
    assert cells_of(only(book))[1, 1].text == "a\ufffdb\ufffdc\nd"


def test_a_sheet_is_shown_as_far_as_it_is_used() -> None:
    book, sheet = drawn()
    sheet["B2"] = "文字"
    sheet["C3"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["E9"].font = Font(bold=True)
    shown = only(book)
    assert (len(shown.row_heights_px), len(shown.column_widths_px)) == (3, 3)


def test_an_empty_sheet_has_no_rows() -> None:
    book, _ = drawn()
    assert only(book).rows == ()


def test_the_print_area_is_what_is_shown() -> None:
    book, sheet = drawn()
    for row in range(1, 10):
        for column in range(1, 10):
            sheet.cell(row, column, f"{row}-{column}")
    sheet.print_area = "C2:D4"
    shown = only(book)
    assert [[cell.text for cell in row] for row in shown.rows] == [
        ["2-3", "2-4"],
        ["3-3", "3-4"],
        ["4-3", "4-4"],
    ]


def test_a_large_sheet_is_bounded() -> None:
    book, sheet = drawn()
    sheet.cell(1000, 500, "終")
    shown = only(book)
    assert (len(shown.row_heights_px), len(shown.column_widths_px)) == (200, 100)
    assert covers_the_grid(shown)


@pytest.mark.parametrize("side", ["right", "bottom"])
@pytest.mark.parametrize("drawn_by", ["B2", "C3"])
def test_the_lines_of_a_merged_area_may_be_drawn_by_its_last_cell(side: str, drawn_by: str) -> None:
    book, sheet = drawn()
    sheet["B2"] = "欄"
    border = Border()
    setattr(border, side, Side(style="medium"))
    sheet[drawn_by].border = border
    parts = unpack(saved(book))
    merged = b'<mergeCells><mergeCell ref="B2:C3"/></mergeCells><pageMargins'
    name = "xl/worksheets/sheet1.xml"  # openpyxl itself would move the lines
    content = pack({**parts, name: parts[name].replace(b"<pageMargins", merged)})
    area = cells_of(preview(content)[0])[2, 2]
    assert (area.row_span, area.column_span) == (2, 2)
    assert getattr(area.style.border, side) == Edge(2, "#000000", "solid")


def test_many_letters_are_bounded() -> None:
    book, sheet = drawn()
    for row in range(1, 201):
        for column in range(1, 5):
            signs = (
                chr(0x4E00 + (7919 * sign + 13 * row + column) % 20_000) for sign in range(400)
            )
            sheet.cell(row, column, "".join(signs))  # letters all alike look like a bomb
    letters = sum(len(cell.text) for cell in cells_of(only(book)).values())
    assert 100_000 <= letters <= 100_500


def test_hidden_rows_and_columns_are_left_out() -> None:
    book, sheet = drawn()
    for row in range(1, 5):
        for column in range(1, 7):
            sheet.cell(row, column, f"{row}-{column}")
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions.group("B", "D", hidden=True)
    for shown in (only(book), preview(saved(book))[0]):
        assert [[cell.text for cell in row] for row in shown.rows] == [
            ["1-1", "1-5", "1-6"],
            ["4-1", "4-5", "4-6"],
        ]


def test_hidden_sheets_come_last() -> None:
    book, first = drawn()
    first.title, first.sheet_state = "隠れた", "veryHidden"
    book.create_sheet("見える")
    shown = [(sheet.title, sheet.is_hidden) for sheet in preview(book)]
    assert shown == [("見える", False), ("隠れた", True)]


def test_a_merged_area_is_one_cell_even_where_it_begins_hidden() -> None:
    book, sheet = drawn()
    sheet["B2"], sheet["D4"] = "結合", "終"
    sheet.merge_cells("B2:C3")
    sheet.row_dimensions[2].hidden = True
    shown = only(book)
    cell = cells_of(shown)[2, 2]
    assert (cell.text, cell.row_span, cell.column_span) == ("結合", 1, 2)
    assert covers_the_grid(shown)


def test_widths_and_heights_are_those_of_excel() -> None:
    book, sheet = drawn()
    sheet["C3"] = "終"
    sheet.column_dimensions["A"].width = 10
    sheet.column_dimensions["B"].width = 2.35
    sheet.row_dimensions[1].height = 30
    shown = only(book)
    assert shown.column_widths_px == (70, 16, 64)
    assert shown.row_heights_px == (40, 20, 20)


def test_columns_are_wider_where_the_workbook_is_japanese() -> None:
    book, sheet = drawn()
    sheet["B1"] = "終"
    sheet.column_dimensions["A"].width = 10
    parts = unpack(saved(book))
    styles = parts["xl/styles.xml"]
    parts["xl/styles.xml"] = styles.replace(b"Calibri", "ＭＳ Ｐゴシック".encode())
    assert preview(pack(parts))[0].column_widths_px == (80, 72)


def test_a_row_without_a_height_grows_with_its_text() -> None:
    book, sheet = drawn()
    sheet["A1"], sheet["A2"], sheet["A3"] = "一行目\n二行目\n三行目", "大", "一\n二"
    sheet["A1"].alignment = Alignment(wrap_text=True)
    sheet["A2"].font = Font(size=36)
    first, second, third = only(book).row_heights_px
    assert 50 <= first <= 70
    assert 60 <= second <= 75
    assert third == 20


def preview_style_of(cell: Cell, book: Workbook) -> PreviewStyle:
    cell.value = cell.value or "文字"
    return cells_of(only(book))[cell.row, cell.column].style


def test_a_look_says_how_a_cell_is_drawn() -> None:
    book, sheet = drawn()
    cell = sheet["A1"]
    assert isinstance(cell, Cell)
    cell.font = Font(name="ＭＳ 明朝", bold=True, size=15, color="FFC00000", underline="single")
    cell.fill = PatternFill("solid", fgColor="FFD9E6FF")
    side = Side(style="medium", color="FF8C8C8C")
    cell.border = Border(top=side, left=Side(style="double"), diagonal=side, diagonalUp=True)
    cell.alignment = Alignment(
        horizontal="center", vertical="top", wrap_text=True, indent=2, text_rotation=255
    )
    assert preview_style_of(cell, book) == PreviewStyle(
        bold=True,
        underline=True,
        serif=True,
        size=15,
        colour="#c00000",
        fill="#d9e6ff",
        border=Lines(
            top=Edge(2, "#8c8c8c", "solid"),
            left=Edge(3, "#000000", "double"),
            rising=Edge(2, "#8c8c8c", "solid"),
        ),
        horizontal="center",
        vertical="top",
        wrap=True,
        indent=2,
        rotation=255,
    )


@pytest.mark.parametrize(
    ("colour", "shown"),
    [
        (Color(rgb="FF123456"), "#123456"),
        (Color(rgb="00ABCDEF"), "#abcdef"),
        (Color(theme=1), "#000000"),
        (Color(theme=4), "#4f81bd"),
        (Color(theme=0, tint=-0.5), "#808080"),
        (Color(theme=1, tint=0.5), "#808080"),
        (Color(theme=99), "#000000"),
        (Color(indexed=10), "#ff0000"),
        (Color(indexed=64), "#000000"),
        (Color(auto=True), "#000000"),
    ],
)
def test_colours_are_worked_out(colour: Color, shown: str) -> None:
    book, sheet = drawn()
    cell = sheet["A1"]
    assert isinstance(cell, Cell)
    cell.font = Font(color=colour)
    assert preview_style_of(cell, book).colour == shown


def test_the_theme_of_the_workbook_counts() -> None:
    book, sheet = drawn()
    book.loaded_theme = (
        b'<a:theme xmlns:a="x"><a:lt1><a:sysClr val="window" lastClr="FFFFFE"/></a:lt1>'
        b'<a:accent1> <a:srgbClr val="00AA11"/></a:accent1></a:theme>'
    )
    sheet["A1"].fill = PatternFill("solid", fgColor=Color(theme=4))
    sheet["A2"].fill = PatternFill("solid", fgColor=Color(theme=0))
    cells = cells_of(only(book))
    assert (cells[1, 1].style.fill, cells[2, 1].style.fill) == ("#00aa11", "#fffffe")


def test_patterns_and_gradients_are_one_colour() -> None:
    book, sheet = drawn()
    sheet["A1"].fill = PatternFill("mediumGray")
    sheet["A2"].fill = PatternFill("lightGray", fgColor="FFFF0000", bgColor="FF0000FF")
    sheet["A3"].fill = GradientFill(stop=("FF112233", "FFFFFFFF"))
    sheet["A4"] = "終"
    fills = [row[0].style.fill for row in only(book).rows]
    assert fills == ["#808080", "#4000bf", "#112233", ""]


@pytest.mark.parametrize(
    ("value", "horizontal"),
    [("文字", "left"), (1, "right"), (DAY, "right"), (True, "center"), ("#REF!", "center")],
)
def test_what_is_not_aligned_stands_where_its_kind_does(
    value: str | int | date, horizontal: str
) -> None:
    book, sheet = drawn()
    sheet["A1"] = value
    assert cells_of(only(book))[1, 1].style.horizontal == horizontal


@pytest.mark.parametrize(("written", "shown"), [(90, 90), (135, -45), (180, -90), (255, 255)])
def test_text_is_turned(written: int, shown: int) -> None:
    book, sheet = drawn()
    cell = sheet["A1"]
    assert isinstance(cell, Cell)
    cell.alignment = Alignment(text_rotation=written)
    assert preview_style_of(cell, book).rotation == shown


def test_the_lines_of_a_merged_area_are_its_own() -> None:
    book, sheet = drawn()
    side = Side(style="thin", color="FF8C8C8C")
    for row in sheet["B2:C3"]:
        for cell in row:
            cell.border = Border(top=side, right=side, bottom=side, left=side)
    sheet.merge_cells("B2:C3")
    line = Edge(1, "#8c8c8c", "solid")
    for shown in (only(book), preview(saved(book))[0]):
        assert cells_of(shown)[2, 2].style.border == Lines(line, line, line, line)


def test_a_text_that_must_fit_is_made_smaller() -> None:
    book, sheet = drawn()
    sheet["A1"], sheet["A2"] = "あ" * 20, "あ"
    sheet["A1"].alignment = sheet["A2"].alignment = Alignment(shrink_to_fit=True)
    cells = cells_of(only(book))
    assert 1 < cells[1, 1].style.size < 4
    assert cells[2, 1].style.size == 11


def test_a_text_runs_over_empty_neighbours_alone() -> None:
    book, sheet = drawn()
    text = "あ" * 9  # 132 pixels, and for sure no more than 172
    sheet["A1"] = sheet["A2"] = sheet["A3"] = text
    sheet["B2"] = "止"
    sheet["A3"].alignment = Alignment(wrap_text=True)
    sheet["C4"], sheet["E5"] = text, 123456789012345678
    sheet["C4"].alignment = Alignment(horizontal="center")
    cells = cells_of(only(book))
    rooms = {place: (cell.room_left, cell.room_right) for place, cell in cells.items()}
    assert rooms[1, 1] == (0, 128)
    assert rooms[2, 1] == rooms[3, 1] == rooms[5, 5] == (0, 0)
    assert rooms[4, 3] == (128, 128)


def test_a_text_is_centred_over_the_cells_that_ask_for_it() -> None:
    book, sheet = drawn()
    sheet["A1"], sheet["D1"] = "中央", "終"
    for place in ("A1", "B1", "C1"):
        sheet[place].alignment = Alignment(horizontal="centerContinuous")
    assert cells_of(only(book))[1, 1].room_right == 128


def test_bytes_that_are_no_workbook_are_refused() -> None:
    with pytest.raises(UnreadableError):
        preview(b"PK\x03\x04")
