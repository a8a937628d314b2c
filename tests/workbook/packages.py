"""Builders of packages: the good form written in other ways, and hostile archives byte by byte."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from workbook.forms.own_form_path import OWN_FORM

OWN: Final = OWN_FORM.read_bytes()
TYPES: Final = "[Content_Types].xml"
ROOT_RELS: Final = "_rels/.rels"
WORKBOOK: Final = "xl/workbook.xml"
WORKBOOK_RELS: Final = "xl/_rels/workbook.xml.rels"
SHEET: Final = "xl/worksheets/sheet1.xml"
MAIN_TYPE: Final = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MB: Final = 1_000_000
UTF_16: Final = '<?xml version="1.0" encoding="utf-16"?><x/>'.encode("utf-16")
IN_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def own_parts() -> dict[str, bytes]:
    """Give the parts of the own form by name."""
    with zipfile.ZipFile(OWN_FORM) as package:
        return {name: package.read(name) for name in package.namelist()}


PARTS: Final[Mapping[str, bytes]] = own_parts()


def pack(parts: Mapping[str, bytes], comment: bytes = b"", method: int = 8) -> bytes:
    """Write an archive as Python writes it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method, compresslevel=1) as package:
        package.comment = comment
        for name, data in parts.items():
            package.writestr(name, data)
    return packed.getvalue()


def form_with(parts: Mapping[str, bytes | None]) -> bytes:
    """Write the own form with parts added, replaced, or (None) left out."""
    merged = {**PARTS, **parts}
    return pack({name: data for name, data in merged.items() if data is not None})


def form_where(name: str, old: bytes, new: bytes) -> bytes:
    """Write the own form with one text replaced in one part."""
    assert old in PARTS[name]
    return form_with({name: PARTS[name].replace(old, new)})


def of_type(main_type: str) -> bytes:
    """Write the own form with another content type of its main part."""
    return form_where(TYPES, MAIN_TYPE, main_type.encode())


def related(kind: str, target: str, mode: str = "Internal", identifier: str = "rId99") -> bytes:
    """Write the own form with one more relationship of its workbook."""
    entry = (
        f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}" TargetMode="{mode}"/>'
        "</Relationships>"
    )
    return form_where(WORKBOOK_RELS, b"</Relationships>", entry.encode())


def sheet_of(inner: bytes) -> bytes:
    """Write the own form with a sheet that holds this."""
    return form_with({"xl/worksheets/sheet3.xml": b"<worksheet>" + inner + b"</worksheet>"})


def numbered(element: str, count: int) -> bytes:
    """Repeat an element, with a number in the place of {}."""
    return b"".join(element.format(number).encode() for number in range(count))


def ole(*streams: str) -> bytes:
    """Write the beginning of an OLE container whose directory names these streams."""
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HB", 2 * len(name) + 2, kind).ljust(64, b"\0")
        for name, kind in [("Root Entry", 5), *((stream, 2) for stream in streams)]
    )
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entries


@dataclass(frozen=True)
class Entry:
    """A member of an archive: what its data is, and what its two headers say."""

    name: bytes
    packed: bytes
    size: int
    crc: int
    flags: int = 0
    method: int = 8
    version: int = 20
    extra: bytes = b""
    offset: int | None = None
    packed_size: int | None = None
    local: "Entry | None" = None
    """What the local header says, where it says something else."""
    after: bytes = b""
    """What stands after the data, such as a data descriptor."""

    @property
    def sizes(self) -> tuple[int, int]:
        """Give the sizes as the headers say them: packed and not."""
        return len(self.packed) if self.packed_size is None else self.packed_size, self.size


def deflated(data: bytes) -> bytes:
    """Compress as zip archives do."""
    stream = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.compress(data) + stream.flush()


def entry(name: str, data: bytes) -> Entry:
    """Make an honest entry."""
    return Entry(name.encode(), deflated(data), len(data), zlib.crc32(data))


