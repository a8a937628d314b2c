"""`fill`: what is written, what is not, and what is said about it."""

import json
import re
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.blanks.banded import BANDED
from tests.opening import names_of, read
from tests.samples import KINDS, REMOVED, Nested, besides_form, case, dated, edited
from tests.wizard.calling import AT, Call, assert_one_line, written
from tests.wizard.conftest import Save
from wizard.core.intake.binding import bind_blank

ROUND = {
    "cutoff": {"closes_at": "2026-11-27T17:00:00+09:00", "friday": "2026-11-27", "moved": []},
    "registration": {
        "target": "2026-12-04", "expected": "2026-12-04", "may_slip": False, "because": [],
    },
}  # fmt: skip
FINDING_KEYS = ["code", "severity", "path", "cell", "message", "remedy", "source"]


@pytest.mark.parametrize("kind", KINDS)
def test_one_file_of_each_case_is_filled_and_then_checked(
    kind: str, call: Call, saved: Save, tmp_path: Path
) -> None:
    source, target = saved(f"{kind}.json"), tmp_path / "out.xlsx"
    filled = call("fill", source, "-o", target, *AT, "--json")
    assert filled.status == 0
    assert filled.err == ""
    (file,) = filled.json["files"]
    assert list(filled.json) == ["files"]
    assert list(file) == [
        "file", "path_of_output", "path_of_continuation", "findings", "cutoff", "registration",
    ]  # fmt: skip
    assert (file["file"], file["path_of_output"]) == (str(source), str(target))
    assert file["path_of_continuation"] is None
    assert {name: file[name] for name in ROUND} == ROUND
    assert read(target.read_bytes()).answers == dated(case(kind))
    assert written(tmp_path) == ["in", f"in/{kind}.json", "out.xlsx"]

    checked = call("check", target, *AT, "--json")
    assert checked.status == 0
    (verdict,) = checked.json["files"]
    assert list(verdict) == ["file", "verdict", "kind", "application", "findings"]
    assert (verdict["verdict"], verdict["kind"]) == ("acceptable", kind)
    assert verdict["application"] == case(kind)
    assert "error" not in {finding["severity"] for finding in verdict["findings"]}


def test_findings_have_the_keys_that_others_rely_on(
    call: Call, saved: Save, tmp_path: Path
) -> None:
    answers = edited(case("stop"), {"business.code": "123", "stop.completed": REMOVED})
    called = call("fill", saved("a.json", answers), "-o", tmp_path / "x.xlsx", *AT, "--json")
    assert called.status == 1
    findings = called.json["files"][0]["findings"]
    assert [list(finding) for finding in findings] == [FINDING_KEYS] * 2
    assert {(f["code"], f["severity"], f["path"]) for f in findings} == {
        ("code-shape", "error", "business.code"),
        ("stop-before-completion", "error", "stop.completed"),
    }
    assert all(re.fullmatch(r"利用申込書![A-Z]+\d+", finding["cell"]) for finding in findings)
    assert findings[0]["source"]


def test_with_errors_nothing_is_written(call: Call, saved: Save, tmp_path: Path) -> None:
    answers = edited(case("new"), {"business.phone": REMOVED})
    called = call("fill", saved("a.json", answers), "-o", tmp_path / "x.xlsx", *AT, "--json")
    assert called.status == 1
    assert called.err == ""
    assert called.json["files"][0]["path_of_output"] is None
    assert not (tmp_path / "x.xlsx").exists()


def test_with_errors_what_stood_there_stays(call: Call, saved: Save, tmp_path: Path) -> None:
    target = tmp_path / "x.xlsx"
    target.write_bytes(b"before")
    answers = edited(case("new"), {"business.phone": REMOVED})
    assert call("fill", saved("a.json", answers), "-o", target, *AT).status == 1
    assert target.read_bytes() == b"before"


def test_a_draft_is_written_with_its_errors(call: Call, saved: Save, tmp_path: Path) -> None:
    answers = {"kind": "new", "business": {"code": "123"}}
    target = tmp_path / "x.xlsx"
    called = call("fill", saved("a.json", answers), "-o", target, "--draft", *AT, "--json")
    assert called.status == 1
    assert called.json["files"][0]["path_of_output"] == str(target)
    assert read(target.read_bytes()).answers == answers


