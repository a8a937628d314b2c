"""Binding forms put together by chance, and forms whose cells were framed but never merged."""

import pytest

from tests.blanks import BLANKS
from tests.blanks.blank import Blank
from tests.blanks.drawing import Page
from tests.blanks.looks import PLAIN, Look
from tests.blanks.varied import varied
from tests.opening import propose

SEEDS = range(12)
UNMERGED = [
    blank
    for blank in BLANKS
    if blank.name in {"agents", "banded", "blocks", "halves", "other_words", "two_levels"}
]
LEAST_RECALL = 0.97


@pytest.mark.parametrize("seed", SEEDS)
def test_a_form_put_together_by_chance_is_bound(seed: int) -> None:
    content, expected = varied(seed)
    assert {proposal.path: proposal.place for proposal in propose(content)} == expected


def first_of(place: str) -> str:
    return place.partition(",")[0].partition(":")[0]


DRAW = Page.put


def put_unmerged(page: Page, place: str, text: str | None = None, look: Look = PLAIN) -> None:
    """Draw an area as people do who do not merge: the same lines and colour, and single cells."""
    merged = set(page.sheet.merged_cells.ranges)
    DRAW(page, place, text, look)
    page.sheet.merged_cells.ranges = merged


@pytest.mark.parametrize("blank", UNMERGED, ids=lambda blank: blank.name)
def test_cells_framed_together_are_one_though_not_merged(
    blank: Blank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Page, "put", put_unmerged)
    found = {proposal.path: first_of(proposal.place) for proposal in propose(blank.draw_anew())}
    right = {path for path, place in blank.expected.items() if found.get(path) == first_of(place)}
    assert len(right) >= LEAST_RECALL * len(blank.expected)
    assert found.keys() <= right
