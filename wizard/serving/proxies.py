"""Trust in the headers of a reverse proxy."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Final
from urllib.parse import quote

from starlette.datastructures import Headers

from wizard.core.settings import Network

IDENTITY: Final = "x-moushikomi-identity"
FORWARDED: Final = "x-moushikomi-forwarded"
"""The headers in which the server passes the identity, and the use of a proxy, to the framework."""
IDENTITY_KEY: Final = "identity"
FORWARDED_KEY: Final = "forwarded"  # the keys under which the framework stores them in ``st.user``
OWN_PREFIX: Final = b"x-moushikomi-"
"""The prefix of headers that only this server sets; those of a client are removed."""
_MARKS: Final = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto",
                 "x-real-ip")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proxies:
    """The proxies that may identify a visitor, and the header for it; empty for none."""

    header: str = ""
    networks: tuple[Network, ...] = ()

    def find_identity(self, peer: str, headers: Headers) -> str:
        """Return the identity of a visitor from a trusted proxy, or empty.

        A duplicate header is ignored, as one of them may come from the visitor.
        """
        names = headers.getlist(self.header) if self.header else []
        if len(names) != 1 or not _is_within(peer, self.networks):
            return ""
        return _quoted(names[0].strip())


def is_secure(scheme: str, headers: Headers) -> bool:
    """Return whether the browser uses TLS, to this server or to a proxy.

    The header is trusted from anyone, as it can only restrict cookies and pages to TLS.
    """
    first = headers.get("x-forwarded-proto", "").partition(",")[0].strip().lower()
    return scheme in {"https", "wss"} or first == "https"


def is_forwarded(headers: Headers) -> bool:
    """Return whether a request has headers of a proxy."""
    return any(mark in headers for mark in _MARKS)


def _is_within(peer: str, networks: Iterable[Network]) -> bool:
    try:
        address = ip_address(peer.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped  # a client over IPv4, on a socket for both
    return any(address in network for network in networks)


def _quoted(value: str) -> str:
    """Return a header value percent-encoded; proxies send names in UTF-8."""
    try:
        return quote(value.encode("latin-1").decode())
    except UnicodeDecodeError:
        return quote(value)
