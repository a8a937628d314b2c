"""The next application of a business: a draft that begins with what is registered. FAQ 3-5."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from rules.dates.cutoff import in_japan
from rules.dates.workdays import OfficeCalendar
from rules.register.fold import HoldingState, Register, RegisterStatus, fold
from rules.register.holdings import CONTACT_DETAILS, RegisteredCertificate, RegisteredContact
from rules.register.identity import company_key
from rules.situations import gate, situations
from wizard.core.draft import Draft, put_at
from wizard.core.journey import PARTS, START, choose, errors_of, findings, pages
from wizard.core.prefill import begin_from, prefill

RENEW: Final = "certificate-expiring"
TERMINALS: Final = "terminal-changed"
CONTACTS: Final = "contact-changed"
BUSINESS: Final = "business-changed"
PRIVACY_NOTICE: Final = "privacy-notice-moved"
API: Final = "api-changed"
RENAME: Final = "renamed"
STOP: Final = "withdrawing"
RESTART: Final = "restarting"

Row = dict[str, Any]
Rows = Mapping[str, Iterable[Row]]


def registered_answers(register: Register) -> dict[str, Any]:
    """Return what is registered as the answers of an application before."""
    answers: dict[str, Any] = {"applicant": applicant_of(register)}
    put_at(answers, "business.code", register.code)
    put_at(answers, "business.name", register.name or None)
    for path, entry in register.entries.items():
        put_at(answers, path, entry.value)
    registered = HoldingState.REGISTERED
    people = [_contact(one) for one, state in register.contacts if state is registered]
    put_at(answers, "contacts", people or None)
    for table in {one.table for one, _ in register.certificates}:
        of_table = [
            _certificate(one)
            for one, state in register.certificates
            if one.table == table and state is registered
        ]
        put_at(answers, table, of_table or None)
    return answers


def applicant_of(register: Register) -> Row:
    """Return who applied last; the business itself bears the name that is registered now.

    While a rename is under way that is the old one, whatever the latest form says.
    """
    applicant = dict(register.latest.record.answers.get("applicant", {}))
    if company_key(applicant.get("company", "")) in register.name_keys:
        applicant["company"] = register.name
    return applicant


def _contact(one: RegisteredContact) -> Row:
    details = {name: getattr(one, name) for name in CONTACT_DETAILS}
    return {"name": one.name} | {name: value for name, value in details.items() if value}


def _certificate(one: RegisteredCertificate) -> Row:
    row = {"serial": one.written, "common_name": one.common_name, "not_after": one.not_after}
    return {name: value for name, value in row.items() if value}


def changed_contact(one: RegisteredContact) -> Row:
    """Return the row that changes a contact."""
    return {"action": "change", **_contact(one)}


def deleted_contact(one: RegisteredContact) -> Row:
    """Return the row that deletes a contact."""
    return {"action": "delete", "name": one.name}


def renewed_certificate(one: RegisteredCertificate) -> Row:
    """Return the row that renews a certificate; the new one is still to be given."""
    row = {"action": "renew", "replaces": one.written, "replaces_not_after": one.not_after}
    return {name: value for name, value in row.items() if value}


def deleted_certificate(one: RegisteredCertificate) -> Row:
    """Return the row that deletes a certificate."""
    return {"action": "delete", "serial": one.written}


def situation_of(table: str, *, renews: bool) -> str:
    """Return the situation in which certificates of a table are renewed, or else changed."""
    if table == "api.certificates":
        return API
    return RENEW if renews else TERMINALS


def next_application(
    register: Register,
    situation: str,
    at: datetime,
    calendar: OfficeCalendar,
    rows: Rows | None = None,
) -> Draft:
    """Return a draft for a situation of a business: what is registered is filled in.

    ``rows`` are those of its tables that are filled already. Pages are accepted up to the first
    that has an error, or that asks what is to change.
    """
    chosen = situations()[situation]
    if chosen.kind is None:
        raise ValueError(f"no application is made for {situation}")
    known = register
    if register.status is RegisterStatus.ENDED:  # who begins anew has been there before
        applications = [one.record for one in register.applications if one.record.kind != "stop"]
        known = fold(applications, at, calendar) if applications else register
    draft = begin_from(registered_answers(known))
    draft.situation, draft.entitled = situation, "、".join(gate().entitled)
    choose(draft, chosen.kind, list(chosen.parts))
    prefill(draft)
    draft.answers["applied_on"] = in_japan(at).date()
    for table, given in (rows or {}).items():
        put_at(draft.answers, table, [dict(row) for row in given])
    if rows:
        draft.parts = list(dict.fromkeys([*draft.parts, *(t.partition(".")[0] for t in rows)]))
    draft.accepted = {START, PARTS, *_complete_pages(draft, at, calendar)}
    return draft


def _complete_pages(draft: Draft, at: datetime, calendar: OfficeCalendar) -> list[str]:
    """Return the sections of the first pages that need nothing more."""
    found = findings(draft, at, calendar)
    complete: list[str] = []
    for page, sections in pages(draft).items():
        if {*sections} & {*draft.parts} or errors_of(draft, page, found):
            break
        complete += sections
    return complete
