"""The pages of the register: businesses, what is registered, and the applications that follow."""

import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Final

import pytest
import streamlit as st
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from rules.register.records import ApplicationState, record
from rules.register.register_json import records_of
from tests.certificate_files import made
from tests.framework import run_page
from tests.pages.test_journeys import WHO, finished, press, shown, title
from tests.rules.histories import COMPANY, HANAKO, Answers, cert, change, new, stop, with_api
from tests.samples import edited
from wizard.core.draft import Draft
from wizard.core.moments import AT_VARIABLE, calendar, now
from wizard.core.prefill import resumed
from wizard.drafts.registers import THIS_MACHINE, SavedRegisters
from wizard.serving.launch import ENTRY
from wizard.ui import registers, session, session_cache
from wizard.ui.registers import saved_registers
from wizard.ui.session import saved_drafts
from wizard.ui.visitor import Visitor

TUESDAY = "2026-11-24T09:00:00+09:00"
WEB = "WEB利用情報 クライアント証明書"
THREE = [cert("add", f"AA0{n}", common_name=f"PC0{n}", not_after="2026-12-17") for n in range(1, 4)]
FIRST = new(
    "2025-02-21",
    web_certificates=[*THREE, cert("add", "AA09", common_name="PC09", not_after="2028-02-25")],
)
SECOND = new("2025-02-21", "第二電力株式会社", "04562")
UNDER_WAY = change("2026-11-20", contacts=[{"action": "delete", "name": HANAKO["name"]}])


