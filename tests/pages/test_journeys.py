"""The four cases on the pages, without a browser: what is asked, judged and handed over."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from wizard.core.draft import Draft
from wizard.core.filing import file_answers
from wizard.core.moments import AT_VARIABLE, calendar, now
from wizard.core.verdicts import check_form
from wizard.serving.launch import ENTRY
from wizard.ui.session import saved_drafts

TUESDAY = "2026-11-24T09:00:00+09:00"


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv(AT_VARIABLE, TUESDAY)
    return opened()


def opened() -> AppTest:
    return AppTest.from_file(str(ENTRY), default_timeout=60).run()


def shown(page: AppTest) -> str:
    assert not page.exception
    text = "\n".join(element.proto.body for element in page.get("html"))
    assert "画面を表示できませんでした" not in text
    return text


def title(page: AppTest) -> str:
    return shown(page).split('<h1 tabindex="-1">')[1].split("</h1>")[0]


def press(page: AppTest, key: str) -> None:
    page.button(key=key).click().run()


def begin(page: AppTest, situation: str) -> None:
    press(page, f"situation:{situation}")


def give(page: AppTest, answers: dict[str, object]) -> None:
    for key, value in answers.items():
        if isinstance(value, bool):
            page.checkbox(key=key).set_value(value)
        elif key.endswith(".action"):
            page.radio(key=key).set_value(value)
        elif any(field.key == key for field in page.text_area):
            page.text_area(key=key).set_value(str(value))
        else:
            page.text_input(key=key).set_value(str(value))


def step(page: AppTest, expected: str, answers: dict[str, object] | None = None) -> None:
    assert title(page) == expected
    give(page, answers or {})
    press(page, "next")


def finished(page: AppTest) -> Draft:
    assert title(page) == "内容の確認"
    press(page, "finish")
    assert title(page) == "申込書を作成しました"
    draft: Draft = page.session_state["draft"]
    assert draft.finished_at == now()
    saved = saved_drafts().find(draft.token)
    assert saved is not None
    assert saved.finished_at == now()  # a reload keeps the dates that were promised
    filing = file_answers(draft.answers, now(), calendar())
    assert filing.content is not None
    assert check_form(filing.content, now(), calendar()).verdict == "acceptable"
    return draft


WHO = "申込者・事業者"
APPLICANT: dict[str, object] = {
    "applicant.company": "サンプル電力株式会社",
    "applicant.department": "需給管理部",
    "applicant.responsible": "申込 太郎",
}
CONTACT: dict[str, object] = {
    "contacts.0.department": "需給管理部",
    "contacts.0.phone": "03-3501-1512",
    "contacts.0.email": "madoguchi@example.co.jp",
}
BUSINESS: dict[str, object] = {"business.code": "01233", "business.name": "サンプル電力株式会社"}
WHOLE_BUSINESS: dict[str, object] = BUSINESS | {
    "business.address": "東京都千代田区見本町1-2-3",
    "business.phone": "03-1234-5678",
    "business.result_email": "result@example.co.jp",
    "privacy_notice_url": "https://www.example.co.jp/privacy/",
}


def test_below_a_page_stands_which_faq_its_numbers_are_of(page: AppTest) -> None:
    stated = "「スイッチング支援システム（よくあるお問合せ）」（2023年8月4日版）の項目番号です。"
    assert f'<footer class="mk-source">FAQの番号は、広域機関の{stated}</footer>' in shown(page)


def test_new(page: AppTest) -> None:
    begin(page, "first-use")
    step(page, WHO, APPLICANT | WHOLE_BUSINESS)
    assert title(page) == WHO
    assert "会員加入から利用までの事前手続き：完了していません。" in shown(page)
    step(page, WHO, {"new.prepared": True})
    step(page, "システム窓口情報（窓口責任者）", {"contacts.0.name": "窓口 花子"})
    assert "システム窓口情報（窓口責任者） 1人目の部署名：記入してください" in shown(page)
    step(page, "システム窓口情報（窓口責任者）", CONTACT)
    web = "WEB利用情報 クライアント証明書"
    page.radio(key="uses-api").set_value(True).run()
    step(page, web, {"web_certificates.0.serial": "0012AB34", "api.environment": "AWS"})
    assert "ファイル返却方式：記入してください" in shown(page)
    page.radio(key="uses-api").set_value(False).run()
    step(page, web)
    assert "API連携を使いますか</th><td>使わない</td>" in shown(page)
    assert "API連携テスト合格" not in shown(page).split("<figure")[0]
    answers = finished(page).answers
    contact = {key.removeprefix("contacts.0."): value for key, value in CONTACT.items()}
    assert answers["contacts"] == [{"action": "add", "name": "窓口 花子", **contact}]
    assert answers["applied_on"] == date(2026, 11, 24)
    assert "api" not in answers


def test_answers_of_who_does_not_use_the_api_after_all_outlive_the_session(page: AppTest) -> None:
    begin(page, "first-use")
    step(page, WHO, APPLICANT | WHOLE_BUSINESS | {"new.prepared": True})
    step(page, "システム窓口情報（窓口責任者）", {"contacts.0.name": "窓口 花子"} | CONTACT)
    page.radio(key="uses-api").set_value(True).run()
    give(page, {"api.environment": "AWS"})
    page.run()
    page.radio(key="uses-api").set_value(False).run()
    draft = page.session_state["draft"]
    assert "api" not in draft.answers
    again = opened()
    again.query_params["draft"] = draft.token
    again.run()
    again.radio(key="uses-api").set_value(True).run()
    assert again.session_state["draft"].answers["api"]["environment"] == "AWS"


def test_change(page: AppTest) -> None:
    begin(page, "contact-changed")
    press(page, "more-parts")
    press(page, "back")
    begin(page, "contact-changed")
    press(page, "more-parts")
    assert title(page) == "変更する項目"
    page.checkbox(key="part:business").set_value(True)
    press(page, "next")
    step(page, WHO, APPLICANT | BUSINESS)
    assert "「事業者情報」の変更内容が記入されていません。" in shown(page)
    step(page, WHO, {"business.address": "東京都千代田区見本町9-9-9"})
    contacts: dict[str, object] = {"contacts.0.action": "delete", "contacts.0.name": "窓口 一郎"}
    step(page, "システム窓口情報（窓口責任者）", contacts)
    answers = finished(page).answers
    assert answers["kind"] == "change"
    assert answers["business"]["address"] == "東京都千代田区見本町9-9-9"
    assert answers["contacts"] == [{"action": "delete", "name": "窓口 一郎"}]


def test_rename_without_contracts(page: AppTest) -> None:
    begin(page, "renamed")
    step(page, WHO, APPLICANT | BUSINESS)
    step(page, "システム窓口情報（窓口責任者）")
    step(page, "社名変更", {"rename.previous_name": "サンプル電力株式会社"})
    assert "エラー：事業者情報の「事業者名」と同じです。" in shown(page)
    done: dict[str, object] = {
        f"rename.done:{name}": True for name in ("meti", "occto_member", "occto_system")
    }
    no_letter: dict[str, object] = {"rename.no_contracts": True, "rename.previous_name": "旧社名"}
    step(page, "社名変更", done | no_letter)
    answers = finished(page).answers
    assert answers["rename"]["done"] == ["meti", "occto_member", "occto_system"]
    assert "周知文の添付は不要です" in shown(page)


def test_stop(page: AppTest) -> None:
    begin(page, "withdrawing")
    step(page, WHO, APPLICANT | BUSINESS)
    step(page, "利用停止", {"stop.completed": True})
    assert finished(page).answers["stop"] == {"completed": True}


def test_another_case_keeps_what_it_asks_too(page: AppTest) -> None:
    begin(page, "withdrawing")
    step(page, WHO, APPLICANT | BUSINESS)
    step(page, "利用停止", {"stop.completed": True})
    for _ in range(3):
        press(page, "back")
    assert title(page) == "どのような手続きですか"
    begin(page, "renamed")
    draft: Draft = page.session_state["draft"]
    assert "stop" not in draft.answers
    assert draft.answers["applicant"]["responsible"] == "申込 太郎"


def test_finished_dates_stay_though_the_week_goes_by(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(page, "withdrawing")
    step(page, WHO, APPLICANT | BUSINESS)
    step(page, "利用停止", {"stop.completed": True})
    press(page, "finish")
    promised = "11月27日(金)17:00までに送信した場合：2026年12月4日(金)頃に登録される見込みです。"
    assert promised in shown(page)
    monkeypatch.setenv(AT_VARIABLE, "2026-11-27T17:00:01+09:00")
    page.run()
    assert promised in shown(page)
    assert "この申込書を作成した時点の締切を過ぎています" in shown(page)


def test_an_error_that_comes_with_time_shows_at_the_check(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(page, "withdrawing")
    step(page, WHO, APPLICANT | BUSINESS | {"applied_on": "2026年11月27日"})
    step(page, "利用停止", {"stop.completed": True})
    monkeypatch.setenv(AT_VARIABLE, "2026-11-10T09:00:00+09:00")
    page.run()
    assert "修正が必要な点が1件あります" in shown(page)
    press(page, "finish")
    assert title(page) == "内容の確認"
    assert "「申込年月日」が、次の締切（2026年11月13日(金)17:00）より後の日付です。" in shown(page)
    press(page, "mend:bad:0")
    assert title(page) == WHO


def test_the_clock_says_why_dates_move(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AT_VARIABLE, "2026-04-30T12:00:00+09:00")  # Thursday before Golden Week
    text = shown(opened())
    assert "5月1日(金)17:00" in text
    assert "あと1日5時間" in text
    assert "5月13日(水)頃" in text
    assert (
        "締切後の5月2日(土)～5月6日(水)が休み（憲法記念日、みどりの日、こどもの日、"
        "憲法記念日 振替休日）のため、登録は通常より遅く、5月13日(水)頃の見込みです。"
    ) in text
    assert "FAQの目安は5月8日(金)頃" in text
    assert "5月13日(水)を基準に予定を立ててください" in text
    assert "長期の休みを挟むため、さらに遅れることがあります。" in text


def test_the_clock_says_when_this_weeks_cutoff_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AT_VARIABLE, "2026-03-20T10:00:00+09:00")  # Friday, 春分の日
    text = shown(opened())
    assert "3月27日(金)17:00" in text
    assert "3月20日(金)が春分の日のため、今週の締切は3月19日(木)17:00でした。" in text
    monkeypatch.setenv(AT_VARIABLE, "2026-11-27T17:00:30+09:00")
    text = shown(opened())
    assert "12月4日(金)17:00" in text
    assert "17:00を過ぎたため、次回の締切になります。" in text


def test_control_characters_are_refused_and_kept(page: AppTest) -> None:
    begin(page, "withdrawing")
    step(page, WHO, APPLICANT | BUSINESS | {"applicant.company": "サンプル\x0b電力"})
    assert title(page) == WHO
    assert "Excelのセルに入力できない文字" in shown(page)
    assert page.text_input(key="applicant.company").value == "サンプル\x0b電力"


def stop_at_the_check(page: AppTest) -> None:
    begin(page, "withdrawing")
    step(page, WHO, APPLICANT | BUSINESS)
    step(page, "利用停止", {"stop.completed": True})
    assert title(page) == "内容の確認"


def test_going_back_from_an_edit_returns_to_the_check(page: AppTest) -> None:
    stop_at_the_check(page)
    press(page, "edit:applicant")
    assert title(page) == WHO
    press(page, "back")
    assert title(page) == "内容の確認"


def test_a_block_of_a_joined_page_is_led_to_and_returned_to(page: AppTest) -> None:
    stop_at_the_check(page)
    draft: Draft = page.session_state["draft"]
    press(page, "edit:business")
    assert (title(page), draft.focus) == (WHO, "business.code")
    press(page, "next")
    assert (title(page), draft.focus) == ("内容の確認", "edit:business")
    page.query_params["return"] = "elsewhere"  # an address is anybody's
    page.query_params["step"] = "applicant"
    page.run()
    press(page, "back")
    assert (title(page), draft.focus) == ("内容の確認", "edit:applicant")


def test_a_finished_form_is_finished_no_more_once_an_answer_changes(page: AppTest) -> None:
    stop_at_the_check(page)
    press(page, "finish")
    press(page, "back")
    press(page, "edit:applicant")
    page.text_input(key="applicant.department").set_value("").run()
    page.query_params["step"] = "finish"
    page.run()
    assert title(page) == "内容の確認"
    assert "修正が必要な点が1件あります" in shown(page)


def test_another_case_makes_no_addition_of_a_deletion(page: AppTest) -> None:
    begin(page, "contact-changed")
    step(page, WHO, APPLICANT | BUSINESS)
    give(page, {"contacts.0.action": "delete", "contacts.0.name": "窓口 一郎"})
    press(page, "next")
    press(page, "edit:start")
    begin(page, "first-use")
    draft: Draft = page.session_state["draft"]
    assert "contacts" not in draft.answers
    assert draft.answers["business"]["code"] == "01233"
