"""`package`: what is written, what is not, and what is said about it."""

import json
import os
from pathlib import Path
from typing import Final

import pytest

from tests.blanks.banded import BANDED
from tests.opening import read
from tests.samples import REMOVED, besides_form, case, edited
from tests.wizard.calling import AT, Call, assert_one_line, written
from tests.wizard.conftest import Save
from tests.wizard.unpacked import enclosed_in, mail_in, unpacked
from wizard.core.intake.binding import bind_blank
from wizard.core.settings import settings

NOTICE: Final = "社名変更のお知らせ.pdf"
BYTES: Final = b"%PDF-1.7\r\n\x00\xff"
FORM: Final = "利用申込書_新サンプル電力株式会社_社名変更_2026-11-24.xlsx"
STOP: Final = "利用申込書_サンプル電力株式会社_利用停止_2026-11-24.xlsx"
OTHERS: Final = ["送付メール.eml", "締切と登録の見込み.ics", "控え.html"]
ROUND: Final = {
    "cutoff": {"closes_at": "2026-11-27T17:00:00+09:00", "friday": "2026-11-27", "moved": []},
    "registration": {
        "target": "2026-12-04", "expected": "2026-12-04", "may_slip": False, "because": [],
    },
}  # fmt: skip


@pytest.fixture
def notice(saved: Save) -> Path:
    return saved(NOTICE, BYTES)


