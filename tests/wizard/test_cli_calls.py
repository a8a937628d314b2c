"""Wrong calls, help, schema and deadline."""

import re
from datetime import date
from importlib.metadata import version
from pathlib import Path

import jsonschema
import pytest

from tests.samples import KINDS, PROJECT, case
from tests.wizard.calling import AT, Call, assert_one_line
from tests.wizard.conftest import Save

WRONG_CALLS = [
    ["fly"],
    ["fill"],
    ["fill", "a.json"],
    ["fill", "-o", "x.xlsx"],
    ["fill", "a.json", "-o"],
    ["fill", "a.json", "-o", "x.xlsx", "--draught"],
    ["fill", "a.json", "-o", "x.pdf"],
    ["check"],
    ["check", "--json"],
    ["deadline", "extra"],
    ["deadline", "--at"],
    ["deadline", "--at", ""],
    ["deadline", "--at", "あした"],
    ["deadline", "--at", "2026-02-30"],
    ["deadline", "--at", "1985-12-31"],
    ["deadline", "--at", "2100-01-01"],
    ["deadline", "--at", "2026-11-24", "--at", "きのう"],
    ["deadline", "--closures", "no-such-file.toml"],
    ["schema", "new", "stop"],
    ["run", "--port", "0"],
    ["run", "--port", "70000"],
    ["run", "--port", "x"],
    ["--version-of-what"],
]


@pytest.mark.parametrize("words", WRONG_CALLS, ids=" ".join)
def test_a_wrong_call_is_reported_in_one_line(
    words: list[str], call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_one_line(call(*words))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["newest", "", "NEW", "新規", "\udcff", "a\nb"], ids=ascii)
def test_an_unknown_kind_is_an_error_in_what_was_given(kind: str, call: Call) -> None:
    called = call("schema", kind)
    assert_one_line(called, status=1)
    assert all(known in called.err for known in KINDS)


@pytest.mark.parametrize("words", [[], ["fill"], ["check"], ["schema"], ["deadline"], ["run"]])
def test_help_is_in_japanese(words: list[str], call: Call) -> None:
    called = call(*words, "--help")
    assert called.status == 0
    assert called.err == ""
    assert "使い方：" in called.out
    assert not [word for word in ("Usage", "Options", "Commands", "Show this", "[default")
                if word in called.out]  # fmt: skip


def test_what_options_mean_stands_in_one_column_however_wide_their_words(call: Call) -> None:
    lines = call("check", "--help").out.splitlines()
    listed = [line for line in lines[lines.index("オプション：") + 1 :] if line]
    assert (
        listed[0]
        == "  --annotate フォルダ             指摘を記載した写しと返信の下書きの出力先フォルダ。"
    )
    assert listed[-1] == "  --help                          この説明を表示します。"
    starts = set()
    for line in listed:
        before = re.match(r"  \S+( \S+)? {2,}", line)
        assert before is not None
        starts.add(sum(1 if letter.isascii() else 2 for letter in before[0]))
    assert starts == {34}


def test_the_version_is_the_newest_of_the_changelog_and_that_of_the_distribution(
    call: Call,
) -> None:
    changelog = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", changelog, re.MULTILINE)
    newest, *released = [re.fullmatch(r"(\d+\.\d+\.\d+) \((.+)\)", one) for one in headings]
    assert newest is not None
    assert all(one is not None and date.fromisoformat(one[2]) for one in released)
    called = call("--version")
    assert (called.status, called.err) == (0, "")
    assert called.out == f"moushikomi {newest[1]}\n"
    assert version("moushikomi") == newest[1]


def test_without_a_command_the_help_is_shown(call: Call) -> None:
    called = call()
    assert called.status == 2
    assert "使い方" in called.out + called.err
    assert "Traceback" not in called.err


@pytest.mark.parametrize("flag", [[], ["--json"]])
def test_the_schema_of_all_cases_takes_the_complete_applications(
    flag: list[str], call: Call
) -> None:
    called = call("schema", *flag)
    assert called.status == 0
    assert called.err == ""
    judge = jsonschema.Draft202012Validator(called.json)
    for kind in KINDS:
        judge.validate(case(kind))
    assert not judge.is_valid({"kind": "new"})


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_of_one_case_is_its_own(kind: str, call: Call) -> None:
    judge = jsonschema.Draft202012Validator(call("schema", kind).json)
    assert [other for other in KINDS if judge.is_valid(case(other))] == [kind]


