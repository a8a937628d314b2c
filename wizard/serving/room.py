"""How many files the server may have open: each visitor needs one."""

import os
from contextlib import suppress
from typing import Final

KEPT: Final = 32
"""So many are kept for what those who are there need: data, uploads, workers, parts of a page."""


def is_full() -> bool:
    """Return whether no more visitors can be let in.

    What is opened next has the lowest number that is free. A system without numbers or without a
    limit is never full.
    """
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - not every system has it

        most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        if most == resource.RLIM_INFINITY:
            return False
        try:
            free = os.dup(0)
        except OSError:
            return True
        os.close(free)
        return free >= most - KEPT
    return False
