"""From the bytes of a file to the certificates in it (DER); keys are refused before that."""

import base64
import binascii
import codecs
import re
from contextlib import suppress
from pathlib import PurePath
from typing import Final

from wizard.certificates.der import SEQUENCE, is_pkcs7, is_private, trimmed
from wizard.certificates.refusals import CertificateError, Refusal

MAX_BYTES: Final = 100_000
"""A client certificate has two thousand; a chain of them ten thousand."""

_KEY_ENDINGS: Final = {".p12", ".pfx", ".key", ".jks"}
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_KEY: Final = re.compile(rb"-----(?:BEGIN|END) [A-Z0-9 ]*(?:PRIVATE KEY|PKCS12)", re.IGNORECASE)
_CERTIFICATE: Final = re.compile(
    rb"-----BEGIN ((?:X509 )?CERTIFICATE)-----(.*?)-----END \1-----", re.DOTALL
)
_BEGINS: Final = re.compile(rb"-----BEGIN (?:X509 )?CERTIFICATE-----")
_OTHERS: Final = (
    (re.compile(rb"-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----"), Refusal.REQUEST),
    (re.compile(rb"-----BEGIN X509 CRL-----"), Refusal.REVOCATION_LIST),
    (re.compile(rb"-----BEGIN (?:PKCS ?#?7|CMS|PKCS7 SIGNED DATA)-----"), Refusal.BUNDLE),
)
_BARE_BASE64: Final = re.compile(rb"[A-Za-z0-9+/=\s]+")


def refuse_by_name(name: str) -> None:
    """Refuse a file that holds a private key by its name, before anything is read of it.

    Raises:
        CertificateError: the name says that it does (.p12, .pfx, .key, .jks).

    """
    if PurePath(name.replace("\\", "/").strip()).suffix.casefold() in _KEY_ENDINGS:
        raise Refusal.PRIVATE_KEY.error()


def certificates_in(content: bytes) -> list[bytes]:
    """Give the certificates (DER, not parsed yet) of a file, one at least, each once.

    PEM may have a byte order mark, Windows' line ends, UTF-16, and text around its blocks.

    Raises:
        CertificateError: the file is empty, too large, a key or anything else than certificates.

    """
    if len(content) > MAX_BYTES:
        raise Refusal.TOO_LARGE.error()
    text = content.decode("utf-16", "ignore").encode() if content.startswith(_UTF16) else content
    text = text.removeprefix(codecs.BOM_UTF8)
    if not text.strip():
        raise Refusal.EMPTY.error()
    if _KEY.search(text):
        raise Refusal.PRIVATE_KEY.error()
    found = [_checked(der) for der in _blocks(text)]
    return list(dict.fromkeys(found))


def _blocks(text: bytes) -> list[bytes]:
    if begun := _BEGINS.findall(text):
        blocks = [_decoded(body) for _, body in _CERTIFICATE.findall(text)]
        if len(blocks) < len(begun):
            raise Refusal.DAMAGED.error()
        return blocks
    for label, refusal in _OTHERS:
        if label.search(text):
            raise refusal.error()
    return [_bare(text)]


def _bare(text: bytes) -> bytes:
    """Give what Base64 without its header holds; what is no such text stays as it is."""
    if _BARE_BASE64.fullmatch(text):
        with suppress(CertificateError):
            return _decoded(text)
    return text


def _decoded(body: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(body.split()), validate=True)
    except binascii.Error as error:
        raise Refusal.DAMAGED.error() from error


def _checked(der: bytes) -> bytes:
    if is_private(der):
        raise Refusal.PRIVATE_KEY.error()
    if is_pkcs7(der):
        raise Refusal.BUNDLE.error()
    if der[:1] != bytes([SEQUENCE]):
        raise Refusal.NO_CERTIFICATE.error()
    return trimmed(der)
