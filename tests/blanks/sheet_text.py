"""Blanks written as text, in ``texts``: what stands in each row, and where the answers go.

Those in ``held_out`` were not looked at while the binding was mended. A miss there is not mended by
looking at it: draw others of its kind, and mend those. Those in ``fresh`` were drawn by somebody
who knew neither the code nor its words: before a miss was looked at, 341 of their 432 places were
right (79 %), and three wrong ones undoubted. Other such hands drew those in ``second``: 339 of 441
(77 %), and 25; in ``third``: 298 of 373 (80 %), and 5, or 328 (88 %) once lists had been mended on
the others; in ``fourth``: 354 of 399 (89 %), and 2; in ``fifth``: 359 of 390 (92 %), and 6; in
``sixth``: 400 of 424 (94 %), and 3; in ``seventh``: 368 of 416 (88 %), and none; in ``eighth``,
which nothing was mended on: 349 of 363 (96 %), and none; in ``ninth``: 362 of 378 (96 %), and 7, or
367 (97 %), and 2 once rules that decided hardly anything had been removed; in ``tenth``: 392 of
414 (95 %), and 4 before these were removed, 384 (93 %), and 4 after; in ``eleventh``: 396 of 407
(97 %), and 2, or 3 once more had been removed; in ``twelfth``: 323 of 364 (89 %), and 3, or 326
(90 %), and 6 once a tenth of the lines had been removed.

``5 | B:C %事業者名 | D:H _ @business.name`` is row 5: a label over two columns, and a box that
is the answer's; several in one have commas between. ``5-9 | …`` draws the row five times,
``5-10/2 | …`` three times, two rows high;
``B+3 …`` is a cell of three rows. Before a text ``=`` is a heading, ``%`` a shaded label, ``'`` a
text without a frame, ``!`` a bold one, ``~`` a grey sample; ``_`` is an empty box, ``⏎`` a line
break; words to choose from follow with ``▼`` before each. ``# title`` begins a sheet; before it
``widths: A 2, B:E 14`` are the columns' widths.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Final

from openpyxl.utils import column_index_from_string as column_number

from tests.blanks.blank import Blank
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BAND, BOX, LABEL, PLAIN, Look
from workbook.places import ABSENTABLE, whole_of

_SHADED: Final = replace(LABEL, fill="EDEDED")
_LOOKS: Final[Mapping[str, Look]] = {
    "=": replace(BAND, fill="BDD7EE", color="000000"),
    "%": _SHADED,
    "'": PLAIN,
    "!": replace(PLAIN, bold=True),
    "~": replace(BOX, color="969696"),
}
_CELL: Final = re.compile(r"([A-Z]+)(?::([A-Z]+))?(?:\+(\d+))? (.*?)((?: ▼[^▼@]+)*)(?: @(\S+))?")
_ROWS: Final = re.compile(r"(\d+)(?:-(\d+))?(?:/(\d+))?")


@dataclass(frozen=True)
class _Drawing:
    """A cell of a blank as it is written; ``path`` is the answer that goes there."""

    sheet: str
    left: str
    right: str
    top: int
    bottom: int
    text: str
    words: str
    path: str


def _cells(lines: Iterable[str]) -> Iterator[_Drawing]:
    sheet = ""
    for line in lines:
        if line.startswith("# "):
            sheet = line[2:]
            continue
        rows, *cells = line.split(" | ")
        match = _ROWS.fullmatch(rows)
        assert match, line
        first, step = int(match[1]), int(match[3] or 1)
        for row in range(first, int(match[2] or first) + 1, step):
            for cell in cells:
                found = _CELL.fullmatch(cell.strip())
                assert found, cell
                left, right, high, content, choices, path = found.groups()
                bottom, words = row + int(high or step) - 1, choices.strip().replace(" ▼", ",")[1:]
                yield _Drawing(sheet, left, right or left, row, bottom, content, words, path or "")


def _draw(cells: list[_Drawing], widths: Mapping[str, float]) -> bytes:
    titles = list(dict.fromkeys(cell.sheet for cell in cells))
    pages = dict(zip(titles, new_pages(*titles), strict=True))
    for page in pages.values():
        page.widths(widths)
    for cell in cells:
        _put(pages[cell.sheet], cell)
    return saved(*pages.values())


def _put(page: Page, cell: _Drawing) -> None:
    look = _LOOKS.get(cell.text[0])
    text = cell.text[1:] if look else cell.text
    area = f"{cell.left}{cell.top}:{cell.right}{cell.bottom}"
    is_one = (cell.left, cell.top) == (cell.right, cell.bottom)
    page.put(
        f"{cell.left}{cell.top}" if is_one else area,
        None if text == "_" else text.replace("⏎", "\n"),
        look or BOX,
    )
    if cell.words:
        page.choices(f"{cell.left}{cell.top}", cell.words)


def _place(cells: list[_Drawing]) -> str:
    """Write the cells of an answer as a person does: D14, B20:B24, or one after the other."""
    firsts = [f"{cell.sheet}!{cell.left}{cell.top}" for cell in cells]
    down = all(
        (a.left, a.right, a.bottom + 1) == (b.left, b.right, b.top) for a, b in pairwise(cells)
    )
    across = all(
        (a.top, a.bottom, column_number(a.right) + 1) == (b.top, b.bottom, column_number(b.left))
        for a, b in pairwise(cells)
    )
    if len(cells) > 1 and (down or across):
        return f"{firsts[0]}:{cells[-1].left}{cells[-1].top}"
    return ",".join(firsts)


def blank_of_text(
    name: str, lines: Iterable[str], widths: Mapping[str, float], notes: str = ""
) -> Blank:
    """Return the blank that lines describe."""
    cells = list(_cells(lines))
    paths: dict[str, list[_Drawing]] = {}
    for cell in cells:
        for path in filter(None, cell.path.split(",")):
            paths.setdefault(path, []).append(cell)
    return Blank(
        name=name,
        draw_anew=lambda: _draw(cells, widths),
        expected={path: _place(own) for path, own in paths.items()},
        absent=frozenset(ABSENTABLE) - {*paths, *map(whole_of, paths)},
        notes=notes,
    )


def _blank(file: Path) -> Blank:
    """Return the blank that a file describes."""
    notes, widths, *lines = file.read_text(encoding="utf-8").splitlines()
    columns = dict(pair.split() for pair in widths.removeprefix("widths: ").split(", "))
    sizes = {column: float(width) for column, width in columns.items()}
    return blank_of_text(file.stem, lines, sizes, notes.removeprefix("notes: "))


def _blanks(folder: str) -> tuple[Blank, ...]:
    return tuple(map(_blank, sorted((Path(__file__).parent / "texts" / folder).glob("*.txt"))))


_NAMES: Final = (
    *("looked_at", "held_out", "fresh", "second", "third"),
    *("fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    "twelfth",
)
TEXTS: Final[Mapping[str, tuple[Blank, ...]]] = {name: _blanks(name) for name in _NAMES}
"""The blanks of each folder, by its name."""
