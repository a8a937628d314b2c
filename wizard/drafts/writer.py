"""The one thread of this process that writes into a SQLite file, for all who want to."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Final, TypeVar
from weakref import WeakValueDictionary

from sqlalchemy import Engine

from wizard.drafts.database import file_of

_T = TypeVar("_T")
_writers: Final[WeakValueDictionary[str, "Writer"]] = WeakValueDictionary()
_finding: Final = Lock()


class Writer:
    """Does what writes in the order in which it came.

    SQLite lets one write at a time, and has the others look again now and then: in a crowd, some
    find it taken until they are refused, while others write again and again.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="drafts")

    def do(self, action: Callable[[], _T]) -> _T:
        """Return the result of an action, which is done when those before it are.

        There is no limit to waiting: on a slow machine, whoever was refused would only ask again.
        Raises whatever the action raises.
        """
        return self._thread.submit(action).result()


class DirectWriter(Writer):
    """Does everything at once: PostgreSQL has many write at a time."""

    def do(self, action: Callable[[], _T]) -> _T:
        """Return the result of an action."""
        return action()


def writer_of(engine: Engine) -> Writer:
    """Return the writer of a database: for a SQLite file the same for all of this process."""
    if engine.dialect.name != "sqlite":
        return DirectWriter()
    file = file_of(engine)
    place = str(file.absolute() if file else engine.url)
    with _finding:
        return _writers.setdefault(place, Writer())
