"""廃止取次: the latest supply start that can be registered. FAQ 5-1."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from rules.dates.cutoff import MomentError
from rules.dates.date_text import long_date
from rules.dates.planning import check_year

_HIGH_VOLTAGE_DAYS: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class SupplyStart:
    """The latest day, the latest under every reading of the FAQ, and a Japanese explanation.

    ``voltage`` is ``high`` or ``low``.
    """

    latest: date
    latest_certain: date
    because: str
    voltage: str


def high_voltage(base: date) -> SupplyStart:
    """Return the day one calendar year ahead: 365 days, or 366 across a 29 February."""
    check_year(base)
    certain = base + _HIGH_VOLTAGE_DAYS
    latest = base + relativedelta(years=1)
    if latest == certain:
        return SupplyStart(latest, certain, "高圧は365暦日先まで登録できます。", "high")
    because = (
        "高圧は365暦日先まで（閏年は366暦日先まで）登録できます。期間に2月29日が含まれるため"
        f"366暦日先としましたが、{long_date(latest)}は閏年の数え方によっては登録できない場合があります。"
        f"確実に登録できるのは{long_date(certain)}までです。"
    )
    return SupplyStart(latest, certain, because, "high")


def low_voltage(base: date, readings: tuple[date, date]) -> SupplyStart:
    """Return the meter-reading day after next; the user enters both reading days.

    Raises MomentError if base and reading days are not in ascending order, or a year is not from
    1986 to 2099.
    """
    following, after_next = readings
    for day in (base, *readings):
        check_year(day)
    if not base < following < after_next:
        raise MomentError("検針日は、登録日より後の次回・次々回の順に指定してください。")
    because = f"低圧は次々回の検針日（{long_date(after_next)}）まで登録できます。"
    return SupplyStart(after_next, after_next, because, "low")
