"""Client certificates: expiry, renewal, how many. FAQ 3-6."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from rules.dates.date_text import long_date
from rules.dates.round_text import registration_text
from rules.finding import Severity, Violation
from rules.obligations.messages import words
from rules.obligations.rule import Now, if_known, rule
from rules.obligations.texts import meant, texts_of
from schemas.answer import TextKind
from schemas.application import (
    AnyApplication,
    Certificate,
    ChangeApplication,
    NewApplication,
    WebCertificate,
)
from schemas.catalogue import TABLES, column, label
from schemas.characters import narrow
from schemas.serials import serial_key, serial_number

Certified = NewApplication | ChangeApplication
_MOST_WITHOUT_RENEWAL: Final = 1
_MOST_WITH_RENEWAL: Final = 2


def certificates(application: Certified) -> Iterator[tuple[str, Certificate]]:
    """Yield every certificate row with its path, the web's first."""
    for number, row in enumerate(application.web_certificates or ()):
        yield f"web_certificates.{number}", row
    if application.api is not None:
        for number, row in enumerate(application.api.certificates or ()):
            yield f"api.certificates.{number}", row


def changed_certificates(application: ChangeApplication) -> Iterator[tuple[str, WebCertificate]]:
    """Yield the certificate rows of a change, the only case that renews."""
    for path, row in certificates(application):
        if isinstance(row, WebCertificate):
            yield path, row


def same_serial(one: str | None, other: str | None) -> bool:
    """Return whether two serials are the same number, however each is written."""
    return one is not None and other is not None and serial_key(one) == serial_key(other)


