"""Until when certificates can be renewed. Expected dates are by hand; weekdays are written out."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.dates.cutoff import moment
from rules.dates.renewals import (
    Renewal,
    State,
    findings_of_new,
    findings_of_renewal,
    known_issuer,
    prediction,
    renewals,
    words,
)
from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity
from rules.obligations.check import check_answers
from tests.rules.days import DAY, five, five_of, on, owners, reckoned
from tests.rules.test_sources import ITEM, cited
from tests.samples import AT, REMOVED, TOKYO, case, edited

JAPANESE = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
OWNERS = owners(reckoned(closures=True))
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Held:
    """A certificate as the rules see it."""

    not_after: datetime
    not_before: datetime = datetime(2010, 1, 1, tzinfo=TOKYO)
    serial: str = "0a12ab34"
    common_name: str = "端末"
    issuer: str = "Enterprise Premium CA - G2"
    left_out: int = 0


def through(day: str) -> datetime:
    """Give the last second of a day in Japan."""
    return datetime.combine(on(day) + DAY, datetime.min.time(), TOKYO) - SECOND


def of(held: Held, now: datetime, calendar: OfficeCalendar) -> Renewal[Held]:
    (found,) = renewals([held], now, calendar)
    return found


# The last day of a certificate, the last cut-off that renews it, the expected registration.
LAST = [
    # an ordinary week; Mon 2026-11-23 is 勤労感謝の日
    ("Sun 2026-11-29", "Fri 2026-11-13", "Fri 2026-11-20"),
    ("Mon 2026-11-30", "Fri 2026-11-20", "Mon 2026-11-30"),  # it ends on its registration day
    ("Thu 2026-12-03", "Fri 2026-11-20", "Mon 2026-11-30"),
    ("Fri 2026-12-04", "Fri 2026-11-27", "Fri 2026-12-04"),  # on its registration day
    ("Sat 2026-12-05", "Fri 2026-11-27", "Fri 2026-12-04"),
    ("Thu 2026-12-10", "Fri 2026-11-27", "Fri 2026-12-04"),
    # the New Year: 12-29 to 01-03 are closed, Mon 2027-01-11 is 成人の日
    ("Thu 2026-12-24", "Fri 2026-12-11", "Fri 2026-12-18"),
    ("Fri 2026-12-25", "Fri 2026-12-18", "Fri 2026-12-25"),
    ("Thu 2026-12-31", "Fri 2026-12-18", "Fri 2026-12-25"),
    ("Fri 2027-01-01", "Fri 2026-12-18", "Fri 2026-12-25"),
    ("Wed 2027-01-06", "Fri 2026-12-18", "Fri 2026-12-25"),
    ("Thu 2027-01-07", "Fri 2026-12-25", "Thu 2027-01-07"),
    ("Fri 2027-01-08", "Mon 2026-12-28", "Fri 2027-01-08"),
    ("Sun 2027-01-17", "Mon 2026-12-28", "Fri 2027-01-08"),
    ("Mon 2027-01-18", "Fri 2027-01-08", "Mon 2027-01-18"),
    # 春分の日 on Friday: the cut-off is on Thursday
    ("Thu 2026-03-26", "Fri 2026-03-13", "Mon 2026-03-23"),
    ("Fri 2026-03-27", "Thu 2026-03-19", "Fri 2026-03-27"),
    # Golden Week: Wed 2026-04-29, Sun 05-03 to Wed 05-06
    ("Fri 2026-05-01", "Fri 2026-04-17", "Fri 2026-04-24"),
    ("Wed 2026-05-06", "Fri 2026-04-17", "Fri 2026-04-24"),
    ("Thu 2026-05-07", "Fri 2026-04-24", "Thu 2026-05-07"),
    ("Tue 2026-05-12", "Fri 2026-04-24", "Thu 2026-05-07"),
    ("Wed 2026-05-13", "Fri 2026-05-01", "Wed 2026-05-13"),
    ("Thu 2026-05-14", "Fri 2026-05-01", "Wed 2026-05-13"),
    # the ten days of 2019: Fri 04-26 and Fri 05-03 share the cut-off of 04-26
    ("Sun 2019-05-12", "Fri 2019-04-19", "Fri 2019-04-26"),
    ("Mon 2019-05-13", "Fri 2019-04-26", "Mon 2019-05-13"),
]


@pytest.mark.parametrize(("ends", "closes", "expected"), LAST, ids=[row[0] for row in LAST])
def test_the_last_cutoff_is_registered_on_the_last_day_or_before(
    ends: str, closes: str, expected: str, calendar: OfficeCalendar
) -> None:
    now = five(closes) - 30 * DAY
    for held in (Held(through(ends)), Held(datetime.combine(on(ends), datetime.min.time(), TOKYO))):
        found = of(held, now, calendar)
        assert found.last is not None
        assert found.last.cutoff.closes_at == five(closes)
        assert found.last.registration.expected == on(expected)
        assert found.state is State.IN_TIME
    assert of(held, five(closes), calendar).state is State.THIS_ROUND
    late = of(Held(through(ends)), five(closes) + timedelta(microseconds=1), calendar)
    assert (late.state, late.last) == (State.TOO_LATE, None)


def test_without_closures_the_turn_of_the_year_is_open(holidays_only: OfficeCalendar) -> None:
    for ends, closes in (
        ("Sun 2027-01-03", "Fri 2026-12-18"),
        ("Mon 2027-01-04", "Fri 2026-12-25"),  # Mon 28 to Thu 31 and Mon 4 are open
        ("Fri 2027-01-08", "Thu 2026-12-31"),
    ):
        found = of(Held(through(ends)), AT, holidays_only)
        assert found.last is not None
        assert found.last.cutoff.closes_at == five(closes)


# On Tue 2026-11-24 at 10:00: the first and the last moment of a certificate, and how it stands.
STATES = [
    ("2020-01-01", "2026-11-24T09:59:59", State.EXPIRED),
    ("2020-01-01", "2026-11-24T10:00:00", State.TOO_LATE),  # its last second
    ("2020-01-01", "2026-11-24T23:59:59", State.TOO_LATE),
    ("2020-01-01", "2026-12-03T23:59:59", State.TOO_LATE),
    ("2020-01-01", "2026-12-04T00:00:00", State.THIS_ROUND),
    ("2020-01-01", "2026-12-10T23:59:59", State.THIS_ROUND),
    ("2020-01-01", "2026-12-11T00:00:00", State.IN_TIME),
    ("2020-01-01", "2028-11-19T23:59:59", State.IN_TIME),
    ("2026-11-24T10:00:00", "2028-11-19T23:59:59", State.IN_TIME),
    ("2026-11-24T10:00:01", "2028-11-19T23:59:59", State.NOT_YET_VALID),
    ("2026-11-25", "2026-11-26", State.NOT_YET_VALID),
    ("2027-01-01", "2026-01-01", State.EXPIRED),  # it ends before it begins
]


@pytest.mark.parametrize(("begins", "ends", "state"), STATES, ids=[row[1] for row in STATES])
def test_how_a_certificate_stands(
    begins: str, ends: str, state: State, calendar: OfficeCalendar
) -> None:
    assert of(Held(moment(ends), moment(begins)), AT, calendar).state is state


# The end in UTC, as certificates have it, and the last cut-off: the day is that of Japan.
MIDNIGHTS = [
    ("2026-12-03T14:59:59Z", "Fri 2026-11-20"),  # Thu 12-03 23:59:59
    ("2026-12-03T15:00:00Z", "Fri 2026-11-27"),  # Fri 12-04 00:00
    ("2026-12-03T15:30:00Z", "Fri 2026-11-27"),  # Fri 12-04 00:30
    ("2026-12-04T14:59:59Z", "Fri 2026-11-27"),
]


@pytest.mark.parametrize(("ends", "closes"), MIDNIGHTS)
def test_the_last_day_is_that_of_japan(ends: str, closes: str, calendar: OfficeCalendar) -> None:
    found = of(Held(moment(ends)), moment("2026-11-17"), calendar)
    assert found.last is not None
    assert found.last.cutoff.closes_at == five(closes)


def test_the_moment_may_come_from_elsewhere(calendar: OfficeCalendar) -> None:
    held = Held(through("Fri 2026-12-04"))
    # 17:00 in Tokyo is 22:00 of the day before in Honolulu
    assert of(held, moment("2026-11-26T22:00:00-10:00"), calendar).state is State.THIS_ROUND
    assert of(held, moment("2026-11-26T22:00:01-10:00"), calendar).state is State.TOO_LATE


def test_the_one_that_ends_first_comes_first(calendar: OfficeCalendar) -> None:
    ends = ["Sun 2028-11-19", "Fri 2026-12-11", "Mon 2026-11-02", "Fri 2026-12-04"]
    held = [Held(through(day), serial=f"0{n}") for n, day in enumerate(ends)]
    held.append(Held(through("Fri 2026-12-04"), serial="00"))
    found = renewals(held, AT, calendar)
    assert [item.certificate.serial for item in found] == ["02", "00", "03", "01", "00"]
    assert renewals([], AT, calendar) == []


def test_a_registration_past_the_announced_holidays_is_a_prediction(
    calendar: OfficeCalendar,
) -> None:
    far, near = Held(through("Wed 2028-11-15")), Held(through("Fri 2026-12-11"))
    (notice,) = prediction(renewals([near, far], AT, calendar))
    assert notice.endswith("以降の祝日は公表前のため、見込みです。")
    assert prediction(renewals([near], AT, calendar)) == ()
    assert prediction(renewals([Held(through("Mon 2026-11-02"))], AT, calendar)) == ()  # expired


@given(
    days=st.integers(-40, 400),
    seconds=st.sampled_from([0, 1, 8 * 3600, 24 * 3600 - 1]),
    now=st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - Japan time
)
def test_another_reckoning_gives_the_same_last_cutoff(
    days: int, seconds: int, now: datetime
) -> None:
    now = now.replace(tzinfo=TOKYO)
    ends = datetime.combine(now.date() + days * DAY, datetime.min.time(), TOKYO)
    found = of(Held(ends + seconds * SECOND), now, _CALENDAR)
    place = bisect_right(OWNERS, ends.date(), key=lambda week: week.expected) - 1
    closes_at = five_of(OWNERS[place].closed_on)
    if found.state is State.EXPIRED:
        assert ends + seconds * SECOND < now
        return
    if found.last is None:
        assert closes_at < now
        return
    assert found.last.cutoff.closes_at == closes_at
    ahead = [five_of(week.closed_on) for week in OWNERS if five_of(week.closed_on) >= now]
    assert (found.state is State.THIS_ROUND) is (closes_at == ahead[0])


_CALENDAR = OfficeCalendar.shipped()
_RENEWAL = edited(
    case("change"), {"contacts": REMOVED, "api": REMOVED, "web_certificates.1": REMOVED}
)


@given(
    days=st.integers(-20, 60),
    now=st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001 - Japan time
)
def test_too_late_is_exactly_where_the_form_warns_of_the_lock_out(days: int, now: datetime) -> None:
    now = now.replace(tzinfo=TOKYO)
    ends = now.date() + days * DAY
    held = Held(datetime.combine(ends + DAY, datetime.min.time(), TOKYO) - SECOND)
    answers = edited(
        _RENEWAL,
        {
            "applied_on": now.date().isoformat(),
            "web_certificates.0.replaces_not_after": ends.isoformat(),
        },
    )
    warned = "lock-out" in {finding.code for finding in check_answers(answers, now, _CALENDAR)}
    assert (of(held, now, _CALENDAR).state in {State.TOO_LATE, State.EXPIRED}) is warned


def codes(found: list[Finding]) -> list[str]:
    return [finding.code for finding in found]


# The last day, what else is odd, and the findings on Tue 2026-11-24.
FOUND = [
    ("Sun 2028-11-19", {}, []),
    ("Mon 2026-11-23", {}, ["expired"]),
    ("Thu 2026-12-03", {}, ["renewal-too-late"]),
    ("Sat 2026-12-05", {}, ["renewal-this-round"]),
    ("Fri 2026-12-04", {}, ["renewal-this-round", "renewal-on-last-day"]),
    ("Fri 2026-12-11", {}, ["renewal-on-last-day"]),
    ("Sun 2028-11-19", {"not_before": through("Tue 2026-11-24")}, ["not-yet-valid"]),
    ("Sun 2028-11-19", {"issuer": "enterprise premium ca"}, ["other-issuer"]),
    ("Sun 2028-11-19", {"issuer": ""}, ["other-issuer"]),
    ("Sun 2028-11-19", {"left_out": 2}, ["authorities-left-out"]),
    ("Mon 2026-11-23", {"issuer": "x", "left_out": 1},
     ["expired", "other-issuer", "authorities-left-out"]),
]  # fmt: skip


@pytest.mark.parametrize(("ends", "odd", "expected"), FOUND)
def test_the_description_of_a_certificate(
    ends: str, odd: dict[str, object], expected: list[str], calendar: OfficeCalendar
) -> None:
    held = Held(through(ends), **odd)  # type: ignore[arg-type]
    assert codes(findings_of_renewal(of(held, AT, calendar))) == expected
    of_dates = {"renewal-too-late", "renewal-this-round", "renewal-on-last-day"}
    as_new = [code for code in expected if code not in of_dates]
    assert codes(findings_of_new(held, AT, calendar)) == as_new


def test_a_new_certificate_that_ended_this_morning_has_expired(calendar: OfficeCalendar) -> None:
    for ends, expected in (("09:59:59", ["expired"]), ("10:00:00", [])):  # it is 10:00
        held = Held(datetime.fromisoformat(f"2026-11-24T{ends}+09:00"))
        assert codes(findings_of_new(held, AT, calendar)) == expected


def test_the_words_name_the_days(calendar: OfficeCalendar) -> None:
    (late,) = findings_of_renewal(of(Held(through("Thu 2026-12-03")), AT, calendar))
    assert "2026年12月3日(木)23:59" in late.message
    assert "2026年11月27日(金)17:00" in late.remedy
    assert "2026年12月4日(金)頃" in late.remedy
    assert (late.severity, late.source) == (Severity.WARNING, "3-4, 3-6")
    (other,) = findings_of_new(Held(through("Sun 2028-11-19"), issuer="別の認証局"), AT, calendar)
    assert "「別の認証局」" in other.message
    assert f"「{known_issuer()}」" in other.remedy
    (left_out,) = findings_of_new(Held(through("Sun 2028-11-19"), left_out=2), AT, calendar)
    assert "（2件）" in left_out.message
    assert left_out.path == ""  # it stands at no answer of the form


def test_every_finding_has_its_words_its_weight_and_its_source() -> None:
    found = {code for _, _, expected in FOUND for code in expected}
    assert set(words()["finding"]) == found | {"other-last-day"}
    for entry in words()["finding"].values():
        assert set(entry) == {"severity", "source", "message", "remedy"}
        assert Severity(entry["severity"])
        assert all(ITEM.fullmatch(item) for item in cited(entry["source"]))
        for sentence in (entry["message"], entry["remedy"]):
            assert JAPANESE.search(sentence)
            assert sentence.endswith("。")
    weights = {code: entry["severity"] for code, entry in words()["finding"].items()}
    assert [code for code, weight in weights.items() if weight == "error"] == [
        "expired",
        "other-last-day",
    ]
    assert weights["other-issuer"] == "warning"
