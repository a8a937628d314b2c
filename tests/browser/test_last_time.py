"""Last time's workbook in a browser: it becomes the next application, or is gone on with."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from openpyxl import load_workbook
from playwright.sync_api import FilePayload, expect

from tests.blanks import BLANKS
from tests.browser.driver import Pages, alarms, idle, narrow, requests
from tests.browser.form import beside, rows, ticked
from tests.browser.test_journeys import WHO, finish
from tests.framework import FILE, UPLOADER, UPLOADING
from tests.opening import bind, read, template_of
from tests.samples import REMOVED, Nested, case, dated, edited
from tests.workbook.packages import OWN
from tests.workbook.sheets import named
from wizard.core.moments import calendar, now
from wizard.core.prefill import resumed
from wizard.drafts.registers import THIS_MACHINE
from workbook.forms.fill import fill
from workbook.forms.template import Template

pytestmark = pytest.mark.browser


START: Final = "どのような手続きですか"
OFFER: Final = "前回の申込書（Excel）をもとにつくる"
NEXT_ONE: Final = "この内容をもとに新しい申込書をつくる"
CONTACTS: Final = "システム窓口情報（窓口責任者）"
CHECK: Final = "内容の確認"
NOT_ON_A_CHANGE_OF_CONTACTS: Final = (
    "見本町",
    "https://",
    "result@",
    "0012AB34",
    "Linux",
    "見本です",
)
"""What stands on the form of last time, and has no place on the next one."""

WITHOUT_ENGLISH: Final = edited(
    case("new"),
    {f"web_certificates.{row}.common_name": REMOVED for row in range(2)} | {"api": REMOVED},
)
"""A whole application whose answers are all Japanese, as the pages that show them must be."""


@cache
def bound(name: str) -> Template:
    (blank,) = (blank for blank in BLANKS if blank.name == name)
    return template_of(bind(blank.draw(), blank.expected))


def workbook(answers: Nested, template: Template | None = None) -> FilePayload:
    return {"name": "前回.xlsx", "mimeType": "", "buffer": fill(answers, template).content}


def give(pages: Pages, file: FilePayload | Path) -> None:
    """Open the offer and choose a workbook: it is read as soon as it has arrived."""
    idle(pages.page)
    upload = pages.widget("workbook")
    if not upload.locator(UPLOADER).is_visible():
        pages.page.get_by_text(OFFER, exact=True).click()
    upload.locator("input[type=file]").set_input_files(file)
    expect(upload.locator(FILE)).to_have_count(1)
    expect(upload.locator(UPLOADING)).to_have_count(0)


def take_in(pages: Pages, file: FilePayload) -> None:
    give(pages, file)
    answer = pages.page.get_by_role("heading", name=f"「{file['name']}」を読み込みました")
    expect(answer).to_be_visible()
    expect(pages.page.locator("#answer")).to_be_focused()
    expect(answer).to_be_in_viewport()


def holds(pages: Pages, answers: dict[str, str]) -> None:
    for key, text in answers.items():
        expect(pages.widget(key).locator("input, textarea")).to_have_value(text)


def begin_the_next(pages: Pages, situation: str) -> None:
    pages.press(NEXT_ONE)
    expect(pages.page.get_by_text("前回の申込書：サンプル電力株式会社")).to_be_visible()
    pages.at(START)
    pages.press(situation)
    pages.at(WHO)


def to_the_contacts(pages: Pages) -> None:
    """Go on to the contacts: whoever applies is known from last time."""
    holds(
        pages,
        {
            "applied_on": "2026年11月24日",
            "applicant.company": "サンプル電力株式会社",
            "applicant.department": "需給管理部",
            "applicant.responsible": "申込 太郎",
        },
    )
    holds(pages, {"business.code": "01233", "business.name": "サンプル電力株式会社"})
    pages.next(CONTACTS)


@pytest.mark.nightly
def test_an_applicant_of_before_and_the_case_of_before_reach_the_fields(pages: Pages) -> None:
    assert pages.drafts is not None
    code = {"business.code": "98765", "business.name": "見本電力株式会社"}
    kept = resumed(edited(case("stop"), code), now(), calendar())
    kept.owner = THIS_MACHINE
    pages.drafts.keep(kept)
    pages.page.goto(pages.url)
    pages.press("システムの利用を停止する（事業撤退など）")
    pages.at(WHO)
    pages.press("見本電力株式会社（98765）")
    filled = {"applicant.responsible": "申込 太郎", "business.name": "見本電力株式会社"}
    holds(pages, filled)
    pages.page.get_by_role("link", name=f"1 {START}").click()
    pages.at(START)
    pages.press("社名を変更した")
    pages.at(WHO)
    holds(pages, {"business.name": ""})  # it is the new one that is asked
    pages.press("元の手続きに戻す")
    holds(pages, filled)


def all_cells(path: Path) -> list[object]:
    return [cell for row in rows(path) for cell in row]


def check_contacts(path: Path, expected: list[list[str | None]]) -> None:
    """Find these rows of contacts on a form, and nothing else of last time's form."""
    assert path.name == "利用申込書_サンプル電力株式会社_登録内容の変更_2026-11-24.xlsx"
    assert ticked(path) == ["申請内容の変更"]
    assert beside(path, "申込年月日") == date(2026, 11, 24)
    assert beside(path, "事業者コード") == "01233"
    book = load_workbook(path)
    columns = ("action", "name", "department", "phone", "email")
    cells = [named(book, f"contacts.{name}") for name in columns]
    found = [[cell.value for cell in row] for row in zip(*cells, strict=True)]
    assert [row for row in found if any(row)] == expected
    assert [row for row in rows(path) if row and row[0] in {"追加", "変更", "更新", "削除"}] == [
        [cell for cell in row if cell is not None] for row in expected
    ]
    text = "\n".join(str(cell) for cell in all_cells(path))
    assert [word for word in NOT_ON_A_CHANGE_OF_CONTACTS if word in text] == []


