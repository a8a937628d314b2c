"""Many concurrent sessions typing and saving, compared with a bare page; no answer may be lost."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from statistics import median
from typing import Final
from urllib.parse import urlencode

from bench.figure import Figure
from bench.servers import both_served
from bench.session import Session

_TARGET: Final = 1.5
_PEOPLE: Final = 50
_ROUNDS: Final = 6
_WARM_UP: Final = 2
_CARD: Final = "situation:withdrawing"
_FIELDS: Final = ("applicant.company", "applicant.department", "applicant.responsible")


class _Person(Session):
    """A session that moves from step to step and records its URL."""

    @property
    def query(self) -> str:
        """The query string of the page."""
        return self._query

    async def go_on(self, button: str = "next") -> None:
        """Press a button, and see the next step: only then are the answers acknowledged."""
        before = self.query
        await self.rerun(clicked=button)
        if self.query == before:
            message = f"no way on from {before}: {sorted(w.key for w in self.widgets.values())}"
            raise RuntimeError(message)


async def measure_crowd() -> AsyncIterator[Figure]:
    """Yield the time of concurrent typing into the second step, and the number of lost answers."""
    with both_served() as (pages, bare):
        ratio, addresses = await _type(pages, bare)
        lost = [await _lost(pages, number, query) for number, query in enumerate(addresses)]
    name = f"typing at once, {_PEOPLE} sessions, against bare page"
    yield Figure(name, ratio, _TARGET, at_least=False)
    name = f"answers lost, of {_PEOPLE * len(_FIELDS)} saved by {_PEOPLE} sessions at once"
    yield Figure(name, sum(lost), 0, at_least=False, unit="")


async def _type(pages: str, bare: str) -> tuple[float, list[str]]:
    """Return the ratio of rerun times to a bare page, and the query string of each draft."""
    async with AsyncExitStack() as stack:
        ours = [await stack.enter_async_context(_Person.opened(pages)) for _ in range(_PEOPLE)]
        await asyncio.gather(*(_begin(session) for session in ours))
        query = urlencode(ours[0].kinds())
        others = [await stack.enter_async_context(Session.opened(bare, query)) for _ in ours]
        seconds: tuple[list[float], list[float]] = ([], [])
        ways: list[tuple[Sequence[Session], list[float]]]
        ways = list(zip((ours, others), seconds, strict=True))
        for number in range(-_WARM_UP, _ROUNDS):
            for person, session in enumerate(ours):
                _fill(session, person, number)
                others[person].first("text_input").value = str(number)
            for sessions, taken in ways if number % 2 else reversed(ways):
                times = await asyncio.gather(*(session.rerun() for session in sessions))
                if number >= 0:
                    taken.extend(times)
        await asyncio.gather(*(session.go_on() for session in ours))
        return median(seconds[0]) / median(seconds[1]), [session.query for session in ours]


async def _begin(session: _Person) -> None:
    """Begin with a card, so that the draft is saved from now on."""
    await session.go_on(_CARD)
    for widget in session.widgets.values():
        if widget.key == "business.code":
            widget.value = "01233"


def _fill(session: Session, person: int, number: int) -> None:
    for widget in session.widgets.values():
        if widget.key in _FIELDS:
            widget.value = _answer(person, number, widget.key)


def _answer(person: int, number: int, key: str) -> str:
    return f"{key} {person} {number}"


async def _lost(pages: str, person: int, query: str) -> int:
    """Reopen a draft, and return the number of answers that differ from the last ones."""
    step = urlencode({"step": "applicant"})
    async with Session.opened(pages, f"{query.partition('&')[0]}&{step}") as session:
        there = {widget.key: widget.value for widget in session.widgets.values()}
    return sum(there.get(key) != _answer(person, _ROUNDS - 1, key) for key in _FIELDS)
