"""The draft: all input for an application so far. Pages keep no other state."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from rules.dates.renewals import FileFacts
from rules.finding import Finding
from wizard.core.focus_target import FocusTarget


@dataclass
class Draft(FocusTarget):
    """One application in progress.

    ``answers`` are as typed, nested by the catalogue's paths; ``parts`` the sections that a
    change touches; ``pending_choices`` what is chosen by widgets that answer no path, until it
    is accepted; ``accepted`` the steps that were left without errors; ``judged`` the step that
    was last refused, for its ``errors``; ``finished_at`` the moment (Japan time) at which the
    form was finished; ``last_time`` the answers of the application before, empty where none was
    given; ``originals`` the suggestions that were taken, by the path; ``set_aside``
    what another case or other parts do not ask, for when they ask it again, and
    ``reports_set_aside`` whether that is news to who took the change back; ``files`` what the
    files of certificates say beside their rows, by serial; ``earlier_case`` what was applied for
    before the case was changed; ``row_change`` the row that was added or removed last, for as long
    as the session lasts.

    ``supersedes`` is the digest of the returned application of which this is the next version, and
    ``application_version`` which one that is (``wizard.core.versions``).

    ``version`` counts how often the draft was saved; ``trouble`` says why it could not be
    saved, ``conflicting_draft`` is what another page has saved instead; ``stays_in_memory``
    tells that it shall not be saved at all. ``owner`` is in whose list it stands: empty for the
    person at this machine, None for nobody; ``saved_at`` when this session saved it, and
    ``shown_step`` the step that it showed last.
    """

    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    version: int = 0
    stays_in_memory: bool = False
    trouble: str = ""
    conflicting_draft: "Draft | None" = None
    entitled: str = ""
    situation: str = ""
    parts: list[str] = field(default_factory=list)
    pending_choices: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    accepted: set[str] = field(default_factory=set)
    judged: str = ""
    errors: list[Finding] = field(default_factory=list)
    finished_at: datetime | None = None
    last_time: dict[str, Any] = field(default_factory=dict)
    originals: dict[str, "TakenSuggestion"] = field(default_factory=dict)
    set_aside: dict[str, Any] = field(default_factory=dict)
    reports_set_aside: bool = True
    files: dict[str, FileFacts] = field(default_factory=dict)
    earlier_case: "EarlierCase | None" = None
    supersedes: str = ""
    application_version: int = 1
    row_change: "RowChange | None" = None
    owner: str | None = None
    saved_at: datetime | None = None
    shown_step: str = ""

    @property
    def kind(self) -> str:
        """The case of the application, or empty before the first question is answered."""
        return str(self.answers.get("kind", ""))

    def forget_judgement(self) -> None:
        """Clear the errors, and mark the form as unfinished."""
        self.judged, self.errors, self.finished_at = "", [], None


class TakenSuggestion(NamedTuple):
    """What was typed, and the suggestion that was taken instead."""

    typed: str
    suggestion: str


@dataclass(frozen=True)
class EarlierCase:
    """The situation of a draft before another was chosen, with its parts and accepted steps."""

    situation: str
    kind: str
    parts: list[str]
    accepted: list[str]


@dataclass(frozen=True)
class RowChange:
    """Rows that were added from row ``number`` on, or the one that was removed there.

    ``earlier`` is the change of the same table before it, which can be taken back after it.
    """

    table: str
    number: int
    removed: dict[str, Any] | None = None
    added: tuple[dict[str, Any], ...] = ()
    earlier: "RowChange | None" = None


def get_at(answers: dict[str, Any], path: str) -> Any:  # noqa: ANN401 - as typed
    """Return the answer at a path, or None."""
    node: Any = answers
    for name in path.split("."):
        if isinstance(node, list):
            node = node[int(name)] if int(name) < len(node) else None
        elif isinstance(node, dict):
            node = node.get(name)
        else:
            return None
    return node


def put_at(answers: dict[str, Any], path: str, value: object) -> None:
    """Set the answer at a path, whose row must exist; None removes the answer."""
    *blocks, name = path.split(".")
    node: Any = answers
    for block in blocks:
        node = node[int(block)] if isinstance(node, list) else node.setdefault(block, {})
    if value is None:
        node.pop(name, None)
    else:
        node[name] = value