@pytest.fixture(autouse=True)
def tuesday(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(AT_VARIABLE, TUESDAY)
    yield
    monkeypatch.undo()
    for code in saved_registers().codes(THIS_MACHINE):
        saved_registers().delete_business(THIS_MACHINE, code)


def keep(*applications: Answers) -> list[int]:
    """Keep applications as sent on their dates."""
    records = [record(one, [f"{n}.xlsx"]) for n, one in enumerate(applications, 1)]
    return [saved_registers().add(THIS_MACHINE, one) for one in records if one]


def at_register(**query: str) -> AppTest:
    page = AppTest.from_file(str(ENTRY), default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    return run_page(page, "register")


def buttons(page: AppTest) -> list[str]:
    return [str(button.key) for button in page.button]


def lines(page: AppTest) -> list[list[str]]:
    """Return the cells of all lines of registers, as they are read."""
    texts = re.findall(r'<dl class="mk-line">(.*?)</dl>', shown(page), re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", " ", cell).strip() for cell in re.findall("<dd>(.*?)</dd>", text)]
        for text in texts
        if "<dt>最終更新</dt>" not in text  # a form that was saved by a test before
    ]


def files_offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """Return what is offered for download from now on, by the names of the files."""
    offered: dict[str, Callable[[], bytes]] = {}
    plain = st.download_button

    def download_button(label: str, **words: Any) -> bool:  # noqa: ANN401 - as Streamlit has them
        offered[words["file_name"]] = words["data"]
        return plain(label, **words)

    monkeypatch.setattr(st, "download_button", download_button)
    return offered


def draft_of(page: AppTest) -> Draft:
    draft: Draft = page.session_state["draft"]
    return draft


def started(page: AppTest, key: str) -> Draft:
    """Press what begins an application, and return its draft; it is saved."""
    press(page, key)
    draft = draft_of(page)
    assert draft.token in page.query_params["draft"]
    return draft


# All businesses


def test_with_nothing_there_one_sentence_says_what_it_is_for() -> None:
    text = shown(at_register())
    assert "提出した申込書を取り込むと、登録されている証明書・窓口責任者と、" in text
    assert lines(at_register()) == []


def test_businesses_are_listed_with_what_runs_out_next() -> None:
    keep(FIRST, SECOND)
    page = at_register()
    assert lines(page) == [
        ["01233", COMPANY, "利用中", "2026年12月17日(木)", "2026年12月4日(金)17:00（あと2回）"],
        [
            "04562",
            "第二電力株式会社",
            "利用中",
            "2027年6月30日(水)",
            "2027年6月18日(金)17:00（あと30回）",
        ],
    ]
    press(page, "open:04562")
    assert "04562" in page.query_params["code"]
    assert title(page) == "第二電力株式会社"


def test_codes_of_one_company_in_several_areas_name_each_other() -> None:
    keep(FIRST, {**FIRST, "business": {**FIRST["business"], "code": "01236"}}, SECOND)
    assert [cells[1].split() for cells in lines(at_register())] == [
        [COMPANY, "ほかのエリアのコード：01236"],
        [COMPANY, "ほかのエリアのコード：01233"],
        ["第二電力株式会社"],
    ]


def test_many_businesses_are_searched_by_code_or_name() -> None:
    keep(*(new("2025-02-21", f"第{n:02}電力株式会社", f"9{n:03}0") for n in range(12)))
    page = at_register()
    assert len(lines(page)) == 12
    page.text_input(key="business-words").set_value("第０３電力").run()
    assert [cells[0] for cells in lines(page)] == ["90030"]
    page.text_input(key="business-words").set_value("90110").run()
    assert [cells[1] for cells in lines(page)] == ["第11電力株式会社"]
    page.text_input(key="business-words").set_value("ない").run()
    assert "該当する事業者はありません。" in shown(page)


def test_who_is_unknown_sees_and_begins_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(FIRST)
    for module in (registers, session):
        monkeypatch.setattr(module, "visitor", lambda: None)
    page = at_register(code="01233")
    assert "登録台帳を利用できません" in shown(page)
    assert COMPANY not in shown(page)
    assert buttons(page) == []


def test_a_register_is_of_the_visitor_that_the_proxy_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keep(FIRST)
    monkeypatch.setattr(registers, "visitor", lambda: Visitor("花子"))
    assert lines(at_register()) == []
    one = record(SECOND, ["1.xlsx"])
    assert one is not None
    saved_registers().add("花子", one)
    page = at_register()
    assert [cells[0] for cells in lines(page)] == ["04562"]
    press(page, "open:04562")
    press(page, "delete-business")
    press(page, "confirm-deletion")
    assert saved_registers().codes("花子") == []
    assert saved_registers().codes(THIS_MACHINE) == ["01233"]


def test_a_database_that_cannot_be_read_is_reported(out_of_reach: str) -> None:
    text = shown(at_register())
    assert out_of_reach in text
    assert "提出した申込書を取り込むと" not in text
    home = shown(AppTest.from_file(str(ENTRY), default_timeout=60).run())
    assert "保存した申込書と登録台帳を表示できません" in home
    assert out_of_reach in home


# A business


def test_a_business_shows_what_is_registered_and_since_when() -> None:
    keep(FIRST, UNDER_WAY)
    page = at_register(code="01233")
    text = shown(page)
    assert title(page) == COMPANY
    assert "事業者コード 01233　利用中" in text
    found = lines(page)
    assert found[0] == [
        "PC01 WEB", "AA01", "2026年12月17日(木)", "2026年12月4日(金)17:00（あと2回）", "登録済",
        "2025年3月3日(月)から 1.xlsx",
    ]  # fmt: skip
    # Wednesday 2028-02-23 and Friday 02-11 are holidays: what closes on 02-18 is registered on
    # Monday 02-28, and the cut-off before it is on Thursday 02-10
    assert found[3][2:5] == ["2028年2月25日(金)", "2028年2月10日(木)17:00", "登録済"]
    assert found[6][:5] == [
        "窓口 花子", "需給管理部", "03-3501-1512", "hanako@example.co.jp",
        "登録済   削除の申込み中",
    ]  # fmt: skip
    assert [cell.split() for cell in found[4]] == [
        ["2026年11月20日(金)"],
        ["変更", "窓口責任者「窓口", "花子」を削除"],
        ["送付済", "2026年11月20日(金)に送付"],
        ["2026年11月30日(月)", "2026年11月20日(金)締切"],
        ["2.xlsx"],
    ]
    assert found[5][2].split() == ["登録済（見込み）", "2025年2月21日(金)に送付"]
    assert "<td>03-3501-1511</td>" in text


def test_certificates_stand_on_a_line_of_twelve_months() -> None:
    keep(FIRST)
    text = shown(at_register(code="01233"))
    months = re.findall(r'<span( class="year")?[^>]*data-year="(\d+年)"[^>]*>(\d+月)<', text)
    assert [year + month for is_named, year, month in months if is_named] == [
        "2026年11月", "2027年1月"
    ]  # fmt: skip
    assert [month for *_, month in months] == [
        "11月", "12月", *(f"{month}月" for month in range(1, 11))
    ]  # fmt: skip
    # 365 days from November 1: 24 days to today, 47 to the end of December 17, 33 to December 4
    assert '<i class="mk-today" style="left:6.3%">' in text
    assert '<i class="mk-held registered" style="left:0.0%;width:12.88%">' in text
    assert text.count('<i class="mk-last-call" style="left:9.04%">') == 3
    assert '<i class="mk-held registered" style="left:0.0%;width:100.0%">' in text
    assert text.count('class="mk-tick"') == 53  # 52 Fridays, and the legend
    assert 'title="年末年始の休業（想定）"' in text
    labels = re.findall(r'<div class="mk-track"><span>([^<]*)<small>([^<]*)</small>', text)
    assert labels == [("PC01", "WEB AA01"), ("PC02", "WEB AA02"), ("PC03", "WEB AA03"),
                      ("PC09", "WEB AA09")]  # fmt: skip
    assert "PC09 WEB AA09 2028年2月25日(金) 登録済" in text
    legend = re.findall(r"<li><i class=[^>]*></i>([^<]*)</li>", text)
    assert {"登録待ち", "期限切れ", "本日（2026年11月24日(火)）"} <= {*legend}


def test_what_must_be_renewed_soon_is_started_with_one_click() -> None:
    keep(FIRST)
    page = at_register(code="01233")
    (primary,) = [b for b in page.button if b.proto.type == "primary"]
    assert primary.label == "選択した証明書を更新する（3件）"
    draft = started(page, str(primary.key))
    assert title(page) == WEB
    assert [row["replaces"] for row in draft.answers["web_certificates"]] == [
        "AA01", "AA02", "AA03"
    ]  # fmt: skip
    assert [shown(page).count(f"PC0{n}の更新") for n in (1, 2, 3)] == [1, 1, 1]
    assert {"証明書「PC09（AA09）」を更新", "「PC09（AA09）」を削除"} <= {
        b.label for b in page.button
    }
    files = [
        (f"{n}.cer", made(f"PC0{n}", serial=0xB0 + n, ends="2028-12-16 14:59:59"), "")
        for n in (3, 1, 2)
    ]
    page.file_uploader[0].set_value(files).run()
    press(page, "next")
    rows = finished(page).answers["web_certificates"]
    assert [(row["replaces"], row["serial"]) for row in rows] == [
        ("AA01", "00B1"), ("AA02", "00B2"), ("AA03", "00B3")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "heading", "table", "rows"),
    [
        ("renew:web_certificates:AA09", WEB, "web_certificates",
         [("renew", "AA09")]),
        ("delete:web_certificates:AA01", WEB, "web_certificates", [("delete", "AA01")]),
        ("begin:add-certificate", WEB, "web_certificates", [("add", None)]),
        ("change:contacts:0", "システム窓口情報（窓口責任者）", "contacts",
         [("change", "窓口 花子")]),
        ("delete:contacts:0", "システム窓口情報（窓口責任者）", "contacts",
         [("delete", "窓口 花子")]),
        ("begin:add-contact", "システム窓口情報（窓口責任者）", "contacts", [("add", None)]),
    ],
)  # fmt: skip
def test_every_line_begins_what_can_be_done_about_it(
    key: str, heading: str, table: str, rows: Sequence[tuple[str, str | None]]
) -> None:
    keep(FIRST)
    page = at_register(code="01233")
    answers: dict[str, Any] = started(page, key).answers
    assert title(page) == heading
    named = [
        (row["action"], row.get("replaces") or row.get("serial") or row.get("name"))
        for row in answers[table]
    ]
    assert named == [*rows]
    assert answers["applicant"]["responsible"] == "申込 太郎"


@pytest.mark.parametrize(
    ("key", "heading", "kind", "parts"),
    [
        ("begin:business", WHO, "change", ["business"]),
        ("begin:privacy_notice_url", WHO, "change", ["privacy_notice_url"]),
        ("begin:api", "API利用情報", "change", ["api"]),
        ("begin:rename", WHO, "rename", []),
        ("begin:end", "利用停止", "stop", []),
    ],
)
def test_entries_are_changed_on_the_page_that_asks_them(
    key: str, heading: str, kind: str, parts: list[str]
) -> None:
    keep(with_api("2025-02-21"))
    page = at_register(code="01233")
    draft = started(page, key)
    assert title(page) == heading
    assert (draft.kind, draft.parts) == (kind, parts)


def test_who_has_stopped_can_begin_again() -> None:
    keep(FIRST, stop("2025-10-03"))
    page = at_register(code="01233")
    assert "利用停止" in shown(page)
    assert "begin:rename" not in buttons(page)
    draft = started(page, "begin:restart")
    assert draft.kind == "new"
    assert draft.answers["business"] == FIRST["business"]
    assert [one["name"] for one in draft.answers["contacts"]] == [HANAKO["name"]]
    assert "web_certificates" not in draft.answers


def test_questions_and_findings_are_shown_with_their_form() -> None:
    keep(FIRST, change("2026-06-12", web_certificates=[cert("delete", "FF01")]))
    text = shown(at_register(code="01233"))
    assert "台帳の確認事項（1件）" in text
    assert "台帳にない証明書（シリアル番号 FF01）の更新または削除です。" in text
    assert "申込書の指摘（1件）" in text
    assert "「FF01」は、台帳に登録されていません。" in text


def test_what_is_under_way_is_not_started_again() -> None:
    renewal = cert("renew", "BB01", replaces="AA01", common_name="PC01", not_after="2028-12-16")
    asked = change("2026-11-24", web_certificates=[renewal, cert("delete", "AA02")])
    keep(FIRST, asked)
    page = at_register(code="01233")
    said = {cells[1]: cells[4].split() for cells in lines(page) if len(cells) == 6}
    assert said["AA01"] == ["登録済", "更新の申込み中"]
    assert said["AA02"] == ["登録済", "削除の申込み中"]
    assert said["BB01"] == ["登録待ち"]
    assert "2026年12月4日(金)頃の見込み" in shown(page)
    about = {key.partition(":")[2] for key in buttons(page) if "web_certificates" in key}
    assert about == {"web_certificates:AA03", "web_certificates:AA09"}


def test_a_replaced_certificate_is_removed_after_its_renewal() -> None:
    renewal = cert("renew", "BB01", replaces="AA01", common_name="PC01", not_after="2028-12-16")
    keep(FIRST, change("2026-11-05", web_certificates=[renewal]))
    page = at_register(code="01233")
    assert "更新済（期限まで有効）" in shown(page)
    press(page, "gone:web_certificates:AA01")
    assert page.text_input(key="asked-day").value == "2026年11月24日"
    page.text_input(key="asked-day").set_value("2026年11月25日").run()
    press(page, "keep-day")
    assert "エラー：本日までの日付を入力してください。" in shown(page)
    page.text_input(key="asked-day").set_value("2026年11月20日").run()
    press(page, "keep-day")
    assert saved_registers().gone(THIS_MACHINE)[0].on == date(2026, 11, 20)
    assert "証明書（シリアル番号 AA01）を台帳から外しました。" in shown(page)
    assert "AA01" not in {cells[1] for cells in lines(page)}
    assert "2026年11月20日(金)に台帳から外した証明書：シリアル番号 AA01" in shown(page)
    press(page, "undo-gone:0")
    assert "AA01" in {cells[1] for cells in lines(page)}
    assert saved_registers().gone(THIS_MACHINE) == []


def test_a_business_is_deleted_after_a_question() -> None:
    keep(FIRST, SECOND)
    page = at_register(code="01233")
    press(page, "delete-business")
    assert "（01233）の申込み1件と、送付日・登録日・差戻しなどの記録、" in shown(page)
    offered = [one.proto.label for one in page.get("download_button")]
    assert offered.count("台帳のバックアップをダウンロード") == 2
    assert page.session_state["register-session"].focus == "answer"
    press(page, "keep-business")
    assert "台帳から削除しますか" not in shown(page)
    press(page, "delete-business")
    press(page, "confirm-deletion")
    assert f"「{COMPANY}」（01233）を台帳から削除しました。" in shown(page)
    assert [cells[0] for cells in lines(page)] == ["04562"]
    assert saved_registers().codes(THIS_MACHINE) == ["04562"]


def test_a_business_leaves_as_workbook_dates_and_json(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(FIRST, SECOND)
    offered = files_offered(monkeypatch)
    at_register(code="01233")
    assert [*offered] == ["登録台帳_01233.xlsx", "登録台帳_01233の期限.ics", "登録台帳_01233.json"]
    workbook = load_workbook(io.BytesIO(offered["登録台帳_01233.xlsx"]()))
    assert "AA01" in {cell.value for row in workbook["証明書"].rows for cell in row}
    assert offered["登録台帳_01233の期限.ics"]().count(b"BEGIN:VEVENT") == 3
    content = json.loads(offered["登録台帳_01233.json"]())
    assert [one["code"] for one in content["registers"]] == ["01233"]
    records, _, _ = records_of(content)
    assert [one.files for one in records] == [("1.xlsx",)]


def test_what_was_done_is_reported_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AT_VARIABLE, "2026-11-30T09:00:00+09:00")
    keep(FIRST, UNDER_WAY, SECOND)
    page = at_register(code="01233")
    press(page, "returned:1")
    said = "2026年11月20日(金)の変更を「差戻し」として記録しました。"
    assert said in shown(page)
    page.query_params["code"] = "04562"
    page.run()
    assert title(page) == "第二電力株式会社"
    assert said not in shown(page)


# The check page of an application


def at_check(answers: Answers) -> AppTest:
    """Open the check page of an application that is filled in."""
    draft = resumed(answers, now(), calendar())
    saved_drafts().keep(draft)
    page = AppTest.from_file(str(ENTRY), default_timeout=60)
    page.query_params["draft"] = draft.token
    page.query_params["step"] = "check"
    page.run()
    assert title(page) == "内容の確認"
    return page


def checked(answers: Answers) -> str:
    """Return the check page of an application that is filled in."""
    return shown(at_check(answers))


def test_an_application_is_judged_by_its_register() -> None:
    last_contact = change("2026-11-24", contacts=[{"action": "delete", "name": HANAKO["name"]}])
    said = "この申込みが登録されると、システム窓口（窓口責任者）がいなくなります。"
    assert said not in checked(last_contact)
    keep(FIRST)
    assert said in checked(last_contact)


def test_who_has_stopped_is_led_to_the_choice_of_the_case() -> None:
    keep(FIRST, stop("2026-07-10"))
    page = at_check(change("2026-11-24", business={"phone": "03-3501-9999"}))
    assert "利用を停止しているため" in shown(page)
    (mend,) = [button for button in page.button if button.label == "手続きの内容を修正"]
    press(page, str(mend.key))
    assert title(page) == "どのような手続きですか"


@pytest.mark.usefixtures("out_of_reach")
def test_where_the_registers_cannot_be_read_the_check_page_says_so() -> None:
    text = checked(change("2026-11-24", business={"phone": "03-3501-9999"}))
    assert "登録台帳を読み込めないため、台帳の内容とは照合していません。" in text


def test_a_renewal_takes_the_predecessor_that_the_register_knows_by_one_click() -> None:
    keep(FIRST)
    row = cert("renew", "BB01", common_name="PC01", not_after="2028-12-16")
    page = at_check(change("2026-11-24", web_certificates=[row]))
    (offered,) = (button for button in page.button if button.label == "「AA01」に変更")
    offered.click().run()
    (taken,) = page.session_state["draft"].answers["web_certificates"]
    assert taken["replaces"] == "AA01"
    assert "空欄に戻す" in {button.label for button in page.button}


def test_a_code_that_is_another_business_is_an_error() -> None:
    keep(FIRST)
    wrong = change("2026-11-24", code="98760", business={"phone": "03-3501-9999"})
    text = checked(wrong)
    assert "修正が必要な点が1件あります" in text
    assert f"（01233 {COMPANY}）と一致しません。" in text


def test_a_code_that_is_another_business_is_an_error_where_it_is_typed() -> None:
    keep(FIRST)
    page = at_check(change("2026-11-24", business={"phone": "03-3501-9999"}))
    press(page, "edit:applicant")
    page.text_input(key="business.code").set_value("98760")
    press(page, "next")
    assert title(page) == WHO
    assert f"（01233 {COMPANY}）と一致しません。" in shown(page)
    page.text_input(key="business.code").set_value("01233").run()
    assert "と一致しません。" not in shown(page)
    press(page, "next")
    assert title(page) == "内容の確認"


def test_the_first_application_of_another_business_is_none_of_the_registers() -> None:
    keep(FIRST)
    text = checked(edited(SECOND, {"applied_on": "2026-11-24"}))
    assert "台帳" not in text.split("<h1")[1]


# Home


def home() -> AppTest:
    return AppTest.from_file(str(ENTRY), default_timeout=60).run()


def links(page: AppTest) -> list[str]:
    """Return the words of links to businesses."""
    found = [element.proto.label.replace("\\", "") for element in page.get("page_link")]
    return [words for words in found if "電力" in words or "事業者" in words]


def test_registers_are_read_anew_only_where_they_have_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keep(FIRST)
    page = home()
    with monkeypatch.context() as patched:
        patched.delattr(SavedRegisters, "applications")
        page.run()
        assert len(lines(page)) == 3
    keep(SECOND)
    page.run()
    assert len(links(page)) == 2


def test_who_has_no_register_notices_nothing_on_home() -> None:
    text = shown(home())
    assert "期限</h2>" not in text
    assert "登録台帳</h2>" not in text


def test_a_clerk_with_one_business_sees_it_at_once_on_home() -> None:
    keep(FIRST, UNDER_WAY)
    page = home()
    assert lines(page) == [
        ["2026年12月17日(木)", COMPANY, f"{name} WEB", "2026年12月4日(金)17:00（あと2回）"]
        for name in ("PC01", "PC02", "PC03")
    ]
    assert links(page) == [
        (
            f"{COMPANY}（01233）　2026年11月20日(金)の変更（窓口責任者）の登録待ち"
            "（2026年11月20日(金)に送付、2026年11月30日(月)頃に登録の見込み）"
        ),
        f"{COMPANY}（01233）　利用中　証明書4件　次の期限 2026年12月17日(木)　登録待ちの申込み1件",
    ]
    draft = started(page, "begin:renew-chosen")
    assert title(page) == WEB
    assert len(draft.answers["web_certificates"]) == 3
    assert draft.version == 1
    saved = saved_drafts().listed("")
    assert [one.draft.token for one in saved if one.draft.token == draft.token]  # it has an owner


def test_a_certificate_whose_renewal_is_sent_stays_among_the_dates() -> None:
    row = cert("renew", "AA11", common_name="PC01", not_after="2028-12-16", replaces="AA01")
    keep(FIRST, change("2026-11-24", web_certificates=[row]))
    text = (
        "更新を申込み中です（2026年12月4日(金)頃に登録の見込み） "
        "差し戻された場合の最終締切 2026年12月4日(金)17:00（あと2回）"
    )
    found = lines(home())
    assert [cells[2:] for cells in found][:2] == [
        ["PC01 WEB", text], ["PC02 WEB", "2026年12月4日(金)17:00（あと2回）"],
    ]  # fmt: skip
    (business,) = lines(at_register())
    assert business[3] == "2026年12月17日(木)"
    assert business[4].split("  ") == [
        text,
        (
            "次に更新する証明書の期限 2026年12月17日(木)、"
            "更新の最終締切 2026年12月4日(金)17:00（あと2回）"
        ),
    ]
    page = at_register(code="01233")
    assert "登録待ちの申込み1件" in shown(page)
    assert lines(page)[0][4].split() == ["登録済", "更新の申込み中"]
    (primary,) = [b for b in page.button if b.proto.type == "primary"]
    assert primary.label == "選択した証明書を更新する（2件）"


def test_home_asks_for_a_tick_only_where_a_line_has_a_box() -> None:
    serials = [f"AB{n:02}" for n in range(4)]
    known = [cert("add", one, common_name=one, not_after="2026-12-17") for one in serials]
    late = cert("add", "AC01", common_name="AC01", not_after="2027-08-30")
    keep(edited(FIRST, {"web_certificates": [*known, late]}))
    renewals = [
        cert("renew", f"B{one}", common_name=one, not_after="2028-12-16", replaces=one)
        for one in serials
    ]
    keep(change("2026-11-24", web_certificates=renewals))
    page = home()
    assert "ほか2件（登録台帳で確認できます）" in shown(page)  # one of them can be renewed
    assert "更新する証明書にチェックを入れてください。" not in shown(page)


def test_a_renewal_that_was_returned_is_shown_and_sent_again_from_its_certificate() -> None:
    row = cert("renew", "AA11", common_name="PC01", not_after="2028-12-16", replaces="AA01")
    _, number = keep(FIRST, change("2026-11-20", web_certificates=[row]))
    saved_registers().set_state(THIS_MACHINE, number, ApplicationState.RETURNED)
    page = home()
    assert lines(page)[0][3] == "差戻し（再提出待ち）  2026年12月4日(金)17:00（あと2回）"
    boxes = {str(box.key)[-4:]: box.value for box in page.checkbox if "choose" in str(box.key)}
    assert boxes == {"AA02": True, "AA03": True}  # it goes on as the next version
    assert links(page)[0].endswith("2026年11月20日(金)の変更（証明書）の差戻し（再提出待ち）")
    started(page, "again-date:0")
    page = at_register(code="01233")
    assert lines(page)[0][4].split() == ["登録済", "更新の差戻し（再提出待ち）"]
    draft = started(page, "again:web_certificates:AA01")
    assert [one["serial"] for one in draft.answers["web_certificates"]] == ["AA11"]
    # what is under way is gone on with, and no second one begun
    page = at_register(code="01233")
    assert started(page, "again:web_certificates:AA01").token == draft.token
    assert title(page) == "内容の確認"


@pytest.mark.parametrize("state", [ApplicationState.SENT, ApplicationState.RETURNED])
def test_what_was_ticked_before_it_was_sent_or_returned_is_chosen_no_more(
    monkeypatch: pytest.MonkeyPatch, state: ApplicationState
) -> None:
    monkeypatch.setattr(session_cache, "current_browser", lambda: f"ticked before {state}")
    keep(FIRST)
    page = home()
    for name in ("AA01", "AA02", "AA03"):  # unticked and ticked again: each is a person's choice
        box = f"choose-on-home:01233:web_certificates:{name}"
        page.checkbox(key=box).uncheck().run()
        page.checkbox(key=box).check().run()
    row = cert("renew", "AA11", common_name="PC01", not_after="2028-12-16", replaces="AA01")
    (number,) = keep(change("2026-11-24", web_certificates=[row]))
    saved_registers().set_state(THIS_MACHINE, number, state, sent_on=date(2026, 11, 24))
    page = home()
    assert page.button(key="begin:renew-chosen").label == "選択した証明書を更新する（2件）"
    draft = started(page, "begin:renew-chosen")
    assert [row["replaces"] for row in draft.answers["web_certificates"]] == ["AA02", "AA03"]
    assert "更新する証明書（2件を選択）" in shown(at_register(view="renew"))


def test_what_is_waited_for_leads_to_its_business() -> None:
    keep(FIRST, change("2026-09-18", contacts=[{"action": "delete", "name": "知らない 人"}]))
    asked = "未確認の事項：台帳にない窓口責任者「知らない 人」の変更または削除です。"
    for page in (home(), at_register()):
        (link,) = [one for one in page.get("page_link") if asked in one.proto.label]
        assert "part=questions" in link.proto.query_string
    page = at_register(code="01233", part="questions")
    assert page.session_state["register-session"].focus == "questions"
    assert "未確認の事項1件" in shown(page)


def test_a_line_of_home_begins_its_renewal() -> None:
    keep(FIRST)
    page = home()
    draft = started(page, "renew-date:1")
    assert [row["replaces"] for row in draft.answers["web_certificates"]] == ["AA02"]


def test_what_is_renewed_is_chosen_by_boxes_on_home_and_on_the_page_of_the_business() -> None:
    keep(FIRST)
    page = home()
    page.checkbox(key="choose-on-home:01233:web_certificates:AA02").uncheck().run()
    (primary,) = [b for b in page.button if b.key == "begin:renew-chosen"]
    assert primary.label == "選択した証明書を更新する（2件）"
    draft = started(page, "begin:renew-chosen")
    assert [row["replaces"] for row in draft.answers["web_certificates"]] == ["AA01", "AA03"]
    page = at_register(code="01233")
    assert [box.label for box in page.checkbox] == [
        f"更新の対象にする（{COMPANY} PC0{n}）" for n in (1, 2, 3)
    ]
    for box in page.checkbox:
        page.checkbox(key=str(box.key)).uncheck().run()
    assert "更新する証明書にチェックを入れてください。" in shown(page)
    assert "begin:renew-chosen" not in buttons(page)
    # the boxes of a business are about its own next application, and forgotten where that is left
    press(page, "to-list")
    press(page, "view:renew")
    assert {str(box.key)[-4:]: box.value for box in page.checkbox} == {
        "AA01": True, "AA02": True, "AA03": True,
    }  # fmt: skip
    press(page, "to-list")
    press(page, "open:01233")
    assert all(box.value for box in page.checkbox)


def test_what_was_done_is_shown_until_another_page_is_visited() -> None:
    keep(FIRST, UNDER_WAY)
    page = at_register(code="01233")
    press(page, "returned:1")
    assert "を「差戻し」として記録しました。" in shown(page)
    press(page, "again:1")
    assert title(page) != COMPANY
    page.query_params.clear()
    page.query_params["code"] = "01233"
    run_page(page, "register")
    assert title(page) == COMPANY
    assert "を「差戻し」として記録しました。" not in shown(page)


URL_LABEL: Final = "個人情報（共同利用プライバシーポリシー）の取扱い掲載URL"
SAME_DAY: Final = [
    change("2026-08-07", privacy_notice_url=f"https://{name}.example.co.jp/") for name in "ab"
]


def test_an_open_question_is_answered_by_saying_that_a_form_was_not_sent() -> None:
    keep(FIRST, *SAME_DAY)
    page = at_register(code="01233")
    text = shown(page)
    assert "台帳の確認事項（1件）" in text
    assert "提出していない申込書について、「提出していません」を押してください。" in text
    assert "申込書：" in text
    labels = [b.label.replace("\\", "") for b in page.button if str(b.key).startswith("unsent:")]
    assert labels == [
        f"提出していません：2026年8月7日(金)の変更（{name}.xlsx）" for name in ("2", "3")
    ]
    press(page, "unsent:0:1")
    assert "2026年8月7日(金)の変更（3.xlsx）を「作成済」として記録しました。" in shown(page)
    assert "台帳の確認事項" not in shown(page)
    assert "<td>https://a.example.co.jp/</td>" in shown(page)


def test_an_open_question_is_closed_by_who_has_looked_and_opened_again() -> None:
    keep(FIRST, change("2026-08-07", web_certificates=[cert("delete", n) for n in ("E1", "E2")]))
    page = at_register(code="01233")
    assert "申込書の指摘（2件）" in shown(page)
    press(page, "checked:0")
    text = shown(page)
    assert "台帳の確認事項（1件）" in text
    assert "申込書の指摘（1件）" in text
    assert "確認事項を確認済みとして記録しました。" in text
    assert [one.label for one in page.expander if "確認済み" in one.label] == [
        "確認済みの事項（1件）"
    ]
    press(page, "checked:0")
    text = shown(at_register(code="01233"))  # after a reload
    assert "台帳の確認事項（0件）" in text
    assert "2026年11月24日(火)に確認済み：台帳にない証明書（シリアル番号 E1）" in text
    assert "申込書の指摘" not in text
    press(page, "unchecked:1")
    assert "台帳の確認事項（1件）" in shown(page)
    assert len(saved_registers().answered(THIS_MACHINE)) == 1


@pytest.mark.parametrize("key", ["checked:0", "unsent:0:0", "returned:1"])
def test_what_was_deleted_in_another_tab_is_not_reported_as_kept(key: str) -> None:
    keep(FIRST, change("2026-08-07", web_certificates=[cert("delete", "E1")]))
    page = at_register(code="01233")
    saved_registers().delete_business(THIS_MACHINE, "01233")
    press(page, key)
    assert "台帳から削除されているため、記録できませんでした。" in shown(page)
    assert "記録しました" not in shown(page)
    assert saved_registers().codes(THIS_MACHINE) == []


def test_an_open_question_leads_to_taking_in_the_form_that_is_missing() -> None:
    keep(FIRST, change("2026-08-07", web_certificates=[cert("delete", "BB01")]))
    page = at_register(code="01233")
    assert "この証明書を登録した申込書がある場合は、台帳に取り込んでください。" in shown(page)
    press(page, "take-in-more")
    assert title(page) == "過去の申込書を取り込む"
    press(page, "to-list")
    assert title(page) == "登録台帳"
    assert not page.query_params


def test_a_strangers_form_is_not_registered_and_can_be_left_out() -> None:
    foreign = change("2026-08-07", "別の電力株式会社", privacy_notice_url="https://a.jp/")
    keep(FIRST, foreign, change("2026-08-14", privacy_notice_url="https://b.jp/"))
    page = at_register(code="01233")
    assert "registered:1" not in buttons(page)
    assert '<span class="mk-state stranger">台帳に反映していません</span>' in shown(page)
    changed = [cells[1].split() for cells in lines(page) if len(cells) == 5]
    assert changed[0][1:] == [
        f"{URL_LABEL}：https://www.example.co.jp/privacy/",
        "→",
        "https://b.jp/",
    ]
    press(page, "unsent:0:0")
    assert "台帳の確認事項" not in shown(page)
    assert "「別の電力株式会社」" not in shown(page)


def test_what_runs_out_first_stands_first() -> None:
    api = {
        "certificates": [cert("add", "AC01", common_name="SV01", not_after="2027-01-26")],
        "environment": "サーバ1台", "file_return_method": "見本の方式", "test_passed": True,
    }  # fmt: skip
    late = [cert("add", "AA01", common_name="PC01", not_after="2027-08-30")]
    keep(new("2025-02-21", web_certificates=late, api=api), edited(SECOND, {
        "web_certificates.0.not_after": "2026-12-17",
    }))  # fmt: skip
    assert [cells[0] for cells in lines(at_register())] == ["04562", "01233"]
    page = at_register(code="01233")
    assert [cells[1] for cells in lines(page) if len(cells) == 6][:2] == ["AC01", "AA01"]


def test_what_has_ended_is_first_on_home_until_its_renewal_is_under_way() -> None:
    over = [cert("add", "AA01", common_name="PC01", not_after="2026-11-20")]
    keep(new("2025-02-21", web_certificates=over), SECOND)
    page = home()
    (first,) = [cells for cells in lines(page) if COMPANY in cells]
    assert first[0].split() == ["2026年11月20日(金)", "期限切れ"]
    assert first[3] == "有効期限が切れています。至急更新してください"
    assert next(box.value for box in page.checkbox if "AA01" in str(box.key)) is True
    assert "renew-date:0" in buttons(page)
    row = cert("renew", "AA02", replaces="AA01", not_after="2028-11-20")
    keep(change("2026-11-24", web_certificates=[row]))
    page = home()
    (first,) = [cells for cells in lines(page) if COMPANY in cells]
    assert first[3] == "更新を申込み中です（2026年12月4日(金)頃に登録の見込み。期限後）"
    assert "renew-date:0" not in buttons(page)
    assert [box.key for box in page.checkbox if "choose" in str(box.key)] == [
        "choose-on-home:04562:web_certificates:AA01"
    ]
    page = at_register(code="01233")
    assert "チェックを入れてください" not in shown(page)
    assert not page.checkbox


def test_home_lists_the_businesses_whose_dates_come_first() -> None:
    keep(*(new("2025-02-21", f"第{n:02}電力株式会社", f"9{n:03}0") for n in range(8)), FIRST)
    page = home()
    assert links(page)[0].startswith(COMPANY)
    assert len(links(page)) == 9
    assert links(page)[-1] == "すべての事業者（9件）"
    assert "begin:renew-chosen" in buttons(page)
    assert "ほか8件（登録台帳で確認できます）" in shown(page)


def test_nobody_unknown_sees_a_register_on_home(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(FIRST)
    for module in (registers, session):
        monkeypatch.setattr(module, "visitor", lambda: None)
    assert COMPANY not in shown(home())
