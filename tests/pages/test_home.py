"""The desk: drafts to go on with, cards that begin, and the form beside the questions."""

import json
import re
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_journeys import (
    APPLICANT,
    BUSINESS,
    WHO,
    begin,
    give,
    opened,
    press,
    shown,
    step,
    title,
)
from wizard.core.draft import Draft
from wizard.core.moments import AT_VARIABLE
from wizard.drafts.saved_rows import DraftsError
from wizard.drafts.store import SavedDrafts
from wizard.ui import registers, session
from wizard.ui.session import saved_drafts
from wizard.ui.visitor import Visitor

TUESDAY = "2026-11-24T14:03:00+09:00"


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv(AT_VARIABLE, TUESDAY)
    return opened()


def draft_of(page: AppTest) -> Draft:
    draft: Draft = page.session_state["draft"]
    return draft


def listed(page: AppTest) -> list[list[str]]:
    """Return the lines of the forms on home: their cells, and their buttons."""
    cells = [re.findall(r"<dd>(.*?)</dd>", body) for body in bodies(page, '<dl class="mk-line">')]
    deeds = [b.label for b in page.button if str(b.key).startswith("resume:")]
    return [
        [re.sub("<[^>]*>", "", cell) for cell in line] + [deed]
        for line, deed in zip(cells, deeds, strict=True)
    ]


def bodies(page: AppTest, part: str) -> list[str]:
    shown(page)
    return [str(e.proto.body) for e in page.get("html") if part in e.proto.body]


def named(monkeypatch: pytest.MonkeyPatch, visitor: Visitor | None) -> None:
    monkeypatch.setattr(session, "visitor", lambda: visitor)


def test_a_card_begins(page: AppTest) -> None:
    assert "手続きの内容を1つ選択" not in shown(page)
    begin(page, "contact-changed")
    assert title(page) == WHO  # what changes is named by the card
    draft = draft_of(page)
    assert draft.parts == ["contacts"]


def test_what_is_typed_is_saved_at_once_and_the_page_says_so(page: AppTest) -> None:
    begin(page, "withdrawing")
    page.text_input(key="applicant.department").set_value("総務部").run()
    draft = draft_of(page)
    saved = saved_drafts().find(draft.token)
    assert saved is not None
    assert saved.answers["applicant"]["department"] == "総務部"
    assert '<span role="status">保存しました 14:03</span>' in shown(page)


def test_an_added_and_a_removed_row_are_saved_at_once(page: AppTest) -> None:
    begin(page, "contact-changed")
    step(page, WHO, APPLICANT | BUSINESS)
    give(page, {"contacts.0.action": "delete", "contacts.0.name": "窓口 一郎"})
    press(page, "contacts")
    draft = draft_of(page)
    saved = saved_drafts().find(draft.token)
    assert saved is not None
    assert saved.answers["contacts"] == [{"action": "delete", "name": "窓口 一郎"}, {}]
    press(page, "contacts.0:remove")
    saved = saved_drafts().find(draft.token)
    assert saved is not None
    assert "窓口 一郎" not in str(saved.answers)


def test_the_company_is_typed_once(page: AppTest) -> None:
    begin(page, "withdrawing")
    page.text_input(key="applicant.company").set_value("サンプル電力株式会社").run()
    assert page.text_input(key="business.name").value == "サンプル電力株式会社"
    page.text_input(key="business.name").set_value("別の会社").run()
    page.text_input(key="applicant.company").set_value("サンプル電力").run()
    assert page.text_input(key="business.name").value == "別の会社"


