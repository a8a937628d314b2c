"""Reruns of pages, compared with a bare page with as many widgets, over the websocket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from statistics import median
from typing import Final
from urllib.parse import urlencode

from bench.figure import Figure
from bench.servers import both_served
from bench.session import Session
from schemas.catalogue import ENTRIES, Need, column

_TARGET: Final = 1.5
_PAIRS: Final = {1: 60, 20: 12}  # the number of pairs of reruns by number of concurrent sessions

_BUSINESS: Final = "business.code"
_CARD: Final = "situation:first-use"
_CLICKED: Final = {"check": "finish", "finish": "anew"}
"""Pages of a complete application, each with a button that only it has."""
_MOST_STEPS: Final = 15
_TEXTS: Final = ("見本一", "見本二")
_WARM_UP: Final = 3


async def measure_reruns() -> AsyncIterator[Figure]:
    """Yield the ratio of the business step of a new application to the bare page."""
    with both_served() as (pages, bare):
        for count, pairs in _PAIRS.items():
            yield await _measure(pages, bare, count, pairs)


async def measure_clicks() -> AsyncIterator[Figure]:
    """Yield the ratios of the check and finish pages of a new application to the bare page."""
    with both_served() as (pages, bare):
        async with Session.opened(pages) as session:
            for page, button in _CLICKED.items():
                await _go_to(session, button)
                query = urlencode(session.kinds())
                async with Session.opened(bare, query) as other:
                    value = await _times_as_long([session], [other], _PAIRS[1])
                name = f"click on the {page} page, against bare page"
                yield Figure(name, value, _TARGET, at_least=False)


async def _measure(pages: str, bare: str, count: int, pairs: int) -> Figure:
    async with AsyncExitStack() as stack:
        ours = [await stack.enter_async_context(Session.opened(pages)) for _ in range(count)]
        for session in ours:
            await _go_to(session, _BUSINESS)
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
                _type(session, _TEXTS[number % 2])
            times = await asyncio.gather(*(session.rerun() for session in sessions))
            if number >= 0:
                taken.extend(times)
    return median(seconds[0]) / median(seconds[1])


def _type(session: Session, text: str) -> None:
    """Type into the first field, if there is one."""
    fields = (widget for widget in session.widgets.values() if widget.kind == "text_input")
    if field := next(fields, None):
        field.value = text


async def _go_to(session: Session, wanted: str) -> None:
    """Answer the steps of a new application with the catalogue's examples, up to a widget."""
    for _ in range(_MOST_STEPS):
        keys = {widget.key for widget in session.widgets.values()}
        if wanted in keys:
            return
        for widget in session.widgets.values():
            entry = ENTRIES.get(column(widget.key))
            if widget.kind == "radio":
                widget.value = widget.options[0]
            elif widget.kind == "checkbox":
                widget.value = entry is not None and entry.needs.get("new") is Need.REQUIRED
            elif entry and entry.answer.example:
                widget.value = entry.answer.example
        button = next((key for key in (_CARD, "finish") if key in keys), "next")
        await session.rerun(clicked=button)
    raise RuntimeError(f"{wanted} could not be reached from {sorted(keys)}")
