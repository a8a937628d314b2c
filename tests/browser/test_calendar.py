"""The calendar page in a browser: its look, the keyboard, the focus, files, and the way back."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
import vobject
from playwright.sync_api import FilePayload, Locator, Route, expect

from tests.browser.driver import Pages, english_in, idle, narrow
from tests.browser.test_journeys import APPLIED, WHO
from tests.samples import TOKYO

pytestmark = pytest.mark.browser


CALENDAR = "締切カレンダー"
FORM = "申込書をつくる"
OWN = '[[closure]]\nname = "創立記念日"\nfrom = "2026-11-27"\nto = "2026-11-27"\n'


def calendar(pages: Pages, address: str = "") -> Pages:
    pages.page.goto(f"{pages.url}/calendar{address}")
    pages.at(CALENDAR)
    return pages


def shows(pages: Pages, shown: str) -> None:
    expect(pages.page.locator(".mk-shown")).to_have_text(shown)


def turn_to(pages: Pages, page: str) -> None:
    link = pages.page.locator(".st-key-pages").get_by_role("link", name=page, exact=True)
    link.click()


def is_current(pages: Pages, page: str) -> None:
    expect(pages.page.locator(".st-key-pages a[aria-current]")).to_have_text([page])
    expect(pages.page.locator(".st-key-pages a[aria-current=page]")).to_have_count(1)


def cell(pages: Pages, number: str) -> Locator:
    """Find the cell of a day in the month."""
    exact = pages.page.locator(".mk-num", has_text=re.compile(f"^{number}(今日)?$"))
    return pages.page.locator(".mk-month td").filter(has=exact)


def tab_to(pages: Pages, key: str) -> None:
    """Go to a button by the keyboard alone."""
    button = pages.widget(key).locator("button, input").first
    for _ in range(60):
        pages.page.keyboard.press("Tab")
        if button.evaluate("e => e === document.activeElement"):
            return
    pytest.fail(f"no way to {key} by the keyboard")


def events(path: Path) -> dict[str, vobject.base.Component]:
    file = vobject.readOne(path.read_text(encoding="utf-8"))
    return {event.uid.value.removesuffix("@moushikomi"): event for event in file.vevent_list}


@pytest.mark.nightly
@narrow
def test_months_and_years_can_be_looked_at_by_their_address(pages: Pages) -> None:
    calendar(pages, "?month=2026-05")
    shows(pages, "2026年5月")
    calendar(pages, "?month=2026-11&view=year")
    shows(pages, "2026年")


@pytest.mark.nightly
def test_the_way_to_the_calendar_and_back_loses_nothing(pages: Pages) -> None:
    pages.go_on({"kind": "stop"} | APPLIED, "business", WHO)
    is_current(pages, FORM)
    pages.fill({"business.code": "01233", "business.name": "サンプル電力株式会社"})
    turn_to(pages, CALENDAR)  # without 次へ
    pages.at(CALENDAR)
    is_current(pages, CALENDAR)
    pages.press("次の月")
    shows(pages, "2026年12月")
    turn_to(pages, FORM)
    pages.at(WHO)
    is_current(pages, FORM)
    expect(pages.widget("business.code").locator("input")).to_have_value("01233")
    expect(pages.widget("business.name").locator("input")).to_have_value("サンプル電力株式会社")
    turn_to(pages, CALENDAR)
    pages.at(CALENDAR)
    shows(pages, "2026年12月")


@pytest.mark.nightly
def test_the_calendar_keeps_what_was_asked_while_the_form_is_looked_at(pages: Pages) -> None:
    calendar(pages)
    pages.choose("question", "利用開始希望日から、提出の締切を調べる")
    pages.fill({"need-day": "2027/1/7"})
    pages.press("検索")
    reported = pages.page.locator(".mk-dates")
    expect(reported).to_contain_text("登録は2027年1月7日(木)頃")  # of Fri 12-25
    pages.choose("closures", "土日・祝日のみを休みとする")
    expect(reported).to_contain_text("登録は2027年1月4日(月)頃")
    turn_to(pages, FORM)
    pages.at("どのような手続きですか")
    turn_to(pages, CALENDAR)
    pages.at(CALENDAR)
    shows(pages, "2026年12月")
    expect(pages.widget("need-day").locator("input")).to_have_value("2027/1/7")
    expect(pages.widget("closures").get_by_role("radio").nth(1)).to_be_checked()
    expect(reported).to_contain_text("登録は2027年1月4日(月)頃")


def test_months_are_turned_by_the_keyboard_alone(pages: Pages) -> None:
    calendar(pages)
    tab_to(pages, "after")
    for shown in ("2026年12月", "2027年1月"):
        pages.page.keyboard.press("Enter")
        shows(pages, shown)
        expect(pages.widget("after").locator("button")).to_be_focused()
    pages.page.keyboard.press("Shift+Tab")
    pages.page.keyboard.press("Enter")
    shows(pages, "2026年12月")
    expect(pages.page).to_have_url(re.compile(r"month=2026-12"))
    tab_to(pages, "today")
    pages.page.keyboard.press("Enter")
    shows(pages, "2026年11月")
    tab_to(pages, "view")
    pages.page.keyboard.press("ArrowRight")
    pages.page.keyboard.press("Enter")
    shows(pages, "2026年")


@pytest.mark.nightly
def test_a_date_is_asked_by_the_keyboard_alone(pages: Pages) -> None:
    calendar(pages)
    tab_to(pages, "send-day")
    pages.page.keyboard.press("Control+A")
    pages.page.keyboard.type("２０２６／１２／２６")
    pages.page.keyboard.press("Enter")
    tab_to(pages, "look-up")
    pages.page.keyboard.press("Enter")
    answer = pages.page.locator("#answer")
    expect(answer).to_be_focused()
    expect(answer).to_contain_text("2026年12月26日(土)に提出する場合")
    expect(answer).to_be_in_viewport()
    shows(pages, "2026年12月")
    pages.at(CALENDAR)
    expect(cell(pages, "26")).to_contain_text("提出日")
    expect(cell(pages, "28")).to_contain_text("締切")


@pytest.mark.nightly
@narrow
def test_errors_take_the_focus_and_link_to_their_fields(pages: Pages) -> None:
    calendar(pages)
    pages.choose("question", "API連携テストの申込みの締切を調べる")
    expect(pages.widget("test-3")).to_be_visible()
    pages.fill({"test-1": "2026/12/5", "test-3": "2026年12月6日"})
    pages.press("検索")
    pages.at(CALENDAR, errors=True)
    summary = pages.page.locator("#error-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(2)
    summary.get_by_role("link", name=re.compile("2026年12月6日")).click()
    field = pages.widget("test-3").locator("input")
    expect(field).to_be_focused()
    expect(field).to_have_value("2026年12月6日")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(pages.widget("test-2").locator("input")).to_have_attribute("aria-invalid", "false")
    described = str(field.get_attribute("aria-describedby")).split()
    texts = [pages.page.locator(f"#{id_}").inner_text() for id_ in described]
    assert "希望する週の、月曜日から金曜日のいずれかの日付" in texts
    assert any(text.startswith("エラー：2026年12月6日は土曜日または日曜日です。") for text in texts)
    pages.fill({"test-1": "2026/12/7", "test-3": "2026年12月14日"})
    pages.press("検索")
    pages.at(CALENDAR)
    expect(pages.page.locator("#answer")).to_be_focused()
    expect(summary).to_have_count(0)


def test_the_month_is_a_table_for_screen_readers(pages: Pages) -> None:
    calendar(pages, "?month=2026-11")
    table = pages.page.get_by_role("table", name="2026年11月の締切と登録の見込み")
    expect(table).to_have_count(1)
    expect(table.locator("thead th[scope=col]")).to_have_text(list("日月火水木金土"))
    titles = [abbr.get_attribute("title") for abbr in table.locator("th abbr").all()]
    assert titles == [f"{name}曜日" for name in "日月火水木金土"]
    expect(table.locator("tbody tr")).to_have_count(5)
    expect(cell(pages, "24")).to_contain_text("今日")
    expect(cell(pages, "23")).to_contain_text("勤労感謝の日")
    # Fri 11-20 is registered on Mon 11-30, Fri 11-27 on Fri 12-04
    for closes, registers in (("20", "30"), ("27", "12/4"), ("6", "13"), ("13", "20")):
        cut = cell(pages, closes).locator(".mk-cut")
        expect(cut).to_contain_text("締切")
        registration = cell(pages, registers).locator(".mk-reg")
        expect(registration).to_contain_text("登録")
        expect(registration.locator("b")).to_have_text(cut.locator("b").inner_text())
    numbers = table.locator(".mk-cut b").all_inner_texts()
    assert len(set(numbers)) == len(numbers) == 5


@pytest.mark.nightly
def test_the_year_is_twelve_tables_for_screen_readers(pages: Pages) -> None:
    calendar(pages, "?month=2026-11&view=year")
    for month in range(1, 13):
        table = pages.page.get_by_role("table", name=f"{month}月", exact=True)
        expect(table).to_have_count(1)
        expect(table.locator("thead th[scope=col]")).to_have_count(7)
    march = pages.page.get_by_role("table", name="3月", exact=True)
    expect(march.locator("td", has_text=re.compile("^19"))).to_contain_text("繰り上げた締切")
    expect(march.locator("td", has_text=re.compile("^20"))).to_contain_text("春分の日")
    may = pages.page.get_by_role("table", name="5月", exact=True)
    expect(may.locator("td", has_text=re.compile("^13"))).to_contain_text("通常より遅い登録")
    november = pages.page.get_by_role("table", name="11月", exact=True)
    expect(november.locator("td[aria-current=date]")).to_have_text("24")
    pages.page.get_by_text("2026年の締切52回をすべて表示").click()
    every = pages.page.get_by_role("table", name="すべての締切と登録")
    expect(every.locator("tbody tr")).to_have_count(52)
    pages.at(CALENDAR)


@pytest.mark.nightly
@narrow
def test_a_file_of_closures_is_given_without_a_word_of_english(pages: Pages) -> None:
    calendar(pages)
    pages.choose("closures", "休業日ファイルを使用する")
    uploader = pages.widget("closures-file")
    expect(uploader.locator("button")).to_contain_text("ファイルを選択")
    pages.at(CALENDAR)
    given = uploader.locator("input[type=file]")
    bad = OWN + '[[closure]]\nname = "棚卸し"\nfrom = "2026-11-26"\nto = "2026-11-28"\n'
    give(given, bad)
    pages.at(CALENDAR, errors=True)
    expect(pages.page.locator("#error-summary")).to_be_focused()
    expect(pages.page.locator("#error-summary")).to_contain_text("重複しています")
    no_english(uploader)
    give(given, OWN)
    pages.at(CALENDAR)
    expect(cell(pages, "27")).to_contain_text("創立記念日")
    expect(cell(pages, "26")).to_contain_text("締切")
    no_english(uploader)
    uploader.get_by_role("button", name="を削除").click()
    expect(cell(pages, "27")).not_to_contain_text("創立記念日")
    no_english(uploader)


def test_a_file_on_its_way_is_not_lost_when_the_error_before_it_goes(pages: Pages) -> None:
    calendar(pages)
    pages.choose("closures", "休業日ファイルを使用する")
    given = pages.widget("closures-file").locator("input[type=file]")
    give(given, OWN + OWN)
    expect(pages.page.locator("#error-summary")).to_be_focused()
    pages.page.route("**/upload_file/**", after_the_error_is_cleared)
    give(given, OWN)
    expect(cell(pages, "27")).to_contain_text("創立記念日")


def after_the_error_is_cleared(route: Route) -> None:
    if route.request.method == "PUT":
        page = route.request.frame.page
        expect(page.locator("#error-summary")).to_have_count(0)
        idle(page)
    route.continue_()


def give(field: Locator, content: str) -> None:
    file: FilePayload = {
        "name": "休業日.toml",
        "mimeType": "application/toml",
        "buffer": content.encode(),
    }
    idle(field.page)
    field.set_input_files(file)


def no_english(part: Locator) -> None:
    """Look at what is told of a part besides its text."""
    reported = part.evaluate(
        """part => [part, ...part.querySelectorAll('*')].flatMap(one =>
            ['aria-label', 'title', 'placeholder', 'alt'].map(name => one.getAttribute(name) || '')
        ).join(' ')"""
    )
    assert english_in(reported) == []


@pytest.mark.nightly
def test_the_files_for_an_own_calendar_hold_the_days_that_are_shown(
    pages: Pages, tmp_path: Path
) -> None:
    calendar(pages)
    path = pages.download(tmp_path, "2026年の締切と登録を予定表に追加")
    assert path.name == "利用申込書の締切_2026年.ics"
    year = events(path)
    assert len(year) == 2 * 52  # 51 of the Fridays of 2026, and Mon 12-28
    assert year["cutoff-2026-03-20"].dtstart.value == datetime(2026, 3, 19, 17, tzinfo=TOKYO)
    assert year["registration-2026-05-01"].dtstart.value == date(2026, 5, 13)
    pages.choose("question", "API連携テストの申込みの締切を調べる")
    pages.fill({"test-1": "2027/1/13"})
    pages.press("検索")
    expect(pages.page.locator("#answer")).to_be_focused()
    path = pages.download(tmp_path, "この日付を予定表に追加")
    assert path.name == "API連携テストの締切.ics"
    asked = events(path)
    assert list(asked) == ["api-test-cutoff-2027-01-11", "api-test-week-2027-01-11"]
    closes_at = asked["api-test-cutoff-2027-01-11"].dtstart.value
    assert closes_at == datetime(2026, 12, 28, 17, tzinfo=TOKYO)
