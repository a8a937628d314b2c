"""The package in a browser: a rename with its letter, the archive, and the 控え as it prints."""

import re
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import FilePayload, Page, expect

from rules.dates.workdays import OfficeCalendar
from tests.browser.driver import Pages, idle, narrow, requests
from tests.samples import AT, KINDS, case, edited
from tests.wizard.unpacked import body_of, enclosed_in, mail_in, unpacked
from wizard.core.filing import file_answers
from wizard.core.submission.build import make_package, submission_of
from wizard.core.submission.letter import Letter
from wizard.core.verdicts import check_form
from workbook.forms.template import own_template

pytestmark = pytest.mark.browser

DONE: Final = "申込書を作成しました"
PACKAGE: Final = "提出書類一式（zip）をダウンロード"
NOTICE: Final = "社名変更のお知らせ.pdf"
BYTES: Final = b"%PDF-1.7\r\n\x00\xff\r\n" + bytes(range(256)) * 300
CHOOSE: Final = re.compile("^(ほかの)?ファイルを選択$")
FORM: Final = "利用申込書_サンプル電力株式会社_社名変更_2026-11-24.xlsx"
OTHERS: Final = ["送付メール.eml", "締切と登録の見込み.ics", "控え.html"]


def finished_rename(pages: Pages) -> None:
    answers = edited(
        case("rename"),
        {
            "business.name": "サンプル電力株式会社",
            "rename.previous_name": "旧サンプル電力株式会社",
            "rename.notice_attachment": NOTICE,
        },
    )
    pages.go_on(answers, "finish", DONE)


def letter(name: str = NOTICE, content: bytes = BYTES) -> FilePayload:
    return {"name": name, "mimeType": "", "buffer": content}


def give(pages: Pages, given: FilePayload | Path, key: str = "letter") -> None:
    """Choose a letter with the keyboard."""
    idle(pages.page)
    choose = pages.widget(key).get_by_role("button", name=CHOOSE)
    with pages.page.expect_file_chooser() as chooser:
        choose.press("Enter")
    chooser.value.set_files(given)


def received(pages: Pages, name: str) -> None:
    expect(pages.page.get_by_text(f"選択した周知文：{name}")).to_be_visible()


def test_a_rename_gets_its_letter_and_leaves_in_one_archive(
    pages: Pages, tmp_path: Path, calendar: OfficeCalendar
) -> None:
    finished_rename(pages)
    expect(pages.widget("download-package")).to_have_count(0)
    choose = pages.widget("letter").get_by_role("button", name="ファイルを選択")
    described = str(choose.get_attribute("aria-describedby")).split()
    texts = [pages.page.locator(f"#{id_}").inner_text() for id_ in described]
    assert "10MBまでです。" in texts[0]
    give(pages, letter())
    received(pages, NOTICE)
    pages.at(DONE)
    path = pages.download(tmp_path, PACKAGE)
    assert path.name == "利用申込書一式_サンプル電力株式会社_社名変更_2026-11-24.zip"
    members = unpacked(path.read_bytes())
    assert list(members) == [FORM, NOTICE, *OTHERS]
    assert members[NOTICE] == BYTES
    message = mail_in(members)
    assert enclosed_in(message) == {FORM: members[FORM], NOTICE: BYTES}
    assert "（サンプル電力株式会社・社名変更）" in message["Subject"]
    assert f"2. 需要（発電）者への周知文：{NOTICE}\n" in body_of(message)
    assert check_form(members[FORM], AT, calendar).verdict == "acceptable"


def test_the_package_is_reached_and_asked_for_by_keyboard(pages: Pages, tmp_path: Path) -> None:
    finished_rename(pages)
    give(pages, letter("通知（最終版）.docx"))
    received(pages, "通知（最終版）.docx")
    pages.page.keyboard.press("Tab")
    button = pages.widget("download-package").get_by_role("button")
    for _ in range(5):
        if button.evaluate("found => found === document.activeElement"):
            break
        pages.page.keyboard.press("Tab")
    expect(button).to_be_focused()
    with pages.page.expect_download() as download:
        pages.page.keyboard.press("Enter")
    download.value.save_as(tmp_path / "x.zip")
    assert "通知（最終版）.docx" in unpacked((tmp_path / "x.zip").read_bytes())
    expect(pages.page.locator(".mk-warn").first).to_contain_text(
        "「通知（最終版）.docx」が異なります。"
    )


@narrow
def test_a_letter_that_does_not_fit_is_reported_in_japanese(pages: Pages, tmp_path: Path) -> None:
    finished_rename(pages)
    large = tmp_path / NOTICE
    with large.open("wb") as file:
        file.truncate(10 * 1024 * 1024 + 1)
    give(pages, large)
    expect(pages.widget("letter")).to_contain_text("10.0MB以下のファイルを")
    give(pages, letter(content=b""))
    expect(pages.page.locator("#error-letter-0")).to_contain_text("周知文のファイルが空です")
    pages.at(DONE, errors=True)


def test_hostile_names_are_harmless(pages: Pages, tmp_path: Path) -> None:
    finished_rename(pages)
    for name, safe in (("CON.txt", "_CON.txt"), ("\u202efdp." + "𠮷" * 90, "_fdp." + "𠮷" * 55)):
        give(pages, letter(name))
        received(pages, safe)
        members = unpacked(pages.download(tmp_path, PACKAGE).read_bytes())
        assert list(members) == [FORM, safe, *OTHERS]
        assert enclosed_in(mail_in(members))[safe] == BYTES


def test_the_form_alone_is_printed_on_one_page(pages: Pages) -> None:
    pages.go_on(case("stop"), "finish", DONE)
    pages.page.emulate_media(media="print")
    expect(pages.page.locator(".mk-form-paper")).to_be_visible()
    for other in ("h1", ".mk-clock", ".mk-good", ".mk-todo", "figcaption"):
        expect(pages.page.locator(other).first).to_be_hidden()
    pages.page.emulate_media(media="null")
    printed = pages.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_the_link_to_print_opens_the_print_of_the_browser(pages: Pages) -> None:
    pages.go_on(case("stop"), "finish", DONE)
    pages.page.evaluate("window.print = () => { window.printed = true; }")
    pages.unfold("print")
    pages.page.get_by_role("link", name="申込書を印刷").press("Enter")
    assert pages.page.evaluate("window.printed") is True


def receipt(kind: str, folder: Path, calendar: OfficeCalendar) -> Path:
    """Write the 控え of a case into a folder."""
    filing, form = file_answers(case(kind), AT, calendar), own_template()
    given = Letter(NOTICE, BYTES, len(BYTES)) if kind == "rename" else None
    made = make_package(submission_of(filing, given, AT, calendar, template=form, edition="第1版"))
    assert made.content is not None
    path = folder / "控え.html"
    path.write_bytes(unpacked(made.content)["控え.html"])
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_the_receipt_is_one_page_that_everybody_can_read(
    kind: str, page: Page, tmp_path: Path, calendar: OfficeCalendar
) -> None:
    path = receipt(kind, tmp_path, calendar)
    with requests(page) as asked:
        page.goto(path.as_uri())
        expect(page.locator("html")).to_have_attribute("lang", "ja")
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        printed = page.pdf(prefer_css_page_size=True)
    assert asked == [path.as_uri()]
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
