"""Certificate files in a browser: many at once, keys refused, the list of ends and its calendar."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Final

import pytest
import vobject
from playwright.sync_api import FilePayload, expect

from tests.browser.driver import Pages, idle, narrow
from tests.browser.form import rows
from tests.browser.test_journeys import BEGUN, finish
from tests.certificate_files import made, pem
from tests.samples import TOKYO

pytestmark = pytest.mark.browser

WEB: Final = "WEB利用情報 クライアント証明書"
CALENDAR: Final = "締切カレンダー"
NEW, OLD = "2028-11-19 14:59:59", "2026-12-10 14:59:59"
NUMBERS: Final = range(1, 13)


def new(number: int) -> FilePayload:
    return payload(f"新{number}.cer", made(f"端末{number}", serial=0xA00 + number, ends=NEW))


def old(number: int) -> FilePayload:
    return payload(f"旧{number}.cer", pem(made(f"端末{number}", serial=0x100 + number, ends=OLD)))


def payload(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "", "buffer": content}


def of_one_name() -> list[FilePayload]:
    """Give two new certificates and an old one, of which only a person knows what follows what."""
    return [
        *(payload(f"新{n}.cer", made("全社", serial=n, ends=NEW, issuer="別")) for n in (1, 2)),
        payload("旧.cer", made("全社", serial=3, ends=OLD)),
    ]


def of_all_states() -> list[FilePayload]:
    """Give certificates whose ends have every relation to the next cut-offs."""
    ends = ["2028-11-19", "2026-12-03", "2026-11-20", "2027-01-09", "2026-12-09", "2026-12-12"]
    return [
        payload(f"{n}.cer", made(f"需給管理部 端末{n}", serial=n, ends=f"{day} 14:59:59"))
        for n, day in enumerate(ends, start=1)
    ]


def give(pages: Pages, *files: FilePayload) -> None:
    """Choose files, and wait until they are read: then the field is another one."""
    idle(pages.page)
    fields = pages.page.locator("[class*=st-key-certificate-files]")
    name = re.search(r"(st-key-\S+-)(\d+)", str(fields.get_attribute("class")))
    assert name
    fields.locator("input[type=file]").set_input_files(list(files))
    expect(pages.page.locator(f".{name[1]}{int(name[2]) + 1}")).to_have_count(1)
    expect(fields).to_have_count(1)
    idle(pages.page)


def at_certificates(pages: Pages) -> None:
    pages.go_on({"kind": "change"} | BEGUN, "web_certificates", WEB, parts=["web_certificates"])


def holds(pages: Pages, key: str, value: str) -> None:
    expect(pages.widget(key).locator("input")).to_have_value(value)


@pytest.mark.nightly
def test_twelve_certificates_are_renewed_from_their_files(pages: Pages, tmp_path: Path) -> None:
    at_certificates(pages)
    give(pages, *map(new, NUMBERS), *map(old, NUMBERS))
    answer = pages.page.locator("#answer")
    expect(answer.locator("h2")).to_have_text("証明書を24件読み取りました")
    expect(answer).to_be_focused()
    expect(answer).to_be_in_viewport()
    expect(pages.page.locator(":is(h2, h3)[data-group]")).to_have_count(12)
    holds(pages, "web_certificates.11.serial", "0A0C")
    holds(pages, "web_certificates.11.replaces", "010c")
    answer.locator("summary").click()
    expect(answer.locator("li")).to_have_count(24)
    pages.look("読み取った内容の一覧")
    pages.next("内容の確認")
    path = finish(pages, tmp_path)
    ends, before = date(2028, 11, 19), date(2026, 12, 10)
    expected = [["更新", f"0a{n:02x}", f"端末{n}", ends, f"01{n:02x}", before] for n in NUMBERS]
    written = [*rows(path), *rows(path, "別紙")]
    assert [row for row in expected if row not in written] == []


@narrow
def test_what_cannot_be_read_and_what_must_be_asked_is_reported(pages: Pages) -> None:
    at_certificates(pages)
    pages.choose("web_certificates.0.action", "更新")
    pages.fill({"web_certificates.0.replaces": "手で書いた番号"})
    pages.page.keyboard.press("Tab")
    give(
        pages,
        payload("端末.p12", b"never looked at"),
        payload("空.cer", b""),
        payload("CA.cer", made("CA", is_ca=True)),
        *of_one_name(),
    )
    answer = pages.page.locator("#answer")
    for words in (
        "「端末.p12」：秘密キーを含むファイル",
        "「空.cer」：",
        "「CA.cer」：",
        "発行者が「別」",
    ):
        expect(answer).to_contain_text(words)
    holds(pages, "web_certificates.0.replaces", "手で書いた番号")
    asked = pages.widget("certificate:web_certificates:03")
    expect(asked.get_by_role("radio")).to_have_count(5)
    pages.look("選択")
    asked.get_by_text("2件目（全社）の更新前の証明書とする").click()
    pages.press("確定")
    expect(asked).to_have_count(0)
    expect(answer).to_be_focused()
    holds(pages, "web_certificates.1.replaces", "03")
    pages.look("選択の後")


@pytest.mark.nightly
def test_files_that_come_later_find_their_rows(pages: Pages) -> None:
    at_certificates(pages)
    give(pages, new(1), new(2))
    pages.press("すべて「追加」にする")
    expect(pages.widget("web_certificates.1.action").get_by_role("radio").first).to_be_checked()
    give(pages, new(1))
    expect(pages.page.locator("#answer")).to_contain_text("既に1件目に入力されているため")
    give(pages, new(3), old(3))
    holds(pages, "web_certificates.2.replaces", "0103")
    expect(pages.widget("web_certificates.2.action").get_by_role("radio").nth(1)).to_be_checked()
    removing = pages.page.get_by_role("button", name="この行を取り消す")
    for number in range(3):
        expect(removing.nth(number)).to_have_accessible_name(
            f"この行を取り消す（{number + 1}件目）"
        )
    removing.first.click()
    expect(pages.page.locator(":is(h2, h3)[data-group]")).to_have_count(2)
    expect(removing.last).to_have_accessible_name("この行を取り消す（2件目）")
    holds(pages, "web_certificates.0.serial", "0A02")
    pages.look("削除の後")


@pytest.mark.nightly
def test_the_calendar_page_lists_until_when_each_is_renewed(pages: Pages, tmp_path: Path) -> None:
    pages.page.goto(f"{pages.url}/calendar")
    pages.at(CALENDAR)
    give(pages, *of_all_states(), payload("鍵.pfx", b"x"))
    panel = pages.page.locator("#panel")
    expect(panel).to_be_focused()
    states = panel.locator(".mk-renewals em")
    expect(states).to_have_text(
        [
            "期限切れです",
            "登録が間に合いません",
            "次の締切が最後です",
            "登録が間に合います",
            "登録が間に合います",
            "登録が間に合います",
        ]
    )
    pages.look("更新の期限")
    path = pages.download(tmp_path, "更新の締切を予定表に追加")
    assert path.name == "証明書の更新の締切.ics"
    file = vobject.readOne(path.read_text(encoding="utf-8"))
    assert sorted(event.dtstart.value for event in file.vevent_list) == [
        datetime(2026, 11, 27, 17, tzinfo=TOKYO),
        datetime(2026, 12, 4, 17, tzinfo=TOKYO),
        datetime(2026, 12, 28, 17, tzinfo=TOKYO),
        datetime(2028, 11, 10, 17, tzinfo=TOKYO),
    ]
    pages.press("一覧を消去")
    expect(panel).to_have_count(0)
