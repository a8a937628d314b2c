"""Forms whose reader sees something else than their cells hold, made as people and programs do."""

from collections.abc import Callable, Mapping
from copy import copy
from datetime import date
from typing import Final

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName

from tests.blanks.packing import OFFICE
from tests.wizard.corpus import (
    CELLS,
    Make,
    formatted,
    in_xml,
    parts_of_form,
    row_of,
    sample_beside,
    spoilt,
)
from tests.workbook.packages import SHEET, TYPES, pack
from tests.workbook.sheets import FORM

_CODE: Final = CELLS["business.code"]
_AT_NAME: Final = CELLS["business.name"]
_DATE: Final = CELLS["applied_on"]
_DAY: Final = date(2026, 11, 24)
_WHITE: Final = "FFFFFFFF"
_COLOURED: Final = Font(color=_WHITE)
_BUDDHIST: Final = "[$-107041E]yyyy/m/d"
_DRAWINGS: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawing+xml"


def styled(address: str, **parts: object) -> Callable[[Workbook], None]:
    """Give a cell a font, a fill or a number format."""

    def style(book: Workbook) -> None:
        for name, value in parts.items():
            setattr(book[FORM][address], name, value)

    return style


def _font(address: str, **parts: object) -> Callable[[Workbook], None]:
    def style(book: Workbook) -> None:
        font = copy(book[FORM][address].font)
        for name, value in parts.items():
            setattr(font, name, value)
        book[FORM][address].font = font

    return style


def _date_of_size(points: int) -> Callable[[Workbook], None]:
    """Write the date in large type, which does not shrink to its cell."""
    return styled(_DATE, font=Font(size=points), alignment=Alignment())


def _white_on_grey(book: Workbook) -> None:
    grey = "FFD9D9D9"
    styled(_AT_NAME, fill=PatternFill("solid", fgColor=grey), font=Font(color=grey))(book)


def where_white(formula: str) -> Make:
    """Make the type of the code white where a formula holds."""
    return _where(Rule(type="expression", dxf=DifferentialStyle(font=_COLOURED), formula=[formula]))


def where_filled(formula: str, colour: str) -> Make:
    """Fill the cell of the code where a formula holds."""
    look = DifferentialStyle(fill=PatternFill("solid", bgColor=colour))
    return _where(Rule(type="expression", dxf=look, formula=[formula]))


def where_equal(value: str) -> Make:
    """Make the type of the code white where it is a value."""
    look = DifferentialStyle(font=_COLOURED)
    return _where(Rule(type="cellIs", operator="equal", dxf=look, formula=[f'"{value}"']))


def _where(rule: Rule) -> Make:
    return spoilt("stop", lambda book: book[FORM].conditional_formatting.add(_CODE, rule))


def _second_form(book: Workbook) -> None:
    sample_beside(book)
    book["記入例"].title = "控え"


def _name_far_away(book: Workbook) -> None:
    sheet = book[FORM]
    sheet["AZ300"], sheet[_AT_NAME] = sheet[_AT_NAME].value, None
    book.defined_names["business.name"] = DefinedName(
        "business.name", attr_text=f"'{FORM}'!$AZ$300"
    )


def over(*things: str) -> Make:
    """Draw things over the cells Y to AJ of the row that holds 事業者名."""

    def make() -> bytes:
        parts, row = parts_of_form("stop"), row_of("business.name")
        drawing, rels = "xl/drawings/drawing1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
        anchors = "".join(
            "<xdr:twoCellAnchor><xdr:from><xdr:col>24</xdr:col><xdr:colOff>0</xdr:colOff>"
            f"<xdr:row>{row - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to>"
            f"<xdr:col>36</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>"
            "<xdr:rowOff>0</xdr:rowOff></xdr:to>"
            f"{thing}<xdr:clientData/></xdr:twoCellAnchor>"
            for thing in things
        )
        parts[drawing] = (
            f'<xdr:wsDr xmlns:xdr="{_DRAWINGS}/spreadsheetDrawing" xmlns:a="{_DRAWINGS}/main">'
            f"{anchors}</xdr:wsDr>"
        ).encode()
        related = f'<Relationship Id="rD" Type="{OFFICE}/drawing" Target="/{drawing}"/>'
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        parts[rels] = f'<Relationships xmlns="{package}">{related}</Relationships>'.encode()
        override = f'<Override PartName="/{drawing}" ContentType="{_DRAWING_TYPE}"/></Types>'
        parts[TYPES] = parts[TYPES].replace(b"</Types>", override.encode())
        mark = f'<drawing xmlns:r="{OFFICE}" r:id="rD"/></worksheet>'
        parts[SHEET] = parts[SHEET].replace(b"</worksheet>", mark.encode())
        return pack(parts)

    return make


