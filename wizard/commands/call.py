"""The values of options that several commands have: moments, days, closures."""

from datetime import date, datetime
from pathlib import Path

from rules.dates.cutoff import JST, moment
from rules.dates.workdays import OfficeCalendar
from schemas.cleaning import FIRST_YEAR, LAST_YEAR
from schemas.days import DateError, parse_date
from wizard.commands.exits import CallError
from wizard.core.files import printable
from wizard.core.moments import calendar, calendar_from


def calendar_of(closures: str | None) -> OfficeCalendar:
    """Return the calendar that --closures names; without it the installation's."""
    if closures is None:
        return calendar()
    return OfficeCalendar() if closures == "none" else calendar_from(Path(closures))


def moment_of(at: str | None) -> datetime:
    """Return the moment that --at names; without one it is now."""
    return datetime.now(JST) if at is None else moment(at)


def day_of(text: str) -> date:
    """Read a day, as 2026-11-27 or as 2026年11月27日.

    Raises:
        CallError: the text is no day, or its year is not from 1986 to 2099.

    """
    try:
        return parse_date(text)
    except DateError as error:
        why = "の年は対象外です" if error.code == "date-out-of-range" else "を読み取れません"
        message = (
            f"日付「{printable(text)}」{why}。2026-11-27 の形式で、"
            f"{FIRST_YEAR}年から{LAST_YEAR}年までの日付を指定してください。"
        )
        raise CallError(message) from error
