"""Filling by patching: every cell gets what it should, and nothing else changes."""

import io
import re
import zipfile
from datetime import date
from typing import Any, Final

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from tests.nightly import examples
from tests.opening import compile_blank
from tests.samples import KINDS, case
from tests.strategies import LITERALS, applications
from tests.workbook.blank_parts import (
    BOOK,
    SECOND,
    SECOND_SHEET,
    SHEET,
    STRINGS,
    STYLES,
    TITLE,
    Blank,
    Box,
    drawn,
    sheet_xml,
)
from tests.workbook.packages import OWN
from tests.workbook.patched import book_of, changed, patched, values_of, xml_of
from tests.workbook.sheets import opened
from workbook.forms.fill import fill
from workbook.patching.compiled import Contents
from workbook.places import Place, find_places
from workbook.xlsx.guard.package import open_package
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.reader.book import Kind, read_book

AS_DRAWN = (Phase.explicit, Phase.generate)
OWN_BOOK: Final = read_book(open_package(OWN))
OWN_PLACES: Final = find_places(OWN_BOOK)
COMPILED: Final = compile_blank(OWN, OWN_PLACES)
DAY: Final = date(2026, 11, 24)
HOSTILE: Final = (
    *LITERALS, "]]>", "<is><t>x</t></is>", "&amp;", " lead", "trail ", "a\nb\n", "\n", "　全角　",
    "_x000D_", "'", '"', "𠮷\nか\u3099", "-1", "1/2", "=HYPERLINK(1)",
)  # fmt: skip


# --- the own form, against openpyxl ---


def _contents(filled: bytes) -> Contents:
    """Give what the other writer has put into the cells of the answers."""
    book = book_of(filled)
    found: dict[Place, Any] = {}
    for place in (place for cells in OWN_PLACES.values() for place in cells):
        held = book.sheets[place.sheet].cells.get((place.row, place.column))
        if held != OWN_BOOK.sheets[place.sheet].cells.get((place.row, place.column)) and held:
            found[place] = (
                held.value if held.kind is Kind.DATE else str(held.value).replace("_x005F_", "_")
            )
    return found


def _expect_alike(ours: bytes, theirs: bytes) -> None:
    one, other = book_of(ours), book_of(theirs)
    assert one.sheets.keys() == other.sheets.keys()
    for title, sheet in one.sheets.items():
        assert sheet.cells == other.sheets[title].cells
        assert sheet.state == other.sheets[title].state
        assert set(sheet.merges) == set(other.sheets[title].merges)
        assert sheet.hidden_rows == other.sheets[title].hidden_rows
    assert set(one.names) == set(other.names)


@pytest.mark.parametrize("kind", KINDS)
def test_both_writers_write_the_same_cells(kind: str) -> None:
    theirs = fill(case(kind)).content
    ours = COMPILED.fill(_contents(theirs))
    _expect_alike(ours, theirs)
    assert changed(OWN, ours) in ({SHEET}, {SHEET, STYLES})


@settings(max_examples=examples(15), phases=AS_DRAWN)
@given(answers=applications())
def test_both_writers_write_the_same_cells_of_any_application(answers: dict[str, Any]) -> None:
    theirs = fill(answers).content
    ours = COMPILED.fill(_contents(theirs))
    _expect_alike(ours, theirs)
    assert changed(OWN, ours) <= {SHEET, SECOND_SHEET, BOOK, STYLES}


def test_a_hidden_sheet_is_shown_and_printed_once_it_is_used() -> None:
    rows = [{"action": "delete", "name": f"窓口 {number}番"} for number in range(5)]
    theirs = fill({**case("change"), "contacts": rows}).content
    ours = COMPILED.fill(_contents(theirs))
    _expect_alike(ours, theirs)
    assert changed(OWN, ours) == {SHEET, SECOND_SHEET, BOOK, STYLES}
    one, other = opened(ours)["別紙"], opened(theirs)["別紙"]
    assert one.sheet_state == "visible"
    assert one.print_area == other.print_area


def test_nothing_to_fill_changes_nothing() -> None:
    assert changed(OWN, COMPILED.fill({})) == set()
    assert changed(OWN, COMPILED.fill({OWN_PLACES["kind.new"][0]: False})) == set()


def test_fillings_do_not_mix() -> None:
    place, other = OWN_PLACES["business.name"][0], OWN_PLACES["remarks"][0]
    first = COMPILED.fill({place: "一"})
    COMPILED.fill({place: "二", other: "三"})
    assert COMPILED.fill({place: "一"}) == first


