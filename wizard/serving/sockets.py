"""Listening sockets of the server."""

import errno
import os
import socket
from typing import Final

_NO_IPV6: Final = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT})


def bind(address: str, port: int) -> list[socket.socket]:
    """Return sockets that are bound to an address.

    ``localhost`` means both 127.0.0.1 and ::1, as in browsers, independent of the hosts file; ::1
    is left out on a system without IPv6. Raises OSError if the address and port are not available.
    """
    if address != "localhost":
        return [_bind(address, port)]
    bound = [_bind("127.0.0.1", port)]
    try:
        bound.append(_bind("::1", port))
    except OSError as error:
        if error.errno not in _NO_IPV6:
            close(bound)
            raise
    return bound


def close(sockets: list[socket.socket]) -> None:
    """Close sockets."""
    for each in sockets:
        each.close()


def _bind(address: str, port: int) -> socket.socket:
    family, kind, protocol, _, where = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
    bound = socket.socket(family, kind, protocol)
    try:
        if os.name != "nt":  # on Windows, it would share a port in use
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        bound.bind(where)
    except OSError:
        bound.close()
        raise
    return bound
