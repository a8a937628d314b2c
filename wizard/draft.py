"""The draft: everything that a person has given so far. Pages keep no other state."""

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, Final

from rules.finding import Finding
from wizard.pointing import Pointing

MOST_DRAFTS: Final = 1_000


@dataclass
class Draft(Pointing):
    """One application in the making.

    ``answers`` are as typed, nested by the catalogue's paths; ``parts`` the sections that a change
    touches; ``begun`` what is chosen by widgets that answer no path, until it is accepted;
    ``accepted`` the steps that were left without errors; ``judged`` the step that was last refused,
    for its ``errors``; ``finished_at`` the moment (Japan time) at which the form was finished.
    """

    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    entitled: str = ""
    situation: str = ""
    parts: list[str] = field(default_factory=list)
    begun: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    accepted: set[str] = field(default_factory=set)
    judged: str = ""
    errors: list[Finding] = field(default_factory=list)
    finished_at: datetime | None = None

    @property
    def kind(self) -> str:
        """The case of the application; empty until the first question is answered."""
        return str(self.answers.get("kind", ""))

    def forget_judgement(self) -> None:
        """Show no errors any more, and take the form for unfinished."""
        self.judged, self.errors, self.finished_at = "", [], None


class Drafts:
    """The drafts of this server, in memory, reached by their token alone; the oldest go first."""

    def __init__(self) -> None:
        """Begin without drafts."""
        self._drafts: OrderedDict[str, Draft] = OrderedDict()
        self._lock = Lock()

    def find(self, token: str) -> Draft | None:
        """Give the draft of a token, or None where there is none."""
        with self._lock:
            return self._drafts.get(token)

    def keep(self, draft: Draft) -> None:
        """Keep a draft."""
        with self._lock:
            self._drafts[draft.token] = draft
            self._drafts.move_to_end(draft.token)
            while len(self._drafts) > MOST_DRAFTS:
                self._drafts.popitem(last=False)


def get_at(answers: dict[str, Any], path: str) -> Any:  # noqa: ANN401 - as typed
    """Give the answer at a path, or None."""
    found: Any = answers
    for name in path.split("."):
        if isinstance(found, list):
            found = found[int(name)] if int(name) < len(found) else None
        elif isinstance(found, dict):
            found = found.get(name)
        else:
            return None
    return found


def put_at(answers: dict[str, Any], path: str, value: object) -> None:
    """Set the answer at a path; rows must be there already. None takes the answer away."""
    *blocks, name = path.split(".")
    found: Any = answers
    for block in blocks:
        found = found[int(block)] if isinstance(found, list) else found.setdefault(block, {})
    if value is None:
        found.pop(name, None)
    else:
        found[name] = value
