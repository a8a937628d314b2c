"""Writer of iCalendar files (RFC 5545)."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final

import icalendar

from wizard.core.ics import Event

_PRODUCT: Final = "-//moushikomi//JA"
_HOST: Final = "moushikomi"


def write(events: Sequence[Event], name: str, stamp: datetime) -> bytes:
    """Return a calendar file with a name; ``stamp`` is the moment of writing.

    The UID of the calendar (RFC 7986) is derived from those of its events.
    """
    uids = "\n".join(sorted(event.uid for event in events))
    uid = f"{sha256(uids.encode()).hexdigest()}@{_HOST}"
    calendar = icalendar.Calendar.new(name=name, prodid=_PRODUCT, uid=uid)
    for event in events:
        calendar.add_component(_component(event, stamp))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _component(event: Event, stamp: datetime) -> icalendar.Event:
    component = icalendar.Event.new(
        summary=event.summary,
        description=event.description,
        start=event.start,
        end=event.end,
        stamp=stamp,
        uid=f"{event.uid}@{_HOST}",
    )
    for reminder in event.alarms:
        alarm = icalendar.Alarm.new(description=reminder.description)
        alarm.add("action", "DISPLAY")
        alarm.TRIGGER = -reminder.before
        component.add_component(alarm)
    return component
