"""Taking in a blank, step by step: what is found, chosen, taken away, and bound in the end."""

import io
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from functools import cache
from typing import Final

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from openpyxl import Workbook

from rules.dates.workdays import OfficeCalendar
from tests.blanks import BLANKS
from tests.blanks.banded import BANDED
from tests.blanks.blank import on
from tests.nightly import examples
from tests.opening import bind, template_of
from tests.samples import AT, KINDS, case
from tests.workbook.packages import OWN, pack
from tests.workbook.patched import at, book_of, changed, parts_of
from tests.workbook.sheets import opened
from wizard.core.filing import file_answers
from wizard.core.intake.bindable_fields import (
    BindableField,
    every_path,
    room_of,
    short_title,
    title,
)
from wizard.core.intake.blank_intake import Intake
from wizard.core.intake.field_table import FieldTable
from wizard.core.verdicts import check_form
from workbook.forms.blank_names import BlankNames, NamesError, places_of, read_names, write_names
from workbook.forms.fill import fill
from workbook.places import ABSENTABLE, PATHS, find_absent, find_places, is_entry, whole_of
from workbook.xlsx.guard.unreadable import UnreadableError

FORM: Final = "利用申込書"
LEDGER: Final = "様式第１号"
HOSTILE: Final = "O'Neil's \"様式\"!B5 <b>📝"


@cache
def content_of(name: str) -> bytes:
    (blank,) = (blank for blank in BLANKS if blank.name == name)
    return blank.draw()


@cache
def _loaded(name: str) -> Intake:
    intake = Intake()
    intake.load("様式.xlsx", content_of(name))
    return intake


def taken_in(name: str = "banded") -> Intake:
    """Give a blank on its way in, as it is just after its fields have been looked for."""
    found = _loaded(name)
    return replace(found, fields=FieldTable(found.fields))


@cache
def _succeeded(before: tuple[tuple[str, str], ...]) -> Intake:
    names = {path.replace("__", "."): place for path, place in before}
    intake = Intake()
    intake.load("様式.xlsx", content_of("banded"), BlankNames(on(FORM, names)))
    return intake


def succeeded(**before: str) -> Intake:
    """Take in the banded blank with names of the edition before it; __ stands for a dot."""
    found = _succeeded(tuple(before.items()))
    return replace(found, fields=FieldTable(found.fields))


def begin(intake: Intake, path: str) -> None:
    intake.select(path)
    intake.begin_picking()


def touch(intake: Intake, *cells: str, sheet: str = FORM) -> None:
    for cell in cells:
        intake.click(at(cell, sheet))


def choose(intake: Intake, path: str, *cells: str) -> None:
    begin(intake, path)
    touch(intake, *cells)


def cleared(intake: Intake, path: str) -> None:
    intake.select(path)
    intake.clear()


def split(intake: Intake, path: str) -> None:
    intake.select(path)
    intake.split()


def place(intake: Intake, path: str) -> str:
    """Give the cells of a path without the title of the form's sheet."""
    return intake.fields[path].place.replace(f"{FORM}!", "")


def state(intake: Intake, path: str) -> str:
    return intake.fields[path].state


# What can have cells


def test_every_path_that_can_have_cells_is_there_once() -> None:
    paths = list(every_path())
    assert len(paths) == len(set(paths))
    assert set(paths) == PATHS
    assert paths[:4] == ["applied_on", "applied_on.year", "applied_on.month", "applied_on.day"]
    assert paths[-1] == "remarks"
    at_address = paths.index("business.address")
    assert paths[at_address + 1] == "business.address.postal"


TITLES: Final = {
    "kind.new": ("申請区分：新規", "新規"),
    "kind.rename": ("申請区分：社名変更", "社名変更"),
    "applied_on": ("申込者：申込年月日", "申込年月日"),
    "applied_on.month": ("申込者：申込年月日（月）", "申込年月日（月）"),
    "business.code": ("事業者情報：事業者コード", "事業者コード"),
    "business.address.postal": ("事業者情報：住所（郵便番号）", "住所（郵便番号）"),
    "contacts.name": ("システム窓口情報（窓口責任者）：氏名", "氏名"),
    "api.certificates.serial": ("API利用情報 クライアント証明書：シリアル番号", "シリアル番号"),
    "rename.effective_on": ("社名変更日", "社名変更日"),
    "rename.effective_on.day": ("社名変更日（日）", "社名変更日（日）"),
    "remarks": ("備考", "備考"),
}


@pytest.mark.parametrize(("path", "titles"), TITLES.items(), ids=TITLES)
def test_a_path_is_called_by_its_section_and_its_label(path: str, titles: tuple[str, str]) -> None:
    assert (title(path), short_title(path)) == titles


def test_no_two_paths_are_called_alike() -> None:
    assert len({title(path) for path in every_path()}) == len(PATHS)


WHOLES: Final = {
    "kind.stop": "kind",
    "applied_on": "applied_on",
    "rename.effective_on.year": "rename.effective_on",
    "business.address.postal": "business.address",
    "contacts.name": "contacts.name",
}


@pytest.mark.parametrize(("path", "whole"), WHOLES.items(), ids=WHOLES)
def test_a_piece_belongs_to_an_answer(path: str, whole: str) -> None:
    assert whole_of(path) == whole


def test_an_answer_takes_one_cell_rows_boxes_or_ticks() -> None:
    rooms = {path: room_of(path) for path in every_path()}
    assert [path for path, room in rooms.items() if room == "boxes"] == [
        "business.code",
        "business.address.postal",
        "business.phone",
        "business.result_email",
    ]
    assert [path for path, room in rooms.items() if room == "ticks"] == ["rename.done"]
    rows = [path for path, room in rooms.items() if room == "rows"]
    assert {path.rpartition(".")[0] for path in rows} == {
        "contacts",
        "web_certificates",
        "api.certificates",
    }
    assert len(rows) == 5 + 6 + 6


ASKED: Final = {
    "applied_on", "applicant.company", "applicant.department", "applicant.responsible",
    "kind.new", "kind.change", "kind.stop",
    "business.code", "business.name", "business.address", "business.phone",
    "business.result_email", "privacy_notice_url", "contacts.action", "contacts.name",
    "contacts.department", "contacts.phone", "contacts.email",
    "web_certificates.action", "api.certificates.action", "api.environment",
    "api.file_return_method", "rename.no_contracts", "rename.notice_method",
    "rename.notice_attachment",
}  # fmt: skip
NOT_FOUND: Final = BindableField(
    "", "doubtful", ("項目名からは特定できません。この様式に欄がある場合は、選択してください。",)
)
ABSENT: Final = BindableField("", "absent", ("画面で「この様式にはない」を選択しました。",))
ABSENT_BEFORE: Final = BindableField(
    "", "absent", ("以前に「この様式にはない」と確認した欄です。",)
)
FOUND_NOW: Final = "前の様式では「この様式にはない」とした欄です。"


