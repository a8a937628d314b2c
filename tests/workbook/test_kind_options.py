"""Cases that are chosen in one cell: proposed, filled and read back."""

import io

import pytest
from openpyxl import load_workbook

from tests.blanks.drawing import new_pages, saved
from tests.blanks.looks import BOX, LABEL
from tests.opening import bind, propose, read, template_of
from wizard.core.intake.blank_intake import Intake
from workbook.forms.fill import fill
from workbook.forms.kind_options import kinds_in, marked_kinds, with_kinds_marked

OFFERS = {
    "□新規　□変更　□停止": ["new", "change", "stop"],
    "□ 新規本番システム利用申込 □ 申請内容の変更（社名変更を含む） □ 利用停止": [
        "new",
        "change",
        "stop",
    ],
    "新規・変更・停止": ["new", "change", "stop"],
    "新規／変更／社名変更／停止": ["new", "change", "rename", "stop"],
    "（　）新規　（　）変更　（　）停止": ["new", "change", "stop"],
    "利用申込書（新規・変更・停止）": [],
    "追加・変更・削除": [],
    "□追加　□変更　□削除": [],
    "新規利用": [],
    "変更前の商号・社名": [],
    "変更・社名変更": [],
    "": [],
}


@pytest.mark.parametrize(("text", "kinds"), OFFERS.items())
def test_a_cell_offers_the_cases_that_it_prints(text: str, kinds: list[str]) -> None:
    assert kinds_in(text) == kinds


MARKED = [
    # what is printed, the mark that is asked, the cases, what stands there then
    ("□新規　□変更　□停止", "✔", ["change"], "□新規　☑変更　□停止"),
    ("□新規　□変更　□停止", "■", ["stop"], "□新規　□変更　■停止"),
    ("新規・変更・停止", "✔", ["new"], "○新規・変更・停止"),
    ("新規・変更・社名変更・停止", "○", ["change", "rename"], "新規・○変更・○社名変更・停止"),
    ("（　）新規　（　）変更　（　）停止", "○", ["stop"], "（　）新規　（　）変更　（○）停止"),
]


@pytest.mark.parametrize(("text", "mark", "kinds", "shown"), MARKED)
def test_a_chosen_case_is_marked_where_it_is_printed(
    text: str, mark: str, kinds: list[str], shown: str
) -> None:
    assert with_kinds_marked(text, kinds, mark) == shown
    assert marked_kinds(shown) == kinds
    assert marked_kinds(text) == []


@pytest.mark.parametrize("printed", ["□新規　□変更　□停止", "新規・変更・停止", ""])
@pytest.mark.parametrize("kind", ["new", "change", "stop"])
def test_one_cell_is_proposed_for_all_cases_filled_and_read(printed: str, kind: str) -> None:
    (page,) = new_pages("様式")
    page.put("A1", "申請区分", LABEL)
    page.put("B1", printed or None, BOX)
    if not printed:
        page.choices("B1", "新規,変更,停止")
    content = saved(page)
    names = {one.path: one.place for one in propose(content)}
    assert names == dict.fromkeys(["kind.new", "kind.change", "kind.stop"], "様式!B1")
    filled = fill({"kind": kind}, template_of(bind(content, names))).content
    assert read(filled).answers == {"kind": kind}
    shown = load_workbook(io.BytesIO(filled))["様式"]["B1"].value
    assert shown == printed or len(str(shown)) - len(printed) in {0, 1, 2}
    assert read(bind(content, names)).answers == {}


def test_one_cell_of_all_cases_is_taken_in() -> None:
    (page,) = new_pages("様式")
    page.put("A1", "申請区分", LABEL)
    page.put("B1", "□新規　□変更　□停止", BOX)
    intake = Intake()
    intake.load("様式.xlsx", saved(page))
    assert {intake.fields[f"kind.{kind}"].place for kind in ("new", "change", "stop")} == {
        "様式!B1"
    }
    intake.select("kind.new")
    intake.accept()
    assert intake.fields["kind.change"].place == "様式!B1"
    intake.finish()
    assert intake.bound is not None
