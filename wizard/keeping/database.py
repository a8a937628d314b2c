"""The database: SQLite in the user's data folder, or what the settings name."""

import sqlite3
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url

from wizard.files import make_folder
from wizard.settings import Settings

FILE: Final = "drafts.sqlite3"
PRIVATE: Final = 0o700
_MIGRATIONS: Final = Path(__file__).with_name("migrations")
_WAIT_SECONDS: Final = 3
_LOCK: Final = 0x6D6F7573
"""Any number of ours: two processes that begin at once migrate one after the other."""


def engine_of(settings: Settings) -> Engine:
    """Give the engine of the installation's database; nothing is opened yet."""
    url = url_of(settings)
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS})
        event.listen(engine, "connect", _make_durable)
        return engine
    wait = {"connect_timeout": _WAIT_SECONDS, "options": f"-c lock_timeout={_WAIT_SECONDS}s"}
    return create_engine(url, connect_args=wait, pool_pre_ping=True)


def url_of(settings: Settings) -> URL:
    """Say where the database is."""
    if not settings.database_url:
        return URL.create("sqlite", database=str(settings.data_folder / FILE))
    url = make_url(settings.database_url)
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url


def migrate(engine: Engine) -> None:
    """Bring a database to the tables of today.

    Raises:
        FileError: the folder of a SQLite file cannot be made.
        SQLAlchemyError: the database cannot be reached, or is none.

    """
    if engine.dialect.name == "sqlite" and engine.url.database:
        make_folder(Path(engine.url.database).parent, PRIVATE)
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _make_durable(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's
    """Have a commit return only when it is on the disk, and readers not wait for writers."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
