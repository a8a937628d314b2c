"""The next cut-off of random moments, compared with other implementations.

Warm, one calendar answers again and again, as the pages do. Of 100,000 moments, every measured run
begins with no cut-off remembered: against jpholiday also with a new calendar, while the library
below it keeps what it keeps (in a process that has never looked up a holiday, the first look-ups
cost about six times as much as all the rest); against dateutil, which is given the closed days, the
calendar knows them too. The other ways would take minutes for so many moments: they answer a sample
of them, and the time per answer is compared.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Final

from bench.figure import Figure, times_as_fast
from bench.other_cutoffs import Forgetful, by_rrule, closed_days, day_by_day
from rules.dates.cutoff import JST, WEEK, Cutoff, cutoff_of, next_cutoff
from rules.dates.workdays import OfficeCalendar

_WARM_TARGET: Final = 100
_WARM_PAIRS: Final = 15
_WARM_MOMENTS: Final = 500
_WARM_YEARS: Final = (2016, 2040)

_JPHOLIDAY_TARGET: Final = 200
_RRULE_TARGET: Final = 20
_JPHOLIDAY_PAIRS: Final = 7
_RRULE_PAIRS: Final = 31
_MANY_MOMENTS: Final = 100_000
_MANY_YEARS: Final = (2001, 2049)
_ONE_IN: Final = 50


def measure_cutoffs() -> Iterator[Figure]:
    """Yield ratios to jpholiday, with a warm and a new calendar, and to dateutil.

    Raises RuntimeError if the answers differ.
    """
    yield _warm()
    yield from _many()


def _warm() -> Figure:
    moments = _moments(_WARM_MOMENTS, *_WARM_YEARS)
    calendar = OfficeCalendar.shipped()
    library = Forgetful()
    _check_equal(_ours(moments, calendar), day_by_day(moments, library))
    value = times_as_fast(
        lambda: [next_cutoff(at, calendar) for at in moments],
        lambda: day_by_day(moments, library),
        pairs=_WARM_PAIRS,
    )
    return Figure("cut-off, against jpholiday day by day", value, _WARM_TARGET, at_least=True)


def _many() -> Iterator[Figure]:
    moments = _moments(_MANY_MOMENTS, *_MANY_YEARS)
    sample = moments[::_ONE_IN]  # also random, as the moments are
    library = Forgetful()
    value = _many_against(
        lambda: day_by_day(sample, library), moments, OfficeCalendar.shipped, pairs=_JPHOLIDAY_PAIRS
    )
    name = f"cut-off, {len(moments):,}, against {len(sample):,} by jpholiday"
    yield Figure(name, value, _JPHOLIDAY_TARGET, at_least=True)

    known = OfficeCalendar.shipped()
    closed = closed_days((min(moments) - WEEK).date(), (max(moments) + 2 * WEEK).date())
    value = _many_against(
        lambda: by_rrule(sample, closed), moments, lambda: known, pairs=_RRULE_PAIRS
    )
    name = f"cut-off, {len(moments):,}, against {len(sample):,} by rrule"
    yield Figure(name, value, _RRULE_TARGET, at_least=True)


def _many_against(
    other: Callable[[], list[datetime]],
    moments: list[datetime],
    calendar: Callable[[], OfficeCalendar],
    *,
    pairs: int,
) -> float:
    def ours() -> list[Cutoff]:
        cutoff_of.cache_clear()
        office = calendar()
        return [next_cutoff(at, office) for at in moments]

    _check_equal([cutoff.closes_at for cutoff in ours()[::_ONE_IN]], other())
    return times_as_fast(ours, other, pairs=pairs, one_in=_ONE_IN)


def _check_equal(ours: list[datetime], other: list[datetime]) -> None:
    if ours != other:
        raise RuntimeError("the cut-offs differ from those found without the rules")


def _moments(count: int, first_year: int, last_year: int) -> list[datetime]:
    random = Random(20)  # noqa: S311 - a fixed seed for reproducibility
    first = datetime(first_year, 1, 1, tzinfo=JST)
    span = int((datetime(last_year + 1, 1, 1, tzinfo=JST) - first).total_seconds())
    return [first + timedelta(seconds=random.randrange(span)) for _ in range(count)]


def _ours(moments: list[datetime], calendar: OfficeCalendar) -> list[datetime]:
    return [next_cutoff(at, calendar).closes_at for at in moments]
