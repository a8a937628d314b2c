"""A workbook's package while parts of it are changed and others are added."""

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
_BY_EXTENSION: Final = {"rels", "vml"}
"""Extensions that parts of one kind alone have."""
_NO_RELS: Final = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)


class Revision:
    """A package that is revised: what is read is what will be written."""

    def __init__(self, package: Package, content: bytes) -> None:
        """Begin with a package, and the bytes that it was read from.

        Raises:
            UnreadableError: it is damaged.

        """
        self._package = package
        self._content = content
        names = [member.name for member in find_directory(content).members()]
        self._spelled = {name.casefold(): name for name in names}
        self._types = tree_of(self._package.read(self._spell(_TYPES)))
        declared = [part.get("PartName", "").lstrip("/") for part in self._types]
        self._taken = {unquote(name).casefold() for name in (*names, *declared)}
        self._changed: dict[str, bytes] = {}
        self._added: dict[str, bytes] = {}
        self._removed: set[str] = set()
        self._declared: set[str] = set()
        self.main = self._package.main

    @property
    def room(self) -> int:
        """How many parts a package may still get and be readable."""
        return MAX_PARTS - len(self._spelled)

    def read(self, name: str) -> bytes:
        """Return the bytes of a part as it stands now.

        Raises:
            UnreadableError: there is no such part.

        """
        new = self._changed.get(name, self._added.get(name))
        return self._package.read(name) if new is None else new

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """Return what a part referred to before the revision, by id."""
        return self._package.relationships(part)

    def put(self, name: str, data: bytes) -> None:
        """Write a part that there is with other bytes."""
        (self._added if name in self._added else self._changed)[name] = data

    def add(self, pattern: str, data: bytes, content_type: str) -> str:
        """Add a part with the first number that is free in its name; give the name."""
        names = (pattern.format(number) for number in itertools.count(1))
        name = next(name for name in names if name.casefold() not in self._taken)
        self._add(name, data, content_type)
        return name

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part refer to another one; give the id of the relationship."""
        rels = self._rels_of(part)
        if rels.casefold() not in self._spelled:
            self._add(rels, _NO_RELS, _RELS_TYPE)
        tree = tree_of(self.read(rels))
        taken = {relation.get("Id") for relation in tree}
        numbered = (f"rId{number}" for number in itertools.count(len(tree) + 1))
        identifier = next(name for name in numbered if name not in taken)
        kind = f"{RELATIONS}/{kind}"
        add(tree, "Relationship", Id=identifier, Type=kind, Target=f"/{target}")
        self.put(rels, bytes_of(tree))
        return identifier

    def remove(self, name: str) -> None:
        """Take a part out, with its list of relationships; others must not refer to it any more."""
        self._removed |= {name, self._rels_of(name)}
        for declared in list(self._types):
            if unquote(declared.get("PartName", "")).casefold() == f"/{name}".casefold():
                self._types.remove(declared)

    def unrelate(self, part: str, identifiers: Container[str]) -> None:
        """Let a part no longer refer to others, by the ids of the relationships."""
        rels = self._rels_of(part)
        tree = tree_of(self.read(rels))
        for relation in list(tree):
            if relation.get("Id") in identifiers:
                tree.remove(relation)
        self.put(rels, bytes_of(tree))

    def written(self) -> bytes:
        """Write the package; a part that was not changed keeps every byte."""
        is_listed_anew = self._added or self._removed
        types = {self._spell(_TYPES): bytes_of(self._types)} if is_listed_anew else {}
        return repack(self._content, {**self._changed, **types}, self._added, self._removed)

    def _rels_of(self, part: str) -> str:
        folder, name = posixpath.split(part)
        return self._spell(posixpath.join(folder, "_rels", name + ".rels"))

    def _spell(self, name: str) -> str:
        """Return a part's name as the archive spells it, since case does not count."""
        return self._spelled.get(name.casefold(), name)

    def _add(self, name: str, data: bytes, content_type: str) -> None:
        self._added[name] = data
        self._spelled[name.casefold()] = name
        self._taken.add(name.casefold())
        self._declare(name, content_type)

    def _declare(self, name: str, content_type: str) -> None:
        """Declare the content type of a part that is added: as usual, by its extension or alone."""
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
