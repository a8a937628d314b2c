"""Archives as of a moment: what is packed as of the same moment is the same bytes."""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

_FIRST: Final = (1980, 1, 1, 0, 0, 0)
"""Archives know no earlier moment."""
_FILE: Final = 0o100644 << 16
_UNIX: Final = 3
_CORE: Final = "docProps/core.xml"
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def packed(members: Iterable[tuple[str, bytes]], at: datetime) -> bytes:
    """Pack members by their names; each bears the moment, as a clock in its time zone shows it."""
    stamp = max(_FIRST, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, date_time=stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system, info.external_attr = _UNIX, _FILE
            archive.writestr(info, content)
    return result.getvalue()


def stamped(workbook: bytes, at: datetime) -> bytes:
    """Give a workbook that openpyxl wrote another moment of writing than the clock's."""
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    return packed(
        (
            (name, _MODIFIED.sub(rb"\g<1>" + moment, content) if name == _CORE else content)
            for name, content in members
        ),
        at,
    )
