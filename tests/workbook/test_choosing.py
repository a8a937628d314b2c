"""Choosing cells by hand, on a sheet drawn for it and on one with a hostile title."""

from collections.abc import Mapping
from functools import cache
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from tests.blanks.drawing import new_pages, saved
from tests.blanks.looks import BOX, LABEL
from tests.blanks.sheet_text import blank_of_text
from tests.opening import sheets_of
from tests.workbook.packages import OWN
from tests.workbook.patched import at, book_of
from workbook.binding.blank_sheet import Box
from workbook.binding.choosing import Sheets, place_at, written
from workbook.binding.sheet_to_boxes import sheets_to_boxes
from workbook.forms.blank_names import NamesError, places_of
from workbook.opened import OpenedWorkbook
from workbook.places import Place

FORM: Final = "利用申込書"
OTHER: Final = "O'Neil's 様式!B5 📝"
HIDDEN: Final = "作業用"


@cache
def content() -> bytes:
    """Draw a label with its box, a table, tall rows, the boxes of a code, and other sheets."""
    form, other, hidden = new_pages(FORM, OTHER, HIDDEN)
    form.fields({"B2": ("　氏名 \n", "C2:E2")}, LABEL, BOX)
    form.table(4, range(5, 8), {"B": "区分", "C:D": "氏名", "E": "備考"})
    form.put("E7", "記入例", BOX)
    form.put("B8", "以上", BOX)
    form.boxes("C8:D8 C9")
    form.boxes("G5:G6 G7:G8 G9:G10 G11")
    form.boxes("I2 J2 K2 L2:M2 N2")
    form.boxes("I4:J5 K4:L5 M4:N5")
    form.boxes("P5 P6 P8 P9:Q9 P10")
    other.boxes("B5 B6")
    hidden.boxes("B5")
    hidden.sheet.sheet_state = "hidden"
    return saved(form, other, hidden)


@cache
def sheets() -> Sheets:
    return sheets_of(content())


def box(cell: str, sheet: str = FORM) -> Box:
    return sheets().box_at(at(cell, sheet))


def boxes(*cells: str) -> tuple[Box, ...]:
    return tuple(box(cell) for cell in cells)


# Boxes


def corners(cell: str) -> tuple[int, int, int, int]:
    found = box(cell)
    return found.top, found.left, found.bottom, found.right


@pytest.mark.parametrize("cell", ["C2", "D2", "E2"])
def test_every_cell_of_a_merged_area_is_the_whole_of_it(cell: str) -> None:
    assert corners(cell) == (2, 3, 2, 5)
    assert box(cell).is_input


def test_a_tall_area_is_found_by_its_lower_rows_too() -> None:
    assert corners("G8") == corners("G7") == (7, 7, 8, 7)
    assert corners("J5") == (4, 9, 5, 10)


@pytest.mark.parametrize("cell", ["A1", "C3", "Z99", "XFD1048576"])
def test_a_cell_with_nothing_on_it_is_a_box_of_its_own(cell: str) -> None:
    place = at(cell, FORM)
    assert corners(cell) == (place.row, place.column) * 2
    assert not box(cell).is_input
    assert box(cell).text == ""


@pytest.mark.parametrize("sheet", ["", "無い様式", HIDDEN, "利用申込書 ", "O'Neil"])
def test_a_sheet_that_cannot_be_seen_has_no_boxes(sheet: str) -> None:
    with pytest.raises(KeyError):
        sheets().box_at(Place(sheet, 5, 2))


# Rows and spans

ROWS: Final = {
    "B5": "利用申込書!B5:B7",  # a text stands below
    "B6": "利用申込書!B6:B7",
    "C5": "利用申込書!C5:C8",  # one below is narrower
    "D6": "利用申込書!C6:C8",  # the area that D6 belongs to
    "E5": "利用申込書!E5:E6",  # an example is printed below
    "G5": "利用申込書!G5:G9",  # the last one is not as high
    "G8": "利用申込書!G7:G9",
    "G11": "利用申込書!G11",
    "P5": "利用申込書!P5:P6",  # nothing is drawn below
    "P8": "利用申込書!P8",  # a wider one is below
    "P10": "利用申込書!P10",
    "C3": "利用申込書!C3",
    "Z99": "利用申込書!Z99",
}