def test_a_draft_that_no_form_can_hold_is_not_written(
    call: Call, saved: Save, tmp_path: Path
) -> None:
    rows = [{"action": "delete", "name": f"{number}"} for number in range(21)]
    for edit in ({"contacts": rows}, {"remarks": "\x07"}, {"remarks": "あ" * 32_768}):
        answers = edited(case("change"), edit)
        called = call("fill", saved("a.json", answers), "-o", tmp_path / "x.xlsx", "--draft", *AT)
        assert called.status == 1
        assert not (tmp_path / "x.xlsx").exists()


def test_more_rows_than_the_form_has_are_an_error(call: Call, saved: Save, tmp_path: Path) -> None:
    rows = [{"action": "delete", "name": f"{number}"} for number in range(21)]
    answers = edited(case("change"), {"contacts": rows})
    called = call("fill", saved("a.json", answers), "-o", tmp_path / "x.xlsx", *AT, "--json")
    assert called.status == 1
    (finding,) = called.json["files"][0]["findings"]
    assert (finding["code"], finding["severity"], finding["path"]) == (
        "no-room", "error", "contacts",
    )  # fmt: skip
    assert "20" in finding["message"]
    assert not (tmp_path / "x.xlsx").exists()


# Answers that are JSON and yet no application: the code and the path of a finding.
WRONG_ANSWERS: list[tuple[object, str, str]] = [
    ({"kind": "newest"}, "unknown-kind", "kind"),
    ({}, "missing", "kind"),
    ([], "not-answers", ""),
    ("new", "not-answers", ""),
    (3, "not-answers", ""),
    ([["kind", "new"]], "not-answers", ""),
    ({**case("stop"), "nickname": "x"}, "unknown-answer", "nickname"),
    ({**case("stop"), "²": "x"}, "unknown-answer", "²"),
    (edited(case("stop"), {"business.code": 1233}), "wrong-type", "business.code"),
    (edited(case("stop"), {"stop.completed": "はい"}), "wrong-type", "stop.completed"),
    (edited(case("stop"), {"applicant": ["x"]}), "wrong-type", "applicant"),
    (edited(case("stop"), {"applicant": "x"}), "wrong-type", "applicant"),
    (edited(case("stop"), {"applied_on": "2026-11-31"}), "not-a-date", "applied_on"),
    (edited(case("stop"), {"applied_on": "2026-02-29"}), "not-a-date", "applied_on"),
    (edited(case("stop"), {"applied_on": 20261124}), "not-a-date", "applied_on"),
    (edited(case("stop"), {"applied_on": "1900-01-01"}), "date-out-of-range", "applied_on"),
    (edited(case("stop"), {"remarks": "\x00"}), "unwritable", "remarks"),
    (edited(case("stop"), {"remarks": "あ" * 32_768}), "too-long", "remarks"),
    (edited(case("new"), {"contacts": {"name": "x"}}), "wrong-type", "contacts"),
]


@pytest.mark.parametrize("row", WRONG_ANSWERS, ids=[f"{row[1]} {row[2]}" for row in WRONG_ANSWERS])
@pytest.mark.parametrize("draft", [(), ("--draft",)], ids=["finished", "draft"])
def test_wrong_answers_are_findings_and_status_1(
    row: tuple[object, str, str], draft: tuple[str, ...], call: Call, saved: Save, tmp_path: Path
) -> None:
    answers, code, path = row
    source, target = saved("a.json", json.dumps(answers)), tmp_path / "x.xlsx"
    called = call("fill", source, "-o", target, *AT, *draft, "--json")
    assert called.status == 1
    assert called.err == ""
    (file,) = called.json["files"]
    found = {(finding["code"], finding["path"]) for finding in file["findings"]}
    assert (code, path) in found
    assert target.exists() is (file["path_of_output"] is not None)
    if not draft:
        assert not target.exists()


def test_a_lone_surrogate_in_json_is_a_finding(call: Call, saved: Save, tmp_path: Path) -> None:
    text = json.dumps(edited(case("stop"), {"remarks": "\ud800", "\ud801": 1}))
    assert "\\ud800" in text
    called = call("fill", saved("a.json", text), "-o", tmp_path / "x.xlsx", *AT, "--json")
    assert called.status == 1
    codes = {finding["code"] for finding in called.json["files"][0]["findings"]}
    assert codes == {"unwritable", "unknown-answer"}


