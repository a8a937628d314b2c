"""Worker processes that call functions within limits, so that a bad file affects no other."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import suppress
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from threading import Timer
from typing import Any, Final, TypeVar

from wizard.core.workers.process import CPU_LIMIT_SIGNAL, Call, Outcome
from wizard.core.workers.too_costly import TooCostlyError

MAX_SECONDS: Final = 60.0 if CPU_LIMIT_SIGNAL else 20.0
"""Wall-clock limit of a call (an estimate). Where processor time is limited, this is only for a
process that hangs."""

_START_SECONDS: Final = 60.0  # wall-clock limit for a worker to start (an estimate)
_ATTEMPTS: Final = 2  # a call is repeated once if its worker is killed from outside
_COMMAND: Final = (
    *(sys.executable, "-P", "-c"),
    "from wizard.core.workers.process import main; main()",
)
_OWN_GROUP: Final[dict[str, Any]] = {
    "start_new_session": True,
    "creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
}
"""Workers do not receive a keyboard interrupt; this process terminates them itself."""


Item = TypeVar("Item")
Result = TypeVar("Result")


class WorkerPool:
    """Worker processes, started on demand; calls are thread-safe."""

    def __init__(self, count: int = 0) -> None:
        """Create ``count`` workers, by default one per processor."""
        self.count: Final = count or os.cpu_count() or 1
        self._workers = [_Worker() for _ in range(self.count)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)

    def close(self) -> None:
        """Terminate the processes; calls in progress raise ``TooCostlyError``."""
        for worker in self._workers:
            worker.close()

    def call(self, function: Callable[..., Result], *arguments: object) -> Result:
        """Return the result of a module-level function, called by the next idle worker.

        Arguments and result are pickled. Raises TooCostlyError if the call takes too much time or
        memory, and whatever the function raises.
        """
        worker = self._idle.get()
        try:
            outcome = worker.outcome_of(Call(function, arguments, str(Path.cwd())))
        finally:
            self._idle.put(worker)
        if outcome.error is not None:
            raise outcome.error
        result: Result = outcome.value
        return result

    def each(
        self, call: Callable[[Item], Result], items: Iterable[Item]
    ) -> Generator[tuple[Item, Result], None, None]:
        """Yield each item with the result of ``call``, in order of completion.

        ``call`` runs in one thread per worker, and uses this pool. Items are consumed lazily.
        Closing the generator closes the pool.
        """
        remaining = iter(items)
        threads = ThreadPoolExecutor(self.count)
        try:
            running = {
                threads.submit(call, item): item for item in islice(remaining, self.count * 2)
            }
            while running:
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    item = running.pop(future)
                    running.update({threads.submit(call, one): one for one in islice(remaining, 1)})
                    yield item, future.result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            self.close()
            threads.shutdown()


class _Worker:
    """A process that executes one call at a time; it is replaced if it dies."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.is_late = self.is_closed = False

    def outcome_of(self, call: Call) -> Outcome:
        """Return the outcome of a call. Raises TooCostlyError if the call has no outcome."""
        for _ in range(_ATTEMPTS):
            self.is_late = False
            with suppress(OSError, EOFError, pickle.UnpicklingError):
                self._start()
                outcome = self._ask(call)
                if outcome.is_too_large:
                    break
                return outcome
            self._stop()
            if self.is_late or self.is_closed:
                break
        raise TooCostlyError

    def _start(self) -> None:
        if self.process is None:
            self.process = subprocess.Popen(  # noqa: S603 - our own program
                _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **_OWN_GROUP
            )
            if self.is_closed:
                raise EOFError
            self._receive(_START_SECONDS)

    def _ask(self, call: Call) -> Outcome:
        pipe = self.process.stdin if self.process else None
        if pipe is None:
            raise EOFError
        pickle.dump(pickle.dumps(call), pipe)
        pipe.flush()
        outcome: Outcome = self._receive(MAX_SECONDS)
        return outcome

    def _receive(self, seconds: float) -> Any:  # noqa: ANN401 - what the process sends
        """Return the next object from the process, which is killed after a time limit."""
        process = self.process
        if process is None or process.stdout is None:
            raise EOFError
        timer = Timer(seconds, self._give_up, (process,))
        timer.start()
        try:
            return pickle.load(process.stdout)  # noqa: S301 - from the process started above
        finally:
            timer.cancel()

    def _give_up(self, process: subprocess.Popen[bytes]) -> None:
        self.is_late = True
        process.kill()

    def _stop(self) -> None:
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.communicate()
            self.is_late |= process.returncode == -CPU_LIMIT_SIGNAL < 0

    def close(self) -> None:
        """Terminate the process; a call in progress has no outcome."""
        self.is_closed = True
        process = self.process
        if process is not None:
            process.kill()
            process.wait()
