"""Names on a blank: the bound copy, and the file of names that can be edited and used again.

Names of no answer and places that are no cells of the workbook raise ``NamesError``.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from openpyxl.utils import quote_sheetname

from schemas.toml_text import TomlError, parse_toml
from workbook.opened import OpenedWorkbook
from workbook.places import ABSENT, ABSENTABLE, PATHS, Places, find_places, whole_of
from workbook.xlsx.editing.part_xml import add, bytes_of, child_of, tree_of
from workbook.xlsx.editing.revision import Revision
from workbook.xlsx.guard.strict_xml import MAIN
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.reader.areas import area_at
from workbook.xlsx.reader.book import Book, DefinedName

Names = Mapping[str, str]
"""The cells of each path, as people find them: シート!D14, シート!B20:B24, several with commas."""

_CELLS: Final = re.compile(r"!(\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?)\s*(?:,\s*|$)")
_KNOWN: Final = frozenset(
    name.lower() for name in (*PATHS, *(ABSENT + path for path in ABSENTABLE))
)
_BEFORE: Final = ("sheets", "functionGroups", "externalReferences")
_HEAD: Final = """# Which cells of a blank hold which answers; moushikomi bind --names reads it.
# 欄の名前と、その欄のセル（シート!セル）。様式が改定された場合は、修正して再利用できます。
# absent：この様式にはないことを確認した欄。
"""


@dataclass(frozen=True, slots=True)
class BlankNames:
    """Where the answers stand on a blank, and which it has no place for, as a person confirmed."""

    cells: Names
    absent: frozenset[str] = frozenset()


class NamesError(ValueError):
    """A file of names that cannot be used; the text says why, in Japanese."""


def bind(opened: OpenedWorkbook, names: Names, absent: Iterable[str] = ()) -> bytes:
    """Return a copy of a workbook that bears the names; nothing else of it changes.

    Names of the catalogue that it bore before are taken off. ``absent`` are the paths that the form
    has no place for: each becomes a hidden name, so that the copy and what is made of it tell.
    Raises NamesError if a place is no cells of a sheet of this workbook.
    """
    revision = Revision(opened.package, opened.content)
    root = tree_of(revision.read(revision.main))
    titles = {sheet.get("name") for sheet in root.iter(MAIN + "sheet")}
    references = {path: _reference(path, place, titles) for path, place in names.items()}
    listed = child_of(root, "definedNames")
    if listed is None:
        listed = add(root, "definedNames")
        last = [child for name in _BEFORE if (child := child_of(root, name)) is not None][-1]
        last.addnext(listed)
    for entry in list(listed):
        if str(entry.get("name")).lower() in _KNOWN:  # Excel tells no case apart
            listed.remove(entry)
    for path, reference in sorted(references.items()):
        add(listed, "definedName", reference, name=path)
    for path in sorted(absent):
        add(listed, "definedName", "TRUE", name=ABSENT + path, hidden="1")
    revision.put(revision.main, bytes_of(root))
    return revision.written()


def places_of(book: Book, names: Names) -> Places:
    """Return the cells of names one by one, as if a workbook bore them and no others."""
    return find_places(with_names(book, names))


def with_names(book: Book, names: Names) -> Book:
    """Return a book as if it bore the names, and no others of the catalogue."""
    kept = (name for name in book.names if name.name.lower() not in _KNOWN)
    given = (
        DefinedName(path, _reference(path, place, book.sheets.keys()), None)
        for path, place in names.items()
    )
    return replace(book, names=(*kept, *given))


def _reference(path: str, place: str, titles: Collection[str | None]) -> str:
    """Write a place as a defined name refers to it."""
    if path not in PATHS:
        raise NamesError(f"「{path}」という欄はありません。")
    references = []
    for title, cells in _pieces(path, place, titles):
        try:
            area_at(cells)
        except UnreadableError as error:
            raise NamesError(f"「{path}」のセル「{place}」が正しくありません。") from error
        fixed = re.sub(r"([A-Z]+)([0-9]+)", r"$\1$\2", cells)
        references.append(f"{quote_sheetname(title)}!{fixed}")
    return ",".join(references)


def _pieces(path: str, place: str, titles: Collection[str | None]) -> Iterator[tuple[str, str]]:
    """Yield sheet and cells of each piece; titles may hold whatever parts pieces, too."""
    by_length = sorted((title for title in titles if title), key=len, reverse=True)
    position = 0
    while position < len(place) or not position:
        title = next((one for one in by_length if place.startswith(f"{one}!", position)), "")
        match = _CELLS.match(place, position + len(title)) if title else None
        if match is None:
            raise NamesError(f"「{path}」のセル「{place}」が、この様式にありません。")
        yield title, match[1].replace("$", "")
        position = match.end()
    if place.rstrip().endswith(","):
        raise NamesError(f"「{path}」のセル「{place}」の末尾に、不要なコンマがあります。")


def read_names(text: str) -> BlankNames:
    """Read a file of names. Raises NamesError if it is no TOML, or one of its names is none."""
    try:
        content = parse_toml(text)
    except TomlError as error:
        raise NamesError(f"欄の名前のファイル{error}") from error
    names = content.get("names")
    if not isinstance(names, dict) or not all(isinstance(place, str) for place in names.values()):
        message = '[names] の下に、"business.code" = "シート!D14" の形式で記述してください。'
        raise NamesError(message)
    unknown = [path for path in names if path not in PATHS]
    if unknown:
        raise NamesError(f"欄の名前のファイルの「{unknown[0]}」という欄はありません。")
    absent = content.get("absent", [])
    if not isinstance(absent, list) or not all(isinstance(path, str) for path in absent):
        message = 'absent = ["api.environment"] の形式で、この様式にない欄を記述してください。'
        raise NamesError(message)
    refuse_unknown(absent)
    if both := [path for path in absent if path in {*names, *map(whole_of, names)}]:
        message = f"「{both[0]}」は [names] と absent の両方にあります。一方を削除してください。"
        raise NamesError(message)
    cells = {str(path): str(place) for path, place in names.items()}
    return BlankNames(cells, frozenset(absent))


def refuse_unknown(absent: Iterable[str]) -> None:
    """Refuse what cannot be absent from a form."""
    for path in absent:
        if path not in ABSENTABLE:
            raise NamesError(f"「この様式にはない」とする欄の「{path}」という名前はありません。")


def write_names(names: BlankNames) -> str:
    """Write a file of names."""
    absent = ", ".join(_quoted(path) for path in ABSENTABLE if path in names.absent)
    lines = [f"{_quoted(path)} = {_quoted(place)}" for path, place in sorted(names.cells.items())]
    return "\n".join((_HEAD, f"absent = [{absent}]\n\n[names]", *lines, ""))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
