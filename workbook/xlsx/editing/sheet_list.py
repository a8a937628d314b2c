"""The list of sheets in the workbook part, to which one can be appended."""

import itertools
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from workbook.xlsx.editing.part_xml import RELATIONS, bytes_of, child_of, tree_of
from workbook.xlsx.editing.revision import Revision
from workbook.xlsx.guard.strict_xml import MAIN, refuse

_ID: Final = f"{{{RELATIONS}}}id"
_SHEET: Final = MAIN + "sheet"
_SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_MAX_ID: Final = 65_534  # of a sheet (ECMA-376, 18.2.19)
_COUNT: Final = re.compile(r"[0-9]{1,10}")


class Tabs:
    """The sheets of a workbook under revision."""

    def __init__(self, revision: Revision) -> None:
        """Parse the workbook part."""
        self._revision = revision
        self._root = tree_of(revision.read(revision.main))
        self._sheets = child_of(self._root, "sheets")
        if self._sheets is None:
            refuse("no sheets")

    def worksheets(self) -> Iterator[tuple[str, str]]:
        """Yield title and part name of each worksheet."""
        related = self._revision.relationships(self._revision.main)
        for sheet in self._sheets.iterchildren(_SHEET):
            relation = related.get(sheet.get(_ID) or "")
            if relation is not None and relation.type == f"{RELATIONS}/worksheet":
                yield sheet.get("name") or "", relation.target

    def append(self, title: str, part: bytes) -> None:
        """Append a sheet, with a number after its title if the title is in use."""
        titles = {(sheet.get("name") or "").casefold() for sheet in self._sheets}
        numbered = (f"{title} ({number})" for number in itertools.count(2))
        names = itertools.chain([title], numbered)
        name = next(name for name in names if name.casefold() not in titles)
        target = self._revision.add("xl/worksheets/sheet{}.xml", part, _SHEET_TYPE)
        relation = self._revision.relate(self._revision.main, "worksheet", target)
        # Some readers know the relationship's id by the prefix r alone.
        sheet = etree.SubElement(self._sheets, _SHEET, nsmap={"r": RELATIONS})
        sheet.set("name", name)
        sheet.set("sheetId", self._free_id())
        sheet.set(_ID, relation)
        self._revision.put(self._revision.main, bytes_of(self._root))

    def _free_id(self) -> str:
        """Return the id after the largest, or the first free one if that is too large."""
        ids_in_use = {sheet.get("sheetId") for sheet in self._sheets}
        largest = max((int(one) for one in ids_in_use if one and _COUNT.fullmatch(one)), default=0)
        start = largest + 1 if largest < _MAX_ID else 1
        return next(str(n) for n in itertools.count(start) if str(n) not in ids_in_use)
