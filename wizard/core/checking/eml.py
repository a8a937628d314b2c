"""Mails saved as text (.eml): what is attached, read by the standard library within bounds.

What the library spends on a mail grows with its lines, times the parts that are put into each
other, and with the headers that it takes apart. All of that is counted before it is done.
"""

import binascii
import re
from collections.abc import Iterator
from contextlib import suppress
from email.feedparser import BytesFeedParser
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage, Message
from email.policy import EmailPolicy
from functools import lru_cache, partial
from itertools import count
from typing import Any, Final

from wizard.core.checking.attachments import MailAttachment, damaged, name_for, telling_damage
from wizard.core.checking.header_text import readable
from wizard.core.checking.unpacking_budget import Budget

_STEPS_OF_LINE: Final = 16
_STEPS_OF_HEADER: Final = 30
_STEPS_OF_SIGN: Final = {"": 20, ";": 1_500, "=?": 800}
"""Of a header that is taken apart: for each character, parameter and encoded word."""
_STEPS_OF_PART: Final = 2_000
_PIECE: Final = 65_536
"""Bytes."""
_LONGEST_HEADER: Final = 4_096
"""Bytes of a header that is taken apart; a Japanese name of 255 bytes needs a fifth of it."""
_MOST_PARAMETERS: Final = 80
_NESTS: Final = (b"boundary", b"delivery-status")
"""What begins parts whose end every later line is compared with."""
_TAKEN_APART: Final = {"content-type", "content-disposition", "content-transfer-encoding"}
_OF_MAILS: Final = {
    "from", "to", "subject", "date", "message-id", "received", "mime-version", "content-type",
    "x-unsent",
}  # fmt: skip
"""Headers of which every mail has some."""
_MARKS: Final = re.compile(r"^(?:begin [0-7]{3,4} (?P<name>[^\r\n]+)|end[ \t]*)\r?$", re.MULTILINE)
"""What begins and ends a file within the text of an old mail."""


def read_eml_attachments(content: bytes, budget: Budget) -> tuple[MailAttachment, ...]:
    """Return what is attached to a mail, in its order; bodies and pictures in them are not.

    Raises:
        MailError: it is no mail, or broken.
        BudgetError: it costs more than is left.

    """
    text = content.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    lines = text.count(b"\n") + text.count(b"\r") - text.count(b"\r\n")
    budget.take_steps(lines * (_STEPS_OF_LINE + _nested(text)))
    with telling_damage():
        message = _parsed(text, _policy(budget))
        if _OF_MAILS.isdisjoint(map(str.lower, message.keys())):
            raise damaged()
        return tuple(_attachments(message, budget))


def _nested(content: bytes) -> int:
    """Count what may begin parts that are put into each other."""
    lowered = content.lower()  # ten times as fast as an expression that knows no case
    return sum(lowered.count(word) for word in _NESTS)


def _parsed(content: bytes, policy: EmailPolicy) -> Message:
    """Parse a mail piece by piece: given as a whole, the library holds it four times over."""
    parser = BytesFeedParser(policy=policy)
    for start in range(0, len(content), _PIECE):
        parser.feed(content[start : start + _PIECE])
    return parser.close()


class _BoundedPolicy(EmailPolicy):
    """The library's policy for mails of today, which counts what parsing costs."""

    budget: Budget | None = None

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return the name of a header and what it says, to be taken apart later."""
        name, value = super().header_source_parse(sourcelines)
        if self.budget is not None:
            self.budget.take_steps(_STEPS_OF_HEADER)
            if name.lower() in _TAKEN_APART:
                if len(value) > _LONGEST_HEADER or value.count(";") > _MOST_PARAMETERS:
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
        "header_factory": lru_cache(maxsize=250)(HeaderRegistry()),  # it is called at every look
        "message_factory": counted,
        "budget": budget,
    }
    return _BoundedPolicy(**given)


def _attachments(message: Message, budget: Budget) -> Iterator[MailAttachment]:
    """Walk through the parts of a mail, in their order."""
    numbers = count(1)
    waiting: list[tuple[Message, str]] = [(message, "")]
    while waiting:
        part, around = waiting.pop()
        kind = part.get_content_type()
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting += [(inner, kind) for inner in reversed(_parts(part))]
        elif part.is_multipart() and kind == "message/rfc822":
            budget.take_files()
            yield _attached_mail(part, budget)
        elif _is_attached(part, around):
            budget.take_files()
            name = str(part.get_filename() or name_for(kind, _decoded(part), next(numbers)))
            yield MailAttachment(name, kind, partial(_decoded, part))
        elif part.get_content_maintype() == "text":
            yield from _uuencoded(part, budget)


def _is_attached(part: Message, around: str) -> bool:
    """Return whether a part is a file of its own: no body, no picture in one, no report."""
    main = part.get_content_maintype()
    if around == "multipart/related" and main == "image":
        return False
    if part.get_filename() or part.get_content_disposition() == "attachment":
        return True
    return main not in {"text", "message", "multipart"}


def _attached_mail(part: Message, budget: Budget) -> MailAttachment:
    """Return a mail within a mail; one in Base64, which is not allowed, is read like a file."""
    (inner,), name = _parts(part), str(part.get_filename() or "添付メール.eml")
    if not inner.keys() and str(part.get("content-transfer-encoding", "")).lower() == "base64":
        return MailAttachment(f"{name.removesuffix('.eml')}.eml", "", partial(_from_base64, inner))
    return MailAttachment(name, "message/rfc822", bytes, tuple(_attachments(inner, budget)))


def _parts(part: Message) -> list[Message]:
    return [inner for inner in part.get_payload() if isinstance(inner, Message)]


def _decoded(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _from_base64(part: Message) -> bytes:
    return binascii.a2b_base64(str(part.get_payload()))


def _uuencoded(part: Message, budget: Budget) -> Iterator[MailAttachment]:
    """Yield the files that an old mail holds within its text."""
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
