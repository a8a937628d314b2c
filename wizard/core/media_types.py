"""Media types (RFC 6838) of accepted and generated files."""

from pathlib import PurePath
from typing import Final

ANY: Final = "application/octet-stream"
EML: Final = "message/rfc822"
XLS: Final = "application/vnd.ms-excel"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP: Final = "application/zip"

_BY_SUFFIX: Final = {
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": EML,
    ".html": "text/html",
    ".ics": "text/calendar",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".toml": "application/toml",
    ".xls": XLS,
    ".xlsx": XLSX,
    ".zip": ZIP,
}


def media_type_of(name: str) -> str:
    """Return the media type of a file by its name."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower(), ANY)
