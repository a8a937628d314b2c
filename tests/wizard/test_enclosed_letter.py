"""The 周知文 of a rename: is it in the mail that its form came in? FAQ 3-7."""

from typing import Final

import pytest

from rules.dates.workdays import OfficeCalendar
from tests.mails import attached, forwarded, mail
from tests.outlook_files import Attached, outlook
from tests.samples import AT, REMOVED, Nested, case, edited
from tests.wizard.calling import AT as NOW
from tests.wizard.calling import Call
from tests.wizard.conftest import Save
from tests.wizard.corpus import place
from tests.workbook.packages import archive, entry
from wizard.core.checking.enclosed_letter import with_letter
from wizard.core.checking.uploads import Upload
from wizard.core.verdicts import Verdict, check_form
from workbook.forms.fill import fill

LETTER: Final = "社名変更のお知らせ.pdf"
PDF: Final = b"%PDF-1.7"
RENAME: Final = fill(case("rename")).content
CODE: Final = "letter-not-enclosed"
NO_CONTRACTS: Final = {"rename.no_contracts": True, "rename.notice_method": REMOVED}


def judged(answers: Nested, enclosed: tuple[str, ...] | None, office: OfficeCalendar) -> Verdict:
    content = fill(answers).content
    verdict = check_form(content, AT, office)
    return with_letter(Upload("a.eml/x.xlsx", content, enclosed=enclosed), verdict)


def codes(verdict: Verdict) -> list[str]:
    return [finding.code for finding in verdict.findings]


def test_a_mail_without_the_letter_that_its_form_names_is_deficient(
    calendar: OfficeCalendar,
) -> None:
    verdict = judged(case("rename"), ("x.xlsx", "送付状.pdf"), calendar)
    assert verdict.verdict == "deficient"
    first = verdict.findings[0]
    assert (first.code, first.severity, first.path) == (CODE, "error", "rename.notice_attachment")
    assert (first.cell, first.source) == (place("rename.notice_attachment", "rename"), "3-7")
    assert f"「{LETTER}」" in first.message
    assert "メールに添付してください" in first.remedy


@pytest.mark.parametrize("enclosed", [("x.xlsx", LETTER), ("社名変更のお知らせ.ＰＤＦ", "x.xlsx")])
def test_a_mail_with_the_letter_is_fine(
    enclosed: tuple[str, ...], calendar: OfficeCalendar
) -> None:
    verdict = judged(case("rename"), enclosed, calendar)
    assert (verdict.verdict, CODE in codes(verdict)) == ("acceptable", False)


def test_a_form_that_came_in_no_mail_is_not_asked(calendar: OfficeCalendar) -> None:
    assert CODE not in codes(judged(case("rename"), None, calendar))


@pytest.mark.parametrize(
    "answers",
    [
        edited(case("rename"), {**NO_CONTRACTS, "rename.notice_attachment": REMOVED}),
        edited(case("rename"), NO_CONTRACTS),  # a letter as well: that is another finding
        edited(case("rename"), {"rename.notice_attachment": REMOVED}),
        case("change"),
        case("new"),
        case("stop"),
    ],
    ids=["no contracts", "no contracts, but named", "none named", "change", "new", "stop"],
)
def test_no_other_form_is_asked_for_a_letter(answers: Nested, calendar: OfficeCalendar) -> None:
    assert CODE not in codes(judged(answers, ("x.xlsx",), calendar))


def test_every_form_of_a_workbook_is_asked(calendar: OfficeCalendar) -> None:
    verdict = check_form(RENAME, AT, calendar)
    both = Verdict(
        verdict.verdict, "rename", verdict.answers, (), others=(verdict,), letter_cell="別!A1"
    )
    first, second = with_letter(Upload("x", b"", enclosed=("x.xlsx",)), both).forms
    assert CODE in codes(first)
    assert CODE in codes(second)
    assert first.findings[0].cell == "別!A1"


FOUND: Final = {
    "in the mail": mail(attached("x.xlsx", RENAME), attached(LETTER, PDF)),
    "in an archive beside": mail(
        attached("x.xlsx", RENAME), attached("a.zip", archive([entry(LETTER, PDF)]))
    ),
    "in the archive of the form": mail(
        attached("a.zip", archive([entry(LETTER, PDF), entry("x.xlsx", RENAME)]))
    ),
    "as the file of Outlook": outlook(Attached("x.xlsx", RENAME), Attached(LETTER, PDF)),
}
LACKING: Final = {
    "nowhere": mail(attached("x.xlsx", RENAME), attached("送付状.pdf", PDF)),
    "with another ending": mail(
        attached("x.xlsx", RENAME), attached(LETTER.replace("pdf", "docx"), PDF)
    ),
    "in the mail around": mail(forwarded(mail(attached("x.xlsx", RENAME))), attached(LETTER, PDF)),
    "not in the file of Outlook": outlook(Attached("x.xlsx", RENAME)),
}


@pytest.mark.parametrize("content", FOUND.values(), ids=FOUND)
def test_the_command_finds_the_letter(content: bytes, call: Call, saved: Save) -> None:
    called = call("check", saved("a.eml", content), *NOW, "--json")
    assert called.status == 0
    assert [file["verdict"] for file in called.json["files"]] == ["acceptable"]


@pytest.mark.parametrize("content", LACKING.values(), ids=LACKING)
def test_the_command_misses_the_letter(content: bytes, call: Call, saved: Save) -> None:
    called = call("check", saved("a.eml", content), *NOW, "--json")
    assert called.status == 1
    (file,) = called.json["files"]
    assert file["findings"][0]["code"] == CODE
    assert file["findings"][0]["cell"] == place("rename.notice_attachment", "rename")


def test_an_archive_alone_is_asked_for_no_letter(call: Call, saved: Save) -> None:
    called = call("check", saved("a.zip", archive([entry("x.xlsx", RENAME)])), *NOW)
    assert called.status == 0


def test_our_own_package_is_fine_and_its_mail_is_asked(call: Call, saved: Save) -> None:
    package = saved("p.json", case("rename")).with_name("p.zip")
    letter = saved(LETTER, PDF)
    source = package.with_name("p.json")
    assert call("package", source, "-o", package, "--letter", letter, *NOW).status == 0
    called = call("check", package, *NOW, "--json")
    assert called.status == 0
    names = [file["file"].removeprefix(f"{package}/") for file in called.json["files"]]
    form = "利用申込書_新サンプル電力株式会社_社名変更_2026-11-24.xlsx"
    assert names == [form]  # and its copy in the mail, which says what was enclosed
