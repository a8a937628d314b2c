"""A client of Streamlit's protocol: sends widget values, receives changes."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Final, Self

from websockets import Subprotocol
from websockets.asyncio.client import ClientConnection, connect

from tests.framework import ForwardMsg
from wizard.serving.framework import BackMsg

_PROTOCOL: Final = Subprotocol("streamlit")
_FIELDS: Final = {
    "checkbox": "bool_value",
    "radio": "string_value",
    "selectbox": "string_value",
    "text_area": "string_value",
    "text_input": "string_value",
}
"""The widgets with a value, and its field in the protocol."""
_UPLOADER: Final = "file_uploader"
"""Its value is the list of uploaded files, which the caller uploads."""


@dataclass(slots=True)
class Widget:
    """A widget of the page: kind, id, key, value and options."""

    kind: str
    id: str
    value: Any
    options: tuple[str, ...]

    @property
    def key(self) -> str:
        """The key set by the page (an id is ``$$ID-<hash>-<key>``)."""
        return self.id.split("-", 2)[-1]


class Session:
    """One visitor of a page."""

    def __init__(self, connection: ClientConnection, query: str, path: str = "") -> None:
        """Start with an idle connection; ``path`` is that of the page."""
        self._connection = connection
        self._query = query
        self._path = path
        self._page = ""
        self._cached: dict[str, ForwardMsg] = {}
        self.widgets: dict[str, Widget] = {}

    @classmethod
    @asynccontextmanager
    async def opened(
        cls, address: str, query: str = "", path: str = "", cookie: str = ""
    ) -> AsyncIterator[Self]:
        """Open a page and wait until it is loaded, with a browser's timeout."""
        async with connect(
            address,
            subprotocols=[_PROTOCOL],
            additional_headers={"Cookie": cookie} if cookie else {},
            max_size=None,
            open_timeout=None,
            ping_interval=None,
        ) as connection:
            session = cls(connection, query, path)
            await session.rerun()
            yield session

    def kinds(self) -> Counter[str]:
        """Return the number of widgets of the page."""
        return Counter(widget.kind for widget in self.widgets.values())

    def first(self, kind: str) -> Widget:
        """Return the first widget of a kind."""
        return next(widget for widget in self.widgets.values() if widget.kind == kind)

    async def rerun(self, clicked: str = "") -> float:
        """Rerun the page with its widget values; return the seconds until it has finished.

        ``clicked`` is the key of a button. Raises ``RuntimeError`` where the page fails.
        """
        request = self._request(clicked).SerializeToString()
        begun = perf_counter()
        await self._connection.send(request)
        received = [message async for message in self._until_finished()]
        seconds = perf_counter() - begun
        self._take(received)
        return seconds

    def _request(self, clicked: str) -> BackMsg:
        request = BackMsg()
        state = request.rerun_script
        state.query_string = self._query
        state.page_script_hash = self._page
        state.page_name = self._path
        state.cached_message_hashes.extend(self._cached)
        for widget in self.widgets.values():
            if widget.kind == "button" and widget.key == clicked:
                state.widget_states.widgets.add(id=widget.id, trigger_value=True)
            elif widget.kind in _FIELDS and widget.value is not None:
                sent = state.widget_states.widgets.add(id=widget.id)
                setattr(sent, _FIELDS[widget.kind], widget.value)
            elif widget.kind == _UPLOADER:
                sent = state.widget_states.widgets.add(id=widget.id)
                sent.file_uploader_state_value.uploaded_file_info.extend(widget.value or ())
        return request

    async def _until_finished(self) -> AsyncIterator[ForwardMsg]:
        """Receive messages until the requested run has finished.

        The end of an earlier run may still arrive, and a run may give way to another.
        """
        begun = ""
        async for data in self._connection:
            message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
            yield message
            if message.WhichOneof("type") == "new_session":
                begun = message.metadata.run.script_run_id
            elif (
                message.WhichOneof("type") == "script_finished"
                and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
                and message.metadata.run.script_run_id == begun
            ):
                return

    def _take(self, received: list[ForwardMsg]) -> None:
        """Store the results of a run: the query string, and the widgets with their values."""
        before, self.widgets = self.widgets, {}
        for message in received:
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self._page = message.new_session.page_script_hash
                self.widgets = {}
            elif kind == "navigation":
                self._page = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind == "ref_hash":
                self._show(self._cached[message.ref_hash], before)
            elif kind == "delta":
                if message.metadata.cacheable:
                    self._cached[message.hash] = message
                self._show(message, before)

    def _show(self, message: ForwardMsg, before: dict[str, Widget]) -> None:
        if message.delta.WhichOneof("type") != "new_element":
            return
        element = message.delta.new_element
        kind = element.WhichOneof("type") or ""
        if kind == "exception":
            raise RuntimeError(element.exception.message)
        shown: Any = getattr(element, kind, None)
        if not getattr(shown, "id", "") or kind not in {*_FIELDS, _UPLOADER, "button"}:
            return
        held = before.get(shown.id)
        value = held.value if held and not getattr(shown, "set_value", False) else _value(shown)
        options = tuple(getattr(shown, "options", ()))
        self.widgets[shown.id] = Widget(kind, shown.id, value, options)


def _value(shown: Any) -> Any:  # noqa: ANN401 - a widget of whichever kind
    """Return the value of a widget as set by the page, or its initial value.

    None where nothing is chosen.
    """
    options = getattr(shown, "options", None)
    if getattr(shown, "set_value", False):
        return shown.value if options is None else shown.raw_value
    if options is None:
        return getattr(shown, "default", None)
    return options[shown.default] if shown.HasField("default") else None
