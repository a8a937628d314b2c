"""Drafts as a person sees them kept: between two tabs, and by a failing database."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Timer

import pytest
from playwright.sync_api import expect

from tests.browser.driver import Pages, idle
from tests.browser.test_journeys import APPLICANT, APPLIED, WHO

pytestmark = pytest.mark.browser

STOP = "システムの利用を停止する（事業撤退など）"
BUSY = "ほかの処理が保存場所を使用しています。しばらくしてから、再度お試しください。"
UNUSABLE = "データベースの処理に失敗しました。本ツールの管理者に連絡してください。"
DAMAGED = "保存場所のファイルが破損しています。本ツールの管理者に連絡してください。"
NOT_SAVED = "下書きを保存できませんでした"
NOT_READ = "下書きを読み込めませんでした"
CONFLICT = "別の画面で更新されています"

DEPARTMENT = "applicant.department"


@pytest.fixture
def database(elsewhere: Path, served: str) -> Path:
    """Give the file in which the server keeps its drafts."""
    assert served
    return elsewhere / "data" / "drafts.sqlite3"


def begin(pages: Pages) -> None:
    pages.go_on({"kind": "stop"} | APPLIED, "business", WHO)


def has(pages: Pages, key: str, text: str) -> None:
    expect(pages.widget(key).locator("input, textarea")).to_have_value(text)


def go_back(pages: Pages, title: str) -> None:
    pages.press("戻る")
    pages.at(title)


def test_of_two_tabs_a_person_chooses_one(pages: Pages) -> None:
    begin(pages)
    there = Pages(pages.page.context.new_page(), pages.url)
    there.page.goto(pages.page.url)
    there.at(WHO)
    there.fill({DEPARTMENT: "別の部署"})
    there.fill({"business.code": "01233", "business.name": "別の会社"})
    there.next("利用停止")
    pages.to_front()
    pages.fill({"business.code": "98765"})
    pages.widget("business.code").locator("input").press("Tab")
    pages.at(CONFLICT, errors=True)
    table = pages.page.locator(".mk-both")
    for name, ours, theirs in (
        ("事業者コード", "98765", "01233"),
        ("部署名", APPLICANT[DEPARTMENT], "別の部署"),
    ):
        row = table.locator("tr").filter(has=pages.page.get_by_role("rowheader", name=name))
        expect(row.last.locator("td")).to_have_text([ours, theirs])
    pages.press("この画面の内容で上書き")
    pages.at(WHO)
    has(pages, "business.code", "98765")
    there.to_front()
    there.page.goto(pages.page.url)
    there.at(WHO)
    has(there, "business.code", "98765")
    has(there, DEPARTMENT, APPLICANT[DEPARTMENT])


# The database refuses


@pytest.mark.nightly
def test_a_save_waits_for_another_process_that_writes(pages: Pages, database: Path) -> None:
    begin(pages)
    pages.fill({"business.code": "01233", "business.name": "サンプル電力株式会社"})
    lock = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    with closing(lock):
        lock.execute("BEGIN EXCLUSIVE")
        Timer(5, lock.rollback).start()
        pages.next("利用停止")


def test_what_is_being_typed_outlives_a_reload(pages: Pages) -> None:
    begin(pages)
    pages.fill({"business.name": "サンプル電力株式会社"})  # and not left
    pages.page.reload()
    has(pages, "business.name", "サンプル電力株式会社")
    idle(pages.page)
    pages.page.reload()  # it was saved by now
    has(pages, "business.name", "サンプル電力株式会社")
    assert pages.page.evaluate("sessionStorage.length") == 0


def test_a_save_that_fails_is_reported_and_saving_again_works(pages: Pages, database: Path) -> None:
    begin(pages)
    pages.fill({"business.code": "01233", "business.name": "サンプル電力株式会社"})
    pages.widget("business.name").locator("input").press("Tab")
    idle(pages.page)  # what was typed is saved: of what follows, 「次へ」 alone saves
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("ALTER TABLE drafts RENAME TO elsewhere")
        pages.press_next()
        reported = pages.page.locator("#error-summary")
        expect(reported).to_contain_text(NOT_SAVED)
        expect(reported).to_contain_text(UNUSABLE)
        expect(reported).to_be_focused()
        connection.execute("ALTER TABLE elsewhere RENAME TO drafts")
    pages.press("再度保存")
    expect(reported).to_have_count(0)
    pages.at(WHO)
    has(pages, "business.code", "01233")
    pages.next("利用停止")
    pages.page.reload()
    pages.at("利用停止")
    go_back(pages, WHO)
    has(pages, "business.name", "サンプル電力株式会社")


@pytest.mark.nightly  # a save waits for 25 seconds before it is given up
def test_a_database_that_stays_locked_is_reported(pages: Pages, database: Path) -> None:
    begin(pages)
    pages.fill({"business.code": "01233", "business.name": "サンプル電力株式会社"})
    pages.widget("business.name").locator("input").press("Tab")
    idle(pages.page)
    with closing(sqlite3.connect(database, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        pages.press_next()
        reported = pages.page.locator("#error-summary")
        expect(reported).to_contain_text(NOT_SAVED, timeout=60_000)
        expect(reported).to_contain_text(BUSY)
        lock.execute("ROLLBACK")
    pages.press("再度保存")
    expect(reported).to_have_count(0)
    pages.at(WHO)


@contextmanager
def damaged_file(database: Path) -> Iterator[None]:
    """Have a damaged file in the place of the database; a new one can be made afterwards."""
    _take_away(database)
    database.write_bytes(b"damaged " * 2_000)
    yield
    _take_away(database)


def _take_away(database: Path) -> None:
    for path in database.parent.glob(f"{database.name}*"):
        path.unlink()


@pytest.fixture
def damaged(database: Path) -> Iterator[None]:
    with damaged_file(database):
        yield


@pytest.mark.nightly
@pytest.mark.usefixtures("damaged")
def test_a_damaged_database_is_reported_and_not_needed(pages: Pages) -> None:
    pages.page.goto(f"{pages.url}/?draft=kept-before")
    pages.at("どのような手続きですか")
    expect(pages.page.locator(".mk-bad")).to_contain_text(NOT_READ)
    expect(pages.page.locator(".mk-bad")).to_contain_text(DAMAGED)
    pages.press(STOP)
    expect(pages.page.locator("#error-summary")).to_contain_text(DAMAGED)
    pages.press("保存せずに続行")
    expect(pages.page.locator("#error-summary")).to_have_count(0)
    expect(pages.widget("in-memory").locator("input")).to_be_checked()
    pages.press(STOP)
    pages.at(WHO)
    pages.fill(APPLICANT | {"business.code": "01233"})
    pages.next("利用停止")
    pages.page.reload()
    pages.at("利用停止")
