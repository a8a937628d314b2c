"""Contacts (窓口責任者): what a row should tell. 参考(2)."""

import unicodedata
from collections.abc import Iterator

from rules.finding import Severity, Violation, shortened
from rules.obligations.rule import Now, rule
from schemas.application import ChangeApplication, Contact, NewApplication, RenameApplication
from schemas.catalogue import TABLES, row_numbers

WithContacts = NewApplication | ChangeApplication | RenameApplication
_DETAILS = ("department", "phone", "email")


def contacts(application: WithContacts) -> Iterator[tuple[str, Contact]]:
    """Yield every contact row with its path."""
    for number, row in enumerate(application.contacts or ()):
        yield f"contacts.{number}", row


@rule("contact-incomplete", Severity.WARNING, "参考", each=contacts)
def added_contact_can_be_reached(
    path: str, row: Contact, _application: WithContacts, _now: Now
) -> Iterator[Violation]:
    """A new contact should come with department, telephone and e-mail."""
    if row.action == "add":
        for name in _DETAILS:
            if getattr(row, name) is None:
                yield Violation(f"{path}.{name}")


@rule("contact-unchanged", Severity.WARNING, "参考", each=contacts)
def changed_contact_says_what_changes(
    path: str, row: Contact, _application: WithContacts, _now: Now
) -> Iterator[Violation]:
    """A contact to be changed should say what changes."""
    if row.action == "change" and not any(getattr(row, name) for name in _DETAILS):
        yield Violation(path)


@rule("contact-deleted-with-details", Severity.NOTE, "参考", each=contacts)
def deleted_contact_is_only_named(
    path: str, row: Contact, _application: WithContacts, _now: Now
) -> Iterator[Violation]:
    """A contact to be deleted needs no more than the name."""
    if row.action == "delete":
        for name in _DETAILS:
            if getattr(row, name):
                yield Violation(f"{path}.{name}")


@rule("contact-named-twice", Severity.WARNING, "参考")
def contacts_differ(application: WithContacts, _: Now) -> Iterator[Violation]:
    """A person stands in one row; only a deletion and an addition may name one person together."""
    for rows in _by_name(application):
        actions = [row.action for _, row in rows]
        if len(rows) > 1 and sorted(actions) != ["add", "delete"]:
            yield _others(rows)


@rule("contact-replaced-by-itself", Severity.NOTE, "参考")
def contact_is_replaced_by_another(
    application: ChangeApplication | RenameApplication, _: Now
) -> Iterator[Violation]:
    """Who is deleted and added again is rather to be changed: 変更 is for the same person."""
    for rows in _by_name(application):
        if sorted(row.action for _, row in rows) == ["add", "delete"]:
            yield _others(rows)


def _by_name(application: WithContacts) -> list[list[tuple[str, Contact]]]:
    """Gather the rows of each person; names are the same whatever spaces and width they have."""
    found: dict[str, list[tuple[str, Contact]]] = {}
    for path, row in contacts(application):
        if {"name", "action"} <= row.model_fields_set:
            name = "".join(unicodedata.normalize("NFKC", row.name).split())
            found.setdefault(name, []).append((path, row))
    return list(found.values())


def _others(rows: list[tuple[str, Contact]]) -> Violation:
    """Point at the last row of a person, and name the first by its number."""
    (first, _), (last, row) = rows[0], rows[-1]
    nth, count = TABLES["contacts"].nth(row_numbers(first)[0]), str(len(rows))
    return Violation(f"{last}.name", {"name": shortened(row.name), "first": nth, "count": count})
