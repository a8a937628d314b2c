"""Host names in e-mail and web addresses: unreachable ones and misspelt ones."""

import ipaddress
from collections.abc import Iterator
from functools import cache
from typing import Final

from publicsuffixlist import PublicSuffixList

_COMMON_SUFFIXES: Final = frozenset({"jp", "com", "net", "org"})
"""Suffixes that are accepted without the public suffix list, which takes 70 ms to load."""
_RESERVED_DOMAINS: Final = frozenset(
    {
        "local", "localhost", "localdomain", "internal", "intranet", "private", "corp", "home",
        "lan", "arpa", "onion", "test", "invalid", "example",
    }
)  # fmt: skip
"""Top-level domains that RFC 6761, RFC 6762 or ICANN reserve for private use."""
_EXAMPLES: Final = frozenset({"example.com", "example.net", "example.org"})
"""Domains that RFC 2606 reserves for documentation."""

_PROVIDERS: Final = (
    "gmail.com", "yahoo.co.jp", "yahoo.com", "icloud.com", "outlook.com", "outlook.jp",
    "hotmail.com", "hotmail.co.jp", "docomo.ne.jp", "ezweb.ne.jp", "softbank.ne.jp",
    "ymobile.ne.jp", "nifty.com", "biglobe.ne.jp", "excite.co.jp",
)  # fmt: skip
"""Common mail domains in Japan, the most likely first (an estimate, compiled by hand)."""
_SIMILAR_DOMAINS: Final = frozenset(
    {"mail.com", "ymail.com", "email.com", "hotmail.co.uk", "live.com"}
)
"""Correct mail domains that differ from one of ``_PROVIDERS`` by one letter."""
_SHARED_DOMAINS: Final = frozenset(
    {
        *_PROVIDERS, *_SIMILAR_DOMAINS, "yahoo.ne.jp", "live.jp", "msn.com", "me.com", "mac.com",
        "aol.com", "aol.jp", "ocn.ne.jp", "plala.or.jp", "so-net.ne.jp", "dion.ne.jp", "au.com",
        "eonet.ne.jp", "rakuten.jp", "proton.me", "protonmail.com", "googlemail.com", "zoho.com",
    }
)  # fmt: skip
"""Mail domains under which anybody can have an address (an estimate, compiled by hand)."""
_ORGANIZATIONS: Final = frozenset({"ac", "ad", "co", "ed", "go", "gr", "lg", "ne", "or"})
"""Second-level domains of JPRS below which an organization has one name."""
_CONFUSED_DOMAINS: Final = {
    "gmail.co.jp": "gmail.com", "gmail.jp": "gmail.com", "gmail.ne.jp": "gmail.com",
    "yahoo.jp": "yahoo.co.jp", "yahoo.co": "yahoo.co.jp",
    "icloud.jp": "icloud.com", "icloud.co.jp": "icloud.com", "outlook.co.jp": "outlook.jp",
    "docomo.co.jp": "docomo.ne.jp", "docomo.jp": "docomo.ne.jp", "ezweb.co.jp": "ezweb.ne.jp",
}  # fmt: skip
"""Wrong domains that people write for one of ``_PROVIDERS``."""
_SUFFIXES_TO_TRY: Final = ("co.jp", "ne.jp", "or.jp", "jp", "com", "net", "org")


def is_publicly_reachable(host: str) -> bool:
    """Return whether a host is public: no address or name of a private network."""
    host = host.strip("[]").rstrip(".")
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        labels = host.casefold().split(".")
    return len(labels) > 1 and labels[-1] not in _RESERVED_DOMAINS


def is_example(host: str) -> bool:
    """Return whether a host is reserved for examples."""
    return ".".join(host.casefold().split(".")[-2:]) in _EXAMPLES


def has_public_suffix(host: str) -> bool:
    """Return whether a host name ends in a suffix of the packaged public suffix list."""
    ending = host.rstrip(".").rpartition(".")[2].casefold()
    return ending in _COMMON_SUFFIXES or _suffixes().publicsuffix(host) is not None


def is_shared_mail_domain(domain: str) -> bool:
    """Return whether anybody can have a mail address under a domain, as at a free-mail provider."""
    return domain.casefold() in _SHARED_DOMAINS


def organization_domain(host: str) -> str:
    """Return the part of a host name that an organization registers (``example.co.jp``)."""
    labels = host.rstrip(".").casefold().split(".")
    if labels[-1] == "jp" and labels[-2:-1] and labels[-2] in _ORGANIZATIONS:
        return ".".join(labels[-3:])
    if labels[-1] in _COMMON_SUFFIXES - {"jp"}:
        return ".".join(labels[-2:])
    return _suffixes().privatesuffix(".".join(labels)) or ".".join(labels)


def suggest_domain(domain: str) -> str:
    """Return the mail domain that was probably intended; return a plausible one unchanged.

    It is a common provider's if that is one typo away; else, an unknown suffix is replaced by a
    known one.
    """
    given = domain.casefold()
    if given in _PROVIDERS or given in _SIMILAR_DOMAINS:
        return domain
    if suggested := _CONFUSED_DOMAINS.get(given) or _similar(given, _PROVIDERS):
        return suggested
    return suggest_host(domain)


def suggest_host(host: str) -> str:
    """Return a host name with an unknown suffix replaced, if one known suffix is one typo away."""
    if has_public_suffix(host):
        return host
    candidates = dict.fromkeys(_with_other_suffixes(host))
    return next(iter(candidates)) if len(candidates) == 1 else host


def _with_other_suffixes(host: str) -> Iterator[str]:
    labels = host.split(".")
    ending = labels[-1].casefold()
    for other in _SUFFIXES_TO_TRY:
        if len(labels) > 1 and is_one_typo_apart(ending, other):
            yield ".".join((*labels[:-1], other))


def _similar(domain: str, known: tuple[str, ...]) -> str:
    return next((other for other in known if is_one_typo_apart(domain, other)), "")


def is_one_typo_apart(one: str, other: str) -> bool:
    """Return whether texts differ by one insertion, deletion, substitution or transposition."""
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
