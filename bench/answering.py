"""A process that computes one answer, the first after import, and prints its cost.

Every day that jpholiday is asked for counts, while the rules are imported too.
"""

import json
from datetime import date, datetime, timedelta
from time import perf_counter
from typing import Final

from jpholiday import JPHoliday
from jpholiday.model.holiday import Holiday

_MOMENT: Final = "2028-12-28T12:00+09:00"
"""Shortly before New Year, when an answer spans the most days."""

_asked: Final[set[date]] = set()
_holidays: Final = JPHoliday.holidays


def _counted(library: JPHoliday, day: date | datetime) -> list[Holiday]:
    _asked.add(day)
    return _holidays(library, day)


def main() -> None:
    """Compute the answer; print its seconds, the days looked up and the days that it spans."""
    JPHoliday.holidays = _counted  # type: ignore[assignment, method-assign]
    from rules.dates.cutoff import moment, round_at  # noqa: PLC0415 - imported after patching
    from rules.dates.workdays import OfficeCalendar  # noqa: PLC0415

    at = moment(_MOMENT)
    begun = perf_counter()
    answer = round_at(at, OfficeCalendar.shipped())
    seconds = perf_counter() - begun
    span = answer.registration.expected - answer.cutoff.closes_at.date() + timedelta(days=1)
    print(json.dumps({"seconds": seconds, "looked_up": len(_asked), "spanned": span.days}))


if __name__ == "__main__":
    main()
