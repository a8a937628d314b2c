"""Driving the pages as a person does, and looking at what only a browser shows."""

import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Dialog, Locator, Page, Request, expect
from playwright.sync_api import TimeoutError as WaitedTooLong

from rules.dates.workdays import OfficeCalendar
from rules.situations import gate
from tests.framework import ICON, IDLE, LOADING, MAIN, NAMED_ICON, RUNNING
from tests.samples import AT, Nested
from wizard.core.journey import FINISH, page_of, pages, steps
from wizard.core.prefill import resumed
from wizard.drafts.store import SavedDrafts

expect.set_options(timeout=20_000)
WIDE: Final = 1280
NARROW: Final = 390
HEIGHT: Final = 900
narrow: Final = pytest.mark.parametrize("page", [NARROW], indirect=True, ids=["narrow"])
"""Runs a test on a narrow page."""
_SHOTS: Final = os.environ.get("MOUSHIKOMI_SHOTS")
_ENGLISH_ALLOWED: Final = re.compile(
    r"https?(://\S+)?|\S+@\S+|moushikomi|URL|WEB|API|CN|Excel|FAQ|ERR_\d+|OCCTO|AB\d+|\bpdf\b|xlsx|zip|PDF|LibreOffice|Enter(?=キー)|\beml\b|\bmsg\b|TOML|\btoml\b|UTF-8|"
    r"\b(?:cer|crt|pem|pfx|certmgr|msc|CER|DER|encoded|binary|Base)(?![A-Za-z])|"
    r"Enterprise Premium CA - G2|[A-Z]{1,2}\d+"
)
_NOT_WORDS: Final = (
    "script, style, pre, textarea",  # the example of a file, and what was typed
    ICON,  # an icon is drawn from the letters of its name
    NAMED_ICON,
    ".st-key-under-way, .st-key-form-beside",  # what was typed
)
_LOOK: Final = """async (others) => {
    const drawn = () => new Promise(requestAnimationFrame);
    await drawn();  // what Streamlit says in English is put into Japanese as soon as it is drawn
    await drawn();
    const words = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const part = texts.currentNode.parentElement;
        if (part.checkVisibility({ visibilityProperty: true }) && !part.closest(others)) {
            words.push(texts.currentNode.nodeValue);
        }
    }
    return [words.join('\\n'), document.documentElement.scrollWidth > window.innerWidth];
}"""
"""Gives the words that are seen, and whether the page is wider than the window."""
_POLLING: Final = 50
"""Milliseconds between looks at a page that is being drawn: its own work is not held up."""
_STATE: Final = f"""() => {{
    const part = (selector) => document.querySelector(selector);
    return {{
        heading: part('h1')?.innerText.trim(),
        title: document.title.split('｜')[0],
        language: document.documentElement.lang,
        has_clock: Boolean(part('.mk-clock')?.innerText.includes('次の締切')),
        has_run: Boolean(part('{IDLE}')),
        is_whole: !part('{LOADING}'),
    }};
}}"""
_IDLE: Final = f"""() => new Promise(done => {{
    const see = () => {{ if (document.querySelector('{RUNNING}')) again(); else done(); }};
    const again = () => {{ clearTimeout(last); last = setTimeout(see, 150); }};
    let last = setTimeout(see, 150);
    new MutationObserver(again)
        .observe(document.body, {{ attributes: true, childList: true, subtree: true }});
}})"""


def english_in(words: str) -> list[str]:
    """List the English words that have no place on a Japanese page."""
    return re.findall(r"[A-Za-z]{3,}", _ENGLISH_ALLOWED.sub("", words))


def idle(page: Page) -> None:
    """Wait until nothing moves any more: a file that is given to a page being drawn may be lost."""
    page.evaluate(_IDLE)


@contextmanager
def alarms(page: Page) -> Iterator[list[str]]:
    """Dismiss what a script says in a box of its own, and give it."""
    messages: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        messages.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    try:
        yield messages
    finally:
        page.remove_listener("dialog", dismiss)


@contextmanager
def requests(page: Page) -> Iterator[list[str]]:
    """Give the addresses that a page asks for."""
    urls: list[str] = []

    def note(request: Request) -> None:
        urls.append(request.url)

    page.on("request", note)
    try:
        yield urls
    finally:
        page.remove_listener("request", note)


