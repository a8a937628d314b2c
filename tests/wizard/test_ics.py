"""Calendar files: what a second reader finds in them."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import vobject

from rules.dates.planning import api_test_week, rounds_of
from rules.dates.supply_start import SupplyStart, high_voltage, low_voltage
from rules.dates.workdays import OfficeCalendar
from tests.wizard.calling import Call
from wizard.core.ics import api_test_file, calendar_file, supply_start_file

STAMP = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TOKYO = timezone(timedelta(hours=9))

# Friday, cut-off, alarm (two open days before), registration.
ROWS = [
    # Fri 2027-01-01 is closed: Mon 2026-12-28; two open days before: Fri 25, Thu 24; Fri 8 January
    (
        "2027-01-01",
        datetime(2026, 12, 28, 17, tzinfo=TOKYO),
        datetime(2026, 12, 24, 9, tzinfo=TOKYO),
        date(2027, 1, 8),
    ),
    # Fri 2027-03-19; Wed 17; Mon 22 is a holiday, and the fifth open day is Mon 29
    (
        "2027-03-19",
        datetime(2027, 3, 19, 17, tzinfo=TOKYO),
        datetime(2027, 3, 17, 9, tzinfo=TOKYO),
        date(2027, 3, 29),
    ),
    # Fri 2027-04-30; Thu 29 is a holiday, so Tue 27; Mon 3 to Wed 5 May are holidays: Wed 12
    (
        "2027-04-30",
        datetime(2027, 4, 30, 17, tzinfo=TOKYO),
        datetime(2027, 4, 27, 9, tzinfo=TOKYO),
        date(2027, 5, 12),
    ),
    # Fri 2027-07-23; Wed 21; Fri 30
    (
        "2027-07-23",
        datetime(2027, 7, 23, 17, tzinfo=TOKYO),
        datetime(2027, 7, 21, 9, tzinfo=TOKYO),
        date(2027, 7, 30),
    ),
]


def events(content: bytes) -> dict[str, vobject.base.Component]:
    file = vobject.readOne(content.decode("utf-8"))
    return {event.uid.value: event for event in file.vevent_list}


def of_2027() -> bytes:
    office = OfficeCalendar.shipped()
    return calendar_file(rounds_of(2027, office), office, STAMP)


def test_every_event_of_a_year_is_on_its_day() -> None:
    found = events(of_2027())
    assert len(found) == 2 * 53  # every Friday of 2027 has a cut-off of its own
    for friday, closes_at, alarm_at, registered in ROWS:
        cutoff = found[f"cutoff-{friday}@moushikomi"]
        start = cutoff.dtstart.value
        assert start == closes_at
        assert start + cutoff.valarm.trigger.value == alarm_at
        assert found[f"registration-{friday}@moushikomi"].dtstart.value == registered


def test_a_calendar_brings_its_time_zone() -> None:
    file = vobject.readOne(of_2027().decode("utf-8"))
    assert file.vtimezone.tzid.value == "Asia/Tokyo"
    assert file.prodid.value == "-//moushikomi//JA"


def test_a_second_writing_is_the_same_file() -> None:
    assert of_2027() == of_2027()


def test_the_command_writes_the_file(call: Call, tmp_path: Path) -> None:
    called = call("calendar", "2027", "--ics", tmp_path / "2027.ics", "--json")
    assert called.status == 0
    assert len(events((tmp_path / "2027.ics").read_bytes())) == 2 * len(called.json["cutoffs"])


# The Monday of a test week, its cut-off, its alarm (two open days before).
WEEKS = [
    # Fri 2026-11-27; Thu 26, Wed 25
    (
        "2026-12-07",
        datetime(2026, 11, 27, 17, tzinfo=TOKYO),
        datetime(2026, 11, 25, 9, tzinfo=TOKYO),
    ),
    # Fri 2027-01-01 is closed: Mon 2026-12-28; Fri 25, Thu 24
    (
        "2027-01-11",
        datetime(2026, 12, 28, 17, tzinfo=TOKYO),
        datetime(2026, 12, 24, 9, tzinfo=TOKYO),
    ),
    # Fri 2026-11-20 was four days ago; Thu 19, Wed 18
    (
        "2026-11-30",
        datetime(2026, 11, 20, 17, tzinfo=TOKYO),
        datetime(2026, 11, 18, 9, tzinfo=TOKYO),
    ),
]


def of_tests(office: OfficeCalendar, stamp: datetime = STAMP) -> bytes:
    mondays = [date.fromisoformat(monday) for monday, _, _ in WEEKS]
    weeks = [api_test_week(monday, stamp, office) for monday in mondays]
    return api_test_file(weeks, office, stamp)


def test_a_test_week_has_its_cutoff_with_an_alarm_and_its_days(calendar: OfficeCalendar) -> None:
    found = events(of_tests(calendar))
    assert len(found) == 2 * len(WEEKS)
    for monday, closes_at, alarm_at in WEEKS:
        cutoff = found[f"api-test-cutoff-{monday}@moushikomi"]
        assert cutoff.dtstart.value == closes_at
        assert cutoff.dtstart.value + cutoff.valarm.trigger.value == alarm_at
        assert "申込みの締切" in cutoff.summary.value
        week = found[f"api-test-week-{monday}@moushikomi"]
        first = date.fromisoformat(monday)
        assert (week.dtstart.value, week.dtend.value) == (first, first + timedelta(days=5))
        assert not hasattr(week, "valarm")


def test_a_moved_cutoff_of_a_test_says_why(calendar: OfficeCalendar) -> None:
    found = events(of_tests(calendar))
    moved = found["api-test-cutoff-2027-01-11@moushikomi"].description.value
    assert "12月29日(火)～1月1日(金)が休み" in moved
    ordinary = found["api-test-cutoff-2026-12-07@moushikomi"].description.value
    assert "繰り上が" not in ordinary


# The base, the latest day, and the day after it: an event's end is not part of it.
STARTS = [
    (date(2026, 11, 24), date(2027, 11, 24), date(2027, 11, 25)),
    (date(2027, 3, 1), date(2028, 3, 1), date(2028, 3, 2)),  # 2028-02-29 lies between
    (date(2027, 2, 28), date(2028, 2, 28), date(2028, 2, 29)),
]


@pytest.mark.parametrize(("base", "latest", "after"), STARTS)
def test_the_latest_supply_start_is_one_whole_day(base: date, latest: date, after: date) -> None:
    (event,) = events(supply_start_file(high_voltage(base), base, STAMP)).values()
    assert event.uid.value == f"supply-start-high-{base}-{latest}@moushikomi"
    assert (event.dtstart.value, event.dtend.value) == (latest, after)
    assert event.description.value == high_voltage(base).because
    assert not hasattr(event, "valarm")


def test_a_second_import_renews_the_first(
    calendar: OfficeCalendar, holidays_only: OfficeCalendar
) -> None:
    later = STAMP + timedelta(days=400)
    base = date(2026, 11, 24)
    pairs = [
        (
            calendar_file(rounds_of(2027, calendar), calendar, STAMP),
            calendar_file(rounds_of(2027, holidays_only), holidays_only, later),
        ),
        (of_tests(calendar), of_tests(holidays_only, later)),
        (
            supply_start_file(of_low_voltage(date(2027, 1, 12)), base, STAMP),
            supply_start_file(of_low_voltage(date(2027, 1, 12)), base, later),
        ),
    ]
    for first, second in pairs:
        before, after = events(first), events(second)
        assert list(before) == list(after)
        assert {event.dtstamp.value for event in before.values()} == {STAMP}
        assert {event.dtstamp.value for event in after.values()} == {later}
        assert uid_of(first) == uid_of(second)
    assert len({uid_of(first) for first, _ in pairs}) == 3


def of_low_voltage(after_next: date) -> SupplyStart:
    return low_voltage(date(2026, 11, 24), (date(2026, 12, 10), after_next))


def uid_of(file: bytes) -> str:
    return str(vobject.readOne(file.decode("utf-8")).uid.value)


def test_files_and_events_of_different_things_have_different_uids(
    calendar: OfficeCalendar,
) -> None:
    base = date(2026, 11, 24)
    # the second pair are customers whose meters are read on different days
    pairs = [
        (calendar_file(rounds_of(year, calendar), calendar, STAMP) for year in (2026, 2027)),
        (supply_start_file(of_low_voltage(date(2027, 1, day)), base, STAMP) for day in (12, 13)),
        (supply_start_file(of(base), base, STAMP) for of in (high_voltage, low_after_a_year)),
    ]
    for first, second in pairs:
        assert uid_of(first) != uid_of(second)
        assert events(first).keys().isdisjoint(events(second))


def low_after_a_year(base: date) -> SupplyStart:
    return low_voltage(base, (date(2027, 10, 25), date(2027, 11, 24)))


def test_a_round_is_the_same_event_in_every_file(calendar: OfficeCalendar) -> None:
    (this,) = [
        found for found in rounds_of(2027, calendar) if str(found.cutoff.friday) == ROWS[1][0]
    ]
    assert events(calendar_file([this], calendar, STAMP)).keys() < events(of_2027()).keys()


def test_a_file_of_whole_days_needs_no_time_zone() -> None:
    base = date(2026, 11, 24)
    file = vobject.readOne(supply_start_file(high_voltage(base), base, STAMP).decode("utf-8"))
    assert not hasattr(file, "vtimezone")
    assert file.prodid.value == "-//moushikomi//JA"
