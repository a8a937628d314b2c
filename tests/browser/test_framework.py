"""What the pages rely on in Streamlit: its parts and its English words, with our script off.

What fails after an upgrade names what is no longer there, and who relies on it. What is taken of
Streamlit in Python is in ``tests/test_framework.py``.
"""

from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import TimeoutError as WaitedTooLong
from playwright.sync_api import WebSocketRoute, expect

from tests.browser.driver import Pages, idle
from tests.browser.test_check import GOOD, check, form, opened
from tests.browser.test_journeys import APPLIED, WHO
from tests.framework import (
    APP,
    CHECKBOX,
    FILE,
    ICON,
    IDLE,
    LOADING,
    NAMED_ICON,
    OF_TESTS,
    PROGRESS,
    ForwardMsg,
    listed_in_script,
    named_in_style_sheet,
)
from tests.samples import case
from tests.wizard.test_uploads import member
from tests.workbook.packages import archive
from wizard.core.journey import CHECK, FINISH

pytestmark = pytest.mark.browser

LISTED: Final = listed_in_script()
PARTS: Final[dict[str, str]] = LISTED["parts"]
LOST: Final = f"^{LISTED['connectionLost']}$"
WORDS: Final = {LOST, *(english for english, _ in LISTED["uploadWords"])}
WHERE: Final[dict[str, str]] = {
    **dict.fromkeys(OF_TESTS, "tests/framework.py"),
    **dict.fromkeys(named_in_style_sheet(), "wizard/ui/framework.css"),
    **dict.fromkeys(WORDS, "words of wizard/ui/page.js"),
    **{part: f"wizard/ui/page.js, parts.{name}" for name, part in PARTS.items()},
}
"""Every part and every word, and who relies on it."""

_OFF: Final = """Object.defineProperty(window, 'moushikomi', {
    get() { throw new Error('the script of the pages is switched off'); },
});"""
_MISSING: Final = """([parts, words]) => {
    const labelled = [...document.querySelectorAll('[aria-label]')];
    const said = labelled.map(part => part.getAttribute('aria-label'));
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) said.push(texts.currentNode.nodeValue);
    return [
        ...parts.filter(part => !document.querySelector(part)),
        ...words.filter(word => !said.some(text => new RegExp(word).test(text.trim()))),
    ];
}"""
_CHOOSE: Final = """(input, size) => {
    const held = new DataTransfer();
    held.items.add(new File([new Uint8Array(size)], 'a.xlsx'));
    input.files = held.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
}"""
_DRAG: Final = """section => {
    const held = new DataTransfer();
    held.items.add(new File(['x'], 'a.xlsx'));
    section.dispatchEvent(new DragEvent('dragenter', { bubbles: true, dataTransfer: held }));
}"""


def in_css(name: str) -> str:
    return f'[data-testid="{name}"]'


class Bare(Pages):
    """The pages without our script, which is what makes them Japanese and moves the focus."""

    def at(self, title: str, *, errors: bool = False) -> None:  # noqa: ARG002 - as it is there
        expect(self.page.locator("h1")).to_have_text(title)
        idle(self.page)


@pytest.fixture
def bare(pages: Pages) -> Bare:
    page = pages.page.context.new_page()  # the fixture of the page closes it
    page.add_init_script(_OFF)
    return Bare(page, pages.url, pages.drafts)


def start(bare: Bare) -> None:
    bare.page.goto(bare.url)


def checker(bare: Bare) -> None:
    opened(bare)


def file_chosen(bare: Bare, size: int = 1) -> None:
    opened(bare)
    bare.widget("forms").locator("input[type=file]").evaluate(_CHOOSE, size)


def file_dragged(bare: Bare) -> None:
    opened(bare)
    bare.widget("forms").locator("section").evaluate(_DRAG)


def file_on_its_way(bare: Bare) -> None:
    bare.page.route("**/upload_file/**", lambda _: None)
    file_chosen(bare)


def file_not_received(bare: Bare) -> None:
    bare.page.route("**/upload_file/**", lambda route: route.abort())
    file_chosen(bare)


def file_refused(bare: Bare) -> None:
    bare.page.route("**/upload_file/**", lambda route: route.fulfill(status=413))
    file_chosen(bare)


def file_too_large(bare: Bare) -> None:
    file_chosen(bare, 55_000_000)
    bare.page.locator(FILE).hover()


def pile_checked(bare: Bare) -> None:
    opened(bare)
    packed = archive([member(f"{number}.xlsx", GOOD) for number in range(99)])
    check(bare, form("a.zip", packed))


def calendar(bare: Bare) -> None:
    bare.page.goto(f"{bare.url}/calendar")


def checklist(bare: Bare) -> None:
    bare.page.goto(f"{bare.url}/guide?tool=checklist-rename")


