"""The check page in a browser: a pile of files, its results, downloads, stopping, the focus."""

import re
import zipfile
from dataclasses import replace
from email import message_from_bytes, policy
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from openpyxl import load_workbook
from playwright.sync_api import FilePayload, Route, expect
from python_calamine import CalamineWorkbook

from tests.browser.driver import Pages, alarms, english_in, idle, narrow
from tests.browser.test_journeys import APPLICANT, APPLIED, WHO
from tests.framework import FILE, PROGRESS, UPLOADING
from tests.mails import attached, mail
from tests.outlook_files import Attached, outlook
from tests.samples import REMOVED, case, edited
from tests.wizard.test_uploads import from_windows, member
from tests.workbook.packages import archive
from workbook.forms.fill import fill

pytestmark = pytest.mark.browser


CHECK: Final = "申込書をチェックする"
FORM: Final = "申込書をつくる"
GOOD: Final = fill(case("stop")).content
BAD: Final = fill(edited(case("stop"), {"business.code": "12", "stop.completed": REMOVED})).content
SUMMARY: Final = "一覧（Excel）をダウンロード"
ALL: Final = "指摘を記載した写しと返信の下書き（zip）をダウンロード"


def opened(pages: Pages) -> Pages:
    pages.page.goto(f"{pages.url}/check")
    expect(pages.page.locator("h1")).to_have_text(CHECK)
    idle(pages.page)
    return pages


def form(name: str, content: bytes = BAD) -> FilePayload:
    return {"name": name, "mimeType": "", "buffer": content}


def give(pages: Pages, *files: FilePayload) -> None:
    """Choose files, and wait until they have arrived, or have been refused."""
    uploader = pages.widget("forms")
    idle(pages.page)
    before = uploader.locator(FILE).count()
    uploader.locator("input[type=file]").set_input_files(list(files))
    expect(uploader.locator(FILE)).to_have_count(before + len(files))
    expect(uploader.locator(UPLOADING)).to_have_count(0)


def check(pages: Pages, *files: FilePayload) -> None:
    give(pages, *files)
    pages.press("チェックを開始")


def is_checked(pages: Pages, count: int) -> None:
    answer = pages.page.locator("#answer")
    expect(answer.locator("h2")).to_have_text(f"チェック結果（{count}件）")
    expect(answer).to_be_focused()
    expect(answer).to_be_in_viewport()


def comes_to_results(pages: Pages) -> bool:
    """Tell whether the click led to results; otherwise it led to an error."""
    either = pages.page.locator("#answer, #error-summary")
    expect(either).to_be_visible()
    return pages.page.locator("#answer").is_visible()


def counts(pages: Pages) -> dict[str, str]:
    tiles = pages.page.locator(".mk-tile")
    words = tiles.locator("dt").all_inner_texts()
    return dict(zip(words, tiles.locator("dd").all_inner_texts(), strict=True))


def files_shown(pages: Pages) -> list[str]:
    return pages.page.locator("[class*=st-key-file-] h3").all_inner_texts()


def turn_to(pages: Pages, page: str) -> None:
    pages.page.locator(".st-key-pages").get_by_role("link", name=page, exact=True).click()