@pytest.mark.parametrize(("first", "expected"), ROWS.items(), ids=ROWS)
def test_the_rows_of_a_table_go_on_while_they_are_alike(first: str, expected: str) -> None:
    assert written(sheets().rows_from(box(first))) == expected


def test_the_rows_of_a_table_are_whole_areas() -> None:
    assert sheets().rows_from(box("C5")) == boxes("C5", "C6", "C7", "C8")
    assert sheets().rows_from(box("G5")) == boxes("G5", "G7", "G9")


def span(first: str, last: str) -> tuple[Box, ...]:
    return sheets().span(box(first), box(last))


SPANS: Final = {
    ("B5", "B7"): ("B5", "B6", "B7"),
    ("B5", "B8"): ("B5", "B6", "B7", "B8"),  # whatever is printed
    ("C5", "D7"): ("C5", "C6", "C7"),
    ("G5", "G11"): ("G5", "G7", "G9", "G11"),  # of any height
    ("P5", "P8"): ("P5", "P6", "P7", "P8"),  # over a gap
    ("I2", "K2"): ("I2", "J2", "K2"),
    ("I2", "N2"): ("I2", "J2", "K2", "L2", "N2"),  # of any width
    ("I4", "N5"): ("I4", "K4", "M4"),
    ("B5", "E5"): ("B5", "C5", "E5"),
    ("C2", "C2"): ("C2",),
    ("Z98", "Z99"): ("Z98", "Z99"),
}


@pytest.mark.parametrize(("ends", "expected"), SPANS.items(), ids="-".join)
def test_a_span_goes_from_box_to_box(ends: tuple[str, str], expected: tuple[str, ...]) -> None:
    assert span(*ends) == boxes(*expected)


NO_SPANS: Final = [
    ("B7", "B5"),  # upwards
    ("K2", "I2"),  # to the left
    ("B5", "C6"),
    ("C7", "C9"),  # of another width below
    ("P5", "P9"),
    ("P8", "P10"),  # a wider one on the way
    ("I2", "I4"),
    ("H4", "I4"),  # of another height
    ("H5", "O5"),  # taller ones on the way
]


@pytest.mark.parametrize("ends", NO_SPANS, ids="-".join)
def test_boxes_that_do_not_line_up_have_no_span(ends: tuple[str, str]) -> None:
    assert span(*ends) == ()


def test_boxes_of_another_sheet_have_no_span() -> None:
    assert sheets().span(box("B5"), box("B6", OTHER)) == ()


def test_a_span_is_of_the_sheet_that_its_boxes_are_on() -> None:
    found = sheets().span(box("B5", OTHER), box("B6", OTHER))
    assert written(found) == "O'Neil's 様式!B5 📝!B5:B6"


def test_a_narrow_box_with_one_of_its_size_to_the_right_is_one_of_many() -> None:
    assert [sheets().is_one_of_many(found) for found in boxes("I2", "J2", "I4")] == [True] * 3
    others = boxes("K2", "M2", "N2", "M4", "B2", "C2", "B5", "E5", "Z99")
    assert not any(sheets().is_one_of_many(found) for found in others)


# Writing

WRITTEN: Final = {
    ("D6",): "利用申込書!C6",
    ("B5", "B6", "B7"): "利用申込書!B5:B7",
    ("B7", "B6"): "利用申込書!B7,利用申込書!B6",
    ("B5", "B7"): "利用申込書!B5,利用申込書!B7",
    ("I2", "J2", "K2", "L2"): "利用申込書!I2:L2",
    ("J2", "I2"): "利用申込書!J2,利用申込書!I2",
    ("G5", "G7"): "利用申込書!G5:G7",
    ("C5", "G5"): "利用申込書!C5,利用申込書!G5",
    ("P5", "Q6"): "利用申込書!P5,利用申込書!Q6",
}


