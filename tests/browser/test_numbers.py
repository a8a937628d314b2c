"""What an application costs who fills it in: clicks, typed fields, and the height of the pages.

``pytest -rP tests/browser/test_numbers.py`` prints the rows of the table.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import pytest
from playwright.sync_api import FilePayload, expect

from rules.register.records import record
from tests.browser import test_certificates as certificates
from tests.browser import test_package as package
from tests.browser.driver import Pages, idle
from tests.browser.test_journeys import APPLICANT
from tests.framework import MAIN
from tests.rules.histories import cert, new
from tests.samples import case, edited
from wizard.core.journey import changeable_parts
from wizard.drafts.registers import THIS_MACHINE, SavedRegisters
from workbook.forms.fill import fill

pytestmark = pytest.mark.browser

_COUNT: Final = """() => {
    const count = window.counted = { clicks: 0, typed: new Set() };
    const type = (event) => event.target.type;
    document.addEventListener('pointerdown', () => { count.clicks += 1; }, true);
    document.addEventListener('change', (event) => {
        if (type(event) === 'file') count.clicks += 1;  // a file that is chosen
    }, true);
    document.addEventListener('input', (event) => {
        if (['text', 'textarea'].includes(type(event))) {
            count.typed.add(event.target.closest('[class*=st-key-]').className);
        }
    }, true);
}"""
_COUNTED: Final = "() => [window.counted.clicks, window.counted.typed.size]"


class Numbers(NamedTuple):
    """The figures of a case: clicks and typed fields up to the package, pixels of the pages."""

    clicks: int
    typed: int
    check: int
    highest: int


@dataclass(frozen=True)
class Case:
    """A case, as who fills it in would: what is typed, ticked, chosen and given.

    ``registered`` is an application that stands in the register before.
    """

    situation: str
    typed: Mapping[str, str] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()
    given: Mapping[str, Callable[[Pages], None]] = field(default_factory=dict)
    registered: Mapping[str, Any] | None = None


def choose_letter(pages: Pages) -> None:
    """Choose the letter of a rename where its name is asked."""
    package.give(pages, package.letter(), "letter-named")
    package.received(pages, package.NOTICE)


def give_last_form(pages: Pages) -> None:
    """Give the form of last time where it is asked who applies."""
    pages.page.get_by_text("前回の申込書（Excel）から入力する", exact=True).click()
    content = fill(case("new")).content
    given: FilePayload = {"name": "前回.xlsx", "mimeType": "", "buffer": content}
    pages.widget("form-of-last-time").locator("input[type=file]").set_input_files(given)
    expect(pages.page.get_by_text("「前回.xlsx」の内容を入力しました。")).to_be_visible()


def give_old_and_new(pages: Pages) -> None:
    """Give the files of three certificates, and of those that they replace."""
    of_each = (certificates.new, certificates.old)
    certificates.give(pages, *(make(number) for make in of_each for number in range(1, 4)))


RENEWAL: Final = "クライアント証明書の有効期限が切れる（証明書を更新する）"
BUSINESS: Final = {"business.code": "01233"}
CASES: Final = {
    "new": Case(
        "はじめてスイッチング支援システムを利用する",
        {
            **APPLICANT,
            **BUSINESS,
            "business.address": "〒100-0000 東京都千代田区見本町1-2-3",
            "business.phone": "03-1234-5678",
            "business.result_email": "result@example.co.jp",
            "privacy_notice_url": "https://www.example.co.jp/privacy/",
            "contacts.0.name": "窓口 花子",
            "contacts.0.department": "需給管理部",
            "contacts.0.phone": "03-1234-5678",
            "contacts.0.email": "madoguchi@example.co.jp",
            "web_certificates.0.serial": "0012AB34",
            "web_certificates.0.not_after": "2028/11/20",
        },
        ticked=("new.prepared",),
    ),
    "renew three PCs with files": Case(
        RENEWAL, APPLICANT | BUSINESS, given={"web_certificates": give_old_and_new}
    ),
    "renew three PCs with files, and the form of last time": Case(
        RENEWAL,
        given={
            "form-of-last-time": give_last_form,
            "web_certificates": give_old_and_new,
        },
    ),
    "renew three PCs with files, from the register": Case(
        "選択した証明書を更新する（3件）",
        given={
            "web_certificates": lambda pages: certificates.give(
                pages, *map(certificates.new, range(1, 4))
            )
        },
        registered=new(
            "2025-02-21",
            web_certificates=[
                cert("add", f"10{n}", common_name=f"端末{n}", not_after="2026-12-10")
                for n in range(1, 4)
            ],
        ),
    ),
    "rename with letter": Case(
        "社名を変更した",
        {
            **APPLICANT,
            **BUSINESS,
            "rename.previous_name": "旧サンプル電力株式会社",
            "rename.effective_on": "2026年11月1日",
            "rename.notice_method": "ホームページへの掲載",
        },
        ticked=tuple(
            f"rename.done:{name}" for name in ("meti", "occto_member", "occto_system", "customers")
        ),
        given={"letter-named": lambda pages: package.give(pages, package.letter(), "letter-named")},
    ),
    "stop": Case(
        "システムの利用を停止する（事業撤退など）", APPLICANT | BUSINESS, ticked=("stop.completed",)
    ),
}
MOST: Final = {
    "new": Numbers(7, 14, 2_000, 2_000),
    "renew three PCs with files": Numbers(6, 4, 1_650, 1_650),
    "renew three PCs with files, and the form of last time": Numbers(8, 0, 1_650, 1_650),
    "renew three PCs with files, from the register": Numbers(5, 0, 1_650, 1_650),
    "rename with letter": Numbers(11, 7, 1_950, 1_950),
    "stop": Numbers(6, 4, 1_650, 1_650),
}
"""What was reached, and must not grow; heights with some room for other fonts."""
AIMS: Final = {
    "new": (12, 15),
    "renew three PCs with files": (8, 3),  # who applies stands in no certificate: that is typed
    "renew three PCs with files, and the form of last time": (8, 3),
    "renew three PCs with files, from the register": (6, 0),
    "rename with letter": (11, 8),
    "stop": (7, 4),
}
"""Clicks and typed fields that are aimed at."""
TWO_SCREENS: Final = 2_000
"""Pixels at 1280: how high the check page may be, also with all that can be answered."""


@pytest.mark.nightly  # test_journeys walks the cases by day
@pytest.mark.parametrize("name", CASES)
def test_a_case_costs_no_more_than_it_did(
    name: str, pages: Pages, registers: SavedRegisters
) -> None:
    if CASES[name].registered:
        one = record(CASES[name].registered, ["新規.xlsx"])
        assert one is not None
        registers.add(THIS_MACHINE, one)
    found, (clicks, typed) = walked(pages, CASES[name]), AIMS[name]
    sys.stdout.write(
        f"| {name} | {found.clicks} ({clicks}) | {found.typed} ({typed}) "
        f"| {found.check} | {found.highest} |\n"
    )
    assert [
        part for part, most in MOST[name]._asdict().items() if found._asdict()[part] > most
    ] == []


@pytest.mark.nightly
def test_the_check_page_of_two_contacts_and_two_certificates_fits_two_screens(
    pages: Pages,
) -> None:
    answers = case("new") | {"remarks": "備考"}
    del answers["api"]
    for number, row in enumerate(answers["web_certificates"], 1):
        row["common_name"] = f"端末{number}"
    pages.go_on(answers, "check", "内容の確認")
    assert height(pages) <= TWO_SCREENS


def test_the_check_page_of_a_change_of_everything_fits_two_screens(pages: Pages) -> None:
    japanese = {"web_certificates.0.common_name": "端末1", "api.environment": "サーバー2台"}
    answers = edited(case("change"), japanese)
    pages.go_on(answers, "check", "内容の確認", parts=[*changeable_parts()])
    assert height(pages) <= TWO_SCREENS


def height(pages: Pages) -> int:
    """Give how high the page is, drawn whole."""
    idle(pages.page)
    found: Any = pages.page.locator(MAIN).evaluate("main => main.scrollHeight")
    return int(found)


def walked(pages: Pages, to_fill: Case) -> Numbers:
    """Fill a case in, page by page, whatever page asks what; count what that takes."""
    pages.page = pages.page.context.new_page()  # the fixture of the page closes it
    pages.page.add_init_script(f"({_COUNT})()")
    pages.begin(to_fill.situation)
    heading = pages.page.locator("h1")
    heights: list[int] = []
    expect(heading.filter(has_text="どのような手続きですか")).to_have_count(0)
    expect(heading).to_have_count(1)
    while (title := heading.inner_text()) != "内容の確認":
        heights.append(height(pages))
        fill_page(pages, to_fill)
        pages.press_next()
        expect(heading.filter(has_text=title)).to_have_count(0)
        expect(heading).to_have_count(1)
    check = height(pages)
    pages.make_form()
    pages.at("申込書を作成しました")
    heights += [check, height(pages)]
    with pages.page.expect_download():
        pages.press(package.PACKAGE)
    clicks, typed = pages.page.evaluate(_COUNTED)
    return Numbers(clicks, typed, check, max(heights))


def fill_page(pages: Pages, to_fill: Case) -> None:
    """Answer what a page asks of a case."""
    for key, text in to_fill.typed.items():
        if pages.widget(key).count():
            pages.fill({key: text})
    pages.tick(*(key for key in to_fill.ticked if pages.widget(key).count()))
    for key, give in to_fill.given.items():
        if pages.widget(key).count():
            give(pages)
