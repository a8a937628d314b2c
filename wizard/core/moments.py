"""The moment that pages and commands take as now, and their office calendar."""

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

AT_VARIABLE: Final = "MOUSHIKOMI_AT"  # the environment variable of a simulated present moment


def now() -> datetime:
    """Return the present moment in Japan, or the simulated one."""
    at = os.environ.get(AT_VARIABLE)
    return in_japan(datetime.fromisoformat(at)) if at else datetime.now(JST)


@cache
def calendar() -> OfficeCalendar:
    """Return the office calendar with the built-in closures, or those of the setting.

    Raises FileError if the configured file of closures cannot be read, ClosuresError if it is
    invalid and SettingsError if a setting is wrong.
    """
    path = settings().closures
    return OfficeCalendar.shipped() if path is None else calendar_from(path)


def calendar_from(closures: Path) -> OfficeCalendar:
    """Return the office calendar with the closures of a file (TOML, UTF-8).

    Raises FileError if the file cannot be read and ClosuresError if it is invalid.
    """
    try:
        text = read_bytes(closures).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(f"「{printable(closures)}」の文字コードがUTF-8ではありません。") from error
    return OfficeCalendar(read_closures(text))
