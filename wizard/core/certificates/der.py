"""Detection of data types by their first bytes (DER or BER), without parsing.

Private keys are detected by their outermost structure (PKCS #1, #8, #12, SEC 1), so that they are
never loaded.
"""

from typing import Final

SEQUENCE: Final = 0x30  # tags of DER (X.690, 8.1.2)
_INTEGER: Final = 0x02
_NAME: Final = 0x06  # an object identifier
_LONG: Final = 0x80  # the bit of a length in several bytes (X.690, 8.1.3.5)
_KEY_VERSIONS: Final = {b"\x00", b"\x01", b"\x03"}
"""The version of a private key (0, 1) or PKCS #12 container (3); a public key has none."""
_PASSWORD_BASED: Final = tuple(
    bytes.fromhex(oid) for oid in ("2a864886f70d0105", "2a864886f70d010c01")
)
"""Prefixes of object identifiers of encrypted private keys: PKCS #5, PKCS #12."""
_PKCS7: Final = bytes.fromhex("2a864886f70d0107")
_JAVA_KEY_STORES: Final = (bytes.fromhex("feedfeed"), bytes.fromhex("cececece"))
_PADDING: Final = b"\x00\x1a\t\n\r "


def first_element(data: bytes) -> tuple[int, bytes, bytes]:
    """Split data into tag and content of the first element, and the rest.

    Content that is truncated or of indefinite length (BER) extends to the end of the data.
    """
    if len(data) < 2:  # noqa: PLR2004 - a tag and a length
        return 0, b"", b""
    length, start = data[1], 2
    if length & _LONG:
        start += length & ~_LONG
        length = int.from_bytes(data[2:start], "big") if length != _LONG else len(data)
    return data[0], data[start : start + length], data[start + length :]


def trimmed(der: bytes) -> bytes:
    """Return data without trailing line ends and zeros, which some programs append."""
    _, _, rest = first_element(der)
    return der[: len(der) - len(rest)] if rest and not rest.strip(_PADDING) else der


def is_private(der: bytes) -> bool:
    """Return whether data is a private key, or a container with one."""
    if der.startswith(_JAVA_KEY_STORES):
        return True
    tag, content, _ = first_element(der)
    inner, head, _ = first_element(content)
    if tag != SEQUENCE:
        return False
    if inner == _INTEGER:
        return head in _KEY_VERSIONS
    name, oid, _ = first_element(head)
    return (inner, name) == (SEQUENCE, _NAME) and oid.startswith(_PASSWORD_BASED)


def is_pkcs7(der: bytes) -> bool:
    """Return whether data is a bundle of certificates (PKCS #7)."""
    tag, content, _ = first_element(der)
    name, oid, _ = first_element(content)
    return (tag, name) == (SEQUENCE, _NAME) and oid.startswith(_PKCS7)
