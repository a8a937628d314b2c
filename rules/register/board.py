"""The board: what runs out next, and the last cut-off that still makes it. FAQ 3-4, 3-6."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from dateutil.relativedelta import relativedelta

from rules.content import read_data
from rules.dates.cutoff import Round, in_japan
from rules.dates.date_text import long_date
from rules.dates.planning import last_round_before, plan_backwards
from rules.dates.workdays import OfficeCalendar
from rules.register.fold import HoldingState, Register, RegisterStatus
from rules.register.holdings import RegisteredCertificate, certificate_label

HORIZON_MONTHS: Final = 12
"""How far ahead the board looks unless told otherwise."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A certificate that runs out: when, whose, and the last round that renews it in time.

    ``date`` is None where its last day is not known; ``last`` may have passed, and then
    ``cutoffs_left`` is 0.
    """

    date: date | None
    code: str
    name: str
    what: str
    last: Round | None
    cutoffs_left: int
    certificate: RegisteredCertificate


def board(
    registers: Iterable[Register],
    now: datetime,
    calendar: OfficeCalendar,
    months: int = HORIZON_MONTHS,
) -> list[BoardRow]:
    """List what runs out within a number of months, the earliest first, undated ones last.

    Raises:
        MomentError: a year is not from 1986 to 2099.

    """
    now = in_japan(now)
    through = now.date() + relativedelta(months=months)
    found = [row for one in registers for row in _rows(one, now, calendar, through)]
    return sorted(found, key=lambda row: (row.date or date.max, row.code, row.what))


def _rows(
    register: Register, now: datetime, calendar: OfficeCalendar, through: date
) -> Iterator[BoardRow]:
    if register.status is RegisterStatus.ENDED:
        return
    for one, state in register.certificates:
        if state is not HoldingState.REGISTERED or (one.not_after and one.not_after > through):
            continue
        later = register.ahead.certificates.get((one.table, one.serial))
        if later is None:
            continue  # its deletion is under way
        renewed_on = later.replaced_on
        ends = one.not_after
        if renewed_on and (ends is None or renewed_on <= ends):
            continue
        what = _words("ends" if ends else "undated", certificate=certificate_label(one))
        if renewed_on:
            what = _words(
                "too-late", certificate=certificate_label(one), expected=long_date(renewed_on)
            )
        left = plan_backwards(ends, now, calendar).cutoffs_left if ends else 0
        last = last_cutoff(one, calendar)
        yield BoardRow(ends, register.code, register.name, what, last, left, one)


def last_cutoff(one: RegisteredCertificate, calendar: OfficeCalendar) -> Round | None:
    """Return the last round that renews a certificate in time, over or not; None if undated."""
    return last_round_before(one.not_after, calendar) if one.not_after else None


def _words(name: str, **details: str) -> str:
    return str(read_data("register/words.toml")["board"][name]).format_map(details)
