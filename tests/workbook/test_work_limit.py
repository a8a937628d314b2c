"""The work that a workbook may make: hostile ones too much, forms a small part of it."""

from collections.abc import Callable

import pytest

from tests.hostile.drawings import shapes_over_every_answer
from tests.hostile.looks import condition_nested_deeply, runs_in_every_cell
from tests.samples import KINDS, case
from workbook.forms.fill import fill
from workbook.forms.read import read_forms
from workbook.opened import OpenedWorkbook
from workbook.xlsx.guard.unreadable import UnreadableError


@pytest.mark.parametrize(
    "make",
    [
        shapes_over_every_answer,
        pytest.param(runs_in_every_cell, marks=pytest.mark.nightly),
        condition_nested_deeply,
    ],
)
def test_what_multiplies_is_refused(make: Callable[[], bytes]) -> None:
    opened = OpenedWorkbook(make())
    with pytest.raises(UnreadableError) as refused:
        read_forms(opened)
    assert refused.value.code == "too-complex"


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_makes_a_fiftieth_of_it(kind: str) -> None:
    opened = OpenedWorkbook(fill(case(kind)).content)
    read_forms(opened)
    assert 1_000 < opened.work_limit.steps < 20_000