# --- texts ---


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_text_stays_the_text_that_it_is(text: str) -> None:
    data = '<sheetData><row r="2"><c r="B2" s="2" t="s"><v>0</v></c></row></sheetData>'
    blank = Blank(sheet=sheet_xml(data), strings="<si><t>前</t></si>").packed()
    filled = patched(blank, {"B2": text})
    assert changed(blank, filled) == {SHEET} | ({"xl/styles.xml"} if "\n" in text else set())
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(filled)).get_sheet_by_index(0)
    assert sheet.to_python(skip_empty_area=False)[1][1] == text
    cell = opened(filled)[TITLE]["B2"]
    assert (cell.data_type, cell.number_format) == ("inlineStr", "@") or cell.data_type == "s"
    assert "<f>" not in xml_of(filled)
    style = 5 if "\n" in text else 2  # it wraps, behind the others
    assert f'<c r="B2" s="{style}" t="inlineStr"><is><t xml:space="preserve">' in xml_of(filled)


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\ud842b", "a\ufffe", "あ" * 32_768])
def test_a_text_that_no_cell_can_hold_is_not_written(text: str) -> None:
    with pytest.raises(ValueError, match=r"unwritable|too-long"):
        patched(Blank().packed(), {"B2": text})


def test_a_longest_text_is_written_whole() -> None:
    for text in ("あ" * 32_767, "_x000D_" * 2_520):
        (value,) = values_of(patched(Blank().packed(), {"B2": text})).values()
        assert str(value).replace("_x005F_", "_") == text


# --- where the cells are ---

TWO_ROWS: Final = '<row r="2"><c r="C2"@</c></row><row r="5"><c r="C5"@</c></row>'
STYLED: Final = (
    '<row r="2" spans="1:9" s="4" customFormat="1"><c r="B2" s="1" ph="1"/>{}<c r="D2"/></row>'
)
WITHOUT_PLACES: Final = "<row/><row><c/><c/><c s='3'{}</c><c/></row>"
MISSING: Final = [
    ("<sheetData/>", TWO_ROWS),
    ("<sheetData></sheetData>", TWO_ROWS),
    (
        f"<sheetData>{STYLED.format('')}</sheetData>",
        STYLED.format('<c r="C2" s="4"@</c>') + '<row r="5"><c r="C5"@</c></row>',
    ),
    (
        '<sheetData><row r="1"/><row r="2" ht="9"/><row r="7"><c r="A7"/></row></sheetData>',
        '<row r="1"/>' + TWO_ROWS.replace('"2">', '"2" ht="9">') + '<row r="7"><c r="A7"/></row>',
    ),
    (
        "<sheetData>" + WITHOUT_PLACES.format(' t="n" vm="1"><v>5</v>') + "</sheetData>",
        WITHOUT_PLACES.format("@") + '<row r="5"><c r="C5"@</c></row>',
    ),
    (
        '<sheetData><row r="5"><c r="C5" t="inlineStr"><is><t>□</t></is></c></row></sheetData>',
        TWO_ROWS,
    ),
]


@pytest.mark.parametrize(("data", "expected"), MISSING)
def test_cells_and_rows_that_lack_are_put_where_they_belong(data: str, expected: str) -> None:
    filled = patched(Blank(sheet=sheet_xml(data)).packed(), {"C5": "下", "C2": "上"})
    found = re.search("<sheetData>(.*)</sheetData>", xml_of(filled))
    assert found
    assert re.sub(r' t="inlineStr"><is>.*?</is>', "@", found[1]) == expected
    assert [opened(filled)[TITLE][cell].value for cell in ("C2", "C5")] == ["上", "下"]


CELLS: Final = st.sets(st.tuples(st.integers(1, 6), st.integers(1, 30)), max_size=12)


def _sheet_of(cells: set[tuple[int, int]], rows: set[int]) -> str:
    filled = [(row, sorted(column for number, column in cells if number == row)) for row in rows]
    return "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{get_column_letter(column)}{row}"><v>1</v></c>' for column in columns)
        + "</row>"
        if columns
        else f'<row r="{row}"/>'
        for row, columns in sorted(filled)
    )


