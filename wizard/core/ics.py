"""Calendar files (.ics, RFC 5545) in Tokyo time; a second import updates the first.

The UID of an event depends only on its subject (a Friday, a test week, a certificate), so that it
is the same in every file (RFC 5545, 3.8.4.7).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from rules.dates.cutoff import WEEK, Cutoff, Round
from rules.dates.date_text import long_date, long_moment
from rules.dates.planning import ApiTestWeek
from rules.dates.renewals import Expiring, Renewal
from rules.dates.round_text import cutoff_reasons, reasons, week_remarks
from rules.dates.supply_start import SupplyStart
from rules.dates.workdays import DAY, OfficeCalendar

if TYPE_CHECKING:
    import icalendar

    from rules.register.board import BoardRow

_PRODUCT: Final = "-//moushikomi//JA"
_HOST: Final = "moushikomi"
_TOKYO: Final = ZoneInfo("Asia/Tokyo")
_OPEN_DAYS_BEFORE: Final = 2  # of the alarm: leaves a day to correct the form (an estimate)
_MORNING: Final = time(9)
_TEST_DAYS: Final = 5  # Monday to Friday
_FINGERPRINT: Final = 12  # hexadecimal digits, enough to distinguish certificates of one serial


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm: time before its event, and text."""

    before: timedelta
    description: str


@dataclass(frozen=True, slots=True)
class Event:
    """An event: at a moment with optional alarms, or all-day (``end`` is exclusive)."""

    uid: str
    summary: str
    description: str
    start: date
    end: date | None = None
    alarms: tuple[Alarm, ...] = ()


def calendar_file(rounds: Iterable[Round], office: OfficeCalendar, stamp: datetime) -> bytes:
    """Return a file of rounds: each cut-off with an alarm, each registration as a day.

    An event's UID is that of its Friday. ``stamp`` is the moment of writing. The alarm rings at
    9:00, two open days before the cut-off.
    """
    return _file(
        (event for one in rounds for event in _round(one, office)),
        "スイッチング支援システム利用申込書の締切",
        stamp,
    )


def api_test_file(weeks: Iterable[ApiTestWeek], office: OfficeCalendar, stamp: datetime) -> bytes:
    """Return a file of API test weeks: each request's cut-off with an alarm, and the week."""
    return _file(
        (event for week in dict.fromkeys(weeks) for event in _test_week(week, office)),
        "API連携テスト",
        stamp,
    )


def supply_start_file(supply_start: SupplyStart, base: date, stamp: datetime) -> bytes:
    """Return a file with the latest supply start that can be registered on a day.

    The event's UID is that of both days: meter readings, and so the latest day, differ by customer.
    """
    voltage = {"high": "高圧", "low": "低圧"}[supply_start.voltage]
    summary = f"廃止取次（{voltage}）：{long_date(base)}に登録できる供給開始日の末日"
    uid = f"supply-start-{supply_start.voltage}-{base}-{supply_start.latest}"
    event = _day(supply_start.latest, summary, supply_start.because, uid)
    return _file([event], "廃止取次の供給開始日", stamp)


def renewal_file(
    renewals: Iterable[Renewal[Expiring]], office: OfficeCalendar, stamp: datetime
) -> bytes:
    """Return a file with the last cut-off for renewing each certificate, unless too late.

    The UID is that of the certificate, so that several files can be imported.
    """
    unfiltered = (
        _renewal(renewal.certificate, renewal.last.cutoff, office)
        for renewal in renewals
        if renewal.last is not None
    )
    events = {event.uid: event for event in unfiltered}
    return _file(events.values(), "クライアント証明書の更新の締切", stamp)


def _renewal(certificate: Expiring, cutoff: Cutoff, office: OfficeCalendar) -> Event:
    name = certificate.common_name or f"シリアル番号 {certificate.serial}"
    words = [
        "次の証明書の更新に間に合う最後の締切です（FAQ 3-4、3-6）。",
        _description_line(certificate),
    ]
    words += cutoff_reasons(cutoff)
    uid = f"renewal-{certificate.serial}-{_fingerprint(certificate)}"
    return _closing(cutoff, f"証明書（{name}）の更新の最終締切 17:00", words, uid, office)


def board_file(rows: Iterable["BoardRow"], office: OfficeCalendar, stamp: datetime) -> bytes:
    """Write the last cut-off for renewing what runs out; one that has passed has none.

    An event's UID is that of its certificate in the register, so that a date that has moved moves
    its event. Alarms ring at 9:00: two open days before, and a week before on an open day.
    """
    found = [
        _running_out(row, row.last.cutoff, office)
        for row in rows
        if row.last is not None and row.cutoffs_left
    ]
    return _file(found, "登録台帳：証明書の更新の締切", stamp)


