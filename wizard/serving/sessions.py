"""Disconnected sessions: kept for reconnection, and freed after a time."""

import asyncio
import gc

from wizard.serving.framework import MemorySessionStorage, SessionInfo

_LATER_SECONDS = 1
"""Seconds after a session has expired; sessions that end together are freed together."""


class LeftSessions(MemorySessionStorage):
    """Disconnected sessions that are freed when they expire.

    The framework itself frees them only when the next visitor leaves; until then, the uploads of
    the last visitors would stay in memory.
    """

    def __init__(self, seconds: int) -> None:
        """Keep each session for a number of seconds."""
        super().__init__(ttl_seconds=seconds)
        self._seconds = seconds

    def save(self, session_info: SessionInfo) -> None:
        """Store a disconnected session; called on the server's event loop."""
        super().save(session_info)
        asyncio.get_running_loop().call_later(self._seconds + _LATER_SECONDS, self._free)

    def _free(self) -> None:
        expired = self._cache.expire()  # type: ignore[attr-defined]  # it is a TTLCache
        for _, session_info in expired:
            session_info.session.shutdown()
        if expired:
            gc.collect()  # a session has reference cycles
