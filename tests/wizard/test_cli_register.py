"""register on the command line, and check, fill and package beside a register."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import vobject

from rules.register.records import record
from tests.mails import HEAD, attached, mail
from tests.rules.histories import (
    CODE,
    COMPANY,
    JIRO,
    Answers,
    cert,
    change,
    new,
    rename,
    with_api,
)
from tests.wizard.calling import Call, assert_one_line
from tests.wizard.corpus import CELLS
from wizard.core.checking import judging
from wizard.drafts.registers import THIS_MACHINE
from wizard.ui.registers import saved_registers
from workbook.forms.fill import fill

HISTORY: dict[str, Answers] = {
    "1": with_api("2026-06-05"),
    "2": change("2026-06-12", contacts=[{"action": "add", **JIRO}]),
    "3": new("2026-06-05", "第二電力株式会社", "04562"),
}


def put(path: Path, answers: Answers) -> Path:
    """Write an application: as a form, or as JSON by its name."""
    if path.suffix == ".json":
        path.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
    else:
        path.write_bytes(fill(answers).content)
    return path


@pytest.fixture(autouse=True)
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read every folder by the process that is there, however many forms it has."""
    monkeypatch.setattr(judging, "FEW", 1_000)


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    folder = tmp_path / "forms"
    folder.mkdir()
    for name, answers in HISTORY.items():
        put(folder / f"{name}.xlsx", answers)
    return folder


def of(call: Call, *words: str | Path) -> Any:  # noqa: ANN401 - JSON
    return call("register", *words, "--json").json


def test_a_folder_of_forms_is_a_register(call: Call, forms: Path) -> None:
    called = call("register", forms, "--at", "2026-08-18", "--json")
    assert (called.status, called.err) == (0, "")
    first, second = called.json["registers"]
    assert (first["code"], first["name"], first["status"]) == (CODE, COMPANY, "active")
    assert (second["code"], second["name"]) == ("04562", "第二電力株式会社")
    assert first["entries"]["business.phone"] == {
        "value": "03-3501-1511",
        "since": "2026-06-12",
        "from": str(forms / "1.xlsx"),
    }
    assert [(c["name"], c["state"]) for c in first["contacts"]] == [
        ("窓口 花子", "registered"),
        ("後任 次郎", "registered"),
    ]
    assert [(c["serial"], c["not_after"], c["state"]) for c in first["certificates"]] == [
        ("AA01", "2027-06-30", "registered"),
        ("AC01", "2026-08-31", "registered"),
    ]
    assert called.json["board"][0] == {
        "date": "2026-08-31",
        "code": CODE,
        "what": "API利用情報 クライアント証明書 SV01（シリアル番号 AC01）の有効期限",
        "last_cutoff": "2026-08-21T17:00:00+09:00",
        "cutoffs_left": 1,
    }
    assert called.json["findings"] == []


def test_forms_json_archives_and_registers_are_one_register(
    call: Call, forms: Path, tmp_path: Path
) -> None:
    alone = of(call, forms, "--at", "2026-08-18")["registers"]
    (tmp_path / "mixed").mkdir()
    with ZipFile(tmp_path / "mixed" / "new.zip", "w") as archive:
        archive.write(forms / "1.xlsx", "1.xlsx")
    put(tmp_path / "mixed" / "2.json", HISTORY["2"])
    third = put(tmp_path / "3.json", HISTORY["3"])
    mixed = of(call, tmp_path / "mixed", third, "--at", "2026-08-18")["registers"]
    written = tmp_path / "register.json"
    written.write_text(json.dumps({"registers": alone}), encoding="utf-8")
    again = of(call, written, "--at", "2026-08-18")["registers"]
    assert again == alone
    assert [_without_files(one) for one in mixed] == [_without_files(one) for one in alone]


def _without_files(reported: Any) -> Any:  # noqa: ANN401 - JSON
    """Leave out where something came from."""
    if isinstance(reported, dict):
        return {k: _without_files(v) for k, v in reported.items() if k not in {"from", "files"}}
    return [_without_files(one) for one in reported] if isinstance(reported, list) else reported


def test_one_code_can_be_asked_for(call: Call, forms: Path) -> None:
    reported = of(call, forms, "--code", "04562", "--at", "2026-08-18")
    assert [one["code"] for one in reported["registers"]] == ["04562"]
    assert {row["code"] for row in reported["board"]} == {"04562"}
    assert_one_line(call("register", forms, "--code", "99999"))


