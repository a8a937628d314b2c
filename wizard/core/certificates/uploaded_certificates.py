"""What was read from certificate files for a table of the present draft. Kept for the session."""

from dataclasses import dataclass, field
from typing import Final

from wizard.core.certificates.certificate_file import ClientCertificate
from wizard.core.certificates.reading import Readings, Refused

MOST: Final = 400
"""So many certificates are remembered: two for each row of a table."""


@dataclass
class UploadedCertificates:
    """The certificates of a table, in the order in which they came.

    ``refused`` and ``repeated`` are those of the last files alone: refused, and read before.
    ``turn`` counts how often files were taken; ``said`` is what was wrong with a choice.
    """

    certificates: list[ClientCertificate] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    repeated: list[ClientCertificate] = field(default_factory=list)
    turn: int = 0
    said: str = ""

    def lay_down(self, read: Readings, repeated: list[ClientCertificate]) -> None:
        """Remember what was read; of certificates that were there before, that they were."""
        self.turn, self.said = self.turn + 1, ""
        self.refused, self.repeated = read.refused, repeated
        by_serial = {certificate.serial: certificate for certificate in self.certificates}
        by_serial |= {certificate.serial: certificate for certificate in read.certificates}
        self.certificates = list(by_serial.values())[-MOST:]

    def set_aside(self, certificate: ClientCertificate) -> None:
        """Forget a certificate that shall not be used."""
        self.certificates = [item for item in self.certificates if item != certificate]

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to show."""
        return not (self.certificates or self.refused)
