"""Many forms at a time, in worker processes: one bad file never takes the others down."""

import os
import pickle
import subprocess
import sys
from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from itertools import chain, islice
from queue import SimpleQueue
from threading import Timer
from typing import Any, Final, Self

from wizard.batch.worker import Task, judge
from wizard.filing import Verdict, unreadable

MAX_SECONDS: Final = 5.0
"""For one file; a form takes a hundredth of it."""
FEW: Final = 3
"""So few files are not worth starting processes for: the guard bounds what each can cost."""

_PATIENCE: Final = 60.0
_COMMAND: Final = (sys.executable, "-P", "-m", "wizard.batch.worker")
_APART: Final[dict[str, Any]] = {
    "start_new_session": True,
    "creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
}
"""An interruption is for this process; it ends the others itself."""
_TOO_MUCH: Final = "確かめるのに時間かメモリがかかりすぎるため、読み取りをやめました。"
_CHECK_SENDER: Final = (
    "心当たりのない送り主のものは開かないでください。"
    "申込書であれば、新しい様式に書き写してください。"
)


def judged(
    tasks: Iterable[Task], *, workers: int = 0
) -> Generator[tuple[Task, Verdict], None, None]:
    """Give the verdict of every task as it comes; closing the generator stops the work.

    ``workers`` is the number of processes; 0 is one for each processor.
    """
    coming = iter(tasks)
    first = list(islice(coming, FEW + 1))
    if len(first) <= FEW:
        yield from ((task, judge(task)) for task in first)
        return
    coming, count = chain(first, coming), workers or os.cpu_count() or 1
    with _Crew(count) as crew:
        running = {crew.begin(task): task for task in islice(coming, count * 2)}
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                task = running.pop(future)
                running.update({crew.begin(after): after for after in islice(coming, 1)})
                yield task, future.result()


class _Crew:
    """Worker processes, and a thread for each to wait for its answers."""

    def __init__(self, count: int) -> None:
        self.idle: SimpleQueue[_Worker] = SimpleQueue()
        self.workers = [_Worker() for _ in range(count)]
        for worker in self.workers:
            self.idle.put(worker)
        self.threads = ThreadPoolExecutor(count)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.threads.shutdown(wait=False, cancel_futures=True)
        for worker in self.workers:
            worker.end()
        self.threads.shutdown()

    def begin(self, task: Task) -> Future[Verdict]:
        """Have a task judged by whichever worker is free."""
        return self.threads.submit(self._judge, task)

    def _judge(self, task: Task) -> Verdict:
        worker = self.idle.get()
        try:
            return worker.judge(task)
        finally:
            self.idle.put(worker)


class _Worker:
    """A process that judges one task after the other; one that breaks down is replaced."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.is_late = self.is_ended = False

    def judge(self, task: Task) -> Verdict:
        """Give the verdict of a task, or say that it cannot be had.

        A task during which the process breaks down is given to another process, once.
        """
        for _ in range(2):
            self.is_late = False
            with suppress(OSError, EOFError, pickle.UnpicklingError):
                self._start()
                return self._ask(task)
            self._stop()
            if self.is_late or self.is_ended:
                break
        return unreadable(_TOO_MUCH, _CHECK_SENDER, "too-costly")

    def _start(self) -> None:
        if self.process is None:
            self.process = subprocess.Popen(  # noqa: S603 - our own program
                _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **_APART
            )
            if self.is_ended:
                raise EOFError
            self._answer(_PATIENCE)

    def _ask(self, task: Task) -> Verdict:
        pipe = self.process.stdin if self.process else None
        if pipe is None:
            raise EOFError
        pickle.dump(task, pipe)
        pipe.flush()
        verdict: Verdict = self._answer(MAX_SECONDS)
        return verdict

    def _answer(self, seconds: float) -> Any:  # noqa: ANN401 - what the process sends
        """Wait for an answer, but not for ever: a process that is late is ended."""
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

    def end(self) -> None:
        """End the process; a task that it is at gets no verdict."""
        self.is_ended = True
        process = self.process
        if process is not None:
            process.kill()
            process.wait()
