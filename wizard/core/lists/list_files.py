"""Lists of applications in files: CSV or TSV, an Excel workbook, or JSON."""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from wizard.core.files import FileError, printable, read_bytes, read_json
from wizard.core.lists.application_list import ListedApplication, ListError, applications_of
from wizard.core.workers.limits import within_limits
from workbook.forms.list_rows import ListRow, read_rows
from workbook.opened import OpenedWorkbook
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.reader.cell_xml import CellValue, Kind

_TEXTS: Final = (".csv", ".tsv", ".txt")
_ENCODINGS: Final = ("utf-8-sig", "cp932")
"""What Excel saves CSV as; a text of one is seldom valid in the one before."""


def read_applications(path: Path) -> list[ListedApplication]:
    """Read the one application of a JSON file, or those of a list: CSV, TSV, xlsx or JSON."""
    ending = path.suffix.lower()
    try:
        if ending == ".xlsx":
            return applications_of(within_limits(_rows_of_workbook, read_bytes(path)))
        if ending in _TEXTS:
            return applications_of(_rows_of_text(_decoded(read_bytes(path), path)))
        answers = read_json(path)
        if answers and isinstance(answers, list):
            return _listed(answers)
        return [ListedApplication("", [], {}, answers)]
    except UnreadableError as error:
        raise FileError(f"「{printable(path)}」：{error.why}{error.mend}") from error
    except (ListError, csv.Error) as error:
        why = str(error) if isinstance(error, ListError) else "CSVとして読み取れません。"
        raise FileError(f"「{printable(path)}」：{why}") from error


def _rows_of_workbook(content: bytes) -> list[ListRow]:
    return list(read_rows(OpenedWorkbook(content)))


def _decoded(content: bytes, path: Path) -> str:
    marked = ("utf-16",) if content.startswith(codecs.BOM_UTF16) else _ENCODINGS
    for encoding in marked:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileError(
        f"「{printable(path)}」の文字コードを判別できません。"
        "UTF-8またはシフトJISで保存し直してください。"
    )


def _rows_of_text(text: str) -> Iterator[ListRow]:
    head = text.partition("\n")[0]
    delimiter = "\t" if "\t" in head and "," not in head else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    for cells in reader:
        yield ListRow(number, tuple(CellValue(Kind.TEXT, cell) if cell else None for cell in cells))
        number = reader.line_num + 1


def _listed(items: list[object]) -> list[ListedApplication]:
    """Return the applications of a JSON list: answers as in a file of their own, or flat rows."""
    rows = [
        item
        for item in items
        if isinstance(item, dict)
        and not any(isinstance(value, dict | list) for value in item.values())
    ]
    if rows and len(rows) == len(items):
        return applications_of(_rows_of_objects(rows))
    return [ListedApplication("", [n], {}, answers=item) for n, item in enumerate(items, 1)]


def _rows_of_objects(objects: list[dict[str, object]]) -> list[ListRow]:
    """Return the objects of a JSON list, whose names are headings, as the rows of a list."""
    names = list(dict.fromkeys(name for one in objects for name in one))
    header = ListRow(0, tuple(CellValue(Kind.TEXT, name) for name in names))
    body = (
        ListRow(number, tuple(_cell(one.get(name)) for name in names))
        for number, one in enumerate(objects, 1)
    )
    return [header, *body]


def _cell(value: object) -> CellValue | None:
    if value is None or value == "":
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return CellValue(Kind.NUMBER, value)
    return CellValue(Kind.TEXT, str(value))
