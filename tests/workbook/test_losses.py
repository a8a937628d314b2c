"""What openpyxl would lose: told by name and place; nothing where there is nothing to lose."""

import pytest

from tests.workbook.blank_parts import (
    SECOND,
    STYLE_SHEET,
    TITLE,
    Blank,
    Box,
    drawn,
    sheet_xml,
)
from tests.workbook.packages import OWN
from workbook.guard.unreadable import UnreadableError
from workbook.patching.losses import Loss, would_be_lost

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
CELL = '<sheetData><row r="1"><c r="A1"{}>{}</c></row></sheetData>'
RICH = "<r><t>赤</t></r><r><rPr><b/></rPr><t>字</t></r>"
DRAWING_PART = "xl/drawings/drawing1.xml"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
ANCHOR = (
    "<xdr:absoluteAnchor><xdr:pos x='0' y='0'/><xdr:ext cx='9' cy='9'/>{}<xdr:clientData/>"
    "</xdr:absoluteAnchor>"
)


def _lost(blank: Blank) -> set[tuple[str, str]]:
    losses = would_be_lost(blank.packed())
    assert len(set(losses)) == len(losses)
    return {(loss.what, loss.where) for loss in losses}


def _drawing(*things: str) -> Blank:
    inner = "".join(ANCHOR.format(thing) for thing in things)
    part = (
        f'<xdr:wsDr xmlns:xdr="{DRAWING}/spreadsheetDrawing" xmlns:a="{DRAWING}/main" '
        f'xmlns:mc="{MC}">{inner}</xdr:wsDr>'
    )
    return Blank(
        sheet=sheet_xml(after='<drawing r:id="rId1"/>'),
        related={DRAWING_PART: "drawing"},
        parts={DRAWING_PART: part},
        types={DRAWING_PART: DRAWING_TYPE},
    )


def test_of_our_own_form_nothing_is_lost() -> None:
    assert would_be_lost(OWN) == ()


def test_of_a_plain_blank_nothing_is_lost() -> None:
    strings = "<si><t>題名</t></si>"
    data = CELL.format(' t="s"', "<v>0</v>")
    blank = Blank(sheet=sheet_xml(data, '<phoneticPr fontId="1"/>'), strings=strings)
    assert _lost(blank) == set()


def test_what_is_empty_is_no_loss() -> None:
    footer = '<headerFooter differentFirst="0"><oddFooter></oddFooter></headerFooter>'
    one_run = sheet_xml(CELL.format(' t="inlineStr"', f"<is>{RICH.partition('</r>')[2]}</is>"))
    assert _lost(Blank(sheet=sheet_xml(after=footer), second=one_run)) == set()


def test_what_is_drawn_over_cells_is_lost() -> None:
    assert _lost(drawn(Box(1, 4), Box(1, 6, kind="Button"))) == {
        ("テキストボックス", TITLE),
        ("チェックボックス（フォームコントロール）", TITLE),
        ("ボタン（フォームコントロール）", TITLE),
        ("印刷設定（プリンター）", TITLE),
    }


def test_boxes_that_are_only_in_the_drawing_are_lost_too() -> None:
    assert ("チェックボックス（フォームコントロール）", TITLE) in _lost(
        drawn(Box(1, 4), listed=False)
    )


SHAPE = '<xdr:{0} macro="" textlink=""><xdr:nvSpPr/><xdr:spPr/></xdr:{0}>'
FRAME = (
    '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr/><xdr:xfrm/><a:graphic><a:graphicData>'
    '<d:relIds xmlns:d="urn:d"/></a:graphicData></a:graphic></xdr:graphicFrame>'
)
CONTROL_SHAPE = (
    '<mc:AlternateContent><mc:Choice Requires="a14"><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="1" name="c">'
    '<a:extLst><a:ext><x:compatExt xmlns:x="urn:x" spid="_x0000_s1025"/></a:ext></a:extLst>'
    "</xdr:cNvPr></xdr:nvSpPr></xdr:sp></mc:Choice><mc:Fallback/></mc:AlternateContent>"
)


@pytest.mark.parametrize(
    ("thing", "what"),
    [
        (SHAPE.format("sp"), {"図形"}),
        (SHAPE.format("cxnSp"), {"図形"}),
        (f"<xdr:grpSp>{SHAPE.format('sp')}</xdr:grpSp>", {"図形"}),
        (FRAME, {"SmartArt"}),
        (CONTROL_SHAPE, set()),
    ],
)
def test_shapes_are_lost(thing: str, what: set[str]) -> None:
    assert _lost(_drawing(thing)) == {(one, TITLE) for one in what}


