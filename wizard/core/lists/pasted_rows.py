"""Rows that were copied from a spreadsheet: tabs and quotes, with a row of headings or without."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from schemas.application import MAX_ROWS
from schemas.catalogue import Entry
from schemas.parse import is_blank
from wizard.core.lists.application_list import plain_heading
from workbook.binding.vocabulary import likenesses, spelled
from workbook.label_text import variants

_NOTHING: Final = "貼り付けた内容がありません。Excelの表をコピーして貼り付けてください。"
_NUMBER: Final = re.compile(r"(?:no|№|番号|項番|連番|#)[.．]?", re.IGNORECASE)
"""The heading of a column that only counts the rows."""
_SURE: Final = 0.9  # a label of forms, rather than words that hint at one


class PasteProblem(NamedTuple):
    """What does not fit, by row and column, counted from 1; 0 where it is no single one."""

    row: int
    column: int
    text: str

    @property
    def words(self) -> str:
        """Say where it is, and what."""
        row = f"{self.row}行目" if self.row else ""
        column = f"{self.column}列目" if self.column else ""
        return f"{row}{column}：{self.text}" if row or column else self.text


@dataclass(frozen=True, slots=True)
class PastedRows:
    """The rows of a text, or what keeps them from being taken: none is taken then."""

    rows: tuple[dict[str, str], ...] = ()
    problems: tuple[PasteProblem, ...] = ()


def parse_rows(text: str, columns: Sequence[Entry], kind: str, room: int = MAX_ROWS) -> PastedRows:
    """Read rows of a table; ``columns`` are its answers in their order, ``room`` how many fit.

    Headings may come in any order, and in the words of other forms: TEL, 部署, シリアル. Without
    them the order is that of the columns, and the first one may be left out where it is a choice.
    What is written is kept as it is, for the page to judge.
    """
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        return PastedRows(problems=(PasteProblem(0, 0, _unclosed(text)),))
    if counts := _counts_rows(lines):
        lines = [["", *line[1:]] for line in lines]
    numbered = [(n, line) for n, line in enumerate(lines, 1) if not all(map(is_blank, line))]
    if not numbered:
        return PastedRows(problems=(PasteProblem(0, 0, _NOTHING),))
    names = {plain_heading(entry.answer.label): entry for entry in columns}
    first_number, first = numbered[0]
    likely = [_likeness(cell, columns) for cell in first if not is_blank(cell)]
    is_heading = min(likely) > 0 or 2 * sum(one >= _SURE for one in likely) >= len(likely)
    if is_heading or any(plain_heading(cell) in names for cell in first):
        heads, problems = _headed(first, first_number, names)
        body = [] if problems else numbered[1:]
    else:
        heads, problems, body = _unheaded(columns, kind, numbered, counts=counts), [], numbered
    if not (problems or body):
        problems = [PasteProblem(0, 0, "見出しの下に行がありません。")]
    if len(body) > room:
        over = f"{len(body)}行あります。あと{room}行まで入力できます。"
        problems = [*problems, PasteProblem(0, 0, over)]
    rows = []
    for number, line in body:
        row, wrong = _row(number, line, heads, kind)
        rows.append(row)
        problems += wrong
    return PastedRows(problems=tuple(problems)) if problems else PastedRows(tuple(rows))


def _counts_rows(lines: Iterable[Sequence[str]]) -> bool:
    """Return whether the first column only counts the rows, with a heading or without."""
    first = [line[0].strip() for line in lines if not all(map(is_blank, line))]
    is_headed = bool(first) and _NUMBER.fullmatch(first[0]) is not None
    numbers = first[is_headed:]
    is_counted = numbers == [f"{n}" for n in range(1, len(numbers) + 1)]
    return is_counted and (is_headed or len(numbers) > 1)


def _unclosed(text: str) -> str:
    quoted = sum(line.count('"') for line in text.splitlines())
    return (
        f'引用符（"）の対応が正しくありません（{quoted}個あります）。もう一度コピーしてください。'
    )


def _headed(
    line: Sequence[str], number: int, names: Mapping[str, Entry]
) -> tuple[list[Entry | None], list[PasteProblem]]:
    """Return what each column holds by its heading, and which headings are none."""
    heads = [_entry_of(cell, names) for cell in line]
    problems = []
    for place, (cell, entry) in enumerate(zip(line, heads, strict=True), 1):
        if entry is None and not is_blank(cell):
            known = "、".join(f"「{one.answer.label}」" for one in names.values())
            text = f"「{cell.strip()}」という項目はありません。項目名は{known}です。"
            problems.append(PasteProblem(number, place, text))
        elif entry is not None and entry in heads[: place - 1]:
            text = f"「{entry.answer.label}」の列が重複しています。"
            problems.append(PasteProblem(number, place, text))
    return heads, problems


def _entry_of(heading: str, names: Mapping[str, Entry]) -> Entry | None:
    """Return the answer that a heading names: by its label, else in the words of other forms."""
    if found := names.get(plain_heading(heading)):
        return found
    best = max(names.values(), key=lambda one: _likeness(heading, [one]))
    return best if _likeness(heading, [best]) else None


def _likeness(text: str, columns: Sequence[Entry]) -> float:
    """Return how much a text is a heading of one of some columns, from 0 to 1."""
    found = likenesses(tuple(dict.fromkeys(map(spelled, variants(text)))))
    return max(found.get(entry.path, 0.0) for entry in columns)


def _unheaded(
    columns: Sequence[Entry],
    kind: str,
    lines: Sequence[tuple[int, Sequence[str]]],
    *,
    counts: bool,
) -> list[Entry | None]:
    """Return the columns in their order; without the first choice where no row begins with one."""
    first, at = columns[0], int(counts)
    is_chosen = any(_choice(first, cell, kind) for _, line in lines for cell in line[at : at + 1])
    return [*[None] * at, *(columns if is_chosen or not first.choices else columns[1:])]


def _row(
    number: int, line: Sequence[str], heads: Sequence[Entry | None], kind: str
) -> tuple[dict[str, str], list[PasteProblem]]:
    row: dict[str, str] = {}
    problems = []
    for place, cell in enumerate(line, 1):
        if is_blank(cell):
            continue
        entry = heads[place - 1] if place <= len(heads) else None
        text = " ".join(part.strip() for part in cell.splitlines() if part.strip())
        if entry is None:
            message = f"「{text}」に対応する項目がありません。"
            problems.append(PasteProblem(number, place, message))
            continue
        if not entry.choices:
            row[entry.name] = text
            continue
        value = _choice(entry, cell, kind)
        if value is None:
            words = "".join(f"「{entry.choices.word(one)}」" for one in entry.values[kind])
            message = f"{entry.answer.label}の「{text}」は選択できません。{words}のいずれかです。"
            problems.append(PasteProblem(number, place, message))
            continue
        row[entry.name] = value
    return row, problems


def _choice(entry: Entry, cell: str, kind: str) -> str | None:
    """Return the value of a choice by its word, None where the case has no such choice."""
    value = entry.choices.value(cell) if entry.choices else None
    return value if value in entry.values[kind] else None