def test_what_the_faq_wants_written_is_asked_and_no_declaration() -> None:
    assert {path for path in ABSENTABLE if is_entry(path)} == ASKED


# Looking for the fields


@pytest.mark.parametrize("name", ["banded", "letter", "faq_only", "several_sheets", "drawn"])
def test_every_path_of_a_blank_has_a_state(name: str) -> None:
    intake = taken_in(name)
    assert set(intake.fields) == PATHS
    assert list(intake.fields) == list(every_path())
    assert intake.blank is not None
    assert (intake.blank.name, intake.blank.opened.content) == ("様式.xlsx", content_of(name))
    for path, found in intake.fields.items():
        assert found.state in {"sure", "doubtful", "none"}
        assert bool(found.evidence) == (found.state != "none"), path
        assert found.state == "doubtful" or bool(found.place) == (found.state == "sure"), path
    assert intake.fields.absent() == []  # only a person says so
    assert (intake.bound, intake.problem, intake.notice) == (None, "", "")
    assert (intake.is_picking, intake.picked) == (False, ())


def test_what_is_clear_is_sure_and_says_why() -> None:
    found = taken_in().fields["business.code"]
    assert (found.place, found.state) == ("利用申込書!D14", "sure")
    assert "事業者コード" in found.evidence[0]
    assert taken_in().fields.doubtful() == []
    assert taken_in().selected == ""
    assert taken_in().fields.next_doubtful("") == ""


def test_what_may_be_is_doubtful_and_looked_at_first() -> None:
    intake = taken_in("letter")
    assert intake.fields["applied_on"].state == "doubtful"
    assert intake.fields["applied_on"].place
    assert intake.selected == "applied_on"
    assert intake.fields.doubtful()[0] == "applied_on"


def test_what_must_be_and_is_not_found_is_doubtful_without_a_cell() -> None:
    intake = taken_in("faq_only")
    asked = [
        "contacts.department",
        "contacts.phone",
        "contacts.email",
        "rename.notice_attachment",
    ]
    assert intake.fields.doubtful() == asked
    for path in asked:
        assert intake.fields[path] == NOT_FOUND
        assert path not in intake.fields.names()
    for path in ("new.prepared", "rename.done", "stop.completed", "rename.previous_name"):
        assert intake.fields[path] == BindableField()  # no form must ask for it
    assert intake.fields.absent() == []


def test_the_serial_is_asked_once_the_table_is_there() -> None:
    intake = Intake()
    intake.load("空.xlsx", packed(empty_book("Sheet1")))
    assert state(intake, "api.certificates.serial") == "none"
    begin(intake, "api.certificates.action")
    touch(intake, "B3", sheet="Sheet1")
    intake.confirm_picked()
    assert intake.fields["api.certificates.serial"] == NOT_FOUND
    assert state(intake, "web_certificates.serial") == "none"


def test_the_sheet_with_the_most_cells_is_shown_first() -> None:
    assert taken_in("several_sheets").sheet == "③証明書 WEB"
    assert taken_in("with_sample").sheet == "申込書"


def empty_book(*titles: str) -> Workbook:
    book = Workbook()
    book.worksheets[0].title = titles[0]
    for further in titles[1:]:
        book.create_sheet(further)
    return book


