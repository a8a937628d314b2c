"""The register in a browser: taken in, seen on home, renewed from, sent, pending, registered."""

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import FilePayload, expect

from rules.register.records import record
from tests.browser import test_certificates as certificates
from tests.browser import test_package as package
from tests.browser.driver import Pages, idle, narrow
from tests.framework import FILE, UPLOADING
from tests.rules.histories import COMPANY, cert, change, new
from tests.wizard.test_uploads import member
from tests.workbook.packages import archive
from wizard.drafts.registers import THIS_MACHINE, SavedRegisters
from workbook.forms.fill import fill

pytestmark = pytest.mark.browser

REGISTER: Final = "登録台帳"
TAKE_IN: Final = "過去の申込書を取り込む"
RENEW: Final = "証明書をまとめて更新する"
NEW: Final = new(
    "2025-02-21",
    web_certificates=[
        cert("add", f"10{n}", common_name=f"端末{n}", not_after="2026-12-10") for n in range(1, 4)
    ],
)
PHONE: Final = change("2026-06-12", business={"phone": "03-3501-9999"})


def past_forms() -> FilePayload:
    """Give two forms of the past in one archive."""
    members = [
        member("変更.xlsx", fill(PHONE).content),
        member("新規.xlsx", fill(NEW).content),
        member("送付状.pdf", b"x"),
    ]
    return {"name": "申込書.zip", "mimeType": "", "buffer": archive(members)}


def keep(registers: SavedRegisters) -> None:
    """Keep the applications of a business, as if they had been taken in."""
    for name, answers in (("新規.xlsx", NEW), ("変更.xlsx", PHONE)):
        one = record(answers, [name])
        assert one is not None
        registers.add(THIS_MACHINE, one)


def take_in(pages: Pages, *files: FilePayload) -> None:
    """Read past forms; they are not kept yet."""
    pages.page.goto(f"{pages.url}/register?view=take-in")
    pages.at(TAKE_IN)
    upload = pages.widget("past-forms")
    idle(pages.page)
    upload.locator("input[type=file]").set_input_files(list(files))
    expect(upload.locator(FILE)).to_have_count(len(files))
    expect(upload.locator(UPLOADING)).to_have_count(0)
    pages.press("読み込む")
    expect(pages.page.locator("#answer")).to_be_focused()


def leave_for_the_list_and_return(pages: Pages) -> None:
    """Go from a business to all and back by a link, with an address for each way."""
    pages.press("登録台帳の一覧へ")
    pages.at(REGISTER)
    pages.page.get_by_role("link", name="2026年11月24日(火)の変更（").click()
    pages.at(COMPANY)
    expect(pages.page).to_have_url(f"{pages.url}/register?code=01233&part=applications")
    pages.page.go_back()
    pages.at(REGISTER)
    expect(pages.page).to_have_url(f"{pages.url}/register")
    pages.page.go_forward()
    pages.at(COMPANY)


def test_three_certificates_are_renewed_from_the_register(
    pages: Pages, registers: SavedRegisters, tmp_path: Path
) -> None:
    assert registers.codes(THIS_MACHINE) == []
    pages.page.goto(f"{pages.url}/register")
    pages.at(REGISTER)
    pages.press(TAKE_IN)
    pages.at(TAKE_IN)
    take_in(pages, past_forms())
    rows = pages.page.locator("[aria-label=読み込んだ申込書] tbody tr")
    expect(rows.locator("th")).to_have_text(["2025年2月21日(金)", "2026年6月12日(金)"])
    pages.look("読み込んだ申込書")
    pages.page.reload()  # what was read is not lost
    pages.at(TAKE_IN)
    pages.press("台帳に入れる（2件）")
    pages.at(COMPANY)
    expect(pages.page.locator(".mk-track")).to_have_count(3)

    pages.open()
    dates = pages.widget("lines:dates").locator("dl")
    expect(dates).to_have_count(3)
    expect(dates.first).to_contain_text("11月27日(金)17:00（次の締切）")
    pages.press("選択した証明書を更新する（3件）")
    pages.at(certificates.WEB)
    certificates.give(pages, *map(certificates.new, (3, 1, 2)))
    certificates.holds(pages, "web_certificates.2.serial", "0A03")
    pages.next("内容の確認")
    pages.make_form()
    pages.at(package.DONE)
    path = pages.download(tmp_path, package.PACKAGE)
    assert path.stat().st_size > 0
    pages.press("送付しました")
    link = pages.page.get_by_role("link", name=f"{COMPANY}の台帳を開く")
    expect(link).to_be_visible()
    pages.look("送付の記録")
    link.click()

    pages.at(COMPANY)
    expect(pages.page.locator(".mk-state.pending", has_text="登録待ち")).to_have_count(3)
    expect(pages.page.get_by_text("更新の申込み中")).to_have_count(3)
    leave_for_the_list_and_return(pages)
    pages.press("登録されました（2026年11月24日(火)の変更）")
    expect(pages.widget("asked-day").locator("input")).to_be_focused()
    pages.press("記録する")
    expect(pages.page.locator(".mk-done")).to_contain_text("「登録済」として記録しました。")
    expect(pages.page.locator(".mk-state.replaced")).to_have_count(3)
    expect(pages.page.locator(".mk-state.pending")).to_have_count(0)
    pages.at(COMPANY)


@pytest.mark.nightly
@narrow
def test_its_pages_fit_a_phone(pages: Pages, registers: SavedRegisters) -> None:
    keep(registers)
    pages.open()
    expect(pages.widget("lines:dates").locator("dl")).to_have_count(3)
    pages.look("期限")
    pages.page.get_by_role("link", name=f"{COMPANY}（01233）").click()
    pages.at(COMPANY)
    pages.page.goto(f"{pages.url}/register")
    pages.at(REGISTER)
    pages.press(f"開く（{COMPANY}）")
    pages.at(COMPANY)
    pages.page.goto(f"{pages.url}/register?view=renew")
    pages.at(RENEW)
    certificates.give(pages, certificates.new(1), certificates.new(9))
    pages.press("提出書類を作成（1事業者）")
    expect(pages.page.locator("#panel")).to_be_focused()
    pages.at(RENEW)
