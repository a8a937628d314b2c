"""Calling a function on an untrusted file in this process, with limits.

For commands that read small files: starting a worker would take as long as such a command.
"""

import signal
from collections.abc import Callable
from types import FrameType
from typing import NoReturn, TypeVar

from wizard.core.workers.process import (
    CPU_LIMIT_SIGNAL,
    MAX_CPU_SECONDS,
    MAX_MEMORY_BYTES,
    missing_limits,
)
from wizard.core.workers.too_costly import TooCostlyError

Result = TypeVar("Result")


def within_own_limits(function: Callable[..., Result], *arguments: object) -> Result:
    """Return the result of a function; without limits on this system, it is called in a worker.

    Only for the main thread. The previous limits are restored. Raises TooCostlyError if the call
    takes too much time or memory, and whatever the function raises.
    """
    if missing_limits():
        from wizard.core.workers.limits import within_limits  # noqa: PLC0415 - the slow way

        return within_limits(function, *arguments)
    import resource  # noqa: PLC0415 - not every system has it

    memory = resource.getrlimit(resource.RLIMIT_AS)
    handler = signal.signal(CPU_LIMIT_SIGNAL, _give_up)
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, memory[1]))
    signal.setitimer(signal.ITIMER_PROF, MAX_CPU_SECONDS)
    try:
        return function(*arguments)
    except MemoryError as error:
        raise TooCostlyError from error
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(CPU_LIMIT_SIGNAL, handler)
        resource.setrlimit(resource.RLIMIT_AS, memory)


def _give_up(_number: int, _frame: FrameType | None) -> NoReturn:
    raise TooCostlyError
