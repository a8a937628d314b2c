"""Versions of an application: which one a draft makes, and how a version is called."""

from dataclasses import dataclass

from rules.register.records import RecordedApplication
from rules.register.words import words
from wizard.core.draft import Draft


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """Which version of an application a draft makes, and the digest of the one before it."""

    number: int = 1
    supersedes: str | None = None


def version_of_draft(draft: Draft, one: RecordedApplication | None) -> DraftVersion:
    """Return which version a draft makes; ``one`` is the application that it makes, if it is whole.

    What is sent again without a change is the same application, and no next version of it.
    """
    if not draft.supersedes:
        return DraftVersion()
    number = max(draft.application_version, 2)  # drafts of earlier releases do not say which
    if one is not None and one.digest == draft.supersedes:
        return DraftVersion(number - 1)
    return DraftVersion(number, draft.supersedes)


def version_text(number: int) -> str:
    """Return what a version is called; empty for a first one."""
    return words("version", "name", number=str(number)) if number > 1 else ""


def resubmission_text(number: int) -> str:
    """Return that a version is sent again, and which it is; empty for a first one."""
    return words("version", "resubmission", number=str(number)) if number > 1 else ""
