"""HTML tables of all answers with their cells, for the 控え (receipt)."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

import htpy as h

from schemas.answer import Shape
from schemas.catalogue import ENTRIES, TABLES, column, label, row_numbers
from schemas.parse import flat
from wizard.core.answer_text import form_text
from wizard.core.markup import column_heads
from wizard.core.submission.submission import Submission
from workbook.forms.statements import REMARKS
from workbook.places import capacity, place_of

_BESIDE: Final = "別紙（別ファイル）"
_NOWHERE: Final = "欄なし"
_ORDER: Final = {path: number for number, path in enumerate(ENTRIES)}


def answer_tables(submission: Submission) -> Iterator[h.Element]:
    """Render all answers: first single ones, then the tables row by row."""
    given = sorted(flat(submission.filing.parsed.answers), key=_form_order)
    alone = [(path, value) for path, value in given if not ENTRIES[column(path)].table]
    yield h.table(".plain")[
        h.caption["記入した内容"],
        column_heads("項目", "内容", "記入欄"),
        h.tbody[
            [
                h.tr[
                    h.th(scope="row")[label(path)],
                    h.td[form_text(path, value)],
                    h.td(".cell")[_cell(submission, path, value)],
                ]
                for path, value in alone
            ]
        ],
    ]
    for table in TABLES:
        rows = [(path, value) for path, value in given if ENTRIES[column(path)].table == table]
        if rows:
            yield _table(submission, table, rows)


def _form_order(answer: tuple[str, Any]) -> tuple[tuple[int, ...], int]:
    path = answer[0]
    return row_numbers(path), _ORDER[column(path)]


def _table(submission: Submission, table: str, given: Sequence[tuple[str, Any]]) -> h.Element:
    asked = {column(path) for path, _ in given}
    entries = [entry for entry in ENTRIES.values() if entry.path in asked]
    rows = []
    for number, row in groupby(given, key=lambda answer: row_numbers(answer[0])[0]):
        answers = dict(row)
        cells = [
            _in_row(submission, f"{table}.{number}.{entry.name}", answers) for entry in entries
        ]
        rows.append(h.tr[h.th(scope="row")[number + 1], cells])
    heads = column_heads("番号", *(entry.answer.label for entry in entries))
    return h.table(".rows")[h.caption[TABLES[table].title], heads, h.tbody[rows]]


def _in_row(submission: Submission, path: str, answers: dict[str, Any]) -> h.Element:
    if path not in answers:
        return h.td
    value = answers[path]
    return h.td[form_text(path, value), h.span(".cell")[_cell(submission, path, value)]]


def _cell(submission: Submission, path: str, value: object) -> str:
    """Return the cells of an answer, one line per tick."""
    places, entry = submission.template.places, ENTRIES[column(path)]
    filled = submission.filing.filled
    if filled is not None and path in filled.stated:
        return f"備考（{place_of(REMARKS, places)}）"
    if isinstance(value, list) and entry.shape is Shape.TICKS and entry.choices:
        boxes = zip(entry.choices.words, places.get(path, ()), strict=False)
        return "\n".join(str(box) for (choice, _), box in boxes if choice in value) or _NOWHERE
    place = place_of(path, places, str(submission.filing.parsed.answers.get("kind", "")))
    if place is not None:
        return str(place)
    can_continue = submission.template.continues and row_numbers(path)
    is_beyond = can_continue and row_numbers(path)[0] >= capacity(entry.table, places)
    return _BESIDE if is_beyond else _NOWHERE