def test_a_draft_under_way_is_continued(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    named(monkeypatch, Visitor("花子"))
    page.run()
    begin(page, "withdrawing")
    assert listed(opened()) == []  # nothing was given yet
    step(page, WHO, APPLICANT | BUSINESS)
    again = opened()
    ((company, case, state, _, deed),) = listed(again)
    assert (company, case) == ("サンプル電力株式会社", "システム利用停止")
    assert (state, deed) == ("入力中", "続ける")
    press(again, "resume:0")
    assert title(again) == "利用停止"
    assert again.session_state["draft"].token == page.session_state["draft"].token


@pytest.mark.parametrize("other", [None, Visitor("太郎")], ids=["nobody", "somebody else"])
def test_nobody_sees_the_drafts_of_others(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, other: Visitor | None
) -> None:
    named(monkeypatch, Visitor("花子二"))
    page.run()
    begin(page, "withdrawing")
    step(page, WHO, APPLICANT | BUSINESS)
    assert listed(opened()) != []
    named(monkeypatch, other)
    assert listed(opened()) == []


def finish(page: AppTest, owner: str, monkeypatch: pytest.MonkeyPatch) -> None:
    named(monkeypatch, Visitor(owner))
    monkeypatch.setattr(registers, "visitor", lambda: Visitor(owner))
    page.run()
    begin(page, "withdrawing")
    step(page, WHO, APPLICANT | BUSINESS)
    give(page, {"stop.reason": "事業撤退のため", "stop.completed": True})
    press(page, "next")
    press(page, "finish")
    assert title(page) == "申込書を作成しました"


def test_a_form_that_was_made_is_found_again_and_says_how_far_it_is(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(page, "花子三", monkeypatch)
    again = opened()
    assert [(line[2], line[-1]) for line in listed(again)] == [("作成済", "提出する")]
    press(again, "resume:0")
    assert title(again) == "申込書を作成しました"
    press(again, "sent")
    home = opened()
    assert "つづきから" not in shown(home)
    assert [(line[2], line[-1]) for line in listed(home)] == [("送付済", "開く")]
    assert "送付した申込書（1件）" in [one.label for one in home.expander]


def test_a_deleted_draft_comes_back_as_it_was(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(monkeypatch, Visitor("花子四"))
    page.run()
    begin(page, "withdrawing")
    step(page, WHO, APPLICANT | BUSINESS)
    token = draft_of(page).token
    home = opened()
    press(home, "delete:0")
    assert saved_drafts().find(token) is None
    assert listed(home) == []
    assert "「サンプル電力株式会社　システム利用停止」を削除しました。" in shown(home)
    press(home, "undo-deletion")
    assert [line[0] for line in listed(home)] == ["サンプル電力株式会社"]
    assert "削除しました" not in shown(home)
    press(home, "resume:0")
    assert draft_of(home).answers == draft_of(page).answers


def test_a_draft_is_deleted_from_its_own_first_question(page: AppTest) -> None:
    begin(page, "withdrawing")
    token = draft_of(page).token
    page.query_params["step"] = "start"
    page.run()
    press(page, "delete-draft")
    assert saved_drafts().find(token) is None
    assert draft_of(page).token != token
    press(page, "undo-deletion")
    assert saved_drafts().find(token) is not None


def test_a_draft_that_cannot_be_deleted_stays_and_the_page_says_why(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: SavedDrafts, _token: str) -> None:
        message = "ディスクの空き容量がありません。"
        raise DraftsError(message)

    begin(page, "withdrawing")
    page.query_params["step"] = "start"
    page.run()
    monkeypatch.setattr(SavedDrafts, "forget", refuse)
    press(page, "delete-draft")
    assert "ディスクの空き容量がありません。" in shown(page)
    assert "delete-draft" in [button.key for button in page.button]


def test_who_has_applied_before_is_filled_in_by_one_click(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (session, registers):
        monkeypatch.setattr(module, "visitor", lambda: Visitor("花子五"))
    page.run()
    begin(page, "withdrawing")
    assert "known:0" not in [button.key for button in page.button]
    step(page, WHO, APPLICANT | BUSINESS)
    again = opened()
    begin(again, "certificate-expiring")
    label = next(button.label for button in again.button if button.key == "known:0")
    assert label.replace("\\", "") == "サンプル電力株式会社（01233）"
    again.text_input(key="applicant.department").set_value("総務部")
    press(again, "known:0")
    assert "known:0" not in [button.key for button in again.button]
    assert again.text_input(key="applicant.responsible").value == "申込 太郎"
    assert again.text_input(key="business.code").value == "01233"
    press(again, "next")
    assert title(again) == "WEB利用情報 クライアント証明書"
    assert draft_of(again).answers["applicant"]["department"] == "総務部"


def live(page: AppTest) -> dict[str, Any]:
    (found,) = re.findall(r'data-live="([^"]*)"', shown(page))
    there: dict[str, Any] = json.loads(unescape(found))
    return there


def test_the_form_beside_the_questions_is_filled_as_answers_come(page: AppTest) -> None:
    begin(page, "withdrawing")
    assert "サンプル電力株式会社" not in live(page)["cells"].values()
    page.text_input(key="applicant.company").set_value("サンプル電力株式会社").run()
    cells = live(page)["cells"]
    assert cells["利用申込書!Y4"] == "サンプル電力株式会社"
    assert "2026年11月24日" in cells.values()
    drawn = shown(page)
    assert 'data-place="利用申込書!Y4"' in drawn
    marked = drawn.split('.mk-form [data-answer="applied_on"]')[1].split("{")[0]
    assert '[data-answer="business.code"]' in marked
    assert "business.address" not in marked
    pages = live(page)["pages"]
    assert (pages["remarks"], pages.get("business.address")) == ("stop", None)


def test_the_form_marks_the_api_for_who_uses_it(page: AppTest) -> None:
    begin(page, "first-use")
    page.query_params["step"] = "web_certificates"
    draft_of(page).accepted |= {"applicant", "new", "business", "privacy_notice_url", "contacts"}
    page.run()
    marked = '.mk-form [data-answer="api.environment"]'
    assert marked not in shown(page)
    assert live(page)["pages"]["api.environment"] == "web_certificates"
    press(page, "back")
    assert "api" not in draft_of(page).answers  # it is still not used
    page.query_params["step"] = "web_certificates"
    page.run()
    page.radio(key="uses-api").set_value(True).run()
    assert marked in shown(page)
    assert page.text_input(key="api.certificates.0.serial").value == ""
    step(page, "WEB利用情報 クライアント証明書", {"web_certificates.0.serial": "0012AB34"})
    assert "「API利用情報」が記入されていません。" in shown(page)
    page.radio(key="uses-api").set_value(False).run()
    press(page, "next")
    assert title(page) == "内容の確認"


def test_a_renewal_presets_its_action_and_asks_what_is_replaced(page: AppTest) -> None:
    begin(page, "certificate-expiring")
    step(page, WHO, APPLICANT | BUSINESS)
    action = page.radio(key="web_certificates.0.action")
    assert action.value == "renew"
    assert page.text_input(key="web_certificates.0.replaces").value == ""
    action.set_value("add").run()
    assert not [f for f in page.text_input if str(f.key).startswith("web_certificates.0.replaces")]
