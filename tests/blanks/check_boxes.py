"""Check boxes and option buttons, Excel's form controls: each is written in three ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final
from xml.sax.saxutils import escape

from tests.blanks.drawing import bounds
from tests.blanks.packing import DECLARATION, OFFICE
from tests.blanks.shapes import corner

_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_COMPATIBLE: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_X14: Final = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_A14: Final = "http://schemas.microsoft.com/office/drawing/2010/main"
_FIRST_SHAPE: Final = 1025
_CHECK_HEIGHT: Final = 22
"""Where a check box ends: so many pixels below the top of its row."""


@dataclass(frozen=True)
class FormControl:
    """A form control over cells; its caption may be empty.

    It ends so many pixels after the beginning of its last column. An option button may begin a
    group, and be chosen.
    """

    place: str
    caption: str = ""
    reach: int = 20
    is_first: bool = False
    is_chosen: bool = False

    kind: ClassVar[str]
    """Excel's word for what it is."""
    name: ClassVar[str]


class CheckBox(FormControl):
    """A square to be ticked."""

    kind = "CheckBox"
    name = "Check Box"


class OptionButton(FormControl):
    """A ring, of which one in a group is chosen."""

    kind = "Radio"
    name = "Option Button"


class GroupBox(FormControl):
    """A frame around the option buttons of a group."""

    kind = "GBox"
    name = "Group Box"


def shape_xml(check: FormControl, number: int) -> str:
    """Give the shape that newer Excels keep of a control beside its old form."""
    shape = _FIRST_SHAPE + number - 1
    return (
        f'<mc:AlternateContent xmlns:mc="{_COMPATIBLE}">'
        f'<mc:Choice xmlns:a14="{_A14}" Requires="a14">'
        f'<xdr:twoCellAnchor editAs="oneCell">{_check_anchor(check, "xdr:")}'
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{shape}" '
        f'name="{check.name} {number}" hidden="1"><a:extLst>'
        '<a:ext uri="{63B3BB69-23CF-44E3-9099-C40C66FF867C}">'
        f'<a14:compatExt spid="_x0000_s{shape}"/></a:ext></a:extLst></xdr:cNvPr>'
        '<xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr bwMode="auto"><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
        '<xdr:txBody><a:bodyPr vertOverflow="clip" wrap="square" anchor="ctr"/><a:lstStyle/>'
        '<a:p><a:r><a:rPr lang="ja-JP" altLang="en-US" sz="900"/>'
        f"<a:t>{escape(check.caption)}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
        "<xdr:clientData/></xdr:twoCellAnchor></mc:Choice><mc:Fallback/></mc:AlternateContent>"
    )


def vml(checks: Sequence[FormControl]) -> bytes:
    """Give the part that older Excels draw the controls from."""
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
        '<v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" '
        'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
        '<v:path shadowok="f" o:extrusionok="f" strokeok="f" fillok="f" o:connecttype="rect"/>'
        '<o:lock v:ext="edit" shapetype="t"/></v:shapetype>'
        + "".join(_vml_shape(check, number) for number, check in _counted(checks))
        + "</xml>"
    ).encode()


def _vml_shape(check: FormControl, number: int) -> str:
    left, top, right, bottom = bounds(check.place)
    ends = f"{right - 1}, {check.reach}, {bottom - 1}, {_CHECK_HEIGHT}"
    kind = {"CheckBox": "Checkbox"}.get(check.kind, check.kind)
    first = "<x:FirstButton/>" if check.is_first else ""
    chosen = "<x:Checked>1</x:Checked>" if check.is_chosen else ""
    return (
        f'<v:shape id="_x0000_s{_FIRST_SHAPE + number - 1}" type="#_x0000_t201" '
        f'style="position:absolute;margin-left:0;margin-top:0;width:16pt;height:14pt;'
        f'z-index:{number};mso-wrap-style:tight" filled="f" fillcolor="window [65]" '
        'stroked="f" strokecolor="windowText [64]" o:insetmode="auto">'
        '<v:path shadowok="t" strokeok="t" fillok="t"/><o:lock v:ext="edit" rotation="t"/>'
        '<v:textbox style="mso-direction-alt:auto" o:singleclick="f">'
        '<div style="text-align:left"><font face="MS PGothic" size="180" color="auto">'
        f"{escape(check.caption)}</font></div></v:textbox>"
        f'<x:ClientData ObjectType="{kind}"><x:SizeWithCells/>'
        f"<x:Anchor>{left - 1}, 2, {top - 1}, 2, {ends}</x:Anchor>"
        "<x:AutoFill>False</x:AutoFill><x:AutoLine>False</x:AutoLine>"
        "<x:TextVAlign>Center</x:TextVAlign>"
        f"{chosen}<x:NoThreeD/>{first}</x:ClientData></v:shape>"
    )


def controls_xml(checks: Sequence[FormControl]) -> str:
    """Give the list of the controls for the end of the sheet; their parts are rIdOver3 and on."""
    inner = "".join(
        f'<mc:AlternateContent xmlns:mc="{_COMPATIBLE}"><mc:Choice Requires="x14">'
        f'<control shapeId="{_FIRST_SHAPE + number - 1}" r:id="rIdOver{number + 2}" '
        f'name="{check.name} {number}"><controlPr defaultSize="0" autoFill="0" autoLine="0" '
        f'autoPict="0"><anchor moveWithCells="1">{_check_anchor(check, "")}</anchor>'
        "</controlPr></control></mc:Choice></mc:AlternateContent>"
        for number, check in _counted(checks)
    )
    return (
        f'<mc:AlternateContent xmlns:mc="{_COMPATIBLE}"><mc:Choice xmlns:x14="{_X14}" '
        f'Requires="x14"><controls xmlns:r="{OFFICE}" '
        f'xmlns:xdr="{_DRAWING}/spreadsheetDrawing">{inner}</controls>'
        "</mc:Choice></mc:AlternateContent>"
    )


def properties_xml(check: FormControl) -> bytes:
    """Give the part that says what a control is."""
    chosen = ' checked="Checked"' if check.is_chosen else ""
    first = ' firstButton="1"' if check.is_first else ""
    properties = (
        f'<formControlPr xmlns="{_X14}" objectType="{check.kind}"{chosen}{first} '
        'lockText="1" noThreeD="1"/>'
    )
    return (DECLARATION + properties).encode()


def _check_anchor(check: FormControl, tag: str) -> str:
    left, top, right, bottom = bounds(check.place)
    ends = corner(f"{tag}to", right - 1, check.reach, bottom - 1, _CHECK_HEIGHT)
    return corner(f"{tag}from", left - 1, 2, top - 1, 2) + ends


def _counted(checks: Sequence[FormControl]) -> list[tuple[int, FormControl]]:
    return list(enumerate(checks, start=1))
