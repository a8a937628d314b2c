"""The comments of one sheet: texts, boxes, and the relationships of the sheet to both."""

from collections.abc import Mapping
from typing import Final

from workbook.xlsx.editing.comments_xml import Comments
from workbook.xlsx.editing.grid import Grid
from workbook.xlsx.editing.legacy_drawing import with_legacy_drawing
from workbook.xlsx.editing.note_box import box_for
from workbook.xlsx.editing.notes_vml import with_boxes
from workbook.xlsx.editing.part_xml import RELATIONS, Node
from workbook.xlsx.editing.revision import Revision
from workbook.xlsx.guard.strict_xml import MAIN, parse, refuse
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.reader.areas import Cell

PARTS_NEEDED: Final = 3
"""Parts added at most: the comments, the drawing, and the relationships of the sheet."""

_TEXTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def comment(revision: Revision, part: str, texts: Mapping[Cell, str], block: int) -> None:
    """Add comments to a sheet; ``block`` is the number of its drawing.

    A sheet with damaged comments or drawing stays unchanged, as readers may have ignored them.
    """
    try:
        _comment(revision, part, texts, block)
    except UnreadableError:
        return


def _comment(revision: Revision, part: str, texts: Mapping[Cell, str], block: int) -> None:
    content = revision.read(part)
    sheet: Node = parse(content, MAIN + "worksheet")
    texts_part = _texts_part(revision, part)
    drawing_part = _drawing_part(revision, part, sheet)
    comments = Comments(_read(revision, texts_part))
    comment_texts = comments.put(texts)
    grid = Grid(sheet)
    boxes = [box_for(cell, text, grid) for cell, text in comment_texts.items()]
    commented = [cell for cell in comment_texts if comments.had(cell)]
    drawing = with_boxes(_read(revision, drawing_part), boxes, commented, block)
    if texts_part:
        revision.put(texts_part, comments.written())
    else:
        texts_part = revision.add("xl/comments{}.xml", comments.written(), _TEXTS_TYPE)
        revision.relate(part, "comments", texts_part)
    if drawing_part:
        revision.put(drawing_part, drawing)
    else:
        drawing_part = revision.add("xl/drawings/vmlDrawing{}.vml", drawing, _DRAWING_TYPE)
        identifier = revision.relate(part, "vmlDrawing", drawing_part)
        revision.put(part, with_legacy_drawing(content, sheet, identifier))


def _read(revision: Revision, part: str | None) -> bytes | None:
    return None if part is None else revision.read(part)


def _texts_part(revision: Revision, part: str) -> str | None:
    related = revision.relationships(part).values()
    return next((one.target for one in related if one.type == f"{RELATIONS}/comments"), None)


def _drawing_part(revision: Revision, part: str, sheet: Node) -> str | None:
    if sheet.find(MAIN + "sheetData") is None:
        refuse("a sheet without data")
    drawing = sheet.find(MAIN + "legacyDrawing")
    if drawing is None:
        return None
    relation = revision.relationships(part).get(drawing.get(f"{{{RELATIONS}}}id") or "")
    return relation.target if relation is not None else refuse("no such drawing")
