"""What is attached to a mail, however the mail was saved."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from wizard.core import media_types
from wizard.core.checking.unpacking_budget import BudgetError
from wizard.core.checking.uploads import SAVE_FORM

_ENDINGS: Final = {
    media_types.XLSX: ".xlsx",
    media_types.XLS: ".xls",
    media_types.ZIP: ".zip",
    "application/x-zip-compressed": ".zip",
    "application/vnd.ms-outlook": ".msg",
    media_types.EML: ".eml",
}
_ZIP: Final = b"PK\x03\x04"

_log = logging.getLogger("moushikomi")


class MailError(ValueError):
    """A mail that cannot be read: why, and what to do, in Japanese."""

    def __init__(self, why: str, mend: str = SAVE_FORM) -> None:
        """Say why, and what to do."""
        super().__init__(why)
        self.why = why
        self.mend = mend


@dataclass(frozen=True, slots=True)
class MailAttachment:
    """A file attached to a mail: its name and media type as told there, and the way to its bytes.

    Of a mail that is attached as it is, ``mail`` holds what is attached to that one in turn.
    """

    name: str
    mime: str
    content: Callable[[], bytes]
    mail: "tuple[MailAttachment, ...] | None" = None

    def read(self, most: int) -> bytes:
        """Return so many bytes at most.

        Raises:
            MailError: they cannot be taken out of the mail.
            BudgetError: that costs more than is left.

        """
        with telling_damage():
            return self.content()[:most]


def damaged() -> MailError:
    """Make the error of a mail that is broken, or none at all."""
    return MailError("メールのファイルとして読み取れません。破損しているか、途中で切れています。")


@contextmanager
def telling_damage() -> Iterator[None]:
    """Take whatever a library raises on a broken mail for damage.

    Raises:
        MailError: instead of anything else.
        BudgetError: it costs more than is left.
        MemoryError: it takes more than the process may have.

    """
    try:
        yield
    except (MailError, BudgetError, MemoryError):
        raise
    except RecursionError as error:
        message = "メールの構造（入れ子）が深すぎるため、読み取れません。"
        raise MailError(message) from error
    except Exception as error:  # what the libraries raise on broken mails is told nowhere
        _log.info("a mail could not be read", exc_info=True)
        raise damaged() from error


def name_for(mime: str, content: bytes, number: int) -> str:
    """Name a file that is attached without a name, after its type or what it may be."""
    ending = _ENDINGS.get(mime) or (".xlsx" if content.startswith(_ZIP) else ".txt")
    return f"添付{number}{ending}"
