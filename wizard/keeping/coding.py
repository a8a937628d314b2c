"""Drafts as JSON, and back."""

import json
from datetime import date, datetime
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from rules.situations import situations
from schemas.application import CASES
from wizard.draft import Draft

_FORMAT: Final = 1
_DATE: Final = "$date"


class _Stored(BaseModel):
    """What of a draft outlives a session."""

    format: int = _FORMAT
    entitled: str
    situation: str
    parts: list[str]
    begun: dict[str, Any]
    answers: dict[str, Any]
    accepted: list[str]
    finished_at: datetime | None
    last_time: dict[str, Any]


class DamagedError(ValueError):
    """What was kept is no draft."""


def encoded(draft: Draft) -> str:
    """Write a draft."""
    stored = _Stored(
        entitled=draft.entitled,
        situation=draft.situation,
        parts=draft.parts,
        begun=draft.begun,
        answers=_plain(draft.answers),
        accepted=sorted(draft.accepted),
        finished_at=draft.finished_at,
        last_time=_plain(draft.last_time),
    )
    return json.dumps(stored.model_dump(mode="json"), ensure_ascii=True)


def decoded(content: str, token: str, version: int) -> Draft:
    """Read a draft; one of a case or a situation that is no more begins at the first question.

    Raises:
        DamagedError: it is none.

    """
    try:
        stored = _Stored.model_validate_json(content)
        answers, last_time = _typed(stored.answers), _typed(stored.last_time)
    except (ValidationError, ValueError, RecursionError) as error:
        raise DamagedError from error
    is_known = stored.situation in situations() and answers.get("kind") in CASES
    return Draft(
        token=token,
        version=version,
        entitled=stored.entitled,
        situation=stored.situation if is_known else "",
        parts=stored.parts,
        begun=stored.begun,
        answers=answers,
        accepted=set(stored.accepted) if is_known else set(),
        finished_at=stored.finished_at if is_known else None,
        last_time=last_time,
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Give what JSON can hold: a date says that it is one; a lone half of a letter is kept."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return {_DATE: value.isoformat()} if isinstance(value, date) else value


def _typed(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        if value.keys() == {_DATE}:
            return date.fromisoformat(value[_DATE])
        return {name: _typed(inner) for name, inner in value.items()}
    return [_typed(inner) for inner in value] if isinstance(value, list) else value
