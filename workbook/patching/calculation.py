"""Removal of the calculation chain, which lists every cell with a formula.

Excel rebuilds it, but reports a damaged file if it lists a cell whose formula was overwritten.
"""

import posixpath
from collections.abc import Mapping
from typing import Final

from workbook.xlsx.editing.part_xml import RELATIONS, Node, bytes_of, tree_of
from workbook.xlsx.guard.package import Package

_CHAIN: Final = f"{RELATIONS}/calcChain"
_TYPES: Final = "[Content_Types].xml"


def chain_of(package: Package) -> str:
    """Return the name of the part, or an empty string."""
    related = package.relationships(package.main).values()
    return next((one.target for one in related if one.type == _CHAIN), "")


def without_chain(package: Package, chain: str) -> Mapping[str, bytes]:
    """Return the parts without references to the chain, by name."""
    folder, name = posixpath.split(package.main)
    rels = _actual_name(package, posixpath.join(folder, "_rels", name + ".rels"))
    types = _actual_name(package, _TYPES)
    return {
        rels: _without(package.read(rels), "Type", _CHAIN),
        types: _without(package.read(types), "PartName", f"/{chain}"),
    }


def _actual_name(package: Package, name: str) -> str:
    """Return the name of a part as spelled in the archive, as names ignore case."""
    return next(other for other in package.names if other.casefold() == name.casefold())


def _without(part: bytes, attribute: str, value: str) -> bytes:
    tree: Node = tree_of(part)
    for child in [*tree]:
        if child.get(attribute, "").casefold() == value.casefold():
            tree.remove(child)
    return bytes_of(tree)