def packed(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_of_an_empty_blank_all_that_must_be_is_asked_for() -> None:
    intake = Intake()
    intake.load("空.xlsx", packed(empty_book("Sheet1")))
    assert set(intake.fields.doubtful()) == ASKED
    assert intake.fields.names() == {}
    assert intake.selected == "applied_on"
    assert intake.sheet == "Sheet1"
    assert intake.blank is not None
    touch(intake, "D14", sheet="Sheet1")  # nothing is there
    assert intake.selected == "applied_on"


def test_a_blank_that_cannot_be_read_leaves_everything_as_it_was() -> None:
    intake = taken_in()
    before = copy(intake.__dict__)
    for content in (b"", b"x", OWN[:1000]):
        with pytest.raises(UnreadableError):
            intake.load("壊れた.xlsx", content)
    assert intake.__dict__ == before


def test_another_blank_takes_the_place_of_the_first() -> None:
    intake = taken_in()
    choose(intake, "business.code", "A1")
    begin(intake, "contacts.name")
    touch(intake, "D23")
    intake.load("別.xlsx", content_of("letter"))
    assert intake.fields == taken_in("letter").fields
    assert (intake.picked, intake.is_picking, intake.notice) == ((), False, "")


# A blank that bears names


def named(**cells: str) -> Intake:
    names = {path.replace("__", "."): place for path, place in cells.items()}
    intake = Intake()
    intake.load("取込済み.xlsx", bind(content_of("banded"), on(FORM, names)))
    return intake


def test_names_that_a_blank_bears_are_taken_for_chosen_and_nothing_is_proposed() -> None:
    borne = {
        "business.code": "D14",
        "contacts.name": "D23:D25",
        "rename.done": "B49,B46,B47,B48",
        "remarks": "B55",
        "kind.new": "B10",
    }
    intake = named(**{path.replace(".", "__"): cells for path, cells in borne.items()})
    assert intake.fields.names() == on(FORM, borne)
    for path in intake.fields.names():
        assert state(intake, path) == "chosen"
        assert intake.fields[path].evidence == ("このファイルに付いていた欄の名前です。",)
    assert set(intake.fields.doubtful()) == ASKED - {"business.code", "contacts.name", "kind.new"}


CERTIFICATES: Final = {
    "an expiry": ({"not_after": "H28:H31"}, True),
    "a name": ({"common_name": "F28:F31"}, False),
    "a serial": ({"serial": "D28:D31"}, False),
    "nothing else": ({}, True),
}


def with_certificates(**columns: str) -> Intake:
    """Take in a blank that bears names: the actions of WEB certificates, and further columns."""
    cells = {f"web_certificates__{column}": place for column, place in columns.items()}
    boxes = {"kind__new": "B10", "kind__change": "B11", "kind__stop": "B12", "remarks": "B55"}
    return named(web_certificates__action="B28:B31", **cells, **boxes)


@pytest.mark.parametrize(("columns", "is_asked"), CERTIFICATES.values(), ids=CERTIFICATES)
def test_the_serial_of_certificates_that_nothing_distinguishes_is_asked(
    columns: dict[str, str], *, is_asked: bool
) -> None:
    intake = with_certificates(**columns)
    assert ("web_certificates.serial" in intake.fields.doubtful()) is is_asked
    assert state(intake, "api.certificates.serial") == "none"  # that table is not there


def test_the_serial_is_asked_once_the_name_of_the_certificate_is_removed() -> None:
    intake = with_certificates(common_name="F28:F31")
    choose(intake, "stop.reason", "F29")
    assert intake.fields["web_certificates.common_name"] == BindableField()
    assert intake.fields["web_certificates.serial"] == NOT_FOUND
    cleared(intake, "web_certificates.serial")
    assert intake.fields.absent() == ["web_certificates.serial"]
    assert "web_certificates.serial" not in intake.fields.doubtful()


def test_a_name_or_two_that_a_blank_bears_by_chance_are_doubtful_among_proposals() -> None:
    intake = named(remarks="B55", business__code="D14")
    assert state(intake, "remarks") == state(intake, "business.code") == "doubtful"
    assert state(intake, "business.name") == "sure"


def test_an_area_that_a_name_leads_to_is_its_cells() -> None:
    intake = named(contacts__name="D23:E25", business__name="D15:I15", remarks="B55,D53")
    assert place(intake, "contacts.name") == "D23:D25"
    assert place(intake, "business.name") == "D15"
    assert place(intake, "remarks") == "B55,D53"


def test_the_own_form_needs_no_search() -> None:
    intake = Intake()
    intake.load("application.xlsx", OWN)
    assert intake.fields.doubtful() == []
    assert intake.fields.absent() == []
    assert {found.state for found in intake.fields.values()} == {"chosen", "none"}
    assert intake.places() == find_places(book_of(OWN))


def test_names_on_a_hidden_sheet_are_kept_as_they_are() -> None:
    book = empty_book("様式", "隠し")
    book["隠し"].sheet_state = "hidden"
    names = {"remarks": "隠し!B2", "stop.reason": "様式!B2"}
    intake = Intake()
    intake.load("a.xlsx", bind(packed(book), names))
    assert intake.fields.names() == names
    intake.select("remarks")
    assert intake.sheet == "様式"
    with pytest.raises(KeyError):
        touch(intake, "B2", sheet="隠し")


# Names of the edition before


def test_a_field_that_stands_where_it_stood_is_sure() -> None:
    intake = succeeded(business__code="D14")
    found = intake.fields["business.code"]
    assert (found.place, found.state) == ("利用申込書!D14", "sure")
    assert found.evidence[0] == "前の様式と同じセルです。"
    assert intake.fields["business.name"] == taken_in().fields["business.name"]
    assert intake.notice == ""


def test_a_field_that_has_moved_is_doubtful_and_says_from_where() -> None:
    found = succeeded(business__code="D90").fields["business.code"]
    assert (found.place, found.state) == ("利用申込書!D14", "doubtful")
    assert found.evidence[0] == "前の様式では 利用申込書!D90 でした。移動した可能性があります。"
    assert len(found.evidence) > 1


def test_a_field_without_a_telling_label_is_kept_with_doubt() -> None:
    found = succeeded(web_certificates__replaces="K28:K31").fields["web_certificates.replaces"]
    assert found == BindableField(
        "利用申込書!K28:K31",
        "doubtful",
        ("前の様式のセルです。この様式の項目名からは確認できません。",),
    )


def test_cells_that_are_not_there_any_more_are_reported() -> None:
    gone = {
        "applied_on": "前の様式!H3",
        "business.code": "利用申込書!D14,前の様式!D14",
        "business.name": "利用申込書!名",
        "business.address": "",
        "business.phone": "利用申込書!XFE1",
        "stop.reason": "利用申込書!A1:A1048576",
        "remarks": "利用申込書!C55",  # inside a merged area
    }
    intake = Intake()
    names = BlankNames({**gone, "privacy_notice_url": "利用申込書!D20"})
    intake.load("様式.xlsx", content_of("banded"), names)
    assert intake.notice == (
        "前の様式にあったセルがこの様式にありません：「申込者：申込年月日」、"
        "「事業者情報：事業者コード」、「事業者情報：事業者名」、「事業者情報：住所」、"
        "「事業者情報：連絡先電話番号（他事業者からのお問合せ用）」、「利用停止：停止理由」、「備考」"
    )
    assert intake.fields["privacy_notice_url"].evidence[0] == "前の様式と同じセルです。"
    for path in gone:
        assert intake.fields[path] == taken_in().fields[path]


def test_the_names_that_a_blank_bears_are_compared_too() -> None:
    content = bind(content_of("banded"), on(FORM, {"business.code": "D14", "remarks": "B55"}))
    names = BlankNames(on(FORM, {"business.code": "D14", "remarks": "B60"}))
    intake = Intake()
    intake.load("a.xlsx", content, names)
    assert state(intake, "business.code") == "sure"
    assert state(intake, "remarks") == "doubtful"
    assert place(intake, "remarks") == "B55"


# What the form has no place for


def with_absent(*absent: str) -> bytes:
    """Bind the banded blank as it was written down, without some paths."""
    cells = {path: place for path, place in BANDED.expected.items() if path not in absent}
    return bind(content_of("banded"), cells, absent)


def test_what_is_absent_from_a_bound_copy_is_absent_when_it_is_opened_again() -> None:
    intake = taken_in()
    cleared(intake, "api.environment")
    cleared(intake, "kind.stop")
    intake.finish()
    assert intake.bound is not None
    again = Intake()
    again.load("取込済み.xlsx", intake.bound)
    assert again.fields.absent() == ["kind.stop", "api.environment"]
    assert again.fields["api.environment"] == ABSENT_BEFORE
    assert again.fields.doubtful() == []
    assert again.fields.names() == intake.fields.names()
    again.finish()
    assert again.bound is not None
    assert find_absent(book_of(again.bound)) == {"kind.stop", "api.environment"}


def test_the_names_of_what_is_absent_are_hidden() -> None:
    names = opened(with_absent("remarks", "kind.stop")).defined_names
    hidden = {name: names[name].attr_text for name in names if names[name].hidden}
    assert hidden == {"absent.remarks": "TRUE", "absent.kind.stop": "TRUE"}


def test_what_a_file_of_names_calls_absent_is_absent() -> None:
    text = 'absent = ["contacts.phone"]\n\n[names]\n"business.code" = "利用申込書!D14"\n'
    intake = Intake()
    intake.load("様式.xlsx", content_of("faq_only"), read_names(text))
    assert intake.fields.absent() == ["contacts.phone"]
    assert intake.fields["contacts.phone"] == ABSENT_BEFORE
    assert "contacts.phone" not in intake.fields.doubtful()
    assert "contacts.email" in intake.fields.doubtful()


def test_what_was_absent_and_is_found_now_is_doubtful() -> None:
    intake = Intake()
    intake.load("様式.xlsx", content_of("banded"), BlankNames({}, frozenset(["remarks"])))
    found = intake.fields["remarks"]
    assert (found.place, found.state) == ("利用申込書!B55", "doubtful")
    assert found.evidence[0] == FOUND_NOW
    assert len(found.evidence) > 1
    assert (intake.fields.doubtful(), intake.fields.absent()) == (["remarks"], [])


def test_of_a_date_that_was_absent_the_parts_that_are_found_now_are_doubtful() -> None:
    intake = Intake()
    intake.load("様式.xlsx", content_of("ledger"), BlankNames({}, frozenset(["applied_on"])))
    parts = ["applied_on.year", "applied_on.month", "applied_on.day"]
    assert intake.fields.doubtful()[:3] == parts
    assert {intake.fields[part].evidence[0] for part in parts} == {FOUND_NOW}
    assert intake.fields.absent() == []


def test_what_a_bound_copy_lacks_and_a_file_of_names_places_is_doubtful() -> None:
    intake = Intake()
    names = BlankNames({"remarks": "利用申込書!B55"})
    intake.load("取込済み.xlsx", with_absent("remarks"), names)
    assert (place(intake, "remarks"), state(intake, "remarks")) == ("B55", "doubtful")
    assert intake.fields["remarks"].evidence[0] == FOUND_NOW


def test_too_few_names_are_no_binding_and_say_nothing_of_what_is_absent() -> None:
    intake = Intake()
    content = bind(
        content_of("faq_only"),
        {"remarks": "スイッチング支援システム利用申込書!B60"},
        ["contacts.phone"],
    )
    intake.load("a.xlsx", content)
    assert intake.fields.absent() == []
    assert intake.fields["contacts.phone"] == NOT_FOUND


def test_names_and_what_is_absent_are_written_and_read() -> None:
    intake = taken_in()
    cleared(intake, "stop.reason")
    cleared(intake, "applied_on")
    names = BlankNames(intake.fields.names(), frozenset(intake.fields.absent()))
    text = write_names(names)
    assert '\nabsent = ["applied_on", "stop.reason"]\n' in text
    again = Intake()
    again.load("様式.xlsx", content_of("banded"), read_names(text))
    assert set(again.fields.doubtful()) == {"applied_on", "stop.reason"}  # this one has them


# Going through what is doubtful


def with_doubts() -> Intake:
    """Take in a blank with three doubtful fields: of the applicant, the business, the remarks."""
    return succeeded(applicant__department="D90", business__code="D91", remarks="D92")


def test_what_is_doubtful_is_looked_at_in_the_order_of_the_form() -> None:
    intake = with_doubts()
    assert intake.fields.doubtful() == ["applicant.department", "business.code", "remarks"]
    seen = []
    while intake.selected:
        seen.append(intake.selected)
        intake.accept()
    assert seen == ["applicant.department", "business.code", "remarks"]
    assert intake.fields.doubtful() == []
    assert [state(intake, path) for path in seen] == ["chosen"] * 3
    assert [place(intake, path) for path in seen] == ["D7", "D14", "B55"]


def test_after_the_last_the_first_comes_again() -> None:
    intake = with_doubts()
    intake.select("remarks")
    assert intake.fields.next_doubtful(intake.selected) == "applicant.department"
    intake.select("applied_on")
    assert intake.fields.next_doubtful(intake.selected) == "applicant.department"
    intake.select("business.code")
    intake.accept()
    assert intake.selected == "remarks"
    intake.accept()
    assert intake.selected == "applicant.department"


def test_what_is_accepted_keeps_its_reasons() -> None:
    intake = with_doubts()
    evidence = intake.fields["applicant.department"].evidence
    intake.accept()
    assert intake.fields["applicant.department"] == BindableField(
        "利用申込書!D7", "chosen", evidence
    )


def test_all_can_be_accepted_at_once() -> None:
    intake = with_doubts()
    intake.clear()
    before = taken_in().fields.names()
    intake.accept_all()
    assert intake.fields.doubtful() == []
    assert (intake.selected, intake.notice) == ("", "")
    assert intake.fields.names() == {p: c for p, c in before.items() if p != "applicant.department"}
    assert intake.fields.absent() == ["applicant.department"]


def test_what_has_no_cell_is_asked_still_once_all_is_accepted() -> None:
    intake = taken_in("letter")
    assert intake.fields.doubtful() == ["applied_on", "rename.no_contracts"]
    intake.accept_all()
    assert state(intake, "applied_on") == "chosen"
    assert intake.fields["rename.no_contracts"] == NOT_FOUND
    assert intake.fields.doubtful() == [intake.selected] == ["rename.no_contracts"]
    intake.accept_all()
    assert intake.fields.doubtful() == ["rename.no_contracts"]
    assert intake.fields.absent() == []
    intake.clear()
    assert (intake.fields.doubtful(), intake.selected) == ([], "")
    assert intake.fields.absent() == ["rename.no_contracts"]


def test_a_field_is_cleared() -> None:
    intake = taken_in()
    cleared(intake, "remarks")
    assert intake.fields["remarks"] == ABSENT
    assert "remarks" not in intake.places()
    cleared(intake, "contacts.name")
    assert intake.fields.absent() == ["contacts.name", "remarks"]
    assert intake.fields.doubtful() == []


def test_a_field_that_was_cleared_can_be_chosen_after_all() -> None:
    intake = taken_in()
    cleared(intake, "remarks")
    choose(intake, "remarks", "B55")
    assert state(intake, "remarks") == "chosen"
    assert intake.fields.absent() == []


def test_a_postal_code_goes_with_its_address_and_is_never_absent_alone() -> None:
    intake = taken_in("graph_paper")
    assert intake.fields["business.address.postal"].place
    cleared(intake, "business.address.postal")
    assert intake.fields["business.address.postal"] == BindableField()
    assert (intake.fields.absent(), intake.fields.doubtful()) == ([], [])
    intake = taken_in("graph_paper")
    cleared(intake, "business.address")
    assert intake.fields.absent() == ["business.address"]
    assert intake.fields["business.address.postal"] == BindableField()
    assert "business.address.postal" not in intake.fields.paths()


def test_every_move_points_at_the_panel() -> None:
    intake = with_doubts()
    for move in (
        intake.accept,
        intake.begin_picking,
        intake.cancel_picking,
        intake.clear,
        intake.accept_all,
        lambda: intake.select("business.code"),
        lambda: touch(intake, "D17"),
    ):
        moves = intake.moves
        move()
        assert intake.moves > moves
        assert intake.focus == "panel"


# Clicks


def test_a_click_on_a_field_selects_it() -> None:
    intake = taken_in()
    for cell, path in {
        "D14": "business.code",
        "E14": "business.code",
        "F24": "contacts.department",
    }.items():
        touch(intake, cell)
        assert intake.selected == path
        assert not intake.is_picking
    touch(intake, "A1")
    assert intake.selected == "contacts.department"
    assert intake.fields == taken_in().fields


def test_a_click_before_there_is_a_blank_does_nothing() -> None:
    intake = Intake()
    touch(intake, "D14")
    intake.finish()
    assert intake == Intake()


@pytest.mark.parametrize("is_picking", [False, True])
@pytest.mark.parametrize("sheet", ["", "無い様式", "利用申込書!D14"])
def test_a_click_on_a_sheet_that_is_not_there_is_an_error(sheet: str, *, is_picking: bool) -> None:
    intake = taken_in()
    intake.select("business.code")
    intake.is_picking = is_picking
    with pytest.raises(KeyError):
        touch(intake, "D14", sheet=sheet)
    assert intake.fields == taken_in().fields


def test_one_cell_is_chosen_by_one_click() -> None:
    intake = taken_in()
    begin(intake, "business.name")
    assert (intake.is_picking, intake.picked) == (True, ())
    touch(intake, "D60")
    assert intake.fields["business.name"] == BindableField(
        "利用申込書!D60", "chosen", ("画面で選択しました。",)
    )
    assert (intake.is_picking, intake.picked, intake.selected) == (False, (), "")


def test_a_click_into_an_area_chooses_the_whole_of_it() -> None:
    intake = taken_in()
    choose(intake, "stop.reason", "F57")
    assert place(intake, "stop.reason") == "B57"


def test_choosing_the_same_cell_again_is_choosing_it() -> None:
    intake = taken_in()
    choose(intake, "business.name", "D15")
    assert place(intake, "business.name") == "D15"
    assert state(intake, "business.name") == "chosen"
    assert intake.notice == ""
    assert intake.fields.names() == taken_in().fields.names()


def test_picking_can_be_given_up() -> None:
    intake = taken_in()
    choose(intake, "contacts.name", "G28")
    assert intake.picked
    intake.cancel_picking()
    assert (intake.is_picking, intake.picked) == (False, ())
    assert intake.selected == "contacts.name"
    assert intake.fields == taken_in().fields


def test_selecting_another_field_ends_picking() -> None:
    intake = taken_in()
    choose(intake, "contacts.name", "G28")
    intake.select("remarks")
    assert (intake.is_picking, intake.picked) == (False, ())
    assert intake.fields == taken_in().fields


def test_what_is_chosen_on_another_sheet_is_found_there() -> None:
    intake = taken_in("several_sheets")
    begin(intake, "remarks")
    touch(intake, "C18", sheet="⑤社名変更・停止")
    assert intake.fields["remarks"].place == "⑤社名変更・停止!C18"
    assert intake.fields["stop.reason"] == BindableField()
    intake.select("remarks")
    assert intake.sheet == "⑤社名変更・停止"
    touch(intake, "C4", sheet="①申込書")
    assert (intake.selected, intake.sheet) == ("applied_on", "①申込書")


# Rows


def test_the_rows_of_a_table_are_found_from_the_first() -> None:
    intake = taken_in()
    choose(intake, "web_certificates.replaces", "D28")
    assert len(intake.picked) == 4
    assert intake.is_picking
    intake.confirm_picked()
    assert place(intake, "web_certificates.replaces") == "D28:D31"
    assert state(intake, "web_certificates.serial") == "none"


ROWS: Final = {
    "as found": (["D28"], "D28:D31"),
    "fewer": (["D28", "D29"], "D28:D29"),
    "one": (["D28", "D28"], "D28"),
    "fewer, then more": (["D28", "D29", "E30"], "D28:D30"),
    "more, beyond a heading": (["D28", "D34", "D35"], "D28,D29,D30,D31,D34,D35"),
    "from the second": (["D29"], "D29:D31"),
    "apart": (["D28", "D29", "F34"], "D28,D29,F34"),
    "apart, and once more": (["D31", "F34", "H34", "F34"], "D31,H34,F34"),
    "upwards": (["D31", "D28"], "D31,D28"),
    "across": (["D28", "D28", "H28"], "D28:H28"),
    "beyond the table": (["K28", "K30"], "K28:K30"),
}


@pytest.mark.parametrize(("cells", "expected"), ROWS.values(), ids=ROWS)
def test_the_rows_are_those_that_were_clicked_on(cells: list[str], expected: str) -> None:
    intake = taken_in()
    choose(intake, "contacts.email", *cells)
    intake.confirm_picked()
    assert place(intake, "contacts.email") == expected
    assert state(intake, "contacts.email") == "chosen"


def test_separate_blocks_are_chosen_one_by_one() -> None:
    intake = taken_in("blocks")
    expected = intake.fields["contacts.name"].place
    cleared(intake, "contacts.name")
    choose(intake, "contacts.name", "F19", "F19")  # the second time: this row alone
    touch(intake, "F22", "F25", "F28")
    intake.confirm_picked()
    assert place(intake, "contacts.name") == "F19,F22,F25,F28"
    assert intake.fields["contacts.name"].place == expected


def test_a_second_beginning_forgets_what_was_clicked_on() -> None:
    intake = taken_in()
    choose(intake, "contacts.email", "D28", "F34")
    intake.begin_picking()
    assert intake.picked == ()
    touch(intake, "H34")
    intake.confirm_picked()
    assert place(intake, "contacts.email") == "H34:H35"


# Boxes and ticks


def test_a_code_goes_into_boxes_from_the_first_to_the_last() -> None:
    intake = taken_in("ledger")
    cleared(intake, "business.code")
    begin(intake, "business.code")
    touch(intake, "D13", sheet=LEDGER)
    assert intake.is_picking  # the box beside it is like it
    touch(intake, "H13", sheet=LEDGER)
    assert len(intake.picked) == 5
    intake.confirm_picked()
    assert intake.fields["business.code"].place == "様式第１号!D13:H13"
    cells = [str(found).rpartition("!")[2] for found in intake.places()["business.code"]]
    assert cells == ["D13", "E13", "F13", "G13", "H13"]


def test_boxes_of_a_code_that_do_not_line_up_are_chosen_one_by_one() -> None:
    intake = taken_in("ledger")
    begin(intake, "business.code")
    touch(intake, "D13", "D17", "F18", "D17", sheet=LEDGER)
    intake.confirm_picked()
    assert intake.fields["business.code"].place.endswith(",様式第１号!D17")


def test_a_code_with_no_boxes_beside_it_is_chosen_by_one_click() -> None:
    intake = taken_in()
    choose(intake, "business.code", "D6")
    assert not intake.is_picking
    assert place(intake, "business.code") == "D6"


def test_the_four_ticks_are_asked_for_in_their_order() -> None:
    intake = taken_in()
    begin(intake, "rename.done")
    asked = []
    for cell in ("B49", "B46", "B47", "B48"):
        asked.append(intake.next_tick())
        touch(intake, cell)
    assert [words[:3] for words in asked] == ["(1)", "(2)", "(3)", "(4)"]
    assert place(intake, "rename.done") == "B49,B46,B47,B48"
    assert not intake.is_picking
    assert intake.next_tick() == ""
    cells = [str(found) for found in intake.places()["rename.done"]]
    assert cells == ["利用申込書!B49", "利用申込書!B46", "利用申込書!B47", "利用申込書!B48"]


def test_ticks_below_each_other_are_a_range_and_the_first_shows_the_others() -> None:
    intake = taken_in()
    choose(intake, "rename.done", "B10", "B11", "B12", "B13")
    assert place(intake, "rename.done") == "B10,B11,B12,B13"  # B13 is a wide heading
    choose(intake, "rename.done", "B46")
    assert place(intake, "rename.done") == "B46:B49"


def test_a_tick_that_is_clicked_on_twice_counts_once() -> None:
    intake = taken_in()
    choose(intake, "rename.done", "B49", "B49", "B46", "B47")
    assert intake.is_picking
    touch(intake, "B48")
    assert not intake.is_picking


def test_only_the_four_procedures_are_ticks() -> None:
    intake = taken_in()
    assert intake.next_tick() == ""
    intake.select("stop.completed")
    assert intake.next_tick() == ""


# Dates in three cells


def test_a_date_is_split_into_its_parts() -> None:
    intake = taken_in()
    split(intake, "applied_on")
    parts = ["applied_on.year", "applied_on.month", "applied_on.day"]
    assert [path for path in intake.fields.paths() if path.startswith("applied_on")] == parts
    assert (intake.selected, intake.is_picking) == ("applied_on.year", True)
    assert intake.fields.doubtful() == parts
    assert "applied_on" not in intake.fields.names()
    for cell in ("F60", "G60", "H60"):
        touch(intake, cell)
        intake.begin_picking()
    assert [place(intake, path) for path in parts] == ["F60", "G60", "H60"]
    assert intake.fields.doubtful() == []
    assert intake.fields.is_split("applied_on")
    assert not intake.fields.is_split("rename.effective_on")


def test_parts_are_joined_to_a_date() -> None:
    intake = taken_in("ledger")
    assert intake.fields.is_split("applied_on")
    intake.select("applied_on.month")
    intake.join()
    assert (intake.selected, intake.is_picking) == ("applied_on", True)
    assert not intake.fields.is_split("applied_on")
    assert next(iter(intake.fields.paths())) == "applied_on"
    touch(intake, "G6", sheet=LEDGER)
    assert intake.fields["applied_on"].place == "様式第１号!G6"
    assert not any(path.startswith("applied_on.") for path in intake.fields.names())


def test_joined_parts_are_asked_for_as_a_whole_until_a_cell_is_chosen() -> None:
    intake = taken_in("ledger")
    intake.select("applied_on.day")
    intake.join()
    intake.cancel_picking()
    assert intake.fields["applied_on"] == NOT_FOUND
    assert "applied_on" in intake.fields.doubtful()


@pytest.mark.parametrize("part", ["year", "month", "day"])
def test_a_date_that_is_cleared_in_one_of_its_parts_is_absent_as_a_whole(part: str) -> None:
    intake = taken_in("ledger")
    cleared(intake, f"applied_on.{part}")
    assert next(iter(intake.fields.paths())) == "applied_on"
    assert intake.fields["applied_on"] == ABSENT
    assert intake.fields.absent() == ["applied_on"]
    assert not any(path.startswith("applied_on") for path in intake.fields.names())
    assert "applied_on" not in intake.fields.doubtful()


def test_a_part_whose_cell_is_taken_is_asked_again() -> None:
    intake = taken_in("ledger")
    month = intake.fields["applied_on.month"].place.rpartition("!")[2]
    begin(intake, "remarks")
    touch(intake, month, sheet=LEDGER)
    assert intake.fields["applied_on.month"] == NOT_FOUND
    assert "applied_on.month" in intake.fields.doubtful()
    assert intake.fields["applied_on.year"].place


def test_a_date_whose_parts_are_all_taken_is_asked_as_a_whole() -> None:
    intake = taken_in()
    split(intake, "applied_on")
    for cell in ("B60", "B61", "B62"):
        touch(intake, cell)
        intake.begin_picking()
    choose(intake, "contacts.email", "B60", "B61", "B62")
    intake.confirm_picked()
    assert intake.fields["applied_on"] == NOT_FOUND
    assert "applied_on" in intake.fields.doubtful()


def test_a_date_with_a_part_missing_is_asked_for_it() -> None:
    intake = named(
        applied_on__year="F60", applied_on__day="H60", remarks="B55", kind__new="B10",
        kind__stop="B12",
    )  # fmt: skip
    assert intake.fields["applied_on.month"] == NOT_FOUND
    assert intake.fields.doubtful()[0] == "applied_on.month"


def test_the_date_of_a_rename_may_be_split_as_well() -> None:
    intake = taken_in()
    split(intake, "rename.effective_on")
    touch(intake, "D43")
    assert place(intake, "rename.effective_on.year") == "D43"
    assert "rename.effective_on" not in intake.fields.names()


# A cell holds one answer


def test_a_cell_that_is_taken_from_another_field_is_reported() -> None:
    intake = taken_in()
    choose(intake, "stop.reason", "D15")
    assert place(intake, "stop.reason") == "D15"
    assert intake.fields["business.name"] == NOT_FOUND
    titles = (
        "同じセルの「事業者情報：事業者名」の指定を解除しました。必要に応じて選択し直してください。"
    )
    assert intake.notice == titles
    assert (intake.fields.doubtful(), intake.fields.absent()) == (["business.name"], [])
    assert intake.selected == "business.name"


def test_what_no_form_must_ask_is_not_asked_when_its_cell_is_taken() -> None:
    intake = taken_in()
    choose(intake, "business.name", "D53")
    assert intake.fields["stop.reason"] == BindableField()
    assert intake.fields.doubtful() == []


def test_one_row_that_is_taken_takes_a_column_off() -> None:
    intake = taken_in()
    choose(intake, "remarks", "F24")
    assert intake.fields["contacts.department"] == NOT_FOUND
    assert "「システム窓口情報（窓口責任者）：部署名」" in intake.notice
    assert place(intake, "contacts.name") == "D23:D25"


def test_rows_take_every_field_off_that_they_meet() -> None:
    intake = taken_in()
    choose(intake, "contacts.email", "D14", "D15", "D16")
    intake.confirm_picked()
    assert (
        "「事業者情報：事業者コード」、「事業者情報：事業者名」、「事業者情報：住所」"
        in intake.notice
    )
    assert place(intake, "contacts.email") == "D14,D15,D16"


def test_a_notice_disappears_after_the_next_choice() -> None:
    intake = taken_in()
    choose(intake, "stop.reason", "D15")
    choose(intake, "remarks", "B60")
    assert intake.notice == ""
    choose(intake, "stop.reason", "D16")
    intake.accept_all()
    assert intake.notice == ""
    choose(intake, "stop.reason", "D17")
    touch(intake, "D6")
    assert intake.notice == ""


def test_accepting_a_cell_takes_it_from_another_field() -> None:
    intake = succeeded(kind__rename="B11")  # where 変更 is ticked
    assert intake.selected == "kind.rename"
    intake.accept()
    assert place(intake, "kind.rename") == "B11"
    assert intake.fields["kind.change"] == NOT_FOUND
    assert "「申請区分：変更」" in intake.notice


# The bound copy


def refers_to(content: bytes) -> dict[str, str]:
    """Let openpyxl tell the names of the catalogue that a workbook bears."""
    names = opened(content).defined_names
    return {name: str(names[name].attr_text) for name in names if name in PATHS}


@pytest.mark.parametrize("name", ["banded", "drawn", "form_controls", "several_sheets", "letter"])
def test_of_the_copy_nothing_is_changed_but_the_names(name: str) -> None:
    intake = taken_in(name)
    intake.accept_all()
    intake.finish()
    assert intake.bound is not None
    assert find_absent(book_of(intake.bound)) == frozenset()
    assert changed(content_of(name), intake.bound) == {"xl/workbook.xml"}
    assert parts_of(intake.bound).keys() == parts_of(content_of(name)).keys()
    assert set(refers_to(intake.bound)) == set(intake.fields.names())
    assert find_places(book_of(intake.bound)) == intake.places()


def test_the_names_are_just_what_was_chosen() -> None:
    intake = taken_in()
    for path in list(intake.fields.names()):
        cleared(intake, path)
    choose(intake, "business.code", "D14")
    choose(intake, "contacts.name", "D23", "D24")
    intake.confirm_picked()
    choose(intake, "rename.done", "B49", "B48", "B47", "B46")
    choose(intake, "kind.stop", "XFD1048576")
    intake.accept_all()
    intake.finish()
    assert intake.bound is not None
    assert refers_to(intake.bound) == {
        "business.code": "'利用申込書'!$D$14",
        "contacts.name": "'利用申込書'!$D$23:$D$24",
        "rename.done": ",".join(f"'利用申込書'!$B${row}" for row in (49, 48, 47, 46)),
        "kind.stop": "'利用申込書'!$XFD$1048576",
    }


def test_names_that_the_blank_bore_give_way_to_what_was_chosen() -> None:
    intake = named(
        business__code="D14", remarks="B55", kind__new="B10", kind__stop="B12", stop__reason="D53"
    )
    cleared(intake, "remarks")
    choose(intake, "business.code", "D60")
    intake.finish()
    assert intake.bound is not None
    assert refers_to(intake.bound) == {
        "business.code": "'利用申込書'!$D$60",
        "kind.new": "'利用申込書'!$B$10",
        "kind.stop": "'利用申込書'!$B$12",
        "stop.reason": "'利用申込書'!$D$53",
    }


def test_a_form_that_was_filled_is_no_blank() -> None:
    with pytest.raises(UnreadableError) as refused:
        Intake().load("記入済み.xlsx", fill(case("new")).content)
    assert refused.value.code == "filled"


def test_two_answers_in_one_cell_are_refused_at_the_end() -> None:
    intake = Intake()
    names = BlankNames({"kind.rename": "利用申込書!B11"})
    intake.load("様式.xlsx", content_of("banded"), names)
    intake.accept_all()
    with pytest.raises(NamesError, match="が同じセル"):
        intake.finish()


def test_a_code_has_one_box_or_five() -> None:
    intake = Intake()
    intake.load("様式.xlsx", content_of("ledger"))
    intake.select("business.code")
    intake.begin_picking()
    touch(intake, "D13", "E13", sheet=LEDGER)
    assert len(intake.picked) == 2
    assert not intake.can_confirm_picked


def test_a_place_beyond_reach_is_reported_as_soon_as_it_is_chosen() -> None:
    intake = Intake()
    intake.load("様式.xlsx", content_of("banded"))
    intake.select("contacts.name")
    intake.begin_picking()
    touch(intake, "A100", "A20100")
    assert len(intake.picked) == 2


@pytest.mark.parametrize("title", ["様式1,2", " 様式", "様式!A1", "様　式"])
def test_titles_of_sheets_may_hold_what_parts_places(title: str) -> None:
    book = opened(content_of("banded"))
    book[FORM].title = title.replace("!", "！")
    saved = io.BytesIO()
    book.save(saved)
    intake = Intake()
    intake.load("様式.xlsx", saved.getvalue())
    intake.accept_all()
    intake.finish()
    assert intake.bound is not None


@pytest.mark.parametrize("hostile", ["A1:XFD100", "B1:XFD300"])
def test_a_blank_with_areas_without_end_is_refused_at_once(hostile: str) -> None:
    book = Workbook()
    book.active.merged_cells.add(hostile)  # type: ignore[union-attr]
    saved = io.BytesIO()
    book.save(saved)
    with pytest.raises(UnreadableError):
        Intake().load("様式.xlsx", saved.getvalue())


CHANGES: Final[tuple[Callable[[Intake], None], ...]] = (
    lambda intake: choose(intake, "remarks", "B55"),
    Intake.accept_all,
    lambda intake: cleared(intake, "stop.reason"),
    lambda intake: split(intake, "applied_on"),
    Intake.join,
)


def test_a_change_after_the_end_takes_the_copy_back() -> None:
    intake = taken_in()
    for change in CHANGES:
        intake.finish()
        assert intake.bound is not None
        change(intake)
        assert intake.bound is None


def test_a_look_after_the_end_leaves_the_copy() -> None:
    intake = taken_in()
    begin(intake, "remarks")
    intake.finish()
    assert not intake.is_picking
    bound = intake.bound
    intake.select("business.code")
    touch(intake, "D15")
    intake.begin_picking()
    intake.cancel_picking()
    assert intake.bound is bound is not None


def test_a_blank_without_any_field_is_not_bound() -> None:
    intake = Intake()
    intake.load("空.xlsx", packed(empty_book("Sheet1")))
    intake.accept_all()
    with pytest.raises(UnreadableError):
        intake.finish()
    assert intake.bound is None


def unpatchable() -> bytes:
    """Write one row of the banded blank with a prefix of its own, as no program does."""
    parts = parts_of(content_of("banded"))
    sheet = "xl/worksheets/sheet1.xml"
    uri = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    row = b'<y:row xmlns:y="%b" r="99"><y:c r="A99"/></y:row></sheetData>' % uri
    parts[sheet] = parts[sheet].replace(b"</sheetData>", row)
    return pack(parts)


def test_a_blank_that_cannot_be_filled_is_not_bound() -> None:
    intake = Intake()
    intake.load("様式.xlsx", unpatchable())
    assert intake.fields.names() == taken_in().fields.names()
    with pytest.raises(UnreadableError):
        intake.finish()
    assert intake.bound is None


def test_a_place_that_is_none_is_not_bound() -> None:
    intake = taken_in()
    intake.fields["remarks"] = BindableField("無い様式!B5", "chosen")
    with pytest.raises(NamesError):
        intake.finish()
    assert intake.bound is None


def test_a_sheet_may_have_any_title() -> None:
    book = empty_book(HOSTILE, "!A1", "'引用'", "A1", "R1C1", "=1+1")
    book[HOSTILE]["B5"] = "事業者コード"
    intake = Intake()
    intake.load("a.xlsx", packed(book))
    chosen = {
        "business.code": (HOSTILE, "C5"),
        "business.name": ("!A1", "B2"),
        "remarks": ("'引用'", "B2"),
        "stop.reason": ("A1", "B2"),
        "business.phone": ("R1C1", "B2"),
        "privacy_notice_url": ("=1+1", "B2"),
    }
    for path, (sheet, cell) in chosen.items():
        begin(intake, path)
        touch(intake, cell, sheet=sheet)
        if intake.is_picking:
            intake.confirm_picked()
    intake.accept_all()
    intake.finish()
    assert intake.bound is not None
    assert find_places(book_of(intake.bound)) == {
        path: (at(cell, sheet),) for path, (sheet, cell) in chosen.items()
    }
    again = Intake()
    again.load("b.xlsx", intake.bound)
    assert again.fields.names() == intake.fields.names()
    assert places_of(book_of(packed(book)), intake.fields.names()) == intake.places()


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_that_was_chosen_cell_by_cell_is_filled_and_accepted(
    kind: str, calendar: OfficeCalendar
) -> None:
    intake = taken_in()
    choose(intake, "business.code", "C56", "G56")
    if intake.is_picking:
        intake.confirm_picked()
    choose(intake, "contacts.phone", "F23", "F25")
    intake.confirm_picked()
    assert intake.fields.doubtful() == ["contacts.department"]
    intake.clear()
    intake.finish()
    assert intake.bound is not None
    filing = file_answers(case(kind), AT, calendar, template=template_of(intake.bound))
    assert filing.content is not None
    assert check_form(filing.content, AT, calendar).verdict == "acceptable"


# Whatever is done

CELLS: Final = [f"{column}{row}" for row in range(1, 61) for column in "BDFGHK"]
WHOLE_DATES: Final = ("applied_on", "rename.effective_on")


class Taking(RuleBasedStateMachine):
    """Somebody who presses and clicks on whatever there is."""

    @initialize(name=st.sampled_from(["banded", "across"]))
    def lay_down(self, name: str) -> None:
        self.intake = taken_in(name)
        self.sheet = self.intake.sheet

    @rule(data=st.data())
    def select(self, data: st.DataObject) -> None:
        self.intake.select(data.draw(st.sampled_from(list(self.intake.fields.paths()))))

    @rule(cells=st.lists(st.sampled_from(CELLS), min_size=1, max_size=5))
    def click(self, cells: list[str]) -> None:
        touch(self.intake, *cells, sheet=self.sheet)

    @precondition(lambda self: self.intake.selected and not self.intake.is_picking)
    @rule(cells=st.lists(st.sampled_from(CELLS), max_size=5))
    def pick(self, cells: list[str]) -> None:
        self.intake.begin_picking()
        touch(self.intake, *cells, sheet=self.sheet)

    @precondition(lambda self: self.intake.picked)
    @rule()
    def settle(self) -> None:
        self.intake.confirm_picked()

    @precondition(lambda self: self.intake.is_picking)
    @rule()
    def give_up(self) -> None:
        self.intake.cancel_picking()

    @precondition(lambda self: self.intake.selected)
    @rule()
    def clear(self) -> None:
        self.intake.clear()

    @precondition(lambda self: self.intake.selected in self.intake.fields.names())
    @rule()
    def accept(self) -> None:
        self.intake.accept()

    @rule()
    def accept_all(self) -> None:
        self.intake.accept_all()

    @precondition(lambda self: self.intake.selected in WHOLE_DATES)
    @rule()
    def split(self) -> None:
        self.intake.split()

    @precondition(lambda self: self.intake.selected.endswith((".year", ".month", ".day")))
    @rule()
    def join(self) -> None:
        self.intake.join()

    @invariant()
    def no_two_fields_share_a_cell(self) -> None:
        cells = [cell for cells in self.intake.places().values() for cell in cells]
        assert len(cells) == len(set(cells))

    @invariant()
    def every_name_leads_to_cells(self) -> None:
        assert self.intake.places().keys() == self.intake.fields.names().keys()

    @invariant()
    def what_is_open_comes_next(self) -> None:
        doubtful = self.intake.fields.doubtful()
        assert self.intake.fields.next_doubtful(self.intake.selected) in (doubtful or [""])
        assert all(
            bool(found.place) == (found.state in {"sure", "chosen"})
            for found in self.fields()
            if found.state != "doubtful"
        )

    @invariant()
    def every_entry_has_cells_is_absent_or_asked(self) -> None:
        held = (
            self.intake.fields.names().keys()
            | set(self.intake.fields.absent())
            | set(self.intake.fields.doubtful())
        )
        for path in ASKED - held:
            assert {f"{path}.year", f"{path}.month", f"{path}.day"} <= held, path
        assert not self.intake.fields.names().keys() & set(self.intake.fields.absent())

    @invariant()
    def only_who_picks_has_picked(self) -> None:
        assert self.intake.is_picking or not self.intake.picked
        assert len(set(self.intake.picked)) == len(self.intake.picked)

    @invariant()
    def a_date_is_whole_or_in_parts(self) -> None:
        for whole in WHOLE_DATES:
            names = [path for path in self.intake.fields.names() if path.startswith(whole)]
            assert whole not in names or names == [whole]

    def fields(self) -> list[BindableField]:
        return list(self.intake.fields.values())


def test_whatever_is_pressed_and_clicked_on_the_fields_stay_in_order() -> None:
    run_state_machine_as_test(
        Taking, settings=settings(max_examples=examples(15), stateful_step_count=20)
    )
