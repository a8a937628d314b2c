"""Client certificates, read from a file. FAQ 3-6."""

import warnings
from collections.abc import Container
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from cryptography import x509
from cryptography.x509.oid import NameOID

from rules.dates.cutoff import in_japan
from schemas.cleaning import refusal, strip
from wizard.core.certificates.containers import certificates_in
from wizard.core.certificates.refusals import CertificateRefusal
from wizard.core.files import printable

_LONGEST_SERIAL: Final = 40
"""In octets; RFC 5280 allows 20, and a few issuers take more."""
_UNPARSED: Final = (
    ValueError,
    TypeError,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)
"""What the library raises on data that are no certificate, or only in part."""

# Said on standard error of what is refused or does no harm here.
warnings.filterwarnings("ignore", "Parsed a serial number which wasn't positive")
warnings.filterwarnings("ignore", "Attribute's length must be")
warnings.filterwarnings("ignore", "PKCS#7 certificates could not be parsed as DER")


@dataclass(frozen=True, slots=True)
class ClientCertificate:
    """What a client certificate says of itself, and the name of the file that held it.

    ``serial`` is written as Windows shows it: the octets of the number as pairs of small
    hexadecimal digits without anything between, the leading ``00`` of a number whose first bit is
    set included. Names are common names; several are parted by a comma, none is empty.
    ``not_before`` and ``not_after`` are Japan time, both included. ``left_out`` counts the
    certificates of authorities that the file held as well.
    """

    file: str
    serial: str
    common_name: str
    issuer: str
    not_before: datetime
    not_after: datetime
    left_out: int = 0

    @property
    def last_day(self) -> date:
        """The day in Japan that stands on the form as 有効期限."""
        return self.not_after.date()


def leaves_in(content: bytes) -> tuple[list[x509.Certificate], int]:
    """Return the client certificates of a file (PEM, DER, PKCS #7), and the number of authorities.

    Raises:
        CertificateError: the file holds a private key, is damaged, or has no client certificate.

    """
    found = [_parsed(der) for der in certificates_in(content)]
    issuers = {_name_of(item, "issuer") for item in found if not _is_self_issued(item)}
    leaves = [item for item in found if not _is_authority(item, issuers)]
    if not leaves:
        raise CertificateRefusal.CA_CERTIFICATE.error()
    return leaves, len(found) - len(leaves)


def _parsed(der: bytes) -> x509.Certificate:
    try:
        return x509.load_der_x509_certificate(der)
    except _UNPARSED as error:
        raise _refusal_of(der).error() from error


def _refusal_of(der: bytes) -> CertificateRefusal:
    """Return what the data are that are no certificate."""
    with suppress(*_UNPARSED):
        x509.load_der_x509_csr(der)
        return CertificateRefusal.REQUEST
    with suppress(*_UNPARSED):
        x509.load_der_x509_crl(der)
        return CertificateRefusal.REVOCATION_LIST
    return CertificateRefusal.DAMAGED


def _is_authority(certificate: x509.Certificate, issuers: Container[bytes]) -> bool:
    """Return whether a certificate is an authority's: it says so, or has issued another one."""
    if (name := _name_of(certificate, "subject")) and name in issuers:
        return True
    try:
        limits = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    except (x509.ExtensionNotFound, *_UNPARSED):
        return False
    return limits.value.ca


def _is_self_issued(certificate: x509.Certificate) -> bool:
    return _name_of(certificate, "subject") == _name_of(certificate, "issuer")


def _name_of(certificate: x509.Certificate, whose: str) -> bytes:
    """Return a name as it is encoded; empty where it cannot be read."""
    with suppress(*_UNPARSED):
        name: x509.Name = getattr(certificate, whose)
        return name.public_bytes()
    return b""


def certificate_of(name: str, leaf: x509.Certificate, left_out: int) -> ClientCertificate:
    """Return what a client certificate says of itself; ``name`` is that of its file.

    Raises:
        CertificateError: its dates or its serial cannot be right.

    """
    try:
        not_before = in_japan(leaf.not_valid_before_utc)
        not_after = in_japan(leaf.not_valid_after_utc)
    except ValueError as error:  # a moment out of reach is one
        raise CertificateRefusal.OUT_OF_RANGE.error() from error
    return ClientCertificate(
        file=printable(name),
        serial=_serial(leaf.serial_number),
        common_name=_common_name(leaf, "subject"),
        issuer=_common_name(leaf, "issuer"),
        not_before=not_before,
        not_after=not_after,
        left_out=left_out,
    )


def _serial(number: int) -> str:
    """Write the octets of DER's INTEGER: as few as keep the first bit free."""
    octets = number.bit_length() // 8 + 1
    if number <= 0 or octets > _LONGEST_SERIAL:
        raise CertificateRefusal.DAMAGED.error()
    return number.to_bytes(octets, "big").hex()


def _common_name(certificate: x509.Certificate, whose: str) -> str:
    """Return a common name; empty where there is none that a form could hold."""
    try:
        name: x509.Name = getattr(certificate, whose)
    except _UNPARSED:
        return ""
    found = (part.value for part in name.get_attributes_for_oid(NameOID.COMMON_NAME))
    text = ", ".join(filter(None, (strip(value) for value in found if isinstance(value, str))))
    return "" if refusal(text) or "\n" in text else text