def test_a_form_is_judged_by_what_came_before_and_named(call: Call, forms: Path) -> None:
    file = put(forms / "0.xlsx", change("2026-06-22", web_certificates=[cert("delete", "AA09")]))
    called = call("register", forms, "--at", "2026-08-18", "--json")
    reported = [(f["file"], f["code"], f["path"]) for f in called.json["findings"]]
    assert reported == [(str(file), "register-not-registered", "web_certificates.0.serial")]
    assert called.status == 0
    put(
        forms / "9.xlsx",
        change("2026-06-23", "別の電力株式会社", privacy_notice_url="https://a.jp/"),
    )
    assert call("register", forms, "--at", "2026-08-18").status == 1


def test_what_cannot_be_read_is_reported_and_the_others_are_folded(call: Call, forms: Path) -> None:
    (forms / "broken.xlsx").write_bytes(b"no workbook")
    undated = change("2026-06-15")
    del undated["applied_on"]
    put(forms / "undated.xlsx", undated)
    called = call("register", forms, "--at", "2026-08-18", "--json")
    assert called.status == 1
    assert {(Path(f["file"]).name, f["code"]) for f in called.json["findings"]} == {
        ("broken.xlsx", "text"),
        ("undated.xlsx", "register-not-folded"),
    }
    assert len(called.json["registers"]) == 2


def test_half_a_character_in_answers_is_escaped(call: Call, tmp_path: Path) -> None:
    form = put(tmp_path / "form.json", new("2026-06-05"))
    text = form.read_text(encoding="utf-8").replace(COMPANY, "\\ud800")
    form.write_text(text, encoding="utf-8")
    called = call("register", form, "--at", "2026-06-22", "--json")
    (one,) = called.json["registers"][0]["applications"]
    assert (called.status, one["answers"]["applicant"]["company"]) == (0, "\ud800")


def test_a_call_without_any_form_is_wrong(call: Call, tmp_path: Path) -> None:
    assert_one_line(call("register", tmp_path))
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    assert_one_line(call("register", tmp_path / "other.json"))
    (tmp_path / "broken.xlsx").write_bytes(b"")
    called = call("register", tmp_path / "broken.xlsx", "--json")
    assert (called.status, called.json["registers"]) == (2, [])
    assert [f["code"] for f in called.json["findings"]] == ["empty"]
    assert_one_line(call("register", tmp_path / "broken.xlsx"))
    missing = call("register", tmp_path / "missing")
    assert_one_line(missing)
    assert "ファイルまたはフォルダが見つかりません" in missing.err
    form = put(tmp_path / "form.json", new("2026-06-05"))
    compared = call("check", form, "--register", tmp_path / "missing")
    assert_one_line(compared)
    assert "missing」が見つかりません。" in compared.err


def test_what_a_person_says_is_kept_beside_the_forms(
    call: Call, forms: Path, tmp_path: Path
) -> None:
    called = call(
        "register", forms, "--state", "2.xlsx=returned", "--gone", f"{CODE}:api:ac01=2026-07-01",
        "--at", "2026-08-18", "--json",
    )  # fmt: skip
    assert called.status == 0
    for reported in (called.json, of(call, forms, "--at", "2026-08-18")):
        first = reported["registers"][0]
        assert [c["name"] for c in first["contacts"]] == ["窓口 花子"]
        assert [c["serial"] for c in first["certificates"]] == ["AA01"]
        assert [a["state"] for a in first["applications"]] == ["registered", "returned"]
        assert first["gone"] == [
            {"table": "api.certificates", "serial": "AC01", "on": "2026-07-01"}
        ]
    book = tmp_path / "register.xlsx"
    out = call("register", forms, "--at", "2026-08-18", "--report", book).out
    removed = "2026年7月1日(水)に台帳から外した証明書"
    assert f"API利用情報 クライアント証明書 SV01（シリアル番号 AC01）　{removed}" in out
    rows = openpyxl.load_workbook(book)["証明書"].iter_rows(values_only=True)
    assert [row[3:8] for row in rows if row[6] == removed] == [
        ("AC01", "SV01", datetime(2026, 8, 31), removed, None)  # noqa: DTZ001 - a cell of Excel
    ]
    call("register", forms, "--state", "2.xlsx=registered:2026-07-02")
    first = of(call, forms, "--at", "2026-08-18")["registers"][0]
    assert first["contacts"][1]["since"] == "2026-07-02"
    assert first["applications"][1]["assumed"] is False
    assert json.loads((forms / "moushikomi-register.json").read_text(encoding="utf-8")) == {
        "applications": {"2.xlsx": {"state": "registered", "on": "2026-07-02"}},
        "gone": [{"code": CODE, "table": "api.certificates", "serial": "AC01", "on": "2026-07-01"}],
        "answered": [],
    }


