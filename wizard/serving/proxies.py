"""What is believed of the headers that a proxy sets."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Final
from urllib.parse import quote

from starlette.datastructures import Headers

from wizard.core.settings import Network

IDENTITY: Final = "x-moushikomi-identity"
FORWARDED: Final = "x-moushikomi-forwarded"
"""How the server hands on to the framework whom a proxy named, and that one stood in between."""
IDENTITY_KEY: Final = "identity"
FORWARDED_KEY: Final = "forwarded"
"""Where the framework keeps them for the pages: in ``st.user``."""
OWN_PREFIX: Final = b"x-moushikomi-"
"""Headers that only this server sets; a client's own are removed."""
_MARKS: Final = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto",
                 "x-real-ip")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proxies:
    """The proxies that may name a visitor, and the header in which they do; empty for none."""

    header: str = ""
    networks: tuple[Network, ...] = ()

    def find_identity(self, peer: str, headers: Headers) -> str:
        """Return the visitor's name as the proxy gives it; empty from anyone else.

        A header that stands twice names nobody: one of them may be the visitor's own.
        """
        names = headers.getlist(self.header) if self.header else []
        if len(names) != 1 or not _is_within(peer, self.networks):
            return ""
        return _as_sent(names[0].strip())


def is_secure(scheme: str, headers: Headers) -> bool:
    """Return whether a browser came by TLS, here or at a proxy.

    The header is believed of anyone: all that it does is to bind cookies and pages to TLS.
    """
    first = headers.get("x-forwarded-proto", "").partition(",")[0].strip().lower()
    return scheme in {"https", "wss"} or first == "https"


def is_forwarded(headers: Headers) -> bool:
    """Return whether a request has passed a proxy that says so."""
    return any(mark in headers for mark in _MARKS)


def _is_within(peer: str, networks: Iterable[Network]) -> bool:
    try:
        address = ip_address(peer.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped  # a client over IPv4, on a socket for both
    return any(address in network for network in networks)


def _as_sent(value: str) -> str:
    """Return a header's value safe for a header again; proxies send names in UTF-8."""
    try:
        return quote(value.encode("latin-1").decode())
    except UnicodeDecodeError:
        return quote(value)
