"""Blanks bound, filled for every case, read back and checked; by functions and by command."""

import tomllib
from pathlib import Path
from typing import Final

import pytest

from rules.dates.workdays import OfficeCalendar
from rules.finding import Severity
from tests.blanks import BLANKS, TRIED
from tests.blanks.across import ACROSS
from tests.blanks.banded import BANDED
from tests.blanks.blank import Blank
from tests.blanks.faq_only import FAQ_ONLY
from tests.blanks.ledger import LEDGER
from tests.opening import bind as bound_by
from tests.opening import bound_template, read, template_of
from tests.samples import AT, KINDS, case, dated
from tests.wizard.calling import Call, Called
from tests.wizard.test_intake import packed
from tests.workbook.sheets import opened
from wizard.core.filing import file_answers
from wizard.core.verdicts import check_form
from workbook.places import find_absent
from workbook.xlsx.guard.package import open_package
from workbook.xlsx.reader.book import read_book

DECLARATIONS: Final = {"new.prepared", "rename.done", "stop.completed", "api.test_passed"}
"""What needs no place on a form."""


NOT_FILED: Final = {
    ("faq_only", "new"): {
        f"contacts.{row}.{name}" for row in (0, 1) for name in ("department", "phone", "email")
    },
    ("faq_only", "rename"): {"rename.notice_attachment"},
}
"""Entries that a blank has neither a place of their own for nor a 備考 to say them in."""
FILED: Final = [
    pytest.param(blank, kind, id=f"{blank.name}-{kind}")
    for blank in TRIED
    for kind in KINDS
    if (blank.name, kind) not in NOT_FILED
]


@pytest.mark.parametrize(("name", "kind"), NOT_FILED)
def test_a_blank_without_remarks_is_not_filled_where_it_has_no_place_for_an_entry(
    name: str, kind: str, calendar: OfficeCalendar
) -> None:
    (blank,) = (blank for blank in BLANKS if blank.name == name)
    filing = file_answers(case(kind), AT, calendar, template=bound_template(blank))
    assert filing.content is None
    found = [finding for finding in filing.findings if finding.severity is Severity.ERROR]
    assert {finding.code for finding in found} == {"no-place"}
    assert {finding.path for finding in found} == NOT_FILED[name, kind]


@pytest.mark.one_in(3)
@pytest.mark.parametrize(("blank", "kind"), FILED)
def test_a_bound_blank_is_filled_and_accepted(
    blank: Blank, kind: str, calendar: OfficeCalendar
) -> None:
    filing = file_answers(case(kind), AT, calendar, template=bound_template(blank))
    assert filing.content is not None
    assert check_form(filing.content, AT, calendar).verdict == "acceptable"
    unplaced = {finding.path for finding in filing.findings if finding.code == "no-place"}
    unplaced |= DECLARATIONS & blank.absent
    answers = read(filing.content).answers
    for path, value in flat(dated(case(kind))):
        if path not in unplaced and not any(path.startswith(p + ".") for p in unplaced):
            assert at(answers, path) == value, path


PRINTED: Final = {
    "a mark": ("〒　　　－", set()),
    "a note": ("（他事業者からのお問合せ用）", set()),
    "an example": ("例）東京都千代田区見本町1-2-3", set()),
    "a sample": ("東京都千代田区見本町1-2-3", {"sample-left"}),
    "a sample beside a note": ("（本店）東京都千代田区見本町1-2-3", {"sample-left"}),
}


@pytest.mark.parametrize(("printed", "errors"), PRINTED.values(), ids=PRINTED)
def test_what_a_blank_prints_where_nothing_is_answered_is_an_error_as_an_answer_alone(
    printed: str, errors: set[str], calendar: OfficeCalendar
) -> None:
    book = opened(BANDED.draw())
    book["利用申込書"]["D16"] = printed
    template = template_of(bound_by(packed(book), BANDED.expected, BANDED.absent))
    filing = file_answers(case("stop"), AT, calendar, template=template)
    found = {finding.code for finding in filing.findings if finding.severity is Severity.ERROR}
    assert found == errors
    assert (filing.content is None) is bool(errors)


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
    assert set(called.json) == {
        "bound",
        "absent",
        "unbound",
        "doubtful",
        "moved",
        "would_be_lost",
        "remarks",
    }
    assert called.json["bound"] == dict(BANDED.expected)
    assert called.json["absent"] == []
    assert set(called.json["unbound"]) == BANDED.absent
    assert tomllib.loads(names.read_text(encoding="utf-8"))["names"] == dict(BANDED.expected)
    filled = tmp_path / "filled.xlsx"
    words = ("tests/cases/new.json", "-o", filled, "--template", copy, "--at", "2026-11-24")
    assert call("fill", *words).status == 0
    checked = call("check", filled, "--at", "2026-11-24", "--json")
    assert (checked.status, checked.json["files"][0]["verdict"]) == (0, "acceptable")


def test_names_are_used_again_and_what_moved_is_reported(call: Call, tmp_path: Path) -> None:
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


# What the blank has no place for


def bind(call: Call, tmp_path: Path, blank: bytes, *words: str | Path) -> Called:
    (tmp_path / "blank.xlsx").write_bytes(blank)
    return call("bind", tmp_path / "blank.xlsx", "-o", tmp_path / "bound.xlsx", *words)


def absent_from(path: Path) -> frozenset[str]:
    return find_absent(read_book(open_package(path.read_bytes())))


