"""What holds of answers that a blank has no place for: unknown, absent, in 備考, on the form."""

import email
import email.policy
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

import pytest
from python_calamine import CalamineWorkbook

from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity
from schemas.catalogue import entries_of
from tests.blanks import BLANKS
from tests.blanks.banded import BANDED
from tests.blanks.blank import Blank
from tests.blanks.faq_only import FAQ_ONLY
from tests.blanks.graph_paper import GRAPH_PAPER
from tests.blanks.words_in_cell import WORDS_IN_CELL
from tests.nightly import NIGHTLY
from tests.opening import bind, bound_template, names_of, template_of
from tests.samples import AT, KINDS, Nested, case, dated, edited
from wizard.core.filing import Filing, file_answers
from wizard.core.submission.build import make_package, submission_of
from wizard.core.submission.letter import Letter
from wizard.core.verdicts import Verdict, check_form
from workbook.forms.template import Template

TRIED: Final = BLANKS if NIGHTLY else (BANDED, GRAPH_PAPER, WORDS_IN_CELL)
WITH_REMARKS: Final = [blank for blank in TRIED if "remarks" in blank.expected]
"""Where 備考 can say what a blank has no place for; test_binding tells of the others."""
IN_PIECES: Final = {"kind.new", "kind.change", "applied_on", "business.code", "business.address"}
"""What some blanks ask in pieces, or by several boxes: a daily run tries more on one alone."""

# The FAQ wants these written on the form (参考, 3-7), by the case that asks them.
ALWAYS: Final = {
    "applied_on", "applicant.company", "applicant.department", "applicant.responsible",
    "business.code", "business.name",
}  # fmt: skip
OF_BUSINESS: Final = {
    "business.address", "business.phone", "business.result_email", "privacy_notice_url",
    "contacts.action", "contacts.name",
}  # fmt: skip
OF_USE: Final = {
    "web_certificates.action", "api.certificates.action", "api.environment",
    "api.file_return_method",
}  # fmt: skip
ENTRIES: Final[Mapping[str, set[str]]] = {
    "new": {"kind.new"} | ALWAYS | OF_BUSINESS | OF_USE
    | {"contacts.department", "contacts.phone", "contacts.email"},
    "change": {"kind.change"} | ALWAYS | OF_BUSINESS | OF_USE,
    "rename": {"kind.change"} | ALWAYS | OF_BUSINESS
    | {"rename.notice_method", "rename.notice_attachment", "rename.no_contracts"},
    "stop": {"kind.stop"} | ALWAYS,
}  # fmt: skip
DATE: Final = ("applied_on.year", "applied_on.month", "applied_on.day")
POSTAL: Final = "business.address.postal"


def application(kind: str) -> Nested:
    """Give an application of a case that gives every one of its entries, as far as one can."""
    if kind != "rename":
        return case(kind)
    return edited(case(kind), {
        "rename.no_contracts": True,
        "business.address": "東京都千代田区見本町1-2-3",
        "business.phone": "03-3501-1511",
        "business.result_email": "kekka@example.co.jp",
        "privacy_notice_url": "https://www.example.co.jp/policy/",
        "contacts": [{"action": "delete", "name": "窓口 花子"}],
    })  # fmt: skip


@lru_cache(maxsize=2)
def without(blank: Blank, path: str, *, is_absent: bool) -> Template:
    """Bind a blank but for one path: of which nothing is known, or which is known to be absent."""
    known = names_of(blank)
    pieces = {"applied_on": {path, *DATE}, "business.address": {path, POSTAL}}.get(path, {path})
    boxes = {"kind.rename"} if path == "kind.change" else set()
    cells = {name: at for name, at in known.cells.items() if name not in pieces | boxes}
    absent = {*known.absent, "kind.rename"} - {path} | ({path} if is_absent else set())
    return template_of(bind(blank.draw(), cells, absent))


def errors(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(f.code, _column(f.path)) for f in findings if f.severity is Severity.ERROR}


def _column(path: str) -> str:
    return ".".join(part for part in path.split(".") if not part.isdigit())


