"""The names under which the pages may be asked for, and the pages that may ask."""

import re
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Final

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
Host = tuple[str, int | None]
"""The name and the port that a request is addressed to."""
_AUTHORITY: Final = re.compile(
    r"(?P<name>\[[0-9a-f:.]{2,45}\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)\.?(?::(?P<port>[0-9]{1,5}))?",
    re.ASCII,
)
_UNSPECIFIED: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - what is not to be a name
_LONGEST: Final = 300
_MOST: Final = 65535
_DEFAULT_PORT: Final = {"http": 80, "https": 443}


def parse_host(text: str) -> Host | None:
    """Return name and port of a Host header; None where it is malformed.

    The name is in lower case, without the dot at its end and the brackets of an IPv6 address.
    """
    found = _AUTHORITY.fullmatch(text.lower()) if len(text) <= _LONGEST else None
    if found is None:
        return None
    name, port = found["name"], int(found["port"]) if found["port"] else None
    if port is not None and port > _MOST:
        return None
    if name.startswith("["):
        try:
            name = ip_address(name[1:-1]).compressed
        except ValueError:
            return None
    return name, port


def parse_name(text: str) -> str:
    """Return the name of a host as ``parse_host`` does, from text without a port.

    Raises:
        ValueError: it is none, or more than a name.

    """
    text = text.strip()
    found = parse_host(f"[{text}]" if ":" in text and not text.startswith("[") else text)
    if found is None or found[1] is not None:
        raise ValueError(text)
    return found[0]


def is_loopback(name: str) -> bool:
    """Return whether a name or an address is this machine's own, which no other one reaches."""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def named_by(address: str) -> frozenset[str]:
    """Return the name that an address gives to what is served on it.

    One that stands for all of a machine's (0.0.0.0) is nobody's name, nor is one with a zone.
    """
    try:
        name = parse_name(address)
    except ValueError:
        return frozenset()
    return frozenset() if name in _UNSPECIFIED else frozenset({name})


def served_names(address: str, others: Iterable[str]) -> frozenset[str]:
    """Return the names of hosts that are served on an address, with others that lead there."""
    return _LOOPBACK | named_by(address) | frozenset(others)


def is_same_origin(origin: str, host: Host, *, is_secure: bool) -> bool:
    """Return whether a page of an origin may talk to a host: only one that the host has served.

    Behind a proxy that ends TLS, the page is from https and the request arrives by http, so the
    scheme is compared only where TLS is known of. ``null``, a sandboxed page's, is none of ours.
    """
    scheme, _, authority = origin.lower().partition("://")
    found = parse_host(authority)
    if scheme not in _DEFAULT_PORT or found is None or (is_secure and scheme != "https"):
        return False
    default = _DEFAULT_PORT[scheme]
    return (found[0], found[1] or default) == (host[0], host[1] or default)
