"""Planning by the cut-offs: backwards, over a year, for the API test. Expected dates are by hand.

Rounds reckoned with numpy and `holidays` are what the properties compare with.
"""

import tomllib
from bisect import bisect_right
from datetime import date, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.dates.cutoff import MomentError, Round, moment
from rules.dates.planning import (
    api_test_week,
    check_other_week,
    check_wishes,
    closed_days_of,
    official_through,
    plan_backwards,
    rounds_of,
)
from rules.dates.workdays import OfficeCalendar
from tests.rules.days import (
    DAY,
    FIRST_YEAR,
    LAST_YEAR,
    MICROSECOND,
    five,
    five_of,
    numpy_calendar,
    on,
    owners,
    reckoned,
)
from tests.samples import PROJECT, TOKYO

OWNERS = {closures: owners(reckoned(closures=closures)) for closures in (False, True)}
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)


@pytest.fixture(params=[False, True], ids=["none", "shipped"])
def closures(request: pytest.FixtureRequest) -> bool:
    """Say whether the shipped closures are closed."""
    return bool(request.param)


@pytest.fixture
def office(
    closures: bool,  # noqa: FBT001 - a fixture
    calendar: OfficeCalendar,
    holidays_only: OfficeCalendar,
) -> OfficeCalendar:
    """Give the calendar with or without closures."""
    return calendar if closures else holidays_only


def _listed(office: OfficeCalendar) -> list[Round]:
    return [found for year in YEARS for found in rounds_of(year, office)]


def test_the_list_is_what_another_reckoning_gives(
    closures: bool,  # noqa: FBT001 - a fixture
    office: OfficeCalendar,
) -> None:
    found = [
        (each.cutoff.friday, each.cutoff.closes_at, each.registration.expected)
        for each in _listed(office)
    ]
    assert found == [
        (week.friday, five_of(week.closed_on), week.expected)
        for week in OWNERS[closures]
    ]  # fmt: skip


def test_cutoffs_strictly_increase_on_open_days_never_after_their_friday(
    office: OfficeCalendar,
) -> None:
    listed = _listed(office)
    for found in listed:
        cutoff = found.cutoff
        assert cutoff.friday.weekday() == 4
        assert cutoff.closes_at == five_of(cutoff.closes_at.date())
        assert cutoff.closes_at.date() <= cutoff.friday
        assert office.is_open(cutoff.closes_at.date())
    for before, after in pairwise(listed):
        assert before.cutoff.closes_at < after.cutoff.closes_at
        assert before.cutoff.friday < after.cutoff.friday
        assert before.registration.expected < after.registration.expected


def test_a_registration_is_on_its_target_exactly_when_that_week_is_open(
    closures: bool,  # noqa: FBT001 - a fixture
    office: OfficeCalendar,
) -> None:
    # "that week": Monday to Friday of the week of the target, whose Friday may be a holiday
    numpys = numpy_calendar(closures=closures)
    listed = [found.registration for found in _listed(office)]
    targets = np.array([each.target for each in listed], dtype="datetime64[D]")
    rolled = np.busday_offset(targets, 0, roll="forward", busdaycal=numpys).tolist()
    open_days = np.busday_count(targets - 4, targets + 1, busdaycal=numpys).tolist()
    for each, not_before, count in zip(listed, rolled, open_days, strict=True):
        assert each.target <= not_before <= each.expected
        assert (each.expected == each.target) is (count == 5)
    assert 900 < open_days.count(5) < 1500


# A year, how many rounds it has with the shipped closures and without, and its first round: the
# Friday that owns it and the day of its cut-off, with closures.
YEAR_LENGTHS = [
    (2019, 51, 51, "Fri 2019-01-04", "Fri 2019-01-04"),  # 52 Fridays; 05-03 shares 04-26
    (2020, 51, 52, "Fri 2020-01-10", "Fri 2020-01-10"),  # Fri 01-03 shares Fri 2019-12-27
    (2021, 53, 53, "Fri 2021-01-01", "Mon 2020-12-28"),  # 53 Fridays
    (2026, 51, 52, "Fri 2026-01-09", "Fri 2026-01-09"),  # Fri 01-02 shares Fri 2025-12-26
    (2027, 53, 53, "Fri 2027-01-01", "Mon 2026-12-28"),  # the cut-off lies in the year before
]


