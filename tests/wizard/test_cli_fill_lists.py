"""`fill` from lists: one form for each application, and where on the list an error stands."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.opening import read
from tests.samples import KINDS, case, dated
from tests.wizard.calling import AT, Call, assert_one_line, written

HEADINGS = [
    "申込番号", "申請区分", "申込年月日", "事業者名（申込者）", "申込者：部署名", "申込責任者",
    "事業者コード", "business.name", "WEB利用情報 クライアント証明書：区分",
    "web_certificates.serial", "web_certificates.replaces", "contacts.action", "contacts.name",
]  # fmt: skip
APPLICANT = ["2026/11/24", "サンプル電力株式会社", "需給管理部", "申込 太郎"]
RENEWALS = [
    ["A", "変更", *APPLICANT, "01233", "サンプル電力株式会社", "更新", "0012AB35", "0012AB34"],
    ["B", "停止", *APPLICANT, "01234", "見本電力株式会社"],
    ["A", "", "", "", "", "", "", "", "更新", "0012AB37", "0012AB36", "削除", "見本 一郎"],
]
ANSWERS_OF_A = {
    "kind": "change",
    "applied_on": "2026-11-24",
    "applicant": {
        "company": "サンプル電力株式会社", "department": "需給管理部", "responsible": "申込 太郎",
    },
    "business": {"code": "01233", "name": "サンプル電力株式会社"},
    "web_certificates": [
        {"action": "renew", "serial": "0012AB35", "replaces": "0012AB34"},
        {"action": "renew", "serial": "0012AB37", "replaces": "0012AB36"},
    ],
    "contacts": [{"action": "delete", "name": "見本 一郎"}],
}  # fmt: skip


def csv_of(rows: list[list[str]], *, delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def workbook_of(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", csv_of([HEADINGS, *RENEWALS]).encode("utf-8")),
        ("list.csv", csv_of([HEADINGS, *RENEWALS]).encode("utf-8-sig")),
        ("list.csv", csv_of([HEADINGS, *RENEWALS]).encode("cp932")),
        ("list.tsv", csv_of([HEADINGS, *RENEWALS], delimiter="\t").encode("cp932")),
        ("list.txt", csv_of([HEADINGS, *RENEWALS], delimiter="\t").encode("utf-16")),
        ("list.xlsx", workbook_of([HEADINGS, *RENEWALS])),
    ],
    ids=["utf-8", "utf-8 with mark", "cp932", "tabs", "unicode text of Excel", "workbook"],
)
def test_rows_of_one_key_are_one_form(
    name: str, content: bytes, call: Call, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    called = call("fill", tmp_path / name, "-o", tmp_path / "out", *AT, "--json")
    assert called.status == 1  # of the stop
    a, b = called.json["files"]
    assert (a["key"], a["rows"], b["key"], b["rows"]) == ("A", [2, 4], "B", [3])
    assert (a["path_of_output"], b["path_of_output"]) == (str(tmp_path / "out/A.xlsx"), None)
    assert read((tmp_path / "out/A.xlsx").read_bytes()).answers == dated(ANSWERS_OF_A)
    errors = [(f["path"], f["row"], f["column"]) for f in b["findings"] if f["severity"] == "error"]
    assert errors == [("stop.completed", 3, None)]
    assert written(tmp_path) == [name, "out", "out/A.xlsx"]


def test_a_form_is_called_after_the_whole_of_its_key(call: Call, tmp_path: Path) -> None:
    rows = [["2026/1", *RENEWALS[0][1:]], ["2027/1", *RENEWALS[0][1:]]]
    (tmp_path / "a.csv").write_text(csv_of([HEADINGS, *rows]), encoding="utf-8")
    call("fill", tmp_path / "a.csv", "-o", tmp_path / "out", *AT)
    assert written(tmp_path / "out") == ["2026_1.xlsx", "2027_1.xlsx"]


def test_errors_name_row_and_column(call: Call, tmp_path: Path) -> None:
    rows = [row[:] for row in RENEWALS]
    rows[0][2], rows[2][11] = "11月24日", "けす"
    (tmp_path / "a.csv").write_text(csv_of([HEADINGS, *rows]), encoding="utf-8")
    called = call("fill", tmp_path / "a.csv", "-o", tmp_path / "out", *AT, "--json")
    found = called.json["files"][0]["findings"]
    assert {(f["path"], f["row"], f["column"]) for f in found if f["severity"] == "error"} == {
        ("applied_on", 2, "申込年月日"),
        ("contacts.0.action", 4, "contacts.action"),
    }
    assert written(tmp_path) == ["a.csv"]
    printed = call("fill", tmp_path / "a.csv", "-o", tmp_path / "out", *AT).out
    assert "[不備] 2行目「申込年月日」" in printed
    assert "[不備] 4行目「contacts.action」" in printed
    assert "2件中0件の申込書を作成しました。" in printed


def test_a_number_that_lost_its_zero_and_a_formula_are_errors(call: Call, tmp_path: Path) -> None:
    rows = [HEADINGS, [*RENEWALS[0]]]
    rows[1][6], rows[1][7] = 1233, "=A1"  # type: ignore[call-overload]
    (tmp_path / "a.xlsx").write_bytes(workbook_of(rows))
    called = call("fill", tmp_path / "a.xlsx", "-o", tmp_path / "b.xlsx", *AT, "--json")
    (file,) = called.json["files"]
    errors = {(f["code"], f["path"]) for f in file["findings"] if f["severity"] == "error"}
    assert {("zero-lost", "business.code"), ("computed", "business.name")} <= errors
    assert written(tmp_path) == ["a.xlsx"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([HEADINGS], "一覧に申込みの行がありません。"),
        ([["申請区分", "住処"], ["停止", "a"]], "「住処」では、どの項目かを特定できません。"),
        (
            [["申請区分", "部署名"], ["停止", "a"]],
            "「申込者：部署名」「システム窓口情報（窓口責任者）：部署名」のいずれか",
        ),
        ([["kind", "申請区分"], ["stop", "stop"]], "「kind」「申請区分」が重複しています。"),
        ([["事業者コード"], ["01233"]], "「申請区分」の列がありません。"),
        ([["申請区分", "備考"], ["停止", "a", "b"]], "2行目の3列目に、項目名のない値があります。"),
        ([["key", "申請区分"], ["", "停止"]], "2行目の「key」が空欄です。"),
        (
            [["key", "申請区分", "備考"], ["1", "停止", "a"], ["1", "停止", "b"]],
            "3行目の「備考」が、同じ申込みの2行目と異なります。",
        ),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_split_writes_nothing(
    rows: list[list[str]], words: str, call: Call, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(csv_of(rows), encoding="utf-8")
    called = call("fill", tmp_path / "a.csv", "-o", tmp_path / "out", *AT)
    assert called.status == 2
    assert_one_line(called)
    assert words in called.err
    assert written(tmp_path) == ["a.csv"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"\xff\xfe\xfa", "文字コードを判別できません"),
        ("a.csv", '"申請区分\n停止'.encode(), "CSVとして読み取れません"),
        ("a.xlsx", b"no workbook", "Excel"),
    ],
)
def test_a_file_that_is_no_list_says_what_to_do(
    name: str, content: bytes, words: str, call: Call, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    called = call("fill", tmp_path / name, "-o", tmp_path / "out", *AT)
    assert called.status == 2
    assert_one_line(called)
    assert words in called.err


def test_a_json_list_holds_applications_or_rows(call: Call, tmp_path: Path) -> None:
    whole = [case("stop"), case("rename")]
    flat = [
        {"key": "x", "kind": "停止", "business.code": "01233"},
        {"key": "y", "kind": "停止", "business.code": 1233},
    ]
    (tmp_path / "a.json").write_text(json.dumps(whole), encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(flat), encoding="utf-8")
    called = call("fill", tmp_path / "a.json", "-o", tmp_path / "out", *AT, "--json")
    assert called.status == 0
    assert [file["rows"] for file in called.json["files"]] == [[1], [2]]
    for name, kind in (("a_001", "stop"), ("a_002", "rename")):
        content = (tmp_path / f"out/{name}.xlsx").read_bytes()
        assert read(content).answers == dated(case(kind))
    rows = call("fill", tmp_path / "b.json", "-o", tmp_path / "out", *AT, "--json").json["files"]
    found = [{f["code"] for f in file["findings"] if f["path"] == "business.code"} for file in rows]
    assert found == [set(), {"zero-lost", "code-shape"}]


def test_ticks_are_given_one_by_one_or_together(call: Call, tmp_path: Path) -> None:
    ticks = [
        "(1) 経済産業省への社名変更の手続き",
        "rename.done.occto_member",
        "契約中の需要（発電）者なし",
    ]
    rows = [
        ["kind", "business.code", *ticks, "rename.done"],
        ["社名変更", "01233", "✔", "□", "済", ""],
        ["rename", "01233", "", "", "", "(1)、(2),occto_system"],
    ]
    (tmp_path / "a.csv").write_text(csv_of(rows), encoding="utf-8")
    call("fill", tmp_path / "a.csv", "-o", tmp_path / "out", *AT, "--draft")
    drafts = [read((tmp_path / f"out/a_00{n}.xlsx").read_bytes()).answers for n in (1, 2)]
    assert drafts[0]["rename"] == {"done": ["meti"], "no_contracts": True}
    assert drafts[1]["rename"] == {"done": ["meti", "occto_member", "occto_system"]}


@pytest.mark.parametrize("kind", KINDS)
def test_the_headings_that_are_printed_are_those_that_are_read(
    kind: str, call: Call, tmp_path: Path
) -> None:
    printed = call("fill", "--columns", kind)
    assert printed.status == 0
    (headings,) = csv.reader(io.StringIO(printed.out))
    for name in ("a.csv", "a.tsv", "a.xlsx"):
        assert call("fill", "--columns", kind, "-o", tmp_path / name).status == 0
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").strip() == printed.out.strip()
    assert (tmp_path / "a.tsv").read_text(encoding="utf-8-sig").strip().split("\t") == headings
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]] == headings
    assert {cell.number_format for cell in sheet[2]} == {"@"}
    row = ["x"] * len(headings)
    row[headings.index("申請区分")] = kind
    (tmp_path / "b.csv").write_text(csv_of([headings, row]), encoding="utf-8")
    called = call("fill", tmp_path / "b.csv", "-o", tmp_path / "out", *AT, "--json")
    (file,) = called.json["files"]
    assert "unknown-answer" not in {finding["code"] for finding in file["findings"]}
    assert "not-asked" not in {finding["code"] for finding in file["findings"]}


def test_a_case_that_there_is_none_of_has_no_columns(call: Call) -> None:
    called = call("fill", "--columns", "merge")
    assert called.status == 2
    assert "new、change、rename、stop" in called.err


def test_columns_are_written_as_the_name_of_the_file_says(call: Call, tmp_path: Path) -> None:
    called = call("fill", "--columns", "change", "-o", tmp_path / "a.json")
    assert called.status == 2
    assert "拡張子が.csv、.tsv、.xlsxのいずれか" in called.err
    assert not (tmp_path / "a.json").exists()


def test_without_files_or_output_the_call_is_wrong(call: Call, tmp_path: Path) -> None:
    for words in ([], ["-o", tmp_path], [tmp_path / "a.json"]):
        called = call("fill", *words)
        assert called.status == 2
        assert_one_line(called)
