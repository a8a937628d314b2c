"""Extraction of certificates (DER) from a file; private keys are refused before parsing."""

import base64
import binascii
import codecs
import re
from contextlib import suppress
from pathlib import PurePath
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from wizard.core.certificates.der import SEQUENCE, is_pkcs7, is_private, trimmed
from wizard.core.certificates.refusals import CertificateRefusal
from workbook.xlsx.guard.unreadable import UnreadableError

MAX_BYTES: Final = 1_000_000
"""A client certificate has 2,000 bytes; a bundle for every row of a form has 400,000."""

_KEY_SUFFIXES: Final = {".p12", ".pfx", ".key", ".jks"}
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_KEY: Final = re.compile(rb"-----(?:BEGIN|END) [A-Z0-9 ]*(?:PRIVATE KEY|PKCS12)", re.IGNORECASE)
_LABEL: Final = rb"((?:X509 )?CERTIFICATE|PKCS ?#?7(?: SIGNED DATA)?|CMS)"
_BLOCK: Final = re.compile(rb"-----BEGIN " + _LABEL + rb"-----([^-]*)-----END \1-----")
_BLOCK_START: Final = re.compile(rb"-----BEGIN " + _LABEL + rb"-----")
_OTHER_TYPES: Final = (
    (re.compile(rb"-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----"), CertificateRefusal.REQUEST),
    (re.compile(rb"-----BEGIN X509 CRL-----"), CertificateRefusal.REVOCATION_LIST),
)
_BARE_BASE64: Final = re.compile(rb"[A-Za-z0-9+/=\s]+")


def refuse_by_name(name: str) -> None:
    """Reject a private key by its file name, before reading it."""
    if PurePath(name.replace("\\", "/").strip()).suffix.casefold() in _KEY_SUFFIXES:
        raise CertificateRefusal.PRIVATE_KEY.error()


def certificates_in(content: bytes) -> list[bytes]:
    """Return the distinct certificates (DER, not parsed) of a file, at least one.

    Bundles (PKCS #7, .p7b) are unpacked. PEM may have a byte order mark, CRLF, UTF-16, and text
    around its blocks.
    """
    if len(content) > MAX_BYTES:
        raise CertificateRefusal.TOO_LARGE.error()
    text = content.decode("utf-16", "ignore").encode() if content.startswith(_UTF16) else content
    text = text.removeprefix(codecs.BOM_UTF8)
    if not text.strip():
        raise CertificateRefusal.EMPTY.error()
    if _KEY.search(text):
        raise CertificateRefusal.PRIVATE_KEY.error()
    found = (certificate for der in _blocks(text) for certificate in _unbundled(_checked(der)))
    return list(dict.fromkeys(found))


def _blocks(text: bytes) -> list[bytes]:
    if starts := _BLOCK_START.findall(text):
        blocks = [_decoded(body) for _, body in _BLOCK.findall(text)]
        if len(blocks) < len(starts):
            raise CertificateRefusal.DAMAGED.error()
        return blocks
    for label, refusal in _OTHER_TYPES:
        if label.search(text):
            raise refusal.error()
    return [_bare(text)]


def _bare(text: bytes) -> bytes:
    """Return the data of Base64 without PEM header; return other content unchanged."""
    if _BARE_BASE64.fullmatch(text):
        with suppress(UnreadableError):
            return _decoded(text)
    return text


def _decoded(body: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(body.split()), validate=True)
    except binascii.Error as error:
        raise CertificateRefusal.DAMAGED.error() from error


def _checked(der: bytes) -> bytes:
    if is_private(der):
        raise CertificateRefusal.PRIVATE_KEY.error()
    if der[:1] != bytes([SEQUENCE]):
        raise CertificateRefusal.NO_CERTIFICATE.error()
    return trimmed(der)


def _unbundled(der: bytes) -> list[bytes]:
    """Return the certificates of a bundle, or the data itself if it is not a bundle."""
    if not is_pkcs7(der):
        return [der]
    try:
        certificates = pkcs7.load_der_pkcs7_certificates(der)
    except (ValueError, UnsupportedAlgorithm) as error:  # damaged, empty, or encrypted
        raise CertificateRefusal.BUNDLE.error() from error
    return [certificate.public_bytes(Encoding.DER) for certificate in certificates]
