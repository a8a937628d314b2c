"""How a blank wants to be filled: by which mark, by which words of lists, over which samples."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from schemas.answer import Shape
from schemas.catalogue import ENTRIES
from schemas.ticks import TICK_MARKS
from workbook.forms.cell_answer import answer_of, text_of
from workbook.label_text import is_example
from workbook.opened import OpenedWorkbook
from workbook.patching.styles import is_pale
from workbook.places import KIND_PATHS, Place, Places, whole_of
from workbook.xlsx.escaping import TICK
from workbook.xlsx.reader.areas import Cell

_ASKED_MARK: Final = re.compile(
    rf"([{TICK_MARKS}])[印点]?(?:を(?:付|つ|記|ご?入)|で(?:ご?記入|表|示|囲)|に(?:し|変|[置書]き?換)"
    r"|と(?:し|ご?記入)|してくだ)"
    rf"|(?:に|を|は|^)([{TICK_MARKS}])[印点](?=[）)。]|\s*$)"
    rf"|(?:に|を|は)([{TICK_MARKS}])(?=[）)。]|\s*$)|[（(]([{TICK_MARKS}])[印点]?[）)]\s*$"
    rf"|[「『]([{TICK_MARKS}])[印点]?[」』](?![のはが])"
    rf"|^\S{{1,8}}[\s　]+([{TICK_MARKS}])\s*$"
)
"""該当するものに○を付けてください, □を■に, レ点を記入, 手続（○印）, 右欄に「○」, 届出者 ○."""
_ASKED_BOX: Final = re.compile(rf"□(?:を|は[^。]*を)([{TICK_MARKS}])")  # □を■に
_ONE: Final = "(?:(?:ひと|一|1)[つ個]|(?:いずれ|どれ)か|[1一][かヵカヶケ箇個]所)"
_ASKED_ONE: Final = re.compile(
    rf"(?!.*(?:以上|複数[^。不]{{0,3}}可)).*?(?:{_ONE}[^。]*(?:選|印|のみ|だけ|チェック|[{TICK_MARKS}])"
    rf"|{_ONE}[)]?\s*$|択一|単一選択|複数[^。]{{0,4}}不可)",
    re.DOTALL,
)  # 該当するものひとつに○, いずれかを選択, 1箇所のみ, 複数選択不可; not 1つ以上, nor 1つにまとめて
_FILLED_BOXES: Final = "☑■☒"
_LONGEST_ASKING: Final = 1_000
"""Characters of a text that may ask for a mark, with other notes beside it; an estimate."""


@dataclass(frozen=True)
class AskedMarks:
    """The marks with which a sheet asks to be ticked, by the cells that ask, in order.

    ``box`` is what it asks to make of a printed □; empty where it does not say.
    """

    by_cell: Mapping[Cell, str]
    box: str

    def at(self, cell: Cell) -> str:
        """Return the mark for a cell: of its row, or else of the nearest text above, or any."""
        row, column = cell
        before = [asking for asking in self.by_cell if asking[0] <= row] or [*self.by_cell][:1]
        nearest = max(before, default=None, key=lambda at: (at[0], -abs(at[1] - column)))
        return self.by_cell[nearest] if nearest else TICK

    def in_box_at(self, cell: Cell) -> str:
        """Return the mark for the printed □ of a cell, which ○ and ✓ do not take the place of."""
        mark = self.box or self.at(cell)
        return mark if self.box or mark in _FILLED_BOXES else TICK


def asked_marks(opened: OpenedWorkbook, title: str) -> AskedMarks:
    """Return the marks that the texts of a sheet ask for, without those too long to ask."""
    texts = {
        cell: text_of(held)
        for cell, held in sorted(opened.book.sheets[title].cells.items())
        if len(str(held.value)) <= _LONGEST_ASKING
    }
    asked = ((cell, found) for cell, text in texts.items() if (found := _ASKED_MARK.search(text)))
    boxes = (found[1] for text in texts.values() if (found := _ASKED_BOX.search(text)))
    return AskedMarks({cell: found[found.lastindex or 0] for cell, found in asked}, next(boxes, ""))


def asks_for_one_kind(opened: OpenedWorkbook, places: Places) -> bool:
    """Return whether the form wants one of its cases marked.

    It says so in their rows, or above them where no other answer's cell stands between.
    """
    boxes, others = defaultdict(list), defaultdict(set)
    for path, cells in places.items():
        for place in cells:
            if path in KIND_PATHS:
                boxes[place.sheet].append(place.row)
            else:
                others[place.sheet].add(place.row)
    return any(
        row <= max(rows)
        and _ASKED_ONE.match(unicodedata.normalize("NFKC", text_of(held)))
        and others[sheet].isdisjoint(range(row, min(rows)))
        for sheet, rows in boxes.items()
        for (row, _), held in opened.book.sheets[sheet].cells.items()
    )


def sample_places(opened: OpenedWorkbook, places: Places) -> frozenset[Place]:
    """Return the cells of answers in which a blank shows in grey what to write there."""
    book, formats = opened.book, opened.formats
    found = set()
    for path, cells in places.items():
        whole = whole_of(path)
        if whole == "kind" or ENTRIES[whole].shape in {Shape.TICK, Shape.TICKS}:
            continue
        for place in cells:
            sheet = book.sheets[place.sheet]
            cell = (place.row, place.column)
            held, style = sheet.cells.get(cell), sheet.styles.get(cell)
            if held is None or style is None or not is_pale(formats[style].font.colour):
                continue
            is_sample = answer_of(ENTRIES[whole], held)[0] is not None
            if path != whole or is_sample or is_example(text_of(held)):
                found.add(place)
    return frozenset(found)


def lists_of(opened: OpenedWorkbook, places: Places) -> Mapping[Place, tuple[str, ...]]:
    """Return the words that the cells of answers offer to choose from."""
    cells = {place for own in places.values() for place in own}
    return {
        place: words
        for title in {place.sheet for place in cells}
        for (top, left, bottom, right), words in opened.layout(title).lists
        for place in cells
        if place.sheet == title and top <= place.row <= bottom and left <= place.column <= right
    }
