"""`check`: verdicts on forms, one or many."""

import os
import pty
import re
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.mails import attached, mail
from tests.outlook_files import Attached, outlook
from tests.samples import REMOVED, besides_form, case, edited
from tests.wizard.calling import AT, Call, Called, assert_one_line, written
from tests.wizard.conftest import Save
from tests.wizard.corpus import CELLS
from tests.wizard.test_uploads import from_windows, member
from tests.workbook.packages import archive
from tests.workbook.sheets import named, opened
from wizard.core.checking import judging
from workbook.forms.fill import fill


def _form(folder: Path, name: str, answers: object = None) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(fill(case("stop") if answers is None else answers).content)  # type: ignore[arg-type]
    return path


def test_a_deficient_form_has_status_1_and_its_cells(call: Call, tmp_path: Path) -> None:
    answers = edited(case("stop"), {"stop.completed": REMOVED, "business.code": "12"})
    called = call("check", _form(tmp_path, "a.xlsx", answers), *AT, "--json")
    assert called.status == 1
    assert called.err == ""
    (file,) = called.json["files"]
    assert (file["verdict"], file["kind"]) == ("deficient", "stop")
    findings = besides_form(file["findings"])
    assert [(f["code"], f["path"]) for f in findings] == [
        ("code-shape", "business.code"),
        ("stop-before-completion", "stop.completed"),
    ]
    cells = [finding["cell"] for finding in findings]
    book = opened(fill({}).content)
    expected = [named(book, path)[0].coordinate for path in ("business.code", "stop.completed")]
    assert cells == [f"利用申込書!{coordinate}" for coordinate in expected]


def test_an_answer_that_is_not_asked_is_a_warning_on_a_form(call: Call, tmp_path: Path) -> None:
    answers = edited(case("stop"), {"business.address": "東京都"})
    called = call("check", _form(tmp_path, "a.xlsx", answers), *AT, "--json")
    assert called.status == 0
    (file,) = called.json["files"]
    assert file["verdict"] == "acceptable"
    reported = {(f["code"], f["severity"], f["cell"]) for f in file["findings"]}
    assert reported == {
        ("not-asked", "warning", f"利用申込書!{CELLS['business.address']}"),
        ("unofficial-form", "warning", None),
    }


def test_an_empty_form_is_deficient(call: Call, tmp_path: Path) -> None:
    called = call("check", _form(tmp_path, "a.xlsx", {}), *AT, "--json")
    assert called.status == 1
    (file,) = called.json["files"]
    assert (file["verdict"], file["kind"], file["application"]) == ("deficient", None, {})
    reported = [(f["code"], f["path"]) for f in besides_form(file["findings"])]
    assert reported == [("missing", "kind")]


UNREADABLE = {
    "empty": (b"", "empty"),
    "text": ("申込書".encode(), "text"),
    "JSON": (b'{"kind": "new"}', "text"),
    "half a form": (fill({}).content[:4000], "truncated"),
    "an old .xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "other-ole"),
}


