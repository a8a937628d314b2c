"""The workbook part: unhiding of sheets, print areas, and recalculation."""

from collections.abc import Mapping
from typing import Final

from openpyxl.utils import get_column_letter, quote_sheetname

from workbook.xlsx.editing.part_xml import Node, add, bytes_of, child_of, tree_of
from workbook.xlsx.guard.strict_xml import MAIN, truth_of
from workbook.xlsx.reader.areas import Area

_NAMES: Final = ("definedNames",)
_BEFORE_NAMES: Final = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences",
)  # fmt: skip
"""The elements before definedNames in the schema; calcPr follows definedNames."""
_PRINT_AREA: Final = "_xlnm.Print_Area"


class WorkbookPart:
    """The prepared part; ``content`` is the part without any sheet unhidden."""

    def __init__(self, part: bytes, extents: Mapping[str, Area], *, has_formulas: bool) -> None:
        """Prepare the part, with recalculation on opening if there are formulas.

        ``extents`` are the print areas for sheets that have none.
        """
        tree = tree_of(part)
        self.is_1904 = _is_1904(tree)
        self.content = part
        if has_formulas:
            _child(tree, "calcPr", _BEFORE_NAMES + _NAMES).set("fullCalcOnLoad", "1")
            self.content = bytes_of(tree)
        self.hidden = frozenset(
            sheet.get("name")
            for sheet in _sheets(tree)
            if sheet.get("state", "visible") != "visible"
        )
        self._extents = extents
        self._showing: dict[frozenset[str], bytes] = {frozenset(): self.content}

    def showing(self, titles: frozenset[str]) -> bytes:
        """Return the part with these sheets visible, each with a print area."""
        if titles not in self._showing:
            self._showing[titles] = self._shown(titles)
        return self._showing[titles]

    def _shown(self, titles: frozenset[str]) -> bytes:
        tree = tree_of(self.content)
        printed = {
            name.get("localSheetId")
            for name in tree.iter(MAIN + "definedName")
            if name.get("name") == _PRINT_AREA
        }
        for number, sheet in enumerate(_sheets(tree)):
            title = sheet.get("name")
            if title in titles:
                sheet.attrib.pop("state", None)
                if str(number) not in printed:
                    names = _child(tree, "definedNames", _BEFORE_NAMES)
                    area = _reference(title, self._extents[title])
                    add(names, "definedName", area, name=_PRINT_AREA, localSheetId=str(number))
        return bytes_of(tree)


def _is_1904(tree: Node) -> bool:
    settings = child_of(tree, "workbookPr")
    return settings is not None and truth_of(settings.get("date1904"))


def _sheets(tree: Node) -> list[Node]:
    return [*child_of(tree, "sheets").iterchildren(MAIN + "sheet")]


def _child(tree: Node, name: str, before: tuple[str, ...]) -> Node:
    """Return an element of the workbook; add it after the elements ``before`` if missing."""
    child = child_of(tree, name)
    if child is None:
        child = add(tree, name)
        last = [
            child for child in (child_of(tree, other) for other in before) if child is not None
        ][-1]
        last.addnext(child)
    return child


def _reference(title: str, area: Area) -> str:
    top, left, bottom, right = area
    first = f"${get_column_letter(left)}${top}"
    last = f"${get_column_letter(right)}${bottom}"
    return f"{quote_sheetname(title)}!{first}:{last}"
