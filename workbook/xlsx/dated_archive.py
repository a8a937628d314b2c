"""Reproducible zip archives: the same members and moment give the same bytes."""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)  # the earliest date and time of the zip format
_FILE: Final = 0o100644 << 16  # a regular file, readable by all, as zip has the mode of Unix
_UNIX: Final = 3  # the system that made it (APPNOTE, 4.4.2)
_CORE: Final = "docProps/core.xml"
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_END: Final = b"</cp:coreProperties>"
_EMPTY_MODIFIED: Final = (
    b'<dcterms:modified xmlns:dcterms="http://purl.org/dc/terms/"'
    b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="dcterms:W3CDTF">'
    b"</dcterms:modified>" + _END
)


def packed(members: Iterable[tuple[str, bytes]], at: datetime) -> bytes:
    """Return a zip archive of named members, each dated with the local time of ``at``."""
    stamp = max(_EARLIEST, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, date_time=stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system, info.external_attr = _UNIX, _FILE
            archive.writestr(info, content)
    return result.getvalue()


def with_timestamp(workbook: bytes, at: datetime) -> bytes:
    """Return a workbook of this project with the moment of writing in its properties."""
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    return packed(
        ((name, _with_modified(part, moment) if name == _CORE else part) for name, part in members),
        at,
    )


def _with_modified(core: bytes, moment: bytes) -> bytes:
    """Return the core properties with the given moment of modification."""
    core = core if _MODIFIED.search(core) else core.replace(_END, _EMPTY_MODIFIED)
    return _MODIFIED.sub(rb"\g<1>" + moment, core)
