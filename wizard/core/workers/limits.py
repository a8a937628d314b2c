"""Calling a function on an untrusted file within limits of time and memory."""

import atexit
from collections.abc import Callable
from typing import Final, TypeVar

from wizard.core.workers.pool import WorkerPool

Result = TypeVar("Result")
SHARED_POOL: Final = WorkerPool()
"""Shared by all visitors; its processes stay, so that the next file finds them started."""

atexit.register(SHARED_POOL.close)


def within_limits(function: Callable[..., Result], *arguments: object) -> Result:
    """Return what a function of a module returns, called in a worker process.

    Raises:
        TooCostlyError: the call takes too much time or memory.
        Exception: whatever the function raises.

    """
    return SHARED_POOL.call(function, *arguments)
