"""What happens on which day of a month. The tables were worked out by hand."""

import calendar as months
from dataclasses import dataclass
from datetime import date

import pytest

from rules.dates.agenda import Agenda, agenda_of, rounds_between
from rules.dates.cutoff import MomentError, Round
from rules.dates.planning import rounds_of
from rules.dates.workdays import OfficeCalendar
from tests.nightly import NIGHTLY
from tests.rules.days import DAY, FIRST_YEAR, LAST_YEAR, five, on


@dataclass(frozen=True)
class Month:
    """What a month's weeks show.

    ``closes`` is the day of each cut-off with the Friday that owns it, ``registers`` the day of
    each registration with that Friday, ``without`` a Friday and the day of the cut-off that it
    shares.
    """

    year: int
    month: int
    first: str
    last: str
    closes: dict[str, str]
    registers: dict[str, str]
    without: dict[str, str]


def own(*fridays: str) -> dict[str, str]:
    """Name Fridays that are open, so that the cut-off is on the Friday itself."""
    return {friday: friday for friday in fridays}


# With the shipped closures, 12-29 to 01-03.
SHIPPED = [
    # Tue 11-03 文化の日 delays Fri 10-30's registration, Mon 11-23 勤労感謝の日 Fri 11-20's
    Month(
        *(2026, 11, "Sun 2026-11-01", "Sat 2026-12-05"),
        closes=own(
            *("Fri 2026-11-06", "Fri 2026-11-13", "Fri 2026-11-20", "Fri 2026-11-27"),
            "Fri 2026-12-04",
        ),
        registers={
            "Mon 2026-11-09": "Fri 2026-10-30",
            "Fri 2026-11-13": "Fri 2026-11-06",
            "Fri 2026-11-20": "Fri 2026-11-13",
            "Mon 2026-11-30": "Fri 2026-11-20",
            "Fri 2026-12-04": "Fri 2026-11-27",
        },
        without={},
    ),
    # Wed 04-29 昭和の日, Sun 05-03 to Wed 05-06 (振替休日): Golden Week; the month ends on a Sunday
    Month(
        *(2026, 5, "Sun 2026-04-26", "Sat 2026-06-06"),
        closes=own(
            *("Fri 2026-05-01", "Fri 2026-05-08", "Fri 2026-05-15", "Fri 2026-05-22"),
            *("Fri 2026-05-29", "Fri 2026-06-05"),
        ),
        registers={
            "Thu 2026-05-07": "Fri 2026-04-24",
            "Wed 2026-05-13": "Fri 2026-05-01",
            "Fri 2026-05-15": "Fri 2026-05-08",
            "Fri 2026-05-22": "Fri 2026-05-15",
            "Fri 2026-05-29": "Fri 2026-05-22",
            "Fri 2026-06-05": "Fri 2026-05-29",
        },
        without={},
    ),
    # Fri 2027-01-01 is closed since Tue 12-29: its cut-off is on Mon 12-28
    Month(
        *(2026, 12, "Sun 2026-11-29", "Sat 2027-01-02"),
        closes=own("Fri 2026-12-04", "Fri 2026-12-11", "Fri 2026-12-18", "Fri 2026-12-25")
        | {"Mon 2026-12-28": "Fri 2027-01-01"},
        registers={
            "Mon 2026-11-30": "Fri 2026-11-20",
            "Fri 2026-12-04": "Fri 2026-11-27",
            "Fri 2026-12-11": "Fri 2026-12-04",
            "Fri 2026-12-18": "Fri 2026-12-11",
            "Fri 2026-12-25": "Fri 2026-12-18",
        },
        without={},
    ),
    # the same cut-off again, in the first week of January; Mon 01-11 成人の日
    Month(
        *(2027, 1, "Sun 2026-12-27", "Sat 2027-02-06"),
        closes={"Mon 2026-12-28": "Fri 2027-01-01"}
        | own(
            *("Fri 2027-01-08", "Fri 2027-01-15", "Fri 2027-01-22", "Fri 2027-01-29"),
            "Fri 2027-02-05",
        ),
        registers={
            "Thu 2027-01-07": "Fri 2026-12-25",
            "Fri 2027-01-08": "Fri 2027-01-01",
            "Mon 2027-01-18": "Fri 2027-01-08",
            "Fri 2027-01-22": "Fri 2027-01-15",
            "Fri 2027-01-29": "Fri 2027-01-22",
            "Fri 2027-02-05": "Fri 2027-01-29",
        },
        without={},
    ),
    # Fri 2026-01-02 is closed, and so is every day since Sat 2025-12-27; Mon 01-12 成人の日
    Month(
        *(2026, 1, "Sun 2025-12-28", "Sat 2026-01-31"),
        closes=own("Fri 2026-01-09", "Fri 2026-01-16", "Fri 2026-01-23", "Fri 2026-01-30"),
        registers={
            "Fri 2026-01-09": "Fri 2025-12-26",
            "Mon 2026-01-19": "Fri 2026-01-09",
            "Fri 2026-01-23": "Fri 2026-01-16",
            "Fri 2026-01-30": "Fri 2026-01-23",
        },
        without={"Fri 2026-01-02": "Fri 2025-12-26"},
    ),
    # Golden Week 2019: closed from Sat 04-27 to Mon 05-06
    Month(
        *(2019, 5, "Sun 2019-04-28", "Sat 2019-06-01"),
        closes=own("Fri 2019-05-10", "Fri 2019-05-17", "Fri 2019-05-24", "Fri 2019-05-31"),
        registers={
            "Mon 2019-05-13": "Fri 2019-04-26",
            "Fri 2019-05-17": "Fri 2019-05-10",
            "Fri 2019-05-24": "Fri 2019-05-17",
            "Fri 2019-05-31": "Fri 2019-05-24",
        },
        without={"Fri 2019-05-03": "Fri 2019-04-26"},
    ),
    # Fri 05-03 stands in the last week, but is May's; Fri 04-26 is registered in May
    Month(
        *(2019, 4, "Sun 2019-03-31", "Sat 2019-05-04"),
        closes=own("Fri 2019-04-05", "Fri 2019-04-12", "Fri 2019-04-19", "Fri 2019-04-26"),
        registers={
            "Fri 2019-04-05": "Fri 2019-03-29",
            "Fri 2019-04-12": "Fri 2019-04-05",
            "Fri 2019-04-19": "Fri 2019-04-12",
            "Fri 2019-04-26": "Fri 2019-04-19",
        },
        without={},
    ),
    # four weeks to the day: Sunday the 1st to Saturday the 28th; Wed 02-11 建国記念の日
    # and Mon 02-23 天皇誕生日, which moves Fri 02-20's registration to Mon 03-02
    Month(
        *(2026, 2, "Sun 2026-02-01", "Sat 2026-02-28"),
        closes=own("Fri 2026-02-06", "Fri 2026-02-13", "Fri 2026-02-20", "Fri 2026-02-27"),
        registers={
            "Fri 2026-02-06": "Fri 2026-01-30",
            "Mon 2026-02-16": "Fri 2026-02-06",
            "Fri 2026-02-20": "Fri 2026-02-13",
        },
        without={},
    ),
]

