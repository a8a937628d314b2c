"""The form in use: this project's own form, or a bound blank."""

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

_FILE_NAME: Final = "template.xlsx"
_log = logging.getLogger("moushikomi")


@dataclass(frozen=True, slots=True)
class TemplateInUse:
    """The form in use.

    ``since`` is when a blank was stored (Japan time), None for the project's own form;
    ``is_fixed``: it is set by the installation; ``why`` is the reason why a stored blank cannot be
    used, or empty.
    """

    template: Template
    since: datetime | None = None
    is_fixed: bool = False
    why: str = ""


def template_in_use() -> TemplateInUse:
    """Return the form in use; the project's own form if a stored blank cannot be read."""
    fixed = settings().template
    path = fixed or _stored_path()
    try:
        file_stat = path.stat()
    except OSError as error:
        is_own_form = isinstance(error, FileNotFoundError) and fixed is None
        why = "" if is_own_form else f"{os_error_text(error)}。"
        return TemplateInUse(own_template(), is_fixed=fixed is not None, why=why)
    since = datetime.fromtimestamp(file_stat.st_mtime, JST)
    try:
        template = _read(path, file_stat.st_mtime_ns, file_stat.st_size)
    except FileError as error:
        return TemplateInUse(own_template(), is_fixed=fixed is not None, why=str(error))
    except UnreadableError as error:
        return TemplateInUse(own_template(), is_fixed=fixed is not None, why=error.why)
    return TemplateInUse(template, since, is_fixed=fixed is not None)


def bytes_in_use() -> bytes | None:
    """Return the bytes of the blank in use, or None."""
    path = settings().template or _stored_path()
    return read_bytes(path) if path.exists() else None


def store_blank(bound: bytes) -> None:
    """Store a bound blank as the form in use."""
    make_folder(settings().data_folder, PRIVATE)
    write_whole(_stored_path(), bound)


def remove_blank() -> None:
    """Delete the stored blank, so that the project's own form is in use."""
    try:
        _stored_path().unlink(missing_ok=True)
    except OSError as error:
        message = f"取り込んだ様式の使用を解除できません（{os_error_text(error)}）。"
        raise FileError(message) from error


def _stored_path() -> Path:
    return settings().data_folder / _FILE_NAME


@lru_cache(maxsize=2)
def _read(path: Path, changed_at: int, size: int) -> Template:
    """Read a bound blank. Cached by modification time and size."""
    _log.info("form in use: %s (%d bytes, %d)", path, size, changed_at)
    return template_of(OpenedWorkbook(read_bytes(path)))
