"""Beginning from a workbook, without a browser: what is read, told, gone on with and prefilled."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from html import unescape
from io import BytesIO
from typing import Any, Final

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from streamlit.testing.v1 import AppTest

from tests.blanks import BLANKS
from tests.opening import bind, template_of
from tests.pages.test_journeys import begin, finished, opened, press, shown, step, title
from tests.samples import OWN_FORM, REMOVED, Nested, case, dated, edited
from tests.wizard.corpus import CELLS, of_version
from tests.workbook.packages import OWN, ole
from tests.workbook.sheets import named
from wizard.core.draft import Draft
from wizard.core.moments import AT_VARIABLE
from wizard.serving.launch import ENTRY
from wizard.ui import session
from wizard.ui.session import saved_drafts
from workbook.forms.fill import fill
from workbook.forms.template import Template

TUESDAY: Final = "2026-11-24T09:00:00+09:00"
START: Final = "どのような手続きですか"
CHECK: Final = "内容の確認"
BUSINESS: Final = "申込者・事業者"
CONTACTS: Final = "システム窓口情報（窓口責任者）"
CERTIFICATES: Final = "WEB利用情報 クライアント証明書"
RESUME: Final = "resume"
NEXT_ONE: Final = "from-last-time"
TOLD: Final = "読み込み時の確認事項"
LAST_TIME: Final = "前回の申込書をもとにつくります"
NEW: Final = fill(case("new")).content


@pytest.fixture(autouse=True)
def tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AT_VARIABLE, TUESDAY)


def take_in(page: AppTest, content: bytes, name: str = "前回.xlsx") -> None:
    page.file_uploader(key="workbook").set_value((name, content, "")).run()


def started(content: bytes, situation: str) -> AppTest:
    """Begin the next application with a form of last time."""
    page = opened()
    take_in(page, content)
    press(page, NEXT_ONE)
    begin(page, situation)
    return page


def bodies(page: AppTest) -> list[str]:
    found = [element.proto.body for element in page.get("html")]
    return [body for body in found if not body.startswith(("<script", "<style"))]


def box(page: AppTest, heading: str) -> list[str]:
    """Give the lines of the box with a heading, as they are seen; none where it is not there."""
    found = [body for body in bodies(page) if f"<h2>{heading}</h2>" in body]
    return [unescape(line) for body in found for line in re.findall("<li>(.*?)</li>", body)]


def error(page: AppTest) -> str:
    """Give the error at the field of the workbook; empty where there is none."""
    (field,) = (body for body in bodies(page) if 'data-field="workbook"' in body)
    errors = re.findall(r'id="error-workbook-\d+">エラー：(.*?)</div>', field)
    assert (f'data-invalid="{str(bool(errors)).lower()}"') in field
    return unescape("".join(errors))


def buttons(page: AppTest) -> dict[str, str]:
    return {str(button.key): button.label for button in page.button}


def button_styles(page: AppTest) -> dict[str, str]:
    """Tell which of the two ways is put first."""
    ways = {RESUME, NEXT_ONE}
    return {str(found.key): found.proto.type for found in page.button if found.key in ways}


def labels(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def values(page: AppTest) -> dict[str, object]:
    """Give what the widgets of a step's answers hold."""
    fields: list[Any] = [*page.text_input, *page.text_area, *page.radio, *page.checkbox]
    answers = (field for field in fields if not str(field.key).startswith("paste:"))
    return {str(field.key): field.value for field in answers}


def draft_of(page: AppTest) -> Draft:
    draft: Draft = page.session_state["draft"]
    return draft


def next_until(page: AppTest, wanted: str) -> None:
    for _ in range(12):
        if title(page) == wanted:
            return
        before = title(page)
        press(page, "next")
        assert title(page) != before, box(page, "入力内容を確認してください")
    raise AssertionError(wanted)


@cache
def bound(name: str) -> Template:
    (blank,) = (blank for blank in BLANKS if blank.name == name)
    return template_of(bind(blank.draw(), blank.expected))


def blank(name: str) -> bytes:
    (found,) = (blank for blank in BLANKS if blank.name == name)
    return found.draw()


def continuation() -> bytes:
    beside = fill(edited(case("new"), {"contacts": people(9)}), bound("banded")).continuation
    assert beside is not None
    return beside


def saved(book: Workbook) -> bytes:
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def another_workbook() -> bytes:
    book = Workbook()
    book.worksheets[0]["A1"] = "売上"
    return saved(book)


# What is refused

