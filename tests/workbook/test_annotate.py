"""The annotated copy: what the sender wrote stays; comments and list are as other readers see."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from tests.nightly import examples
from tests.opening import annotate, read
from tests.samples import KINDS, case
from tests.strategies import LITERALS
from tests.wizard.corpus import CELLS, row_of
from tests.workbook.packages import (
    IN_OFFICE,
    OWN,
    PARTS,
    SHEET,
    TYPES,
    WORKBOOK,
    WORKBOOK_RELS,
    form_with,
    pack,
    streamed,
    wide,
)
from tests.workbook.sheets import FORM, opened
from workbook.forms.fill import fill
from workbook.reports.list_sheet_xml import Remark
from workbook.xlsx.guard.package import open_package
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.reader.book import Book, read_book

Parts = dict[str, bytes]

LIST: Final = "不備一覧"
SHEET_RELS: Final = "xl/worksheets/_rels/sheet1.xml.rels"
DRAWING: Final = "xl/drawings/vmlDrawing1.vml"
COMMENTS: Final = "xl/comments1.xml"
TAG: Final = b'<legacyDrawing xmlns:r="%b" r:id="rId2"/>' % IN_OFFICE.encode()
AT: Final = CELLS["business.code"]
PAGE: Final = CELLS["privacy_notice_url"]
ROW: Final = row_of("business.code")
CODE: Final = Remark(
    FORM, ROW, 7, "不備", "事業者コード", "5桁ではありません。", "5桁で入力してください。", "3-4"
)
CODE_TEXT: Final = "不備：5桁ではありません。\n修正方法：5桁で入力してください。（FAQ 3-4）"
LETTERS: Final = Remark(FORM, ROW, 7, "補足", "事業者コード", "英字です。", "", "ERR_20250")
NAME: Final = Remark("別紙", 4, 2, "要確認", "氏名", "ありません。", "記入してください。", "")
WHOLE: Final = Remark(None, 0, 0, "補足", "", "全体のことです。", "確認してください。", "3-1")
REMARKS: Final = (LETTERS, CODE, NAME, WHOLE)
HEAD: Final = ["番号", "種類", "セル", "項目", "内容", "修正方法", "根拠"]


def annotated(content: bytes, *remarks: Remark) -> bytes:
    """Annotate, and see that the guard and the strict reader take the copy."""
    copy = annotate(content, remarks, verdict="不備あり", note="2026年11月24日の確認")
    before, after = booked(content), booked(copy)
    assert [*after.sheets][:-1] == [*before.sheets]
    for title, sheet in before.sheets.items():
        assert after.sheets[title] == sheet
    assert after.names == before.names
    assert after.properties == before.properties
    return copy


def booked(content: bytes) -> Book:
    return read_book(open_package(content))


def parts_of(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def grids(content: bytes) -> dict[str, list[list[Any]]]:
    """Give what calamine reads."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    names = book.sheet_names
    return {n: book.get_sheet_by_name(n).to_python(skip_empty_area=False) for n in names}


def listed(content: bytes, title: str = LIST) -> list[list[Any]]:
    """Give the rows of the list below its head, as calamine reads them."""
    grid = grids(content)[title]
    assert grid[3] == HEAD
    return grid[4:]


def comments(content: bytes) -> dict[str, dict[str, str]]:
    """Give the comments, as openpyxl reads them."""
    return {
        sheet.title: {cell.coordinate: cell.comment.text for cell in all_cells(sheet)
                      if cell.comment}
        for sheet in opened(content).worksheets
    }  # fmt: skip


def all_cells(sheet: Worksheet) -> list[Any]:
    return [cell for row in sheet.iter_rows() for cell in row]


def saved(book: Workbook) -> bytes:
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def own_with(**parts: bytes) -> bytes:
    return form_with({{"sheet": SHEET, "book": WORKBOOK}[name]: xml for name, xml in parts.items()})


# What was there stays


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_and_look_stays(kind: str) -> None:
    content = fill(case(kind)).content
    copy = annotated(content, *REMARKS)
    assert read(copy).answers == read(content).answers
    seen, seen_before = grids(copy), grids(content)
    assert [*seen] == [*seen_before, LIST]
    assert {title: seen[title] for title in seen_before} == seen_before
    before, after = opened(content), opened(copy)
    looks: dict[tuple[int, int], tuple[Any, Any]] = {}
    for sheet in before.worksheets:
        for cell in all_cells(sheet):
            same = after[sheet.title][cell.coordinate]
            assert (same.value, same.data_type) == (cell.value, cell.data_type)
            looks[same.style_id, cell.style_id] = (same, cell)
        assert after[sheet.title].sheet_state == sheet.sheet_state
        assert after[sheet.title].protection.sheet == sheet.protection.sheet
    for same, cell in looks.values():
        for look in ("font", "fill", "border", "alignment", "protection", "number_format"):
            assert repr(getattr(same, look)) == repr(getattr(cell, look))