def own_entries() -> list[Entry]:
    """Give the honest entries of the own form."""
    return [entry(name, data) for name, data in PARTS.items()]


def local_header(one: Entry) -> bytes:
    """Write what stands before the data."""
    fixed = struct.pack(
        "<4s3H4x3L2H", b"PK\3\4", one.version, one.flags, one.method, one.crc, *one.sizes,
        len(one.name), len(one.extra),
    )  # fmt: skip
    return fixed + one.name + one.extra


def central_header(one: Entry, offset: int) -> bytes:
    """Write what stands in the central directory."""
    fixed = struct.pack(
        "<4s4H4x3L2H10xL", b"PK\1\2", 20, one.version, one.flags, one.method, one.crc,
        *one.sizes, len(one.name), len(one.extra), offset,
    )  # fmt: skip
    return fixed + one.name + one.extra


def end_record(count: int, size: int, offset: int, comment: bytes = b"") -> bytes:
    """Write what an archive ends with."""
    fields = (0, 0, count, count, size, offset, len(comment))
    return struct.pack("<4s4H2LH", b"PK\5\6", *fields) + comment


def archive(
    entries: Iterable[Entry], *, before: bytes = b"", between: bytes = b"", count: int | None = None
) -> bytes:
    """Write an archive byte by byte; ``between`` stands before the central directory."""
    content, directory = before, b""
    entries = [*entries]
    for one in entries:
        offset = len(content) if one.offset is None else one.offset
        if one.offset is None:
            content += local_header(one.local or one) + one.packed + one.after
        directory += central_header(one, offset)
    content += between
    count = len(entries) if count is None else count
    return content + directory + end_record(count, len(directory), len(content))


def streamed(
    layout: str = "<4s3L", signature: bytes = b"PK\7\x08", *, keeps_sizes: bool = False
) -> bytes:
    """Write the own form as to a pipe: sizes follow the data."""
    written = []
    for honest in own_entries():
        one = replace(honest, flags=8)
        fields = (one.crc, *one.sizes)
        after = (
            struct.pack(layout, signature, *fields)
            if signature
            else struct.pack(layout.replace("4s", ""), *fields)
        )
        local = one if keeps_sizes else replace(one, crc=0, packed_size=0, size=0)
        written.append(replace(one, local=local, after=after))
    return archive(written)


def wide() -> bytes:
    """Write the own form with all zip64 records there are, as some writers always do."""
    ones = 0xFFFFFFFF
    content, directory = b"", b""
    for one in own_entries():
        sizes = struct.pack("<2Q", one.size, len(one.packed))
        local = struct.pack("<2H", 1, 16) + sizes
        central = struct.pack("<2H", 1, 24) + sizes + struct.pack("<Q", len(content))
        narrow = replace(one, packed_size=ones, size=ones, version=45)
        directory += central_header(replace(narrow, extra=central), ones)
        content += local_header(replace(narrow, extra=local)) + one.packed
    fields = (len(PARTS), len(PARTS), len(directory), len(content))
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, *fields)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(content) + len(directory), 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, ones, ones, 0)
    return content + directory + record + locator + end


def saying(name: str, /, **one: int | bytes) -> bytes:
    """Write the own form where both headers of a part say something untrue."""
    return archive(
        replace(honest, **one) if honest.name == name.encode() else honest  # type: ignore[arg-type]
        for honest in own_entries()
    )


def contradicting(name: str, /, **one: int | bytes) -> bytes:
    """Write the own form where the local header of a part says something else."""
    return archive(
        replace(honest, local=replace(honest, **one))  # type: ignore[arg-type]
        if honest.name == name.encode()
        else honest
        for honest in own_entries()
    )


def with_entry(part: str, data: bytes = b"<x/>", /, **one: int | bytes) -> bytes:
    """Write the own form with one more part, whose headers may say something untrue."""
    return archive([*own_entries(), replace(entry(part, data), **one)])  # type: ignore[arg-type]