# With weekends and holidays alone: 元日 is the only day off at the turn of the year.
NO_CLOSURES = [
    # Fri 2027-01-01 元日: its cut-off is on Thu 12-31
    Month(
        *(2026, 12, "Sun 2026-11-29", "Sat 2027-01-02"),
        closes=own("Fri 2026-12-04", "Fri 2026-12-11", "Fri 2026-12-18", "Fri 2026-12-25")
        | {"Thu 2026-12-31": "Fri 2027-01-01"},
        registers={
            "Mon 2026-11-30": "Fri 2026-11-20",
            "Fri 2026-12-04": "Fri 2026-11-27",
            "Fri 2026-12-11": "Fri 2026-12-04",
            "Fri 2026-12-18": "Fri 2026-12-11",
            "Fri 2026-12-25": "Fri 2026-12-18",
        },
        without={},
    ),
    Month(
        *(2027, 1, "Sun 2026-12-27", "Sat 2027-02-06"),
        closes={"Thu 2026-12-31": "Fri 2027-01-01"}
        | own(
            *("Fri 2027-01-08", "Fri 2027-01-15", "Fri 2027-01-22", "Fri 2027-01-29"),
            "Fri 2027-02-05",
        ),
        registers={
            "Mon 2027-01-04": "Fri 2026-12-25",
            "Fri 2027-01-08": "Fri 2027-01-01",
            "Mon 2027-01-18": "Fri 2027-01-08",
            "Fri 2027-01-22": "Fri 2027-01-15",
            "Fri 2027-01-29": "Fri 2027-01-22",
            "Fri 2027-02-05": "Fri 2027-01-29",
        },
        without={},
    ),
    # Fri 2026-01-02 is open, and its own
    Month(
        *(2026, 1, "Sun 2025-12-28", "Sat 2026-01-31"),
        closes=own(
            *("Fri 2026-01-02", "Fri 2026-01-09", "Fri 2026-01-16", "Fri 2026-01-23"),
            "Fri 2026-01-30",
        ),
        registers={
            "Mon 2026-01-05": "Fri 2025-12-26",  # Thu 01-01 元日
            "Fri 2026-01-09": "Fri 2026-01-02",
            "Mon 2026-01-19": "Fri 2026-01-09",
            "Fri 2026-01-23": "Fri 2026-01-16",
            "Fri 2026-01-30": "Fri 2026-01-23",
        },
        without={},
    ),
    # the holidays of 2019 alone close the ten days
    Month(
        *(2019, 5, "Sun 2019-04-28", "Sat 2019-06-01"),
        closes=own("Fri 2019-05-10", "Fri 2019-05-17", "Fri 2019-05-24", "Fri 2019-05-31"),
        registers={
            "Mon 2019-05-13": "Fri 2019-04-26",
            "Fri 2019-05-17": "Fri 2019-05-10",
            "Fri 2019-05-24": "Fri 2019-05-17",
            "Fri 2019-05-31": "Fri 2019-05-24",
        },
        without={"Fri 2019-05-03": "Fri 2019-04-26"},
    ),
]


