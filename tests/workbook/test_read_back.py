"""Reading back: whatever the writer may do wrong is noticed, as by reading all of it anew."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, Final

import pytest
from hypothesis import Phase, given, settings
from openpyxl.utils.cell import coordinate_to_tuple

from rules.dates.workdays import OfficeCalendar
from tests.blanks.banded import BANDED
from tests.nightly import examples
from tests.opening import bound_template
from tests.samples import AT, KINDS, case, edited
from tests.strategies import applications, drafts
from tests.wizard.corpus import CELLS
from tests.workbook.packages import SHEET, WORKBOOK
from tests.workbook.patched import parts_of
from wizard.core.filing import file_answers
from workbook.forms.fill import FilledForm, fill
from workbook.forms.observation import Observation
from workbook.forms.read_back import read_back
from workbook.forms.template import Template, own_template
from workbook.opened import OpenedWorkbook
from workbook.patching import cells
from workbook.patching.cells import CellSlot
from workbook.patching.sheet import PatchedSheet, Writing
from workbook.patching.workbook_part import WorkbookPart
from workbook.xlsx.editing.repack import repack
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.reader.areas import Cell

AS_DRAWN: Final = (Phase.explicit, Phase.generate)
ODD: Final = "a_x000D_b & <c>"
WARNINGS: Final = {"date-as-number"}
"""Observations that are allowed on a form to submit."""
STYLES: Final = "xl/styles.xml"
DAYS: Final = "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"
WHITE: Final = '<color rgb="FFFFFFFF"/><sz val="10"/>'
BARS: Final = (
    '<conditionalFormatting sqref="G4"><cfRule type="dataBar" priority="1"><dataBar showValue="0">'
    '<cfvo type="min"/><cfvo type="max"/><color rgb="FF000000"/></dataBar></cfRule>'
    "</conditionalFormatting>"
)
NAME, CODE, PHONE, DATE, KIND, OTHER_KIND, CONTACT, REMARKS = (
    coordinate_to_tuple(CELLS[path])
    for path in (
        *("business.name", "business.code", "business.phone", "applied_on", "kind.new"),
        "kind.change",
        "contacts.0.name",
        "remarks",
    )
)


def _answers() -> dict[str, Any]:
    return edited(case("new"), {"business.name": ODD})


def _anew(template: Template) -> Template:
    """Give a template whose copies are opened as if nothing was known of them."""
    return replace(template, reopen=OpenedWorkbook)


def _observations(filled: FilledForm, template: Template) -> tuple[Observation, ...] | str:
    try:
        return read_back(filled, template)
    except UnreadableError as error:
        return error.code


# --- what the writer may do wrong, by the contents of its cells ---

Contents = dict[Cell, Any]


def _swapped(contents: Contents) -> Contents:
    return contents | {NAME: contents[PHONE], PHONE: contents[NAME]}


def _moved(contents: Contents) -> Contents:
    return _without(NAME)(contents) | {REMARKS: contents[NAME]}


def _without(cell: Cell) -> Callable[[Contents], Contents]:
    return lambda contents: {place: held for place, held in contents.items() if place != cell}


def _with(cell: Cell, change: Callable[[Any], Any]) -> Callable[[Contents], Contents]:
    return lambda contents: contents | {cell: change(contents.get(cell))}


OF_CONTENTS: Final[Mapping[str, Callable[[Contents], Contents]]] = {
    "two answers exchanged": _swapped,
    "an answer in another cell": _moved,
    "no tick": _without(KIND),
    "another tick": _with(OTHER_KIND, lambda _: "✔"),
    "another mark for a tick": _with(KIND, lambda _: "x"),
    "no date": _without(DATE),
    "a date as a text": _with(DATE, lambda day: f"{day.year}年"),
    "an answer dropped": _without(PHONE),
    "a row's answer dropped": _without(CONTACT),
    "a text cut": _with(NAME, lambda text: text[:-1]),
    "a text doubled": _with(NAME, lambda text: text * 2),
    "nothing but spaces": _with(NAME, lambda _: "　"),
    "an answer nobody gave": _with(REMARKS, lambda _: "備考"),
    "a placeholder": _with(NAME, lambda _: "○○電力株式会社"),
}


@pytest.mark.parametrize("fault", OF_CONTENTS.values(), ids=OF_CONTENTS)
def test_what_is_written_wrongly_is_noticed(
    fault: Callable[[Contents], Contents], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = PatchedSheet.filled

    def filled(self: PatchedSheet, contents: Mapping[Cell, Any], writing: Writing) -> bytes:
        return own(self, fault(dict(contents)), writing)

    monkeypatch.setattr(PatchedSheet, "filled", filled)
    _expect_noticed()


def _expect_noticed() -> None:
    """Expect the reading back, and the one of everything anew, to say the same, and something."""
    template = own_template()
    wrong = fill(_answers(), template)
    noticed = _observations(wrong, template)
    assert noticed
    assert noticed == _observations(wrong, _anew(template))
    filing = file_answers(_answers(), AT, OfficeCalendar.shipped())
    codes = (
        {observation.code for observation in noticed} if isinstance(noticed, tuple) else {noticed}
    )
    assert codes <= {finding.code for finding in filing.findings}
    assert (filing.content is None) == (not codes <= WARNINGS)


# --- by how it writes cells ---


def test_another_date_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def serial(day: date, *, is_1904: bool) -> int:
        return cells.serial(day, is_1904=is_1904) + 1

    monkeypatch.setattr("workbook.patching.compiled.serial", serial)
    _expect_noticed()


def test_a_text_that_is_not_protected_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "escaped", lambda text: text)
    _expect_noticed()


@pytest.mark.parametrize("style", [0, 1, 11])
def test_a_date_in_another_format_is_noticed(style: int, monkeypatch: pytest.MonkeyPatch) -> None:
    own = CellSlot.number

    def number(self: CellSlot, number: int, _style: int) -> bytes:
        return own(self, number, style)

    monkeypatch.setattr(CellSlot, "number", number)
    _expect_noticed()


def _cell(reference: str, change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Change how a cell is written."""
    pattern = re.compile(rf'<c r="{reference}".*?</c>'.encode())
    return lambda part: pattern.sub(lambda found: change(found[0]), part)


