"""Fast and strict reader of an uploaded workbook; nothing is computed or written.

A file that Excel would have to repair is rejected, so that every program reads the same content.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, get_args

from workbook.xlsx.guard.package import Package, Relationship
from workbook.xlsx.guard.strict_xml import MAIN, Element, count_of, only, parse, refuse, truth_of
from workbook.xlsx.reader.cell_xml import CellValue, Kind
from workbook.xlsx.reader.shared_values import SharedValues
from workbook.xlsx.reader.sheet_xml import Merge, Sheet, State, read_sheet

__all__ = [
    "Book",
    "CellValue",
    "DefinedName",
    "Kind",
    "Merge",
    "Properties",
    "Sheet",
    "State",
    "read_book",
]

_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ID: Final = f"{{{_RELATIONS}}}id"
_WORKSHEET: Final = f"{_RELATIONS}/worksheet"
_WITHOUT_CELLS: Final = {f"{_RELATIONS}/chartsheet", f"{_RELATIONS}/dialogsheet"}
_STATES: Final[Mapping[str, State]] = {state: state for state in get_args(State)}
_BUILT_IN_NAME: Final = "_xlnm."

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_CORE_PART: Final = f"{_PACKAGE}/relationships/metadata/core-properties"
_CORE: Final = f"{{{_PACKAGE}/metadata/core-properties}}"
_DUBLIN_CORE: Final = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A defined name, its formula, and the title of its sheet if it is local to one."""

    name: str
    refers_to: str
    sheet: str | None


@dataclass(frozen=True, slots=True)
class Properties:
    """Document properties of a workbook; empty if not set."""

    title: str = ""
    version: str = ""
    creator: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: its worksheets by title in order, its names, and its properties.

    ``shared`` holds the shared strings and styles that cells refer to.
    """

    sheets: Mapping[str, Sheet]
    names: tuple[DefinedName, ...]
    properties: Properties
    shared: SharedValues = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class _Tab:
    """A sheet in the workbook's list; ``part`` is empty if it has no part."""

    title: str
    state: State
    part: str
    has_cells: bool


def read_book(package: Package) -> Book:
    """Read a workbook."""
    workbook = parse(package.read(package.main), MAIN + "workbook")
    related = package.relationships(package.main)
    tabs = tuple(_tabs(workbook, related, package.names))
    shared = SharedValues(
        _read_related(package, related, f"{_RELATIONS}/sharedStrings"),
        _read_related(package, related, f"{_RELATIONS}/styles"),
        is_1904=_is_1904(workbook),
    )
    sheets = {
        tab.title: read_sheet(tab.title, tab.state, tab.part, package.read(tab.part), shared)
        for tab in tabs
        if tab.has_cells
    }
    properties = _properties(_read_related(package, package.relationships(""), _CORE_PART))
    return Book(sheets, tuple(_names(workbook, tabs)), properties, shared)


def _is_1904(workbook: Element) -> bool:
    settings = only(workbook.iterchildren(MAIN + "workbookPr"))
    return settings is not None and truth_of(settings.get("date1904"))


def _read_related(package: Package, related: Mapping[str, Relationship], kind: str) -> bytes | None:
    """Return the content of the only part of a kind, or None if there is none."""
    relation = only(one for one in related.values() if one.type == kind)
    if relation is None or (kind == _CORE_PART and relation.target not in package.names):
        return None
    if relation.external:
        refuse(f"outside of the workbook: {kind}")
    return package.read(relation.target)


def _tabs(
    workbook: Element, related: Mapping[str, Relationship], parts: frozenset[str]
) -> Iterator[_Tab]:
    """Yield the sheets in the workbook's order."""
    listed = only(workbook.iterchildren(MAIN + "sheets"))
    titles, parts_in_use = set[str](), set[str]()
    for entry in () if listed is None else listed.iterchildren(MAIN + "sheet"):
        tab = _tab(entry, related)
        if not tab.title or tab.title.casefold() in titles:
            refuse(f"sheet title: {tab.title!r}")
        if tab.part and (tab.part not in parts or tab.part in parts_in_use):
            refuse(f"sheet part: {tab.part!r}")
        titles.add(tab.title.casefold())
        parts_in_use.add(tab.part)
        yield tab
    if not parts_in_use:
        refuse("no sheets")


def _tab(entry: Element, related: Mapping[str, Relationship]) -> _Tab:
    title = entry.get("name") or ""
    state = _STATES.get(entry.get("state") or "", "visible")  # as Excel treats unknown states
    if entry.get(_ID) == "":
        return _Tab(title, state, "", has_cells=False)  # a module of Excel 95 without a part
    relation = related.get(entry.get(_ID) or "")
    if relation is None or relation.external:
        refuse(f"no such sheet: {title}")
    if relation.type != _WORKSHEET and relation.type not in _WITHOUT_CELLS:
        refuse(f"no sheet: {relation.type}")
    return _Tab(title, state, relation.target, relation.type == _WORKSHEET)


def _names(workbook: Element, tabs: tuple[_Tab, ...]) -> Iterator[DefinedName]:
    """Yield the defined names; only built-in ones may be duplicates."""
    listed = only(workbook.iterchildren(MAIN + "definedNames"))
    known = set[tuple[str, str | None]]()
    for entry in () if listed is None else listed.iterchildren(MAIN + "definedName"):
        name, local = entry.get("name") or "", entry.get("localSheetId")
        if local is not None and count_of(local) >= len(tabs):
            refuse(f"name of no sheet: {name}")
        sheet = None if local is None else tabs[count_of(local)].title
        if not name or (name.casefold(), sheet) in known:
            refuse(f"name: {name!r}")
        if not name.startswith(_BUILT_IN_NAME):
            known.add((name.casefold(), sheet))
        yield DefinedName(name, entry.text or "", sheet)


def _properties(content: bytes | None) -> Properties:
    if content is None:
        return Properties()
    core = parse(content, _CORE + "coreProperties")
    values = {child.tag: child.text or "" for child in core}
    return Properties(
        title=values.get(_DUBLIN_CORE + "title", ""),
        version=values.get(_CORE + "version", ""),
        creator=values.get(_DUBLIN_CORE + "creator", ""),
    )