REFUSED: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "nothing in it": (lambda: b"", "ファイルが空です（0バイト）。"),
    "garbage": (lambda: bytes(range(256)) * 9, "Excel"),
    "text": (
        lambda: "会社名,部署\r\n".encode("cp932"),
        "文字のみのファイル（CSVやテキスト）です。",
    ),
    "an .xls": (lambda: ole("Workbook"), "古い形式のExcelファイル（.xls）です。"),
    "one with a password": (
        lambda: ole("DataSpaces", "EncryptionInfo", "EncryptedPackage"),
        "パスワード",
    ),
    "a PDF": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
    "half of a file": (lambda: NEW[:4_000], "途中で切れています。"),
    "more than a form can be": (lambda: OWN + b"\0" * 5_000_000, "大きすぎ"),
    "a continuation alone": (continuation, "『別紙』のみのファイルです。"),
    "a blank that was not taken in": (
        lambda: blank("halves"),
        "欄とセルの対応が不明なため、読み取れません。",
    ),
    "another workbook": (
        another_workbook,
        "『スイッチング支援システム利用申込書』ではない可能性があります。",
    ),
}


def test_the_page_begins_with_the_offer_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "visitor", lambda: None)  # who has forms of before
    page = opened()
    assert error(page) == ""
    assert not {RESUME, NEXT_ONE} & set(buttons(page))
    assert [found.label for found in page.expander] == ["前回の申込書（Excel）をもとにつくる"]


@pytest.mark.one_in(3)
@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_form_is_refused_by_name_and_reason(what: str) -> None:
    make, why = REFUSED[what]
    page = opened()
    take_in(page, make(), "これ.xlsx")
    assert error(page).startswith("「これ.xlsx」：")
    assert why in error(page)
    assert not {RESUME, NEXT_ONE} & set(buttons(page))
    assert draft_of(page).last_time == {}
    take_in(page, NEW)
    assert error(page) == ""
    assert {RESUME, NEXT_ONE} <= set(buttons(page))


def test_of_two_files_after_each_other_the_second_one_counts() -> None:
    page = opened()
    take_in(page, NEW, "一.xlsx")
    take_in(page, fill(case("stop")).content, "二.xlsx")
    assert box(page, "「一.xlsx」を読み込みました") == []
    assert box(page, "「二.xlsx」を読み込みました")[0] == "申請区分：システム利用停止"
    take_in(page, b"x", "三.xlsx")
    assert error(page).startswith("「三.xlsx」：")
    assert not {RESUME, NEXT_ONE} & set(buttons(page))


@pytest.mark.parametrize("content", [NEW, b"x"], ids=["a form", "none"])
def test_a_file_that_is_taken_away_is_forgotten(content: bytes) -> None:
    page = opened()
    take_in(page, content)
    page.file_uploader(key="workbook").set_value(None).run()
    assert error(page) == ""
    assert not {RESUME, NEXT_ONE} & set(buttons(page))


def test_a_form_that_was_read_and_not_chosen_changes_nothing_and_is_still_offered() -> None:
    page = opened()
    take_in(page, NEW)
    begin(page, "withdrawing")
    assert draft_of(page).last_time == {}
    assert values(page)["applicant.company"] == ""
    press(page, "back")
    assert {RESUME, NEXT_ONE} <= set(buttons(page))


# What is told

SAID: Final[dict[str, list[str]]] = {
    "new": [
        "申請区分：新規本番システム利用申込",
        "事業者名：サンプル電力株式会社",
        "事業者コード：01233",
        "申込年月日：2026年11月24日",
    ],
    "change": [
        "申請区分：申請内容の変更",
        "事業者名：サンプル電力株式会社",
        "事業者コード：01233",
        "申込年月日：2026年11月24日",
    ],
    "rename": [
        "申請区分：申請内容の変更（社名変更）",
        "事業者名：新サンプル電力株式会社",
        "事業者コード：01233",
        "申込年月日：2026年11月24日",
    ],
    "stop": [
        "申請区分：システム利用停止",
        "事業者名：サンプル電力株式会社",
        "事業者コード：01233",
        "申込年月日：2026年11月24日",
    ],
}


@pytest.mark.parametrize("kind", SAID)
def test_a_whole_form_can_be_corrected_or_be_the_start_of_the_next(kind: str) -> None:
    page = opened()
    take_in(page, fill(case(kind)).content)
    assert box(page, "「前回.xlsx」を読み込みました") == SAID[kind]
    assert box(page, TOLD) == []
    assert buttons(page)[RESUME] == "この申込書を修正"
    assert buttons(page)[NEXT_ONE] == "この内容をもとに新しい申込書をつくる"
    assert button_styles(page) == {RESUME: "secondary", NEXT_ONE: "primary"}
    assert draft_of(page).focus == "answer"


