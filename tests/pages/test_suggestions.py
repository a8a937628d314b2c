"""Suggestions on the pages: one click takes one, another gives back what was typed."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_journeys import (
    APPLICANT,
    BUSINESS,
    begin,
    finished,
    give,
    opened,
    press,
    shown,
    step,
    title,
)
from wizard.core.moments import AT_VARIABLE
from wizard.ui.session import saved_drafts

TUESDAY = "2026-11-24T09:00:00+09:00"
SECTION = "申込者・事業者"


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Give the step that asks what changes of a business."""
    monkeypatch.setenv(AT_VARIABLE, TUESDAY)
    page = opened()
    begin(page, "business-changed")
    give(page, APPLICANT)
    return page


def labels(page: AppTest) -> dict[str, str]:
    return {button.key: button.label.replace("\\", "") for button in page.button if button.key}


def test_an_error_offers_what_was_meant_and_gives_back_what_was_typed(page: AppTest) -> None:
    step(page, SECTION, BUSINESS | {"business.phone": "3-3501-1511", "business.address": "住所"})
    assert title(page) == SECTION
    fault = "先頭の0がありません。市外局番を0から入力してください"
    assert f"連絡先電話番号（他事業者からのお問合せ用）：{fault}" in shown(page)
    assert labels(page)["business.phone:suggestion:0"] == "「03-3501-1511」に変更"
    give(page, {"business.address": "東京都千代田区"})  # typed meanwhile, not sent
    press(page, "business.phone:suggestion:0")
    assert page.text_input(key="business.phone").value == "03-3501-1511"
    assert page.text_area(key="business.address").value == "東京都千代田区"
    assert "市外局番を0から" not in shown(page)
    assert labels(page)["business.phone:undo"] == "元の「3-3501-1511」に戻す"
    press(page, "business.phone:undo")
    assert page.text_input(key="business.phone").value == "3-3501-1511"
    assert "business.phone:undo" not in labels(page)
    press(page, "next")
    press(page, "business.phone:suggestion:0")
    press(page, "next")
    assert title(page) == "内容の確認"


def test_nothing_is_changed_before_a_suggestion_is_taken(page: AppTest) -> None:
    name = "サンプル\u200b電⼒株式会社"
    step(page, SECTION, BUSINESS | {"business.name": name, "business.phone": "0335011511"})
    assert title(page) == "内容の確認"
    draft = page.session_state["draft"]
    assert draft.answers["business"]["name"] == name
    assert draft.answers["business"]["phone"] == "0335011511"
    offered = [label for key, label in labels(page).items() if key.startswith("suggestion:")]
    assert offered == [
        "「サンプル電力株式会社」に変更",  # the letters nobody sees
        "「サンプル電力株式会社」に変更",  # the radical
        "「03-3501-1511」に変更",
    ]


def test_a_warning_is_mended_on_the_check_page_and_saved(page: AppTest) -> None:
    step(page, SECTION, BUSINESS | {"business.phone": "0335011511"})
    press(page, "suggestion:warn:1:0")
    draft = page.session_state["draft"]
    assert draft.answers["business"]["phone"] == "03-3501-1511"
    saved = saved_drafts().find(draft.token)
    assert saved is not None
    assert saved.answers["business"]["phone"] == "03-3501-1511"
    assert saved.originals == {"business.phone": ("0335011511", "03-3501-1511")}
    assert labels(page)["business.phone:undo"] == "元の「0335011511」に戻す"
    press(page, "business.phone:undo")
    assert draft.answers["business"]["phone"] == "0335011511"
    assert "business.phone:undo" not in labels(page)
    finished(page)


def test_what_was_typed_after_a_suggestion_was_taken_stays(page: AppTest) -> None:
    step(page, SECTION, BUSINESS | {"business.phone": "0335011511"})
    press(page, "suggestion:warn:1:0")
    assert "business.phone:undo" in labels(page)
    press(page, "edit:business")
    give(page, {"business.phone": "03-3501-9999"})
    press(page, "next")
    assert title(page) == "内容の確認"
    assert "business.phone:undo" not in labels(page)
    assert page.session_state["draft"].answers["business"]["phone"] == "03-3501-9999"


def test_a_click_that_was_under_way_keeps_what_was_typed_at_the_same_time(page: AppTest) -> None:
    step(page, SECTION, BUSINESS | {"business.phone": "3-3501-1511", "business.address": "住所"})
    press(page, "business.phone:suggestion:0")
    give(page, {"business.phone": "03-3501-9999"})  # typed, and not taken in before the click
    press(page, "business.phone:undo")
    assert page.text_input(key="business.phone").value == "03-3501-9999"


def test_a_removed_row_takes_its_original_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AT_VARIABLE, TUESDAY)
    page = opened()
    begin(page, "contact-changed")
    step(page, SECTION, APPLICANT | BUSINESS)
    contacts = "システム窓口情報（窓口責任者）"
    first = {"action": "delete", "name": "窓口 一郎"}
    give(page, {f"contacts.0.{name}": value for name, value in first.items()})
    press(page, "contacts")
    second = {"action": "change", "name": "窓口 花子", "phone": "3-3501-1511"}
    step(page, contacts, {f"contacts.1.{name}": value for name, value in second.items()})
    press(page, "contacts.1.phone:suggestion:0")
    press(page, "contacts.0:remove")
    assert page.text_input(key="contacts.0.phone").value == "03-3501-1511"
    assert page.session_state["draft"].originals == {}


def test_a_postal_code_alone_offers_its_addresses_at_once(page: AppTest) -> None:
    page.text_area(key="business.address").set_value("498-0000").run()
    offered = [label for key, label in labels(page).items() if ":suggestion:" in key]
    assert offered == [
        "「〒498-0000 愛知県弥富市」に変更",
        "「〒498-0000 三重県桑名郡木曽岬町」に変更",
    ]
    press(page, "business.address:suggestion:1")
    assert page.text_area(key="business.address").value == "〒498-0000 三重県桑名郡木曽岬町"
    assert [key for key in labels(page) if ":suggestion:" in key] == []


@pytest.mark.usefixtures("page")  # for the moment
def test_the_one_answer_of_a_part_that_changes_is_required() -> None:
    page = opened()
    begin(page, "privacy-notice-moved")
    heads = [
        part.proto.body for part in page.get("html") if "privacy_notice_url" in part.proto.body
    ]
    assert any("※必須" in head and 'data-required="true"' in head for head in heads)
    assert not any("※変更する場合に入力" in head for head in heads)


def test_a_date_without_a_year_is_offered_with_the_nearest(page: AppTest) -> None:
    step(page, SECTION, BUSINESS | {"applied_on": "１１／２５", "business.address": "東京都"})
    assert labels(page)["applied_on:suggestion:0"] == "「2026年11月25日」に変更"
    press(page, "applied_on:suggestion:0")
    assert page.text_input(key="applied_on").value == "2026年11月25日"
    for typed, offered in (("1月5日", "「2027年1月5日」に変更"), ("13/1", None), ("来週", None)):
        step(page, SECTION, {"applied_on": typed})
        assert labels(page).get("applied_on:suggestion:0") == offered