@pytest.mark.nightly
def test_of_last_times_contacts_one_changes_one_goes_and_one_comes(
    pages: Pages, tmp_path: Path
) -> None:
    pages.open()
    take_in(pages, workbook(case("new"), bound("several_sheets")))
    pages.at(START)
    begin_the_next(pages, "窓口責任者を変更・追加・削除する")
    to_the_contacts(pages)
    pages.press("「窓口 花子」を変更")
    holds(
        pages,
        {
            "contacts.0.name": "窓口 花子",
            "contacts.0.department": "需給管理部",
            "contacts.0.phone": "03-3501-1512",
            "contacts.0.email": "madoguchi@example.co.jp",
        },
    )
    expect(pages.page.get_by_role("button", name="「窓口 花子」を")).to_have_count(0)
    expect(pages.page.get_by_role("button", name="「髙﨑 𠮷郎」を")).to_have_count(2)
    pages.fill({"contacts.0.phone": "03-3501-9999"})
    pages.press("「髙﨑 𠮷郎」を削除")
    holds(pages, {"contacts.1.name": "髙﨑 𠮷郎", "contacts.1.phone": ""})
    expect(pages.widget("contacts.1.action").locator("input:checked")).to_have_count(1)
    holds(pages, {"contacts.0.name": "窓口 花子", "contacts.0.phone": "03-3501-9999"})
    expect(pages.page.get_by_role("button", name="「髙﨑 𠮷郎」を")).to_have_count(0)
    pages.press("窓口責任者を追加")
    pages.choose("contacts.2.action", "追加")
    pages.fill(
        {
            "contacts.2.name": "後任 次郎",
            "contacts.2.department": "需給管理部",
            "contacts.2.phone": "03-3501-1513",
            "contacts.2.email": "kounin@example.co.jp",
        }
    )
    pages.at(CONTACTS)
    pages.next(CHECK)
    check_contacts(
        finish(pages, tmp_path),
        [
            ["変更", "窓口 花子", "需給管理部", "03-3501-9999", "madoguchi@example.co.jp"],
            ["削除", "髙﨑 𠮷郎", None, None, None],
            ["追加", "後任 次郎", "需給管理部", "03-3501-1513", "kounin@example.co.jp"],
        ],
    )


