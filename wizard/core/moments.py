"""The clock of the pages, and the calendar that they reckon with."""

import os
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from rules.dates.closures import read_closures
from rules.dates.cutoff import JST, in_japan
from rules.dates.workdays import OfficeCalendar
from wizard.core.files import FileError, printable, read_bytes
from wizard.core.settings import settings

AT_VARIABLE: Final = "MOUSHIKOMI_AT"
"""The environment variable that lets the pages show another moment."""


def now() -> datetime:
    """Return the present moment in Japan, or the one that the pages were started for."""
    at = os.environ.get(AT_VARIABLE)
    return in_japan(datetime.fromisoformat(at)) if at else datetime.now(JST)


@cache
def calendar() -> OfficeCalendar:
    """Return the office calendar, with the closures that come with the rules or those of a setting.

    Raises:
        FileError: the file of closures that is set cannot be read.
        ClosuresError: it holds no closures.
        SettingsError: a setting is wrong.

    """
    path = settings().closures
    return OfficeCalendar.shipped() if path is None else calendar_from(path)


def calendar_from(closures: Path) -> OfficeCalendar:
    """Return the office calendar with the closures of a file (TOML, UTF-8).

    Raises:
        FileError: the file cannot be read.
        ClosuresError: it holds no closures.

    """
    try:
        text = read_bytes(closures).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"「{printable(closures)}」の文字コードがUTF-8ではありません。"
        raise FileError(message) from error
    return OfficeCalendar(read_closures(text))
