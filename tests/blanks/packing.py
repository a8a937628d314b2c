"""A workbook as its parts: packed alike every time, its texts where Excel keeps them."""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final

STRINGS: Final = "xl/sharedStrings.xml"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_TYPES: Final = "[Content_Types].xml"
_INLINE: Final = re.compile(r'(<c [^>]*?) t="inlineStr"><is>(.*?)</is></c>', re.DOTALL)
_ENTITY: Final = re.compile("&#([0-9]{3,});")
_MODIFIED: Final = re.compile(rb"<dcterms:modified.*?</dcterms:modified>", re.DOTALL)


def unpack(content: bytes) -> dict[str, bytes]:
    """Give the parts of a workbook by name, without the time of writing."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["docProps/core.xml"] = _MODIFIED.sub(b"", parts["docProps/core.xml"])
    return parts


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Write the parts of a workbook as an archive without times."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, data)
    return packed.getvalue()


def append(parts: dict[str, bytes], name: str, element: str) -> None:
    """Put an element before the end of a part."""
    before, closing, after = parts[name].rpartition(b"</")
    parts[name] = before + element.encode() + closing + after


def declare(parts: dict[str, bytes], name: str, content_type: str) -> None:
    """Say what a part is."""
    append(parts, _TYPES, f'<Override PartName="/{name}" ContentType="{content_type}"/>')


def declare_extension(parts: dict[str, bytes], extension: str, content_type: str) -> None:
    """Say what the parts of an extension are, unless it is said already."""
    if f'Extension="{extension}"'.encode() not in parts[_TYPES]:
        entry = f'<Default Extension="{extension}" ContentType="{content_type}"/>'
        append(parts, _TYPES, entry)


def share_strings(parts: dict[str, bytes]) -> None:
    """Move the texts of the cells into a part of their own, where Excel keeps them."""
    known: dict[str, int] = {}

    def shared(found: re.Match[str]) -> str:
        number = known.setdefault(found[2], len(known))
        return f'{found[1]} t="s"><v>{number}</v></c>'

    for name in sorted(parts):
        if name.startswith("xl/worksheets/sheet"):
            sheet = _ENTITY.sub(lambda entity: chr(int(entity[1])), parts[name].decode())
            parts[name] = _INLINE.sub(shared, sheet).encode()
    items = "".join(f"<si>{text}</si>" for text in known)
    table = f'<sst xmlns="{_MAIN}" uniqueCount="{len(known)}">{items}</sst>'
    parts[STRINGS] = (DECLARATION + table).encode()
    declare(parts, STRINGS, _TYPE)
    kind = f"{OFFICE}/sharedStrings"
    relation = f'<Relationship Id="rIdTexts" Type="{kind}" Target="/{STRINGS}"/>'
    append(parts, "xl/_rels/workbook.xml.rels", relation)


def with_readings(content: bytes, readings: Mapping[str, str]) -> bytes:
    """Add to texts the furigana that Excel keeps of what was typed by an input method."""
    parts = unpack(content)
    strings = parts[STRINGS].decode()
    for text, reading in readings.items():
        run = f'<rPh sb="0" eb="{len(text)}"><t>{reading}</t></rPh><phoneticPr fontId="1"/>'
        plain = re.compile(f"(<si><t[^>]*>{re.escape(text)}</t>)</si>")
        strings, found = plain.subn(rf"\g<1>{run}</si>", strings)
        assert found == 1, text
    parts[STRINGS] = strings.encode()
    return pack(parts)