def test_only_the_parts_that_must_change_do() -> None:
    before, after = parts_of(OWN), parts_of(annotated(OWN, CODE, WHOLE))
    assert [*after][: len(before)] == [*before]
    assert {name for name in before if after[name] != before[name]} == {
        SHEET, WORKBOOK, WORKBOOK_RELS, TYPES, "xl/styles.xml",
    }  # fmt: skip
    assert {*after} - {*before} == {
        COMMENTS, DRAWING, SHEET_RELS, "xl/worksheets/sheet3.xml",
    }  # fmt: skip
    assert after[SHEET].replace(TAG, b"") == before[SHEET]


def test_what_no_reader_reads_stays_too() -> None:
    kept = {
        "xl/media/image1.png": b"\x89PNG" + bytes(range(256)),
        "customXml/item1.xml": '<?xml version="1.0" encoding="utf-16"?><x/>'.encode("utf-16"),
        "xl/media/絵.svg": b"<!DOCTYPE svg><svg/>",
        "xl/": b"",
    }
    after = parts_of(annotated(form_with(dict(kept)), CODE))
    assert {name: after[name] for name in kept} == kept


@pytest.mark.parametrize("content", [streamed(), wide(), pack(PARTS, b"note", 0)])
def test_however_an_archive_was_written_its_parts_stay(content: bytes) -> None:
    before, after = parts_of(content), parts_of(annotated(content, WHOLE))
    changed = {WORKBOOK, WORKBOOK_RELS, TYPES, "xl/styles.xml"}
    assert {name for name in before if after[name] != before[name]} == changed


def test_the_tab_that_was_open_stays_open() -> None:
    book = opened(annotated(OWN, CODE))
    assert book.active is not None
    assert book.active.title == FORM
    assert not book[LIST].sheet_view.tabSelected
    assert book[LIST].sheet_state == "visible"


def test_the_same_remarks_give_the_same_bytes() -> None:
    content = fill(case("new")).content
    assert annotated(content, *REMARKS) == annotated(content, *REMARKS)


# Comments


def test_comments_stand_on_their_cells_the_worst_first() -> None:
    found = comments(annotated(OWN, *REMARKS))
    assert found[FORM] == {AT: f"{CODE_TEXT}\n\n補足：英字です。（FAQ ERR_20250）"}
    assert found["別紙"] == {"B4": "要確認：ありません。\n修正方法：記入してください。"}
    assert opened(annotated(OWN, CODE))[FORM][AT].comment.author == "moushikomi"


def test_a_form_without_findings_gets_no_comment() -> None:
    copy = annotated(OWN)
    assert not any(comments(copy).values())
    assert listed(copy) == []
    assert not any("comments" in name for name in parts_of(copy))


def boxes(vml: bytes) -> list[tuple[int, int, list[int]]]:
    """Give the row, the column (from 1) and the anchor of each comment's box."""
    notes = re.findall(rb'ClientData [^>]*ObjectType="Note".*?ClientData>', vml, re.DOTALL)
    return [
        (_number(note, b"Row") + 1, _number(note, b"Column") + 1, _anchor(note)) for note in notes
    ]


def _number(note: bytes, name: bytes) -> int:
    found = re.search(rb":%b>\s*(\d+)\s*<" % name, note)
    assert found is not None
    return int(found[1])


def _anchor(note: bytes) -> list[int]:
    found = re.search(rb":Anchor>([^<]*)<", note)
    return [int(number) for number in found[1].split(b",")] if found else []


def test_boxes_stand_beside_their_cells_and_grow_with_their_texts() -> None:
    long = Remark(FORM, 38, 7, "不備", "", "長い指摘です。" * 30, "", "")
    vml = parts_of(annotated(OWN, CODE, long))[DRAWING]
    assert vml.count(b"visibility:hidden") == 2
    assert len(set(re.findall(rb'id="(_x0000_s\d+)"', vml))) == 2
    (row, column, short_box), (_, _, long_box) = boxes(vml)
    assert (row, column) == (ROW, 7)
    # G:R of the row is merged; each column has 3.15 digits, some 22 pixels: 300 are 14 columns
    assert short_box[:2] == [18, 15]
    assert 12 <= short_box[4] - short_box[0] <= 16
    assert short_box[2] == 9
    assert long_box[6] - long_box[2] > short_box[6] - short_box[2]


