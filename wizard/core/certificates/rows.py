"""Rows of a certificate table as typed, and the position of a certificate in them."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from rules.obligations.certificates import same_serial
from schemas.days import DateError, parse_date
from schemas.parse import is_blank
from schemas.serials import readable_serial
from wizard.core.answer_text import input_text
from wizard.core.certificates.certificate_file import ClientCertificate

Row = dict[str, Any]  # the typed values of a row, by the catalogue's names

GENERATION: Final = timedelta(days=182)
"""Minimum difference of expiry to a successor (an estimate: certificates last two years)."""

_RENEW: Final = "renew"
_DELETE: Final = "delete"
_OWN: Final = ("serial", "common_name", "not_after")
_PREDECESSOR: Final = ("replaces", "replaces_not_after")


@dataclass(frozen=True, slots=True)
class RowPosition:
    """The row of a certificate, from 0, and whether it is the replaced one."""

    number: int
    is_replaced: bool


def find_position(rows: Sequence[Row], certificate: ClientCertificate) -> RowPosition | None:
    """Return the position of a certificate in a table by its serial, or None."""
    for number, row in enumerate(rows):
        for name, is_replaced in (("serial", False), ("replaces", True)):
            if same_serial(typed(row, name), certificate.serial):
                return RowPosition(number, is_replaced)
    return None


def typed(row: Row, name: str) -> str:
    """Return the value of a column as text."""
    return input_text(row.get(name))


def ends(row: Row, name: str = "not_after") -> date | None:
    """Return the expiry date of a row's own certificate, or under another name; or None."""
    with suppress(DateError):
        return parse_date(row.get(name))
    return None


def replaced_until(row: Row) -> date | None:
    """Return the expiry date of the certificate that a row replaces, or None."""
    return ends(row, "replaces_not_after")


def is_waiting(row: Row) -> bool:
    """Return whether a row has no certificate of its own yet."""
    return all(is_blank(row.get(name)) for name in _OWN)


def has_predecessor(row: Row) -> bool:
    """Return whether a row has values for the replaced certificate."""
    return not all(is_blank(row.get(name)) for name in _PREDECESSOR)


def is_namesake(row: Row, certificate: ClientCertificate) -> bool:
    """Return whether a row holds another certificate of the same common name and generation.

    One that is to be deleted does not count.
    """
    name, end = certificate.common_name, ends(row)
    is_same = bool(name) and typed(row, "common_name") == name
    if not is_same or is_blank(row.get("serial")) or row.get("action") == _DELETE:
        return False
    return end is None or abs(certificate.last_day - end) < GENERATION


def may_renew(row: Row) -> bool:
    """Return whether a row is, or can become, a renewal without a replaced certificate."""
    return row.get("action") in {None, "", _RENEW} and not has_predecessor(row)


def put_own(row: Row, certificate: ClientCertificate) -> None:
    """Set the certificate of a row; a present one becomes the replaced one."""
    if not is_waiting(row):
        row |= {"replaces": row.get("serial"), "replaces_not_after": row.get("not_after")}
    if has_predecessor(row) and is_blank(row.get("action")):
        row["action"] = _RENEW
    put_instead(row, certificate)


def put_instead(row: Row, certificate: ClientCertificate) -> None:
    """Set the certificate of a row instead of the present one; what it replaces stays."""
    row["serial"] = readable_serial(certificate.serial)
    row.pop("common_name", None)
    if certificate.common_name:
        row["common_name"] = certificate.common_name
    row["not_after"] = input_text(certificate.last_day)


def complete(row: Row, certificate: ClientCertificate, *, is_replaced: bool) -> None:
    """Fill in what a row lacks of the certificate whose serial it has; what is typed stays."""
    last_day = input_text(certificate.last_day)
    own = {"common_name": certificate.common_name, "not_after": last_day}
    for name, value in ({"replaces_not_after": last_day} if is_replaced else own).items():
        if value and is_blank(row.get(name)):
            row[name] = value


def put_replaced(row: Row, certificate: ClientCertificate) -> None:
    """Set the replaced certificate of a row."""
    put_predecessor(row, readable_serial(certificate.serial), input_text(certificate.last_day))


def put_predecessor(row: Row, serial: str, not_after: str | date) -> None:
    """Make a row the renewal of a certificate."""
    row |= {"action": _RENEW, "replaces": serial, "replaces_not_after": not_after}
