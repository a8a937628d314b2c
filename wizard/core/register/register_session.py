"""State of the register's pages. Kept in the session."""

from dataclasses import dataclass, replace
from datetime import date

from rules.register.records import ApplicationState
from wizard.core.focus import FocusTarget


@dataclass(frozen=True, slots=True)
class KeptApplication:
    """An application by its number, with its days, and what it is about in words."""

    number: int
    sent_on: date | None
    expected: date
    about: str


@dataclass(frozen=True, slots=True)
class AskedDay:
    """A state of an application whose day is asked; ``error`` is what was wrong with it."""

    application: KeptApplication
    state: ApplicationState
    error: str = ""

    def refused(self, why: str) -> "AskedDay":
        """Return the same, with what was wrong with the day."""
        return replace(self, error=why)


@dataclass
class RegisterSession(FocusTarget):
    """What a visitor is about to do on the pages of the register.

    ``confirms_deletion_of`` is the code of a business whose deletion is to be confirmed;
    ``asked_day`` what is said of an application once its day is known; ``trouble`` says why
    something was not stored; ``done`` what was done last.
    """

    confirms_deletion_of: str = ""
    asked_day: AskedDay | None = None
    trouble: str = ""
    done: str = ""

    def clear(self) -> None:
        """Forget what was said of the last step."""
        self.asked_day = None
        self.confirms_deletion_of = self.trouble = self.done = ""