def test_an_answer_to_a_question_is_kept_beside_the_forms(
    call: Call, forms: Path, tmp_path: Path
) -> None:
    put(forms / "4.xlsx", change("2026-06-19", web_certificates=[cert("delete", "E1")]))
    (asked,) = of(call, forms)["registers"][0]["open_questions"]
    assert f"--answered {asked['key']} を指定" in call("register", forms).out
    assert [f["code"] for f in of(call, forms)["findings"]] == ["register-not-registered"]
    at, day, book = ("--at", "2026-06-22"), "2026-06-22", tmp_path / "register.xlsx"
    called = call("register", forms, "--answered", asked["key"], *at, "--json")
    first = called.json["registers"][0]
    assert (first["open_questions"], first["answered_questions"]) == ([], [asked | {"on": day}])
    # what the form says of the same is settled with it, in every output
    call("register", forms, "--answered", "nothing", "--at", "2026-06-23")
    out = call("register", forms, "--report", book, "--at", "2026-06-24").out
    assert f"[2026年6月22日(月)に確認済み] {asked['question']}" in out
    assert out.count("E1") == 1
    assert of(call, forms)["findings"] == []
    rows = list(openpyxl.load_workbook(book)["確認事項・指摘"].iter_rows(values_only=True))
    assert [(row[0], row[4]) for row in rows[1:]] == [("確認済み", "2026年6月22日(月)に確認済み")]
    written = (forms / "moushikomi-register.json").read_text(encoding="utf-8")
    answer = {"code": CODE, "question": asked["key"], "on": day}
    assert json.loads(written)["answered"] == [answer]


def test_a_next_version_is_kept_beside_the_forms(call: Call, forms: Path, tmp_path: Path) -> None:
    put(forms / "4.xlsx", change("2026-06-19", contacts=[{"action": "add", **JIRO}]))
    put(forms / "5.xlsx", change("2026-06-26", contacts=[{"action": "add", **JIRO}]))
    versions = ("--supersedes", "4.xlsx=2.xlsx", "--supersedes", "5.xlsx=4.xlsx")
    returned = ("--state", "2.xlsx=returned", "--state", f"{forms}/4.xlsx=returned")
    sent, at = ("--state", "5.xlsx=sent:2026-06-29"), ("--at", "2026-07-06")
    called = call("register", forms, *returned, *versions, *sent, *at, "--json")
    assert called.status == 0
    for reported in (called.json, of(call, forms, *at)):
        applications = reported["registers"][0]["applications"]
        assert [(a["version"], a["state"]) for a in applications] == [
            (1, "registered"), (1, "returned"), (2, "returned"), (3, "sent"),
        ]  # fmt: skip
        assert [a["supersedes"] for a in applications] == [
            None, None, applications[1]["digest"], applications[2]["digest"],
        ]  # fmt: skip
        assert reported["findings"] == []
    written = json.loads((forms / "moushikomi-register.json").read_text(encoding="utf-8"))
    assert written["applications"] == {
        "2.xlsx": {"state": "returned"},
        "4.xlsx": {"state": "returned", "supersedes": "2.xlsx"},
        "5.xlsx": {"state": "sent", "on": "2026-06-29", "supersedes": "4.xlsx"},
    }
    reported = call("register", forms, "--at", "2026-07-06").out
    assert "変更（第2版）　差戻し（第3版で再提出）" in reported
    call("register", forms, "--at", "2026-07-06", "--report", tmp_path / "register.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "register.xlsx")["申込み"]
    rows = [[row[n].value for n in (3, 4, 7)] for row in sheet.rows if row[0].value == CODE]
    assert rows[1:] == [
        ["変更", "差戻し（第2版で再提出）", None],
        ["変更（第2版）", "差戻し（第3版で再提出）", None],
        ["変更（第3版）", "送付済", datetime(2026, 7, 10)],  # noqa: DTZ001 - a cell of Excel
    ]
    assert "変更（第3版）　送付済　送付2026年6月29日(月)" in reported
    refused = call("register", forms, "--state", "4.xlsx=registered")
    assert (refused.status, "「5.xlsx」の状態を指定してください" in refused.err) == (2, True)
    (forms / "4.xlsx").rename(forms / "四.xlsx")
    missing = [f["file"] for f in of(call, forms, *at)["findings"] if "missing" in f["code"]]
    assert missing == [str(forms / "4.xlsx")]
    assert "新しい名前で記録し直し" in call("register", forms, *at).out


def test_a_mistyped_state_beside_the_forms_is_named(call: Call, forms: Path) -> None:
    written = {"applications": {"2.xlsx": {"state": "retuned"}}, "gone": []}
    (forms / "moushikomi-register.json").write_text(json.dumps(written), encoding="utf-8")
    refused = call("register", forms)
    assert (refused.status, "applications.2.xlsx.state" in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("register", "forms", "--report"), "x.xlsx"),
        (("register", "forms", "--ics"), "x.ics"),
        (("check", "forms", "--report"), "x.xlsx"),
        (("calendar", "2026", "--ics"), "x.ics"),
        (("fill", "--columns", "change", "-o"), "x.csv"),
    ],
)
def test_a_file_that_is_replaced_is_named(
    call: Call, forms: Path, tmp_path: Path, words: tuple[str, ...], name: str
) -> None:
    output = tmp_path / name
    given = [forms if word == "forms" else word for word in words]
    assert call(*given, output).err == ""
    output.write_bytes(b"another")
    assert f"{name}」：以前のファイルを置き換えました。" in call(*given, output).err


