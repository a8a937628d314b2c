"""Contents of folders, archives (.zip) and mails: the files to check in them."""

from collections.abc import Iterator
from pathlib import Path

from wizard.core.checking.uploads import (
    MAX_ARCHIVE_BYTES,
    Found,
    PassedOver,
    Upload,
    holds_files,
    is_passed_over,
)
from wizard.core.files import FileError, is_folder, printable
from wizard.core.workers.limits import within_limits
from wizard.core.workers.too_costly import TooCostlyError


def contents_at(given: Path) -> Iterator[Found]:
    """Yield the file at a path, or the files of a folder, archive or mail."""
    if not is_folder(given):
        yield from contents_of(printable(given), given)
        return
    for path in sorted(given.rglob("*")):
        if path.is_dir():
            continue
        if is_passed_over(path.name):
            yield PassedOver(printable(path))
        else:
            yield from contents_of(printable(path), path)


def contents_of(name: str, source: Path | bytes) -> Iterator[Found]:
    """Yield a file, or the files of an archive or mail; unreadable ones have a reason."""
    if not holds_files(name):
        yield Upload(name, source)
        return
    try:
        content = Upload(name, source).read()
    except FileError as error:
        yield Upload(name, b"", str(error), "保存場所とファイル名を確認してください。")
        return
    try:
        yield from within_limits(_unpacked, name, content, MAX_ARCHIVE_BYTES)
    except TooCostlyError as error:
        yield Upload(name, b"", error.why, error.mend)


def _unpacked(name: str, content: bytes, most: int) -> list[Found]:
    from wizard.core.checking.unpacking import unpack_files  # noqa: PLC0415 - few uploads need its libraries

    return list(unpack_files(name, content, most))
