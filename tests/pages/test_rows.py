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
    assert "1人目（窓口 花子）の行を取り消しました。" in text_of(page)
    assert draft.focus == "contacts:undo"
    page.text_input(key="contacts.0.phone").set_value("090-0000-0000")  # typed meanwhile
    press(page, "contacts:undo")
    assert names(page) == ["窓口 花子", "髙﨑 𠮷郎"]
    assert draft.answers["contacts"] == [before[0], before[1] | {"phone": "090-0000-0000"}]
    assert "contacts:undo" not in keys(page)


def test_rows_that_were_removed_one_after_the_other_come_back_in_turn() -> None:
    page, draft = opened("contacts", case("new"))
    before = draft.answers["contacts"]
    press(page, "contacts.1:remove")
    press(page, "contacts.0:remove")
    press(page, "contacts")  # and one more, blank
    assert "1人目（窓口 花子）の行を取り消しました。" in text_of(page)
    press(page, "contacts:undo")
    assert names(page) == ["窓口 花子"]
    assert "2人目（髙﨑 𠮷郎）の行を取り消しました。" in text_of(page)
    press(page, "contacts:undo")
    assert draft.answers["contacts"] == before
    assert "contacts:undo" not in keys(page)


def test_the_only_row_comes_back_alone_and_with_its_choices() -> None:
    delete = {"action": "delete", "name": "窓口 花子"}
    page, draft = opened("contacts", edited(case("change"), {"contacts": [delete]}))
    draft.parts = ["contacts"]
    draft.accepted |= {"contacts"}
    page.query_params["step"] = "contacts"
    page.run()
    press(page, "contacts.0:remove")
    press(page, "contacts:undo")
    assert draft.answers["contacts"] == [delete]
    assert (names(page), page.radio[0].value) == (["窓口 花子"], "delete")
    assert not page.warning


def test_a_blank_row_needs_no_undo() -> None:
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
    assert "1人目に入力しました。" in text_of(page)
    press(page, "contacts:undo")
    assert names(page) == [""]
    assert "contacts" not in draft.answers


def test_rows_of_last_time_that_follow_each_other_are_taken_out_together() -> None:
    page, draft = opened("contacts", edited(case("change"), {"contacts": []}))
    draft.last_time, draft.parts = case("new"), ["contacts"]
    draft.accepted |= {"contacts"}
    page.query_params["step"] = "contacts"
    page.run()
    press(page, "contacts:offer:0")
    press(page, "contacts:offer:0")
    assert names(page) == ["窓口 花子", "髙﨑 𠮷郎"]
    assert "1人目～2人目に入力しました。" in text_of(page)
    press(page, "contacts:undo")
    assert names(page) == [""]
    assert "contacts" not in draft.answers


def paste(page: AppTest, text: str) -> None:
    page.text_area(key="paste:contacts").set_value(text)
    press(page, "paste:contacts:take")


def test_pasted_rows_come_after_those_that_are_there_and_are_taken_out_again() -> None:
    page, draft = opened("contacts", case("new"))
    press(page, "contacts")  # a blank row, which gives way
    page.text_input(key="contacts.0.phone").set_value("03-0000-0000")  # typed meanwhile
    paste(page, "氏名\tメールアドレス\n窓口 三郎\tsaburo@example.co.jp\n窓口 四郎\t")
    assert names(page) == ["窓口 花子", "髙﨑 𠮷郎", "窓口 三郎", "窓口 四郎"]
    assert draft.answers["contacts"][0]["phone"] == "03-0000-0000"
    assert draft.answers["contacts"][2:] == [
        {"name": "窓口 三郎", "email": "saburo@example.co.jp"},
        {"name": "窓口 四郎"},
    ]
    assert "3人目～4人目に入力しました。" in text_of(page)
    assert page.text_area(key="paste:contacts").value == ""
    assert draft.focus == "contacts.2.name"
    press(page, "contacts:undo")
    assert names(page) == ["窓口 花子", "髙﨑 𠮷郎"]


def test_a_row_that_was_typed_into_since_it_was_added_stays() -> None:
    page, draft = opened("contacts", case("new"))
    paste(page, "窓口 三郎\t総務部\n窓口 四郎\t総務部")
    page.text_input(key="contacts.3.phone").set_value("03-0000-0004").run()
    said = "3人目～4人目に入力しました。元に戻しても、その後に修正した行は残ります。"
    assert said in text_of(page)
    press(page, "contacts:undo")
    assert names(page) == ["窓口 花子", "髙﨑 𠮷郎", "窓口 四郎"]
    assert draft.answers["contacts"][2]["phone"] == "03-0000-0004"
    paste(page, "窓口 五郎\t総務部")
    page.text_input(key="contacts.3.phone").set_value("03-0000-0005").run()
    assert "contacts:undo" not in keys(page)


def test_pasted_rows_that_were_left_are_taken_in_before_going_on() -> None:
    page, draft = opened("contacts", case("new"))
    page.text_area(key="paste:contacts").set_value("窓口 三郎\t総務部\t内線\tx@example.co.jp\t1")
    press(page, "next")
    assert "エラー：1行目5列目：「1」に対応する項目がありません。" in text_of(page)
    assert draft.focus == "paste:contacts"
    row = "窓口 三郎\t総務部\t03-0000-0001\tsaburo@example.co.jp"
    page.text_area(key="paste:contacts").set_value(row)
    press(page, "next")
    assert [one["name"] for one in draft.answers["contacts"]][2:] == ["窓口 三郎"]
    assert page.query_params["step"] == "web_certificates"


def test_what_does_not_fit_is_reported_and_kept_and_nothing_is_taken() -> None:
    page, draft = opened("contacts", case("new"))
    text = "窓口 三郎\t総務部\n窓口 四郎\t総務部\t03\tx@example.co.jp\t内線12"
    paste(page, text)
    assert names(page) == ["窓口 花子", "髙﨑 𠮷郎"]
    assert "エラー：2行目5列目：「内線12」に対応する項目がありません。" in text_of(page)
    assert page.text_area(key="paste:contacts").value == text
    assert draft.focus == "paste:contacts"
    paste(page, "窓口 三郎\t総務部")
    assert names(page)[2:] == ["窓口 三郎"]
    assert "内線12" not in text_of(page)
