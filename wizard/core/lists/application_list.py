"""Applications from a list: one row each, or all rows of one key; columns are paths or labels."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from rules.errors import UserError
from schemas.answer import Choices, Shape
from schemas.answers import kind_of
from schemas.catalogue import ENTRIES, TABLES, Entry, column, entries_of, row_numbers
from schemas.characters import narrow
from wizard.core.intake.bindable_fields import title
from workbook.forms.cell_answer import answer_of, is_computed, is_ticked, text_of
from workbook.forms.list_rows import ListRow
from workbook.forms.observation import Observation
from workbook.xlsx.reader.cell_xml import CellValue

KEY: Final = "key"
KEY_LABEL: Final = "申込番号"  # the column whose value is the same on all rows of one application
_REQUIRED_MARKS: Final = ("※必須", "※任意", "(必須)", "(任意)", "*")
_SEPARATORS: Final = str.maketrans("、，;\n", ",,,,")


class ListError(UserError):
    """A list that cannot be split into applications; the text is in Japanese."""


class ListColumn(NamedTuple):
    """A column of a list: the path of its answer, and of several ticks the one it is."""

    path: str
    tick: str = ""


_KEY: Final = ListColumn(KEY)


@dataclass(slots=True)
class ListedApplication:
    """One application of a list, or of a file of its own.

    ``rows`` are the numbers of its rows on the list, none without a list; ``row_of`` those that the
    rows of each table came from; ``headings`` are the headings by column of the catalogue.
    """

    key: str
    rows: list[int]
    headings: Mapping[str, str]
    answers: Any = field(default_factory=dict)
    observations: list[Observation] = field(default_factory=list)
    row_of: dict[str, list[int]] = field(default_factory=dict)

    def position(self, path: str) -> tuple[int, str]:
        """Return the row of an answer on the list and the heading of its column, empty if none."""
        name = column(path)
        table = next((one for one in TABLES if name == one or name.startswith(f"{one}.")), "")
        numbers, rows = row_numbers(path), self.row_of.get(table, [])
        row = rows[numbers[0]] if numbers and numbers[0] < len(rows) else self.rows[0]
        return row, self.headings.get(name, "")


def list_columns(kind: str) -> list[str]:
    """Return the headings of a list for a case, in the order of the form."""
    found = [KEY_LABEL]
    for entry in entries_of(kind):
        if entry.shape is Shape.TICKS and entry.choices:
            found += [word for _, word in entry.choices.words]
        else:
            found.append(title(entry.path))
    return found


def applications_of(rows: Iterable[ListRow]) -> list[ListedApplication]:
    """Split a list into its applications, in the order of their first rows.

    Raises ListError if its headings are unknown or doubled, or rows of one key contradict each
    other.
    """
    header, *body = [row for row in rows if any(map(text_of, row.cells))] or [ListRow(0, ())]
    if not body:
        raise ListError(
            "一覧に申込みの行がありません。1行目に項目名、2行目以降に申込みを記入してください。"
        )
    columns = _columns_of(header)
    if all(column is None or column.path != "kind" for column in columns):
        raise ListError(
            f"一覧に「{title('kind')}」の列がありません。1行目に項目名として追加してください。"
        )
    headings = {
        column.path: text_of(cell)
        for column, cell in zip(columns, header.cells, strict=True)
        if column
    }
    reader = _Reader(columns, headings)
    for row in body:
        reader.add(row)
    if reader.problems:
        raise ListError(" ".join(reader.problems))
    return list(reader.applications.values())


def _columns_of(header: ListRow) -> list[ListColumn | None]:
    """Return what each column holds; None for a column without a heading."""
    names = [text_of(cell) for cell in header.cells]
    columns = [_HEADINGS.get(plain_heading(name)) if name else None for name in names]
    unknown = [n for n, found in zip(names, columns, strict=True) if n and found is None]
    if unknown:
        meant = [title(p) for p, entry in ENTRIES.items() if entry.answer.label in unknown]
        mend = (
            f"{_quoted(meant)}のいずれかを指定してください。"
            if meant
            else "項目名は moushikomi fill --columns 申請区分 で確認できます。"
        )
        raise ListError(f"一覧の項目名{_quoted(unknown)}では、どの項目かを特定できません。{mend}")
    doubled = [
        n for n, found in zip(names, columns, strict=True) if found and columns.count(found) > 1
    ]
    if doubled:
        raise ListError(
            f"一覧の項目名{_quoted(doubled)}が重複しています。どちらかの列を削除してください。"
        )
    return columns


def _quoted(names: Iterable[str]) -> str:
    return "".join(f"「{name}」" for name in dict.fromkeys(names))


class _Reader:
    """Collects the applications of a list row by row."""

    def __init__(self, columns: Sequence[ListColumn | None], headings: Mapping[str, str]) -> None:
        self.applications: dict[str, ListedApplication] = {}
        self.problems: list[str] = []
        self._columns = columns
        self._headings = headings
        self._given: dict[tuple[int, ListColumn], tuple[str, int]] = {}

    def add(self, row: ListRow) -> None:
        """Take a row."""
        cells = {
            column: cell
            for column, cell in zip(self._columns, row.cells, strict=False)
            if column and cell and text_of(cell)
        }
        both = itertools.zip_longest(row.cells, self._columns)
        unnamed = [n for n, (cell, column) in enumerate(both, 1) if not column and text_of(cell)]
        if unnamed:
            columns = "・".join(map(str, unnamed))
            self.problems.append(
                f"{row.number}行目の{columns}列目に、項目名のない値があります。"
                "1行目に項目名を記入するか、値を削除してください。"
            )
        key = text_of(cells.pop(_KEY, None))
        if not key and KEY in self._headings:
            self.problems.append(
                f"{row.number}行目の「{self._headings[KEY]}」が空欄です。"
                "すべての行に、申込みごとの番号を記入してください。"
            )
        application = self.applications.setdefault(
            key or str(row.number), ListedApplication(key, [], self._headings)
        )
        application.rows.append(row.number)
        self._read(application, row.number, cells)

    def _read(
        self, application: ListedApplication, number: int, cells: Mapping[ListColumn, CellValue]
    ) -> None:
        in_tables: dict[str, dict[str, object]] = {}
        for column_, cell in cells.items():
            entry = ENTRIES[column_.path]
            if entry.table:
                row = in_tables.setdefault(entry.table, {})
                index = len(application.row_of.get(entry.table, []))
                path = f"{entry.table}.{index}.{entry.name}"
                row[entry.name] = self._value(application, path, entry, cell)
            elif self._is_new(application, number, column_, cell):
                value = self._value(application, column_.path, entry, cell, column_.tick)
                _put(application.answers, column_.path, value)
        for table, row in in_tables.items():
            _put(application.answers, table, [row])
            application.row_of.setdefault(table, []).append(number)

    def _is_new(
        self, application: ListedApplication, number: int, column_: ListColumn, cell: CellValue
    ) -> bool:
        """Return whether an answer is given for the first time; note where it is another one."""
        text, before = self._given.setdefault(
            (application.rows[0], column_), (text_of(cell), number)
        )
        if text != text_of(cell):
            self.problems.append(
                f"{number}行目の「{self._headings[column_.path]}」が、"
                f"同じ申込みの{before}行目と異なります。"
                f"同じ内容にするか、別の申込みの場合は番号を変更してください。"
            )
        return before == number

    def _value(
        self,
        application: ListedApplication,
        path: str,
        entry: Entry,
        cell: CellValue,
        tick: str = "",
    ) -> object:
        """Return the answer of a cell, and note what is odd about it."""
        if entry.path == "kind":
            return kind_of(text_of(cell))
        if entry.shape is Shape.TICKS and entry.choices and not tick:
            return _choices_in(entry.choices, text_of(cell))
        value: object
        if entry.shape in {Shape.TICK, Shape.TICKS} and not is_computed(cell):
            is_set = is_ticked(entry.path, cell)
            code = "tick-unread" if is_set is None else ""
            value = [tick] * bool(is_set) if tick else bool(is_set)
        else:
            value, code = answer_of(entry, cell)
        if code:
            application.observations.append(Observation(code, path, shown=text_of(cell)))
        return value


def _choices_in(choices: Choices, text: str) -> list[str]:
    """Return the choices that a cell lists, by their values, words or numbers; others as text."""
    numbered = {narrow(word).split()[0]: value for value, word in choices.words}
    listed = (part.strip() for part in narrow(text).translate(_SEPARATORS).split(","))
    return [numbered.get(part, choices.value(part)) for part in listed if part]


def _put(answers: dict[str, Any], path: str, value: object) -> None:
    """Set an answer; what a list of ticks or of rows has already is kept."""
    *blocks, name = path.split(".")
    for block in blocks:
        answers = answers.setdefault(block, {})
    answers[name] = [*answers.get(name, []), *value] if isinstance(value, list) else value


def plain_heading(heading: str) -> str:
    """Return a heading without what people write beside it: width, spaces, ※必須."""
    text = narrow(heading).replace("：", ":")
    for mark in _REQUIRED_MARKS:
        text = text.replace(narrow(mark), "")
    return "".join(text.split()).casefold()


def _headings() -> Iterator[tuple[str, ListColumn]]:
    """Yield every heading that names a column: paths, full labels, and labels of one answer."""
    for name in (KEY, KEY_LABEL):
        yield name, _KEY
    labels = [entry.answer.label for entry in ENTRIES.values()]
    for path, entry in ENTRIES.items():
        if entry.shape is Shape.TICKS and entry.choices:
            for value, word in entry.choices.words:
                yield f"{path}.{value}", ListColumn(path, value)
                yield word, ListColumn(path, value)
        names = [path, title(path)]
        if labels.count(entry.answer.label) == 1:
            names.append(entry.answer.label)
        for name in names:
            yield name, ListColumn(path)


_HEADINGS: Final = {plain_heading(name): found for name, found in _headings()}
