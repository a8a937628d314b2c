"""The limit of visitors, which follows from the limit of open files."""

import os
from contextlib import suppress
from typing import Final

KEPT: Final = 32
"""File descriptors reserved for present visitors: data, uploads, workers (an estimate)."""


def is_full() -> bool:
    """Return whether no more visitors can be accepted.

    A new file gets the lowest free descriptor, so its number shows how many are open. A system
    without this limit is never full.
    """
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - not every system has it

        limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        if limit == resource.RLIM_INFINITY:
            return False
        try:
            lowest_free = os.dup(0)
        except OSError:
            return True
        os.close(lowest_free)
        return lowest_free >= limit - KEPT
    return False
