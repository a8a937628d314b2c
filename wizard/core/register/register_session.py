"""State of the register's pages. Kept in the session."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from wizard.core.focus_target import FocusTarget
from wizard.core.register.renewal_session import RenewalChoice


@dataclass(frozen=True, slots=True)
class AskedDay:
    """A day that is asked before something is kept.

    ``place`` is the part of the page that asks, ``keep`` what is called with the day; ``first`` is
    the first day that it can be, None where none is known; ``error`` is what was wrong with it.
    """

    place: str
    title: str
    label: str
    keep: Callable[[date], None]
    first: date | None = None
    error: str = ""

    def refused(self, why: str) -> "AskedDay":
        """Return the same, with what was wrong with the day."""
        return replace(self, error=why)


@dataclass
class RegisterSession(FocusTarget):
    """What a visitor is about to do on the pages of the register.

    ``confirms_deletion_of`` is the code of a business whose deletion is to be confirmed;
    ``asked_day`` what is kept once its day is known; ``trouble`` says why something was not
    stored; ``done`` what was done last, and ``place`` which part of the page says so (empty for
    its top). ``address`` is what the pages were shown at, ``is_reported`` whether ``done`` is
    yet to be shown. ``choice`` are the certificates of a business that are to be renewed.
    """

    confirms_deletion_of: str = ""
    asked_day: AskedDay | None = None
    trouble: str = ""
    done: str = ""
    place: str = ""
    address: Mapping[str, str] = field(default_factory=dict)
    is_reported: bool = False
    choice: RenewalChoice = field(default_factory=RenewalChoice)

    def arrive(self, address: Mapping[str, str], *, from_elsewhere: bool) -> None:
        """Note which address is shown; from another, nothing of before is shown.

        An address that names a part of a page leads there.
        """
        is_new = from_elsewhere or self.address != address
        if is_new:
            self.choice = RenewalChoice()
        if is_new and (part := address.get("part")) and not self.is_reported:
            self.point_at(part)
        if is_new and not self.is_reported:
            self.clear()
        self.address, self.is_reported = address, False

    def report(self, done: str, place: str = "") -> None:
        """Say what was done, at a part of the page, and lead there."""
        self.done, self.place, self.is_reported = done, place, True
        self.point_at("answer" if place else "heading")

    def clear(self) -> None:
        """Forget what was said of the last step."""
        self.asked_day = None
        self.confirms_deletion_of = self.trouble = self.done = self.place = ""
