"""Forms put together by chance: sections, layouts, wordings and fields of nobody's, by a seed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Final

from openpyxl.utils import get_column_letter

from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, PLAIN, SPECIMEN, TICK, Look
from tests.blanks.varied_words import DONE, FOREIGN, HEADINGS, SECTIONS, TICKS, WORDINGS

_SHEET: Final = "様式"
_FIRST: Final = 3
"""The column in which labels begin, right of the headings at the side."""
_COLUMNS: Final = 14
_LAST: Final = _FIRST + _COLUMNS - 1


@dataclass
class _Form:
    """A form being drawn: where the next row is, and what was put where."""

    page: Page
    chance: Random
    heading: str
    label: Look
    row: int = 4
    number: int = 0
    expected: dict[str, str] = field(default_factory=dict)

    def one_of(self, *choices: str) -> str:
        return self.chance.choice(choices)

    def place(self, path: str, column: int, row: int) -> None:
        self.expected[path] = f"{_SHEET}!{get_column_letter(column)}{row}"

    def put(self, row: int, left: int, right: int, text: str | None, look: Look) -> None:
        first, last = get_column_letter(left), get_column_letter(right)
        self.page.put(f"{first}{row}:{last}{row}", text, look)


def varied(seed: int) -> tuple[bytes, Mapping[str, str]]:
    """Draw the form of a seed; give it with the places of its answers."""
    chance = Random(seed)  # noqa: S311 - the same forms every time
    (page,) = new_pages(_SHEET)
    page.widths({"A": 2, "B": 6, f"C:{get_column_letter(_LAST)}": 11})
    fill = chance.choice(["F2F2F2", "DDEBF7", "", "FFF2CC"])
    heading = chance.choice(["band", "plain", "numbered", "side", "marked"])
    form = _Form(page, chance, heading, Look(fill=fill))
    page.put("C1:J1", "スイッチング支援システム利用申込書", PLAIN)
    page.put("C2:J2", SPECIMEN, PLAIN)
    for section in _order(chance):
        _draw_section(form, section)
    return saved(page), form.expected


def _order(chance: Random) -> list[str]:
    people = ["applicant"]
    if chance.random() < 0.4:
        people.insert(chance.randrange(2), "agent")
    if chance.random() < 0.3:
        people.append("liaison")
    first = [*people, "kind"] if chance.random() < 0.7 else ["kind", *people]
    order = [*first, "business", "contacts", "web", "api", "rename", "stop", "remarks"]
    return [*order, "office"] if chance.random() < 0.5 else order


def _draw_section(form: _Form, section: str) -> None:
    started = form.row
    words = form.one_of(*HEADINGS[section])
    is_side = form.heading == "side"
    if not is_side:
        _draw_band(form, words)
        started = form.row
    _DRAWERS.get(section, _draw_fields)(form, section)
    if is_side:
        form.page.put(f"B{started}:B{form.row - 1}", words, Look(fill="D9D9D9", upright=True))
    form.row += 0 if is_side else form.chance.randrange(2)


def _draw_band(form: _Form, words: str) -> None:
    form.number += 1
    text, look = {
        "band": (words, Look(fill="1F3864", color="FFFFFF", bold=True)),
        "plain": (words, Look(line=None, bold=True, size=12)),
        "numbered": (f"{form.number}．{words}", PLAIN),
        "marked": (f"■{words}", PLAIN),
    }[form.heading]
    form.put(form.row, _FIRST, _LAST, text, look)
    form.row += 1


def _decorated(form: _Form, words: str) -> str:
    how = form.chance.random()
    if how < 0.1 and len(words) < 4:
        return "　".join(words)
    if how < 0.25:
        return f"{words}（必須）"
    if how < 0.3:
        return f"※{words}"
    return f"{words[:4]}\n{words[4:]}" if how < 0.35 and len(words) > 6 else words


def _asked(form: _Form, section: str) -> list[tuple[str, str]]:
    """Give the fields of a section: paths with their labels; nobody's have no path."""
    own = [(path, _decorated(form, form.one_of(*WORDINGS[path]))) for path in SECTIONS[section]]
    foreign = list(FOREIGN.get(section, ()))
    form.chance.shuffle(foreign)
    count = len(foreign) if not own else form.chance.randrange(min(3, len(foreign)) + 1)
    for words in foreign[:count]:
        own.insert(form.chance.randrange(len(own) + 1), ("", words))
    return own


def _draw_fields(form: _Form, section: str) -> None:
    for path in TICKS.get(section, ()):
        _draw_tick(form, path, form.one_of(*WORDINGS[path]))
    layout = form.chance.choice([_one_in_a_row, _two_in_a_row, _labels_above])
    layout(form, _asked(form, section))


def _one_in_a_row(form: _Form, fields: list[tuple[str, str]]) -> None:
    for path, words in fields:
        form.put(form.row, _FIRST, _FIRST + 2, words, form.label)
        form.put(form.row, _FIRST + 3, _LAST, None, BOX)
        if path:
            form.place(path, _FIRST + 3, form.row)
        form.row += 1