@pytest.mark.parametrize("row", YEAR_LENGTHS, ids=[str(row[0]) for row in YEAR_LENGTHS])
def test_a_cutoff_belongs_to_the_year_of_the_friday_that_owns_it(
    row: tuple[int, int, int, str, str], calendar: OfficeCalendar, holidays_only: OfficeCalendar
) -> None:
    year, with_closures, without, friday, closed_on = row
    rounds = rounds_of(year, calendar)
    assert len(rounds) == with_closures
    assert len(rounds_of(year, holidays_only)) == without
    assert all(found.cutoff.friday.year == year for found in rounds)
    assert rounds[0].cutoff.friday == on(friday)
    assert rounds[0].cutoff.closes_at == five(closed_on)


@pytest.mark.parametrize(
    ("owner", "other", "closes"),
    [
        ("Fri 2019-04-26", "Fri 2019-05-03", "Fri 2019-04-26"),
        ("Fri 2025-12-26", "Fri 2026-01-02", "Fri 2025-12-26"),
    ],
)
def test_two_fridays_with_one_cutoff_are_listed_once_under_the_earlier(
    owner: str, other: str, closes: str, calendar: OfficeCalendar
) -> None:
    listed = [
        found.cutoff
        for year in {on(owner).year, on(other).year}
        for found in rounds_of(year, calendar)
    ]
    (shared,) = [cutoff for cutoff in listed if cutoff.closes_at == five(closes)]
    assert shared.friday == on(owner)
    assert shared.moved == ()
    assert on(other) not in {cutoff.friday for cutoff in listed}


