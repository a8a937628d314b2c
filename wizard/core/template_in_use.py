"""The form that answers are filled into: this project's own, or a blank that was taken in."""

import logging
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from rules.dates.cutoff import JST
from wizard.core.files import (
    PRIVATE,
    FileError,
    make_folder,
    os_error_text,
    read_bytes,
    write_whole,
)
from wizard.core.settings import settings
from workbook.forms.template import Template, own_template, template_of
from workbook.opened import OpenedWorkbook
from workbook.xlsx.guard.unreadable import UnreadableError

_KEPT: Final = "template.xlsx"
_log = logging.getLogger("moushikomi")


@dataclass(frozen=True, slots=True)
class TemplateInUse:
    """The form in use.

    ``since`` is when a blank was taken in (Japan time), None for the project's own form;
    ``is_fixed`` tells that the installation sets it; ``why`` that a blank was taken in and cannot
    be used any more, empty otherwise.
    """

    template: Template
    since: datetime | None = None
    is_fixed: bool = False
    why: str = ""


def template_in_use() -> TemplateInUse:
    """Return the form in use; one that cannot be read gives way to the project's own."""
    fixed = settings().template
    path = fixed or _kept_at()
    try:
        found = path.stat()
    except OSError as error:
        is_kept_none = isinstance(error, FileNotFoundError) and fixed is None
        why = "" if is_kept_none else f"{os_error_text(error)}。"
        return TemplateInUse(own_template(), is_fixed=fixed is not None, why=why)
    since = datetime.fromtimestamp(found.st_mtime, JST)
    try:
        template = _read(path, found.st_mtime_ns, found.st_size)
    except FileError as error:
        return TemplateInUse(own_template(), is_fixed=fixed is not None, why=str(error))
    except UnreadableError as error:
        return TemplateInUse(own_template(), is_fixed=fixed is not None, why=error.why)
    return TemplateInUse(template, since, is_fixed=fixed is not None)


def bytes_in_use() -> bytes | None:
    """Return the bytes of the blank that was taken in; None where there is none.

    Raises:
        FileError: it cannot be read.

    """
    path = settings().template or _kept_at()
    return read_bytes(path) if path.exists() else None


def store_blank(bound: bytes) -> None:
    """Have all forms from now on filled into a bound blank.

    Raises:
        FileError: it cannot be kept; what was in use still is.

    """
    make_folder(settings().data_folder, PRIVATE)
    write_whole(_kept_at(), bound)


def remove_blank() -> None:
    """Go back to the project's own form.

    Raises:
        FileError: the blank that was taken in cannot be removed.

    """
    try:
        _kept_at().unlink(missing_ok=True)
    except OSError as error:
        message = f"取り込んだ様式の使用を解除できません（{os_error_text(error)}）。"
        raise FileError(message) from error


def _kept_at() -> Path:
    return settings().data_folder / _KEPT


@lru_cache(maxsize=2)
def _read(path: Path, changed_at: int, size: int) -> Template:
    """Read a bound blank; time and size tell a new one from the one that is known."""
    _log.info("form in use: %s (%d bytes, %d)", path, size, changed_at)
    return template_of(OpenedWorkbook(read_bytes(path)))
