"""Taking past forms into the register: read, shown in order with what is open, then kept."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Final

import pytest
from streamlit.testing.v1 import AppTest

from rules.register.fold import Gone
from rules.register.records import record
from tests.mails import attached, mail
from tests.pages.test_journeys import press, shown, title
from tests.pages.test_register import at_register, keep
from tests.rules.histories import COMPANY, HANAKO, Answers, cert, change, new, rename, stop
from tests.samples import AT, edited
from tests.wizard.test_uploads import member
from tests.workbook.packages import archive
from wizard.core.checking import judging
from wizard.core.moments import AT_VARIABLE
from wizard.drafts.registers import THIS_MACHINE, SavedRegisters
from wizard.drafts.saved_rows import DraftsError
from wizard.ui.registers import saved_registers
from workbook.forms.fill import fill

FIRST: Final = new("2025-02-21")
PHONE: Final = change("2026-06-12", business={"phone": "03-3501-9999"})
HANDOVER: Final = change(
    "2026-09-18",
    contacts=[{"action": "delete", "name": HANAKO["name"]}],
    web_certificates=[cert("delete", "FF01")],
)
OTHER: Final = change(
    "2026-07-10", "第二電力株式会社", "04562",
    web_certificates=[cert("add", "BB01", common_name="PC91", not_after="2027-02-26")],
)  # fmt: skip


@pytest.fixture(autouse=True)
def tuesday(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(AT_VARIABLE, "2026-11-24T09:00:00+09:00")
    monkeypatch.setattr(judging, "FEW", 1_000)
    yield
    monkeypatch.undo()
    for code in saved_registers().codes(THIS_MACHINE):
        saved_registers().delete_business(THIS_MACHINE, code)


def form(answers: Answers) -> bytes:
    content = fill(answers).content
    assert content is not None
    return content


def read(*files: tuple[str, bytes]) -> AppTest:
    page = at_register(view="take-in")
    page.file_uploader(key="past-forms").set_value([(name, data, "") for name, data in files])
    press(page, "begin")
    return page


FF01_IS_UNKNOWN = (
    "台帳にない証明書（シリアル番号 FF01）の更新または削除です。登録の有無を確認してください。"
)


def table(page: AppTest, name: str) -> list[list[str]]:
    """Return the cells of a table, as they are read."""
    (found,) = re.findall(rf'aria-label="{name}"><table[^>]*>(.*?)</table>', shown(page), re.DOTALL)
    rows = re.findall("<tr>(.*?)</tr>", found.partition("</thead>")[2], re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def buttons(page: AppTest) -> dict[str, str]:
    return {str(button.key): button.label for button in page.button}


def test_without_a_file_an_error_says_what_to_choose() -> None:
    page = read()
    assert "取り込む申込書のファイルを選択してください。" in shown(page)
    assert "keep" not in buttons(page)


def test_forms_are_shown_by_their_dates_with_what_each_changed() -> None:
    packed = archive([member("中/a.xlsx", form(HANDOVER)), member("送付状.pdf", b"x")])
    page = read(
        ("z.xlsx", form(FIRST)),
        ("束.zip", packed),
        ("b.xlsx", form(PHONE)),
        ("c.eml", mail(attached("申込書.xlsx", form(OTHER)))),
        ("写し.xlsx", form(PHONE)),
        ("壊れ.xlsx", b"x"),
    )
    assert "読み込んだ申込書（4件）" in shown(page)
    phone = "連絡先電話番号（他事業者からのお問合せ用）：03-3501-1511 → 03-3501-9999"
    assert table(page, "読み込んだ申込書") == [
        ["2025年2月21日(金)", f"{COMPANY} 01233", "新規", "新規（窓口責任者1人、証明書1件）",
         "z.xlsx", ""],
        ["2026年6月12日(金)", f"{COMPANY} 01233", "変更", phone,
         "b.xlsx 写し.xlsx", "同じ内容のファイルが2件あります"],
        ["2026年7月10日(金)", "第二電力株式会社 04562", "変更", "証明書「PC91」を追加",
         "c.eml/申込書.xlsx", ""],
        ["2026年9月18日(金)", f"{COMPANY} 01233", "変更",
         "窓口責任者「窓口 花子」を削除 証明書「FF01」を削除", "束.zip/中/a.xlsx",
         FF01_IS_UNKNOWN],
    ]  # fmt: skip
    first, second = table(page, "取り込み後の台帳")
    assert first[:3] == [f"{COMPANY} 01233", "利用中", "1件"]
    assert first[3] == "読み込んだ申込書の確認事項 1件（上の一覧）"
    assert second[3] == "新規の申込書がないため、それ以前に登録された内容は表示されません。"
    text = shown(page)
    assert "取り込めなかった申込書（1件）" in text
    assert "壊れ.xlsx：" in text
    assert "<li>束.zip/送付状.pdf</li>" in text
    assert buttons(page)["keep"] == "台帳に入れる（4件）"
    assert saved_registers().codes(THIS_MACHINE) == []


def test_what_is_kept_stands_in_the_register_with_its_workbook() -> None:
    page = read(("b.xlsx", form(PHONE)), ("a.xlsx", form(FIRST)))
    press(page, "keep")
    assert title(page) == COMPANY
    assert "申込書2件を台帳に入れました。" in shown(page)
    kept = saved_registers().applications(THIS_MACHINE)
    assert [one.record.source for one in kept] == ["a.xlsx", "b.xlsx"]
    assert saved_registers().workbook(THIS_MACHINE, kept[0].number) == form(FIRST)


def test_several_businesses_lead_to_the_list_of_all() -> None:
    page = read(("a.xlsx", form(FIRST)), ("b.xlsx", form(OTHER)))
    press(page, "keep")
    assert title(page) == "登録台帳"
    assert saved_registers().codes(THIS_MACHINE) == ["01233", "04562"]


def test_what_is_there_already_is_not_kept_twice() -> None:
    keep(FIRST)
    page = read(("a.xlsx", form(FIRST)))
    assert "すべて台帳に入っています" in shown(page)
    assert table(page, "読み込んだ申込書")[0][5] == "台帳に入っています"
    assert "keep" not in buttons(page)
    page = read(("a.xlsx", form(FIRST)), ("b.xlsx", form(PHONE)))
    assert buttons(page)["keep"] == "台帳に入れる（1件）"
    press(page, "keep")
    assert len(saved_registers().applications(THIS_MACHINE)) == 2


def test_forms_of_one_day_that_differ_are_asked_about() -> None:
    other = change("2026-06-12", business={"phone": "03-3501-8888"})
    page = read(("a.xlsx", form(PHONE)), ("b.xlsx", form(other)))
    stated = {row[5] for row in table(page, "読み込んだ申込書")}
    (asked,) = stated
    assert asked.startswith("同じ日付の申込書で、「連絡先電話番号（他事業者からのお問合せ用）」の")
    other = change("2026-06-12", privacy_notice_url="https://www.example.co.jp/other/")
    page = read(("a.xlsx", form(PHONE)), ("b.xlsx", form(other)))
    stated = {row[5] for row in table(page, "読み込んだ申込書")}
    assert stated == {"同じ日付で内容の異なる申込書があります"}


def test_renames_and_stops_are_described_in_words() -> None:
    page = read(
        ("a.xlsx", form(rename("2026-06-12", "見本電力株式会社"))),
        ("b.xlsx", form(stop("2026-09-18", "見本電力株式会社"))),
    )
    first, second = table(page, "読み込んだ申込書")
    assert f"社名変更（旧：{COMPANY}）" in first[3]
    assert second[3] == "利用停止"


def test_a_register_that_was_taken_away_comes_back() -> None:
    content = {
        "registers": [{
            "code": "01233",
            "applications": [{"files": ["a.xlsx"], "answers": FIRST, "stated": None}],
            "gone": [{"table": "web_certificates", "serial": "AA01", "on": "2026-11-02"}],
            "answered_questions": [{"key": "0123456789ab"}],
        }]
    }  # fmt: skip
    page = read(("台帳.json", json.dumps(content).encode()), ("別.json", b"[]"), ("誤.json", b"{"))
    assert buttons(page)["keep"] == "台帳に入れる（1件）"
    assert "「別.json」は、台帳のバックアップではありません。" in shown(page)
    assert "「誤.json」をJSONとして読み取れません" in shown(page)
    press(page, "keep")
    assert [one.serial for one in saved_registers().gone(THIS_MACHINE)] == ["AA01"]
    assert [one.key for one in saved_registers().answered(THIS_MACHINE)] == ["0123456789ab"]
    assert "登録されている証明書はありません。" in shown(page)


def test_what_a_backup_replaces_is_listed_first() -> None:
    keep(FIRST, PHONE)
    owner = saved_registers()
    owner.mark_gone(THIS_MACHINE, Gone("01233", "web_certificates", "AA01", date(2026, 11, 2)))
    content = {
        "registers": [{
            "code": "01233",
            "applications": [
                {"files": ["a.xlsx"], "answers": FIRST, "stated": None},
                {"files": ["b.xlsx"], "answers": PHONE, "stated": "returned"},
                {"files": ["c.xlsx"], "answers": HANDOVER, "stated": None},
            ],
            "gone": [{"table": "web_certificates", "serial": "AA01", "on": "2026-11-05"}],
        }]
    }  # fmt: skip
    page = read(("台帳.json", json.dumps(content).encode()))
    text = shown(page)
    assert "事業者コード01233：台帳に既にある申込み2件は、現在の台帳のまま変わりません。" in text
    assert "うち1件は、状況（送付日・登録日・差戻しなど）がバックアップと異なります。" in text
    assert "（シリアル番号 AA01）を台帳から外した日を、バックアップの日付に置き換えます。" in text
    press(page, "keep")
    states = [one.record.state for one in owner.applications(THIS_MACHINE)]
    assert states == [None, None, None]
    assert [one.on for one in owner.gone(THIS_MACHINE)] == [date(2026, 11, 5)]


def test_a_backup_shows_what_was_returned_and_sent_again() -> None:
    again = edited(PHONE, {"business.phone": "03-3501-7777"})
    returned = record(PHONE, [])
    assert returned is not None
    content = {
        "registers": [{
            "code": "01233",
            "applications": [
                {"files": ["a.xlsx"], "answers": FIRST, "stated": None},
                {"files": ["b.xlsx"], "answers": PHONE, "stated": "returned"},
                {"files": ["c.xlsx"], "answers": again, "supersedes": returned.digest},
            ],
        }]
    }  # fmt: skip
    page = read(("台帳.json", json.dumps(content).encode()))
    rows = [[row[4], row[2], row[5]] for row in table(page, "読み込んだ申込書")]
    assert rows[1:] == [
        ["b.xlsx", "変更 差戻し（第2版で再提出）", ""],
        ["c.xlsx", "変更（第2版）", ""],
    ]


def test_what_cannot_be_kept_is_reported_and_can_be_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = read(("a.xlsx", form(FIRST)), ("b.xlsx", form(PHONE)))
    with monkeypatch.context() as patched:

        def refuse(*_: object) -> None:
            message = "ディスクに空きがありません。"
            raise DraftsError(message)

        patched.setattr(SavedRegisters, "add", refuse)
        press(page, "keep")
    assert "ディスクに空きがありません。" in shown(page)
    press(page, "keep")
    assert len(saved_registers().applications(THIS_MACHINE)) == 2


def test_stopped_reading_is_continued() -> None:
    page = at_register(view="take-in")
    session = page.session_state["take-in-session"]
    session.lay_down([("a.xlsx", form(FIRST)), ("b.xlsx", form(PHONE))], AT)
    session.is_at_work = False
    page.run()
    assert "残りの2件は、読み込んでいません。" in shown(page)
    press(page, "go-on")
    assert "読み込んだ申込書（2件）" in shown(page)


def test_who_is_unknown_takes_nothing_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wizard.ui.registers.visitor", lambda: None)
    page = at_register(view="take-in")
    assert "登録台帳を利用できません" in shown(page)
    assert not page.file_uploader


@pytest.mark.usefixtures("out_of_reach")
def test_where_the_registers_cannot_be_read_nothing_is_compared_with_them() -> None:
    text = shown(read(("1.xlsx", form(FIRST))))
    assert "データベースに接続できません" in text
    assert "読み込んだ申込書" not in text