def test_a_very_long_text_gets_a_wide_box() -> None:
    long = Remark(FORM, 38, 7, "不備", "", "長い指摘です。" * 100, "", "")
    vml = parts_of(annotated(OWN, CODE, long))[DRAWING]
    assert re.findall(rb"[^-]width:([0-9.]+)pt", vml) == [b"225", b"345"]


def test_a_box_has_its_width_where_nothing_is_shown_on_the_right() -> None:
    sheet = PARTS[SHEET].replace(b"</cols>", b'<col min="37" max="16384" hidden="1"/></cols>')
    remark = Remark(FORM, 11, 25, "不備", "", "右端です。", "", "")
    ((_, _, box),) = boxes(parts_of(annotated(own_with(sheet=sheet), remark))[DRAWING])
    assert box[4] == 35
    assert 12 <= box[4] - box[0] <= 16


def test_comments_of_the_sender_stay_above_the_new_ones() -> None:
    book = opened(fill(case("new")).content)
    book[FORM][AT].comment = Comment("これでよいですか？", "申込 太郎")
    book[FORM][PAGE].comment = Comment("URLです", "申込 太郎")
    content = saved(book)
    before = parts_of(content)
    copy = annotated(content, CODE, Remark(FORM, 4, 7, "要確認", "", "先の日付です。", "", ""))
    assert comments(copy)[FORM] == {
        AT: "これでよいですか？\n――――――――\n" + CODE_TEXT,
        PAGE: "URLです",
        "G4": "要確認：先の日付です。",
    }
    authors = [opened(copy)[FORM][cell].comment.author for cell in (AT, PAGE, "G4")]
    assert authors == ["申込 太郎", "申込 太郎", "moushikomi"]
    after = parts_of(copy)
    assert {*after} - {*before} == {"xl/worksheets/sheet3.xml"}
    assert after[SHEET] == before[SHEET]
    (vml,) = (xml for name, xml in after.items() if name.endswith(".vml"))
    assert [(row, column) for row, column, _ in boxes(vml)] == [(11, 7), (16, 1), (4, 7)]
    assert [len(anchor) for _, _, anchor in boxes(vml)] == [8, 0, 8]


# A sheet with comments and form controls as Excel writes it, drawn by hand


VML: Final = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<v:shapetype id="_x0000_t201"/><v:shape id="Check_x0020_Box_x0020_1" o:spid="_x0000_s1030"'
    ' type="#_x0000_t201"><v:textbox><div><font>送付済{br}控え</font></div></v:textbox>'
    '<x:ClientData ObjectType="Checkbox"><x:Row>10</x:Row><x:Column>6</x:Column></x:ClientData>'
    "</v:shape>{more}</xml>\r\n"
)
NOTE: Final = (
    '<v:shape id="_x0000_s1031" type="#_x0000_t202"><x:ClientData ObjectType="Note">'
    "<x:Anchor> 8, 15, 9, 4, 9, 15, 10, 4</x:Anchor><x:Row>10</x:Row><x:Column>6</x:Column>"
    "</x:ClientData></v:shape>"
)
RICH: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    '<x:comments xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:authors>'
    f'<x:author>申込 太郎</x:author></x:authors><x:commentList><x:comment ref="{AT}" authorId="0">'
    "<x:text><x:r><x:rPr><x:b/></x:rPr><x:t>太郎:</x:t></x:r><x:r><x:t>確認済み</x:t></x:r>"
    '<x:phoneticPr fontId="1"/></x:text></x:comment></x:commentList></x:comments>'
)


def with_drawing(vml: str, texts: str = "", tail: bytes = b"") -> bytes:
    """Write the own form with a drawing of form controls, and with comments if texts are given."""
    kinds = {"rId7": ("vmlDrawing", "../drawings/vmlDrawing1.vml")}
    if texts:
        kinds["rId8"] = ("comments", "../comments1.xml")
    related = "".join(
        f'<Relationship Id="{name}" Type="{IN_OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in kinds.items()
    )
    root = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    tag = TAG.replace(b"rId2", b"rId7")
    added: dict[str, bytes | None] = {
        SHEET: PARTS[SHEET].replace(b"</worksheet>", tag + tail + b"</worksheet>"),
        SHEET_RELS: f"{root}{related}</Relationships>".encode(),
        DRAWING: vml.encode(),
    }
    return form_with(added | ({COMMENTS: texts.encode()} if texts else {}))


