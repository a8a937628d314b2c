"""Judging of uploads, each within limits of time and memory."""

import logging
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain, islice
from typing import Final

from rules.dates.closures import Closure
from rules.dates.workdays import OfficeCalendar
from wizard.core.checking.uploads import Upload
from wizard.core.files import FileError
from wizard.core.verdicts import Verdict, check_form, read_answers, unreadable_verdict
from wizard.core.workers.limits import SHARED_POOL
from wizard.core.workers.pool import WorkerPool
from wizard.core.workers.too_costly import TooCostlyError

FEW: Final = 3  # files up to which starting a pool is not worthwhile (an estimate)

_log = logging.getLogger("moushikomi")
_UNFORESEEN: Final = "このファイルの確認中に、予期しないエラーが発生しました。"
_REPORT: Final = "記入漏れの有無を目視で確認し、ファイル名を本ツールの管理者に連絡してください。"
_CHECK_PLACE: Final = "保存場所とファイル名を確認してください。"


@dataclass(frozen=True, slots=True)
class Task:
    """A file to check, the moment of the check, and the closures.

    ``with_cells`` asks for the cells of all answers, for what is found later; ``reads_only`` for
    the answers alone.
    """

    upload: Upload
    at: datetime
    closures: tuple[Closure, ...]
    with_cells: bool = False
    reads_only: bool = False


def judge_uploads(
    tasks: Iterable[Task], *, workers: int = 0
) -> Generator[tuple[Task, Verdict], None, None]:
    """Yield the verdict of each task on completion; closing the generator stops the work.

    ``workers`` is the number of processes for more than a few files; 0 is one for each processor.
    """
    remaining = iter(tasks)
    first = list(islice(remaining, FEW + 1))
    if len(first) <= FEW:
        yield from ((task, judge(task)) for task in first)
        return
    pool = WorkerPool(workers)
    yield from pool.each(partial(judge, pool=pool), chain(first, remaining))


def judge(task: Task, pool: WorkerPool = SHARED_POOL) -> Verdict:
    """Return the verdict of one file."""
    try:
        return pool.call(check_upload, task)
    except TooCostlyError as error:
        return unreadable_verdict(error.why, error.mend, error.code)


def check_upload(task: Task) -> Verdict:
    """Return the verdict of one file, checked in this process.

    Raises MemoryError if the memory limit is exceeded.
    """
    upload = task.upload
    if upload.why:
        return unreadable_verdict(upload.why, upload.mend)
    try:
        beside = upload.continuation.read() if upload.continuation else None
        if task.reads_only:
            return read_answers(upload.read(), beside)
        calendar = _calendar(task.closures)
        check = partial(check_form, with_cells=True) if task.with_cells else check_form
        return check(upload.read(), task.at, calendar, beside)
    except FileError as error:
        return unreadable_verdict(str(error), _CHECK_PLACE)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - logged, and the other files continue
        _log.exception("a file could not be checked: %s", upload.name)
        return unreadable_verdict(_UNFORESEEN, _REPORT, "unforeseen")


_CALENDARS: Final[dict[tuple[Closure, ...], OfficeCalendar]] = {}


def _calendar(closures: tuple[Closure, ...]) -> OfficeCalendar:
    """Return the calendar of closures. The last one is cached, together with its days."""
    if closures not in _CALENDARS:
        _CALENDARS.clear()
        _CALENDARS[closures] = OfficeCalendar(closures)
    return _CALENDARS[closures]
