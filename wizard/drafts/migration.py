"""Migration of a database to the tables of today, by alembic."""

import os
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from wizard.core.files import PRIVATE, make_folder
from wizard.drafts.database import NewerDatabaseError, file_of, transaction

_PRIVATE_FILE: Final = 0o600  # read and written by its owner alone
_MIGRATIONS: Final = Path(__file__).with_name("migrations")
_LOCK: Final = 0x6D6F7573
"""Any number of ours: two processes that begin at once migrate one after the other."""

_migrating: Final = Lock()  # alembic serves one thread at a time


def migrate(engine: Engine, until: float) -> None:
    """Bring a database to the tables of today; ``until`` is when to give up waiting for others.

    Raises FileError if the folder of a SQLite file cannot be made, NewerDatabaseError if the
    database is of a newer edition and SQLAlchemyError if the database cannot be reached, or is
    none.
    """
    if file := file_of(engine):
        make_folder(file.parent, PRIVATE)
        _make_private(file)
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    if not _is_of_today(engine, config):
        with transaction(engine, until, writes=True) as connection, _migrating:
            _upgrade(connection, config)


def _make_private(file: Path) -> None:
    """Make the file before SQLite does, for its owner alone; what hinders it, SQLite will tell.

    One that is there is not opened: whoever closes a file gives up the locks that other connections
    of the process have on it, and the next process to end would take their journal away.
    """
    with suppress(OSError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, _PRIVATE_FILE))


def _is_of_today(engine: Engine, config: Config) -> bool:
    """Return whether there is nothing to migrate, without writing: another may hold the lock."""
    heads = ScriptDirectory.from_config(config).get_heads()
    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)


def _upgrade(connection: Connection, config: Config) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise NewerDatabaseError(str(error)) from error
