"""Binding blanks that it was not tuned to: hardly anything wrong, and what is wrong is doubted."""

from collections import Counter
from collections.abc import Sequence

import pytest

from tests.blanks import BLANKS
from tests.blanks.blank import Blank
from tests.blanks.drawing import new_pages, saved
from tests.blanks.looks import BOX, LABEL
from tests.blanks.sheet_text import TEXTS
from tests.nightly import NIGHTLY
from tests.opening import propose
from workbook.binding.assignment import assign

SETS = {
    # blanks, least part of the places that is right, least part of these that is not doubted
    "drawn with the binding": (BLANKS, 0.99, 0.97),
    "eighth": (TEXTS["eighth"], 0.95, 0.92),
}
if NIGHTLY:
    SETS |= {
        "looked at": (TEXTS["looked_at"], 0.98, 0.94),
        "held out": (TEXTS["held_out"], 0.98, 0.95),
        "fresh": (TEXTS["fresh"], 0.98, 0.95),
        "second": (TEXTS["second"], 0.98, 0.95),
        "third": (TEXTS["third"], 0.98, 0.95),
        "fourth": (TEXTS["fourth"], 0.97, 0.94),
        "fifth": (TEXTS["fifth"], 0.95, 0.94),
        "sixth": (TEXTS["sixth"], 0.97, 0.94),
        "seventh": (TEXTS["seventh"], 0.95, 0.9),
        "eleventh": (TEXTS["eleventh"], 0.98, 0.95),
        "ninth": (TEXTS["ninth"], 0.95, 0.92),
        "tenth": (TEXTS["tenth"], 0.95, 0.9),
        "twelfth": (TEXTS["twelfth"], 0.98, 0.9),
    }
MOST_SURELY_WRONG = {"seventh": 1}
"""A column of phone numbers whose records have two lines, since a row left below it is no doubt."""


