"""Visitors who come again and again: some fill in applications, some have forms checked."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random
from typing import Final

from tests.browser.visitor import Page, Visitor, stream_of
from tests.soak.checking import CheckPage
from tests.soak.files import Shelf

_PATIENCE_SECONDS: Final = 900
"""How long a page may take: the machine may be busy with other things."""
_PAUSE_SECONDS: Final = (1.0, 8.0)
"""How long a person looks at a page, at least and at most."""
_RELOADS_IN: Final = 4
"""How often a person reloads the page, or leaves it: one time in so many."""
_SITUATIONS: Final = (
    "first-use",
    "certificate-expiring",
    "terminal-changed",
    "contact-changed",
    "business-changed",
    "privacy-notice-moved",
    "withdrawing",
    "restarting",
)


@dataclass
class Tally:
    """What visitors met."""

    applications: int = 0
    checked: int = 0
    left: int = 0
    refused: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


async def come_again(visit: Callable[[], Awaitable[None]], tally: Tally, until: float) -> None:
    """Visit until a moment of the loop's time; what a visit fails with is told, and ends it."""
    while asyncio.get_running_loop().time() < until:
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await visit()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            tally.failed.append(f"{type(error).__name__}: {error}")


@dataclass
class Applicant(Visitor):
    """A person who fills in an application, and reloads the page now and then."""

    url: str = ""
    chance: Random = field(default_factory=Random)
    tally: Tally = field(default_factory=Tally)

    async def apply(self) -> None:
        """Fill in an application up to its check, and look whether all of it is there."""
        self.server, self.token, self.step = stream_of(self.url), "", "start"
        self.situation = self.chance.choice(_SITUATIONS)
        while self.step != "check":
            async with self._open(self.step) as page:
                await self._go_on(page)
            self.tally.lost += await self.lost(drafts=1)
        self.tally.applications += 1

    async def _go_on(self, page: Page) -> None:
        """Answer page after page, until the end or until the page shall be loaded anew."""
        while self.step != "check":
            await asyncio.sleep(self.chance.uniform(*_PAUSE_SECONDS))
            try:
                await self._answer(page)
            except RuntimeError as error:
                self.tally.refused.append(str(error))
                return
            if self.chance.randrange(_RELOADS_IN) == 0:
                return


@dataclass
class Checker:
    """A person who has forms checked; some leave before the results are there."""

    url: str
    shelf: Shelf
    chance: Random
    tally: Tally

    async def check(self) -> None:
        """Have some files checked, or upload them and leave."""
        async with CheckPage.visited(self.url) as page:
            files = self.shelf.some(self.chance)
            await asyncio.sleep(self.chance.uniform(*_PAUSE_SECONDS))
            if self.chance.randrange(_RELOADS_IN) == 0:
                await page.uploaded(self.url, files)
                self.tally.left += 1
                return
            await page.check(self.url, files)
            if page.checked != len(files):
                names = [file.name for file in files]
                message = f"{page.checked} results of {names}"
                raise RuntimeError(message)
            self.tally.checked += len(files)