def test_what_was_confirmed_to_be_absent_is_kept_in_the_copy_and_the_names(
    call: Call, tmp_path: Path
) -> None:
    names = tmp_path / "names.toml"
    words = ("--absent", "contacts.phone", "--absent", "kind.stop", "--save-names", names, "--json")
    called = bind(call, tmp_path, FAQ_ONLY.draw(), *words)
    assert (called.status, called.err) == (0, "")
    assert called.json["absent"] == ["kind.stop", "contacts.phone"]
    assert "kind.stop" not in called.json["bound"]  # whatever is proposed
    entries = {"contacts.department", "contacts.email", "rename.notice_attachment"}
    assert set(called.json["unbound"]) & {*entries, "contacts.phone", "kind.stop"} == entries
    assert absent_from(tmp_path / "bound.xlsx") == {"contacts.phone", "kind.stop"}
    saved = tomllib.loads(names.read_text(encoding="utf-8"))
    assert saved["absent"] == ["kind.stop", "contacts.phone"]
    assert not {"kind.stop", "contacts.phone"} & saved["names"].keys()
    again = bind(call, tmp_path, FAQ_ONLY.draw(), "--names", names, "--json")
    assert again.json["absent"] == ["kind.stop", "contacts.phone"]
    assert again.json["bound"] == called.json["bound"]
    assert absent_from(tmp_path / "bound.xlsx") == {"contacts.phone", "kind.stop"}


def test_a_blank_that_is_bound_keeps_its_names_and_what_it_lacks(
    call: Call, tmp_path: Path
) -> None:
    cells = {**BANDED.expected, "remarks": "利用申込書!B60"}  # elsewhere than is proposed
    del cells["stop.reason"]
    content = bound_by(BANDED.draw(), cells, ["stop.reason"])
    called = bind(call, tmp_path, content, "--absent", "api.environment", "--json")
    assert called.json["absent"] == ["api.environment", "stop.reason"]
    del cells["api.environment"]
    assert called.json["bound"] == cells
    assert called.json["doubtful"] == []
    assert called.json["moved"] == {
        "remarks": {"from": "利用申込書!B60", "to": BANDED.expected["remarks"]}
    }
    assert absent_from(tmp_path / "bound.xlsx") == {"api.environment", "stop.reason"}


def test_a_date_that_is_absent_has_no_parts(call: Call, tmp_path: Path) -> None:
    called = bind(call, tmp_path, LEDGER.draw(), "--absent", "applied_on", "--json")
    assert called.json["absent"] == ["applied_on"]
    assert not any(path.startswith("applied_on") for path in called.json["bound"])


PIECES: Final = {
    "a date without its month": {"applied_on.year": "F60", "applied_on.day": "H60"},
    "a postal code alone": {"business.address.postal": "F60"},
}


@pytest.mark.parametrize("pieces", PIECES.values(), ids=PIECES)
def test_an_answer_with_a_piece_missing_is_unbound(
    pieces: dict[str, str], call: Call, tmp_path: Path
) -> None:
    names = "".join(f'"{path}" = "利用申込書!{cell}"\n' for path, cell in pieces.items())
    (tmp_path / "names.toml").write_text(f"[names]\n{names}", encoding="utf-8")
    called = bind(call, tmp_path, BANDED.draw(), "--names", tmp_path / "names.toml", "--json")
    assert called.json["bound"].keys() == pieces.keys()
    assert {"applied_on", "business.address", "business.name"} <= set(called.json["unbound"])


def test_what_to_confirm_is_reported(call: Call, tmp_path: Path) -> None:
    called = bind(call, tmp_path, FAQ_ONLY.draw(), "--absent", "contacts.phone")
    lines = called.out.splitlines()
    assert "この様式にはないと確認した欄：電話番号" in lines
    assert "  --absent contacts.department　部署名" in lines
    assert "  --absent rename.notice_attachment　周知文の添付（ファイル名）" in lines
    assert not any("--absent contacts.phone" in line for line in lines)
    assert not any("--absent stop.completed" in line for line in lines)  # nothing to be written
    (others,) = (line for line in lines if line.startswith("特定できなかったその他の欄："))
    assert "備考" in others


UNKNOWN: Final = ["business.nickname", "kind", "contacts", "applied_on.year", "contacts.0.name", ""]


@pytest.mark.parametrize("path", UNKNOWN)
def test_what_cannot_be_absent_is_a_wrong_call(path: str, call: Call, tmp_path: Path) -> None:
    called = bind(call, tmp_path, FAQ_ONLY.draw(), "--absent", path)
    assert called.status == 2
    (line,) = called.err.splitlines()
    assert f"「この様式にはない」とする欄の「{path}」という名前はありません。" in line
    assert not (tmp_path / "bound.xlsx").exists()


def test_a_file_of_names_that_contradicts_itself_is_a_wrong_call(
    call: Call, tmp_path: Path
) -> None:
    text = 'absent = ["remarks"]\n[names]\n"remarks" = "利用申込書!B55"\n'
    (tmp_path / "names.toml").write_text(text, encoding="utf-8")
    called = bind(call, tmp_path, BANDED.draw(), "--names", tmp_path / "names.toml")
    assert called.status == 2
    (line,) = called.err.splitlines()
    assert "「remarks」は [names] と absent の両方にあります。一方を削除してください。" in line
    assert not (tmp_path / "bound.xlsx").exists()
