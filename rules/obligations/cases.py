"""What each case obliges to: new (3-1, 3-3), change (3-5), rename (3-7), stop (3-8)."""

from collections.abc import Iterator
from datetime import date

from rules.dates.date_text import long_date
from rules.finding import Severity, Violation
from rules.obligations.rule import Now, if_known, rule
from schemas.answers import RenameProcedures
from schemas.application import (
    ChangeApplication,
    NewApplication,
    RenameApplication,
    StopApplication,
)
from schemas.catalogue import ENTRIES, TABLES, Entry, Need, Table


@rule("who-may-use", Severity.NOTE, "3-1")
def user_is_entitled(_application: NewApplication, _now: Now) -> Iterator[Violation]:
    """Retailers and demand-reduction contractors alone may use the system."""
    yield Violation("kind")


@rule("preparations-undone", Severity.ERROR, "3-3, 参考(1)")
def preparations_are_done(application: NewApplication, _: Now) -> Iterator[Violation]:
    """Membership and what follows it come before the application."""
    if not application.new.prepared:
        yield Violation("new.prepared")


@rule("nothing-to-change", Severity.ERROR, "3-5, 参考(2)")
def something_changes(application: ChangeApplication, _: Now) -> Iterator[Violation]:
    """A change names at least one thing that changes."""
    asked: list[Entry | Table] = [*ENTRIES.values(), *TABLES.values()]
    changeable = [item.path for item in asked if item.needs.get("change") is Need.CHANGE]
    if not any(_answer(application, path) for path in changeable):
        yield Violation("kind")


def _answer(application: ChangeApplication, path: str) -> object:
    found: object = application
    for name in path.split("."):
        found = getattr(found, name) if found is not None else None
    return found


@rule("previous-name-missing", Severity.WARNING, "3-7")
def previous_name_is_given(application: RenameApplication, _: Now) -> Iterator[Violation]:
    """The name until now should be given."""
    if application.rename.previous_name is None:
        yield Violation("rename.previous_name")


@rule("previous-name-unchanged", Severity.ERROR, "3-7")
def name_differs_from_previous(application: RenameApplication, _: Now) -> Iterator[Violation]:
    """The new name is not the one until now."""
    if application.rename.previous_name == application.business.name:
        yield Violation("rename.previous_name")


@rule("procedures-undone", Severity.ERROR, "3-7")
def procedures_are_done(application: RenameApplication, _: Now) -> Iterator[Violation]:
    """The four procedures come first; telling customers falls away where there are none."""
    rename = application.rename
    undone = [
        word
        for procedure, word in RenameProcedures.words
        if procedure not in rename.done and not (procedure == "customers" and rename.no_contracts)
    ]
    if undone:
        yield Violation("rename.done", {"undone": "、".join(undone)})


@rule("rename-ahead", Severity.WARNING, "3-7")
def rename_has_happened(application: RenameApplication, now: Now) -> Iterator[Violation]:
    """What follows a rename cannot be done before it: the ministry and OCCTO learn it afterwards.

    A warning, no error: the day of the rename is not one of the FAQ's entries, and what the FAQ
    asks for, the four ticks, is there; one of the two is wrong, and only the applicant knows which.
    Customers may well be told before the day.
    """
    rename, day = application.rename, application.rename.effective_on
    if day is None or day <= _day_of_sending(application, now):
        return
    done = [word for procedure, word in RenameProcedures.words if procedure in rename.done]
    after = [word for word in done if word != dict(RenameProcedures.words)["customers"]]
    if after:
        details = {"day": long_date(day), "done": "、".join(after)}
        yield Violation("rename.effective_on", details)


def _day_of_sending(application: RenameApplication, now: Now) -> date:
    """Return the day of the form, or today where it is earlier or not known."""
    today = now.at.date()
    return max(today, if_known(application, "applied_on") or today)


@rule("notice-method-missing", Severity.ERROR, "3-7")
def notice_method_is_given(application: RenameApplication, _: Now) -> Iterator[Violation]:
    """How customers are informed of the rename is written down."""
    rename = application.rename
    if rename.notice_method is None and not rename.no_contracts:
        yield Violation("rename.notice_method")


@rule("notice-letter-missing", Severity.ERROR, "3-7")
def notice_letter_is_attached(application: RenameApplication, _: Now) -> Iterator[Violation]:
    """The letter to customers is attached, or the form says that there is no contract."""
    rename = application.rename
    if rename.notice_attachment is None and not rename.no_contracts:
        yield Violation("rename.notice_attachment")


@rule("letter-without-contracts", Severity.WARNING, "3-7")
def letter_and_no_contracts_exclude_each_other(
    application: RenameApplication, _: Now
) -> Iterator[Violation]:
    """A letter to customers contradicts the statement that there are none."""
    if application.rename.notice_attachment and application.rename.no_contracts:
        yield Violation("rename.no_contracts")


@rule("rename-tick-unconfirmed", Severity.NOTE, "参考(3)")
def rename_tick_is_an_assumption(_application: RenameApplication, _now: Now) -> Iterator[Violation]:
    """The FAQ names no tick for a rename."""
    yield Violation("kind")


@rule("stop-before-completion", Severity.ERROR, "3-8, 参考(4)")
def processing_is_complete(application: StopApplication, _: Now) -> Iterator[Violation]:
    """All viewing and processing is done before the use stops."""
    if not application.stop.completed:
        yield Violation("stop.completed")