@pytest.mark.parametrize(
    "words",
    [
        ("--supersedes", "2.xlsx=9.xlsx"),
        ("--supersedes", "2.xlsx"),
        ("--supersedes", "2.xlsx=2.xlsx"),
        ("--supersedes", "2.xlsx=1.xlsx", "--supersedes", "1.xlsx=2.xlsx"),
        ("--supersedes", "4.xlsx=2.xlsx"),  # it was not returned
        ("--state", "3.xlsx=returned", "--supersedes", "2.xlsx=3.xlsx"),  # of another business
        ("--state", "1.xlsx=returned", "--supersedes", "2.xlsx=1.xlsx"),  # of another case
        ("--state", "4.xlsx=returned", "--supersedes", "2.xlsx=4.xlsx"),  # dated after it
        ("--state", "2.xlsx=registered:2026-06-11"),  # before its own date
        ("--state", "2.xlsx=registered:2099-01-01"),
        ("--state", "2.xlsx=sent:2026-06-04"),  # before the round that it is dated for
        ("--state", "2.xlsx=sent:2099-01-01"),
        ("--state", "9.xlsx=returned"),
        ("--state", "1.xlsx"),
        ("--state", "1.xlsx=lost"),
        ("--state", "1.xlsx=sent:someday"),
        ("--gone", "AA01=2026-07-01"),
        ("--gone", f"{CODE}:web:AA01"),
        ("--gone", f"{CODE}:web:AC01=2026-07-01"),  # of the other system
        ("--gone", "04562:api:AC01=2026-07-01"),  # of another business
        ("--gone", "99999:web:AA01=2026-07-01"),
        ("--answered", "0123456789ab"),
    ],
)
def test_a_statement_that_is_wrong_is_refused_and_nothing_is_kept(
    call: Call, forms: Path, words: tuple[str, ...]
) -> None:
    put(forms / "4.xlsx", change("2026-06-19", contacts=[{"action": "add", **JIRO}]))
    assert_one_line(call("register", forms, *words))
    assert not (forms / "moushikomi-register.json").exists()


def test_a_certificate_that_is_not_there_is_named_as_everywhere(call: Call, forms: Path) -> None:
    refused = call("register", forms, "--gone", f"{CODE}:web:00 aa 99=2026-07-01").err
    assert "（シリアル番号 00AA99）がありません" in refused
    unknown = call("register", forms, "--gone", "99999:web:AA01=2026-07-01").err
    assert (
        "事業者コード「99999」の申込書がありません（台帳の事業者コード：01233、04562）" in unknown
    )


