"""Housekeeping of a server, whether or not somebody comes: old drafts are deleted."""

import logging
from contextlib import suppress
from threading import Event, Thread
from typing import Final

from wizard.drafts.saved_rows import DraftsError
from wizard.drafts.store import SavedDrafts

_EVERY_SECONDS: Final = 600  # the database is asked; it sweeps when that is due
_log = logging.getLogger("moushikomi")


def start_housekeeping(drafts: SavedDrafts) -> None:
    """Start a thread that deletes old drafts until the server ends."""
    Thread(
        target=delete_old_drafts, args=(drafts, Event()), name="housekeeping", daemon=True
    ).start()


def delete_old_drafts(drafts: SavedDrafts, is_over: Event) -> None:
    """Sweep at once, and whenever it is due; what fails is logged, for it may succeed next time."""
    while True:
        try:
            with suppress(DraftsError):  # it is logged, and told to whoever saves
                drafts.sweep_when_due()
        except Exception:  # noqa: BLE001 - whatever it is
            _log.exception("housekeeping failed")
        if is_over.wait(_EVERY_SECONDS):
            return