def _running_out(row: "BoardRow", cutoff: Cutoff, office: OfficeCalendar) -> Event:
    one = row.certificate
    named = f"{row.name}（{row.code}）証明書 {one.common_name or one.written}"
    ends = f"（{long_date(row.date)}）" if row.date else ""
    words = [f"{row.about}{ends}の更新に間に合う最後の締切です（FAQ 3-4、3-6）。"]
    if row.returned:
        words.append("申込みが差し戻されています。再提出してください。")
    words += cutoff_reasons(cutoff)
    uid = f"register-{row.code}-{one.table}-{one.serial}"
    event = _closing(cutoff, f"{named}の更新の最終締切 17:00", words, uid, office)
    closes_on = cutoff.closes_at.date()
    week_before = office.last_open_day(closes_on - WEEK)
    early = datetime.combine(week_before, _MORNING, _TOKYO)
    message = f"{event.summary}まで、あと{(closes_on - week_before).days}日です。"
    alarm = Alarm(cutoff.closes_at.astimezone(_TOKYO) - early, message)
    return replace(event, alarms=(alarm, *event.alarms))


def _fingerprint(certificate: Expiring) -> str:
    """Return a hash that distinguishes certificates of one serial from different issuers."""
    facts = (certificate.issuer, certificate.common_name, certificate.not_after.isoformat())
    return sha256("\n".join(facts).encode()).hexdigest()[:_FINGERPRINT]


def _description_line(certificate: Expiring) -> str:
    name = f"{certificate.common_name}　" if certificate.common_name else ""
    ends = long_date(certificate.not_after.date())
    return f"・{name}シリアル番号 {certificate.serial}　有効期限 {ends}"


def _file(events: Iterable[Event], name: str, stamp: datetime) -> bytes:
    """Write events; the UID of the calendar (RFC 7986) is derived from theirs."""
    import icalendar  # noqa: PLC0415 - it is loaded for a file alone

    listed = list(events)
    uids = "\n".join(sorted(event.uid for event in listed))
    uid = f"{sha256(uids.encode()).hexdigest()}@{_HOST}"
    calendar = icalendar.Calendar.new(name=name, prodid=_PRODUCT, uid=uid)
    for event in listed:
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
        calendar.add_component(component)
    if any(isinstance(event.start, datetime) for event in listed):
        calendar.subcomponents.insert(0, _tokyo())
    return bytes(calendar.to_ical())


@cache
def _tokyo() -> "icalendar.Timezone":
    """Return the time zone as calendar files define it; the library takes long to find it out."""
    import icalendar  # noqa: PLC0415 - it is loaded for a file alone

    return icalendar.Timezone.from_tzid(_TOKYO.key)


def _round(round_: Round, office: OfficeCalendar) -> Iterator[Event]:
    cutoff, expected = round_.cutoff, round_.registration.expected
    words = [
        f"{long_moment(cutoff.closes_at)}までにヘルプデスクへ提出してください。",
        f"登録は{long_date(expected)}頃の見込みです（FAQ 3-4）。",
        *reasons(round_),
    ]
    uid = f"cutoff-{cutoff.friday}"
    yield _closing(cutoff, "利用申込書の締切 17:00", words, uid, office)
    words = [f"{long_moment(cutoff.closes_at)}締切分の登録の見込みです。", *reasons(round_)]
    summary = "スイッチング支援システムの登録（見込み）"
    yield _day(expected, summary, "\n".join(words), f"registration-{cutoff.friday}")


def _test_week(week: ApiTestWeek, office: OfficeCalendar) -> Iterator[Event]:
    week_name = f"{long_date(week.monday)}の週"
    words = [
        f"{week_name}のAPI連携テストの申込みの締切です（FAQ 4-2）。",
        *cutoff_reasons(week.cutoff),
        *week_remarks(week),
    ]
    uid = f"api-test-cutoff-{week.monday}"
    summary = "API連携テスト申込みの締切 17:00"
    yield _closing(week.cutoff, summary, words, uid, office)
    uid = f"api-test-week-{week.monday}"
    summary, words = (
        "API連携テストの希望週",
        [
            "テストは週のうち4日間で実施され、対応できる事業者数には限りがあります（FAQ 4-2）。",
            *week_remarks(week),
        ],
    )
    yield _day(week.monday, summary, "\n".join(words), uid, days=_TEST_DAYS)


def _closing(
    cutoff: Cutoff, summary: str, words: Iterable[str], uid: str, office: OfficeCalendar
) -> Event:
    closes_at = cutoff.closes_at.astimezone(_TOKYO)
    alarm_text = f"{summary}まで、あと{_OPEN_DAYS_BEFORE}営業日です。"
    alarm = Alarm(closes_at - _alarm_at(cutoff, office), alarm_text)
    return Event(uid, summary, "\n".join(words), closes_at, alarms=(alarm,))


def _alarm_at(cutoff: Cutoff, office: OfficeCalendar) -> datetime:
    day = cutoff.closes_at.date()
    for _ in range(_OPEN_DAYS_BEFORE):
        day = office.last_open_day(day - DAY)
    return datetime.combine(day, _MORNING, _TOKYO)


def _day(first: date, summary: str, words: str, uid: str, *, days: int = 1) -> Event:
    return Event(uid, summary, words, first, first + DAY * days)
