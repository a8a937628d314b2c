"""A process that checks forms for another one, so that no file can take that one down.

It reads tasks from its standard input and writes answers to its standard output, each pickled.
Both ends are this program's own.
"""

import logging
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Final

from rules.closures import Closure
from rules.workdays import OfficeCalendar
from wizard.batch.uploads import Upload
from wizard.files import FileError
from wizard.filing import Verdict, check_form, unreadable

MAX_MEMORY: Final = 1_500_000_000
"""Bytes of address space; the guard lets nothing through that needs a tenth of it."""

_log = logging.getLogger("moushikomi")
_UNFORESEEN: Final = "このファイルを確かめている間に、思わぬ誤りが起きました。"
_TELL: Final = "記入のもれは自分で確かめ、このファイルのことを開発者に知らせてください。"
_ELSEWHERE: Final = "場所と名前を確かめてください。"


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be checked, the moment to judge it by, and the closures to reckon with."""

    upload: Upload
    at: datetime
    closures: tuple[Closure, ...]


def judge(task: Task) -> Verdict:
    """Check one file, whatever it is."""
    upload = task.upload
    if upload.why:
        return unreadable(upload.why, upload.mend)
    try:
        return check_form(upload.read(), task.at, _calendar(task.closures))
    except FileError as error:
        return unreadable(str(error), _ELSEWHERE)
    except Exception:  # noqa: BLE001 - whatever it is, the others go on; the log has it
        _log.exception("a file could not be checked: %s", upload.name)
        return unreadable(_UNFORESEEN, _TELL, "unforeseen")


_CALENDARS: Final[dict[tuple[Closure, ...], OfficeCalendar]] = {}


def _calendar(closures: tuple[Closure, ...]) -> OfficeCalendar:
    """Give the calendar of closures; it is kept, with the days that it has looked up."""
    if closures not in _CALENDARS:
        _CALENDARS.clear()
        _CALENDARS[closures] = OfficeCalendar(closures)
    return _CALENDARS[closures]


def main() -> None:
    """Check what comes until nothing comes any more."""
    _bound_memory()
    tasks, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may stand between the answers
    _say(answers, None)
    for task in iter(_next_of(tasks), None):
        _say(answers, judge(task))


def _next_of(tasks: BinaryIO) -> Callable[[], Task | None]:
    def following() -> Task | None:
        with suppress(EOFError):
            task: Task = pickle.load(tasks)  # noqa: S301 - from the process that started this one
            return task
        return None

    return following


def _say(answers: BinaryIO, answer: Verdict | None) -> None:
    pickle.dump(answer, answers)
    answers.flush()


def _bound_memory() -> None:
    """Have the system refuse memory without end, where it can."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - not every system has it

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


if __name__ == "__main__":
    main()
