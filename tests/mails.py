"""Mails as mail programs save them (.eml), written by hand."""

import base64
from typing import Final

HEAD: Final = b"From: a@example.co.jp\r\nSubject: =?utf-8?b?55Sz6L6844G/?=\r\nMIME-Version: 1.0\r\n"
TEXT: Final = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + "送ります。".encode()


def mail(*parts: bytes, kind: str = "mixed", head: bytes = HEAD) -> bytes:
    """Write a mail, or with an empty head a part, of several parts."""
    mark = b"=_%d" % len(b"".join(parts))
    started = (
        head + f"Content-Type: multipart/{kind}; boundary=".encode() + b'"' + mark + b'"\r\n\r\n'
    )
    body = b"".join(b"--" + mark + b"\r\n" + part + b"\r\n" for part in parts)
    return started + body + b"--" + mark + b"--\r\n"


def attached(name: str, content: bytes, mime: str = "application/octet-stream") -> bytes:
    """Write a part that is a file; its name is written in UTF-8 as it is."""
    named = f'Content-Disposition: attachment; filename="{name}"'.encode()
    return in_base64(content, f"Content-Type: {mime}".encode() + b"\r\n" + named)


def in_base64(content: bytes, head: bytes) -> bytes:
    """Write a part whose headers are given."""
    coded = base64.encodebytes(content).replace(b"\n", b"\r\n")
    return head + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + coded


def forwarded(content: bytes, name: str = "") -> bytes:
    """Write a part that is another mail, as it is."""
    named = f'; name="{name}"'.encode() if name else b""
    return b"Content-Type: message/rfc822" + named + b"\r\n\r\n" + content