def _replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(old.encode(), new.encode())


def _row(number: int, attributes: str) -> Callable[[bytes], bytes]:
    pattern = re.compile(rf'<row r="{number}"[^>]*>'.encode())
    return lambda part: pattern.sub(f'<row r="{number}" {attributes}>'.encode(), part)


OF_PARTS: Final[Mapping[str, tuple[str, Callable[[bytes], bytes]]]] = {
    "escaped twice": (SHEET, _replaced("&amp;", "&amp;amp;")),
    "not escaped": (SHEET, _replaced("&lt;c&gt;", "<c>")),
    "broken": (SHEET, _replaced('</row><row r="12"', '<row r="12"')),
    "a cell twice": (SHEET, _cell("Y11", lambda cell: cell * 2)),
    "a cell in another row": (SHEET, _cell("Y11", lambda cell: cell.replace(b"Y11", b"Y12"))),
    "a formula": (SHEET, _cell("Y11", lambda _: b'<c r="Y11"><f>1</f><v>1</v></c>')),
    "a number": (SHEET, _cell("N13", lambda _: b'<c r="N13"><v>312345678</v></c>')),
    "an error": (SHEET, _cell("Y11", lambda _: b'<c r="Y11" t="e"><v>#N/A</v></c>')),
    "two values": (SHEET, _cell("Y11", lambda cell: cell.replace(b"</is>", b"</is><v>1</v>"))),
    "struck out": (
        SHEET,
        _cell(
            "Y11",
            lambda _: b'<c r="Y11" t="inlineStr"><is><r><rPr><strike/></rPr><t>x</t></r></is></c>',
        ),
    ),
    "a row twice": (SHEET, lambda part: re.sub(rb'(?s)(<row r="11".*?</row>)', rb"\1\1", part)),
    "rows exchanged": (
        SHEET,
        lambda part: re.sub(rb'(?s)(<row r="11".*?</row>)(<row r="12".*?</row>)', rb"\2\1", part),
    ),
    "a hidden row": (SHEET, _row(11, 'ht="17" hidden="1"')),
    "a row too low": (SHEET, _row(11, 'ht="2" customHeight="1"')),
    "a row of hardly any height": (SHEET, _row(11, 'ht="4" customHeight="1"')),
    "a hidden column": (SHEET, _replaced('min="25" max="25"', 'min="25" max="25" hidden="1"')),
    "another merged area": (SHEET, _replaced('"Y11:AJ11"', '"X11:AJ11"')),
    "a condition": (SHEET, _replaced("<pageMargins", BARS + "<pageMargins")),
    "a name that leads elsewhere": (WORKBOOK, _replaced("$Y$11", "$Y$12")),
    "a hidden sheet": (
        WORKBOOK,
        lambda part: part.replace(b'state="visible"', b'state="hidden"', 1),
    ),
    "another print area": (WORKBOOK, _replaced("$A$1:$AJ$", "$A$30:$AJ$")),
    "formats that hide": (
        STYLES,
        _replaced("yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;", ";;;"),
    ),
    "white type": (STYLES, _replaced('<sz val="9"/>', WHITE)),
}


