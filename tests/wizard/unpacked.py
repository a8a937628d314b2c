"""Packages as others see them: Python's own reader of archives, its own parser of mail."""

import io
import zipfile
from email import message_from_bytes, policy
from email.message import EmailMessage


def unpacked(content: bytes) -> dict[str, bytes]:
    """Give the members of an archive, which must be sound, by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        members = {info.filename: archive.read(info) for info in archive.infolist()}
        assert len(members) == len(archive.infolist())
    return members


def mail_in(members: dict[str, bytes]) -> EmailMessage:
    """Give the mail of a package."""
    message = message_from_bytes(members["送付メール.eml"], policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def body_of(message: EmailMessage) -> str:
    """Give the text of a mail."""
    part = message.get_body()
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def enclosed_in(message: EmailMessage) -> dict[str, bytes]:
    """Give the files that a mail encloses, by their names."""
    found = {}
    for attachment in message.iter_attachments():
        assert attachment.get_content_disposition() == "attachment"
        content = attachment.get_payload(decode=True)
        assert isinstance(content, bytes)
        found[str(attachment.get_filename())] = content
    return found
