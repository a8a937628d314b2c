"""Uploaded files of a session, and their size limit."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers

from wizard.serving.framework import MemoryUploadedFileManager
from wizard.serving.refusals import RequestRefusal

MAX_SESSION_BYTES: Final = 100_000_000
"""All files of a session together, which are held in memory (an estimate)."""

_NO_LENGTH: Final = RequestRefusal(
    HTTPStatus.LENGTH_REQUIRED, "サイズが不明なファイルは受け付けられません。"
)
_NO_ROOM: Final = RequestRefusal(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    f"一度に受け付けられるファイルは、合計{MAX_SESSION_BYTES // 1_000_000}MBまでです。",
)


class SessionUploads(MemoryUploadedFileManager):
    """Files in memory by session; uploads in progress count towards the limit."""

    def __init__(self, endpoint: str) -> None:
        """Create empty; ``endpoint`` is the path for uploads."""
        super().__init__(endpoint)
        self._bytes_in_progress: Counter[str] = Counter()

    def find_refusal(self, session_id: str, headers: Headers) -> RequestRefusal | None:
        """Return the refusal of an upload, or None."""
        length = headers.get("content-length", "")
        if not length.isdecimal():
            return _NO_LENGTH
        files = self.file_storage.get(session_id, {})
        held = (
            sum(len(file.data) for file in [*files.values()]) + self._bytes_in_progress[session_id]
        )
        return None if held + int(length) <= MAX_SESSION_BYTES else _NO_ROOM

    @contextmanager
    def receiving(self, session_id: str, headers: Headers) -> Iterator[None]:
        """Count an upload while it is in progress."""
        length = int(headers["content-length"])
        self._bytes_in_progress[session_id] += length
        try:
            yield
        finally:
            self._bytes_in_progress[session_id] -= length
            if not self._bytes_in_progress[session_id]:
                del self._bytes_in_progress[session_id]
