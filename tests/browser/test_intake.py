"""Taking in a blank in a browser, as a person does who only looks and clicks."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from rules.dates.workdays import OfficeCalendar
from tests.blanks import BLANKS, Blank
from tests.blanks.sheet_text import TEXTS
from tests.browser.conftest import MOMENT
from tests.browser.driver import Pages, idle
from tests.framework import FILE, UPLOADING
from tests.opening import template_of
from tests.samples import KINDS, case, edited
from tests.wizard.test_binding import NOT_FILED
from wizard.core.filing import file_answers
from wizard.core.intake.bindable_fields import every_path, title
from wizard.core.verdicts import check_form
from workbook.forms.blank_names import places_of, read_names
from workbook.places import Place, Places, find_absent, find_places
from workbook.xlsx.guard.package import open_package
from workbook.xlsx.reader.book import Book, read_book

pytestmark = pytest.mark.browser

TITLE: Final = "公式様式の取り込み"
BOUND: Final = "取り込んだ様式（Excel）をダウンロード"
NAMES: Final = "欄とセルの対応（様式の改定時に使用）をダウンロード"
CLICKED: Final = {"business.code", "contacts.name", "rename.done"}
"""What is found anew by clicks, however well it is proposed: a cell, rows, and ticks."""
ALONE: Final = ("確定", "選択した欄のみ")
TOGETHER: Final = ("確定", "まとめて反映")
FRESHEST: Final = TEXTS["twelfth"]
every_blank: Final = pytest.mark.parametrize("blank", BLANKS, ids=lambda blank: blank.name)


@pytest.fixture(autouse=True)
def own_form(elsewhere: Path) -> Iterator[None]:
    """Have the pages fill their own form again afterwards."""
    yield
    (elsewhere / "data" / "template.xlsx").unlink(missing_ok=True)


def blank_of(name: str) -> Blank:
    (found,) = (blank for blank in BLANKS if blank.name == name)
    return found


@contextmanager
def moving(pages: Pages) -> Iterator[None]:
    """Do something, and wait until the page has answered to it."""
    mark = pages.page.locator("[data-moves]")
    before = str(mark.get_attribute("data-moves"))
    yield
    expect(mark).not_to_have_attribute("data-moves", before)
    idle(pages.page)


def give(pages: Pages, key: str, name: str, content: bytes) -> None:
    idle(pages.page)
    upload = pages.widget(key)
    file = {"name": name, "mimeType": "", "buffer": content}
    upload.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(upload.locator(FILE)).to_have_count(1)
    expect(upload.locator(UPLOADING)).to_have_count(0)


def opened(pages: Pages) -> Pages:
    pages.page.goto(f"{pages.url}/intake")
    expect(pages.page.locator("h1")).to_have_text(TITLE)
    return pages


def take(pages: Pages, content: bytes, names: bytes = b"") -> None:
    """Give a blank, and wait until its fields have been looked for."""
    give(pages, "official", "様式.xlsx", content)
    if names:
        pages.unfold("revised")
        give(pages, "names", "欄とセル.toml", names)
    pages.press("欄を検出")
    expect(pages.page.locator("#panel")).to_be_visible()
    idle(pages.page)


def press(pages: Pages, name: str) -> None:
    with moving(pages):
        pages.widget("panel").get_by_role("button", name=name, exact=True).click()


def listed(pages: Pages) -> dict[str, str]:
    """Read in the list where each field goes; empty where it goes nowhere."""
    rows: list[list[str]] = pages.page.locator("[data-edit^=field-]").evaluate_all(
        "rows => rows.map(row => "
        "[row.dataset.edit, row.querySelector('.mk-field-state').textContent])"
    )
    return {key: state.partition("\u3000")[2] for key, state in rows}


def key_of(path: str) -> str:
    return f"field-{path}".replace(".", "-")


def is_listed(pages: Pages, path: str) -> bool:
    return key_of(path) in listed(pages)


def look_at(pages: Pages, path: str) -> None:
    button = pages.widget(f"field:{path}").locator("button")
    if not button.is_visible():
        pages.page.locator("details").filter(has=button).locator("summary").click()
    with moving(pages):
        button.click()
    expect(pages.page.locator("#panel")).to_have_text(title(path))
    expect(pages.page.locator("#panel")).to_be_focused()


def click_on(pages: Pages, place: Place) -> None:
    """Click on a cell of the drawn sheet, turned to first where it is another one."""
    drawn = pages.page.get_by_role("table", name=f"様式のプレビュー（{place.sheet}）")
    if not drawn.is_visible():
        pages.page.get_by_role("radiogroup").get_by_text(place.sheet, exact=True).click()
        idle(pages.page)
    with moving(pages):
        drawn.locator(f'td[data-cell="{str(place).rpartition("!")[2]}"]').click()


def shown_place(pages: Pages, path: str) -> str:
    """Read in the list where a field goes; empty where it goes nowhere, or is not listed."""
    return listed(pages).get(key_of(path), "")


def asked_for(pages: Pages) -> list[str]:
    """Read in the list which fields nothing is known of, and a person has to say."""
    rows = pages.page.locator("[data-edit^=field-]", has=pages.page.locator(".doubtful"))
    keys = rows.evaluate_all("rows => rows.map(row => row.dataset.edit)")
    places = listed(pages)
    return [path for path in _all_paths() if key_of(path) in keys and not places[key_of(path)]]


def shown_places(pages: Pages, book: Book, paths: list[str]) -> Places:
    found = listed(pages)
    shown = {path: place for path in paths if (place := found.get(key_of(path)))}
    return places_of(book, shown)


def choose(
    pages: Pages, path: str, wanted: tuple[Place, ...], ends: tuple[str, ...] = ALONE
) -> None:
    """Look at a field, and click on its cells: on the first, the last, and where it must be all.

    ``ends`` are the buttons with which it ends, where they are there.
    """
    look_at(pages, path)
    panel = pages.widget("panel")
    with moving(pages):
        panel.get_by_role("button", name="セルを選").first.click()
    click_on(pages, wanted[0])
    count = re.compile(rf"\b{len(wanted)}(?:行|か所)")
    if path != "rename.done" and is_picking(pages) and not count.search(panel.inner_text()):
        click_on(pages, wanted[-1])
    if is_picking(pages) and (path == "rename.done" or not count.search(panel.inner_text())):
        for place in wanted[1:]:
            click_on(pages, place)
    for name in ends:
        if panel.get_by_role("button", name=name, exact=True).is_visible():
            press(pages, name)


def is_picking(pages: Pages) -> bool:
    return pages.widget("panel").get_by_role("button", name="キャンセル", exact=True).is_visible()


def correct(pages: Pages, book: Book, wanted: Places) -> None:
    """Put right what is proposed wrongly, accept what is right, take off what is not there."""
    paths = [*wanted, *(path for path in _all_paths() if path not in wanted)]
    for whole in ("applied_on", "rename.effective_on"):
        if f"{whole}.year" in wanted and not is_listed(pages, f"{whole}.year"):
            look_at(pages, whole)
            press(pages, "年・月・日を別のセルに記入")
            press(pages, "キャンセル")
        if whole in wanted and is_listed(pages, f"{whole}.year"):
            look_at(pages, f"{whole}.year")
            press(pages, "1つのセルに記入")
            press(pages, "キャンセル")
    for _ in range(2):  # a choice may take a cell from another field
        shown = shown_places(pages, book, paths)
        for path in paths:
            if path in wanted and shown.get(path) != wanted[path]:
                choose(pages, path, wanted[path])
            elif path in shown and path not in wanted:
                look_at(pages, path)
                press(pages, "この様式にはない")
    for path in asked_for(pages):
        look_at(pages, path)
        press(pages, "この様式にはない")


def _all_paths() -> list[str]:
    return list(every_path())


@pytest.mark.nightly
@every_blank
def test_a_blank_is_bound_by_clicks(
    pages: Pages, blank: Blank, tmp_path: Path, calendar: OfficeCalendar
) -> None:
    content = blank.draw()
    book = read_book(open_package(content))
    wanted = places_of(book, blank.expected)
    opened(pages)
    take(pages, content)
    for path in CLICKED & set(wanted):
        look_at(pages, path)
        press(pages, "この様式にはない")
    correct(pages, book, wanted)
    finish_import(pages)
    bound = pages.download(tmp_path, BOUND).read_bytes()
    assert find_places(read_book(open_package(bound))) == wanted
    assert find_absent(read_book(open_package(bound))) <= blank.absent
    template, at = template_of(bound), datetime.fromisoformat(MOMENT)
    for kind in (kind for kind in KINDS if (blank.name, kind) not in NOT_FILED):
        filing = file_answers(case(kind), at, calendar, template=template)
        assert filing.content is not None
        assert check_form(filing.content, at, calendar).verdict == "acceptable"


def finish_import(pages: Pages) -> None:
    for name in ("閉じる", "すべて正しい"):
        if pages.widget("panel").get_by_role("button", name=name, exact=True).is_visible():
            press(pages, name)
    press(pages, "この様式を取り込む")
    expect(pages.page.locator("#answer")).to_be_focused()


@pytest.mark.nightly
def test_the_keyboard_alone_reaches_every_field(pages: Pages) -> None:
    opened(pages)
    take(pages, blank_of("blocks").draw())
    mark = pages.page.locator('td[data-cell="D12"] a')
    mark.focus()
    with moving(pages):
        pages.page.keyboard.press("Enter")
    expect(pages.page.locator("#panel")).to_have_text("事業者情報：事業者コード")
    pages.widget("anew").scroll_into_view_if_needed()  # below the sheet
    expect(pages.page.locator("#panel")).to_be_in_viewport()
    press(pages, "セルを選択し直す")
    field = pages.widget("address").locator("input")
    field.fill("ｄ６４")
    with moving(pages):
        field.press("Enter")
    assert shown_place(pages, "business.code") == "利用申込書!D64"
    look_at(pages, "business.code")
    press(pages, "セルを選択し直す")
    room = pages.page.locator('td[data-cell="F13"] a, td[data-cell="D14"] a').first
    room.focus()
    with moving(pages):
        pages.page.keyboard.press("Enter")
    expect(pages.widget("panel")).to_contain_text("「事業者情報：住所」の指定を解除しました")


class ClickCount:
    """Counts what is pressed on a page, whatever presses it."""

    def __init__(self, pages: Pages) -> None:
        self._page = pages.page
        self._page.evaluate(
            """() => {
                window.pressed = 0;
                document.addEventListener("pointerdown", () => { window.pressed += 1; }, true);
            }"""
        )

    def so_far(self) -> int:
        return int(self._page.evaluate("window.pressed"))


def leave(pages: Pages) -> None:
    """Say of all that is left that it is right, or not on the form; take the form in."""
    for name in ("閉じる", "すべて正しい", "閉じる", "いずれもこの様式にはない"):
        if pages.widget("panel").get_by_role("button", name=name, exact=True).is_visible():
            press(pages, name)
    press(pages, "この様式を取り込む")
    expect(pages.page.locator("#answer")).to_be_focused()


FEW: Final = [
    # blank, clicks at most
    ("grey_samples", 15),
    ("squares", 5),
    ("before_after_notes", 5),
]


@pytest.mark.nightly
@pytest.mark.parametrize(("name", "most"), FEW)
def test_a_blank_is_bound_whole_by_few_clicks(
    pages: Pages, name: str, most: int, tmp_path: Path
) -> None:
    (blank,) = (blank for blank in (*TEXTS["looked_at"], *TEXTS["fresh"]) if blank.name == name)
    opened(pages)
    take(pages, blank.draw())
    count = ClickCount(pages)
    leave(pages)
    assert count.so_far() <= most
    bound = read_book(open_package(pages.download(tmp_path, BOUND).read_bytes()))
    assert find_places(bound) == places_of(bound, blank.expected)


MOST_CLICKS: Final = 15


@pytest.mark.nightly
@pytest.mark.parametrize("blank", FRESHEST, ids=lambda blank: blank.name)
def test_a_fresh_blank_is_bound_whole_by_few_clicks(
    pages: Pages, blank: Blank, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    content = blank.draw()
    wanted = places_of(read_book(open_package(content)), blank.expected)
    opened(pages)
    take(pages, content)
    count = ClickCount(pages)
    put_right(pages, read_book(open_package(content)), wanted)
    leave(pages)
    clicks = count.so_far()
    record_property("clicks", clicks)
    bound = read_book(open_package(pages.download(tmp_path, BOUND).read_bytes()))
    assert find_places(bound) == wanted
    assert clicks <= MOST_CLICKS


def put_right(pages: Pages, book: Book, wanted: Places) -> None:
    """Teach what is proposed wrongly, with all that follows, and take off what is not there."""
    for path in _all_paths():
        place = shown_places(pages, book, [path]).get(path)
        if path in wanted and place != wanted[path]:
            choose(pages, path, wanted[path], TOGETHER)
        elif place and path not in wanted:
            look_at(pages, path)
            press(pages, "この様式にはない")


def test_what_follows_is_shown_before_it_is_accepted_and_one_press_takes_it_back(
    pages: Pages,
) -> None:
    (blank,) = (blank for blank in TEXTS["looked_at"] if blank.name == "sample_beside")
    opened(pages)
    take(pages, blank.draw())
    before = listed(pages)
    press(pages, "閉じる")
    field = pages.widget("address").locator("input")
    field.fill("B11")  # in the column of the samples, beside what was found
    with moving(pages):
        field.press("Enter")
    press(pages, "この項目に決定")
    expect(pages.page.locator("#panel")).to_contain_text("9件の欄にも、まとめて反映できます")
    expect(pages.page.locator('td[data-cell="B12"] .mk-tag')).to_have_text("住所")
    assert shown_place(pages, "business.address") == "申込書!C12"
    press(pages, "まとめて反映")
    assert shown_place(pages, "business.address") == "申込書!B12"
    press(pages, "直前の操作を取り消す")
    assert listed(pages) == before


@pytest.mark.nightly
def test_a_new_edition_says_what_has_moved(pages: Pages) -> None:
    names = '[names]\n"business.name" = "利用申込書!F13"\n'.encode()
    opened(pages)
    take(pages, blank_of("blocks").draw(), names)
    expect(pages.page.locator("#panel")).to_have_text("事業者情報：事業者名")
    expect(pages.widget("panel")).to_contain_text(
        "前の様式では 利用申込書!F13 でした。移動した可能性があります。"
    )
    press(pages, "このセルで確定")
    assert shown_place(pages, "business.name") == "利用申込書!F12"


def test_the_wizard_fills_the_form_that_was_taken_in(pages: Pages, tmp_path: Path) -> None:
    opened(pages)
    take(pages, blank_of("halves").draw())
    finish_import(pages)
    kept = read_names(pages.download(tmp_path, NAMES).read_text(encoding="utf-8")).cells
    pages.go_on(edited(case("stop"), {"business.name": "𠮷野﨑電力㈱"}), "check", "内容の確認")
    pages.make_form()
    pages.at("申込書を作成しました")
    form = load_workbook(pages.download_form(tmp_path))
    sheet, _, cell = kept["business.name"].rpartition("!")
    assert form[sheet][cell].value == "𠮷野﨑電力㈱"
    expect(pages.page.get_by_text("取り込んだ様式")).to_be_visible()
    opened(pages)
    pages.press("moushikomiの様式に戻す")
    pages.press("削除して戻す")
    expect(pages.page.get_by_text("moushikomiの様式（非公式）")).to_be_visible()


@pytest.mark.nightly
def test_what_a_form_has_no_place_for_is_confirmed_and_kept(pages: Pages) -> None:
    asked, name = "rename.no_contracts", "社名変更：契約中の需要（発電）者なし"
    opened(pages)
    take(pages, blank_of("letter").draw())
    press(pages, "閉じる")
    press(pages, "すべて正しい")
    expect(pages.page.locator("#panel")).to_have_text(name)
    expect(pages.page.get_by_role("button", name="この様式を取り込む")).to_have_count(0)
    pages.page.reload()  # the blank and what was confirmed are not lost
    expect(pages.page.locator("#panel")).to_have_text(name)
    idle(pages.page)
    assert asked_for(pages) == [asked]
    press(pages, "この様式にはない")
    finish_import(pages)
    opened(pages)
    pages.press("欄を再確認")
    expect(pages.page.locator("#panel")).to_be_focused()
    idle(pages.page)
    assert asked_for(pages) == []
    look_at(pages, asked)
    expect(pages.widget("panel")).to_contain_text("以前に「この様式にはない」と確認した欄です。")
