"""Links to other workbooks are taken out of a blank; what they brought, and all else, stays."""

import io
import re
from pathlib import Path
from typing import Final

import pytest
from openpyxl import load_workbook
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.external_link.external import (
    ExternalBook,
    ExternalLink,
    ExternalSheetNames,
)
from python_calamine import CalamineWorkbook

from tests.blanks.banded import BANDED
from tests.wizard.calling import Call
from tests.workbook.packages import pack
from tests.workbook.patched import parts_of
from wizard.core.intake.binding import bind_blank
from wizard.core.intake.blank_intake import Intake
from workbook.opened import OpenedWorkbook
from workbook.patching.unlink import without_links

SHEET: Final = "利用申込書"
SHEET_PART: Final = "xl/worksheets/sheet1.xml"
LINKED: Final = {
    "Z3": ("[1]一覧!A1", "123"),
    "Z4": ('IF([1]一覧!A1="","",[1]一覧!A2)', "45"),
}
OWN: Final = {"Z5": ("1+1", "2"), "Z6": ('"[1]"&"は番号"', "")}


def blank() -> bytes:
    """Draw a blank with formulas that refer to another workbook, and others that do not."""
    book = load_workbook(io.BytesIO(BANDED.draw()))
    for cell, (formula, _) in (LINKED | OWN).items():
        book[SHEET][cell] = f"={formula}"
    sheets = ExternalSheetNames(sheetName=["一覧"])
    link = ExternalLink(externalBook=ExternalBook(sheetNames=sheets, id="rId1"))
    target = "file:///\\\\server\\share\\list.xlsx"
    link.file_link = Relationship(type="externalLinkPath", Target=target, TargetMode="External")  # type: ignore[call-overload]  # its id is given on writing
    book._external_links.append(link)  # type: ignore[attr-defined]  # noqa: SLF001 - no other way
    book.defined_names["companies"] = DefinedName("companies", attr_text="[1]一覧!$A$1:$A$9")
    book.defined_names["here"] = DefinedName("here", attr_text=f"{SHEET}!$Z$5")
    packed = io.BytesIO()
    book.save(packed)
    parts = parts_of(packed.getvalue())
    text = parts[SHEET_PART].decode("utf-8")
    for cell, (_, value) in (LINKED | OWN).items():  # as Excel does, which computes
        text = re.sub(rf'(r="{cell}".*?)<v></v>', rf"\g<1><v>{value}</v>", text, count=1)
    return pack({**parts, SHEET_PART: text.encode("utf-8")})


@pytest.fixture(scope="module")
def linked() -> bytes:
    return blank()


def values(content: bytes) -> dict[str, object]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(SHEET)
    rows = sheet.to_python(skip_empty_area=False)
    return {f"Z{row}": rows[row - 1][25] for row in range(3, 6)}


def test_values_stay_and_references_to_the_other_workbook_are_removed(linked: bytes) -> None:
    found = without_links(OpenedWorkbook(linked))
    book = load_workbook(io.BytesIO(found))
    assert {cell: book[SHEET][cell].value for cell in LINKED} == {"Z3": 123, "Z4": 45}
    assert {cell: book[SHEET][cell].value for cell in OWN} == {
        cell: f"={formula}" for cell, (formula, _) in OWN.items()
    }
    assert values(found) == values(linked) == {"Z3": 123.0, "Z4": 45.0, "Z5": 2.0}
    assert list(book.defined_names) == ["here"]
    before, after = parts_of(linked), parts_of(found)
    assert not [name for name in after if "externalLink" in name]
    assert b"externalLink" not in b"".join(after.values())
    assert b"server" not in b"".join(after.values())
    touched = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", SHEET_PART}
    assert {name for name in after if after[name] != before[name]} == touched


def test_followers_of_a_shared_formula_keep_their_values(linked: bytes) -> None:
    parts = parts_of(linked)
    shared = (
        '<row r="90"><c r="Z90"><f t="shared" ref="Z90:Z91" si="7">[1]一覧!A1</f><v>8</v></c></row>'
        '<row r="91"><c r="Z91"><f t="shared" si="7"/><v>9</v></c></row></sheetData>'
    )
    text = parts[SHEET_PART].decode("utf-8").replace("</sheetData>", shared)
    changed = pack({**parts, SHEET_PART: text.encode("utf-8")})
    book = load_workbook(io.BytesIO(without_links(OpenedWorkbook(changed))))
    assert [book[SHEET][cell].value for cell in ("Z90", "Z91")] == [8, 9]


def test_the_command_offers_it_and_does_it(call: Call, linked: bytes, tmp_path: Path) -> None:
    given, bound = tmp_path / "linked.xlsx", tmp_path / "bound.xlsx"
    given.write_bytes(linked)
    assert "--drop-links" in call("bind", given, "-o", bound).out
    called = call("bind", given, "-o", bound, "--drop-links", "--json")
    assert "別のブックへのリンク" not in {one["what"] for one in called.json["remarks"]}
    assert called.json["bound"] == dict(bind_blank(linked).names.cells)
    assert b"externalLink" not in b"".join(parts_of(bound.read_bytes()).values())


def test_the_page_does_it_and_keeps_what_was_chosen(linked: bytes) -> None:
    intake = Intake()
    intake.load("様式.xlsx", linked)
    intake.select("business.code")
    intake.accept()
    fields = dict(intake.fields)
    intake.drop_links()
    assert intake.fields == fields
    assert intake.blank is not None
    assert not any(one.is_link for one in intake.blank.activities)
    assert intake.notice == "別のブックへのリンクを削除しました。"
