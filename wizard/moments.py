"""The clock of the pages, and the calendar that they reckon with."""

import os
from datetime import datetime
from functools import cache

from rules.cutoff import JST, in_japan
from rules.workdays import OfficeCalendar
from wizard.serve import AT_VARIABLE


def now() -> datetime:
    """Give the present moment in Japan, or the one that the pages were started for."""
    at = os.environ.get(AT_VARIABLE)
    return in_japan(datetime.fromisoformat(at)) if at else datetime.now(JST)


@cache
def calendar() -> OfficeCalendar:
    """Give the office calendar with the closures that come with the rules."""
    return OfficeCalendar.shipped()