def shape(fill: str = "", text: str = "") -> str:
    body = f"<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody>"
    return (
        '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="図形 1"/><xdr:cNvSpPr/></xdr:nvSpPr>'
        f"<xdr:spPr>{fill}</xdr:spPr>{body if text else ''}</xdr:sp>"
    )


SOLID: Final = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
CLEAR: Final = '<a:solidFill><a:srgbClr val="FFFFFF"><a:alpha val="0"/></a:srgbClr></a:solidFill>'
PICTURE: Final = (
    '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="社印"/><xdr:cNvPicPr/></xdr:nvPicPr>'
    "<xdr:blipFill/><xdr:spPr/></xdr:pic>"
)


def _runs(*runs: tuple[str, str]) -> str:
    parts = (f"<r><rPr>{look}</rPr><t>{text}</t></r>" for look, text in runs)
    return f' t="inlineStr"><is>{"".join(parts)}</is>'


_LINE: Final = "<strike/>"
_NAME: Final = "サンプル電力株式会社"

UNSEEN: Final[Mapping[str, tuple[Make, str, str]]] = {
    # number formats
    "another text": (spoilt("stop", styled(_AT_NAME, number_format=';;;"別名"')),
                     "shown-otherwise", _AT_NAME),
    "a word more": (spoilt("stop", styled(_AT_NAME, number_format='@"御中"')),
                    "shown-otherwise", _AT_NAME),
    "nothing": (spoilt("stop", styled(_AT_NAME, number_format=";;;")), "not-seen", _AT_NAME),
    "a tick of nothing": (spoilt("stop", styled(CELLS["stop.completed"], number_format=";;;")),
                          "not-seen", "stop.completed"),
    "another date": (formatted("stop", {_DATE: _DAY}, '"2026年12月1日"'), "shown-otherwise", _DATE),
    "a month alone": (formatted("stop", {_DATE: _DAY}, "mmm-yy"), "shown-otherwise", _DATE),
    "a weekday alone": (formatted("stop", {_DATE: _DAY}, "aaaa"), "shown-otherwise", _DATE),
    "a Buddhist year": (formatted("stop", {_DATE: _DAY}, _BUDDHIST), "display-unknown", _DATE),
    "a year b": (formatted("stop", {_DATE: _DAY}, "bbbb/m/d"), "display-unknown", _DATE),
    "another code": (formatted("stop", {_CODE: 12345}, '"54321"'), "shown-otherwise", _CODE),
    "percent": (formatted("stop", {_CODE: 12345}, "0%"), "shown-otherwise", _CODE),
    "thousands": (formatted("stop", {_CODE: 12345}, "#,##0"), "shown-otherwise", _CODE),
    "in thousands": (formatted("stop", {_CODE: 12345}, "0,"), "shown-otherwise", _CODE),
    "an exponent": (formatted("stop", {_CODE: 12345}, "0.00E+00"), "display-unknown", _CODE),
    "a fraction": (formatted("stop", {_CODE: 12345}, "# ?/?"), "display-unknown", _CODE),
    "numbers in words": (formatted("stop", {_CODE: 12345}, "[DBNum1]0"), "display-unknown", _CODE),
    "white by its format": (formatted("stop", {_CODE: 12345}, "[White]0"), "not-seen", _CODE),
    # conditions
    "a condition on its value": (where_equal("01233"), "not-seen", _CODE),
    "a condition on its length": (where_white(f"LEN({_CODE})>0"), "not-seen", _CODE),
    "a condition on blanks": (
        where_white(f"NOT(ISBLANK($G${row_of('business.code')}))"), "not-seen", _CODE),
    "a condition that fills": (where_filled("TRUE", "FF000000"), "not-seen", _CODE),
    "a condition not evaluated": (where_white("COUNTIF(G:G,1)=0"), "condition-unknown", _CODE),
    # type
    "white type": (spoilt("stop", _font(_AT_NAME, color=_WHITE)), "not-seen", _AT_NAME),
    "type as grey as its ground": (spoilt("stop", _white_on_grey), "not-seen", _AT_NAME),
    "a white run": (in_xml("stop", {_AT_NAME: _runs(
        (f'<color rgb="{_WHITE}"/>', "偽"), ("<b/>", _NAME))}), "shown-otherwise", _AT_NAME),
    "struck through": (spoilt("stop", _font(_AT_NAME, strike=True)), "struck-answer", _AT_NAME),
    "every run struck": (in_xml("stop", {_AT_NAME: _runs(
        (_LINE, "サンプル"), (_LINE, "電力"))}), "struck-answer", _AT_NAME),
    # places
    "a name that leads far away": (spoilt("stop", _name_far_away), "outside-print", "AZ300"),
    "a second form": (spoilt("stop", _second_form), "other-form", ""),
    "a date too large for its cell": (spoilt("stop", _date_of_size(40)), "hashes", _DATE),
    # drawings
    "a filled shape": (over(shape(SOLID)), "covered", _AT_NAME),
    "a text box": (over(shape(text="別名電力")), "covered", _AT_NAME),
}  # fmt: skip
"""Forms that are deficient for what is seen: the code, and the cell on the first sheet."""

