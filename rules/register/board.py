"""The board: what runs out next, and the last cut-off that still makes it. FAQ 3-4, 3-6."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from dateutil.relativedelta import relativedelta

from rules.dates.cutoff import Round, in_japan
from rules.dates.date_text import long_date
from rules.dates.planning import last_round_before, rounds_ahead
from rules.dates.workdays import OfficeCalendar
from rules.register.fold import FoldedApplication, HoldingState, Register, RegisterStatus
from rules.register.holdings import RegisteredCertificate, certificate_label
from rules.register.parts import touches
from rules.register.pending import applications_about
from rules.register.words import words

_Found = tuple[RegisteredCertificate, RegisteredCertificate, FoldedApplication | None]
HORIZON_MONTHS: Final = 12  # how far ahead the board looks unless told otherwise


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A certificate that runs out: when, whose, and the last round that renews it in time.

    ``date`` is None where its last day is not known; ``last`` may have passed, and then
    ``cutoffs_left`` is 0. ``is_expired``: it has ended, and whoever uses it may be locked out.
    ``later`` is the certificate once all under way is registered: ``later.replaced_on`` is when a
    renewal is. ``returned`` is the application about it that was returned and not sent again.
    """

    date: date | None
    code: str
    name: str
    what: str
    last: Round | None
    cutoffs_left: int
    certificate: RegisteredCertificate
    later: RegisteredCertificate
    is_expired: bool = False
    returned: FoldedApplication | None = None

    @property
    def about(self) -> str:
        """Whose last day it is, whatever is applied for."""
        return words("board", "ends", certificate=certificate_label(self.certificate))

    @property
    def is_renewed(self) -> bool:
        """Whether a renewal is under way, in time or not."""
        return self.later.replaced_on is not None

    @property
    def is_renewable(self) -> bool:
        """Whether a renewal can be begun: none is under way, and none is to be sent again."""
        return not (self.is_renewed or self.returned)

    @property
    def is_renewed_in_time(self) -> bool:
        """Whether a renewal is under way that will be registered before it runs out."""
        on = self.later.replaced_on
        return on is not None and on <= (self.date or date.max)


def board(
    registers: Iterable[Register],
    now: datetime,
    calendar: OfficeCalendar,
    months: int = HORIZON_MONTHS,
) -> list[BoardRow]:
    """List what must still be renewed: what runs out and no renewal under way is in time for."""
    rows = expiring(registers, now, calendar, months)
    return [row for row in rows if not row.is_renewed_in_time]


def expiring(
    registers: Iterable[Register],
    now: datetime,
    calendar: OfficeCalendar,
    months: int = HORIZON_MONTHS,
) -> list[BoardRow]:
    """List what has run out or does within a number of months, the earliest first.

    Undated ones come last. What a renewal under way is about is listed, too: until that is
    registered, the certificate runs out.

    Raises MomentError if a year is not from 1986 to 2099.
    """
    now = in_japan(now)
    through = now.date() + relativedelta(months=months)
    ahead = rounds_ahead(through, now, calendar)[::-1]
    rows = [
        _row(register, found, ahead, calendar, is_expired=not found[0].is_valid(now.date()))
        for register in registers
        for found in _running_out(register, through)
    ]
    return sorted(rows, key=lambda row: (row.date or date.max, row.code, row.what))


def _running_out(register: Register, through: date) -> Iterator[_Found]:
    """Yield certificates that run out and nothing deletes, now and once all is registered.

    The last is the application about it that was returned.
    """
    if register.status is RegisterStatus.ENDED:
        return
    about = applications_about(register) if register.returned else {}
    unconfirmed = {touch for o in register.to_confirm for touch in touches(o.record.application)}
    for one, state in register.certificates:
        later = register.later(one)
        ends = one.not_after or date.max
        is_near = one.not_after is None or ends <= through
        # what nobody has said to be registered may have been returned, and be sent again in time
        may_return = (one.table, one.serial) in unconfirmed and one.is_valid(register.at.date())
        is_replaced = one.replaced_by and not may_return
        if state is HoldingState.PENDING or is_replaced or not is_near or later is None:
            continue
        known = about.get((one.table, one.serial))
        is_returned = known and known.awaits_next_version and known.record.kind != "stop"
        yield one, later, known if is_returned else None


def _row(
    register: Register,
    found: _Found,
    ahead: Sequence[Round],
    calendar: OfficeCalendar,
    *,
    is_expired: bool,
) -> BoardRow:
    one, later, returned = found
    ends, text = one.not_after, "ends" if one.not_after else "undated"
    expected = ""
    if is_expired:
        text = "expired"
    if later.replaced_on:
        expected = long_date(later.replaced_on)
        in_time = "renewed" if later.replaced_on <= (ends or date.max) else "too-late"
        text = "renewed-after-expiry" if is_expired else in_time
    elif returned:
        text = "returned-after-expiry" if is_expired else "returned"
    what = words("board", text, certificate=certificate_label(one), expected=expected)
    # the rounds stand in the order of their registration
    left = bisect_right(ahead, ends, key=lambda one: one.registration.expected) if ends else 0
    last = ahead[left - 1] if left else last_cutoff(one, calendar)
    name = register.name
    return BoardRow(ends, register.code, name, what, last, left, one, later, is_expired, returned)


def renewal_cutoff(
    one: RegisteredCertificate, state: HoldingState, calendar: OfficeCalendar
) -> Round | None:
    """Return the last round that renews a registered certificate, however far ahead it is."""
    return last_cutoff(one, calendar) if state is HoldingState.REGISTERED else None


def last_cutoff(one: RegisteredCertificate, calendar: OfficeCalendar) -> Round | None:
    """Return the last round that renews a certificate in time, over or not; None if undated."""
    return last_round_before(one.not_after, calendar) if one.not_after else None
