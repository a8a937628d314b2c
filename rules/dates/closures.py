"""Office closures as data: days that are closed though they are neither weekend nor holiday."""

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

_EDGE: Final = re.compile(r"(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
_HEAD: Final = re.compile(r"\s*\[\[\s*closure\s*\]\]")
_LEAP_YEAR: Final = 2000
_MOST_CLOSURES: Final = 60
"""An office closes some ten times a year; each is held against each other, day by day."""
LONGEST: Final = timedelta(days=27)
"""A closure is shorter than any month; longer ones are mistakes."""


class ClosuresError(UserError, ValueError):
    """A file of closures that cannot be used; the text says why, in Japanese."""


@dataclass(frozen=True, slots=True)
class Closure:
    """A range of closed days, both ends included; yearly where its ends name no year."""

    name: str
    first: str = field(metadata={"key": "from"})
    last: str = field(metadata={"key": "to"})
    source: str = ""
    assumption: bool = False

    def __post_init__(self) -> None:
        """Refuse a closure without a name, and ends that are no range of days.

        Raises:
            ValueError: it is one.

        """
        edges = (self.first, self.last)
        if not self.name or not all(map(_EDGE.fullmatch, edges)) or len({*map(len, edges)}) > 1:
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
        """Return whether the closure comes back every year."""
        return len(self.first) == len("MM-DD")

    def covers(self, day: date) -> bool:
        """Return whether the office is closed on this day for this reason."""
        if not self.is_yearly:
            return self.first <= day.isoformat() <= self.last
        month_day = day.isoformat()[5:]
        if self.first <= self.last:
            return self.first <= month_day <= self.last
        return month_day >= self.first or month_day <= self.last


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day that does not count, and the name of its reason."""

    date: date
    why: str


def read_closures(text: str) -> tuple[Closure, ...]:
    """Read closures from TOML.

    Raises:
        ClosuresError: the text is no TOML, or an entry is not a closure.

    """
    try:
        content = parse_toml(text)
    except TomlError as error:
        message = f"休業日ファイル{error}"
        raise ClosuresError(message) from error
    entries = content.pop("closure", [])
    if content or not isinstance(entries, list):
        message = "休業日ファイルには [[closure]] のみを記述してください。"
        raise ClosuresError(message)
    if len(entries) > _MOST_CLOSURES:
        message = f"休業日ファイルの [[closure]] が多すぎます（{_MOST_CLOSURES}件まで）。"
        raise ClosuresError(message)
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if _HEAD.match(line)]
    if len(lines) != len(entries):  # written in another way: count the entries instead
        lines = list(range(1, len(entries) + 1))
    closures = {line: _closure(line, entry) for line, entry in zip(lines, entries, strict=True)}
    _refuse_overlaps(closures)
    _refuse_closed_months(closures.values())
    return tuple(closures.values())


def _closure(line: int, entry: object) -> Closure:
    try:
        return parse_content(Closure, entry)
    except ValueError as error:
        message = (
            f"休業日ファイルの{line}行目の [[closure]] を確認してください。"
            'name、from、to が必要です。日付は "12-29"（毎年）または "2026-12-29" の形式とし、'
            "to は from 以降の日付、1つの休業は27日以内としてください。"
        )
        raise ClosuresError(message) from error


def _refuse_overlaps(closures: Mapping[int, Closure]) -> None:
    for (line, one), (other_line, other) in combinations(closures.items(), 2):
        if any(one.covers(day) and other.covers(day) for day in _days_near((one, other))):
            message = (
                f"休業日ファイルの{line}行目と{other_line}行目の休業「{one.name}」と"
                f"「{other.name}」の期間が重複しています。1つにまとめてください。"
            )
            raise ClosuresError(message)


def _refuse_closed_months(closures: Iterable[Closure]) -> None:
    given = tuple(closures)
    closed = {day for day in _days_near(given) if any(closure.covers(day) for closure in given)}
    months = Counter((day.year, day.month) for day in closed)
    for (year, month), days in months.items():
        if days == monthrange(year, month)[1]:
            message = (
                f"休業日ファイルでは、{month}月がすべて休業になります。期間を確認してください。"
            )
            raise ClosuresError(message)


def _days_near(closures: Iterable[Closure]) -> Iterator[date]:
    """Yield every day of the years that closures name, and of a leap year for the yearly ones."""
    years = {int(edge[:4]) for c in closures if not c.is_yearly for edge in (c.first, c.last)}
    for year in {_LEAP_YEAR, *years}:
        first = date(year, 1, 1)
        yield from (first + timedelta(days=n) for n in range(365 + isleap(year)))


def shipped_closures() -> tuple[Closure, ...]:
    """Return the closures that come with the rules; assumptions say that they are."""
    return read_closures((FOLDER / "dates" / "closures.toml").read_text(encoding="utf-8"))
