"""The values of options that several commands have: moments, days, closures."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rules.dates.cutoff import JST, moment
from rules.dates.workdays import OfficeCalendar
from schemas.cleaning import FIRST_YEAR, LAST_YEAR
from schemas.days import DateError, parse_date
from wizard.commands.exits import GIVE_FORMS, CallError
from wizard.core.files import printable
from wizard.core.moments import calendar, calendar_from
from wizard.core.settings import settings

if TYPE_CHECKING:
    from wizard.core.register.lookup import RegisterLookup
    from wizard.core.register.sources import RegisterSources


def calendar_of(closures: str | None) -> OfficeCalendar:
    """Return the calendar that --closures names; without it the installation's."""
    if closures is None:
        return calendar()
    return OfficeCalendar() if closures == "none" else calendar_from(Path(closures))


def moment_of(at: str | None) -> datetime:
    """Return the moment that --at names; without one it is now."""
    return datetime.now(JST) if at is None else moment(at)


def sources_of(paths: tuple[Path, ...], now: datetime, office: OfficeCalendar) -> "RegisterSources":
    """Return the applications of files and folders; ``database`` is the installation's own."""
    from wizard.core.register.sources import read_sources  # noqa: PLC0415 - for calls that name one

    sources = read_sources([one for one in paths if not _is_database(one)], now, office)
    if any(map(_is_database, paths)):
        _add_saved(sources)
    return sources


def _is_database(path: Path) -> bool:
    """Return whether a path names the installation's own registers; a file of the name is one."""
    return path == Path("database") and not path.exists()


def _add_saved(sources: "RegisterSources") -> None:
    """Add the applications that the pages keep for the person at this machine."""
    from wizard.drafts.database import engine_of  # noqa: PLC0415 - for calls that name it
    from wizard.drafts.registers import THIS_MACHINE, SavedRegisters  # noqa: PLC0415 - the same
    from wizard.drafts.saved_rows import DraftsError  # noqa: PLC0415 - the same

    try:
        saved = SavedRegisters(engine_of(settings()))
        records = [one.record for one in saved.applications(THIS_MACHINE)]
        sources.gone += saved.gone(THIS_MACHINE)
        sources.answered += saved.answered(THIS_MACHINE)
    except DraftsError as error:
        raise CallError(str(error)) from error
    sources.records += records
    sources.files += len(records)


def lookup_of(
    paths: tuple[Path, ...], now: datetime, office: OfficeCalendar
) -> "RegisterLookup | None":
    """Return the registers that --register names; None without one."""
    if not paths:
        return None
    from wizard.core.register.lookup import RegisterLookup  # noqa: PLC0415 - for calls that name one

    for path in paths:
        if not (_is_database(path) or path.exists()):
            raise CallError(
                f"「{printable(path)}」が見つかりません。台帳の場所を確認してください。"
            )
    sources = sources_of(paths, now, office)
    if not sources.records:
        named = "、".join(map(printable, paths))
        raise CallError(f"「{named}」に、台帳に反映する申込書がありません。{GIVE_FORMS}")
    # the installation's own registers are judged by as on its pages
    leaves_unknown = any(map(_is_database, paths))
    return RegisterLookup(sources, now, office, leaves_unknown=leaves_unknown)


def day_of(text: str) -> date:
    """Read a day, as 2026-11-27 or as 2026年11月27日."""
    try:
        return parse_date(text)
    except DateError as error:
        why = "の年は対象外です" if error.code == "date-out-of-range" else "を読み取れません"
        raise CallError(
            f"日付「{printable(text)}」{why}。2026-11-27 の形式で、"
            f"{FIRST_YEAR}年から{LAST_YEAR}年までの日付を指定してください。"
        ) from error