HOSTILE: Final = '<img src=x onerror="alert(1)">&amp;\'</li><script>alert(2)</script>'


def test_what_stands_in_a_file_is_text_however_it_is_written() -> None:
    answers = edited(
        case("new"), {"business.name": HOSTILE, "business.address": HOSTILE, "remarks": HOSTILE}
    )
    page = opened()
    take_in(page, fill(answers).content, "<u>太</u>.xlsx")
    assert "<img" not in shown(page)
    assert "<u>" not in shown(page)
    assert f"事業者名：{HOSTILE}" in unescape(shown(page))
    press(page, NEXT_ONE)
    assert "<img" not in shown(page)
    assert f"前回の申込書：{HOSTILE}" in unescape(shown(page))
    begin(page, "business-changed")
    assert values(page)["business.address"] == HOSTILE
    step(page, BUSINESS, {"business.address": "東京都"})
    next_until(page, CHECK)
    assert "<img" not in shown(page)
    assert "<script>alert" not in "".join(bodies(page))
    assert was(page, "business.address") == HOSTILE


def changed(content: bytes, change: Callable[[Workbook], None]) -> bytes:
    book = load_workbook(BytesIO(content))
    change(book)
    return saved(book)


def _hide_the_code(book: Workbook) -> None:
    book["利用申込書"].row_dimensions[11].hidden = True


def _tick_another_case(book: Workbook) -> None:
    for cell in named(book, "kind.stop"):
        cell.value = "✔"


def _compute_the_phone(book: Workbook) -> None:
    for cell in named(book, "business.phone"):
        cell.value, cell.data_type = "=1+1", "f"


def _doubtful_tick(book: Workbook) -> None:
    for cell in named(book, "kind.change"):
        cell.value = "<b>たぶん</b>"


SPOILT: Final[dict[str, tuple[Callable[[Workbook], None], list[str]]]] = {
    "a hidden row": (
        _hide_the_code,
        [
            f"「事業者コード」が、非表示の行、列またはシート（利用申込書!{CELLS['business.code']}）に記入されています。",
            f"「事業者名」が、非表示の行、列またはシート（利用申込書!{CELLS['business.name']}）に記入されています。",
        ],
    ),
    "two cases": (_tick_another_case, ["「申請区分」の2つ以上にチェックが入っています。"]),
    "a formula": (
        _compute_the_phone,
        [
            "「連絡先電話番号（他事業者からのお問合せ用）」の欄に、数式またはエラー値が入力されています。"
        ],
    ),
    "a tick that may be none": (
        _doubtful_tick,
        ["「申請区分」のチェック欄に、✔と判別できない文字が入力されています。"],
    ),
    "an older form": (of_version("0"), ["様式の版（第0版）が、本ツールが対応する版と異なります。"]),
    "a newer form": (
        of_version("99"),
        ["様式の版（第99版）が、本ツールが対応する版と異なります。"],
    ),
}


@pytest.mark.one_in(2)
@pytest.mark.parametrize("what", SPOILT)
def test_remarks_on_the_sheet_are_reported_before_going_on(what: str) -> None:
    spoil, reported = SPOILT[what]
    page = opened()
    take_in(page, changed(NEW, spoil))
    found = box(page, TOLD)
    assert [line.partition("。")[0] + "。" for line in found] == reported
    assert NEXT_ONE in buttons(page)
    assert "<b>" not in "".join(box(page, TOLD))
    text = shown(page)
    assert text.index("を読み込みました") < text.index(TOLD)


