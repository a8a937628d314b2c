"""Places where drafts and registers are kept, for tests: each with a database of its own."""

import multiprocessing
import re
import resource
import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, ClassVar, Final

import pytest
from sqlalchemy import Engine, text

from rules.register.records import record
from tests.postgresql import Postgresql
from tests.rules.histories import change
from wizard.core.draft import Draft
from wizard.core.settings import Settings
from wizard.drafts.database import engine_of
from wizard.drafts.registers import SavedRegisters
from wizard.drafts.saved_rows import DraftsError
from wizard.drafts.store import ConflictError, MemoryDrafts, SavedDrafts

PROCESSES: Final = multiprocessing.get_context("forkserver")
"""Processes of their own, which need not load everything anew."""

PROCESSES.set_forkserver_preload([__name__, "wizard.drafts.migration"])

BOTH: Final = [
    "sqlite",
    # `make test` alone sees to it that PostgreSQL is there
    pytest.param("postgresql", marks=pytest.mark.browser),
]
"""The databases that drafts are kept in."""

Drafts = MemoryDrafts | SavedDrafts

Use = Callable[[], object]
"""Something that is done with drafts."""

LASTING: Final = (
    "entitled",
    "situation",
    "parts",
    "pending_choices",
    "answers",
    "accepted",
    "finished_at",
    "last_time",
)
"""What of a draft must come back; the rest belongs to the page that shows it."""


def lasting(draft: Draft | None) -> dict[str, Any]:
    """Give what of a draft must come back."""
    assert draft is not None
    return {name: getattr(draft, name) for name in LASTING}


def refused_with(words: str) -> pytest.RaisesExc[DraftsError]:
    """Expect these words for the user, and no others."""
    return pytest.raises(DraftsError, match=f"^{re.escape(words)}$")


def found(kept: Drafts, token: str) -> Draft:
    """Give a draft that must be there."""
    draft = kept.find(token)
    assert draft is not None
    return draft


def stop_form(**answers: object) -> Draft:
    """Give a draft that has been begun, with these answers."""
    return Draft(
        entitled="小売電気事業者",
        situation="withdrawing",
        answers={"kind": "stop", **answers},
        accepted={"start"},
    )


@dataclass
class Place:
    """A database that one test has for itself."""

    settings: Settings
    engines: list[Engine] = field(default_factory=list)

    def __reduce__(self) -> tuple[type["Place"], tuple[Settings]]:
        """Let another process have the place, not the connections."""
        return Place, (self.settings,)

    def drafts(self, days: int = 90) -> SavedDrafts:
        """Give its drafts as another process would: with connections of their own."""
        self.engines.append(engine_of(self.settings))
        return SavedDrafts(self.engines[-1], days)

    def registers(self) -> SavedRegisters:
        """Give its registers as another process would: with connections of their own."""
        self.engines.append(engine_of(self.settings))
        return SavedRegisters(self.engines[-1])

    def by_hand(self, statement: str, **values: object) -> Sequence[Any]:
        """Do something in the database, past the drafts; give the rows that it returns."""
        self.engines.append(engine_of(self.settings))
        with self.engines[-1].begin() as connection:
            done = connection.execute(text(statement), values)
            return done.all() if done.returns_rows else []

    def close(self) -> None:
        """Let go of every connection."""
        for engine in self.engines:
            engine.dispose()


@contextmanager
def sqlite_in(folder: Path) -> Iterator[Place]:
    """Give a place in a data folder, as an installation without settings has it."""
    place = Place(Settings(data_folder=folder, database_url=""))
    yield place
    place.close()


@contextmanager
def postgresql_at(server: Postgresql, schema: str) -> Iterator[Place]:
    """Give a place in a schema of its own, which stands for a database."""
    with server.connect() as connection:
        connection.execute(f'CREATE SCHEMA "{schema}"'.encode())
    place = Place(Settings(database_url=server.url(options=f"-c search_path={schema}")))
    yield place
    place.close()
    with server.connect() as connection:
        connection.execute(f'DROP SCHEMA "{schema}" CASCADE'.encode())


@contextmanager
def place_of(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Place]:
    """Give a place of one of both; PostgreSQL's server is the fixture of that name."""
    if kind == "sqlite":
        with sqlite_in(folder / "data") as place:
            yield place
        return
    with postgresql_at(request.getfixturevalue("postgresql"), folder.name[-40:]) as place:
        yield place


