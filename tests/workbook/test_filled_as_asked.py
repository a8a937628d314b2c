"""Blanks are filled as they ask: their mark, the words of their lists, no sample left."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.blanks.drawing import new_pages, saved
from tests.blanks.looks import BOX, LABEL
from tests.opening import bind, read, template_of
from workbook.forms.fill import fill
from workbook.forms.filled_blank import refuse_filled
from workbook.opened import OpenedWorkbook

SAMPLE: Final = replace(BOX, color="969696")
NARROW: Final = replace(BOX, wrap=False)
DAY: Final = date(2026, 11, 24)


def blank(
    cells: Mapping[str, str],
    *,
    samples: Mapping[str, str] | None = None,
    lists: Mapping[str, list[str]] | None = None,
    widths: Mapping[str, float] | None = None,
) -> bytes:
    """Draw texts, grey samples, boxes with lists; ``widths`` are those of columns."""
    (page,) = new_pages("様式")
    page.widths(widths or {})
    for place, text in cells.items():
        page.put(place, text or None, LABEL if text else NARROW)
    for place, text in (samples or {}).items():
        page.put(place, text or None, SAMPLE)
    for place, words in (lists or {}).items():
        page.put(place, None, BOX)
        page.choices(place, ",".join(words))
    return saved(page)


def filled(content: bytes, names: Mapping[str, str], answers: dict[str, Any]) -> bytes:
    places = {path: f"様式!{cell}" for path, cell in names.items()}
    return fill(answers, template_of(bind(content, places))).content


def cell_of(content: bytes, address: str) -> Cell:
    found = load_workbook(io.BytesIO(content))["様式"][address]
    assert isinstance(found, Cell)
    return found


ASKS: Final = {
    "該当するものに○を付けてください": "○",
    "該当する欄に○印を記入": "○",
    "申請の区分（いずれかに○）": "○",
    "該当する項目の□を■にしてください。": "■",
    "該当箇所にレ点を記入してください": "レ",
    "✓を入れてください": "✓",
    "完了した手続き（○印）": "○",
    "該当するものの右欄に「○」": "○",
    "合格している場合「○」": "○",
    "「○」は必須項目です": "✔",
    "○印": "○",
    "届出者 ○": "○",
    "確認欄　レ": "レ",
    "← 合格済みの場合は○": "○",
    "■申請区分": "✔",
    "○○電力株式会社": "✔",
}


@pytest.mark.parametrize(("asks", "mark"), ASKS.items())
def test_an_empty_box_is_ticked_with_the_mark_that_the_form_asks_for(asks: str, mark: str) -> None:
    content = filled(blank({"A1": asks, "A2": "", "B2": "変更"}), {"kind.change": "A2"}, CHANGE)
    assert cell_of(content, "A2").value == mark
    assert read(content).answers == {"kind": "change"}


CHANGE: Final = {"kind": "change"}
PRINTED: Final = [
    # what the form asks, what is printed in the box, what stands there once it is ticked
    ("", "□変更", "☑変更"),
    ("□を■にしてください", "□変更", "■変更"),
    ("□を■にしてください", "□", "■"),
    ("申請区分（□を■に）", "□", "■"),
    ("□は該当するものを✓に書き換えてください", "□変更", "✓変更"),
    ("該当する□を■に置き換えてください", "□変更", "■変更"),
    ("○を付けてください", "□変更", "☑変更"),
    ("○を付けてください", "（　）変更", "（○）変更"),
    ("", "変更　□", "変更　☑"),
]


@pytest.mark.parametrize(("asks", "printed", "shown"), PRINTED)
def test_a_printed_box_is_ticked_and_no_second_one_beside_it(
    asks: str, printed: str, shown: str
) -> None:
    content = filled(blank({"A1": asks, "A2": printed}), {"kind.change": "A2"}, CHANGE)
    assert cell_of(content, "A2").value == shown
    assert read(content).answers == {"kind": "change"}


@pytest.mark.parametrize("words", [["○", "－"], ["■", "□"], ["該当", "非該当"]])
def test_a_list_has_its_own_word_for_a_tick(words: list[str]) -> None:
    content = filled(blank({}, lists={"A1": words}), {"kind.change": "A1"}, CHANGE)
    assert cell_of(content, "A1").value == words[0]
    assert read(content).answers == {"kind": "change"}


def test_a_passed_test_is_stated_in_the_words_of_the_list() -> None:
    form = blank({}, lists={"A1": ["合格", "不合格"]})
    content = filled(form, {"api.test_passed": "A1"}, {"api": {"test_passed": True}})
    assert cell_of(content, "A1").value == "合格"
    assert read(content).answers == {"api": {"test_passed": True}}


@pytest.mark.parametrize("rule", ["$H$1:$H$2", "様式!$H$1:$H$2", "'様式'!$H$1:$H$2", "WORDS"])
def test_the_words_of_a_list_may_stand_in_cells(rule: str) -> None:
    book = load_workbook(io.BytesIO(blank({"A1": "", "H1": "合格", "H2": "不合格"})))
    book.defined_names["WORDS"] = DefinedName("WORDS", attr_text="様式!$H$1:$H$2")
    book["様式"].add_data_validation(DataValidation("list", formula1=rule, sqref="A1"))
    form = io.BytesIO()
    book.save(form)
    answers = {"api": {"test_passed": True}}
    content = filled(form.getvalue(), {"api.test_passed": "A1"}, answers)
    assert cell_of(content, "A1").value == "合格"
    assert read(content).answers == answers


def test_a_choice_is_written_as_the_list_spells_it() -> None:
    form = blank({}, lists={"A1": ["追 加", "変 更", "削 除"]})
    answers = {"contacts": [{"action": "change"}]}
    content = filled(form, {"contacts.action": "A1"}, answers)
    assert cell_of(content, "A1").value == "変 更"
    assert read(content).answers == answers


@pytest.mark.parametrize(
    ("words", "action", "written"),
    [
        (["登録", "変更", "削除"], "add", "登録"),
        (["新規", "変更", "抹消"], "delete", "抹消"),
        (["追加", "登録", "削除"], "add", "追加"),
    ],
)
def test_a_choice_is_written_in_the_words_of_the_list(
    words: list[str], action: str, written: str
) -> None:
    form = blank({}, lists={"A1": words})
    answers = {"contacts": [{"action": action}]}
    content = filled(form, {"contacts.action": "A1"}, answers)
    assert cell_of(content, "A1").value == written
    assert read(content).answers == answers


@pytest.mark.parametrize(
    ("width", "shown"),
    [(18.0, None), (14.5, "2026/11/24"), (12.0, "2026/11/24"), (5, "2026/11/24")],
)
def test_a_day_is_a_text_where_its_number_would_not_be_shown(
    width: float, shown: str | None
) -> None:
    form = blank({"A1": ""}, widths={"A": width})
    content = filled(form, {"applied_on": "A1"}, {"applied_on": DAY})
    cell = cell_of(content, "A1")
    assert cell.value == shown if shown else cell.is_date
    assert read(content).answers == {"applied_on": DAY}


@pytest.mark.parametrize(
    ("width", "text", "shrinks", "height"),
    [
        (30.0, "taro@example.co.jp", False, None),
        (18.0, "taro@example.co.jp", True, None),
        (10.0, "taro@example.co.jp", False, 44.0),
        (12.0, "勅使河原　健太郎", True, None),
        (18.0, "電力事業本部　需給運用部", False, 30.0),
    ],
)
def test_a_word_is_printed_smaller_rather_than_broken_and_a_sentence_wraps(
    width: float, text: str, *, shrinks: bool, height: float | None
) -> None:
    form = blank({}, samples={"A1": ""}, widths={"A": width})
    content = filled(form, {"remarks": "A1"}, {"remarks": text})
    alignment = cell_of(content, "A1").alignment
    assert (alignment.shrink_to_fit or False, alignment.wrap_text or False) == (
        shrinks,
        not shrinks,
    )
    sheet = load_workbook(io.BytesIO(content))["様式"]
    assert sheet.row_dimensions[1].height == height


def test_a_day_that_hardly_fits_is_printed_smaller_than_as_hashes() -> None:
    form = blank({"A1": "", "A2": ""}, widths={"A": 16.0})
    content = filled(form, {"applied_on": "A1"}, {"applied_on": DAY})
    assert cell_of(content, "A1").is_date
    assert cell_of(content, "A1").alignment.shrink_to_fit
    assert not read(content).observations


def test_answers_over_samples_are_black_and_other_samples_are_removed() -> None:
    form = blank({}, samples={"A1": "見本電力株式会社", "A2": "総務部", "A3": "電力 太郎"})
    names = {f"applicant.{name}": f"A{row}" for row, name in enumerate(NAMES, start=1)}
    content = filled(form, names, {"applicant": {"company": "新電力"}})
    company = cell_of(content, "A1")
    assert (company.value, company.font.color) == ("新電力", None)
    assert not any(cell_of(content, address).value for address in ("A2", "A3"))
    assert read(content).answers == {"applicant": {"company": "新電力"}}


NAMES: Final = ("company", "department", "responsible")


def test_what_a_form_prints_to_choose_from_is_no_answer() -> None:
    content = filled(blank({"A1": "本番　・　検証"}), {"api.environment": "A1"}, {})
    assert read(content).answers == {}


def test_a_column_of_grey_samples_beside_the_answers_is_nothing_left() -> None:
    form = blank({"B1": "記　入　例"}, samples={"A2": "", "B2": "○○電力株式会社", "B3": ""})
    content = filled(form, {"business.name": "A2"}, {"business": {"name": "見本電力"}})
    assert not read(content).observations
    unheaded = blank({}, samples={"A2": "", "B2": "○○電力株式会社"})
    content = filled(unheaded, {"business.name": "A2"}, {"business": {"name": "見本電力"}})
    assert [found.code for found in read(content).observations] == ["sample-left"]


def test_a_blank_with_samples_is_no_filled_form() -> None:
    form = blank({}, samples={"A1": "2026/4/1", "A2": "01234", "A3": "株式会社"})
    names = {"applied_on": "様式!A1", "business.code": "様式!A2", "business.name": "様式!A3"}
    refuse_filled(OpenedWorkbook(form), names)


def test_a_text_of_several_lines_wraps_in_a_row_that_is_high_enough() -> None:
    content = filled(blank({"A1": ""}), {"remarks": "A1"}, {"remarks": "一\n二\n三"})
    cell = cell_of(content, "A1")
    assert cell.value == "一\n二\n三"
    assert cell.alignment.wrap_text
    height = load_workbook(io.BytesIO(content))["様式"].row_dimensions[1].height
    assert height is not None
    assert height > 3 * 11


def test_what_a_form_prints_in_black_stays_where_there_is_no_answer() -> None:
    content = filled(blank({"A1": "令和　年　月　日"}), {"applied_on": "A1"}, {})
    assert cell_of(content, "A1").value == "令和　年　月　日"


def test_a_mark_is_that_of_the_row_or_of_the_nearest_text_above() -> None:
    asks = {
        "A1": "該当するものに○を付けてください",
        "B3": "合格（✓）",
        "A4": "済んだら左の欄にレ点を記入",
    }
    cells = blank({**asks, "A2": "", "A3": "", "A5": ""})
    names = {"kind.new": "A2", "api.test_passed": "A3", "new.prepared": "A5"}
    answers = {"kind": "new", "api": {"test_passed": True}, "new": {"prepared": True}}
    content = filled(cells, names, answers)
    assert [cell_of(content, address).value for address in ("A2", "A3", "A5")] == ["○", "✓", "レ"]


@pytest.mark.parametrize(("asks", "shown"), [("該当する□に✓", "☑変更"), ("□を■に", "■変更")])
def test_a_tick_stands_in_its_printed_box(asks: str, shown: str) -> None:
    content = filled(blank({"A1": asks, "A2": "□変更"}), {"kind.change": "A2"}, {"kind": "change"})
    assert cell_of(content, "A2").value == shown


def test_a_printed_postal_mark_stays() -> None:
    form = blank({"A1": "〒　　　－", "A2": ""})
    names = {"business.address.postal": "A1", "business.address": "A2"}
    answers = {"business": {"address": "〒100-0000 東京都千代田区"}}
    content = filled(form, names, answers)
    assert cell_of(content, "A1").value == "〒100-0000"
    assert read(content).answers == answers


def test_a_circle_that_is_asked_elsewhere_stands_in_no_printed_box() -> None:
    cells = blank({"A1": "済んだものに○を付けること。", "A2": "□新規　□変更　□停止", "A3": ""})
    names = {"kind.new": "A2", "kind.change": "A2", "kind.stop": "A2", "stop.completed": "A3"}
    content = filled(cells, names, {"kind": "stop", "stop": {"completed": True}})
    assert cell_of(content, "A2").value == "□新規　□変更　☑停止"
    assert cell_of(content, "A3").value == "○"


@pytest.mark.parametrize(
    ("path", "printed", "shown"),
    [
        (
            "api.test_passed",
            "□合格済み　□未受験（合格まで利用できません）",
            "☑合格済み　□未受験（合格まで利用できません）",
        ),
        ("api.test_passed", "□未　□済", "□未　☑済"),
        ("rename.no_contracts", "□いる　□いない", "□いる　☑いない"),
        ("stop.completed", "□はい　□いいえ", "☑はい　□いいえ"),
    ],
)
def test_of_a_yes_and_a_no_the_one_is_ticked_that_is_meant(
    path: str, printed: str, shown: str
) -> None:
    block, name = path.split(".")
    content = filled(blank({"A1": printed}), {path: "A1"}, {block: {name: True}})
    assert cell_of(content, "A1").value == shown
    assert read(content).answers == {block: {name: True}}
    assert read(filled(blank({"A1": printed}), {path: "A1"}, {})).answers == {}


def test_the_mark_of_a_printed_box_is_its_own() -> None:
    asks = {"A1": "該当するものを○で囲んでください", "A2": "手続（□を■に）"}
    cells = blank({**asks, "A3": "", "A4": "□変更"})
    content = filled(cells, {"kind.new": "A3", "kind.change": "A4"}, {"kind": "new"})
    assert cell_of(content, "A3").value == "○"
    content = filled(cells, {"kind.new": "A3", "kind.change": "A4"}, CHANGE)
    assert cell_of(content, "A4").value == "■変更"


def test_a_marked_example_is_removed_though_nothing_is_answered() -> None:
    samples = {"A1": "例）○○電力合同会社", "A2": "例）2023/7/1", "A3": "（半角5桁）"}
    form = blank({}, samples=samples)
    names = {
        "rename.previous_name": "A1",
        "rename.effective_on": "A2",
        "business.code": "A3",
        "applicant.company": "A4",
    }
    content = filled(form, names, {"applicant": {"company": "新電力"}})
    assert not any(cell_of(content, place).value for place in ("A1", "A2"))
    assert cell_of(content, "A3").value == "（半角5桁）"


def test_an_answer_in_an_empty_cell_of_grey_type_is_black() -> None:
    form = blank({}, samples={"A1": ""})
    content = filled(form, {"applicant.company": "A1"}, {"applicant": {"company": "新電力"}})
    assert cell_of(content, "A1").font.color is None


def test_four_procedures_are_ticked_in_one_cell() -> None:
    form = blank({"A1": "□経済産業省　□会員情報　□広域機関システム　□需要者への周知"})
    answers = {"rename": {"done": ["meti", "occto_system"]}}
    content = filled(form, {"rename.done": "A1"}, answers)
    shown = "☑経済産業省　□会員情報　☑広域機関システム　□需要者への周知"
    assert cell_of(content, "A1").value == shown
    assert read(content).answers == answers


KIND_BOXES: Final = {"kind.new": "B4", "kind.change": "B5", "kind.rename": "B6", "kind.stop": "B7"}


@pytest.mark.parametrize(
    ("place", "asks", "marked"),
    [
        ("A2", "２．申込の区分（該当するものひとつに○を選択）", {"B6"}),
        ("A1", "いずれか１つに○を付けてください", {"B6"}),
        ("D5", "← 1箇所のみ✓", {"B6"}),
        ("A3", "どれか一つを選択", {"B6"}),
        ("A2", "該当するものに○を付けてください", {"B5", "B6"}),
        ("A12", "周知の方法（いずれか１つ）", {"B5", "B6"}),
        ("A2", "第一ブロック", {"B5", "B6"}),
        ("A2", "いずれか１つ以上に○", {"B5", "B6"}),
        ("A2", "次のいずれかに該当する場合は○（複数可）", {"B5", "B6"}),
        ("A1", "ファイルは1つにまとめて送信してください", {"B5", "B6"}),
        ("A1", "ご不明な点はいずれかの窓口へ", {"B5", "B6"}),
        ("A1", "もう一つの様式もご確認ください", {"B5", "B6"}),
        ("A2", "申請区分（いずれか一つ）", {"B6"}),
        ("A2", "申請区分（単一選択）", {"B6"}),
        ("A2", "該当する欄に✓（複数選択不可）", {"B6"}),
    ],
)
def test_a_rename_is_marked_alone_where_one_mark_is_asked(
    place: str, asks: str, marked: set[str]
) -> None:
    words = {"A4": "新規", "A5": "変更", "A6": "社名変更", "A7": "停止"}
    boxes = dict.fromkeys(KIND_BOXES.values(), "")
    content = filled(blank({place: asks, **words, **boxes}), KIND_BOXES, {"kind": "rename"})
    assert {box for box in boxes if cell_of(content, box).value} == marked
    assert read(content).answers["kind"] == "rename"


@pytest.mark.parametrize("row", [2, 3])
def test_one_mark_that_is_asked_for_another_answer_is_not_asked_of_the_cases(row: int) -> None:
    words = {"A4": "新規", "A5": "変更", "A6": "社名変更", "A7": "停止"}
    names = {**KIND_BOXES, "api.environment": f"B{row}"}
    cells = {f"A{row}": "環境（いずれか1つ）", **words, **dict.fromkeys(names.values(), "")}
    content = filled(blank(cells), names, {"kind": "rename"})
    assert [bool(cell_of(content, box).value) for box in ("B5", "B6")] == [True, True]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("□新規 □変更 □社名変更 □停止（ひとつに✓）", "□新規 □変更 ☑社名変更 □停止（ひとつに✓）"),
        ("□新規 □変更 □社名変更 □停止", "□新規 ☑変更 ☑社名変更 □停止"),
    ],
)
def test_in_one_cell_a_rename_is_marked_alone_where_one_mark_is_asked(
    before: str, after: str
) -> None:
    names = dict.fromkeys(KIND_BOXES, "B2")
    content = filled(blank({"B2": before}), names, {"kind": "rename"})
    assert cell_of(content, "B2").value == after
