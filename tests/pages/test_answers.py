"""The check page of an application: a table a block, and each finding in one place."""

import re
from typing import Any

import pytest

from tests.pages.test_form_preview import opened, text_of
from tests.samples import REMOVED, case, edited
from wizard.core.moments import AT_VARIABLE


@pytest.fixture(autouse=True)
def tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AT_VARIABLE, "2026-11-24T09:00:00+09:00")


def labels(answers: dict[str, Any]) -> list[str]:
    page, _ = opened("check", answers)
    return [button.label for button in page.button]


def test_a_block_has_one_button_and_the_form_one_above_and_one_below() -> None:
    shown = labels(case("new"))
    assert shown.count("変更") == 9
    assert (shown[0], shown[-2:]) == ("申込書を作成", ["申込書を作成", "戻る"])


def test_a_form_with_errors_is_first_to_be_mended() -> None:
    shown = labels(edited(case("stop"), {"stop.completed": False}))
    assert (shown[0], shown.count("申込書を作成")) == ("閲覧・処理の完了を修正", 1)


def test_rows_are_a_table_with_what_stands_nowhere_below() -> None:
    page, _ = opened("check", case("new"))
    (table,) = re.findall(
        r'<table class="mk-rows" aria-label="WEB利用情報 クライアント証明書">.*?</table>',
        text_of(page),
        re.DOTALL,
    )
    heads = re.findall(r'<th scope="col">(?:<[^>]*>)?([^<]*)', table)
    assert heads == ["番号", "区分", "シリアル番号", "証明書名(CN)", "有効期限"]
    cells = re.findall(r'<span class="mk-answer">([^<]*)', table)
    assert cells[:4] == ["追加", "0012AB34", "SAMPLE-PC01", "2028-11-23"]
    assert len(cells) == 8


def test_what_a_rename_may_change_and_does_not_is_unchanged() -> None:
    unchanged = {"business.address": REMOVED, "contacts": REMOVED, "remarks": REMOVED}
    page, _ = opened("check", edited(case("rename"), unchanged))
    found = dict(
        re.findall(
            r'<th scope="row"[^>]*>([^<]*)</th><td><span class="mk-unanswered">([^<]*)',
            text_of(page),
        )
    )
    assert found["住所"] == found["システム窓口情報（窓口責任者）"] == "変更なし"
    assert found["備考"] == "未記入（任意）"


def test_no_cell_is_named_but_on_the_picture() -> None:
    page, _ = opened("check", case("stop"))
    besides = [
        element.proto.body for element in page.get("html") if "mk-form" not in element.proto.body
    ]
    assert not re.search(r"利用申込書![A-Z]+[0-9]+", "".join(besides))
    assert "記入欄" not in "".join(besides)


def test_what_was_answered_at_the_gate_is_not_asked_again() -> None:
    page, draft = opened("check", case("new"))
    assert "小売電気事業者と需要抑制契約者に限られます" in text_of(page)
    draft.entitled = "小売電気事業者"
    page.run()
    assert "小売電気事業者と需要抑制契約者に限られます" not in text_of(page)


def test_findings_that_say_the_same_are_reported_once_with_a_link_each() -> None:
    bare = {"contacts.0.phone": "0335011512", "contacts.1.phone": "09012345678"}
    page, _ = opened("check", edited(case("new"), bare))
    reported = [
        element.proto.body
        for element in page.get("html")
        if "が、03-1234-5678 のような形ではありません" in element.proto.body
    ]
    assert len(reported) == 1
    assert reported[0].count("が、03-1234-5678 のような形ではありません") == 2
    ways = [button.label for button in page.button if button.label.endswith("電話番号を修正")]
    assert ways == [
        f"システム窓口情報（窓口責任者） {nth}の電話番号を修正" for nth in ("1人目", "2人目")
    ]


def test_what_another_case_does_not_ask_is_reported_on_the_check_page() -> None:
    page, draft = opened("check", case("stop"))
    assert "保管しています" not in text_of(page)
    assert "undo-case" not in [button.key for button in page.button]
    draft.set_aside = {"contacts": [{"name": "窓口 花子"}]}
    page.run()
    assert "保管しています：システム窓口情報（窓口責任者）" in text_of(page)
