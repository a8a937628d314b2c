"""Calling LibreOffice from a worker, within limits that it can live with."""

import os
from typing import Final

_KIBIBYTES: Final = 4_000_000
"""Address space of LibreOffice: at 750 MB every second call crashed, at 4 GB none did."""
_WITH_LIMIT: Final = 'ulimit -S -v "$0" 2>/dev/null; exec "$@"'


def office_command(program: str, *words: str) -> tuple[str, ...]:
    """Return the command that runs LibreOffice; a worker's own limit of memory is too low for it.

    Where there is no POSIX shell, no limit is set, and none holds for workers.
    """
    command = (program, *words)
    if os.name != "posix":
        return command
    return ("/bin/sh", "-c", _WITH_LIMIT, str(_KIBIBYTES), *command)
