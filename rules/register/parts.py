"""What an application asks for: entries, contacts and certificates. FAQ 3-5, 3-6."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rules.obligations.rule import if_known
from rules.register.identity import person_key, serial_text
from schemas.application import (
    AnyApplication,
    Block,
    Certificate,
    ChangeApplication,
    Contact,
    RenameApplication,
)
from schemas.catalogue import ENTRIES

Changing = ChangeApplication | RenameApplication
"""What may change contacts and certificates."""
NAME: Final = "business.name"
TABLES_OF_CERTIFICATES: Final = ("web_certificates", "api.certificates")
_BESIDE_BUSINESS: Final = ("privacy_notice_url", "api.environment", "api.file_return_method")
ENTRY_PATHS: Final = tuple(
    path
    for path in ENTRIES
    if (path.startswith("business.") and path != "business.code") or path in _BESIDE_BUSINESS
)
"""The answers that stay registered; the others are history."""


@dataclass(frozen=True, slots=True)
class ApplicationParts:
    """What an application asks for: code and name, entries that it sets, rows with their paths."""

    code: str
    name: str
    entries: Mapping[str, Any]
    contacts: Sequence[tuple[str, Contact]]
    certificates: Sequence[tuple[str, str, Certificate]]


def answer_at(block: Block, path: str) -> Any:  # noqa: ANN401 - as the answer is
    """Return an answer of an application; None where it is not given, or could not be read."""
    value: Any = block
    for name in path.split("."):
        if value is None or name not in type(value).model_fields:
            return None
        value = if_known(value, name)
    return value


def entries_given(application: AnyApplication) -> dict[str, Any]:
    """Return the registered entries that an application sets; a change never sets the name."""
    entries = {path: answer_at(application, path) for path in ENTRY_PATHS}
    if application.kind in {"change", "stop"}:
        entries.pop(NAME)
    return {path: value for path, value in entries.items() if value is not None}


def contact_rows(application: AnyApplication) -> Iterator[tuple[str, Contact]]:
    """Yield the contact rows that say whom they are about and what is asked, with their paths."""
    for number, row in enumerate(answer_at(application, "contacts") or ()):
        if {"name", "action"} <= row.model_fields_set:
            yield f"contacts.{number}", row


def certificate_rows(application: AnyApplication) -> Iterator[tuple[str, str, Certificate]]:
    """Yield table, path and row of the certificates that have a serial and an action."""
    for table in TABLES_OF_CERTIFICATES:
        for number, row in enumerate(answer_at(application, table) or ()):
            if {"serial", "action"} <= row.model_fields_set:
                yield table, f"{table}.{number}", row


def parts_of(application: AnyApplication) -> ApplicationParts:
    """Return what an application asks for."""
    return ApplicationParts(
        code=application.business.code.upper(),  # one business, however its letters are written
        name=str(answer_at(application, NAME) or ""),
        entries=entries_given(application),
        # whoever is deleted and added in one form is registered anew; a certificate that is added
        # and deleted in one form is not registered
        contacts=sorted(contact_rows(application), key=lambda item: item[1].action != "delete"),
        certificates=sorted(
            certificate_rows(application), key=lambda item: item[2].action == "delete"
        ),
    )


Touch = tuple[str, ...]


def touches(application: AnyApplication) -> Mapping[Touch, tuple[str, object]]:
    """Return what of a register an application touches, with the path and what it says there."""
    touched: dict[Touch, tuple[str, object]] = {}
    for path, value in entries_given(application).items():
        touched[(path,)] = path, value
    for path, person in contact_rows(application):
        touched.setdefault(
            ("contacts", person_key(person.name)), (f"{path}.name", _content_of(person))
        )
    for table, path, row in certificate_rows(application):
        touched.setdefault((table, serial_text(row.serial)), (f"{path}.serial", _content_of(row)))
        if row.action == "renew" and (old := answer_at(row, "replaces")):
            successor = serial_text(row.serial)
            touched.setdefault((table, serial_text(old)), (f"{path}.replaces", successor))
    return touched


def _content_of(row: Block) -> object:
    """Return what a row says of its person or certificate, for comparison."""
    names = row.model_fields_set - {"name", "serial"}
    content = {name: answer_at(row, name) for name in names}
    if isinstance(old := content.get("replaces"), str):
        content["replaces"] = serial_text(old)
    return content
