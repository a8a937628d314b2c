"""Forms, packages and annotated copies of earlier releases: read, judged and annotated again."""

import zipfile
from pathlib import Path
from typing import Final

import pytest

from rules.dates.workdays import OfficeCalendar
from rules.finding import Severity
from tests.compatibility.artifact import Artifact, load_tables
from tests.samples import AT
from tests.wizard.calling import AT as AT_OPTION
from tests.wizard.calling import Call
from tests.workbook.sheets import opened
from wizard.core.verdicts import Verdict, check_form

FORMS: Final = load_tables("forms.toml", "form")
CONTINUATIONS: Final = load_tables("forms.toml", "continuation")
PACKAGES: Final = load_tables("forms.toml", "package")
REWORDED: Final = {
    "利用申込書の『別紙』だけのファイルです。別紙だけでは、不備がないかを確かめられません。": (
        "利用申込書の『別紙』のみのファイルです。別紙のみでは、不備の有無を確認できません。"
    ),
    "この別紙と一緒に提出する利用申込書のほうを選んでください。": (
        "この別紙と一緒に提出する利用申込書を選択してください。"
    ),
}
"""What earlier releases said, and how the same is said now."""
ANNOTATED: Final = [form for form in FORMS if "comments" in form.expected]


def assert_expected(verdict: Verdict, form: Artifact) -> None:
    """Compare what was read from a form, and how it is judged, with the expectation."""
    answers = form.answers(form["answers"], form.expected.get("without", ()))
    assert verdict.answers == answers
    assert (verdict.verdict, verdict.kind) == (form["verdict"], answers["kind"])
    errors = [finding for finding in verdict.findings if finding.severity is Severity.ERROR]
    rows = [[error.code, error.path, error.cell or ""] for error in errors]
    assert sorted(rows, key=lambda row: str(row[1])) == form.expected.get("errors", [])


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_form_is_read_and_judged(form: Artifact, calendar: OfficeCalendar) -> None:
    assert_expected(check_form(form.path().read_bytes(), AT, calendar), form)


@pytest.mark.parametrize("continuation", CONTINUATIONS, ids=str)
def test_a_continuation_is_refused_in_its_own_words(
    continuation: Artifact, calendar: OfficeCalendar
) -> None:
    verdict = check_form(continuation.path().read_bytes(), AT, calendar)
    (finding,) = verdict.findings
    assert (verdict.verdict, finding.code) == ("unreadable", "continuation")
    why, mend = (REWORDED[continuation[key]] for key in ("why", "mend"))
    assert (finding.message, finding.remedy) == (why, mend)


@pytest.mark.parametrize("package", PACKAGES, ids=str)
def test_the_form_in_a_package_is_read(package: Artifact, calendar: OfficeCalendar) -> None:
    with zipfile.ZipFile(package.path()) as archive:
        verdict = check_form(archive.read(package["form"]), AT, calendar)
    answers = package.answers(package["answers"], package.expected.get("without", ()))
    assert (verdict.verdict, verdict.answers) == ("acceptable", answers)


@pytest.mark.parametrize("package", PACKAGES, ids=str)
def test_a_package_can_be_checked_whole(package: Artifact, call: Call) -> None:
    files = call("check", package.path(), *AT_OPTION, "--json").json["files"]
    verdicts = {Path(file["file"]).name: file["verdict"] for file in files}
    assert verdicts[package["form"]] == "acceptable"


def comments_of(path: Path) -> dict[str, str]:
    """Return the comments of a workbook by their cells, as openpyxl reads them."""
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in opened(path.read_bytes())
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


@pytest.mark.parametrize("form", ANNOTATED, ids=str)
def test_an_annotated_copy_is_annotated_again(
    form: Artifact, call: Call, tmp_path: Path, calendar: OfficeCalendar
) -> None:
    called = call("check", form.path(), "--annotate", tmp_path, "--at", "2026-12-15")
    assert (called.status, called.err) == (1, "")
    (copy,) = tmp_path.glob("*.xlsx")
    comments = comments_of(copy)
    for cell, words in form["comments"].items():
        assert words in comments[cell], cell
    assert_expected(check_form(copy.read_bytes(), AT, calendar), form)