def _name(month: object) -> str:
    return f"{month.year}-{month.month:02}" if isinstance(month, Month) else ""


def _closes(agenda: Agenda) -> dict[date, Round]:
    return {day.date: day.closes for week in agenda.weeks for day in week if day.closes}


def _registers(agenda: Agenda) -> dict[date, Round]:
    return {day.date: day.registers for week in agenda.weeks for day in week if day.registers}


def _fridays(shown: dict[date, Round]) -> dict[date, date]:
    return {day: found.cutoff.friday for day, found in shown.items()}


def _days(table: dict[str, str]) -> dict[date, date]:
    return {on(day): on(friday) for day, friday in table.items()}


def check(expected: Month, office: OfficeCalendar) -> None:
    agenda = agenda_of(expected.year, expected.month, office)
    assert agenda.weeks[0][0].date == on(expected.first)
    assert agenda.weeks[-1][-1].date == on(expected.last)
    assert _fridays(_closes(agenda)) == _days(expected.closes)
    assert _fridays(_registers(agenda)) == _days(expected.registers)
    without = {on(friday): five(shared) for friday, shared in expected.without.items()}
    assert {cutoff.friday: cutoff.closes_at for cutoff in agenda.without} == without


@pytest.mark.parametrize("month", SHIPPED, ids=_name)
def test_a_month_shows_what_closes_and_what_is_registered(
    month: Month, calendar: OfficeCalendar
) -> None:
    check(month, calendar)


@pytest.mark.parametrize("month", NO_CLOSURES, ids=_name)
def test_a_month_without_closures(month: Month, holidays_only: OfficeCalendar) -> None:
    check(month, holidays_only)


# Every closed day of a month's weeks that is no plain weekend, with closures and without.
CLOSED = [
    (2026, 11, {"Tue 2026-11-03": "文化の日", "Mon 2026-11-23": "勤労感謝の日"}, {}),
    (
        *(2026, 5),
        {
            "Wed 2026-04-29": "昭和の日",
            "Sun 2026-05-03": "憲法記念日",
            "Mon 2026-05-04": "みどりの日",
            "Tue 2026-05-05": "こどもの日",
            "Wed 2026-05-06": "憲法記念日 振替休日",
        },
        {},
    ),
    (
        *(2026, 12),
        {"Fri 2027-01-01": "元日"},
        {
            "Tue 2026-12-29": "年末年始の休業（想定）",
            "Wed 2026-12-30": "年末年始の休業（想定）",
            "Thu 2026-12-31": "年末年始の休業（想定）",
            "Sat 2027-01-02": "年末年始の休業（想定）",
        },
    ),
]


@pytest.mark.parametrize("row", CLOSED, ids=[f"{row[0]}-{row[1]}" for row in CLOSED])
def test_closed_days_say_why(
    row: tuple[int, int, dict[str, str], dict[str, str]],
    calendar: OfficeCalendar,
    holidays_only: OfficeCalendar,
) -> None:
    year, month, holidays, closures = row
    for office, named in ((calendar, holidays | closures), (holidays_only, holidays)):
        expected = {on(day): why for day, why in named.items()}
        for week in agenda_of(year, month, office).weeks:
            for place, day in enumerate(week):
                weekend = {0: "日曜日", 6: "土曜日"}.get(place)
                assert day.why_closed == expected.get(day.date, weekend)


