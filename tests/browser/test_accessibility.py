"""Every page, in every state worth looking at, scanned by axe: wide and narrow."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page, WebSocketRoute, expect

from rules.dates.workdays import OfficeCalendar
from tests.browser import test_calendar as deadlines
from tests.browser import test_certificates as certificates
from tests.browser import test_check as checking
from tests.browser import test_guidance as guidance
from tests.browser import test_intake as intake
from tests.browser import test_keeping as keeping
from tests.browser import test_last_time as last_time
from tests.browser import test_package as package
from tests.browser import test_register as register
from tests.browser.driver import HEIGHT, NARROW, WIDE, Pages, idle
from tests.browser.test_journeys import BEGUN, WHO
from tests.framework import APP
from tests.nightly import NIGHTLY
from tests.rules.histories import COMPANY
from tests.samples import KINDS, REMOVED, case, edited
from wizard.core.settings import Settings
from wizard.drafts.database import engine_of
from wizard.drafts.registers import THIS_MACHINE, SavedRegisters
from wizard.drafts.store import SavedDrafts

pytestmark = pytest.mark.browser

_WCAG_AA: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_BEST_PRACTICES: Final = ["heading-order", "page-has-heading-one"]
WIDTHS: Final = {"wide": WIDE, "narrow": NARROW} if NIGHTLY else {"wide": WIDE}
START: Final = "どのような手続きですか"
CHECK: Final = "内容の確認"
CONTACTS: Final = "システム窓口情報（窓口責任者）"
ANSWERED: Final = edited(last_time.WITHOUT_ENGLISH, {"remarks": REMOVED})


class Visit(Pages):
    """The pages, the file in which their server keeps the drafts, and its registers."""

    def __init__(self, page: Page, url: str, drafts: SavedDrafts, database: Path) -> None:
        super().__init__(page, url, drafts)
        self.database = database
        settings = Settings(data_folder=database.parent, database_url="")
        self.registers = SavedRegisters(engine_of(settings))


def step(kind: str, step: str, title: str, pages: Visit) -> None:
    pages.go_on(case(kind), step, title)


def start_with_a_draft_under_way(pages: Visit) -> None:
    pages.begin(keeping.STOP)
    pages.at(WHO)
    pages.fill({"applicant.company": "サンプル電力株式会社"})
    pages.page.keyboard.press("Tab")
    expect(pages.widget("business.name").locator("input")).to_have_value("サンプル電力株式会社")
    pages.open()
    expect(pages.page.locator(".st-key-under-way").get_by_role("button").first).to_be_visible()


def start_with_last_time_read(pages: Visit) -> None:
    pages.open()
    last_time.take_in(pages, last_time.workbook(ANSWERED))


def applicant_refused(pages: Visit) -> None:
    pages.go_on({"kind": "stop"}, "applicant", WHO)
    pages.press_next()
    pages.at(WHO, errors=True)


def contacts_of_last_time(pages: Visit) -> None:
    start_with_last_time_read(pages)
    last_time.begin_the_next(pages, "窓口責任者を変更・追加・削除する")
    last_time.to_the_contacts(pages)
    pages.press("「窓口 花子」を変更")
    expect(pages.page.get_by_role("button", name="「窓口 花子」を")).to_have_count(0)


def contacts_refused(pages: Visit) -> None:
    pages.go_on({"kind": "change"} | BEGUN, "contacts", CONTACTS, parts=["contacts"])
    pages.press("窓口責任者を追加")
    expect(pages.widget("contacts.1.name")).to_be_visible()
    pages.fill({"contacts.0.email": "bad", "contacts.1.email": "bad"})
    pages.press_next()
    pages.at(CONTACTS, errors=True)


def certificates_read(pages: Visit) -> None:
    certificates.at_certificates(pages)
    certificates.give(pages, certificates.payload("空.cer", b""), *certificates.of_one_name())
    asked = pages.widget("certificate:web_certificates:03")
    expect(asked.get_by_role("radio")).to_have_count(4)


def api(pages: Visit) -> None:
    answers = edited(case("change"), {"api.environment": "自社開発の連携プログラム"})
    pages.go_on(answers, "api", "API利用情報")


def rename_refused(pages: Visit) -> None:
    pages.go_on({"kind": "rename"} | BEGUN, "rename", "社名変更")
    pages.press_next()
    pages.at("社名変更", errors=True)


def stop_refused(pages: Visit) -> None:
    pages.go_on({"kind": "stop"} | BEGUN, "stop", "利用停止")
    pages.press_next()
    pages.at("利用停止", errors=True)


def check_without_errors(pages: Visit) -> None:
    pages.go_on(ANSWERED, "check", CHECK)
    expect(pages.page.get_by_text("不備は見つかりませんでした")).to_be_visible()


def check_with_errors(pages: Visit) -> None:
    answers = edited(case("stop"), {"applicant.company": "別の会社", "stop.completed": REMOVED})
    pages.go_on(answers, "check", CHECK, errors=True)
    expect(pages.page.locator(".mk-warn").first).to_be_visible()


def finish_with_letter_refused(pages: Visit) -> None:
    package.finished_rename(pages)
    package.give(pages, package.letter(content=b""))
    pages.at(package.DONE, errors=True)


def finish_unfolded(pages: Visit) -> None:
    pages.go_on(ANSWERED, "finish", package.DONE)
    for key in ("print", "by-hand", "dates"):
        pages.unfold(key)


def conflict(pages: Visit) -> None:
    keeping.begin(pages)
    token = parse_qs(urlsplit(pages.page.url).query)["draft"][0]
    assert pages.drafts is not None
    theirs = pages.drafts.find(token)
    assert theirs is not None
    theirs.answers["business"] = {"code": "01233", "name": "別の会社"}
    pages.drafts.keep(theirs)
    pages.fill({"business.code": "98765"})
    pages.widget("business.code").locator("input").press("Tab")
    pages.at(keeping.CONFLICT, errors=True)


def step_not_saved(pages: Visit) -> None:
    keeping.begin(pages)
    pages.fill({"business.code": "01233", "business.name": "サンプル電力株式会社"})
    with keeping.damaged_file(pages.database):
        pages.press_next()
        expect(pages.page.locator("#error-summary")).to_contain_text(keeping.NOT_SAVED)


def start_not_read_and_not_saved(pages: Visit) -> None:
    with keeping.damaged_file(pages.database):
        pages.page.goto(f"{pages.url}/?draft=kept-before")
        pages.at(START)
        expect(pages.page.locator(".mk-bad")).to_contain_text(keeping.NOT_READ)
        pages.press(keeping.STOP)
        expect(pages.page.locator("#error-summary")).to_contain_text(keeping.NOT_SAVED)


def part_not_fetched(pages: Visit) -> None:
    pages.page.route("**/Checkbox*.js", lambda route: route.abort())
    pages.page.goto(pages.url)
    expect(pages.page.get_by_role("alert").first).to_contain_text("読み込めませんでした")


def connection_lost(pages: Visit) -> None:
    sockets: list[WebSocketRoute] = []

    def connect(socket: WebSocketRoute) -> None:
        if sockets:
            socket.close()
            return
        socket.connect_to_server()
        sockets.append(socket)

    pages.page = pages.page.context.new_page()
    pages.page.route_web_socket("**/_stcore/stream", connect)
    pages.open()
    pages.page.route("**/_stcore/**", lambda route: route.abort())
    sockets[0].close()
    expect(pages.page.get_by_role("dialog")).to_contain_text(
        "サーバーが停止している可能性があります"
    )


def checker_refused(pages: Visit) -> None:
    checking.opened(pages)
    pages.press("チェックを開始")
    pages.at(checking.CHECK, errors=True)


def checker_results(pages: Visit) -> None:
    checking.opened(pages)
    files = [checking.form(f"{n}.xlsx", content) for n, (content, _) in enumerate(checking.SORTS)]
    checking.check(pages, *files, checking.form("送付状.pdf", b"x"))
    checking.is_checked(pages, 3)
    pages.at(checking.CHECK)


def calendar_answered(pages: Visit) -> None:
    deadlines.calendar(pages, "?question=need")
    pages.fill({"need-day": "2026/12/11"})
    pages.press("検索")
    expect(pages.page.locator("#answer")).to_be_focused()
    pages.at(deadlines.CALENDAR)


def calendar_answered_for_tests(pages: Visit) -> None:
    deadlines.calendar(pages, "?question=api-test")
    pages.fill({"test-1": "2027/1/13"})
    pages.press("検索")
    expect(pages.page.locator("#answer")).to_be_focused()
    pages.at(deadlines.CALENDAR)


def calendar_refused(pages: Visit) -> None:
    deadlines.calendar(pages, "?question=api-test")
    pages.fill({"test-1": "2026/12/5", "test-3": "2026年12月6日"})
    pages.press("検索")
    pages.at(deadlines.CALENDAR, errors=True)


def calendar_of_a_year(pages: Visit) -> None:
    deadlines.calendar(pages, "?month=2026-11&view=year")
    pages.page.get_by_text("2026年の締切52回をすべて表示").click()


def calendar_with_a_file_of_closures(pages: Visit) -> None:
    deadlines.calendar(pages)
    pages.choose("closures", "休業日ファイルを使用する")
    deadlines.give(pages.widget("closures-file").locator("input[type=file]"), deadlines.OWN)
    expect(deadlines.cell(pages, "27")).to_contain_text("創立記念日")
    idle(pages.page)


def calendar_with_certificates(pages: Visit) -> None:
    deadlines.calendar(pages)
    certificates.give(pages, *certificates.of_all_states(), certificates.payload("鍵.pfx", b"x"))
    expect(pages.page.locator("#panel")).to_be_focused()


def login_doctor_remedy(pages: Visit) -> None:
    guidance.opened(pages, "?tool=login-doctor")
    pages.page.get_by_text("ログイン失敗「お使いの端末では当システムを利用できません」").click()
    pages.press("いいえ")
    pages.press("はい")
    expect(pages.page.get_by_role("link", name="証明書を登録する申込書をつくる")).to_be_visible()


def contact_finder_advice(pages: Visit) -> None:
    guidance.opened(pages, "?tool=contact-finder")
    pages.choose("matter", "スイッチング開始・スイッチング廃止の申込みの状況")
    number = pages.widget("point").locator("input")
    number.fill("０３-1234")
    number.press("Enter")
    expect(pages.page.locator("[id^=error-point]")).to_be_visible()


def request_mail_written(pages: Visit) -> None:
    guidance.opened(pages, "?tool=request-mail")
    pages.tick("doc:operators", "mail-user")
    expect(pages.page.locator(".mk-mail")).to_have_count(1)


def intake_refused(pages: Visit) -> None:
    intake.opened(pages)
    pages.press("欄を検出")
    pages.at(intake.TITLE, errors=True)


def intake_confirming(pages: Visit) -> None:
    intake.opened(pages)
    intake.take(pages, intake.blank_of("halves").draw())
    pages.at(intake.TITLE)


def intake_taken_in(pages: Visit) -> None:
    intake_confirming(pages)
    intake.finish_import(pages)
    pages.at(intake.TITLE)


def guide(query: str, pages: Visit) -> None:
    guidance.opened(pages, query)


def start_with_a_register(pages: Visit) -> None:
    register.keep(pages.registers)
    pages.open()
    expect(pages.widget("lines:dates").locator("dl")).to_have_count(3)


def business(pages: Visit) -> None:
    register.keep(pages.registers)
    pages.page.goto(f"{pages.url}/register?code=01233")
    pages.at(COMPANY)
    pages.press("この事業者を台帳から削除")
    expect(pages.page.locator("#answer")).to_be_focused()


def forms_to_take_in(pages: Visit) -> None:
    register.take_in(pages, register.past_forms())


def renewals_of_many(pages: Visit) -> None:
    register.keep(pages.registers)
    pages.page.goto(f"{pages.url}/register?view=renew")
    pages.at(register.RENEW)
    certificates.give(pages, certificates.new(1), certificates.new(9))
    expect(pages.widget("make")).to_be_visible()


def contacts_unfolded(pages: Visit) -> None:
    step("new", "contacts", CONTACTS, pages)
    pages.unfold("paste:contacts:fold")


PAGES: Final[dict[str, Callable[[Visit], object]]] = {
    "start": Visit.open,
    "start, draft under way": start_with_a_draft_under_way,
    "start, form of last time read": start_with_last_time_read,
    "parts of a change": partial(step, "change", "parts", "変更する項目"),
    "applicant": partial(step, "stop", "applicant", WHO),
    "applicant, refused": applicant_refused,
    "applicant of a new user": partial(step, "new", "applicant", WHO),
    "contacts": contacts_unfolded,
    "contacts of a change, refused": contacts_refused,
    "contacts of last time": contacts_of_last_time,
    "web certificates": partial(step, "new", "web_certificates", certificates.WEB),
    "web certificates, files read": certificates_read,
    "api": api,
    "rename": partial(step, "rename", "rename", "社名変更"),
    "rename, refused": rename_refused,
    "stop": partial(step, "stop", "stop", "利用停止"),
    "stop, refused": stop_refused,
    "check": check_without_errors,
    "check, with errors": check_with_errors,
    "finish": finish_unfolded,
    "finish, letter asked": package.finished_rename,
    "finish, letter refused": finish_with_letter_refused,
    "draft in conflict": conflict,
    "draft not saved on a step": step_not_saved,
    "draft not read, not saved": start_not_read_and_not_saved,
    "part not fetched": part_not_fetched,
    "connection lost": connection_lost,
    "checker": checking.opened,
    "checker, refused": checker_refused,
    "checker, results": checker_results,
    "calendar": deadlines.calendar,
    "calendar, answered": calendar_answered,
    "calendar, answered for tests": calendar_answered_for_tests,
    "calendar, refused": calendar_refused,
    "calendar, year": calendar_of_a_year,
    "calendar, file of closures": calendar_with_a_file_of_closures,
    "calendar, certificates": calendar_with_certificates,
    "guide": guidance.opened,
    "guide, found": partial(guide, "?q=20140"),
    "guide, not found": partial(guide, "?q=りんごの皮をむく"),
    "guide, entry": partial(guide, "?item=1-1"),
    "guide, login doctor": partial(guide, "?tool=login-doctor"),
    "guide, login doctor with a remedy": login_doctor_remedy,
    "guide, contact finder": partial(guide, "?tool=contact-finder"),
    "guide, contact finder with advice": contact_finder_advice,
    "guide, mail for documents": request_mail_written,
    "guide, number of a point": partial(guide, "?tool=point-number"),
    "guide, api test": partial(guide, "?tool=api-test"),
    "guide, list before a rename": partial(guide, "?tool=checklist-rename"),
    "guide, list before a stop": partial(guide, "?tool=checklist-stop"),
    "intake, refused": intake_refused,
    "intake, confirming": intake_confirming,
    "intake, taken in": intake_taken_in,
    "register, on home": start_with_a_register,
    "register, a business": business,
    "register, taking in": forms_to_take_in,
    "register, renewals of many": renewals_of_many,
}

BY_DAY: Final = {
    "start, draft under way",
    "applicant, refused",
    "contacts",
    "web certificates, files read",
    "check, with errors",
    "finish",
    "draft in conflict",
    "part not fetched",
    "checker, results",
    "calendar",
    "guide",
    "guide, contact finder with advice",
    "intake, taken in",
    "register, a business",
    "register, taking in",
}
"""States that have the parts of the others among them; all are scanned at night."""
SCANNED: Final = PAGES.keys() if NIGHTLY else PAGES.keys() & BY_DAY

DARK: Final = SCANNED & {
    "applicant, refused",
    "check, with errors",
    "finish",
    "web certificates, files read",
    "checker, results",
    "calendar",
    "register, a business",
}
"""States that have the colours of all others among them; in the dark their contrast is scanned."""
DARK_BACK: Final = "rgb(22, 23, 28)"


_TRANSITIONS_END: Final = """() => Promise.all(document.getAnimations()
    .filter(one => one instanceof CSSTransition).map(one => one.finished))"""
"""Waits until colours have faded into others."""


@pytest.fixture(scope="module")
def shown(
    request: pytest.FixtureRequest, tab: Page, served: str, kept: SavedDrafts, elsewhere: Path
) -> Iterator[Page]:
    """Reach a page, once for both widths."""
    tab.set_viewport_size({"width": WIDE, "height": HEIGHT})
    visit = Visit(tab, served, kept, elsewhere / "data" / "drafts.sqlite3")
    try:
        PAGES[request.param](visit)
        idle(visit.page)
        yield visit.page
    finally:
        tab.unroute_all()
        if visit.page is not tab:
            visit.page.close()
        (elsewhere / "data" / "template.xlsx").unlink(missing_ok=True)  # of what was taken in
        for code in visit.registers.codes(THIS_MACHINE):
            visit.registers.delete_business(THIS_MACHINE, code)


def find_no_barrier(page: Page, width: int) -> None:
    """Run axe; the contrast takes most of its time, and a narrow page has the same colours."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    rules = {rule: {"enabled": True} for rule in _BEST_PRACTICES}
    options = {
        "runOnly": {"type": "tag", "values": _WCAG_AA},
        "rules": rules | {"color-contrast": {"enabled": width == WIDE}},
        "resultTypes": ["violations"],
    }
    found = AxeResults(page.evaluate("options => axe.run(options)", options))
    assert found.response["violations"] == [], found.generate_report()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("shown", sorted(SCANNED), indirect=True)
def test_a_page_has_no_barrier(shown: Page, width: int, request: pytest.FixtureRequest) -> None:
    find_no_barrier(shown, width)
    Pages(shown, "").look("scanned")
    if width == WIDE and request.node.callspec.params["shown"] in DARK:
        find_no_barrier_in_the_dark(shown)


def find_no_barrier_in_the_dark(shown: Page) -> None:
    shown.emulate_media(color_scheme="dark")
    try:
        expect(shown.locator(APP)).to_have_css("background-color", DARK_BACK)
        shown.evaluate(_TRANSITIONS_END)
        find_no_barrier(shown, WIDE)
    finally:
        shown.emulate_media(color_scheme="null")


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_receipt_has_no_barrier(
    kind: str, page: Page, width: int, tmp_path: Path, calendar: OfficeCalendar
) -> None:
    page.goto(package.receipt(kind, tmp_path, calendar).as_uri())
    find_no_barrier(page, width)
