"""Forms in which an answer is not seen, or not as it is held."""

from collections.abc import Iterator
from itertools import chain
from operator import methodcaller
from typing import Final

from tests.seen.doctored import CELLS, SHEET, STYLES, WORKBOOK
from tests.seen.drawn import CLEAR, OPAQUE, anchored, connector, filled, grouped, note_shape, shape
from tests.seen.looks import (
    RED_TYPE,
    WHITE,
    Doctored,
    aligned,
    columns,
    drawing,
    expression,
    graphic,
    ground,
    ground_by_rule,
    in_sheet,
    rows,
    rule,
    runs,
    text,
    typed,
)
from tests.wizard.corpus import LAST_ROW

_CODE: Final = CELLS["business.code"]
_ON_PAPER: Final = "Excel types black where no colour is given, LibreOffice what can be read"
_ON_SCREEN: Final = "LibreOffice prints it; on the screen of Excel it is so"
_TRACES: Final = "LibreOffice leaves some dots of it"
_NAMED_ELSEWHERE: Final = "the page shows the old cell, the name leads to another"
_PAGE: Final = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>別の頁</t></is></c></row></sheetData></worksheet>'
)
_RULE_OF_2010: Final = (
    '<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="http://schemas.microsoft'
    '.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings>'
    "<x14:conditionalFormatting xmlns:xm="
    '"http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="expression" '
    'priority="9" id="{00000000-0000-0000-0000-000000000001}"><xm:f>LEN($G$11)&gt;0</xm:f>'
    '<x14:dxf><font><color rgb="FFFFFFFF"/></font></x14:dxf></x14:cfRule><xm:sqref>G11</xm:sqref>'
    "</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>"
)
_STRAY_ROW: Final = (
    '<row r="{row}"><c r="{cell}" t="inlineStr"><is><t>54322</t></is></c></row></sheetData>'
)


def unseen() -> Iterator[Doctored]:
    """Yield all, by families."""
    return chain(_coloured(), _ruled(), _hidden(), _placed(), _covered(), _in_runs(), _moved())


def _coloured() -> Iterator[Doctored]:
    for path in CELLS:
        yield Doctored(f"white type: {path}", (typed(WHITE, path),), path)
    for colour in (
        'theme="0"', 'theme="0" tint="-0.02"', 'theme="1" tint="1"', 'theme="4" tint="0.99"',
        'indexed="9"', 'indexed="1"', 'rgb="FFFEFEFE"', 'rgb="FFFAFAFA"', 'rgb="FFF5F5F5"',
        'rgb="FFFFFFF0"', 'rgb="00FFFFFF"', 'indexed="65"',
    ):  # fmt: skip
        yield Doctored(f"type {colour}", (typed(f"<color {colour}/>"),))
    for colour, on in (
        ('rgb="FF000000"', 'rgb="FF000000"'), ('rgb="FFFF0000"', 'rgb="FFFF0000"'),
        ('theme="4"', 'rgb="FF4F81BD"'), ('rgb="FF0A0A0A"', 'rgb="FF000000"'),
        ('rgb="FFFFFF00"', 'indexed="13"'), ('theme="0"', 'rgb="FFFFFFFF"'),
    ):  # fmt: skip
        yield Doctored(f"type {colour} on {on}", (typed(f"<color {colour}/>"), ground(on)))
    for colour in ("", '<color auto="1"/>', '<color indexed="64"/>'):
        deeds = (typed(colour), ground('rgb="FF000000"'))
        yield Doctored(f"type {colour} on black", deeds, why=_ON_PAPER)
    red = '<rgbColor rgb="00FF0000"/>'
    repainted = methodcaller("replace", STYLES, red, '<rgbColor rgb="00FFFFFF"/>')
    yield Doctored("palette with white for red", (typed('<color indexed="10"/>'), repainted))
    themed = methodcaller(
        "replace", "xl/theme/theme1.xml", '<a:srgbClr val="4F81BD"/>', '<a:srgbClr val="FFFFFF"/>'
    )
    yield Doctored("theme with white for an accent", (typed('<color theme="4"/>'), themed))
    dark_without_pattern = '<patternFill patternType="none"><fgColor rgb="FF000000"/></patternFill>'
    deeds = (typed(WHITE), methodcaller("fill", _CODE, dark_without_pattern))
    yield Doctored("white on a ground without pattern", deeds)
    for code, why in (
        ("[White]@", ""), (";;;[White]@", ""),
        ("[Color2]@", "white in Excel, another colour in LibreOffice"),
    ):  # fmt: skip
        yield Doctored(f"format {code}", (methodcaller("number_format", _CODE, code),), why=why)


