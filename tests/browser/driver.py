"""Driving the pages as a person does, and looking at what only a browser shows."""

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as WaitedTooLong

from rules.workdays import OfficeCalendar
from tests.samples import AT, Nested
from wizard.applying.last_time import resumed
from wizard.keeping.drafts import SavedDrafts

WCAG_AA: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
expect.set_options(timeout=20_000)
WIDE: Final = 1280
NARROW: Final = 390
HEIGHT: Final = 900
narrow: Final = pytest.mark.parametrize("page", [NARROW], indirect=True, ids=["narrow"])
"""Has a test go its way on a narrow page."""
_MET: Final[set[str]] = set()
"""What was met on the pages that were looked at closely, as ``_KINDS`` gives it."""
_KINDS: Final = """() => {
    const own = (part) => part.tagName + [...part.attributes]
        .filter(({ name }) => !/^(data-|style$|id$|key$)/.test(name))
        .map(({ name, value }) => /^(class|role|type|aria-(hidden|checked|invalid|required))$/
            .test(name) ? name + value.replace(/(st-key|stAppEmbeddingId)-\\S+/g, '') : name)
        .sort().join(' ');
    const parts = [...document.querySelectorAll('body, body :not(script, style, svg *)')];
    return parts.map(part => [window.innerWidth, own(part.parentElement), own(part)].join(' '));
}"""
"""Gives of every part of the page, and of what it is in, all but texts, names and styles."""
_SHOTS: Final = os.environ.get("MOUSHIKOMI_SHOTS")
_ENGLISH_ALLOWED: Final = re.compile(
    r"https?(://\S+)?|\S+@\S+|moushikomi|URL|WEB|API|CN|Excel|FAQ|ERR_\d+|OCCTO|AB\d+|\bpdf\b|xlsx|zip|TOML|\btoml\b|UTF-8|"
    r"\b(?:cer|crt|pem|pfx|certmgr|msc|CER|DER|encoded|binary|Base)(?![A-Za-z])|"
    r"Enterprise Premium CA - G2|[A-Z]{1,2}\d+"
)
_NOT_WORDS: Final = (
    "pre",  # the example of a file
    "[data-testid=stIconMaterial]",  # an icon is drawn from the letters of its name
    "button[aria-label] span:has(+ span > [data-testid=stIconMaterial])",  # not its name
)
_WORDS: Final = """async (others) => {
    const drawn = () => new Promise(requestAnimationFrame);
    await drawn();  // what Streamlit says in English is put into Japanese as soon as it is drawn
    await drawn();
    const parts = [...document.querySelectorAll(others)];
    const kept = parts.map(part => part.style.display);
    parts.forEach(part => { part.style.display = 'none'; });
    const text = document.body.innerText;
    parts.forEach((part, n) => { part.style.display = kept[n]; });
    return text;
}"""


def english_in(words: str) -> list[str]:
    """List the English words that have no place on a Japanese page."""
    return re.findall(r"[A-Za-z]{3,}", _ENGLISH_ALLOWED.sub("", words))


_IDLE: Final = """() => new Promise(done => {
    const state = () => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState;
    const see = () => { if (state() === 'running') again(); else done(); };
    const again = () => { clearTimeout(last); last = setTimeout(see, 150); };
    let last = setTimeout(see, 150);
    new MutationObserver(again)
        .observe(document.body, { attributes: true, childList: true, subtree: true });
})"""
_SHOWN: Final = """(title) => {
    const heading = document.querySelector('h1');
    const app = document.querySelector('[data-testid=stApp]');
    return heading && heading.innerText.trim() === title
        && app && app.getAttribute('data-test-script-state') === 'notRunning';
}"""


def idle(page: Page) -> None:
    """Wait until nothing moves any more: a file that is given to a page being drawn may be lost."""
    page.evaluate(_IDLE)


class Pages:
    """The pages in a browser."""

    def __init__(self, page: Page, url: str, drafts: SavedDrafts | None = None) -> None:
        self.page = page
        self.url = url
        self.drafts = drafts
        self.shots = 0

    def open(self) -> "Pages":
        self.page.goto(self.url)
        self.at("どのような手続きですか")
        return self

    def at(self, title: str, *, errors: bool = False) -> None:
        """Wait for a page by its heading, then look at it as everybody must be able to."""
        with suppress(WaitedTooLong):  # looked for at every frame; what is lacking is said below
            self.page.wait_for_function(_SHOWN, arg=title, timeout=20_000)
        expect(self.page.locator("h1")).to_have_text(title)
        start = "エラー: " if errors else ""
        expect(self.page).to_have_title(re.compile("^" + re.escape(start + title)))
        expect(self.page.locator("html")).to_have_attribute("lang", "ja")
        expect(self.page.locator(".mk-clock")).to_contain_text("次の締切")
        expect(self.page.locator("[data-testid=stApp]")).to_have_attribute(
            "data-test-script-state", "notRunning"
        )
        self.look(title)

    def look(self, name: str) -> None:
        """Keep pictures where they are wanted; find no barrier, no English, nothing cut off.

        A page on which nothing is of a kind that was not met before is not looked at by axe, nor
        on a wide page where it is narrow, nor the other way round.
        """
        expect(self.page.get_by_text("画面を表示できませんでした")).to_have_count(0)
        words = self.page.evaluate(_WORDS, ", ".join(_NOT_WORDS))
        english = english_in(words)
        assert english == [], f"English on the page: {english}"
        kinds = self.page.evaluate(_KINDS)
        if not _MET.issuperset(kinds):
            found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": WCAG_AA}})
            assert found.response["violations"] == [], found.generate_report()
            self._fits(name, is_turned=True)
            _MET.update(kinds)
        self._fits(name)

    def _fits(self, name: str, *, is_turned: bool = False) -> None:
        size = self.page.viewport_size or {"width": WIDE, "height": HEIGHT}
        width = WIDE + NARROW - size["width"] if is_turned else size["width"]
        if is_turned:
            self.page.set_viewport_size({**size, "width": width})
        if _SHOTS:
            self.picture(name)
        is_wider = "document.documentElement.scrollWidth > window.innerWidth"
        assert not self.page.evaluate(is_wider), f"the page is wider than {width} pixels"
        if is_turned:
            self.page.set_viewport_size(size)
            idle(self.page)

    def picture(self, name: str) -> None:
        self.shots += 1
        size = self.page.viewport_size or {"width": WIDE, "height": HEIGHT}
        height = self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
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
        button = self.page.get_by_role("button", name=name, exact=True)
        expect(button).to_have_count(1)
        button.click()

    def next(self, title: str) -> None:
        self.press("次へ")
        self.at(title)

    def begin(self, situation: str) -> None:
        self.open()
        self.choose("gate", "小売電気事業者")
        self.choose("situation", situation)
        self.press("次へ")

    def go_on(self, answers: Nested, step: str, title: str) -> None:
        """Open a step of a draft in which these answers were given before."""
        assert self.drafts is not None
        draft = resumed(answers, AT, OfficeCalendar.shipped())
        draft.entitled = "小売電気事業者"
        self.drafts.keep(draft)
        self.page.goto(f"{self.url}/?draft={draft.token}&step={step}")
        self.at(title)

    def download(self, folder: Path, button: str = "利用申込書（Excel）をダウンロードする") -> Path:
        with self.page.expect_download() as download:
            self.press(button)
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return path
