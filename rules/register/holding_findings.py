"""Rules about contacts and certificates beside those that are registered. FAQ 1-2, 3-6."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from rules.dates.date_text import long_date
from rules.finding import Severity, Violation, shortened
from rules.obligations.rule import Rule, rule
from rules.register.business_findings import is_sister, is_stop_under_way
from rules.register.context import RegisterContext
from rules.register.fold import Register, RegisterStatus
from rules.register.identity import (
    person_key,
    serial_text,
    suggest_person,
    suggest_serial,
)
from rules.register.parts import (
    TABLES_OF_CERTIFICATES,
    Changing,
    answer_at,
    certificate_rows,
    contact_rows,
)
from schemas.application import (
    Certificate,
    ChangeApplication,
    Contact,
    NewApplication,
)
from schemas.catalogue import label
from schemas.days import date_text
from schemas.serials import readable_serial

HOLDING_RULES: Final[list[Rule]] = []
_API: Final = "api.certificates"
_WEB: Final = "web_certificates"

holding_rule = partial(rule, registry=HOLDING_RULES)


@holding_rule("register-other-system", Severity.ERROR, "3-6")
def what_changes_is_of_its_system(
    application: Changing, context: RegisterContext
) -> Iterator[Violation]:
    """What is renewed or deleted by its serial is not registered for the other system."""
    for table, path, serial, _ in _unregistered(application, context):
        if other := _elsewhere(context, table, serial):
            yield _of_other_system(path, readable_serial(serial), other)


def _elsewhere(context: RegisterContext, table: str, serial: str) -> str:
    """Return the other table where a serial is registered, though it may be about to go."""
    tables = (one for one in TABLES_OF_CERTIFICATES if one != table)
    now = (one for one in tables if (one, serial_text(serial)) in context.present)
    return context.before.elsewhere(table, serial) or next(now, "")


@holding_rule("register-maybe-other-system", Severity.WARNING, "3-6")
def certificates_are_of_their_system(
    application: Changing, context: RegisterContext
) -> Iterator[Violation]:
    """What is registered anew, or renewed by its name alone, is not known of the other system."""
    before = context.before
    for table, path, row in certificate_rows(application):
        is_known = (table, serial_text(row.serial)) in before.certificates
        other = before.elsewhere(table, row.serial)
        if row.action != "delete" and not is_known and other:
            yield _of_other_system(f"{path}.serial", readable_serial(row.serial), other)
        name = _unknown_name(table, row, context)
        if other := before.elsewhere(table, name=name):
            yield _of_other_system(f"{path}.common_name", name, other)


def _of_other_system(path: str, shown: str, table: str) -> Violation:
    return Violation(path, {"shown": shortened(shown), "known": label(table)})


@holding_rule("register-not-registered", Severity.WARNING, "3-6, 参考(2)")
def what_changes_is_registered(
    application: Changing, context: RegisterContext
) -> Iterator[Violation]:
    """Who is changed, and what is renewed or deleted, is registered; after a stop nothing is."""
    if context.register.status is RegisterStatus.ENDED:
        return
    before = context.before
    elsewhere = {path for path, _, _ in _of_others(application, context)}
    for path, person in _unknown_contacts(application, context):
        known = [one.name for one in before.contacts.values()]
        if path not in elsewhere:
            yield _missing(path, person.name, suggest_person(person.name, known))
    for table, path, serial, _ in _unregistered(application, context):
        if path not in elsewhere and not _elsewhere(context, table, serial):
            similar = suggest_serial(serial, before.serials(table))
            yield _missing(path, readable_serial(serial), similar)
    for table, path, row in certificate_rows(application):
        name, at = _unknown_name(table, row, context), f"{path}.common_name"
        if name and at not in elsewhere and not before.elsewhere(table, name=name):
            yield _missing(at, name)


@holding_rule("register-others-holding", Severity.WARNING, "参考")
def what_is_asked_for_is_of_no_other_business(
    application: NewApplication | Changing, context: RegisterContext
) -> Iterator[Violation]:
    """Who or what a form is about is not registered for another business alone."""
    for path, shown, owner in _of_others(application, context):
        yield Violation(path, {"shown": shortened(shown), "known": f"{owner.code} {owner.name}"})


def _of_others(
    application: NewApplication | Changing, context: RegisterContext
) -> Iterator[tuple[str, str, Register]]:
    """Yield path, text and register of who or what is on that register, and not on the own one.

    A certificate of somebody else is told once, by its serial before its name.
    """
    for path, person in _unknown_contacts(application, context):
        key = person_key(person.name)
        if owner := _owner(context.others, key, partial(_has_contact, key=key)):
            yield path, person.name, owner
    known = context.before.certificates.values()
    own = {one.serial for one in known} | {person_key(one.common_name or "") for one in known}
    told: set[str] = set()
    for path, serial, name, registers in _unknown_certificates(application, context):
        key, row = serial_text(serial) if serial else person_key(name), path.rpartition(".")[0]
        has = partial(_has_certificate, serial=key if serial else "", name=person_key(name))
        owner = _owner(registers, key, has)
        if owner and key not in own and row not in told:
            told.add(row)
            yield path, readable_serial(serial) if serial else name, owner


def _unknown_certificates(
    application: NewApplication | Changing, context: RegisterContext
) -> Iterator[tuple[str, str, str, Sequence[Register]]]:
    """Yield path, serial, name, and the registers where a certificate is looked for besides."""
    for _, path, serial, row in _unregistered(application, context):
        yield path, serial, answer_at(row, "common_name") or "", context.others
    # the codes of one company may share a certificate, and what is new is no other company's
    strangers = [one for one in context.others if not is_sister(one, application, context)]
    for table, path, row in certificate_rows(application):
        name = answer_at(row, "common_name") or ""
        if row.action != "delete":
            yield f"{path}.serial", row.serial, name, strangers
            if name:
                yield f"{path}.common_name", "", name, strangers
        unknown = _unknown_name(table, row, context)
        if unknown and not context.before.elsewhere(table, name=unknown):
            yield f"{path}.common_name", "", unknown, context.others


def _owner(
    registers: Sequence[Register], key: str, has: Callable[[Register], bool]
) -> Register | None:
    """Return the first register that has something, of many of which few have its key."""
    return next((one for one in registers if key in one.keys and has(one)), None)


def _has_contact(register: Register, key: str) -> bool:
    return any(person_key(one.name) == key for one, _ in register.contacts)


def _has_certificate(register: Register, serial: str, name: str) -> bool:
    """Return whether a register has a certificate of a serial, or of a name where none is given.

    Two issuers may give the same serial: certificates of different names are different.
    """
    known = ((one.serial, person_key(one.common_name or "")) for one, _ in register.certificates)
    if not serial:
        return any(other == name for _, other in known)
    return any(one == serial and (not name or other in {"", name}) for one, other in known)


def _unknown_contacts(
    application: NewApplication | Changing, context: RegisterContext
) -> Iterator[tuple[str, Contact]]:
    """Yield path and row of who is changed or deleted and not registered."""
    for path, person in contact_rows(application):
        key = person_key(person.name)
        is_known = key in context.before.contacts or ("contacts", key) in context.present
        if person.action != "add" and not is_known:
            yield f"{path}.name", person


def _unregistered(
    application: NewApplication | Changing, context: RegisterContext
) -> Iterator[tuple[str, str, str, Certificate]]:
    """Yield table, path, serial and row of what is renewed or deleted and not registered there."""
    for table, path, row in certificate_rows(application):
        renews = row.action == "renew"
        serial = answer_at(row, "replaces") if renews else row.serial
        if row.action == "add" or not serial:
            continue
        key = (table, serial_text(serial))
        # what an application under way deletes is registered until then
        if key not in context.before.certificates and key not in context.present:
            yield table, f"{path}.{'replaces' if renews else 'serial'}", serial, row


def _unknown_name(table: str, row: Certificate, context: RegisterContext) -> str:
    """Return the common name of a renewal that names no predecessor, where no other has it."""
    name = answer_at(row, "common_name")
    if row.action != "renew" or answer_at(row, "replaces") or not name:
        return ""
    return "" if context.before.namesakes(table, row, context.day) else str(name)


@holding_rule("register-several-predecessors", Severity.WARNING, "3-6")
def predecessor_is_the_only_one_of_its_name(
    application: Changing, context: RegisterContext
) -> Iterator[Violation]:
    """A renewal that names no predecessor has a common name that one certificate has."""
    for table, path, row in certificate_rows(application):
        if row.action != "renew" or answer_at(row, "replaces"):
            continue
        same = context.before.namesakes(table, row, context.day)
        if len(same) > 1:
            serials = "、".join(serial for _, serial in same)
            details = {"shown": shortened(row.common_name or ""), "serials": serials}
            yield Violation(f"{path}.common_name", details)


@holding_rule("register-other-last-day", Severity.WARNING, "3-6")
def last_day_of_what_is_renewed_is_the_registered_one(
    application: Changing, context: RegisterContext
) -> Iterator[Violation]:
    """The last day that a renewal gives of the certificate before is the registered one."""
    for table, path, row in certificate_rows(application):
        serial, stated = answer_at(row, "replaces"), answer_at(row, "replaces_not_after")
        known = context.before.certificates.get((table, serial_text(serial or "")))
        if known and known.not_after and stated and stated != known.not_after:
            details = {"stated": long_date(stated), "known": long_date(known.not_after)}
            yield Violation(f"{path}.replaces_not_after", details, date_text(known.not_after))


def _missing(path: str, shown: str, suggestion: str = "") -> Violation:
    return Violation(path, {"shown": shortened(shown)}, suggestion)


@holding_rule("register-already-registered", Severity.WARNING, "3-6")
def what_is_added_is_not_registered(
    application: Changing, context: RegisterContext
) -> Iterator[Violation]:
    """Who or what is added is not registered already."""
    deleted = {
        person_key(row.name) for _, row in contact_rows(application) if row.action == "delete"
    }
    before = context.before
    for path, person in contact_rows(application):
        key = person_key(person.name)
        is_new = key not in before.contacts or ("contacts", key) in context.under_way
        if person.action == "add" and not is_new and key not in deleted:
            yield _missing(f"{path}.name", person.name)
    for table, path, row in certificate_rows(application):
        key_ = (table, serial_text(row.serial))
        is_new = key_ not in before.certificates or key_ in context.under_way
        if row.action != "delete" and not is_new:
            yield _missing(f"{path}.serial", readable_serial(row.serial))


@holding_rule("register-api-count", Severity.ERROR, "3-6")
def api_has_one_certificate_with_those_registered(
    application: NewApplication | ChangeApplication, context: RegisterContext
) -> Iterator[Violation]:
    """With those registered the API has one certificate, and two only while a renewal overlaps."""
    rows = [row for table, _, row in certificate_rows(application) if table == _API]
    if all(row.action == "delete" for row in rows):
        return
    valid = context.after.valid(_API, context.day)
    serials = {one.serial for one in valid}
    overlaps = any(one.replaced_by in serials for one in valid)
    if len(valid) > 1 + overlaps:
        listed = "、".join(one.serial for one in valid)
        yield Violation(_API, {"count": str(len(valid)), "serials": listed})


@holding_rule("register-no-contact-left", Severity.WARNING, "1-2")
def a_contact_is_left(_application: Changing, context: RegisterContext) -> Iterator[Violation]:
    """Somebody is left who can reset a password."""
    if _is_whole(context) and not context.after.contacts:
        yield Violation("contacts")


@holding_rule("register-no-web-certificate", Severity.WARNING, "3-6")
def a_web_certificate_is_left(
    _application: Changing, context: RegisterContext
) -> Iterator[Violation]:
    """A web certificate is left that has not ended."""
    if _is_whole(context) and not context.after.valid(_WEB, context.day):
        yield Violation(_WEB)


def _is_whole(context: RegisterContext) -> bool:
    """Return whether it is known what else is registered, and nothing is about to end."""
    whole = {RegisterStatus.ACTIVE, RegisterStatus.PENDING}
    return context.register.status in whole and not is_stop_under_way(context)
