"""The application of last time as the start of the next one, and a half-filled one gone on with."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any, Final

from rules.dates.workdays import OfficeCalendar
from rules.situations import situations
from schemas.application import MAX_ROWS
from schemas.catalogue import ENTRIES, Entry, Need, column, entries_of
from schemas.parse import clean, flat
from schemas.serials import serial_key
from wizard.core.draft import Draft, get_at, put_at
from wizard.core.journey import (
    CHECK,
    PARTS,
    START,
    asked_only,
    changeable_parts,
    errors_of,
    findings,
    need,
    steps,
)

_SAME_EVERY_TIME: Final = (
    "applicant.company",
    "applicant.department",
    "applicant.responsible",
    "business.code",
    "business.name",
)
_RENAMED: Final = ("applicant.company", "business.name")
_GONE: Final = "delete"


def begin_from(answers: Mapping[str, Any]) -> Draft:
    """Begin the next application with the answers of the last one."""
    return Draft(last_time=deepcopy(dict(answers)))


def prefill(draft: Draft) -> None:
    """Give a draft whose case was just chosen what stays the same from last time.

    What an earlier choice gave it and this one must not have is taken away again: the name that a
    rename replaces, the people who are registered already.
    """
    last = draft.last_time
    for path in _SAME_EVERY_TIME:
        is_new_name = draft.kind == "rename" and path in _RENAMED
        if not is_new_name:
            _copy(last, path, draft.answers, path)
        elif get_at(draft.answers, path) == get_at(last, path) is not None:
            put_at(draft.answers, path, None)
    if draft.kind == "rename":
        _copy(last, "business.name", draft.answers, "rename.previous_name")
    if draft.kind == "new":
        for entry in entries_of("new"):
            if not entry.table and entry.section in {"business", "privacy_notice_url"}:
                _copy(last, entry.path, draft.answers, entry.path)
    _prefill_people(draft)


def _prefill_people(draft: Draft) -> None:
    """Add the people of last time to a new application, and to no other."""
    people = [{**row, "action": "add"} for row in rows_of_last_time(draft, "contacts")]
    given = get_at(draft.answers, "contacts") or []
    if draft.kind != "new":
        given, people = [row for row in given if row not in people], []
    put_at(draft.answers, "contacts", given or people or None)


def _copy(source: Mapping[str, Any], path: str, target: dict[str, Any], into: str) -> None:
    value = get_at(dict(source), path)
    if value is not None and get_at(target, into) is None:
        put_at(target, into, value)


def rows_of_last_time(draft: Draft, table: str) -> list[dict[str, Any]]:
    """Return the rows that were registered last time: those that were deleted are no more."""
    given = get_at(draft.last_time, table)
    rows = given[:MAX_ROWS] if isinstance(given, list) else []
    return [dict(row) for row in rows if row and row.get("action") != _GONE]


def value_of_last_time(draft: Draft, entry: Entry) -> Any:  # noqa: ANN401 - as typed
    """Return what stands registered, as far as the last form told; None where it does not matter.

    Only what a change may leave out is shown from last time: it is written where it differs.
    """
    if entry.table or not draft.last_time or need(draft, entry) is not Need.CHANGE:
        return None
    return get_at(draft.last_time, entry.path)


def leave_out_the_same(draft: Draft) -> None:
    """Take out of a change what is the same as last time, once both are cleaned."""
    if not draft.last_time:
        return
    now, before = clean(draft.answers), clean(draft.last_time)
    for entry in entries_of(draft.kind):
        if value_of_last_time(draft, entry) is None:
            continue
        if get_at(now, entry.path) == get_at(before, entry.path) is not None:
            put_at(draft.answers, entry.path, None)


def offers(draft: Draft, table: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Offer rows about what was registered last time: words for a button, and the row."""
    actions = ENTRIES[f"{table}.action"]
    allowed = actions.values.get(draft.kind, ())
    taken = {_key_of(row) for row in get_at(draft.answers, table) or []}
    for row in rows_of_last_time(draft, table):
        name = str(row.get("name") or row.get("serial") or "")
        if not name or _key_of({"name": row.get("name"), "serial": row.get("serial")}) in taken:
            continue
        if "change" in allowed:
            yield f"「{name}」を変更", {**row, "action": "change"}
        if "renew" in allowed:
            renewal = {"action": "renew", "replaces": row.get("serial")}
            yield (
                f"証明書「{name}」を更新",
                renewal | {"replaces_not_after": row.get("not_after")},
            )
        if _GONE in allowed:
            key = "name" if "name" in row else "serial"
            yield f"「{name}」を削除", {"action": _GONE, key: row[key]}


def _key_of(row: Mapping[str, Any]) -> int | str:
    """Return what two rows about one person, or one certificate, have in common."""
    serial = row.get("replaces") or row.get("serial")
    return serial_key(str(serial)) if serial else str(row.get("name") or "")


def resumed(answers: Mapping[str, Any], at: datetime, calendar: OfficeCalendar) -> Draft:
    """Make a draft of a form that was begun; what is without errors up to the first gap is done.

    What its case does not ask is left behind; the rest is judged anew.
    """
    kind = str(answers["kind"])
    draft = Draft(answers=asked_only(deepcopy(dict(answers)), kind))
    touched = _touched(draft.answers) if kind == "change" else []
    draft.situation = _situation_for(kind, touched)
    draft.parts = touched
    draft.accepted = {START}
    found = findings(draft, at, calendar)
    ids = [step.id for step in steps(draft)]
    for step in ids[ids.index(START) + 1 : ids.index(CHECK)]:
        if step == PARTS and not touched:
            break
        if errors_of(step, found):
            break
        draft.accepted.add(step)
    return draft


def _touched(answers: Mapping[str, Any]) -> list[str]:
    """Return the sections of which a change says something: who applies is said by every one."""
    given = {column(path) for path, _ in flat(answers)}
    return [
        part
        for part in changeable_parts()
        if any(
            entry.path in given
            for entry in entries_of("change", part)
            if entry.table or entry.needs["change"] is not Need.REQUIRED
        )
    ]


def _situation_for(kind: str, parts: list[str]) -> str:
    """Return the situation that leads to a case, and best to these sections."""
    candidates = [one for one in situations().values() if one.kind == kind]
    best = max(candidates, key=lambda one: (len({*one.parts} & {*parts}), -len(one.parts)))
    return best.id
