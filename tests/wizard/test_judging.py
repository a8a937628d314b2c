"""Uploads are judged in worker processes: each has its verdict, whatever becomes of a process."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any, Final

import pytest

from rules.dates.closures import Closure
from rules.dates.workdays import OfficeCalendar
from tests.samples import AT, besides_form, case
from wizard.core.checking import judging
from wizard.core.checking.judging import FEW, Task, judge, judge_uploads
from wizard.core.checking.uploads import Upload
from wizard.core.verdicts import Verdict
from wizard.core.workers import pool
from wizard.core.workers.pool import WorkerPool
from workbook.forms.fill import fill

FORM: Final = fill(case("stop")).content
ACCEPTABLE: Final[tuple[str, list[str]]] = ("acceptable", [])
TOO_COSTLY: Final = ("unreadable", ["too-costly"])

# A worker of few words: it answers with the name of the file and its own number, but does what the
# name says: to die, to hang, or to tell its number to a pipe and wait for whatever comes.
STAND_IN: Final = """
import os, pickle, pickletools, signal, sys
from wizard.core.workers.process import Outcome

def answer(said):
    pickle.dump(said, sys.stdout.buffer)
    sys.stdout.buffer.flush()

answer(None)
while True:
    try:
        call = pickle.load(sys.stdin.buffer)
    except EOFError:
        break
    words = [word for _, word, _ in pickletools.genops(call) if isinstance(word, str)]
    name = next(word for word in words if "|" in word)
    what, _, path = name.partition("|")
    if what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "hang" or (what == "once" and not os.path.exists(path + ".met")):
        open(path + ".met", "w").close()
        with open(path, "w") as pipe:
            pipe.write(str(os.getpid()))
        signal.pause()
    answer(Outcome(f"{name} by {os.getpid()}"))
"""


class Started(subprocess.Popen[bytes]):
    """A process that a test remembers."""

    all: Final[list["Started"]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Popen has them
        super().__init__(*args, **kwargs)
        self.all.append(self)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Started]]:
    """Give the processes that were started; in the end all must have ended."""
    Started.all.clear()
    monkeypatch.setattr("wizard.core.workers.pool.subprocess.Popen", Started)
    yield Started.all
    left = [process for process in Started.all if process.poll() is None]
    for process in left:
        process.kill()
        process.wait()
    assert left == []


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workers be stand-ins that answer at once, without the project's modules."""
    monkeypatch.setattr(pool, "_COMMAND", (sys.executable, "-P", "-c", STAND_IN))


def task(name: str, source: Path | bytes = b"x", closures: tuple[Closure, ...] = ()) -> Task:
    return Task(Upload(name, source), AT, closures)


def tasks(*names: str) -> list[Task]:
    return [task(name) for name in names]


def many(number: int) -> list[Task]:
    return tasks(*(f"{place}|" for place in range(number)))


def outcomes_of(pairs: Iterator[tuple[Task, Verdict]]) -> dict[str, str]:
    """Give what was said of each file: the code of its only finding, or the stand-in's words."""
    outcomes = {}
    for given, verdict in pairs:
        assert given.upload.name not in outcomes
        words = verdict.findings[0].code if isinstance(verdict, Verdict) else str(verdict)
        outcomes[given.upload.name] = words.partition(" by ")[0]
    return outcomes


def codes(verdict: Verdict) -> tuple[str, list[str]]:
    return verdict.verdict, [finding.code for finding in besides_form(verdict.findings)]


# Few files


@pytest.mark.parametrize("number", range(FEW + 1))
def test_few_files_are_judged_by_the_processes_that_are_there(number: int) -> None:
    given = [task(f"{place}.xlsx", FORM) for place in range(number)]
    assert [(one, codes(verdict)) for one, verdict in judge_uploads(iter(given))] == [
        (one, ACCEPTABLE) for one in given
    ]


