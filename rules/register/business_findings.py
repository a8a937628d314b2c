"""Rules about the business of an application beside those of the registers. FAQ 3-5, 3-7."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from rules.finding import Severity, Violation, shortened
from rules.obligations.rule import Rule, rule
from rules.register.context import RegisterContext
from rules.register.fold import Register, RegisterStatus
from rules.register.identity import (
    company_key,
    group_key,
    is_same_group,
)
from rules.register.mail_domains import company_domain, mail_addresses
from rules.register.parts import (
    NAME,
    Changing,
    answer_at,
)
from rules.register.words import words
from schemas.application import (
    AnyApplication,
    ChangeApplication,
    NewApplication,
    RenameApplication,
    StopApplication,
)
from schemas.catalogue import label

BUSINESS_RULES: Final[list[Rule]] = []
WRONG_BUSINESS: Final = "register-other-business"

business_rule = partial(rule, registry=BUSINESS_RULES)


@business_rule(WRONG_BUSINESS, Severity.ERROR, "参考")
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
    """Return a register of the same company in another area, where the own one is not known."""
    sisters = (one for one in context.others if is_sister(one, application, context))
    return None if context.is_known else next(sisters, None)


def is_sister(one: Register, application: AnyApplication, context: RegisterContext) -> bool:
    """Return whether a register is of the same company in another area.

    The codes share their first four characters, and the businesses a name that they have or had.
    """
    names = {*context.register.name_keys, company_key(answer_at(application, NAME) or "")}
    is_alike = is_same_group(one.code, application.business.code)
    return is_alike and not names.isdisjoint(one.name_keys)


def _is_stranger(application: AnyApplication, register: Register) -> bool:
    """Return whether a form bears a name that its business neither has, had nor applied for."""
    may_be_new = isinstance(application, RenameApplication) or (
        isinstance(application, NewApplication) and register.status is RegisterStatus.ENDED
    )
    name = company_key(answer_at(application, NAME) or "")
    return bool(register.name_keys) and not may_be_new and name not in register.name_keys


@business_rule("register-sister-code", Severity.WARNING, "参考")
def code_is_the_one_of_the_area(
    application: AnyApplication, context: RegisterContext
) -> Iterator[Violation]:
    """A code of the same company in another area is asked about."""
    if sister := _sister(application, context):
        details = {"code": application.business.code, "known": sister.code}
        yield Violation("business.code", details)


@business_rule("register-others-mail-domain", Severity.WARNING, "参考")
def mail_domains_are_of_no_other_business(
    application: AnyApplication, context: RegisterContext
) -> Iterator[Violation]:
    """No mail address, and not that of the sender, is of another business."""
    for path, what, domain in _foreign_domains(application, context):
        owners = [one for one in context.others if domain in one.mail_domains]
        if len({group_key(one.code, one.name) for one in owners}) == 1:
            known = f"{owners[0].code} {owners[0].name}"
            yield Violation(path, {"what": what, "domain": domain, "known": known})


@business_rule("register-new-mail-domain", Severity.WARNING, "参考")
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

    Each domain is yielded once.
    """
    own = set(context.register.mail_domains)
    for one in context.others:
        if is_sister(one, application, context):
            own |= one.mail_domains
    addresses = [(path, label(path), address) for path, address in mail_addresses(application)]
    for path, what, address in [*addresses, ("", words("mail", "sender"), context.sender)]:
        domain = company_domain(address)
        if domain and domain not in own:
            own.add(domain)
            yield path, what, domain


@business_rule("register-unknown-business", Severity.WARNING, "参考")
def business_is_on_the_register(
    application: Changing | StopApplication, context: RegisterContext
) -> Iterator[Violation]:
    """Who changes or stops something has been seen before, where there are registers."""
    others = context.others
    if others and not context.is_known and not _sister(application, context):
        yield Violation("business.code", {"code": application.business.code})


@business_rule("register-past-name", Severity.WARNING, "参考")
def name_is_the_present_one(
    application: ChangeApplication | StopApplication | NewApplication, context: RegisterContext
) -> Iterator[Violation]:
    """A form bears the present name, or the one that is applied for."""
    register = context.register
    key = company_key(application.business.name)
    past = {company_key(one.name) for one in register.previous_names}
    if key in past and key not in {company_key(register.name), company_key(register.ahead.name)}:
        yield Violation(NAME, {"known": register.name})


@business_rule("register-previous-name", Severity.WARNING, "3-7")
def previous_name_is_the_registered_one(
    application: RenameApplication, context: RegisterContext
) -> Iterator[Violation]:
    """The old name of a rename is the one that is registered."""
    known = [one for one in (context.register.name, context.register.ahead.name) if one]
    old = application.rename.previous_name
    if old and known and company_key(old) not in map(company_key, known):
        yield Violation("rename.previous_name", {"known": known[0]})


@business_rule("register-already-active", Severity.ERROR, "3-5")
def new_business_is_not_registered(
    _application: NewApplication, context: RegisterContext
) -> Iterator[Violation]:
    """Who is registered changes what is registered, and does not apply anew."""
    if context.register.status is RegisterStatus.ACTIVE and not is_stop_under_way(context):
        yield Violation("kind", {"name": context.register.name})


@business_rule("register-new-under-way", Severity.WARNING, "3-5")
def beginning_or_end_is_not_under_way(
    _application: NewApplication, context: RegisterContext
) -> Iterator[Violation]:
    """A new application waits for the end of another one, or of a stop."""
    is_pending = context.register.status is RegisterStatus.PENDING
    if is_pending or is_stop_under_way(context):
        yield Violation("kind")


def is_stop_under_way(context: RegisterContext) -> bool:
    """Return whether a stop of the business was sent that is not registered yet."""
    return any(one.record.kind == "stop" for one in context.register.under_way)


@business_rule("register-ended", Severity.ERROR, "3-5")
def business_has_not_ended(
    _application: Changing | StopApplication, context: RegisterContext
) -> Iterator[Violation]:
    """After a stop nothing is left to change or to stop."""
    if context.register.status is RegisterStatus.ENDED:
        yield Violation("kind", {"name": context.register.name})
