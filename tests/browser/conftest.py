"""A server of the pages and a headless Chromium, one of each for every test process."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.browser.driver import HEIGHT, WIDE, Pages
from wizard.core.settings import Settings
from wizard.drafts.database import engine_of
from wizard.drafts.registers import THIS_MACHINE, SavedRegisters
from wizard.drafts.store import SavedDrafts

MOMENT = "2026-11-24T09:00:00+09:00"  # a Tuesday; the cut-off is Friday 2026-11-27 17:00
LOG = "server.log"
_FLAGS = [
    "--force-prefers-reduced-motion",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--js-flags=--no-opt",  # a page lives for seconds: optimizing its scripts costs more
]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_until_served(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5):  # noqa: S310 - ours
                return
        except (urllib.error.URLError, ConnectionError):
            threading.Event().wait(0.1)
    raise TimeoutError(url)


@contextmanager
def serving(
    folder: Path, *, port: int = 0, **settings: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve the pages from a foreign folder, with an environment that says otherwise.

    ``port`` is that of a server that was there before, and kept its data in the folder;
    ``settings`` are further ones of the installation. What the server says is in its log.
    """
    (folder / ".streamlit").mkdir(exist_ok=True)
    hostile = '[server]\nbaseUrlPath = "elsewhere"\n[theme]\nbase = "dark"\n'
    (folder / ".streamlit" / "config.toml").write_text(hostile, encoding="utf-8")
    (folder / "calendar.py").write_text("raise SystemExit('not this one')", encoding="utf-8")
    port = port or free_port()
    command = [str(Path(sys.executable).with_name("moushikomi")), "run"]
    environment = os.environ | {
        "MOUSHIKOMI_DATA_FOLDER": str(folder / "data"),
        "HOME": str(folder),
        "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",  # noqa: S104 - what the command must not heed
        "STREAMLIT_THEME_BASE": "dark",
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "true",
    }
    environment |= {f"MOUSHIKOMI_{name.upper()}": value for name, value in settings.items()}
    with (folder / LOG).open("ab") as log:
        process = subprocess.Popen(
            [*command, "--port", str(port), "--at", MOMENT],
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
    try:
        url = f"http://localhost:{port}"
        wait_until_served(url, process)
        yield url, process
    finally:
        process.kill()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("elsewhere")


@pytest.fixture(scope="session")
def served(elsewhere: Path) -> Iterator[str]:
    with serving(elsewhere) as (url, _):
        yield url


@pytest.fixture(scope="session")
def kept(elsewhere: Path) -> SavedDrafts:
    """Give the drafts of the server."""
    place = Settings(data_folder=elsewhere / "data", database_url="")
    return SavedDrafts(engine_of(place), place.draft_days)


@pytest.fixture
def registers(elsewhere: Path) -> Iterator[SavedRegisters]:
    """Give the registers of the server; what a test leaves there would show on everybody's home."""
    found = SavedRegisters(engine_of(Settings(data_folder=elsewhere / "data", database_url="")))
    yield found
    for code in found.codes(THIS_MACHINE):
        found.delete_business(THIS_MACHINE, code)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    executable = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def tab(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(locale="ja-JP")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def violations(tab: Page) -> list[str]:
    """Give what the browser refuses by the pages' Content-Security-Policy, in any tab."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            found.append(message.text)

    tab.context.on("console", note)
    return found


@pytest.fixture
def page(tab: Page, violations: list[str], request: pytest.FixtureRequest) -> Iterator[Page]:
    """Give the one tab of a test process, whose cache saves fetching and compiling the pages anew.

    Other tabs and routes that a test makes end with it, and what the pages keep for its browser. No
    page needs what its policy refuses.
    """
    violations.clear()
    tab.set_viewport_size({"width": getattr(request, "param", WIDE), "height": HEIGHT})
    yield tab
    for other in tab.context.pages:
        if other is not tab:
            other.close()
    tab.unroute_all()
    tab.context.clear_cookies()
    tab.emulate_media(media="null", color_scheme="null")
    assert violations == []


@pytest.fixture
def pages(page: Page, served: str, kept: SavedDrafts) -> Pages:
    return Pages(page, served, kept)
