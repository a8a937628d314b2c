"""Client certificates made for tests: by the library, and octet by octet by hand."""

import base64
from datetime import UTC, datetime
from functools import cache
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID

ISSUER: Final = "Enterprise Premium CA - G2"

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@cache
def ec_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@cache
def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def utc(text: str) -> datetime:
    """Read a moment in UTC: ``2026-12-03 14:59:59``."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def made(  # noqa: PLR0913 - what a certificate consists of
    *names: str,
    serial: int = 0x0A12AB34,
    issuer: str = ISSUER,
    begins: str = "2024-12-03 15:00:00",
    ends: str = "2026-12-03 14:59:59",
    is_ca: bool | None = None,
    key: Key | None = None,
) -> bytes:
    """Make a certificate (DER) with these common names; moments are UTC."""
    key = key or ec_key()
    subject = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, "サンプル電力")]
    subject += [x509.NameAttribute(NameOID.COMMON_NAME, name) for name in names]
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name(subject))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(utc(begins))
        .not_valid_after(utc(ends))
    )
    if is_ca is not None:
        limits = x509.BasicConstraints(ca=is_ca, path_length=None)
        builder = builder.add_extension(limits, critical=True)
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


def pem(*certificates: bytes, label: str = "CERTIFICATE") -> bytes:
    """Write DER as PEM, one block after the other."""
    blocks = []
    for der in certificates:
        text = base64.b64encode(der).decode()
        lines = [text[at : at + 64] for at in range(0, len(text), 64)]
        blocks += [f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", ""]
    return "\n".join(blocks).encode()


def bundle(*certificates: bytes, encoding: Encoding = Encoding.DER) -> bytes:
    """Make a bundle of certificates (PKCS #7)."""
    held = [x509.load_der_x509_certificate(der) for der in certificates]
    return pkcs7.serialize_certificates(held, encoding)


def without_length(der: bytes, depth: int) -> bytes:
    """Write an element, and the first so deep in it, without their lengths (BER)."""
    head = 2 + (der[1] & 0x7F if der[1] & 0x80 else 0)
    tag, content = der[:1], der[head:]
    if depth:
        inner = 2 + content[1]  # the object identifier stays as it is
        content = content[:inner] + without_length(content[inner:], depth - 1)
    return tag + b"\x80" + content + b"\0\0"


def element(tag: int, *contents: bytes) -> bytes:
    """Write an element of DER: tag, length, content."""
    content = b"".join(contents)
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


_ED25519: Final = element(0x30, element(0x06, bytes.fromhex("2b6570")))
_COMMON_NAME: Final = element(0x06, bytes.fromhex("550403"))
_ISSUER: Final = element(0x0C, ISSUER.encode())


def named(string: bytes) -> bytes:
    """Write a name whose common name is an element of any string type."""
    return element(0x30, element(0x31, element(0x30, _COMMON_NAME, string)))


def by_hand(
    *,
    serial: bytes = b"\x0a\x12\xab\x34",
    begins: bytes = b"\x17\x0d241203150000Z",
    ends: bytes = b"\x17\x0d261203145959Z",
    common_name: bytes = b"\x0c\x04PC01",
) -> bytes:
    """Write a certificate from the octets of its serial and the elements of its dates and name."""
    body = element(
        0x30,
        element(0xA0, element(0x02, b"\x02")),
        element(0x02, serial),
        _ED25519,
        named(_ISSUER),
        element(0x30, begins, ends),
        named(common_name),
        element(0x30, _ED25519, element(0x03, b"\x00" + bytes(32))),
    )
    return element(0x30, body, _ED25519, element(0x03, b"\x00" + bytes(64)))
