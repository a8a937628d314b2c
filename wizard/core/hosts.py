"""Host names under which the pages are served, and the same-origin check."""

import re
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Final

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
Host = tuple[str, int | None]  # name and port of the Host header of a request
_AUTHORITY: Final = re.compile(
    r"(?P<name>\[[0-9a-f:.]{2,45}\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)\.?(?::(?P<port>[0-9]{1,5}))?",
    re.ASCII,
)
_UNSPECIFIED: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - not to bind, but to exclude as names
_MAX_LENGTH: Final = 300  # characters, above the 253 of a host name
_MAX_PORT: Final = 65535  # 16 bits (RFC 6335)
_DEFAULT_PORT: Final = {"http": 80, "https": 443}


def parse_host(text: str) -> Host | None:
    """Parse a Host header into name and port; return None if it is malformed.

    The name is in lower case, without trailing dot and the brackets of an IPv6 address.
    """
    match = _AUTHORITY.fullmatch(text.lower()) if len(text) <= _MAX_LENGTH else None
    if match is None:
        return None
    name, port = match["name"], int(match["port"]) if match["port"] else None
    if port is not None and port > _MAX_PORT:
        return None
    if name.startswith("["):
        try:
            name = ip_address(name[1:-1]).compressed
        except ValueError:
            return None
    return name, port


def parse_name(text: str) -> str:
    """Parse a host name without port, normalised like ``parse_host``.

    Raises ValueError if it is not a host name.
    """
    text = text.strip()
    host = parse_host(f"[{text}]" if ":" in text and not text.startswith("[") else text)
    if host is None or host[1] is not None:
        raise ValueError(text)
    return host[0]


def is_loopback(name: str) -> bool:
    """Return whether a name or address is the loopback interface."""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def named_by(address: str) -> frozenset[str]:
    """Return the host name for a listening address, as a set.

    It is empty for a wildcard address (0.0.0.0) and for one with a zone.
    """
    try:
        name = parse_name(address)
    except ValueError:
        return frozenset()
    return frozenset() if name in _UNSPECIFIED else frozenset({name})


def served_names(address: str, others: Iterable[str]) -> frozenset[str]:
    """Return the served host names: loopback, the listening address, and further ones."""
    return _LOOPBACK | named_by(address) | frozenset(others)


def is_same_origin(origin: str, host: Host, *, is_secure: bool) -> bool:
    """Return whether a request from an origin is from a page of the same host.

    Behind a proxy that terminates TLS, the page is https but the request arrives by http, so the
    scheme is compared only if TLS is known. The origin ``null`` of a sandboxed page is foreign.
    """
    scheme, _, authority = origin.lower().partition("://")
    origin_host = parse_host(authority)
    if scheme not in _DEFAULT_PORT or origin_host is None or (is_secure and scheme != "https"):
        return False
    default = _DEFAULT_PORT[scheme]
    return (origin_host[0], origin_host[1] or default) == (host[0], host[1] or default)
