"""A form that the product filled, and what people and programs do to its file afterwards."""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Final

from tests.samples import case, edited
from tests.wizard.unpacked import unpacked
from tests.workbook.packages import pack
from workbook.forms.fill import fill

CELLS: Final[Mapping[str, str]] = {
    "applied_on": "G4", "applicant.company": "Y4", "kind": "M7", "business.code": "G11",
    "business.name": "Y11", "business.address": "N12", "business.phone": "N13",
    "business.result_email": "N14", "privacy_notice_url": "A16", "contacts.0.action": "A19",
    "contacts.1.name": "D20", "web_certificates.0.serial": "C24",
    "web_certificates.0.not_after": "O24", "api.environment": "N33", "remarks": "A50",
}  # fmt: skip
"""Where the answers of a change stand."""

SHEET: Final = "xl/worksheets/sheet1.xml"
STYLES: Final = "xl/styles.xml"
WORKBOOK: Final = "xl/workbook.xml"
TYPES: Final = "[Content_Types].xml"
_SHEET_RELS: Final = "xl/worksheets/_rels/sheet1.xml.rels"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_IN_OFFICE: Final = f'xmlns:r="{_OFFICE}/relationships"'
_RELS: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
)
_CELL: Final = r'<c r="{cell}" s="(\d+)"[^>]*>(.*?)</c>'
_AFTER_CONDITIONS: Final = "<dataValidations "


