"""Rules about an application beside what is registered: all of them, and those on its changes.

FAQ 3-4, 3-5.
"""

from collections.abc import Iterator
from functools import partial
from typing import Final

from rules.dates.date_text import long_date
from rules.finding import Severity, Violation, shortened
from rules.obligations.rule import Rule, rule
from rules.register.business_findings import BUSINESS_RULES
from rules.register.context import RegisterContext
from rules.register.fold import FoldedApplication
from rules.register.holding_findings import HOLDING_RULES
from rules.register.holdings import CONTACT_DETAILS
from rules.register.identity import person_key
from rules.register.parts import (
    NAME,
    Changing,
    answer_at,
    certificate_rows,
    contact_rows,
    entries_given,
    touches,
)
from schemas.answers import KINDS
from schemas.application import ChangeApplication, StopApplication
from schemas.catalogue import label, row_numbers

_CHANGE_RULES: Final[list[Rule]] = []
change_rule = partial(rule, registry=_CHANGE_RULES)


@change_rule("register-unchanged", Severity.NOTE, "3-5")
def what_changes_is_another_value(
    application: Changing, context: RegisterContext
) -> Iterator[Violation]:
    """A change gives another value than the registered one."""
    for path, value in entries_given(application).items():
        entry = context.before.entries.get(path)
        is_same = entry is not None and entry.value == value
        if path != NAME and is_same and (path,) not in context.under_way:
            yield Violation(path)
    for path, person in contact_rows(application):
        key = person_key(person.name)
        known = context.before.contacts.get(key)
        details = {name: answer_at(person, name) for name in CONTACT_DETAILS}
        changes = {name: value for name, value in details.items() if value is not None}
        is_same = all(getattr(known, name, None) == value for name, value in changes.items())
        if person.action != "change" or known is None or ("contacts", key) in context.under_way:
            continue
        if changes and is_same:
            yield Violation(path)


@change_rule("register-under-way", Severity.WARNING, "3-4")
def nothing_under_way_touches_the_same(
    application: Changing | StopApplication, context: RegisterContext
) -> Iterator[Violation]:
    """An application waits until one that touches the same entry is registered."""
    own = {touch: path for touch, (path, _) in touches(application).items()}
    for table, path, row in certificate_rows(application):
        if row.action == "renew" and not answer_at(row, "replaces"):
            same = context.before.namesakes(table, row, context.day)
            own |= dict.fromkeys(same, f"{path}.common_name")
    rows: set[str] = set()
    for touch, path in own.items():
        row_path = path.rpartition(".")[0] if row_numbers(path) else path
        if touch in context.under_way and row_path not in rows:
            rows.add(row_path)
            yield _under_way(path, label(path), context.under_way[touch])
    for one in context.register.under_way:
        if one.record.kind == "stop":
            yield _under_way("kind", KINDS.word("stop"), one)


@change_rule("register-rename-under-way", Severity.WARNING, "3-7")
def no_rename_is_under_way(
    _application: ChangeApplication | StopApplication, context: RegisterContext
) -> Iterator[Violation]:
    """While a rename waits, a form bears one of two names."""
    for one in context.register.under_way:
        if one.record.kind == "rename":
            yield Violation("", dates_of(one))


def _under_way(path: str, what: str, one: FoldedApplication) -> Violation:
    file = shortened(one.record.source)
    return Violation(path, {"label": what, "file": file, **dates_of(one)})


def dates_of(one: FoldedApplication) -> dict[str, str]:
    """Return when an application was sent and will be registered, for a message."""
    sent, expected = one.record.sent_at.date(), one.progress.registration
    return {"sent": long_date(sent), "expected": long_date(expected)}


REGISTER_RULES: Final = (*BUSINESS_RULES, *HOLDING_RULES, *_CHANGE_RULES)
