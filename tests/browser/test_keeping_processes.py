"""Drafts outlive the processes that serve the pages: killed ones, and several at once."""

import asyncio
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Page
from websockets.exceptions import WebSocketException

from tests.browser.conftest import free_port, serving
from tests.browser.driver import Pages
from tests.browser.installation import finished, installed
from tests.browser.test_keeping import CONFLICT, begin, has
from tests.browser.visitor import Visitor, stream_of
from tests.postgresql import Postgresql, running_postgresql

pytestmark = pytest.mark.browser

KILLS = int(os.environ.get("MOUSHIKOMI_KILLS", "1"))
"""How often the server is killed; `make test` does it once, whoever wants more says so."""

VISITORS = 3
LONGEST_SECONDS = 3.0


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Postgresql]:
    with running_postgresql() as server:
        yield server


def test_a_killed_server_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    chance = Random(20261124)  # noqa: S311 - nothing secret
    visitors = [Visitor(f"訪問者{number}") for number in range(VISITORS)]
    port = free_port()
    lost = []
    for _ in range(KILLS):
        with serving(tmp_path, port=port) as (url, process):
            lost += finished(_lost(visitors, url, drafts=1))
            moment = chance.uniform(0, LONGEST_SECONDS)
            finished(_fill_in_until_killed(visitors, process, moment))
    with serving(tmp_path, port=port) as (url, _):
        lost += finished(_lost(visitors, url, drafts=1_000))
    answers, drafts = sum(v.count() for v in visitors), sum(len(v.acknowledged) for v in visitors)
    print(f"{KILLS} kills, {drafts} drafts, {answers} answers acknowledged, {len(lost)} lost")  # noqa: T201 - the figure
    assert answers > KILLS
    assert lost == []


async def _lost(visitors: list[Visitor], url: str, drafts: int) -> list[str]:
    for visitor in visitors:
        visitor.server = stream_of(url)
    return [found for visitor in visitors for found in await visitor.lost(drafts)]


async def _fill_in_until_killed(
    visitors: list[Visitor], process: subprocess.Popen[bytes], moment: float
) -> None:
    seen = [asyncio.Event() for _ in visitors]
    tasks = [
        asyncio.create_task(visitor.fill_in(event))
        for visitor, event in zip(visitors, seen, strict=True)
    ]
    for event in seen:
        await asyncio.wait_for(event.wait(), 60)
    await asyncio.wait(tasks, timeout=moment)
    process.kill()
    for end in await asyncio.gather(*tasks, return_exceptions=True):
        assert isinstance(end, WebSocketException | OSError), end


def test_a_draft_begun_with_one_process_goes_on_with_another(
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
        begin(here)
        there.page.goto(here.page.url.replace(one.url, other.url))
        there.at("事業者情報")
        there.fill({"business.code": "01233", "business.name": "別の会社"})
        there.next("利用停止")
        here.fill({"business.code": "98765", "business.name": "この会社"})
        here.press("次へ")
        here.at(CONFLICT, errors=True)
        here.press("この画面の内容で上書きする")
        here.at("事業者情報")
        one.kill()
        there.page.goto(here.page.url.replace(one.url, other.url))
        there.at("事業者情報")
        has(there, "business.code", "98765")
        assert not one.database.exists()
        assert not other.database.exists()