class Pages:
    """The pages in a browser."""

    def __init__(self, page: Page, url: str, drafts: SavedDrafts | None = None) -> None:
        self.page = page
        self.url = url
        self.drafts = drafts
        self.shots = 0

    def to_front(self) -> None:
        """Show this tab: one behind another is drawn about once a second only."""
        self.page.bring_to_front()

    def open(self) -> "Pages":
        self.page.goto(self.url)
        self.at("どのような手続きですか")
        return self

    def at(self, title: str, *, errors: bool = False) -> None:
        """Wait for a page by its heading, and look at it."""
        expected = {
            "heading": title,
            "title": f"{'エラー：' if errors else ''}{title}",
            "language": "ja",
            "has_clock": True,
            "has_run": True,
            "is_whole": True,
        }
        text = json.dumps(expected, ensure_ascii=False, separators=(",", ":"))
        try:
            self.page.wait_for_function(
                f"text => JSON.stringify(({_STATE})()) === text", arg=text, polling=_POLLING
            )
        except WaitedTooLong:  # say what is lacking
            assert self.page.evaluate(_STATE) == expected
        self.look(title)

    def look(self, name: str) -> None:
        """Keep a picture where it is wanted; find no English, and nothing cut off."""
        words, is_cut_off = self.page.evaluate(_LOOK, ", ".join(_NOT_WORDS))
        assert "画面を表示できませんでした" not in words
        assert english_in(words) == []
        assert not is_cut_off, "the page is wider than the window"
        if _SHOTS:
            self.picture(name)

    def picture(self, name: str) -> None:
        self.shots += 1
        size = self.page.viewport_size or {"width": WIDE, "height": HEIGHT}
        height = self.page.locator(MAIN).evaluate("main => main.scrollHeight")
        self.page.set_viewport_size({"width": size["width"], "height": max(HEIGHT, height + 20)})
        folder = Path(str(_SHOTS)) / os.environ.get("PYTEST_CURRENT_TEST", "x").split("::")[-1][:40]
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{size['width']}-{self.shots:02}-{name[:12]}.png")
        self.page.set_viewport_size(size)

    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def widget(self, key: str) -> Locator:
        return self.page.locator(".st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", key))

    def fill(self, answers: dict[str, str]) -> None:
        for key, text in answers.items():
            self.widget(key).locator("input, textarea").fill(text)

    def tick(self, *keys: str) -> None:
        for key in keys:
            self.widget(key).locator("label").click()
            expect(self.widget(key).locator("input")).to_be_checked()

    def choose(self, key: str, label: str) -> None:
        self.widget(key).get_by_text(label, exact=True).click()

    def press(self, name: str) -> None:
        """Press the one button of a name, once the page before is gone that may have one, too."""
        button = self.page.get_by_role("button", name=name, exact=True)
        expect(button).to_have_count(1)
        button.click()

    def next(self, title: str) -> None:
        self.press_next()
        self.at(title)

    def press_next(self) -> None:
        """Press 「次へ」 once what was typed is taken and the page is drawn."""
        self.page.evaluate("document.activeElement?.blur()")
        idle(self.page)
        self.press("次へ")

    def make_form(self) -> None:
        """Press the lower of the two buttons of the check page that make the form."""
        self.widget("finish").get_by_role("button", name="申込書を作成").click()

    def save_and_return(self, step: str) -> None:
        """Save a step that was opened from the check page, and find its block again there."""
        self.press("保存して確認に戻る")
        self.at("内容の確認")
        expect(self.widget(f"edit:{step}").get_by_role("button")).to_be_focused()

    def begin(self, situation: str) -> None:
        self.open()
        self.press(situation)

    def go_on(
        self,
        answers: Nested,
        step: str,
        title: str,
        *,
        parts: Sequence[str] = (),
        errors: bool = False,
    ) -> None:
        """Open a step of a draft that was answered up to there, at least.

        ``parts`` are sections that a change is about to touch.
        """
        assert self.drafts is not None
        draft = resumed(answers, AT, OfficeCalendar.shipped())
        draft.parts = [*parts] or draft.parts
        draft.entitled = "、".join(gate().entitled)
        draft.finished_at = AT if step == FINISH else None
        ids = [found.id for found in steps(draft)]
        done = ids[: ids.index(page_of(draft, step))]
        draft.accepted = {one for page in done for one in pages(draft).get(page, [page])}
        self.drafts.keep(draft)
        self.page.goto(f"{self.url}/?draft={draft.token}&step={step}")
        self.at(title, errors=errors)

    def unfold(self, key: str) -> None:
        """Open a part of the page that is folded."""
        self.widget(key).locator("summary").click()
        expect(self.widget(key).locator("details")).to_have_attribute("open", "")

    def download_form(self, folder: Path) -> Path:
        """Download the form alone from the finish page."""
        self.unfold("by-hand")
        return self.download(folder, "利用申込書（Excel）をダウンロード")

    def download(self, folder: Path, button: str) -> Path:
        with self.page.expect_download() as download:
            self.press(button)
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return path