NO_ANSWERS = {
    "half JSON": '{"kind": "new", "applied',
    "nothing": "",
    "a word": "kind",
    "Shift_JIS": '{"kind": "新規"}'.encode("shift_jis"),
    "UTF-16": '{"kind": "new"}'.encode("utf-16"),
    "an Excel file": b"PK\x03\x04\xff\xfe",
    "deep nesting": "[" * 100_000,
    "deep nesting, closed": '{"contacts": ' + "[" * 50_000 + "]" * 50_000 + "}",
    "a number without end": '{"kind": ' + "9" * 10_000 + "}",
    "too large": '"' + "x" * 5_000_001 + '"',
}


@pytest.mark.parametrize("content", NO_ANSWERS.values(), ids=NO_ANSWERS)
def test_what_is_no_json_is_reported_in_one_line(
    content: str | bytes, call: Call, saved: Save, tmp_path: Path
) -> None:
    called = call("fill", saved("a.json", content), "-o", tmp_path / "x.xlsx", *AT)
    assert_one_line(called)
    assert "a.json" in called.err
    assert written(tmp_path) == ["in", "in/a.json"]


@pytest.mark.parametrize("depth", [100, 400, 700, 900])
def test_nesting_that_json_allows_is_a_finding_or_one_line(
    depth: int, call: Call, saved: Save, tmp_path: Path
) -> None:
    text = '{"kind": "new", "contacts": ' + "[" * depth + "1" + "]" * depth + "}"
    called = call("fill", saved("a.json", text), "-o", tmp_path / "x.xlsx", *AT, "--json")
    if called.status == 2:
        assert_one_line(called)
    else:
        assert called.status == 1
        assert ("wrong-type", "contacts") in {
            (f["code"], f["path"].partition(".")[0]) for f in called.json["files"][0]["findings"]
        }
    assert not (tmp_path / "x.xlsx").exists()


def test_json_with_a_byte_order_mark_is_read(call: Call, saved: Save, tmp_path: Path) -> None:
    text = "\ufeff" + json.dumps(case("stop"))
    assert call("fill", saved("a.json", text), "-o", tmp_path / "x.xlsx", *AT).status == 0


def test_a_missing_file_and_a_folder_are_reported_in_one_line(call: Call, tmp_path: Path) -> None:
    for source in (tmp_path / "none.json", tmp_path, tmp_path / "none.json" / "x"):
        called = call("fill", source, "-o", tmp_path / "x.xlsx", *AT)
        assert_one_line(called)
    assert written(tmp_path) == []


def _unwritable(tmp_path: Path) -> list[Path]:
    file = tmp_path / "file"
    file.write_bytes(b"x")
    folder = tmp_path / "folder.xlsx"
    folder.mkdir()
    return [
        file / "x.xlsx",  # its folder is a file
        file / "deeper" / "x.xlsx",
        tmp_path / "none" / "x.xlsx",
        Path("/proc/x.xlsx"),
        Path("/proc/x"),  # a folder that cannot be made
        tmp_path / ("あ" * 300 + ".xlsx"),
    ]


