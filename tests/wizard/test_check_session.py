"""The session of the check page: what lies on it, what has a verdict, and in which order."""

from dataclasses import replace
from typing import Final

import pytest

from rules.finding import Severity, Violation
from rules.obligations.messages import make_finding
from tests.mails import attached, mail
from tests.samples import AT
from tests.wizard.test_uploads import member
from tests.workbook.packages import archive
from wizard.core.checking import check_session as desks
from wizard.core.checking.batch_summary import CheckedFile
from wizard.core.checking.check_session import MAX_FILES, CheckSession
from wizard.core.checking.uploads import Upload
from wizard.core.verdicts import Verdict, unreadable_verdict

GAP: Final = make_finding("missing", Severity.ERROR, "3-4", Violation("business.code"))
PACKED: Final = archive([member("x.xlsx", b"x"), member("送付状.pdf"), member("中/y.xlsx", b"y")])


def desk_with(*given: tuple[str, bytes]) -> CheckSession:
    session = CheckSession()
    session.lay_down(given, AT)
    return session


def names(session: CheckSession) -> list[str]:
    return [upload.name for upload in session.uploads]


def test_a_new_desk_is_empty_and_at_rest() -> None:
    session = CheckSession()
    assert (session.uploads, session.checked, session.waiting(), session.worst_first()) == (
        [],
        {},
        [],
        [],
    )
    assert not session.is_at_work
    assert session.at is None


def test_files_are_listed_in_their_order_and_wait() -> None:
    session = desk_with(("b.xlsx", b"b"), ("a.zip", PACKED), ("a.xlsx", b"a"))
    assert session.uploads == [
        Upload("b.xlsx", b"b"),
        Upload("a.zip/x.xlsx", b"x"),
        Upload("a.zip/中/y.xlsx", b"y"),
        Upload("a.xlsx", b"a"),
    ]
    assert session.waiting() == [0, 1, 2, 3]
    assert session.is_at_work
    assert session.at == AT
    assert session.error == ""


def test_what_is_no_form_by_its_name_is_passed_over_and_named() -> None:
    session = desk_with(("送付状.pdf", b"x"), ("a.xlsx", b"a"), ("~$a.xlsx", b"x"))
    assert names(session) == ["a.xlsx"]
    assert session.passed_over == ["送付状.pdf", "~$a.xlsx"]


def test_what_is_no_form_in_an_archive_is_named_too() -> None:
    assert desk_with(("a.zip", PACKED)).passed_over == ["a.zip/送付状.pdf"]


@pytest.mark.parametrize("members", [[], [member("送付状.pdf")]], ids=["empty", "letters alone"])
def test_an_archive_without_forms_is_reported(members: list[object]) -> None:
    session = desk_with(("a.zip", archive(members)), ("b.xlsx", b"b"))  # type: ignore[arg-type]
    reported = [*names(session), *session.passed_over, session.error]
    assert any("a.zip" in words for words in reported)


def test_nothing_to_check_is_no_work() -> None:
    for given in ([], [("送付状.pdf", b"x")]):
        session = desk_with(*given)
        assert session.uploads == []
        assert not session.is_at_work


def test_a_new_pile_takes_the_place_of_the_old_one() -> None:
    session = desk_with(("送付状.pdf", b"x"), ("a.xlsx", b"a"))
    session.checked[0] = CheckedFile("a.xlsx", unreadable_verdict("x", "y"))
    session.page, session.error = 3, "x"
    session.lay_down([("b.xlsx", b"b")], AT)
    assert names(session) == ["b.xlsx"]
    assert (session.checked, session.passed_over, session.page, session.error) == ({}, [], 0, "")
    assert session.waiting() == [0]


def test_a_bad_archive_is_a_file_that_says_why() -> None:
    (upload,) = desk_with(("a.zip", b"PK")).uploads
    assert upload.name == "a.zip"
    assert "圧縮ファイル" in upload.why


def test_two_files_of_one_name_are_distinguished() -> None:
    session = desk_with(("a.xlsx", b"1"), ("b.xlsx", b"2"), ("a.xlsx", b"3"), ("a.xlsx", b"4"))
    assert [upload.source for upload in session.uploads] == [b"1", b"2", b"3", b"4"]
    assert len(set(names(session))) == 4
    assert all(name.startswith("a") for name in names(session)[2:])


