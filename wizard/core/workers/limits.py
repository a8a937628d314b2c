"""Calling a function on an untrusted file within limits of time and memory."""

import atexit
from collections.abc import Callable
from typing import Final, TypeVar

from wizard.core.workers.pool import WorkerPool

Result = TypeVar("Result")
SHARED_POOL: Final = WorkerPool()
"""Shared by all visitors; its processes stay alive for the next file."""

atexit.register(SHARED_POOL.close)


def within_limits(function: Callable[..., Result], *arguments: object) -> Result:
    """Return the result of a module-level function, called in a worker process.

    Raises TooCostlyError if the call takes too much time or memory, and whatever the
    function raises.
    """
    return SHARED_POOL.call(function, *arguments)