@pytest.mark.nightly
def test_a_half_filled_workbook_is_finished_from_its_gap(pages: Pages, tmp_path: Path) -> None:
    pages.open()
    take_in(pages, workbook(edited(WITHOUT_ENGLISH, {"business.phone": REMOVED})))
    pages.widget("resume").get_by_role("button").click()
    pages.at(WHO)
    holds(
        pages,
        {
            "business.code": "01233",
            "business.name": "サンプル電力株式会社",
            "business.address": "〒100-0000 東京都千代田区見本町1-2-3\n見本ビル4階",
            "business.phone": "",
            "business.result_email": "result@example.co.jp",
        },
    )
    pages.page.reload()  # what was read is kept
    pages.at(WHO)
    pages.press_next()
    pages.at(WHO, errors=True)
    pages.fill({"business.phone": "03-3501-1511"})
    pages.next(CONTACTS)
    holds(pages, {"contacts.1.name": "髙﨑 𠮷郎", "contacts.1.email": "takasaki@example.co.jp"})
    pages.next("WEB利用情報 クライアント証明書")
    pages.next(CHECK)
    path = finish(pages, tmp_path)
    assert ticked(path) == ["新規本番システム利用申込", "会員加入から利用までの事前手続き"]
    assert beside(path, "連絡先電話番号（他事業者からのお問合せ用）") == "03-3501-1511"
    assert ["追加", "0012AB35", date(2028, 11, 23)] in rows(path)
    assert read(path.read_bytes()).answers == dated(WITHOUT_ENGLISH)


@pytest.mark.nightly
def test_what_cannot_be_read_is_reported_at_the_field(pages: Pages) -> None:
    pages.open()
    give(pages, {"name": "<u>前</u>.xlsx", "mimeType": "", "buffer": bytes(range(256)) * 9})
    field = pages.page.locator('[data-field="workbook"]')
    expect(field.locator(".mk-error")).to_contain_text("「<u>前</u>.xlsx」：")
    expect(pages.page.get_by_role("button", name=NEXT_ONE)).to_have_count(0)
    upload = pages.widget("workbook")
    expect(upload.get_by_role("button", name="ほかのファイルを選択")).to_be_focused()
    pages.look("refused")
    upload.get_by_role("button", name="を削除").click()
    expect(field.locator(".mk-error")).to_have_count(0)


@pytest.mark.nightly
@narrow
def test_names_in_a_workbook_are_text_however_they_are_written(pages: Pages) -> None:
    script = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    marked = "![x](http://localhost:9/x.png)**太** a*b $x$ `c` [y](http://localhost:9/)"
    hostile = {"business.name": script, "contacts.0.name": script, "contacts.1.name": marked}
    pages.open()
    with alarms(pages.page) as alerts, requests(pages.page) as fetched:
        take_in(pages, workbook(edited(case("new"), hostile)))
        expect(pages.page.get_by_text(f"事業者名：{script}")).to_be_visible()
        pages.press(NEXT_ONE)
        expect(pages.page.get_by_text(f"前回の申込書：{script}")).to_be_visible()
        pages.press("窓口責任者を変更・追加・削除する")
        expect(pages.page.locator("h1")).to_have_text(WHO)
        pages.press_next()
        expect(pages.page.locator("h1")).to_have_text(CONTACTS)
        for name in (script, marked):
            change = pages.page.get_by_role("button", name=f"「{name}」を変更")
            expect(change).to_be_visible()
        assert pages.page.locator("img[src=x]").count() == 0
    assert alerts == []
    assert [url for url in fetched if "localhost:9/" in url] == []


@pytest.mark.nightly
@narrow
def test_a_reload_begins_anew_until_last_time_was_taken(pages: Pages) -> None:
    pages.open()
    take_in(pages, workbook(case("new")))
    pages.page.reload()
    pages.at(START)
    expect(pages.page.get_by_text("を読み込みました")).to_have_count(0)
    take_in(pages, workbook(case("stop")))
    expect(pages.page.get_by_text("申請区分：システム利用停止")).to_be_visible()
    pages.press(NEXT_ONE)
    expect(pages.page.get_by_text("前回の申込書：サンプル電力株式会社")).to_be_visible()
    pages.page.reload()
    expect(pages.page.get_by_text("前回の申込書：サンプル電力株式会社")).to_be_visible()


@pytest.mark.nightly
@narrow
def test_a_file_beyond_all_measure_is_refused(pages: Pages, tmp_path: Path) -> None:
    pages.open()
    give(pages, {"name": "大.xlsx", "mimeType": "", "buffer": OWN + b"\0" * 6_000_000})
    field = pages.page.locator('[data-field="workbook"]')
    expect(field.locator(".mk-error")).to_contain_text("「大.xlsx」：")
    pages.widget("workbook").get_by_role("button", name="を削除").click()
    expect(pages.widget("workbook").locator(FILE)).to_have_count(0)
    large = tmp_path / "特大.xlsx"
    with large.open("wb") as file:
        file.truncate(50_000_000 * 11 // 10)
    give(pages, large)
    pages.look("too large")
