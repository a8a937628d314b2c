"""State of the calendar page: view, questions and closures. Kept in the session."""

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from rules.dates.closures import Closure
from rules.dates.planning import check_year
from rules.dates.workdays import OfficeCalendar
from schemas.cleaning import FIRST_YEAR, LAST_YEAR
from wizard.core.deadlines.inquiry import HIGH, SEND
from wizard.core.focus_target import FocusTarget

MONTH: Final = "month"
YEAR: Final = "year"
VIEWS: Final = {MONTH: "1か月", YEAR: "1年"}

ASSUMED: Final = "assumed"
NO_CLOSURES: Final = "none"
FROM_FILE: Final = "file"


@dataclass
class Planner(FocusTarget):
    """The state of the calendar page in a session.

    ``month`` is the first day of the month that is shown; ``address`` are the last query parameters
    of the page. ``typed`` are the fields by their keys, which outlive a reload; ``asked`` are those
    of the present answer, or None, and ``errors`` their error messages by field. ``own_closures``
    are from a file of the user; ``office`` is the calendar of the other pages.
    """

    month: date
    view: str = MONTH
    address: dict[str, str] = field(default_factory=dict)
    closures: str = ASSUMED
    own_closures: tuple[Closure, ...] | None = None
    typed: MutableMapping[str, str] = field(default_factory=dict)
    asked: dict[str, str] | None = None
    errors: dict[str, str] = field(default_factory=dict)
    office: OfficeCalendar = field(default_factory=OfficeCalendar.shipped)
    calendar: OfficeCalendar = field(default_factory=OfficeCalendar.shipped)

    @property
    def question(self) -> str:
        """Return which question is asked."""
        return self.typed.get("question", SEND)

    @property
    def voltage(self) -> str:
        """Return the voltage that a supply start is asked for."""
        return self.typed.get("voltage", HIGH)

    def can_turn(self, months: int) -> bool:
        """Return whether the month can be moved by a number of months."""
        return FIRST_YEAR <= self._number(months) // 12 <= LAST_YEAR

    def turn(self, months: int) -> None:
        """Move the month by a number of months.

        Raises MomentError if its year is not from 1986 to 2099.
        """
        number = self._number(months)
        self.show(date(number // 12, number % 12 + 1, 1))

    def _number(self, months: int) -> int:
        return self.month.year * 12 + self.month.month - 1 + months

    def show(self, day: date) -> None:
        """Show the month of a day. Raises MomentError if the year is not from 1986 to 2099."""
        check_year(day)
        self.month = day.replace(day=1)

    def reckon_with(self, closures: str, own: tuple[Closure, ...] | None) -> None:
        """Select the closures: assumed, none, or from the user's file."""
        self.closures, self.own_closures = closures, own
        self.calendar = OfficeCalendar(self.in_force())

    def in_force(self) -> tuple[Closure, ...]:
        """Return the selected closures."""
        if self.closures == FROM_FILE and self.own_closures is not None:
            return self.own_closures
        return () if self.closures == NO_CLOSURES else self.office.closures

    def forget_answer(self) -> None:
        """Clear the answer and its errors."""
        self.asked, self.errors = None, {}
