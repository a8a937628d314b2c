"""What follows from one cell that a person shows: the tables say it by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import pytest

from tests.blanks.drawing import new_pages, saved
from tests.blanks.looks import BOX, LABEL, PLAIN
from workbook.binding.blank_sheet import BlankSheet
from workbook.binding.choosing import Sheets, place_at, written
from workbook.binding.proposal import Proposal
from workbook.binding.sheet_to_boxes import sheets_to_boxes
from workbook.binding.teaching import follow, likely_paths, space_at, ticks_from
from workbook.opened import OpenedWorkbook

SURE: Final = 0.5
SETTLED: Final = 1.0


def drawn(cells: Mapping[str, str]) -> BlankSheet:
    """Draw texts: ``~`` is a sample in a box, ``'`` a text without a frame, else labels."""
    (page,) = new_pages("様式")
    for place, text in cells.items():
        look = BOX if not text or text[0] == "~" else PLAIN if text[0] == "'" else LABEL
        page.put(place, text.lstrip("~'") or None, look)
    (sheet,) = sheets_to_boxes(OpenedWorkbook(saved(page)))
    return sheet


def known(sheet: BlankSheet, path: str, cells: str, margin: float) -> Proposal:
    sheets = Sheets([sheet])
    places = [place_at("様式", cell) for cell in cells.split(",")]
    return Proposal(path, tuple(sheets.box_at(place) for place in places if place), margin, ())


@dataclass(frozen=True)
class Lesson:
    """A form, what is held of it, the cells that are shown, and what follows."""

    cells: Mapping[str, str]
    path: str
    shown: str
    follows: Mapping[str, str]
    held: Mapping[str, str] = field(default_factory=dict)
    margin: float = SURE


OLD_AND_NEW: Final = {
    "A1:C1": "事業者情報", "A2": "項目", "B2": "あ欄", "C2": "い欄",
    "A3": "事業者コード", "B3": "", "C3": "", "A4": "事業者名", "B4": "", "C4": "",
    "A5": "住所", "B5": "", "C5": "",
}  # fmt: skip
IN_B: Final = {"business.code": "B3", "business.name": "B4", "business.address": "B5"}
TWICE: Final = {
    "A1:D1": "事業者情報", **{
        f"{column}{row}": words if column in "AC" else ""
        for row, words in enumerate(("事業者コード", "事業者名", "住所"), start=2)
        for column in "ABCD"
    },
}  # fmt: skip
SAMPLES: Final = {
    "A1:D1": "申込者", "A2": "会社名", "B2:D2": "~見本電力株式会社", "A3": "部署名",
    "B3": "~総務部", "C3": "申込責任者", "D3": "~電力 太郎", "A5:D5": "事業者情報",
    "A6": "住所", "B6:D6": "~東京都千代田区見本町", "A7": "電話番号", "B7:D7": "",
}  # fmt: skip
PEOPLE: Final = {
    "A1:C1": "窓口責任者", "A2": "氏名", "B2": "部署名", "C2": "電話番号",
    "A3": "~電力 太郎", "B3": "~総務部", "C3": "~03-1234-5678",
    "A4": "", "B4": "", "C4": "", "A5": "", "B5": "", "C5": "",
}  # fmt: skip
ON_THEIR_SIDE: Final = {
    "A1:D1": "窓口責任者", "A2": "項目", "B2": "見出し", "C2": "一人目", "D2": "二人目",
    "A3": "氏名", "B3": "", "C3": "", "D3": "", "A4": "部署名", "B4": "", "C4": "", "D4": "",
    "A5": "メールアドレス", "B5": "", "C5": "", "D5": "",
}  # fmt: skip
TICKS: Final = {
    "A1:D1": "申請区分", "A2": "", "B2": "新規利用", "C2": "", "A3": "", "B3": "申請内容の変更",
    "C3": "", "A4": "", "B4": "システム利用停止", "C4": "",
}  # fmt: skip
WORDS: Final = {"A1:C1": "申請区分", "A2": "□新規", "B2": "□変更", "C2": "□停止"}
DATE: Final = {
    "A1": "申込日", "B1": "'令和", "C1": "", "D1": "'年", "E1": "", "F1": "'月", "G1": "",
    "H1": "'日",
}  # fmt: skip
CARDS: Final = {
    "A1:D1": "窓口責任者", "A2": "", "B2": "", "C2": "", "D2": "", "A3": "部署名", "B3": "",
    "C3": "部署名", "D3": "", "A4": "メール", "B4": "", "C4": "メール", "D4": "",
}  # fmt: skip
CERTIFICATES: Final = {
    "A1:C1": "WEB利用情報", "A2": "あ", "B2": "シリアル番号", "C2": "有効期限",
    **{f"{column}{row}": "" for row in (3, 4, 7) for column in "ABC"},
    "A5:C5": "API利用情報", "A6": "い", "B6": "シリアル番号", "C6": "有効期限",
}  # fmt: skip
OFFICE: Final = {
    "A1:B1": "事務局使用欄", "A2": "会員加入の事前手続を完了", "B2": "",
    "A3": "閲覧・処理を完了", "B3": "",
}  # fmt: skip

