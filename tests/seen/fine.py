"""Forms whose answers are all seen as they are held, whatever people did to them."""

from collections.abc import Iterator
from itertools import chain
from operator import methodcaller
from typing import Final

from tests.samples import KINDS
from tests.seen.doctored import CELLS, WORKBOOK
from tests.seen.drawn import (
    BOX,
    CLEAR,
    OPAQUE,
    anchored,
    connector,
    filled,
    note_shape,
    picture,
    shape,
    tick_box,
)
from tests.seen.looks import (
    RED,
    RED_TYPE,
    WHITE,
    WHITE_TYPE,
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
    typed,
)
from tests.wizard.corpus import LAST_ROW

_CODE: Final = CELLS["business.code"]
_YELLOW: Final = ground_by_rule('rgb="FFFFFF99"')
_ROSE: Final = '<font><color rgb="FF9C0006"/></font>' + ground_by_rule('rgb="FFFFC7CE"')
_PAGE: Final = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>社内メモ</t></is></c></row></sheetData></worksheet>'
)


def fine() -> Iterator[Doctored]:
    """Yield all, by families."""
    return chain(_as_filled(), _coloured(), _ruled(), _hidden(), _placed(), _drawn(), _in_runs())


def _as_filled() -> Iterator[Doctored]:
    for kind in KINDS:
        yield Doctored(f"as filled: {kind}", (), kind=kind)


def _coloured() -> Iterator[Doctored]:
    for look in (
        RED, f"<b/><u/>{RED}", '<color rgb="FF0000FF"/>', '<color rgb="FF808080"/>',
        '<color indexed="10"/>', '<color indexed="8"/>', '<color indexed="64"/>',
        '<color auto="1"/>', '<color theme="1"/>', '<color theme="1" tint="0.35"/>',
        '<color theme="4"/>', '<sz val="14"/>', '<sz val="8"/>', "<i/>", '<strike val="0"/>',
    ):  # fmt: skip
        yield Doctored(f"type {look}", (typed(look),))
    for look, on in (
        ('<color theme="0"/>', 'theme="3"'), (WHITE, 'rgb="FF1F4E78"'), ("", 'rgb="FFFFFF00"'),
        ("", 'theme="4" tint="0.8"'), ('<color rgb="FF000000"/>', 'rgb="FFFFC000"'),
        ("", 'rgb="FFFFFFFF"'), ("", 'indexed="13"'), ("", 'indexed="43"'), (RED, 'indexed="9"'),
    ):  # fmt: skip
        yield Doctored(f"type {look} on {on}", (typed(look), ground(on)))
    stops = "".join(
        f'<stop position="{place}"><color rgb="{colour}"/></stop>'
        for place, colour in ((0, "FFFFFFFF"), (1, "FFD9E6FF"))
    )
    for name, inner in (
        ("grey dots", '<patternFill patternType="gray125"/>'),
        (
            "yellow lines",
            '<patternFill patternType="lightUp"><fgColor rgb="FFFFFF00"/></patternFill>',
        ),
        ("a gradient", f'<gradientFill degree="90">{stops}</gradientFill>'),
    ):
        yield Doctored(f"ground of {name}", (methodcaller("fill", _CODE, inner),))
    yield Doctored("label white on white", (methodcaller("font", "A10", WHITE),))
    yield Doctored("label struck", (methodcaller("font", "C7", "<strike/>"),))


