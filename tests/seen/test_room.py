"""Whether a text has room in its cell, whichever way it stands and goes on."""

import io
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from workbook.appearance.appearances import Appearances
from workbook.opened import OpenedWorkbook
from workbook.places import Place

# About 187 pixels of 11 points in a column of about 75, in the middle of seven.
NAME: Final = "見本電力株式会社東日本支店"


def oddities_of(
    content: str | date = NAME, *, height: float | None = None, size: float = 11,
    beside: Mapping[str, str] | None = None, merged: str = "", **aligned: Any,  # noqa: ANN401 - Excel's words
) -> list[str]:  # fmt: skip
    """Return the oddities of the middle cell of a sheet with narrow columns."""
    book = Workbook()
    sheet = book.worksheets[0]
    for letter in "ABCDEFG":
        sheet.column_dimensions[letter].width = 10
    sheet["D2"].value = content
    sheet["D2"].font, sheet["D2"].alignment = Font(size=size), Alignment(**aligned)
    for cell, text in (beside or {}).items():
        sheet[cell].value = text
    if merged:
        sheet.merge_cells(merged)
    if height is not None:
        sheet.row_dimensions[2].height = height
    packed = io.BytesIO()
    book.save(packed)
    appearances = Appearances(OpenedWorkbook(packed.getvalue()))
    return [oddity.code for oddity in appearances.at(Place("Sheet", 2, 4)).oddities]


@pytest.mark.parametrize(
    ("across", "full", "codes"),
    [
        ("left", "", []),
        ("left", "C2", []),
        ("left", "E2", ["clipped"]),
        ("right", "E2", []),
        ("right", "C2", ["clipped"]),
        ("center", "", []),
        ("center", "C2", ["clipped-part"]),
        ("center", "E2", ["clipped-part"]),
        ("centerContinuous", "C2", ["clipped-part"]),
    ],
)
def test_a_text_goes_on_over_empty_cells_on_the_side_to_which_it_stands(
    across: str, full: str, codes: list[str]
) -> None:
    assert oddities_of(beside={full: "次"} if full else {}, horizontal=across) == codes


def test_a_text_does_not_go_on_over_a_merged_area() -> None:
    assert oddities_of(merged="E2:F2") == ["clipped"]
    assert oddities_of(merged="E3:F4") == []


@pytest.mark.parametrize(
    ("height", "size", "codes"),
    [
        (None, 72, []),
        (15, 11, []),
        (11, 11, []),
        (8, 11, ["clipped-part"]),
        (5, 11, ["clipped"]),
        (4, 11, ["not-seen"]),
        (15, 36, ["clipped"]),
    ],
)
@pytest.mark.parametrize("content", ["01233", date(2026, 11, 24)])
def test_a_row_lower_than_its_type_cuts_it_off(
    content: str | date, height: float | None, size: float, codes: list[str]
) -> None:
    found = oddities_of(content, height=height, size=size)
    assert [code for code in found if code not in {"hashes", "narrow"}] == codes


@pytest.mark.parametrize("aligned", [{"horizontal": "distributed"}, {"vertical": "justify"}])
def test_a_text_that_fills_its_cell_goes_on_in_further_lines(aligned: dict[str, Any]) -> None:
    assert oddities_of(**aligned) == []
    assert oddities_of(height=60, **aligned) == []
    assert oddities_of(height=15, **aligned) == ["clipped"]


@pytest.mark.parametrize(
    ("letters", "codes"), [(4, []), (5, ["clipped-part"]), (7, ["clipped"]), (9, ["clipped"])]
)
def test_a_text_that_hardly_needs_a_second_line_is_no_error(letters: int, codes: list[str]) -> None:
    assert oddities_of(NAME[:letters], height=13.5, wrap_text=True) == codes


@pytest.mark.parametrize("rotation", [90, 180, 255])
def test_a_text_that_goes_up_or_down_needs_a_high_row(rotation: int) -> None:
    assert oddities_of(textRotation=rotation) == []
    assert oddities_of(height=210, textRotation=rotation) == []
    assert oddities_of(height=60, textRotation=rotation) == ["clipped"]
    assert oddities_of(height=100, textRotation=rotation, wrap_text=True) == []
