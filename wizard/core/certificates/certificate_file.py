"""Parsing of client certificates from a file. FAQ 3-6."""

import warnings
from collections.abc import Container
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from cryptography import x509
from cryptography.x509.oid import NameOID

from rules.dates.cutoff import in_japan
from rules.dates.renewals import FileFacts
from schemas.cleaning import refusal, strip
from wizard.core.certificates.containers import certificates_in
from wizard.core.certificates.refusals import CertificateRefusal
from wizard.core.files import printable

_MAX_SERIAL_BYTES: Final = 40  # RFC 5280 allows 20 octets, but a few issuers use more (an estimate)
_PARSE_ERRORS: Final = (
    ValueError,
    TypeError,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)
"""Errors of the library for data that is not, or only partly, a certificate."""

# Warnings about certificates that are refused, or harmless here.
warnings.filterwarnings("ignore", "Parsed a serial number which wasn't positive")
warnings.filterwarnings("ignore", "Attribute's length must be")
warnings.filterwarnings("ignore", "PKCS#7 certificates could not be parsed as DER")


@dataclass(frozen=True, slots=True)
class ClientCertificate:
    """The properties of a client certificate, and the name of its file.

    ``serial`` has the format of Windows: lower-case hexadecimal octets without separators,
    including a leading ``00`` if the first bit is set. Names are common names, joined by commas if
    several, or empty. ``not_before`` and ``not_after`` are in Japan time, both inclusive.
    ``left_out`` is the number of CA certificates in the same file.
    """

    file: str
    serial: str
    common_name: str
    issuer: str
    not_before: datetime
    not_after: datetime
    left_out: int = 0

    @property
    def facts(self) -> FileFacts:
        """What the row of the certificate is held against."""
        return FileFacts(self.issuer, self.not_before, self.last_day)

    @property
    def last_day(self) -> date:
        """The expiry date in Japan, 有効期限 on the form."""
        return self.not_after.date()

    @property
    def identity(self) -> tuple[str, str, str]:
        """What is equal for the same certificate in another file; serials alone may repeat."""
        return self.issuer, self.serial, self.common_name


def leaves_in(content: bytes) -> tuple[list[x509.Certificate], int]:
    """Return the client certificates of a file (PEM, DER, PKCS #7), and the number of CA ones."""
    certificates = [_parsed(der) for der in certificates_in(content)]
    issuers = {_name_of(item, "issuer") for item in certificates if not _is_self_issued(item)}
    leaves = [item for item in certificates if not _is_authority(item, issuers)]
    if not leaves:
        raise CertificateRefusal.CA_CERTIFICATE.error()
    return leaves, len(certificates) - len(leaves)


def _parsed(der: bytes) -> x509.Certificate:
    try:
        return x509.load_der_x509_certificate(der)
    except _PARSE_ERRORS as error:
        raise _refusal_of(der).error() from error


def _refusal_of(der: bytes) -> CertificateRefusal:
    """Return the refusal for data that is not a certificate."""
    with suppress(*_PARSE_ERRORS):
        x509.load_der_x509_csr(der)
        return CertificateRefusal.REQUEST
    with suppress(*_PARSE_ERRORS):
        x509.load_der_x509_crl(der)
        return CertificateRefusal.REVOCATION_LIST
    return CertificateRefusal.DAMAGED


def _is_authority(certificate: x509.Certificate, issuers: Container[bytes]) -> bool:
    """Return whether a certificate is a CA: by its extension, or as issuer of another one."""
    if (name := _name_of(certificate, "subject")) and name in issuers:
        return True
    try:
        limits = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    except (x509.ExtensionNotFound, *_PARSE_ERRORS):
        return False
    return limits.value.ca


def _is_self_issued(certificate: x509.Certificate) -> bool:
    return _name_of(certificate, "subject") == _name_of(certificate, "issuer")


def _name_of(certificate: x509.Certificate, whose: str) -> bytes:
    """Return an encoded name, or empty if it cannot be read."""
    with suppress(*_PARSE_ERRORS):
        name: x509.Name = getattr(certificate, whose)
        return name.public_bytes()
    return b""


def certificate_of(name: str, leaf: x509.Certificate, left_out: int) -> ClientCertificate:
    """Return the properties of a client certificate; ``name`` is that of its file."""
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
    """Return the hexadecimal octets of the DER INTEGER, whose first bit is the sign."""
    octets = number.bit_length() // 8 + 1
    if number <= 0 or octets > _MAX_SERIAL_BYTES:
        raise CertificateRefusal.DAMAGED.error()
    return number.to_bytes(octets, "big").hex()


def _common_name(certificate: x509.Certificate, whose: str) -> str:
    """Return a common name, or empty if there is none that fits a cell."""
    try:
        name: x509.Name = getattr(certificate, whose)
    except _PARSE_ERRORS:
        return ""
    values = (part.value for part in name.get_attributes_for_oid(NameOID.COMMON_NAME))
    text = ", ".join(filter(None, (strip(value) for value in values if isinstance(value, str))))
    return "" if refusal(text) or "\n" in text else text
