"""How often a person has to click until all answers of a blank are where they belong."""

from typing import Final

import pytest

from tests.blanks.blank import Blank
from tests.blanks.sheet_text import TEXTS
from tests.nightly import NIGHTLY
from tests.wizard.clicking import bound_by_clicks
from wizard.core.intake.blank_intake import Intake
from workbook.forms.blank_names import places_of

SAMPLE: Final = ("fourth", "tenth")
"""The sets of every run; they need more clicks than most."""
TRIED: Final = [blank for name in (TEXTS if NIGHTLY else SAMPLE) for blank in TEXTS[name]]
MOST: Final = 15
MOST_OF_MOST: Final = 5
"""On all but a quarter of the blanks."""


@pytest.mark.parametrize("blank", TRIED, ids=lambda blank: blank.name)
def test_a_blank_is_bound_whole_by_few_clicks(blank: Blank) -> None:
    person = bound_by_clicks(blank)
    assert person.intake.fields.names() == dict(blank.expected)
    assert person.clicks <= MOST


def test_most_blanks_hardly_need_a_click_beside_the_last() -> None:
    clicks = sorted(bound_by_clicks(blank).clicks for blank in TEXTS["fourth"])
    assert clicks[len(clicks) * 3 // 4] <= MOST_OF_MOST


@pytest.mark.parametrize("cell", ["B11", "G11"])
def test_a_cell_beside_the_label_of_a_wrong_one_is_offered_its_meaning(cell: str) -> None:
    blank = next(one for one in TEXTS["looked_at"] if one.name == "sample_beside")
    intake = Intake()
    intake.load("様式.xlsx", blank.draw())
    assert intake.blank is not None
    name = {"business.name": f"申込書!{cell}"}
    intake.click(places_of(intake.blank.opened.book, name)["business.name"][0])
    assert intake.meanings()[0] == "business.name"
