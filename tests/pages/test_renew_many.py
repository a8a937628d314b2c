"""Renewals of many businesses at once: chosen, matched, made, and kept as sent."""

import io
from collections.abc import Iterator
from datetime import date
from zipfile import ZipFile

import pytest
from streamlit.testing.v1 import AppTest

from rules.register.records import ApplicationState
from tests.certificate_files import made
from tests.pages.test_journeys import press, shown
from tests.pages.test_register import at_register, buttons, files_offered, home, keep
from tests.pages.test_take_in import table
from tests.rules.histories import COMPANY, cert, change, new
from tests.samples import edited
from wizard.core.moments import AT_VARIABLE
from wizard.drafts.registers import THIS_MACHINE, SavedRegisters
from wizard.drafts.saved_rows import DraftsError
from wizard.ui import session_cache
from wizard.ui.registers import saved_registers

SECOND, THIRD = "第二電力株式会社", "第三電力株式会社"
PACKED = "証明書更新_提出書類一式.zip"


def business(code: str, name: str, *rows: dict[str, object]) -> dict[str, object]:
    answers = new("2025-02-21", name, code, web_certificates=[*rows])
    return edited(answers, {"applicant.company": name})


FIRST = business(
    "01233", COMPANY,
    cert("add", "AA01", common_name="PC01", not_after="2026-12-17"),
    cert("add", "AA02", common_name="PC02", not_after="2026-12-17"),
    cert("add", "AA03", common_name="PC03", not_after="2027-08-30"),
)  # fmt: skip
OTHER = business("04562", SECOND, cert("add", "BB01", common_name="PC91", not_after="2027-01-26"))
EXPIRED = business("07894", THIRD, cert("add", "CC01", common_name="PC71", not_after="2026-11-01"))


