"""Blanks that print sample values where answers belong: bound, written over, told where left."""

import io
from typing import Final

import pytest
from openpyxl import load_workbook

from rules.dates.workdays import OfficeCalendar
from rules.finding import Severity
from tests.blanks import TRIED
from tests.blanks.banded import BANDED
from tests.blanks.blank import Blank
from tests.opening import names_of
from tests.samples import AT, case
from wizard.core.filing import file_answers
from wizard.core.intake.binding import bind_blank
from wizard.core.verdicts import check_form
from workbook.forms.blank_names import BlankNames, NamesError
from workbook.forms.template import Template, template_of
from workbook.label_text import has_placeholder, is_sample
from workbook.opened import OpenedWorkbook

SAMPLES: Final = {
    "applicant.company": "○○電力株式会社",
    "applicant.department": "××部",
    "applicant.responsible": "○○ ○○",
    "business.code": "01234",
    "business.name": "△△電力株式会社",
    "business.address": "東京都○○区○○1-2-3",
    "business.phone": "03-1234-5678",
    "business.result_email": "xxx@example.co.jp",
    "privacy_notice_url": "https://www.example.co.jp/privacy/",
}


def printed(blank: Blank, samples: dict[str, str]) -> bytes:
    """Draw a blank with sample values in the cells of answers."""
    book = load_workbook(io.BytesIO(blank.draw()))
    for path, text in samples.items():
        if path in blank.expected:
            sheet, _, cells = blank.expected[path].split(",")[0].rpartition("!")
            cell = book[sheet][cells.split(":")[0]]
            cell.value, cell.number_format = text, "@"
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


@pytest.mark.one_in(3)
@pytest.mark.parametrize("blank", TRIED, ids=lambda blank: blank.name)
def test_a_cell_that_prints_a_sample_is_found_like_an_empty_one(blank: Blank) -> None:
    found = bind_blank(printed(blank, SAMPLES)).names.cells
    for path in SAMPLES.keys() & blank.expected.keys():
        assert found[path].split(":")[0] == blank.expected[path].split(":")[0], path


def bound(samples: dict[str, str], *, but: str = "") -> Template:
    """Bind a blank with sample values, but for the cells of one path."""
    known = names_of(BANDED)
    cells = {path: at for path, at in known.cells.items() if path != but}
    absent = known.absent | ({but} if but else set())
    names = BlankNames(cells, absent)
    return template_of(OpenedWorkbook(bind_blank(printed(BANDED, samples), names).content))


def test_a_sample_is_written_over(calendar: OfficeCalendar) -> None:
    filing = file_answers(case("new"), AT, calendar, template=bound(SAMPLES))
    assert filing.content is not None
    assert "sample-left" not in {finding.code for finding in filing.findings}
    assert check_form(filing.content, AT, calendar).verdict == "acceptable"


@pytest.mark.parametrize(
    ("path", "text"),
    [("business.address", "東京都○○区○○1-2-3"), ("business.phone", "03-1234-5678")],
)
def test_a_sample_that_nothing_is_written_over_is_an_error(
    path: str, text: str, calendar: OfficeCalendar
) -> None:
    filing = file_answers(case("stop"), AT, calendar, template=bound({path: text}))
    assert filing.content is None
    errors = [f for f in filing.findings if f.severity is Severity.ERROR]
    assert [(f.code, f.path, f.cell) for f in errors] == [
        ("sample-left", path, BANDED.expected[path])
    ]
    assert text in errors[0].message


def test_a_sample_in_a_cell_that_is_called_absent_is_an_error_in_every_form(
    calendar: OfficeCalendar,
) -> None:
    path = "applicant.department"
    template = bound({path: "○○部"}, but=path)
    filing = file_answers(case("stop"), AT, calendar, template=template)
    assert filing.content is None
    errors = {(f.code, f.cell) for f in filing.findings if f.severity is Severity.ERROR}
    assert errors == {("sample-left", BANDED.expected[path])}
    draft = file_answers(case("stop"), AT, calendar, template=template, draft=True)
    assert draft.content is not None
    reported = {(f.code, f.cell) for f in check_form(draft.content, AT, calendar).findings}
    assert ("sample-left", BANDED.expected[path]) in reported


@pytest.mark.parametrize(
    ("text", "stands_for"),
    [
        ("○○電力株式会社", True),
        ("東京都〇〇区", True),
        ("××-××××-××××", True),
        ("サンプル電力株式会社", False),
        ("○", False),
        ("例）○○電力株式会社", False),
        ("（○○電力株式会社のように記入）", False),
        ("※○○の場合は記入してください。", False),
        ("○○の内容を記入してください。", False),
    ],
)
def test_what_stands_for_something_to_be_written(text: str, *, stands_for: bool) -> None:
    assert has_placeholder(text) is stands_for


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("01234", True),
        ("03-1234-5678", True),
        ("taro@example.co.jp", True),
        ("https://www.example.co.jp/", True),
        ("○○部", True),
        ("事業者コード", False),
        ("1", False),
        ("5桁", False),
        ("https://", False),
    ],
)
def test_what_resembles_an_answer_on_a_blank(text: str, *, is_one: bool) -> None:
    assert is_sample(text) is is_one


def texts_of(blank: Blank) -> dict[str, str]:
    """Give the texts of a blank's only sheet by their cells."""
    (sheet,) = load_workbook(io.BytesIO(blank.draw())).worksheets
    return {cell.coordinate: str(cell.value) for row in sheet for cell in row if cell.value}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("business.code", "事業者コード"),
        ("business.code", "住所"),
        ("kind.new", "新規本番システム利用申込"),
        ("contacts.name", "氏名"),
    ],
)
def test_a_cell_in_which_a_label_is_printed_is_refused(path: str, words: str) -> None:
    known = names_of(BANDED)
    at = next(at for at, text in texts_of(BANDED).items() if text == words)
    names = BlankNames({**known.cells, path: f"利用申込書!{at}"}, known.absent)
    with pytest.raises(NamesError) as raised:
        bind_blank(BANDED.draw(), names)
    assert f"「{words}」" in str(raised.value)
    assert f"利用申込書!{at}" in str(raised.value)
