"""Blanks bound, filled for every case, read back and checked; by functions and by command."""

import tomllib
from pathlib import Path

import pytest

from rules.workdays import OfficeCalendar
from schemas.catalogue import ENTRIES
from tests.blanks import TRIED
from tests.blanks.across import ACROSS
from tests.blanks.banded import BANDED
from tests.blanks.blank import Blank
from tests.opening import bound_template, read
from tests.samples import AT, KINDS, case, dated
from tests.wizard.calling import Call
from wizard.filing import check_form, file_answers
from workbook.places import KIND_PATHS


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("blank", TRIED, ids=lambda blank: blank.name)
def test_a_bound_blank_is_filled_and_accepted(
    blank: Blank, kind: str, calendar: OfficeCalendar
) -> None:
    filing = file_answers(case(kind), AT, calendar, template=bound_template(blank))
    assert filing.content is not None
    assert check_form(filing.content, AT, calendar).verdict == "acceptable"
    unplaced = {finding.path for finding in filing.findings if finding.code == "no-place"}
    answers = read(filing.content).answers
    for path, value in flat(dated(case(kind))):
        if path not in unplaced and not any(path.startswith(p + ".") for p in unplaced):
            assert at(answers, path) == value, path


def flat(answers: object, prefix: str = "") -> list[tuple[str, object]]:
    if isinstance(answers, dict):
        return [item for name, value in answers.items() for item in flat(value, f"{prefix}.{name}")]
    if isinstance(answers, list) and answers and isinstance(answers[0], dict):
        return [item for n, value in enumerate(answers) for item in flat(value, f"{prefix}.{n}")]
    return [(prefix.removeprefix("."), answers)]


def at(answers: object, path: str) -> object:
    for name in path.split("."):
        if isinstance(answers, list):
            answers = answers[int(name)]
        else:
            assert isinstance(answers, dict)
            answers = answers.get(name)
    return answers


def test_the_command_binds_and_the_copy_is_filled_and_checked(call: Call, tmp_path: Path) -> None:
    (tmp_path / "blank.xlsx").write_bytes(BANDED.draw())
    copy, names = tmp_path / "bound.xlsx", tmp_path / "names.toml"
    called = call("bind", tmp_path / "blank.xlsx", "-o", copy, "--save-names", names, "--json")
    assert (called.status, called.err) == (0, "")
    assert set(called.json) == {"bound", "unbound", "doubtful", "moved", "would_be_lost"}
    assert called.json["bound"] == dict(BANDED.expected)
    assert set(called.json["unbound"]) <= set(ENTRIES) | set(KIND_PATHS)
    assert tomllib.loads(names.read_text(encoding="utf-8"))["names"] == dict(BANDED.expected)
    filled = tmp_path / "filled.xlsx"
    words = ("tests/cases/new.json", "-o", filled, "--template", copy, "--at", "2026-11-24")
    assert call("fill", *words).status == 0
    checked = call("check", filled, "--at", "2026-11-24", "--json")
    assert (checked.status, checked.json["files"][0]["verdict"]) == (0, "acceptable")


def test_names_are_used_again_and_what_moved_is_told(call: Call, tmp_path: Path) -> None:
    (tmp_path / "blank.xlsx").write_bytes(BANDED.draw())
    code = BANDED.expected["business.code"]
    elsewhere = code.rpartition("!")[0] + "!A1"
    names = "\n".join(
        f'"{path}" = "{elsewhere if path == "business.code" else place}"'
        for path, place in BANDED.expected.items()
    )
    (tmp_path / "names.toml").write_text("[names]\n" + names, encoding="utf-8")
    words = ("--names", tmp_path / "names.toml", "-o", tmp_path / "b.xlsx", "--json")
    called = call("bind", tmp_path / "blank.xlsx", *words)
    assert called.status == 0
    assert called.json["bound"]["business.code"] == elsewhere
    assert called.json["moved"] == {"business.code": {"from": elsewhere, "to": code}}


@pytest.mark.parametrize("content", [b"", b"x", b"PK\x03\x04"], ids=["empty", "text", "half"])
def test_what_is_no_blank_is_a_wrong_call(content: bytes, call: Call, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    called = call("bind", tmp_path / "a.xlsx", "-o", tmp_path / "b.xlsx")
    assert (called.status, len(called.err.splitlines())) == (2, 1)
    assert not (tmp_path / "b.xlsx").exists()


def test_a_blank_is_not_written_over(call: Call, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(ACROSS.draw())
    assert call("bind", tmp_path / "a.xlsx", "-o", tmp_path / "a.xlsx").status == 2
    assert (tmp_path / "a.xlsx").read_bytes() == ACROSS.draw()