@pytest.mark.parametrize(("part", "fault"), OF_PARTS.values(), ids=OF_PARTS)
def test_a_part_that_becomes_another_is_noticed(part: str, fault: Callable[[bytes], bytes]) -> None:
    template = own_template()

    def write(written: Mapping[Any, Any]) -> bytes:
        content = template.write(written)
        before = parts_of(content)[part]
        assert fault(before) != before
        return repack(content, {part: fault(before)}, {})

    faulty = replace(template, write=write)
    wrong = fill(_answers(), faulty)
    noticed = _observations(wrong, template)
    assert noticed
    assert noticed == _observations(wrong, _anew(template))
    found = file_answers(_answers(), AT, OfficeCalendar.shipped(), template=faulty)
    assert found.content is None


def test_a_continuation_that_stays_hidden_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WorkbookPart, "showing", lambda part, _: part.content)
    rows = [{"action": "delete", "name": f"窓口 {number}番"} for number in range(5)]
    template = own_template()
    wrong = fill(edited(case("change"), {"contacts": rows}), template)
    noticed = _observations(wrong, template)
    assert {
        observation.code for observation in noticed if isinstance(observation, Observation)
    } == {"hidden-answer"}
    assert noticed == _observations(wrong, _anew(template))


# --- what is right is read as by reading everything ---


@cache
def _templates() -> tuple[Template, ...]:
    return own_template(), bound_template(BANDED)


def _expect_the_same(answers: Mapping[str, Any]) -> None:
    for template in _templates():
        filled = fill(answers, template)
        fast, slow = template.reopen(filled.content), OpenedWorkbook(filled.content)
        assert fast.book == slow.book
        assert [*fast.book.sheets] == [*slow.book.sheets]
        for title, sheet in fast.book.sheets.items():
            assert [*sheet.cells] == [*slow.book.sheets[title].cells]
        assert fast.controls == slow.controls
        assert fast.package.names == slow.package.names
        assert read_back(filled, template) == read_back(filled, _anew(template))


@pytest.mark.parametrize("kind", KINDS)
def test_a_case_is_read_back_as_it_is(kind: str) -> None:
    _expect_the_same(case(kind))


@settings(max_examples=examples(20), phases=AS_DRAWN, deadline=None)
@given(answers=applications() | drafts())
def test_anything_is_read_back_as_by_reading_it_all(answers: dict[str, Any]) -> None:
    _expect_the_same(answers)
