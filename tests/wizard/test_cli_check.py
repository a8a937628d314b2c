"""`check`: verdicts on forms, one or many."""

import re
from pathlib import Path

import pytest

from tests.samples import REMOVED, case, edited
from tests.wizard.calling import AT, Call, assert_one_line
from tests.wizard.conftest import Save
from tests.workbook.sheets import named, opened
from workbook.fill import fill


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
    assert [(f["code"], f["path"]) for f in file["findings"]] == [
        ("code-shape", "business.code"),
        ("stop-before-completion", "stop.completed"),
    ]
    cells = [finding["cell"] for finding in file["findings"]]
    book = opened(fill({}).content)
    expected = [named(book, path)[0].coordinate for path in ("business.code", "stop.completed")]
    assert cells == [f"利用申込書!{coordinate}" for coordinate in expected]


def test_an_answer_that_is_not_asked_is_a_warning_on_a_form(call: Call, tmp_path: Path) -> None:
    answers = edited(case("stop"), {"business.address": "東京都"})
    called = call("check", _form(tmp_path, "a.xlsx", answers), *AT, "--json")
    assert called.status == 0
    (file,) = called.json["files"]
    assert file["verdict"] == "acceptable"
    assert [(f["code"], f["severity"]) for f in file["findings"]] == [("not-asked", "warning")]


def test_an_empty_form_is_deficient(call: Call, tmp_path: Path) -> None:
    called = call("check", _form(tmp_path, "a.xlsx", {}), *AT, "--json")
    assert called.status == 1
    (file,) = called.json["files"]
    assert (file["verdict"], file["kind"], file["application"]) == ("deficient", None, {})
    assert [(f["code"], f["path"]) for f in file["findings"]] == [("missing", "kind")]


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


def test_formulas_on_a_form_are_errors_at_their_cells(call: Call, tmp_path: Path) -> None:
    book = opened(fill(case("stop")).content)
    cell = named(book, "business.code")[0]
    cell.value = "=1+1"
    path = tmp_path / "a.xlsx"
    book.save(path)
    called = call("check", path, *AT, "--json")
    (finding,) = called.json["files"][0]["findings"]
    assert (finding["code"], finding["path"]) == ("computed", "business.code")
    assert finding["cell"] == f"利用申込書!{cell.coordinate}"
