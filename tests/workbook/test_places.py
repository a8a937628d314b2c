"""Where answers stand: as people find the cell, and how many rows a form has."""

import pytest

from workbook.forms.template import own_template
from workbook.places import Place, capacity, place_of


def test_a_place_is_written_as_people_find_it() -> None:
    assert str(Place("利用申込書", 14, 4)) == "利用申込書!D14"
    assert str(Place("別紙", 3, 28)) == "別紙!AB3"


def test_the_form_and_its_continuation_have_this_many_rows() -> None:
    places = own_template().places
    assert capacity("contacts", places) == 20
    assert capacity("web_certificates", places) == 50
    assert capacity("api.certificates", places) == 10


def test_a_row_has_its_own_cell_and_a_table_its_first() -> None:
    places = own_template().places
    first, second = (place_of(f"contacts.{number}.name", places) for number in (0, 1))
    assert first is not None
    assert second is not None
    assert (second.row, second.column) == (first.row + 1, first.column)
    table = place_of("contacts", places)
    assert table is not None
    assert table.row == first.row
    assert place_of("contacts.19.name", places) is not None
    assert place_of("contacts.20.name", places) is None


def test_the_case_stands_at_its_own_box_and_a_rename_at_that_of_a_change() -> None:
    places = own_template().places
    boxes = {kind: place_of("kind", places, kind) for kind in ("new", "change", "rename", "stop")}
    assert len({str(place) for place in boxes.values()}) == 3
    assert boxes["rename"] == boxes["change"]
    assert place_of("kind", places) is not None


@pytest.mark.parametrize("path", ["nickname", "", "business.nickname", "²", "contacts.²"])
def test_what_is_no_answer_has_no_place(path: str) -> None:
    assert place_of(path, own_template().places) is None