def _two_in_a_row(form: _Form, fields: list[tuple[str, str]]) -> None:
    for pair in _by(2, fields):
        for half, (path, words) in enumerate(pair):
            left = _FIRST + half * 6
            form.put(form.row, left, left + 1, words, form.label)
            form.put(form.row, left + 2, left + 5, None, BOX)
            if path:
                form.place(path, left + 2, form.row)
        form.row += 1


def _labels_above(form: _Form, fields: list[tuple[str, str]]) -> None:
    for group in _by(3, fields):
        for third, (path, words) in enumerate(group):
            left = _FIRST + third * 4
            form.put(form.row, left, left + 3, words, form.label)
            form.put(form.row + 1, left, left + 3, None, BOX)
            if path:
                form.place(path, left, form.row + 1)
        form.row += 2


def _by(size: int, fields: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    for start in range(0, len(fields), size):
        yield fields[start : start + size]


def _draw_tick(form: _Form, path: str, words: str) -> None:
    """Draw a tick before or after its words."""
    mark = form.chance.choice(["□", "☐", None])
    if form.chance.random() < 0.7:
        form.put(form.row, _FIRST, _FIRST, mark, TICK)
        form.put(form.row, _FIRST + 1, _LAST, words, BOX)
        form.place(path, _FIRST, form.row)
    else:
        form.put(form.row, _FIRST, _LAST - 1, words, BOX)
        form.put(form.row, _LAST, _LAST, mark, TICK)
        form.place(path, _LAST, form.row)
    form.row += 1


def _draw_kind(form: _Form, section: str) -> None:
    del section
    paths = TICKS["kind"]
    if form.chance.random() < 0.5:
        for path in paths:
            _draw_tick(form, path, form.one_of(*WORDINGS[path]))
    else:
        for third, path in enumerate(paths):
            left = _FIRST + third * 4
            form.put(form.row, left, left, "□", TICK)
            form.put(form.row, left + 1, left + 3, form.one_of(*WORDINGS[path]), BOX)
            form.place(path, left, form.row)
        form.row += 1
    if form.chance.random() < 0.5:
        _draw_tick(form, "new.prepared", form.one_of(*WORDINGS["new.prepared"]))


def _draw_table(form: _Form, section: str, table: str) -> None:
    """Draw a table with its columns in the usual order, some of nobody's among them."""
    kind = "contacts" if table == "contacts" else "certificates"
    names = [path for path in WORDINGS if path.startswith(kind + ".")]
    columns = [(path, form.one_of(*WORDINGS[path])) for path in names]
    if form.chance.random() < 0.4:
        words = form.one_of(*FOREIGN[section])
        columns.insert(form.chance.randrange(1, len(columns) + 1), ("", words))
    if form.chance.random() < 0.3:
        columns.insert(0, ("", "No."))
    rows = form.chance.randrange(2, 5)
    left = _FIRST
    for number, (path, words) in enumerate(columns):
        right = _LAST if number == len(columns) - 1 else left + 1
        form.put(form.row, left, right, words, form.label)
        for row in range(1, rows + 1):
            text = str(row) if words == "No." else None
            form.put(form.row + row, left, right, text, BOX)
        if path:
            letter = get_column_letter(left)
            ends = f"{letter}{form.row + 1}:{letter}{form.row + rows}"
            form.expected[f"{table}.{path.partition('.')[2]}"] = f"{_SHEET}!{ends}"
        left = right + 1
    form.row += rows + 1


def _draw_api(form: _Form, section: str) -> None:
    _draw_table(form, "web", "api.certificates")
    _draw_fields(form, section)


def _draw_rename(form: _Form, section: str) -> None:
    _draw_fields(form, section)
    started = form.row
    is_left = form.chance.random() < 0.7
    column = _FIRST if is_left else _LAST
    for choices in DONE:
        form.put(form.row, column, column, "□", TICK)
        ends = (_FIRST + 1, _LAST) if is_left else (_FIRST, _LAST - 1)
        form.put(form.row, *ends, form.one_of(*choices), BOX)
        form.row += 1
    letter = get_column_letter(column)
    form.expected["rename.done"] = f"{_SHEET}!{letter}{started}:{letter}{form.row - 1}"
    _draw_tick(form, "rename.no_contracts", form.one_of(*WORDINGS["rename.no_contracts"]))


def _draw_remarks(form: _Form, section: str) -> None:
    del section
    form.put(form.row, _FIRST, _LAST, None, BOX)
    form.place("remarks", _FIRST, form.row)
    form.row += 1


_DRAWERS: Final[Mapping[str, Callable[[_Form, str], None]]] = {
    "kind": _draw_kind,
    "contacts": partial(_draw_table, table="contacts"),
    "web": partial(_draw_table, table="web_certificates"),
    "api": _draw_api,
    "rename": _draw_rename,
    "remarks": _draw_remarks,
}
