"""Renewing client certificates in time: until when, and what is said of each. FAQ 1-4, 3-4, 3-6.

A certificate lasts through the day in Japan on which it ends, as the form has it: its successor is
in time when it is registered on that day at the latest, and too late exactly where the rule of the
lock-out warns.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Final, Generic, Protocol, TypeVar

from rules.content import read_data
from rules.dates.cutoff import Round, in_japan, round_at
from rules.dates.date_text import long_moment, predicted
from rules.dates.planning import Plan, plan_backwards
from rules.dates.round_text import cutoff_text, registration_text
from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity

_NO_NAME: Final = "名称なし"


class Expiring(Protocol):
    """What a certificate says of itself; its moments are Japan time, both included."""

    @property
    def serial(self) -> str:
        """The serial, hexadecimal."""

    @property
    def common_name(self) -> str:
        """The common name; empty where there is none."""

    @property
    def issuer(self) -> str:
        """The common name of the issuer; empty where there is none."""

    @property
    def not_before(self) -> datetime:
        """The moment from which it is valid."""

    @property
    def not_after(self) -> datetime:
        """The moment at which it ends."""

    @property
    def left_out(self) -> int:
        """How many certificates of authorities came in the same file."""


C = TypeVar("C", bound=Expiring)
C_co = TypeVar("C_co", bound=Expiring, covariant=True)


class State(StrEnum):
    """How a certificate stands at a moment."""

    IN_TIME = "in-time"
    THIS_ROUND = "this-round"
    TOO_LATE = "too-late"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"


STATE_WORDS: Final = {
    State.IN_TIME: "登録が間に合います",
    State.THIS_ROUND: "次の締切が最後です",
    State.TOO_LATE: "登録が間に合いません",
    State.EXPIRED: "期限切れです",
    State.NOT_YET_VALID: "有効期間の開始前です",
}


@dataclass(frozen=True, slots=True)
class Renewal(Generic[C_co]):
    """Until when a certificate can be renewed.

    ``last`` is the last round from now on whose expected registration is not after the day on
    which the certificate ends; None where there is none any more. ``next`` is the round ahead.
    """

    certificate: C_co
    state: State
    last: Round | None
    next: Round


def renewals(
    certificates: Iterable[C], now: datetime, calendar: OfficeCalendar
) -> list[Renewal[C]]:
    """Describe until when each certificate can be renewed; the one that ends first comes first.

    Raises:
        MomentError: a year is not from 1986 to 2099.

    """
    now, given = in_japan(now), list(certificates)
    ahead = round_at(now, calendar)
    days = {c.not_after.date() for c in given if c.not_after >= now}
    plans = {day: plan_backwards(day, now, calendar) for day in days}
    found = [_renewal(c, now, ahead, plans.get(c.not_after.date())) for c in given]
    return sorted(found, key=lambda item: (item.certificate.not_after, item.certificate.serial))


def _renewal(certificate: C, now: datetime, ahead: Round, plan: Plan | None) -> Renewal[C]:
    state = _state_by_itself(certificate, now)
    if plan is None or state is State.EXPIRED:
        return Renewal(certificate, State.EXPIRED, None, ahead)
    if state is None and plan.last is None:
        state = State.TOO_LATE
    elif state is None:
        state = State.THIS_ROUND if plan.cutoffs_left == 1 else State.IN_TIME
    return Renewal(certificate, state, plan.last, ahead)


def _state_by_itself(certificate: Expiring, now: datetime) -> State | None:
    """Return whether a certificate cannot be used now; None where it can."""
    if certificate.not_after < now:
        return State.EXPIRED
    return State.NOT_YET_VALID if now < certificate.not_before else None


def prediction(found: Iterable[Renewal[Expiring]]) -> tuple[str, ...]:
    """Describe that dates are predictions, where they reach past the announced holidays."""
    expected = [renewal.last.registration.expected for renewal in found if renewal.last]
    return predicted(max(expected)) if expected else ()


def findings_of_renewal(renewal: Renewal[Expiring]) -> list[Finding]:
    """Return what is wrong or worth knowing of a certificate that is to be renewed in time."""
    return [*_findings_of_dates(renewal), *findings_of_origin(renewal.certificate)]


def findings_of_new(
    certificate: Expiring, now: datetime, calendar: OfficeCalendar
) -> list[Finding]:
    """Return what is wrong or worth knowing of a certificate that is to be registered."""
    state = _state_by_itself(certificate, in_japan(now))
    told = findings_of_origin(certificate)
    if state is None:
        return list(told)
    renewal = Renewal(certificate, state, None, round_at(now, calendar))
    return [*_findings_of_dates(renewal), *told]


def _findings_of_dates(renewal: Renewal[Expiring]) -> Iterator[Finding]:
    certificate, ahead = renewal.certificate, renewal.last or renewal.next
    details = {
        "not_before": long_moment(certificate.not_before),
        "not_after": long_moment(certificate.not_after),
        "cutoff": cutoff_text(ahead.cutoff),
        "expected": registration_text(ahead.registration),
    }
    if renewal.state in _CODES:
        yield _worded(_CODES[renewal.state], details)
    if renewal.last and ahead.registration.expected == certificate.not_after.date():
        yield _worded("renewal-on-last-day", details)


_CODES: Final = {
    State.EXPIRED: "expired",
    State.TOO_LATE: "renewal-too-late",
    State.THIS_ROUND: "renewal-this-round",
    State.NOT_YET_VALID: "not-yet-valid",
}


def findings_of_origin(certificate: Expiring) -> Iterator[Finding]:
    """Return what is odd about where a certificate comes from, whatever its dates."""
    if certificate.issuer != known_issuer():
        yield _worded(
            "other-issuer", {"issuer": certificate.issuer or _NO_NAME, "known": known_issuer()}
        )
    if certificate.left_out:
        yield _worded("authorities-left-out", {"count": str(certificate.left_out)})


def known_issuer() -> str:
    """Return the issuer of the system's client certificates (FAQ 1-4)."""
    return str(words()["issuer"]["name"])


@cache
def words() -> dict[str, Any]:
    """Return the Japanese words of the findings about certificates, by code."""
    return read_data("dates/renewals.toml")


def _worded(code: str, details: dict[str, str]) -> Finding:
    said = words()["finding"][code]
    message, remedy = (said[name].format_map(details) for name in ("message", "remedy"))
    return Finding(code, Severity(said["severity"]), "", message, remedy, said["source"])