@pytest.mark.parametrize("year", [1985, 2100])
def test_years_that_the_holidays_are_not_known_for_are_refused(
    year: int, calendar: OfficeCalendar
) -> None:
    for month in (1, 12):
        with pytest.raises(MomentError, match=f"{year}年は対象外です"):
            agenda_of(year, month, calendar)


@pytest.mark.parametrize(
    ("year", "month", "first", "last"),
    [
        (1986, 1, "Sun 1985-12-29", "Sat 1986-02-01"),
        (2099, 12, "Sun 2099-11-29", "Sat 2100-01-02"),
    ],
)
def test_the_first_and_the_last_month_are_whole(
    year: int, month: int, first: str, last: str, calendar: OfficeCalendar
) -> None:
    agenda = agenda_of(year, month, calendar)
    assert (agenda.weeks[0][0].date, agenda.weeks[-1][-1].date) == (on(first), on(last))
    assert len(_closes(agenda)) >= 4


@pytest.mark.parametrize("has_closures", [True, False], ids=["shipped", "none"])
def test_the_years_show_every_round_on_its_days_and_once(
    has_closures: bool,  # noqa: FBT001 - a row of the table
    calendar: OfficeCalendar,
    holidays_only: OfficeCalendar,
) -> None:
    office = calendar if has_closures else holidays_only
    years = range(FIRST_YEAR - 1, LAST_YEAR + 2)
    known = [found for year in years for found in rounds_of(year, office)]
    closing = {found.cutoff.closes_at.date(): found for found in known}
    registered = {found.registration.expected: found for found in known}
    assert len(closing) == len(registered) == len(known)
    sundays_first = months.Calendar(firstweekday=months.SUNDAY)
    for year in range(FIRST_YEAR, LAST_YEAR + 1, 1 if NIGHTLY else 5):
        for month in range(1, 13):
            agenda = agenda_of(year, month, office)
            weeks = sundays_first.monthdatescalendar(year, month)
            assert [[day.date for day in week] for week in agenda.weeks] == weeks
            days = [day for week in weeks for day in week]
            closes = {day: closing[day] for day in days if day in closing}
            registers = {day: registered[day] for day in days if day in registered}
            assert _closes(agenda) == closes
            assert _registers(agenda) == registers
            here = {found.cutoff.friday for found in (*closes.values(), *registers.values())}
            assert [found.cutoff.friday for found in agenda.rounds] == sorted(here)


@pytest.mark.parametrize("has_closures", [True, False], ids=["shipped", "none"])
def test_a_friday_is_without_a_cutoff_in_its_own_month_alone(
    has_closures: bool,  # noqa: FBT001 - a row of the table
    calendar: OfficeCalendar,
    holidays_only: OfficeCalendar,
) -> None:
    office = calendar if has_closures else holidays_only
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        owning = {found.cutoff.friday for found in rounds_of(year, office)}
        days = (date(year, 1, 1) + DAY * n for n in range(365 + months.isleap(year)))
        lacking = [day for day in days if day.weekday() == 4 and day not in owning]
        actual = [
            cutoff.friday
            for month in range(1, 13)
            for cutoff in agenda_of(year, month, office).without
        ]
        assert actual == lacking


# From one day to another, both included: the Fridays of the rounds that close or are registered.
BETWEEN = [
    # Fri 11-20 is registered on Mon 11-30, Fri 12-25 on Thu 2027-01-07
    (
        *("Mon 2026-11-30", "Fri 2026-12-18"),
        ["2026-11-20", "2026-11-27", "2026-12-04", "2026-12-11", "2026-12-18"],
    ),
    (
        *("Sat 2026-12-12", "Mon 2026-12-28"),
        ["2026-12-11", "2026-12-18", "2026-12-25", "2027-01-01"],
    ),
    (
        *("Tue 2026-12-01", "Sun 2026-12-27"),
        ["2026-11-27", "2026-12-04", "2026-12-11", "2026-12-18", "2026-12-25"],
    ),
    ("Thu 2027-01-07", "Thu 2027-01-14", ["2026-12-25", "2027-01-01", "2027-01-08"]),
    ("Fri 2019-04-26", "Mon 2019-05-13", ["2019-04-19", "2019-04-26", "2019-05-10"]),
]


@pytest.mark.parametrize(("first", "last", "fridays"), BETWEEN)
def test_rounds_between_two_days(
    first: str, last: str, fridays: list[str], calendar: OfficeCalendar
) -> None:
    found = rounds_between(on(first), on(last), calendar)
    assert [str(each.cutoff.friday) for each in found] == fridays
