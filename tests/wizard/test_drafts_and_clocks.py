"""Old drafts are deleted, and none by the word of a clock that is wrong."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from hashlib import sha256
from typing import Final

import pytest

from tests.wizard.places import Place, found, stop_form
from wizard.core.draft import Draft
from wizard.drafts import rows
from wizard.drafts import store as drafts
from wizard.drafts.clock import doubt
from wizard.drafts.store import ConflictError, SavedDrafts

TODAY: Final = date(2026, 11, 24)


@dataclass
class Clock:
    """What a server's clock says, and the time that it measures in seconds."""

    now: datetime = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    measured: float = 1_000.0

    def wait(self, days: float) -> None:
        """Let time pass."""
        self.jump(days)
        self.measured += days * 24 * 60 * 60

    def jump(self, days: float) -> None:
        """Set the clock; no time passes."""
        self.now += timedelta(days=days)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()

    class Wall(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return clock.now.astimezone(tz)

    monkeypatch.setattr(drafts, "datetime", Wall)
    monkeypatch.setattr(drafts, "monotonic", lambda: clock.measured)
    return clock


def start(place: Place, days: int = 90) -> SavedDrafts:
    """Start a server."""
    kept = place.drafts(days)
    kept.prepare()
    return kept


def save(kept: SavedDrafts) -> Draft:
    draft = stop_form()
    kept.keep(draft)
    return draft


def age(place: Place, draft: Draft, days: float) -> None:
    """Date a draft back (before the machine's own clock)."""
    moment = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=days)
    digest = sha256(draft.token.encode()).hexdigest()
    place.by_hand(
        "UPDATE drafts SET changed_at = :moment WHERE digest = :digest",
        moment=moment.isoformat(sep=" "),
        digest=digest,
    )


def count(place: Place) -> int:
    [(count,)] = place.by_hand("SELECT count(*) FROM drafts")
    return int(count)


# Old drafts


def test_a_draft_is_as_old_as_its_last_change_to_the_microsecond(place: Place) -> None:
    place.drafts().prepare()
    changed, tick = datetime(2026, 11, 24, 10, 0, tzinfo=UTC), timedelta(microseconds=1)
    with place.engines[-1].begin() as connection:
        assert rows.save(connection, "t", rows.DraftRow("content", 0), changed) is None
        assert rows.find(connection, "t", changed) == rows.DraftRow("content", 1)
        assert rows.find(connection, "t", changed + tick) is None
        assert rows.newest(connection, changed) == changed
        assert rows.newest(connection, changed - tick) is None
        assert rows.delete_older(connection, changed) == 0
        assert rows.delete_older(connection, changed + tick) == 1


@pytest.mark.parametrize("way", ["start", "save", "conflict"])
def test_drafts_that_nobody_touches_are_deleted(place: Place, way: str) -> None:
    young, old, new = stop_form(), stop_form(), stop_form()
    kept = place.drafts()
    kept.keep(young)
    kept.keep(old)
    age(place, young, 29.9)
    age(place, old, 30.1)
    later = place.drafts(days=30)
    if way == "start":
        later.prepare()
    elif way == "save":
        later.keep(new)
    else:
        young.version = 7
        young.answers["remarks"] = "too late"
        with pytest.raises(ConflictError):
            later.keep(young)
        later.keep(new)
    assert kept.find(old.token) is None
    assert kept.find(young.token) is not None
    assert count(place) == (1 if way == "start" else 2)


def test_a_draft_that_is_too_old_is_not_found_before_it_is_deleted_either(place: Place) -> None:
    kept = place.drafts(days=30)
    old = save(kept)
    age(place, old, 30.1)
    assert kept.find(old.token) is None
    assert count(place) == 1
    old.answers["remarks"] = "the page is still open"
    kept.keep(old)
    assert found(kept, old.token).answers["remarks"] == "the page is still open"


def test_a_server_that_runs_for_long_deletes_old_drafts_with_the_saves_of_each_day(
    place: Place, clock: Clock
) -> None:
    kept = start(place, days=30)
    old = save(kept)
    counts = []
    for _ in range(32):
        clock.wait(days=1)
        save(kept)
        counts.append(count(place))
    assert counts == [*range(2, 32), 31, 31]  # from the 31st day on, one goes and one comes
    assert kept.find(old.token) is None


