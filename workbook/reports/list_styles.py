"""Styles of the list of findings, appended to those of a workbook."""

from dataclasses import dataclass
from typing import Final

from workbook.xlsx.editing.part_xml import Node, add, bytes_of, child_of, tree_of

_FONT: Final = {"name": "Yu Gothic", "family": "3", "charset": "128"}
_LINE: Final = "FF8C8C8C"
_BAND: Final = "FFD9E6FF"
_LINK: Final = "FF0563C1"


@dataclass(frozen=True, slots=True)
class ListStyles:
    """The style attribute of each kind of cell; empty in a workbook without styles."""

    title: str = ""
    note: str = ""
    head: str = ""
    body: str = ""
    middle: str = ""
    link: str = ""


def with_list_styles(styles: bytes) -> tuple[bytes, ListStyles]:
    """Append our styles, keeping the numbers of others; none if a required list is missing."""
    root = tree_of(styles)
    groups = [child_of(root, name) for name in ("fonts", "fills", "borders", "cellXfs")]
    if any(group is None for group in groups):
        return styles, ListStyles()
    fonts, fills, borders, formats = groups
    plain, bold = _font(fonts, "10"), _font(fonts, "10", "b")
    title, link = _font(fonts, "14", "b"), _font(fonts, "10", "u", color=_LINK)
    band, frame = _fill(fills), _border(borders)
    look = ListStyles(
        title=_format(formats, font=title),
        note=_format(formats, font=plain),
        head=_format(formats, font=bold, fill=band, border=frame, horizontal="center"),
        body=_format(formats, font=plain, border=frame),
        middle=_format(formats, font=plain, border=frame, horizontal="center"),
        link=_format(formats, font=link, border=frame),
    )
    for group in groups:
        if group.get("count") is not None:
            group.set("count", str(_last(group) + 1))
    return bytes_of(root), look


def _last(group: Node) -> int:
    """Return the number of the last style in a list."""
    return sum(1 for _ in group.iterchildren("*")) - 1


def _font(fonts: Node, size: str, *marks: str, color: str = "") -> int:
    font = add(fonts, "font")
    for mark in marks:
        add(font, mark)
    add(font, "sz", val=size)
    if color:
        add(font, "color", rgb=color)
    for name, value in _FONT.items():
        add(font, name, val=value)
    return _last(fonts)


def _fill(fills: Node) -> int:
    pattern = add(add(fills, "fill"), "patternFill", patternType="solid")
    add(pattern, "fgColor", rgb=_BAND)
    add(pattern, "bgColor", indexed="64")
    return _last(fills)


def _border(borders: Node) -> int:
    border = add(borders, "border")
    for side in ("left", "right", "top", "bottom"):
        add(add(border, side, style="thin"), "color", rgb=_LINE)
    add(border, "diagonal")
    return _last(borders)


def _format(
    formats: Node, *, font: int, fill: int = 0, border: int = 0, horizontal: str = "left"
) -> str:
    """Append a cell style; quotePrefix keeps a text a text when somebody edits it."""
    numbers = {"fontId": f"{font}", "fillId": f"{fill}", "borderId": f"{border}"}
    applied = dict.fromkeys(("applyFont", "applyFill", "applyBorder", "applyAlignment"), "1")
    quoted = {"quotePrefix": "1"} if horizontal == "left" else {}
    style = add(formats, "xf", numFmtId="0", xfId="0", **numbers, **quoted, **applied)
    add(style, "alignment", horizontal=horizontal, vertical="top", wrapText="1")
    return f' s="{_last(formats)}"'
