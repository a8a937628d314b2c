"""A worker process: executes calls within limits of time and memory.

It reads pickled calls from standard input and writes pickled outcomes to standard output. Both
ends are this program, so that unpickling is safe.
"""

import logging
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

MAX_CPU_SECONDS: Final = 5.0  # processor time of one call; a form takes a hundredth of it
MAX_MEMORY_BYTES: Final = 750_000_000
"""Address space; libraries take 190 MB, six sheets of 9,000 cells another 30 MB."""

CPU_LIMIT_SIGNAL: Final[int] = getattr(signal, "SIGPROF", 0)
"""Terminates a process at its limit of processor time; 0 if the system has no such signal."""

_log = logging.getLogger("moushikomi")


@dataclass(frozen=True, slots=True)
class Call:
    """A module-level function, its positional arguments, and the folder for relative paths."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    folder: str = "."


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result or error of a call; ``is_too_large`` if memory was insufficient."""

    value: Any = None
    error: Exception | None = None
    is_too_large: bool = False


def missing_limits() -> list[str]:
    """Return the limits that this system does not support; Windows supports neither."""
    missing = [] if CPU_LIMIT_SIGNAL else ["processor time"]
    try:
        import resource  # noqa: F401, PLC0415 - only to see whether it exists
    except ImportError:
        missing.append("memory")
    return missing


def main() -> None:
    """Execute calls until the other process closes the pipe."""
    _limit_memory()
    calls, outcomes = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not write between the outcomes
    _send(outcomes, pickle.dumps(None))
    for call in _received(calls):
        _send(outcomes, _outcome_of(call))


def _received(calls: BinaryIO) -> Iterator[bytes]:
    """Yield the calls still pickled, as unpickling may exceed the memory limit."""
    with suppress(EOFError):
        while True:
            yield pickle.load(calls)  # noqa: S301 - from the process that started this one


def _outcome_of(pickled: bytes) -> bytes:
    """Return the pickled outcome of a pickled call."""
    try:
        call: Call = pickle.loads(pickled)  # noqa: S301 - from the process that started this one
        os.chdir(call.folder)
        with _limited_time():  # importing the module of the function does not count
            return pickle.dumps(Outcome(call.function(*call.arguments)))
    except MemoryError:
        return pickle.dumps(Outcome(is_too_large=True))
    except Exception as error:  # noqa: BLE001 - raised again in the process that asked
        return _pickled(error)


def _pickled(error: Exception) -> bytes:
    error.add_note(traceback.format_exc())
    with suppress(Exception):  # some errors cannot be pickled, or not unpickled
        content = pickle.dumps(Outcome(error=error))
        pickle.loads(content)  # noqa: S301 - written above
        return content
    _log.error("an error that cannot be pickled", exc_info=error)
    return pickle.dumps(Outcome(error=RuntimeError(repr(error))))


def _send(outcomes: BinaryIO, content: bytes) -> None:
    outcomes.write(content)
    outcomes.flush()


@contextmanager
def _limited_time() -> Iterator[None]:
    """Limit the processor time of a call, if the system supports it."""
    if not CPU_LIMIT_SIGNAL:
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, MAX_CPU_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _limit_memory() -> None:
    """Limit the address space of this process, if the system supports it."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - not every system has it

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, most))
