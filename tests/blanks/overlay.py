"""Laying shapes, pictures and form controls over a sheet: parts, relationships, content types."""

from collections.abc import Iterable, Sequence
from typing import Final

from tests.blanks.check_boxes import FormControl, controls_xml, properties_xml, shape_xml, vml
from tests.blanks.packing import (
    DECLARATION,
    OFFICE,
    append,
    declare,
    declare_extension,
    pack,
    unpack,
)
from tests.blanks.shapes import Picture, TextBox, picture_xml, text_box_xml

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawing+xml"
_VML_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_CONTROL_TYPE: Final = "application/vnd.ms-excel.controlproperties+xml"

_Relations = list[tuple[str, str]]


def draw_over(content: bytes, *things: TextBox | Picture | FormControl) -> bytes:
    """Draw shapes, pictures and form controls over the first sheet of a workbook."""
    parts = unpack(content)
    checks = [thing for thing in things if isinstance(thing, FormControl)]
    relations = [_add_drawing(parts, things)]
    end = f'<drawing xmlns:r="{OFFICE}" r:id="rIdOver1"/>'
    if checks:
        relations += _add_controls(parts, checks)
        end += f'<legacyDrawing xmlns:r="{OFFICE}" r:id="rIdOver2"/>' + controls_xml(checks)
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = _relations_xml(relations)
    append(parts, "xl/worksheets/sheet1.xml", end)
    return pack(parts)


def _add_drawing(
    parts: dict[str, bytes], things: Sequence[TextBox | Picture | FormControl]
) -> tuple[str, str]:
    anchors: list[str] = []
    pictures: _Relations = []
    checks = 0
    for number, thing in enumerate(things, start=1):
        if isinstance(thing, TextBox):
            anchors.append(text_box_xml(thing, number))
        elif isinstance(thing, Picture):
            parts[f"xl/media/image{number}.png"] = thing.png
            pictures.append(("image", f"../media/image{number}.png"))
            anchors.append(picture_xml(thing, len(pictures)))
        else:
            checks += 1
            anchors.append(shape_xml(thing, checks))
    parts["xl/drawings/drawing1.xml"] = _drawing_xml(anchors)
    declare(parts, "xl/drawings/drawing1.xml", _DRAWING_TYPE)
    if pictures:
        declare_extension(parts, "png", "image/png")
        parts["xl/drawings/_rels/drawing1.xml.rels"] = _relations_xml(pictures)
    return "drawing", "../drawings/drawing1.xml"


def _add_controls(parts: dict[str, bytes], checks: Sequence[FormControl]) -> _Relations:
    parts["xl/drawings/vmlDrawing1.vml"] = vml(checks)
    declare_extension(parts, "vml", _VML_TYPE)
    relations = [("vmlDrawing", "../drawings/vmlDrawing1.vml")]
    for number, check in enumerate(checks, start=1):
        parts[f"xl/ctrlProps/ctrlProp{number}.xml"] = properties_xml(check)
        declare(parts, f"xl/ctrlProps/ctrlProp{number}.xml", _CONTROL_TYPE)
        relations.append(("ctrlProp", f"../ctrlProps/ctrlProp{number}.xml"))
    return relations


def _drawing_xml(anchors: Iterable[str]) -> bytes:
    opening = f'<xdr:wsDr xmlns:xdr="{_DRAWING}/spreadsheetDrawing" xmlns:a="{_DRAWING}/main">'
    return (DECLARATION + opening + "".join(anchors) + "</xdr:wsDr>").encode()


def _relations_xml(relations: _Relations) -> bytes:
    entries = "".join(
        f'<Relationship Id="rIdOver{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, start=1)
    )
    text = f'{DECLARATION}<Relationships xmlns="{_PACKAGE}">{entries}</Relationships>'
    return text.encode()
