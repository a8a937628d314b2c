"""Check boxes over cells: they are found, ticked and read."""

import pytest

from tests.workbook.blank_parts import (
    CONTROL,
    DRAWING,
    PRINTER,
    SECOND,
    SHEET,
    STYLE_SHEET,
    STYLES,
    TITLE,
    VML,
    Blank,
    Box,
    drawn,
    sheet_xml,
)
from tests.workbook.packages import OWN
from tests.workbook.patched import at, book_of, changed, parts_of, patched, values_of, xml_of
from tests.workbook.sheets import opened
from workbook.opened import OpenedWorkbook
from workbook.places import Place


def control_cells_of(content: bytes) -> set[Place]:
    return set(OpenedWorkbook(content).controls)


def test_a_tick_under_a_check_box_ticks_the_box() -> None:
    blank = drawn(Box(1, 4), Box(1, 6), Box(1, 8)).packed()
    filled = patched(blank, {"B5": "✔", "B9": True, "C5": "本文"})
    assert changed(blank, filled) == {SHEET, VML, CONTROL.format(1), CONTROL.format(3)}
    assert values_of(filled) == {"C5": "本文"}
    for number, ticked in ((1, True), (2, False), (3, True)):
        assert (' checked="Checked"' in xml_of(filled, CONTROL.format(number))) == ticked
    shapes = xml_of(filled, VML).split("<v:shape ")[1:]
    assert [shape.count("<x:Checked>1</x:Checked>") for shape in shapes] == [1, 0, 1]
    assert all("Checked" not in shape.partition("</x:ClientData>")[2] for shape in shapes)
    assert OpenedWorkbook(filled).ticked == {at("B5"), at("B9")}


def test_all_but_the_sheet_and_the_boxes_stays_byte_for_byte() -> None:
    blank = drawn(Box(1, 4)).packed()
    filled = patched(blank, {"B5": True, "A1": "x"})
    for name in (
        DRAWING,
        PRINTER,
        STYLES,
        "[Content_Types].xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
    ):
        assert parts_of(filled)[name] == parts_of(blank)[name]
    pieces = xml_of(filled).split("<sheetData>")[1].split("</sheetData>")
    assert xml_of(blank).split("<sheetData/>")[1] == pieces[1]


def test_boxes_of_old_files_are_only_in_the_drawing() -> None:
    blank = drawn(Box(1, 4), Box(1, 6, checked="Checked"), listed=False).packed()
    assert control_cells_of(blank) == {at("B5"), at("B7")}
    filled = patched(blank, {"B5": "✔"})
    assert changed(blank, filled) == {VML}
    for content, ticked in ((blank, {"B7"}), (filled, {"B5", "B7"})):
        assert OpenedWorkbook(content).ticked == {at(cell) for cell in ticked}


@pytest.mark.parametrize(("checked", "ticked"), [("Checked", True), ("Mixed", False), ("", False)])
def test_a_box_is_read_from_its_properties(checked: str, ticked: bool) -> None:  # noqa: FBT001 - a row of the table
    content = drawn(Box(2, 3, checked=checked)).packed()
    assert bool(OpenedWorkbook(content).ticked) is ticked


@pytest.mark.parametrize("link", ["$D$5", f"'{TITLE}'!$D$5", "B5"])
def test_a_linked_cell_becomes_true(link: str) -> None:
    filled = patched(drawn(Box(1, 4, link=link)).packed(), {"B5": "✔"})
    cell = "B5" if link == "B5" else "D5"
    assert values_of(filled) == {cell: True}
    assert opened(filled)[TITLE][cell].value is True


def test_a_linked_cell_on_a_hidden_sheet_does_not_show_it() -> None:
    blank = drawn(Box(1, 4, link=f"{SECOND}!$A$1"))
    blank.state = 'state="hidden"'
    filled = patched(blank.packed(), {"B5": "✔"})
    assert values_of(filled, SECOND) == {"A1": True}
    assert book_of(filled).sheets[SECOND].state == "hidden"