def small_form(*, with_sample: bool) -> bytes:
    """Bind a form of one's own, and show beside how to fill it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "様式"
    for row, path in enumerate(("kind.stop", "business.code", "stop.completed"), start=1):
        book.defined_names[path] = DefinedName(path, attr_text=f"様式!$B${row}")
        sheet.cell(row, 1, path)
    if with_sample:
        book.create_sheet("記入例")["B2"] = "01233"
    return saved(book)


EMPTY: Final = "申込書の欄に記入がありません。"
NOT_THE_FORM: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "an example that was filled instead": (
        lambda: small_form(with_sample=True),
        "申込書のシートに記入がありません。「記入例」のシートに記入されている可能性があります。",
    ),
    "a bound blank with an example": (lambda: fill({}, bound("with_sample")).content, ""),
    "an empty form": (lambda: small_form(with_sample=False), EMPTY),
    "the project's own form": (OWN_FORM.read_bytes, EMPTY),
    "a draft of nothing": (lambda: fill({}).content, EMPTY),
}


@pytest.mark.parametrize("what", NOT_THE_FORM)
def test_what_was_filled_nowhere_begins_nothing_and_says_so(what: str) -> None:
    make, why = NOT_THE_FORM[what]
    page = opened()
    take_in(page, make())
    assert error(page).startswith(f"「前回.xlsx」：{why}")
    assert not {RESUME, NEXT_ONE} & set(buttons(page))
    begin(page, "withdrawing")
    assert values(page)["applicant.company"] == ""


def test_what_a_form_computes_beside_its_answers_is_not_reported() -> None:
    page = opened()
    take_in(page, fill(case("new"), bound("several_sheets")).content)
    assert [line for line in box(page, TOLD) if "数式" in line] == []


def test_an_answer_that_the_case_does_not_ask_is_reported_and_is_no_dead_end() -> None:
    page = opened()
    take_in(page, fill(edited(case("stop"), {"business.address": "東京都"})).content)
    assert box(page, TOLD) == [
        "「住所」は、この申請区分では記入しない項目です。続きから入力する場合は、この項目を除いて開始します。"
    ]
    assert buttons(page)[RESUME] == "この申込書を修正"
    press(page, RESUME)
    assert finished(page).answers == dated(case("stop"))


def people(count: int) -> list[Nested]:
    return [{"action": "add", "name": f"窓口 {number:03}"} for number in range(count)]


@pytest.mark.parametrize(("count", "is_told"), [(2, False), (3, True), (9, True)])
def test_rows_that_may_stand_on_a_continuation_are_reported(count: int, *, is_told: bool) -> None:
    filled = fill(edited(case("new"), {"contacts": people(count)}), bound("banded"))
    assert (filled.continuation is not None) == (count > 3)
    page = opened()
    take_in(page, filled.content)
    line = (
        "「システム窓口情報（窓口責任者）」は、すべての欄に記入があります。"
        "別紙（Excel）に続きがある場合、別紙の内容は読み込まれません。"
    )
    assert (line in box(page, TOLD)) == is_told


@pytest.mark.parametrize(("count", "is_read"), [(200, True), (201, False)])
def test_a_table_beyond_all_measure_begins_nothing(count: int, *, is_read: bool) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "様式"
    for path, cells in {"kind.change": "$A$1", "contacts.name": f"$B$1:$B${count}"}.items():
        book.defined_names[path] = DefinedName(path, attr_text=f"様式!{cells}")
    sheet["A1"] = "✔"
    for row in range(1, count + 1):
        sheet.cell(row, 2, f"窓口 {row}")
    page = opened()
    take_in(page, saved(book))
    assert ("200件を超える表がある" in error(page)) != is_read
    assert ({RESUME, NEXT_ONE} <= set(buttons(page))) == is_read


def _compute_the_contacts(book: Workbook) -> None:
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    for cell in cells:
        if str(cell.value).startswith("窓口 "):
            cell.value, cell.data_type = "=1+1", "f"


def test_of_many_remarks_the_first_are_reported() -> None:
    many = [person | {"department": "窓口 係"} for person in people(15)]
    page = opened()
    take_in(page, changed(fill(edited(case("new"), {"contacts": many})).content,
                          _compute_the_contacts))  # fmt: skip
    *reported, last = box(page, TOLD)
    assert len(reported) == 20
    assert last == "このほかに10件あります。"


def test_a_form_with_two_cases_is_not_continued() -> None:
    page = opened()
    take_in(page, changed(NEW, _tick_another_case))
    assert RESUME not in buttons(page)
    assert "申請区分を読み取れないため、続きから入力することはできません。" in shown(page)
    press(page, NEXT_ONE)
    begin(page, "withdrawing")
    assert values(page)["applicant.company"] == "サンプル電力株式会社"


# Going on with a half-filled form

RESUMED: Final[dict[str, tuple[str, Mapping[str, object], str, Mapping[str, object]]]] = {
    "new": (
        "business.phone",
        {"business.phone": "03-3501-1511"},
        BUSINESS,
        {
            "applied_on": "2026年11月24日",
            "applicant.company": "サンプル電力株式会社",
            "applicant.department": "需給管理部",
            "applicant.responsible": "申込 太郎",
            "new.prepared": True,
            "privacy_notice_url": "https://www.example.co.jp/privacy/",
            "business.code": "01233",
            "business.name": "サンプル電力株式会社",
            "business.address": "〒100-0000 東京都千代田区見本町1-2-3\n見本ビル4階",
            "business.phone": "",
            "business.result_email": "result@example.co.jp",
        },
    ),
    "change": (
        "contacts.1.name",
        {"contacts.1.name": "後任 次郎"},
        CONTACTS,
        {
            "contacts.0.action": "delete",
            "contacts.0.name": "窓口 花子",
            "contacts.0.department": "",
            "contacts.0.phone": "",
            "contacts.0.email": "",
            "contacts.1.action": "add",
            "contacts.1.name": "",
            "contacts.1.department": "需給管理部",
            "contacts.1.phone": "03-3501-1513",
            "contacts.1.email": "kounin@example.co.jp",
            "contacts.2.action": "change",
            "contacts.2.name": "髙﨑 𠮷郎",
            "contacts.2.department": "企画部",
            "contacts.2.phone": "",
            "contacts.2.email": "",
        },
    ),
    "rename": (
        "rename.notice_method",
        {"rename.notice_method": "ホームページへの掲載と書面の郵送"},
        "社名変更",
        {
            "rename.previous_name": "サンプル電力株式会社",
            "rename.effective_on": "2026年11月20日",
            "rename.done:meti": True,
            "rename.done:occto_member": True,
            "rename.done:occto_system": True,
            "rename.done:customers": True,
            "rename.no_contracts": False,
            "rename.notice_method": "",
            "rename.notice_attachment": "社名変更のお知らせ.pdf",
            "remarks": "登記も済んでいます。",
        },
    ),
    "stop": (
        "stop.completed",
        {"stop.completed": True},
        "利用停止",
        {
            "stop.completed": False,
            "stop.reason": "小売電気事業からの撤退",
            "remarks": "書類は郵送でお願いします。",
        },
    ),
}
"""For each case: the gap, what closes it, the step that asks it, and what its widgets hold."""


@pytest.mark.one_in(3)
@pytest.mark.parametrize("kind", RESUMED)
@pytest.mark.parametrize("form", ["own", "several_sheets"])
def test_a_half_filled_form_goes_on_at_its_gap_and_is_finished(kind: str, form: str) -> None:
    gap, closing, at, held = RESUMED[kind]
    answers = edited(case(kind), {gap: REMOVED})
    page = opened()
    take_in(page, fill(answers, None if form == "own" else bound(form)).content)
    assert buttons(page)[RESUME] == "続きから入力"
    assert button_styles(page) == {RESUME: "primary", NEXT_ONE: "secondary"}
    press(page, RESUME)
    assert title(page) == at
    assert values(page) == held
    step(page, at, dict(closing))
    next_until(page, CHECK)
    assert finished(page).answers == dated(case(kind))


def test_going_on_leads_no_further_than_the_gap() -> None:
    page = opened()
    take_in(page, fill(edited(case("new"), {"business.phone": REMOVED})).content)
    press(page, RESUME)
    page.query_params["step"] = "check"
    page.run()
    assert title(page) == BUSINESS
    press(page, "back")
    assert title(page) == START


def test_a_whole_form_is_corrected_from_the_check() -> None:
    page = opened()
    take_in(page, NEW)
    press(page, RESUME)
    assert title(page) == CHECK
    assert draft_of(page).last_time == {}
    assert draft_of(page).finished_at is None
    press(page, "edit:contacts")
    step(page, CONTACTS, {"contacts.1.phone": "090-0000-0000"})
    assert title(page) == CHECK
    assert "前回：" not in shown(page)
    answers = finished(page).answers
    assert answers == edited(dated(case("new")), {"contacts.1.phone": "090-0000-0000"})


def test_what_was_judged_then_is_judged_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AT_VARIABLE, "2028-12-01T09:00:00+09:00")  # the certificates have run out
    page = opened()
    take_in(page, fill(edited(case("new"), {"applied_on": "2028-12-01"})).content)
    press(page, RESUME)
    assert title(page) == CERTIFICATES
    press(page, "next")
    expired = "2028年11月23日(木)が、申込みの時点（2028年12月1日(金)）で切れています。"
    assert expired in shown(page)


def test_the_draft_of_before_can_still_be_reached() -> None:
    page = opened()
    begin(page, "withdrawing")
    page.text_input(key="applicant.company").set_value("別の電力").run()
    before = draft_of(page).token
    page.query_params["step"] = "start"
    page.run()
    take_in(page, NEW)
    press(page, RESUME)
    assert draft_of(page).token != before
    again = AppTest.from_file(str(ENTRY), default_timeout=60)
    again.query_params["draft"] = before
    again.run()
    assert title(again) == BUSINESS
    assert draft_of(again).answers["applicant"]["company"] == "別の電力"


# The next application

NOT_ASKED_AGAIN: Final = {
    "applied_on": "2026年11月24日",
    "applicant.company": "サンプル電力株式会社",
    "applicant.department": "需給管理部",
    "applicant.responsible": "申込 太郎",
}


SAME_BUSINESS: Final = {"business.code": "01233", "business.name": "サンプル電力株式会社"}


def was(page: AppTest, path: str) -> str:
    """Give what the check page says that an answer was last time; empty where it says nothing."""
    key = re.sub(r"[^a-zA-Z0-9_-]", "-", f"edit:{path}")
    row = re.search(f'<tr id="{key}".*?</tr>', shown(page), re.DOTALL)
    assert row
    found = re.search(r'<div class="mk-hint">前回：(.*?)</div>', row[0], re.DOTALL)
    return unescape(found[1]) if found else ""


def test_a_change_writes_what_differs_and_the_check_says_what_it_was() -> None:
    page = started(NEW, "business-changed")
    assert values(page) == NOT_ASKED_AGAIN | {
        "remarks": "",
        "business.code": "01233",
        "business.name": "サンプル電力株式会社",
        "business.address": "〒100-0000 東京都千代田区見本町1-2-3\n見本ビル4階",
        "business.phone": "03-3501-1511",
        "business.result_email": "result@example.co.jp",
    }
    assert "前回の内容が入力済みです。変更する項目のみ修正してください。" in shown(page)
    step(page, BUSINESS, {"business.phone": "03-3501-1599"})
    next_until(page, CHECK)
    assert was(page, "business.phone") == "03-3501-1511"
    assert {was(page, path) for path in ("business.address", "business.code", "applied_on")} == {""}
    assert finished(page).answers == {
        "kind": "change",
        "applied_on": date(2026, 11, 24),
        "applicant": case("new")["applicant"],
        "business": {
            "code": "01233",
            "name": "サンプル電力株式会社",
            "phone": "03-3501-1599",
        },
    }


def test_a_change_of_nothing_is_not_accepted_and_keeps_its_fields() -> None:
    page = started(NEW, "business-changed")
    press(page, "next")
    assert title(page) == BUSINESS
    assert "変更内容が記入されていません。" in shown(page)
    assert values(page)["business.phone"] == "03-3501-1511"
    step(page, BUSINESS, {"business.phone": "03-3501-1599"})
    assert title(page) == CHECK


def test_a_field_that_was_cleared_stays_registered_and_shows_its_value_again() -> None:
    page = started(NEW, "business-changed")
    step(page, BUSINESS, {"business.result_email": "", "business.phone": "03-3501-1599"})
    assert draft_of(page).answers["business"] == {
        "code": "01233",
        "name": "サンプル電力株式会社",
        "phone": "03-3501-1599",
    }
    press(page, "back")
    assert values(page)["business.result_email"] == "result@example.co.jp"
    assert values(page)["business.phone"] == "03-3501-1599"


def test_going_back_and_forth_leaves_the_same_out() -> None:
    page = started(NEW, "business-changed")
    step(page, BUSINESS, {"business.phone": "03-3501-1599"})
    press(page, "back")
    step(page, BUSINESS, {"business.phone": "03-3501-1511", "business.address": "大阪府"})
    next_until(page, CHECK)
    assert finished(page).answers["business"] == {
        "code": "01233",
        "name": "サンプル電力株式会社",
        "address": "大阪府",
    }


CHANGED: Final = {"code": "01233", "name": "サンプル電力株式会社", "phone": "03-3501-1599"}


def at_the_check() -> AppTest:
    page = started(NEW, "business-changed")
    next_until(page, BUSINESS)
    step(page, BUSINESS, {"business.phone": "03-3501-1599"})
    next_until(page, CHECK)
    return page


def test_opening_a_section_from_the_check_writes_nothing() -> None:
    page = at_the_check()
    press(page, "edit:business")
    press(page, "back")
    assert title(page) == CHECK
    assert draft_of(page).answers["business"] == CHANGED


def test_typing_in_one_field_writes_that_one_alone() -> None:
    page = started(NEW, "business-changed")
    next_until(page, BUSINESS)
    page.text_input(key="business.phone").set_value("03-3501-1599").run()
    assert draft_of(page).answers["business"] == CHANGED


def test_a_phone_number_in_wide_digits_is_the_same() -> None:
    page = at_the_check()
    press(page, "edit:business")
    typed: dict[str, object] = {
        "business.phone": "０３－３５０１－１５１１",
        "business.address": "東京都",
    }
    step(page, BUSINESS, typed)
    assert title(page) == CHECK
    assert draft_of(page).answers["business"] == {
        "code": "01233",
        "name": "サンプル電力株式会社",
        "address": "東京都",
    }


def test_a_rename_asks_for_the_new_name_alone() -> None:
    page = started(NEW, "renamed")
    assert values(page)["applicant.company"] == values(page)["business.name"] == ""
    assert values(page)["business.code"] == "01233"
    step(page, BUSINESS, {"applicant.company": "新電力"})
    next_until(page, "社名変更")
    assert values(page)["rename.previous_name"] == "サンプル電力株式会社"
    ticks = ("done:meti", "done:occto_member", "done:occto_system", "no_contracts")
    step(page, "社名変更", {f"rename.{tick}": True for tick in ticks})
    next_until(page, CHECK)
    assert was(page, "business.name") == "サンプル電力株式会社"
    answers = finished(page).answers
    assert answers["business"] == {"code": "01233", "name": "新電力"}
    assert "contacts" not in answers
    assert "privacy_notice_url" not in answers


def test_a_stop_after_a_change_asks_little() -> None:
    page = started(fill(case("change")).content, "withdrawing")
    assert values(page) == NOT_ASKED_AGAIN | SAME_BUSINESS
    press(page, "next")
    step(page, "利用停止", {"stop.completed": True})
    next_until(page, CHECK)
    assert finished(page).answers == {
        "kind": "stop",
        "applied_on": date(2026, 11, 24),
        "applicant": case("new")["applicant"],
        "business": {"code": "01233", "name": "サンプル電力株式会社"},
        "stop": {"completed": True},
    }


def test_after_a_stop_the_rest_is_asked() -> None:
    page = started(fill(case("stop")).content, "restarting")
    assert values(page) == NOT_ASKED_AGAIN | SAME_BUSINESS | {
        "new.prepared": False,
        "privacy_notice_url": "",
        "business.address": "",
        "business.phone": "",
        "business.result_email": "",
    }


OFFERED: Final = {
    "contact-changed": (
        CONTACTS,
        [
            "「窓口 花子」を変更",
            "「窓口 花子」を削除",
            "「髙﨑 𠮷郎」を変更",
            "「髙﨑 𠮷郎」を削除",
        ],
    ),
    "certificate-expiring": (
        CERTIFICATES,
        [
            "証明書「SAMPLE-PC01（0012AB34）」を更新",
            "「SAMPLE-PC01（0012AB34）」を削除",
            "証明書「SAMPLE-PC02（0012AB35）」を更新",
            "「SAMPLE-PC02（0012AB35）」を削除",
        ],
    ),
    "api-changed": (
        "API利用情報",
        ["証明書「SAMPLE-SV01（0012AB36）」を更新", "「SAMPLE-SV01（0012AB36）」を削除"],
    ),
}


@pytest.mark.one_in(2)
@pytest.mark.parametrize("situation", OFFERED)
@pytest.mark.parametrize("form", ["own", "several_sheets"])
def test_what_was_registered_is_offered(situation: str, form: str) -> None:
    at, offered = OFFERED[situation]
    page = started(fill(case("new"), None if form == "own" else bound(form)).content, situation)
    next_until(page, at)
    assert [label.replace("\\", "") for label in labels(page) if "」を" in label] == offered


def offer(page: AppTest, label: str) -> None:
    (key,) = (str(button.key) for button in page.button if button.label.replace("\\", "") == label)
    press(page, key)


@pytest.mark.parametrize(
    ("situation", "at", "offered", "held"),
    [
        (
            "contact-changed",
            CONTACTS,
            "「窓口 花子」を変更",
            {
                "contacts.0.action": "change",
                "contacts.0.name": "窓口 花子",
                "contacts.0.department": "需給管理部",
                "contacts.0.phone": "03-3501-1512",
                "contacts.0.email": "madoguchi@example.co.jp",
            },
        ),
        (
            "certificate-expiring",
            CERTIFICATES,
            "証明書「SAMPLE-PC01（0012AB34）」を更新",
            {
                "web_certificates.0.action": "renew",
                "web_certificates.0.serial": "",
                "web_certificates.0.common_name": "",
                "web_certificates.0.not_after": "",
                "web_certificates.0.replaces": "0012AB34",
                "web_certificates.0.replaces_not_after": "2028年11月23日",
            },
        ),
    ],
    ids=["a contact", "a certificate"],
)
def test_an_offered_row_takes_the_place_of_the_blank_one(
    situation: str, at: str, offered: str, held: Mapping[str, object]
) -> None:
    page = started(NEW, situation)
    next_until(page, at)
    offer(page, offered)
    assert values(page) == {**held, "remarks": ""}


def test_a_started_row_stays_when_another_one_is_offered() -> None:
    page = started(NEW, "contact-changed")
    next_until(page, CONTACTS)
    page.radio(key="contacts.0.action").set_value("add")
    page.text_input(key="contacts.0.name").set_value("新任 五郎").run()
    offer(page, "「窓口 花子」を削除")
    held = values(page)
    assert (held["contacts.0.action"], held["contacts.0.name"]) == ("add", "新任 五郎")
    assert (held["contacts.1.action"], held["contacts.1.name"]) == ("delete", "窓口 花子")
    assert [label for label in labels(page) if label.startswith("「")] == [
        "「髙﨑 𠮷郎」を変更",
        "「髙﨑 𠮷郎」を削除",
    ]
    press(page, "contacts.1:remove")
    assert "「窓口 花子」を変更" in labels(page)
    assert values(page)["contacts.0.name"] == "新任 五郎"


def test_twenty_contacts_are_offered() -> None:
    content = fill(edited(case("new"), {"contacts": people(20)})).content
    page = started(content, "contact-changed")
    next_until(page, CONTACTS)
    assert [label for label in labels(page) if label.endswith("」を削除")] == [
        f"「窓口 {number:03}」を削除" for number in range(20)
    ]


def reloaded(page: AppTest) -> AppTest:
    """Open the address of a page once more, in another session."""
    again = AppTest.from_file(str(ENTRY), default_timeout=60)
    for name, value in page.query_params.items():
        again.query_params[name] = value
    return again.run()


def test_last_time_outlives_a_reload() -> None:
    page = opened()
    take_in(page, NEW)
    press(page, NEXT_ONE)
    page = reloaded(page)
    assert title(page) == START
    assert box(page, LAST_TIME)[0] == "前回の申込書：サンプル電力株式会社"
    begin(page, "contact-changed")
    next_until(page, CONTACTS)
    page = reloaded(page)
    assert title(page) == CONTACTS
    assert draft_of(page).last_time == dated(case("new"))
    assert "「髙﨑 𠮷郎」を変更" in labels(page)


@pytest.mark.parametrize("way", [RESUME, NEXT_ONE])
def test_who_wants_nothing_saved_has_nothing_saved(way: str) -> None:
    page = opened()
    page.checkbox(key="in-memory").set_value(True).run()
    take_in(page, NEW)
    press(page, way)
    assert draft_of(page).stays_in_memory
    assert saved_drafts().find(draft_of(page).token) is None


MARKED: Final = "![x](http://localhost:9/x.png)**太** a*b $x$ `c` :red[y]"


def test_names_are_no_markup() -> None:
    page = started(
        fill(edited(case("new"), {"contacts.0.name": MARKED})).content, "contact-changed"
    )
    next_until(page, CONTACTS)
    (label,) = (label for label in labels(page) if "localhost" in label and "変更" in label)
    assert re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", label) == f"「{MARKED}」を変更"
    assert not re.search(r"(?<!\\)[\[\]*$`!]", label)


def last_times(kind: str) -> Nested:
    return dated(case(kind))


@pytest.mark.parametrize("kind", SAID)
def test_the_form_of_every_case_is_read_whole(kind: str) -> None:
    page = opened()
    take_in(page, fill(case(kind)).content)
    press(page, NEXT_ONE)
    assert title(page) == START
    assert draft_of(page).last_time == last_times(kind)
    assert draft_of(page).answers == {}
    assert box(page, LAST_TIME)[0] == f"前回の申込書：{case(kind)['business']['name']}"


def test_the_form_of_last_time_fills_in_who_applies_where_that_is_asked() -> None:
    page = opened()
    begin(page, "certificate-expiring")
    page.text_input(key="applicant.department").set_value("総務部").run()
    field = page.file_uploader(key="form-of-last-time")
    field.set_value(("前回.txt", b"no workbook", "")).run()
    assert "「前回.txt」：" in "".join(bodies(page))
    field = page.file_uploader(key="form-of-last-time")
    field.set_value(("前回.xlsx", NEW, "")).run()
    assert "「前回.xlsx」の内容を入力しました。" in "".join(bodies(page))
    given = case("new")["business"]
    assert page.text_input(key="business.code").value == given["code"]
    assert page.text_input(key="business.name").value == given["name"]
    assert page.text_input(key="applicant.department").value == "総務部"
    press(page, "next")
    assert title(page) == CERTIFICATES
    assert "証明書「SAMPLE\\-PC01（0012AB34）」を更新" in labels(page)


def test_who_applies_for_the_first_time_has_no_form_of_last_time() -> None:
    page = opened()
    begin(page, "first-use")
    assert [one.key for one in page.get("file_uploader")] == []