def _ruled() -> Iterator[Doctored]:
    for formula in (
        "NOT(ISBLANK($G$11))", "ISBLANK($A$27)", "LEN(G11)&gt;0", "LEN($G$11)=5", "TRUE", "1",
        'G11&lt;&gt;""', 'AND(LEN(G11)=5,LEFT(G11,1)="0")', "ISTEXT(G11)", "MOD(ROW(),2)=1",
        '$M$7="✔"', "TODAY()&gt;0", 'INDIRECT("A27")=""',
    ):  # fmt: skip
        yield Doctored(f"rule {formula}", (expression(formula),))
    of_value = "the rule does not speak of the other value"
    by_value: tuple[tuple[str, tuple[str, ...], str], ...] = (
        ('type="cellIs" operator="notEqual"', ('""',), ""),
        ('type="cellIs" operator="equal"', ('"01233"',), of_value),
        ('type="cellIs" operator="greaterThan"', ("0",), "in Excel text is more than any number"),
        ('type="notContainsBlanks"', ("LEN(TRIM(G11))&gt;0",), ""),
        ('type="beginsWith" operator="beginsWith" text="01"', ('LEFT(G11,2)="01"',), ""),
        ('type="notContainsErrors"', ("NOT(ISERROR(G11))",), ""),
        ('type="uniqueValues"', (), ""),
    )  # fmt: skip
    for attributes, formulas, why in by_value:
        yield Doctored(f"rule {attributes}", (rule(attributes, *formulas),), why=why)
    doubles = rule('type="duplicateValues"', cells="Y4 Y11")
    yield Doctored("rule of duplicates", (doubles,), "business.name", why=of_value)
    for dated in ('type="top10" rank="1"', 'type="aboveAverage" equalAverage="1"'):
        yield Doctored(f"rule of the date {dated}", (rule(dated, cells="G4"),), "applied_on")
    between = rule('type="cellIs" operator="between"', "1", "99999", cells="G4")
    yield Doctored("rule of the date between", (between,), "applied_on")
    black = ground_by_rule('rgb="FF000000"')
    yield Doctored(
        "rule black ground", (typed('<color rgb="FF000000"/>'), expression("TRUE", black))
    )
    yield Doctored("rule black ground, no colour", (expression("TRUE", black),), why=_ON_PAPER)
    for code in (";;;", ";;;&quot;54321&quot;"):
        look = f'<numFmt numFmtId="190" formatCode="{code}"/>'
        yield Doctored(f"rule number format {code}", (expression("TRUE", look),))
    struck = expression("TRUE", "<font><strike/></font>")
    yield Doctored("rule strikes", (struck,), why="struck digits can be read")
    theme = expression("TRUE", '<font><color theme="0"/></font>')
    yield Doctored("rule theme white", (theme,))
    yield Doctored("rule white before red", (expression("TRUE"), expression("TRUE", RED_TYPE)))
    bars = '<cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar>'
    icons = "".join(f'<cfvo type="percent" val="{step}"/>' for step in (0, 33, 67))
    for kind, inner in (
        ("dataBar", f'<dataBar showValue="0">{bars}'),
        ("iconSet", f'<iconSet showValue="0">{icons}</iconSet>'),
    ):
        yield Doctored(f"rule {kind} without the value", (graphic(kind, inner),), "applied_on")
    yield Doctored("rule of 2010", (in_sheet("</worksheet>", _RULE_OF_2010),))
    over_all = rule('type="expression"', 'A1&lt;&gt;""', cells=f"A1:AJ{LAST_ROW}")
    yield Doctored("rule over the whole form", (over_all,))