@pytest.mark.parametrize(
    ("box", "cell"),
    [
        (Box(1, 4, 0, 0), "B5"),
        (Box(1, 4, 40, 2), "B5"),
        (Box(1, 4, 60, 2), "C5"),  # its square is drawn beyond the border
        (Box(1, 4, 3, 17), "B6"),  # taller than the row, so it begins in the row above
        (Box(4, 9, 3, 2), "E9"),  # in a merged area
    ],
)
def test_a_box_is_over_the_cell_where_its_square_is_seen(box: Box, cell: str) -> None:
    blank = drawn(box)
    blank.sheet = blank.sheet.replace(
        "<pageSetup", '<mergeCells><mergeCell ref="E9:F10"/></mergeCells><pageSetup'
    )
    assert control_cells_of(blank.packed()) == {at(cell)}


def test_a_box_that_lies_nowhere_is_passed_over() -> None:
    for old, new in (
        (b"<x:Anchor>", b"<x:Anchor>x, "),
        (b"</x:Anchor>", b", 9</x:Anchor>"),
        (b"    1, 3, 4,", b"    16384, 3, 4,"),
        (b"x:Anchor", b"x:Nowhere"),
        (b"_x0000_s", b"s"),
        (b"</x:ClientData>", b""),
    ):
        blank = drawn(Box(1, 4), listed=False)
        drawing = blank.parts[VML]
        assert isinstance(drawing, bytes)
        assert old in drawing
        blank.parts = {**blank.parts, VML: drawing.replace(old, new)}
        expected = {at("B5")} if new == b"<x:Anchor>x, " else set()
        assert control_cells_of(blank.packed()) == expected


def test_a_button_is_no_check_box() -> None:
    assert control_cells_of(drawn(Box(1, 4, kind="Button")).packed()) == set()
    assert control_cells_of(drawn().packed()) == set()
    assert control_cells_of(OWN) == set()


CAPTIONS = {
    "plain": ("<div><font>新規</font></div>", "新規"),
    "in runs": ("<div><font>申請</font><font size='9'>内容の変更</font></div>", "申請内容の変更"),
    "in lines": ("<div>利用<br>停止</div><div>（全部）</div>", "利用 停止 （全部）"),
    "with references": ("<div>A &amp; B &#65;</div>", "A & B A"),
    "nothing": ("<div></div>", ""),
    "untouched": ("<div>チェック 12</div>", ""),
    "untouched, in English": ("<div>Check Box 3</div>", ""),
    "never closed": ("</v:textboxes>", ""),
    "longer than any": ("<div>" + "x" * 5000 + "</div>", ""),
}


@pytest.mark.parametrize(("marked", "caption"), CAPTIONS.values(), ids=CAPTIONS)
def test_the_words_of_a_box_are_read_from_its_drawing(marked: str, caption: str) -> None:
    blank = drawn(Box(1, 4))
    drawing = blank.parts[VML]
    assert isinstance(drawing, bytes)
    closing = "</v:textbox>" if "textboxes" not in marked else ""
    old = "<v:textbox><div><font>□<br></font></div></v:textbox>"
    new = f"<v:textbox>{marked}{closing}"
    blank.parts = {**blank.parts, VML: drawing.replace(old.encode(), new.encode())}
    captions = OpenedWorkbook(blank.packed()).captions
    assert {place: words for place, (_, words) in captions.items()} == {at("B5"): caption}


def test_a_cell_that_is_shown_as_a_check_box_becomes_true() -> None:
    uri = "http://schemas.microsoft.com/office/spreadsheetml/2022/featurepropertybag"
    extension = f'<extLst><ext uri="{{0}}"><b:xfComplement xmlns:b="{uri}" i="0"/></ext></extLst>'
    styles = STYLE_SHEET.replace('<xf numFmtId="176" fontId="0"/>', f"<xf>{extension}</xf>")
    data = '<sheetData><row r="2"><c r="B2" s="4" t="b"><v>0</v></c></row></sheetData>'
    filled = patched(Blank(sheet=sheet_xml(data), styles=styles).packed(), {"B2": "✔"})
    assert '<c r="B2" s="4" t="b"><v>1</v></c>' in xml_of(filled)