@pytest.mark.parametrize(("content", "code"), UNREADABLE.values(), ids=UNREADABLE)
def test_the_only_form_that_cannot_be_read_is_status_2(
    content: bytes, code: str, call: Call, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    called = call("check", path, *AT, "--json")
    assert called.status == 2
    assert len(called.err.splitlines()) == 1
    (file,) = called.json["files"]
    assert (file["verdict"], file["kind"], file["application"]) == ("unreadable", None, None)
    (finding,) = file["findings"]
    assert (finding["code"], finding["severity"]) == (code, "error")
    assert finding["message"]
    assert finding["remedy"]


def test_a_missing_form_is_status_2(call: Call, tmp_path: Path) -> None:
    called = call("check", tmp_path / "none.xlsx", *AT)
    assert called.status == 2
    assert len(called.err.splitlines()) == 1
    assert "none.xlsx" in called.err


def test_a_folder_is_searched_for_forms(call: Call, tmp_path: Path, saved: Save) -> None:
    saved("notes.txt", "x", folder="forms")
    saved("~$b.xlsx", "x", folder="forms")
    saved(".hidden.xlsx", "x", folder="forms")
    _form(tmp_path / "forms", "b.xlsx")
    _form(tmp_path / "forms" / "deep", "a.xlsx", {"kind": "stop"})
    called = call("check", tmp_path / "forms", *AT, "--json")
    assert called.status == 1
    found = {Path(file["file"]).name: file["verdict"] for file in called.json["files"]}
    assert found == {"b.xlsx": "acceptable", "a.xlsx": "deficient"}


def test_a_folder_without_forms_is_a_wrong_call(call: Call, tmp_path: Path) -> None:
    assert_one_line(call("check", tmp_path, *AT))


def test_among_several_an_unreadable_form_is_status_1(call: Call, tmp_path: Path) -> None:
    good, bad = _form(tmp_path, "good.xlsx"), tmp_path / "bad.xlsx"
    bad.write_bytes(b"x")
    called = call("check", bad, good, tmp_path / "none.xlsx", *AT, "--json")
    assert called.status == 1
    assert called.err == ""
    verdicts = [file["verdict"] for file in called.json["files"]]
    assert verdicts == ["unreadable", "acceptable", "unreadable"]
    assert all(file["findings"] for file in called.json["files"] if file["verdict"] != "acceptable")


def test_without_json_people_read_the_verdict_and_the_remedy(call: Call, tmp_path: Path) -> None:
    good = call("check", _form(tmp_path, "a.xlsx"), *AT)
    assert good.status == 0
    assert "不備は見つかりませんでした（受理の判断は広域機関が行います）" in good.out
    bad = call("check", _form(tmp_path, "b.xlsx", {"kind": "stop"}), *AT)
    assert bad.status == 1
    assert re.search(r"\[不備\] 利用申込書![A-Z]+\d+ .*記入されていません", bad.out)
    assert "→" in bad.out


def test_a_form_is_judged_as_of_the_moment_and_with_the_closures(
    call: Call, tmp_path: Path
) -> None:
    answers = edited(case("stop"), {"applied_on": "2026-12-31"})  # Thursday
    form = _form(tmp_path, "a.xlsx", answers)
    at = ("--at", "2026-12-28T10:00")  # Monday
    # with the shipped closures the cut-off is that same Monday, without any it is Thursday
    assert call("check", form, *at).status == 1
    assert call("check", form, *at, "--closures", "none").status == 0
    assert_one_line(call("check", form, "--at", "2026-13-01"))


def test_closures_that_leave_hardly_a_day_open_are_a_wrong_call(
    call: Call, tmp_path: Path, saved: Save
) -> None:
    closed = [("2026-10-02", "2026-10-27"), ("2026-10-29", "2026-11-23"),
              ("2026-11-25", "2026-12-20"), ("2026-12-22", "2027-01-16"),
              ("2027-01-18", "2027-02-12"), ("2027-02-14", "2027-03-11")]  # fmt: skip
    text = "\n".join(f'[[closure]]\nname = "x"\nfrom = "{a}"\nto = "{b}"' for a, b in closed)
    closures = saved("closures.toml", text)
    assert_one_line(call("deadline", *AT, "--closures", closures))
    assert_one_line(call("check", _form(tmp_path, "a.xlsx"), *AT, "--closures", closures))


def test_formulas_on_a_form_are_errors_at_their_cells(call: Call, tmp_path: Path) -> None:
    book = opened(fill(case("stop")).content)
    cell = named(book, "business.code")[0]
    cell.value = "=1+1"
    path = tmp_path / "a.xlsx"
    book.save(path)
    called = call("check", path, *AT, "--json")
    (finding,) = besides_form(called.json["files"][0]["findings"])
    assert (finding["code"], finding["path"]) == ("computed", "business.code")
    assert finding["cell"] == f"利用申込書!{cell.coordinate}"


# Piles: folders, archives, and what is written


GOOD: Final = fill(case("stop")).content
BAD: Final = fill(edited(case("stop"), {"business.code": "12", "stop.completed": REMOVED})).content
WARNED: Final = fill(edited(case("stop"), {"business.address": "東京都"})).content


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge the whole pile by the process that is there, however many files there are."""
    monkeypatch.setattr(judging, "FEW", 1_000)


def placed(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def verdicts(called: Called, folder: Path) -> list[tuple[str, str]]:
    return [
        (file["file"].removeprefix(f"{folder}/"), file["verdict"]) for file in called.json["files"]
    ]


@pytest.mark.usefixtures("in_process")
def test_files_folders_and_archives_are_answered_in_the_order_given(
    call: Call, tmp_path: Path
) -> None:
    placed(
        tmp_path,
        {
            "z.xlsx": BAD,
            "受信/b.xlsx": GOOD,
            "受信/a/c.xlsx": b"no form",
            "受信/送付状.pdf": b"x",
            "束.zip": archive([
                from_windows("窓口/ソーラー.xlsx", GOOD),
                member("𠮷野.xlsx", BAD),
                member("送付状.pdf"),
            ]),
            "a.xlsx": GOOD,
        },
    )  # fmt: skip
    given = [tmp_path / name for name in ("z.xlsx", "束.zip", "受信", "none.xlsx", "a.xlsx")]
    called = call("check", *given, *AT, "--json")
    assert (called.status, called.err) == (1, "")
    assert verdicts(called, tmp_path) == [
        ("z.xlsx", "deficient"),
        ("束.zip/窓口/ソーラー.xlsx", "acceptable"),
        ("束.zip/𠮷野.xlsx", "deficient"),
        ("受信/a/c.xlsx", "unreadable"),
        ("受信/b.xlsx", "acceptable"),
        ("none.xlsx", "unreadable"),
        ("a.xlsx", "acceptable"),
    ]
    assert str(tmp_path / "受信" / "送付状.pdf") in called.json["passed_over"]


@pytest.mark.usefixtures("in_process")
def test_people_read_the_same_order_a_total_and_what_was_passed_over(
    call: Call, tmp_path: Path
) -> None:
    placed(tmp_path, {"b/x.xlsx": GOOD, "b/送付状.pdf": b"x", "a.xlsx": BAD, "c.xlsx": b""})
    called = call("check", *(tmp_path / name for name in ("c.xlsx", "b", "a.xlsx")), *AT)
    assert (called.status, called.err) == (1, "")
    heads = [line for line in called.out.splitlines() if not line.startswith(" ")]
    assert heads == [
        f"{tmp_path}/c.xlsx：読み取れません",
        f"{tmp_path}/b/x.xlsx：不備は見つかりませんでした（受理の判断は広域機関が行います）",
        f"{tmp_path}/a.xlsx：不備あり",
        (
            "全3件：不備は見つかりませんでした（受理の判断は広域機関が行います） 1件、"
            "不備あり 1件、読み取れません 1件"
        ),
        f"申込書ではないと判断し、チェック対象外としたファイル：{tmp_path}/b/送付状.pdf",
    ]


def test_what_is_passed_over_in_an_archive_is_named_too(call: Call, tmp_path: Path) -> None:
    packed = archive([member("送付状.pdf"), member("a.xlsx", GOOD)])
    placed(tmp_path, {"束.zip": packed, "受信/束.zip": packed})
    called = call("check", tmp_path / "束.zip", tmp_path / "受信", *AT, "--json")
    assert called.json["passed_over"] == [
        f"{tmp_path}/束.zip/送付状.pdf",
        f"{tmp_path}/受信/束.zip/送付状.pdf",
    ]


MAIL: Final = mail(attached("申込書.xlsx", GOOD), attached("写真.png", b"x"))


@pytest.mark.usefixtures("in_process")
def test_the_forms_of_mails_are_answered_like_those_of_archives(call: Call, tmp_path: Path) -> None:
    reported = mail(attached("申込書.xlsx", BAD), attached("写真.png", b"x"))
    placed(tmp_path, {
        "受信/a.eml": reported,
        "受信/b.msg": outlook(Attached("申込書.xlsx", GOOD)),
        "受信/c_返信.eml": reported,
        "束.zip": archive([member("d.EML", MAIL), member("e.eml", mail(attached("x.pdf", b"x")))]),
    })  # fmt: skip
    called = call("check", tmp_path / "受信", tmp_path / "束.zip", *AT, "--json")
    assert (called.status, called.err) == (1, "")
    assert verdicts(called, tmp_path) == [
        ("受信/a.eml/申込書.xlsx", "deficient"),
        ("受信/b.msg/申込書.xlsx", "acceptable"),
        ("束.zip/d.EML/申込書.xlsx", "acceptable"),
        ("束.zip/e.eml", "unreadable"),
    ]
    assert [name.removeprefix(f"{tmp_path}/") for name in called.json["passed_over"]] == [
        "受信/a.eml/写真.png", "受信/c_返信.eml", "束.zip/d.EML/写真.png", "束.zip/e.eml/x.pdf",
    ]  # fmt: skip


def test_a_mail_is_a_file_like_any_other(call: Call, saved: Save) -> None:
    assert call("check", saved("a.eml", MAIL), *AT).status == 0
    bad = mail(attached("申込書.xlsx", BAD), attached("申込書.xlsx", GOOD))
    assert call("check", saved("b.eml", bad), *AT).status == 1
    called = call("check", saved("c.eml", mail(attached("x.pdf", b"x"))), *AT, "--json")
    assert called.status == 2
    (line,) = called.err.splitlines()
    assert "c.eml」：このメールには、申込書（.xlsx）が添付されていません。" in line
    (file,) = called.json["files"]
    assert (file["verdict"], file["findings"][0]["code"]) == ("unreadable", "unreadable")


@pytest.mark.usefixtures("in_process")
def test_a_form_and_its_copy_in_the_mail_of_a_package_are_one(call: Call, tmp_path: Path) -> None:
    sent = mail(attached("申込書.xlsx", GOOD))
    placed(tmp_path, {
        "束.zip": archive([member("申込書.xlsx", GOOD), member("送付メール.eml", sent),
                           member("控え.html", b"x")]),
        "展開/申込書.xlsx": GOOD,
        "展開/送付メール.eml": sent,
    })  # fmt: skip
    for given in ("束.zip", "展開"):
        called = call("check", tmp_path / given, *AT, "--json")
        assert verdicts(called, tmp_path) == [(f"{given}/申込書.xlsx", "acceptable")]
    # what lies in two archives was sent twice
    out = call("check", tmp_path / "束.zip", tmp_path / "展開", *AT).out
    assert "全2件" in out
    assert f"  同じ内容の申込書があります（{tmp_path}/展開/申込書.xlsx）" in out
    assert "控え.html：本ツールで作成した控え" in out


def test_what_answers_a_form_of_a_mail_is_named_after_the_form(call: Call, saved: Save) -> None:
    bad = mail(attached("申込書.xlsx", BAD), attached("写真.png", b"x"))
    source = saved("a.eml", bad)
    out = source.parent.parent / "out"
    assert call("check", source, *AT, "--annotate", out).status == 1
    assert sorted(written(out)) == ["申込書_指摘.xlsx", "申込書_返信.eml"]


FILE_KEYS: Final = {"file", "verdict", "kind", "application", "findings"}
FINDING_KEYS: Final = {"code", "severity", "path", "cell", "message", "remedy", "source"}


@pytest.mark.usefixtures("in_process")
def test_the_json_has_the_keys_that_others_rely_on(call: Call, tmp_path: Path) -> None:
    placed(tmp_path, {"1.xlsx": GOOD, "2.xlsx": BAD, "3.xlsx": WARNED, "4.xlsx": b"x"})
    called = call("check", tmp_path, *AT, "--json")
    assert set(called.json) == {"files", "passed_over"}
    files = called.json["files"]
    assert [set(file) for file in files] == [FILE_KEYS] * 4
    assert [file["kind"] for file in files] == ["stop", "stop", "stop", None]
    assert [file["application"] is None for file in files] == [False, False, False, True]
    findings = [finding for file in files for finding in file["findings"]]
    assert {frozenset(finding) for finding in findings} == {frozenset(FINDING_KEYS)}
    assert [finding["code"] for finding in files[0]["findings"]] == ["unofficial-form"]
    assert files[0]["application"] == case("stop")


STATUSES: Final[list[tuple[list[bytes | None], int]]] = [
    ([GOOD], 0),
    ([WARNED], 0),
    ([BAD], 1),
    ([b"x"], 2),
    ([None], 2),
    ([GOOD, WARNED], 0),
    ([GOOD, BAD], 1),
    ([GOOD, b"x"], 1),
    ([GOOD, None], 1),
    ([b"x", None], 1),
]


@pytest.mark.parametrize("mode", [["--json"], []], ids=["JSON", "table"])
@pytest.mark.parametrize(("contents", "status"), STATUSES)
def test_the_exit_status_follows_from_the_verdicts(
    contents: list[bytes | None], status: int, mode: list[str], call: Call, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{number}.xlsx" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        if content is not None:
            path.write_bytes(content)
    called = call("check", *paths, *AT, *mode)
    assert called.status == status
    assert len(called.err.splitlines()) == (status == 2)


@pytest.mark.parametrize("content", [b"no archive", archive([member("x.xlsx")])[:-30], b""])
def test_an_archive_that_is_the_only_input_and_cannot_be_read_is_status_2(
    content: bytes, call: Call, tmp_path: Path
) -> None:
    placed(tmp_path, {"a.zip": content})
    called = call("check", tmp_path / "a.zip", *AT, "--json")
    assert called.status == 2
    assert len(called.err.splitlines()) == 1
    (file,) = called.json["files"]
    assert (file["verdict"], file["application"]) == ("unreadable", None)
    assert "展開" in file["findings"][0]["remedy"]


@pytest.mark.parametrize("name", ["none.zip", "x" * 300 + ".zip", "x" * 300 + ".xlsx"])
def test_a_path_that_cannot_be_read_never_takes_the_others_down(
    name: str, call: Call, tmp_path: Path
) -> None:
    placed(tmp_path, {"good.xlsx": GOOD})
    called = call("check", tmp_path / name, tmp_path / "good.xlsx", *AT, "--json")
    assert (called.status, called.err) == (1, "")
    assert verdicts(called, tmp_path) == [(name, "unreadable"), ("good.xlsx", "acceptable")]


def test_a_dead_link_to_an_archive_never_takes_a_folder_down(call: Call, tmp_path: Path) -> None:
    placed(tmp_path, {"good.xlsx": GOOD})
    (tmp_path / "a.zip").symlink_to(tmp_path / "none.zip")
    called = call("check", tmp_path, *AT, "--json")
    assert called.status == 1
    assert verdicts(called, tmp_path) == [("a.zip", "unreadable"), ("good.xlsx", "acceptable")]


# 40 files, by the tens: what they are, and what becomes of them.
SORTS: Final[list[tuple[str, bytes, str]]] = [
    ("good.xlsx", GOOD, "acceptable"),
    ("text.xlsx", "申込書".encode(), "unreadable"),
    ("empty.xlsx", b"", "unreadable"),
    ("half.xlsx", GOOD[:5_000], "unreadable"),
    ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unreadable"),
    ("damaged.xlsx", GOOD[:9_000] + bytes(100) + GOOD[9_100:], "unreadable"),
    ("large.xlsx", GOOD + bytes(5_000_000), "unreadable"),
    ("bad.xlsx", BAD, "deficient"),
    ("damaged.zip", archive([member("x.xlsx")])[:-9], "unreadable"),
    ("last.xlsx", GOOD, "acceptable"),
]


def test_bad_files_never_take_a_pile_of_forty_down(call: Call, tmp_path: Path) -> None:
    placed(tmp_path, {f"{ten}/{name}": data for ten in range(4) for name, data, _ in SORTS})
    (tmp_path / "2" / "dead.xlsx").symlink_to("none.xlsx")
    called = call("check", tmp_path, *AT, "--json")
    assert (called.status, called.err) == (1, "")
    expected = sorted(
        (f"{ten}/{name}", reported) for ten in range(4) for name, _, reported in SORTS
    )
    expected.insert(20, ("2/bad.xlsx", ""))
    found = verdicts(called, tmp_path)
    assert ("2/dead.xlsx", "unreadable") in found
    assert [pair for pair in found if pair[0] != "2/dead.xlsx"] == [
        pair for pair in expected if pair[1]
    ]
    assert all(file["findings"] for file in called.json["files"] if file["verdict"] != "acceptable")


# --annotate


def grids(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(path)
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


@pytest.mark.usefixtures("in_process")
def test_what_goes_back_is_written_into_a_new_folder(call: Call, tmp_path: Path) -> None:
    placed(
        tmp_path / "in",
        {"bad.xlsx": BAD, "good.xlsx": GOOD, "warned.xlsx": WARNED, "text.xlsx": b"x"},
    )
    out = tmp_path / "deep" / "out"
    called = call("check", tmp_path / "in", "--annotate", out, *AT, "--json")
    assert called.status == 1
    assert written(out) == [
        "bad_指摘.xlsx",
        "bad_返信.eml",
        "text_返信.eml",
        "warned_指摘.xlsx",
    ]
    reported = {Path(file["file"]).name: file.get("returned") for file in called.json["files"]}
    assert reported == {
        "bad.xlsx": [f"{out}/bad_指摘.xlsx", f"{out}/bad_返信.eml"],
        "good.xlsx": None,
        "text.xlsx": [f"{out}/text_返信.eml"],
        "warned.xlsx": [f"{out}/warned_指摘.xlsx"],
    }
    assert (tmp_path / "in" / "bad.xlsx").read_bytes() == BAD


def test_a_copy_opens_with_its_values_in_place_and_a_comment_at_each_gap(
    call: Call, tmp_path: Path
) -> None:
    placed(tmp_path, {"bad.xlsx": BAD})
    called = call("check", tmp_path / "bad.xlsx", "--annotate", tmp_path / "out", *AT, "--json")
    copy = tmp_path / "out" / "bad_指摘.xlsx"
    before, after = grids(tmp_path / "bad.xlsx"), grids(copy)
    assert after.pop("不備一覧")
    assert after == before
    sheet = opened(copy.read_bytes())["利用申込書"]
    comments = {
        f"利用申込書!{cell.coordinate}": cell.comment.text
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    (file,) = called.json["files"]
    findings = besides_form(file["findings"])
    assert set(comments) == {finding["cell"] for finding in findings}
    for finding in findings:
        assert finding["message"] in comments[finding["cell"]]
        assert finding["remedy"] in comments[finding["cell"]]


def test_a_reply_is_a_mail_with_the_copy_in_it(call: Call, tmp_path: Path) -> None:
    placed(tmp_path, {"bad.xlsx": BAD})
    call("check", tmp_path / "bad.xlsx", "--annotate", tmp_path / "out", *AT)
    reply = (tmp_path / "out" / "bad_返信.eml").read_bytes()
    message = message_from_bytes(reply, policy=policy.default)
    assert message.defects == []
    assert message["Subject"] == (
        "『スイッチング支援システム利用申込書』の不備について（サンプル電力株式会社）"
    )
    (copy,) = message.iter_attachments()
    assert copy.get_filename() == "bad_指摘.xlsx"
    assert copy.get_content() == (tmp_path / "out" / "bad_指摘.xlsx").read_bytes()


@pytest.mark.usefixtures("in_process")
def test_answers_to_forms_of_one_name_stand_side_by_side(call: Call, tmp_path: Path) -> None:
    placed(tmp_path / "in", {"a/form.xlsx": BAD, "b/form.xlsx": BAD, "c/FORM.xlsx": b"x"})
    out = tmp_path / "out"
    called = call("check", tmp_path / "in", "--annotate", out, *AT, "--json")
    reported = [name for file in called.json["files"] for name in file["returned"]]
    assert len(reported) == len(set(reported)) == 5
    assert [str(out / name) for name in written(out)] == sorted(reported)


def test_a_form_that_was_given_twice_has_its_own_answers_each_time(
    call: Call, tmp_path: Path
) -> None:
    placed(tmp_path, {"form.xlsx": BAD})
    given = [tmp_path / "form.xlsx"] * 2
    called = call("check", *given, "--annotate", tmp_path / "out", *AT, "--json")
    reported = [name for file in called.json["files"] for name in file["returned"]]
    assert len(reported) == len(set(reported)) == 4


def test_what_stands_in_the_folder_is_left_alone(call: Call, tmp_path: Path) -> None:
    placed(tmp_path, {"bad.xlsx": BAD})
    out = placed(tmp_path / "out", {"bad_指摘.xlsx": b"old", "mine.xlsx": b"mine"})
    words = ("check", tmp_path / "bad.xlsx", "--annotate", out, *AT)
    assert call(*words).status == 1
    first = {name: (out / name).read_bytes() for name in written(out)}
    mine = {"bad_指摘.xlsx": b"old", "mine.xlsx": b"mine"}
    assert set(first) == {"bad (2)_指摘.xlsx", "bad (2)_返信.eml", *mine}
    assert {name: first[name] for name in mine} == mine
    assert first["bad (2)_指摘.xlsx"].startswith(b"PK")
    call(*words)
    assert {name: (out / name).read_bytes() for name in written(out)} == first


def test_a_copy_is_not_written_over_a_form(call: Call, tmp_path: Path) -> None:
    placed(tmp_path, {"a.xlsx": BAD, "a_指摘.xlsx": GOOD})
    call("check", tmp_path, "--annotate", tmp_path, *AT)
    assert (tmp_path / "a.xlsx").read_bytes() == BAD
    assert (tmp_path / "a_指摘.xlsx").read_bytes() == GOOD


def test_a_place_that_is_no_folder_is_a_wrong_call(call: Call, tmp_path: Path) -> None:
    placed(tmp_path, {"bad.xlsx": BAD, "file": b"mine"})
    for place in ("file", "file/deep"):
        assert_one_line(call("check", tmp_path / "bad.xlsx", "--annotate", tmp_path / place, *AT))
    assert written(tmp_path) == ["bad.xlsx", "file"]
    assert (tmp_path / "file").read_bytes() == b"mine"


@pytest.mark.parametrize(
    "names", [["𠮷" * 62], ["a/" + "あ" * 80, "b/" + "あ" * 80]], ids=["one", "two alike"]
)
def test_a_long_name_never_takes_the_others_down(
    names: list[str], call: Call, tmp_path: Path
) -> None:
    placed(tmp_path / "in", {f"{name}.xlsx": BAD for name in [*names, "z"]})
    called = call("check", tmp_path / "in", "--annotate", tmp_path / "out", *AT, "--json")
    assert (called.status, called.err) == (1, "")
    assert len(written(tmp_path / "out")) == 2 * len(names) + 2


# --report


@pytest.mark.usefixtures("in_process")
def test_a_report_has_a_row_for_each_form_in_the_order_given(call: Call, tmp_path: Path) -> None:
    placed(tmp_path, {"b.xlsx": BAD, "a.zip": archive([member("x.xlsx", GOOD)]), "text.xlsx": b"x"})
    report = tmp_path / "一覧.xlsx"
    given = [tmp_path / name for name in ("text.xlsx", "b.xlsx", "a.zip")]
    called = call("check", *given, "--report", report, *AT)
    assert (called.status, called.err) == (1, "")
    found = grids(report)
    rows = found["一覧"]
    assert rows[0][0] == (
        "『スイッチング支援システム利用申込書』の確認結果（2026年11月24日(火)10:00現在）"
    )
    start = next(number for number, row in enumerate(rows) if row[0] == "ファイル") + 1
    company = "サンプル電力株式会社"
    assert [row[:8] for row in rows[start:]] == [
        [f"{tmp_path}/text.xlsx", "", "", "", "", "読み取れません", 1.0, 0.0],
        [
            f"{tmp_path}/b.xlsx", company, "12", "利用停止", date(2026, 11, 24), "不備あり",
            2.0, 1.0,
        ],
        [
            f"{tmp_path}/a.zip/x.xlsx", company, "01233", "利用停止", date(2026, 11, 24),
            "不備は見つかりませんでした（受理の判断は広域機関が行います）", 0.0, 1.0,
        ],
    ]  # fmt: skip
    reported = [f"{tmp_path}/text.xlsx", *[f"{tmp_path}/b.xlsx"] * 3, f"{tmp_path}/a.zip/x.xlsx"]
    assert [row[0] for row in found["指摘"][1:]] == reported


@pytest.mark.usefixtures("in_process")
def test_names_and_answers_in_a_report_are_text_and_nothing_else(
    call: Call, tmp_path: Path
) -> None:
    hostile = '=HYPERLINK("x")'
    form = fill(edited(case("stop"), {"business.name": hostile})).content
    placed(tmp_path, {"=1+1.xlsx": form, "a\nb.xlsx": form, "a\udcff.xlsx": form})
    report = tmp_path / "out" / "一覧.xlsx"
    report.parent.mkdir()
    paths = [path for path in tmp_path.iterdir() if path.suffix]
    assert call("check", *paths, "--report", report, *AT).status == 0
    cells = [cell for row in load_workbook(report)["一覧"].iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell.value for cell in cells].count(hostile) == 3
    assert sum(str(cell.value).startswith(str(tmp_path)) for cell in cells) == 3


def test_a_report_replaces_an_older_one_whole(call: Call, tmp_path: Path) -> None:
    placed(tmp_path, {"in/a.xlsx": GOOD, "一覧.xlsx": b"old"})
    assert call("check", tmp_path / "in", "--report", tmp_path / "一覧.xlsx", *AT).status == 0
    assert "一覧" in grids(tmp_path / "一覧.xlsx")
    assert written(tmp_path) == ["in", "in/a.xlsx", "一覧.xlsx"]


def test_a_report_that_cannot_be_written_is_a_wrong_call(call: Call, tmp_path: Path) -> None:
    placed(tmp_path, {"in/a.xlsx": GOOD})
    for place in ("none/一覧.xlsx", "in", "in/a.xlsx/一覧.xlsx"):
        assert_one_line(call("check", tmp_path / "in", "--report", tmp_path / place, *AT))
    assert written(tmp_path) == ["in", "in/a.xlsx"]


def test_a_report_is_not_written_over_a_form(call: Call, tmp_path: Path) -> None:
    form = placed(tmp_path, {"a.xlsx": GOOD}) / "a.xlsx"
    for given in (form, tmp_path):
        assert_one_line(call("check", given, "--report", form, *AT))
    assert form.read_bytes() == GOOD


def test_a_report_is_named_as_a_workbook(call: Call, tmp_path: Path) -> None:
    placed(tmp_path, {"a.xlsx": GOOD})
    assert_one_line(call("check", tmp_path / "a.xlsx", "--report", tmp_path / "x.pdf", *AT))
    assert written(tmp_path) == ["a.xlsx"]


# Progress, and words


@pytest.mark.parametrize("mode", [["--json"], []], ids=["JSON", "table"])
@pytest.mark.usefixtures("in_process")
def test_progress_is_reported_on_a_terminal(
    mode: list[str], call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed(tmp_path, {f"{number:02}.xlsx": b"x" for number in range(25)})
    silent = call("check", tmp_path, *AT, *mode)
    assert silent.err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    reported = call("check", tmp_path, *AT, *mode)
    assert reported.err == "\r10/25件\r20/25件\r25/25件\n"
    assert reported.out == silent.out


@pytest.mark.usefixtures("in_process")
def test_of_a_few_files_no_progress_is_reported(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed(tmp_path, {f"{number}.xlsx": b"x" for number in range(9)})
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert call("check", tmp_path, *AT).err == ""


def heeding_interrupts() -> None:
    """Undo that a program in the background is started deaf to interruptions."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_an_interrupted_check_ends_quietly(tmp_path: Path) -> None:
    form = member("x.xlsx", GOOD)
    many = archive(replace(form, name=f"{number}.xlsx".encode()) for number in range(400))
    (tmp_path / "a.zip").write_bytes(many)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [Path(sys.executable).with_name("moushikomi"), "check", "a.zip", *AT],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=theirs, start_new_session=True,
        preexec_fn=heeding_interrupts,  # noqa: PLW1509 - nothing else runs in this test
    )  # fmt: skip
    os.close(theirs)
    output = b""
    while b"/400" not in output:
        output += os.read(ours, 1_000)
    os.killpg(process.pid, signal.SIGINT)
    out, _ = process.communicate()
    while (more := _more_of(ours)) != b"":
        output += more
    os.close(ours)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in output


