"""The journeys that the Japanese guide describes, and its pictures.

Where MOUSHIKOMI_SCREENSHOTS names a folder, the pictures are written there (`make screenshots`).
"""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Protocol

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Locator, expect

from tests.blanks import BLANKS
from tests.browser import test_certificates as certificates
from tests.browser import test_register as register
from tests.browser.driver import Pages, idle
from tests.browser.test_journeys import WHO
from tests.framework import FILE, MAIN, UPLOADING
from tests.rules.histories import COMPANY
from tests.samples import REMOVED, case, dated, edited
from wizard.drafts.registers import THIS_MACHINE, SavedRegisters
from wizard.drafts.store import SavedDrafts
from workbook.forms.fill import fill

pytestmark = [pytest.mark.browser, pytest.mark.screenshots, pytest.mark.nightly]

WIDTH: Final = 1000
HEIGHT: Final = 760
FILM: Final = 1280, 800
"""Pixels of a film: wide enough for the form beside the questions."""
COLOURS: Final = 128
"""Of a picture: the pages have a few flat colours, and letters with soft edges."""
NEW: Final = edited(
    dated(case("new")),
    {
        "web_certificates.0.common_name": REMOVED,
        "web_certificates.1.common_name": REMOVED,
        "api.certificates.0.common_name": REMOVED,
        "api.environment": "サーバー1台、自社開発の連携プログラム",
    },
)
"""An application without words in Latin letters."""
FOLDER: Final = os.environ.get("MOUSHIKOMI_SCREENSHOTS")


@pytest.fixture(autouse=True)
def no_draft_is_listed(kept: SavedDrafts) -> None:
    """Have the pages be those of who begins: no form of another test is offered."""
    for listed in kept.listed(THIS_MACHINE):
        kept.forget(listed.draft.token)


_SCROLL: Final = f"""element => {{
    element.scrollIntoView();
    document.querySelector('{MAIN}').scrollBy(0, -16);
}}"""


class Screenshot(Protocol):
    """Keeps what the window shows as a picture of the guide, from ``top`` on if one is given."""

    def __call__(self, name: str, top: Locator | None = None, height: int = HEIGHT) -> None: ...


@pytest.fixture
def screenshot(pages: Pages) -> Iterator[Screenshot]:
    page = pages.page
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})

    def keep(name: str, top: Locator | None = None, height: int = HEIGHT) -> None:
        page.set_viewport_size({"width": WIDTH, "height": height})
        idle(page)
        (top or page.locator(f"{MAIN} > *").first).evaluate(_SCROLL)
        if FOLDER:
            picture = Image.open(io.BytesIO(page.screenshot(caret="hide")))
            few_colours = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
            few_colours.save(Path(FOLDER) / f"{name}.png", optimize=True)
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})

    yield keep
    page.evaluate("document.activeElement?.blur()")


class Film(Protocol):
    """Keeps what the window shows as the next frame of a film, with its milliseconds."""

    def __call__(self, milliseconds: int) -> None: ...


@pytest.fixture
def film(pages: Pages) -> Iterator[Film]:
    """Give what takes the frames of the film of a renewal; unchanged parts cost it little."""
    page = pages.page
    page.set_viewport_size({"width": FILM[0], "height": FILM[1]})
    frames: list[Image.Image] = []
    times: list[int] = []

    def keep(milliseconds: int) -> None:
        idle(page)
        if FOLDER:
            taken = Image.open(io.BytesIO(page.screenshot(caret="hide")))
            few_colours = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
            frames.append(few_colours.convert("RGB"))
            times.append(milliseconds)

    yield keep
    if FOLDER:
        frames[0].save(
            Path(FOLDER) / "renewal.webp",
            save_all=True,
            append_images=frames[1:],
            duration=times,
            loop=0,
            lossless=True,
            method=6,
        )


def file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "", "buffer": content}


def give(pages: Pages, key: str, *files: FilePayload) -> None:
    idle(pages.page)
    upload = pages.widget(key)
    upload.locator("input[type=file]").set_input_files(list(files))
    expect(upload.locator(FILE)).to_have_count(len(files))
    expect(upload.locator(UPLOADING)).to_have_count(0)


def press(pages: Pages, key: str) -> None:
    pages.widget(key).get_by_role("button").click()


def test_the_first_page_offers_what_may_have_happened(pages: Pages, screenshot: Screenshot) -> None:
    pages.open()
    cards = pages.page.locator(".st-key-cards").get_by_role("button")
    expect(cards).to_have_count(12)
    screenshot("start", height=1060)


