"""Identification of browsers: a random cookie that owns sessions, uploads and downloads."""

import re
from collections.abc import Mapping
from contextvars import ContextVar
from secrets import token_urlsafe
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection

from wizard.serving.framework import Runtime, get_script_run_ctx
from wizard.serving.paths import Kind

HEADER: Final = "x-moushikomi-browser"
"""The header in which the server passes the browser to the framework."""
USER_KEY: Final = "browser"
"""The key under which the framework stores it; only the same browser can resume a session."""

_PLAIN: Final = "moushikomi-browser"
_SECURE: Final = "__Host-moushikomi-browser"  # only settable by this host over TLS
_BYTES: Final = 32  # 256 random bits cannot be guessed
_VALUE: Final = re.compile(r"[\w-]{43}", re.ASCII)  # 32 bytes in Base64

current: Final[ContextVar[str]] = ContextVar("browser", default="")
"""The browser of the current request or connection."""


def find_browser(cookies: Mapping[str, str]) -> str:
    """Return the random value of the browser, or empty."""
    value = cookies.get(_SECURE) or cookies.get(_PLAIN, "")
    return value if _VALUE.fullmatch(value) else ""


def is_cookie_due(connection: HTTPConnection, kind: Kind | None, *, is_secure: bool) -> bool:
    """Return whether to set the cookie in a response, as the browser has none.

    A request from a link on another site lacks the SameSite cookie. So a page sets one only if no
    other site has caused the request; else the first request of the page itself does.
    """
    if _VALUE.fullmatch(connection.cookies.get(_SECURE if is_secure else _PLAIN, "")):
        return False
    site = connection.headers.get("sec-fetch-site")
    return kind == "config" or (kind == "page" and site in {"none", "same-origin"})


def set_cookie(headers: MutableHeaders, *, is_secure: bool) -> None:
    """Set the cookie with a new random value, until the browser is closed."""
    name, end = (_SECURE, "; Secure") if is_secure else (_PLAIN, "")
    value = token_urlsafe(_BYTES)
    headers.append("Set-Cookie", f"{name}={value}; Path=/; HttpOnly; SameSite=Strict{end}")


def make_cookies_secure(headers: MutableHeaders) -> None:
    """Add the attribute Secure to the framework's own cookies."""
    headers.raw[:] = [
        (name, value + b"; Secure")
        if name == b"set-cookie" and b"; secure" not in value.lower()
        else (name, value)
        for name, value in headers.raw
    ]


def current_browser() -> str:
    """Return the browser of the running script or current message, or empty."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return current.get()
    return str(context.user_info.get(USER_KEY) or "")


def owns_session(browser: str, session_id: str) -> bool:
    """Return whether an open session belongs to a browser."""
    client = Runtime.instance().get_client(session_id)
    context = client.client_context if client is not None else None
    return bool(browser) and context is not None and (HEADER, browser) in context.headers
