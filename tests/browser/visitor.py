"""Visitors of the wizard without a browser: they answer, and remember what was acknowledged."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, urlencode

from bench.session import Session, Widget
from schemas.answer import Shape
from schemas.catalogue import ENTRIES, column

_OF_A_SHAPE: Final = {
    "business.code": "01233",
    "business.phone": "03-1234-5678",
    "business.result_email": "result@example.co.jp",
    "privacy_notice_url": "https://www.example.co.jp/privacy/",
    "contacts.phone": "03-1234-5678",
    "contacts.email": "madoguchi@example.co.jp",
    "web_certificates.serial": "00AB12CD",
    "web_certificates.replaces": "00AB12CE",
}
_DATE: Final = "2028年11月20日"
_TODAY: Final = "2026年11月24日"


class Page(Session):
    """A page of the wizard, as a browser's part of the protocol sees it."""

    @property
    def address(self) -> dict[str, str]:
        """What the address asks for."""
        return dict(parse_qsl(self._query))

    async def turn_to(self, step: str) -> None:
        """Go to another step of the same draft, by its address."""
        self._query = urlencode(self.address | {"step": step})
        await self.rerun()

    @property
    def fields(self) -> dict[str, Widget]:
        """The widgets that hold an answer, by their keys."""
        none = {"button", "file_uploader"}
        return {widget.key: widget for widget in self.widgets.values() if widget.kind not in none}


def stream_of(url: str) -> str:
    """Give the address of a server's websocket."""
    return url.replace("http", "ws", 1) + "/_stcore/stream"


@dataclass
class Visitor:
    """A person with a name of their own, who fills in one application after the other.

    ``situation`` is what they are about, by its id; ``acknowledged`` is what stood
    on each page after which the next one was seen, by draft and step; ``token`` and ``step`` are
    where the next page was.
    """

    name: str
    server: str = ""
    situation: str = "first-use"
    token: str = ""
    step: str = "start"
    started: int = 0
    acknowledged: dict[str, dict[str, dict[str, object]]] = field(default_factory=dict)

    async def fill_in(self, seen: asyncio.Event) -> None:
        """Go on for ever, after the first page was seen; ends only with the connection."""
        while True:
            async with self._open(self.step) as page:
                seen.set()
                while self.step != "check":
                    await self._answer(page)
            self.token, self.step = "", "start"

    async def begin(self, pages: int) -> str:
        """Answer so many pages of an application, and give the address of the next one."""
        async with self._open(self.step) as page:
            for _ in range(pages):
                await self._answer(page)
        return urlencode({"draft": self.token, "step": self.step})

    async def lost(self, drafts: int) -> list[str]:
        """Reopen the last so many drafts, and list what was acknowledged and is not there."""
        found = []
        for token, steps in list(self.acknowledged.items())[-drafts:]:
            async with Page.opened(self.server, urlencode({"draft": token})) as page:
                for step, answers in steps.items():
                    await page.turn_to(step)
                    there = {key: widget.value for key, widget in page.fields.items()}
                    found += [
                        f"{self.name} {step} {key}: {value!r}, but {there.get(key)!r}"
                        for key, value in answers.items()
                        if there.get(key) != value
                    ]
        return found

    def count(self) -> int:
        """Count the answers that were acknowledged; what was left blank is none."""
        pages = [page for steps in self.acknowledged.values() for page in steps.values()]
        return sum(bool(value) for page in pages for value in page.values())

    @asynccontextmanager
    async def _open(self, step: str) -> AsyncIterator[Page]:
        query = urlencode({"draft": self.token, "step": step}) if self.token else ""
        async with Page.opened(self.server, query) as page:
            if not self.token:
                self.started += 1
            yield page

    async def _answer(self, page: Page) -> None:
        """Answer a page and go on; it is acknowledged when the next one has been seen."""
        for key, widget in page.fields.items():
            widget.value = self._value(key, widget)
        given = {key: widget.value for key, widget in page.fields.items()}
        step = self.step
        card = f"situation:{self.situation}"
        await page.rerun(clicked=card if step == "start" else "next")
        there = page.address
        if there.get("step", "start") == step:
            message = f"{self.name} could not go on from {step} with {given}"
            raise RuntimeError(message)
        self.token, self.step = there["draft"], there["step"]
        self.acknowledged.setdefault(self.token, {})[step] = given

    def _value(self, key: str, widget: Widget) -> object:
        if widget.kind == "radio":
            return widget.options[0]
        entry = ENTRIES.get(column(key))
        if entry is None or entry.section == "api":
            return widget.value
        if entry.shape is Shape.TICK:
            return True
        if entry.shape is Shape.DATE:
            return _TODAY if entry.path == "applied_on" else _DATE
        return _OF_A_SHAPE.get(entry.path, f"{self.name} 𠮷{self.started} {entry.answer.label}")
