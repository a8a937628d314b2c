"""Every answer of an application with its cell, as tables of the 控え."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Any, Final

from schemas.answer import Shape
from schemas.catalogue import ENTRIES, TABLES, column, label, row_numbers
from schemas.parse import flat
from wizard.core.answer_text import form_text
from wizard.core.submission.submission import Submission
from workbook.forms.statements import REMARKS
from workbook.places import capacity, place_of

_BESIDE: Final = "別紙（別ファイル）"
_NOWHERE: Final = "欄なし"
_ORDER: Final = {path: number for number, path in enumerate(ENTRIES)}


def answer_tables(parcel: Submission) -> Iterator[str]:
    """Write every answer: those that stand alone, then the tables row by row."""
    given = sorted(flat(parcel.filing.parsed.answers), key=_place_in_form)
    alone = [(path, value) for path, value in given if not ENTRIES[column(path)].table]
    yield (
        '<table class="plain"><caption>記入した内容</caption><thead><tr><th scope="col">項目</th>'
        '<th scope="col">内容</th><th scope="col">記入欄</th></tr></thead><tbody>'
    )
    for path, value in alone:
        yield (
            f'<tr><th scope="row">{escape(label(path))}</th>'
            f"<td>{escape(form_text(path, value))}</td>"
            f'<td class="cell">{escape(_cell(parcel, path, value))}</td></tr>'
        )
    yield "</tbody></table>"
    for table in TABLES:
        rows = [(path, value) for path, value in given if ENTRIES[column(path)].table == table]
        yield from _table(parcel, table, rows)


def _place_in_form(answer: tuple[str, Any]) -> tuple[tuple[int, ...], int]:
    path = answer[0]
    return row_numbers(path), _ORDER[column(path)]


def _table(parcel: Submission, table: str, given: Sequence[tuple[str, Any]]) -> Iterator[str]:
    if not given:
        return
    asked = {column(path) for path, _ in given}
    entries = [entry for entry in ENTRIES.values() if entry.path in asked]
    heads = "".join(f'<th scope="col">{escape(entry.answer.label)}</th>' for entry in entries)
    yield (
        f'<table class="rows"><caption>{escape(TABLES[table].title)}</caption>'
        f'<thead><tr><th scope="col">番号</th>{heads}</tr></thead><tbody>'
    )
    for number, row in groupby(given, key=lambda answer: row_numbers(answer[0])[0]):
        answers = dict(row)
        cells = "".join(
            _in_row(parcel, f"{table}.{number}.{entry.name}", answers) for entry in entries
        )
        yield f'<tr><th scope="row">{number + 1}</th>{cells}</tr>'
    yield "</tbody></table>"


def _in_row(parcel: Submission, path: str, answers: dict[str, Any]) -> str:
    if path not in answers:
        return "<td></td>"
    value = answers[path]
    return (
        f"<td>{escape(form_text(path, value))}"
        f'<span class="cell">{escape(_cell(parcel, path, value))}</span></td>'
    )


def _cell(parcel: Submission, path: str, value: object) -> str:
    """Describe in which cells an answer stands, those of several ticks a line each."""
    places, entry = parcel.template.places, ENTRIES[column(path)]
    filled = parcel.filing.filled
    if filled is not None and path in filled.stated:
        return f"備考（{place_of(REMARKS, places)}）"
    if isinstance(value, list) and entry.shape is Shape.TICKS and entry.choices:
        boxes = zip(entry.choices.words, places.get(path, ()), strict=False)
        return "\n".join(str(box) for (choice, _), box in boxes if choice in value) or _NOWHERE
    place = place_of(path, places, str(parcel.filing.parsed.answers.get("kind", "")))
    if place is not None:
        return str(place)
    goes_on = parcel.template.continues and row_numbers(path)
    is_beyond = goes_on and row_numbers(path)[0] >= capacity(entry.table, places)
    return _BESIDE if is_beyond else _NOWHERE