def test_a_target_that_cannot_be_written_is_reported_in_one_line(
    call: Call, saved: Save, tmp_path: Path
) -> None:
    source = saved("stop.json")
    for target in _unwritable(tmp_path):
        assert_one_line(call("fill", source, "-o", target, *AT))
    assert written(tmp_path) == ["file", "folder.xlsx", "in", "in/stop.json"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_half(
    call: Call, saved: Save, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "x.xlsx"
    target.write_bytes(b"before")
    source = saved("stop.json")
    monkeypatch.setattr(Path, "replace", fail)
    called = call("fill", source, "-o", target, *AT)
    assert_one_line(called)
    assert "ディスク" in called.err
    assert target.read_bytes() == b"before"
    assert written(tmp_path) == ["in", "in/stop.json", "x.xlsx"]


def test_several_files_go_into_a_folder_under_their_own_names(
    call: Call, saved: Save, tmp_path: Path
) -> None:
    sources = [saved(f"{kind}.json") for kind in KINDS]
    called = call("fill", *sources, "-o", tmp_path / "out" / "deep", *AT, "--json")
    assert called.status == 0
    assert written(tmp_path / "out" / "deep") == sorted(f"{kind}.xlsx" for kind in KINDS)
    assert [file["file"] for file in called.json["files"]] == [str(path) for path in sources]
    outputs = [Path(file["path_of_output"]).stem for file in called.json["files"]]
    assert outputs == list(KINDS)


def test_one_file_goes_into_a_folder_too(call: Call, saved: Save, tmp_path: Path) -> None:
    assert call("fill", saved("stop.json"), "-o", tmp_path / "out", *AT).status == 0
    assert written(tmp_path / "out") == ["stop.xlsx"]


def test_other_answers_leave_the_forms_of_a_folder(call: Call, saved: Save, tmp_path: Path) -> None:
    def filled(answers: object) -> str:
        return call("fill", saved("a.json", answers), "-o", tmp_path / "out", *AT).out

    filled(case("stop"))
    filled(case("stop"))
    assert written(tmp_path / "out") == ["a.xlsx"]
    before = (tmp_path / "out" / "a.xlsx").read_bytes()
    assert "番号を付けました" in filled(case("new"))
    assert written(tmp_path / "out") == ["a (2).xlsx", "a.xlsx"]
    assert (tmp_path / "out" / "a.xlsx").read_bytes() == before
    assert "a.xlsx」は、以前に作成したファイルです" in filled({"kind": "stop"})
    named = ("fill", saved("a.json", case("new")), "-o", tmp_path / "out" / "a.xlsx", *AT)
    assert "a.xlsx」：以前のファイルを置き換えました" in call(*named).err
    assert call(*named).err == ""


def test_two_files_of_one_name_are_refused_before_anything_is_written(
    call: Call, saved: Save, tmp_path: Path
) -> None:
    first = saved("stop.json", folder="a")
    second = saved("stop.json", folder="b")
    other = saved("new.json", folder="a")
    called = call("fill", other, first, second, "-o", tmp_path / "out", *AT)
    assert_one_line(called)
    assert "stop.xlsx" in called.err
    assert not (tmp_path / "out").exists()


def test_a_batch_with_an_unreadable_file_writes_the_others(
    call: Call, saved: Save, tmp_path: Path
) -> None:
    broken = saved("broken.json", '{"kind": ')
    sources = [saved("new.json"), broken, tmp_path / "missing.json", saved("stop.json")]
    called = call("fill", *sources, "-o", tmp_path / "out", *AT, "--json")
    assert called.status == 1
    assert written(tmp_path / "out") == ["new.xlsx", "stop.xlsx"]
    codes = [[f["code"] for f in besides_form(file["findings"])] for file in called.json["files"]]
    assert codes == [["who-may-use"], ["unreadable"], ["unreadable"], []]
    assert "broken.json" in called.json["files"][1]["findings"][0]["message"]


def test_a_batch_lists_every_file(call: Call, saved: Save, tmp_path: Path) -> None:
    sources = [saved("broken.json", '{"kind": '), saved("stop.json")]
    called = call("fill", *sources, "-o", tmp_path / "out", *AT)
    assert called.status == 1
    assert "broken.json" in called.out + called.err
    assert "stop.json" in called.out
    assert "Traceback" not in called.err


def test_a_batch_with_a_deficient_file_writes_the_others(
    call: Call, saved: Save, tmp_path: Path
) -> None:
    deficient = saved("deficient.json", {"kind": "stop"})
    called = call("fill", deficient, saved("stop.json"), "-o", tmp_path / "out", *AT)
    assert called.status == 1
    assert written(tmp_path / "out") == ["stop.xlsx"]
    assert "不備があるため" in called.out


def test_without_json_people_read_findings_and_dates(
    call: Call, saved: Save, tmp_path: Path
) -> None:
    called = call("fill", saved("new.json"), "-o", tmp_path / "x.xlsx", *AT)
    assert called.status == 0
    assert "[補足]" in called.out
    assert "2026年11月27日(金)17:00" in called.out
    assert "2026年12月4日(金)" in called.out


def test_wrong_options_are_reported_before_anything_is_read_or_written(
    call: Call, saved: Save, tmp_path: Path
) -> None:
    source = saved("stop.json")
    for words in (("--at", "x"), ("--closures", "none.toml"), ("--template", "none.xlsx"),
                  ("--template", str(source))):  # fmt: skip
        assert_one_line(call("fill", source, "-o", tmp_path / "x.xlsx", *words))
    assert not (tmp_path / "x.xlsx").exists()


def test_names_that_are_no_utf_8_are_printed_all_the_same(
    call: Call, saved: Save, tmp_path: Path
) -> None:
    source = saved("stop.json")
    odd = source.with_name("st\udcffop.json")
    source.rename(odd)
    called = call("fill", odd, "-o", tmp_path / "out", *AT, "--json")
    assert called.status == 0
    assert called.json["files"][0]["file"].encode("utf-8")


def test_a_batch_goes_on_where_one_target_cannot_be_written(
    call: Call, saved: Save, tmp_path: Path
) -> None:
    sources = [saved("a.json", case("stop")), saved("b.json", case("stop"))]
    (tmp_path / "out" / "a.xlsx").mkdir(parents=True)
    called = call("fill", *sources, "-o", tmp_path / "out", *AT, "--json")
    assert called.status == 1
    first, second = called.json["files"]
    assert first["path_of_output"] is None
    assert first["findings"][0]["code"] == "unreadable"
    assert "フォルダ" in first["findings"][0]["message"]
    assert second["path_of_output"] == str(tmp_path / "out" / "b.xlsx")
    assert (tmp_path / "out" / "b.xlsx").is_file()


def test_a_draft_of_what_are_no_answers_is_not_written(
    call: Call, saved: Save, tmp_path: Path
) -> None:
    source = saved("a.json", [1])
    called = call("fill", source, "-o", tmp_path / "x.xlsx", *AT, "--json", "--draft")
    assert called.status == 1
    assert [f["code"] for f in called.json["files"][0]["findings"]] == ["not-answers"]
    assert not (tmp_path / "x.xlsx").exists()


def test_a_draft_holds_no_words_of_the_program(call: Call, saved: Save, tmp_path: Path) -> None:
    answers = {
        "kind": "stop",
        "applicant": {"company": ["a"], "department": {"x": 1}, "responsible": float("nan")},
        "contacts": {"name": "窓口 花子"},
        "business.code": "01233",
        "remarks": "備考",
    }
    target = tmp_path / "x.xlsx"
    assert call("fill", saved("a.json", answers), "-o", target, *AT, "--draft").status == 1
    assert read(target.read_bytes()).answers == {"kind": "stop", "remarks": "備考"}


# Rows that somebody else's blank has no room for


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """Give a bound blank with 3 rows for contacts, 4 and 2 for certificates."""
    path = tmp_path / "in" / "bound.xlsx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(bind_blank(BANDED.draw(), names_of(BANDED)).content)
    return path


def _four_contacts() -> Nested:
    return edited(case("change"), {"contacts.3": {"action": "delete", "name": "𠮷野 四番㈱"}})


def _rows(path: Path) -> list[list[object]]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return [list(row) for row in rows]


def test_rows_without_room_go_into_a_file_beside_the_form(
    call: Call, saved: Save, blank: Path, tmp_path: Path
) -> None:
    source, target = saved("a.json", _four_contacts()), tmp_path / "out.xlsx"
    called = call("fill", source, "-o", target, "--template", blank, *AT, "--json")
    assert (called.status, called.err) == (0, "")
    (file,) = called.json["files"]
    beside = tmp_path / "out_別紙.xlsx"
    assert (file["path_of_output"], file["path_of_continuation"]) == (str(target), str(beside))
    assert ("continued", "note", "contacts") in {
        (finding["code"], finding["severity"], finding["path"]) for finding in file["findings"]
    }
    assert written(tmp_path) == [
        "in", "in/a.json", "in/bound.xlsx", "out.xlsx", "out_別紙.xlsx",
    ]  # fmt: skip
    assert [row["name"] for row in read(target.read_bytes()).answers["contacts"]] == [
        "窓口 花子", "後任 次郎", "髙﨑 𠮷郎",
    ]  # fmt: skip
    assert [4.0, "削除", "𠮷野 四番㈱", "", "", ""] in _rows(beside)


def test_both_files_are_reported(call: Call, saved: Save, blank: Path, tmp_path: Path) -> None:
    source = saved("a.json", _four_contacts())
    called = call("fill", source, "-o", tmp_path / "x.xlsx", "--template", blank, *AT)
    assert called.status == 0
    assert called.out.splitlines()[0] == (
        f"{source} → {tmp_path / 'x.xlsx'}、別紙 {tmp_path / 'x_別紙.xlsx'}"
    )


def test_only_the_forms_that_need_one_have_a_file_beside_them(
    call: Call, saved: Save, blank: Path, tmp_path: Path
) -> None:
    sources = [saved("a.json", _four_contacts()), saved("b.json", case("change"))]
    words = ("--template", blank, *AT, "--json")
    called = call("fill", *sources, "-o", tmp_path / "out", *words)
    assert called.status == 0
    assert written(tmp_path / "out") == ["a.xlsx", "a_別紙.xlsx", "b.xlsx"]
    beside = [file["path_of_continuation"] for file in called.json["files"]]
    assert beside == [str(tmp_path / "out" / "a_別紙.xlsx"), None]


def test_with_errors_no_file_is_written_beside_either(
    call: Call, saved: Save, blank: Path, tmp_path: Path
) -> None:
    source = saved("a.json", edited(_four_contacts(), {"applied_on": REMOVED}))
    words = ("fill", source, "-o", tmp_path / "out" / "x.xlsx", "--template", blank, *AT, "--json")
    (tmp_path / "out").mkdir()
    called = call(*words)
    assert called.status == 1
    (file,) = called.json["files"]
    assert (file["path_of_output"], file["path_of_continuation"]) == (None, None)
    assert written(tmp_path / "out") == []
    assert call(*words, "--draft").status == 1
    assert written(tmp_path / "out") == ["x.xlsx", "x_別紙.xlsx"]


def test_a_form_under_the_name_of_anothers_continuation_is_refused(
    call: Call, saved: Save, blank: Path, tmp_path: Path
) -> None:
    sources = [saved("a.json", _four_contacts()), saved("a_別紙.json", case("stop"))]
    called = call("fill", *sources, "-o", tmp_path / "out", "--template", blank, *AT)
    assert_one_line(called)
    assert "a_別紙.xlsx" in called.err
    assert not (tmp_path / "out").exists()
    assert call("fill", *sources, "-o", tmp_path / "out", *AT).status == 0  # its 別紙 is inside


def test_a_continuation_is_not_written_over_what_is_read(
    call: Call, saved: Save, blank: Path
) -> None:
    template = blank.with_name("x_別紙.xlsx")
    blank.rename(template)
    before = template.read_bytes()
    source = saved("a.json", _four_contacts())
    target = template.with_name("x.xlsx")
    assert_one_line(call("fill", source, "-o", target, "--template", template, *AT))
    assert not target.exists()
    assert template.read_bytes() == before


def test_without_its_continuation_no_form_is_left(
    call: Call, saved: Save, blank: Path, tmp_path: Path
) -> None:
    source = saved("a.json", _four_contacts())
    (tmp_path / "out" / "x_別紙.xlsx").mkdir(parents=True)
    called = call("fill", source, "-o", tmp_path / "out" / "x.xlsx", "--template", blank, *AT)
    assert_one_line(called)
    assert written(tmp_path / "out") == ["x_別紙.xlsx"]


def test_a_continuation_alone_is_not_checked(
    call: Call, saved: Save, blank: Path, tmp_path: Path
) -> None:
    source = saved("a.json", _four_contacts())
    call("fill", source, "-o", tmp_path / "x.xlsx", "--template", blank, *AT)
    called = call("check", tmp_path / "x_別紙.xlsx", *AT, "--json")
    assert called.status == 2
    (file,) = called.json["files"]
    assert (file["verdict"], file["application"]) == ("unreadable", None)
    assert [finding["code"] for finding in file["findings"]] == ["continuation"]
    together = call("check", tmp_path / "x.xlsx", tmp_path / "x_別紙.xlsx", *AT, "--json")
    (form,) = together.json["files"]
    assert (form["verdict"], form["continuation"]) == ("acceptable", str(tmp_path / "x_別紙.xlsx"))
    assert form["application"]["contacts"][3] == {"action": "delete", "name": "𠮷野 四番㈱"}
    printed = call("check", tmp_path / "x.xlsx", tmp_path / "x_別紙.xlsx", *AT).out
    assert f"申込書とあわせて読み取った別紙：{tmp_path / 'x_別紙.xlsx'}\n" in printed


@pytest.mark.parametrize("as_json", [False, True])
def test_the_command_line_names_what_is_suggested(
    call: Call,
    tmp_path: Path,
    *,
    as_json: bool,
) -> None:
    answers = edited(case("new"), {"business.phone": "3-3501-1511", "contacts.0.name": "⽥中"})
    source = tmp_path / "answers.json"
    source.write_text(json.dumps(answers), encoding="utf-8")
    words = ["fill", source, "-o", tmp_path / "form.xlsx", *AT]
    called = call(*words, *(["--json"] if as_json else []))
    assert called.status == 1
    if as_json:
        found = called.json["files"][0]["findings"]
        suggested = {f["path"]: f["suggestion"] for f in found if "suggestion" in f}
        assert suggested == {"business.phone": "03-3501-1511", "contacts.0.name": "田中"}
        assert all("suggestion" not in f for f in found if f["path"] not in suggested)
    else:
        assert "\n      候補：03-3501-1511\n" in called.out
        assert "\n      候補：田中\n" in called.out