LESSONS: Final = {
    "cards that have as many labels": Lesson(
        CARDS, "contacts.name", "B2,D2",
        {"contacts.department": "B3,D3", "contacts.email": "B4,D4"},
    ),
    "the other certificates": Lesson(
        CERTIFICATES, "web_certificates.common_name", "A3,A4",
        {"api.certificates.common_name": "A7", "web_certificates.not_after": "C3:C4"},
        {"web_certificates.serial": "B3,B4", "api.certificates.serial": "B7"},
    ),
    "what stands under a heading of somebody else's, too": Lesson(
        OFFICE, "new.prepared", "B2", {"stop.completed": "B3"},
    ),
    "the column beside the one that was proposed": Lesson(
        OLD_AND_NEW, "business.code", "C3",
        {"business.name": "C4", "business.address": "C5"}, IN_B,
    ),
    "what is confirmed stays": Lesson(
        OLD_AND_NEW, "business.code", "C3", {}, IN_B, SETTLED,
    ),
    "what is sure and was not wrong alike stays": Lesson(
        OLD_AND_NEW, "business.code", "B3", {"business.address": "B5"},
        {"business.name": "B4"},
    ),
    "labels that are printed twice stay in their column": Lesson(
        TWICE, "business.name", "B3", {"business.code": "B2", "business.address": "B4"},
    ),
    "the other column of labels": Lesson(
        TWICE, "business.name", "D3", {"business.code": "D2", "business.address": "D4"},
    ),
    "samples are room": Lesson(
        SAMPLES, "applicant.company", "B2",
        {
            "applicant.department": "B3", "applicant.responsible": "D3",
            "business.address": "B6", "business.phone": "B7",
        },
    ),
    "columns of as many rows": Lesson(
        PEOPLE, "contacts.name", "A4,A5",
        {"contacts.department": "B4:B5", "contacts.phone": "C4:C5"},
    ),
    "rows past a sample that were proposed with it": Lesson(
        PEOPLE, "contacts.name", "A4,A5",
        {"contacts.department": "B4:B5", "contacts.phone": "C4:C5"},
        {
            "contacts.name": "A3,A4,A5", "contacts.department": "B3,B4,B5",
            "contacts.phone": "C3,C4,C5",
        },
    ),
    "records side by side": Lesson(
        ON_THEIR_SIDE, "contacts.name", "C3,D3",
        {"contacts.department": "C4:D4", "contacts.email": "C5:D5"},
        {"contacts.name": "B3", "contacts.department": "B4", "contacts.email": "B5"},
    ),
    "ticks at the other side of their words": Lesson(
        TICKS, "kind.new", "C2", {"kind.change": "C3", "kind.stop": "C4"},
        {"kind.new": "A2", "kind.change": "A3", "kind.stop": "A4"},
    ),
    "ticks in their words": Lesson(
        WORDS, "kind.new", "A2", {"kind.change": "B2", "kind.stop": "C2"},
    ),
    "the rest of a date": Lesson(
        DATE, "applied_on.year", "C1", {"applied_on.month": "E1", "applied_on.day": "G1"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
def test_one_cell_that_is_shown_says_where_the_others_go(lesson: Lesson) -> None:
    sheet = drawn(lesson.cells)
    held = {path: known(sheet, path, at, lesson.margin) for path, at in lesson.held.items()}
    shown = known(sheet, lesson.path, lesson.shown, 0.0)
    found = follow(sheet, held, lesson.path, shown.boxes)
    assert {one.path: one.place.replace("様式!", "") for one in found} == lesson.follows


PHONE: Final = {"A1": "電話番号", "B1": "", "C1": "－", "D1": "", "E1": "－", "F1": ""}
CODE: Final = {"A1": "事業者コード", **{f"{column}1": "" for column in "BCDEF"}}


@pytest.mark.parametrize(
    ("cells", "path", "first", "takes"),
    [
        (PHONE, "business.phone", "B1", "様式!B1,様式!D1,様式!F1"),
        (CODE, "business.code", "B1", "様式!B1:F1"),
        (CODE, "business.name", "B1", "様式!B1"),
    ],
)
def test_an_answer_in_pieces_takes_all_of_its_boxes(
    cells: Mapping[str, str], path: str, first: str, takes: str
) -> None:
    sheet = drawn(cells)
    ((_, boxes),) = space_at(sheet, path, known(sheet, path, first, 0.0).boxes[0]).parts
    assert written(boxes) == takes


DONE: Final = {
    "A1:C1": "社名変更", "A2": "経済産業省", "B2": "", "A3": "会員情報の変更", "B3": "",
    "A4": "広域機関システム", "B4": "", "A5": "需要者への周知", "B5": "",
}  # fmt: skip


@pytest.mark.parametrize(("first", "ticks"), [("B2", "様式!B2:B5"), ("B3", "様式!B3")])
def test_the_first_of_the_four_ticks_shows_the_others(first: str, ticks: str) -> None:
    sheet = drawn(DONE)
    assert written(ticks_from(sheet, known(sheet, "", first, 0.0).boxes[0])) == ticks


@pytest.mark.parametrize(
    ("cells", "at", "first"),
    [
        (OLD_AND_NEW, "C4", "business.name"),
        (PEOPLE, "B5", "contacts.department"),
        (TICKS, "C3", "kind.change"),
        (OFFICE, "B3", "stop.completed"),
    ],
)
def test_the_labels_around_a_cell_say_what_it_may_be_for(
    cells: Mapping[str, str], at: str, first: str
) -> None:
    sheet = drawn(cells)
    assert next(iter(likely_paths(sheet, known(sheet, "", at, 0.0).boxes[0]))) == first
