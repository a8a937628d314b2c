"""Names of hosts, in addresses of mail and of pages: which nobody reaches, which are misspelt."""

import ipaddress
from collections.abc import Iterator
from functools import cache
from typing import Final

from publicsuffixlist import PublicSuffixList

_KNOWN_BY_HEART: Final = frozenset({"jp", "com", "net", "org"})
"""Endings that need no look into the list of suffixes, which takes 70 ms to load."""
_NOT_PUBLIC: Final = frozenset(
    {
        "local", "localhost", "localdomain", "internal", "intranet", "private", "corp", "home",
        "lan", "arpa", "onion", "test", "invalid", "example",
    }
)  # fmt: skip
"""Top-level names that RFC 6761, RFC 6762 or ICANN keep out of the public name system."""
_EXAMPLES: Final = frozenset({"example.com", "example.net", "example.org"})
"""Names that RFC 2606 keeps for documents."""

_PROVIDERS: Final = (
    "gmail.com", "yahoo.co.jp", "yahoo.com", "icloud.com", "outlook.com", "outlook.jp",
    "hotmail.com", "hotmail.co.jp", "docomo.ne.jp", "ezweb.ne.jp", "softbank.ne.jp",
    "ymobile.ne.jp", "nifty.com", "biglobe.ne.jp", "excite.co.jp",
)  # fmt: skip
"""Domains of mail that many people have, the likelier one first."""
_OTHERS: Final = frozenset({"mail.com", "ymail.com", "email.com", "hotmail.co.uk", "live.com"})
"""Domains of mail that are one letter off one of those, and right."""
_BESIDE: Final = {
    "gmail.co.jp": "gmail.com", "gmail.jp": "gmail.com", "gmail.ne.jp": "gmail.com",
    "yahoo.jp": "yahoo.co.jp", "yahoo.co": "yahoo.co.jp",
    "icloud.jp": "icloud.com", "icloud.co.jp": "icloud.com", "outlook.co.jp": "outlook.jp",
    "docomo.co.jp": "docomo.ne.jp", "docomo.jp": "docomo.ne.jp", "ezweb.co.jp": "ezweb.ne.jp",
}  # fmt: skip
"""Domains that are taken for one of those, by their name."""
_ENDINGS: Final = ("co.jp", "ne.jp", "or.jp", "jp", "com", "net", "org")


def is_reached(host: str) -> bool:
    """Return whether a host may be reached by everybody.

    No address or name of one's own network.
    """
    host = host.strip("[]").rstrip(".")
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        labels = host.casefold().split(".")
    return len(labels) > 1 and labels[-1] not in _NOT_PUBLIC


def is_example(host: str) -> bool:
    """Return whether a host is one that is kept for examples."""
    return ".".join(host.casefold().split(".")[-2:]) in _EXAMPLES


def has_known_ending(host: str) -> bool:
    """Return whether the public suffix list, as it is packaged, knows the end of a host's name."""
    ending = host.rstrip(".").rpartition(".")[2].casefold()
    return ending in _KNOWN_BY_HEART or _suffixes().publicsuffix(host) is not None


def meant_domain(domain: str) -> str:
    """Return the domain of mail that was meant, the same one where nothing says otherwise.

    It is that of a great provider where it is one slip away from it, and one with an ending that
    exists where its own does not.
    """
    given = domain.casefold()
    if given in _PROVIDERS or given in _OTHERS:
        return domain
    if meant := _BESIDE.get(given) or _near(given, _PROVIDERS):
        return meant
    return meant_host(domain)


def meant_host(host: str) -> str:
    """Return a host's name with an ending that exists, where its own is one slip away from it."""
    if has_known_ending(host):
        return host
    found = dict.fromkeys(_with_other_endings(host))
    return next(iter(found)) if len(found) == 1 else host


def _with_other_endings(host: str) -> Iterator[str]:
    labels = host.split(".")
    ending = labels[-1].casefold()
    for other in _ENDINGS:
        if len(labels) > 1 and is_one_slip(ending, other):
            yield ".".join((*labels[:-1], other))


def _near(domain: str, known: tuple[str, ...]) -> str:
    return next((other for other in known if is_one_slip(domain, other)), "")


def is_one_slip(one: str, other: str) -> bool:
    """Return whether texts differ by a letter left out, too many, or wrong, or by two swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return one != other
    left, right = one[start:], other[start:]
    is_swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or is_swapped


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False, only_icann=True)
