"""Comparison of a file name written on a form with actual file names."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

_EQUIVALENT: Final = str.maketrans({"〜": "~", "−": "-", "—": "―", "‖": "∥"})
"""Characters that Japanese encodings map differently on Windows and in mail."""
_INVISIBLE: Final = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_QUOTES: Final = "「」『』\"'“”"
_BETWEEN: Final = re.compile(r"[、,，;；\n]")  # between several names


def names_file(written: str, file: str) -> bool:
    """Return whether a written name matches a file name, ignoring width, case and spaces.

    A name without extension matches a file with any extension.
    """
    name, sent = _plain(written), _plain(file)
    return name == sent or (not _has_ending(name) and name == PurePosixPath(sent).stem)


def names_without_file(written: str, files: Iterable[str]) -> list[str]:
    """Return the names in an answer, which may list several, that match no file."""
    given = list(files)
    if _is_any(written, given):
        return []
    names = [name for part in _BETWEEN.split(written) if (name := part.strip())]
    return [name for name in names if not _is_any(name, given)]


def is_named(written: str, file: str) -> bool:
    """Return whether an answer, which may list several names, names a file."""
    return any(names_file(name, file) for name in (written, *_BETWEEN.split(written)))


def _is_any(name: str, files: Iterable[str]) -> bool:
    return any(names_file(name, file) for file in files)


def _plain(name: str) -> str:
    last = re.split(r"[/\\]", name.strip())[-1].strip(_QUOTES)
    plain = unicodedata.normalize("NFKC", last.translate(_EQUIVALENT)).translate(_EQUIVALENT)
    return _INVISIBLE.sub("", plain).casefold()


def _has_ending(name: str) -> bool:
    return re.search(r"\.[a-z][a-z0-9]{1,4}\Z", name) is not None
