"""Drafts as a person sees them kept: across a crash, between two tabs, by a failing database."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driver import NARROW, WIDE, Pages, narrow
from tests.browser.installation import Installation, finished, installed
from tests.browser.test_journeys import APPLICANT
from tests.browser.visitor import Visitor, stream_of

pytestmark = pytest.mark.browser

STOP = "撤退する・システムの利用をやめる"
BUSY = "ほかの処理が保存場所を使っています。少し待ってください。"
DAMAGED = "保存場所のファイルが壊れています。"
NOT_SAVED = "下書きを保存できませんでした"
NOT_READ = "下書きを読み出せませんでした"
NOT_FOUND = "前の下書きは見つかりませんでした"
CONFLICT = "別の画面で先に進められています"

DEPARTMENT = "applicant.department"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installed(tmp_path_factory.mktemp("own")) as own:
        yield own


@pytest.fixture
def here(page: Page, own: Installation) -> Pages:
    return Pages(page, own.url)


def begin(pages: Pages) -> dict[str, str]:
    """Open the third page of a draft; give what was answered on the second, and acknowledged."""
    visitor = Visitor("訪問者", stream_of(pages.url), STOP)
    pages.page.goto(f"{pages.url}/?{finished(visitor.begin(2))}")
    pages.at("事業者情報")
    return {k: str(v) for k, v in visitor.acknowledged[visitor.token]["applicant"].items()}


def begin_in_memory(pages: Pages) -> None:
    pages.open()
    pages.choose("gate", "小売電気事業者")
    pages.choose("situation", STOP)
    pages.tick("in-memory")
    pages.next("申込者")


def another_tab(pages: Pages, title: str) -> Pages:
    other = Pages(pages.page.context.new_page(), pages.url)
    other.page.goto(pages.page.url)
    other.at(title)
    return other


def go_back(pages: Pages, title: str) -> None:
    pages.press("戻る")
    pages.at(title)


def has(pages: Pages, key: str, text: str) -> None:
    expect(pages.widget(key).locator("input, textarea")).to_have_value(text)


# The server is killed


def test_a_crash_takes_what_shall_not_be_saved_and_nothing_else(
    here: Pages, own: Installation
) -> None:
    answers = begin(here)
    here.fill({"business.code": "01233"})
    unsaved = Pages(here.page.context.new_page(), here.url)
    begin_in_memory(unsaved)
    unsaved.fill(APPLICANT | {"applicant.company": "SECRET-COMPANY"})
    unsaved.next("事業者情報")
    unsaved.page.reload()
    unsaved.at("事業者情報")
    go_back(another_tab(unsaved, "事業者情報"), "申込者")
    assert b"SECRET-COMPANY" not in own.bytes()
    own.kill()
    own.start()
    here.page.reload()
    here.at("事業者情報")
    go_back(here, "申込者")
    for key, text in answers.items():
        has(here, key, text)
    unsaved.page.reload()
    unsaved.at("どのような手続きですか")
    expect(unsaved.page.get_by_text(NOT_FOUND)).to_be_visible()


def test_what_shall_not_be_saved_any_more_is_deleted(here: Pages, own: Installation) -> None:
    begin(here)
    go_back(here, "申込者")
    here.fill({"applicant.company": "KEPT-COMPANY"})
    here.next("事業者情報")
    assert b"KEPT-COMPANY" in own.bytes()
    here.page.goto(here.page.url.partition("&step=")[0] + "&step=start")
    here.at("どのような手続きですか")
    here.tick("in-memory")
    here.next("申込者")
    has(here, "applicant.company", "KEPT-COMPANY")
    assert b"KEPT-COMPANY" not in own.bytes()


# Two tabs


@pytest.mark.parametrize(
    ("page", "choice"),
    [(WIDE, "別の画面の内容で続ける"), (NARROW, "この画面の内容で上書きする")],
    indirect=["page"],
)
def test_of_two_tabs_a_person_chooses_one(here: Pages, choice: str) -> None:
    department = begin(here)[DEPARTMENT]
    there = another_tab(here, "事業者情報")
    go_back(there, "申込者")
    there.fill({DEPARTMENT: "別の部署"})
    there.next("事業者情報")
    there.fill({"business.code": "01233", "business.name": "別の会社"})
    there.next("利用停止")
    here.fill({"business.code": "98765", "business.name": "この会社"})
    here.press("次へ")
    here.at(CONFLICT, errors=True)
    table = here.page.locator(".mk-both")
    for name, ours, theirs in (
        ("事業者コード", "98765", "01233"),
        ("事業者名", "この会社", "別の会社"),
        ("部署名", department, "別の部署"),
    ):
        row = table.locator("tr").filter(has=here.page.get_by_role("rowheader", name=name))
        expect(row.last.locator("td")).to_have_text([ours, theirs])
    here.press(choice)
    is_ours = choice.startswith("この")
    here.at("事業者情報")
    has(here, "business.code", "98765" if is_ours else "01233")
    has(here, "business.name", "この会社" if is_ours else "別の会社")
    late = another_tab(here, "事業者情報")
    has(late, "business.code", "98765" if is_ours else "01233")
    go_back(late, "申込者")
    has(late, DEPARTMENT, department if is_ours else "別の部署")


# The database refuses


@pytest.fixture
def lock(own: Installation) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(own.database, isolation_level=None)) as connection:
        yield connection


def is_working(pages: Pages, state: str) -> None:
    app = pages.page.locator("[data-testid=stApp]")
    expect(app).to_have_attribute("data-test-script-state", state)


def test_a_locked_database_is_told_and_saving_again_works(
    here: Pages, lock: sqlite3.Connection
) -> None:
    begin(here)
    here.fill({"business.code": "01233", "business.name": "サンプル電力株式会社"})
    lock.execute("BEGIN EXCLUSIVE")
    here.press("次へ")
    told = here.page.locator("#error-summary")
    expect(told).to_contain_text(NOT_SAVED)
    expect(told).to_contain_text(BUSY)
    here.press("もう一度保存する")
    is_working(here, "running")
    is_working(here, "notRunning")
    expect(told).to_contain_text(BUSY)
    here.look("locked")
    lock.execute("ROLLBACK")
    here.press("もう一度保存する")
    expect(told).to_have_count(0)
    here.at("事業者情報")
    has(here, "business.code", "01233")
    here.next("利用停止")
    other = another_tab(here, "利用停止")
    go_back(other, "事業者情報")
    has(other, "business.name", "サンプル電力株式会社")


@narrow
def test_a_locked_database_can_be_done_without(here: Pages, lock: sqlite3.Connection) -> None:
    begin(here)
    here.fill({"business.code": "01233", "business.name": "ONLY-IN-MEMORY"})
    lock.execute("BEGIN EXCLUSIVE")
    here.press("次へ")
    expect(here.page.locator("#error-summary")).to_contain_text(NOT_SAVED)
    here.look("locked")
    here.press("保存せずに続ける")
    expect(here.page.locator("#error-summary")).to_have_count(0)
    here.at("事業者情報")
    has(here, "business.name", "ONLY-IN-MEMORY")
    here.next("利用停止")
    here.page.reload()
    here.at("利用停止")
    go_back(here, "事業者情報")
    has(here, "business.name", "ONLY-IN-MEMORY")


@pytest.fixture
def damaged(own: Installation) -> Iterator[None]:
    """Have a damaged file in the place of the database; a new one can be made afterwards."""
    _take_away(own)
    own.database.write_bytes(b"damaged " * 2_000)
    yield
    _take_away(own)


def _take_away(own: Installation) -> None:
    for path in own.database.parent.glob(f"{own.database.name}*"):
        path.unlink()


@pytest.mark.usefixtures("damaged")
def test_a_damaged_database_is_told_and_can_be_done_without(here: Pages) -> None:
    here.page.goto(f"{here.url}/?draft=kept-before")
    here.at("どのような手続きですか")
    expect(here.page.locator(".mk-bad")).to_contain_text(NOT_READ)
    expect(here.page.locator(".mk-bad")).to_contain_text(DAMAGED)
    here.choose("gate", "小売電気事業者")
    here.choose("situation", STOP)
    here.press("次へ")
    expect(here.page.locator("#error-summary")).to_contain_text(DAMAGED)
    here.look("damaged")
    here.press("保存せずに続ける")
    expect(here.page.locator("#error-summary")).to_have_count(0)
    expect(here.widget("in-memory").locator("input")).to_be_checked()
    here.next("申込者")
    here.fill(APPLICANT)
    here.next("事業者情報")
    here.page.reload()
    here.at("事業者情報")
