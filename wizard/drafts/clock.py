"""How far the clock can be believed, by the days on which the drafts were in use.

Drafts are deleted by their age, and a clock that is set wrong makes all of them old. From within, a
clock that has jumped ahead looks like a time in which nobody was there. So a long silence counts
for nothing at first. It is believed once the drafts were in use on a number of days after it: by
then somebody would have noticed a clock that is wrong.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

LONGEST_SILENCE: Final = timedelta(days=10)
"""So long nobody may have been there, without a doubt: holidays at the turn of the year and in May
close offices for that long. A clock that is wrong by less deletes drafts that much too early."""
PROOF: Final = 7
"""On so many days must the drafts have been in use after a longer silence for it to be believed."""

_FAR: Final = timedelta(days=30)
"""By so much may the clock be ahead of the newest draft while there is no proof yet."""


def doubt(days: Iterable[date], today: date) -> timedelta:
    """Return by how much the clock may be ahead: the silences that are not believed yet."""
    known = _known(days, today)
    silences = (later - earlier for later, earlier in pairwise(known[:PROOF]))
    return sum((silence for silence in silences if silence > LONGEST_SILENCE), timedelta())


def is_far_ahead(now: datetime, newest: datetime, days: Iterable[date]) -> bool:
    """Return whether the newest draft alone speaks against the clock, and no days of use for it."""
    return now - newest > _FAR and len(_known(days, now.date())) < PROOF


def _known(days: Iterable[date], today: date) -> list[date]:
    """Return the days of use from today back; days to come were noted by a clock that was wrong."""
    return [today, *sorted({day for day in days if day < today}, reverse=True)]
