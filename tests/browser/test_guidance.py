"""The guide in a browser: from what is seen on the screen to the deed."""

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from tests.browser.driver import Pages, narrow
from tests.framework import CHECKBOX

pytestmark = pytest.mark.browser

TITLE: Final = "困ったときは"


def opened(pages: Pages, query: str = "") -> Pages:
    pages.page.goto(f"{pages.url}/guide{query}")
    pages.at(TITLE)
    return pages


def search(pages: Pages, words: str) -> None:
    field = pages.widget("words").locator("input")
    field.fill(words)
    field.press("Enter")
    expect(pages.page.locator("#answer")).to_be_focused()


@narrow
def test_the_login_doctor_ends_in_the_wizard(pages: Pages) -> None:
    opened(pages)
    pages.press("ログインできない")
    pages.at(TITLE)
    pages.page.get_by_text("ログイン失敗「お使いの端末では当システムを利用できません」").click()
    expect(pages.page.get_by_text("この端末で使用するクライアント証明書を")).to_be_visible()
    pages.at(TITLE)
    pages.press("いいえ")
    expect(pages.page.get_by_text("更新するための証明書ですか")).to_be_visible()
    pages.press("はい")
    link = pages.page.get_by_role("link", name="証明書を登録する申込書をつくる")
    expect(link).to_be_visible()
    pages.at(TITLE)
    link.click()
    pages.at("どのような手続きですか")
    pages.page.mouse.move(0, 0)  # a button under the pointer has the colour of a hover
    chosen = pages.widget("situation:certificate-expiring").get_by_role("button")
    expect(chosen).to_have_css("background-color", "rgb(0, 23, 193)")


@pytest.mark.nightly
def test_the_contact_finder_reads_the_area_off_the_number(pages: Pages) -> None:
    opened(pages, "?tool=contact-finder")
    pages.choose("matter", "スイッチング開始・スイッチング廃止の申込みの状況")
    expect(pages.page.locator(".mk-note h3")).to_contain_text("一般送配電事業者")
    number = pages.widget("point").locator("input")
    number.fill("０３-1234")
    number.press("Enter")
    expect(pages.page.locator("[id^=error-point]")).to_contain_text("桁不足しています")
    pages.at(TITLE)
    number.fill("０３-1234-5678-9012-3456-7890")
    number.press("Enter")
    expect(pages.page.locator(".mk-note h3", has_text="東京エリア")).to_be_visible()
    pages.at(TITLE)


def test_what_is_searched_for_stands_open_and_says_why(pages: Pages) -> None:
    opened(pages)
    search(pages, "ＥＲＲ＿２０１４０")
    first = pages.page.locator("details").first
    expect(first).to_have_attribute("open", "")
    expect(first).to_contain_text("一致したエラーコード：ERR_20140")
    pages.at(TITLE)
    search(pages, "りんごの皮をむく")
    expect(pages.page.locator("#answer")).to_contain_text("見つかりませんでした")
    expect(pages.widget("matter")).to_be_visible()
    pages.at(TITLE)


@pytest.mark.nightly
def test_the_mail_for_documents_is_ready_to_send(pages: Pages, tmp_path: Path) -> None:
    opened(pages, "?tool=request-mail")
    pages.tick("doc:operators")
    expect(pages.page.get_by_text("システムを利用している事業者に限られます")).to_be_visible()
    pages.tick("mail-user")
    pages.widget("mail:company").locator("input").fill("サンプル電力株式会社")
    pages.widget("mail:company").locator("input").press("Enter")
    expect(pages.page.locator(".mk-mail")).to_have_count(1)  # the old one stays for a moment
    expect(pages.page.locator(".mk-mail")).to_contain_text("サンプル電力株式会社")
    pages.at(TITLE)
    mail = pages.download(tmp_path, "メールの下書きをダウンロード").read_bytes()
    assert b"X-Unsent: 1" in mail


@pytest.mark.nightly
def test_the_lists_can_be_ticked_and_printed(pages: Pages, tmp_path: Path) -> None:
    opened(pages, "?tool=checklist-rename")
    expect(pages.page.get_by_text("件中0件が完了しました")).to_be_visible()
    pages.page.locator(f"{CHECKBOX} label").nth(1).click()
    expect(pages.page.get_by_text("件中1件が完了しました")).to_be_visible()
    pages.at(TITLE)
    button = "印刷用のチェックリストをダウンロード"
    printed = pages.download(tmp_path, button).read_text(encoding="utf-8")
    assert "経済産業省" in printed
    opened(pages, "?tool=api-test")
    pages.tick("api:new")
    expect(pages.page.get_by_text("API連携テストの申込みが必要です").first).to_be_visible()
    pages.page.get_by_role("link", name="第3希望までの週の締切").click()
    pages.at("締切カレンダー")
    expect(pages.page.get_by_label("第1希望の週")).to_be_visible()