def test_a_wrong_answer_is_named_at_its_field(pages: Pages, screenshot: Screenshot) -> None:
    pages.go_on(NEW, "business", WHO)
    pages.fill({"business.code": "0123", "business.phone": "312345678"})
    press(pages, "next")
    summary = pages.page.locator("#error-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(2)
    screenshot("error", pages.page.locator("h1"), height=820)


def test_the_form_is_looked_at_and_made(pages: Pages, screenshot: Screenshot) -> None:
    pages.go_on(NEW, "check", "内容の確認")
    expect(pages.page.locator("#error-summary")).to_have_count(0)
    screenshot("confirm")
    screenshot("preview", pages.page.get_by_role("heading", name="印刷イメージ"), height=1000)
    press(pages, "finish")
    pages.at("申込書を作成しました")
    expect(pages.widget("download-package").get_by_role("button")).to_be_enabled()
    screenshot("finish", height=900)


def give_last_form(pages: Pages, film: Film) -> None:
    """Have who applies filled in from the form of last time."""
    pages.page.get_by_text("前回の申込書（Excel）から入力する", exact=True).click()
    pages.page.wait_for_function("() => document.getAnimations().length === 0")  # it unfolds
    film(1_200)
    upload = pages.widget("form-of-last-time").locator("input[type=file]")
    upload.set_input_files(file("前回の利用申込書.xlsx", fill(NEW).content))
    expect(
        pages.page.get_by_text("「前回の利用申込書.xlsx」の内容を入力しました。")
    ).to_be_visible()
    pages.page.locator("h1").evaluate(_SCROLL)
    film(2_000)


def test_certificates_are_renewed_from_their_files_to_the_package(pages: Pages, film: Film) -> None:
    pages.begin("クライアント証明書の有効期限が切れる（証明書を更新する）")
    pages.at(WHO)
    film(1_500)
    give_last_form(pages, film)
    pages.press_next()
    pages.at("WEB利用情報 クライアント証明書")
    film(1_200)
    certificates.give(
        pages, *map(certificates.new, range(1, 4)), *map(certificates.old, range(1, 4))
    )
    film(1_800)
    pages.widget("rows:web_certificates").evaluate("rows => rows.scrollIntoView()")
    film(1_800)
    pages.press_next()
    pages.at("内容の確認")
    film(2_000)
    pages.make_form()
    pages.at("申込書を作成しました")
    expect(pages.widget("download-package").get_by_role("button")).to_be_enabled()
    film(3_000)


def test_several_forms_are_checked_at_once(pages: Pages, screenshot: Screenshot) -> None:
    pages.page.goto(f"{pages.url}/check")
    pages.at("申込書をチェックする")
    other = {"applicant.company": "見本エナジー株式会社", "business.name": "見本エナジー株式会社"}
    wrong = edited(case("stop"), other | {"business.code": "0789", "stop.completed": REMOVED})
    give(
        pages,
        "forms",
        file("申込書_サンプル電力.xlsx", fill(case("change")).content),
        file("申込書_見本エナジー.xlsx", fill(wrong).content),
    )
    press(pages, "begin")
    expect(pages.page.locator("#answer")).to_be_focused()
    expect(pages.page.locator(".mk-tile.deficient dd")).to_have_text("1件")
    expect(pages.page.locator(".mk-tile.acceptable dd")).to_have_text("1件")
    screenshot("check", pages.page.locator("#answer"))


def test_the_calendar_answers_by_when_to_send(pages: Pages, screenshot: Screenshot) -> None:
    pages.page.goto(f"{pages.url}/calendar?month=2026-12")
    pages.at("締切カレンダー")
    expect(pages.page.locator(".mk-month td").first).to_be_visible()
    screenshot("calendar", height=1100)
    pages.widget("question").get_by_role("radio").nth(1).check(force=True)
    pages.fill({"need-day": "2027/1/7"})
    press(pages, "look-up")
    expect(pages.page.locator(".mk-dates")).to_contain_text("2027年1月7日(木)頃")  # of Fri 12-25


def test_a_blank_is_taken_in(pages: Pages, screenshot: Screenshot) -> None:
    (blank,) = (one for one in BLANKS if one.name == "blocks")
    pages.page.goto(f"{pages.url}/intake")
    pages.at("公式様式の取り込み")
    give(pages, "official", file("利用申込書.xlsx", blank.draw()))
    press(pages, "begin")
    expect(pages.page.locator("#panel")).to_be_visible()
    screenshot("intake", pages.page.locator("h1"), height=1100)


def test_a_symptom_finds_its_remedy(pages: Pages, screenshot: Screenshot) -> None:
    pages.page.goto(f"{pages.url}/guide")
    pages.at("困ったときは")
    field = pages.widget("words").locator("input")
    field.fill("証明書の期限が切れてログインできない")
    field.press("Enter")
    expect(pages.page.locator("#answer")).to_be_focused()
    expect(pages.page.locator("details").first).to_have_attribute("open", "")
    screenshot("help", pages.page.locator("h1"))


def test_past_forms_are_taken_in(pages: Pages, screenshot: Screenshot) -> None:
    register.take_in(pages, register.past_forms())
    expect(pages.widget("keep")).to_be_visible()
    screenshot("take-in", pages.page.locator("#answer"), height=560)


def test_a_business_shows_what_is_registered(
    pages: Pages, registers: SavedRegisters, screenshot: Screenshot
) -> None:
    register.keep(registers)
    pages.page.goto(f"{pages.url}/register?code=01233")
    pages.at(COMPANY)
    expect(pages.page.locator(".mk-track")).to_have_count(3)
    screenshot("register", pages.page.locator("h1"), height=1000)


def test_many_are_renewed_at_once(
    pages: Pages, registers: SavedRegisters, screenshot: Screenshot
) -> None:
    register.keep(registers)
    pages.page.goto(f"{pages.url}/register?view=renew")
    pages.at(register.RENEW)
    certificates.give(pages, *map(certificates.new, range(1, 4)))
    expect(pages.widget("make")).to_be_visible()
    screenshot("renew-many", pages.page.locator("h1"), height=900)
