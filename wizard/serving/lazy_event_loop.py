"""Event loops that use no file descriptors until they run.

The framework creates one per session, for scripts that use asyncio, which ours do not. They would
use three of the four file descriptors of a visit, which limit the number of visitors of a server.
"""

import asyncio
import selectors
import socket

_CAN_BE_LIGHT = hasattr(selectors, "PollSelector") and hasattr(asyncio, "DefaultEventLoopPolicy")


class LazyEventLoop(asyncio.SelectorEventLoop):
    """A loop whose selector needs no file descriptor, and whose self-pipe is created when run."""

    _ssock: socket.socket | None = None
    _csock: socket.socket | None = None

    def __init__(self) -> None:
        super().__init__(selectors.PollSelector())

    def run_forever(self) -> None:
        """Create the self-pipe on first run, then run."""
        if self._ssock is None:
            super()._make_self_pipe()  # type: ignore[misc]  # it is the base class's own
        super().run_forever()

    def _make_self_pipe(self) -> None:
        """Do nothing, as the base class calls this when a loop is created."""

    def _close_self_pipe(self) -> None:
        if self._ssock is not None:
            super()._close_self_pipe()  # type: ignore[misc]


class _LightPolicy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        return LazyEventLoop()


def make_event_loops_lazy() -> None:
    """Make all event loops created from now on light, if the platform supports it."""
    if _CAN_BE_LIGHT:
        asyncio.set_event_loop_policy(_LightPolicy())
