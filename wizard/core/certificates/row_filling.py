"""Automatic filling of rows from certificate files.

In a change, a certificate with a successor of the same common name that expires at least half a
year later is the replaced one. An ambiguous certificate is not assigned.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from rules.obligations.certificates import same_serial
from schemas.application import MAX_ROWS
from wizard.core.certificates.certificate_file import ClientCertificate
from wizard.core.certificates.rows import (
    GENERATION,
    Row,
    complete,
    ends,
    find_position,
    has_predecessor,
    is_namesake,
    is_waiting,
    may_renew,
    put_own,
    put_predecessor,
    put_replaced,
    typed,
)

SerialAndName = tuple[str, str]  # the serial and the common name of a certificate


def fill_rows(
    rows: Sequence[Row],
    given: Iterable[ClientCertificate],
    known: Sequence[ClientCertificate],
    *,
    renews: bool,
    registered: Iterable[Row] = (),
) -> list[Row]:
    """Return the rows with certificates assigned; typed values are never overwritten.

    ``known`` are all certificates read so far, ``registered`` the rows of those that are registered
    as far as that is known; ``renews``: the case allows renewals. A certificate that is already in
    a row completes that, and an ambiguous one is not assigned; nor is one whose name another row
    has already, which it may be meant to correct. One that has the name of a single registered one,
    and expires half a year after it, renews that.
    """
    before = list(registered)
    names = [(c.serial, c.common_name) for c in known]
    names += [(typed(row, "serial"), typed(row, "common_name")) for row in before]
    table = [dict(row) for row in rows]
    every = {c.serial: c for c in given}.values()
    fresh = [c for c in every if find_position(rows, c) is None]
    for certificate in every:
        if spot := find_position(table, certificate):
            complete(table[spot.number], certificate, is_replaced=spot.is_replaced)
    old = [c for c in fresh if _is_old(c, fresh, table)] if renews else []
    new = [c for c in fresh if c not in old]
    for certificate in new:
        fitting = _rows_for(table, certificate, names, is_only=len(new) == 1) if renews else ()
        row = next(iter(fitting), None)
        if row is not None or not any(is_namesake(other, certificate) for other in rows):
            _put_new(table, certificate, row)
    for certificate in old:
        _put_old(table, certificate, old)
    for certificate in every if renews else ():
        _put_registered(table, certificate, before)
    if (len(old), len(new)) == (1, 1):
        _put_pair(table, old[0], new[0])
    return table


def _is_old(
    certificate: ClientCertificate, fresh: Sequence[ClientCertificate], rows: Sequence[Row]
) -> bool:
    """Return whether a certificate is a replaced one, rather than a new one."""
    others = [(c.common_name, c.last_day) for c in fresh]
    others += [(typed(row, "common_name"), end) for row in rows if (end := ends(row))]
    name, end = certificate.common_name, certificate.last_day
    ages = [other_end - end for other, other_end in others if name and other == name]
    if any(age >= GENERATION for age in ages):
        return True
    if any(age <= -GENERATION for age in ages):
        return False
    return any(other_end - end >= GENERATION for _, other_end in others)


def _put_new(table: list[Row], certificate: ClientCertificate, row: Row | None) -> None:
    """Put a certificate into its row, else into an empty one, else into one more."""
    waiting = (row for row in table if is_waiting(row) and not has_predecessor(row))
    row = row if row is not None else next(waiting, None)
    if row is None:
        if len(table) == MAX_ROWS:
            return
        row = {}
        table.append(row)
    put_own(row, certificate)


def _rows_for(
    table: list[Row],
    certificate: ClientCertificate,
    known: Sequence[SerialAndName],
    *,
    is_only: bool,
) -> Iterator[Row]:
    """Yield the rows that match a certificate, the most certain first."""
    renewals = [row for row in table if is_waiting(row) and has_predecessor(row)]
    names = {id(row): _name_of(typed(row, "replaces"), known) for row in renewals}
    name = certificate.common_name
    yield from _if_one(row for row in renewals if name and names[id(row)] == name)
    yield from _if_one(
        row for row in table if may_renew(row) and _is_generation(certificate, row, GENERATION)
    )
    if is_only:
        yield from _if_one(row for row in renewals if not names[id(row)])


def _name_of(serial: str, known: Sequence[SerialAndName]) -> str:
    return next((name for other, name in known if same_serial(other, serial)), "")


def _is_generation(certificate: ClientCertificate, row: Row, gap: timedelta) -> bool:
    """Return whether a certificate of the same name expires a (signed) gap after a row's."""
    end, name = ends(row), certificate.common_name
    if end is None or not name or typed(row, "common_name") != name:
        return False
    age = certificate.last_day - end
    return age >= gap if gap > timedelta() else age <= gap


def _put_old(
    table: list[Row], certificate: ClientCertificate, old: Sequence[ClientCertificate]
) -> None:
    if [c.common_name for c in old].count(certificate.common_name) == 1:
        candidates = (row for row in table if may_renew(row))
        for row in _if_one(r for r in candidates if _is_generation(certificate, r, -GENERATION)):
            put_replaced(row, certificate)


def _put_registered(
    table: list[Row], certificate: ClientCertificate, registered: Iterable[Row]
) -> None:
    """Have a certificate renew the one registered certificate of its name that no row is about."""
    position = find_position(table, certificate)
    if position is None or not may_renew(row := table[position.number]):
        return
    about = [typed(other, name) for other in table for name in ("serial", "replaces")]
    older = (one for one in registered if _is_generation(certificate, one, GENERATION))
    free = (o for o in older if not any(same_serial(typed(o, "serial"), a) for a in about))
    for one in _if_one(free):
        put_predecessor(row, one["serial"], one["not_after"])


def _put_pair(table: list[Row], old: ClientCertificate, new: ClientCertificate) -> None:
    """Treat two files of one issuer as a renewal pair, although their names differ."""
    position = find_position(table, new)
    is_pair = old.issuer == new.issuer and old.common_name != new.common_name
    if is_pair and position is not None and may_renew(table[position.number]):
        put_replaced(table[position.number], old)


def _if_one(rows: Iterable[Row]) -> list[Row]:
    candidates = list(rows)
    return candidates if len(candidates) == 1 else []