def _ruled() -> Iterator[Doctored]:
    for formula, look in (
        ("LEN(G11)&gt;0", ground_by_rule('rgb="FFE2EFDA"')), ("ISBLANK(G11)", _YELLOW),
        ("ISBLANK(G11)", WHITE_TYPE), ("FALSE", WHITE_TYPE), ('$G$11="99999"', WHITE_TYPE),
        ("LEN(G11)&lt;&gt;5", WHITE_TYPE), ("LEN(G11)&lt;&gt;5", RED_TYPE), ("0", WHITE_TYPE),
        ("NOT(ISNUMBER(G11))", RED_TYPE), (f"COUNTIF($A$1:$AJ${LAST_ROW},G11)&gt;1", RED_TYPE),
        ('SUMPRODUCT(--(A1:A9="x"))&gt;=0', _YELLOW), ("TRUE", "<font><b/></font>"),
        ('TRIM(G11)=""', WHITE_TYPE), ("ISNUMBER(G11)", WHITE_TYPE),
        ("NOT(LEN(G11)=5)", WHITE_TYPE), ('$M$7&lt;&gt;"✔"', WHITE_TYPE),
        ("TRUE", WHITE_TYPE + ground_by_rule('rgb="FF1F4E78"')),
    ):  # fmt: skip
        yield Doctored(f"rule {formula} {look}", (expression(formula, look),))
    for attributes, formulas, look, cells in (
        ('type="containsBlanks"', ("LEN(TRIM(G11))=0",), _YELLOW, "G11"),
        ('type="cellIs" operator="equal"', ('""',), WHITE_TYPE, "G11"),
        ('type="cellIs" operator="lessThan"', ("5",), WHITE_TYPE, "G11"),
        ('type="cellIs" operator="lessThan"', ("TODAY()",), _ROSE, "G4"),
        ('type="duplicateValues"', (), _ROSE, "C24:C27"),
        ('type="expression"', ("TRUE",), WHITE_TYPE, "A27:AJ27"),
        ('type="expression"', ('$Y$7="✔"',), _ROSE, "A10:AJ35"),
        (
            'type="expression"',
            ("TRUE",),
            '<numFmt numFmtId="190" formatCode="yyyy/m/d"/>',
            "G4",
        ),
    ):
        deed = rule(attributes, *formulas, look=look, cells=cells)
        yield Doctored(f"rule {attributes} {formulas} {cells}", (deed,))
    red = expression("TRUE", RED_TYPE)
    yield Doctored("rule red before white", (red, expression("TRUE")))
    stop = rule('type="expression" stopIfTrue="1"', "TRUE", look="<font><b/></font>")
    yield Doctored("rule that ends the rules", (stop, expression("TRUE")))
    dark = expression("TRUE", ground_by_rule('rgb="FF000000"'))
    yield Doctored("rule dark under white type", (typed(WHITE), dark))
    bounds = '<cfvo type="min"/><cfvo type="max"/><color rgb="FFBDD7EE"/>'
    scale = f'<colorScale>{bounds}<color rgb="FF63BE7B"/></colorScale>'
    yield Doctored("rule scale", (graphic("colorScale", scale),), "applied_on")
    bars = f"<dataBar>{bounds}</dataBar>"
    yield Doctored("rule bars", (graphic("dataBar", bars),), "applied_on")


def _hidden() -> Iterator[Doctored]:
    unused = rows(range(17, 36), 'hidden="1"')
    yield Doctored("unused rows hidden", (unused,), kind="stop")
    yield Doctored("unused row hidden", (rows(range(27, 28), 'hidden="1"'),))
    beyond = '<col min="37" max="16384" width="9" hidden="1" customWidth="1"/></cols>'
    yield Doctored("columns beyond hidden", (in_sheet("</cols>", beyond),))
    default = 'defaultRowHeight="15"'
    zero = in_sheet(default, f'{default} zeroHeight="1"')
    yield Doctored("rows beyond hidden", (zero,))
    for attributes in ('outlineLevel="1" ht="16" customHeight="1"', 'ht="40" customHeight="1"'):
        yield Doctored(f"row {attributes}", (rows(range(11, 12), attributes),))
    narrower = columns(7, 18, 'width="2.4" customWidth="1"')
    yield Doctored("columns narrower", (narrower,), "applied_on")
    for state in ("visible", "hidden"):
        yield Doctored(f"another sheet {state}", (methodcaller("add_sheet", "メモ", _PAGE, state),))