def section(bare: Bare) -> None:
    bare.go_on({"kind": "stop"} | APPLIED, "business", WHO)
    bare.page.locator("input[type=text]").first.press_sequentially("0")


def check_page(bare: Bare) -> None:
    bare.go_on(case("stop"), CHECK, "内容の確認")


def finish(bare: Bare) -> None:
    bare.go_on(case("stop"), FINISH, "申込書を作成しました")


def part_on_its_way(bare: Bare) -> None:
    bare.page.route("**/Checkbox*.js", lambda _: None)
    bare.page.goto(bare.url)


def part_not_fetched(bare: Bare) -> None:
    bare.page.route("**/Checkbox*.js", lambda route: route.abort())
    bare.page.goto(bare.url)


def failed(bare: Bare) -> None:
    """Have the framework show an error that no page has caught: it comes with the first message."""
    message = ForwardMsg()
    message.metadata.delta_path.extend([0, 0])
    message.delta.new_element.exception.message = "failed"

    def connect(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def hand_on(data: str | bytes) -> None:
            socket.send(data)
            known = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
            if known.WhichOneof("type") == "script_finished":
                socket.send(message.SerializeToString())

        server.on_message(hand_on)

    bare.page.route_web_socket("**/_stcore/stream", connect)
    bare.page.goto(bare.url)


def connection_lost(bare: Bare) -> None:
    sockets: list[WebSocketRoute] = []

    def connect(socket: WebSocketRoute) -> None:
        if sockets:
            socket.close()
            return
        socket.connect_to_server()
        sockets.append(socket)

    bare.page.route_web_socket("**/_stcore/stream", connect)
    opened(bare)
    bare.page.route("**/_stcore/**", lambda route: route.abort())
    sockets[0].close()


STATES: Final[list[tuple[Callable[[Bare], None], set[str]]]] = [
    (
        start,
        {APP, IDLE, PARTS["main"], PARTS["skipLink"], ".stMainBlockContainer", ".stCheckbox"}
        | {".stHtml", ".stPageLink"}
        | {in_css("stHeader"), in_css("stMain"), ".stApp"},
    ),
    (
        checker,
        {PARTS["uploader"], PARTS["upload"], ICON, "^Upload$", "^file upload$"}
        | {r"^(\S+) per file$"},
    ),
    (
        file_chosen,
        {FILE, NAMED_ICON, PARTS["chosenName"], "^Remove (.*)$", "^Add files$"}
        | {in_css("stFileChips"), in_css("stFileChip"), in_css("stFileChipName")},
    ),
    (file_dragged, {"^Drag and drop (a file|files) here$"}),
    (file_on_its_way, {PARTS["uploading"], "^Cancel upload of (.*)$"}),
    (file_not_received, {"^Error:$", "^AxiosError: .*$"}),
    (file_refused, {"^AxiosError: .* 413$"}),
    (file_too_large, {PARTS["tooltip"], r"^File must be (\S+) or smaller\.$"}),
    (pile_checked, {PARTS["running"], PROGRESS}),
    (
        calendar,
        {in_css("stHorizontalBlock"), in_css("stColumn"), in_css("stBaseButton-secondary")}
        | {PARTS["radios"], ".stRadio"},
    ),
    (checklist, {CHECKBOX}),
    (section, {in_css("InputInstructions"), in_css("stBaseButton-primary"), ".stTextInput"}),
    (check_page, {in_css("stBaseButton-tertiary")}),
    (finish, {".stDownloadButton"}),
    (part_on_its_way, {LOADING}),
    (part_not_fetched, {PARTS["unloaded"]}),
    (failed, {PARTS["exception"]}),
    (connection_lost, {PARTS["dialog"], LOST}),
]
"""How each part and each word comes to be seen."""


def test_every_part_and_every_word_is_looked_for() -> None:
    assert set().union(*(entries for _, entries in STATES)) == {*WHERE}


BY_DAY: Final = [start, section, check_page]
"""Pages as they are mostly seen; a new version of the framework is taken after a nightly run."""


@pytest.mark.parametrize(
    ("show", "entries"),
    [
        pytest.param(*state, marks=[] if state[0] in BY_DAY else [pytest.mark.nightly])
        for state in STATES
    ],
    ids=[show.__name__ for show, _ in STATES],
)
def test_it_is_there(show: Callable[[Bare], None], entries: set[str], bare: Bare) -> None:
    show(bare)
    given = [sorted(entries - WORDS), sorted(entries & WORDS)]
    try:
        bare.page.wait_for_function(f"given => ({_MISSING})(given).length === 0", arg=given)
    except WaitedTooLong:
        missing = bare.page.evaluate(_MISSING, given)
        pytest.fail("not there: " + "; ".join(f"{one} ({WHERE[one]})" for one in missing))
