"""What goes back to a sender: which files there are, their names, and what stands in them."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from rules.dates.workdays import OfficeCalendar
from tests.samples import AT, REMOVED, TOKYO, case, edited
from tests.workbook.sheets import FORM as SHEET
from tests.workbook.sheets import named, opened
from wizard.core.checking.returns import ReturnFile, annotated_copy, return_files
from wizard.core.checking.uploads import Upload
from wizard.core.verdicts import Verdict, check_form, unreadable_verdict
from workbook.forms.fill import fill

BAD: Final = fill(edited(case("stop"), {"business.code": "12", "stop.completed": REMOVED})).content
GOOD: Final = fill(case("stop")).content
WARNED: Final = fill(edited(case("stop"), {"business.address": "東京都"})).content
LIST: Final = "不備一覧"
COPY: Final = "指摘を記載した写し"
MAIL: Final = "返信の下書き（メール）"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="session")
def verdict(calendar: OfficeCalendar) -> Verdict:
    """Give the verdict of the bad form."""
    return check_form(BAD, AT, calendar)


def answers_to(
    content: bytes, calendar: OfficeCalendar, name: str = "申込書.xlsx"
) -> list[ReturnFile]:
    found = check_form(content, AT, calendar)
    return list(return_files(Upload(name, content), found, AT, calendar, set()))


def names_for(
    name: str, verdict: Verdict, calendar: OfficeCalendar, taken: set[str] | None = None
) -> list[str]:
    taken = set() if taken is None else taken
    upload = Upload(name, BAD)
    return [found.name for found in return_files(upload, verdict, AT, calendar, taken)]


def mail_of(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def text_of(message: EmailMessage) -> str:
    part = message.get_body()
    assert part is not None
    return str(part.get_content())


def grids(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for name in book.sheet_names
    }


def comments(content: bytes, sheet: str = SHEET) -> dict[str, str]:
    return {
        cell.coordinate: cell.comment.text
        for row in opened(content)[sheet].iter_rows()
        for cell in row
        if cell.comment
    }


# Which


def test_a_deficient_form_is_answered_by_a_copy_and_a_mail(calendar: OfficeCalendar) -> None:
    found = answers_to(BAD, calendar)
    assert [(one.what, one.name) for one in found] == [
        (COPY, "申込書_指摘.xlsx"),
        (MAIL, "申込書_返信.eml"),
    ]


def test_a_form_without_findings_needs_no_answer(calendar: OfficeCalendar) -> None:
    assert answers_to(GOOD, calendar) == []


def test_a_form_with_a_warning_alone_is_answered_by_a_copy(calendar: OfficeCalendar) -> None:
    assert [found.what for found in answers_to(WARNED, calendar)] == [COPY]


def test_what_could_not_be_read_is_answered_by_a_mail_alone(calendar: OfficeCalendar) -> None:
    (mail,) = answers_to(b"no form", calendar, "a.xlsx")
    assert (mail.what, mail.name) == (MAIL, "a_返信.eml")
    message = mail_of(mail.make())
    assert not list(message.iter_attachments())
    assert "ファイル：a.xlsx" in text_of(message)
    assert "読み取れない理由（1件）" in text_of(message)


def test_nothing_is_made_before_it_is_asked_for(verdict: Verdict, calendar: OfficeCalendar) -> None:
    found = list(return_files(Upload("a.xlsx", b"gone"), verdict, AT, calendar, set()))
    assert len(found) == 2


# The copy


def test_the_copy_has_a_comment_at_each_cell_and_every_value_in_its_place(
    calendar: OfficeCalendar,
) -> None:
    copy = answers_to(BAD, calendar)[0].make()
    before, after = grids(BAD), grids(copy)
    listed = after.pop(LIST)
    assert after == before
    book = opened(BAD)
    code, tick = (named(book, path)[0].coordinate for path in ("business.code", "stop.completed"))
    reported = comments(copy)
    assert set(reported) == {code, tick}
    assert "不備：「事業者コード」が5桁ではありません。\n修正方法：5桁の" in reported[code]
    assert "FAQ" in reported[code]
    cells = [cell for row in listed for cell in row]
    assert "不備あり" in str(cells)
    assert f"{SHEET}!{code}" in cells
    assert f"{SHEET}!{tick}" in cells


def test_the_copy_says_of_which_moment_it_is_and_what_comes_next(calendar: OfficeCalendar) -> None:
    listed = str(grids(answers_to(BAD, calendar)[0].make())[LIST])
    assert (
        "2026年11月24日(火)10:00時点の確認結果です。2026年11月27日(金)17:00までに提出した場合、"
        "登録は2026年12月4日(金)頃の見込みです（FAQ 3-4）。"
    ) in listed


def test_a_copy_made_over_the_new_year_names_the_dates_that_moved(
    calendar: OfficeCalendar,
) -> None:
    # Friday 2027-01-01 is closed from Tuesday 12-29 on, so the cut-off is Monday 12-28
    at = datetime(2026, 12, 28, 9, 0, tzinfo=TOKYO)
    copy = annotated_copy(BAD, check_form(BAD, at, calendar), at, calendar)
    listed = str(grids(copy)[LIST])
    assert (
        "2026年12月28日(月)17:00（想定のため、ヘルプデスクに要確認）までに提出した場合、"
        "登録は2027年1月8日(金)頃"
    ) in listed


def test_a_copy_names_both_dates_where_they_differ(calendar: OfficeCalendar) -> None:
    # Friday 2026-05-01: the FAQ's Friday is 05-08, the fifth open day Wednesday 05-13
    at = datetime(2026, 5, 1, 9, 0, tzinfo=TOKYO)
    listed = str(grids(annotated_copy(BAD, check_form(BAD, at, calendar), at, calendar))[LIST])
    assert "登録は2026年5月13日(水)頃（FAQの目安は2026年5月8日(金)頃" in listed


def test_a_finding_without_a_cell_is_listed_alone(calendar: OfficeCalendar) -> None:
    found = check_form(BAD, AT, calendar)
    lost = replace(found, findings=tuple(replace(one, cell=None) for one in found.findings))
    odd = replace(found, findings=(replace(found.findings[0], cell="どこか"),))
    for verdict in (lost, odd):
        copy = annotated_copy(BAD, verdict, AT, calendar)
        assert comments(copy) == {}
        assert found.findings[0].message in str(grids(copy)[LIST])


CELLS: Final = ["A1", "Z9", "AA10", "AZ1", "ZZ100", "XFD1"]


@pytest.mark.parametrize("cell", CELLS)
def test_a_comment_stands_at_the_cell_that_is_named(
    cell: str, verdict: Verdict, calendar: OfficeCalendar
) -> None:
    finding = replace(verdict.findings[0], cell=f"{SHEET}!{cell}")
    copy = annotated_copy(BAD, replace(verdict, findings=(finding,)), AT, calendar)
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        reported = "".join(
            package.read(name).decode() for name in package.namelist() if "comments" in name
        )
    assert re.findall(r'<comment ref="([A-Z0-9]+)"', reported) == [cell]


# The mail


def test_the_mail_has_the_copy_with_it(calendar: OfficeCalendar) -> None:
    copy, mail = answers_to(BAD, calendar, "受信/申込書.xlsx")
    message = mail_of(mail.make())
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == copy.name == "申込書_指摘.xlsx"
    assert attached.get_content() == copy.make()
    reported = text_of(message)
    assert "ファイル：申込書.xlsx" in reported
    assert "受信" not in reported
    assert "11月27日(金)17:00までに差し替えをお送りいただいた場合" in reported


def test_the_same_form_is_answered_by_the_same_bytes(calendar: OfficeCalendar) -> None:
    first, second = ([one.make() for one in answers_to(BAD, calendar)] for _ in range(2))
    assert first == second


# Names


NAMES: Final = [
    ("受信/東/申込書.xlsx", "申込書"),
    ("C:\\受信\\申込書.xlsx", "申込書"),
    ("束.zip/中/申込書.xlsx", "申込書"),
    ("申込書", "申込書"),
    ("申込書.2026.xlsx", "申込書.2026"),
    ('a<b>c:d"e|f?g*h.xlsx', "a_b_c_d_e_f_g_h"),
    ("a\nb\x00c\x1fd.xlsx", "a_b_c_d"),
    ("𠮷﨑.xlsx", "𠮷﨑"),
    ("", "申込書"),
    ("束.zip/", "束"),
]


@pytest.mark.parametrize(("name", "stem"), NAMES, ids=[ascii(row[0])[:20] for row in NAMES])
def test_an_answer_is_named_after_its_form(
    name: str, stem: str, verdict: Verdict, calendar: OfficeCalendar
) -> None:
    expected = [f"{stem}_指摘.xlsx", f"{stem}_返信.eml"]
    assert names_for(name, verdict, calendar) == expected


def test_answers_to_forms_of_one_name_are_distinguished_however_it_is_written(
    verdict: Verdict, calendar: OfficeCalendar
) -> None:
    taken: set[str] = set()
    names = ["a/Form.xlsx", "b/form.xlsx", "FORM.xlsx", "form (2).xlsx"]
    copies = [names_for(name, verdict, calendar, taken)[0] for name in names]
    assert copies[0] == "Form_指摘.xlsx"
    assert len({copy.casefold() for copy in copies}) == 4


def test_a_form_that_needs_no_answer_does_not_take_its_name_twice(
    verdict: Verdict, calendar: OfficeCalendar
) -> None:
    taken: set[str] = set()
    good = Verdict("acceptable", "stop", {}, ())
    assert names_for("a.xlsx", good, calendar, taken) == []
    assert len(set(names_for("b/a.xlsx", verdict, calendar, taken))) == 2


LONG: Final = ["a" * 300, "あ" * 80, "申込書" * 100]


@pytest.mark.parametrize("stem", LONG, ids=["ASCII", "kana", "kanji"])
def test_a_long_name_is_cut(stem: str, verdict: Verdict, calendar: OfficeCalendar) -> None:
    for name in names_for(f"{stem}.xlsx", verdict, calendar):
        assert name.startswith(stem[:20])
        assert len(name.encode()) <= 255


@pytest.mark.parametrize("stem", ["𠮷" * 62, "𠮷" * 300], ids=["that a file can bear", "longer"])
def test_a_name_of_long_characters_is_cut_too(
    stem: str, verdict: Verdict, calendar: OfficeCalendar
) -> None:
    for name in names_for(f"{stem}.xlsx", verdict, calendar):
        assert len(name.encode()) <= 255


def test_the_number_of_a_long_name_has_its_room(verdict: Verdict, calendar: OfficeCalendar) -> None:
    taken: set[str] = set()
    for folder in ("a", "b"):
        for name in names_for(f"{folder}/{'あ' * 80}.xlsx", verdict, calendar, taken):
            assert len(name.encode()) <= 255


@given(names=st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_any_name_makes_names_that_files_can_bear(
    names: list[str], verdict: Verdict, calendar: OfficeCalendar
) -> None:
    taken: set[str] = set()
    made = [made for name in names for made in names_for(name, verdict, calendar, taken)]
    assert len(made) == 2 * len(names)
    assert len({name.casefold() for name in made}) == len(made)
    for name in made:
        assert not set(name) & set('\\/:*?"<>|')
        assert not any(character < " " for character in name)
        assert name.endswith(("_指摘.xlsx", "_返信.eml"))
        assert name not in {"_指摘.xlsx", "_返信.eml"}


def test_an_unreadable_file_in_an_archive_is_named_after_itself(calendar: OfficeCalendar) -> None:
    verdict = unreadable_verdict("壊れています。", "送り直してください。")
    assert names_for("束.zip/中/a.xlsx", verdict, calendar) == ["a_返信.eml"]
