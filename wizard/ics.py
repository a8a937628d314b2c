"""Cut-offs and registrations as a calendar file (.ics), in Tokyo time."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from rules.cutoff import Round
from rules.wording import long_date, long_moment, reasons
from rules.workdays import DAY, OfficeCalendar

_TOKYO: Final = ZoneInfo("Asia/Tokyo")
_PRODUCT: Final = "-//moushikomi//JA"
_OPEN_DAYS_BEFORE: Final = 2
_MORNING: Final = time(9)


def calendar_file(rounds: Iterable[Round], office: OfficeCalendar, stamp: datetime) -> bytes:
    """Write rounds as a calendar: each cut-off with an alarm, each registration as a day.

    An event's UID is that of its Friday, so that a second import renews the first. ``stamp`` is
    the moment of writing. The alarm rings at 9:00, two open days before the cut-off.
    """
    file = Calendar.new(
        name="スイッチング支援システム利用申込書の締切", prodid=_PRODUCT, uid="cutoffs@moushikomi"
    )
    for found in rounds:
        file.add_component(_cutoff(found, office, stamp))
        file.add_component(_registration(found, stamp))
    file.add_missing_timezones()
    return bytes(file.to_ical())


def _cutoff(found: Round, office: OfficeCalendar, stamp: datetime) -> Event:
    closes_at = found.cutoff.closes_at.astimezone(_TOKYO)
    event = Event.new(
        summary="利用申込書の締切 17:00",
        description="\n".join(
            [
                f"{long_moment(found.cutoff.closes_at)}までにヘルプデスクへ送ります。",
                f"登録は{long_date(found.registration.expected)}頃の見込みです（FAQ 3-4）。",
                *reasons(found),
            ]
        ),
        start=closes_at,
        stamp=stamp,
        uid=f"cutoff-{found.cutoff.friday}@moushikomi",
    )
    alarm = Alarm.new(description="利用申込書の締切まで、あと2営業日です。")
    alarm.add("action", "DISPLAY")
    alarm.TRIGGER = _alarm_at(found, office) - closes_at
    event.add_component(alarm)
    return event


def _alarm_at(found: Round, office: OfficeCalendar) -> datetime:
    day = found.cutoff.closes_at.date()
    for _ in range(_OPEN_DAYS_BEFORE):
        day = office.last_open_day(day - DAY)
    return datetime.combine(day, _MORNING, _TOKYO)


def _registration(found: Round, stamp: datetime) -> Event:
    expected = found.registration.expected
    return Event.new(
        summary="スイッチング支援システムの登録（見込み）",
        description="\n".join(
            [f"{long_moment(found.cutoff.closes_at)}締切分の登録の見込みです。", *reasons(found)]
        ),
        start=expected,
        end=expected + DAY,
        stamp=stamp,
        uid=f"registration-{found.cutoff.friday}@moushikomi",
    )
