"""Answers in words: lines of 備考 for what a form has no place for, and their reading.

``契約中の需要（発電）者：なし`` is a tick in words, ``申込責任者：申込 太郎`` any other answer. The
answers of a row share a line: ``… 1件目の区分：追加、シリアル番号：0012AB34``. A text of several
lines goes on in lines that begin with a wide space.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, islice
from typing import Final

from schemas.catalogue import ENTRIES, TABLES, column, label
from schemas.days import date_text

REMARKS: Final = "remarks"

_GOES_ON: Final = "\n　"
_ROW: Final = re.compile(r"(\d{1,3})[件人]目の(.+)")  # 2件目のシリアル番号
_BY_LABEL: Final = {(entry.table, entry.answer.label): path for path, entry in ENTRIES.items()}
_BY_STATEMENT: Final = {
    entry.answer.statement: path for path, entry in ENTRIES.items() if entry.answer.statement
}
_NEXT: Final = {
    table: re.compile(
        "、(?=(?:{})：)".format(
            "|".join(re.escape(name) for own, name in _BY_LABEL if own == table)
        )
    )
    for table in TABLES
}
"""What stands between the answers of a row, by their table."""
_TABLE_PATHS: Final = {table.title: path for path, table in TABLES.items()}


def with_statements(remarks: str, answers: Iterable[tuple[str, object]]) -> str:
    """Return remarks with answers, by their paths, said in further lines."""
    rows = groupby(answers, key=lambda answer: _row_of(answer[0]))
    lines = (line for row, own in rows for line in _row_lines(row, [*own]))
    return "\n".join(filter(None, (remarks, *lines)))


def split_statements(
    remarks: str, is_stated: Callable[[str], bool]
) -> tuple[str, dict[str, object]]:
    """Return remarks without the lines that are answers, and those answers by their paths.

    A line counts where ``is_stated`` holds for each path that it names.
    """
    kept: list[str] = []
    stated: dict[str, object] = {}
    for line in _lines(remarks):
        answers = _parsed(line)
        if answers and stated.keys().isdisjoint(answers) and all(map(is_stated, answers)):
            stated |= answers
        else:
            kept.append(line)
    return "\n".join(kept), stated


def _row_of(path: str) -> str:
    """Return the row that an answer is of, or the path of one that is of none."""
    return path.rpartition(".")[0] if ENTRIES[column(path)].table else path


def _row_lines(row: str, answers: Sequence[tuple[str, object]]) -> Iterator[str]:
    """Yield the lines of answers: a row is one, unless a text would be taken for several."""
    lines = [_statement(path, value) for path, value in answers]
    between = _NEXT.get(row.rpartition(".")[0])
    if between is None or any("\n" in line or between.search(line) for line in lines):
        yield from lines
        return
    further = (_without_row(path, line) for (path, _), line in zip(answers, lines, strict=True))
    yield "、".join([lines[0], *islice(further, 1, None)])


def _without_row(path: str, line: str) -> str:
    name = ENTRIES[column(path)].answer.label
    return line.removeprefix(label(path).removesuffix(name))


def _statement(path: str, value: object) -> str:
    answer = ENTRIES[column(path)].answer
    return answer.statement if value is True else f"{label(path)}：{_words(path, value)}"


def _words(path: str, value: object) -> str:
    if isinstance(value, date):
        return date_text(value)
    choices = ENTRIES[column(path)].choices
    text = choices.word(str(value)) if choices else str(value)
    return text.replace("\n", _GOES_ON)


def _lines(remarks: str) -> Iterator[str]:
    """Yield the lines of remarks, each with those in which it goes on."""
    line = ""
    for number, text in enumerate(remarks.split("\n")):
        if number and f"\n{text}".startswith(_GOES_ON) and "：" in line:
            line += f"\n{text}"
            continue
        if number:
            yield line
        line = text
    yield line


def _parsed(line: str) -> dict[str, object]:
    """Return the answers of a line by their paths; none where it is just a remark."""
    if line in _BY_STATEMENT:
        return {_BY_STATEMENT[line]: True}
    name, _, words = line.partition("：")
    path = _path(name)
    if not path or not words:
        return {}
    table = ENTRIES[column(path)].table
    first, *others = _NEXT[table].split(words) if table else [words]
    texts = {path: first}
    for other in others:
        name, _, words = other.partition("：")
        texts[f"{_row_of(path)}.{ENTRIES[_BY_LABEL[table, name]].name}"] = words
    if len(texts) <= len(others):
        return {path: _value(path, line.partition("：")[2])}
    return {path: _value(path, text) for path, text in texts.items()}


def _value(path: str, words: str) -> object:
    choices, text = ENTRIES[column(path)].choices, words.replace(_GOES_ON, "\n")
    return choices.value(text) if choices else text


def _path(name: str) -> str:
    """Return the path that a label names.

    A row's label is that of its table, its number, its own.
    """
    if path := _BY_LABEL.get(("", name)):
        return path
    title, _, row = name.rpartition(" ")
    table, match = _TABLE_PATHS.get(title), _ROW.fullmatch(row)
    path = _BY_LABEL.get((table, match[2])) if table and match else None
    if not path or not match or int(match[1]) == 0:
        return ""
    return f"{table}.{int(match[1]) - 1}.{ENTRIES[path].name}"
