"""The registers of whoever uses the pages: nobody else sees them, and who is unknown has none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

import streamlit as st

from rules.dates.closures import Closure
from rules.dates.cutoff import round_at
from rules.register.board import BoardRow, expiring
from rules.register.fold import FoldedApplication, Register
from rules.register.pending import PendingItem, pending_items
from rules.register.records import ApplicationState, RecordedApplication
from wizard.core import moments
from wizard.core.register.lookup import RegisterLookup
from wizard.core.register.sources import RegisterSources
from wizard.core.settings import settings
from wizard.drafts.database import engine_of
from wizard.drafts.registers import SavedApplication, SavedRegisters
from wizard.drafts.saved_rows import DraftsError
from wizard.ui.visitor import visitor

UNKNOWN_VISITOR: Final = (
    "登録台帳は利用者ごとに保存します。このサーバーでは利用者を識別していないため、利用できません。"
)
_MOST_FOLDED: Final = 16  # owners whose folded registers are kept in memory (an estimate)
_KEPT_FOLDED: Final = timedelta(hours=1)  # a register changes with the day, too


@dataclass(frozen=True)
class StoredRegisters:
    """The registers of a visitor, what runs out or is waited for, and how they are kept.

    ``trouble`` says why they cannot be read.
    """

    lookup: RegisterLookup
    expiring: Sequence[BoardRow]
    pending: Sequence[PendingItem] = ()
    saved: Mapping[tuple[str, str], SavedApplication] = field(default_factory=dict)
    trouble: str = ""

    @property
    def registers(self) -> Sequence[Register]:
        """The registers, in the order of their codes."""
        return self.lookup.registers

    def of(self, code: str) -> Register | None:
        """Return the register of a code."""
        return next((one for one in self.registers if one.code == code), None)

    def expiring_of(self, code: str) -> list[BoardRow]:
        """Return what runs out of a business."""
        return [row for row in self.expiring if row.code == code]

    @property
    def by_date(self) -> list[Register]:
        """The registers in the order in which something of theirs runs out, then of the codes."""
        first: dict[str, date] = {}
        for row in self.expiring:
            first.setdefault(row.code, row.date or date.max)
        return sorted(self.registers, key=lambda one: (first.get(one.code, date.max), one.code))

    def folded(self, one: RecordedApplication) -> FoldedApplication | None:
        """Return how far an application is in its register; None where it is in none."""
        register = self.of(one.code)
        known = register.applications if register else ()
        return next((item for item in known if item.record.content == one.content), None)

    def next_version(self, one: RecordedApplication) -> SavedApplication | None:
        """Return the application that supersedes one; None where none does."""
        same = (
            saved
            for saved in self.saved.values()
            if saved.record.code == one.code and saved.record.supersedes == one.digest
        )
        return next(same, None)

    def saved_as(self, one: RecordedApplication) -> SavedApplication | None:
        """Return how an application is kept; None where it is not."""
        return self.saved.get((one.code, one.content))


@st.cache_resource(show_spinner=False)
def saved_registers() -> SavedRegisters:
    """Return the registers of this installation."""
    return SavedRegisters(engine_of(settings()))


def owner() -> str:
    """Return the owner of the visitor's registers.

    Raises DraftsError if nobody has said who it is; no page offers what needs one then.
    """
    if who := visitor():
        return who.name
    raise DraftsError(UNKNOWN_VISITOR)


def stored_registers() -> StoredRegisters | None:
    """Return the registers of the visitor; None where nobody has said who it is."""
    if visitor() is None:
        return None
    now, calendar = moments.now(), moments.calendar()
    closes_at = round_at(now, calendar).cutoff.closes_at
    try:
        stamp = saved_registers().stamp(owner())
        return _folded(owner(), stamp, now.date(), closes_at, calendar.closures)
    except DraftsError as error:
        lookup = RegisterLookup(RegisterSources(), now, calendar, is_unread=True)
        return StoredRegisters(lookup, (), trouble=str(error))


@st.cache_resource(show_spinner=False, max_entries=_MOST_FOLDED, ttl=_KEPT_FOLDED)
def _folded(
    owner: str,
    stamp: str,  # noqa: ARG001 - with these, the registers are the same
    day: date,  # noqa: ARG001 - the same
    closes_at: datetime,  # noqa: ARG001 - the same
    closures: tuple[Closure, ...],  # noqa: ARG001 - the same
) -> StoredRegisters:
    """Read and fold the registers of an owner, anew whenever they or the cut-offs ahead change."""
    now, calendar = moments.now(), moments.calendar()
    saved = saved_registers().applications(owner)
    sources = RegisterSources(
        [one.record for one in saved],
        saved_registers().gone(owner),
        saved_registers().answered(owner),
    )
    lookup = RegisterLookup(sources, now, calendar, leaves_unknown=True)
    by_content = {(one.record.code, one.record.content): one for one in saved}
    rows = expiring(lookup.registers, now, calendar)
    return StoredRegisters(lookup, rows, pending_items(lookup.registers), by_content)


def delete_business(code: str) -> None:
    """Delete a business of the visitor with all that is kept of it.

    Raises DraftsError if it cannot be deleted.
    """
    saved_registers().delete_business(owner(), code)
    _folded.clear()


def record_sent(one: RecordedApplication, workbook: bytes | None) -> None:
    """Keep that the visitor has sent an application, on its day.

    Raises DraftsError if it cannot be written.
    """
    number = saved_registers().add(owner(), one, workbook)
    saved_registers().set_state(owner(), number, ApplicationState.SENT, sent_on=one.sent_on)
