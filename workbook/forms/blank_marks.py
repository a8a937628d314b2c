"""How a blank wants to be filled: by which mark, by which words of lists, over which samples."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from schemas.answer import Shape
from schemas.catalogue import ENTRIES
from schemas.ticks import TICK_MARKS
from workbook.forms.cell_answer import answer_of, text_of
from workbook.label_text import is_example
from workbook.opened import OpenedWorkbook
from workbook.patching.styles import is_pale
from workbook.places import Place, Places, whole_of
from workbook.xlsx.escaping import TICK

_ASKED_MARK: Final = re.compile(
    rf"([{TICK_MARKS}])[印点]?(?:を(?:付|つ|記|ご?入)|で(?:ご?記入|表|示|囲)|に(?:し|変|[置書]き?換)"
    r"|と(?:し|ご?記入)|してくだ)"
    rf"|(?:に|を|は|^)([{TICK_MARKS}])[印点](?=[）)。]|\s*$)"
    rf"|(?:に|を|は)([{TICK_MARKS}])(?=[）)。]|\s*$)|[（(]([{TICK_MARKS}])[印点]?[）)]\s*$"
    rf"|[「『]([{TICK_MARKS}])[印点]?[」』](?![のはが])"
)
"""該当するものに○を付けてください, □を■に, レ点を記入, 場合は○, 手続（○印）, 右欄に「○」."""
_ASKED_BOX: Final = re.compile(rf"□[をに]([{TICK_MARKS}])")  # □を■に
_BOX_MARKS: Final = "☑✔✓■☒レ"
_LONGEST_ASKING: Final = 1_000
"""Characters of a text that may ask for a mark, with other notes beside it; an estimate."""


def asked_mark(texts: Iterable[str]) -> str:
    """Return the mark with which a sheet asks to be ticked; the usual one where it asks none."""
    asked = (found for text in texts if (found := _ASKED_MARK.search(text)))
    return next((found[found.lastindex or 0] for found in asked), TICK)


def asked_box(texts: Iterable[str]) -> str:
    """Return what a sheet asks to make of a printed □.

    Where it does not say, the mark of its ticks if that is one for boxes: ○ stands in none.
    """
    known = [*texts]
    asked = (found for text in known if (found := _ASKED_BOX.search(text)))
    mark = asked_mark(known)
    return next((found[1] for found in asked), mark if mark in _BOX_MARKS else TICK)


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


def printed_texts(opened: OpenedWorkbook, title: str) -> Iterable[str]:
    """Return the different texts that are printed on a sheet, without those too long to ask."""
    cells = opened.book.sheets[title].cells.values()
    return dict.fromkeys(text_of(held) for held in cells if len(str(held.value)) <= _LONGEST_ASKING)
