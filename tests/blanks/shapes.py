"""Shapes and pictures over the cells of a sheet, which openpyxl cannot draw."""

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from tests.blanks.drawing import bounds
from tests.blanks.packing import OFFICE

_PIXEL: Final = 9525
"""A pixel in English metric units, in which drawings measure."""


@dataclass(frozen=True)
class TextBox:
    """A shape over cells with a text in it; it ends ``reach`` pixels into its last column."""

    place: str
    text: str
    geometry: str = "rect"
    fill: str = "FFFFFF"
    line: str = "000000"
    size: int = 9
    bold: bool = False
    align: str = "l"
    reach: int = 0


@dataclass(frozen=True)
class Picture:
    """A PNG picture over cells; it ends ``reach`` pixels into its last column."""

    place: str
    png: bytes
    name: str
    reach: int = 0


def picture_of(rows: Sequence[str], colors: Mapping[str, tuple[int, int, int]]) -> bytes:
    """Paint a PNG from rows of letters, each a square of eight by eight pixels."""
    lines = []
    for row in rows:
        line = b"\0" + b"".join(bytes(colors[letter]) * 8 for letter in row)
        lines.append(line * 8)
    size = struct.pack(">2I5B", len(rows[0]) * 8, len(rows) * 8, 8, 2, 0, 0, 0)
    data = zlib.compress(b"".join(lines), 9)
    chunks = [(b"IHDR", size), (b"IDAT", data), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def text_box_xml(box: TextBox, number: int) -> str:
    """Give the shape of a text box."""
    line, fill = _solid(box.line), _solid(box.fill)
    weight = ' b="1"' if box.bold else ""
    paragraphs = "".join(
        f'<a:p><a:pPr algn="{box.align}"/><a:r>'
        f'<a:rPr lang="ja-JP" altLang="en-US" sz="{box.size * 100}"{weight}>'
        f"{_solid('000000')}</a:rPr>"
        f"<a:t>{escape(text)}</a:t></a:r></a:p>"
        for text in box.text.split("\n")
    )
    return (
        f"<xdr:twoCellAnchor>{_anchor(box)}"
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number + 100}" '
        f'name="テキスト ボックス {number}"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>'
        '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>'
        f'<a:prstGeom prst="{box.geometry}"><a:avLst/></a:prstGeom>{fill}'
        f'<a:ln w="9525">{line}</a:ln></xdr:spPr>'
        '<xdr:txBody><a:bodyPr vertOverflow="clip" wrap="square" lIns="36000" tIns="18000" '
        'rIns="36000" bIns="18000" rtlCol="0" anchor="ctr"/><a:lstStyle/>'
        f"{paragraphs}</xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor>"
    )


def picture_xml(picture: Picture, number: int) -> str:
    """Give the shape of a picture, which is so many of its sheet."""
    return (
        f'<xdr:twoCellAnchor editAs="oneCell">{_anchor(picture)}'
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{number + 50}" name="{escape(picture.name)}"/>'
        '<xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip xmlns:r="{OFFICE}" r:embed="rIdOver{number}"/>'
        "<a:stretch><a:fillRect/></a:stretch></xdr:blipFill>"
        '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
        "<xdr:clientData/></xdr:twoCellAnchor>"
    )


def corner(tag: str, column: int, across: int, row: int, down: int) -> str:
    """Say where a corner is: cells counted from 0, and pixels into them."""
    return (
        f"<{tag}><xdr:col>{column}</xdr:col><xdr:colOff>{across * _PIXEL}</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>{down * _PIXEL}</xdr:rowOff></{tag}>"
    )


def _anchor(thing: TextBox | Picture) -> str:
    """Say which cells a thing covers, or how far it reaches into the last of them."""
    left, top, right, bottom = bounds(thing.place)
    last = (right - 1, thing.reach) if thing.reach else (right, 0)
    start = corner("xdr:from", left - 1, 2, top - 1, 2)
    return start + corner("xdr:to", *last, bottom, 0)


def _solid(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>' if color else "<a:noFill/>"
