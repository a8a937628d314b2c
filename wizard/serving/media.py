"""Media files (downloads) of the pages, each only for the browser that it was created for."""

from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Final

from wizard.serving.browsers import current_browser
from wizard.serving.framework import (
    MediaFileKind,
    MediaFileStorage,
    MediaFileStorageError,
    MemoryFile,
    get_extension_for_mimetype,
)

_BYTES: Final = 32  # 256 random bits cannot be guessed


@dataclass(slots=True)
class BrowserFiles(MediaFileStorage):
    """Files in memory, under ids that cannot be guessed and depend on the browser.

    The same content for two browsers is two files. The framework's storage would share it, and
    treats two large files that differ in a few places as the same.
    """

    _files: dict[str, tuple[str, MemoryFile]] = field(default_factory=dict)

    def load_and_get_id(
        self,
        path_or_data: str | bytes,
        mimetype: str,
        kind: MediaFileKind,
        filename: str | None = None,
    ) -> str:
        """Store a file for the current browser; return its id, equal for equal content."""
        data = path_or_data
        if isinstance(data, str):
            data = Path(data).read_bytes()
        browser = current_browser()
        file_id = _file_id(browser, mimetype, filename or "", data)
        self._files[file_id] = browser, MemoryFile(data, mimetype, kind, filename)
        return file_id

    def get_file(self, filename: str) -> MemoryFile:
        """Return a file by its id, with or without extension.

        Raises MediaFileStorageError if the file does not exist.
        """
        try:
            return self._files[filename.partition(".")[0]][1]
        except KeyError as error:
            raise MediaFileStorageError(filename) from error

    def get_url(self, file_id: str) -> str:
        """Return the path of a file, with the extension of its type."""
        return f"/media/{file_id}{get_extension_for_mimetype(self.get_file(file_id).mimetype)}"

    def delete_file(self, file_id: str) -> None:
        """Delete a file."""
        self._files.pop(file_id, None)

    def belongs_to(self, file_id: str, browser: str) -> bool:
        """Return whether a file exists and was created for a browser."""
        owner = self._files.get(file_id, ("", None))[0]
        return bool(owner) and owner == browser


def _file_id(*parts: str | bytes) -> str:
    digest = blake2b(digest_size=_BYTES)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
