"""Saved rows: access to the database of an installation, and the error that it refuses."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from wizard.core.files import FileError
from wizard.drafts.database import NewerDatabaseError, connect_all, identity_of, soon, transaction
from wizard.drafts.database_errors import reason_of
from wizard.drafts.writer import writer_of

_T = TypeVar("_T")
_log = logging.getLogger("moushikomi")


class DraftsError(Exception):
    """Drafts or registers cannot be read or written now; the text says why, in Japanese."""


class SavedRows:
    """Access to the database of an installation: transactions that are durable, or refused.

    Refused ones raise DraftsError; what was kept before still is.
    """

    def __init__(self, engine: Engine) -> None:
        """Use a database; it is brought to the tables of today when it is first needed."""
        self._engine = engine
        self._writer = writer_of(engine)
        self._is_ready, self._file = False, identity_of(engine)
        self._getting_ready = Lock()

    def _read(self, action: Callable[[Connection], _T]) -> _T:
        """Read in a transaction."""
        with self._error_messages():
            return self._in_transaction(action, soon(), writes=False)

    def _write(self, action: Callable[[Connection], _T], *, cleaning: bool = False) -> _T:
        """Write after those who came before, in a transaction that is durable when this returns."""
        until = soon(cleaning=cleaning)
        with self._error_messages():
            return self._writer.do(lambda: self._in_transaction(action, until, writes=True))

    def _in_transaction(
        self, action: Callable[[Connection], _T], until: float, *, writes: bool
    ) -> _T:
        self._get_ready(until)
        with transaction(self._engine, until, writes=writes) as connection:
            return action(connection)

    @contextmanager
    def _error_messages(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, NewerDatabaseError, FileError) as error:
            self._is_ready = False
            _log.warning("drafts cannot be used: %s", error)
            raise DraftsError(reason_of(error)) from error

    def _get_ready(self, until: float) -> None:
        """Migrate at first, and again after trouble or where the file is another one by now.

        A file that was taken away is still written to by who has it open; nobody would find that.
        """
        if self._is_as_known():
            return
        with self._getting_ready:  # by one for the others
            if not self._is_as_known():
                from wizard.drafts.migration import migrate  # noqa: PLC0415 - slow to import

                self._engine.dispose()
                migrate(self._engine, until)
                connect_all(self._engine)
                self._is_ready, self._file = True, identity_of(self._engine)

    def _is_as_known(self) -> bool:
        return self._is_ready and self._file == identity_of(self._engine)
