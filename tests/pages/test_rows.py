"""Rows of contacts and certificates: their heads, and taking a removed row back."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_form_preview import opened, text_of
from tests.samples import case, edited
from wizard.core.moments import AT_VARIABLE


@pytest.fixture(autouse=True)
def tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AT_VARIABLE, "2026-11-24T09:00:00+09:00")


def press(page: AppTest, key: str) -> None:
    page.button(key=key).click().run()


def names(page: AppTest) -> list[str | None]:
    found = [field for field in page.text_input if field.key and field.key.endswith(".name")]
    return [field.value for field in found]


def keys(page: AppTest) -> set[str | None]:
    return {button.key for button in page.button}


def test_the_heads_say_what_each_field_says_on_a_card() -> None:
    page, _ = opened("contacts", case("new"))
    (heads,) = [
        element.proto.body
        for element in page.get("html")
        if '<div class="mk-row-heads" aria-hidden="true">' in element.proto.body
    ]
    assert "<b>電話番号</b><em>※必須</em><small>例：03-1234-5678</small>" in heads
    assert "区分" not in heads  # there is nothing to choose


def test_a_removed_row_comes_back_where_it_was() -> None:
    page, draft = opened("contacts", case("new"))
    before = draft.answers["contacts"]
    press(page, "contacts.0:remove")
    assert names(page) == ["髙﨑 𠮷郎"]
    assert "1人目（窓口 花子）を削除しました。" in text_of(page)
    assert draft.focus == "contacts:undo"
    page.text_input(key="contacts.0.phone").set_value("090-0000-0000")  # typed meanwhile
    press(page, "contacts:undo")
    assert names(page) == ["窓口 花子", "髙﨑 𠮷郎"]
    assert draft.answers["contacts"] == [before[0], before[1] | {"phone": "090-0000-0000"}]
    assert "contacts:undo" not in keys(page)


def test_a_blank_row_needs_no_taking_back() -> None:
    page, _ = opened("contacts", case("new"))
    press(page, "contacts")
    press(page, "contacts.2:remove")
    assert "contacts:undo" not in keys(page)


def test_a_row_of_last_time_is_taken_out_again() -> None:
    page, draft = opened("contacts", edited(case("change"), {"contacts": []}))
    draft.last_time, draft.parts = case("new"), ["contacts"]
    draft.accepted |= {"contacts"}
    page.query_params["step"] = "contacts"
    page.run()
    press(page, "contacts:offer:0")
    assert names(page) == ["窓口 花子"]
    assert "1人目に、前回の内容を入力しました。" in text_of(page)
    press(page, "contacts:undo")
    assert names(page) == [""]
    assert "contacts" not in draft.answers


def test_another_row_ends_the_offer() -> None:
    page, _ = opened("contacts", case("new"))
    press(page, "contacts.0:remove")
    press(page, "contacts")
    assert "contacts:undo" not in keys(page)
