"""Files that are refused: each with the refusal that it must meet, and how it is built."""

import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from tests.workbook.packages import (
    IN_OFFICE,
    MB,
    OWN,
    PARTS,
    ROOT_RELS,
    SHEET,
    TYPES,
    UTF_16,
    WORKBOOK,
    WORKBOOK_RELS,
    Entry,
    archive,
    contradicting,
    deflated,
    end_record,
    entry,
    form_where,
    form_with,
    local_header,
    numbered,
    of_type,
    ole,
    own_entries,
    pack,
    related,
    saying,
    sheet_of,
    wide,
    with_entry,
)
from workbook.xlsx.guard.archive import MAX_MEMBERS, MAX_PART_BYTES, MAX_PARTS, MAX_UNPACKED_BYTES
from workbook.xlsx.guard.containers import MAX_FILE_BYTES
from workbook.xlsx.guard.package import MAX_INDEX_BYTES, MAX_PICTURES
from workbook.xlsx.guard.refusals import Refusal
from workbook.xlsx.guard.xml_checks import MAX_FOLLOWED_TAGS, MAX_TAGS

SPREADSHEET: Final = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "application/vnd.openxmlformats-officedocument"
SHEET_OVERRIDE: Final = (
    b'<Override PartName="/%b" ContentType="application/vnd.openxmlformats-officedocument.'
    b'spreadsheetml.worksheet+xml"/></Types>'
)


def _patched(place: int, new: bytes) -> bytes:
    place %= len(OWN)
    return OWN[:place] + new + OWN[place + len(new) :]


def _overlapping() -> bytes:
    *entries, last = own_entries()
    return archive([*entries, last, replace(last, name=b"xl/again.xml", offset=0)])


def _quoting() -> bytes:
    """Let a stored member hold another, header and all."""
    inner = replace(entry("xl/inner.xml", b"<x/>"), name=b"xl/inner.xml")
    whole = local_header(inner) + inner.packed
    outer = Entry(b"xl/outer.bin", whole, len(whole), zlib.crc32(whole), method=0)
    before = archive([outer]).index(whole)
    return archive([outer, replace(inner, offset=before), *own_entries()])


def _typed(part: str) -> bytes:
    added = SHEET_OVERRIDE % part.encode()
    return PARTS[TYPES].replace(b"</Types>", added)