def test_comments_go_into_the_drawing_of_form_controls() -> None:
    content = with_drawing(VML.format(br="<br/>", more=""))
    before, copy = parts_of(content), annotated(content, CODE)
    after = parts_of(copy)
    assert comments(copy)[FORM] == {AT: CODE_TEXT}
    assert after[SHEET] == before[SHEET]
    end = before[DRAWING].rindex(b"</xml>")
    assert after[DRAWING].startswith(before[DRAWING][:end])
    assert after[DRAWING].endswith(before[DRAWING][end:])
    assert [(row, column) for row, column, _ in boxes(after[DRAWING])] == [(11, 7)]
    assert b'id="_x0000_s1031"' in after[DRAWING]
    assert after[DRAWING].count(b'id="_x0000_t202"') == 1
    related = open_package(copy).relationships(SHEET)
    assert {one.type.rpartition("/")[2]: one.target for one in related.values()} == {
        "vmlDrawing": DRAWING, "comments": COMMENTS,
    }  # fmt: skip


@pytest.mark.parametrize("line_break", ["<br/>", "<br>"], ids=["XML", "as Excel writes it"])
def test_rich_comments_beside_form_controls_are_continued(line_break: str) -> None:
    content = with_drawing(VML.format(br=line_break, more=NOTE), RICH)
    copy = annotated(content, CODE, Remark(FORM, 4, 7, "要確認", "", "先の日付です。", "", ""))
    assert comments(copy)[FORM] == {
        AT: "太郎:確認済み\n――――――――\n" + CODE_TEXT,
        "G4": "要確認：先の日付です。",
    }
    after = parts_of(copy)
    assert [(row, column) for row, column, _ in boxes(after[DRAWING])] == [(11, 7), (4, 7)]
    assert b"<x:r><x:rPr><x:b/></x:rPr><x:t>" in after[COMMENTS]
    assert after[COMMENTS].index(b"<x:phoneticPr") > after[COMMENTS].index("――".encode())


def test_a_plain_comment_with_runs_behind_is_continued_behind_them() -> None:
    mixed = RICH.replace("<x:text>", "<x:text><x:t>メモ </x:t>")
    copy = annotated(with_drawing(VML.format(br="", more=NOTE), mixed), CODE)
    assert comments(copy)[FORM] == {AT: "メモ 太郎:確認済み\n――――――――\n" + CODE_TEXT}


def test_one_author_and_numbers_of_their_own_for_all_boxes() -> None:
    parts = parts_of(annotated(annotated(OWN, CODE, NAME), Remark(FORM, 4, 7, "", "", "", "", "")))
    assert parts[COMMENTS].count(b"<author>moushikomi</author>") == 1
    drawings = [xml for name, xml in parts.items() if name.endswith(".vml")]
    ids = re.findall(rb'id="(_x0000_s[0-9]+)"', b"".join(drawings))
    assert len(set(ids)) == len(ids) == 3


DAMAGED: Final[dict[str, tuple[str, str]]] = {
    "texts that are no XML": (VML.format(br="", more=NOTE), RICH[:-5]),
    "texts that are something else": (VML.format(br="", more=NOTE), "<x/>"),
    "a drawing that does not end": (VML.format(br="", more=NOTE)[:-20], RICH),
    "a drawing with something behind it": (VML.format(br="", more="") + "<!-- </xml> -->", RICH),
}


@pytest.mark.parametrize(("vml", "texts"), DAMAGED.values(), ids=DAMAGED)
def test_a_sheet_whose_comments_are_damaged_stays_as_it_is(vml: str, texts: str) -> None:
    content = with_drawing(vml, texts)
    before, copy = parts_of(content), annotate(content, REMARKS, verdict="", note="")
    after = parts_of(copy)
    for name in (SHEET, SHEET_RELS, DRAWING, COMMENTS):
        assert after[name] == before[name]
    assert len(listed(copy)) == 4
    assert "xl/comments2.xml" in after  # the other sheet has its comment


@pytest.mark.parametrize("vml", ["<xml/>", '<x:xml xmlns:x="urn:x"></x:xml>'])
def test_an_empty_drawing_is_drawn_anew(vml: str) -> None:
    assert comments(annotated(with_drawing(vml), CODE))[FORM] == {AT: CODE_TEXT}


def test_a_drawing_that_is_not_there_gets_no_boxes() -> None:
    sheet = PARTS[SHEET].replace(b"</worksheet>", TAG + b"</worksheet>")
    copy = annotated(own_with(sheet=sheet), *REMARKS)
    assert parts_of(copy)[SHEET] == sheet
    assert len(listed(copy)) == 4


def test_a_comment_that_is_full_is_not_continued() -> None:
    full = RICH.replace("確認済み", "あ" * 32_740)
    content = with_drawing(VML.format(br="", more=NOTE), full)
    assert comments(annotated(content, CODE))[FORM] == {AT: "太郎:" + "あ" * 32_740}


# The sheet's own XML


def _prefixed(xml: bytes) -> bytes:
    return re.sub(rb"<(/?)(?=\w)", rb"<\1x:", xml).replace(b"xmlns=", b"xmlns:x=")