@pytest.fixture(autouse=True)
def tuesday(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(AT_VARIABLE, "2026-11-24T09:00:00+09:00")
    yield
    monkeypatch.undo()
    for code in saved_registers().codes(THIS_MACHINE):
        saved_registers().delete_business(THIS_MACHINE, code)


def new_file(name: str, serial: int, ends: str = "2028-12-16 14:59:59") -> tuple[str, bytes, str]:
    return f"{name}.cer", made(name, serial=serial, begins="2026-11-20 15:00:00", ends=ends), ""


def at_renewals() -> AppTest:
    return at_register(view="renew")


def give(page: AppTest, *files: tuple[str, bytes, str]) -> None:
    page.file_uploader[0].set_value([*files]).run()


def chosen(page: AppTest) -> dict[str, bool]:
    return {str(box.key).removeprefix("choose:"): bool(box.value) for box in page.checkbox}


def test_what_must_be_renewed_soon_is_chosen() -> None:
    keep(FIRST, OTHER)
    page = at_renewals()
    assert chosen(page) == {
        "01233:web_certificates:AA01": True,
        "01233:web_certificates:AA02": True,
        "04562:web_certificates:BB01": True,
        "01233:web_certificates:AA03": False,
    }
    assert "更新する証明書（3件を選択）" in shown(page)
    page.checkbox(key="choose:04562:web_certificates:BB01").uncheck().run()
    page.checkbox(key="choose:01233:web_certificates:AA03").check().run()
    page.checkbox(key="choose:01233:web_certificates:AA02").uncheck().run()
    assert "更新する証明書（2件を選択）" in shown(page)


def test_each_business_gets_its_package_in_one_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(FIRST, OTHER)
    offered = files_offered(monkeypatch)
    page = at_renewals()
    give(page, new_file("PC01", 0xA1), new_file("PC91", 0xB1), new_file("PC77", 0xC1))
    assert [row[:4] for row in table(page, "更新の組み合わせ")] == [
        [
            f"{COMPANY} 01233",
            "PC01 WEB",
            "AA01 2026年12月17日(木)まで",
            "00A1 2028年12月16日(土)まで",
        ],
        [
            f"{SECOND} 04562",
            "PC91 WEB",
            "BB01 2027年1月26日(火)まで",
            "00B1 2028年12月16日(土)まで",
        ],
    ]
    left = (
        "PC77（PC77.cer）：証明書名（CN）が同じ登録済みの証明書が、台帳にありません。"
        "登録した申込書がある場合は台帳に取り込み、"
        "新しく追加する証明書の場合は、追加の申込書を作成してください。"
    )
    lacking = f"{COMPANY}のPC02：新しい証明書のファイルが選択されていません。"
    assert f"<ul><li>{left}</li><li>{lacking}</li></ul>" in shown(page)
    assert PACKED not in offered
    press(page, "make")
    text = shown(page)
    assert "提出書類（2件中2件を作成）" in text
    assert "期限切れ、または12か月以内に期限の切れる証明書：提出前 4件 → 提出後 2件" in text
    assert lacking in text
    with ZipFile(io.BytesIO(offered[PACKED]())) as archive:
        folders = {name.partition("/")[0] for name in archive.namelist()}
        mails = [name for name in archive.namelist() if name.endswith("/送付メール.eml")]
    assert folders == {f"01233_{COMPANY}_証明書更新", f"04562_{SECOND}_証明書更新"}
    assert len(mails) == 2
    assert [row[1] for row in table(page, "作成した提出書類")] == ["作成しました"] * 2


def test_what_fails_is_named_and_the_others_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(FIRST, EXPIRED)
    offered = files_offered(monkeypatch)
    page = at_renewals()
    late = new_file("PC71", 0xC1, ends="2026-11-23 14:59:59")
    give(page, new_file("PC01", 0xA1), late)
    press(page, "make")
    assert "提出書類（2件中1件を作成）" in shown(page)
    first, second = table(page, "作成した提出書類")
    assert first[:2] == [f"{COMPANY} 01233", "作成しました"]
    assert second[:2] == [f"{THIRD} 07894", "作成していません"]
    assert "不備：" in second[4]
    with ZipFile(io.BytesIO(offered[PACKED]())) as archive:
        assert not [name for name in archive.namelist() if name.startswith("07894")]


def test_a_certificate_that_is_not_chosen_is_not_renewed() -> None:
    keep(FIRST)
    page = at_renewals()
    page.checkbox(key="choose:01233:web_certificates:AA01").uncheck().run()
    give(page, new_file("PC01", 0xA1))
    assert "更新できる証明書がありません" in shown(page)
    assert "PC01（PC01.cer）：更新する証明書として選択されていません。" in shown(page)
    assert "make" not in buttons(page)
    press(page, "clear-files")
    assert "更新できる証明書がありません" not in shown(page)


def test_two_of_one_name_are_separated_by_the_one_that_is_chosen() -> None:
    twice = [
        cert("add", "AA01", common_name="PC01", not_after="2026-12-17"),
        cert("add", "AA02", common_name="PC01", not_after="2026-12-17"),
    ]
    keep(business("01233", COMPANY, *twice))
    page = at_renewals()
    give(page, new_file("PC01", 0xA1))
    assert "更新できる証明書がありません" in shown(page)
    assert "01233 WEB利用情報 クライアント証明書 PC01（シリアル番号 AA02）" in shown(page)
    page.checkbox(key="choose:01233:web_certificates:AA01").uncheck().run()
    assert [row[2] for row in table(page, "更新の組み合わせ")] == ["AA02 2026年12月17日(木)まで"]


def test_a_certificate_of_another_issuer_is_reported_before_and_after_its_package_is_made() -> None:
    keep(FIRST)
    page = at_renewals()
    foreign = made("PC01", serial=0xA1, issuer="Other CA", begins="2026-11-20 15:00:00",
                   ends="2028-12-16 14:59:59")  # fmt: skip
    give(page, ("PC01.cer", foreign, ""))
    assert "「PC01」：発行者が「Other CA」です。" in shown(page)
    press(page, "make")
    (row,) = table(page, "作成した提出書類")
    assert "PC01：発行者が「Other CA」です。" in row[4]
    assert row[4].count("発行者が") == 1


def test_a_file_that_cannot_be_read_is_named() -> None:
    keep(FIRST)
    page = at_renewals()
    give(page, ("鍵.p12", b"x", ""), new_file("PC01", 0xA1))
    assert "読み取れなかったファイル" in shown(page)
    assert "鍵.p12" in shown(page)
    assert "make" in buttons(page)


def test_a_business_that_was_deleted_since_is_not_brought_back() -> None:
    keep(FIRST, OTHER)
    page = at_renewals()
    give(page, new_file("PC01", 0xA1), new_file("PC91", 0xB1))
    press(page, "make")
    saved_registers().delete_business(THIS_MACHINE, "04562")
    press(page, "keep-sent")
    press(page, "keep-day")
    assert "1件を2026年11月24日(火)に送付済として記録しました。台帳から削除された" in shown(page)
    assert saved_registers().codes(THIS_MACHINE) == ["01233"]


def test_the_package_of_a_business_goes_with_it() -> None:
    keep(FIRST, OTHER)
    page = at_renewals()
    give(page, new_file("PC01", 0xA1), new_file("PC91", 0xB1))
    press(page, "make")
    for code, left in (("04562", [f"{COMPANY} 01233"]), ("01233", None)):
        press(page, "to-list")
        press(page, f"open:{code}")
        press(page, "delete-business")
        press(page, "confirm-deletion")
        page.query_params["view"] = "renew"
        page.run()
        if left is None:
            assert "作成した提出書類" not in shown(page)
        else:
            assert [row[0] for row in table(page, "作成した提出書類")] == left


def test_all_that_were_sent_are_kept_and_pending(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_cache, "current_browser", lambda: "of the renewals")
    keep(FIRST, OTHER)
    page = at_renewals()
    give(page, new_file("PC01", 0xA1), new_file("PC91", 0xB1))
    press(page, "make")
    for other in (home(), at_register()):
        assert "送付日を記録していない提出書類があります" in shown(other)
        assert "証明書更新の提出書類（2事業者、2件）を作成済みです。" in shown(other)
    page = at_renewals()  # after a reload
    press(page, "keep-sent")
    page.text_input(key="asked-day").set_value("2026年11月25日").run()
    press(page, "keep-day")
    assert "本日までの日付を入力してください。" in shown(page)
    page.text_input(key="asked-day").set_value("2026年11月20日").run()
    press(page, "keep-day")
    assert "2件を2026年11月20日(金)に送付済として記録しました。" in shown(page)
    assert table(page, "作成した提出書類")[0][1:4] == [
        "送付済 2026年11月20日(金)に送付",
        "PC01 WEB AA01 → 00A1",
        "2026年11月20日(金)17:00 登録 2026年11月30日(月)頃",
    ]
    assert "keep-sent" not in buttons(page)
    again = at_renewals()
    assert table(again, "作成した提出書類") == table(page, "作成した提出書類")
    monkeypatch.setattr(session_cache, "current_browser", lambda: "of another")
    assert "作成した提出書類" not in shown(at_renewals())
    kept = saved_registers().applications(THIS_MACHINE)[2:]
    assert [(one.record.code, one.record.state) for one in kept] == [
        ("01233", ApplicationState.SENT), ("04562", ApplicationState.SENT)
    ]  # fmt: skip
    assert {one.record.sent_on for one in kept} == {date(2026, 11, 20)}
    assert all(saved_registers().workbook(THIS_MACHINE, one.number) for one in kept)
    press(page, "renew-others")
    assert chosen(page) == {
        "01233:web_certificates:AA02": True,
        "01233:web_certificates:AA03": False,
    }


def test_a_new_choice_begins_without_the_files_of_what_was_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(session_cache, "current_browser", lambda: "of another round")
    keep(FIRST, OTHER)
    page = at_renewals()
    give(page, new_file("PC01", 0xA1), new_file("PC77", 0xC1))
    press(page, "make")
    press(page, "keep-sent")
    press(page, "keep-day")
    assert "送付日を記録していない" not in shown(home())
    page = at_renewals()
    assert "更新する証明書（2件を選択）" in shown(page)
    assert "更新できる証明書がありません" not in shown(page)
    assert "clear-files" not in buttons(page)


def test_what_was_returned_is_sent_again_and_not_renewed_anew() -> None:
    row = cert("renew", "AA11", common_name="PC01", not_after="2028-12-16", replaces="AA01")
    _, number = keep(FIRST, change("2026-11-20", web_certificates=[row]))
    saved_registers().set_state(THIS_MACHINE, number, ApplicationState.RETURNED)
    page = at_renewals()
    assert "01233:web_certificates:AA01" not in chosen(page)
    title = "台帳の「再提出する」から再提出する証明書"
    assert f"{title}</h2><ul><li>{COMPANY}（01233）のPC01</li></ul>" in shown(page)
    give(page, new_file("PC01", 0xA1))
    why = "更新前の証明書（シリアル番号 AA01）の申込みは差し戻されています。"
    assert f"PC01（PC01.cer）：{why}「再提出する」から再提出してください。" in shown(page)
    assert "make" not in buttons(page)


def test_a_renewal_of_what_was_returned_and_not_chosen_here_is_its_next_version() -> None:
    late = cert(
        "add", "AA09", common_name="PC09", not_after="2028-01-31"
    )  # after the twelve months
    soon = cert("add", "AA01", common_name="PC01", not_after="2026-12-17")
    row = cert("renew", "AA99", common_name="PC09", not_after="2028-12-16", replaces="AA09")
    returned = change("2026-11-20", web_certificates=[row])
    _, number = keep(business("01233", COMPANY, soon, late), returned)
    saved_registers().set_state(THIS_MACHINE, number, ApplicationState.RETURNED)
    page = at_renewals()
    give(page, new_file("PC09", 0xA9))
    for key in ("make", "keep-sent", "keep-day"):
        press(page, key)
    _, first, second = (one.record for one in saved_registers().applications(THIS_MACHINE))
    assert second.supersedes == first.digest
    assert second.source.endswith("_2026-11-24_第2版.xlsx")


def test_what_cannot_be_kept_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        message = "ディスクに空きがありません。"
        raise DraftsError(message)

    keep(FIRST)
    page = at_renewals()
    give(page, new_file("PC01", 0xA1))
    press(page, "make")
    monkeypatch.setattr(SavedRegisters, "add", refuse)
    press(page, "keep-sent")
    press(page, "keep-day")
    assert "ディスクに空きがありません。" in shown(page)
    assert "keep-sent" in buttons(page)


def test_without_dates_there_is_nothing_to_choose() -> None:
    rows = [cert("add", "AA01", common_name="PC01", not_after="2028-12-16")]
    keep(new("2025-02-21", web_certificates=rows))
    assert "12か月以内に更新が必要な証明書はありません。" in shown(at_renewals())
    assert "view:renew" not in buttons(at_register())


def test_the_list_and_home_lead_to_the_renewals_of_many() -> None:
    keep(FIRST, OTHER, change("2026-06-12", business={"phone": "03-3501-9999"}))
    page = at_register()
    press(page, "view:renew")
    assert "更新する証明書（3件を選択）" in shown(page)
    page = home()
    button = page.button(key="renew-many")
    assert button.label == "選択した証明書をまとめて更新する（2事業者、3件）"
    button.click().run()
    assert "更新する証明書（3件を選択）" in shown(page)
