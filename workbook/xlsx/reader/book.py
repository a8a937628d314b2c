"""An uploaded workbook, read fast and strictly from its parts; nothing is computed or written.

What Excel would have to repair is damaged: a file must say one thing only, to whatever reads it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, get_args

from workbook.xlsx.guard.package import Package, Relationship
from workbook.xlsx.guard.strict_xml import MAIN, Element, count_of, only, parse, refuse, truth_of
from workbook.xlsx.reader.cell_xml import CellValue, Kind
from workbook.xlsx.reader.legend import Legend
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
    """A name, what it stands for, and the title of the only sheet that knows it, if one does."""

    name: str
    refers_to: str
    sheet: str | None


@dataclass(frozen=True, slots=True)
class Properties:
    """What a workbook says of itself; empty where it says nothing."""

    title: str = ""
    version: str = ""
    creator: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: its worksheets by title in their order, its names, and its properties.

    ``legend`` is what their cells point to.
    """

    sheets: Mapping[str, Sheet]
    names: tuple[DefinedName, ...]
    properties: Properties
    legend: Legend = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class _Tab:
    """A sheet as the workbook lists it; one that is no part has no name of a part."""

    title: str
    state: State
    part: str
    has_cells: bool


def read_book(package: Package) -> Book:
    """Read a workbook.

    Raises:
        UnreadableError: the workbook is damaged.

    """
    workbook = parse(package.read(package.main), MAIN + "workbook")
    related = package.relationships(package.main)
    tabs = tuple(_tabs(workbook, related, package.names))
    legend = Legend(
        _read_related(package, related, f"{_RELATIONS}/sharedStrings"),
        _read_related(package, related, f"{_RELATIONS}/styles"),
        is_1904=_is_1904(workbook),
    )
    sheets = {
        tab.title: read_sheet(tab.title, tab.state, tab.part, package.read(tab.part), legend)
        for tab in tabs
        if tab.has_cells
    }
    properties = _properties(_read_related(package, package.relationships(""), _CORE_PART))
    return Book(sheets, tuple(_names(workbook, tabs)), properties, legend)


def _is_1904(workbook: Element) -> bool:
    settings = only(workbook.iterchildren(MAIN + "workbookPr"))
    return settings is not None and truth_of(settings.get("date1904"))


def _read_related(package: Package, related: Mapping[str, Relationship], kind: str) -> bytes | None:
    """Read the one part of a kind that there may be."""
    found = only(relation for relation in related.values() if relation.type == kind)
    if found is None or (kind == _CORE_PART and found.target not in package.names):
        return None
    if found.external:
        refuse(f"outside of the workbook: {kind}")
    return package.read(found.target)


def _tabs(
    workbook: Element, related: Mapping[str, Relationship], parts: frozenset[str]
) -> Iterator[_Tab]:
    """Yield the sheets in the workbook's order."""
    listed = only(workbook.iterchildren(MAIN + "sheets"))
    titles, taken = set[str](), set[str]()
    for entry in () if listed is None else listed.iterchildren(MAIN + "sheet"):
        tab = _tab(entry, related)
        if not tab.title or tab.title.casefold() in titles:
            refuse(f"sheet title: {tab.title!r}")
        if tab.part and (tab.part not in parts or tab.part in taken):
            refuse(f"sheet part: {tab.part!r}")
        titles.add(tab.title.casefold())
        taken.add(tab.part)
        yield tab
    if not taken:
        refuse("no sheets")


def _tab(entry: Element, related: Mapping[str, Relationship]) -> _Tab:
    title = entry.get("name") or ""
    state = _STATES.get(entry.get("state") or "", "visible")  # as Excel takes what is none
    if entry.get(_ID) == "":
        return _Tab(title, state, "", has_cells=False)  # a module of Excel 95, which is no part
    relation = related.get(entry.get(_ID) or "")
    if relation is None or relation.external:
        refuse(f"no such sheet: {title}")
    if relation.type != _WORKSHEET and relation.type not in _WITHOUT_CELLS:
        refuse(f"no sheet: {relation.type}")
    return _Tab(title, state, relation.target, relation.type == _WORKSHEET)


def _names(workbook: Element, tabs: tuple[_Tab, ...]) -> Iterator[DefinedName]:
    """Yield the defined names; none may be there twice, but for those that programs keep."""
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
    said = {child.tag: child.text or "" for child in core}
    return Properties(
        title=said.get(_DUBLIN_CORE + "title", ""),
        version=said.get(_CORE + "version", ""),
        creator=said.get(_DUBLIN_CORE + "creator", ""),
    )
