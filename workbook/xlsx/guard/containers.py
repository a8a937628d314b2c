"""Detection of file formats by their first bytes; everything except zip is rejected."""

import codecs
import re
from typing import Final

from workbook.xlsx.guard.refusals import Refusal

MAX_FILE_BYTES: Final = 5_000_000
"""A filled form has some 20 kB; with a few scanned pictures it stays below this limit."""

_ZIP_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_END: Final = b"PK\x05\x06"
_ZIP_TAIL: Final = 22 + 0xFFFF  # a zip's end record with the longest comment
_HEAD: Final = 4096  # enough to tell text from binary

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: Final = {
    "EncryptedPackage": Refusal.PASSWORD,
    "Workbook": Refusal.OLD_XLS,
    "Book": Refusal.OLD_XLS,
    "WordDocument": Refusal.OTHER_OLE,
    "PowerPoint Document": Refusal.OTHER_OLE,
}
_STARTS: Final = {
    b"\x09\x00\x04\x00": Refusal.OLD_XLS,  # Excel 2 to 4 wrote no OLE container
    b"\x09\x02\x06\x00": Refusal.OLD_XLS,
    b"\x09\x04\x06\x00": Refusal.OLD_XLS,
    b"{\\rtf": Refusal.RTF,
    b"\x89PNG": Refusal.PICTURE,
    b"\xff\xd8\xff": Refusal.PICTURE,  # JPEG
    b"GIF8": Refusal.PICTURE,
    b"II*\x00": Refusal.PICTURE,  # TIFF
    b"MM\x00*": Refusal.PICTURE,
    b"7z\xbc\xaf\x27\x1c": Refusal.ARCHIVE,
    b"Rar!\x1a\x07": Refusal.ARCHIVE,
    b"\x1f\x8b": Refusal.ARCHIVE,  # gzip
    b"PK\x07\x08": Refusal.ARCHIVE,  # a zip in several volumes
}
_MARKS_INSIDE: Final = (
    (2, re.compile(rb"-l[hz][0-9ds]-"), Refusal.ARCHIVE),  # LZH
    (4, re.compile(rb"ftyp(?:hei|hev|mif1|msf1|avif)"), Refusal.PICTURE),
    (8, re.compile(rb"WEBP"), Refusal.PICTURE),
    (0, re.compile(rb"BM.{4}\0{4}", re.DOTALL), Refusal.PICTURE),
)
_ODF: Final = re.compile(
    rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.", re.DOTALL
)
_PDF: Final = re.compile(rb"%PDF-\d")
_PDF_HEADER_LIMIT: Final = 1024  # bytes; readers accept a header up to here
_HTML: Final = re.compile(
    r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body|table|meta|style|script)\b"
    r"|mime-version:",
    re.DOTALL | re.IGNORECASE,
)
_CONTROL: Final = re.compile(r"[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_BOMS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_JAPANESE: Final = ("utf-8", "cp932", "euc_jp", "iso2022_jp")


def check_is_zip(content: bytes) -> None:
    """Check that the bytes are intended as a zip archive."""
    if not content:
        raise Refusal.EMPTY.error()
    if len(content) > MAX_FILE_BYTES:
        raise Refusal.TOO_LARGE.error()
    other = _binary_format(content)
    if other is None and not _may_be_zip(content):
        other = _text_format(content[:_HEAD]) or Refusal.NOT_EXCEL
    if other:
        raise other.error()


def _may_be_zip(content: bytes) -> bool:
    """Return whether a zip begins the file, or begins later and ends the file."""
    return content.startswith(_ZIP_STARTS) or _ZIP_END in content[-_ZIP_TAIL:]


def _binary_format(content: bytes) -> Refusal | None:
    if content.startswith(_OLE):
        return _ole_format(content)
    if _ODF.match(content):
        return Refusal.OPENDOCUMENT
    if content.startswith(_ZIP_STARTS):
        return None
    if _PDF.search(content, 0, _PDF_HEADER_LIMIT):
        return Refusal.PDF
    by_start = (other for start, other in _STARTS.items() if content.startswith(start))
    inside = (other for where, what, other in _MARKS_INSIDE if what.match(content, where))
    return next(by_start, None) or next(inside, None)


def _ole_format(content: bytes) -> Refusal:
    """Return the format of the first known stream; later ones are of embedded documents."""
    formats = {content.find(_ole_entry(name)): other for name, other in _OLE_STREAMS.items()}
    formats.pop(-1, None)
    return formats[min(formats)] if formats else Refusal.OTHER_OLE


def _ole_entry(stream: str) -> bytes:
    """Return the start of a directory entry: padded name, its length with the NUL, stream type."""
    name = stream.encode("utf-16-le")
    return name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little") + b"\x02"


def _text_format(head: bytes) -> Refusal | None:
    text = _text(head)
    if text is None:
        return None
    if _HTML.match(text):
        return Refusal.HTML
    return Refusal.XML if text.lstrip().startswith("<?xml") else Refusal.TEXT


def _text(head: bytes) -> str | None:
    """Return the decoded head, which may end within a character, or None if it is not text."""
    by_bom = (encoding for bom, encoding in _BOMS.items() if head.startswith(bom))
    for encoding in [*by_bom] or _JAPANESE:
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        return None if _CONTROL.search(text) else text
    return None
