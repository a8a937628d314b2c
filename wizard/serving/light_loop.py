"""Event loops that take no files until they run.

The framework makes one for every session, for scripts that use asyncio. Those of the pages do not:
they would be three of the four files that a visit has open, and it is the files that bound how many
visitors a server can have.
"""

import asyncio
import selectors
import socket

_CAN_BE_LIGHT = hasattr(selectors, "PollSelector") and hasattr(asyncio, "DefaultEventLoopPolicy")


class LightLoop(asyncio.SelectorEventLoop):
    """A loop whose selector needs no file, and whose pipe to itself is made when it runs."""

    _ssock: socket.socket | None = None
    _csock: socket.socket | None = None

    def __init__(self) -> None:
        """Begin without files."""
        super().__init__(selectors.PollSelector())

    def run_forever(self) -> None:
        """Make the pipe at first, then run."""
        if self._ssock is None:
            super()._make_self_pipe()  # type: ignore[misc]  # it is the base class's own
        super().run_forever()

    def _make_self_pipe(self) -> None:
        """Wait with it; the base class asks for it when a loop is made."""

    def _close_self_pipe(self) -> None:
        if self._ssock is not None:
            super()._close_self_pipe()  # type: ignore[misc]


class _LightPolicy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        return LightLoop()


def make_new_loops_light() -> None:
    """Have all event loops of this process that are made from now on be light, where they can."""
    if _CAN_BE_LIGHT:
        asyncio.set_event_loop_policy(_LightPolicy())
