"""What only a browser shows: focus, links, the keyboard, reloads, colours."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.driver import Pages, narrow
from tests.browser.test_journeys import APPLICANT, BEGUN, TODAY, WHO
from tests.framework import APP, MAIN
from tests.samples import REMOVED, case, edited

pytestmark = pytest.mark.browser

_FOCUSED = (
    "document.activeElement.closest('[class*=st-key-]')?.className || document.activeElement.id"
)


def stop_form(pages: Pages) -> None:
    pages.go_on({"kind": "stop", "applied_on": TODAY}, "applicant", WHO)


def test_a_failed_step_takes_the_focus_and_links_to_its_fields(pages: Pages) -> None:
    stop_form(pages)
    pages.fill({"applicant.company": "サンプル電力株式会社"})
    pages.press_next()
    pages.at(WHO, errors=True)
    expect(pages.page.locator("#error-summary")).to_be_focused()
    expect(pages.widget("applicant.company").locator("input")).to_have_value("サンプル電力株式会社")
    pages.page.locator("#error-summary").get_by_role("link", name=re.compile("申込責任者")).click()
    field = pages.widget("applicant.responsible").locator("input")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_attribute("aria-required", "true")
    described = str(field.get_attribute("aria-describedby")).split()
    texts = [pages.page.locator(f"#{id_}").inner_text() for id_ in described]
    assert "エラー：記入してください（例：申込 太郎）。" in texts


def test_a_suggestion_leads_back_to_its_field_and_can_be_undone(pages: Pages) -> None:
    pages.go_on({"kind": "change"} | BEGUN, "business", WHO, parts=["business"])
    pages.fill({"business.phone": "3-3501-1511"})
    pages.press_next()
    pages.at(WHO, errors=True)
    pages.press("「03-3501-1511」に変更")
    field = pages.widget("business.phone").locator("input")
    expect(field).to_have_value("03-3501-1511")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "false")
    pages.at(WHO)
    pages.press("元の「3-3501-1511」に戻す")
    expect(field).to_have_value("3-3501-1511")
    expect(field).to_be_focused()
    field.fill("03-3501-1511")
    pages.page.get_by_role("button", name="次へ", exact=True).hover()
    pages.page.mouse.down()  # the field is left, its error goes, and the page moves
    expect(pages.page.locator("#error-summary")).to_have_count(0)
    pages.page.locator(MAIN).evaluate("main => main.scrollBy(0, -90)")
    pages.page.mouse.up()
    pages.at("内容の確認")


def test_a_date_is_typed_or_chosen_from_a_calendar_that_the_keyboard_passes_by(
    pages: Pages,
) -> None:
    stop_form(pages)
    field = pages.widget("applied_on").locator("input")
    picker = pages.page.locator("[data-picks=applied_on]")
    field.fill("2026/12/3")
    picker.dispatch_event("pointerdown")
    expect(picker).to_have_value("2026-12-03")
    picker.fill("2026-12-04")
    expect(field).to_have_value("2026年12月4日")
    expect(field).to_be_focused()
    pages.page.keyboard.press("Tab")
    expect(pages.widget("applicant.company").locator("input")).to_be_focused()
    pages.page.reload()
    expect(field).to_have_value("2026年12月4日")


def test_an_address_is_offered_as_soon_as_its_postal_code_is_whole(pages: Pages) -> None:
    pages.go_on({"kind": "change"} | BEGUN, "business", WHO, parts=["business"])
    field = pages.widget("business.address").locator("textarea")
    field.press_sequentially("100-000")
    expect(pages.widget("business.address:suggestion:0")).to_have_count(0)
    pages.page.keyboard.type("1")
    pages.press("「〒100-0001 東京都千代田区千代田」に変更")
    expect(field).to_have_value("〒100-0001 東京都千代田区千代田")
    expect(field).to_be_focused()
    pages.page.keyboard.type("1-1")
    pages.page.keyboard.press("Tab")
    expect(field).to_have_value("〒100-0001 東京都千代田区千代田1-1")
    expect(pages.widget("business.address:suggestion:0")).to_have_count(0)


def test_enter_while_composing_does_not_reach_the_page(pages: Pages) -> None:
    stop_form(pages)
    reached = """(keyCode) => {
        const field = document.querySelector('.st-key-applicant-company input');
        let seen = false;
        const see = () => { seen = true; };
        field.addEventListener('keydown', see);
        field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode, bubbles: true}));
        field.removeEventListener('keydown', see);
        return seen;
    }"""
    assert pages.page.evaluate(reached, 13) is True
    assert pages.page.evaluate(reached, 229) is False


def test_a_new_step_begins_at_its_heading_and_a_reload_loses_nothing(pages: Pages) -> None:
    stop_form(pages)
    pages.fill(APPLICANT | {"business.code": "01233"})
    pages.next("利用停止")
    expect(pages.page.locator("h1")).to_be_focused()
    pages.page.reload()
    pages.at("利用停止")
    pages.press("戻る")
    pages.at(WHO)
    for key, text in APPLICANT.items():
        expect(pages.widget(key).locator("input")).to_have_value(text)


@pytest.mark.nightly
def test_removing_a_row_keeps_the_others(pages: Pages) -> None:
    one_less = edited(case("stop"), {"kind": "change", "stop": REMOVED, "remarks": REMOVED})
    one_less["contacts"] = [{"action": "delete", "name": "窓口 一郎"}]
    pages.go_on(one_less, "contacts", "システム窓口情報（窓口責任者）")
    pages.press("窓口責任者を追加")
    expect(pages.page.get_by_text("2人目", exact=True)).to_be_visible()
    pages.choose("contacts.1.action", "追加")
    pages.fill({"contacts.1.name": "𠮷田 二郎", "contacts.1.phone": "03-1234-5678"})
    pages.page.get_by_role("button", name="この行を取り消す（1人目）", exact=True).click()
    expect(pages.page.get_by_text("2人目", exact=True)).to_have_count(0)
    expect(pages.widget("contacts.0.name").locator("input")).to_have_value("𠮷田 二郎")
    expect(pages.widget("contacts.0.phone").locator("input")).to_have_value("03-1234-5678")
    pages.next("内容の確認")
    assert "窓口 一郎" not in pages.text()
    pages.press("システム窓口情報（窓口責任者）を変更")
    pages.at("システム窓口情報（窓口責任者）")
    pages.fill({"contacts.0.name": "𠮷田 三郎"})
    pages.save_and_return("contacts")
    expect(pages.page.locator(".mk-answer").get_by_text("𠮷田 三郎")).to_be_visible()


def test_a_cell_of_the_form_as_it_prints_leads_back_to_its_question(pages: Pages) -> None:
    pages.go_on(
        edited(case("stop"), {"stop.reason": "小売電気事業からの撤退"}), "check", "内容の確認"
    )
    pages.page.locator(".mk-form a").filter(has_text="小売電気事業からの撤退").click()
    pages.at("利用停止")
    expect(pages.widget("stop.reason").locator("input, textarea")).to_be_focused()
    pages.fill({"stop.reason": "事業の譲渡"})
    pages.save_and_return("stop")
    expect(pages.page.locator(".mk-form").first).to_contain_text("事業の譲渡")


def test_the_server_listens_on_this_machine_alone_and_in_its_own_colours(pages: Pages) -> None:
    stop_form(pages)
    button = pages.page.get_by_role("button", name="次へ")
    assert button.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(0, 23, 193)"
    background = pages.page.locator(APP)
    assert background.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"


def test_the_foot_says_which_edition_the_numbers_are_of(pages: Pages) -> None:
    foot = pages.open().page.locator("footer")
    expect(foot).to_be_visible()
    expect(foot).to_contain_text("2023年8月4日版")


@pytest.mark.nightly
def test_what_is_typed_is_there_after_a_reload_in_mid_step(pages: Pages) -> None:
    stop_form(pages)
    pages.fill({"applicant.department": "総務部"})
    pages.widget("applicant.department").locator("input").press("Tab")
    expect(pages.page.get_by_role("status").filter(has_text="保存しました")).to_be_visible()
    pages.page.reload()
    pages.at(WHO)
    expect(pages.widget("applicant.department").locator("input")).to_have_value("総務部")


def test_a_cell_of_the_form_beside_leads_to_its_question_on_this_page_and_another(
    pages: Pages,
) -> None:
    pages.go_on(edited(case("stop"), {"remarks": REMOVED}), "stop", "利用停止")
    form = pages.page.locator(".st-key-form-beside")
    expect(form).to_contain_text("サンプル電力株式会社")
    form.locator("[data-path=stop-reason]").click()
    expect(pages.widget("stop.reason").locator("textarea")).to_be_focused()
    form.locator("[data-path=applicant-department]").click()
    pages.at(WHO)
    expect(pages.widget("applicant.department").locator("input")).to_be_focused()
    pages.fill({"applicant.department": "別の部署"})
    pages.widget("applicant.department").locator("input").press("Tab")
    expect(form).to_contain_text("別の部署")
    form.locator("[data-path=kind]").first.click()
    pages.at("どのような手続きですか")
    expect(pages.page.locator("h1")).to_be_focused()


def test_a_step_that_is_done_is_a_link(pages: Pages) -> None:
    pages.go_on(case("stop"), "stop", "利用停止")
    pages.page.locator(".st-key-steps").get_by_role("link", name=WHO).click()
    pages.at(WHO)
    expect(pages.page.locator("h1")).to_be_focused()
    assert pages.page.url.endswith("&step=applicant")
    pages.fill({"applicant.department": "別の部署"})
    pages.widget("applicant.department").locator("input").press("Tab")
    expect(pages.page.locator(".st-key-form-beside")).to_contain_text("別の部署")
    pages.at(WHO)
    pages.page.go_back()
    pages.at("利用停止")
    pages.page.go_forward()
    pages.at(WHO)


@narrow
def test_a_button_shows_the_form_where_there_is_no_room_beside(pages: Pages) -> None:
    pages.go_on(case("stop"), "stop", "利用停止")
    form, button = pages.page.locator(".st-key-form-beside"), pages.page.locator(".mk-toggle")
    expect(form).to_be_hidden()
    title = pages.page.locator("h1").bounding_box()
    assert title is not None
    assert title["y"] < 200
    button.click()
    expect(form).to_be_in_viewport()
    expect(button).to_have_attribute("aria-expanded", "true")


def test_rows_take_the_focus_and_blank_ones_are_taken_out(pages: Pages) -> None:
    title = "システム窓口情報（窓口責任者）"
    pages.go_on({"kind": "change"} | BEGUN, "contacts", title, parts=["contacts"])
    pages.press("窓口責任者を追加")
    expect(pages.widget("contacts.1.action").locator("input").first).to_be_focused()
    pages.choose("contacts.1.action", "追加")
    pages.fill({"contacts.1.name": "窓口 次郎", "contacts.1.email": "bad"})
    pages.press_next()  # the first row is blank, and is taken out
    pages.at(title, errors=True)
    expect(pages.widget("contacts.0.name").locator("input")).to_have_value("窓口 次郎")
    expect(pages.widget("contacts.0.email").locator("input")).to_have_value("bad")
    expect(pages.widget("contacts.0.action").get_by_role("radio", name="追加")).to_be_checked()
    expect(pages.widget("contacts.1.name")).to_have_count(0)
    email = pages.widget("contacts.0.email").locator("input")
    email.fill("jiro@example.co.jp")
    email.press("Shift+Tab")
    expect(pages.page.locator("#error-summary")).to_have_count(0)
    expect(pages.widget("contacts.0.phone").locator("input")).to_be_focused()
    pages.next("内容の確認")


def test_a_part_that_cannot_be_fetched_is_reported_in_japanese(pages: Pages) -> None:
    pages.page.route("**/Checkbox*.js", lambda route: route.abort())
    pages.page.goto(pages.url)
    alert = pages.page.get_by_role("alert").first
    expect(alert).to_have_text("画面の一部を読み込めませんでした。画面を再読み込みしてください。")


def test_rows_are_pasted_from_a_spreadsheet_and_taken_back_by_keyboard(pages: Pages) -> None:
    title = "システム窓口情報（窓口責任者）"
    pages.go_on({"kind": "change"} | BEGUN, "contacts", title, parts=["contacts"])
    pages.unfold("paste:contacts:fold")
    pasted = pages.widget("paste:contacts").locator("textarea")
    take = pages.widget("paste:contacts:take").get_by_role("button")
    pasted.fill("追加\t窓口 花子\t\t\t\t内線12")
    pasted.press("Tab")
    take.press("Enter")
    expect(pasted).to_be_focused()
    expect(pasted).to_have_attribute("aria-invalid", "true")
    described = str(pasted.get_attribute("aria-describedby")).split()
    assert pages.page.locator(f"#{described[-1]}").inner_text() == (
        "エラー：1行目6列目：「内線12」に対応する項目がありません。"
    )
    pages.look("refused")
    pasted.fill("追加\t窓口 花子\n削除\t窓口 次郎")
    pasted.press("Tab")
    take.press("Enter")
    expect(pages.widget("contacts.0.name").locator("input")).to_be_focused()
    expect(pages.widget("contacts.1.name").locator("input")).to_have_value("窓口 次郎")
    pages.look("taken")
    pages.press("元に戻す")
    expect(pages.widget("contacts.1.name")).to_have_count(0)
    expect(pages.widget("contacts.0.name").locator("input")).to_have_value("")


@pytest.mark.nightly
def test_a_removed_row_is_taken_back_by_keyboard(pages: Pages) -> None:
    pages.go_on(case("new"), "contacts", "システム窓口情報（窓口責任者）")
    pages.page.get_by_role("button", name="この行を取り消す（1人目）", exact=True).press("Enter")
    back = pages.widget("contacts:undo").get_by_role("button")
    expect(back).to_be_focused()
    back.press("Enter")
    expect(pages.widget("contacts.0.name").locator("input")).to_be_focused()
    expect(pages.widget("contacts.0.name").locator("input")).to_have_value("窓口 花子")


@narrow
def test_nothing_is_cut_on_a_phone_and_print_is_light(pages: Pages) -> None:
    contact = {"action": "change", "name": "窓口 花子", "phone": "09012345678"}
    answers = {"kind": "change", "contacts": [contact]} | BEGUN
    pages.go_on(answers, "check", "内容の確認", parts=["contacts"])
    page = pages.page
    cut = (
        "found => found.filter(one => one.scrollWidth > one.clientWidth + 1"
        " || one.getBoundingClientRect().right > innerWidth).length"
    )
    links = page.locator(".st-key-pages a, .st-key-others button :is(div, p)")
    expect(page.locator(".st-key-others button").last).to_be_visible()
    assert links.evaluate_all(cut) == 0
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(page.locator("h1")).to_have_css("color", "rgb(26, 26, 26)")
