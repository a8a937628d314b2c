"""State of the page that renews certificates of many businesses. Kept in the session."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from rules.register.board import BoardRow
from wizard.core.certificates.reading import Readings
from wizard.core.certificates.uploaded_certificates import UploadedCertificates
from wizard.core.register.board_text import is_soon
from wizard.core.register.renewal_batch import RenewalBatch, RenewalKey


def key_of(row: BoardRow) -> RenewalKey:
    """Return which certificate a row of the board is about."""
    return row.code, row.certificate.table, row.certificate.serial


@dataclass
class RenewalSession:
    """What is chosen, the new certificates, and the packages that were made of them.

    ``chosen`` is None until the board was shown; ``at`` is when the packages were made, ``sent``
    how many of them were kept in the register as sent.
    """

    chosen: set[RenewalKey] | None = None
    tray: UploadedCertificates = field(default_factory=UploadedCertificates)
    batch: RenewalBatch | None = None
    at: datetime | None = None
    sent: int = 0

    def choice(self, board: Iterable[BoardRow], now: datetime) -> set[RenewalKey]:
        """Return what is chosen: at first what must be renewed soon."""
        if self.chosen is None:
            self.chosen = {key_of(row) for row in board if is_soon(row, now)}
        return self.chosen

    def left_out(self, board: Iterable[BoardRow]) -> set[RenewalKey]:
        """Return what of the board is not chosen; what has ended is no longer on it."""
        return {key_of(row) for row in board} - (self.chosen or set())

    def choose(self, key: RenewalKey, *, is_chosen: bool) -> None:
        """Choose a certificate, or leave it out; what was made before no longer holds."""
        chosen = self.chosen or set()
        self.chosen = chosen | {key} if is_chosen else chosen - {key}
        self.forget_packages()

    def take(self, read: Readings) -> None:
        """Take new certificates."""
        self.tray.lay_down(read, [])
        self.forget_packages()

    def forget_packages(self) -> None:
        """Forget the packages, because what they were made of has changed."""
        self.batch, self.at, self.sent = None, None, 0
