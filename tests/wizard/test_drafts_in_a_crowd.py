"""Many who save at once are not refused, and what they were told is saved is there."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Barrier, Lock, Timer
from time import monotonic
from typing import Final

import pytest

from tests.nightly import NIGHTLY
from tests.wizard.places import PROCESSES, Place, found, refused_with, stop_form
from wizard.core.settings import Settings
from wizard.drafts import database
from wizard.drafts.database import engine_of
from wizard.drafts.writer import writer_of

PEOPLE: Final = 50
SAVES: Final = 20 if NIGHTLY else 2
HELD_SECONDS: Final = 8 if NIGHTLY else 3
BUSY: Final = "ほかの処理が保存場所を使用しています。しばらくしてから、再度お試しください。"


@contextmanager
def busy_machine() -> Iterator[None]:
    """Keep every processor busy, twice, in a nightly run."""
    command = [sys.executable, "-c", "while True: pass"]
    with ExitStack() as stack:
        for _ in range(2 * (os.cpu_count() or 1) if NIGHTLY else 0):
            process = stack.enter_context(subprocess.Popen(command))
            stack.callback(process.kill)
        yield


@contextmanager
def locked(place: Place) -> Iterator[None]:
    """Have somebody else hold the lock that a save needs."""
    engine = engine_of(place.settings)
    with engine.connect() as other:
        if other.dialect.name == "sqlite":
            other.execution_options(begin="EXCLUSIVE").begin()
        else:
            other.exec_driver_sql("LOCK TABLE drafts IN EXCLUSIVE MODE")
        yield
    engine.dispose()


def save_at_once(place: Place, saves: int) -> None:
    """Have people save at once, each a draft of their own and so many times."""
    kept, start = place.drafts(), Barrier(PEOPLE)
    drafts = [stop_form() for _ in range(PEOPLE)]

    def save(person: int) -> None:
        start.wait()
        for number in range(saves):
            drafts[person].answers["remarks"] = f"{person} {number}"
            kept.keep(drafts[person])

    with ThreadPoolExecutor(PEOPLE) as pool:
        assert list(pool.map(save, range(PEOPLE))) == [None] * PEOPLE
    for person, draft in enumerate(drafts):
        there = found(kept, draft.token)
        assert (there.version, there.answers["remarks"]) == (saves, f"{person} {saves - 1}")


def test_a_crowd_on_a_busy_machine_is_not_refused(place: Place) -> None:
    with busy_machine():
        save_at_once(place, SAVES)


def test_a_crowd_waits_for_another_process_that_writes_for_long(place: Place) -> None:
    place.drafts().prepare()
    with ExitStack() as stack:
        stack.enter_context(locked(place))
        Timer(HELD_SECONDS, stack.pop_all().close).start()
        save_at_once(place, 1)


def test_a_crowd_is_refused_together_where_another_process_never_ends(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_WAIT_SECONDS", 1)
    kept = place.drafts()
    drafts = [stop_form() for _ in range(8)]
    kept.prepare()

    def save(number: int) -> None:
        with refused_with(BUSY):
            kept.keep(drafts[number])

    started = monotonic()
    with locked(place), ThreadPoolExecutor(len(drafts)) as pool:
        list(pool.map(save, range(len(drafts))))
    assert monotonic() - started < len(drafts)  # they did not wait one after the other
    for draft in drafts:
        kept.keep(draft)
        assert found(kept, draft.token).version == 1


def save_in_a_crowd(place: Place, tokens: list[str], saved: Connection) -> None:
    """Save drafts at once for ever, and tell after each save which draft had which answer."""
    kept, sending = place.drafts(), Lock()

    def save(token: str) -> None:
        draft = stop_form(remarks="0")
        draft.token = token
        while True:
            kept.keep(draft)
            with sending:
                saved.send((token, int(draft.answers["remarks"])))
            draft.answers["remarks"] = str(int(draft.answers["remarks"]) + 1)

    with ThreadPoolExecutor(len(tokens)) as pool:
        list(pool.map(save, tokens))


def test_confirmed_saves_of_a_crowd_outlive_a_killed_process(place: Place) -> None:
    tokens = [stop_form().token for _ in range(20)]
    here, there = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=save_in_a_crowd, args=(place, tokens, there))
    process.start()
    there.close()
    acknowledged = dict(here.recv() for _ in range(200))
    process.kill()
    with suppress(EOFError):
        while True:
            acknowledged |= [here.recv()]
    process.join()
    kept = place.drafts()
    assert acknowledged.keys() <= set(tokens)
    for token, number in acknowledged.items():
        assert int(found(kept, token).answers["remarks"]) in {number, number + 1}


def test_a_file_has_one_writer_whoever_asks(tmp_path: Path) -> None:
    places = [Settings(data_folder=tmp_path / name, database_url="") for name in ("a", "a", "b")]
    one, same, other = (writer_of(engine_of(place)) for place in places)
    assert one is same
    assert one is not other
