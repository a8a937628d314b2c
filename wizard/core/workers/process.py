"""A worker process: calls functions for another process, within limits of time and memory.

It reads calls from its standard input and writes outcomes to its standard output, each pickled.
Both ends are this program's own.
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

MAX_CPU_SECONDS: Final = 5.0
"""Of processor time for one call; a form takes a hundredth of it."""
MAX_MEMORY_BYTES: Final = 750_000_000
"""Of address space, of which the libraries take 190 MB; six sheets of 9,000 cells take 30 more."""

CPU_LIMIT_SIGNAL: Final[int] = getattr(signal, "SIGPROF", 0)
"""Ends a process whose processor time is over; 0 where the system has no such signal."""

_log = logging.getLogger("moushikomi")


@dataclass(frozen=True, slots=True)
class Call:
    """A function of a module, its positional arguments, and the folder that their paths mean."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    folder: str = "."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call returned or raised; ``is_too_large`` if memory did not suffice for it."""

    value: Any = None
    error: Exception | None = None
    is_too_large: bool = False


def missing_limits() -> list[str]:
    """Return the limits that this system cannot set for a process: Windows sets neither."""
    missing = [] if CPU_LIMIT_SIGNAL else ["processor time"]
    try:
        import resource  # noqa: F401, PLC0415 - it is only looked whether it is there
    except ImportError:
        missing.append("memory")
    return missing


def main() -> None:
    """Answer calls until the other process closes the pipe."""
    _limit_memory()
    calls, outcomes = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not write between the outcomes
    _send(outcomes, pickle.dumps(None))
    for call in _received(calls):
        _send(outcomes, _outcome_of(call))


def _received(calls: BinaryIO) -> Iterator[bytes]:
    """Yield the calls, each pickled: what a call holds may be too large for this process."""
    with suppress(EOFError):
        while True:
            yield pickle.load(calls)  # noqa: S301 - from the process that started this one


def _outcome_of(pickled: bytes) -> bytes:
    """Return the outcome of a call; both are pickled."""
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
    with suppress(Exception):  # some errors cannot be written, some cannot be read again
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
    """Let the system end this process when a call takes too much time, where it can."""
    if not CPU_LIMIT_SIGNAL:
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, MAX_CPU_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _limit_memory() -> None:
    """Let the system refuse memory beyond the limit, where it can."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - not every system has it

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