# Now, the day of need, the Friday of the last round that makes it (None: too late), how many
# cut-offs are left, and the earliest day that is still possible. The rounds meant:
# Fri 11-20 → Mon 11-30, 11-27 → 12-04, 12-04 → 12-11, 12-11 → 12-18, 12-18 → 12-25,
# 12-25 → Thu 01-07, Mon 12-28 (Fri 01-01) → Fri 01-08, 01-08 → Mon 01-18.
NEEDS = [
    # possible: exactly on the expected day, a day later, the day before the next expected one
    ("2026-11-24T10:00", "Fri 2026-12-04", "Fri 2026-11-27", 1, "Fri 2026-12-04"),
    ("2026-11-24T10:00", "Sat 2026-12-05", "Fri 2026-11-27", 1, "Fri 2026-12-04"),
    ("2026-11-24T10:00", "Thu 2026-12-10", "Fri 2026-11-27", 1, "Fri 2026-12-04"),
    ("2026-11-24T10:00", "Fri 2026-12-11", "Fri 2026-12-04", 2, "Fri 2026-12-04"),
    ("2026-11-24T10:00", "Wed 2027-01-06", "Fri 2026-12-18", 4, "Fri 2026-12-04"),
    ("2026-11-24T10:00", "Thu 2027-01-07", "Fri 2026-12-25", 5, "Fri 2026-12-04"),
    ("2026-11-24T10:00", "Fri 2027-01-08", "Fri 2027-01-01", 6, "Fri 2026-12-04"),
    ("2026-11-24T10:00", "Sun 2027-01-17", "Fri 2027-01-01", 6, "Fri 2026-12-04"),
    ("2026-11-24T10:00", "Mon 2027-01-18", "Fri 2027-01-08", 7, "Fri 2026-12-04"),
    # too late: the day before the expected one, today, in the past
    ("2026-11-24T10:00", "Thu 2026-12-03", None, 0, "Fri 2026-12-04"),
    ("2026-11-24T10:00", "Mon 2026-11-30", None, 0, "Fri 2026-12-04"),  # of Fri 11-20, gone
    ("2026-11-24T10:00", "Tue 2026-11-24", None, 0, "Fri 2026-12-04"),
    ("2026-11-24T10:00", "Fri 2026-11-20", None, 0, "Fri 2026-12-04"),
    ("2026-11-24T10:00", "Fri 2016-01-01", None, 0, "Fri 2026-12-04"),
    ("2026-11-24T10:00", "Wed 1986-01-01", None, 0, "Fri 2026-12-04"),
    # now is at the closing time, or a microsecond past it
    ("2026-11-27T16:59:59", "Fri 2026-12-04", "Fri 2026-11-27", 1, "Fri 2026-12-04"),
    ("2026-11-27T17:00:00", "Fri 2026-12-04", "Fri 2026-11-27", 1, "Fri 2026-12-04"),
    ("2026-11-27T17:00:00.000001", "Fri 2026-12-04", None, 0, "Fri 2026-12-11"),
    ("2026-11-27T17:00:00.000001", "Fri 2026-12-11", "Fri 2026-12-04", 1, "Fri 2026-12-11"),
    # the same moments in Honolulu and Los Angeles
    ("2026-11-26T22:00-10:00", "Fri 2026-12-04", "Fri 2026-11-27", 1, "Fri 2026-12-04"),
    ("2026-11-26T22:00:00.000001-10:00", "Fri 2026-12-04", None, 0, "Fri 2026-12-11"),
    ("2026-11-27T00:00-08:00", "Fri 2026-12-04", "Fri 2026-11-27", 1, "Fri 2026-12-04"),
    ("2026-11-27T00:00:01-08:00", "Fri 2026-12-04", None, 0, "Fri 2026-12-11"),
    # a moved cut-off: 春分の日 Fri 03-20
    ("2026-03-19T17:00", "Fri 2026-03-27", "Fri 2026-03-20", 1, "Fri 2026-03-27"),
    ("2026-03-19T17:00:00.000001", "Fri 2026-03-27", None, 0, "Fri 2026-04-03"),
    # Golden Week 2019: two Fridays share Fri 04-26, and count once; Fri 05-10 → Fri 05-17
    ("2019-04-22", "Mon 2019-05-13", "Fri 2019-04-26", 1, "Mon 2019-05-13"),
    ("2019-04-22", "Sun 2019-05-12", None, 0, "Mon 2019-05-13"),
    ("2019-04-26T17:00", "Fri 2019-05-17", "Fri 2019-05-10", 2, "Mon 2019-05-13"),
    ("2019-04-26T17:00:00.000001", "Fri 2019-05-17", "Fri 2019-05-10", 1, "Fri 2019-05-17"),
    # Fri 2026-01-02 shares Fri 2025-12-26 → Fri 01-09; Fri 01-09 → Mon 01-19 (成人の日 01-12)
    ("2025-12-26T17:00", "Fri 2026-01-09", "Fri 2025-12-26", 1, "Fri 2026-01-09"),
    ("2025-12-26T17:00", "Mon 2026-01-19", "Fri 2026-01-09", 2, "Fri 2026-01-09"),
    ("2025-12-26T17:00:00.000001", "Fri 2026-01-16", None, 0, "Mon 2026-01-19"),
]  # fmt: skip


@pytest.mark.parametrize("row", NEEDS, ids=[f"{row[0]} {row[1]}" for row in NEEDS])
def test_the_last_cutoff_that_makes_a_day(
    row: tuple[str, str, str | None, int, str], calendar: OfficeCalendar
) -> None:
    now, need_by, friday, left, earliest = row
    plan = plan_backwards(on(need_by), moment(now), calendar)
    assert plan.need_by == on(need_by)
    assert (plan.last and plan.last.cutoff.friday) == (friday and on(friday))
    assert plan.cutoffs_left == left
    assert plan.earliest == on(earliest)