def test_a_form_may_be_dated_up_to_the_cutoff_that_it_is_sent_for(call: Call, forms: Path) -> None:
    put(forms / "4.xlsx", change("2026-06-19", contacts=[{"action": "add", **JIRO}]))
    assert call("register", forms, "--state", "4.xlsx=sent:2026-06-15").status == 0


def test_a_package_is_called_after_the_version_that_the_register_expects(
    call: Call, forms: Path, tmp_path: Path
) -> None:
    def name(answers: Answers) -> str:
        target = tmp_path / "out.zip"
        words = (put(tmp_path / "next.json", answers), "--register", forms, "-o", target)
        called = call("package", *words, "--at", "2026-06-22", "--json").json
        contents = ZipFile(target).namelist()
        assert contents == called["contents"]
        return contents[0]

    form = f"利用申込書_{COMPANY}_登録内容の変更_2026-06-22"
    jiro = change("2026-06-22", contacts=[{"action": "add", **JIRO, "phone": "03-3501-1514"}])
    assert name(jiro) == f"{form}.xlsx"
    call("register", forms, "--state", "2.xlsx=returned")
    assert name(jiro) == f"{form}_第2版.xlsx"
    assert name(change("2026-06-22", **URL)) == f"{form}.xlsx"  # of something else
    # what was sent again as the next version is that version
    put(forms / "4.json", jiro)
    call("register", forms, "--supersedes", "4.json=2.xlsx")
    assert name(jiro) == f"{form}_第2版.xlsx"


def test_the_board_as_a_calendar_rings_a_week_and_two_open_days_before(
    call: Call, forms: Path, tmp_path: Path
) -> None:
    call("register", forms, "--at", "2026-08-03", "--ics", tmp_path / "board.ics")
    board = vobject.readOne((tmp_path / "board.ics").read_text(encoding="utf-8"))
    events = {event.uid.value: event for event in board.vevent_list}
    assert set(events) == {
        "register-01233-api.certificates-AC01@moushikomi",
        "register-01233-web_certificates-AA01@moushikomi",
        "register-04562-web_certificates-AA01@moushikomi",
    }
    event = events["register-01233-api.certificates-AC01@moushikomi"]
    closes_at = event.dtstart.value
    assert closes_at.isoformat() == "2026-08-21T17:00:00+09:00"  # Friday
    rings = [(closes_at + alarm.trigger.value).isoformat() for alarm in event.valarm_list]
    assert rings == ["2026-08-14T09:00:00+09:00", "2026-08-19T09:00:00+09:00"]
    left = [time_left(alarm) for alarm in event.valarm_list]
    assert left == ["あと7日です。", "あと2営業日です。"]


def time_left(alarm: vobject.base.Component) -> str:
    return str(alarm.description.value).rpartition("、")[2]


def test_an_alarm_that_closed_days_put_forward_says_how_long_is_left(
    call: Call, tmp_path: Path
) -> None:
    rows = [cert("add", "AA01", not_after="2027-01-19")]
    form = put(tmp_path / "form.json", new("2026-06-05", web_certificates=rows))
    call("register", form, "--at", "2026-12-01", "--ics", tmp_path / "board.ics")
    board = vobject.readOne((tmp_path / "board.ics").read_text(encoding="utf-8"))
    early, _ = board.vevent.valarm_list
    # it closes on Friday 2027-01-08, and 01-01 is closed like the days before it: Mon 2026-12-28
    rings = board.vevent.dtstart.value + early.trigger.value
    assert rings.isoformat() == "2026-12-28T09:00:00+09:00"
    assert time_left(early) == "あと11日です。"


def test_a_moved_date_keeps_its_uid(call: Call, tmp_path: Path) -> None:
    found = []
    for day in ("2027-01-29", "2027-02-26"):
        rows = [cert("add", "AA01", not_after=day)]
        form = put(tmp_path / "form.json", new("2026-06-05", web_certificates=rows))
        call("register", form, "--at", "2026-08-03", "--ics", tmp_path / "board.ics")
        board = vobject.readOne((tmp_path / "board.ics").read_text(encoding="utf-8"))
        found += [(event.uid.value, event.dtstart.value.date()) for event in board.vevent_list]
    (first, earlier), (second, later) = found
    assert first == second
    # what closes on 2027-01-22 is registered on 01-29; Tuesday 02-23 is a holiday, so what closes
    # on 02-19 is registered on Monday 03-01, too late, and 02-12 is the last
    assert (earlier.isoformat(), later.isoformat()) == ("2027-01-22", "2027-02-12")


