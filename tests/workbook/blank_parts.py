"""Blanks put together part by part, as Excel writes them, with what openpyxl does not know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tests.workbook.packages import pack

TITLE: Final = "様式 1"
SECOND: Final = "別紙"
SHEET: Final = "xl/worksheets/sheet1.xml"
SECOND_SHEET: Final = "xl/worksheets/sheet2.xml"
BOOK: Final = "xl/workbook.xml"
STYLES: Final = "xl/styles.xml"
STRINGS: Final = "xl/sharedStrings.xml"
CHAIN: Final = "xl/calcChain.xml"

_DECLARED: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_SPREADSHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_X14: Final = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"

STYLE_SHEET: Final = (
    '<numFmts count="1"><numFmt numFmtId="176" formatCode="0.0&quot;点&quot;"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/></font><font><sz val="20"/></font></fonts>'
    '<fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0"/>'
    '<xf numFmtId="14" fontId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" quotePrefix="1"><alignment horizontal="center"/></xf>'
    '<xf numFmtId="0" fontId="0"><alignment wrapText="1"/></xf>'
    '<xf numFmtId="176" fontId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)
"""Styles: 0 plain, 1 a date, 2 text, 3 wrapped, 4 a number."""


def sheet_xml(data: str = "<sheetData/>", after: str = "", before: str = "") -> str:
    """Write a worksheet around its data."""
    return (
        f'<worksheet xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}" xmlns:mc="{_MC}" '
        f'xmlns:x14="{_X14}" xmlns:xdr="{_DRAWING}/spreadsheetDrawing">{before}{data}{after}'
        "</worksheet>"
    )


@dataclass
class Blank:
    """A workbook of two sheets, of which the second may be hidden."""

    sheet: str = field(default_factory=sheet_xml)
    second: str = field(default_factory=sheet_xml)
    book: str = '<workbookPr defaultThemeVersion="1"/>'
    state: str = ""
    after_sheets: str = ""
    styles: str | None = STYLE_SHEET
    strings: str = ""
    related: Mapping[str, str] = field(default_factory=dict)
    """What the first sheet refers to: the kind of each part by its name."""
    parts: Mapping[str, str | bytes] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    """Content types by part."""
    book_related: Mapping[str, str] = field(default_factory=dict)
    package_related: Mapping[str, str] = field(default_factory=dict)

    def packed(self) -> bytes:
        """Write the package; the first sheet's relationships are rId1 and so on, in order."""
        book_related = {SHEET: "worksheet", SECOND_SHEET: "worksheet", **self.book_related}
        parts: dict[str, str | bytes] = {
            BOOK: self._book(),
            SHEET: self.sheet,
            SECOND_SHEET: self.second,
        }
        types = {BOOK: f"{_TYPE}sheet.main+xml", **self.types}
        types |= dict.fromkeys((SHEET, SECOND_SHEET), f"{_TYPE}worksheet+xml")
        for name, root, inner in (
            (STYLES, "styleSheet", self.styles),
            (STRINGS, "sst", self.strings),
        ):
            if inner:
                parts[name] = f'<{root} xmlns="{_SPREADSHEET}">{inner}</{root}>'
                kind = name.removeprefix("xl/").removesuffix(".xml")
                book_related[name] = kind
                types[name] = f"{_TYPE}{kind}+xml"
        parts |= self.parts
        parts["_rels/.rels"] = _relations({BOOK: "officeDocument", **self.package_related})
        parts["xl/_rels/workbook.xml.rels"] = _relations(book_related)
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = _relations(self.related)
        parts["[Content_Types].xml"] = _types(types)
        return pack({name: _bytes(data) for name, data in parts.items()})

    def _book(self) -> str:
        return (
            f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}">{self.book}<sheets>'
            f'<sheet name="{TITLE}" sheetId="1" r:id="rId1"/>'
            f'<sheet name="{SECOND}" sheetId="2" {self.state} r:id="rId2"/>'
            f"</sheets>{self.after_sheets}</workbook>"
        )


def _bytes(data: str | bytes) -> bytes:
    return data if isinstance(data, bytes) else (_DECLARED + data).encode()


