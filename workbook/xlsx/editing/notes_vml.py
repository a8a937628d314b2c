"""The VML drawing of a sheet, which contains its comment boxes and form controls."""

import re
from collections.abc import Iterable
from typing import Final

from workbook.xlsx.editing.note_box import CommentBox
from workbook.xlsx.editing.part_xml import Node, add, bytes_of, tree_of
from workbook.xlsx.guard.strict_xml import refuse
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.reader.areas import Cell

_VML: Final = "urn:schemas-microsoft-com:vml"
_OFFICE: Final = "urn:schemas-microsoft-com:office:office"
_EXCEL: Final = "urn:schemas-microsoft-com:office:excel"
_SPACES: Final = f'xmlns:v="{_VML}" xmlns:o="{_OFFICE}" xmlns:x="{_EXCEL}"'
_IN_EXCEL: Final = f"{{{_EXCEL}}}"

_BLOCK: Final = 1024  # the number of shape ids per drawing (idmap data)
_EMPTY: Final = (
    f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{{block}}"/>'
    "</o:shapelayout></xml>"
)
_KIND: Final = (
    f'<v:shapetype {_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE: Final = (
    f'<v:shape {_SPACES} id="_x0000_s{{number}}" type="#_x0000_t202"'
    ' style="position:absolute;{style}z-index:1;visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_HAS_KIND: Final = re.compile(rb"""\bid\s*=\s*["']_x0000_t202["']""")
_NUMBER: Final = re.compile(rb"""["']_x0000_s([0-9]{1,9})["']""")  # "_x0000_s1025"
_INDEX: Final = re.compile(r"\s*([0-9]{1,7})\s*")
_END: Final = re.compile(rb"</(?:[^\s<>/:]+:)?xml\s*>\s*")


def with_boxes(
    content: bytes | None, boxes: Iterable[CommentBox], commented: Iterable[Cell], block: int
) -> bytes:
    """Return the drawing with a box for each comment; an existing box is moved.

    ``commented`` are the cells that had a comment before; ``block`` is the number of a new drawing.
    """
    content, cells_with_box = _with_moved_boxes(content, boxes, commented)
    content = content or _EMPTY.format(block=block).encode()
    end = content.rfind(b"</")
    if end < 0 or not _END.fullmatch(content, end):
        refuse("a drawing that does not end")
    kind = "" if _HAS_KIND.search(content) else _KIND
    numbers_in_use = (int(number[1]) for number in _NUMBER.finditer(content))
    first = max(numbers_in_use, default=_BLOCK * block) + 1
    missing = (box for box in boxes if box.cell not in cells_with_box)
    shapes = (_shape(number, box) for number, box in enumerate(missing, start=first))
    return content[:end] + (kind + "".join(shapes)).encode() + content[end:]


def _shape(number: int, box: CommentBox) -> str:
    row, column = box.cell
    return _SHAPE.format(
        number=number, style=box.style, anchor=box.anchor, row=row - 1, column=column - 1
    )


def _with_moved_boxes(
    content: bytes | None, boxes: Iterable[CommentBox], commented: Iterable[Cell]
) -> tuple[bytes | None, set[Cell]]:
    """Return a drawing with its boxes moved, and the cells that have a box.

    Excel sometimes writes drawings that are not XML. Then boxes stay, and each comment has one.
    """
    try:
        root = None if content is None else tree_of(content)
    except UnreadableError:
        return content, set(commented)
    if root is None or not len(root):
        return None, set()
    notes_by_cell = {
        cell: note for note in root.iter(_IN_EXCEL + "ClientData") if (cell := _cell_of(note))
    }
    moved = [box for box in boxes if box.cell in notes_by_cell]
    for box in moved:
        note = notes_by_cell[box.cell]
        anchor = note.find(_IN_EXCEL + "Anchor")
        if anchor is None:
            anchor = add(note, "Anchor")
            note.insert(0, anchor)
        anchor.text = box.anchor
    return bytes_of(root) if moved else content, set(notes_by_cell)


def _cell_of(note: Node) -> Cell | None:
    """Return the cell of a comment box, or None for another kind of shape."""
    row, column = (
        _INDEX.fullmatch(note.findtext(_IN_EXCEL + name) or "") for name in ("Row", "Column")
    )
    if note.get("ObjectType") != "Note" or not row or not column:
        return None
    return int(row[1]) + 1, int(column[1]) + 1
