"""The database: SQLite in the user's data folder, or what the settings name."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, create_engine, event, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from wizard.core.settings import Settings, SettingsError

FILE: Final = "drafts.sqlite3"
_DRIVERS: Final = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}
_WAIT_SECONDS: Final = 25
"""How long a transaction waits for others, here and in other processes, before it is refused."""
_CLEANING_SECONDS: Final = 3  # how long what can as well be done later does
_JOURNAL: Final = "PRAGMA journal_mode=WAL"  # readers do not wait for writers
_RETRY_SECONDS: Final = 0.01  # between two attempts to change the journal
_PRAGMAS: Final = (
    "synchronous=FULL",  # a commit returns when it is on the disk
    "fullfsync=ON",  # and on macOS, not only in the disk's own memory
    "secure_delete=ON",  # what is deleted is not left in the file
)
_CONNECTIONS: Final = 4  # to a SQLite file: one writes, the others read
_LEAST_MILLISECONDS: Final = 100
"""So long wait even those who have waited for their turn here until their time was over."""
_ALIVE: Final = {
    "connect_timeout": 10,  # a busy machine needs seconds for it
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,  # milliseconds
}
"""How soon a server that is no longer there is given up, so that no page waits for it."""


class NewerDatabaseError(Exception):
    """A database whose tables are of a newer edition."""


def engine_of(settings: Settings) -> Engine:
    """Return the engine of the installation's database; nothing is opened yet.

    Raises SettingsError if what is set is no place that outlives the server.
    """
    url = url_of(settings)
    return _sqlite(url) if url.get_backend_name() == "sqlite" else _postgresql(url)


def url_of(settings: Settings) -> URL:
    """Return where the database is, and which driver talks to it.

    Raises SettingsError if what is set is no place that outlives the server.
    """
    if not settings.database_url:
        return URL.create("sqlite", database=str(settings.data_folder / FILE))
    try:
        url = make_url(settings.database_url)
    except (ArgumentError, ValueError) as error:
        raise SettingsError("設定 MOUSHIKOMI_DATABASE_URL の値を読み取れません。") from error
    if url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}:
        message = "設定 MOUSHIKOMI_DATABASE_URL に、SQLiteのファイルの保存場所を指定してください。"
        raise SettingsError(message)
    return url.set(drivername=_DRIVERS[url.get_backend_name()])


def file_of(engine: Engine) -> Path | None:
    """Return the file of a SQLite database; None where there is none, or its place is a URI."""
    if engine.dialect.name != "sqlite" or not engine.url.database or "uri" in engine.url.query:
        return None
    return Path(engine.url.database)


def identity_of(engine: Engine) -> tuple[int, int] | None:
    """Return one SQLite file from another at the same place; None where there is none (yet)."""
    file = file_of(engine)
    try:
        found = file.stat() if file else None
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if found else None


def soon(*, cleaning: bool = False) -> float:
    """Return when a transaction that begins now gives up waiting (``time.monotonic``).

    ``cleaning`` is for what can as well be done later, and shall not keep anybody waiting.
    """
    return monotonic() + (_CLEANING_SECONDS if cleaning else _WAIT_SECONDS)


@contextmanager
def transaction(engine: Engine, until: float, *, writes: bool) -> Iterator[Connection]:
    """Run a transaction that is durable when the block has ended.

    ``until`` is when it gives up waiting for other processes (``time.monotonic``). Raises
    SQLAlchemyError if the database refuses.
    """
    how = {"until": until, "begin": "IMMEDIATE" if writes else "DEFERRED"}
    with engine.execution_options(**how).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_milliseconds(until)}")
        yield connection


def insert_if_absent(connection: Connection, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert a row whose key is not there yet; return whether it was inserted.

    No savepoint is needed, to which SQLite cannot return once it has rolled back on a full disk.
    """
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(table).values(values).on_conflict_do_nothing().returning(literal(1))
    return connection.execute(statement).first() is not None


def connect_all(engine: Engine) -> None:
    """Open all connections to a SQLite file, for later there may be no files left for one."""
    if engine.dialect.name == "sqlite":
        with ExitStack() as stack:
            for _ in range(_CONNECTIONS):
                stack.enter_context(engine.connect())


def shrink(engine: Engine) -> None:
    """Let SQLite forget in its journal, too, what was deleted; later, while others are reading."""
    if engine.dialect.name == "sqlite":
        with (
            suppress(sqlite3.Error, SQLAlchemyError),
            closing(engine.raw_connection()) as connection,
        ):
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout = {_CLEANING_SECONDS * 1000}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _milliseconds(until: float) -> int:
    """Return how long there is until a moment."""
    return max(_LEAST_MILLISECONDS, round((until - monotonic()) * 1000))


def _sqlite(url: URL) -> Engine:
    engine = create_engine(
        url,
        connect_args={"timeout": _WAIT_SECONDS},
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_timeout=_WAIT_SECONDS,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _make_durable)
    event.listen(engine, "begin", _begin)
    return engine


def _postgresql(url: URL) -> Engine:
    """Return an engine whose commits are on the disk, whatever the server's own setting."""
    options = f"-c lock_timeout={_WAIT_SECONDS}s -c synchronous_commit=on"
    arguments = {**_ALIVE, **url.query}
    if "options" in arguments:
        options = f"{options} {arguments['options']}"
    return create_engine(
        url,
        connect_args={**arguments, "options": options},
        pool_pre_ping=True,
        pool_timeout=_WAIT_SECONDS,
        hide_parameters=True,
    )


def _make_durable(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's
    """Have a commit return only when it is on the disk; SQLAlchemy says when one begins."""
    connection.isolation_level = None
    _set_journal(connection, monotonic() + _WAIT_SECONDS)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _set_journal(connection: sqlite3.Connection, until: float) -> None:
    """Set the journal's kind; SQLite itself does not wait where several do so on a new file."""
    while True:
        try:
            connection.execute(_JOURNAL)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(_RETRY_SECONDS)
        else:
            return


def _begin(connection: Connection) -> None:
    """Begin a transaction that holds all that is done in it, tables included."""
    how = connection.get_execution_options()
    if "until" in how:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {_milliseconds(how['until'])}")
    connection.exec_driver_sql(f"BEGIN {how.get('begin', 'DEFERRED')}")