def test_the_register_as_a_workbook(call: Call, forms: Path, tmp_path: Path) -> None:
    call("register", forms, "--at", "2026-08-18", "--report", tmp_path / "register.xlsx")
    book = openpyxl.load_workbook(tmp_path / "register.xlsx")
    assert book.sheetnames == [
        "期限", "登録待ち・未確認", "登録内容", "窓口責任者", "証明書", "申込み", "確認事項・指摘",
    ]  # fmt: skip
    rows = list(book["証明書"].iter_rows(values_only=True))
    # as on the page: what runs out first
    assert rows[1][:5] == (CODE, COMPANY, "API利用情報 クライアント証明書", "AC01", "SV01")
    assert len(rows) == 4


def test_what_is_waited_for_is_in_every_output(call: Call, tmp_path: Path) -> None:
    row = cert("renew", "AA02", replaces="AA01", not_after="2028-06-30")
    put(tmp_path / "a.xlsx", new("2026-06-05", code="04562"))
    put(tmp_path / "b.xlsx", change("2027-06-08", code="04562", web_certificates=[row]))
    put(tmp_path / "c.xlsx", new("2026-06-05"))
    put(tmp_path / "d.xlsx", change("2027-06-01", web_certificates=[row]))
    put(tmp_path / "e.xlsx", change("2026-09-18", contacts=[{"action": "delete", "name": "未知"}]))
    at, book = ("--at", "2027-06-10"), tmp_path / "out" / "register.xlsx"
    book.parent.mkdir()
    call("register", tmp_path, "--state", "d.xlsx=returned", *at)
    called = call("register", tmp_path, "--report", book, *at, "--json")
    assert [(o["code"], o["kind"], o["expected"]) for o in called.json["pending"]] == [
        (CODE, "resubmission", None),
        ("04562", "registration", "2027-06-18"),
        (CODE, "answer", None),
    ]
    whats = [one["what"] for one in called.json["pending"]]
    assert whats == [
        "2027年6月1日(火)の変更（証明書）の差戻し（再提出待ち）",
        "2027年6月8日(火)の変更（証明書）の登録待ち（2027年6月8日(火)に送付、2027年6月18日(金)頃に登録の見込み）",
        "未確認の事項：台帳にない窓口責任者「未知」の変更または削除です。登録の有無を確認してください。",
    ]
    sheets = openpyxl.load_workbook(book)
    assert [row[2] for row in sheets["登録待ち・未確認"].iter_rows(values_only=True)][1:] == whats
    text = call("register", tmp_path, *at).out
    assert all(what in text for what in whats)
    # both certificates run out on 2027-06-30; the one whose renewal is under way is no board row
    assert [row["code"] for row in called.json["board"]] == [CODE]
    rows = [[*row] for row in sheets["期限"].iter_rows(values_only=True, min_row=3)]
    name = "WEB利用情報 クライアント証明書 PC01（シリアル番号 AA01）の有効期限"
    assert [(row[0], row[3]) for row in rows] == [
        (CODE, f"{name}（申込みが差し戻されています。再提出してください）"),
        ("04562", f"{name}（更新の申込み中。2027年6月18日(金)頃に登録される見込みです）"),
    ]
    assert "差し戻された場合の最終締切 2027年6月18日(金)17:00（あと2回）" in text


def test_outputs_are_not_written_over_forms(call: Call, forms: Path, tmp_path: Path) -> None:
    before = (forms / "1.xlsx").read_bytes()
    assert_one_line(call("register", forms, "--report", forms / "1.xlsx"))
    assert_one_line(call("register", forms, "--report", tmp_path / "register.csv"))
    assert (forms / "1.xlsx").read_bytes() == before


