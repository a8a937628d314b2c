"""The store of the drafts of an installation, each reached by its token alone."""

from collections import OrderedDict
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import inf
from threading import Lock
from time import monotonic
from typing import Final

from sqlalchemy import Connection, Engine

from rules.dates.cutoff import JST
from wizard.core.draft import Draft
from wizard.drafts import rows
from wizard.drafts.clock import doubt, is_far_ahead
from wizard.drafts.codec import DamagedError, NewerError, UnfitError, decoded, encoded, lasting
from wizard.drafts.database import shrink
from wizard.drafts.saved_rows import DraftsError, SavedRows

MOST_IN_MEMORY: Final = 1_000  # drafts (an estimate)
_SWEEP_SECONDS: Final = 6 * 60 * 60  # drafts expire by the day
_MOST_LISTED: Final = 50
"""So many drafts of one owner are listed (an estimate of what a person looks through)."""


@dataclass(frozen=True, slots=True)
class ListedDraft:
    """A draft that its owner lists, and when it was saved (Japan time)."""

    draft: Draft
    saved_at: datetime


class ConflictError(Exception):
    """Another page has saved the same draft in the meantime."""

    def __init__(self, saved: Draft) -> None:
        super().__init__(saved.version)
        self.saved_draft = saved


class MemoryDrafts:
    """Drafts that end with the server; the oldest go first."""

    def __init__(self) -> None:
        self._drafts: OrderedDict[str, Draft] = OrderedDict()
        self._lock = Lock()

    def find(self, token: str) -> Draft | None:
        """Return a copy of the draft of a token; None where there is none."""
        with self._lock:
            return deepcopy(self._drafts.get(token))

    def keep(self, draft: Draft) -> None:
        """Keep a copy of a draft, and count up its version."""
        with self._lock:
            known = self._drafts.get(draft.token)
            if known is not None and known.version != draft.version:
                _reconcile_version(draft, deepcopy(known))
            else:
                draft.version += 1
            self._drafts[draft.token] = deepcopy(draft)
            self._drafts.move_to_end(draft.token)
            while len(self._drafts) > MOST_IN_MEMORY:
                self._drafts.popitem(last=False)

    def forget(self, token: str) -> None:
        """Delete a draft, if there is one."""
        with self._lock:
            self._drafts.pop(token, None)


class SavedDrafts(SavedRows):
    """Drafts in a database. Those untouched for longer than a number of days are deleted."""

    def __init__(self, engine: Engine, days: int) -> None:
        super().__init__(engine)
        self._days = timedelta(days=days)
        self._swept_at = -inf

    def find(self, token: str) -> Draft | None:
        """Return the draft of a token; None where there is none, or it is too old."""
        now = datetime.now(UTC)

        def find(connection: Connection) -> rows.DraftRow | None:
            oldest = now - self._days - doubt(rows.days_of_use(connection), now.date())
            return rows.find(connection, token, oldest)

        row = self._read(find)
        return _draft_of(row, token) if row else None

    def keep(self, draft: Draft) -> None:
        """Save a draft, and count up its version; when this returns, it is on the disk.

        Raises ConflictError if another page has saved it since it was read.
        """
        row = rows.DraftRow(_content_of(draft), draft.version, draft.owner)
        now = datetime.now(UTC)
        with suppress(DraftsError):  # saving says whether the database is of use
            self.sweep_when_due()
        saved = self._write(lambda connection: rows.save(connection, draft.token, row, now))
        if saved is None:
            draft.version += 1
        else:
            _reconcile_version(draft, _draft_of(saved, draft.token))

    def listed(self, owner: str) -> list[ListedDraft]:
        """Return the drafts of an owner that have a case, the newest first."""
        now = datetime.now(UTC)

        def find(connection: Connection) -> list[rows.OwnedRow]:
            oldest = now - self._days - doubt(rows.days_of_use(connection), now.date())
            return rows.owned_by(connection, owner, oldest, _MOST_LISTED)

        found = []
        for one in self._read(find):
            with suppress(DraftsError):  # what cannot be read is said when it is opened
                draft = _draft_of(one.row, one.token)
                if draft.kind:
                    found.append(ListedDraft(draft, one.saved_at.astimezone(JST)))
        return found

    def forget(self, token: str) -> None:
        """Delete a draft, if there is one."""
        self._write(lambda connection: rows.delete_one(connection, token))
        self._writer.do(lambda: shrink(self._engine))

    def prepare(self) -> None:
        """Bring the database to the tables of today, and delete what is too old."""
        self._sweep()

    def sweep_when_due(self) -> None:
        """Delete what is too old, six hours after the last time; they are measured, not read."""
        if monotonic() - self._swept_at > _SWEEP_SECONDS:
            self._sweep()

    def _sweep(self) -> None:
        """Note that the drafts are in use, and delete what is too old for certain."""
        self._swept_at, now = monotonic(), datetime.now(UTC)

        def sweep(connection: Connection) -> int:
            days, newest = rows.days_of_use(connection), rows.newest(connection, now)
            rows.note_use(connection, now.date())
            if newest is None or is_far_ahead(now, newest, days):
                return 0
            return rows.delete_older(connection, now - self._days - doubt(days, now.date()))

        if self._write(sweep, cleaning=True):
            self._writer.do(lambda: shrink(self._engine))


def _reconcile_version(draft: Draft, saved: Draft) -> None:
    """Go on from what another page has saved where it is the same; else there is a conflict.

    It is the same, too, where a save was done and only the word of it was lost.
    """
    if lasting(saved) != lasting(draft):
        raise ConflictError(saved)
    draft.version = saved.version


def _content_of(draft: Draft) -> str:
    try:
        return encoded(draft)
    except UnfitError as error:
        raise DraftsError("保存できない形式の内容が含まれています。") from error


def _draft_of(row: rows.DraftRow, token: str) -> Draft:
    try:
        return decoded(row.content, token, row.version)
    except DamagedError as error:
        raise DraftsError("保存されていた下書きの内容が破損しています。") from error
    except NewerError as error:
        message = "この下書きは、現在のmoushikomiより新しい版で保存されたものです。"
        raise DraftsError(message) from error