READ = '<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>'


@pytest.mark.parametrize(("item", "what"), [(RICH, "文字ごとの書式"), (READ, "ふりがな")])
def test_what_a_text_has_beside_its_letters_is_lost(item: str, what: str) -> None:
    shared = sheet_xml(CELL.format(' t="s"', "<v>1</v>"))
    strings = f"<si><t>無</t></si><si>{item}</si>"
    assert _lost(Blank(second=shared, strings=strings)) == {(what, SECOND)}
    inline = sheet_xml(CELL.format(' t="inlineStr"', f"<is>{item}</is>"))
    assert _lost(Blank(sheet=inline)) == {(what, TITLE)}


@pytest.mark.parametrize(
    ("attribute", "what"),
    [(' t="e" vm="1"', "セル内の画像"), (' cm="1"', "スピル（動的配列数式）")],
)
def test_what_cells_have_beside_their_values_is_lost(attribute: str, what: str) -> None:
    data = CELL.format(attribute, "<v>#VALUE!</v>" if "vm" in attribute else "<v>1</v>")
    assert _lost(Blank(sheet=sheet_xml(data))) == {(what, TITLE)}


@pytest.mark.parametrize(
    ("after", "what"),
    [
        ("<protectedRanges><protectedRange sqref='A1'/></protectedRanges>", "編集を許可する範囲"),
        ("<ignoredErrors><ignoredError sqref='A1'/></ignoredErrors>", "エラー表示の設定"),
        ('<webPublishItems count="0"/>', "Webへの発行の設定"),
        ('<someday x="1"/>', "シートの設定（someday）"),
        ("<extLst><ext uri='{1}'><x14:dataValidations/></ext></extLst>", "入力規則の一部"),
        ("<extLst><ext uri='{2}'><x14:sparklineGroups/></ext></extLst>", "スパークライン"),
        ("<extLst><ext uri='{3}'><x14:slicerList/></ext></extLst>", "スライサー"),
        ("<extLst><ext uri='{4}'><x14:someday/></ext></extLst>", "シートの拡張設定（someday）"),
    ],
)  # fmt: skip
def test_what_a_sheet_has_beside_its_cells_is_lost(after: str, what: str) -> None:
    assert _lost(Blank(sheet=sheet_xml(after=after))) == {(what, TITLE)}


@pytest.mark.parametrize(
    ("kind", "what", "after"),
    [
        ("vmlDrawing", "ヘッダー・フッターの画像", '<legacyDrawingHF r:id="rId1"/>'),
        ("image", "シートの背景", '<picture r:id="rId1"/>'),
        ("threadedComment", "コメント（新形式）", ""),
        ("slicer", "スライサー", ""),
        ("oleObject", "埋め込みオブジェクト", ""),
        ("control", "ActiveXコントロール", ""),
        ("someday", "その他の部品（someday）", ""),
    ],
)
def test_parts_that_belong_to_a_sheet_are_lost(kind: str, what: str, after: str) -> None:
    blank = Blank(sheet=sheet_xml(after=after), related={"xl/part1.vml": kind})
    blank.parts = {"xl/part1.vml": "<xml/>"}
    assert _lost(blank) == {(what, TITLE)}


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("connections", "外部データの接続"),
        ("customXml", "カスタムXML"),
        ("rdRichValue", "セル内の画像"),
    ],
)
def test_parts_that_belong_to_the_workbook_are_lost(kind: str, what: str) -> None:
    blank = Blank(parts={"xl/part1.xml": "<x/>"}, book_related={"xl/part1.xml": kind})
    assert _lost(blank) == {(what, "ブック全体")}


def test_check_boxes_in_cells_are_lost() -> None:
    extension = '<extLst><ext uri="{0}"><b:xfComplement xmlns:b="urn:b" i="0"/></ext></extLst>'
    styles = STYLE_SHEET.replace('<xf numFmtId="176" fontId="0"/>', f"<xf>{extension}</xf>")
    assert _lost(Blank(styles=styles)) == {("セルのチェックボックス", "ブック全体")}


def test_a_file_that_cannot_be_loaded_is_lost_as_a_whole() -> None:
    broken = Blank(styles=STYLE_SHEET.replace('val="11"', 'val="elf"'))
    assert would_be_lost(broken.packed()) == (Loss("ファイルの全体", ""),)


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(UnreadableError):
        would_be_lost(b"PK")