def test_a_form_that_a_mail_encloses_too_is_the_form_of_the_mail() -> None:
    mailed = mail(attached("x.xlsx", b"x"), attached("送付状.pdf", b"%PDF"))
    session = desk_with(("a.xlsx", b"x"), ("a.eml", mailed), ("b.xlsx", b"x"), ("b.eml", mailed))
    enclosed, sender = ("x.xlsx", "送付状.pdf"), "example.co.jp"
    assert session.uploads == [
        Upload("a.xlsx", b"x", enclosed=enclosed, sender=sender, copies=("b.xlsx", "a.eml/x.xlsx")),
        Upload("b.eml/x.xlsx", b"x", enclosed=enclosed, sender=sender),  # perhaps of another
    ]


def test_a_form_in_an_archive_is_that_of_the_mail_in_it_and_of_no_other() -> None:
    whole = mail(attached("x.xlsx", b"x"), attached("周知文.pdf", b"%PDF"))
    faulty = mail(attached("x.xlsx", b"x"))
    packed = archive([member("x.xlsx", b"x"), member("送付メール.eml", whole)])
    session = desk_with(("a.zip", packed), ("b.eml", faulty))
    assert [(one.name, one.enclosed, one.copies) for one in session.uploads] == [
        ("a.zip/x.xlsx", ("x.xlsx", "周知文.pdf"), ("a.zip/送付メール.eml/x.xlsx",)),
        ("b.eml/x.xlsx", ("x.xlsx",), ()),
    ]


def test_mails_that_cannot_be_opened_are_no_copies_of_each_other() -> None:
    session = desk_with(("a.eml", mail(attached("x.zip", b"?"))), ("b.zip", b"?"))
    assert [upload.copies for upload in session.uploads] == [()] * len(session.uploads)
    assert len(session.uploads) > 1


def test_two_archives_of_one_name_are_both_unpacked() -> None:
    session = desk_with(("a.zip", PACKED), ("a.zip", PACKED))
    assert [upload.source for upload in session.uploads] == [b"x", b"y", b"x", b"y"]
    assert len(set(names(session))) == 4


def test_two_letters_of_one_name_are_both_passed_over() -> None:
    session = desk_with(("送付状.pdf", b"x"), ("a.xlsx", b"a"), ("送付状.pdf", b"x"))
    assert names(session) == ["a.xlsx"]
    assert len(session.passed_over) == 2


def test_so_many_files_are_taken_and_the_rest_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "MAX_FILES", 3)
    whole = desk_with(*((f"{number}.xlsx", b"x") for number in range(3)))
    assert (len(whole.uploads), whole.error) == (3, "")
    session = desk_with(("a.zip", PACKED), ("b.zip", PACKED), ("c.xlsx", b"c"))
    assert names(session) == ["a.zip/x.xlsx", "a.zip/中/y.xlsx", "b.zip/x.xlsx"]
    assert session.error == "一度に処理できるのは3件までです。複数回に分けてください。"
    assert session.is_at_work
    assert MAX_FILES == 2_000


def test_what_is_checked_waits_no_longer() -> None:
    session = desk_with(("a.xlsx", b"a"), ("b.xlsx", b"b"), ("c.xlsx", b"c"))
    session.checked[1] = CheckedFile("b.xlsx", unreadable_verdict("x", "y"))
    assert session.waiting() == [0, 2]


def test_the_worst_come_first_and_of_equals_the_one_given_first() -> None:
    warning = replace(GAP, severity=Severity.WARNING)
    verdicts = [
        Verdict("acceptable", "stop", {}, ()),
        Verdict("deficient", "stop", {}, (GAP,)),
        unreadable_verdict("x", "y"),
        Verdict("deficient", "stop", {}, (GAP, GAP)),
        Verdict("acceptable", "stop", {}, (warning,)),
        Verdict("deficient", "stop", {}, (GAP,)),
        unreadable_verdict("x", "y"),
        Verdict("acceptable", "stop", {}, ()),
    ]
    session = desk_with(*((f"{number}.xlsx", b"x") for number in range(9)))
    for number in (7, 2, 0, 5, 4, 1, 3, 6):
        session.checked[number] = CheckedFile(f"{number}.xlsx", verdicts[number])
    assert session.worst_first() == [2, 6, 3, 1, 5, 4, 0, 7]


def test_files_are_read_up_to_a_sum_and_the_rest_is_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(desks, "MAX_BYTES", 3_000_000)
    large = b"x" * 1_400_000
    session = desk_with(("a.xlsx", large), ("b.xlsx", large), ("c.xlsx", large), ("d.xlsx", b"d"))
    assert names(session) == ["a.xlsx", "b.xlsx", "d.xlsx"]
    assert session.error == "一度に処理できるのは合計3MBまでです。複数回に分けてください。"
    assert session.is_at_work