def test_a_sheet_with_prefixes_keeps_them() -> None:
    parts = {name: _prefixed(PARTS[name]) for name in (SHEET, WORKBOOK, "xl/styles.xml")}
    content = form_with(dict(parts))
    after = parts_of(annotated(content, CODE))
    tag = TAG.replace(b"<", b"<x:")
    assert after[SHEET] == parts[SHEET].replace(b"</x:worksheet>", tag + b"</x:worksheet>")
    assert comments(annotated(content, CODE))[FORM] == {AT: CODE_TEXT}
    assert grids(annotated(content, CODE))[LIST][4][4] == CODE.message


def test_a_prefix_that_is_declared_is_not_declared_again() -> None:
    root = f' xmlns:r="{IN_OFFICE}" '.encode()
    sheet = PARTS[SHEET].replace(b"<worksheet ", b"<worksheet" + root, 1)
    after = parts_of(annotated(own_with(sheet=sheet), CODE))[SHEET]
    assert after == sheet.replace(b"</worksheet>", b'<legacyDrawing r:id="rId2"/></worksheet>')


def test_a_prefix_that_means_something_else_is_declared_anew() -> None:
    sheet = PARTS[SHEET].replace(b"<worksheet ", b'<worksheet xmlns:r="urn:other" ', 1)
    after = parts_of(annotated(own_with(sheet=sheet), CODE))[SHEET]
    assert after == sheet.replace(b"</worksheet>", TAG + b"</worksheet>")


MC: Final = b'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
TAILS: Final[dict[str, tuple[bytes, bytes]]] = {
    "nothing": (b"", b""),
    "a drawing": (b'<drawing r:id="d"/>', b""),
    "a drawing and tables": (
        b'<drawing r:id="d"/>', b'<tableParts count="1"><tablePart r:id="t"/></tableParts>',
    ),
    "a picture and extensions": (
        b"<ignoredErrors/>", b'<picture r:id="p"/><extLst><ext uri="{1}"><a/></ext></extLst>\n',
    ),
    "a header's drawing": (b"", b'<legacyDrawingHF r:id="h"/>'),
    "controls in alternatives": (
        b"<colBreaks/>",
        b"<mc:AlternateContent " + MC + b'><mc:Choice Requires="x14"><controls/></mc:Choice>'
        b"</mc:AlternateContent><extLst/>",
    ),
    "other alternatives": (
        b"<mc:AlternateContent " + MC + b"><mc:Choice><pageSetup/></mc:Choice>"
        b"</mc:AlternateContent>",
        b"<webPublishItems></webPublishItems>",
    ),
    "what looks like tags": (
        b"<!-- <extLst> </worksheet> --><?x <picture> ?><drawing><![CDATA[<extLst/>]]></drawing>",
        b"<extLst a='>'><!-- </extLst> <a><b> --><![CDATA[</a>]]></extLst><!-- </worksheet> -->",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), TAILS.values(), ids=TAILS)
def test_the_drawing_stands_where_the_schema_wants_it(before: bytes, after: bytes) -> None:
    root = f' xmlns:r="{IN_OFFICE}" '.encode()
    whole = PARTS[SHEET].replace(b"<worksheet ", b"\xef\xbb\xbf<worksheet" + root, 1)
    start = whole.removesuffix(b"</worksheet>")
    content = own_with(sheet=start + before + after + b"</worksheet> <!-- </x> -->\n")
    expected = start + before + b'<legacyDrawing r:id="rId2"/>' + after
    assert parts_of(annotated(content, CODE))[SHEET].startswith(expected)


# The list


def test_the_list_has_all_findings_in_their_order() -> None:
    copy = annotated(OWN, *REMARKS)
    assert grids(copy)[LIST][:3] == [
        ["不備あり", "", "", "", "", "", ""],
        ["2026年11月24日の確認", "", "", "", "", "", ""],
        ["", "", "", "", "", "", ""],
    ]
    assert listed(copy) == [
        [1, "補足", f"利用申込書!{AT}", "事業者コード", "英字です。", "", "FAQ ERR_20250"],
        [2, "不備", f"利用申込書!{AT}", "事業者コード", CODE.message, CODE.remedy, "FAQ 3-4"],
        [3, "要確認", "別紙!B4", "氏名", "ありません。", "記入してください。", ""],
        [4, "補足", "", "", "全体のことです。", "確認してください。", "FAQ 3-1"],
    ]


