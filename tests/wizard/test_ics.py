"""Calendar files: what a second reader finds in them."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import vobject

from rules.planning import rounds_of
from rules.workdays import OfficeCalendar
from tests.wizard.calling import Call
from wizard.ics import calendar_file

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
