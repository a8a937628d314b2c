"""An e-mail draft as a file (.eml): what mail programs open for writing."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels with a mail; its name must be fit to be a file's."""

    name: str
    content: bytes
    mime: str


def mail_draft(
    subject: str, paragraphs: Iterable[str], attachments: Sequence[Attachment] = (), to: str = ""
) -> bytes:
    """Write a draft; the same call gives the same bytes. It names no sender and bears no date."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject.replace("=?", "=？")  # or a name might be read as an encoded word
    if to:
        message["To"] = to
    message["X-Unsent"] = "1"  # a draft: mail programs open it for writing
    message.set_content("\n\n".join(paragraphs) + "\n", charset="utf-8", cte="base64")
    digest = hashlib.sha256()
    for file in attachments:
        maintype, _, subtype = file.mime.partition("/")
        message.add_attachment(file.content, maintype=maintype, subtype=subtype, filename=file.name)
        digest.update(file.content)
    if attachments:
        message.set_boundary(f"=_{digest.hexdigest()}")
    return message.as_bytes()