class Note(ABC):
    """A text that a database keeps, as a draft or as a register; what both must outlive, it must.

    ``token`` names it for another process.
    """

    table: ClassVar[str]

    def __init__(self, place: Place, token: str = "") -> None:
        """Begin with what another process has written, if there is any."""
        self.place, self.token = place, token or secrets.token_urlsafe(24)

    def anew(self) -> "Note":
        """Give the note as another process would have it."""
        return type(self)(self.place, self.token)

    def __reduce__(self) -> tuple[type["Note"], tuple[Place, str]]:
        """Let another process have the note, with connections of its own."""
        return type(self), (self.place, self.token)

    @abstractmethod
    def write(self, text: str) -> None:
        """Put a text into the place of the last one."""

    @abstractmethod
    def read(self) -> str | None:
        """Give the last text; None where there is none."""


class DraftNote(Note):
    """The remarks of a draft."""

    table = "drafts"

    def __init__(self, place: Place, token: str = "") -> None:
        super().__init__(place, token)
        self._kept = place.drafts()
        self._draft: Draft | None = None

    def write(self, text: str) -> None:
        if self._draft is None:
            self._draft = self._kept.find(self.token) or stop_form()
            self._draft.token = self.token
        before = self._draft.version
        self._draft.answers["remarks"] = text
        try:
            self._kept.keep(self._draft)
        except DraftsError:
            assert self._draft.version == before
            raise

    def read(self) -> str | None:
        draft = self._kept.find(self.token)
        return None if draft is None else str(draft.answers["remarks"])


class RegisterNote(Note):
    """The remarks of the last application in the register of an owner, and its workbook."""

    table = "applications"

    def __init__(self, place: Place, token: str = "") -> None:
        super().__init__(place, token)
        self._kept = place.registers()

    def write(self, text: str) -> None:
        one = record(change("2026-06-12", remarks=text), ["変更.xlsx"])
        assert one is not None
        self._kept.add(self.token, one, text.encode())

    def read(self) -> str | None:
        found = self._kept.applications(self.token)
        if not found:
            return None
        remarks = str(found[-1].record.answers["remarks"])
        assert self._kept.workbook(self.token, found[-1].number) == remarks.encode()
        return remarks


NOTES: Final = [DraftNote, RegisterNote]
NoteType = type[DraftNote] | type[RegisterNote]


def save_for_ever(note: Note, limit: int, saved: Connection) -> None:
    """Write numbers again and again, and tell after each which one it was.

    ``limit`` is how large a file may grow, in bytes, as on a full disk; 0 for as it wants. What
    the database says when it cannot save is told as well, and ends it.
    """
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        for number in count():
            note.write(str(number))
            saved.send(str(number))
    except DraftsError as error:
        saved.send(str(error))


def killed_while_saving(note: Note, after: int) -> int:
    """Have a process save for ever, kill it after so many saves, give the last acknowledged one."""
    here, there = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=save_for_ever, args=(note, 0, there))
    process.start()
    there.close()
    refused_with = [int(here.recv()) for _ in range(after)]
    process.kill()
    with suppress(EOFError):
        while True:
            refused_with.append(int(here.recv()))
    process.join()
    return refused_with[-1]


def count_up(place: Place, token: str, name: str, start: Any) -> None:  # noqa: ANN401 - untyped
    """Count up an answer of a draft, fifteen times, whoever else does."""
    kept = place.drafts()
    start.wait()
    for _ in range(15):
        while True:
            draft = found(kept, token)
            draft.answers[name] += 1
            try:
                kept.keep(draft)
                break
            except ConflictError:
                pass


def prepare(place: Place, start: Any) -> None:  # noqa: ANN401 - untyped
    """Begin with a database."""
    kept = place.drafts()
    start.wait()
    kept.prepare()


def run_at_once(target: Callable[..., None], calls: list[tuple[Any, ...]]) -> None:
    """Run a function in several processes, which wait for each other; all must end well."""
    start = PROCESSES.Barrier(len(calls))
    running = [PROCESSES.Process(target=target, args=(*words, start)) for words in calls]
    for process in running:
        process.start()
    for process in running:
        process.join(timeout=60)
    assert [process.exitcode for process in running] == [0] * len(calls)
