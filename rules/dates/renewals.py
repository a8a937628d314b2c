"""Renewal of client certificates: deadlines and findings. FAQ 1-4, 3-4, 3-6.

A certificate counts as valid through the day in Japan on which it expires, as on the form. Its
successor is in time if it is registered by that day; else the lock-out rule warns as well.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Final, Generic, NamedTuple, Protocol, TypeVar

from rules.content import read_data
from rules.dates.cutoff import Round, in_japan, round_at
from rules.dates.date_text import long_date, long_moment, prediction_notice
from rules.dates.planning import Plan, plan_backwards
from rules.dates.round_text import cutoff_text, registration_text
from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity
from schemas.days import date_text

_NO_NAME: Final = "名称なし"


class Expiring(Protocol):
    """The properties of a certificate; its moments are in Japan time, both inclusive."""

    @property
    def serial(self) -> str:
        """The serial, in hexadecimal."""

    @property
    def common_name(self) -> str:
        """The common name, or empty."""

    @property
    def issuer(self) -> str:
        """The common name of the issuer, or empty."""

    @property
    def not_before(self) -> datetime:
        """The first moment of validity."""

    @property
    def not_after(self) -> datetime:
        """The last moment of validity."""

    @property
    def left_out(self) -> int:
        """The number of CA certificates in the same file, which are ignored."""


C = TypeVar("C", bound=Expiring)
C_co = TypeVar("C_co", bound=Expiring, covariant=True)


class State(StrEnum):
    """The state of a certificate at a moment."""

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
    """The renewal deadline of a certificate.

    ``last`` is the last round from now on whose expected registration is by the day on which the
    certificate expires, or None. ``next`` is the next round.
    """

    certificate: C_co
    state: State
    last: Round | None
    next: Round


def renewals(
    certificates: Iterable[C], now: datetime, calendar: OfficeCalendar
) -> list[Renewal[C]]:
    """Return the renewal deadlines of certificates, the earliest expiry first."""
    now, all_certificates = in_japan(now), list(certificates)
    ahead = round_at(now, calendar)
    days = {c.not_after.date() for c in all_certificates if c.not_after >= now}
    plans = {day: plan_backwards(day, now, calendar) for day in days}
    unsorted = [_renewal(c, now, ahead, plans.get(c.not_after.date())) for c in all_certificates]
    return sorted(unsorted, key=lambda item: (item.certificate.not_after, item.certificate.serial))


def _renewal(certificate: C, now: datetime, ahead: Round, plan: Plan | None) -> Renewal[C]:
    state = _state_without_plan(certificate, now)
    if plan is None or state is State.EXPIRED:
        return Renewal(certificate, State.EXPIRED, None, ahead)
    if state is None and plan.last is None:
        state = State.TOO_LATE
    elif state is None:
        state = State.THIS_ROUND if plan.cutoffs_left == 1 else State.IN_TIME
    return Renewal(certificate, state, plan.last, ahead)


def _state_without_plan(certificate: Expiring, now: datetime) -> State | None:
    """Return the state of a certificate that is not valid now, or None if it is valid."""
    if certificate.not_after < now:
        return State.EXPIRED
    return State.NOT_YET_VALID if now < certificate.not_before else None


def prediction(renewals: Iterable[Renewal[Expiring]]) -> tuple[str, ...]:
    """Return a notice if registrations depend on holidays not announced yet, else nothing."""
    expected = [renewal.last.registration.expected for renewal in renewals if renewal.last]
    return prediction_notice(max(expected)) if expected else ()


def findings_of_renewal(renewal: Renewal[Expiring]) -> list[Finding]:
    """Return the findings about a certificate to renew."""
    return [*_findings_of_dates(renewal), *findings_of_origin(renewal.certificate)]


def findings_of_new(
    certificate: Expiring, now: datetime, calendar: OfficeCalendar, until: date | None = None
) -> list[Finding]:
    """Return the findings about a certificate to register.

    ``until`` is the last day of the one that it replaces, None where that is not known.
    """
    state = _state_without_plan(certificate, in_japan(now))
    origin_findings = findings_of_origin(certificate)
    if state is None or (
        state is State.NOT_YET_VALID and not _is_ahead(certificate.not_before, now, until)
    ):
        return list(origin_findings)
    renewal = Renewal(certificate, state, None, round_at(now, calendar))
    return [*_findings_of_dates(renewal), *origin_findings]


class FileFacts(NamedTuple):
    """What the file of a certificate says that its row is held against.

    ``not_before`` is in Japan time; None where something is not known.
    """

    issuer: str
    not_before: datetime | None = None
    last_day: date | None = None


def findings_of_file(
    facts: FileFacts, now: datetime, until: date | None = None
) -> Iterator[Finding]:
    """Yield the findings about a certificate to register that its row does not show.

    ``until`` is the last day of the one that it replaces, None where that is not known.
    """
    if facts.not_before is not None and _is_ahead(facts.not_before, now, until):
        yield _finding("not-yet-valid", {"not_before": long_moment(facts.not_before)})
    yield from _findings_of_issuer(facts.issuer)


def finding_of_last_day(facts: FileFacts, stated: date | None) -> Iterator[Finding]:
    """Yield that a form states another last day of a certificate than its file."""
    if facts.last_day and stated and stated != facts.last_day:
        found = _finding("other-last-day", {"last_day": long_date(facts.last_day)})
        yield replace(found, suggestion=date_text(facts.last_day))


def _is_ahead(not_before: datetime, now: datetime, until: date | None) -> bool:
    """Return whether a certificate is not valid yet, nor when the one that it replaces ends."""
    return now < not_before and (until is None or until < not_before.date())


def _findings_of_dates(renewal: Renewal[Expiring]) -> Iterator[Finding]:
    certificate, ahead = renewal.certificate, renewal.last or renewal.next
    details = {
        "not_before": long_moment(certificate.not_before),
        "not_after": long_moment(certificate.not_after),
        "cutoff": cutoff_text(ahead.cutoff),
        "expected": registration_text(ahead.registration),
    }
    if renewal.state in _CODES:
        yield _finding(_CODES[renewal.state], details)
    if renewal.last and ahead.registration.expected == certificate.not_after.date():
        yield _finding("renewal-on-last-day", details)


_CODES: Final = {
    State.EXPIRED: "expired",
    State.TOO_LATE: "renewal-too-late",
    State.THIS_ROUND: "renewal-this-round",
    State.NOT_YET_VALID: "not-yet-valid",
}


def findings_of_origin(certificate: Expiring) -> Iterator[Finding]:
    """Yield the findings about the issuer and file of a certificate, independent of its dates."""
    yield from _findings_of_issuer(certificate.issuer)
    if certificate.left_out:
        yield _finding("authorities-left-out", {"count": str(certificate.left_out)})


def _findings_of_issuer(issuer: str) -> Iterator[Finding]:
    """Yield a finding about an issuer that is not the system's."""
    if issuer != known_issuer():
        details = {"issuer": issuer or _NO_NAME, "known": known_issuer()}
        yield _finding("other-issuer", details)


def known_issuer() -> str:
    """Return the issuer of the system's client certificates (FAQ 1-4)."""
    return str(words()["issuer"]["name"])


@cache
def words() -> dict[str, Any]:
    """Return the Japanese messages of the findings about certificates, by code."""
    return read_data("dates/renewals.toml")


def _finding(code: str, details: dict[str, str]) -> Finding:
    entry = words()["finding"][code]
    message, remedy = (entry[name].format_map(details) for name in ("message", "remedy"))
    return Finding(code, Severity(entry["severity"]), "", message, remedy, entry["source"])
