"""Reading forms that people filled by hand, in all the ways that people do."""

import io
import pickle
from collections.abc import Callable
from datetime import date, datetime
from functools import cache

import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from schemas.catalogue import ENTRIES
from tests.opening import read, template_of
from tests.samples import OWN_FORM, case, dated
from tests.workbook.sheets import CONTINUATION, FORM, continued, named, opened
from workbook.forms.fill import fill
from workbook.forms.read import Reading
from workbook.places import is_placed
from workbook.xlsx.guard.unreadable import UnreadableError


@cache
def _pickled() -> bytes:
    return pickle.dumps(opened(OWN_FORM.read_bytes()))


def _blank() -> Workbook:
    """Give an empty form of one's own; loading it anew each time would take too long."""
    book: Workbook = pickle.loads(_pickled())  # noqa: S301 - pickled just above
    return book


def _saved(book: Workbook) -> bytes:
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _by_hand(fill_in: Callable[[Workbook], None]) -> Reading:
    """Fill the empty form as a person would, and read it."""
    book = _blank()
    fill_in(book)
    return read(_saved(book))


def _put(path: str, value: date | str, row: int = 0) -> Callable[[Workbook], None]:
    def put(book: Workbook) -> None:
        named(book, path)[row].value = value

    return put


@pytest.mark.parametrize("tick", ["✔", "✓", "☑", "レ", "■", "●", "○", "◯"])
def test_any_usual_tick_is_a_tick(tick: str) -> None:
    reading = _by_hand(_put("stop.completed", tick))
    assert reading.answers == {"stop": {"completed": True}}


# The boxes that are ticked, whether an answer of a rename is given, and the case.
TICKED = [
    (["kind.new"], False, "new"),
    (["kind.change"], False, "change"),
    (["kind.stop"], False, "stop"),
    (["kind.change", "kind.rename"], False, "rename"),
    (["kind.rename"], False, "rename"),
    (["kind.change"], True, "rename"),
    ([], False, None),
    ([], True, None),
]


@pytest.mark.parametrize(("boxes", "renamed", "kind"), TICKED, ids=[str(row) for row in TICKED])
def test_the_case_is_read_off_its_boxes(
    boxes: list[str], kind: str | None, *, renamed: bool
) -> None:
    def tick(book: Workbook) -> None:
        for box in boxes:
            named(book, box)[0].value = "✔"
        named(book, "business.code")[0].value = "01233"
        if renamed:
            named(book, "rename.previous_name")[0].value = "旧サンプル電力株式会社"

    reading = _by_hand(tick)
    assert reading.answers.get("kind") == kind
    assert reading.observations == ()


def test_a_tick_among_the_procedures_makes_a_change_a_rename() -> None:
    def tick(book: Workbook) -> None:
        named(book, "kind.change")[0].value = "✔"
        named(book, "rename.done")[3].value = "✔"

    answers = _by_hand(tick).answers
    assert answers == {"kind": "rename", "rename": {"done": ["customers"]}}


@pytest.mark.parametrize("boxes", [("new", "stop"), ("new", "change"), ("rename", "stop")])
def test_two_ticked_cases_are_a_problem(boxes: tuple[str, str]) -> None:
    def tick(book: Workbook) -> None:
        for box in boxes:
            named(book, f"kind.{box}")[0].value = "✔"

    reading = _by_hand(tick)
    assert "kind" not in reading.answers
    assert [(observation.path, observation.code) for observation in reading.observations] == [
        ("kind", "several-kinds")
    ]


def test_typed_values_are_cleaned_as_they_are_read() -> None:
    def fill_in(book: Workbook) -> None:
        named(book, "business.code")[0].value = " ０１２３３ "
        named(book, "applied_on")[0].value = "2026/11/24"
        named(book, "business.phone")[0].value = "０３－３５０１－１５１１"
        named(book, "contacts.action")[0].value = "追加"
        named(book, "contacts.name")[0].value = "髙﨑 𠮷郎　"

    assert _by_hand(fill_in).answers == {
        "applied_on": date(2026, 11, 24),  # Tuesday
        "business": {"code": "01233", "phone": "03-3501-1511"},
        "contacts": [{"action": "add", "name": "髙﨑 𠮷郎"}],
    }


