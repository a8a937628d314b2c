"""The guide on the command line: searched by words, asked for by item, listed whole."""

import re

import pytest

from rules.guide.entries import entries
from rules.guide.places import labels
from tests.samples import PROJECT
from tests.wizard.calling import Call, Called, assert_one_line
from wizard.commands.app import app

KEYS = ["id", "question", "answer", "steps", "contact", "see", "why"]
ALL = list(entries())


def _answer(called: Called) -> Called:
    assert called.status == 0, called.err
    assert called.err == ""
    return called


def _ids(called: Called) -> list[str]:
    return [found["id"] for found in _answer(called).json]


def test_words_are_answered_as_json_with_these_keys(call: Call) -> None:
    found = _answer(call("guide", "証明書", "期限切れ", "--json")).json
    assert found[0]["id"] == "3-6"
    for answer in found:
        assert list(answer) == KEYS
        texts = (answer["question"], answer["answer"], answer["contact"])
        assert all(isinstance(text, str) and text for text in texts)
        assert all(isinstance(step, str) for step in answer["steps"])
        assert answer["why"]


def test_see_leads_on(call: Call) -> None:
    (found,) = _answer(call("guide", "--item", "3-6", "--json")).json
    for way in found["see"]:
        assert set(way) in ({"kind", "to", "label"}, {"kind", "to", "label", "note"})
    ways = {(way["kind"], way["to"]) for way in found["see"]}
    assert ("situation", "certificate-expiring") in ways
    assert ("page", "calendar") in ways
    assert ("command", "deadline") in ways
    assert ("item", "3-4") in ways
    link = "https://www.occto.or.jp/occtosystem2/client_shoumeisho.html#kigen"
    assert ("link", link) in ways
    (note,) = [way["note"] for way in found["see"] if way["kind"] == "link"]
    assert "変更されている場合があります" in note


def test_the_answer_holds_the_conditions(call: Call) -> None:
    (found,) = _answer(call("guide", "--item", "3-4", "--json")).json
    for condition in ("遅れる", "受理されません", "個別の対応"):
        assert condition in found["answer"]


@pytest.mark.parametrize("id_", ALL)
def test_every_item_answers_with_something_to_do(id_: str, call: Call) -> None:
    (found,) = _answer(call("guide", "--item", id_, "--json")).json
    assert found["id"] == id_
    assert found["steps"]
    assert found["contact"]
    assert [way for way in found["see"] if way["kind"] != "item"]
    out = _answer(call("guide", "--item", id_)).out
    for text in (id_, *found["steps"], *found["answer"].splitlines(), found["contact"]):
        assert text in out
    for way in found["see"]:
        assert way["label"] in out


@pytest.mark.parametrize(
    ("written", "id_"),
    [("3-4", "3-4"), ("３－４", "3-4"), ("3－4", "3-4"), ("3-④", "3-4"), ("ERR_20250", "ERR_20250"),
     ("20250", "ERR_20250"), ("ＥＲＲ＿２０２５０", "ERR_20250"), ("参考(1)", "ref-1")],
)  # fmt: skip
def test_an_item_is_read_as_people_write_it(written: str, id_: str, call: Call) -> None:
    assert _ids(call("guide", "--item", written, "--json")) == [id_]
    assert _ids(call("guide", written, "--json")) == [id_]


@pytest.mark.parametrize("flag", [[], ["--json"]], ids=["words", "json"])
@pytest.mark.parametrize(
    "item", ["9-9", "", "3", "ERR_99999", "ログイン", "\udcff", "a\nb"], ids=ascii
)
def test_an_unknown_item_is_an_error_in_one_line(item: str, flag: list[str], call: Call) -> None:
    called = call("guide", "--item", item, *flag)
    assert_one_line(called, status=1)
    assert "3-4" in called.err


@pytest.mark.parametrize("words", [["カツ丼"], ["zzz", "qqq"], [""], ["　"], ["\udcff"]], ids=ascii)
def test_nothing_found_is_an_empty_list_and_offers_whom_to_ask(
    words: list[str], call: Call
) -> None:
    assert _ids(call("guide", *words, "--json")) == []
    out = _answer(call("guide", *words)).out
    for text in ("見つかりませんでした", "ヘルプデスク", "該当エリアの一般送配電事業者", "FAQ 7-1"):
        assert text in out


def test_words_are_answered_for_people(call: Call) -> None:
    out = _answer(call("guide", "認証失敗")).out
    first, _, rest = out.partition("ほかの候補")
    for text in ("一致", "認証失敗", "1-4　", "  1. ", "問い合わせ先", "対応する機能", "資料",
                 "リンク", "occto.html（リンク先のURLは変更されている場合があります）",
                 "FAQ 1-4（2023年8月4日版）"):  # fmt: skip
        assert text in first
    assert "1-3　" in rest
    assert len(rest.splitlines()) <= 5


def test_without_words_all_items_are_listed(call: Call) -> None:
    assert _ids(call("guide", "--json")) == ALL
    out = _answer(call("guide")).out
    assert re.findall(r"^  (\S+)　", out, re.MULTILINE) == ALL


@pytest.mark.parametrize(
    "words", [["--item"], ["--item", "3-4", "ログイン"], ["--items", "3-4"], ["ログイン", "--what"]]
)
def test_a_wrong_call_is_reported_in_one_line(words: list[str], call: Call) -> None:
    assert_one_line(call("guide", *words))


def test_help_is_japanese(call: Call) -> None:
    out = _answer(call("guide", "--help")).out
    assert out.startswith("使い方：")
    assert "--item" in out


def test_the_commands_that_entries_lead_to_are_there() -> None:
    assert set(labels()["command"]) <= set(app.commands)


def test_the_pages_that_entries_lead_to_are_there() -> None:
    source = (PROJECT / "wizard" / "app.py").read_text(encoding="utf-8")
    for address, title in labels()["page"].items():
        assert f'title="{title}"' in source
        assert address == "apply" or f'url_path="{address}"' in source