def _hidden() -> Iterator[Doctored]:
    row = range(11, 12)
    for attributes, why in (
        ('hidden="1"', ""), ('hidden="true" ht="16"', ""), ('ht="1" customHeight="1"', _TRACES),
        ('ht="0" customHeight="1"', "LibreOffice gives the row its usual height"),
        ('ht="0.1" customHeight="1"', "LibreOffice gives the row its usual height"),
        ('outlineLevel="1" hidden="1" ht="16"', ""),
    ):  # fmt: skip
        yield Doctored(f"row {attributes}", (rows(row, attributes),), why=why)
    for attributes, why in (
        ('width="3" hidden="1" customWidth="1"', ""), ('width="0" customWidth="1"', _TRACES),
        ('width="0.05" customWidth="1"', ""),
    ):  # fmt: skip
        yield Doctored(f"columns {attributes}", (columns(7, 18, attributes),), why=why)
    hiding = {
        state: methodcaller(
            "replace", WORKBOOK, 'sheetId="1" state="visible"', f'sheetId="1" state="{state}"'
        )
        for state in ("hidden", "veryHidden")
    }
    cover = methodcaller("add_sheet", "表紙", _PAGE)
    for state, hide in hiding.items():
        yield Doctored(f"sheet {state}", (hide, cover), why=_ON_SCREEN)
    narrow = columns(7, 18, 'width="0.4" customWidth="1"')
    unshrunk = aligned('horizontal="left"', "applied_on")
    yield Doctored("columns too narrow for the date", (narrow, unshrunk), "applied_on")
    number = methodcaller("number", _CODE, 1233)
    digits = methodcaller("number_format", _CODE, "00000")
    hair = columns(7, 18, 'width="0.2" customWidth="1"')
    yield Doctored("columns too narrow for a number", (number, digits, hair), why="it is fixed")
    huge = methodcaller("font", CELLS["applied_on"], '<name val="Yu Gothic"/><sz val="72"/>')
    yield Doctored("date of 72 points", (huge, unshrunk), "applied_on", why="#### is no pixel less")


def _placed() -> Iterator[Doctored]:
    formulas = in_sheet('showGridLines="0"', 'showGridLines="0" showFormulas="1"')
    yield Doctored("formulas are shown", (formulas,), "applied_on", why=_ON_SCREEN)
    no_zeros = in_sheet('showGridLines="0"', 'showGridLines="0" showZeros="0"')
    zero = (methodcaller("number", _CODE, 0), methodcaller("number_format", _CODE, "00000"))
    yield Doctored("zeros are not shown", (no_zeros, *zero), why="the value is fixed")
    yield Doctored("repeated", (aligned('horizontal="fill"'),), why="012330123301233…")
    fixed = "the value is fixed"
    below = (text("\n" * 10 + "01233"), aligned('vertical="top" wrapText="1"'))
    yield Doctored("pushed down by line breaks", below, why=fixed)
    aside = (text(" " * 250 + "01233"), aligned('horizontal="left"'))
    yield Doctored("pushed aside by spaces", aside, why=fixed)
    yield Doctored("type of one point", (typed('<sz val="1"/>'),))
    for font in ("Wingdings", "Webdings", "Symbol"):
        letters = f'<name val="{font}"/><charset val="2"/><sz val="10"/>'
        deed = methodcaller("font", _CODE, letters)
        edits = {"business.code": "AB123"}
        yield Doctored(f"type {font}", (deed,), why="other signs than letters", edits=edits)