def test_numbers_are_read_as_their_digits() -> None:
    def fill_in(book: Workbook) -> None:
        named(book, "business.code")[0].value = 12345
        named(book, "web_certificates.serial")[0].value = 1234

    assert _by_hand(fill_in).answers == {
        "business": {"code": "12345"},
        "web_certificates": [{"serial": "1234"}],
    }


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2026, 11, 24), date(2026, 11, 24)),
        (datetime(2026, 11, 24), date(2026, 11, 24)),  # noqa: DTZ001 - as Excel keeps it
        ("2026年11月24日", date(2026, 11, 24)),
        ("二〇二六年", "二〇二六年"),
    ],
)
def test_dates_are_read_however_they_were_typed(value: date | str, expected: object) -> None:
    assert _by_hand(_put("applied_on", value)).answers == {"applied_on": expected}


@pytest.mark.parametrize("value", ["=1+1", '="01233"', "=TODAY()"])
def test_a_formula_is_a_problem_and_no_answer(value: str) -> None:
    reading = _by_hand(_put("business.code", value))
    assert reading.answers == {}
    assert [(observation.path, observation.code) for observation in reading.observations] == [
        ("business.code", "computed")
    ]


def test_an_error_value_is_a_problem_and_no_answer() -> None:
    reading = _by_hand(_put("business.code", "#N/A"))
    assert reading.answers == {}
    assert [(observation.path, observation.code) for observation in reading.observations] == [
        ("business.code", "computed")
    ]


def test_blank_rows_between_rows_are_passed_over_and_cells_still_found() -> None:
    def fill_in(book: Workbook) -> None:
        named(book, "contacts.name")[2].value = "三番"
        continued(book, "contacts.name")[5].value = "別紙の六番"

    reading = _by_hand(fill_in)
    assert [row["name"] for row in reading.answers["contacts"]] == ["三番", "別紙の六番"]
    book = _blank()
    first, second = named(book, "contacts.name")[2], continued(book, "contacts.name")[5]
    assert str(reading.cell("contacts.0.name")) == f"{FORM}!{first.coordinate}"
    assert str(reading.cell("contacts.1.name")) == f"{CONTINUATION}!{second.coordinate}"


def test_a_problem_in_a_table_stands_at_its_row_and_leaves_those_before_it() -> None:
    def fill_in(book: Workbook) -> None:
        named(book, "business.code")[0].value = "=1+1"
        named(book, "contacts.name")[1].value = "=A1"
        named(book, "contacts.phone")[1].value = "03-3501-1511"

    observation = [
        (observation.path, observation.code) for observation in _by_hand(fill_in).observations
    ]
    assert observation == [("business.code", "computed"), ("contacts.0.name", "computed")]


def test_spaces_alone_are_no_answer() -> None:
    def fill_in(book: Workbook) -> None:
        named(book, "remarks")[0].value = "　 \n"
        named(book, "contacts.name")[0].value = " "

    assert _by_hand(fill_in).answers == {}


def test_every_answer_of_a_form_has_its_cell() -> None:
    reading = read(fill(case("new")).content)
    book = _blank()
    cell = named(book, "business.code")[0]
    assert str(reading.cell("business.code")) == f"{FORM}!{cell.coordinate}"
    new = named(book, "kind.new")[0]
    assert str(reading.cell("kind")) == f"{FORM}!{new.coordinate}"
    assert reading.cell("nickname") is None


# Another form that bears the names: three cells, one of them on a sheet with a space in its name.
def _other_form() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "申込 書"
    places = {"business.code": "$B$2", "business.name": "$B$3:$D$3", "contacts.name": "$B$5:$B$6"}
    sheet.merge_cells("B3:D3")
    for path, place in places.items():
        book.defined_names[path] = DefinedName(path, attr_text=f"'申込 書'!{place}")
    book.defined_names["kind.change"] = DefinedName("kind.change", attr_text="'申込 書'!$B$1")
    book.defined_names["other"] = DefinedName("other", attr_text="'申込 書'!$A$1")
    return _saved(book)


