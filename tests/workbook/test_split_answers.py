"""Dates that a blank asks in three cells, by what is printed before the year."""

from datetime import date
from typing import Final

import pytest

from schemas.catalogue import ENTRIES
from tests.blanks.sheet_text import TEXTS
from tests.samples import case, edited
from wizard.core.intake.binding import bind_blank
from workbook.forms.fill import fill
from workbook.forms.read_back import read_back
from workbook.forms.split_answers import join_pieces, pieces
from workbook.forms.template import template_of
from workbook.opened import OpenedWorkbook
from workbook.places import Place

YEAR, MONTH, DAY = (Place("様式", 3, column) for column in (30, 32, 34))
PLACES: Final = {"applied_on.year": (YEAR,), "applied_on.month": (MONTH,), "applied_on.day": (DAY,)}


def before(text: str, steps: int) -> dict[Place, str]:
    """Print a text so many columns left of the year, and a label before it."""
    label, place = YEAR._replace(column=1), YEAR._replace(column=YEAR.column - steps)
    return {label: "申込年月日", place: text}


@pytest.mark.parametrize(
    ("text", "steps", "year"),
    [
        ("令和", 1, "8"), ("令和", 6, "8"), ("申込年月日（令和）", 2, "8"), ("R", 1, "8"),
        ("20", 1, "26"), ("西暦", 1, "2026"), ("令和電力株式会社", 3, "2026"), ("", 1, "2026"),
    ],
)  # fmt: skip
def test_the_year_is_written_as_what_is_printed_before_it_wants(
    text: str, steps: int, year: str
) -> None:
    printed = before(text, steps)
    actual = pieces(
        "applied_on", ENTRIES["applied_on"], date(2026, 11, 24), PLACES,
        lambda place: printed.get(place, ""),
    )  # fmt: skip
    assert actual == [(YEAR, year), (MONTH, "11"), (DAY, "24")]


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("令和", ("8", "11", "24"), "令和8年11月24日"),
        ("令和", ("8年", "11月", "24日"), "令和8年11月24日"),
        ("令和", ("元 年", "11", "24"), "令和元年11月24日"),
        ("令和", ("令和8", "11", "24"), "令和8年11月24日"),
        ("令和", ("R8", "11", "24"), "R8年11月24日"),
        ("20", ("26", "11", "24"), "2026年11月24日"),
        ("20", ("2026", "11", "24"), "2026年11月24日"),
        ("平成", ("8", "11", "24"), "8年11月24日"),
    ],
)
def test_what_was_typed_into_three_cells_is_one_date(
    text: str, typed: tuple[str, str, str], expected: str
) -> None:
    printed = before(text, 1) | dict(zip((YEAR, MONTH, DAY), typed, strict=True))
    assert join_pieces("applied_on", PLACES, lambda place: printed.get(place, "")) == expected


PHONE_BOXES = {"business.phone": tuple(Place("様式", 6, column) for column in (3, 5, 7))}


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("03-1234-5678", ["03", "1234", "5678"]),
        ("0312345678", ["03", "1234", "5678"]),
        ("03-1234-5678（代表）", ["03", "1234", "5678(代表)"]),
        ("+81-3-1234-5678", ["03", "1234", "5678"]),
    ],
)
def test_a_phone_number_goes_into_three_boxes_by_its_parts(number: str, written: list[str]) -> None:
    actual = pieces("business.phone", ENTRIES["business.phone"], number, PHONE_BOXES, str)
    assert actual == list(zip(PHONE_BOXES["business.phone"], written, strict=False))


@pytest.mark.parametrize("typed", [("03", "1234", "5678"), ("03-1234-5678", "", "")])
def test_a_phone_number_in_three_boxes_is_one(typed: tuple[str, str, str]) -> None:
    printed = dict(zip(PHONE_BOXES["business.phone"], typed, strict=True))
    assert join_pieces("business.phone", PHONE_BOXES, printed.__getitem__) == "03-1234-5678"


@pytest.mark.parametrize("number", ["03-3501-1511", "0335011511", "+81-3-3501-1511"])
def test_a_number_that_the_boxes_hyphenate_is_read_back_as_the_same(number: str) -> None:
    (blank,) = [one for one in TEXTS["held_out"] if one.name == "phones"]
    template = template_of(OpenedWorkbook(bind_blank(blank.draw()).content))
    filled = fill(edited(case("new"), {"business.phone": number}), template)
    assert [one for one in read_back(filled, template) if one.path == "business.phone"] == []