def test_a_form_is_checked_beside_its_register(call: Call, forms: Path, tmp_path: Path) -> None:
    answers = change("2026-06-22", web_certificates=[cert("delete", "AA09")])
    file = put(tmp_path / "next.xlsx", answers)
    at = ("--at", "2026-06-22")
    without = call("check", file, *at, "--json").json["files"][0]
    found = call("check", file, *at, "--register", forms, "--json").json["files"][0]
    added = [f for f in found["findings"] if f not in without["findings"]]
    assert [(f["code"], f["path"], f["cell"]) for f in added] == [
        (
            "register-not-registered",
            "web_certificates.0.serial",
            f"利用申込書!{CELLS['web_certificates.0.serial']}",
        ),
    ]
    stranger = put(tmp_path / "other.xlsx", change("2026-06-22", "別の電力株式会社", **URL))
    called = call("check", stranger, *at, "--register", forms, "--json")
    assert called.status == 1
    assert called.json["files"][0]["verdict"] == "deficient"


def test_a_mail_from_another_client_is_pointed_out(call: Call, forms: Path, tmp_path: Path) -> None:
    content = fill(change("2026-06-22", **URL)).content
    other = tmp_path / "other.eml"
    other.write_bytes(mail(attached("a.xlsx", content), head=HEAD.replace(b"example", b"other")))
    words = ("--register", forms, "--at", "2026-06-22", "--json")

    def findings(file: Path) -> list[tuple[str, str]]:
        (checked,) = call("check", file, *words).json["files"]
        return [(f["code"], f["path"]) for f in checked["findings"] if "domain" in f["code"]]

    assert findings(other) == [("register-new-mail-domain", "")]
    (tmp_path / "own.eml").write_bytes(mail(attached("a.xlsx", content)))
    assert findings(tmp_path / "own.eml") == []
    mailed = fill(change("2026-06-15", business={"phone": "03-3501-9999"})).content
    (forms / "5.eml").write_bytes(
        mail(attached("a.xlsx", mailed), head=HEAD.replace(b"example", b"other"))
    )
    assert findings(other) == []  # the register knows the sender by now


URL: Answers = {"privacy_notice_url": "https://new.example.co.jp/"}


def test_the_installations_own_registers_say_nothing_of_a_business_that_they_lack(
    call: Call, tmp_path: Path
) -> None:
    known = record(HISTORY["3"], ["3.xlsx"])
    assert known is not None
    saved_registers().add(THIS_MACHINE, known, None)
    form = put(tmp_path / "form.xlsx", change("2026-06-22", **URL))
    (tmp_path / "folder").mkdir()
    put(tmp_path / "folder" / "3.xlsx", HISTORY["3"])
    found = {}
    try:
        for register in ("database", tmp_path / "folder"):
            called = call("check", form, "--register", register, "--at", "2026-06-22", "--json")
            codes = [f["code"] for f in called.json["files"][0]["findings"]]
            found[register] = [code for code in codes if code.startswith("register-")]
    finally:
        saved_registers().delete_business(THIS_MACHINE, "04562")
    assert [*found.values()] == [[], ["register-other-business"]]


def test_a_form_in_its_own_register_is_only_known_as_sent(call: Call, forms: Path) -> None:
    called = call("check", forms / "2.xlsx", "--register", forms, "--at", "2026-06-12", "--json")
    codes = [f["code"] for f in called.json["files"][0]["findings"]]
    assert [code for code in codes if code.startswith("register-")] == ["register-already-sent"]


@pytest.mark.parametrize(
    ("phone", "codes"),
    [(JIRO["phone"], ["register-returned-unchanged"]), ("03-3501-9999", [])],
)
def test_a_form_that_was_returned_and_not_mended_is_noted(
    call: Call, forms: Path, tmp_path: Path, phone: str, codes: list[str]
) -> None:
    call("register", forms, "--state", "2.xlsx=returned")
    again = change("2026-06-16", contacts=[{"action": "add", **JIRO, "phone": phone}])
    form = put(tmp_path / "next.xlsx", again)
    called = call("check", form, "--register", forms, "--at", "2026-06-16", "--json")
    found = [f["code"] for f in called.json["files"][0]["findings"]]
    assert [code for code in found if code.startswith("register-")] == codes


