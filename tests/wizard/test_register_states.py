"""The states of applications in a stored register, against a model that is written by hand.

June and July 2026 up to the 17th have no holiday: what is sent from a Saturday to a Friday is
collected on that Friday and registered on the Friday after.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from rules.dates.cutoff import JST
from rules.dates.workdays import OfficeCalendar
from rules.register.fold import Register, fold
from rules.register.records import ApplicationState, RecordedApplication, record
from tests.nightly import NIGHTLY, examples
from tests.rules.histories import CODE, Answers, change, new
from tests.wizard.places import sqlite_in

ME, ANOTHER = "臼井", "川上"
CALENDAR: Final = OfficeCalendar.shipped()
FIRST_DAY, LAST_DAY = date(2026, 6, 1), date(2026, 7, 10)
PATHS: Final = ("phone", "result_email")

DAYS: Final = st.integers(0, 5)
"""How long ago a form is dated, or how long it takes."""


@dataclass
class Application:
    """What the model knows of an application: what it sets, and what a person said."""

    number: int
    record: RecordedApplication = field(repr=False)
    values: dict[str, str]
    applied_on: date
    state: str | None
    version: int = 1
    sent_on: date | None = None
    registered_on: date | None = None
    is_superseded: bool = False

    @property
    def registration(self) -> date:
        """The day on which it is registered, unless something happens to it."""
        sent = self.sent_on or self.applied_on
        friday = sent + timedelta((4 - sent.weekday()) % 7)
        return self.registered_on or friday + timedelta(7)

    def state_on(self, today: date) -> str:
        """Return how far it is on a day."""
        if self.is_superseded and self.state != "withdrawn":
            return "returned"
        if self.state in {"made", "returned", "withdrawn"}:
            return str(self.state)
        if (self.sent_on or self.applied_on) > today:
            return "made"
        is_said = self.state == "registered" and self.registered_on is None
        return "registered" if is_said or self.registration <= today else "sent"


class RegisterStates(RuleBasedStateMachine):
    """One business, whose applications are taken in, sent, answered and sent again."""

    def __init__(self) -> None:
        """Begin with an empty database."""
        super().__init__()
        self.stack = ExitStack()
        folder = Path(self.stack.enter_context(TemporaryDirectory()))
        self.kept = self.stack.enter_context(sqlite_in(folder / "data")).registers()
        self.known: list[Application] = []
        self.today, self.count = FIRST_DAY, 0

    def teardown(self) -> None:
        """Delete the database."""
        self.stack.close()

    def take(
        self, answers: Answers, values: dict[str, str], state: str | None, before: str | None = None
    ) -> Application:
        """Keep an application in the database and in the model."""
        one = record(
            answers, [f"{len(self.known)}.xlsx"], ApplicationState(state) if state else None
        )
        assert one is not None
        one = replace(one, supersedes=before)
        number = self.kept.add(ME, one, b"workbook")
        taken = Application(number, one, values, one.applied_on, state)
        self.known.append(taken)
        return taken

    def values(self, paths: set[str]) -> dict[str, str]:
        """Return values that no other application has."""
        self.count += 1
        every = {
            "phone": f"03-3501-{self.count:04}",
            "result_email": f"r{self.count}@example.co.jp",
        }
        return {path: every[path] for path in PATHS if path in paths}

    @initialize()
    def begin(self) -> None:
        """Take in the new application; what is sent on Friday 05-29 is registered on 06-05."""
        values = {"phone": "03-3501-1511", "result_email": "result@example.co.jp"}
        self.take(new("2026-05-29"), values, None)

    @rule(
        paths=st.sets(st.sampled_from(PATHS), min_size=1),
        state=st.sampled_from([None, "made", "sent"]),
        ago=DAYS,
    )
    def take_in(self, paths: set[str], state: str | None, ago: int) -> None:
        """Take in a form of the last days; nobody may have said anything of it."""
        values, day = self.values(paths), max(FIRST_DAY, self.today - timedelta(ago))
        self.take(change(day.isoformat(), business=values), values, state)

    @rule(data=st.data())
    def take_in_again(self, data: st.DataObject) -> None:
        """Take in what is there already: what was said of it stays."""
        one = data.draw(st.sampled_from(self.known))
        again = replace(one.record, files=("copy.xlsx",), state=ApplicationState.WITHDRAWN)
        assert self.kept.add(ME, again) == one.number

    @rule(data=st.data(), after=DAYS)
    def send(self, data: st.DataObject, after: int) -> None:
        """Say on which day an application was sent, or will be."""
        one = data.draw(st.sampled_from(self.known))
        self.say(one, "sent", sent_on=one.applied_on + timedelta(after))

    @rule(data=st.data(), days=st.none() | st.integers(-3, 7))
    def confirm(self, data: st.DataObject, days: int | None) -> None:
        """Say that an application is registered, and perhaps since when."""
        one = data.draw(st.sampled_from(self.known))
        day = None if days is None else max(one.applied_on, self.today + timedelta(days))
        self.say(one, "registered", registered_on=day)

    @rule(data=st.data(), state=st.sampled_from(["made", "returned", "withdrawn"]))
    def stop(self, data: st.DataObject, state: str) -> None:
        """Say that an application was not sent, was returned, or was withdrawn."""
        self.say(data.draw(st.sampled_from(self.known)), state)

    def say(self, one: Application, state: str, **days: date | None) -> None:
        """Keep what a person says; another owner's word does not count."""
        new_state = ApplicationState(state)
        assert not self.kept.set_state(ANOTHER, one.number, ApplicationState.WITHDRAWN)
        assert self.kept.set_state(ME, one.number, new_state, **days)
        one.state = state
        one.sent_on, one.registered_on = days.get("sent_on"), days.get("registered_on")

    def mendable(self) -> list[Application]:
        """Return the changes that can be sent again: all but the withdrawn."""
        return [one for one in self.known[1:] if not one.is_superseded and one.state != "withdrawn"]

    @precondition(lambda self: self.mendable())
    @rule(data=st.data())
    def send_again(self, data: st.DataObject) -> None:
        """Mend an application, and send its next version."""
        one = data.draw(st.sampled_from(self.mendable()))
        values = self.values(set(one.values))
        answers = change(self.today.isoformat(), business=values)
        again = self.take(answers, values, "sent", before=one.record.digest)
        again.version, one.is_superseded = one.version + 1, True

    @precondition(lambda self: self.today < LAST_DAY)
    @rule(days=st.integers(1, 5))
    def wait(self, days: int) -> None:
        """Let days go by."""
        self.today = min(LAST_DAY, self.today + timedelta(days))

    @rule()
    def delete(self) -> None:
        """Delete the business: it begins anew; another owner deletes nothing."""
        self.kept.delete_business(ANOTHER, CODE)
        assert len(self.kept.applications(ME)) == len(self.known)
        self.kept.delete_business(ME, CODE)
        assert self.kept.codes(ME) == []
        self.known.clear()
        self.begin()

    @invariant()
    def is_as_modelled(self) -> None:
        """Compare what is folded from the database with the model."""
        if not self.known:
            return
        saved = self.kept.applications(ME)
        at = datetime.combine(self.today, time(12), JST)
        register = fold([one.record for one in saved], at, CALENDAR)
        assert self.states(register) == self.expected_states()
        entries = {path: register.entries.get(f"business.{path}") for path in PATHS}
        assert {
            path: (entry.value, entry.since) for path, entry in entries.items() if entry
        } == dict(self.expected_entries())
        is_active = self.known[0].state_on(self.today) == "registered"
        assert (register.status == "active") == is_active

    def states(self, register: Register) -> dict[str, tuple[str, int]]:
        """Return state and version of the applications of a register."""
        return {
            one.record.digest: (one.progress.state.value, one.version)
            for one in register.applications
        }

    def expected_states(self) -> dict[str, tuple[str, int]]:
        """Return state and version as the model has them."""
        return {one.record.digest: (one.state_on(self.today), one.version) for one in self.known}

    def expected_entries(self) -> Iterator[tuple[str, tuple[str, date]]]:
        """Yield what is registered: the last by date, but for what one day says in two ways."""
        states = [(one, one.state_on(self.today)) for one in self.known]
        effective = [one for one, state in states if state in {"sent", "registered"}]
        registered = [one for one, state in states if state == "registered"]
        for path in PATHS:
            days: list[Any] = [(o.applied_on, o.version) for o in effective if path in o.values]
            found = [
                one
                for one in sorted(registered, key=lambda one: one.applied_on)
                if path in one.values and [day for day, _ in days].count(one.applied_on) == 1
            ]
            if found:
                since = min(found[-1].registration, self.today)
                yield path, (found[-1].values[path], since)


TestRegisterStates = RegisterStates.TestCase
TestRegisterStates.settings = settings(
    max_examples=examples(80), stateful_step_count=60 if NIGHTLY else 20
)
