"""A bound blank whose cells show how to fill them: what was not written over is no answer."""

import io

import pytest

from tests.blanks.blank import Blank
from tests.blanks.entry_column import ENTRY_COLUMN
from tests.blanks.grey_examples import GREY_EXAMPLES
from tests.blanks.with_examples import WITH_EXAMPLES
from tests.opening import bound, read
from tests.workbook.sheets import opened
from workbook.forms.read import Reading

SHOWN = ["例）電力太郎", "（例）電力", "記入例：電力", "【記載例】電力", "（例：電力）"]
MEANT = ["例外電力株式会社", "比例電力", "電力（例）", "記入例集の係", "例", "事例：電力"]
BLANKS = [ENTRY_COLUMN, GREY_EXAMPLES, WITH_EXAMPLES]


def written(path: str, text: str) -> Reading:
    """Read a bound blank into which one text was written by hand."""
    content = bound(GREY_EXAMPLES)
    book = opened(content)
    title, _, cell = GREY_EXAMPLES.expected[path].partition(":")[0].partition("!")
    book[title][cell].value = text
    packed = io.BytesIO()
    book.save(packed)
    return read(packed.getvalue())


@pytest.mark.parametrize("blank", BLANKS, ids=lambda blank: blank.name)
def test_what_a_blank_shows_as_an_example_is_no_answer(blank: Blank) -> None:
    reading = read(bound(blank))
    assert (reading.answers, reading.rows) == ({}, dict.fromkeys(reading.rows, ()))


@pytest.mark.parametrize("text", SHOWN)
@pytest.mark.parametrize("path", ["business.name", "business.address", "kind.new"])
def test_an_example_is_no_answer_wherever_it_stands(path: str, text: str) -> None:
    reading = written(path, text)
    assert (reading.answers, reading.observations) == ({}, ())


@pytest.mark.parametrize("text", MEANT)
def test_an_answer_that_holds_the_word_is_one(text: str) -> None:
    assert written("business.name", text).answers == {"business": {"name": text}}