def test_a_path_means_a_file_where_the_caller_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = WorkerPool(1)
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "form.xlsx").write_bytes(FORM)
        monkeypatch.chdir(tmp_path / place)
        assert codes(judge(task("form.xlsx", Path("form.xlsx")), own)) == ACCEPTABLE
        Path("form.xlsx").unlink()
    own.close()


# Real workers


def test_real_workers_judge_in_a_foreign_folder_and_one_that_is_killed_is_replaced(
    started: list[Started],
    calendar: OfficeCalendar,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for name in ("calendar.py", "pickle.py", "wizard.py", "rules.py"):
        (tmp_path / name).write_text("raise SystemExit('not this one')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    Path("form.xlsx").write_bytes(FORM)
    closures = calendar.closures
    given = [
        task("a.xlsx", FORM, closures),
        task("b.xlsx", Path("form.xlsx"), closures),
        task("c.xlsx", Path("none.xlsx"), closures),
        task("d.xlsx", b"no form", closures),
        task("e.xlsx", fill({}).content, closures),
        *(task(f"{number}.xlsx", FORM, closures) for number in range(8)),
    ]
    outcomes = {}
    for number, (one, verdict) in enumerate(judge_uploads(given, workers=1)):
        if number == 2:
            os.kill(started[0].pid, signal.SIGKILL)
        outcomes[one.upload.name] = codes(verdict)
    assert outcomes == {
        "a.xlsx": ACCEPTABLE,
        "b.xlsx": ACCEPTABLE,
        "c.xlsx": ("unreadable", ["unreadable"]),
        "d.xlsx": ("unreadable", ["text"]),
        "e.xlsx": ("deficient", ["missing"]),
        **{f"{number}.xlsx": ACCEPTABLE for number in range(8)},
    }
    assert len(started) == 2
    assert capfd.readouterr() == ("", "")


GREEDY: Final = """
import wizard.core.checking.judging as judging
import wizard.core.workers.process as process
process.MAX_CPU_SECONDS = 0.5
check = judging.check_form

def greedy(content, *others):
    if content == b"endless":
        while True:
            pass
    return bytearray(1_600_000_000) if content == b"greedy" else check(content, *others)

judging.check_form = greedy
process.main()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not bound address space")
def test_a_file_that_wants_too_much_memory_has_a_verdict_and_its_worker_goes_on(
    started: list[Started], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_COMMAND", (sys.executable, "-P", "-c", GREEDY))
    monkeypatch.setattr(judging, "FEW", 0)
    given = [task("greedy.xlsx", b"greedy"), task("a.xlsx", FORM)]
    outcomes = {one.upload.name: codes(verdict) for one, verdict in judge_uploads(given, workers=1)}
    assert outcomes == {"greedy.xlsx": TOO_COSTLY, "a.xlsx": ACCEPTABLE}
    assert len(started) == 1


@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="the system does not count time")
def test_a_single_file_that_takes_too_much_processor_time_is_given_up_at_once(
    started: list[Started], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_COMMAND", (sys.executable, "-P", "-c", GREEDY))
    own = WorkerPool(1)
    assert codes(judge(task("endless.xlsx", b"endless"), own)) == TOO_COSTLY
    assert codes(judge(task("a.xlsx", FORM), own)) == ACCEPTABLE
    own.close()
    assert [process.wait() for process in started] == [-signal.SIGPROF, -signal.SIGKILL]


# Stand-ins


@pytest.mark.parametrize(("number", "workers"), [(4, 1), (5, 3), (40, 2), (41, 4)])
@pytest.mark.usefixtures("stand_in")
def test_every_task_has_one_verdict_its_own(
    number: int, workers: int, started: list[Started]
) -> None:
    given = many(number)
    assert outcomes_of(judge_uploads(given, workers=workers)) == {
        f"{n}|": f"{n}|" for n in range(number)
    }
    assert 1 <= len(started) <= workers


@pytest.mark.usefixtures("stand_in")
def test_without_a_number_there_is_a_worker_for_each_processor(
    started: list[Started], monkeypatch: pytest.MonkeyPatch
) -> None:
    for processors in (None, 1):
        monkeypatch.setattr("wizard.core.workers.pool.os.cpu_count", lambda found=processors: found)
        started.clear()
        assert len(outcomes_of(judge_uploads(many(6)))) == 6
        assert len(started) == 1


@pytest.mark.usefixtures("stand_in", "started")
def test_tasks_are_taken_as_they_are_needed() -> None:
    taken = count()
    endless = (task(f"{next(taken)}|") for _ in count())
    verdicts = judge_uploads(endless, workers=2)
    assert len(list(islice(verdicts, 10))) == 10
    verdicts.close()
    assert next(taken) < 10 + 2 * 2 + FEW + 1


@pytest.mark.usefixtures("stand_in")
def test_a_file_that_kills_its_worker_twice_is_given_up_and_the_others_are_not(
    started: list[Started],
) -> None:
    given = tasks("a|", "die|", "b|", "c|", "d|")
    outcomes = outcomes_of(judge_uploads(given, workers=1))
    assert outcomes == {"a|": "a|", "die|": "too-costly", "b|": "b|", "c|": "c|", "d|": "d|"}
    assert [process.wait() for process in started[:2]] == [-signal.SIGKILL] * 2
    assert len(started) == 3


@pytest.mark.usefixtures("stand_in")
def test_a_pile_of_nothing_but_killers_comes_to_its_end(started: list[Started]) -> None:
    given = tasks(*(f"die|{number}" for number in range(6)))
    assert set(outcomes_of(judge_uploads(given, workers=2)).values()) == {"too-costly"}
    assert len(started) == 12


def worker_number(pipe: Path) -> int:
    """Wait for the number of the worker that is at a task."""
    return int(pipe.read_text(encoding="utf-8"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.usefixtures("stand_in")
def test_a_worker_killed_at_its_task_gives_it_to_another_one(
    tmp_path: Path, started: list[Started]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    killer = threading.Thread(target=lambda: os.kill(worker_number(pipe), signal.SIGKILL))
    killer.start()
    given = tasks("a|", f"once|{pipe}", "b|", "c|", "d|")
    outcomes = outcomes_of(judge_uploads(given, workers=1))
    killer.join()
    assert outcomes == {one.upload.name: one.upload.name for one in given}
    assert len(started) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.usefixtures("stand_in")
def test_a_file_that_takes_too_long_is_given_up_at_once_and_the_others_are_not(
    tmp_path: Path, started: list[Started], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "MAX_SECONDS", 2.0)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = threading.Thread(target=worker_number, args=(pipe,))
    reader.start()
    given = tasks("a|", f"hang|{pipe}", "b|", "c|", "d|", "e|")
    outcomes = outcomes_of(judge_uploads(given, workers=1))
    reader.join()
    assert outcomes.pop(f"hang|{pipe}") == "too-costly"
    assert outcomes == {f"{name}|": f"{name}|" for name in "abcde"}
    assert len(started) == 2


def test_what_is_given_up_says_why_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_COMMAND", ("/no/such/program",))
    found = [verdict for _, verdict in judge_uploads(many(4), workers=2)]
    assert len(found) == 4
    for verdict in found:
        (finding,) = verdict.findings
        assert (verdict.verdict, finding.code) == ("unreadable", "too-costly")
        assert "時間またはメモリが上限を超えた" in finding.message
        assert "新しい様式に転記してください。" in finding.remedy


def test_a_worker_that_never_begins_is_not_waited_for_for_ever(
    started: list[Started], monkeypatch: pytest.MonkeyPatch
) -> None:
    mute = "import signal; signal.pause()"
    monkeypatch.setattr(pool, "_COMMAND", (sys.executable, "-I", "-S", "-c", mute))
    monkeypatch.setattr(pool, "_START_SECONDS", 0.1)
    assert set(outcomes_of(judge_uploads(many(4), workers=2)).values()) == {"too-costly"}
    assert len(started) == 4


def test_a_worker_that_talks_nonsense_is_given_up(
    started: list[Started], monkeypatch: pytest.MonkeyPatch
) -> None:
    nonsense = "print('hello'); import signal; signal.pause()"
    monkeypatch.setattr(pool, "_COMMAND", (sys.executable, "-I", "-u", "-c", nonsense))
    assert set(outcomes_of(judge_uploads(many(4), workers=1)).values()) == {"too-costly"}
    assert len(started) == 8


# The end


def left_over(before: set[threading.Thread]) -> list[threading.Thread]:
    """Give the threads that have begun since and do not end by themselves, as stopped timers do."""
    since = [thread for thread in threading.enumerate() if thread not in before]
    for thread in since:
        thread.join(20)
    return [thread for thread in since if thread.is_alive()]


@pytest.mark.usefixtures("stand_in")
def test_when_all_is_judged_no_process_and_no_thread_is_left(started: list[Started]) -> None:
    before = set(threading.enumerate())
    assert len(outcomes_of(judge_uploads(many(8), workers=2))) == 8
    assert all(process.poll() is not None for process in started)
    assert left_over(before) == []


@pytest.mark.usefixtures("stand_in")
def test_closing_stops_the_processes(started: list[Started]) -> None:
    before = set(threading.enumerate())
    verdicts = judge_uploads(many(40), workers=2)
    next(verdicts)
    verdicts.close()
    assert started
    assert all(process.poll() is not None for process in started)
    assert left_over(before) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.usefixtures("stand_in")
def test_closing_waits_for_no_task_that_hangs(
    tmp_path: Path, started: list[Started], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "MAX_SECONDS", 1_000.0)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    verdicts = judge_uploads(tasks(f"hang|{pipe}", "a|", "b|", "c|"), workers=2)
    next(verdicts)
    hanging = worker_number(pipe)
    verdicts.close()
    assert {process.pid: process.poll() for process in started}[hanging] == -signal.SIGKILL
    assert all(process.poll() is not None for process in started)


@pytest.mark.usefixtures("stand_in")
def test_an_error_of_the_tasks_stops_the_processes_too(started: list[Started]) -> None:
    def failing() -> Iterator[Task]:
        yield from many(8)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(judge_uploads(failing(), workers=2))
    assert started
    assert all(process.poll() is not None for process in started)


@pytest.mark.usefixtures("stand_in")
def test_closing_stops_a_process_that_is_only_just_starting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended, made = threading.Semaphore(0), []

    class Slow(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Popen has them
            made.append(self)
            if len(made) == 2:
                assert ended.acquire(timeout=20)
                assert ended.acquire(timeout=20)
            super().__init__(*args, **kwargs)

    worker = pool._Worker  # noqa: SLF001 - to see when it has been told to end
    close = worker.close

    def ending(self: pool._Worker) -> None:
        close(self)
        ended.release()

    monkeypatch.setattr("wizard.core.workers.pool.subprocess.Popen", Slow)
    monkeypatch.setattr(worker, "close", ending)
    verdicts = judge_uploads(many(8), workers=2)
    next(verdicts)
    verdicts.close()
    left = [process for process in made if process.poll() is None]
    for process in left:
        process.kill()
        process.wait()
    assert left == []


@pytest.mark.usefixtures("stand_in", "started")
def test_an_answer_at_the_last_moment_is_not_held_against_the_next_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class LastMoment(threading.Timer):
        """A timer that goes off when an answer is there, but before it can be stopped."""

        made = count(1)

        def start(self) -> None:
            pass

        def cancel(self) -> None:
            if next(self.made) == 2:  # the first one waits for the worker to begin
                self.function(*self.args)
                Started.all[0].wait()

    monkeypatch.setattr(pool, "Timer", LastMoment)
    outcomes = outcomes_of(judge_uploads(tasks("a|", "b|", "c|", "d|"), workers=1))
    assert outcomes == {f"{name}|": f"{name}|" for name in "abcd"}
