"""Office closures: closed days that are neither weekends nor national holidays."""

import re
from calendar import isleap, monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from typing import Final

from rules.content import FOLDER, parse_content
from rules.errors import UserError
from schemas.toml_text import TomlError, parse_toml

_END_DAY: Final = re.compile(r"(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
"""A day of the closure's year or of another: 12-28, 2027-01-04."""
_TABLE_HEADER: Final = re.compile(r"\s*\[\[\s*closure\s*\]\]")
_LEAP_YEAR: Final = 2000  # stands for any year, so that 02-29 is valid
_MAX_CLOSURES: Final = 60
"""An estimate: some ten closures a year. Bounds the pairwise comparison, day by day."""
LONGEST: Final = timedelta(days=27)
"""The longest closure, shorter than any month; a longer one is a mistake (an estimate)."""


class ClosuresError(UserError, ValueError):
    """Raised for an unusable file of closures; the message is in Japanese."""


@dataclass(frozen=True, slots=True)
class Closure:
    """A range of closed days, both ends included; it recurs yearly if its ends have no year."""

    name: str
    first: str = field(metadata={"key": "from"})
    last: str = field(metadata={"key": "to"})
    source: str = ""
    assumption: bool = False

    def __post_init__(self) -> None:
        """Validate the name and the range of days.

        Raises ValueError if the name is empty, or the range is invalid or too long.
        """
        ends = (self.first, self.last)
        if not self.name or not all(map(_END_DAY.fullmatch, ends)) or len({*map(len, ends)}) > 1:
            raise ValueError(self)
        if self.is_yearly:
            first = date.fromisoformat(f"{_LEAP_YEAR}-{self.first}")
            ends_in = _LEAP_YEAR + (self.last < self.first)
            last = date.fromisoformat(f"{ends_in}-{self.last}")
        else:
            first, last = date.fromisoformat(self.first), date.fromisoformat(self.last)
        if not first <= last < first + LONGEST:
            raise ValueError(self)

    @property
    def is_yearly(self) -> bool:
        """Return whether the closure recurs every year."""
        return len(self.first) == len("MM-DD")

    def covers(self, day: date) -> bool:
        """Return whether the closure includes this day."""
        if not self.is_yearly:
            return self.first <= day.isoformat() <= self.last
        month_day = day.isoformat()[5:]
        if self.first <= self.last:
            return self.first <= month_day <= self.last
        return month_day >= self.first or month_day <= self.last


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A closed day, and the name of the holiday, closure or weekday that closes it."""

    date: date
    why: str


def read_closures(text: str) -> tuple[Closure, ...]:
    """Parse closures from TOML.

    Raises ClosuresError if the text is not TOML, or an entry is not a closure.
    """
    try:
        content = parse_toml(text)
    except TomlError as error:
        raise ClosuresError(f"休業日ファイル{error}") from error
    entries = content.pop("closure", [])
    if content or not isinstance(entries, list):
        raise ClosuresError("休業日ファイルには [[closure]] のみを記述してください。")
    if len(entries) > _MAX_CLOSURES:
        raise ClosuresError(f"休業日ファイルの [[closure]] が多すぎます（{_MAX_CLOSURES}件まで）。")
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if _TABLE_HEADER.match(line)]
    if len(lines) != len(entries):  # inline tables: number the entries instead of the lines
        lines = list(range(1, len(entries) + 1))
    closures = {line: _closure(line, entry) for line, entry in zip(lines, entries, strict=True)}
    _check_overlaps(closures)
    _check_closed_months(closures.values())
    return tuple(closures.values())


def _closure(line: int, entry: object) -> Closure:
    try:
        return parse_content(Closure, entry)
    except ValueError as error:
        raise ClosuresError(
            f"休業日ファイルの{line}行目の [[closure]] を確認してください。"
            'name、from、to が必要です。日付は "12-29"（毎年）または "2026-12-29" の形式とし、'
            "to は from 以降の日付、1つの休業は27日以内としてください。"
        ) from error


def _check_overlaps(closures: Mapping[int, Closure]) -> None:
    for (line, one), (other_line, other) in combinations(closures.items(), 2):
        if any(one.covers(day) and other.covers(day) for day in _days_of_years((one, other))):
            raise ClosuresError(
                f"休業日ファイルの{line}行目と{other_line}行目の休業「{one.name}」と"
                f"「{other.name}」の期間が重複しています。1つにまとめてください。"
            )


def _check_closed_months(closures: Iterable[Closure]) -> None:
    given = tuple(closures)
    closed = {day for day in _days_of_years(given) if any(closure.covers(day) for closure in given)}
    months = Counter((day.year, day.month) for day in closed)
    for (year, month), days in months.items():
        if days == monthrange(year, month)[1]:
            raise ClosuresError(
                f"休業日ファイルでは、{month}月がすべて休業になります。期間を確認してください。"
            )


def _days_of_years(closures: Iterable[Closure]) -> Iterator[date]:
    """Yield every day of the years in closures, and of a leap year for yearly ones."""
    years = {int(edge[:4]) for c in closures if not c.is_yearly for edge in (c.first, c.last)}
    for year in {_LEAP_YEAR, *years}:
        first = date(year, 1, 1)
        yield from (first + timedelta(days=n) for n in range(365 + isleap(year)))


def shipped_closures() -> tuple[Closure, ...]:
    """Return the built-in closures; those that are assumptions are marked so."""
    return read_closures((FOLDER / "dates" / "closures.toml").read_text(encoding="utf-8"))