def _covered() -> Iterator[Doctored]:
    for path, cell in CELLS.items():
        box = drawing(anchored(cell, shape(OPAQUE)))
        yield Doctored(f"box over {path}", (box,), path)
    alpha = filled('<a:srgbClr val="FFFFFF"><a:alpha val="95000"/></a:srgbClr>')
    for name, content in (
        ("with text", shape(OPAQUE, text="54321")), ("of the theme", shape("", style=True)),
        ("nearly opaque", shape(alpha)), ("in a group", grouped(shape(OPAQUE))),
        ("in two groups", grouped(grouped(shape(OPAQUE)))), ("a thick line", connector(400000)),
    ):  # fmt: skip
        yield Doctored(f"box {name}", (drawing(anchored(_CODE, content)),))
    for how in ("one", "absolute"):
        box = drawing(anchored(_CODE, shape(OPAQUE), how=how))
        yield Doctored(f"box by a {how} anchor", (box,))
    yield Doctored(
        "box over the form", (drawing(anchored("A1", shape(OPAQUE), to=f"AJ{LAST_ROW}")),)
    )
    part = drawing(anchored(_CODE, shape(OPAQUE), to="G11"))
    yield Doctored("box over the first digit", (part,), why="the rest is seen")
    text_over = drawing(anchored(_CODE, shape(CLEAR, text="9")))
    yield Doctored("letters over the digits", (text_over,), why="they are seen through each other")
    screen = drawing(anchored(_CODE, shape(OPAQUE), prints=False))
    yield Doctored("box on the screen alone", (screen,), why=_ON_SCREEN)
    tick = drawing(anchored("A7", shape(CLEAR, text="✔")))
    yield Doctored("tick in a text box", (tick,), "kind", why="another tick than the one read")
    note = methodcaller("note", "A1", "覚え書き", note_shape(_CODE, visible=True))
    yield Doctored("note shown", (note,), why=_ON_SCREEN)
    button = methodcaller("vml", note_shape(_CODE, visible=True, kind="Button"))
    yield Doctored("button of a form", (button,), why=_ON_SCREEN)


def _in_runs() -> Iterator[Doctored]:
    struck = "<strike/>"
    readable = "struck digits can be read"
    for look in (struck, '<strike val="true"/>', '<strike val="1"/>'):
        yield Doctored(f"type {look}", (typed(look),), why=readable)
    yield Doctored("run struck", (runs((struck, "01233")),), why=readable)
    yield Doctored("runs struck", (runs((struck, "012"), (struck, "33")),), why=readable)
    fixed = "the value is fixed"
    for name, parts in (
        ("white run first", ((WHITE, "01"), ("", "233"))),
        ("white run last", (("", "0123"), (WHITE, "3"))), ("white run", ((WHITE, "01233"),)),
        ("run of one point", (("", "012"), ('<sz val="1"/>', "33"))),
        ("run in Wingdings", (('<rFont val="Wingdings"/><charset val="2"/>', "01233"),)),
    ):  # fmt: skip
        yield Doctored(name, (runs(*parts),), why=fixed)


def _moved() -> Iterator[Doctored]:
    area = f"'利用申込書'!$A$1:$AJ${LAST_ROW}</definedName>"
    for name, new, path in (
        ("without the row", "'利用申込書'!$A$1:$AJ$10</definedName>", "business.code"),
        ("without columns", "'利用申込書'!$A$1:$X$51</definedName>", "business.name"),
        (
            "of two parts",
            f"'利用申込書'!$A$1:$AJ$10,'利用申込書'!$A$12:$AJ${LAST_ROW}</definedName>",
            "business.code",
        ),
    ):
        yield Doctored(f"print area {name}", (methodcaller("replace", WORKBOOK, area, new),), path)
    old = "'利用申込書'!$G$11:$R$11"
    for part, sheet, row, cell in (
        (SHEET, "利用申込書", 300, "AZ300"), ("xl/worksheets/sheet2.xml", "別紙", 460, "A460"),
    ):  # fmt: skip
        stray = _STRAY_ROW.format(row=row, cell=cell)
        deeds = (
            methodcaller("replace", WORKBOOK, old, f"'{sheet}'!${cell.rstrip('0346')}${row}"),
            methodcaller("replace", part, "</sheetData>", stray),
        )
        yield Doctored(f"name leads to {cell}", deeds, why=_NAMED_ELSEWHERE)
