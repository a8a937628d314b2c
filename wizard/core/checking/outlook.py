"""Attachments of Outlook mails (.msg), read by olefile within a budget.

The file is a container of storages and streams (MS-CFB); each attachment is a storage, whose
streams are named after properties (MS-OXMSG).
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Final

import olefile

from wizard.core.checking.attachments import (
    MailAttachment,
    damaged,
    name_for,
    sender_domain,
    telling_damage,
)
from wizard.core.checking.unpacking_budget import Budget

if TYPE_CHECKING:
    _OleFile = olefile.OleFileIO[str]
else:
    _OleFile = olefile.OleFileIO

MAGIC: Final = olefile.MAGIC
_MAX_ENTRIES: Final = 8_192
"""Per container; a mail has 100, and 16 more for each recipient and attachment."""
# Costs in steps of Budget, a tenth of a microsecond each (estimated).
_STEPS_OF_ENTRY: Final = 120
_STEPS_OF_NAME: Final = 3
_BYTES_IN_STEP: Final = 30  # bytes of a stream that a step reads, sector by sector
_ENTRY_BYTES: Final = 128  # of the directory of a container (MS-CFB, 2.6)
_POINTER_BYTES: Final = 4  # of a sector number (MS-CFB, 2.1)

_PROPERTIES: Final = "__properties_version1.0"
_ATTACHMENT: Final = re.compile(r"__attach_version1\.0_#[0-9a-f]{8}", re.IGNORECASE)
_DATA: Final = "__substg1.0_37010102"
_INNER: Final = "__substg1.0_3701000D"
_CONTENT_ID: Final = "3712"
_NAMES: Final = ("3707", "3704", "3001")
"""The properties with the name of an attachment: long, 8.3, and display name."""
_MIME: Final = "370E"
_SENDERS: Final = ("0C1F", "0065", "5D01", "5D02")
"""The properties with the address of the sender; the last two are SMTP's, never Exchange's own."""
_CODES: Final = {"001F": "utf-16-le", "001E": "cp932"}
"""The property types of texts, and their encodings."""


def read_msg_attachments(content: bytes, budget: Budget) -> tuple[MailAttachment, ...]:
    """Return the attachments of a mail in order, without inline pictures.

    Raises MailError if it is not a mail, or damaged and BudgetError if the budget is exceeded.
    """
    with telling_damage():
        container = _Container(content, budget)
        if _PROPERTIES not in container.inside[()]:
            raise damaged()
        return tuple(container.attachments(()))


class _Container(_OleFile):
    """A container that charges the cost of each load to the budget beforehand.

    ``inside`` are the names of the members of each storage, by its path.
    """

    fat: Sequence[int]
    sector_size: int
    nb_sect: int
    num_fat_sectors: int
    num_difat_sectors: int

    def __init__(self, content: bytes, budget: Budget) -> None:
        """Open a container; raise on any defect."""
        self._budget = budget
        super().__init__(io.BytesIO(content), raise_defects=olefile.DEFECT_INCORRECT)
        self.inside: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for *around, name in self.listdir(streams=True, storages=True):
            self.inside[tuple(around)].append(name)

    def loadfat(self, header: bytes) -> None:
        """Load the sector table, if it is not longer than the file requires."""
        in_sector = self.sector_size // _POINTER_BYTES
        most = self.nb_sect // in_sector + 2
        if self.num_fat_sectors > most or self.num_difat_sectors > most // in_sector + 2:
            raise damaged()
        super().loadfat(header)

    def loaddirectory(self, sect: int) -> None:
        """Load the directory, if it is within the limit."""
        most = _MAX_ENTRIES * _ENTRY_BYTES // self.sector_size
        length, following = 0, sect
        while following < len(self.fat) and length <= most:
            length, following = length + 1, self.fat[following]
        if length > most:
            raise damaged()
        entries = length * self.sector_size // _ENTRY_BYTES
        self._budget.take_steps(entries * _STEPS_OF_ENTRY + entries * entries // 30)
        super().loaddirectory(sect)

    def attachments(self, mail: tuple[str, ...]) -> Iterator[MailAttachment]:
        """Yield the attachments of the mail in a storage."""
        numbers = count(1)
        sender = sender_domain(" ".join(self._text(mail, number) for number in _SENDERS))
        for name in self.inside[mail]:
            if _ATTACHMENT.fullmatch(name):
                self._budget.take_files()
                for one in self._attachment((*mail, name), numbers):
                    yield replace(one, sender=sender)

    def _attachment(
        self, place: tuple[str, ...], numbers: Iterator[int]
    ) -> Iterator[MailAttachment]:
        mime = self._text(place, _MIME).lower()
        if mime.startswith("image/") and self._text(place, _CONTENT_ID):
            return
        names = filter(None, (self._text(place, number) for number in _NAMES))
        name = next(names, "") or name_for(mime, self._stream(place, _DATA), next(numbers))
        if _INNER in self.inside[place]:
            inner = tuple(self.attachments((*place, _INNER)))
            yield MailAttachment(f"{name}.msg", mime, bytes, inner)
        else:
            yield MailAttachment(name, mime, partial(self._stream, place, _DATA))

    def _text(self, place: tuple[str, ...], number: str) -> str:
        """Return a text property of a mail or an attachment, or empty."""
        for kind, code in _CODES.items():
            if content := self._stream(place, f"__substg1.0_{number}{kind}"):
                return content.decode(code, "replace").rstrip("\0")
        return ""

    def _stream(self, place: tuple[str, ...], name: str) -> bytes:
        """Return the content of a stream, or empty."""
        if name not in self.inside[place]:
            return b""
        path = [*place, name]
        size = self.get_size(path)
        searched = sum(len(self.inside[place[:depth]]) for depth in range(len(path)))
        self._budget.take_steps(2 * searched * _STEPS_OF_NAME + size // _BYTES_IN_STEP)
        return self.openstream(path).read()
