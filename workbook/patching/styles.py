"""The styles of a blank's cells: which show dates, which wrap; and changed copies put behind."""

import copy
from dataclasses import dataclass
from typing import Any, Final, Literal

from workbook.xlsx.editing.part_xml import Node, add, bytes_of, child_of, tree_of
from workbook.xlsx.guard.strict_xml import MAIN, count_of, refuse
from workbook.xlsx.reader.book_dates import is_date_format
from workbook.xlsx.reader.cell_format import CellFormat
from workbook.xlsx.reader.formats import Formats

DATE_FORMAT: Final = 'yyyy"年"m"月"d"日"'
_GREY: Final = range(0x60, 0xE8)
"""How bright a grey is in which samples are printed; a darker one is black in print."""
_MOST_COLOUR: Final = 24  # between the channels of a grey
_FIRST_OWN_FORMAT: Final = 164  # lower ones are built in
Change = Literal["dates", "wraps", "shrinks", "ink"]
"""How a copy of a style differs: it shows dates, wraps texts, shrinks them instead of wrapping, or
its type is upright and black."""
_CHECK_BOX: Final = (
    "{http://schemas.microsoft.com/office/spreadsheetml/2022/featurepropertybag}xfComplement"
)


Changed = tuple[int, frozenset[Change]]  # a style and how a copy of it differs


def is_pale(colour: str) -> bool:
    """Return whether a colour, #rrggbb, is the grey of samples."""
    channels = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return max(channels) - min(channels) <= _MOST_COLOUR and min(channels) in _GREY


@dataclass(frozen=True, slots=True)
class WrittenStyle:
    """How a style displays values: its look, and whether it shows dates and TRUE as a tick.

    ``is_pale``: its text is grey, as that of a printed sample.
    """

    look: CellFormat
    shows_dates: bool = False
    is_check_box: bool = False
    is_pale: bool = False

    @property
    def wraps(self) -> bool:
        """Whether a text wraps that is wider than its cell."""
        return self.look.alignment.wraps


class Styles:
    """The cell styles of a workbook by number; a workbook may have none."""

    def __init__(self, content: bytes | None, formats: Formats) -> None:
        """Parse the part, which is None if the workbook has none."""
        self._content = content
        self.formats = formats
        tree = None if content is None else tree_of(content)
        self._effects = [] if tree is None else _effects(tree, formats)
        self._changed: dict[frozenset[Changed], tuple[bytes, dict[Changed, int]]] = {}

    def __bool__(self) -> bool:
        return bool(self._effects)

    def effect(self, style: int) -> WrittenStyle:
        """Return how a style displays values."""
        if not self._effects:
            return WrittenStyle(CellFormat())
        if style >= len(self._effects):
            refuse(f"no style {style}")
        return self._effects[style]

    def changed(self, wanted: frozenset[Changed]) -> tuple[bytes, dict[Changed, int]]:
        """Return the part with changed copies of styles, and their numbers."""
        if wanted not in self._changed:
            in_order = sorted(wanted, key=lambda one: (one[0], sorted(one[1])))
            self._changed[wanted] = _with_copies(tree_of(self._content or b""), in_order)
        return self._changed[wanted]


def _effects(sheet: Node, formats: Formats) -> list[WrittenStyle]:
    cells = child_of(sheet, "cellXfs")
    styles = [] if cells is None else cells.iterchildren(MAIN + "xf")
    return [
        WrittenStyle(
            look=formats[number],
            shows_dates=is_date_format(formats[number].number_format),
            is_check_box=next(xf.iter(_CHECK_BOX), None) is not None,
        )
        for number, xf in enumerate(styles)
    ]


def _with_copies(sheet: Node, wanted: list[Changed]) -> tuple[bytes, dict[Changed, int]]:
    cells = child_of(sheet, "cellXfs")
    known = cells.findall(MAIN + "xf")
    for style, changes in wanted:
        xf = copy.deepcopy(known[style])
        if "dates" in changes:
            xf.set("numFmtId", _date_format(sheet))
            xf.set("applyNumberFormat", "1")
            xf.attrib.pop("quotePrefix", None)
        if {"wraps", "shrinks"} & changes:
            alignment = child_of(xf, "alignment")
            if alignment is None:
                alignment = add(xf, "alignment")
                xf.insert(0, alignment)  # which moves it
            for name, change in (("wrapText", "wraps"), ("shrinkToFit", "shrinks")):
                alignment.attrib.pop(name, None)
                if change in changes:
                    alignment.set(name, "1")
            xf.set("applyAlignment", "1")
        if "ink" in changes:
            xf.set("fontId", str(_black(sheet, count_of(xf.get("fontId", "0")))))
            xf.set("applyFont", "1")
        xf.tail = None
        cells.append(xf)
    _count(cells)
    return bytes_of(sheet), {one: len(known) + n for n, one in enumerate(wanted)}


def _black(sheet: Node, number: int) -> int:
    """Return the number of a copy of a font that is upright and in the usual colour."""
    fonts = child_of(sheet, "fonts")
    known = fonts.findall(MAIN + "font")
    font = copy.deepcopy(known[number])
    for name in ("color", "i"):
        for child in font.findall(MAIN + name):
            font.remove(child)
    font.tail = None
    fonts.append(font)
    _count(fonts)
    return len(known)


def _date_format(sheet: Node) -> str:
    """Return the number of the date format, which is added if missing."""
    formats = child_of(sheet, "numFmts")
    if formats is None:
        formats = add(sheet, "numFmts")
        sheet.insert(0, formats)  # which moves it
    numbers_by_code: dict[str, Any] = {
        own.get("formatCode"): own.get("numFmtId") for own in formats
    }
    if DATE_FORMAT not in numbers_by_code:
        numbers = [int(number) for number in numbers_by_code.values()]
        numbers_by_code[DATE_FORMAT] = str(max([_FIRST_OWN_FORMAT - 1, *numbers]) + 1)
        add(formats, "numFmt", numFmtId=numbers_by_code[DATE_FORMAT], formatCode=DATE_FORMAT)
        _count(formats)
    number: str = numbers_by_code[DATE_FORMAT]
    return number


def _count(group: Node) -> None:
    group.set("count", str(len(group)))
