"""A workbook package under revision: parts are changed, added and removed."""

import itertools
import posixpath
from collections.abc import Container, Mapping
from typing import Final
from urllib.parse import unquote

from workbook.xlsx.editing.part_xml import RELATIONS, add, bytes_of, tree_of
from workbook.xlsx.editing.repack import repack
from workbook.xlsx.guard.archive import MAX_PARTS
from workbook.xlsx.guard.package import Package, Relationship
from workbook.xlsx.guard.zip_directory import find_directory

_TYPES: Final = "[Content_Types].xml"
_RELS_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"
_BY_EXTENSION: Final = {"rels", "vml"}  # extensions with one content type for all parts
_NO_RELS: Final = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)


class Revision:
    """A package under revision; reading returns what will be written."""

    def __init__(self, package: Package, content: bytes) -> None:
        """Start from a package and the bytes that it was read from."""
        self._package = package
        self._content = content
        names = [member.name for member in find_directory(content).members()]
        self._names_by_key = {name.casefold(): name for name in names}
        self._types = tree_of(self._package.read(self._actual_name(_TYPES)))
        declared = [part.get("PartName", "").lstrip("/") for part in self._types]
        self._names_in_use = {unquote(name).casefold() for name in (*names, *declared)}
        self._changed: dict[str, bytes] = {}
        self._added: dict[str, bytes] = {}
        self._removed: set[str] = set()
        self._declared: set[str] = set()
        self.main = self._package.main

    @property
    def room(self) -> int:
        """The number of parts that can be added within the guard's limit."""
        return MAX_PARTS - len(self._names_by_key)

    def read(self, name: str) -> bytes:
        """Return the current bytes of a part."""
        new = self._changed.get(name, self._added.get(name))
        return self._package.read(name) if new is None else new

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """Return the original relationships of a part, by id."""
        return self._package.relationships(part)

    def put(self, name: str, data: bytes) -> None:
        """Replace the bytes of an existing part."""
        (self._added if name in self._added else self._changed)[name] = data

    def add(self, pattern: str, data: bytes, content_type: str) -> str:
        """Add a part with the first free number in its name, and return the name."""
        names = (pattern.format(number) for number in itertools.count(1))
        name = next(name for name in names if name.casefold() not in self._names_in_use)
        self._add(name, data, content_type)
        return name

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship between parts, and return its id."""
        rels = self._rels_of(part)
        if rels.casefold() not in self._names_by_key:
            self._add(rels, _NO_RELS, _RELS_TYPE)
        tree = tree_of(self.read(rels))
        ids_in_use = {relation.get("Id") for relation in tree}
        numbered = (f"rId{number}" for number in itertools.count(len(tree) + 1))
        identifier = next(name for name in numbered if name not in ids_in_use)
        kind = f"{RELATIONS}/{kind}"
        add(tree, "Relationship", Id=identifier, Type=kind, Target=f"/{target}")
        self.put(rels, bytes_of(tree))
        return identifier

    def remove(self, name: str) -> None:
        """Remove a part with its relationships; no other part may refer to it any more."""
        self._removed |= {name, self._rels_of(name)}
        for declared in list(self._types):
            if unquote(declared.get("PartName", "")).casefold() == f"/{name}".casefold():
                self._types.remove(declared)

    def unrelate(self, part: str, identifiers: Container[str]) -> None:
        """Remove relationships of a part, by their ids."""
        rels = self._rels_of(part)
        tree = tree_of(self.read(rels))
        for relation in list(tree):
            if relation.get("Id") in identifiers:
                tree.remove(relation)
        self.put(rels, bytes_of(tree))

    def written(self) -> bytes:
        """Return the package as bytes; an unchanged part keeps every byte."""
        have_types_changed = self._added or self._removed
        types = {self._actual_name(_TYPES): bytes_of(self._types)} if have_types_changed else {}
        return repack(self._content, {**self._changed, **types}, self._added, self._removed)

    def _rels_of(self, part: str) -> str:
        folder, name = posixpath.split(part)
        return self._actual_name(posixpath.join(folder, "_rels", name + ".rels"))

    def _actual_name(self, name: str) -> str:
        """Return the name of a part as spelled in the archive, as names ignore case."""
        return self._names_by_key.get(name.casefold(), name)

    def _add(self, name: str, data: bytes, content_type: str) -> None:
        self._added[name] = data
        self._names_by_key[name.casefold()] = name
        self._names_in_use.add(name.casefold())
        self._declare(name, content_type)

    def _declare(self, name: str, content_type: str) -> None:
        """Declare the content type of an added part, by its extension or for the part alone."""
        known = self._package.content_type(name)
        extension = name.rpartition(".")[2]
        if known == content_type.casefold() or extension in self._declared:
            return
        if known or extension not in _BY_EXTENSION:
            add(self._types, "Override", PartName=f"/{name}", ContentType=content_type)
        else:
            declared = add(self._types, "Default", Extension=extension, ContentType=content_type)
            self._types.insert(0, declared)
            self._declared.add(extension)