def test_need_by_inverts_every_cutoff(
    closures: bool,  # noqa: FBT001 - a fixture
    office: OfficeCalendar,
) -> None:
    for before, week in pairwise(OWNERS[closures]):
        earlier, closes_at = five_of(before.closed_on), five_of(week.closed_on)
        # sent at the last moment, it is registered on the expected day, and no earlier
        plan = plan_backwards(week.expected, closes_at, office)
        assert plan.last is not None
        assert (plan.last.cutoff.friday, plan.last.cutoff.closes_at) == (week.friday, closes_at)
        assert (plan.cutoffs_left, plan.earliest) == (1, week.expected)
        too_early = plan_backwards(week.expected - DAY, closes_at, office)
        assert (too_early.last, too_early.cutoffs_left) == (None, 0)
        assert too_early.earliest == week.expected
        # with the round before still open, that one makes the day before
        plan = plan_backwards(week.expected - DAY, earlier, office)
        assert plan.last is not None
        assert (plan.last.cutoff.closes_at, plan.cutoffs_left) == (earlier, 1)
        # and a microsecond after the closing time it is too late
        late = plan_backwards(week.expected, closes_at + MICROSECOND, office)
        assert late.last is None
        assert late.earliest > week.expected


@given(
    now=st.datetimes(
        datetime(FIRST_YEAR, 1, 1),  # noqa: DTZ001 - Hypothesis wants naive bounds
        datetime(LAST_YEAR - 2, 12, 31, 23, 59, 59),  # noqa: DTZ001
        timezones=st.just(TOKYO),
    ),
    ahead=st.integers(-30, 500),
)
def test_a_plan_is_what_a_walk_through_all_rounds_finds(
    now: datetime, ahead: int, calendar: OfficeCalendar
) -> None:
    need_by = max(now.date() + DAY * ahead, date(FIRST_YEAR, 1, 1))
    still_open = [week for week in OWNERS[True] if five_of(week.closed_on) >= now]
    count = bisect_right([week.expected for week in still_open], need_by)
    plan = plan_backwards(need_by, now, calendar)
    assert plan.cutoffs_left == count
    assert plan.earliest == still_open[0].expected
    if count:
        assert plan.last is not None
        assert plan.last.cutoff.friday == still_open[count - 1].friday
        assert plan.last.registration.expected == still_open[count - 1].expected <= need_by
    else:
        assert plan.last is None
        assert plan.earliest > need_by


def test_a_naive_now_is_japan_time(calendar: OfficeCalendar) -> None:
    five_o_clock = datetime(2026, 11, 27, 17, 0)  # noqa: DTZ001 - that is the case
    assert plan_backwards(on("Fri 2026-12-04"), five_o_clock, calendar).cutoffs_left == 1
    later = five_o_clock + MICROSECOND
    assert plan_backwards(on("Fri 2026-12-04"), later, calendar).cutoffs_left == 0


def test_the_edges_of_the_years_have_plans(calendar: OfficeCalendar) -> None:
    first = plan_backwards(on("Fri 1986-01-31"), moment("1986-01-01"), calendar)
    assert first.last is not None
    # Fri 01-10 → Mon 01-20, as Wed 01-15 is 成人の日; 01-17 → 01-24; 01-24 → 01-31
    assert first.earliest == on("Mon 1986-01-20")
    assert (first.last.cutoff.friday, first.cutoffs_left) == (on("Fri 1986-01-24"), 3)
    last = plan_backwards(on("Thu 2099-12-31"), moment("2099-12-31T23:59:59"), calendar)
    assert last.last is None
    assert last.earliest > on("Fri 2100-01-08")


# Any day of the test week (Monday to Friday), the Friday two weeks before, and the day of its
# cut-off with the shipped closures and without.
TEST_WEEKS = [
    ("Mon 2026-12-14", "Fri 2026-12-04", "Fri 2026-12-04", "Fri 2026-12-04"),
    ("Mon 2026-11-23", "Fri 2026-11-13", "Fri 2026-11-13", "Fri 2026-11-13"),  # a holiday Monday
    ("Mon 2026-03-30", "Fri 2026-03-20", "Thu 2026-03-19", "Thu 2026-03-19"),  # 春分の日
    ("Mon 2023-05-15", "Fri 2023-05-05", "Tue 2023-05-02", "Tue 2023-05-02"),
    ("Mon 2019-05-06", "Fri 2019-04-26", "Fri 2019-04-26", "Fri 2019-04-26"),
    ("Mon 2019-05-13", "Fri 2019-05-03", "Fri 2019-04-26", "Fri 2019-04-26"),
    ("Mon 2027-01-11", "Fri 2027-01-01", "Mon 2026-12-28", "Thu 2026-12-31"),
    ("Mon 2026-01-12", "Fri 2026-01-02", "Fri 2025-12-26", "Fri 2026-01-02"),
]  # fmt: skip


