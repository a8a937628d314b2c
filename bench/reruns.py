"""A step of the pages run anew, against a bare page with as many widgets; over the websocket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, ExitStack
from statistics import median
from typing import Final
from urllib.parse import urlencode

from bench.figure import Figure
from bench.servers import bare_command, free_port, pages_command, serving
from bench.session import Session
from rules.situations import situations
from schemas.catalogue import ENTRIES

_TARGET: Final = 1.5
_PAIRS: Final = {1: 60, 20: 12}
"""How many pairs of reruns for each number of sessions at once."""

_WANTED: Final = "business.code"
_MOST_STEPS: Final = 10
_TEXTS: Final = ("見本一", "見本二")
_WARM_UP: Final = 3


async def measure_reruns() -> AsyncIterator[Figure]:
    """Compare the business step of a new application with the bare page."""
    with ExitStack() as servers:
        pages_port, bare_port = free_port(), free_port()
        pages = servers.enter_context(serving(pages_command(pages_port), pages_port))
        bare = servers.enter_context(serving(bare_command(bare_port), bare_port))
        for count, pairs in _PAIRS.items():
            yield await _measure(pages, bare, count, pairs)


async def _measure(pages: str, bare: str, count: int, pairs: int) -> Figure:
    async with AsyncExitStack() as stack:
        ours = [await stack.enter_async_context(Session.opened(pages)) for _ in range(count)]
        for session in ours:
            await _go_to_business(session)
        kinds = ours[0].kinds()
        query = urlencode(kinds)
        others = [await stack.enter_async_context(Session.opened(bare, query)) for _ in ours]
        if any(session.kinds() != kinds for session in (*ours, *others)):
            message = f"the pages differ in their widgets: {kinds} and {others[0].kinds()}"
            raise RuntimeError(message)
        value = await _times_as_long(ours, others, pairs)
    at_once = f"{count} session{'s' if count > 1 else ''}"
    name = f"step rerun, {kinds.total()} widgets, {at_once}, against bare page"
    return Figure(name, value, _TARGET, at_least=False)


async def _times_as_long(ours: list[Session], others: list[Session], pairs: int) -> float:
    seconds: tuple[list[float], list[float]] = ([], [])
    ways = list(zip((ours, others), seconds, strict=True))
    for number in range(-_WARM_UP, pairs):
        for sessions, taken in ways if number % 2 else reversed(ways):
            for session in sessions:
                session.first("text_input").value = _TEXTS[number % 2]
            found = await asyncio.gather(*(session.rerun() for session in sessions))
            if number >= 0:
                taken.extend(found)
    return median(seconds[0]) / median(seconds[1])


async def _go_to_business(session: Session) -> None:
    """Answer the steps of a new application, with the catalogue's examples, up to the business."""
    for _ in range(_MOST_STEPS):
        if any(widget.key == _WANTED for widget in session.widgets.values()):
            return
        for widget in session.widgets.values():
            entry = ENTRIES.get(widget.key)
            if widget.kind == "radio":
                widget.value = _choice(widget.options)
            elif widget.kind == "checkbox":
                widget.value = True
            elif entry and entry.answer.example:
                widget.value = entry.answer.example
        await session.rerun(clicked="next")
    message = "the business step could not be reached"
    raise RuntimeError(message)


def _choice(options: tuple[str, ...]) -> str:
    """Choose what leads to a new application; of other choices, the first."""
    new = {found.label for found in situations().values() if found.kind == "new"}
    return next((option for option in options if option in new), options[0])
