"""What a workbook has beside its cells: every thing with its name, where it is, and a detail."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from workbook.annotation.edit_xml import RELATIONS, Node, tree_of
from workbook.guard.package import Package
from workbook.guard.strict_xml import MAIN
from workbook.patching import feature_words as words
from workbook.patching.drawn_features import drawn, local_name

Feature = tuple[str, str, str]
"""What it is, where it is, and a detail by which it differs from others of its kind."""
_Told = Iterator[tuple[str, str]]
"""What it is, with the detail."""

_ID: Final = f"{{{RELATIONS}}}id"
_RUN: Final = MAIN + "r"
_LOOK: Final = MAIN + "rPr"
_READING: Final = MAIN + "rPh"
_ITEM: Final = MAIN + "si"
_CELL: Final = MAIN + "c"
_ALTERNATIVES: Final = "AlternateContent"
_CHECK_BOX: Final = "xfComplement"
_OBJECT_TYPE: Final = re.compile(
    rb"""<(?:[\w.-]+:)?ClientData\s[^<>]*?ObjectType\s*=\s*["'](\w+)"""
)


def features_of(package: Package) -> Iterator[Feature]:
    """Give what a workbook has, as far as it could be lost by being written anew.

    Raises:
        UnreadableError: a part is damaged.

    """
    book = tree_of(package.read(package.main))
    for what, detail in chain(_of_book(package, book), _related(package, ""), _styled(package)):
        yield what, words.BOOK, detail
    rich, read = _special_texts(package)
    relations = package.relationships(package.main)
    for tab in book.iter(MAIN + "sheet"):
        relation = relations.get(tab.get(_ID, ""))
        if relation is not None and not relation.external:
            sheet = tree_of(package.read(relation.target))
            told = chain(
                _of_sheet(sheet),
                _of_cells(sheet, rich, read),
                _related(package, relation.target),
                _controls(package, relation.target),
                drawn(package, relation.target),
            )
            for what, detail in told:
                yield what, tab.get("name", ""), detail


def _of_book(package: Package, book: Node) -> _Told:
    for child in book:
        if (name := local_name(child)) in words.BOOK_ELEMENT_WORDS:
            yield words.BOOK_ELEMENT_WORDS[name], name
    for name in book.iter(MAIN + "definedName"):
        yield words.NAME, f"{name.get('name')} {name.get('localSheetId')}"
    yield from _related(package, package.main)


def _related(package: Package, part: str) -> _Told:
    """Tell of the parts that a part refers to, by the kinds of their relationships."""
    for relation in package.relationships(part).values():
        kind = relation.type.rpartition("relationships/")[2]
        kind = kind if kind in words.RELATIONS_WORDS else kind.rpartition("/")[2]
        is_empty = kind in words.MAY_BE_EMPTY and not len(tree_of(package.read(relation.target)))
        if kind not in words.HARMLESS_RELATIONS and not is_empty:
            yield words.RELATIONS_WORDS.get(kind) or words.OTHER_RELATION.format(kind), kind


def _styled(package: Package) -> _Told:
    for relation in package.relationships(package.main).values():
        if relation.type == f"{RELATIONS}/styles":
            for element in tree_of(package.read(relation.target)).iter("{*}*"):
                if local_name(element) == _CHECK_BOX:
                    yield words.CELL_CHECK_BOX, ""
                if element.tag == MAIN + "tableStyle":
                    yield words.TABLE_STYLE, element.get("name", "")


def _of_sheet(sheet: Node) -> _Told:
    for child in _children(sheet):
        name = local_name(child)
        if name == "extLst":
            for extension in child.iter(MAIN + "ext"):
                for inner in extension:
                    yield _extension(local_name(inner)), ""
        elif name in words.MAY_BE_EMPTY and not "".join(child.itertext()).strip():
            continue
        elif name not in words.HARMLESS_ELEMENTS:
            yield words.ELEMENT_WORDS.get(name) or words.OTHER_ELEMENT.format(name), name


def _children(sheet: Node) -> Iterator[Node]:
    """Give the elements right inside a sheet, those of alternatives included."""
    for child in sheet.iterchildren("{*}*"):
        if local_name(child) == _ALTERNATIVES:
            for choice in child.iterchildren("{*}Choice"):
                yield from choice.iterchildren("{*}*")
        else:
            yield child


def _extension(name: str) -> str:
    return words.EXTENSION_WORDS.get(name) or words.OTHER_EXTENSION.format(name)


def _special_texts(package: Package) -> tuple[set[str], set[str]]:
    """Give the numbers of the shared texts of several looks, and of those with furigana."""
    rich, read = set[str](), set[str]()
    for relation in package.relationships(package.main).values():
        if relation.type == f"{RELATIONS}/sharedStrings":
            items = tree_of(package.read(relation.target)).iterchildren(_ITEM)
            for number, item in enumerate(items):
                if _is_rich(item):
                    rich.add(str(number))
                if _has(item, _READING):
                    read.add(str(number))
    return rich, read


def _of_cells(sheet: Node, rich: set[str], read: set[str]) -> _Told:
    for cell in sheet.iter(_CELL):
        shared = cell.findtext(MAIN + "v") if cell.get("t") == "s" else None
        if shared in rich or _is_rich(cell):
            yield words.RICH_TEXT, cell.get("r", "")
        if shared in read or _has(cell, _READING):
            yield words.FURIGANA, cell.get("r", "")
        if "vm" in cell.attrib:
            yield words.CELL_PICTURE, cell.get("r", "")
        if "cm" in cell.attrib:
            yield words.SPILL, cell.get("r", "")


def _is_rich(text: Node) -> bool:
    """Tell whether a text has runs of different looks, which takes two at least."""
    return _has(text, _LOOK) and sum(1 for _ in text.iter(_RUN)) > 1


def _has(element: Node, tag: str) -> bool:
    return next(element.iter(tag), None) is not None


def _controls(package: Package, part: str) -> _Told:
    """Tell of form controls, which stand in VML drawings and in the parts of their properties."""
    for relation in package.relationships(part).values():
        kinds: Iterable[str] = ()
        if relation.type.endswith("/vmlDrawing") and not relation.external:
            found = _OBJECT_TYPE.findall(package.read(relation.target))
            kinds = (kind.decode() for kind in found)
        elif relation.type.endswith("/ctrlProp") and not relation.external:
            kinds = (tree_of(package.read(relation.target)).get("objectType", ""),)
        for kind in kinds:
            if word := words.CONTROL_WORDS.get(kind.casefold()):
                yield words.CONTROL.format(word), kind.casefold()
