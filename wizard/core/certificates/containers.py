"""From the bytes of a file to the certificates in it (DER); keys are refused before that."""

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
from wizard.core.certificates.refusals import CertificateError, CertificateRefusal

MAX_BYTES: Final = 1_000_000
"""A client certificate has two thousand; a bundle of as many as a form has rows, 400,000."""

_KEY_ENDINGS: Final = {".p12", ".pfx", ".key", ".jks"}
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_KEY: Final = re.compile(rb"-----(?:BEGIN|END) [A-Z0-9 ]*(?:PRIVATE KEY|PKCS12)", re.IGNORECASE)
_LABEL: Final = rb"((?:X509 )?CERTIFICATE|PKCS ?#?7(?: SIGNED DATA)?|CMS)"
_BLOCK: Final = re.compile(rb"-----BEGIN " + _LABEL + rb"-----([^-]*)-----END \1-----")
_BEGINS: Final = re.compile(rb"-----BEGIN " + _LABEL + rb"-----")
_OTHERS: Final = (
    (re.compile(rb"-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----"), CertificateRefusal.REQUEST),
    (re.compile(rb"-----BEGIN X509 CRL-----"), CertificateRefusal.REVOCATION_LIST),
)
_BARE_BASE64: Final = re.compile(rb"[A-Za-z0-9+/=\s]+")


def refuse_by_name(name: str) -> None:
    """Refuse a file that holds a private key by its name, before anything is read of it.

    Raises:
        CertificateError: the name says that it does (.p12, .pfx, .key, .jks).

    """
    if PurePath(name.replace("\\", "/").strip()).suffix.casefold() in _KEY_ENDINGS:
        raise CertificateRefusal.PRIVATE_KEY.error()


def certificates_in(content: bytes) -> list[bytes]:
    """Return the certificates (DER, not parsed yet) of a file, one at least, each once.

    Bundles (PKCS #7, .p7b) are opened. PEM may have a byte order mark, Windows' line ends, UTF-16,
    and text around its blocks.

    Raises:
        CertificateError: the file is empty, too large, a key or anything else than certificates.

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
    if begun := _BEGINS.findall(text):
        blocks = [_decoded(body) for _, body in _BLOCK.findall(text)]
        if len(blocks) < len(begun):
            raise CertificateRefusal.DAMAGED.error()
        return blocks
    for label, refusal in _OTHERS:
        if label.search(text):
            raise refusal.error()
    return [_bare(text)]


def _bare(text: bytes) -> bytes:
    """Return what Base64 without its header holds; what is no such text stays as it is."""
    if _BARE_BASE64.fullmatch(text):
        with suppress(CertificateError):
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
    """Return the certificates of a bundle; what is none stays as it is."""
    if not is_pkcs7(der):
        return [der]
    try:
        held = pkcs7.load_der_pkcs7_certificates(der)
    except (ValueError, UnsupportedAlgorithm) as error:  # broken, empty, or encrypted
        raise CertificateRefusal.BUNDLE.error() from error
    return [certificate.public_bytes(Encoding.DER) for certificate in held]