def test_any_workbook_that_bears_the_names_is_filled_and_read() -> None:
    answers = {
        "kind": "change",
        "business": {"code": "01233", "name": "サンプル電力株式会社", "address": "東京都"},
        "contacts": [{"name": "一番", "action": "add"}, {"name": "二番"}],
    }
    filled = fill(answers, template_of(_other_form()))
    assert set(filled.unplaced) == {"business.address", "contacts.0.action"}
    assert filled.stated == ()
    sheet = opened(filled.content)["申込 書"]
    assert [sheet[place].value for place in ("B1", "B2", "B3", "B5", "B6")] == [
        "✔", "01233", "サンプル電力株式会社", "一番", "二番",
    ]  # fmt: skip
    reading = read(filled.content)
    assert reading.answers == {
        "kind": "change",
        "business": {"code": "01233", "name": "サンプル電力株式会社"},
        "contacts": [{"name": "一番"}, {"name": "二番"}],
    }
    assert not is_placed("business.address", reading.places)
    assert is_placed("business.code", reading.places)


def test_a_form_with_rows_moved_by_hand_is_still_read() -> None:
    book = opened(fill(dated(case("stop"))).content)
    code = named(book, "business.code")[0]
    moved = book[FORM].cell(200, 3)
    moved.value, code.value = code.value, None
    book.defined_names["business.code"] = DefinedName("business.code", attr_text=f"{FORM}!$C$200")
    assert read(_saved(book)).answers == dated(case("stop"))


BROKEN_NAMES = ["#REF!", f"{FORM}!#REF!", "無いシート!$A$1", "1+1", '"text"', f"{FORM}!$A:$A",
                f"{FORM}!$1:$1", f"{FORM}!$A$1:$XFD$1048576"]  # fmt: skip


@pytest.mark.parametrize("target", BROKEN_NAMES)
def test_a_name_that_leads_nowhere_gives_way_to_the_label(target: str) -> None:
    book = opened(fill(case("stop")).content)
    book.defined_names["remarks"] = DefinedName("remarks", attr_text=target)
    reading = read(_saved(book))
    assert reading.answers == dated(case("stop"))
    assert all(is_placed(path, reading.places) for path in ENTRIES)
    assert [(observation.code, observation.shown) for observation in reading.observations] == [
        ("read-by-label", "「備考」")
    ]


def test_a_workbook_without_names_is_no_form() -> None:
    with pytest.raises(UnreadableError) as raised:
        read(_saved(Workbook()))
    assert "申込書" in raised.value.why
    assert raised.value.mend


@pytest.mark.parametrize(("name", "path"), [("kind.stop", "kind"), ("rename.done", "rename.done")])
def test_a_formula_in_a_box_is_reported_and_ticks_nothing(name: str, path: str) -> None:
    reading = _by_hand(_put(name, '="✔"'))
    assert [(observation.path, observation.code) for observation in reading.observations] == [
        (path, "computed")
    ]
    assert reading.answers == {}


@pytest.mark.parametrize("tick", ["✔ ", " ✔", "\u3000✔", "v", "1", "TRUE", "はい"])
def test_the_case_is_read_whatever_stands_around_its_tick(tick: str) -> None:
    assert _by_hand(_put("kind.stop", tick)).answers == {"kind": "stop"}


@pytest.mark.parametrize(("name", "path"), [("kind.stop", "kind"), ("rename.done", "rename.done")])
def test_an_ambiguous_mark_is_reported(name: str, path: str) -> None:
    reading = _by_hand(_put(name, "済?"))
    assert [(observation.path, observation.code) for observation in reading.observations] == [
        (path, "tick-unread")
    ]


@pytest.mark.parametrize(
    ("path", "printed"),
    [
        ("rename.notice_method", "HP ・ 郵送 ・ その他（　　　）"),
        ("rename.notice_attachment", "有 ・ 無"),
        ("api.environment", "サーバ：　　　　アプリケーション："),
        ("api.file_return_method", "□ZIP　□CSV"),
        ("business.result_email", "　　　　＠　　　　"),
        ("business.phone", "　　－　　　－　　"),
    ],
)
def test_what_is_printed_to_be_filled_in_or_chosen_is_no_answer(path: str, printed: str) -> None:
    assert _by_hand(_put(path, printed)).answers == {}