def test_a_rename_and_its_letter_become_one_archive(
    call: Call, saved: Save, notice: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.zip"
    called = call("package", saved("rename.json"), "-o", target, "--letter", notice, *AT, "--json")
    assert (called.status, called.err) == (0, "")
    assert list(called.json) == [
        "path_of_output", "contents", "findings", "cutoff", "registration",
    ]  # fmt: skip
    assert called.json["path_of_output"] == str(target)
    assert called.json["contents"] == [FORM, NOTICE, *OTHERS]
    assert {name: called.json[name] for name in ROUND} == ROUND
    codes = [finding["code"] for finding in called.json["findings"]]
    assert codes == ["unofficial-form", "rename-tick-unconfirmed"]
    members = unpacked(target.read_bytes())
    assert members[NOTICE] == BYTES
    assert enclosed_in(mail_in(members)) == {FORM: members[FORM], NOTICE: BYTES}
    assert written(tmp_path) == ["in", "in/rename.json", f"in/{NOTICE}", "out.zip"]


def test_its_contents_are_listed(call: Call, saved: Save, tmp_path: Path) -> None:
    source, target = saved("stop.json"), tmp_path / "out.zip"
    called = call("package", source, "-o", target, *AT)
    assert (called.status, called.err) == (0, "")
    assert called.out.splitlines() == [
        f"{source} → {target}",
        f"  {STOP}",
        *(f"  {name}" for name in OTHERS),
        "  [要確認] moushikomiの様式です。広域機関の正式な様式ではありません。",
        (
            "      → 正式な様式をヘルプデスクに請求し、「公式様式の取り込み」で取り込んでから"
            "作成することをお勧めします。（FAQ 2-1, 3-3）"
        ),
        "締切　　　　　2026年11月27日(金)17:00",
        "登録の見込み　2026年12月4日(金)頃",
    ]


def test_the_same_call_writes_the_same_bytes(
    call: Call, saved: Save, notice: Path, tmp_path: Path
) -> None:
    source = saved("rename.json")
    for name in ("a.zip", "b.zip"):
        call("package", source, "-o", tmp_path / name, "--letter", notice, *AT)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_with_errors_nothing_is_written_and_what_stood_there_stays(
    call: Call, saved: Save, tmp_path: Path
) -> None:
    answers = edited(case("stop"), {"stop.completed": REMOVED})
    words = ("package", saved("a.json", answers), "-o", tmp_path / "x.zip", *AT)
    called = call(*words, "--json")
    assert (called.status, called.err) == (1, "")
    assert (called.json["path_of_output"], called.json["contents"]) == (None, [])
    assert [finding["code"] for finding in called.json["findings"]] == ["stop-before-completion"]
    assert not (tmp_path / "x.zip").exists()
    (tmp_path / "x.zip").write_bytes(b"before")
    reported = call(*words)
    assert reported.status == 1
    assert "x.zip」は、以前に作成したファイルです" in reported.out
    assert (tmp_path / "x.zip").read_bytes() == b"before"
    made = call("package", saved("b.json", case("stop")), "-o", tmp_path / "x.zip", *AT)
    assert "x.zip」：以前のファイルを置き換えました" in made.err


def codes(call: Call, *words: str | Path) -> dict[str, str]:
    """Call for a package that has errors; give the letter's findings."""
    called = call("package", *words, *AT, "--json")
    assert (called.status, called.err) == (1, "")
    assert not Path(words[words.index("-o") + 1]).exists()
    reported = besides_form(called.json["findings"])
    found = {f["code"]: f["severity"] for f in reported if f["path"] != "kind"}
    assert all(f["remedy"] and f["source"] for f in called.json["findings"])
    return found


def test_a_letter_must_be_there_whole_and_asked_for(
    call: Call, saved: Save, notice: Path, tmp_path: Path
) -> None:
    rename, target = saved("rename.json"), tmp_path / "x.zip"
    assert codes(call, rename, "-o", target) == {"letter-missing": "error"}
    empty = saved("空.pdf", b"")
    assert codes(call, rename, "-o", target, "--letter", empty) == {
        "letter-empty": "error",
        "letter-named-otherwise": "warning",
    }
    stop = saved("stop.json")
    assert codes(call, stop, "-o", target, "--letter", notice) == {"letter-not-asked": "error"}


def test_a_letter_that_is_too_large_is_not_read(
    call: Call, saved: Save, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOUSHIKOMI_LETTER_MEGABYTES", "2")
    settings.cache_clear()
    huge = tmp_path / NOTICE
    with huge.open("wb") as file:
        file.truncate(5_000_000_000)
    try:
        found = codes(call, saved("rename.json"), "-o", tmp_path / "x.zip", "--letter", huge)
    finally:
        settings.cache_clear()
    assert found == {"letter-too-large": "error"}


def test_rows_without_room_go_into_it_too(call: Call, saved: Save, tmp_path: Path) -> None:
    bound = saved("bound.xlsx", bind_blank(BANDED.draw()).content)
    answers = edited(case("change"), {"contacts.3": {"action": "delete", "name": "𠮷野 四番㈱"}})
    target = tmp_path / "x.zip"
    words = ("-o", target, "--template", bound, *AT, "--json")
    called = call("package", saved("a.json", answers), *words)
    assert called.status == 0
    form, beside, *others = called.json["contents"]
    assert others == OTHERS
    assert beside == form.replace(".xlsx", "_別紙.xlsx")
    members = unpacked(target.read_bytes())
    assert len(read(members[form]).answers["contacts"]) == 3
    assert "様式：取り込んだ様式（識別番号 " in members["控え.html"].decode()


def test_closures_move_its_dates(call: Call, saved: Save, tmp_path: Path) -> None:
    answers = edited(case("stop"), {"applied_on": "2026-12-29"})
    at = ("--at", "2026-12-29T09:00", "--json")  # Tuesday; closed by assumption until 1-03
    words = ("package", saved("a.json", answers), "-o", tmp_path / "x.zip", *at)
    moved, plain = call(*words), call(*words, "--closures", "none")
    assert moved.json["cutoff"]["closes_at"] == "2027-01-08T17:00:00+09:00"
    assert plain.json["cutoff"]["closes_at"] == "2026-12-31T17:00:00+09:00"
    receipt = unpacked((tmp_path / "x.zip").read_bytes())["控え.html"].decode()
    assert "2026年12月31日(木)17:00までに送信した場合" in receipt


WRONG_CALLS: Final = [
    ["package"],
    ["package", "{a}"],
    ["package", "{a}", "-o"],
    ["package", "{a}", "-o", "x.xlsx"],
    ["package", "{a}", "-o", "x"],
    ["package", "{a}", "{a}", "-o", "x.zip"],
    ["package", "none.json", "-o", "x.zip"],
    ["package", "{a}", "-o", "none/x.zip"],
    ["package", "{a}", "-o", "folder.zip"],
    ["package", "{a}", "-o", "x.zip", "--letter", "none.pdf"],
    ["package", "{a}", "-o", "x.zip", "--letter", "folder.zip"],
    ["package", "{a}", "-o", "x.zip", "--template", "{a}"],
    ["package", "{a}", "-o", "x.zip", "--at", "あした"],
    ["package", "{a}", "-o", "x.zip", "--draft"],
    ["package", "{a}", "-o", "in/letter.zip", "--letter", "in/letter.zip"],
    ["package", "{a}", "-o", "in/letter.zip", "--template", "in/../in/letter.zip"],
    ["package", "in/letter.zip", "-o", "in/letter.zip"],
]


@pytest.mark.parametrize("words", WRONG_CALLS, ids=" ".join)
def test_a_wrong_call_is_reported_in_one_line_and_nothing_is_written(
    words: list[str], call: Call, saved: Save, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, letter = saved("stop.json"), saved("letter.zip", BYTES)
    (tmp_path / "folder.zip").mkdir()
    monkeypatch.chdir(tmp_path)
    assert_one_line(call(*(word.replace("{a}", str(source)) for word in words)))
    assert letter.read_bytes() == BYTES
    assert written(tmp_path) == ["folder.zip", "in", "in/letter.zip", "in/stop.json"]


def test_a_letter_whose_name_no_text_holds_travels_by_another(
    call: Call, saved: Save, tmp_path: Path
) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\x1b.pdf"
    Path(os.fsdecode(path)).write_bytes(BYTES)
    target = tmp_path / "x.zip"
    words = ("-o", target, "--letter", os.fsdecode(path), *AT, "--json")
    called = call("package", saved("rename.json"), *words)
    assert called.status == 0
    assert called.json["contents"] == [FORM, "_.pdf", *OTHERS]
    assert unpacked(target.read_bytes())["_.pdf"] == BYTES


def test_help_is_in_japanese(call: Call) -> None:
    called = call("package", "--help")
    assert (called.status, called.err) == (0, "")
    for word in (
        "使い方：",
        "申込内容.json",
        "--letter",
        "--template",
        "--at",
        "--closures",
        "--json",
    ):
        assert word in called.out
    assert "Usage" not in called.out


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.json"])
def test_a_list_of_applications_is_for_fill(call: Call, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(json.dumps([case("new")]), encoding="utf-8")
    called = call("package", tmp_path / name, "-o", tmp_path / "a.zip")
    assert called.status == 2
    assert "申込みの一覧です" in called.err
    assert "fill を使用してください" in called.err
