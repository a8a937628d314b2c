"""Which certificates are to be renewed, and what is made of it for many. Kept in the session."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime

from rules.register.board import BoardRow
from rules.register.records import RecordedApplication
from wizard.core.certificates.reading import Readings
from wizard.core.certificates.uploaded_certificates import UploadedCertificates
from wizard.core.register.board_text import is_soon
from wizard.core.register.renewal_batch import (
    BusinessRenewal,
    RenewalBatch,
    RenewalKey,
    renewal_key,
)


def key_of(row: BoardRow) -> RenewalKey:
    """Return which certificate a row of the board is about."""
    return renewal_key(row.code, row.certificate)


@dataclass
class RenewalChoice:
    """Which certificates are to be renewed.

    ``ticked`` is what a person chose or left out; nothing else but what must be renewed soon is
    chosen. What was ticked and can no longer be renewed is not chosen any more.
    """

    ticked: Mapping[RenewalKey, bool] = field(default_factory=dict)

    def chosen(self, board: Iterable[BoardRow], now: datetime) -> list[BoardRow]:
        """Return the rows of a board that are to be renewed."""
        renewable = (row for row in board if row.is_renewable)
        return [row for row in renewable if self.ticked.get(key_of(row), is_soon(row, now))]

    def left_out(self, board: Iterable[BoardRow], now: datetime) -> set[RenewalKey]:
        """Return what of the board is not to be renewed."""
        rows = list(board)
        return {*map(key_of, rows)} - {*map(key_of, self.chosen(rows, now))}

    def choose(self, key: RenewalKey, *, is_chosen: bool) -> None:
        """Choose a certificate, or leave it out."""
        self.ticked = {**self.ticked, key: is_chosen}


@dataclass
class RenewalSession(RenewalChoice):
    """The choice among all businesses, the new certificates, and the packages made of them.

    ``at`` is when the packages were made, ``sent`` the applications of them that were kept in the
    register as sent, by their codes. What the fields hold is replaced and never changed, so that a
    copy is a session of its own.
    """

    tray: UploadedCertificates = field(default_factory=UploadedCertificates)
    batch: RenewalBatch | None = None
    at: datetime | None = None
    sent: Mapping[str, RecordedApplication] = field(default_factory=dict)

    @property
    def made(self) -> list[BusinessRenewal]:
        """The renewals whose packages were made."""
        renewals = self.batch.renewals if self.batch else ()
        return [one for one in renewals if one.package.content is not None]

    def choose(self, key: RenewalKey, *, is_chosen: bool) -> None:
        """Choose a certificate, or leave it out; what was made before no longer holds."""
        super().choose(key, is_chosen=is_chosen)
        self.forget_packages()

    def take(self, read: Readings) -> None:
        """Take new certificates."""
        self.tray = copy(self.tray)
        self.tray.lay_down(read, [])
        self.forget_packages()

    def drop_certificates(self) -> None:
        """Forget the new certificates, and what was made of them."""
        self._empty_tray()
        self.forget_packages()

    def begin_anew(self) -> None:
        """Forget everything: nothing is chosen but what must be renewed soon."""
        self.ticked = {}
        self.drop_certificates()

    def leave_sent(self) -> None:
        """Begin anew where everything was sent."""
        if self.sent:
            self.begin_anew()

    def forget_business(self, code: str) -> None:
        """Forget the package of a business that is deleted."""
        if self.batch is not None:
            self.batch = self.batch.without(code)

    def forget_packages(self) -> None:
        """Forget the packages, because what they were made of has changed.

        Once they were sent, the new certificates have served, too.
        """
        if self.sent:
            self._empty_tray()
        self.batch, self.at, self.sent = None, None, {}

    def _empty_tray(self) -> None:
        self.tray = UploadedCertificates(turn=self.tray.turn + 1)
