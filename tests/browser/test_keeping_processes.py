"""Drafts outlive the processes that serve the pages: killed ones, and several at once."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Final

import pytest
from playwright.sync_api import Page, expect
from websockets.exceptions import WebSocketException

from tests.browser.driver import Pages
from tests.browser.installation import finished, installed
from tests.browser.test_journeys import APPLICANT, WHO
from tests.browser.test_keeping import CONFLICT, STOP, go_back, has
from tests.browser.visitor import Visitor, stream_of
from tests.postgresql import Postgresql, running_postgresql

pytestmark = pytest.mark.browser

KILLS: Final = 100
"""How often the server is killed."""
VISITORS: Final = 3
LONGEST_SECONDS: Final = 3.0
NOT_FOUND: Final = "以前の下書きが見つかりませんでした"


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Postgresql]:
    with running_postgresql() as server:
        yield server


def begin(pages: Pages) -> dict[str, str]:
    """Open the third page of a draft; give what was answered on the second, and acknowledged."""
    visitor = Visitor("訪問者", stream_of(pages.url), "withdrawing")
    pages.page.goto(f"{pages.url}/?{finished(visitor.begin(2))}")
    pages.at("利用停止")
    return {k: str(v) for k, v in visitor.acknowledged[visitor.token]["applicant"].items()}


def begin_in_memory(pages: Pages) -> None:
    """Answer the first two pages of a draft that shall not be saved."""
    pages.open()
    pages.tick("in-memory")
    pages.press(STOP)
    pages.at(WHO)
    pages.fill(APPLICANT | {"applicant.company": "SECRET-COMPANY", "business.code": "01233"})
    pages.next("利用停止")


def another_tab(pages: Pages, address: str = "") -> Pages:
    other = Pages(pages.page.context.new_page(), pages.url)
    if address:
        other.page.goto(address)
    return other


@pytest.mark.nightly
def test_a_killed_server_loses_what_shall_not_be_saved_and_nothing_else(
    page: Page, tmp_path: Path
) -> None:
    chance = Random(20261124)  # noqa: S311 - nothing secret
    visitors = [Visitor(f"訪問者{number}") for number in range(VISITORS)]
    lost = []
    with installed(tmp_path) as own:
        here = Pages(page, own.url)
        answers = begin(here)
        here.fill({"stop.reason": "撤退"})
        unsaved = another_tab(here)
        begin_in_memory(unsaved)
        unsaved.page.reload()
        unsaved.at("利用停止")
        there = another_tab(here, unsaved.page.url)
        there.at("利用停止")
        go_back(there, WHO)
        has(there, "applicant.company", "SECRET-COMPANY")
        assert b"SECRET-COMPANY" not in own.bytes()
        for kill in range(KILLS):
            if kill:
                own.start()
            lost += finished(_lost(visitors, own.url, drafts=1))
            moment = chance.uniform(0, LONGEST_SECONDS)
            finished(_fill_in_until_killed(visitors, own.kill, moment))
        expect(here.page.get_by_role("dialog")).to_contain_text(
            "サーバーが停止している可能性があります。", timeout=60_000
        )
        own.start()
        lost += finished(_lost(visitors, own.url, drafts=1_000))
        here.to_front()
        here.page.reload()
        here.at("利用停止")
        go_back(here, WHO)
        for key, text in answers.items():
            has(here, key, text)
        unsaved.to_front()
        unsaved.page.reload()
        unsaved.at("どのような手続きですか")
        expect(unsaved.page.get_by_text(NOT_FOUND)).to_be_visible()
    given, drafts = sum(v.count() for v in visitors), sum(len(v.acknowledged) for v in visitors)
    print(f"{KILLS} kills, {drafts} drafts, {given} answers acknowledged, {len(lost)} lost")  # noqa: T201 - the figure
    assert given > KILLS
    assert lost == []


async def _lost(visitors: list[Visitor], url: str, drafts: int) -> list[str]:
    for visitor in visitors:
        visitor.server = stream_of(url)
    return [found for visitor in visitors for found in await visitor.lost(drafts)]


async def _fill_in_until_killed(
    visitors: list[Visitor], kill: Callable[[], None], moment: float
) -> None:
    seen = [asyncio.Event() for _ in visitors]
    tasks = [
        asyncio.create_task(visitor.fill_in(event))
        for visitor, event in zip(visitors, seen, strict=True)
    ]
    for event in seen:
        await asyncio.wait_for(event.wait(), 60)
    await asyncio.wait(tasks, timeout=moment)
    kill()
    for end in await asyncio.gather(*tasks, return_exceptions=True):
        assert isinstance(end, WebSocketException | OSError), end


@pytest.mark.nightly
def test_a_draft_of_one_process_continues_in_another(
    page: Page, postgresql: Postgresql, tmp_path: Path
) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    url = postgresql.url()
    with (
        installed(tmp_path / "one", database_url=url) as one,
        installed(tmp_path / "other", database_url=url) as other,
    ):
        here, there = Pages(page, one.url), Pages(page.context.new_page(), other.url)
        here.to_front()
        begin(here)
        there.to_front()
        there.page.goto(here.page.url.replace(one.url, other.url))
        there.at("利用停止")
        there.tick("stop.completed")
        there.fill({"stop.reason": "別の理由"})
        there.next("内容の確認")
        here.to_front()
        here.fill({"stop.reason": "この理由"})
        here.widget("stop.reason").locator("textarea").press("Tab")
        here.at(CONFLICT, errors=True)
        here.press("この画面の内容で上書き")
        here.at("利用停止")
        one.kill()
        there.to_front()
        there.page.goto(here.page.url.replace(one.url, other.url))
        there.at("利用停止")
        has(there, "stop.reason", "この理由")
        assert not one.database.exists()
        assert not other.database.exists()