def _relations(related: Mapping[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="/{name}"/>'
        for number, (name, kind) in enumerate(related.items(), start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _types(types: Mapping[str, str]) -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.'
        'vmlDrawing"/><Default Extension="bin" ContentType="application/octet-stream"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
    )


@dataclass(frozen=True)
class Box:
    """A check box: from a column and row, counted from 0, and so many pixels into them."""

    column: int
    row: int
    inset: int = 3
    down: int = 1
    checked: str = ""
    link: str = ""
    kind: str = "Checkbox"


VML: Final = "xl/drawings/vmlDrawing1.vml"
DRAWING: Final = "xl/drawings/drawing1.xml"
PRINTER: Final = "xl/printerSettings/printerSettings1.bin"
CONTROL: Final = "xl/ctrlProps/ctrlProp{}.xml"
TEXT_BOX: Final = (
    f'<xdr:wsDr xmlns:xdr="{_DRAWING}/spreadsheetDrawing" xmlns:a="{_DRAWING}/main">'
    "<xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1"
    "</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>6</xdr:col><xdr:colOff>0"
    "</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="テキスト ボックス 1"/>'
    '<xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"><a:avLst/>'
    "</a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>太枠内を記入</a:t></a:r></a:p>"
    "</xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
)


def drawn(*boxes: Box, data: str = "<sheetData/>", listed: bool = True) -> Blank:
    """Give a blank with a text box, printer settings and check boxes.

    Unless they are listed in the sheet, the boxes are only in the VML drawing, as in Excel 2007.
    """
    properties = [CONTROL.format(number) for number, _ in enumerate(boxes, start=1)]
    related = {DRAWING: "drawing", VML: "vmlDrawing", PRINTER: "printerSettings"}
    after = (
        '<pageSetup paperSize="9" r:id="rId3"/><drawing r:id="rId1"/><legacyDrawing r:id="rId2"/>'
    )
    parts: dict[str, str | bytes] = {
        DRAWING: TEXT_BOX,
        VML: _vml(boxes).encode(),
        PRINTER: b"\0\1printer",
    }
    if listed:
        related |= dict.fromkeys(properties, "ctrlProp")
        after += _controls(boxes)
        parts |= {
            name: f'<formControlPr xmlns="{_X14}" objectType="{box.kind.replace("box", "Box")}"'
            + (f' checked="{box.checked}"' if box.checked else "")
            + (f' fmlaLink="{box.link}"' if box.link else "")
            + ' lockText="1" noThreeD="1"/>'
            for name, box in zip(properties, boxes, strict=True)
        }
    types = {DRAWING: "application/vnd.openxmlformats-officedocument.drawing+xml"}
    types |= dict.fromkeys(properties, "application/vnd.ms-excel.controlproperties+xml")
    return Blank(sheet=sheet_xml(data, after), related=related, parts=parts, types=types)


def _controls(boxes: tuple[Box, ...]) -> str:
    entries = "".join(
        f'<mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="{1024 + number}" '
        f'r:id="rId{3 + number}" name="Check Box {number}"><controlPr defaultSize="0">'
        f"<anchor><from><xdr:col>{box.column}</xdr:col><xdr:colOff>{box.inset * 9525}</xdr:colOff>"
        f"<xdr:row>{box.row}</xdr:row><xdr:rowOff>{box.down * 9525}</xdr:rowOff></from>"
        f"<to><xdr:col>{box.column + 2}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f"<xdr:row>{box.row + 1}</xdr:row><xdr:rowOff>9525</xdr:rowOff></to></anchor></controlPr>"
        f'</control></mc:Choice><mc:Fallback><control shapeId="{1024 + number}" '
        f'r:id="rId{3 + number}" name="Check Box {number}"/></mc:Fallback></mc:AlternateContent>'
        for number, box in enumerate(boxes, start=1)
    )
    return (
        '<mc:AlternateContent><mc:Choice Requires="x14"><controls>'
        f"{entries}</controls></mc:Choice></mc:AlternateContent>"
    )


def _vml(boxes: tuple[Box, ...]) -> str:
    shapes = "".join(
        f'<v:shape id="Check_x0020_Box_x0020_{number}" o:spid="_x0000_s{1024 + number}" '
        'type="#_x0000_t201" style="position:absolute;z-index:1" filled="f">'
        "<v:textbox><div><font>□<br></font></div></v:textbox>"
        f'<x:ClientData ObjectType="{box.kind}">\r\n   <x:SizeWithCells/>\r\n   <x:Anchor>\r\n    '
        f"{box.column}, {box.inset}, {box.row}, {box.down}, {box.column + 2}, 0, {box.row + 1}, 1"
        "</x:Anchor>\r\n   <x:AutoFill>False</x:AutoFill>\r\n"
        + ("   <x:Checked>1</x:Checked>\r\n" if box.checked == "Checked" else "")
        + (f"   <x:FmlaLink>{box.link}</x:FmlaLink>\r\n" if box.link else "")
        + "   <x:NoThreeD/>\r\n  </x:ClientData>\r\n </v:shape>"
        for number, box in enumerate(boxes, start=1)
    )
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:'
        'office" xmlns:x="urn:schemas-microsoft-com:office:excel">\r\n <o:shapelayout v:ext="edit">'
        '<o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t201" '
        f'coordsize="21600,21600"/>{shapes}</xml>'
    )