def counted(blanks: Sequence[Blank]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for blank in blanks:
        counts["expected"] += len(blank.expected)
        for proposal in propose(blank.draw()):
            is_right = blank.expected.get(proposal.path) == proposal.place
            counts["right" if is_right else "wrong"] += 1
            if not proposal.is_doubtful:
                counts["surely right" if is_right else "surely wrong"] += 1
    return counts


@pytest.mark.parametrize("name", SETS)
def test_hardly_a_wrong_place_goes_without_a_doubt_and_few_right_ones_are_doubted(
    name: str,
) -> None:
    blanks, least_right, least_sure = SETS[name]
    counts = counted(blanks)
    assert counts["surely wrong"] <= MOST_SURELY_WRONG.get(name, 0)
    assert counts["right"] >= least_right * counts["expected"]
    assert counts["surely right"] >= least_sure * counts["right"]


def doubts(cells: dict[str, str]) -> dict[str, tuple[str, bool]]:
    (page,) = new_pages("様式")
    for place, text in cells.items():
        page.put(place, text or None, LABEL if text else BOX)
    found = propose(saved(page))
    return {one.path: (one.place.replace("様式!", ""), one.is_doubtful) for one in found}


def test_a_label_of_two_parties_under_no_heading_is_doubted() -> None:
    assert doubts({"A1": "会社名", "B1": ""}) == {"applicant.company": ("B1", True)}
    assert doubts({"A1:B1": "申込者", "A2": "会社名", "B2": ""}) == {
        "applicant.company": ("B2", False)
    }


@pytest.mark.parametrize("somebody", ["代理人", "取次者", "受任者", "代理申請を行う者"])
def test_what_is_asked_of_somebody_else_is_not_proposed(somebody: str) -> None:
    block = {"A1:C1": "事業者情報", "A2": "事業者コード", "B2:C2": ""}
    other = {"A4:C4": somebody, "A5": "電話番号", "B5:C5": "", "A6": "住所", "B6:C6": ""}
    assert doubts({**block, **other}) == {"business.code": ("B2", False)}


def test_what_is_asked_of_a_stranger_is_doubted() -> None:
    block = {"A1:C1": "事業者情報", "A2": "事業者コード", "B2:C2": ""}
    other = {"A4:C4": "保守業者", "A5": "住所", "B5:C5": ""}
    assert doubts({**block, **other}) == {
        "business.code": ("B2", False),
        "business.address": ("B5", True),
    }


def test_cases_in_a_cell_that_neither_a_heading_nor_a_label_asks_for_are_doubted() -> None:
    others = {"A1": "新規申込", "A2": "登録内容の変更"}
    cell = {"A4:C4": "新規のとき・停止のとき"}
    assert doubts({**others, **cell}) == {"kind.new": ("A4", True), "kind.stop": ("A4", True)}
    assert doubts({"A1:D1": "申請区分", **cell}) == {
        "kind.new": ("A4", False),
        "kind.stop": ("A4", False),
    }


HEADS = [("現 登 録 内 容", "変　更　後"), ("変更有無", "変更後"), ("現状", "新")]


@pytest.mark.parametrize(("contrary", "own"), HEADS)
def test_what_the_head_of_a_column_contradicts_is_not_proposed(contrary: str, own: str) -> None:
    heads = {"A1:C1": "事業者情報", "A2": "項目", "B2": contrary, "C2": own}
    rows = {"A3": "住所", "B3": "", "C3": "", "A4": "電話番号", "B4": "", "C4": ""}
    assert doubts({**heads, **rows}) == {
        "business.address": ("C3", False),
        "business.phone": ("C4", False),
    }


def test_certificates_that_are_to_end_are_doubted() -> None:
    rows = {"A2": "シリアル番号", "B2": "有効期限", "A3": "", "B3": ""}
    sure = {
        "web_certificates.serial": ("A3", False),
        "web_certificates.not_after": ("B3", False),
    }
    assert doubts({"A1:B1": "WEB利用情報", **rows}) == sure
    assert doubts({"A1:B1": "失効させるWEB利用の証明書", **rows}) == {
        path: (place, True) for path, (place, _) in sure.items()
    }


@pytest.mark.parametrize("mark", ["－", "ー", "-"])
def test_a_phone_number_is_bound_in_three_boxes_and_never_in_two(mark: str) -> None:
    label = {"A1:F1": "事業者情報", "A2": "電話番号"}
    two = {"B2": "", "C2": mark, "D2": ""}
    assert doubts({**label, **two}) == {}
    assert doubts({**label, **two, "E2": mark, "F2": ""}) == {"business.phone": ("B2,D2,F2", False)}


TITLES = ["記入方法（新規）", "書き方", "入力例", "作成例"]


@pytest.mark.parametrize("title", TITLES)
def test_a_sheet_that_shows_how_to_fill_the_form_is_not_the_form(title: str) -> None:
    pages = new_pages(title, "申込書")
    for page in pages:
        for row, label in enumerate(["申込年月日", "事業者コード", "電話番号"], start=1):
            page.put(f"A{row}", label, LABEL)
            page.put(f"B{row}", None, BOX)
    assert {proposal.sheet for proposal in propose(saved(*pages))} == {"申込書"}


def test_two_sheets_that_ask_the_same_are_doubted() -> None:
    pages = new_pages("その１", "その２")
    for page in pages:
        page.put("A1", "事業者コード", LABEL)
        page.put("B1", None, BOX)
    (found,) = propose(saved(*pages))
    assert (found.place, found.is_doubtful) == ("その１!B1", True)
    assert found.evidence[-1] == "シート「その２」にも同じ項目があります。"


def test_slots_are_assigned_so_that_all_fit_best_together() -> None:
    chosen = assign({("a", 1): 1.0, ("a", 2): 0.95, ("b", 1): 0.97})
    assert {claimant: found.slot for claimant, found in chosen.items()} == {"a": 2, "b": 1}
    assert chosen["a"].runner_up == 1
    assert chosen["b"].runner_up is None


def test_the_margin_is_what_all_would_lose() -> None:
    alone, rivalled = assign({("a", 1): 1.0}), assign({("a", 1): 1.0, ("a", 2): 1.0})
    assert alone["a"].margin == pytest.approx(1 - 0.65**6)
    assert rivalled["a"].margin == 0
