"""The values of options that several commands have: moments, days, closures."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rules.dates.cutoff import JST, moment
from rules.dates.workdays import OfficeCalendar
from schemas.cleaning import FIRST_YEAR, LAST_YEAR
from schemas.days import DateError, parse_date
from wizard.commands.exits import CallError
from wizard.core.files import printable
from wizard.core.moments import calendar, calendar_from

if TYPE_CHECKING:
    from wizard.core.register.lookup import RegisterLookup


def calendar_of(closures: str | None) -> OfficeCalendar:
    """Return the calendar that --closures names; without it the installation's."""
    if closures is None:
        return calendar()
    return OfficeCalendar() if closures == "none" else calendar_from(Path(closures))


def moment_of(at: str | None) -> datetime:
    """Return the moment that --at names; without one it is now."""
    return datetime.now(JST) if at is None else moment(at)


def lookup_of(
    paths: tuple[Path, ...], now: datetime, office: OfficeCalendar
) -> "RegisterLookup | None":
    """Return the registers that --register names; None without one.

    Raises:
        CallError: no application is there.

    """
    if not paths:
        return None
    from wizard.core.register.lookup import RegisterLookup  # noqa: PLC0415 - for calls that name one
    from wizard.core.register.sources import read_sources  # noqa: PLC0415 - the same

    sources = read_sources(paths, now, office)
    if not sources.records:
        named = "、".join(map(printable, paths))
        message = f"「{named}」に、台帳に反映する申込書がありません。"
        raise CallError(message)
    return RegisterLookup(sources, now, office)


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