@narrow
def test_an_error_takes_the_focus_and_a_form_gets_its_verdict(pages: Pages, tmp_path: Path) -> None:
    opened(pages)
    pages.at(CHECK)
    pages.press("チェックを開始")
    pages.at(CHECK, errors=True)
    summary = pages.page.locator("#error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="チェックする申込書のファイルを選択してください。").click()
    expect(pages.widget("forms").get_by_role("button", name="ファイルを選択")).to_be_focused()
    letter = "サンプル電力株式会社から送付された申込書の送付状.pdf"
    check(pages, form("申込書.xlsx"), form(letter, b"x"))
    expect(pages.widget("forms").locator(FILE).last).to_contain_text(letter)  # not cut
    is_checked(pages, 1)
    pages.at(CHECK)
    expect(summary).to_have_count(0)
    reported = pages.widget("file-0")
    expect(reported.locator("h3")).to_have_text("申込書.xlsx")
    expect(reported.locator(".mk-verdict")).to_have_text("不備あり")
    expect(reported.locator(".mk-findings li.error")).to_have_count(2)
    expect(reported).to_contain_text("「事業者コード」が5桁ではありません。")
    expect(reported).to_contain_text("5桁の数字で入力してください")
    expect(reported.locator(".mk-cell").first).to_have_text(
        re.compile(r"^利用申込書![A-Z]+[0-9]+$")
    )
    expect(pages.page.locator(".mk-note", has_text="送付状.pdf")).to_contain_text(
        "申込書ではないと判断し、チェック対象外としたファイル"
    )
    button = pages.page.get_by_role("button", name="指摘を記載した写し", exact=True)
    with pages.page.expect_download() as download:
        button.press("Enter")
    expect(button).to_be_focused()  # it is out of use while the file is made
    copy = tmp_path / download.value.suggested_filename
    download.value.save_as(copy)
    assert copy.name == "申込書_指摘.xlsx"
    assert CalamineWorkbook.from_path(copy).sheet_names[-1] == "不備一覧"
    assert pages.download(tmp_path, "返信の下書き（メール）").name == "申込書_返信.eml"


def test_the_forms_of_mails_are_checked(pages: Pages) -> None:
    opened(pages)
    expect(
        pages.page.get_by_text(
            "申込書を添付したメール（.eml、.msg）、zipファイルを選択してください"
        )
    ).to_be_visible()
    letter = ("送付状.pdf", b"%PDF")
    check(
        pages,
        form("受信.eml", mail(attached("申込書.xlsx", GOOD), attached(*letter))),
        form("受信.msg", outlook(Attached("申込書.xlsx", BAD), Attached(*letter))),
    )
    is_checked(pages, 2)
    assert files_shown(pages) == ["受信.msg/申込書.xlsx", "受信.eml/申込書.xlsx"]
    expect(pages.page.locator(".mk-note li")).to_have_text(
        ["受信.eml/送付状.pdf", "受信.msg/送付状.pdf"]
    )


# What the first sheet of the summary says of each of the files, by threes.
SORTS: Final = [
    (GOOD, "不備は見つかりませんでした（受理の判断は広域機関が行います）"),
    (BAD, "不備あり"),
    (GOOD[:4_000], "読み取れません"),
]


@pytest.mark.nightly
def test_every_file_has_its_verdict_the_worst_first(pages: Pages, tmp_path: Path) -> None:
    opened(pages)
    names = [f"申込書{number:02}.xlsx" for number in range(25)]
    files = [form(name, SORTS[number % 3][0]) for number, name in enumerate(names)]
    check(pages, *files)
    is_checked(pages, 25)
    pages.at(CHECK)
    assert counts(pages) == {
        "不備は見つかりませんでした（受理の判断は広域機関が行います）": "9件",
        "不備あり": "8件",
        "読み取れません": "8件",
    }
    worst_first = names[2::3] + names[1::3] + names[0::3]
    expect(pages.page.get_by_text("1 / 2ページ", exact=True)).to_be_visible()
    shown = files_shown(pages)
    pages.press("次のページ")
    expect(pages.page.get_by_text("2 / 2ページ", exact=True)).to_be_visible()
    expect(pages.page.locator("#answer")).to_be_focused()
    assert shown + files_shown(pages) == worst_first
    expect(pages.page.get_by_role("button", name="次のページ")).to_have_count(0)
    pages.press("前のページ")
    expect(pages.page.get_by_text("1 / 2ページ", exact=True)).to_be_visible()

    summary = pages.download(tmp_path, SUMMARY)
    assert summary.name == "申込書の確認結果.xlsx"
    rows = CalamineWorkbook.from_path(summary).get_sheet_by_name("一覧").to_python()
    verdicts = [(row[0], row[5]) for row in rows if str(row[0]).startswith("申込書")]
    assert verdicts == [(name, SORTS[number % 3][1]) for number, name in enumerate(names)]

    returned = pages.download(tmp_path, ALL)
    assert returned.name == "申込書の指摘.zip"
    with zipfile.ZipFile(returned) as archived:
        assert archived.testzip() is None
        content = {name: archived.read(name) for name in archived.namelist()}
    assert sorted(content) == sorted(
        [name.replace(".xlsx", "_指摘.xlsx") for name in names[1::3]]
        + [name.replace(".xlsx", "_返信.eml") for name in names[1::3] + names[2::3]]
    )
    copy = content["申込書01_指摘.xlsx"]
    cells = [cell for row in load_workbook(BytesIO(copy))["利用申込書"].iter_rows() for cell in row]
    assert sum(cell.comment is not None for cell in cells) == 2
    reply = message_from_bytes(content["申込書02_返信.eml"], policy=policy.default)
    assert reply["Subject"].endswith("の再送のお願い（申込書02.xlsx）")


@pytest.mark.nightly
def test_a_pile_is_stopped_and_goes_on_and_a_reload_begins_anew(pages: Pages) -> None:
    opened(pages)
    inner = member("x.xlsx", GOOD)
    packed = archive(
        [from_windows("窓口/ソーラー.xlsx", BAD), member("送付状.pdf")]
        + [replace(inner, name=f"{number}.xlsx".encode()) for number in range(99)]
    )
    check(pages, form("束.zip", packed))
    progress = pages.page.locator(PROGRESS)
    expect(progress).to_contain_text(re.compile("^100件中[1-9][0-9]*件をチェックしました$"))
    pages.press("中止")
    expect(pages.page.locator(".mk-warn")).to_contain_text("チェックを中止しました")
    expect(progress).to_have_count(0)
    expect(pages.page.locator("#answer")).to_be_focused()
    pages.at(CHECK)
    done = sum(int(count.removesuffix("件")) for count in counts(pages).values())
    assert 0 < done < 100
    expect(pages.page.locator("#answer h2")).to_have_text(f"チェック結果（{done}件）")
    expect(pages.page.locator(".mk-warn")).to_contain_text(f"残りの{100 - done}件は")
    pages.press("残りをチェック")
    is_checked(pages, 100)
    expect(pages.page.get_by_text("チェックを中止しました")).to_have_count(0)
    assert list(counts(pages).values()) == ["99件", "1件", "0件"]
    assert files_shown(pages)[:2] == ["束.zip/窓口/ソーラー.xlsx", "束.zip/0.xlsx"]
    pages.page.reload()
    expect(pages.page.locator("#answer")).to_have_count(0)
    expect(pages.widget("forms").locator(FILE)).to_have_count(0)
    check(pages, form("申込書.xlsx", GOOD))
    is_checked(pages, 1)


@pytest.mark.nightly
def test_the_error_leads_to_choosing_files_not_to_removing_one(
    pages: Pages,
) -> None:
    opened(pages)
    check(pages, form("送付状.pdf", b"x"))
    summary = pages.page.locator("#error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(pages.widget("forms").locator("button:focus")).to_have_count(1)
    focused = pages.widget("forms").locator("button:focus").get_attribute("aria-label")
    assert focused == "ほかのファイルを選択"


@pytest.mark.nightly
@narrow
def test_names_are_text_however_they_are_written(pages: Pages) -> None:
    opened(pages)
    bold, long = "<u>太&lt;字.xlsx", "申込書" * 60 + ".xlsx"
    script = "<script>alert(1)</script><img src=x onerror=alert(1)>.xlsx".replace("/", "")
    with alarms(pages.page) as alerts:
        check(pages, form(bold), form(long))
        is_checked(pages, 2)
        assert files_shown(pages) == [bold, long]
        pages.at(CHECK)
        for chip in pages.widget("forms").get_by_role("button", name="を削除").all()[::-1]:
            chip.click()
        expect(pages.widget("forms").locator(FILE)).to_have_count(0)
        assert files_shown(pages) == [bold, long]  # until the next check
        check(opened(pages), form(script, b"x"))
        is_checked(pages, 1)
        assert files_shown(pages) == [script]
        assert pages.page.locator("img[src=x], h3 *").count() == 0
    assert alerts == []


@narrow
def test_the_way_to_the_form_and_back_keeps_the_draft_and_the_results(pages: Pages) -> None:
    pages.go_on({"kind": "stop"} | APPLIED, "business", WHO)
    turn_to(pages, CHECK)
    check(pages, form("申込書.xlsx"))
    is_checked(pages, 1)
    turn_to(pages, FORM)
    expect(pages.page.locator("h1")).to_have_text(WHO)
    for key, text in APPLICANT.items():
        expect(pages.widget(key).locator("input")).to_have_value(text)
    turn_to(pages, CHECK)
    pages.at(CHECK)
    assert files_shown(pages) == ["申込書.xlsx"]


def test_a_file_that_is_too_large_is_refused_in_japanese(pages: Pages, tmp_path: Path) -> None:
    opened(pages)
    large = tmp_path / "大.xlsx"
    with large.open("wb") as file:
        file.truncate(50_000_000 * 11 // 10)
    uploader = pages.widget("forms")
    uploader.locator("input[type=file]").set_input_files(large)
    expect(uploader.locator(FILE)).to_have_count(1)
    expect(uploader.locator(UPLOADING)).to_have_count(0)
    pages.look("too large")
    reported = uploader.evaluate(
        "e => [...e.querySelectorAll('[aria-label], [title]')].map("
        "one => (one.getAttribute('aria-label') || '') + (one.title || '')).join(' ')"
    )
    assert english_in(reported) == []


@pytest.mark.nightly
def test_an_archive_of_six_megabytes_is_taken(pages: Pages) -> None:
    opened(pages)
    letter = replace(member("送付状.pdf"), packed=bytes(6_000_000), size=6_000_000, method=0)
    check(pages, form("束.zip", archive([member("a.xlsx", GOOD), letter])))
    assert comes_to_results(pages)


def test_a_click_before_the_files_have_arrived_waits_for_them(pages: Pages) -> None:
    opened(pages)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    pages.page.route("**/upload_file/**", hold)
    pages.widget("forms").locator("input[type=file]").set_input_files([form("申込書.xlsx")])
    expect(pages.widget("forms").locator(UPLOADING)).to_have_count(1)
    expect(pages.page.get_by_role("button", name="「申込書.xlsx」の送信を中止")).to_be_visible()
    pages.press("チェックを開始")
    for route in held:
        route.continue_()
    assert comes_to_results(pages)