def _unbound(blanks: Iterable[Blank]) -> Iterator[object]:
    for blank in blanks:
        tried = [
            (path, kind)
            for kind, entries in ENTRIES.items()
            for number, path in enumerate(sorted(entries))
            if NIGHTLY or path in IN_PIECES or (blank is BANDED and number % 3 == 0)
            if path in blank.expected or DATE[0] in blank.expected
        ]
        for path, kind in sorted(tried):  # one template after the other
            yield pytest.param(blank, kind, path, id=f"{blank.name}-{kind}-{path}")


UNBOUND: Final = [*_unbound(TRIED)]
STATED: Final = [*_unbound(WITH_REMARKS)]


@pytest.mark.one_in(2)
@pytest.mark.parametrize(("blank", "kind", "path"), UNBOUND)
def test_an_entry_of_which_nothing_is_known_is_an_error_when_filling_and_checking(
    blank: Blank, kind: str, path: str, calendar: OfficeCalendar
) -> None:
    template = without(blank, path, is_absent=False)
    filing = file_answers(application(kind), AT, calendar, template=template)
    assert filing.content is None
    reported = "kind" if path.startswith("kind.") else path
    assert ("place-unknown", reported) in errors(filing.findings)
    (finding, *_) = (f for f in filing.findings if f.code == "place-unknown")
    assert f"--absent {path} " in finding.command
    draft = file_answers(application(kind), AT, calendar, template=template, draft=True)
    assert draft.content is not None
    assert ("place-unknown", reported) in errors(check_form(draft.content, AT, calendar).findings)


@pytest.mark.one_in(2)
@pytest.mark.parametrize(("blank", "kind", "path"), STATED)
def test_an_entry_that_is_absent_is_stated_in_remarks_and_read_there(
    blank: Blank, kind: str, path: str, calendar: OfficeCalendar
) -> None:
    filing = file_answers(
        application(kind), AT, calendar, template=without(blank, path, is_absent=True)
    )
    assert errors(filing.findings) == set()
    assert filing.content is not None
    reported = "kind" if path.startswith("kind.") else path
    assert ("stated", reported) in {(f.code, _column(f.path)) for f in filing.findings}
    verdict = check_form(filing.content, AT, calendar)
    assert_same(filing, verdict)
    assert_read(verdict, kind, blank)


def assert_same(filing: Filing, verdict: Verdict) -> None:
    """Make sure that filling and checking say the same of the same form."""
    kept = {"not-on-form", "declaration-not-on-form", "entry-not-on-form"}
    of_filling, of_check = (
        [(f.code, f.severity, f.path) for f in findings if f.code not in kept]
        for findings in (filing.findings, verdict.findings)
    )
    assert of_filling == of_check


def assert_read(verdict: Verdict, kind: str, blank: Blank) -> None:
    """Make sure that a form shows every answer but the declarations that it does not ask."""
    answers = application(kind)
    declared = {"api.test_passed", "new.prepared", "rename.done", "stop.completed"}
    for path in declared & blank.absent:
        block, _, name = path.partition(".")
        if name in answers.get(block, {}):
            del answers[block][name]
            if not answers[block]:
                del answers[block]
    assert verdict.answers == dated(answers)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("blank", WITH_REMARKS, ids=lambda blank: blank.name)
def test_filling_and_checking_say_the_same(
    blank: Blank, kind: str, calendar: OfficeCalendar
) -> None:
    filing = file_answers(application(kind), AT, calendar, template=bound_template(blank))
    assert filing.content is not None
    verdict = check_form(filing.content, AT, calendar)
    assert_same(filing, verdict)
    assert_read(verdict, kind, blank)


def test_the_entries_are_answers_of_their_cases() -> None:
    for kind, entries in ENTRIES.items():
        asked = {entry.path for entry in entries_of(kind)} - {"kind"}
        assert {path for path in entries if not path.startswith("kind.")} <= asked


@pytest.mark.parametrize("table", ["web_certificates", "api.certificates"])
def test_a_table_that_distinguishes_no_certificate_is_an_error(
    table: str, calendar: OfficeCalendar
) -> None:
    identifying = {f"{table}.serial", f"{table}.common_name"}
    known = names_of(BANDED)
    cells = {path: at for path, at in known.cells.items() if path not in identifying}
    template = template_of(bind(BANDED.draw(), cells, known.absent | identifying))
    filing = file_answers(case("change"), AT, calendar, template=template)
    assert errors(filing.findings) == {("unidentified", table)}
    draft = file_answers(case("change"), AT, calendar, template=template, draft=True)
    assert draft.content is not None
    assert ("unidentified", table) in errors(check_form(draft.content, AT, calendar).findings)


