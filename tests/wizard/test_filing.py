"""Filing and checking, as the pages and the commands share them."""

import io

import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from rules.dates.workdays import OfficeCalendar
from rules.finding import Severity
from schemas.catalogue import ENTRIES
from schemas.parse import flat
from tests.blanks.banded import BANDED
from tests.opening import bound_template, names_of, template_of
from tests.samples import AT, KINDS, REMOVED, Nested, besides_form, case, dated, edited
from tests.wizard.corpus import CELLS
from tests.workbook.sheets import named, opened
from wizard.core.filing import file_answers
from wizard.core.intake.binding import bind_blank
from wizard.core.verdicts import check_form, read_answers, unreadable_verdict
from workbook.forms.blank_names import BlankNames
from workbook.forms.fill import fill
from workbook.forms.template import Template


@pytest.mark.parametrize("kind", KINDS)
def test_a_complete_application_is_filed_and_accepted(kind: str, calendar: OfficeCalendar) -> None:
    filing = file_answers(case(kind), AT, calendar)
    assert filing.content is not None
    assert filing.parsed.answers == dated(case(kind))
    assert filing.round.registration.expected.isoformat() == "2026-12-04"  # Friday
    verdict = check_form(filing.content, AT, calendar)
    assert (verdict.verdict, verdict.kind) == ("acceptable", kind)
    assert verdict.answers == dated(case(kind))
    assert [f.code for f in verdict.findings] == [f.code for f in filing.findings]
    assert [f.cell for f in verdict.findings] == [f.cell for f in filing.findings]