WARNED: Final[Mapping[str, tuple[Make, str, str]]] = {
    "a struck run": (in_xml("stop", {_AT_NAME: _runs((_LINE, "旧社名"), ("<b/>", _NAME))}),
                     "struck-part", _AT_NAME),
    "a date that hardly fits": (spoilt("stop", _date_of_size(28)), "narrow", _DATE),
    "a seal over it": (over(PICTURE), "under-picture", _AT_NAME),
}  # fmt: skip

SEEN: Final[Mapping[str, Make]] = {
    "a code in five places": formatted("stop", {_CODE: 1233}, "00000"),
    "a code as text": spoilt("stop", styled(_CODE, number_format="@")),
    "accounting on a text": spoilt(
        "stop", styled(_AT_NAME, number_format='_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ')
    ),
    **{
        f"a date as {code}": formatted("stop", {_DATE: _DAY}, code)
        for code in (
            "yyyy/m/d", "yyyy-mm-dd", "d-mmm-yy", "[$-411]ge.m.d", '[$-ja-JP]ggge"年"m"月"d"日"',
            'yyyy"年"m"月"d"日"(aaa)', "yyyy/m/d h:mm", "[$-F800]dddd, mmmm dd, yyyy",
        )
    },
    "red and bold": spoilt("stop", _font(_AT_NAME, b=True, color="FFFF0000")),
    "grey type": spoilt("stop", _font(_AT_NAME, color="FF7F7F7F")),
    "on yellow": spoilt("stop", styled(_AT_NAME, fill=PatternFill("solid", fgColor="FFFFFF00"))),
    "a condition that does not hold": where_white(f"ISBLANK({_CODE})"),
    "a condition that colours the ground": where_filled("COUNTIF(G:G,1)=0", "FFFFC000"),
    "an outline": over(shape("<a:noFill/>")),
    "a clear shape": over(shape(CLEAR)),
}  # fmt: skip
"""Forms of a stop that say what they hold, whatever they look like."""