def test_an_entry_that_is_absent_where_no_remarks_are_is_an_error(
    calendar: OfficeCalendar,
) -> None:
    for path in ("applicant.responsible", "kind.stop", "business.code"):
        template = without(FAQ_ONLY, path, is_absent=True)
        filing = file_answers(application("stop"), AT, calendar, template=template)
        reported = "kind" if path.startswith("kind.") else path
        assert errors(filing.findings) == {("no-place", reported)}
        assert filing.content is None


def test_what_is_absent_and_not_answered_is_a_note(calendar: OfficeCalendar) -> None:
    known = names_of(BANDED)
    cells = {p: at for p, at in known.cells.items() if p != "api.environment"}
    template = template_of(bind(BANDED.draw(), cells, known.absent | {"api.environment"}))
    answers = edited(case("change"), {"api.environment": None})
    filing = file_answers(answers, AT, calendar, template=template)
    assert filing.content is not None
    (finding,) = (
        f for f in check_form(filing.content, AT, calendar).findings if f.path == "api.environment"
    )
    assert (finding.code, finding.severity) == ("entry-not-on-form", Severity.NOTE)
    assert "差し支えありません" not in finding.remedy


# What the mail and the receipt say of the form


def texts_of(form: bytes) -> list[str]:
    """Give the texts of a form's cells, as calamine reads them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(form))
    sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    return [str(cell) for rows in sheets for row in rows for cell in row if cell != ""]


def members(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(kind: str, template: Template, calendar: OfficeCalendar) -> tuple[Filing, Any]:
    filing = file_answers(application(kind), AT, calendar, template=template)
    letter = Letter("社名変更のお知らせ.pdf", b"%PDF", 4) if kind == "rename" else None
    made = make_package(
        submission_of(filing, letter, AT, calendar, template=template, edition="様式")
    )
    return filing, made


NO_CONTRACTS: Final = "rename.no_contracts"


@pytest.mark.parametrize("is_absent", [False, True], ids=["with a box", "without one"])
@pytest.mark.parametrize("blank", WITH_REMARKS, ids=lambda blank: blank.name)
def test_the_mail_says_of_the_form_what_it_shows(
    blank: Blank, *, is_absent: bool, calendar: OfficeCalendar
) -> None:
    has_box = NO_CONTRACTS in blank.expected and not is_absent
    template = bound_template(blank) if has_box else without(blank, NO_CONTRACTS, is_absent=True)
    answers = edited(application("rename"), {
        "rename.notice_attachment": None, "rename.notice_method": None,
        "rename.done": ["meti", "occto_member", "occto_system"],
    })  # fmt: skip
    filing = file_answers(answers, AT, calendar, template=template)
    made = make_package(
        submission_of(filing, None, AT, calendar, template=template, edition="様式")
    )
    assert made.content is not None
    found = members(made.content)
    (form,) = (content for name, content in found.items() if name.endswith(".xlsx"))
    (mail,) = (content for name, content in found.items() if name.endswith(".eml"))
    body = email.message_from_bytes(mail, policy=email.policy.default).get_body()
    assert body is not None
    content = body.get_content()
    in_remarks = any("契約中の需要（発電）者：なし" in text for text in texts_of(form))
    assert in_remarks is not has_box
    assert ("（申込書の備考に記入しています）" in content) is in_remarks
    assert ("（申込書に記入しています）" in content) is has_box


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("blank", WITH_REMARKS, ids=lambda blank: blank.name)
def test_the_receipt_names_cells_that_hold_the_answers(
    blank: Blank, kind: str, calendar: OfficeCalendar
) -> None:
    filing, made = packed(kind, bound_template(blank), calendar)
    assert made.content is not None, made.findings
    assert filing.filled is not None
    receipt = members(made.content)["控え.html"].decode()
    assert receipt.count("欄なし") == sum(
        path in blank.absent and path in {"api.test_passed", "new.prepared", "stop.completed"}
        for path in _leaves(application(kind))
    ) + (kind == "rename" and "rename.done" in blank.absent)


def _leaves(answers: Nested, prefix: str = "") -> Iterator[str]:
    for name, value in answers.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{prefix}{name}.")
        else:
            yield prefix + name
