"""E-mail drafts as files (.eml) that mail programs open for editing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from pathlib import PurePath
from typing import Final

from wizard.core.media_types import ANY, EML, media_type_of

_DIGITS: Final = 32
"""Hexadecimal digits of a boundary, so that its header fits a line of 78 characters."""
_LONGEST_NAME: Final = 64  # characters of a file's name that fit such a line


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attached file; its name must be valid as a file name."""

    name: str
    content: bytes


def mail_draft(
    subject: str, paragraphs: Iterable[str], attachments: Sequence[Attachment] = (), to: str = ""
) -> bytes:
    """Return a draft without sender and date; the same call gives the same bytes."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject.replace(
        "=?", "=？"
    )  # or a name could be decoded as an encoded word
    if to:
        message["To"] = to
    message["X-Unsent"] = "1"  # a draft: mail programs open it for writing
    message.set_content("\n\n".join(paragraphs) + "\n", charset="utf-8", cte="base64")
    for number, file in enumerate(attachments, start=1):
        _attach(message, file, number)
    if attachments:
        message.set_boundary(_boundary(attachments))
    return message.as_bytes()


def _attach(message: EmailMessage, file: Attachment, number: int) -> None:
    """Attach a file with its name (RFC 2231), and an ASCII name for older mail programs."""
    media_type = media_type_of(file.name)
    if media_type == EML:  # which must not be in Base64 (RFC 2046, 5.2.1)
        media_type = ANY
    maintype, _, subtype = media_type.partition("/")
    is_plain = file.name.isascii() and len(file.name) <= _LONGEST_NAME
    plain = file.name if is_plain else f"attachment-{number}{_suffix(file.name)}"
    message.add_attachment(
        file.content, maintype=maintype, subtype=subtype, filename=file.name, params={"name": plain}
    )


def _suffix(name: str) -> str:
    ending = PurePath(name).suffix
    return ending if ending.isascii() else ""


def _boundary(attachments: Iterable[Attachment]) -> str:
    """Return a boundary that is in no part: Base64 has "=" only at its end.

    It fits into one line, as few mail programs join a split parameter (RFC 2231).
    """
    digest = sha256(b"".join(file.content for file in attachments))
    return f"=_{digest.hexdigest()[:_DIGITS]}"
