"""How often a person has to click until all answers of a blank are where they belong."""

import pytest

from tests.blanks.blank import Blank
from tests.blanks.sheet_text import TEXTS
from tests.nightly import NIGHTLY
from tests.wizard.clicking import bound_by_clicks

NAMES = ["third", "fourth", *(["looked_at", "held_out", "fresh", "second"] if NIGHTLY else [])]
TRIED = [blank for name in NAMES for blank in TEXTS[name]]
MOST = 15
MOST_OF_MOST = 5
"""On all but a quarter of the blanks."""


@pytest.mark.parametrize("blank", TRIED, ids=lambda blank: blank.name)
def test_a_blank_is_bound_whole_by_few_clicks(blank: Blank) -> None:
    person = bound_by_clicks(blank)
    assert person.intake.fields.names() == dict(blank.expected)
    assert person.clicks <= MOST


def test_most_blanks_hardly_need_a_click_beside_the_last() -> None:
    clicks = sorted(bound_by_clicks(blank).clicks for blank in TEXTS["fourth"])
    assert clicks[len(clicks) * 3 // 4] <= MOST_OF_MOST
