"""Attachments of a mail, independent of its file format."""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from wizard.core import media_types
from wizard.core.checking.unpacking_budget import BudgetError
from wizard.core.checking.uploads import SAVE_FORM

_EXTENSIONS: Final = {
    media_types.XLSX: ".xlsx",
    media_types.XLS: ".xls",
    media_types.ZIP: ".zip",
    "application/x-zip-compressed": ".zip",
    "application/vnd.ms-outlook": ".msg",
    media_types.EML: ".eml",
}
_ZIP: Final = b"PK\x03\x04"
_LONGEST_SENDER: Final = 1_000  # characters; the longest address has 254 (RFC 5321)
_ADDRESS: Final = re.compile(r"@([A-Za-z0-9](?:[A-Za-z0-9-]*\.)+[A-Za-z]{2,63})(?![\w.-])")
"""The domain of an address."""

_log = logging.getLogger("moushikomi")


class MailError(ValueError):
    """Raised for an unreadable mail, with a Japanese reason and remedy."""

    def __init__(self, why: str, mend: str = SAVE_FORM) -> None:
        super().__init__(why)
        self.why = why
        self.mend = mend


@dataclass(frozen=True, slots=True)
class MailAttachment:
    """An attached file: declared name and media type, and a function that returns its bytes.

    For an attached mail, ``mail`` are its own attachments. ``sender`` is the domain from which the
    mail was sent; empty where it does not say.
    """

    name: str
    mime: str
    content: Callable[[], bytes]
    mail: "tuple[MailAttachment, ...] | None" = None
    sender: str = ""

    def read(self, most: int) -> bytes:
        """Return at most a number of bytes.

        Raises MailError if they cannot be extracted and BudgetError if that exceeds the budget.
        """
        with telling_damage():
            return self.content()[:most]


def damaged() -> MailError:
    """Return the error for a damaged file, or one that is not a mail."""
    return MailError("メールのファイルとして読み取れません。破損しているか、途中で切れています。")


@contextmanager
def telling_damage() -> Iterator[None]:
    """Convert any error of a mail library to ``MailError``.

    Raises MailError instead of any other error, but BudgetError and MemoryError as they are.
    """
    try:
        yield
    except (MailError, BudgetError, MemoryError):
        raise
    except RecursionError as error:
        raise MailError("メールの構造（入れ子）が深すぎるため、読み取れません。") from error
    except Exception as error:  # the libraries do not document what they raise
        _log.info("a mail could not be read", exc_info=True)
        raise damaged() from error


def sender_domain(text: str) -> str:
    """Return the domain of the last mail address in what names a sender, or empty."""
    found = _ADDRESS.findall(text[-_LONGEST_SENDER:])
    return found[-1].casefold() if found else ""


def name_for(mime: str, content: bytes, number: int) -> str:
    """Return a name for an attachment without one, by its media type or content."""
    ending = _EXTENSIONS.get(mime) or (".xlsx" if content.startswith(_ZIP) else ".txt")
    return f"添付{number}{ending}"
