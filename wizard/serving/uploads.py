"""The files that a session holds on the server, and how much room there is for more."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers

from wizard.serving.framework import MemoryUploadedFileManager
from wizard.serving.refusals import RequestRefusal

MAX_SESSION_BYTES: Final = 100_000_000
"""Of all the files of a session together, which are held in memory."""

_NO_LENGTH: Final = RequestRefusal(
    HTTPStatus.LENGTH_REQUIRED, "サイズが不明なファイルは受け付けられません。"
)
_NO_ROOM: Final = RequestRefusal(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    f"一度に受け付けられるファイルは、合計{MAX_SESSION_BYTES // 1_000_000}MBまでです。",
)


class SessionUploads(MemoryUploadedFileManager):
    """Files in memory, for each session; those that are on their way count as held."""

    def __init__(self, endpoint: str) -> None:
        """Hold nothing yet; ``endpoint`` is the path that files are sent to."""
        super().__init__(endpoint)
        self._coming: Counter[str] = Counter()

    def find_refusal(self, session_id: str, headers: Headers) -> RequestRefusal | None:
        """Return why a file is not received; None where it is."""
        length = headers.get("content-length", "")
        if not length.isdecimal():
            return _NO_LENGTH
        files = self.file_storage.get(session_id, {})
        held = sum(len(file.data) for file in [*files.values()]) + self._coming[session_id]
        return None if held + int(length) <= MAX_SESSION_BYTES else _NO_ROOM

    @contextmanager
    def receiving(self, session_id: str, headers: Headers) -> Iterator[None]:
        """Count a file while it is on its way."""
        length = int(headers["content-length"])
        self._coming[session_id] += length
        try:
            yield
        finally:
            self._coming[session_id] -= length
            if not self._coming[session_id]:
                del self._coming[session_id]