@given(there=CELLS, written=CELLS, rows=st.sets(st.integers(1, 7)), more=CELLS)
def test_any_cells_get_what_they_should_and_others_keep_what_they_have(
    there: set[tuple[int, int]],
    written: set[tuple[int, int]],
    rows: set[int],
    more: set[tuple[int, int]],
) -> None:
    data = _sheet_of(there, rows | {row for row, _ in there})
    blank = Blank(sheet=sheet_xml(f"<sheetData>{data}</sheetData>")).packed()
    places = {"": tuple(Place(TITLE, *cell) for cell in sorted(written | more))}
    cells = {Place(TITLE, row, column): f"{row}/{column}" for row, column in written}
    found = book_of(compile_blank(blank, places).fill(cells)).sheets[TITLE].cells
    assert {cell: held.value for cell, held in found.items()} == {
        **dict.fromkeys(there, 1),
        **{(row, column): f"{row}/{column}" for row, column in written},
    }


def test_a_new_cell_has_the_style_of_its_column() -> None:
    columns = '<cols><col min="2" max="4" width="9" style="2"/></cols>'
    filled = patched(Blank(sheet=sheet_xml(before=columns)).packed(), {"C2": "あ", "E2": "い"})
    assert '<c r="C2" s="2" t="inlineStr">' in xml_of(filled)
    assert '<c r="E2" t="inlineStr">' in xml_of(filled)


def test_rows_and_cells_that_are_not_filled_are_not_made() -> None:
    filled = patched(Blank().packed(), {"C2": "あ", "D4": False}, "D2")
    assert re.findall(r'<c r="(\w+)"', xml_of(filled)) == ["C2"]