ROUND = {
    "submitted_at": "2026-11-27T17:00:00+09:00",  # Friday
    "cutoff": {"closes_at": "2026-11-27T17:00:00+09:00", "friday": "2026-11-27", "moved": []},
    "registration": {
        "target": "2026-12-04",  # Friday
        "expected": "2026-12-04",
        "may_slip": False,
        "because": [],
    },
}
MOVED = {
    "submitted_at": "2026-03-19T08:00:00+09:00",  # Thursday
    "cutoff": {
        "closes_at": "2026-03-19T17:00:00+09:00",
        "friday": "2026-03-20",
        "moved": [{"date": "2026-03-20", "why": "春分の日"}],
    },
    "registration": {
        "target": "2026-03-27",
        "expected": "2026-03-27",
        "may_slip": False,
        "because": [],
    },
}


def test_deadlines_are_answered_one_by_one_in_order(call: Call) -> None:
    called = call("deadline", "--json", "--at", "2026-11-27T17:00", "--at", "2026-03-18T23:00Z")
    assert called.status == 0
    assert called.err == ""
    assert called.json == [ROUND, MOVED]


def test_a_bare_date_is_its_midnight_in_japan(call: Call) -> None:
    (answer,) = call("deadline", "--json", "--at", "2026-11-28").json  # Saturday
    assert answer["submitted_at"] == "2026-11-28T00:00:00+09:00"
    assert answer["cutoff"]["closes_at"] == "2026-12-04T17:00:00+09:00"


def test_closures_are_the_shipped_none_or_a_file(call: Call, saved: Save) -> None:
    at = ("deadline", "--json", "--at", "2026-12-28T18:00")  # Monday, after five

    def closes(*words: str | Path) -> str:
        return str(call(*at, *words).json[0]["cutoff"]["closes_at"])

    assert closes() == "2027-01-08T17:00:00+09:00"  # Friday
    assert closes("--closures", "none") == "2026-12-31T17:00:00+09:00"  # Thursday
    text = '[[closure]]\nname = "休業"\nfrom = "2026-12-30"\nto = "2026-12-31"\n'
    for content in (text, "\ufeff" + text):
        file = saved("closures.toml", content)
        assert closes("--closures", file) == "2026-12-29T17:00:00+09:00"  # Tuesday


WRONG_CLOSURES = {
    "no TOML": "closure",
    "no TOML in several lines": "a = 1\nb =\nc = 2\n",
    "a date that is none": '[[closure]]\nname = "x"\nfrom = "02-30"\nto = "03-01"',
    "ends before it starts": '[[closure]]\nname = "x"\nfrom = "2026-02-02"\nto = "2026-02-01"',
    "no range": '[[closure]]\nname = "x"',
    "not UTF-8": '[[closure]]\nname = "休業"'.encode("shift_jis"),
    "another table": "[calendar]\nx = 1",
    "deeply nested": "a = " + "[" * 3000,
    "every day": '[[closure]]\nname = "x"\nfrom = "01-01"\nto = "12-31"',
}


@pytest.mark.parametrize("content", WRONG_CLOSURES.values(), ids=WRONG_CLOSURES)
def test_a_wrong_closures_file_is_reported_in_one_line(
    content: str | bytes, call: Call, saved: Save
) -> None:
    file = saved("closures.toml", content)
    called = call("deadline", *AT, "--closures", file)
    assert_one_line(called)


def test_without_json_a_deadline_is_described_in_words(call: Call) -> None:
    called = call("deadline", "--at", "2026-12-24T10:00")  # Thursday
    assert called.status == 0
    assert "2026年12月25日(金)17:00" in called.out
    assert "2027年1月7日(木)" in called.out
    assert "年末年始の休業（想定）" in called.out
    assert "遅れることがあります" in called.out
    moved = call("deadline", "--at", "2026-03-19").out
    assert "春分の日" in moved