@pytest.mark.parametrize(("cells", "expected"), WRITTEN.items(), ids="-".join)
def test_boxes_are_written_as_people_find_them(cells: tuple[str, ...], expected: str) -> None:
    assert written(boxes(*cells)) == expected


# Addresses

ADDRESSES: Final = {
    "D14": (14, 4),
    "d14": (14, 4),
    "ｄ１４": (14, 4),
    "Ｄ１４": (14, 4),
    "$D$14": (14, 4),
    "＄Ｄ＄１４": (14, 4),
    "D$14": (14, 4),
    " D14\n": (14, 4),
    "　D14　": (14, 4),
    "aa1": (1, 27),
    "XFD1048576": (1_048_576, 16_384),
}


@pytest.mark.parametrize(("typed", "cell"), ADDRESSES.items(), ids=map(repr, ADDRESSES))
def test_an_address_is_read_as_people_write_it(typed: str, cell: tuple[int, int]) -> None:
    assert place_at(FORM, typed) == Place(FORM, *cell)


NO_ADDRESSES: Final = [
    "", " ", "　", "D", "14", "14D", "D0", "D014", "D-1", "D1.0", "AAAA1", "XFE1", "ZZZ1",
    "A1048577", "A10000000", "D14:D15", "D14,D15", "利用申込書!D14", "'利用申込書'!D14", "D 14",
    "D\x0014", "Д14", "D١٤", "Ｄ十四", "氏名", "<b>D14</b>", "D14;", "=D14", "R14C4",
    "D" * 10_000, "1" * 10_000, "📝1",
]  # fmt: skip


@pytest.mark.parametrize("typed", NO_ADDRESSES, ids=lambda typed: repr(typed)[:20])
def test_what_is_no_address_gives_no_place(typed: str) -> None:
    assert place_at(FORM, typed) is None


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_every_cell_of_a_sheet_has_an_address(row: int, column: int) -> None:
    address = f"{get_column_letter(column)}{row}"
    assert place_at(FORM, address) == place_at(FORM, address.lower()) == Place(FORM, row, column)


@given(st.text())
def test_whatever_is_typed_is_an_address_or_none(typed: str) -> None:
    place = place_at(FORM, typed)
    if place is not None:
        assert sheets().box_at(place).sheet == FORM


# The cells of names

NAMED: Final = {
    "利用申込書!C2": ["C2"],
    "利用申込書!$C$2": ["C2"],
    "利用申込書!C2:E2": ["C2"],  # one merged area
    "利用申込書!C5:D7": ["C5", "C6", "C7"],
    "利用申込書!C5:C7": ["C5", "C6", "C7"],
    "利用申込書!B5:D6": ["B5", "C5", "B6", "C6"],
    "利用申込書!G5:G10": ["G5", "G7", "G9"],
    "利用申込書!G5:G9": ["G5", "G7", "G9"],
    "利用申込書!I4:N5": ["I4", "K4", "M4"],
    "利用申込書!I2:N2": ["I2", "J2", "K2", "L2", "N2"],
    "利用申込書!B7,利用申込書!B5": ["B7", "B5"],
    "利用申込書!B7 , 利用申込書!C5:D6": ["B7", "C5", "C6"],
}


@pytest.mark.parametrize(("place", "cells"), NAMED.items(), ids=NAMED)
def test_a_place_is_its_cells_one_by_one(place: str, cells: list[str]) -> None:
    expected = {"contacts.name": tuple(at(cell, FORM) for cell in cells)}
    assert places_of(book_of(content()), {"contacts.name": place}) == expected


def test_a_place_may_lie_on_any_sheet_a_hidden_one_too() -> None:
    names = {
        "remarks": f"{OTHER}!B5",
        "contacts.name": f"{FORM}!B5,{OTHER}!B5:B6",
        "kind.new": f"{HIDDEN}!B5",
    }
    assert places_of(book_of(content()), names) == {
        "remarks": (at("B5", OTHER),),
        "contacts.name": (at("B5", FORM), at("B5", OTHER), at("B6", OTHER)),
        "kind.new": (at("B5", HIDDEN),),
    }


