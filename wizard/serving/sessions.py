"""Sessions whose visitors have left: kept for an interrupted connection, and freed in time."""

import asyncio
import gc

from wizard.serving.framework import MemorySessionStorage, SessionInfo

_LATER_SECONDS = 1
"""After the time of a session is over; those who leave together are freed together."""


class LeftSessions(MemorySessionStorage):
    """Sessions without a visitor, which are freed when their time is over.

    By itself the framework lets go of them when the next visitor leaves; until then, what the last
    ones have uploaded would stay in memory.
    """

    def __init__(self, seconds: int) -> None:
        """Keep each session for so long."""
        super().__init__(ttl_seconds=seconds)
        self._seconds = seconds

    def save(self, session_info: SessionInfo) -> None:
        """Keep a session that was left just now; called on the server's loop."""
        super().save(session_info)
        asyncio.get_running_loop().call_later(self._seconds + _LATER_SECONDS, self._free)

    def _free(self) -> None:
        expired = self._cache.expire()  # type: ignore[attr-defined]  # it is a TTLCache
        for _, left in expired:
            left.session.shutdown()
        if expired:
            gc.collect()  # a session is a ring of objects
