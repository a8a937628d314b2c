"""Dates as a calendar file (.ics), in Tokyo time; a second import renews the first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from rules.cutoff import Cutoff, Round
from rules.planning import ApiTestWeek
from rules.renewals import Expiring, Renewal
from rules.supply_start import SupplyStart
from rules.wording import days_off, long_date, long_moment, reasons
from rules.workdays import DAY, OfficeCalendar

_TOKYO: Final = ZoneInfo("Asia/Tokyo")
_OPEN_DAYS_BEFORE: Final = 2
_MORNING: Final = time(9)
_TEST_DAYS: Final = 5


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm: how long before its event it rings, and what it says."""

    before: timedelta
    description: str


@dataclass(frozen=True, slots=True)
class Event:
    """An event: from a moment with an alarm before it, or a day or several (``end`` excluded)."""

    uid: str
    summary: str
    description: str
    start: date
    end: date | None = None
    alarm: Alarm | None = None


def calendar_file(rounds: Iterable[Round], office: OfficeCalendar, stamp: datetime) -> bytes:
    """Write rounds: each cut-off with an alarm, each registration as a day.

    An event's UID is that of its Friday. ``stamp`` is the moment of writing. The alarm rings at
    9:00, two open days before the cut-off.
    """
    return _file(
        (event for found in rounds for event in _round(found, office)),
        "スイッチング支援システム利用申込書の締切",
        "cutoffs",
        stamp,
    )


def api_test_file(weeks: Iterable[ApiTestWeek], office: OfficeCalendar, stamp: datetime) -> bytes:
    """Write API test weeks: the cut-off of each request with an alarm, and the week itself."""
    return _file(
        (event for week in dict.fromkeys(weeks) for event in _test_week(week, office)),
        "API連携テスト",
        "api-test",
        stamp,
    )


def supply_start_file(found: SupplyStart, base: date, stamp: datetime) -> bytes:
    """Write the latest supply start that can be registered on a day."""
    voltage = {"high": "高圧", "low": "低圧"}[found.voltage]
    summary = f"廃止取次（{voltage}）：{long_date(base)}に登録できる供給開始日の末日"
    uid = f"supply-start-{found.voltage}-{base}"
    event = _day(found.latest, summary, found.because, uid)
    return _file([event], "廃止取次の供給開始日", "supply-start", stamp)


def renewal_file(
    renewals: Iterable[Renewal[Expiring]], office: OfficeCalendar, stamp: datetime
) -> bytes:
    """Write the last cut-off for renewing each certificate; those of one cut-off share an event.

    An event's UID is that of its Friday; what is too late to be renewed has none.
    """
    by_cutoff: dict[Cutoff, list[Renewal[Expiring]]] = {}
    for renewal in renewals:
        if renewal.last is not None:
            by_cutoff.setdefault(renewal.last.cutoff, []).append(renewal)
    events = [
        _renewal(cutoff, by_cutoff[cutoff], office)
        for cutoff in sorted(by_cutoff, key=lambda found: found.closes_at)
    ]
    return _file(events, "クライアント証明書の更新の締切", "renewals", stamp)


def _renewal(cutoff: Cutoff, due: list[Renewal[Expiring]], office: OfficeCalendar) -> Event:
    words = [
        f"次の証明書（{len(due)}件）の更新に間に合う最後の締切です（FAQ 3-4、3-6）。",
        *(_named(renewal.certificate) for renewal in due),
    ]
    if cutoff.moved:
        words.append(f"{days_off(cutoff.moved)}のため、締切が早まっています。")
    summary = f"証明書{len(due)}件の更新の最後の締切 17:00"
    return _closing(cutoff, summary, words, f"renewal-{cutoff.friday}", office)


def _named(certificate: Expiring) -> str:
    name = f"{certificate.common_name}　" if certificate.common_name else ""
    ends = long_date(certificate.not_after.date())
    return f"・{name}シリアル番号 {certificate.serial}　有効期限 {ends}"


def _file(events: Iterable[Event], name: str, uid: str, stamp: datetime) -> bytes:
    from wizard.ics_writer import write  # noqa: PLC0415 - icalendar is loaded for a file alone

    return write(events, name, uid, stamp)


def _round(found: Round, office: OfficeCalendar) -> Iterator[Event]:
    cutoff, expected = found.cutoff, found.registration.expected
    words = [
        f"{long_moment(cutoff.closes_at)}までにヘルプデスクへ送ります。",
        f"登録は{long_date(expected)}頃の見込みです（FAQ 3-4）。",
        *reasons(found),
    ]
    uid = f"cutoff-{cutoff.friday}"
    yield _closing(cutoff, "利用申込書の締切 17:00", words, uid, office)
    words = [f"{long_moment(cutoff.closes_at)}締切分の登録の見込みです。", *reasons(found)]
    summary = "スイッチング支援システムの登録（見込み）"
    yield _day(expected, summary, "\n".join(words), f"registration-{cutoff.friday}")


def _test_week(week: ApiTestWeek, office: OfficeCalendar) -> Iterator[Event]:
    named = f"{long_date(week.monday)}の週"
    words = [f"{named}のAPI連携テストの申込みの締切です（FAQ 4-2）。"]
    if week.cutoff.moved:
        words.append(f"{days_off(week.cutoff.moved)}のため、締切が早まっています。")
    uid = f"api-test-cutoff-{week.monday}"
    summary = "API連携テスト申込みの締切 17:00"
    yield _closing(week.cutoff, summary, words, uid, office)
    uid = f"api-test-week-{week.monday}"
    summary, words = (
        "API連携テストの希望週",
        ["テストは週のうち4日間に行われ、事業者の数が限られています（FAQ 4-2）。"],
    )
    yield _day(week.monday, summary, "\n".join(words), uid, days=_TEST_DAYS)


def _closing(
    cutoff: Cutoff, summary: str, words: Iterable[str], uid: str, office: OfficeCalendar
) -> Event:
    closes_at = cutoff.closes_at.astimezone(_TOKYO)
    said = f"{summary}まで、あと{_OPEN_DAYS_BEFORE}営業日です。"
    alarm = Alarm(closes_at - _alarm_at(cutoff, office), said)
    return Event(uid, summary, "\n".join(words), closes_at, alarm=alarm)


def _alarm_at(cutoff: Cutoff, office: OfficeCalendar) -> datetime:
    day = cutoff.closes_at.date()
    for _ in range(_OPEN_DAYS_BEFORE):
        day = office.last_open_day(day - DAY)
    return datetime.combine(day, _MORNING, _TOKYO)


def _day(first: date, summary: str, words: str, uid: str, *, days: int = 1) -> Event:
    return Event(uid, summary, words, first, first + DAY * days)
