"""Marks that tick a box, by hand; those of whole inputs are in tests/typed."""

import pytest

from schemas.ticks import TICK_MARKS, tick_of
from workbook.xlsx.escaping import TICK


def test_the_mark_that_forms_are_filled_with_ticks() -> None:
    assert TICK == "✔"
    assert tick_of(TICK) is True


@pytest.mark.parametrize("mark", TICK_MARKS)
def test_every_mark_ticks_however_it_is_written(mark: str) -> None:
    assert tick_of(mark) is True
    assert tick_of(f" {mark}\ufe0f\u200b　") is True
    assert tick_of(f"{mark}{mark}") is None


@pytest.mark.parametrize(
    "mark", ["□", "☐", "×", "－", "ー", "−", "0", "０", "FALSE", "いいえ", "未", "無"]
)
def test_what_says_no_does_not_tick(mark: str) -> None:
    assert tick_of(mark) is False


@pytest.mark.parametrize("mark", ["", "x", "X", "✗", "△", "①", "ⅴ1", "済予定", "有無", "?"])
def test_what_may_mean_either_is_neither(mark: str) -> None:
    assert tick_of(mark) is None
