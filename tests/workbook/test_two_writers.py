"""The own form patched, and written with openpyxl: the same form, whoever reads it."""

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import Phase, given, settings
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from tests.nightly import examples
from tests.samples import KINDS, case, edited
from tests.strategies import LITERALS, applications, drafts
from tests.workbook.packages import OWN
from tests.workbook.patched import book_of
from tests.workbook.sheets import CONTINUATION, FORM, opened
from workbook.forms.cell_writing import write_cells
from workbook.forms.fill import fill
from workbook.forms.own_form import VERSION
from workbook.forms.split_answers import Content
from workbook.forms.template import own_template
from workbook.places import Place

AS_DRAWN: Final = (Phase.explicit, Phase.generate)
LONG: Final = "長い本文のつづき。" * 40


def _by_openpyxl(cells: Mapping[Place, Content]) -> bytes:
    book, packed = opened(OWN), io.BytesIO()
    write_cells(book, cells)
    book.save(packed)
    return packed.getvalue()


PLAIN: Final = replace(own_template(), write=_by_openpyxl)


def _expect_alike(answers: Mapping[str, Any]) -> None:
    ours, theirs = fill(answers).content, fill(answers, PLAIN).content
    _expect_alike_for_us(ours, theirs)
    assert _grids(ours) == _grids(theirs)
    one, other = opened(ours), opened(theirs)
    assert one.sheetnames == other.sheetnames == [FORM, CONTINUATION]
    assert one.properties.title == other.properties.title == "スイッチング支援システム利用申込書"
    for sheet in one.worksheets:
        _expect_alike_for_openpyxl(sheet, other[sheet.title])
    assert _version(one) == _version(other) == f"moushikomi 様式 第{VERSION}版"


def _expect_alike_for_us(ours: bytes, theirs: bytes) -> None:
    one, other = book_of(ours), book_of(theirs)
    for title, sheet in one.sheets.items():
        assert sheet.cells == other.sheets[title].cells
        assert sheet.state == other.sheets[title].state
        assert set(sheet.merges) == set(other.sheets[title].merges)
        assert sheet.sizes.rows == other.sheets[title].sizes.rows
        assert sheet.hidden_rows == other.sheets[title].hidden_rows
        assert sheet.hidden_columns == other.sheets[title].hidden_columns
    assert set(one.names) == set(other.names)


def _expect_alike_for_openpyxl(one: Worksheet, other: Worksheet) -> None:
    assert (one.sheet_state, one.print_area) == (other.sheet_state, other.print_area)
    assert one.protection.sheet is other.protection.sheet is True
    assert str(one.oddHeader) == str(other.oddHeader)
    assert one.print_title_rows == other.print_title_rows
    for row in one.iter_rows():
        for cell in row:
            same = other[cell.coordinate]
            assert cell.value == same.value
            if cell.value is not None:
                assert cell.number_format == same.number_format
                assert repr(cell.font) == repr(same.font)
                assert repr(cell.alignment) == repr(same.alignment)
    for number, size in one.row_dimensions.items():
        assert size.height == pytest.approx(other.row_dimensions[number].height, abs=0.01)


def _grids(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def _version(book: Workbook) -> str:
    printed = (cell.value for row in book[FORM].iter_rows() for cell in row)
    (mark,) = (str(text) for text in printed if "様式 第" in str(text))
    return mark.rpartition("（")[2].removesuffix("）")


@pytest.mark.parametrize("kind", KINDS)
def test_a_case_is_the_same_form_by_both(kind: str) -> None:
    _expect_alike(case(kind))


@settings(max_examples=examples(15), phases=AS_DRAWN, deadline=None)
@given(answers=applications())
def test_any_application_is_the_same_form_by_both(answers: dict[str, Any]) -> None:
    _expect_alike(answers)


@settings(max_examples=examples(15), phases=AS_DRAWN, deadline=None)
@given(answers=drafts())
def test_any_draft_with_dates_is_the_same_form_by_both(answers: dict[str, Any]) -> None:
    _expect_alike(answers)


def test_a_used_continuation_is_the_same_by_both() -> None:
    rows = [{"action": "delete", "name": f"窓口 {number}番"} for number in range(5)]
    _expect_alike(edited(case("change"), {"contacts": rows}))


@pytest.mark.one_in(3)
@pytest.mark.parametrize("path", ["remarks", "business.address", "stop.reason", "contacts.1.name"])
@pytest.mark.parametrize("text", [LONG, LONG * 40, "一\n二\n三", "a" * 300, "ﾊﾝｶｸ" * 60])
def test_rows_grow_with_long_texts_by_both(path: str, text: str) -> None:
    kind = "stop" if path.startswith("stop") else "new"
    _expect_alike(edited(case(kind), {path: text}))


def test_literal_texts_are_the_same_by_both() -> None:
    rows = [{"serial": text if text.isascii() else "", "common_name": text} for text in LITERALS]
    _expect_alike({"web_certificates": rows})
