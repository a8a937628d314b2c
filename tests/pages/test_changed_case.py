"""Another case chosen in a draft that has begun: it is said, and taken back by one click."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_journeys import (
    APPLICANT,
    BUSINESS,
    CONTACT,
    WHO,
    begin,
    finished,
    give,
    opened,
    press,
    shown,
    step,
    title,
)
from wizard.core.draft import Draft
from wizard.core.moments import AT_VARIABLE
from wizard.ui.session import saved_drafts

CONTACTS = "システム窓口情報（窓口責任者）"


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Give a change of contacts that is typed already."""
    monkeypatch.setenv(AT_VARIABLE, "2026-11-24T09:00:00+09:00")
    page = opened()
    begin(page, "contact-changed")
    step(page, WHO, APPLICANT | BUSINESS)
    row: dict[str, object] = {"contacts.0.action": "change", "contacts.0.name": "窓口 花子"}
    step(page, CONTACTS, row | CONTACT)
    assert title(page) == "内容の確認"
    return page


def draft_of(page: AppTest) -> Draft:
    draft: Draft = page.session_state["draft"]
    return draft


def back_to_start(page: AppTest) -> None:
    page.query_params["step"] = "start"
    page.run()
    assert title(page) == "どのような手続きですか"


def test_it_is_announced_and_reported_and_taken_back_with_what_was_typed_since(
    page: AppTest,
) -> None:
    before = draft_of(page).answers["contacts"]
    back_to_start(page)
    assert "「窓口責任者を変更・追加・削除する」の申込書を作成中です" in shown(page)
    begin(page, "withdrawing")
    text = shown(page)
    was, now = "窓口責任者を変更・追加・削除する", "システムの利用を停止する（事業撤退など）"
    assert f"「{was}」から「{now}」に変更しました。" in text
    assert f"入力済みの内容は保管しています：{CONTACTS}" in text
    step(page, WHO, {"applicant.department": "総務部"})
    give(page, {"stop.reason": "事業撤退"})
    press(page, "back")
    press(page, "undo-case")
    assert title(page) == "内容の確認"
    draft = draft_of(page)
    assert (draft.kind, draft.parts, draft.situation) == ("change", ["contacts"], "contact-changed")
    assert draft.answers["contacts"] == before
    assert draft.answers["applicant"]["department"] == "総務部"
    assert "変更しました" not in shown(page)
    assert draft.set_aside == {"stop": {"reason": "事業撤退"}}
    saved = saved_drafts().find(draft.token)
    assert saved is not None
    assert saved.answers == draft.answers


def test_the_same_case_again_changes_nothing(page: AppTest) -> None:
    back_to_start(page)
    begin(page, "contact-changed")
    assert "undo-case" not in [button.key for button in page.button]
    assert draft_of(page).accepted >= {"start", "applicant", "business", "contacts"}


def test_the_draft_stays_where_another_is_started(page: AppTest) -> None:
    token = draft_of(page).token
    back_to_start(page)
    press(page, "anew")
    begin(page, "withdrawing")
    assert draft_of(page).token != token
    kept = saved_drafts().find(token)
    assert kept is not None
    assert kept.kind == "change"


def test_a_form_that_was_made_stays_as_it_is(page: AppTest) -> None:
    made = finished(page)
    back_to_start(page)
    assert "作成済の申込書は残ります。" in shown(page)
    begin(page, "withdrawing")
    assert draft_of(page).token != made.token
    assert draft_of(page).kind == "stop"
    kept = saved_drafts().find(made.token)
    assert kept is not None
    assert (kept.kind, kept.finished_at) == ("change", made.finished_at)


def test_what_was_made_in_another_case_is_not_taken_back(page: AppTest) -> None:
    back_to_start(page)
    begin(page, "business-changed")
    step(page, WHO, {"business.address": "〒100-0013 東京都千代田区霞が関1-2-3"})
    assert "undo-case" in [button.key for button in page.button]
    finished(page)
    press(page, "back")
    assert title(page) == "内容の確認"
    assert "undo-case" not in [button.key for button in page.button]


@pytest.mark.parametrize(
    ("key", "heading", "way_out"),
    [
        ("situation:pausing", "「システムの利用を一時的に休止する」の場合", ""),
        ("gate", "該当する手続きが見当たらない場合", "「困ったときは」で検索"),
    ],
)
def test_who_looks_at_what_needs_no_form_comes_back_to_the_draft_as_it_was(
    page: AppTest, key: str, heading: str, way_out: str
) -> None:
    before = draft_of(page).accepted | set()
    back_to_start(page)
    press(page, key)
    assert title(page) == heading
    assert way_out in "".join(link.proto.label for link in page.get("page_link"))
    press(page, "back-to-start")
    draft = draft_of(page)
    assert (draft.situation, draft.accepted) == ("contact-changed", before)
    begin(page, "contact-changed")
    assert "undo-case" not in [button.key for button in page.button]


def test_the_way_back_from_the_first_question_changes_nothing(page: AppTest) -> None:
    press(page, "edit:start")
    assert title(page) == "どのような手続きですか"
    before = draft_of(page).accepted | set()
    press(page, "keep-case")
    assert title(page) == "内容の確認"
    assert (draft_of(page).accepted, draft_of(page).focus) == (before, "edit:start")
    finished(page)
    back_to_start(page)
    press(page, "keep-case")
    assert title(page) == "申込書を作成しました"


def test_what_another_case_asks_comes_before_the_way_back_to_the_check_page(page: AppTest) -> None:
    press(page, "edit:start")
    begin(page, "renamed")
    pending = "入力が完了していない手順があります：「申込者・事業者」「システム窓口情報"
    assert title(page) == WHO
    assert pending in shown(page)
    assert page.button(key="next").label == "次へ"