def test_the_list_links_to_the_cells_and_is_set_up_for_print() -> None:
    sheet = opened(annotated(OWN, *REMARKS))[LIST]
    links = [sheet.cell(row, 3).hyperlink for row in range(5, 9)]
    targets = [link.location if link else None for link in links]
    assert targets == [f"'利用申込書'!{AT}", f"'利用申込書'!{AT}", "'別紙'!B4", None]
    assert sheet.freeze_panes == "A5"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet["A4"].font.b
    assert sheet["A4"].fill.fgColor.rgb == "FFD9E6FF"
    assert not sheet["E5"].font.b
    assert sheet["E5"].alignment.wrap_text
    assert sheet["E5"].alignment.vertical == "top"
    assert sheet.column_dimensions["E"].width == 48
    assert {sheet.cell(5, column).data_type for column in range(2, 8)} == {"s"}


def test_titles_are_quoted_as_they_need() -> None:
    title = 'A&B\'s "form"'
    book = opened(OWN)
    book[FORM].title = title
    remark = Remark(title, 4, 7, "不備", "", "m", "", "")
    copy = annotate(saved(book), [remark], verdict="", note="")
    assert comments(copy)[title] == {"G4": "不備：m"}
    assert listed(copy)[0][2] == f"{title}!G4"
    link = opened(copy)[LIST]["C5"].hyperlink
    assert link is not None
    assert link.location == "'A&B''s \"form\"'!G4"


def test_a_list_that_there_is_stays() -> None:
    once = annotated(OWN, CODE)
    twice = annotated(once, LETTERS)
    thrice = annotated(twice)
    assert [*grids(thrice)][2:] == [LIST, f"{LIST} (2)", f"{LIST} (3)"]
    assert listed(thrice)[0][5] == CODE.remedy
    assert listed(thrice, f"{LIST} (2)")[0][4] == "英字です。"
    assert comments(thrice)[FORM][AT].startswith(CODE_TEXT + "\n――")
    ids = re.findall(r' sheetId="(\d+)"', parts_of(thrice)[WORKBOOK].decode())
    assert ids == ["1", "2", "3", "4", "5"]
    assert parts_of(thrice)[WORKBOOK].count(b' r:id="') == 5  # some readers know no other prefix


@pytest.mark.parametrize(("largest", "fresh"), [(9, "10"), (65_534, "1"), (4_294_967_295, "1")])
def test_the_list_gets_a_number_of_its_own(largest: int, fresh: str) -> None:
    book = PARTS[WORKBOOK].replace(b'sheetId="1"', f'sheetId="{largest}"'.encode())
    xml = parts_of(annotated(own_with(book=book), CODE))[WORKBOOK].decode()
    assert re.findall(r' sheetId="(\d+)"', xml)[-1] == fresh


def test_names_that_are_taken_are_not_taken_again() -> None:
    types = PARTS[TYPES].replace(
        b"</Types>",
        b'<Override PartName="/xl/worksheets/sheet3.xml" ContentType="application/x"/></Types>',
    )
    taken = {"XL/Comments1.xml": b"<x/>", "xl/drawings/vmldrawing%31.vml": b"<x/>", TYPES: types}
    after = parts_of(annotated(form_with(dict(taken)), CODE))
    assert {*after} - {*PARTS} - {*taken} == {
        "xl/comments2.xml", "xl/drawings/vmlDrawing2.vml", SHEET_RELS, "xl/worksheets/sheet4.xml",
    }  # fmt: skip


VML_TYPE: Final = b"application/vnd.openxmlformats-officedocument.vmlDrawing"


def test_content_types_are_declared_once_and_right() -> None:
    copy = annotated(OWN, CODE, NAME)
    types = parts_of(copy)[TYPES]
    assert types.count(b'<Default Extension="vml" ContentType="%b"/>' % VML_TYPE) == 1
    assert types.count(VML_TYPE) == types.count(b'Extension="vml"') == 1
    again = parts_of(annotated(copy, Remark(LIST, 1, 1, "不備", "", "m", "", "")))
    assert again[TYPES].count(VML_TYPE) == 1
    package = open_package(copy)
    for name in ("xl/drawings/vmlDrawing1.vml", "xl/drawings/vmlDrawing2.vml"):
        assert package.content_type(name) == VML_TYPE.decode().lower()
    for name in ("xl/comments1.xml", "xl/comments2.xml"):
        assert package.content_type(name).endswith(".spreadsheetml.comments+xml")


def test_an_extension_that_means_something_else_goes_on_to() -> None:
    other = b'<Default Extension="vml" ContentType="application/xml"/></Types>'
    types = PARTS[TYPES].replace(b"</Types>", other)
    copy = annotated(form_with({TYPES: types}), CODE)
    assert b'Override PartName="/%b"' % DRAWING.encode() in parts_of(copy)[TYPES]
    assert open_package(copy).content_type(DRAWING) == VML_TYPE.decode().lower()
    assert comments(copy)[FORM] == {AT: CODE_TEXT}


