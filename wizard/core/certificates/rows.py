"""The rows of a certificate table as a person has typed them, and where a certificate stands."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from rules.obligations.certificates import same_serial
from schemas.days import DateError, parse_date
from schemas.parse import is_blank
from wizard.core.answer_text import input_text
from wizard.core.certificates.certificate_file import ClientCertificate

Row = dict[str, Any]
"""What is typed in a row, by the catalogue's names."""

GENERATION: Final = timedelta(days=182)
"""So much later ends a successor at least: certificates last two years."""

_RENEW: Final = "renew"
_OWN: Final = ("serial", "common_name", "not_after")
_PREDECESSOR: Final = ("replaces", "replaces_not_after")


@dataclass(frozen=True, slots=True)
class RowPosition:
    """Where a certificate stands: the row, from 0, and whether as the one that is replaced."""

    number: int
    is_replaced: bool


def find_position(rows: Sequence[Row], certificate: ClientCertificate) -> RowPosition | None:
    """Find a certificate in a table by its serial."""
    for number, row in enumerate(rows):
        for name, is_replaced in (("serial", False), ("replaces", True)):
            if same_serial(typed(row, name), certificate.serial):
                return RowPosition(number, is_replaced)
    return None


def typed(row: Row, name: str) -> str:
    """Return what stands in a column, as a person would type it."""
    return input_text(row.get(name))


def ends(row: Row) -> date | None:
    """Return the day on which a row's own certificate ends, where it is told."""
    with suppress(DateError):
        return parse_date(row.get("not_after"))
    return None


def is_waiting(row: Row) -> bool:
    """Return whether a row has no certificate of its own yet."""
    return all(is_blank(row.get(name)) for name in _OWN)


def has_predecessor(row: Row) -> bool:
    """Return whether a row says something of the certificate that it replaces."""
    return not all(is_blank(row.get(name)) for name in _PREDECESSOR)


def may_renew(row: Row) -> bool:
    """Return whether a row is, or may become, a renewal that lacks its predecessor."""
    return row.get("action") in {None, "", _RENEW} and not has_predecessor(row)


def put_own(row: Row, certificate: ClientCertificate) -> None:
    """Make a certificate the row's own; one that is there becomes the one that it replaces."""
    if not is_waiting(row):
        row |= {"replaces": row.get("serial"), "replaces_not_after": row.get("not_after")}
    if has_predecessor(row) and is_blank(row.get("action")):
        row["action"] = _RENEW
    row["serial"] = certificate.serial
    row.pop("common_name", None)
    if certificate.common_name:
        row["common_name"] = certificate.common_name
    row["not_after"] = input_text(certificate.last_day)


def put_replaced(row: Row, certificate: ClientCertificate) -> None:
    """Make a certificate the one that a row replaces."""
    row["action"] = _RENEW
    row["replaces"] = certificate.serial
    row["replaces_not_after"] = input_text(certificate.last_day)
