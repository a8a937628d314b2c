"""Whose a mail domain is: the business's own, another business's, or anybody's. FAQ 参考."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from rules.register.holdings import Holdings
from rules.register.parts import answer_at, contact_rows
from rules.register.records import RecordedApplication
from schemas.application import AnyApplication
from schemas.hosts import is_shared_mail_domain, organization_domain

_RESULTS: Final = "business.result_email"
_KEPT: Final = 10_000  # so many addresses are parsed once: those of a thousand businesses


@lru_cache(maxsize=_KEPT)
def company_domain(address: str) -> str:
    """Return the domain by which a company is known; empty where anybody can have an address."""
    domain = organization_domain(address.rpartition("@")[2])
    return "" if is_shared_mail_domain(domain) else domain


def mail_addresses(application: AnyApplication) -> Iterator[tuple[str, str]]:
    """Yield the addresses that an application registers, with their paths."""
    if address := answer_at(application, _RESULTS):
        yield _RESULTS, address
    for path, person in contact_rows(application):
        if person.action != "delete" and (address := answer_at(person, "email")):
            yield f"{path}.email", address


def domains_of(
    holdings: Iterable[Holdings], applications: Iterable[RecordedApplication]
) -> frozenset[str]:
    """Return the domains of what is registered, and of those who sent applications by mail."""
    addresses = {one.sender for one in applications}
    for held in holdings:
        addresses |= {one.email for one in held.contacts.values() if one.email}
        if _RESULTS in held.entries:
            addresses.add(held.entries[_RESULTS].value)
    return frozenset(filter(None, map(company_domain, addresses)))