@rule("serial-not-hexadecimal", Severity.WARNING, "3-6", each=texts_of(TextKind.SERIAL))
def serial_is_a_number(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """A serial is a hexadecimal number of at most 20 octets (X.509)."""
    if serial_number(text) is None:
        yield Violation(path, suggestion=meant(path, text))


def _judged_on(application: Certified, now: Now) -> date:
    """Return the day on which a new certificate must be valid: that of the form, or today if later.

    A date that is missing, or that the form cannot bear, is a finding of its own and counts not.
    """
    today = now.at.date()
    applied_on: date | None = if_known(application, "applied_on")
    is_possible = applied_on is not None and applied_on <= now.round.cutoff.closes_at.date()
    return max(today, applied_on) if applied_on and is_possible else today


@rule("certificate-expired", Severity.ERROR, "3-6", each=certificates)
def new_certificate_is_valid(
    path: str, row: Certificate, application: Certified, now: Now
) -> Iterator[Violation]:
    """A certificate to be registered must not have expired, today or on the day of the form."""
    day = _judged_on(application, now)
    if row.action != "delete" and row.not_after and row.not_after < day:
        details = {"not_after": long_date(row.not_after), "day": long_date(day)}
        yield Violation(f"{path}.not_after", details)


@rule("renewal-ends-earlier", Severity.WARNING, "3-6", each=changed_certificates)
def renewal_ends_later(
    path: str, row: WebCertificate, application: ChangeApplication, now: Now
) -> Iterator[Violation]:
    """A renewal ends after the certificate that it replaces, or the two were exchanged."""
    if _ends_earlier(row) and row.not_after and row.not_after >= _judged_on(application, now):
        replaced = long_date(if_known(row, "replaces_not_after"))
        details = {"not_after": long_date(row.not_after), "replaced": replaced}
        yield Violation(f"{path}.not_after", details)


def _ends_earlier(row: Certificate) -> bool:
    """Return whether a renewal, of another certificate than itself, ends before that one."""
    if row.action != "renew" or not isinstance(row, WebCertificate):
        return False
    ends, replaced = row.not_after, if_known(row, "replaces_not_after")
    is_itself = same_serial(if_known(row, "serial"), if_known(row, "replaces"))
    return bool(ends and replaced and ends < replaced) and not is_itself


@rule("certificate-ends-before-registration", Severity.WARNING, "3-6", each=certificates)
def new_certificate_outlives_registration(
    path: str, row: Certificate, application: Certified, now: Now
) -> Iterator[Violation]:
    """A certificate that ends before it is registered can never be used."""
    if row.action == "delete" or row.not_after is None or _ends_earlier(row):
        return
    registration = now.round.registration
    if _judged_on(application, now) <= row.not_after < registration.expected:
        details = {
            "not_after": long_date(row.not_after),
            "expected": registration_text(registration),
        }
        yield Violation(f"{path}.not_after", details)


@rule("lock-out", Severity.WARNING, "3-6", each=changed_certificates)
def access_does_not_lapse(
    path: str, row: WebCertificate, _: ChangeApplication, now: Now
) -> Iterator[Violation]:
    """The certificate to be replaced should last until the new one is registered."""
    expected = now.round.registration.expected
    ends = row.replaces_not_after
    if row.action == "renew" and ends and ends < expected:
        first = max(ends + timedelta(days=1), now.at.date())
        without = {
            "not_after": long_date(ends),
            "first": long_date(first),
            "expected": registration_text(now.round.registration),
            "days": str((expected - first).days + 1),
        }
        yield Violation(f"{path}.replaces_not_after", without)


@rule("renewal-without-predecessor", Severity.NOTE, "3-6", each=changed_certificates)
def renewal_names_its_predecessor(
    path: str, row: WebCertificate, _application: ChangeApplication, _now: Now
) -> Iterator[Violation]:
    """A renewal is clearer when it names the certificate that it replaces."""
    if row.action == "renew" and row.replaces is None:
        yield Violation(f"{path}.replaces")


@rule("renewal-of-itself", Severity.ERROR, "3-6", each=changed_certificates)
def renewal_replaces_another(
    path: str, row: WebCertificate, _application: ChangeApplication, _now: Now
) -> Iterator[Violation]:
    """A certificate cannot replace itself."""
    if row.action == "renew" and same_serial(row.serial, row.replaces):
        yield Violation(f"{path}.replaces")


@rule("predecessor-without-renewal", Severity.WARNING, "3-6", each=changed_certificates)
def only_a_renewal_has_a_predecessor(
    path: str, row: WebCertificate, _application: ChangeApplication, _now: Now
) -> Iterator[Violation]:
    """An added or deleted certificate replaces none."""
    if row.action == "renew":
        return
    for name in ("replaces", "replaces_not_after"):
        if getattr(row, name) is not None:
            yield Violation(f"{path}.{name}")
            return  # one cause: the row is no renewal


@rule("duplicate-serial", Severity.ERROR, "3-6")
def serials_differ(application: Certified, _: Now) -> Iterator[Violation]:
    """A serial is named once in each of the two tables."""
    yield from _repeated(certificates(application), "serial")


@rule("serial-of-two-certificates", Severity.WARNING, "3-6")
def serial_is_of_one_certificate(application: Certified, _: Now) -> Iterator[Violation]:
    """A serial for the pages and for the API is of one certificate, with one name and one end."""
    seen: dict[int | str, tuple[str, Certificate]] = {}
    for path, row in certificates(application):
        if "serial" not in row.model_fields_set:
            continue
        first, other = seen.setdefault(serial_key(row.serial), (path, row))
        pairs = ((getattr(row, n), getattr(other, n)) for n in ("common_name", "not_after"))
        is_other = any(None not in pair and pair[0] != pair[1] for pair in pairs)
        if is_other and column(first) != column(path):
            yield Violation(f"{path}.serial", {"first": label(f"{first}.serial")})


@rule("wide-letters", Severity.NOTE, "3-6")
def common_name_is_half_width(application: Certified, _: Now) -> Iterator[Violation]:
    """The common name of a certificate is written as the certificate has it: in ASCII."""
    for path, row in certificates(application):
        name = getattr(row, "common_name", None) or ""
        if narrow(name) != name and narrow(name).isascii():
            at = f"{path}.common_name"
            yield Violation(at, suggestion=meant(at, name, narrow(name)))


@rule("predecessor-named-twice", Severity.WARNING, "3-6")
def predecessors_differ(application: ChangeApplication, _now: Now) -> Iterator[Violation]:
    """Two renewals in a table do not replace the same certificate."""
    yield from _repeated(changed_certificates(application), "replaces")


def _repeated(rows: Iterable[tuple[str, Certificate]], name: str) -> Iterator[Violation]:
    """Yield the rows whose serial under a name is that of an earlier row of their table."""
    seen: dict[tuple[str, int | str], str] = {}
    for path, row in rows:
        if name not in row.model_fields_set or (serial := getattr(row, name)) is None:
            continue
        table, _, number = path.rpartition(".")
        first = seen.setdefault((table, serial_key(serial)), number)
        if first != number:
            yield Violation(f"{path}.{name}", {"first": TABLES[table].nth(int(first))})


@rule("api-certificate-count", Severity.ERROR, "3-6")
def api_has_one_certificate(application: Certified, _: Now) -> Iterator[Violation]:
    """The API has one certificate, and two only while a renewal overlaps.

    What is registered already is not known here: one at least, where there is a change. So a
    deletion makes room for one more row, and there are never more than two.
    """
    if application.api is None:
        return
    rows = _distinct(application.api.certificates or ())
    deleted = [row for row in rows if row.action == "delete"]
    count = len(rows) - len(deleted)
    if count > min(_MOST_WITH_RENEWAL, _MOST_WITHOUT_RENEWAL + len(deleted)):
        path = "api.certificates"
        renewal = "" if isinstance(application, NewApplication) else words()["renewal"][path]
        yield Violation(path, {"count": str(count), "renewal": renewal})


def _distinct(rows: Iterable[Certificate]) -> list[Certificate]:
    """Leave out rows that repeat a serial and an action: that is a finding of its own."""
    found: dict[object, Certificate] = {}
    for number, row in enumerate(rows):
        key = serial_key(row.serial) if "serial" in row.model_fields_set else number
        found.setdefault((key, row.action == "delete"), row)
    return list(found.values())