def _more_of(terminal: int) -> bytes:
    """Read on; a terminal that nobody writes to any more is an error or an end."""
    try:
        return os.read(terminal, 10_000)
    except OSError:
        return b""


def english(text: str, folder: Path) -> list[str]:
    """List what looks like English, but for names of files and what Japanese people write so."""
    text = text.replace(str(folder), "")
    for known in (r"[\w~$\x5c]+\.(xlsx?|zip|pdf|txt)", "FAQ", r"ERR_\d+", "API", "URL", "WEB",
                  "Excel", "moushikomi( check)?", "xlsx", "zip", "FILE", "DIR", "ZIP", "OPTIONS",
                  "eml", "msg", "JSON", "none", "database", "MB", "Word", "PowerPoint",
                  "CSV"):  # fmt: skip
        text = re.sub(rf"(?<![A-Za-z]){known}(?![A-Za-z])", "", text)
    return re.findall(r"[A-Za-z]{2,}", re.sub(r"--[a-z-]+|![A-Z]{1,3}\d+", "", text))


@pytest.mark.usefixtures("in_process")
def test_every_word_of_a_check_is_japanese(call: Call, tmp_path: Path) -> None:
    placed(tmp_path, {name: data for name, data, _ in SORTS} | {"送付状.pdf": b"x"})
    everything = fill({"kind": "stop", "applied_on": "きのう", "business": {"code": "1"}}).content
    placed(tmp_path, {"x.xlsx": everything, "none.txt": b"x"})
    called = call("check", tmp_path, tmp_path / "gone.xlsx", *AT)
    assert called.status == 1
    assert english(called.out + called.err, tmp_path) == []
    assert english(call("check", "--help").out, tmp_path) == []
    for words in (["none.xlsx"], ["x.xlsx", "--report", "none/x.xlsx"], ["x.xlsx", "--annotate"]):
        paths = [word if word.startswith("-") else tmp_path / word for word in words]
        refused = call("check", *paths)
        assert refused.status == 2
        assert english(refused.out + refused.err, tmp_path) == []
