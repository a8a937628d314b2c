"""What a server does by itself, whether or not somebody comes."""

import io
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.wizard.places import Place, sqlite_in, stop_form
from wizard.drafts.housekeeping import delete_old_drafts
from wizard.drafts.store import SavedDrafts


class Rounds(Event):
    """So many rounds, without waiting."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.left = count

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout
        self.left -= 1
        return self.left == 0


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with sqlite_in(tmp_path / "data") as place:
        yield place


def test_old_drafts_are_deleted_though_nobody_comes(place: Place) -> None:
    kept = place.drafts(days=30)
    kept.keep(stop_form())
    kept.keep(stop_form())
    place.by_hand(
        "UPDATE drafts SET changed_at = '2001-01-01 00:00:00' "
        "WHERE digest = (SELECT min(digest) FROM drafts)"
    )
    delete_old_drafts(place.drafts(days=30), Rounds(1))
    assert place.by_hand("SELECT count(*) FROM drafts") == [(1,)]


def test_a_database_that_is_out_of_reach_ends_nothing(place: Place, log: io.StringIO) -> None:
    place.settings.data_folder.write_text("in the way")
    delete_old_drafts(place.drafts(), Rounds(3))
    assert "drafts cannot be used" in log.getvalue()


def test_what_fails_unforeseen_is_logged_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, log: io.StringIO, place: Place
) -> None:
    def fail(_: object) -> None:
        message = "unforeseen"
        raise ValueError(message)

    monkeypatch.setattr(SavedDrafts, "sweep_when_due", fail)
    delete_old_drafts(place.drafts(), Rounds(2))
    assert log.getvalue().count("ValueError: unforeseen") == 2