@pytest.mark.parametrize("row", TEST_WEEKS, ids=[row[0] for row in TEST_WEEKS])
def test_monday_to_friday_name_one_test_week(
    row: tuple[str, str, str, str], calendar: OfficeCalendar, holidays_only: OfficeCalendar
) -> None:
    monday, friday, closed_on, without = map(on, row)
    assert friday == monday - 10 * DAY
    for office, day in ((calendar, closed_on), (holidays_only, without)):
        now = five_of(day)
        weeks = {api_test_week(monday + DAY * n, now, office) for n in range(5)}
        (week,) = weeks
        assert (week.monday, week.cutoff.closes_at, week.is_open) == (monday, now, True)
        skipped = [closed.date for closed in week.cutoff.moved]
        assert skipped == [day + DAY * n for n in range(1, (friday - day).days + 1)]


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        ("2026-03-01", True),
        ("2026-03-19T16:59:59", True),
        ("2026-03-19T17:00:00", True),
        ("2026-03-19T17:00:00.000001", False),
        ("2026-03-20T17:00:00", False),  # the Friday itself is 春分の日
        ("2026-03-18T22:00-10:00", True),  # Honolulu, 17:00 in Tokyo
        ("2026-03-18T22:00:01-10:00", False),
        ("2026-03-19T01:00:00-07:00", True),  # Los Angeles in summer time
        ("2026-03-19T01:00:00.000001-07:00", False),
        ("2026-04-01", False),  # in the test week
    ],
)
def test_an_api_test_is_open_up_to_five_and_not_a_microsecond_longer(
    now: str, *, is_open: bool, calendar: OfficeCalendar
) -> None:
    week = api_test_week(on("Wed 2026-04-01"), moment(now), calendar)
    assert week.cutoff.closes_at == five("Thu 2026-03-19")
    assert week.is_open is is_open


@pytest.mark.parametrize("day", ["Sat 2026-11-28", "Sun 2026-11-29", "Sun 2026-05-03"])
def test_a_weekend_names_no_test_week(day: str, calendar: OfficeCalendar) -> None:
    with pytest.raises(MomentError, match="土曜日または日曜日") as raised:
        api_test_week(on(day), moment("2026-11-24"), calendar)
    assert f"年{on(day).month}月{on(day).day}日は" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_each_wish_is_another_test_week_and_there_are_three(calendar: OfficeCalendar) -> None:
    now = moment("2026-11-24")
    first, second = (api_test_week(on(f"{day} 2027-01-{n}"), now, calendar)
                     for day, n in (("Mon", 18), ("Tue", 26)))  # fmt: skip
    check_other_week(second, {1: first})
    again = api_test_week(on("Fri 2027-01-22"), now, calendar)  # of the same week as the 18th
    words = "2027年1月18日の週は第2希望と同じです。別の週を指定してください。"
    with pytest.raises(MomentError, match=f"^{words}$"):
        check_other_week(again, {1: second, 2: first})
    check_wishes(["", "", ""])
    with pytest.raises(MomentError, match="4件は指定できません"):
        check_wishes([""] * 4)


def test_every_weekday_of_thirty_years_has_its_test_week(calendar: OfficeCalendar) -> None:
    closed_on = {week.friday: week.closed_on for week in reckoned(closures=True)}
    now, day = moment("2016-01-01"), on("Mon 2016-02-01")
    while day.year <= LAST_YEAR:
        monday = day - DAY * day.weekday()
        if day.weekday() > 4:
            with pytest.raises(MomentError):
                api_test_week(day, now, calendar)
        else:
            week = api_test_week(day, now, calendar)
            assert week.monday == monday
            assert week.cutoff.closes_at == five_of(closed_on[monday - 10 * DAY])
        day += DAY


