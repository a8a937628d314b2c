"""A 別紙 among uploads: it is read with the form beside it, and with no other."""

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from rules.dates.workdays import OfficeCalendar
from tests.blanks.banded import BANDED
from tests.opening import bound_template
from tests.samples import AT, Nested, case, edited
from wizard.core.checking.check_session import CheckSession
from wizard.core.checking.continuations import with_continuations
from wizard.core.checking.judging import Task, judge
from wizard.core.checking.uploads import Upload
from wizard.core.filing import file_answers
from wizard.core.register.sources import RegisterSources, read_sources
from wizard.core.register.take_in import TakeInSession, take_in
from wizard.core.submission.build import make_package, submission_of
from wizard.core.verdicts import Verdict

FORM: Final = "利用申込書_サンプル電力株式会社_登録内容の変更_2026-11-24.xlsx"
BESIDE: Final = FORM.replace(".xlsx", "_別紙.xlsx")
MAIL: Final = "送付メール.eml"
FOURTH: Final = {"action": "delete", "name": "窓口 四番"}


@cache
def members(code: str = "01233", **fourth: str) -> dict[str, bytes]:
    """Give the files of a package whose fourth contact is on a 別紙."""
    answers = edited(case("change"), {"business.code": code, "contacts.3": FOURTH | fourth})
    content = package(answers)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(answers: Nested) -> bytes:
    office, template = OfficeCalendar(), bound_template(BANDED)
    filing = file_answers(answers, AT, office, template=template)
    made = make_package(submission_of(filing, None, AT, office, template=template, edition="第1版"))
    assert made.content is not None
    return made.content


def zipped(files: dict[str, bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def selected(*names: str) -> list[tuple[str, bytes]]:
    return [(name, members()[name]) for name in names]


def checked(*given: tuple[str, bytes]) -> dict[str, Verdict]:
    session = CheckSession()
    session.lay_down(given, AT)
    return {one.name: judge(Task(one, AT, ())) for one in session.uploads}


def names(verdict: Verdict) -> list[Any]:
    assert verdict.answers is not None
    return [contact.get("name") for contact in verdict.answers["contacts"]]


@pytest.mark.parametrize("given", ["zip", "mail", "selection", "mail and selection"])
def test_rows_of_a_continuation_are_read_with_those_of_the_form_beside(given: str) -> None:
    ways = {
        "zip": [("a.zip", zipped(members()))],
        "mail": selected(MAIL),
        "selection": selected(BESIDE, FORM),
        "mail and selection": selected(FORM, MAIL),
    }
    session = CheckSession()
    session.lay_down(ways[given], AT)
    (upload,) = session.uploads
    verdict = judge(Task(upload, AT, ()))
    assert upload.name.endswith(FORM)
    assert verdict.verdict == "acceptable"
    assert names(verdict)[3:] == ["窓口 四番"]
    assert verdict.full_tables == ()
    assert f"{BESIDE}：「{FORM}」とあわせて読み取りました" in session.beside_forms()[0]


def test_what_is_found_about_a_row_of_a_continuation_has_its_number_and_no_cell() -> None:
    good = members(action="add", department="業務部", phone="03-3501-1511", email="x@example.jp")
    book = load_workbook(BytesIO(good[BESIDE]))
    (phone,) = (cell for row in book.active or () for cell in row if cell.value == "03-3501-1511")
    phone.value = "12"
    content = BytesIO()
    book.save(content)
    (verdict,) = checked((FORM, good[FORM]), (BESIDE, content.getvalue())).values()
    found = {finding.path: finding for finding in verdict.findings}
    assert found["contacts.3.phone"].cell is None
    assert verdict.verdict == "deficient"


@pytest.mark.parametrize("given", ["a stranger's", "elsewhere"])
def test_without_its_form_a_continuation_stays_unreadable(given: str) -> None:
    beside = members()[BESIDE]
    ways = {
        "a stranger's": [(BESIDE, beside), (FORM, members("05679")[FORM])],
        "elsewhere": [("a.zip", zipped({BESIDE: beside})), (FORM, members()[FORM])],
    }
    verdicts = checked(*ways[given])
    (form,) = (verdict for name, verdict in verdicts.items() if name.endswith(FORM))
    (alone,) = (verdict for name, verdict in verdicts.items() if name.endswith(BESIDE))
    assert len(names(form)) == 3
    assert [finding.code for finding in alone.findings] == ["continuation"]


def test_a_continuation_of_two_forms_is_refused_with_that_reason() -> None:
    other = edited(case("change"), {"contacts.0.name": "別名 一郎"})
    with zipfile.ZipFile(BytesIO(package(other))) as archive:
        second = archive.read(FORM)
    verdicts = checked((FORM, members()[FORM]), ("b.xlsx", second), (BESIDE, members()[BESIDE]))
    (finding,) = verdicts[BESIDE].findings
    assert f"対応する利用申込書が複数あり（{FORM}、b.xlsx）、特定できません" in finding.message
    assert [len(names(verdicts[name])) for name in (FORM, "b.xlsx")] == [3, 3]


def test_two_continuations_of_one_form_are_refused_with_that_reason() -> None:
    other = members(name="窓口 別番")[BESIDE]
    verdicts = checked((FORM, members()[FORM]), (BESIDE, members()[BESIDE]), ("b.xlsx", other))
    assert len(names(verdicts[FORM])) == 3
    for name in (BESIDE, "b.xlsx"):
        (finding,) = verdicts[name].findings
        assert "内容の異なるものが複数あります" in finding.message


def test_copies_of_a_continuation_or_a_form_are_one() -> None:
    form, beside = members()[FORM], members()[BESIDE]
    verdicts = checked((FORM, form), ("b.xlsx", form), (BESIDE, beside), ("c.xlsx", beside))
    assert {name: len(names(verdict)) for name, verdict in verdicts.items()} == {
        FORM: 4, "b.xlsx": 4,
    }  # fmt: skip


def test_a_damaged_workbook_is_none() -> None:
    cut = Upload("a.xlsx", members()[BESIDE][:-40])
    assert with_continuations([cut, Upload("b.xlsx", b"")]) == [cut, Upload("b.xlsx", b"")]


def test_a_register_has_the_rows_of_a_continuation(
    tmp_path: Path, calendar: OfficeCalendar
) -> None:
    for name in (FORM, BESIDE):
        (tmp_path / name).write_bytes(members()[name])
    sources = read_sources([tmp_path], AT, calendar)
    (record,) = sources.records
    assert (sources.refused, sources.files) == ([], 1)
    assert "窓口 四番" in record.content


def test_taking_in_a_package_has_the_rows_of_its_continuation(calendar: OfficeCalendar) -> None:
    session = TakeInSession()
    session.lay_down([("a.zip", zipped(members()))], AT)
    for number in session.waiting():
        session.keep(number, judge(session.task(number, AT, calendar)))
    taken = take_in(session, RegisterSources(), AT, calendar)
    assert taken.refused == []
    (application,) = taken.applications
    assert "窓口 四番" in application.record.content
