"""The guide's page without a browser: every entry, every tool, hostile words."""

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rules.guide.checklists import checklist
from rules.guide.entries import entries
from rules.guide.items import items
from tests.nightly import NIGHTLY
from wizard.ui import session_cache
from wizard.views.guide.checklists import printable
from wizard.views.guide.guide_session import TOOLS


def script() -> None:
    from wizard.views.guide.page import show_guidance  # noqa: PLC0415 - runs as a script of its own

    show_guidance()


def opened(**query: str) -> AppTest:
    page = AppTest.from_function(script, default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def shown(page: AppTest) -> str:
    assert not page.exception
    found: list[Any] = list(page.get("html"))
    return "\n".join(part.proto.body for part in found)


@pytest.mark.parametrize("item", [*items()][:: 1 if NIGHTLY else 4])
def test_every_item_can_be_opened_by_its_address(item: str) -> None:
    body = shown(opened(item=item))
    entry = entries()[item]
    assert f"<h2>{entry.question}</h2>" in body
    text = re.sub(r'<a href="[?]item=([^"]+)">[^<]*</a>', r"\1", body)
    assert all(step in text for step in entry.steps)


@pytest.mark.parametrize(
    ("item", "cited"),
    [
        ("1-1", '手順は<a href="?item=1-2">1-2</a>を参照してください。'),
        ("3-7", '<a href="?item=3-4">3-4</a>を参照'),
        ("3-3", '（<a href="?item=ref-1">参考(1)</a>）'),
    ],
)
def test_an_entry_that_cites_another_leads_there(item: str, cited: str) -> None:
    assert cited in shown(opened(item=item))


def test_what_was_typed_for_a_mail_is_found_again_by_the_same_browser_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typed = []
    for browser in ("one", "one", "other"):
        monkeypatch.setattr(session_cache, "current_browser", lambda name=browser: name)
        page = opened(tool="request-mail")
        typed.append(page.text_input(key="mail:address").value)
        page.text_input(key="mail:address").set_value("東京都千代田区").run()
    assert typed == ["", "東京都千代田区", ""]


def test_the_fields_of_the_tools_outlive_a_reload(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_cache, "current_browser", lambda: "of the guide")
    page = opened()
    page.button(key="tool:contact-finder").click().run()
    page.radio(key="matter").set_value("switching-state").run()
    page.text_input(key="point").set_value("03-1234").run()
    reloaded = opened(**page.query_params)
    assert reloaded.text_input(key="point").value == "03-1234"
    page = opened(tool="login-doctor")
    page.radio(key="doctor-screen").set_value("1-4").run()
    page.button(key="reply:0:True").click().run()
    assert "認証失敗" in shown(page)
    keys = [button.key for button in page.button]
    assert "reply:0:True" not in keys
    reloaded = opened(tool="login-doctor")
    assert "認証失敗" in shown(reloaded)
    assert [button.key for button in reloaded.button] == keys


def test_the_way_back_leads_to_what_was_shown_before() -> None:
    page = opened()
    page.button(key="item:1-1").click().run()
    assert page.query_params["item"] in (["1-1"], "1-1")
    page.query_params.clear()
    assert "すべての項目" in shown(page.run())


@pytest.mark.parametrize("tool", list(TOOLS))
def test_every_tool_can_be_opened_by_its_address(tool: str) -> None:
    assert f"<h2>{TOOLS[tool]}</h2>" in shown(opened(tool=tool))


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "'; DROP TABLE", "\u202e\x00", "あ" * 10_000, "𠮷﨑"]
)
def test_hostile_words_are_only_words(words: str) -> None:
    body = shown(opened(q=words))
    assert "<script>alert" not in body
    assert "見つか" in body


def test_an_unknown_address_shows_the_beginning() -> None:
    assert "すべての項目" in shown(opened(item="9-9", tool="nothing"))


def test_the_doctor_goes_back_step_by_step() -> None:
    page = opened(tool="login-doctor")
    page.radio(key="doctor-screen").set_value("1-4").run()
    assert "認証失敗" in shown(page)
    page.button(key="reply:0:True").click().run()
    page.button(key="take-back").click().run()
    page.button(key="take-back").click().run()
    assert page.radio(key="doctor-screen").value is None


def test_a_list_to_print_is_a_page_of_its_own() -> None:
    page = printable(checklist("stop"))
    assert page.startswith('<!doctype html><html lang="ja">')
    assert "一時的な休止ではなく" in page