@pytest.mark.parametrize("year", [1, 1985, 2100, 9999])
def test_years_outside_1986_to_2099_are_refused(year: int, calendar: OfficeCalendar) -> None:
    day, now = date(year, 6, 3), moment("2026-11-24")
    with pytest.raises(MomentError, match="1986から2099"):
        plan_backwards(day, now, calendar)
    with pytest.raises(MomentError, match="1986から2099"):
        api_test_week(day, now, calendar)
    with pytest.raises(MomentError, match="1986から2099"):
        rounds_of(year, calendar)
    with pytest.raises(MomentError, match="1986から2099"):
        closed_days_of(year, calendar)
    if year in {1985, 2100}:
        then = datetime(year, 6, 3, tzinfo=TOKYO)
        with pytest.raises(MomentError, match="1986から2099"):
            plan_backwards(on("Fri 2026-12-04"), then, calendar)
        with pytest.raises(MomentError, match="1986から2099"):
            api_test_week(on("Fri 2026-12-04"), then, calendar)


@pytest.mark.parametrize("year", [0, -1, 10_000, 10**30])
def test_what_is_no_year_is_refused(year: int, calendar: OfficeCalendar) -> None:
    with pytest.raises(MomentError):
        rounds_of(year, calendar)
    with pytest.raises(MomentError):
        closed_days_of(year, calendar)


@pytest.mark.parametrize("year", [1986, 2099])
def test_the_first_and_the_last_year_are_listed(year: int, calendar: OfficeCalendar) -> None:
    rounds = rounds_of(year, calendar)
    assert 50 <= len(rounds) <= 53
    assert {found.cutoff.friday.year for found in rounds} == {year}


# 2026, with the shipped closures; ordinary weekends are left out.
CLOSED_2026 = [
    ("Thu 2026-01-01", "元日"),
    ("Fri 2026-01-02", "年末年始の休業（想定）"),
    ("Sat 2026-01-03", "年末年始の休業（想定）"),
    ("Mon 2026-01-12", "成人の日"),
    ("Wed 2026-02-11", "建国記念の日"),
    ("Mon 2026-02-23", "天皇誕生日"),
    ("Fri 2026-03-20", "春分の日"),
    ("Wed 2026-04-29", "昭和の日"),
    ("Sun 2026-05-03", "憲法記念日"),
    ("Mon 2026-05-04", "みどりの日"),
    ("Tue 2026-05-05", "こどもの日"),
    ("Wed 2026-05-06", "憲法記念日 振替休日"),
    ("Mon 2026-07-20", "海の日"),
    ("Tue 2026-08-11", "山の日"),
    ("Mon 2026-09-21", "敬老の日"),
    ("Tue 2026-09-22", "国民の休日"),
    ("Wed 2026-09-23", "秋分の日"),
    ("Mon 2026-10-12", "スポーツの日"),
    ("Tue 2026-11-03", "文化の日"),
    ("Mon 2026-11-23", "勤労感謝の日"),
    ("Tue 2026-12-29", "年末年始の休業（想定）"),
    ("Wed 2026-12-30", "年末年始の休業（想定）"),
    ("Thu 2026-12-31", "年末年始の休業（想定）"),
]


def test_a_years_holidays_and_closures_are_listed_without_plain_weekends(
    calendar: OfficeCalendar, holidays_only: OfficeCalendar
) -> None:
    listed = [(on(day), why) for day, why in CLOSED_2026]
    assert [(day.date, day.why) for day in closed_days_of(2026, calendar)] == listed
    without = [(day, why) for day, why in listed if "想定" not in why]
    assert [(day.date, day.why) for day in closed_days_of(2026, holidays_only)] == without


def test_the_last_announced_year_is_dated_data_with_a_source() -> None:
    data = tomllib.loads(
        (PROJECT / "rules" / "dates" / "holidays.toml").read_text(encoding="utf-8")
    )
    assert official_through() == data["official_through"] >= 2027
    assert data["source"]
    as_of = data["as_of"]
    # announced in February for the following year
    assert official_through() == (as_of - timedelta(days=31)).year + 1
