"""The calculation chain, which names every cell with a formula: it goes where one is written over.

Excel makes it anew; but it takes a file for damaged whose chain names a cell without a formula.
"""

import posixpath
from collections.abc import Mapping
from typing import Final

from workbook.xlsx.editing.part_xml import RELATIONS, Node, bytes_of, tree_of
from workbook.xlsx.guard.package import Package

_CHAIN: Final = f"{RELATIONS}/calcChain"
_TYPES: Final = "[Content_Types].xml"


def chain_of(package: Package) -> str:
    """Return the name of the part; empty where there is none."""
    related = package.relationships(package.main).values()
    return next((one.target for one in related if one.type == _CHAIN), "")


def without_chain(package: Package, chain: str) -> Mapping[str, bytes]:
    """Return the parts that no longer speak of the chain, by name."""
    folder, name = posixpath.split(package.main)
    rels = _spelled(package, posixpath.join(folder, "_rels", name + ".rels"))
    types = _spelled(package, _TYPES)
    return {
        rels: _without(package.read(rels), "Type", _CHAIN),
        types: _without(package.read(types), "PartName", f"/{chain}"),
    }


def _spelled(package: Package, name: str) -> str:
    """Return a part's name as the archive spells it, since case does not count."""
    return next(other for other in package.names if other.casefold() == name.casefold())


def _without(part: bytes, attribute: str, value: str) -> bytes:
    tree: Node = tree_of(part)
    for child in [*tree]:
        if child.get(attribute, "").casefold() == value.casefold():
            tree.remove(child)
    return bytes_of(tree)