def test_what_is_on_no_cell_of_the_form_is_listed_without_a_link() -> None:
    odd = [
        Remark("ない表", 3, 2, "不備", "", "m", "", ""),
        Remark(FORM, 0, 2, "不備", "", "m", "", ""),
        Remark(FORM, 1, 16_385, "不備", "", "m", "", ""),
    ]
    copy = annotated(OWN, *odd)
    assert [row[2] for row in listed(copy)] == ["ない表!B3", "", ""]
    assert not any(comments(copy).values())
    assert b"<hyperlink" not in parts_of(copy)["xl/worksheets/sheet3.xml"]


STYLES: Final = "xl/styles.xml"
TYPE_OF_STYLES: Final = re.compile(rb'<Override PartName="/xl/styles.xml"[^>]*>')


def test_a_workbook_without_styles_gets_none() -> None:
    bare = re.sub(rb' s="\d+"', b"", PARTS[SHEET])
    parts: dict[str, bytes | None] = {
        SHEET: bare, "xl/worksheets/sheet2.xml": bare, STYLES: None,
        TYPES: TYPE_OF_STYLES.sub(b"", PARTS[TYPES]),
        WORKBOOK_RELS: re.sub(rb"<Relationship [^>]*/styles[^>]*>", b"", PARTS[WORKBOOK_RELS]),
    }  # fmt: skip
    copy = annotated(form_with(parts), CODE)
    assert STYLES not in parts_of(copy)
    assert listed(copy)[0][:2] == ["1", "不備"]


def test_styles_that_lack_a_list_stay() -> None:
    bare = re.sub(rb' s="\d+"', b"", PARTS[SHEET])
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    styles = b'<styleSheet xmlns="%b"><fonts/></styleSheet>' % main
    parts: dict[str, bytes | None] = {
        SHEET: bare, "xl/worksheets/sheet2.xml": bare, STYLES: styles,
    }  # fmt: skip
    copy = annotated(form_with(parts), CODE)
    assert parts_of(copy)[STYLES] == styles
    assert listed(copy)[0][:2] == ["1", "不備"]


def test_styles_are_counted_as_they_are() -> None:
    xml = parts_of(annotated(OWN, CODE))[STYLES].decode()
    for group, item in {"fonts": "font", "fills": "fill", "cellXfs": "xf"}.items():
        found = re.search(rf'<{group} count="(\d+)">(.*?)</{group}>', xml, re.DOTALL)
        assert found is not None
        assert int(found[1]) == len(re.findall(rf"<{item}[ >]", found[2]))


# Texts


