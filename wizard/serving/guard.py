"""ASGI application around the framework: checks each request, sets headers on each response."""

import logging
from contextlib import AbstractContextManager, nullcontext
from http import HTTPStatus
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wizard.core.hosts import is_loopback, parse_host
from wizard.serving import browsers, proxies
from wizard.serving.headers import page_policy, set_headers
from wizard.serving.media import BrowserFiles
from wizard.serving.messages import only_needed
from wizard.serving.paths import Target, find_target
from wizard.serving.proxies import Proxies
from wizard.serving.refusals import FULL, NOT_YOURS, RequestRefusal, find_refusal
from wizard.serving.uploads import SessionUploads
from wizard.serving.visitor_limit import is_full

_log = logging.getLogger("moushikomi")

_MAX_LOGGED: Final = 80  # characters of a header that are logged (an estimate)
_STARTS: Final = frozenset(
    {"http.response.start", "websocket.http.response.start", "websocket.accept"}
)


class Guard:
    """An ASGI application around the framework's own.

    It is outermost and not one of the framework's middleware, so that every response passes it,
    including error responses.
    """

    def __init__(
        self,
        app: ASGIApp,
        names: frozenset[str],
        files: BrowserFiles,
        uploads: SessionUploads,
        trusted: Proxies,
    ) -> None:
        """Wrap an application served under some host names; ``files`` are its downloads."""
        self._app, self._names, self._trusted = app, names, trusted
        self._files, self._uploads = files, uploads
        self._policy = page_policy()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request, or pass it to the framework."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        target = find_target(scope["path"])
        send = self._with_headers(connection, target, send)
        refusal = find_refusal(connection, target, self._names)
        browser = browsers.find_browser(connection.cookies)
        if refusal is None and target and target.kind in {"page", "stream"} and is_full():
            refusal = FULL
        if refusal is None and not self._may_access(target, browser):
            refusal = NOT_YOURS
        if refusal is None and target is not None and _is_file_upload(connection, target):
            refusal = self._uploads.find_refusal(target.id, connection.headers)
        if refusal is not None:
            _log_refusal(connection, refusal)
            await refusal.response(target)(scope, receive, send)
            return
        browsers.current.set(browser)
        scope = {**scope, "headers": self._framework_headers(connection, browser)}
        if scope["type"] == "websocket":
            receive = only_needed(receive)
        with self._counted_upload(connection, target):
            await self._app(scope, receive, send)

    def _may_access(self, target: Target | None, browser: str) -> bool:
        if target is not None and target.kind == "media":
            return self._files.belongs_to(target.id, browser)
        if target is not None and target.kind == "upload":
            return browsers.owns_session(browser, target.id)
        return True

    def _counted_upload(
        self, connection: HTTPConnection, target: Target | None
    ) -> AbstractContextManager[None]:
        if target is None or not _is_file_upload(connection, target):
            return nullcontext()
        return self._uploads.receiving(target.id, connection.headers)

    def _framework_headers(
        self, connection: HTTPConnection, browser: str
    ) -> list[tuple[bytes, bytes]]:
        """Return the headers for the framework: the client's, and those that this server adds.

        The origin has been checked, so it is removed. The framework would check it again, more
        strictly, and look up the address of this machine at an internet service.
        """
        headers, client = connection.headers, connection.client
        name, _ = parse_host(headers["host"]) or ("", None)
        is_forwarded = proxies.is_forwarded(headers) or not is_loopback(name)
        known = {
            browsers.HEADER: browser,
            proxies.IDENTITY: self._trusted.find_identity(client.host if client else "", headers),
            proxies.FORWARDED: "yes" if is_forwarded else "",
        }
        removed = {b"origin", self._trusted.header.encode()}
        return [
            (name, value)
            for name, value in headers.raw
            if name not in removed and not name.startswith(proxies.OWN_PREFIX)
        ] + [(name.encode(), value.encode()) for name, value in known.items() if value]

    def _with_headers(self, connection: HTTPConnection, target: Target | None, send: Send) -> Send:
        kind = target.kind if target is not None else None
        is_secure = proxies.is_secure(connection.scope["scheme"], connection.headers)
        is_cookie_due = browsers.is_cookie_due(connection, kind, is_secure=is_secure)

        async def send_with_headers(message: Message) -> None:
            if message["type"] in _STARTS:
                message.setdefault("headers", [])
                headers = MutableHeaders(scope=message)
                is_success = message.get("status", HTTPStatus.OK) < HTTPStatus.BAD_REQUEST
                set_headers(headers, kind if is_success else None, self._policy)
                if is_secure:
                    browsers.make_cookies_secure(headers)
                if is_cookie_due and is_success:
                    browsers.set_cookie(headers, is_secure=is_secure)
            await send(message)

        return send_with_headers


def _is_file_upload(connection: HTTPConnection, target: Target) -> bool:
    """Return whether a request uploads a file."""
    return target.kind == "upload" and connection.scope["method"] == "PUT"


def _log_refusal(connection: HTTPConnection, refusal: RequestRefusal) -> None:
    """Log a refused websocket, as the visitor only sees a page that does not load."""
    if connection.scope["type"] == "websocket":
        shown = {
            name: connection.headers.get(name, "")[:_MAX_LOGGED] for name in ("host", "origin")
        }
        _log.warning("websocket refused (%d), %r", refusal.status, shown)