def test_elements_with_a_prefix_are_patched_with_it() -> None:
    plain = sheet_xml('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
    prefixed = re.sub(r"<(/?)(?=\w+[ />])(?!x:)", r"<\1x:", plain).replace("xmlns=", "xmlns:x=")
    filled = patched(Blank(sheet=prefixed).packed(), {"A1": "一", "B2": DAY})
    assert (
        '<x:c r="A1" t="inlineStr"><x:is><x:t xml:space="preserve">一</x:t></x:is></x:c>'
        in xml_of(filled)
    )
    sheet = opened(filled)[TITLE]
    assert sheet["A1"].value == "一"
    assert sheet["B2"].value.date() == DAY


@pytest.mark.parametrize(
    "within",
    [
        '<!-- <c r="A2"/> --><row r="2"><c r="A2"><v>1</v></c></row>',
        '<row r="2"><c r="A2" t="str"><v><![CDATA[<c r="A2"/>]]></v></c></row>',
        '<?x <row r="2">?><row r="2"><c r="A2"/></row>',
        "<row r=\"2\"><c r='A2' foo='>'><v>1</v></c></row>",
    ],
)
def test_what_only_resembles_a_cell_is_not_read_as_one(within: str) -> None:
    sheet = sheet_xml(f"<sheetData>{within}</sheetData>")
    filled = patched(Blank(sheet=sheet).packed(), {"A2": "答", "C3": "下"})
    assert values_of(filled) == {"A2": "答", "C3": "下"}


def test_a_part_in_ascii_becomes_utf_8() -> None:
    parts = {SHEET: b'<?xml version="1.0" encoding="us-ascii"?>' + sheet_xml().encode()}
    blank = Blank(parts=parts).packed()
    assert values_of(patched(blank, {"A2": "答"})) == {"A2": "答"}


def test_another_prefix_inside_is_refused_not_guessed() -> None:
    uri = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    row = f'<y:row xmlns:y="{uri}" r="1"><y:c r="A1"/></y:row>'
    with pytest.raises(UnreadableError):
        patched(Blank(sheet=sheet_xml(f"<sheetData>{row}</sheetData>")).packed(), {"A1": "x"})


# --- hidden sheets ---


@pytest.mark.parametrize("state", ['state="hidden"', 'state="veryHidden"'])
def test_a_used_sheet_is_shown_and_printed_whole(state: str) -> None:
    second = sheet_xml('<sheetData><row r="3"><c r="B3"/></row></sheetData>',
                       '<mergeCells><mergeCell ref="B3:F4"/></mergeCells>')  # fmt: skip
    blank = Blank(state=state, second=second).packed()
    unused = patched(blank, {"B2": "x"})
    assert changed(blank, unused) == {SHEET}
    used = opened(patched(blank, {f"{SECOND}!B3": "x"}))
    assert used[SECOND].sheet_state == "visible"
    assert used[SECOND].print_area == "'別紙'!$B$3:$F$4"


def test_a_print_area_of_its_own_is_kept() -> None:
    name = f'<definedName name="_xlnm.Print_Area" localSheetId="1">{SECOND}!$A$1:$B$2</definedName>'
    blank = Blank(state='state="hidden"', after_sheets=f"<definedNames>{name}</definedNames>")
    used = opened(patched(blank.packed(), {f"{SECOND}!B9": "x"}))
    assert used[SECOND].print_area == "'別紙'!$A$1:$B$2"


# --- rows ---


def _heights(content: bytes) -> dict[int, float]:
    found = re.findall(r'<row r="(\d+)"[^>]*? ht="([\d.]+)" customHeight="1">', xml_of(content))
    return {int(row): float(height) for row, height in found}


@pytest.mark.parametrize(
    ("text", "height"),
    [("短い", 0), ("あ" * 8, 32.8), ("一\n二\n三", 48.2), ("あ" * 50, 156), ("\n" * 60, 409)],
)
def test_a_row_grows_where_a_wrapped_text_does_not_fit(text: str, height: float) -> None:
    # 11 points, 1.4 times as much for a line and 2 around them; of 12 characters' width 2 are lost
    columns = '<cols><col min="2" max="2" width="12" customWidth="1"/></cols>'
    data = '<sheetData><row r="2" ht="15"><c r="B2" s="3"/><c r="C2"/></row></sheetData>'
    blank = Blank(sheet=sheet_xml(data, before=columns)).packed()
    heights = _heights(patched(blank, {"B2": text, "C2": text}))
    assert heights == ({2: pytest.approx(height, abs=0.1)} if height else {})


@pytest.mark.parametrize("texts", [("一\n二\n三", "一\n二"), ("一\n二", "一\n二\n三")])
def test_a_row_grows_for_the_longest_of_its_texts(texts: tuple[str, str]) -> None:
    data = '<sheetData><row r="2" ht="15"><c r="B2" s="3"/><c r="C2" s="3"/></row></sheetData>'
    filled = patched(
        Blank(sheet=sheet_xml(data)).packed(), dict(zip(("B2", "C2"), texts, strict=True))
    )
    assert _heights(filled) == {2: pytest.approx(48.2)}


def test_the_rows_of_a_merged_area_count_together() -> None:
    data = '<sheetData><row r="2" ht="15"><c r="B2" s="3"/></row></sheetData>'
    merged = '<mergeCells><mergeCell ref="B2:E4"/></mergeCells>'
    blank = Blank(sheet=sheet_xml(data, merged)).packed()
    assert _heights(patched(blank, {"B2": "一\n二"})) == {}
    assert _heights(patched(blank, {"B2": "一\n二\n三\n四"})) == {2: pytest.approx(33.6)}


def test_a_merged_area_grows_in_all_its_rows_that_are_shown() -> None:
    rows = (
        '<row r="2" ht="15"><c r="B2" s="3"/></row><row r="3" ht="20"><c r="F3"><v>1</v></c></row>'
    )
    hidden = '<row r="4" ht="15" hidden="1"><c r="B4"/></row>'
    merged = '<mergeCells><mergeCell ref="B2:E4"/></mergeCells>'
    blank = Blank(sheet=sheet_xml(f"<sheetData>{rows}{hidden}</sheetData>", merged)).packed()
    heights = _heights(patched(blank, {"B2": "一\n二\n三\n四"}))
    assert heights == {2: pytest.approx(29.3), 3: pytest.approx(34.3)}


def test_a_merged_area_alone_in_its_rows_grows_in_the_first_as_far_as_that_goes() -> None:
    rows = '<row r="2" ht="15"><c r="B2" s="3"/></row><row r="3" ht="15"><c r="B3"/></row>'
    merged = '<mergeCells><mergeCell ref="B2:E3"/></mergeCells>'
    blank = Blank(sheet=sheet_xml(f"<sheetData>{rows}</sheetData>", merged)).packed()
    assert _heights(patched(blank, {"B2": "一\n二\n三\n四"})) == {2: pytest.approx(48.6)}
    assert _heights(patched(blank, {"B2": "一" + "\n二" * 29})) == {2: 409, 3: pytest.approx(55)}


def test_the_archive_is_sound_and_in_the_same_order() -> None:
    blank = drawn(Box(1, 4)).packed()
    filled = patched(blank, {"B5": True, "A1": "あ" * 1000})
    assert changed(blank, filled)
    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        assert archive.testzip() is None
        assert STRINGS not in archive.namelist()