def _small_form() -> Template:
    """Make a form that lacks the box of 閲覧・処理の完了 and the reason of a stop."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "様式"
    paths = [
        "kind.stop", "applied_on", "applicant.company", "applicant.department",
        "applicant.responsible", "business.code", "business.name",
    ]  # fmt: skip
    for row, path in enumerate(paths, start=1):
        book.defined_names[path] = DefinedName(path, attr_text=f"様式!$B${row}")
    sheet.column_dimensions["B"].width = 40
    packed = io.BytesIO()
    book.save(packed)
    return template_of(packed.getvalue())


def test_what_a_form_has_no_place_for_is_stated_and_is_no_gap(calendar: OfficeCalendar) -> None:
    filing = file_answers(case("stop"), AT, calendar, template=_small_form())
    assert filing.content is not None
    assert {(f.code, f.severity, f.path, f.source, f.cell) for f in filing.findings} == {
        ("not-on-form", Severity.NOTE, "stop.completed", "3-8, 参考(4)", None),
        ("no-place", Severity.WARNING, "stop.reason", "3-8", None),
        ("no-place", Severity.WARNING, "remarks", "参考", None),
    }
    verdict = check_form(filing.content, AT, calendar)
    assert verdict.verdict == "acceptable"
    assert {(f.code, f.severity, f.path, f.source, f.cell) for f in verdict.findings} == {
        ("declaration-not-on-form", Severity.NOTE, "stop.completed", "3-8, 参考(4)", None),
        ("not-on-form", Severity.NOTE, "stop.reason", "3-8", None),
        ("not-on-form", Severity.NOTE, "remarks", "参考", None),
    }


def test_a_form_whose_box_of_the_case_is_not_known_is_not_filled(calendar: OfficeCalendar) -> None:
    answers = edited(case("change"), {"contacts": REMOVED, "web_certificates": REMOVED})
    filing = file_answers(answers, AT, calendar, template=_small_form())
    assert filing.content is None
    (finding,) = (f for f in filing.findings if f.path == "kind")
    assert (finding.code, finding.severity) == ("place-unknown", Severity.ERROR)
    assert "--absent kind.change" in finding.command


def test_several_ticks_are_reported_once_and_not_as_missing(calendar: OfficeCalendar) -> None:
    book = opened(fill(case("stop")).content)
    named(book, "kind.new")[0].value = "✔"
    packed = io.BytesIO()
    book.save(packed)
    verdict = check_form(packed.getvalue(), AT, calendar)
    assert verdict.verdict == "deficient"
    reported = besides_form(verdict.findings)
    assert [(f.code, f.path, f.cell) for f in reported] == [("several-kinds", "kind", None)]


def test_what_is_odd_about_a_cell_is_reported_with_the_cell(calendar: OfficeCalendar) -> None:
    book = opened(fill(case("stop")).content)
    (code,), (name,) = named(book, "business.code"), named(book, "business.name")
    assert code.coordinate == CELLS["business.code"]
    name.value = "=A1"
    book["利用申込書"].column_dimensions[code.column_letter].hidden = True
    packed = io.BytesIO()
    book.save(packed)
    reported = {f.code: f for f in check_form(packed.getvalue(), AT, calendar).findings}
    computed, hidden = reported["computed"], reported["hidden-answer"]
    assert (computed.path, computed.cell) == (
        "business.name",
        f"利用申込書!{CELLS['business.name']}",
    )
    assert (computed.severity, computed.source) == (Severity.ERROR, "3-4")
    assert f"（利用申込書!{code.column_letter}" in hidden.message
    assert hidden.cell is not None
    assert hidden.cell.startswith(f"利用申込書!{code.column_letter}")


def test_an_own_form_that_lost_a_field_is_not_reported_as_empty(
    calendar: OfficeCalendar,
) -> None:
    book = opened(fill(case("stop")).content)
    (code,) = named(book, "business.code")
    book["利用申込書"].cell(code.row, 1).value = "番号"
    del book.defined_names["business.code"]
    packed = io.BytesIO()
    book.save(packed)
    verdict = check_form(packed.getvalue(), AT, calendar)
    assert verdict.verdict == "deficient"
    about = [(f.code, f.source) for f in verdict.findings if f.path == "business.code"]
    assert about == [("field-gone", "3-4")]


def test_a_form_without_a_case_lists_every_field_that_it_lacks(
    calendar: OfficeCalendar,
) -> None:
    answers = edited(case("stop"), {"kind": REMOVED})
    filing = file_answers(answers, AT, calendar, template=_small_form(), draft=True)
    assert filing.content is not None
    findings = check_form(filing.content, AT, calendar).findings
    codes = {"place-unknown", "not-on-form", "declaration-not-on-form"}
    lacking = {f.path for f in findings if f.code in codes}
    assert ("place-unknown", "kind") in {(f.code, f.path) for f in findings}
    assert set(ENTRIES) - lacking == {
        "applied_on", "applicant.company", "applicant.department",
        "applicant.responsible", "business.code", "business.name",
    }  # fmt: skip


def test_tables_of_anothers_form_whose_rows_are_all_filled_are_named(
    calendar: OfficeCalendar, banded: Template
) -> None:
    for answers, template, full in (
        (_more(), banded, ("contacts", "web_certificates")),
        (case("change"), banded, ("contacts",)),
        (case("change"), None, ()),
    ):
        filing = file_answers(answers, AT, calendar, template=template)
        assert filing.content is not None
        assert check_form(filing.content, AT, calendar).full_tables == full


def test_a_finding_on_the_continuation_names_that_sheet(calendar: OfficeCalendar) -> None:
    rows = [{"action": "delete", "name": f"{number}"} for number in range(5)]
    rows[4] = {"action": "change", "name": "五番"}
    filing = file_answers(edited(case("change"), {"contacts": rows}), AT, calendar)
    (finding,) = besides_form(filing.findings)
    assert finding.path == "contacts.4"
    assert finding.cell is not None
    assert finding.cell.startswith("別紙!")


def test_findings_of_an_application_without_a_case_have_the_place_of_its_boxes(
    calendar: OfficeCalendar,
) -> None:
    filing = file_answers({}, AT, calendar)
    assert filing.content is None
    (finding,) = filing.findings
    assert (finding.code, finding.path) == ("missing", "kind")
    assert finding.cell is not None


@pytest.fixture(scope="module")
def banded() -> Template:
    """Give a bound blank with 3 rows for contacts, 4 and 2 for certificates."""
    return bound_template(BANDED)


def _more() -> Nested:
    """Give a change with a contact and two web certificates more than that blank has rows."""
    web = [{"action": "delete", "serial": f"{number:04}"} for number in range(1, 7)]
    edits = {"contacts.3": {"action": "delete", "name": "四番"}, "web_certificates": web}
    return edited(case("change"), edits)


def test_rows_on_the_continuation_are_noted_for_each_table(
    calendar: OfficeCalendar, banded: Template
) -> None:
    filing = file_answers(_more(), AT, calendar, template=banded)
    assert filing.content is not None
    assert filing.continuation is not None
    noted = {f.path: f for f in filing.findings if f.code == "continued"}
    assert set(noted) == {"contacts", "web_certificates"}
    assert {(f.severity, f.source) for f in noted.values()} == {(Severity.NOTE, "3-4")}
    assert noted["contacts"].cell == "利用申込書!B23"
    assert "システム窓口情報（窓口責任者）" in noted["contacts"].message
    assert "4人目以降" in noted["contacts"].message
    assert "5件目以降" in noted["web_certificates"].message
    assert all("必ず申込書とあわせて提出して" in f.remedy for f in noted.values())
    assert check_form(filing.content, AT, calendar).verdict == "acceptable"


def test_where_all_rows_find_room_nothing_is_noted(
    calendar: OfficeCalendar, banded: Template
) -> None:
    filing = file_answers(case("change"), AT, calendar, template=banded)
    assert filing.continuation is None
    assert "continued" not in {f.code for f in filing.findings}


def test_findings_about_rows_on_the_continuation_have_no_cell(
    calendar: OfficeCalendar, banded: Template
) -> None:
    edits = {"contacts.2.department": REMOVED, "contacts.3.action": "change"}
    found = file_answers(edited(_more(), edits), AT, calendar, template=banded).findings
    cells = {f.path: f.cell for f in found if f.code == "contact-unchanged"}
    assert cells == {"contacts.2": "利用申込書!B25", "contacts.3": None}


CONTACTS = {"contacts.action", "contacts.name", "contacts.department", "contacts.phone",
            "contacts.email"}  # fmt: skip


def test_the_rows_of_a_table_that_the_form_lacks_are_stated_in_remarks(
    calendar: OfficeCalendar,
) -> None:
    known = names_of(BANDED)
    names = {p: at for p, at in known.cells.items() if not p.startswith("contacts.")}
    bound = bind_blank(BANDED.draw(), BlankNames(names, known.absent | CONTACTS)).content
    filing = file_answers(case("change"), AT, calendar, template=template_of(bound))
    assert filing.content is not None
    assert filing.continuation is None
    about = {(f.code, f.cell) for f in filing.findings if f.path.startswith("contacts")}
    assert about == {("stated", known.cells["remarks"])}
    verdict = check_form(filing.content, AT, calendar)
    assert (verdict.verdict, verdict.answers) == ("acceptable", dated(case("change")))


def test_with_errors_only_a_draft_has_a_continuation(
    calendar: OfficeCalendar, banded: Template
) -> None:
    answers = edited(_more(), {"applied_on": REMOVED})
    filing = file_answers(answers, AT, calendar, template=banded)
    assert (filing.content, filing.continuation) == (None, None)
    assert {f.code for f in filing.findings} == {"missing"}
    draft = file_answers(answers, AT, calendar, template=banded, draft=True)
    assert None not in (draft.content, draft.continuation)


def test_the_own_form_has_no_continuation_beside_it(
    calendar: OfficeCalendar, banded: Template
) -> None:
    rows = [{"action": "delete", "name": f"{number}"} for number in range(21)]
    fits = file_answers(edited(case("change"), {"contacts": rows[:20]}), AT, calendar)
    assert fits.content is not None
    assert fits.continuation is None
    more = file_answers(edited(case("change"), {"contacts": rows}), AT, calendar)
    assert (more.content, more.continuation) == (None, None)
    (finding,) = more.findings
    assert (finding.code, finding.path, finding.source) == ("no-room", "contacts", "3-4")
    assert "20件まで" in finding.message
    beside = file_answers(edited(case("change"), {"contacts": rows}), AT, calendar, template=banded)
    assert None not in (beside.content, beside.continuation)


def test_a_text_that_is_too_long_is_reported_once(calendar: OfficeCalendar) -> None:
    filing = file_answers(edited(case("stop"), {"remarks": "あ" * 32_768}), AT, calendar)
    assert [(f.code, f.path) for f in filing.findings] == [("too-long", "remarks")]


def test_a_continuation_alone_cannot_be_checked(calendar: OfficeCalendar, banded: Template) -> None:
    filing = file_answers(_more(), AT, calendar, template=banded)
    assert filing.continuation is not None
    verdict = check_form(filing.continuation, AT, calendar)
    assert (verdict.verdict, verdict.kind, verdict.answers) == ("unreadable", None, None)
    (finding,) = verdict.findings
    assert (finding.code, finding.severity) == ("continuation", Severity.ERROR)
    assert "別紙" in finding.message
    assert "利用申込書" in finding.remedy


def test_what_cannot_be_read_says_why_and_what_to_do() -> None:
    verdict = unreadable_verdict("壊れています。", "もう一度送ってもらってください。")
    assert (verdict.verdict, verdict.kind, verdict.answers) == ("unreadable", None, None)
    (finding,) = verdict.findings
    assert (finding.code, finding.severity) == ("unreadable", Severity.ERROR)
    assert (finding.path, finding.source, finding.cell) == ("", "3-4", None)
    assert (finding.message, finding.remedy) == (
        "壊れています。",
        "もう一度送ってもらってください。",
    )


@pytest.mark.parametrize("answers", [None, [], "x", 3, {"kind": []}])
def test_a_draft_of_no_answers_is_judged_like_any_other(
    answers: object, calendar: OfficeCalendar
) -> None:
    filing = file_answers(answers, AT, calendar, draft=True)
    assert any(finding.severity is Severity.ERROR for finding in filing.findings)


def test_a_form_whose_case_cannot_be_read_is_not_acceptable(calendar: OfficeCalendar) -> None:
    filled = fill(case("stop")).content
    book = opened(filled)
    for kind in ("new", "change", "rename", "stop"):
        del book.defined_names[f"kind.{kind}"]
    for label in ("新規本番システム利用申込", "申請内容の変更", "システム利用停止"):
        for row in book["利用申込書"].iter_rows():
            for cell in row:
                if cell.value == label:
                    cell.value = "？"
    packed = io.BytesIO()
    book.save(packed)
    verdict = check_form(packed.getvalue(), AT, calendar)
    assert verdict.verdict == "deficient"
    assert ("missing", "kind") in {(f.code, f.path) for f in verdict.findings}


# A row is 409 points high at the most: about 32 lines of 9 points, about 63 letters each.
@pytest.mark.parametrize(
    ("letters", "reported"),
    [
        (1_000, []),
        (3_000, [("clipped-part", "warning", "remarks")]),
        (5_000, [("clipped", "error", "remarks")]),
    ],
)
def test_a_text_longer_than_the_tallest_row_is_reported(
    letters: int, reported: list[tuple[str, str, str]], calendar: OfficeCalendar
) -> None:
    long = edited(case("stop"), {"remarks": "備" * letters})
    filing = file_answers(long, AT, calendar)
    found = [(f.code, f.severity.value, f.path) for f in besides_form(filing.findings)]
    assert found == reported
    assert (filing.content is None) == (letters == 5_000)


def test_a_row_of_the_continuation_too_long_for_it_is_reported(
    calendar: OfficeCalendar, banded: Template
) -> None:
    answers = edited(_more(), {"contacts.3.department": "長い部署名" * 500})
    found = file_answers(answers, AT, calendar, template=banded).findings
    assert ("clipped", "contacts.0.department") in {(f.code, f.path) for f in found}


def _with_copy_of_sheet(content: bytes) -> bytes:
    book = opened(content)
    book.copy_worksheet(book["利用申込書"]).title = "写し"
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_the_cells_of_a_verdict_hold_its_answers(calendar: OfficeCalendar) -> None:
    content = fill(case("change")).content
    assert not check_form(content, AT, calendar).cells
    verdict = check_form(content, AT, calendar, with_cells=True)
    sheet = opened(content)["利用申込書"]
    texts = {path: text for path, text in flat(case("change")) if path in PLAIN}
    assert len(texts) == len(PLAIN)
    shown = {path: sheet[verdict.cells[path].partition("!")[2]].value for path in texts}
    assert shown == texts
    # a row and a table stand where their first answer does
    assert verdict.cells["contacts.0"] == verdict.cells["contacts.0.action"]
    assert verdict.cells["contacts"] == verdict.cells["contacts.0.action"]


PLAIN = {"applicant.company", "business.name", "contacts.0.name", "contacts.1.email"}


def test_answers_are_read_without_being_judged() -> None:
    content = fill(case("stop")).content
    read = read_answers(content)
    assert (read.verdict, read.kind, read.sheet) == ("unjudged", "stop", "")
    assert (read.answers, read.findings, read.others) == (dated(case("stop")), (), ())
    both = read_answers(_with_copy_of_sheet(content))
    assert [(form.sheet, form.kind) for form in both.forms] == [
        ("利用申込書", "stop"),
        ("写し", "stop"),
    ]
    assert [form.answers for form in both.forms] == [dated(case("stop"))] * 2


def test_what_cannot_be_read_has_no_answers(calendar: OfficeCalendar) -> None:
    read = read_answers(b"no workbook")
    assert (read.answers, read.others) == (None, ())
    ((code, severity, message, remedy),) = (
        (f.code, f.severity, f.message, f.remedy) for f in read.findings
    )
    assert (code, severity) == ("text", Severity.ERROR)
    assert message.startswith("文字のみのファイル")
    (checked,) = check_form(b"no workbook", AT, calendar).findings
    assert (message, remedy) == (checked.message, checked.remedy)


def test_a_code_that_lost_its_zero_is_shown_with_it(calendar: OfficeCalendar) -> None:
    book = opened(fill(case("stop")).content)
    (cell,) = named(book, "business.code")
    cell.value = 1233
    packed = io.BytesIO()
    book.save(packed)
    findings = {f.code: f for f in check_form(packed.getvalue(), AT, calendar).findings}
    lost = findings["zero-lost"]
    assert lost.cell == f"利用申込書!{cell.coordinate}"
    assert lost.suggestion == "01233"
    unofficial = findings["unofficial-form"]
    assert (unofficial.severity, unofficial.source) == (Severity.WARNING, "2-1, 3-3")


def test_each_of_several_forms_says_which_one_it_is(calendar: OfficeCalendar) -> None:
    verdict = check_form(_with_copy_of_sheet(fill(case("stop")).content), AT, calendar)
    first, second = verdict.forms
    assert [(form.sheet, form.verdict, form.kind) for form in verdict.forms] == [
        ("利用申込書", "deficient", "stop"),
        ("写し", "deficient", "stop"),
    ]
    for form in (first, second):
        reported = {finding.code: finding.message for finding in form.findings if not finding.cell}
        assert reported["other-form"].startswith(f"シート「{form.sheet}」：このブックには")
    assert "シート「写し」）" in {f.code: f.message for f in first.findings}["other-form"]
    assert first.answers == second.answers == dated(case("stop"))
    assert first.others == (second,)
    assert verdict.whole.others == ()
    assert [f.code for f in verdict.whole.findings].count("other-form") == 2


def test_a_finding_of_one_of_several_forms_is_reported_once(
    calendar: OfficeCalendar,
) -> None:
    book = opened(fill(edited(case("stop"), {"business.code": "12"})).content)
    book.copy_worksheet(book["利用申込書"]).title = "写し"
    packed = io.BytesIO()
    book.save(packed)
    for form in check_form(packed.getvalue(), AT, calendar).forms:
        (finding,) = (f for f in form.findings if f.code == "code-shape")
        assert finding.message.startswith("「事業者コード」")
        assert finding.cell == f"{form.sheet}!{CELLS['business.code']}"