def test_names_that_a_workbook_bears_do_not_count() -> None:
    own = book_of(OWN)
    assert len(own.names) > 40
    assert places_of(own, {}) == {}
    assert places_of(own, {"remarks": "利用申込書!A1"}) == {"remarks": (at("A1", FORM),)}


WRONG: Final[dict[str, Mapping[str, str]]] = {
    "no such path": {"business.nickname": "利用申込書!B5"},
    "the kind as a whole": {"kind": "利用申込書!B5"},
    "a block of answers": {"business": "利用申込書!B5"},
    "a row of a table": {"contacts.0.name": "利用申込書!B5"},
    "a part of a date in a table": {"web_certificates.not_after.year": "利用申込書!B5"},
    "no place": {"remarks": ""},
    "no sheet": {"remarks": "B5"},
    "an empty title": {"remarks": "!B5"},
    "another sheet": {"remarks": "無い様式!B5"},
    "a quoted sheet": {"remarks": "'利用申込書'!B5"},
    "a sheet alone": {"remarks": "利用申込書!"},
    "a column": {"remarks": "利用申込書!B:B"},
    "a row": {"remarks": "利用申込書!5:5"},
    "row 0": {"remarks": "利用申込書!B0"},
    "a row beyond the last": {"remarks": "利用申込書!B1048577"},
    "a column beyond the last": {"remarks": "利用申込書!XFE1"},
    "exchanged corners": {"remarks": "利用申込書!B7:B5"},
    "small letters": {"remarks": "利用申込書!b5"},
    "something before a comma": {"remarks": "利用申込書!B5,,利用申込書!B6"},
    "a comma at the end": {"remarks": "利用申込書!B5,"},
    "a second part without a sheet": {"remarks": "利用申込書!B5,B6"},
    "one of two": {"remarks": "利用申込書!B5", "stop.reason": "無い様式!B5"},
}


@pytest.mark.parametrize("names", WRONG.values(), ids=WRONG)
def test_a_place_that_is_no_cells_is_refused_in_words(names: Mapping[str, str]) -> None:
    with pytest.raises(NamesError) as raised:
        places_of(book_of(content()), names)
    *_, path = names
    assert f"「{path}」" in str(raised.value)
    assert str(raised.value).endswith("。")


def drawn(*lines: str) -> Sheets:
    blank = blank_of_text("様式", ["# 様式", *lines], dict.fromkeys("ABCDEFGH", 12.0))
    return Sheets(sheets_to_boxes(OpenedWorkbook(blank.draw())))


def rows_of(sheets: Sheets, row: int, column: int) -> str:
    return written(sheets.rows_from(sheets.box_at(Place("様式", row, column))))


def test_the_rows_of_a_list_on_its_side_go_across() -> None:
    names, phones = "2 | A %氏名 | B _ | C _ | D _", "3 | A %電話番号 | B _ | C _ | D _"
    found = drawn("1 | A:D =窓口責任者", names, phones)
    assert rows_of(found, 2, 2) == "様式!B2:D2"
    assert rows_of(found, 3, 3) == "様式!C3:D3"


def test_cells_of_cards_are_those_that_are_asked_alike() -> None:
    cards = [f"{row} | A %{text} | B _" for row, text in enumerate(["氏名", "電話番号"] * 2, 1)]
    found = drawn(*cards)
    first, last = (found.box_at(Place("様式", row, 2)) for row in (1, 3))
    assert found.span(first, last) == found.rows_from(first) == (first, last)


def test_the_rows_of_a_column_go_along_with_those_of_another() -> None:
    heads = "1 | A %氏名 | B %上段：部署、下段：電話"
    found = drawn(heads, "2 | A+2 _ | B _", "3 | B _", "4 | A+2 _ | B _", "5 | B _")
    first, names = (
        found.box_at(Place("様式", 2, 2)),
        found.rows_from(found.box_at(Place("様式", 2, 1))),
    )
    assert written(found.rows_from(first)) == "様式!B2:B5"
    assert written(found.rows_from(first, [names])) == "様式!B2,様式!B4"
    assert found.span(first, found.box_at(Place("様式", 4, 2)), [names]) == found.rows_from(
        first, [names]
    )
