"""What leaves the machine, and what another browser gets, while pages are used in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from websockets.exceptions import InvalidStatus

from tests.browser.conftest import serving
from tests.browser.driver import Pages, idle, requests
from tests.browser.test_check import BAD, SUMMARY, form, give
from tests.serving.client import ask, opened

pytestmark = pytest.mark.browser

WATCH = """
import os, sys

LOG = os.open(os.environ["WATCHED"], os.O_CREAT | os.O_APPEND | os.O_WRONLY)

def watch(event, args):
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        where = args[1]
    elif event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}:
        where = args[0]
    else:
        return
    os.write(LOG, f"{event} {where[0] if isinstance(where, tuple) else where}\\n".encode())

sys.addaudithook(watch)
"""
"""Notes whom the server's processes turn to."""
HERE = {"127.0.0.1", "::1", "localhost"}
PATHS = {
    "": "どのような手続きですか",
    "check": "申込書をチェックする",
    "calendar": "締切カレンダー",
    "guide": "困ったときは",
    "intake": "公式様式の取り込み",
}


@pytest.fixture
def watched(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Pages, Path]]:
    """Give pages of a server that is watched, and what was noted of it."""
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "watch"))
    monkeypatch.setenv("WATCHED", str(tmp_path / "watched.log"))
    with serving(tmp_path) as (url, _):
        yield Pages(page, url), tmp_path / "watched.log"


def test_nothing_leaves_the_machine_and_files_are_for_the_browser_that_asked(
    watched: tuple[Pages, Path], tmp_path: Path
) -> None:
    pages, log = watched
    port = int(pages.url.rpartition(":")[2])
    with requests(pages.page) as urls:
        for path, title in PATHS.items():
            pages.page.goto(f"{pages.url}/{path}")
            pages.at(title)
        pages.page.goto(f"{pages.url}/check")
        pages.at("申込書をチェックする")
        give(pages, form("申込書.xlsx", BAD))
        pages.press("チェックを開始")
        expect(pages.page.locator("#answer")).to_be_focused()
        idle(pages.page)
        assert pages.download(tmp_path, SUMMARY).read_bytes().startswith(b"PK")
    asked = [url for url in urls if not url.startswith(("data:", "blob:"))]
    assert [url for url in asked if not url.startswith(f"{pages.url}/")] == []
    paths = {url.removeprefix(pages.url) for url in asked}
    [media] = [path for path in paths if path.startswith("/media/")]
    [upload] = [path for path in paths if path.startswith("/_stcore/upload_file/")]

    for origin in ("https://evil.example", "null", "http://192.0.2.1"):
        with pytest.raises(InvalidStatus), opened(port, origin=origin):
            pass
        assert ask(port, upload, "PUT", body="x", Origin=origin).status == 403
    assert ask(port, upload, "PUT", body="x").status == 404
    assert ask(port, media).status == 404
    stranger = pages.page.context.browser
    assert stranger is not None
    other = stranger.new_context()
    assert other.request.get(pages.url + media).status == 404
    other.new_page().goto(pages.url)
    assert other.request.get(pages.url + media).status == 404
    other.close()
    [cookie] = [one for one in pages.page.context.cookies(pages.url) if "moushikomi" in one["name"]]
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")

    pages.page.reload()
    pages.at("申込書をチェックする")
    assert cookie in pages.page.context.cookies(pages.url)
    turned_to = {line.partition(" ")[2] for line in log.read_text(encoding="utf-8").splitlines()}
    assert turned_to - HERE == set()
    assert turned_to  # it was watched
