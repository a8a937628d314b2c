"""Drafts as JSON, and back."""

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Final

from pydantic import BaseModel, TypeAdapter, ValidationError

from rules.dates.renewals import FileFacts
from rules.situations import situations
from schemas.application import CASES
from schemas.catalogue import ENTRIES
from wizard.core.draft import Draft, EarlierCase, TakenSuggestion

_FORMAT: Final = 1  # raised when older releases can no longer read what is stored
_DATE: Final = "$date"
_MOMENT: Final = "$moment"
_FILES: Final = TypeAdapter(dict[str, FileFacts])
_DEEPEST: Final = 100  # how deeply answers may be nested; those of the catalogue are four deep


class _Stored(BaseModel):
    """What of a draft outlives a session."""

    format: int
    entitled: str
    situation: str
    parts: list[str]
    begun: dict[str, Any]
    answers: dict[str, Any]
    accepted: list[str]
    finished_at: datetime | None
    last_time: dict[str, Any]
    originals: dict[str, str] = {}
    suggested: dict[str, str] = {}
    set_aside: dict[str, Any] = {}
    reports_set_aside: bool = True
    files: dict[str, FileFacts] = {}
    earlier_case: EarlierCase | None = None
    supersedes: str = ""
    application_version: int = 1


class UnfitError(ValueError):
    """A draft holds what cannot be written."""


class DamagedError(ValueError):
    """What was kept is no draft."""


class NewerError(ValueError):
    """What was kept was written by a newer edition, which knew more."""


def encoded(draft: Draft) -> str:
    """Write a draft, in ASCII: escapes keep what a database would refuse.

    Raises UnfitError if it holds what is no answer.
    """
    if not all(
        map(_fits, (draft.answers, draft.last_time, draft.set_aside, draft.pending_choices))
    ):
        raise UnfitError
    try:
        return json.dumps(lasting(draft))
    except (TypeError, ValueError) as error:
        raise UnfitError from error


def lasting(draft: Draft) -> dict[str, Any]:
    """Return what of a draft outlives a session."""
    return {
        "format": _FORMAT,
        "entitled": draft.entitled,
        "situation": draft.situation,
        "parts": draft.parts,
        "begun": _plain(draft.pending_choices),
        "answers": _plain(draft.answers),
        "accepted": sorted(draft.accepted),
        "finished_at": draft.finished_at and draft.finished_at.isoformat(),
        "last_time": _plain(draft.last_time),
        "originals": {path: taken.typed for path, taken in draft.originals.items()},
        "suggested": {path: taken.suggestion for path, taken in draft.originals.items()},
        "set_aside": _plain(draft.set_aside),
        "reports_set_aside": draft.reports_set_aside,
        "files": _FILES.dump_python(draft.files, mode="json"),
        "earlier_case": draft.earlier_case and asdict(draft.earlier_case),
        "supersedes": draft.supersedes,
        "application_version": draft.application_version,
    }


def decoded(content: str, token: str, version: int) -> Draft:
    """Read a draft; one of a case or a situation that is no more begins at the first question.

    Raises DamagedError if it is none and NewerError if it was written by a newer edition.
    """
    stored = _stored(content)
    try:
        answers, last_time = _typed(stored.answers), _typed(stored.last_time)
        set_aside, begun = _typed(stored.set_aside), _typed(stored.begun)
    except (TypeError, ValueError) as error:
        raise DamagedError from error
    if not all(map(_fits, (answers, last_time, set_aside, begun))):
        raise DamagedError
    is_known = stored.situation in situations() and _is_case(answers.get("kind"))
    if not is_known:
        answers.pop("kind", None)
    return Draft(
        token=token,
        version=version,
        entitled=stored.entitled,
        situation=stored.situation if is_known else "",
        parts=stored.parts,
        pending_choices=begun,
        answers=answers,
        accepted=set(stored.accepted) if is_known else set(),
        finished_at=stored.finished_at if is_known else None,
        last_time=last_time,
        originals={
            path: TakenSuggestion(typed, stored.suggested[path])
            for path, typed in stored.originals.items()
            if path in stored.suggested  # earlier releases did not keep it
        },
        set_aside=set_aside,
        reports_set_aside=stored.reports_set_aside,
        files=stored.files,
        earlier_case=_known_case(stored.earlier_case),
        supersedes=stored.supersedes,
        application_version=stored.application_version,
    )


def _known_case(earlier: EarlierCase | None) -> EarlierCase | None:
    """Return the case of before, unless there is no such case or situation any more."""
    is_known = earlier and earlier.situation in situations() and _is_case(earlier.kind)
    return earlier if is_known else None


def _fits(answers: dict[str, Any]) -> bool:
    """Return whether rows and answers stand where the catalogue has them, whatever they say."""
    for entry in ENTRIES.values():
        *blocks, name = (entry.table or entry.path).split(".")
        holder: Any = answers
        for block in blocks:
            holder = holder.get(block, {})
            if not isinstance(holder, dict):
                return False
        value = holder.get(name)
        if not (_are_rows(value) if entry.table else _is_answer(value)):
            return False
    return True


def _are_rows(value: object) -> bool:
    return value is None or (
        isinstance(value, list)
        and all(isinstance(row, dict) and all(map(_is_answer, row.values())) for row in value)
    )


def _is_answer(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(choice, str) for choice in value)
    return not isinstance(value, dict)


def _is_case(kind: object) -> bool:
    return isinstance(kind, str) and kind in CASES


def _stored(content: str) -> _Stored:
    """Read with Python's own reader: pydantic's refuses a lone half of a letter."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DamagedError from error
    written_as = found.get("format") if isinstance(found, dict) else None
    if isinstance(written_as, int) and written_as > _FORMAT:
        raise NewerError
    try:
        return _Stored.model_validate(found)
    except ValidationError as error:
        raise DamagedError from error


def _plain(value: Any, deep: int = 0) -> Any:  # noqa: ANN401 - JSON
    """Return what JSON can hold: a date says that it is one; a lone half of a letter is kept."""
    if deep > _DEEPEST:
        raise UnfitError
    if isinstance(value, dict):
        return {name: _plain(inner, deep + 1) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner, deep + 1) for inner in value]
    if isinstance(value, datetime):
        return {_MOMENT: value.isoformat()}
    return {_DATE: value.isoformat()} if isinstance(value, date) else value


def _typed(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        if value.keys() == {_MOMENT}:
            return datetime.fromisoformat(value[_MOMENT])
        if value.keys() == {_DATE}:
            return date.fromisoformat(value[_DATE])
        return {name: _typed(inner) for name, inner in value.items()}
    return [_typed(inner) for inner in value] if isinstance(value, list) else value