@pytest.mark.parametrize(("name", "suggestion"), [("PC01", "AA01"), ("PC99", None)])
def test_a_renewal_is_offered_the_predecessor_of_its_name(
    call: Call, forms: Path, tmp_path: Path, name: str, suggestion: str | None
) -> None:
    row = cert("renew", "BB01", common_name=name, not_after="2028-12-16")
    form = put(tmp_path / "next.xlsx", change("2026-06-22", web_certificates=[row]))
    called = call("check", form, "--register", forms, "--at", "2026-06-22", "--json")
    (found,) = (
        one
        for one in called.json["files"][0]["findings"]
        if one["code"] == "renewal-without-predecessor"
    )
    assert (found["path"], found.get("suggestion")) == ("web_certificates.0.replaces", suggestion)


def test_nothing_is_filled_or_packed_against_the_register(
    call: Call, forms: Path, tmp_path: Path
) -> None:
    second = change("2026-06-22", api={"certificates": [cert("add", "AC02")], "test_passed": True})
    answers = put(tmp_path / "next.json", second)
    at = ("--at", "2026-06-22", "--register", forms)
    called = call("fill", answers, "-o", tmp_path / "out.xlsx", *at, "--json")
    assert called.status == 1
    codes = [f["code"] for f in called.json["files"][0]["findings"]]
    assert "register-api-count" in codes
    assert call("package", answers, "-o", tmp_path / "out.zip", *at).status == 1
    assert not (tmp_path / "out.xlsx").exists()
    assert not (tmp_path / "out.zip").exists()
    assert call("fill", answers, "-o", tmp_path / "out.xlsx", "--at", "2026-06-22").status == 0


def test_a_register_without_forms_is_a_wrong_call(call: Call, forms: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert_one_line(call("check", forms / "1.xlsx", "--register", empty))


def test_a_strangers_form_is_reported_as_not_folded(
    call: Call, forms: Path, tmp_path: Path
) -> None:
    put(forms / "4.xlsx", change("2026-06-19", "別の電力株式会社", **URL))
    called = call("register", forms, "--at", "2026-08-18")
    assert "2026年6月19日(金)　変更　台帳に反映していません　" in called.out
    (register, _) = of(call, forms, "--at", "2026-08-18")["registers"]
    assert [one["folded"] for one in register["applications"]] == [True, True, False]
    call("register", forms, "--at", "2026-08-18", "--report", tmp_path / "register.xlsx")
    book = openpyxl.load_workbook(tmp_path / "register.xlsx")
    states = [row[4] for row in book["申込み"].iter_rows(min_row=2, values_only=True)]
    assert states == ["登録済（見込み）", "登録済（見込み）", "台帳に反映していません", *states[3:]]


def test_people_read_what_is_registered(call: Call, forms: Path) -> None:
    put(forms / "4.xlsx", rename("2026-06-19", "新サンプル電力株式会社"))
    called = call("register", forms, "--at", "2026-08-18")
    assert "■ 新サンプル電力株式会社" in called.out
    assert "旧事業者名　サンプル電力株式会社（2026年6月26日(金)まで）" in called.out
    assert "更新の最終締切 2026年8月21日(金)17:00（次の締切）" in called.out


def test_a_form_in_an_archive_has_a_state_and_one_that_is_not_there_is_named(
    call: Call, forms: Path
) -> None:
    with ZipFile(forms / "past.zip", "w") as archive:
        archive.writestr("x/4.xlsx", fill(change("2026-06-19", **URL)).content)
    called = call("register", forms, "--state", "past.zip/x/4.xlsx=returned", "--json")
    states = [one["state"] for one in called.json["registers"][0]["applications"]]
    assert states.count("returned") == 1
    called = call("register", forms, "--supersedes", "past.zip/x/4.xlsx=9.xlsx")
    assert called.status == 2
    assert "フォルダに申込書「9.xlsx」がありません（フォルダ内の申込書：1.xlsx" in called.err


def test_an_open_question_says_how_it_is_answered(call: Call, forms: Path) -> None:
    for name in "ab":
        url = f"https://{name}.example.co.jp/"
        put(forms / f"{name}.xlsx", change("2026-06-22", privacy_notice_url=url))
    at = ("--at", "2026-08-18")
    told = call("register", forms, *at).out
    assert f"（{forms / 'a.xlsx'}、{forms / 'b.xlsx'}）" in told
    assert "→ 提出していない申込書について、--state ファイル名=made を指定してください。" in told
    assert "[確認事項]" not in call("register", forms, "--state", "b.xlsx=made", *at).out