def _as_kept(text: str) -> str:
    """Say what remains of a text: control characters and what is no character do not."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    gone = [*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0xD800, 0xE000), 0xFFFE]
    return text.translate(dict.fromkeys([*gone, 0xFFFF], "\ufffd"))


HOSTILE: Final = (
    *LITERALS, "a\x00\x07\x1b\x7f\x85\ufffe\uffffb", "\ud842 \udfb7", "a\r\nb\rc\n", " \t a \n",
    "]]>&amp;&#65;<!-- --><![CDATA[", "_x000D_" * 3, "_x0000_x0000_", "{0}{last}%s", "𠮷" * 50,
)  # fmt: skip


def test_hostile_texts_stay_texts() -> None:
    remarks = [Remark(FORM, 1 + n, 40, "不備", t, t, t, t) for n, t in enumerate(HOSTILE)]
    copy = annotate(OWN, remarks, verdict="", note="")
    rows, comment_texts, sheet = listed(copy), comments(copy)[FORM], opened(copy)[LIST]
    for number, text in enumerate(HOSTILE):
        kept = _as_kept(text)
        assert rows[number][3:] == [kept, kept, kept, f"FAQ {kept}"]
        kinds = {sheet.cell(5 + number, column).data_type for column in range(3, 8)}
        assert kinds == {"s"}
        comment = f"不備：{kept}\n修正方法：{kept}（FAQ {kept}）"
        assert comment_texts[f"AN{1 + number}"].replace("_x005F_", "_") == comment


@pytest.mark.parametrize("text", HOSTILE[-9:], ids=ascii)
def test_a_hostile_verdict_stays_a_text(text: str) -> None:
    copy = annotate(OWN, [], verdict=text, note=text)
    assert [row[0] for row in grids(copy)[LIST][:2]] == [_as_kept(text)] * 2


@pytest.mark.parametrize("unit", ["あ", "𠮷", "_x000D_"])
def test_long_texts_are_cut(unit: str) -> None:
    remark = Remark(FORM, ROW, 7, "不備", "", unit * 33_000, unit * 30, "")
    copy = annotated(OWN, remark)
    message = listed(copy)[0][4]
    assert message.endswith("…")
    assert message.removesuffix("…").startswith(unit * 2_000)
    kept = str(booked(copy).sheets[LIST].cells[5, 5].value)
    assert len(kept.encode("utf-16-le")) <= 2 * 32_767
    comment_texts = comments(copy)[FORM][AT]
    assert 900 < len(comment_texts.replace("_x005F_", "_")) <= 2_000
    assert comment_texts.endswith("…")
    assert "\ufffd" not in message + comment_texts


def test_a_text_that_just_fits_is_not_cut() -> None:
    full = Remark(FORM, ROW, 7, "不備", "", "あ" * 32_767, "い" * 32_768, "")
    row = listed(annotated(OWN, full))[0]
    assert row[4] == "あ" * 32_767
    assert row[5] == "い" * 32_766 + "…"


# How much


def test_so_many_findings_are_listed_and_so_many_cells_commented() -> None:
    remarks = [Remark(FORM, 1 + n, 40, "不備", "", f"{n}番", "", "") for n in range(2_003)]
    copy = annotated(OWN, *remarks, Remark(FORM, 1, 40, "補足", "", "後から", "", ""))
    rows = listed(copy)
    assert [row[4] for row in rows[:-1]] == [f"{n}番" for n in range(2_000)]
    assert rows[-1][4] == "ほかに4件あります。"
    found = comments(copy)[FORM]
    assert len(found) == 1_000
    assert found["AN1"] == "不備：0番\n\n補足：後から"


@pytest.mark.nightly
def test_many_long_findings_stay_within_what_a_form_may_have() -> None:
    text = "あ" * 5_000
    remarks = [Remark(FORM, 1 + n, 7, "不備", text, text, text, "3-4") for n in range(2_000)]
    copy = annotated(OWN, *remarks)
    assert len(listed(copy)) == 2_000
    assert len(copy) < 2_500_000


@pytest.mark.parametrize(("room", "commented"), [(4, True), (3, False), (1, False)])
def test_a_package_without_room_gets_the_list_alone(room: int, *, commented: bool) -> None:
    more = {f"xl/x{n}.bin": b"" for n in range(200 - room - len(PARTS))}
    copy = annotated(form_with(dict(more)), CODE)
    assert bool(comments(copy)[FORM]) == commented
    assert len(listed(copy)) == 1


def test_what_cannot_be_read_is_refused() -> None:
    for content in (b"", b"PK", OWN[:-50], form_with({WORKBOOK: b"<workbook"})):
        with pytest.raises(UnreadableError):
            annotate(content, [CODE], verdict="", note="")


# Anything at all

AS_DRAWN: Final = (Phase.explicit, Phase.generate)
TEXTS: Final = st.sampled_from(HOSTILE) | st.text(st.characters(), max_size=40)
DRAWN: Final = st.lists(
    st.builds(
        Remark,
        sheet=st.sampled_from([FORM, "別紙", "ない表", None]),
        row=st.integers(1, 60),
        column=st.integers(1, 40),
        severity=st.sampled_from(["不備", "要確認", "補足"]),
        label=TEXTS,
        message=TEXTS,
        remedy=TEXTS,
        source=st.sampled_from(["3-4", ""]),
    ),
    max_size=12,
)


@settings(max_examples=examples(40), phases=AS_DRAWN)
@given(remarks=DRAWN)
def test_any_remarks_are_found_in_the_list_and_on_their_cells(remarks: Sequence[Remark]) -> None:
    copy = annotated(OWN, *remarks)
    rows = listed(copy)
    assert len(rows) == len(remarks)
    for number, (row, remark) in enumerate(zip(rows, remarks, strict=True), start=1):
        assert row[:2] == [number, remark.severity]
        assert row[3:6] == [_as_kept(t) for t in (remark.label, remark.message, remark.remedy)]
    places = [(r.row, r.column, r.sheet) for r in remarks if r.sheet in {FORM, "別紙"}]
    parts = parts_of(copy)
    drawn = {
        (row, column, title)
        for title, part in {FORM: SHEET, "別紙": SHEET.replace("1", "2")}.items()
        for related in open_package(copy).relationships(part).values()
        for row, column, _ in boxes(parts[related.target])
    }
    assert drawn == {*places}
    references = re.findall(rb' ref="([A-Z]+[0-9]+)"', b"".join(_comment_parts(parts)))
    expected = [f"{get_column_letter(column)}{row}" for row, column, _ in {*places}]
    assert sorted(reference.decode() for reference in references) == sorted(expected)


def _comment_parts(parts: Parts) -> Iterator[bytes]:
    return (xml for name, xml in parts.items() if "/comments" in name)