@pytest.mark.parametrize(
    "answer",
    [
        "サーバ：Linux　アプリ：　　",
        "メール（○）・郵送（　）",
        "A：B",
        "メール（暗号化）",
    ],
)
def test_what_is_filled_in_or_chosen_is_an_answer(answer: str) -> None:
    read_ = _by_hand(_put("api.file_return_method", answer)).answers
    assert read_ == {"api": {"file_return_method": answer.strip()}}


@pytest.mark.parametrize(
    ("printed", "answer"), [("□ZIP ☑CSV", "CSV"), ("☑本番　☑検証", "本番・検証")]
)
def test_of_words_with_boxes_the_ticked_are_the_answer(printed: str, answer: str) -> None:
    read_ = _by_hand(_put("api.file_return_method", printed)).answers
    assert read_ == {"api": {"file_return_method": answer}}


@pytest.mark.parametrize("remark", ["□書類A\n□書類B", "記入者（\u3000）印"])
def test_remarks_are_read_in_whatever_marks(remark: str) -> None:
    assert _by_hand(_put("remarks", remark)).answers == {"remarks": remark}


# Which of several boxes in a cell is meant, nobody knows.
@pytest.mark.parametrize("tick", ["☑あり　□なし", "□あり　☑なし", "（○）あり （　）なし"])
def test_a_tick_among_several_boxes_of_a_cell_is_reported(tick: str) -> None:
    assert [observation.code for observation in _by_hand(_put("kind.stop", tick)).observations] == [
        "tick-unread"
    ]
    reading = _by_hand(_put("rename.no_contracts", tick))
    assert [observation.code for observation in reading.observations] == ["tick-unread"]
    assert reading.answers == {"rename": {"no_contracts": tick}}  # nothing is lost


@pytest.mark.parametrize("blank", ["□あり　□なし", "（　）あり（　）なし"])
def test_several_boxes_without_a_tick_are_a_blank(blank: str) -> None:
    reading = _by_hand(_put("kind.stop", blank))
    assert (reading.answers, reading.observations) == ({}, ())


@pytest.mark.parametrize("mark", ["－", "-", "―", "以下余白", "以 下 余 白"])
def test_a_row_that_is_crossed_out_is_no_row(mark: str) -> None:
    def fill_in(book: Workbook) -> None:
        named(book, "contacts.name")[0].value = "一番"
        named(book, "contacts.action")[1].value = mark
        named(book, "contacts.name")[1].value = mark
        named(book, "web_certificates.serial")[0].value = mark
        named(book, "web_certificates.action")[0].value = mark

    assert _by_hand(fill_in).answers == {"contacts": [{"name": "一番"}]}


def test_a_dash_in_a_row_with_answers_or_alone_is_no_answer() -> None:
    def fill_in(book: Workbook) -> None:
        named(book, "web_certificates.serial")[0].value = "-"
        named(book, "contacts.name")[0].value = "一番"
        named(book, "contacts.department")[0].value = "－"

    assert _by_hand(fill_in).answers == {"contacts": [{"name": "一番"}]}


@pytest.mark.parametrize(("cell", "codes"), [("AL3", []), ("A60", []), ("A3", ["sample-left"])])
def test_a_sample_beside_the_printed_area_is_a_note(cell: str, codes: list[str]) -> None:
    def fill_in(book: Workbook) -> None:
        book[FORM][cell].value = "○○電力株式会社"

    assert [observation.code for observation in _by_hand(fill_in).observations] == codes


def test_an_action_with_spaces_around_it_is_read() -> None:
    reading = _by_hand(_put("contacts.action", " 追加\u3000"))
    assert reading.answers == {"contacts": [{"action": "add"}]}


def test_a_date_with_a_time_of_day_is_its_day() -> None:
    moment = datetime(2026, 11, 24, 13, 45)  # noqa: DTZ001 - as Excel keeps it
    assert _by_hand(_put("applied_on", moment)).answers == {"applied_on": date(2026, 11, 24)}


def test_a_column_whose_name_is_lost_on_one_sheet_alone_loses_no_row() -> None:
    book = opened(fill(case("new")).content)
    del book.defined_names["contacts.department"]  # the name of the 別紙 is still there
    reading = read(_saved(book))
    assert reading.answers == dated(case("new"))
    assert [observation.code for observation in reading.observations] == ["read-by-label"]
