"""The guard: verification of the raw bytes of a workbook, before any parser sees them."""

import copy
import itertools
import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

from workbook.xlsx.guard.archive import unpack
from workbook.xlsx.guard.containers import check_is_zip
from workbook.xlsx.guard.refusals import Refusal
from workbook.xlsx.guard.strict_xml import root_of
from workbook.xlsx.guard.xml_checks import check_limits, check_xml_start

MAX_INDEX_BYTES: Final = 1_000_000
"""Content types or relationships, which are parsed as a tree; 200 parts need 40 kB."""
MAX_PICTURES: Final = 50  # a form has one or two: a logo and a seal

_PACKAGE: Final = "{http://schemas.openxmlformats.org/package/2006/"
_DEFAULT: Final = _PACKAGE + "content-types}Default"
_OVERRIDE: Final = _PACKAGE + "content-types}Override"
_RELATIONSHIP: Final = _PACKAGE + "relationships}Relationship"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_OTHER_MAIN_TYPES: Final = {
    "word": Refusal.WORD,
    "powerpoint": Refusal.POWERPOINT,
    "presentationml": Refusal.POWERPOINT,
    "sheet.binary": Refusal.XLSB,
    "macroenabled": Refusal.MACRO,
    "spreadsheetml.template": Refusal.TEMPLATE,
}
_MACROS: Final = re.compile(r"vbaproject|macrosheet", re.IGNORECASE)
_STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/|\sconformance\s*=\s*[\"']strict")
_STRICT_NAMESPACE: Final = b"http://purl.oclc.org/ooxml/spreadsheetml/"
_XML: Final = (".xml", ".rels", ".vml")
_READ_TYPES: Final = (
    "/officeDocument",
    "/worksheet",
    "/sharedStrings",
    "/styles",
    "/core-properties",
)
_NEVER_READ: Final = re.compile(
    r"customXml/"  # internal data of Office, such as queries, in UTF-16
    r"|__MACOSX/|\[trash\]/"  # left by repacking
    r"|.*\.svg$",  # may have a DTD
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship: its target is a part name, or an external target as written."""

    type: str
    target: str
    external: bool


class Package:
    """The verified parts of an xlsx file, by their names without leading slash.

    ``main`` is the name of the workbook part. Parts that no reader needs are left out.
    """

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        """Find the workbook part."""
        self._parts = parts
        self._names_by_key = {name.casefold(): name for name in parts}
        self._types = _content_types(self.read(self._actual_name(_CONTENT_TYPES)))
        self._relationships: dict[str, Mapping[str, Relationship]] = {}
        self.names = frozenset(parts)
        self.main = self._find_main()

    def with_parts(self, parts: Mapping[str, bytes]) -> "Package":
        """Return the package with some parts replaced, which must not be relationships."""
        other = copy.copy(self)
        other.__dict__["_parts"] = {**self._parts, **parts}
        return other

    def read(self, name: str) -> bytes:
        """Return the bytes of a part."""
        if name not in self._parts:
            raise Refusal.PART_MISSING.error()
        return self._parts[name]

    def content_type(self, name: str) -> str:
        """Return the content type of a part in lower case, or an empty string."""
        folded = name.casefold()
        extension = folded.rpartition(".")[2]
        return self._types.get("/" + folded) or self._types.get(extension, "")

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """Return the relationships of a part, by id; the empty name is the package itself."""
        if part not in self._relationships:
            self._relationships[part] = self._read_relationships(part)
        return self._relationships[part]

    def _read_relationships(self, part: str) -> Mapping[str, Relationship]:
        folder, name = posixpath.split(part)
        rels = self._actual_name(posixpath.join(folder, "_rels", name + ".rels"))
        if rels not in self._parts:
            return {}
        relationships: dict[str, Relationship] = {}
        for element in _tree(self._parts[rels]).iter(_RELATIONSHIP):
            identifier, kind = element.get("Id", ""), element.get("Type", "")
            target, external = element.get("Target", ""), element.get("TargetMode") == "External"
            if identifier in relationships:
                raise Refusal.CONTRADICTION.error()
            target = target if external else self._resolve(folder, target)
            relationships[identifier] = Relationship(kind, target, external)
        return relationships

    def _actual_name(self, name: str) -> str:
        """Return the name of a part as spelled in the archive, as names ignore case."""
        return self._names_by_key.get(name.casefold(), name)

    def _resolve(self, folder: str, target: str) -> str:
        path = posixpath.normpath(posixpath.join("/", folder, target.partition("#")[0]))
        name = path.lstrip("/")
        actual = self._actual_name(name)
        return actual if actual in self._parts else self._actual_name(unquote(name))

    def _find_main(self) -> str:
        mains = {
            (relationship.target, relationship.type)
            for relationship in self.relationships("").values()
            if relationship.type.endswith("/relationships/officeDocument")
        }
        if len(mains) > 1:
            raise Refusal.CONTRADICTION.error()
        if not mains:
            raise Refusal.NOT_EXCEL.error()
        name, relationship_type = mains.pop()
        content = self.read(name)
        main_type = self.content_type(name)
        for word, refusal in _OTHER_MAIN_TYPES.items():
            if word in main_type:
                raise refusal.error()
        if main_type != _WORKBOOK:
            raise Refusal.NOT_EXCEL.error()
        if _STRICT.match(relationship_type.encode()) or _STRICT.search(content):
            raise Refusal.STRICT.error()
        return name


def open_package(content: bytes) -> Package:
    """Verify and unpack the bytes of an xlsx file.

    Raises UnreadableError if they are not an xlsx workbook, or a damaged, hostile or too large one.
    """
    check_is_zip(content)
    return package_of(unpack(content))


def package_of(files: Mapping[str, bytes]) -> Package:
    """Verify the unpacked parts of an xlsx file."""
    package = Package({n: data for n, data in files.items() if not _NEVER_READ.match(n)})
    _check_content(package, files)
    xml = [package.read(name) for name in _xml_parts(package)]
    check_xml_parts(xml)
    return package


def check_xml_parts(xml: Collection[bytes]) -> None:
    """Check that XML parts are safe to parse, and within the limits together."""
    for part in xml:
        check_xml_start(part)
        if _STRICT_NAMESPACE in part:
            raise Refusal.DIALECT.error()
    check_limits(xml)


def _content_types(content: bytes) -> dict[str, str]:
    """Return the content types by extension and by /part, all in lower case."""
    types: dict[str, str] = {}
    for element in _tree(content).iter(_DEFAULT, _OVERRIDE):
        key = element.get("PartName" if element.tag == _OVERRIDE else "Extension", "").casefold()
        declared = element.get("ContentType", "").casefold()
        if types.setdefault(key, declared) != declared:
            raise Refusal.CONTRADICTION.error()
    return types


def _tree(content: bytes) -> Any:  # noqa: ANN401 - lxml has no types
    check_xml_start(content)
    if len(content) > MAX_INDEX_BYTES:
        raise Refusal.PART_TOO_LARGE.error()
    return root_of(content)


def _check_content(package: Package, files: Mapping[str, bytes]) -> None:
    """Reject macros, sheets that are missing or in ignored parts, and too many pictures."""
    related = package.relationships(package.main).values()
    types = {name: package.content_type(name) for name in files}
    words = itertools.chain(files, types.values(), (one.type for one in related))
    if any(_MACROS.search(word) for word in words):
        raise Refusal.MACRO.error()
    if any("spreadsheetml" in types[name] for name in files.keys() - package.names):
        raise Refusal.CONTRADICTION.error()
    sheets = {one.target for one in related if one.type.endswith("/worksheet")}
    if not sheets <= package.names:
        raise Refusal.PART_MISSING.error()
    pictures = sum("/media/" in name or types[name].startswith("image/") for name in files)
    if pictures > MAX_PICTURES:
        raise Refusal.TOO_MANY_PICTURES.error()


def _xml_parts(package: Package) -> set[str]:
    """Return the names of parts that are XML by name or type, or that readers parse as XML."""
    related = itertools.chain.from_iterable(
        package.relationships(part).values() for part in ("", package.main)
    )
    read = {one.target for one in related if one.type.endswith(_READ_TYPES)}
    return (read & package.names) | {
        name
        for name in package.names
        if name.casefold().endswith(_XML) or package.content_type(name).endswith("xml")
    }
