"""Reading of complete files with one-line errors, and atomic writing.

Whatever here, or by means of it, cannot be read or written raises ``FileError``, which says why; a
file that was there before is unchanged.
"""

import errno
import json
import os
import tempfile
from collections import Counter
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Final

from rules.errors import UserError

MAX_FILE_BYTES: Final = 50_000_000  # as large as an upload of the pages
MAX_JSON_BYTES: Final = 5_000_000
PRIVATE: Final = 0o700  # the mode of a folder that is private to the user

_REASONS: Final = {
    errno.ENOENT: "ファイルまたはフォルダが見つかりません",
    errno.EACCES: "アクセス権限がないか、ほかのソフトウェアで開かれています",
    errno.EPERM: "アクセス権限がありません",
    errno.EISDIR: "ファイルではなくフォルダです",
    errno.ENOTDIR: "保存場所の途中がフォルダではありません",
    errno.ENOSPC: "ディスクの空き容量がありません",
    errno.EROFS: "書き込みできない場所です",
    errno.ENAMETOOLONG: "名前が長すぎます",
}


class FileError(UserError):
    """Raised for a file that cannot be read or written; the message is one line in Japanese."""


def printable(name: Path | str) -> str:
    """Return a name that can be printed on one line, whatever bytes it contains."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() or c == "\u3000" else f"\\x{ord(c):02x}" for c in text)


def is_folder(path: Path) -> bool:
    """Return whether a path is a folder; False if it cannot be accessed."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def make_folder(path: Path, mode: int = 0o777) -> None:
    """Create a folder with this mode if it does not exist."""
    try:
        path.mkdir(mode, parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise FileError(_line(path, "を作成できません", error)) from error


def read_bytes(path: Path) -> bytes:
    """Return the content of a file."""
    try:
        # O_NONBLOCK: do not wait for a writer of a pipe. O_BINARY: no conversion on Windows.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            content: bytes | None = file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise FileError(_line(path, "を読み取れません", error)) from error
    if content is None:  # a pipe without data
        raise FileError(f"「{printable(path)}」を読み取れません（ファイルではありません）。")
    if len(content) > MAX_FILE_BYTES:
        message = f"「{printable(path)}」が大きすぎます（{MAX_FILE_BYTES // 1_000_000}MBまで）。"
        raise FileError(message)
    return content


def read_json(path: Path) -> object:
    """Parse a JSON file in UTF-8."""
    return parse_json(printable(path), read_bytes(path))


def parse_json(name: str, content: bytes) -> object:
    """Parse JSON in UTF-8, with the name of its file for messages."""
    if len(content) > MAX_JSON_BYTES:
        raise FileError(f"「{name}」が大きすぎます（{MAX_JSON_BYTES // 1_000_000}MBまで）。")
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_without_duplicates)
    except _DuplicateKeyError as error:
        message = f"「{name}」に、同じ項目「{printable(str(error))}」が重複しています。"
        raise FileError(message) from error
    except UnicodeDecodeError as error:
        message = f"「{name}」の文字コードがUTF-8ではありません。UTF-8で保存し直してください。"
        raise FileError(message) from error
    except json.JSONDecodeError as error:
        raise FileError(
            f"「{name}」をJSONとして読み取れません（{error.lineno}行目の{error.colno}文字目）。"
        ) from error
    except (RecursionError, ValueError) as error:
        message = f"「{name}」をJSONとして読み取れません。入れ子が深すぎるか、数値が長すぎます。"
        raise FileError(message) from error


class _DuplicateKeyError(ValueError):
    """Raised for a duplicate key in a JSON object."""


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = Counter(name for name, _ in pairs)
    for name, times in names.items():
        if times > 1:
            raise _DuplicateKeyError(name.encode("utf-8", "backslashreplace").decode())
    return dict(pairs)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file atomically: to a temporary file in the same folder, which is then renamed."""
    temporary = ""
    try:
        path = path.resolve()  # replace the target of a link, not the link
        handle, temporary = tempfile.mkstemp(prefix=".moushikomi-", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except (OSError, ValueError) as error:
        raise FileError(_line(path, "に書き込めません", error)) from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def holds_other(path: Path, content: bytes) -> bool:
    """Return whether a file is there that has another content."""
    return path.is_file() and read_bytes(path) != content


def free_stem(folder: Path, stem: str, contents: Mapping[str, bytes]) -> str:
    """Return the stem under which no file of another content is replaced, numbered if need be.

    ``contents`` are by what their names append to the stem.
    """
    numbered = (f"{stem} ({number})" if number > 1 else stem for number in count(1))
    return next(
        one
        for one in numbered
        if not any(holds_other(folder / f"{one}{end}", new) for end, new in contents.items())
    )


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _line(path: Path, what: str, error: Exception) -> str:
    return f"「{printable(path)}」{what}（{os_error_text(error)}）。"


def os_error_text(error: Exception) -> str:
    """Return the Japanese reason of a system error."""
    number = error.errno if isinstance(error, OSError) and error.errno else 0
    return _REASONS.get(number, "保存場所とファイル名を確認してください")