def test_drafts_are_swept_at_the_first_save_six_hours_after_the_sweep_before(
    place: Place, clock: Clock
) -> None:
    kept = start(place, days=30)
    save(kept)
    for days in (10, 10, 9.9, 0.2):  # the last is less than six hours
        clock.wait(days)
        save(kept)
    assert count(place) == 5
    clock.wait(days=0.1)
    save(kept)
    assert count(place) == 5  # one gone, one come


# A clock that is wrong


@pytest.mark.parametrize(
    ("days_ago", "doubted"),
    [
        ([], 0),
        ([0], 0),
        ([1, 2, 3, 4], 0),
        ([10], 0),
        ([11], 11),
        ([11, 22, 30], 22),
        ([1, 2, 3, 4, 5, 400], 395),  # in use on six days after the silence
        ([1, 2, 3, 4, 5, 6, 400], 0),  # and on seven
        ([30, 60, 90, 120, 150, 180, 210, 240], 180),  # whoever comes once a month
        ([-400, -1, 1], 0),  # noted by a clock that was wrong
        ([-400, 20], 20),
    ],
)
def test_silences_are_doubted_until_seven_days_of_use_follow(
    days_ago: list[int], doubted: int
) -> None:
    days = [TODAY - timedelta(days=ago) for ago in days_ago]
    assert doubt(days, TODAY) == timedelta(days=doubted)


def test_a_clock_far_ahead_of_every_draft_deletes_none(place: Place) -> None:
    kept = place.drafts(30)
    draft = save(kept)
    age(place, draft, 400)  # as if the clock had jumped by more than a year
    kept.prepare()
    assert count(place) == 1
    save(place.drafts(30))
    assert count(place) == 2


def test_a_clock_that_jumps_deletes_nothing_and_what_is_saved_is_found(
    place: Place, clock: Clock
) -> None:
    clock.wait(days=-80)
    before = [save(start(place))]
    for _ in range(8):
        clock.wait(days=10)
        before.append(save(start(place)))
    clock.jump(days=400)
    for _ in range(6):  # within a week, somebody notices
        kept = start(place)
        save(kept)
        assert [found(kept, draft.token).version for draft in before] == [1] * 9
        clock.wait(days=1)
    clock.jump(days=-400)
    kept = start(place)
    assert [found(kept, draft.token).version for draft in before] == [1] * 9
    assert count(place) == 15


@pytest.mark.parametrize("is_restarted", [True, False])
def test_a_clock_that_jumps_step_by_step_deletes_nothing(
    place: Place, clock: Clock, *, is_restarted: bool
) -> None:
    kept = start(place)
    draft = save(kept)
    for step in range(1, 7 if is_restarted else 30):
        clock.jump(days=29)
        clock.measured += 60
        if is_restarted:
            kept = start(place)
        save(kept)
        assert count(place) == 1 + step
        assert found(kept, draft.token).version == 1


def test_drafts_of_before_four_months_of_silence_go_after_seven_days_of_use(
    place: Place, clock: Clock
) -> None:
    old = save(start(place))
    clock.wait(days=120)
    for _ in range(6):
        assert found(start(place), old.token).version == 1
        clock.wait(days=1)
    kept = start(place)
    assert kept.find(old.token) is None
    assert count(place) == 0


def test_a_draft_dated_in_the_future_neither_goes_nor_has_others_deleted(
    place: Place, clock: Clock
) -> None:
    clock.jump(days=1_000)
    ahead = save(start(place))
    clock.jump(days=-1_000)
    young = save(start(place))
    clock.jump(days=200)
    kept = start(place)
    assert found(kept, ahead.token).version == 1
    assert found(kept, young.token).version == 1
    assert count(place) == 2


def test_a_database_of_an_earlier_release_knows_when_it_was_last_in_use(
    place: Place, clock: Clock
) -> None:
    earlier = save(start(place))
    later = ("answered_questions", "gone_certificates", "applications", "businesses", "days_of_use")
    for table in later:
        place.by_hand(f"DROP TABLE {table}")
    place.by_hand("DROP INDEX ix_drafts_owner")
    place.by_hand("ALTER TABLE drafts DROP COLUMN owner")
    place.by_hand("ALTER TABLE drafts DROP COLUMN token")
    place.by_hand("UPDATE alembic_version SET version_num = '0001'")
    clock.jump(days=100)
    kept = start(place)
    save(kept)
    assert found(start(place), earlier.token).version == 1
    assert [str(day) for (day,) in place.by_hand("SELECT day FROM days_of_use ORDER BY 1")] == [
        "2026-11-24",
        "2027-03-04",
    ]
