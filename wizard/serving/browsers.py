"""Telling browsers apart: a random cookie, to which sessions, uploads and downloads are bound."""

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
"""How the server hands the browser of a connection on to the framework."""
USER_KEY: Final = "browser"
"""Where the framework keeps it; it resumes a session only for whoever has the same."""

_PLAIN: Final = "moushikomi-browser"
_SECURE: Final = "__Host-moushikomi-browser"  # set by this very host alone, and over TLS
_BYTES: Final = 32
_VALUE: Final = re.compile(r"[\w-]{43}", re.ASCII)

current: Final[ContextVar[str]] = ContextVar("browser", default="")
"""The browser whose request or connection is being answered."""


def find_browser(cookies: Mapping[str, str]) -> str:
    """Return the browser's own random value; empty where it has none."""
    value = cookies.get(_SECURE) or cookies.get(_PLAIN, "")
    return value if _VALUE.fullmatch(value) else ""


def is_cookie_due(connection: HTTPConnection, kind: Kind | None, *, is_secure: bool) -> bool:
    """Return whether a browser that has no random value is to be given one with an answer.

    A link on another site brings a browser without its cookie. So a page gives it one only where no
    other site is behind; else the first thing that the page itself asks for does.
    """
    if _VALUE.fullmatch(connection.cookies.get(_SECURE if is_secure else _PLAIN, "")):
        return False
    site = connection.headers.get("sec-fetch-site")
    return kind == "config" or (kind == "page" and site in {"none", "same-origin"})


def set_cookie(headers: MutableHeaders, *, is_secure: bool) -> None:
    """Give a browser its random value, until it is closed."""
    name, end = (_SECURE, "; Secure") if is_secure else (_PLAIN, "")
    value = token_urlsafe(_BYTES)
    headers.append("Set-Cookie", f"{name}={value}; Path=/; HttpOnly; SameSite=Strict{end}")


def make_cookies_secure(headers: MutableHeaders) -> None:
    """Have the framework's own cookies, too, sent over TLS alone."""
    headers.raw[:] = [
        (name, value + b"; Secure")
        if name == b"set-cookie" and b"; secure" not in value.lower()
        else (name, value)
        for name, value in headers.raw
    ]


def asking_browser() -> str:
    """Return the browser for which a page runs, or whose message is being answered; or nothing."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return current.get()
    return str(context.user_info.get(USER_KEY) or "")


def owns_session(browser: str, session_id: str) -> bool:
    """Return whether a browser holds a session that is open."""
    client = Runtime.instance().get_client(session_id)
    context = client.client_context if client is not None else None
    return bool(browser) and context is not None and (HEADER, browser) in context.headers
