"""An installation of the pages that a test may harm: kill it, start it anew, look into it."""

import asyncio
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from tests.browser import visitor
from tests.browser.conftest import free_port, serving
from tests.browser.visitor import stream_of

Result = TypeVar("Result")


def finished(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Run to the end; in a thread, for Playwright has a loop of its own in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


class Installation:
    """A server, always at the same address, and the folder where it keeps its data."""

    def __init__(self, folder: Path, stack: ExitStack, **settings: str) -> None:
        self.folder, self._stack, self._settings = folder, stack, settings
        self._port = free_port()
        self.start()

    @property
    def database(self) -> Path:
        return self.folder / "data" / "drafts.sqlite3"

    def bytes(self) -> bytes:
        """Give all that is in the data folder."""
        return b"".join(path.read_bytes() for path in self.database.parent.iterdir())

    def start(self) -> None:
        """Start the server, and wait until a page was shown: the first one takes its time."""
        served = serving(self.folder, port=self._port, **self._settings)
        self.url, self._process = self._stack.enter_context(served)
        finished(self._see())

    def kill(self) -> None:
        """End the server at once, as a crash does."""
        self._process.kill()
        self._process.wait(timeout=20)

    async def _see(self) -> None:
        async with visitor.Page.opened(stream_of(self.url)):
            pass


@contextmanager
def installed(folder: Path, **settings: str) -> Iterator[Installation]:
    """Run an installation until the block ends."""
    with ExitStack() as stack:
        yield Installation(folder, stack, **settings)