def _placed() -> Iterator[Doctored]:
    for attributes in (
        'horizontal="center"', 'horizontal="right" indent="1"', 'horizontal="distributed"',
        'shrinkToFit="1"', 'horizontal="left" vertical="top"', 'horizontal="justify"',
        'textRotation="0"', 'horizontal="centerContinuous"', 'horizontal="left" indent="5"',
    ):  # fmt: skip
        yield Doctored(f"aligned {attributes}", (aligned(attributes),))
    area = f"'利用申込書'!$A$1:$AJ${LAST_ROW}</definedName>"
    for new in (
        "'利用申込書'!$A$1:$AP$60</definedName>", "'利用申込書'!$A:$AJ</definedName>",
        f"'利用申込書'!$A$1:$AJ$27,'利用申込書'!$A$28:$AJ${LAST_ROW}</definedName>",
    ):  # fmt: skip
        yield Doctored(f"print area {new}", (methodcaller("replace", WORKBOOK, area, new),))
    view = 'showGridLines="0" workbookViewId="0"><'
    frozen = (
        'zoomScale="85" showZeros="0" workbookViewId="0"><pane ySplit="3" topLeftCell="A4" '
        'activePane="bottomLeft" state="frozen"/><'
    )
    yield Doctored("frozen, zoomed, without zeros", (in_sheet(view, frozen),))
    protection = '<sheetProtection sheet="1" objects="1"/><mergeCells'
    yield Doctored("protected", (in_sheet("<mergeCells", protection),))
    number = methodcaller("number", _CODE, 1233)
    for code in ("00000", "0####"):
        digits = methodcaller("number_format", _CODE, code)
        yield Doctored(f"number {code}", (number, digits), why="the value is fixed")


def _drawn() -> Iterator[Doctored]:
    clear = filled('<a:srgbClr val="FFFFFF"><a:alpha val="0"/></a:srgbClr>')
    for name, anchor in (
        ("box beside", anchored("AL11", shape(OPAQUE, text="控え"))),
        ("box over a label", anchored("A10", shape(OPAQUE, text="社内用"), to="F10")),
        ("circle around the code", anchored(_CODE, shape(CLEAR))),
        ("circle around the tick", anchored("M7", shape(CLEAR))),
        ("hidden box", anchored(_CODE, shape(OPAQUE, hidden=True))),
        ("transparent box", anchored(_CODE, shape(clear))),
        ("line", anchored("A10", connector(9525))),
        ("thin arrow over the code", anchored(_CODE, connector(9525))),
        ("line over unused rows", anchored("A27", connector(9525), to="AJ27")),
        ("box over an unused row", anchored("A27", shape(OPAQUE), to="AJ27")),
    ):
        yield Doctored(name, (drawing(anchor),))
    for name, anchor in (
        ("picture beside", anchored("AL11", picture("rIdP"))),
        ("stamp at the end of the company", anchored("AI4", picture("rIdP"), to="AJ5")),
    ):
        yield Doctored(name, (drawing(anchor, rIdP=BOX),))
    note = methodcaller("note", _CODE, "覚え書き", note_shape(_CODE, visible=False))
    yield Doctored("note hidden", (note,))
    yield Doctored("check box", (methodcaller("vml", tick_box("A37")),))


def _in_runs() -> Iterator[Doctored]:
    fixed = "the value is fixed"
    for name, parts in (
        ("runs red and bold", ((f"<b/>{RED}", "01"), ("", "233"))),
        ("struck run, corrected", (("<strike/>", "54321"), ("", "01233"))),
        ("white blank at the end", (("", "01233"), (WHITE, " "))),
    ):
        yield Doctored(name, (runs(*parts),), why=fixed)
    plain = "<is><r><t>01</t></r><r><t>233</t></r></is>"
    yield Doctored("plain runs", (methodcaller("write", _CODE, plain, "inlineStr"),), why=fixed)
    read_aloud = '<is><t>サンプル電力株式会社</t><rPh sb="4" eb="6"><t>デンリョク</t></rPh></is>'
    furigana = methodcaller("write", CELLS["business.name"], read_aloud, "inlineStr")
    yield Doctored("furigana", (furigana,), "business.name", why=fixed)