REFUSED: Final[dict[str, tuple[Refusal, Callable[[], bytes]]]] = {
    "nothing": (Refusal.EMPTY, lambda: b""),
    "a file of 5 MB and more": (Refusal.TOO_LARGE, lambda: OWN + b"\0" * MAX_FILE_BYTES),
    "an .xls": (Refusal.OLD_XLS, lambda: ole("Workbook")),
    "an .xls of 1995": (Refusal.OLD_XLS, lambda: ole("Book")),
    "an .xls of 1992": (Refusal.OLD_XLS, lambda: b"\x09\x04\x06\x00\x00\x00\x10\x00"),
    "an .xls with a document inside": (Refusal.OLD_XLS, lambda: ole("Workbook", "WordDocument")),
    "an encrypted workbook": (
        Refusal.PASSWORD,
        lambda: ole("DataSpaces", "EncryptionInfo", "EncryptedPackage"),
    ),
    "a .doc with a table inside": (Refusal.OTHER_OLE, lambda: ole("WordDocument", "Workbook")),
    "a .ppt": (Refusal.OTHER_OLE, lambda: ole("PowerPoint Document")),
    "a .msg": (Refusal.OTHER_OLE, lambda: ole("__properties_version1.0")),
    "HTML": (Refusal.HTML, lambda: b"\r\n<html><table></table></html>"),
    "HTML with a doctype": (Refusal.HTML, lambda: b"\xef\xbb\xbf<!DOCTYPE html><p>"),
    "XHTML": (Refusal.HTML, lambda: b'<?xml version="1.0"?>\n<!-- x -->\n<html>'),
    "HTML in UTF-16": (Refusal.HTML, lambda: "<table>表</table>".encode("utf-16")),
    "a web archive": (Refusal.HTML, lambda: b"MIME-Version: 1.0\r\n"),
    "an XML spreadsheet": (Refusal.XML, lambda: b'<?xml version="1.0"?><Workbook/>'),
    "CSV": (Refusal.TEXT, lambda: "会社名,部署\r\n株式会社東,総務\r\n".encode("cp932")),
    "CSV in UTF-16": (Refusal.TEXT, lambda: "会社名\t部署\r\n".encode("utf-16")),
    "text that ends within a character": (Refusal.TEXT, lambda: "あ".encode() * 3000),
    "PDF": (Refusal.PDF, lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"),
    "PDF after a blank": (Refusal.PDF, lambda: b"\r\n%PDF-1.4\n"),
    "PNG": (Refusal.PICTURE, lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "JPEG": (Refusal.PICTURE, lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0"),
    "HEIC": (Refusal.PICTURE, lambda: b"\0\0\0\x18ftypheic\0\0\0\0"),
    "WebP": (Refusal.PICTURE, lambda: b"RIFF\x24\0\0\0WEBPVP8 "),
    "BMP": (Refusal.PICTURE, lambda: b"BM\x36\0\x0c\0\0\0\0\0\x36\0\0\0"),
    "RTF": (Refusal.RTF, lambda: b"{\\rtf1\\ansi}"),
    "anything": (Refusal.NOT_EXCEL, lambda: bytes(range(256)) * 9),
    "Visio": (
        Refusal.NOT_EXCEL,
        lambda: of_type("application/vnd.ms-visio.drawing.main+xml"),
    ),
    "a package without a document": (
        Refusal.NOT_EXCEL,
        lambda: form_where(ROOT_RELS, b"/officeDocument", b"/thumbnail"),
    ),
    "a .docx": (Refusal.WORD, lambda: of_type(f"{OFFICE}.wordprocessingml.document.main+xml")),
    "a .docm": (
        Refusal.WORD,
        lambda: of_type("application/vnd.ms-word.document.macroEnabled.main+xml"),
    ),
    "a .pptx": (
        Refusal.POWERPOINT,
        lambda: of_type(f"{OFFICE}.presentationml.presentation.main+xml"),
    ),
    "an .ods": (
        Refusal.OPENDOCUMENT,
        lambda: pack(
            {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"},
            method=0,
        ),
    ),
    "Numbers": (Refusal.IWORK, lambda: pack({"Index/Document.iwa": b"x"})),
    "an .xlsb": (
        Refusal.XLSB,
        lambda: of_type("application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
    ),
    "an .xlsm": (
        Refusal.MACRO,
        lambda: of_type("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    ),
    "an .xltm": (
        Refusal.MACRO,
        lambda: of_type("application/vnd.ms-excel.template.macroEnabled.main+xml"),
    ),
    "an .xlsx with macros": (Refusal.MACRO, lambda: form_with({"xl/vbaProject.bin": b"x"})),
    "macros by their type": (
        Refusal.MACRO,
        lambda: form_with({
            "xl/x.bin": b"x",
            TYPES: PARTS[TYPES].replace(
                b"</Types>",
                b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
                b"</Types>",
            ),
        }),
    ),
    "a macro sheet of 1992": (
        Refusal.MACRO,
        lambda: related(
            "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet",
            "worksheets/sheet1.xml",
        ),
    ),
    "an .xltx": (Refusal.TEMPLATE, lambda: of_type(f"{OFFICE}.spreadsheetml.template.main+xml")),
    "strict by its relationship": (
        Refusal.STRICT,
        lambda: form_where(
            ROOT_RELS,
            f"{IN_OFFICE}/officeDocument".encode(),
            b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
        ),
    ),
    "strict by its namespace": (
        Refusal.STRICT,
        lambda: form_where(WORKBOOK, SPREADSHEET, b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    ),
    "strict by what it says": (
        Refusal.STRICT,
        lambda: form_where(WORKBOOK, b"<workbook ", b'<workbook conformance="strict" '),
    ),
    "a form in a zip": (Refusal.ARCHIVE, lambda: pack({"申込書.xlsx": OWN})),
    "an empty zip": (Refusal.ARCHIVE, lambda: pack({})),
    "a zip of many files": (
        Refusal.ARCHIVE,
        lambda: pack({f"{number}.txt": b"" for number in range(MAX_MEMBERS + 1)}),
    ),
    "a 7z": (Refusal.ARCHIVE, lambda: b"7z\xbc\xaf\x27\x1c\0\x04"),
    "an LZH": (Refusal.ARCHIVE, lambda: b"\x22\x8d-lh5-\0\0"),
    "a zip with a password": (
        Refusal.ENCRYPTED_ZIP,
        lambda: archive([replace(entry("a.xlsx", OWN), flags=1)]),
    ),
    "a form with an encrypted part": (Refusal.ENCRYPTED_ZIP, lambda: saying(SHEET, flags=0x41)),
    "half a file": (Refusal.TRUNCATED, lambda: OWN[: len(OWN) // 2]),
    "a file without its end": (Refusal.TRUNCATED, lambda: OWN[:-1]),
    "only the first bytes": (Refusal.TRUNCATED, lambda: OWN[:4]),
    "a directory that begins too late": (Refusal.TRUNCATED, lambda: _patched(-6, b"\xff\xff\0\0")),
    "an end record without its comment": (Refusal.TRUNCATED, lambda: pack(PARTS, b"hello")[:-1]),
    "a comment that is cut off": (Refusal.TRUNCATED, lambda: _patched(-2, b"\1\0")),
    "a wrong CRC": (Refusal.DAMAGED, lambda: saying(SHEET, crc=1)),
    "no compressed data": (Refusal.DAMAGED, lambda: saying(SHEET, packed=b"\xff" * 9)),
    "compressed data that is cut off": (
        Refusal.DAMAGED,
        lambda: saying(SHEET, packed=deflated(PARTS[SHEET])[:-9]),
    ),
    "a name that is no UTF-8": (
        Refusal.DAMAGED,
        lambda: with_entry("x", flags=2048, name=b"\xff"),
    ),
    "an extra field beyond its end": (
        Refusal.DAMAGED,
        lambda: with_entry("x", extra=b"\1\0\x09\0abc"),
    ),
    "content types that are no XML": (Refusal.DAMAGED, lambda: form_with({TYPES: b"<Types"})),
    "relationships that are no XML": (
        Refusal.DAMAGED,
        lambda: form_with({WORKBOOK_RELS: b"<x></y>"}),
    ),
    "a sheet in UTF-16": (Refusal.DAMAGED, lambda: form_with({SHEET: UTF_16})),
    "a sheet in UTF-16 without a mark": (
        Refusal.DAMAGED,
        lambda: form_with({SHEET: "<x/>".encode("utf-16-be")}),
    ),
    "a sheet in UTF-32": (Refusal.DAMAGED, lambda: form_with({SHEET: "<x/>".encode("utf-32")})),
    "a sheet in EBCDIC": (Refusal.DAMAGED, lambda: form_with({SHEET: "<x/>".encode("cp500")})),
    "an endless declaration": (
        Refusal.DAMAGED,
        lambda: form_with({SHEET: b"<?xml " + b" " * 999 + b"encoding='utf-7'?><x/>"}),
    ),
    "no sheet": (Refusal.PART_MISSING, lambda: form_with({SHEET: None})),
    "no workbook": (Refusal.PART_MISSING, lambda: form_with({WORKBOOK: None})),
    "a sheet among what is never read": (
        Refusal.PART_MISSING,
        lambda: form_with({
            SHEET: None,
            "customXml/sheet.xml": PARTS[SHEET],
            WORKBOOK_RELS: PARTS[WORKBOOK_RELS].replace(
                b"/xl/worksheets/sheet1.xml", b"/customXml/sheet.xml"
            ),
        }),
    ),
    "a sheet in Shift_JIS": (
        Refusal.ENCODING,
        lambda: form_with({SHEET: b'<?xml version="1.0" encoding="Shift_JIS"?><x/>'}),
    ),
    "a sheet in UTF-7": (
        Refusal.ENCODING,
        lambda: form_with({SHEET: b"\xef\xbb\xbf<?xml version='1.0' encoding = 'utf-7' ?><x/>"}),
    ),
    "LZMA": (Refusal.COMPRESSION, lambda: pack(PARTS, method=zipfile.ZIP_LZMA)),
    "bzip2": (Refusal.COMPRESSION, lambda: pack(PARTS, method=zipfile.ZIP_BZIP2)),
    "a format to come": (Refusal.COMPRESSION, lambda: saying(SHEET, version=90)),
    "a patch": (Refusal.COMPRESSION, lambda: saying(SHEET, flags=1 << 5)),
    "something before": (Refusal.SURPLUS, lambda: b"\0\1\2\3" + OWN),
    "something before, counted": (Refusal.SURPLUS, lambda: archive(own_entries(), before=b"\0\1")),
    "something after": (Refusal.SURPLUS, lambda: OWN + b"\n"),
    "something between": (Refusal.SURPLUS, lambda: archive(own_entries(), between=b"abcd")),
    "something after a part": (Refusal.SURPLUS, lambda: saying(SHEET, after=b"abcd")),
    "a wrong data descriptor": (Refusal.SURPLUS, lambda: saying(SHEET, flags=8, after=b"a" * 12)),
    "two archives": (Refusal.SURPLUS, lambda: OWN + pack(PARTS)),
    "an archive in the comment": (
        Refusal.SURPLUS,
        lambda: pack(PARTS, end_record(0, 0, 0)),
    ),
    "two members in one place": (Refusal.OVERLAP, _overlapping),
    "a member inside another": (Refusal.OVERLAP, _quoting),
    "a member beyond its end": (
        Refusal.OVERLAP,
        lambda: saying("docProps/app.xml", packed_size=99_999),
    ),
    "a name twice": (
        Refusal.DUPLICATE_PARTS,
        lambda: archive([*own_entries(), entry(SHEET, b"<x/>")]),
    ),
    "a name in capitals": (Refusal.DUPLICATE_PARTS, lambda: with_entry(SHEET.upper())),
    "a name with a slash": (Refusal.DUPLICATE_PARTS, lambda: with_entry("/" + SHEET)),
    "a name in other words": (
        Refusal.DUPLICATE_PARTS,
        lambda: with_entry("xl/work%62ook.xml"),
    ),
    "a name with backslashes": (
        Refusal.DUPLICATE_PARTS,
        lambda: with_entry(SHEET.replace("/", "\\")),
    ),
    "a name that climbs": (Refusal.PART_NAMES, lambda: with_entry("xl/../../x.xml")),
    "a name that climbs in other words": (Refusal.PART_NAMES, lambda: with_entry("xl/%2e%2e/x")),
    "a name that goes nowhere": (Refusal.PART_NAMES, lambda: with_entry("xl/./x.xml")),
    "a name from the root": (Refusal.PART_NAMES, lambda: with_entry("/x.xml")),
    "a name from a drive": (Refusal.PART_NAMES, lambda: with_entry("C:x.xml")),
    "a name of Windows": (Refusal.PART_NAMES, lambda: with_entry("xl\\x.xml")),
    "a name with an end inside": (Refusal.PART_NAMES, lambda: with_entry("xl/x.xml\0.png")),
    "no name": (Refusal.PART_NAMES, lambda: with_entry("")),
    "a cell of strict workbooks": (
        Refusal.DIALECT,
        lambda: form_where(
            SHEET,
            b"</sheetData>",
            b'<x:row xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"/></sheetData>',
        ),
    ),
    "another name": (
        Refusal.CONTRADICTION,
        lambda: contradicting(SHEET, name=b"xl/worksheets/sheet9.xml"),
    ),
    "another method": (Refusal.CONTRADICTION, lambda: contradicting(SHEET, method=0)),
    "other flags": (Refusal.CONTRADICTION, lambda: contradicting(SHEET, flags=8)),
    "another size": (Refusal.CONTRADICTION, lambda: contradicting(SHEET, size=9)),
    "another packed size": (Refusal.CONTRADICTION, lambda: contradicting(SHEET, packed_size=9)),
    "another CRC": (Refusal.CONTRADICTION, lambda: contradicting(SHEET, crc=9)),
    "a wrong size that follows": (
        Refusal.CONTRADICTION,
        lambda: archive(
            replace(one, flags=8, local=replace(one, flags=8, size=9)) for one in own_entries()
        ),
    ),
    "a size that is too small": (Refusal.CONTRADICTION, lambda: saying(SHEET, size=9)),
    "a size that is too large": (Refusal.CONTRADICTION, lambda: saying(SHEET, size=99_999)),
    "a size of what is stored": (
        Refusal.CONTRADICTION,
        lambda: with_entry("x.bin", packed=b"abc", method=0, size=2),
    ),
    "something after compressed data": (
        Refusal.CONTRADICTION,
        lambda: with_entry("x.bin", packed=deflated(b"<x/>") + b"abc"),
    ),
    "a folder that holds data": (Refusal.CONTRADICTION, lambda: with_entry("xl/x/", b"abc")),
    "members that are not counted": (
        Refusal.CONTRADICTION,
        lambda: archive(own_entries(), count=len(PARTS) - 1),
    ),
    "another disk": (Refusal.CONTRADICTION, lambda: _patched(-18, b"\1\0")),
    "zip64 records on another disk": (
        Refusal.CONTRADICTION,
        lambda: wide().replace(b"PK\6\7\0", b"PK\6\7\1"),
    ),
    "zip64 records beside other numbers": (
        Refusal.CONTRADICTION,
        lambda: wide()[:-14] + b"\1\0" + wide()[-12:],
    ),
    "a relationship twice": (
        Refusal.CONTRADICTION,
        lambda: related(f"{IN_OFFICE}/theme", "theme/theme1.xml", identifier="rId1"),
    ),
    "two workbooks": (
        Refusal.CONTRADICTION,
        lambda: form_where(
            ROOT_RELS,
            b"</Relationships>",
            f'<Relationship Id="x" Type="{IN_OFFICE}/officeDocument" Target="xl/styles.xml"/>'
            "</Relationships>".encode(),
        ),
    ),
    "two types of a part": (
        Refusal.CONTRADICTION,
        lambda: form_with({TYPES: _typed("xl/styles.xml")}),
    ),
    "a sheet that only others would read": (
        Refusal.CONTRADICTION,
        lambda: form_with({"customXml/x.xml": b"<x/>", TYPES: _typed("customXml/x.xml")}),
    ),
    "a DTD": (
        Refusal.DOCTYPE,
        lambda: form_with({SHEET: b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
    ),
    "a DTD in relationships": (
        Refusal.DOCTYPE,
        lambda: form_with({WORKBOOK_RELS: b"<!DOCTYPE x>" + PARTS[WORKBOOK_RELS]}),
    ),
    "a DTD in content types": (
        Refusal.DOCTYPE,
        lambda: form_with({TYPES: b"<!DOCTYPE x>" + PARTS[TYPES]}),
    ),
    "a DTD in a comment's drawing": (
        Refusal.DOCTYPE,
        lambda: form_with({"xl/drawings/vmlDrawing1.vml": b'<!DOCTYPE x SYSTEM "file:///x"><xml/>'}),
    ),
    "a DTD in XML of another name": (
        Refusal.DOCTYPE,
        lambda: form_with({
            "xl/sheet.bin": b"\xef\xbb\xbf <!DOCTYPE x><x/>",
            WORKBOOK_RELS: PARTS[WORKBOOK_RELS].replace(b"worksheets/sheet1.xml", b"sheet.bin"),
        }),
    ),
    "a DTD in XML by its type": (
        Refusal.DOCTYPE,
        lambda: form_with({"xl/sheet.bin": b"<!DOCTYPE x><x/>", TYPES: _typed("xl/sheet.bin")}),
    ),
    "an entity": (Refusal.DOCTYPE, lambda: form_with({SHEET: b"<x/><!ENTITY a 'b'>"})),
    "a bomb": (
        Refusal.BOMB,
        lambda: form_with({"xl/worksheets/sheet3.xml": b"<x>" + b" " * 2 * MB + b"</x>"}),
    ),
    "elements in elements": (
        Refusal.TOO_DEEP,
        lambda: form_with({"xl/x.xml": b"<a>" * 101 + b"</a>" * 101}),
    ),
    "ever deeper elements": (Refusal.TOO_DEEP, lambda: form_with({"xl/x.xml": b"<a>" * 9999})),
    "elements in elements in spite of what is not there": (
        Refusal.TOO_DEEP,
        lambda: form_with({"xl/x.xml": b"<!-- </a> --><a b='/>'>" * 101 + b"<![CDATA[</a>]]>"}),
    ),
    "many parts": (
        Refusal.TOO_MANY_PARTS,
        lambda: form_with({f"xl/{number}": b"" for number in range(MAX_PARTS)}),
    ),
    "many parts of controls": (
        Refusal.TOO_MANY_PARTS,
        lambda: form_with({f"xl/ctrlProps/{number}": b"" for number in range(MAX_MEMBERS)}),
    ),
    "a large part": (
        Refusal.PART_TOO_LARGE,
        lambda: form_with({"xl/media/x.bmp": bytes(MAX_PART_BYTES + 1)}),
    ),
    "large content types": (
        Refusal.PART_TOO_LARGE,
        lambda: form_with({TYPES: PARTS[TYPES] + numbered("<!--{}-->", MAX_INDEX_BYTES // 9)}),
    ),
    "large parts": (
        Refusal.UNPACKED_TOO_LARGE,
        lambda: form_with({
            f"xl/media/{number}.bmp": bytes(MAX_UNPACKED_BYTES // 3) for number in range(3)
        }),
    ),
    "tags without end": (
        Refusal.TOO_COMPLEX,
        lambda: form_with({"xl/media/x.xml": b"<a/>" * MAX_TAGS}),
    ),
    "tags among comments without end": (
        Refusal.TOO_COMPLEX,
        lambda: form_with({"xl/x.xml": b"<!---->" + b"<a/>" * MAX_FOLLOWED_TAGS}),
    ),
    "many cells": (
        Refusal.TOO_MANY_CELLS,
        lambda: sheet_of(numbered('<c r="A{}"/>', 200_001)),
    ),
    "many cells with a prefix": (
        Refusal.TOO_MANY_CELLS,
        lambda: sheet_of(numbered('<x.1:c\nr="A{}"/>', 200_001)),
    ),
    "many cells of two sheets": (
        Refusal.TOO_MANY_CELLS,
        lambda: form_with({
            "xl/1.xml": numbered("<c a='{}'/>", 100_001),
            "xl/2.xml": numbered("<c>{}</c>", 100_000),
        }),
    ),
    "many rows": (Refusal.TOO_MANY_ROWS, lambda: sheet_of(numbered('<row r="{}"/>', 100_001))),
    "many merged areas": (
        Refusal.TOO_MANY_MERGES,
        lambda: sheet_of(numbered('<x:mergeCell ref="A{0}:B{0}"/>', 20_001)),
    ),
    "many strings": (
        Refusal.TOO_MANY_STRINGS,
        lambda: form_with({"xl/sharedStrings.xml": numbered("<si><t>{}</t></si>", 100_001)}),
    ),
    "many styles": (
        Refusal.TOO_MANY_STYLES,
        lambda: form_with({"xl/styles.xml": numbered('<xf numFmtId="{}"/>', 140_001)}),
    ),
    "many names": (
        Refusal.TOO_MANY_NAMES,
        lambda: form_with({"xl/x.xml": numbered("<definedName name='a{}'/>", 5_001)}),
    ),
    "many pictures": (
        Refusal.TOO_MANY_PICTURES,
        lambda: form_with({f"xl/media/{n}.png": b"" for n in range(MAX_PICTURES + 1)}),
    ),
}  # fmt: skip
