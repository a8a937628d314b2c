"""Certificates read from uploaded files for a table of a draft. Kept in the session."""

from dataclasses import dataclass, field
from typing import Final

from wizard.core.certificates.certificate_file import ClientCertificate
from wizard.core.certificates.reading import Readings, RefusedFile

MOST: Final = 400  # maximum certificates to keep: two for each row of a table


@dataclass
class UploadedCertificates:
    """The certificates for a table, in upload order.

    ``refused`` and ``repeated`` (already read before) are those of the last upload only. ``turn``
    counts the uploads; ``error`` is the error message of a choice. ``placed`` are the serials of
    those that have had a row.
    """

    certificates: list[ClientCertificate] = field(default_factory=list)
    refused: list[RefusedFile] = field(default_factory=list)
    repeated: list[ClientCertificate] = field(default_factory=list)
    turn: int = 0
    error: str = ""
    placed: set[str] = field(default_factory=set)

    def lay_down(self, read: Readings, repeated: list[ClientCertificate]) -> None:
        """Add the certificates of an upload; ``repeated`` are those read before."""
        self.turn, self.error = self.turn + 1, ""
        self.refused, self.repeated = read.refused, repeated
        self.placed -= {one.serial for one in read.certificates}
        every = {one.identity: one for one in (*self.certificates, *read.certificates)}
        self.certificates = list(every.values())[-MOST:]

    def set_aside(self, certificate: ClientCertificate) -> None:
        """Remove a certificate that is not to be used."""
        self.certificates = [item for item in self.certificates if item != certificate]

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to show."""
        return not (self.certificates or self.refused)
