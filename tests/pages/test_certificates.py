"""Certificate files on the pages, without a browser: rows filled, pairs, refusals, the planner."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.certificate_files import made, pem
from tests.pages.test_journeys import (
    APPLICANT,
    BUSINESS,
    CONTACT,
    WHO,
    WHOLE_BUSINESS,
    begin,
    give,
    press,
    shown,
    step,
    title,
)
from tests.wizard.test_cli_dates import NOTE
from wizard.core.certificates.row_choices import RowChoice
from wizard.core.draft import Draft
from wizard.core.moments import AT_VARIABLE
from wizard.serving.framework import MemoryUploadedFileManager
from wizard.serving.launch import ENTRY

TUESDAY = "2026-11-24T09:00:00+09:00"
WEB = "WEB利用情報 クライアント証明書"
NEW, OLD = "2028-11-19 14:59:59", "2026-12-10 14:59:59"

File = tuple[str, bytes]


@pytest.fixture(autouse=True)
def tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AT_VARIABLE, TUESDAY)


def opened() -> AppTest:
    return AppTest.from_file(str(ENTRY), default_timeout=60).run()


@pytest.fixture
def change() -> AppTest:
    """Give a renewal that has come to the certificates."""
    page = opened()
    begin(page, "terminal-changed")
    step(page, WHO, APPLICANT | BUSINESS)
    assert title(page) == WEB
    return page


def new(number: int) -> File:
    return f"新{number}.cer", made(f"端末{number}", serial=0xA00 + number, ends=NEW)


def old(number: int) -> File:
    return f"旧{number}.cer", pem(made(f"端末{number}", serial=0x100 + number, ends=OLD))


def upload(page: AppTest, *files: File, number: int = 0) -> None:
    given = [(name, content, "application/x-x509-ca-cert") for name, content in files]
    page.file_uploader[number].set_value(given).run()


def draft_of(page: AppTest) -> Draft:
    draft: Draft = page.session_state["draft"]
    return draft


def web(page: AppTest) -> list[dict[str, Any]]:
    rows = draft_of(page).answers["web_certificates"]
    return [{name: value for name, value in row.items() if value} for row in rows]


def values(page: AppTest, names: Sequence[str], table: str = "web_certificates") -> list[list[str]]:
    """Give what the widgets of the rows hold."""
    found: list[list[str]] = []
    held = {field.key: field.value for field in page.text_input}
    while f"{table}.{len(found)}.serial" in held:
        found.append([held[f"{table}.{len(found)}.{name}"] or "" for name in names])
    return found


def box(page: AppTest) -> str:
    found = re.search(r'<div class="[^"]*mk-certificates" id="answer".*', shown(page), re.DOTALL)
    return found[0] if found else ""


def without_script(page: AppTest) -> str:
    return shown(page).partition("<script>")[0]


def row(number: int) -> dict[str, str]:
    return {
        "serial": f"0A{number:02X}",
        "common_name": f"端末{number}",
        "not_after": "2028年11月19日",
    }


def renewal(number: int) -> dict[str, str]:
    before = {"replaces": f"01{number:02X}", "replaces_not_after": "2026年12月10日"}
    return {"action": "renew", **row(number), **before}


def test_twelve_pairs_are_twelve_renewals_at_once(change: AppTest) -> None:
    numbers = range(1, 13)
    upload(change, *map(new, numbers), *map(old, numbers))
    assert web(change) == [renewal(number) for number in numbers]
    assert "証明書を24件読み取りました" in box(change)
    assert not change.selectbox
    press(change, "next")
    assert title(change) == "内容の確認"
    assert "不備は見つかりませんでした" in shown(change)


def test_the_widgets_show_what_was_read(change: AppTest) -> None:
    upload(change, new(1), old(1))
    names = ("serial", "common_name", "not_after", "replaces", "replaces_not_after")
    assert values(change, names) == [
        ["0A01", "端末1", "2028年11月19日", "0101", "2026年12月10日"],
    ]
    assert change.radio(key="web_certificates.0.action").value == "renew"
    reported = box(change)
    for words in (
        "証明書を2件読み取りました",
        "<b>端末1</b>　1件目<",
        "<b>端末1</b>　1件目の更新前の証明書<",
        "シリアル番号 0A01　有効期限 2028年11月19日(日)　発行者 Enterprise Premium CA - G2",
    ):
        assert words in reported
    assert 'class="mk-note' in reported


def test_new_ones_alone_are_rows_whose_action_a_person_chooses(change: AppTest) -> None:
    upload(change, new(1), new(2), new(3))
    assert web(change) == [row(1), row(2), row(3)]
    press(change, "next")
    assert title(change) == WEB
    assert "3件目の区分" in shown(change)
    press(change, "certificate-actions:web_certificates:add")
    assert [found["action"] for found in web(change)] == ["add"] * 3
    assert change.radio(key="web_certificates.2.action").value == "add"
    assert "certificate-actions" not in " ".join(str(button.key) for button in change.button)


def test_the_old_ones_may_come_later(change: AppTest) -> None:
    upload(change, new(1), new(2))
    upload(change, old(2), old(1))
    assert web(change) == [renewal(1), renewal(2)]
    assert "証明書を4件読み取りました" in box(change)


def test_a_file_that_is_there_already_completes_its_row_and_says_so(change: AppTest) -> None:
    change.text_input(key="web_certificates.0.serial").set_value("0A:01").run()
    upload(change, new(1))
    completed = row(1) | {"serial": "0A:01"}
    assert web(change) == [completed]
    assert "端末1は、既に1件目に入力されています。入力済みの内容は変更していません。" in box(change)
    assert "下の欄に入力しました" not in box(change)
    upload(change, new(2))
    assert "変更していません" not in box(change)
    assert web(change) == [completed, row(2)]


def test_what_is_typed_stays(change: AppTest) -> None:
    change.radio(key="web_certificates.0.action").set_value("renew").run()
    change.text_input(key="web_certificates.0.replaces").set_value("写し間違い").run()
    change.text_input(key="web_certificates.0.replaces_not_after").set_value("？").run()
    upload(change, new(1))
    assert web(change) == [
        {"action": "renew", "replaces": "写し間違い", "replaces_not_after": "？", **row(1)}
    ]


def decide(page: AppTest, serial: str, choice: RowChoice) -> None:
    page.radio(key=f"certificate:web_certificates:{serial}").set_value(choice)
    press(page, "certificate-put:web_certificates")


def asked(page: AppTest) -> list[str]:
    return [str(field.key) for field in page.radio if str(field.key).startswith("certificate:")]


def test_where_only_a_person_knows_it_is_asked_one_by_one(change: AppTest) -> None:
    upload(
        change,
        *((f"新{n}.cer", made("全社", serial=0x20 + n, ends=NEW)) for n in (1, 2)),
        *((f"旧{n}.cer", made("全社", serial=0x30 + n, ends=OLD)) for n in (1, 2)),
    )
    assert [found["serial"] for found in web(change)] == ["21", "22"]
    assert asked(change) == ["certificate:web_certificates:31"]
    assert "「全社」の入力先を選択してください（このほかに1件）" in shown(change)
    assert change.radio(key="certificate:web_certificates:31").options == [
        "1件目（全社）の更新前の証明書とする",
        "2件目（全社）の更新前の証明書とする",
        "新しい行に入力",
        "この証明書は使用しない",
    ]
    assert box(change).count("入力先は未選択です") == 2
    press(change, "certificate-put:web_certificates")
    assert "入力先を選択してください。" in shown(change)
    decide(change, "31", RowChoice("replaced", 1))
    assert [found.get("replaces") for found in web(change)] == [None, "31"]
    assert "入力先を選択してください。" not in shown(change)
    press(change, "next")
    assert title(change) == WEB
    assert "入力先を選択してください。" in shown(change)
    decide(change, "32", RowChoice("replaced", 0))
    assert [found.get("replaces") for found in web(change)] == ["32", "31"]
    assert [found["action"] for found in web(change)] == ["renew", "renew"]
    assert asked(change) == []
    assert "入力先は未選択です" not in box(change)


def test_a_certificate_that_was_issued_anew_takes_the_place_of_the_wrong_one(
    change: AppTest,
) -> None:
    upload(change, ("誤.cer", made("全社", serial=0x21, ends=NEW)))
    upload(change, ("正.cer", made("全社", serial=0x22, ends=NEW)))
    assert [found["serial"] for found in web(change)] == ["21"]
    assert change.radio(key="certificate:web_certificates:22").options[0] == (
        "1件目（全社）の証明書と差し替える"
    )
    decide(change, "22", RowChoice("instead", 0))
    assert [found["serial"] for found in web(change)] == ["22"]
    assert values(change, ["serial"]) == [["22"]]


def test_a_certificate_whose_row_is_taken_out_comes_back_where_it_is_given_again(
    change: AppTest,
) -> None:
    upload(change, new(1), new(2))
    press(change, "web_certificates.0:remove")
    assert web(change) == [row(2)]
    assert values(change, ["serial"]) == [["0A02"]]
    assert asked(change) == []
    assert "証明書を1件読み取りました" in box(change)
    upload(change, new(3))
    assert web(change) == [row(2), row(3)]
    assert asked(change) == []
    upload(change, new(1))
    assert web(change) == [row(2), row(3), row(1)]
    press(change, "web_certificates.2:remove")
    press(change, "web_certificates:undo")
    assert "証明書を3件読み取りました" in box(change)


KEY_FILE = ("端末.p12", b"not even looked at")


def test_refused_files_say_why_and_the_others_are_taken(change: AppTest) -> None:
    upload(change, KEY_FILE, ("空.cer", b""), new(1), ("CA.cer", made("CA", is_ca=True)))
    assert web(change) == [row(1)]
    reported = box(change)
    for words in (
        "「端末.p12」：秘密キーを含むファイル",
        "certmgr.msc",
        "「いいえ、秘密キーをエクスポートしません」",
        "「空.cer」：ファイルが空です",
        "「CA.cer」：認証局（CA）の証明書です",
    ):
        assert words in reported
    upload(change, new(2))
    assert "端末.p12" not in box(change)


def test_refused_files_alone_change_nothing(change: AppTest) -> None:
    change.text_input(key="web_certificates.0.serial").set_value("12").run()
    upload(change, KEY_FILE, ("x.cer", b"x"))
    assert "証明書を読み取れませんでした" in box(change)
    assert web(change) == [{"serial": "12"}]


def test_what_is_odd_is_reported_once_for_all_that_it_is_about(change: AppTest) -> None:
    others = [
        (f"{n}.cer", made(f"端末{n}", serial=n, ends=NEW, issuer="別の認証局")) for n in (1, 2)
    ]
    expired = ("切れた.cer", made("端末3", serial=3, ends="2026-11-01 14:59:59"))
    upload(change, *others)
    reported = box(change)
    assert reported.count("別の認証局」です") == 1
    assert "「端末1」、「端末2」：発行者が「別の認証局」です。" in reported
    assert 'class="mk-warn' in reported
    upload(change, expired, ("新しい.cer", made("端末3", serial=4, ends=NEW)))
    assert "有効期限が切れています" not in box(change)  # it is the one that is replaced
    assert web(change)[2]["replaces"] == "03"


def test_what_a_file_says_is_reported_where_the_answers_are_checked_too(change: AppTest) -> None:
    other = made("端末1", serial=1, begins="2026-12-09 15:00:00", ends=NEW, issuer="別の認証局")
    upload(change, ("1.cer", other), new(2))
    actions: dict[str, object] = {f"web_certificates.{n}.action": "add" for n in (0, 1)}
    step(change, WEB, actions)
    assert title(change) == "内容の確認"
    path = "WEB利用情報 クライアント証明書 1件目のシリアル番号"
    said = f"「{path}」の証明書は、発行者が「別の認証局」です。"
    assert shown(change).count("の証明書は、発行者が") == shown(change).count(said) == 1
    begins = f"「{path}」の証明書は、有効期間の開始前です（2026年12月10日(木)00:00から有効）。"
    assert shown(change).count(begins) == 1
    again = opened()
    again.query_params["draft"] = change.session_state["draft"].token
    again.run()
    assert said in shown(again)
    assert begins in shown(again)
    press(again, "edit:web_certificates")
    give(again, {"web_certificates.0.serial": "0A99"})
    press(again, "next")
    assert title(again) == "内容の確認"
    assert "の証明書は、発行者が" not in shown(again)


def test_a_last_day_that_the_file_does_not_have_is_an_error(change: AppTest) -> None:
    typed = {"serial": "0A01", "not_after": "2028年1月20日", "action": "add"}
    step(change, WEB, {f"web_certificates.0.{name}": value for name, value in typed.items()})
    press(change, "back")
    upload(change, new(1))
    press(change, "next")
    assert title(change) != "内容の確認"
    said = "証明書のファイル（2028年11月19日(日)まで）と異なります。"
    assert said in shown(change)
    press(change, "web_certificates.0.not_after:suggestion:0")
    press(change, "next")
    assert title(change) == "内容の確認"
    assert said not in shown(change)


def test_an_expired_certificate_alone_is_an_error_at_once(change: AppTest) -> None:
    upload(change, ("切れた.cer", made("端末3", serial=3, ends="2026-11-01 14:59:59")))
    assert "「端末3」：有効期限が切れています（2026年11月1日(日)23:59まで）。" in box(change)
    assert 'class="mk-bad' in box(change)


def test_a_filled_row_is_judged_as_if_it_were_typed(change: AppTest) -> None:
    press(change, "next")
    assert "error-summary" in without_script(change)
    upload(change, new(1), old(1))
    assert "error-summary" not in without_script(change)
    step(change, WEB)
    assert title(change) == "内容の確認"
    press(change, "back")
    assert "証明書を2件読み取りました" in box(change)
    assert values(change, ["serial", "replaces"]) == [["0A01", "0101"]]


def test_another_draft_knows_nothing_of_the_files(change: AppTest) -> None:
    upload(change, new(1), KEY_FILE)
    change.session_state["draft"] = Draft()
    change.query_params.clear()
    change.run()
    assert title(change) == "どのような手続きですか"
    begin(change, "terminal-changed")
    step(change, WHO, APPLICANT | BUSINESS)
    assert title(change) == WEB
    assert box(change) == ""


def test_nothing_of_the_files_is_kept(change: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    removed: list[str] = []
    monkeypatch.setattr(
        MemoryUploadedFileManager, "remove_file", lambda _, __, file: removed.append(file)
    )
    content = made("端末1", serial=0xA01, ends=NEW)
    upload(change, ("新1.cer", content), KEY_FILE)
    (uploader,) = change.file_uploader
    assert uploader.value == []
    assert len(removed) == 2
    held = repr((draft_of(change), change.session_state["certificate-trays"]))
    assert "端末1" in held
    assert repr(content)[2:20] not in held
    assert repr(KEY_FILE[1])[2:20] not in held


def test_a_new_application_takes_files_for_both_tables() -> None:
    page = opened()
    begin(page, "first-use")
    step(page, WHO, APPLICANT | WHOLE_BUSINESS | {"new.prepared": True})
    step(page, "システム窓口情報（窓口責任者）", CONTACT | {"contacts.0.name": "窓口 花子"})
    upload(page, new(1), old(1))
    assert [found["serial"] for found in web(page)] == ["0A01", "0101"]
    assert not page.button(key="next").disabled
    assert all("certificate-actions" not in str(button.key) for button in page.button)
    page.radio(key="uses-api").set_value(True).run()
    upload(page, new(2), number=1)
    assert draft_of(page).answers["api"]["certificates"][0]["serial"] == "0A02"
    answers = {"api.environment": "専用サーバー", "api.file_return_method": "方式"}
    step(page, WEB, answers | {"api.test_passed": True})
    assert title(page) == "内容の確認"
    kept = draft_of(page).answers
    assert [found["action"] for found in kept["web_certificates"]] == ["add", "add"]
    assert kept["api"]["certificates"][0]["action"] == "add"


def script() -> None:
    from wizard.views.calendar.page import show_calendar  # noqa: PLC0415 - runs as a script of its own

    show_calendar()


@pytest.fixture
def planner() -> AppTest:
    return AppTest.from_function(script, default_timeout=60).run()


def ending(number: int, ends: str, **others: Any) -> File:  # noqa: ANN401 - as made() has them
    return f"{number}.cer", made(f"端末{number}", serial=number, ends=ends, **others)


def listed(page: AppTest) -> list[str]:
    """Give the list as text, an entry each."""
    found = shown(page).partition('<ol class="mk-renewals">')[2].partition("</ol>")[0]
    return [re.sub(r"<[^>]+>", " ", item).strip() for item in found.split("</li>") if item]


def test_certificates_are_listed_by_their_ends_with_their_last_cutoffs(planner: AppTest) -> None:
    assert "証明書の更新の締切" in shown(planner)
    assert [button.label for button in planner.download_button] == [
        "2026年の締切と登録を予定表に追加"
    ]
    upload(
        planner,
        ending(1, "2028-11-19 14:59:59"),
        ending(2, "2026-12-03 14:59:59"),
        ending(3, "2026-11-20 14:59:59"),
        ending(4, "2027-01-09 14:59:59"),
        ending(5, "2026-12-04 14:59:59", issuer="別の認証局"),
        KEY_FILE,
    )
    heads = [re.sub(r"\s+", " ", item).partition(" シリアル番号")[0] for item in listed(planner)]
    assert heads == [
        "2026年11月20日(金)23:59まで 端末3 期限切れです",
        "2026年12月3日(木)23:59まで 端末2 登録が間に合いません",
        (
            "2026年12月4日(金)23:59まで 端末5 次の締切が最後です "
            "更新の最終締切 2026年11月27日(金)17:00 登録は2026年12月4日(金)頃の見込み"
        ),
        (
            "2027年1月9日(土)23:59まで 端末4 登録が間に合います "
            "更新の最終締切 2026年12月28日(月)17:00（想定のため、ヘルプデスクに要確認） "
            "登録は2027年1月8日(金)頃の見込み"
        ),
        (
            "2028年11月19日(日)23:59まで 端末1 登録が間に合います "
            "更新の最終締切 2028年11月10日(金)17:00 登録は2028年11月17日(金)頃の見込み"
        ),
    ]
    text = shown(planner)
    for words in (
        "「端末3」：有効期限が切れています",
        "「端末2」：有効期限（2026年12月3日(木)23:59）までに、新しい証明書の登録が間に合いません。",
        "「端末5」：有効期限までに登録が間に合うのは、次の締切（2026年11月27日(金)17:00）が最後です。",
        "「端末5」：発行者が「別の認証局」です。",
        "「端末.p12」：秘密キーを含むファイル",
        NOTE,
    ):
        assert words in text
    assert "更新の締切を予定表に追加" in [button.label for button in planner.download_button]


def test_the_list_reckons_with_the_closures_of_the_page(planner: AppTest) -> None:
    upload(planner, ending(4, "2027-01-09 14:59:59"))
    assert "2026年12月28日(月)17:00" in listed(planner)[0]
    planner.radio(key="closures").set_value("none").run()
    assert "2026年12月31日(木)17:00" in listed(planner)[0]


def test_the_list_grows_and_is_cleared(planner: AppTest) -> None:
    upload(planner, ending(1, "2028-11-19 14:59:59"))
    upload(planner, ending(2, "2027-11-19 14:59:59"), ending(1, "2028-11-19 14:59:59"))
    assert [re.findall("端末[0-9]", item)[0] for item in listed(planner)] == ["端末2", "端末1"]
    press(planner, "after")  # another month
    assert len(listed(planner)) == 2
    press(planner, "clear-renewals")
    assert listed(planner) == []
    assert "期限の近い順" not in shown(planner)
    upload(planner, ending(3, "2028-11-19 14:59:59"))
    assert len(listed(planner)) == 1


def test_what_is_too_late_has_no_calendar_file(planner: AppTest) -> None:
    upload(planner, ending(2, "2026-12-03 14:59:59"), KEY_FILE)
    assert len(planner.download_button) == 1
    upload(planner, ending(1, "2028-11-19 14:59:59"))
    assert len(planner.download_button) == 2


def test_refused_files_alone_are_reported(planner: AppTest) -> None:
    upload(planner, KEY_FILE)
    assert "読み取れなかったファイル" in shown(planner)
    assert listed(planner) == []
