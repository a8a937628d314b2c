"""Rules about an application beside what is registered. FAQ 1-2, 3-4, 3-5, 3-6, 3-7."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from rules.dates.date_text import long_date
from rules.finding import Severity, Violation, shortened
from rules.obligations.rule import Rule, rule
from rules.register.context import RegisterContext
from rules.register.fold import FoldedApplication, Register, RegisterStatus
from rules.register.holdings import CONTACT_DETAILS
from rules.register.identity import (
    company_key,
    group_key,
    is_same_group,
    person_key,
    serial_text,
    suggest_person,
    suggest_serial,
)
from rules.register.mail_domains import company_domain, mail_addresses
from rules.register.parts import (
    NAME,
    answer_at,
    certificate_rows,
    contact_rows,
    entries_given,
    touches,
)
from rules.register.words import words
from schemas.answers import KINDS
from schemas.application import (
    AnyApplication,
    Certificate,
    ChangeApplication,
    Contact,
    NewApplication,
    RenameApplication,
    StopApplication,
)
from schemas.catalogue import label, row_numbers
from schemas.serials import readable_serial

REGISTER_RULES: Final[list[Rule]] = []
WRONG_BUSINESS: Final = "register-other-business"
_API: Final = "api.certificates"
_WEB: Final = "web_certificates"

Changing = ChangeApplication | RenameApplication
register_rule = partial(rule, registry=REGISTER_RULES)


@register_rule(WRONG_BUSINESS, Severity.ERROR, "参考")
def code_and_name_belong_together(
    application: AnyApplication, context: RegisterContext
) -> Iterator[Violation]:
    """Code and name are those of one business of the register."""
    name = answer_at(application, NAME)
    if not name:
        return
    details = {"code": application.business.code, "name": shortened(name)}
    if not context.is_known:
        same = [one for one in context.others if company_key(one.name) == company_key(name)]
        groups = {group_key(one.code, one.name) for one in context.others}
        # a new application may be that of a further client of who has filed for one
        is_beginning = isinstance(application, NewApplication)
        strangers = same or (context.others if len(groups) == 1 and not is_beginning else ())
        if strangers and not _sister(application, context):
            known = strangers[0]
            yield Violation(NAME, details | {"known": f"{known.code} {known.name}"})
    elif _is_stranger(application, context.register):
        yield Violation(NAME, details | {"known": context.register.name})


def _sister(application: AnyApplication, context: RegisterContext) -> Register | None:
    """Return a register of the same company in another area."""
    code, key = application.business.code, company_key(answer_at(application, NAME) or "")
    sisters = (o for o in context.others if is_same_group(o.code, code) and key in o.name_keys)
    return None if context.is_known else next(sisters, None)


def _is_stranger(application: AnyApplication, register: Register) -> bool:
    """Return whether a form bears a name that its business neither has, had nor applied for."""
    may_be_new = isinstance(application, RenameApplication) or (
        isinstance(application, NewApplication) and register.status is RegisterStatus.ENDED
    )
    name = company_key(answer_at(application, NAME) or "")
    return bool(register.name_keys) and not may_be_new and name not in register.name_keys


@register_rule("register-sister-code", Severity.WARNING, "参考")
def code_is_the_one_of_the_area(
    application: AnyApplication, context: RegisterContext
) -> Iterator[Violation]:
    """A code of the same company in another area is asked about."""
    if sister := _sister(application, context):
        details = {"code": application.business.code, "known": sister.code}
        yield Violation("business.code", details)


@register_rule("register-others-mail-domain", Severity.WARNING, "参考")
def mail_domains_are_of_no_other_business(
    application: AnyApplication, context: RegisterContext
) -> Iterator[Violation]:
    """No mail address, and not that of the sender, is of another business."""
    for path, what, domain in _foreign_domains(application, context):
        owners = [one for one in context.others if domain in one.mail_domains]
        if len({group_key(one.code, one.name) for one in owners}) == 1:
            known = f"{owners[0].code} {owners[0].name}"
            yield Violation(path, {"what": what, "domain": domain, "known": known})


@register_rule("register-new-mail-domain", Severity.WARNING, "参考")
def mail_domains_are_known(
    application: ChangeApplication | StopApplication | NewApplication, context: RegisterContext
) -> Iterator[Violation]:
    """Every mail address, and that of the sender, is under a domain of the register.

    A rename often brings a new domain.
    """
    if not (known := context.register.mail_domains):
        return
    for path, what, domain in _foreign_domains(application, context):
        # a domain of several businesses is that of who acts for all of them
        if not any(domain in one.mail_domains for one in context.others):
            details = {"what": what, "domain": domain, "known": "、".join(sorted(known))}
            yield Violation(path, details)


def _foreign_domains(
    application: AnyApplication, context: RegisterContext
) -> Iterator[tuple[str, str, str]]:
    """Yield path, label and domain of the addresses that are not of the business or its sisters.

    Sisters share the first four characters of the code. Each domain is yielded once.
    """
    own = set(context.register.mail_domains)
    for one in context.others:
        if is_same_group(one.code, application.business.code):
            own |= one.mail_domains
    addresses = [(path, label(path), address) for path, address in mail_addresses(application)]
    for path, what, address in [*addresses, ("", words("mail", "sender"), context.sender)]:
        domain = company_domain(address)
        if domain and domain not in own:
            own.add(domain)
            yield path, what, domain


@register_rule("register-unknown-business", Severity.WARNING, "参考")
def business_is_on_the_register(
    application: Changing | StopApplication, context: RegisterContext
) -> Iterator[Violation]:
    """Who changes or stops something has been seen before, where there are registers."""
    others = context.others
    if others and not context.is_known and not _sister(application, context):
        yield Violation("business.code", {"code": application.business.code})


@register_rule("register-past-name", Severity.WARNING, "参考")
def name_is_the_present_one(
    application: ChangeApplication | StopApplication | NewApplication, context: RegisterContext
) -> Iterator[Violation]:
    """A form bears the present name, or the one that is applied for."""
    register = context.register
    key = company_key(application.business.name)
    past = {company_key(one.name) for one in register.previous_names}
    if key in past and key not in {company_key(register.name), company_key(register.ahead.name)}:
        yield Violation(NAME, {"known": register.name})


@register_rule("register-previous-name", Severity.WARNING, "3-7")
def previous_name_is_the_registered_one(
    application: RenameApplication, context: RegisterContext
) -> Iterator[Violation]:
    """The old name of a rename is the one that is registered."""
    known = [one for one in (context.register.name, context.register.ahead.name) if one]
    old = application.rename.previous_name
    if old and known and company_key(old) not in map(company_key, known):
        yield Violation("rename.previous_name", {"known": known[0]})


@register_rule("register-already-active", Severity.ERROR, "3-5")
def new_business_is_not_registered(
    _application: NewApplication, context: RegisterContext
) -> Iterator[Violation]:
    """Who is registered changes what is registered, and does not apply anew."""
    if context.register.status is RegisterStatus.ACTIVE and not _stop_under_way(context):
        yield Violation("kind", {"name": context.register.name})


@register_rule("register-new-under-way", Severity.WARNING, "3-5")
def beginning_or_end_is_not_under_way(
    _application: NewApplication, context: RegisterContext
) -> Iterator[Violation]:
    """A new application waits for the end of another one, or of a stop."""
    is_pending = context.register.status is RegisterStatus.PENDING
    if is_pending or _stop_under_way(context):
        yield Violation("kind")


def _stop_under_way(context: RegisterContext) -> bool:
    return any(one.record.kind == "stop" for one in context.register.under_way)


@register_rule("register-ended", Severity.ERROR, "3-5")
def business_has_not_ended(
    _application: Changing | StopApplication, context: RegisterContext
) -> Iterator[Violation]:
    """After a stop nothing is left to change or to stop."""
    if context.register.status is RegisterStatus.ENDED:
        yield Violation("kind", {"name": context.register.name})


@register_rule("register-other-system", Severity.ERROR, "3-6")
def what_changes_is_of_its_system(
    application: Changing, context: RegisterContext
) -> Iterator[Violation]:
    """What is renewed or deleted by its serial is not registered for the other system."""
    for table, path, serial, _ in _unregistered(application, context):
        if other := context.before.elsewhere(table, serial):
            yield _of_other_system(path, readable_serial(serial), other)


@register_rule("register-maybe-other-system", Severity.WARNING, "3-6")
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


@register_rule("register-not-registered", Severity.WARNING, "3-6, 参考(2)")
def what_changes_is_registered(
    application: Changing, context: RegisterContext
) -> Iterator[Violation]:
    """Who is changed, and what is renewed or deleted, is registered."""
    before = context.before
    elsewhere = {path for path, _, _ in _of_others(application, context)}
    for path, person in _unknown_contacts(application, context):
        known = [one.name for one in before.contacts.values()]
        if path not in elsewhere:
            yield _missing(path, person.name, suggest_person(person.name, known))
    for table, path, serial, _ in _unregistered(application, context):
        if path not in elsewhere and not before.elsewhere(table, serial):
            similar = suggest_serial(serial, before.serials(table))
            yield _missing(path, readable_serial(serial), similar)
    for table, path, row in certificate_rows(application):
        name, at = _unknown_name(table, row, context), f"{path}.common_name"
        if name and at not in elsewhere and not before.elsewhere(table, name=name):
            yield _missing(at, name)


@register_rule("register-others-holding", Severity.WARNING, "参考")
def what_is_asked_for_is_of_no_other_business(
    application: NewApplication | Changing, context: RegisterContext
) -> Iterator[Violation]:
    """Who or what a form is about is not registered for another business alone."""
    for path, shown, owner in _of_others(application, context):
        yield Violation(path, {"shown": shortened(shown), "known": f"{owner.code} {owner.name}"})


def _of_others(
    application: NewApplication | Changing, context: RegisterContext
) -> Iterator[tuple[str, str, Register]]:
    """Yield path, text and register of who or what is on that register, and not on the own one."""
    for path, person in _unknown_contacts(application, context):
        key = person_key(person.name)
        if owner := _owner(context.others, key, partial(_has_contact, key=key)):
            yield path, person.name, owner
    own = {one.serial for one in context.before.certificates.values()}
    for path, serial, name, registers in _unknown_certificates(application, context):
        key = serial_text(serial) if serial else person_key(name)
        has = partial(_has_certificate, serial=key if serial else "", name=person_key(name))
        owner = _owner(registers, key, has)
        if owner and not (serial and serial_text(serial) in own):
            yield path, readable_serial(serial) if serial else name, owner


def _unknown_certificates(
    application: NewApplication | Changing, context: RegisterContext
) -> Iterator[tuple[str, str, str, Sequence[Register]]]:
    """Yield path, serial, name, and the registers where a certificate is looked for besides."""
    for _, path, serial, row in _unregistered(application, context):
        yield path, serial, answer_at(row, "common_name") or "", context.others
    # the codes of one company may share a certificate, and what is new is no other company's
    strangers = [o for o in context.others if not is_same_group(o.code, application.business.code)]
    for table, path, row in certificate_rows(application):
        if row.action != "delete":
            yield f"{path}.serial", row.serial, answer_at(row, "common_name") or "", strangers
        name = _unknown_name(table, row, context)
        if name and not context.before.elsewhere(table, name=name):
            yield f"{path}.common_name", "", name, context.others


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
        is_known = key in context.before.contacts or ("contacts", key) in context.under_way
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
        if key not in context.before.certificates and key not in context.under_way:
            yield table, f"{path}.{'replaces' if renews else 'serial'}", serial, row


def _unknown_name(table: str, row: Certificate, context: RegisterContext) -> str:
    """Return the common name of a renewal that names no predecessor, where no other has it."""
    name = answer_at(row, "common_name")
    if row.action != "renew" or answer_at(row, "replaces") or not name:
        return ""
    return "" if context.before.namesakes(table, row, context.day) else str(name)


@register_rule("register-several-predecessors", Severity.WARNING, "3-6")
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


def _missing(path: str, shown: str, suggestion: str = "") -> Violation:
    return Violation(path, {"shown": shortened(shown)}, suggestion)


@register_rule("register-already-registered", Severity.WARNING, "3-6")
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


@register_rule("register-api-count", Severity.ERROR, "3-6")
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


@register_rule("register-no-contact-left", Severity.WARNING, "1-2")
def a_contact_is_left(_application: Changing, context: RegisterContext) -> Iterator[Violation]:
    """Somebody is left who can reset a password."""
    if _is_whole(context) and not context.after.contacts:
        yield Violation("contacts")


@register_rule("register-no-web-certificate", Severity.WARNING, "3-6")
def a_web_certificate_is_left(
    _application: Changing, context: RegisterContext
) -> Iterator[Violation]:
    """A web certificate is left that has not ended."""
    if _is_whole(context) and not context.after.valid(_WEB, context.day):
        yield Violation(_WEB)


def _is_whole(context: RegisterContext) -> bool:
    """Return whether it is known what else is registered, and nothing is about to end."""
    whole = {RegisterStatus.ACTIVE, RegisterStatus.PENDING}
    return context.register.status in whole and not _stop_under_way(context)


@register_rule("register-unchanged", Severity.NOTE, "3-5")
def what_changes_is_another_value(
    application: Changing, context: RegisterContext
) -> Iterator[Violation]:
    """A change gives another value than the registered one."""
    for path, value in entries_given(application).items():
        entry = context.before.entries.get(path)
        is_same = entry is not None and entry.value == value
        if path != NAME and is_same and (path,) not in context.under_way:
            yield Violation(path)
    for path, person in contact_rows(application):
        key = person_key(person.name)
        known = context.before.contacts.get(key)
        details = {name: answer_at(person, name) for name in CONTACT_DETAILS}
        changes = {name: value for name, value in details.items() if value is not None}
        is_same = all(getattr(known, name, None) == value for name, value in changes.items())
        if person.action != "change" or known is None or ("contacts", key) in context.under_way:
            continue
        if changes and is_same:
            yield Violation(path)


@register_rule("register-under-way", Severity.WARNING, "3-4")
def nothing_under_way_touches_the_same(
    application: Changing | StopApplication, context: RegisterContext
) -> Iterator[Violation]:
    """An application waits until one that touches the same entry is registered."""
    own = {touch: path for touch, (path, _) in touches(application).items()}
    for table, path, row in certificate_rows(application):
        if row.action == "renew" and not answer_at(row, "replaces"):
            same = context.before.namesakes(table, row, context.day)
            own |= dict.fromkeys(same, f"{path}.common_name")
    rows: set[str] = set()
    for touch, path in own.items():
        row_path = path.rpartition(".")[0] if row_numbers(path) else path
        if touch in context.under_way and row_path not in rows:
            rows.add(row_path)
            yield _under_way(path, label(path), context.under_way[touch])
    for one in context.register.under_way:
        if one.record.kind == "stop":
            yield _under_way("kind", KINDS.word("stop"), one)


def _under_way(path: str, what: str, one: FoldedApplication) -> Violation:
    file = shortened(one.record.source)
    return Violation(path, {"label": what, "file": file, **dates_of(one)})


def dates_of(one: FoldedApplication) -> dict[str, str]:
    """Return when an application was sent and will be registered, for a message."""
    sent, expected = one.record.sent_at.date(), one.progress.registration
    return {"sent": long_date(sent), "expected": long_date(expected)}
