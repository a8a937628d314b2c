"""Unpacking of nested archives and mails."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

from wizard.core.checking.archive_members import ArchiveError, ArchiveMember, members_of
from wizard.core.checking.attachments import MailAttachment, MailError
from wizard.core.checking.eml import read_eml_attachments
from wizard.core.checking.outlook import MAGIC, read_msg_attachments
from wizard.core.checking.sealed_attachments import is_signed_mail, seal_of
from wizard.core.checking.unpacking_budget import Budget, BudgetError
from wizard.core.checking.uploads import (
    MAILS,
    MAX_MEMBER_BYTES,
    MAX_MEMBERS,
    Found,
    PassedOver,
    Upload,
    holds_files,
    is_passed_over,
    refused,
)
from wizard.core.files import MAX_FILE_BYTES, printable

MAX_LEVELS: Final = 8  # nesting depth of archives and mails (an estimate)

_TOO_DEEP: Final = "圧縮ファイルやメールの構造（入れ子）が深すぎます。"
_WITHOUT_FORM: Final = MailError(
    "このメールには、申込書（.xlsx）が添付されていません。",
    "申込書のファイルを添付したメールか、申込書のファイル（.xlsx）を選択してください。",
)


@dataclass(frozen=True, slots=True)
class _Sealed(PassedOver):
    """A file that cannot be opened, and the reason."""

    error: MailError


def unpack_files(name: str, content: bytes, most_bytes: int) -> Iterator[Found]:
    """Yield the files of an archive or a mail, including nested ones.

    Files beyond the budget are not yielded; a last item reports them.
    """
    unpacking = _Unpacking(Budget(most_bytes))
    try:
        yield from unpacking.inside(name, content, 1)
    except BudgetError as error:
        yield refused(name, str(error))


class _Unpacking:
    """Unpacks the files of one upload, within its budget.

    ``level`` is the number of archives and mails around a file.
    """

    def __init__(self, budget: Budget) -> None:
        self.budget = budget

    def inside(self, name: str, content: bytes, level: int) -> Iterator[Found]:
        """Yield the files of an archive or a mail."""
        if name.lower().endswith(MAILS):
            yield from self._of_mail(name, content, level)
        else:
            yield from self._of_archive(name, content, level)

    def _of_archive(self, name: str, content: bytes, level: int) -> Iterator[Found]:
        try:
            members = members_of(content, self.budget)
        except ArchiveError as error:
            yield refused(name, str(error))
            return
        if members is None:
            yield Upload(name, content)  # a workbook with the extension .zip
            return
        if len(members) > MAX_MEMBERS:
            yield refused(name, f"含まれるファイルが多すぎます（{MAX_MEMBERS:,}個まで）。")
            return
        if not members:
            yield PassedOver(name)
        self.budget.take_files(len(members))
        for member in members:
            yield from self._file(name, member, level)

    def _file(
        self, container_name: str, file: ArchiveMember | MailAttachment, level: int
    ) -> Iterator[Found]:
        name, own_name = printable(f"{container_name}/{file.name}"), PurePath(file.name).name
        if is_passed_over(own_name):
            yield PassedOver(name)
            return
        is_container = holds_files(own_name)
        if is_container and level == MAX_LEVELS:
            yield refused(name, _TOO_DEEP)
            return
        try:
            content = self._read(file, MAX_FILE_BYTES if is_container else MAX_MEMBER_BYTES)
        except ArchiveError as error:
            yield refused(name, str(error))
            return
        if is_container:
            yield from self.inside(name, content, level + 1)
        else:
            yield Upload(name, content)

    def _read(self, file: ArchiveMember | MailAttachment, most: int) -> bytes:
        """Return at most one byte more than the limit, which shows that it is exceeded."""
        content = file.read(most + 1)
        self.budget.take_content(len(content))
        return content

    def _of_mail(self, name: str, content: bytes, level: int) -> Iterator[Found]:
        try:
            attachments = self._attachments(content)
        except MailError as error:
            yield _unread(name, error)
            return
        items, exceeded = self._collected(name, attachments, level)
        if exceeded is None and not any(isinstance(item, Upload) for item in items):
            seals = (item.error for item in items if isinstance(item, _Sealed))
            yield _unread(name, next(seals, _WITHOUT_FORM))
        yield from (PassedOver(item.name) if isinstance(item, _Sealed) else item for item in items)
        if exceeded is not None:
            raise exceeded

    def _attachments(self, content: bytes) -> tuple[MailAttachment, ...]:
        read = read_msg_attachments if content.startswith(MAGIC) else read_eml_attachments
        return read(content, self.budget)

    def _collected(
        self, mail: str, attachments: Iterable[MailAttachment], level: int
    ) -> tuple[list[Found], BudgetError | None]:
        """Return the files of a mail, each form with the names of all files enclosed with it."""
        items: list[Found] = []
        exceeded = None
        try:
            for attachment in attachments:
                for item in self._attached(mail, attachment, level):
                    items.append(_sent_from(attachment.sender, item))  # noqa: PERF401 - items before an error are kept
        except BudgetError as error:
            exceeded = error
        names = tuple(PurePath(item.name).name for item in items)
        return [_enclosed_with(names, item) for item in items], exceeded

    def _attached(self, mail: str, attachment: MailAttachment, level: int) -> Iterator[Found]:
        name = printable(f"{mail}/{attachment.name}")
        try:
            if is_signed_mail(attachment) and level == MAX_LEVELS:
                yield refused(mail, _TOO_DEEP)
            elif is_signed_mail(attachment):
                for inner in self._attachments(self._read(attachment, MAX_FILE_BYTES)):
                    yield from self._attached(mail, inner, level + 1)
            elif seal := seal_of(attachment):
                yield _Sealed(name, seal)
            elif attachment.mail is not None or attachment.name.lower().endswith(MAILS):
                yield from self._attached_mail(name, attachment, level)
            else:
                yield from self._file(mail, attachment, level)
        except MailError as error:
            yield _unread(name, error)

    def _attached_mail(self, name: str, attachment: MailAttachment, level: int) -> Iterator[Found]:
        """Yield the files of an attached mail; it need not contain a form."""
        if level == MAX_LEVELS:
            yield refused(name, _TOO_DEEP)
            return
        inner = attachment.mail
        if inner is None:
            inner = self._attachments(self._read(attachment, MAX_FILE_BYTES))
        if not inner:
            yield PassedOver(name)
        items, exceeded = self._collected(name, inner, level + 1)
        yield from items
        if exceeded is not None:
            raise exceeded


def _sent_from(sender: str, item: Found) -> Found:
    """Return an item with the sender of its mail, unless an inner mail has another."""
    if isinstance(item, Upload) and not item.sender:
        return replace(item, sender=sender)
    return item


def _enclosed_with(names: tuple[str, ...], item: Found) -> Found:
    """Return an item with the names enclosed in its mail, unless set by an inner mail."""
    if isinstance(item, Upload) and item.enclosed is None:
        return replace(item, enclosed=names)
    return item


def _unread(name: str, error: MailError) -> Upload:
    return Upload(name, b"", error.why, error.mend)
