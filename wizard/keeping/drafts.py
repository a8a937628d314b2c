"""The drafts of an installation, each reached by its token alone."""

import logging
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from threading import Lock
from typing import Final

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from wizard.draft import Draft
from wizard.files import FileError
from wizard.keeping.coding import DamagedError, decoded, encoded
from wizard.keeping.database import migrate
from wizard.keeping.tables import DRAFTS

MOST_IN_MEMORY: Final = 1_000
_SWEEP_EVERY: Final = timedelta(hours=6)
_log = logging.getLogger("moushikomi")


class DraftsError(Exception):
    """Drafts cannot be read or written now; the text says why, in Japanese."""


class ConflictError(Exception):
    """Another page has saved the same draft in the meantime."""

    def __init__(self, theirs: Draft) -> None:
        """Give the draft as the other page saved it."""
        super().__init__(theirs.version)
        self.theirs = theirs


class Drafts(ABC):
    """Where drafts are kept."""

    @abstractmethod
    def find(self, token: str) -> Draft | None:
        """Give a copy of the draft of a token; None where there is none.

        Raises:
            DraftsError: it cannot be read.

        """

    @abstractmethod
    def keep(self, draft: Draft) -> None:
        """Save a draft, and count up its version; when this returns, it is on the disk.

        Raises:
            ConflictError: it was saved by another page since it was read.
            DraftsError: it cannot be written; what was kept before still is.

        """

    @abstractmethod
    def forget(self, token: str) -> None:
        """Delete a draft, if there is one.

        Raises:
            DraftsError: it cannot be deleted.

        """


class MemoryDrafts(Drafts):
    """Drafts that end with the server; the oldest go first."""

    def __init__(self) -> None:
        """Begin without drafts."""
        self._drafts: OrderedDict[str, Draft] = OrderedDict()
        self._lock = Lock()

    def find(self, token: str) -> Draft | None:
        """Give a copy of the draft of a token; None where there is none."""
        with self._lock:
            return deepcopy(self._drafts.get(token))

    def keep(self, draft: Draft) -> None:
        """Keep a copy of a draft, and count up its version."""
        with self._lock:
            known = self._drafts.get(draft.token)
            if known is not None and known.version != draft.version:
                raise ConflictError(deepcopy(known))
            draft.version += 1
            self._drafts[draft.token] = deepcopy(draft)
            self._drafts.move_to_end(draft.token)
            while len(self._drafts) > MOST_IN_MEMORY:
                self._drafts.popitem(last=False)

    def forget(self, token: str) -> None:
        """Delete a draft, if there is one."""
        with self._lock:
            self._drafts.pop(token, None)


class SavedDrafts(Drafts):
    """Drafts in a database. Those untouched for longer than a number of days are deleted."""

    def __init__(self, engine: Engine, days: int) -> None:
        """Use a database; it is brought to the tables of today when it is first needed."""
        self._engine, self._days = engine, timedelta(days=days)
        self._lock, self._is_ready = Lock(), False
        self._swept_at = datetime.min.replace(tzinfo=UTC)

    def find(self, token: str) -> Draft | None:
        """Give the draft of a token; None where there is none."""
        with self._connected() as connection:
            return _read(connection, token)

    def keep(self, draft: Draft) -> None:
        """Save a draft, and count up its version."""
        now = datetime.now(UTC)
        with self._connected() as connection:
            self._sweep(connection, now)
            if not _write(connection, draft, now):
                theirs = _read(connection, draft.token)
                if theirs is not None:
                    raise ConflictError(theirs)
                _insert(connection, draft, now)  # deleted in the meantime
        draft.version += 1

    def forget(self, token: str) -> None:
        """Delete a draft, if there is one."""
        with self._connected() as connection:
            connection.execute(delete(DRAFTS).where(DRAFTS.c.digest == _digest(token)))

    def prepare(self) -> None:
        """Bring the database to the tables of today.

        Raises:
            DraftsError: it cannot be used.

        """
        with self._connected():
            pass

    def _sweep(self, connection: Connection, now: datetime) -> None:
        """Delete what is too old, now and then."""
        if now - self._swept_at > _SWEEP_EVERY:
            self._swept_at = now
            oldest = _naive(now - self._days)
            connection.execute(delete(DRAFTS).where(DRAFTS.c.changed_at < oldest))

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """Give a connection whose changes are durable when the block has ended."""
        try:
            with self._lock:
                if not self._is_ready:
                    migrate(self._engine)
                    self._is_ready = True
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            _log.warning("drafts cannot be used: %s", error)
            raise DraftsError(_reason(error)) from error
        except (FileError, OSError) as error:
            _log.warning("drafts cannot be used: %s", error)
            raise DraftsError(str(error)) from error


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _naive(moment: datetime) -> datetime:
    """Give a moment as the table holds it: UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def _read(connection: Connection, token: str) -> Draft | None:
    found = connection.execute(
        select(DRAFTS.c.content, DRAFTS.c.version).where(DRAFTS.c.digest == _digest(token))
    ).one_or_none()
    if found is None:
        return None
    try:
        return decoded(found.content, token, found.version)
    except DamagedError as error:
        message = "保存されていた下書きの内容が壊れています。"
        raise DraftsError(message) from error


def _write(connection: Connection, draft: Draft, now: datetime) -> bool:
    """Write a draft over the version that it was read as; tell whether that was still there."""
    if draft.version == 0:
        try:
            with connection.begin_nested():
                _insert(connection, draft, now)
        except IntegrityError:
            return False
        return True
    done = connection.execute(
        update(DRAFTS)
        .where(DRAFTS.c.digest == _digest(draft.token), DRAFTS.c.version == draft.version)
        .values(content=encoded(draft), version=draft.version + 1, changed_at=_naive(now))
    )
    return done.rowcount == 1


def _insert(connection: Connection, draft: Draft, now: datetime) -> None:
    connection.execute(
        insert(DRAFTS).values(
            digest=_digest(draft.token),
            version=draft.version + 1,
            content=encoded(draft),
            changed_at=_naive(now),
        )
    )


_REASONS: Final = (
    ("database or disk is full", "ディスクの空きがありません。"),
    ("no space left", "ディスクの空きがありません。"),
    (
        "disk i/o error",
        "ディスクに書き込めません。空きがあるか、書き込める場所かを確かめてください。",
    ),
    ("locked", "ほかの処理が保存場所を使っています。少し待ってください。"),
    ("lock timeout", "ほかの処理が保存場所を使っています。少し待ってください。"),
    ("readonly", "保存場所に書き込む権限がありません。"),
    ("unable to open", "保存場所を開けません。場所と権限を確かめてください。"),
    ("not a database", "保存場所のファイルが壊れています。"),
    ("malformed", "保存場所のファイルが壊れています。"),
    ("can't locate revision", "保存場所は、これより新しい版のmoushikomiのものです。"),
)
_OTHERWISE: Final = "下書きのデータベースとやり取りできません。"


def _reason(error: Exception) -> str:
    """Say in Japanese why a database refused."""
    said = str(error).lower()
    return next((reason for words, reason in _REASONS if words in said), _OTHERWISE)
