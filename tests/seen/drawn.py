"""Shapes, pictures, notes and form controls, in the languages that Excel keeps them in."""

import struct
import zlib
from typing import Final

from openpyxl.utils.cell import coordinate_to_tuple


def filled(colour: str) -> str:
    """Return the properties of a rectangle with a fill."""
    return f'<a:prstGeom prst="rect"/><a:solidFill>{colour}</a:solidFill>'


OPAQUE: Final = filled('<a:srgbClr val="FFFFFF"/>')
CLEAR: Final = (
    '<a:prstGeom prst="ellipse"/><a:noFill/><a:ln w="12700"><a:solidFill><a:srgbClr val="FF0000"/>'
    "</a:solidFill></a:ln>"
)
_LAST: Final = {
    "G4": "R4", "Y4": "AJ4", "M7": "N7", "G11": "R11", "Y11": "AJ11", "N12": "AJ12", "N13": "AJ13",
    "N14": "AJ14", "A16": "AJ16", "D20": "J20", "C24": "I24", "O24": "S24", "N33": "AJ33",
    "A50": "AJ50", "AL11": "AO11", "A10": "AJ10", "A1": "AJ1", "A7": "B7", "A19": "C19",
}  # fmt: skip
"""The last cell of the merged area that begins in a cell."""
_COLUMN_EMU: Final = 245_000
"""How wide a column of the form is, about, in a 360,000th of a centimetre."""


_ROW_EMU: Final = 210_000
_TOP_OF_11: Final = 160 * 12_700
"""The rows above the code are about 160 points high together."""
_AREA: Final = (
    f'<a:off x="{6 * _COLUMN_EMU}" y="{_TOP_OF_11}"/>'
    f'<a:ext cx="{12 * _COLUMN_EMU}" cy="{_ROW_EMU}"/>'
)
"""Where the code stands."""
_RECTANGLE: Final = '<a:prstGeom prst="rect"/>'


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))


BOX: Final = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">2L5B", 2, 2, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress((b"\0" + b"\xff" * 6) * 2))
    + _chunk(b"IEND", b"")
)
"""A white picture without transparency."""


def anchored(
    cell: str, content: str, *, to: str = "", how: str = "two", prints: bool = True
) -> str:
    """Place a drawing over an area of cells."""
    (left, top), (right, bottom) = _numbers(cell), _numbers(to or _LAST[cell])
    data = "<xdr:clientData/>" if prints else '<xdr:clientData fPrintsWithSheet="0"/>'
    size = (
        f'<xdr:ext cx="{(right - left + 1) * _COLUMN_EMU}" cy="{(bottom - top + 1) * _ROW_EMU}"/>'
    )
    place = {
        "two": _corner("from", left, top) + _corner("to", right + 1, bottom + 1),
        "one": _corner("from", left, top) + size,
        "absolute": f'<xdr:pos x="{left * _COLUMN_EMU}" y="{_TOP_OF_11}"/>{size}',
    }
    kind = {"two": "twoCellAnchor", "one": "oneCellAnchor", "absolute": "absoluteAnchor"}[how]
    return f"<xdr:{kind}>{place[how]}{content}{data}</xdr:{kind}>"


def shape(properties: str, *, text: str = "", style: bool = False, hidden: bool = False) -> str:
    """Draw a shape where the code stands."""
    names = _names("Sp", 2, hidden=hidden)
    styled = "".join(
        f'<a:{name} idx="1"><a:schemeClr val="accent1"/></a:{name}>'
        for name in ("lnRef", "fillRef", "effectRef")
    )
    font = '<a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef>'
    look = f"<xdr:style>{styled}{font}</xdr:style>" if style else ""
    letters = f"<a:r><a:t>{text}</a:t></a:r>" if text else ""
    inner = f"<xdr:txBody><a:bodyPr/><a:p>{letters}</a:p></xdr:txBody>"
    frame = f"<xdr:spPr><a:xfrm>{_AREA}</a:xfrm>{properties or _RECTANGLE}</xdr:spPr>"
    return f"<xdr:sp>{names}{frame}{look}{inner}</xdr:sp>"


def grouped(content: str) -> str:
    """Group a drawing that stands where the code does."""
    inside = _AREA.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    frame = f"<xdr:grpSpPr><a:xfrm>{_AREA}{inside}</a:xfrm></xdr:grpSpPr>"
    return f"<xdr:grpSp>{_names('GrpSp', 3)}{frame}{content}</xdr:grpSp>"


def picture(relationship: str) -> str:
    """Show a picture."""
    fill = f'<a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch>'
    frame = f"<xdr:spPr><a:xfrm>{_AREA}</a:xfrm>{_RECTANGLE}</xdr:spPr>"
    return f"<xdr:pic>{_names('Pic', 4)}<xdr:blipFill>{fill}</xdr:blipFill>{frame}</xdr:pic>"


def connector(width: int) -> str:
    """Draw a line of a width."""
    white = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
    line = f'<a:prstGeom prst="line"/><a:ln w="{width}">{white}</a:ln>'
    frame = f"<xdr:spPr><a:xfrm>{_AREA}</a:xfrm>{line}</xdr:spPr>"
    return f"<xdr:cxnSp>{_names('CxnSp', 5)}{frame}</xdr:cxnSp>"


def _names(kind: str, number: int, *, hidden: bool = False) -> str:
    hidden_attribute = ' hidden="1"' if hidden else ""
    about = f'<xdr:cNvPr id="{number}" name="図形 {number}"{hidden_attribute}/><xdr:cNv{kind}Pr/>'
    return f"<xdr:nv{kind}Pr>{about}</xdr:nv{kind}Pr>"


def note_shape(cell: str, *, visible: bool, kind: str = "Note") -> str:
    """Draw the box of a note, or of a form control."""
    (left, top), (right, bottom) = _numbers(cell), _numbers(_LAST[cell])
    look = f"position:absolute;visibility:{'visible' if visible else 'hidden'}"
    anchor = f"{left},0,{top},0,{right + 1},0,{bottom + 1},0"
    shown = "<x:Visible/>" if visible else ""
    data = f"<x:Anchor>{anchor}</x:Anchor><x:Row>0</x:Row><x:Column>0</x:Column>{shown}"
    return (
        f'<v:shape id="_x0000_s1025" type="#_x0000_t202" style="{look}" fillcolor="#ffffe1" '
        f'filled="t"><x:ClientData ObjectType="{kind}">{data}</x:ClientData></v:shape>'
    )


def tick_box(cell: str) -> str:
    """Draw a check box that is not ticked."""
    left, top = _numbers(cell)
    anchor = f"<x:Anchor>{left},0,{top},0,{left + 1},0,{top + 1},0</x:Anchor>"
    return (
        '<v:shape id="_x0000_s1026" type="#_x0000_t201" style="position:absolute" filled="f">'
        f'<x:ClientData ObjectType="Checkbox">{anchor}</x:ClientData></v:shape>'
    )


def _numbers(cell: str) -> tuple[int, int]:
    row, column = coordinate_to_tuple(cell)
    return column - 1, row - 1


def _corner(name: str, column: int, row: int) -> str:
    offset = "<xdr:{0}Off>0</xdr:{0}Off>"
    place = f"<xdr:col>{column}</xdr:col>{offset.format('col')}"
    place += f"<xdr:row>{row}</xdr:row>{offset.format('row')}"
    return f"<xdr:{name}>{place}</xdr:{name}>"
