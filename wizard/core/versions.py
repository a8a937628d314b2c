"""Versions of an application: which one is made, and how a version is called."""

from dataclasses import dataclass

from rules.register.fold import FoldedApplication, Register
from rules.register.parts import touches
from rules.register.records import RecordedApplication
from rules.register.words import words
from wizard.core.draft import Draft


@dataclass(frozen=True, slots=True)
class ApplicationVersion:
    """Which version of an application is made, and the digest of the one before it."""

    number: int = 1
    supersedes: str | None = None


def version_of_draft(draft: Draft, one: RecordedApplication | None) -> ApplicationVersion:
    """Return which version a draft makes; ``one`` is the application that it makes, if it is whole.

    What is sent again without a change is the same application, and no next version of it.
    """
    if not draft.supersedes:
        return ApplicationVersion()
    number = max(draft.application_version, 2)  # drafts of earlier releases do not say which
    if one is not None and one.digest == draft.supersedes:
        return ApplicationVersion(number - 1)
    return ApplicationVersion(number, draft.supersedes)


def may_supersede(one: RecordedApplication, returned: RecordedApplication) -> bool:
    """Return whether an application may be the next version of one that was returned.

    A change is one only of what touches a section of the same.
    """
    return (
        (one.code, one.kind) == (returned.code, returned.kind)
        and one.applied_on >= returned.applied_on
        and not one.is_same(returned)
        and (one.kind != "change" or not _sections(one).isdisjoint(_sections(returned)))
    )


def _sections(one: RecordedApplication) -> set[str]:
    return {touch[0].partition(".")[0] for touch in touches(one.application)}


def version_on_register(one: RecordedApplication, register: Register) -> ApplicationVersion:
    """Return which version an application is, as its register tells.

    It is the next version of what was returned and waits to be sent again, where it asks for the
    same: a change at least for something of the same.
    """
    for known in register.applications:
        if known.record.is_same(one):
            return ApplicationVersion(known.version, known.record.supersedes)
    for known in reversed(register.applications):
        if known.awaits_next_version and may_supersede(one, known.record) and _is_about(one, known):
            return ApplicationVersion(known.version + 1, known.record.digest)
    return ApplicationVersion()


def _is_about(one: RecordedApplication, known: FoldedApplication) -> bool:
    common = touches(one.application).keys() & touches(known.record.application).keys()
    return one.kind != "change" or bool(common)


def version_text(number: int) -> str:
    """Return what a version is called; empty for a first one."""
    return words("version", "name", number=str(number)) if number > 1 else ""


def resubmission_text(number: int) -> str:
    """Return that a version is sent again, and which it is; empty for a first one."""
    return words("version", "resubmission", number=str(number)) if number > 1 else ""
