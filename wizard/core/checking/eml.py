"""Attachments of mails in text format (.eml), read by the standard library within a budget.

The time of the library grows with the lines times the nesting depth of parts, and with parsed
headers. It is estimated and charged to the budget before parsing.
"""

import binascii
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email.feedparser import BytesFeedParser
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage, Message
from email.policy import EmailPolicy
from functools import lru_cache, partial
from itertools import count
from typing import Any, Final

from wizard.core.checking.attachments import (
    MailAttachment,
    damaged,
    name_for,
    sender_domain,
    telling_damage,
)
from wizard.core.checking.header_text import readable
from wizard.core.checking.unpacking_budget import Budget

# Costs in steps of Budget, a tenth of a microsecond each (estimated).
_STEPS_OF_LINE: Final = 16
_STEPS_OF_HEADER: Final = 30
_STEPS_OF_SIGN: Final = {"": 20, ";": 1_500, "=?": 800}
"""Steps of a parsed header per character, parameter and encoded word."""
_STEPS_OF_PART: Final = 2_000
_CHUNK: Final = 65_536  # bytes
_LONGEST_HEADER: Final = 4_096
"""Bytes of a parsed header; a Japanese name of 255 bytes needs a fifth of it."""
_MAX_PARAMETERS: Final = 80  # of a header (an estimate)
_NESTING_MARKS: Final = (b"boundary", b"delivery-status")
"""Marks of nested parts, whose boundary the library compares with every later line."""
_PARSED_HEADERS: Final = {"content-type", "content-disposition", "content-transfer-encoding"}
_MAIL_HEADERS: Final = {
    "from", "to", "subject", "date", "message-id", "received", "mime-version", "content-type",
    "x-unsent",
}  # fmt: skip
"""Headers of which every mail has at least one."""
_MARKS: Final = re.compile(r"^(?:begin [0-7]{3,4} (?P<name>[^\r\n]+)|end[ \t]*)\r?$", re.MULTILINE)
"""Begin and end of a uuencoded file in the text of an old mail."""


def read_eml_attachments(content: bytes, budget: Budget) -> tuple[MailAttachment, ...]:
    """Return the attachments of a mail in order, without bodies and inline pictures.

    Raises MailError if it is not a mail, or damaged and BudgetError if the budget is exceeded.
    """
    text = content.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    lines = text.count(b"\n") + text.count(b"\r") - text.count(b"\r\n")
    budget.take_steps(lines * (_STEPS_OF_LINE + _nested(text)))
    with telling_damage():
        message = _parsed(text, _policy(budget))
        if _MAIL_HEADERS.isdisjoint(map(str.lower, message.keys())):
            raise damaged()
        return _sent_attachments(message, budget)


def _nested(content: bytes) -> int:
    """Return an upper bound of the nesting depth of parts."""
    lowered = content.lower()  # ten times as fast as a case-insensitive pattern
    return sum(lowered.count(word) for word in _NESTING_MARKS)


def _parsed(content: bytes, policy: EmailPolicy) -> Message:
    """Parse a mail in chunks; as a whole, the library would hold four copies of it."""
    parser = BytesFeedParser(policy=policy)
    for start in range(0, len(content), _CHUNK):
        parser.feed(content[start : start + _CHUNK])
    return parser.close()


class _BoundedPolicy(EmailPolicy):
    """The library's default policy, which charges the cost of parsing to the budget."""

    budget: Budget | None = None

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return name and value of a header, after charging its cost."""
        name, value = super().header_source_parse(sourcelines)
        if self.budget is not None:
            self.budget.take_steps(_STEPS_OF_HEADER)
            if name.lower() in _PARSED_HEADERS:
                if len(value) > _LONGEST_HEADER or value.count(";") > _MAX_PARAMETERS:
                    raise damaged()
                steps = (value.count(sign) * each for sign, each in _STEPS_OF_SIGN.items())
                self.budget.take_steps(sum(steps))
                value = readable(value)
        return name, value


def _policy(budget: Budget) -> EmailPolicy:
    def counted(**given: Any) -> EmailMessage:  # noqa: ANN401 - as the library gives it
        budget.take_steps(_STEPS_OF_PART)
        return EmailMessage(**given)

    given: dict[str, Any] = {
        "header_factory": lru_cache(maxsize=250)(
            HeaderRegistry()
        ),  # the library calls it at every access
        "message_factory": counted,
        "budget": budget,
    }
    return _BoundedPolicy(**given)


def _sent_attachments(message: Message, budget: Budget) -> tuple[MailAttachment, ...]:
    """Return the attachments of a mail with the domain of its sender."""
    names = (str(value) for name, value in message.raw_items() if name.lower() == "from")
    sender = sender_domain(next(names, ""))
    return tuple(replace(one, sender=sender) for one in _attachments(message, budget))


def _attachments(message: Message, budget: Budget) -> Iterator[MailAttachment]:
    """Yield the attachments of a mail, in order."""
    numbers = count(1)
    pending: list[tuple[Message, str]] = [(message, "")]
    while pending:
        part, parent_type = pending.pop()
        kind = part.get_content_type()
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            pending += [(inner, kind) for inner in reversed(_parts(part))]
        elif part.is_multipart() and kind == "message/rfc822":
            budget.take_files()
            yield _attached_mail(part, budget)
        elif _is_attached(part, parent_type):
            budget.take_files()
            name = str(part.get_filename() or name_for(kind, _decoded(part), next(numbers)))
            yield MailAttachment(name, kind, partial(_decoded, part))
        elif part.get_content_maintype() == "text":
            yield from _uuencoded(part, budget)


def _is_attached(part: Message, parent_type: str) -> bool:
    """Return whether a part is an attachment: not a body, an inline picture or a report."""
    main = part.get_content_maintype()
    if parent_type == "multipart/related" and main == "image":
        return False
    if part.get_filename() or part.get_content_disposition() == "attachment":
        return True
    return main not in {"text", "message", "multipart"}


def _attached_mail(part: Message, budget: Budget) -> MailAttachment:
    """Return an attached mail; one in Base64, which RFC 2046 forbids, is read like a file."""
    (inner,), name = _parts(part), str(part.get_filename() or "添付メール.eml")
    if not inner.keys() and str(part.get("content-transfer-encoding", "")).lower() == "base64":
        return MailAttachment(f"{name.removesuffix('.eml')}.eml", "", partial(_from_base64, inner))
    return MailAttachment(name, "message/rfc822", bytes, _sent_attachments(inner, budget))


def _parts(part: Message) -> list[Message]:
    return [inner for inner in part.get_payload() if isinstance(inner, Message)]


def _decoded(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _from_base64(part: Message) -> bytes:
    return binascii.a2b_base64(str(part.get_payload()))


def _uuencoded(part: Message, budget: Budget) -> Iterator[MailAttachment]:
    """Yield the uuencoded files in the text of an old mail."""
    text = str(part.get_payload())
    name, start = "", 0
    for mark in _MARKS.finditer(text) if "\nend" in text else ():
        if mark["name"] and not name:
            name, start = mark["name"].strip(), mark.end()
        elif name and not mark["name"]:
            budget.take_files()
            yield MailAttachment(name, "", partial(_from_uuencode, text[start : mark.start()]))
            name = ""


def _from_uuencode(body: str) -> bytes:
    content = bytearray()
    for line in filter(None, body.encode("ascii", "replace").splitlines()):
        with suppress(binascii.Error):
            content += binascii.a2b_uu(line)
    return bytes(content)
