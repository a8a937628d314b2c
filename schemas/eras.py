"""The Japanese eras, newest first."""

from datetime import date
from typing import Final, NamedTuple


class Era(NamedTuple):
    """An era: its name, its Latin abbreviation, its first day and its last year."""

    name: str
    letter: str
    first_day: date
    last_year: int

    def year_of(self, year: int) -> int:
        """Return the era year of a Gregorian year; the first is 1."""
        return year - self.first_day.year + 1


ERAS: Final = (
    Era("令和", "R", date(2019, 5, 1), date.max.year),
    Era("平成", "H", date(1989, 1, 8), 2019),
    Era("昭和", "S", date(1926, 12, 25), 1989),
    Era("大正", "T", date(1912, 7, 30), 1926),
    Era("明治", "M", date(1868, 1, 25), 1912),
)
"""First days as set by law; for 明治, the first day in the Gregorian calendar."""