class Form:
    """The parts of a filled form as text, to be changed; ``content`` packs them."""

    def __init__(self, kind: str, edits: Mapping[str, object]) -> None:
        """Fill the form of a case with its answers, some of them edited."""
        self.parts = dict(_parts(kind, tuple(sorted(edits.items()))))
        self.media: dict[str, bytes] = {}
        self._rules = 0

    def content(self) -> bytes:
        """Return the workbook."""
        return pack({name: text.encode() for name, text in self.parts.items()} | self.media)

    def replace(self, part: str, old: str, new: str, count: int = -1) -> None:
        """Replace a text that a part must hold."""
        assert old in self.parts[part], old
        self.parts[part] = self.parts[part].replace(old, new, count)

    def held(self, cell: str) -> str:
        """Return the text or number that a cell holds."""
        return re.sub(r"<.*?>", "", self._cell(cell)[2])

    def write(self, cell: str, inner: str, kind: str = "n") -> None:
        """Write the inside of a cell's element, and the type of the cell."""
        found = self._cell(cell)
        new = f'<c r="{cell}" s="{found[1]}" t="{kind}">{inner}</c>'
        self.parts[SHEET] = self.parts[SHEET].replace(found[0], new)

    def number(self, cell: str, value: float) -> None:
        """Type a number."""
        self.write(cell, f"<v>{value}</v>")

    def text(self, cell: str, text: str) -> None:
        """Type a text."""
        self.write(cell, f'<is><t xml:space="preserve">{escape(text)}</t></is>', "inlineStr")

    def runs(self, cell: str, *runs: tuple[str, str]) -> None:
        """Type a text of several runs, each with the properties of its letters."""
        letters = "".join(
            f'<r><rPr>{look}</rPr><t xml:space="preserve">{escape(text)}</t></r>'
            for look, text in runs
        )
        self.write(cell, f"<is>{letters}</is>", "inlineStr")

    def number_format(self, cell: str, code: str) -> None:
        """Give a cell a number format of its own."""
        number = 170 + self.parts[STYLES].count("<numFmt ")
        self.define_format(number, code)
        self.built_in_format(cell, number)

    def define_format(self, number: int, code: str) -> None:
        """Define a number format, also one whose number is that of a built-in format."""
        self._append("numFmts", f'<numFmt numFmtId="{number}" formatCode="{escape(code)}"/>')

    def built_in_format(self, cell: str, number: int) -> None:
        """Give a cell a number format by its number."""
        self._restyle(cell, r'numFmtId="\d+"', f'numFmtId="{number}" applyNumberFormat="1"')

    def font(self, cell: str, inner: str) -> None:
        """Give a cell a font of its own."""
        font = self._append("fonts", f"<font>{inner}</font>")
        self._restyle(cell, r'fontId="\d+"', f'fontId="{font}" applyFont="1"')

    def fill(self, cell: str, inner: str) -> None:
        """Give a cell a ground of its own."""
        fill = self._append("fills", f"<fill>{inner}</fill>")
        self._restyle(cell, r'fillId="\d+"', f'fillId="{fill}" applyFill="1"')

    def alignment(self, cell: str, attributes: str) -> None:
        """Give a cell an alignment of its own."""
        self._restyle(cell, r"<alignment .*?/>", f"<alignment {attributes}/>")

    def row(self, number: int, attributes: str) -> None:
        """Give a row other attributes than its height."""
        old = f'<row r="{number}" '
        found = re.search(f"{old}.*?>", self.parts[SHEET])
        assert found
        self.replace(SHEET, found[0], f"{old}{attributes}>")

    def columns(self, numbers: range, attributes: str) -> None:
        """Give columns other attributes than their width."""
        for number in numbers:
            found = re.search(rf'<col [^>]*min="{number}" max="{number}"/>', self.parts[SHEET])
            assert found
            new = f'<col min="{number}" max="{number}" {attributes}/>'
            self.replace(SHEET, found[0], new)

    def condition(self, cells: str, rule: str, dxf: str | None, inner: str = "") -> None:
        """Add a rule of conditional formatting: its attributes, its format, its inside."""
        look = ""
        if dxf is not None:
            if "<dxfs" not in self.parts[STYLES]:
                self.replace(STYLES, "<tableStyles ", '<dxfs count="0"></dxfs><tableStyles ')
            look = f' dxfId="{self._append("dxfs", f"<dxf>{dxf}</dxf>")}"'
        self._rules += 1
        element = (
            f'<conditionalFormatting sqref="{cells}"><cfRule {rule}{look} '
            f'priority="{self._rules}">{inner}</cfRule></conditionalFormatting>'
        )
        self.replace(SHEET, _AFTER_CONDITIONS, element + _AFTER_CONDITIONS, 1)

    def drawing(self, anchors: str, pictures: Mapping[str, bytes] | None = None) -> None:
        """Draw on the sheet; a picture's name is its relationship."""
        pictures = pictures or {}
        self.parts["xl/drawings/drawing1.xml"] = (
            '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/'
            'spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            f"{_IN_OFFICE}>{anchors}</xdr:wsDr>"
        )
        self.media |= {f"xl/media/{name}.png": data for name, data in pictures.items()}
        images = "".join(_relationship(name, "image", f"../media/{name}.png") for name in pictures)
        self.parts["xl/drawings/_rels/drawing1.xml.rels"] = f"{_RELS}{images}</Relationships>"
        drawing_type = "application/vnd.openxmlformats-officedocument.drawing+xml"
        self.add_part_type("/xl/drawings/drawing1.xml", drawing_type)
        self._default_type("png", "image/png")
        self.relate("rIdD", "drawing", "../drawings/drawing1.xml")
        self._at_end('<drawing r:id="rIdD"/>')

    def note(self, cell: str, text: str, vml: str) -> None:
        """Put a note at a cell, with the VML shape that says where it is and whether it shows."""
        self.parts["xl/comments1.xml"] = (
            '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors>'
            f'<author>a</author></authors><commentList><comment ref="{cell}" authorId="0"><text><t>'
            f"{text}</t></text></comment></commentList></comments>"
        )
        comments = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
        self.add_part_type("/xl/comments1.xml", comments)
        self.relate("rIdC", "comments", "../comments1.xml")
        self.vml(vml)

    def vml(self, shapes: str) -> None:
        """Draw in the language of old, as notes and form controls are."""
        self.parts["xl/drawings/vmlDrawing1.vml"] = (
            '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
            f'xmlns:x="urn:schemas-microsoft-com:office:excel">{shapes}</xml>'
        )
        self._default_type("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
        self.relate("rIdV", "vmlDrawing", "../drawings/vmlDrawing1.vml")
        self._at_end('<legacyDrawing r:id="rIdV"/>')

    def add_sheet(
        self, name: str, sheet: str, state: str = "visible", *, first: bool = False
    ) -> None:
        """Add a sheet at the end, or before the form."""
        self.parts["xl/worksheets/sheet3.xml"] = sheet
        self.add_part_type(
            "/xl/worksheets/sheet3.xml",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
        )
        related = _relationship("rId91", "worksheet", "/xl/worksheets/sheet3.xml")
        self.replace("xl/_rels/workbook.xml.rels", "</Relationships>", f"{related}</Relationships>")
        element = f'<sheet {_IN_OFFICE} name="{name}" sheetId="91" state="{state}" r:id="rId91"/>'
        old = "<sheets>" if first else "</sheets>"
        self.replace(WORKBOOK, old, old + element if first else element + old)

    def relate(self, identifier: str, kind: str, target: str) -> None:
        """Relate the sheet to another part."""
        self.parts.setdefault(_SHEET_RELS, f"{_RELS}</Relationships>")
        related = _relationship(identifier, kind, target)
        self.replace(_SHEET_RELS, "</Relationships>", f"{related}</Relationships>")

    def add_part_type(self, part: str, content_type: str) -> None:
        """Say of what type a part is."""
        element = f'<Override PartName="{part}" ContentType="{content_type}"/>'
        self.replace(TYPES, "</Types>", f"{element}</Types>")

    def _default_type(self, extension: str, content_type: str) -> None:
        element = f'<Default Extension="{extension}" ContentType="{content_type}"/>'
        self.replace(TYPES, '<Default Extension="xml"', f'{element}<Default Extension="xml"')

    def _at_end(self, element: str) -> None:
        self.replace(SHEET, "</worksheet>", f"{element}</worksheet>")
        if _IN_OFFICE not in self.parts[SHEET]:
            self.replace(SHEET, "<worksheet ", f"<worksheet {_IN_OFFICE} ", 1)

    def _cell(self, cell: str) -> re.Match[str]:
        found = re.search(_CELL.format(cell=cell), self.parts[SHEET], re.DOTALL)
        assert found, cell
        return found

    def _restyle(self, cell: str, pattern: str, new: str) -> None:
        found = self._cell(cell)
        styles = re.search(r"<cellXfs .*?</cellXfs>", self.parts[STYLES])
        assert styles
        style = re.findall(r"<xf [^>]*?/>|<xf .*?</xf>", styles[0])[int(found[1])]
        assert re.search(pattern, style)
        number = self._append("cellXfs", re.sub(pattern, lambda _: new, style, count=1))
        changed = found[0].replace(f's="{found[1]}"', f's="{number}"', 1)
        self.parts[SHEET] = self.parts[SHEET].replace(found[0], changed)

    def _append(self, collection: str, element: str) -> int:
        pattern = rf'<{collection} count="(\d+)"(.*?)</{collection}>'
        found = re.search(pattern, self.parts[STYLES])
        assert found, collection
        count = int(found[1])
        new = f'<{collection} count="{count + 1}"{found[2]}{element}</{collection}>'
        self.replace(STYLES, found[0], new)
        return count


@lru_cache(maxsize=64)
def _parts(kind: str, edits: tuple[tuple[str, object], ...]) -> Mapping[str, str]:
    packed = unpacked(fill(edited(case(kind), dict(edits))).content)
    parts = {name: data.decode() for name, data in packed.items()}
    # The texts are escaped as numbers, which would be in the way of those who look for a text.
    parts[SHEET] = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), parts[SHEET])
    return parts


def _relationship(identifier: str, kind: str, target: str) -> str:
    return (
        f'<Relationship Id="{identifier}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
    )
