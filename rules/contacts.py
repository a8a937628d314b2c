"""Contacts (窓口責任者): what a row should tell. 参考(2)."""

from collections.abc import Iterator

from rules.finding import Hit, Severity
from rules.rule import Now, rule
from schemas.application import ChangeApplication, Contact, NewApplication, RenameApplication

WithContacts = NewApplication | ChangeApplication | RenameApplication
_DETAILS = ("department", "phone", "email")


def contacts(application: WithContacts) -> Iterator[tuple[str, Contact]]:
    """Give every contact row with its path."""
    for number, row in enumerate(application.contacts or ()):
        yield f"contacts.{number}", row


@rule("contact-incomplete", Severity.WARNING, "参考", each=contacts)
def added_contact_can_be_reached(
    path: str, row: Contact, _application: WithContacts, _now: Now
) -> Iterator[Hit]:
    """A new contact should come with department, telephone and e-mail."""
    if row.action == "add":
        for name in _DETAILS:
            if getattr(row, name) is None:
                yield Hit(f"{path}.{name}")


@rule("contact-unchanged", Severity.WARNING, "参考", each=contacts)
def changed_contact_says_what_changes(
    path: str, row: Contact, _application: WithContacts, _now: Now
) -> Iterator[Hit]:
    """A contact to be changed should say what changes."""
    if row.action == "change" and not any(getattr(row, name) for name in _DETAILS):
        yield Hit(path)


@rule("contact-deleted-with-details", Severity.NOTE, "参考", each=contacts)
def deleted_contact_is_only_named(
    path: str, row: Contact, _application: WithContacts, _now: Now
) -> Iterator[Hit]:
    """A contact to be deleted needs no more than the name."""
    if row.action == "delete":
        for name in _DETAILS:
            if getattr(row, name):
                yield Hit(f"{path}.{name}")
