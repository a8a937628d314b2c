"""Files made to cost by what lies over their cells: shapes, pictures, notes, controls, comments."""

from tests.hostile.forms import (
    MAIN,
    OFFICE,
    SHEET_RELS,
    down_the_tables,
    packed,
    part_of_form,
    related,
    typed,
)
from tests.workbook.packages import SHEET, TYPES

_DRAWING_NAMES = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NO_FILL = "<a:noFill/>"
_FILL = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'


def _anchor(inner: str, column: int = 40, row: int = 1) -> str:
    corner = "<xdr:col>{}</xdr:col><xdr:row>{}</xdr:row>"
    return (
        f"<xdr:twoCellAnchor><xdr:from>{corner.format(column, row)}</xdr:from>"
        f"<xdr:to>{corner.format(column + 1, row + 1)}</xdr:to>{inner}</xdr:twoCellAnchor>"
    )


def _shape(fill: str, inner: str = "") -> str:
    return (
        '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="1" name="s"/></xdr:nvSpPr>'
        f"<xdr:spPr>{fill}</xdr:spPr>{inner}</xdr:sp>"
    )


def _drawing(*anchors: str) -> str:
    return f"<xdr:wsDr {_DRAWING_NAMES}>{''.join(anchors)}</xdr:wsDr>"


def shapes_that_hide_nothing() -> bytes:
    """Draw 50,000 shapes without a fill."""
    anchor = f"<xdr:oneCellAnchor>{_shape(_NO_FILL)}</xdr:oneCellAnchor>"
    drawing = _drawing(_anchor(_shape(_NO_FILL) * 50_000), anchor)
    rels = related(("drawing", "../drawings/drawing1.xml"))
    return packed({SHEET_RELS: rels, "xl/drawings/drawing1.xml": drawing})


def shapes_over_every_answer() -> bytes:
    """Draw 300 filled shapes in each of 80 drawings beside 18,700 answers."""
    drawings = {
        f"xl/drawings/drawing{number}.xml": _drawing(
            *(_anchor(_shape(_FILL), 40 + n % 50, n) for n in range(300))
        )
        for number in range(80)
    }
    rels = related(*(("drawing", f"../{name[3:]}") for name in drawings))
    parts = down_the_tables('<c r="{}" t="str"><v>x</v></c>')
    return packed(parts | drawings | {SHEET_RELS: rels})


def a_drawing_related_again() -> bytes:
    """Refer 5,000 times to one drawing of 40,000 elements."""
    drawing = _drawing(_anchor(_shape(_NO_FILL) * 10_000))
    rels = related(*[("drawing", "../drawings/drawing1.xml")] * 5_000)
    return packed({SHEET_RELS: rels, "xl/drawings/drawing1.xml": drawing})


def groups_in_groups() -> bytes:
    """Nest groups 80 deep, 1,000 times, around shapes."""
    nested = "<xdr:grpSp>" * 80 + _shape(_NO_FILL) + "</xdr:grpSp>" * 80
    rels = related(("drawing", "../drawings/drawing1.xml"))
    return packed({SHEET_RELS: rels, "xl/drawings/drawing1.xml": _drawing(_anchor(nested * 5_000))})


def _vml(inner: str) -> bytes:
    rels = related(("vmlDrawing", "../drawings/vmlDrawing1.vml"))
    return packed({
        SHEET_RELS: rels, "xl/drawings/vmlDrawing1.vml": inner, TYPES: typed(vml=_VML_TYPE),
    })  # fmt: skip


def notes_that_never_end() -> bytes:
    """Begin 150,000 notes, and end none."""
    return _vml("<xml>" + '<x:ClientData ObjectType="Note"></x:Note>' * 150_000 + "</xml>")


def a_tag_that_never_ends() -> bytes:
    """Say in one tag 200,000 times that it is a check box."""
    started = '<v:shape id="_x0000_s1025"><x:ClientData '
    return _vml("<xml>" + started + 'ObjectType="Checkbox" ' * 200_000)


def shapes_of_vml() -> bytes:
    """Write 200,000 shapes without a control, each with many words."""
    return _vml("<xml>" + '<v:shape id="_x0000_s1025" o:spid="x"> </v:shape>' * 150_000 + "</xml>")


def anchors_of_vml() -> bytes:
    """Write 30,000 check boxes, each with an anchor."""
    box = (
        '<v:shape id="_x0000_s{}"><x:ClientData ObjectType="Checkbox">'
        "<x:Anchor> 1, 2, 3, 4, 5, 6, 7, 8</x:Anchor></x:ClientData></v:shape>"
    )
    return _vml("<xml>" + "".join(box.format(1025 + n) for n in range(30_000)) + "</xml>")


def comments_without_end() -> bytes:
    """Comment on 40,000 cells, with a box for each."""
    comments = "".join(
        f'<comment ref="A{row}" authorId="0"><text><r><t>x</t></r></text></comment>'
        for row in range(1, 40_000)
    )
    box = (
        '<v:shape id="_x0000_s{0}"><x:ClientData ObjectType="Note"><x:Anchor>1, 2, 3, 4, 5, 6, 7, 8'
        "</x:Anchor><x:Row>{1}</x:Row><x:Column>0</x:Column></x:ClientData></v:shape>"
    )
    vml = "<xml>" + "".join(box.format(1025 + n, n) for n in range(20_000)) + "</xml>"
    sheet = part_of_form(SHEET).replace(
        "</worksheet>", f'<legacyDrawing xmlns:r="{OFFICE}" r:id="r1"/></worksheet>'
    )
    rels = related(("vmlDrawing", "../drawings/vmlDrawing1.vml"), ("comments", "../comments1.xml"))
    return packed({
        SHEET: sheet,
        SHEET_RELS: rels,
        "xl/drawings/vmlDrawing1.vml": vml,
        "xl/comments1.xml": f"<comments {MAIN}><authors><author>x</author></authors>"
        f"<commentList>{comments}</commentList></comments>",
        TYPES: typed(vml=_VML_TYPE),
    })  # fmt: skip


HOSTILE = (
    shapes_that_hide_nothing,
    shapes_over_every_answer,
    a_drawing_related_again,
    groups_in_groups,
    notes_that_never_end,
    a_tag_that_never_ends,
    shapes_of_vml,
    anchors_of_vml,
    comments_without_end,
)
