"""Prefilling from the previous application, and resuming of a partly filled form."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any, Final

from rules.dates.workdays import OfficeCalendar
from rules.obligations.certificates import same_serial
from rules.situations import situations
from schemas.application import MAX_ROWS
from schemas.catalogue import ENTRIES, TABLES, Entry, Need, column, entries_of
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
    pages,
    steps,
)

SAME_EVERY_TIME: Final = (
    "applicant.company",
    "applicant.department",
    "applicant.responsible",
    "business.code",
    "business.name",
)
_RENAMED: Final = ("applicant.company", "business.name")
_GONE: Final = "delete"


def begin_from(answers: Mapping[str, Any]) -> Draft:
    """Return a draft with the answers of the previous application."""
    return Draft(last_time=deepcopy(dict(answers)))


def prefill(draft: Draft) -> None:
    """Copy unchanged answers of the previous application to a draft whose case was just chosen.

    Answers copied for an earlier choice of case are removed if they do not apply: the name that a
    rename replaces, and contacts who are already registered.
    """
    last = draft.last_time
    for path in SAME_EVERY_TIME:
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
    """Add the contacts of the previous application to a new application only."""
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
    """Return the rows of the previous application, except deleted ones."""
    given = get_at(draft.last_time, table)
    rows = given[:MAX_ROWS] if isinstance(given, list) else []
    return [dict(row) for row in rows if row and row.get("action") != _GONE]


def row_of_replaced(draft: Draft, table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row of the certificate that a row renews, as last time; empty if unknown."""
    old, known = str(row.get("replaces") or ""), rows_of_last_time(draft, table)
    return next((one for one in known if old and same_serial(old, one.get("serial"))), {})


def value_of_last_time(draft: Draft, entry: Entry) -> Any:  # noqa: ANN401 - as typed
    """Return the registered value according to the previous application, or None.

    Only for answers that a change may omit, as they are written only if they differ.
    """
    if entry.table or not draft.last_time or need(draft, entry) is not Need.CHANGE:
        return None
    return get_at(draft.last_time, entry.path)


def leave_out_the_same(draft: Draft) -> None:
    """Remove answers of a change that equal those of the previous application, when cleaned."""
    if not draft.last_time:
        return
    now, before = clean(draft.answers), clean(draft.last_time)
    for entry in entries_of(draft.kind):
        if value_of_last_time(draft, entry) is None:
            continue
        if get_at(now, entry.path) == get_at(before, entry.path) is not None:
            put_at(draft.answers, entry.path, None)


def offers(draft: Draft, table: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield suggested rows about registered contacts or certificates: button label, and row."""
    actions = ENTRIES[f"{table}.action"]
    allowed = actions.values.get(draft.kind, ())
    keys_in_use = {_key_of(row) for row in get_at(draft.answers, table) or []}
    for row in rows_of_last_time(draft, table):
        name = str(row.get("name") or row.get("serial") or "")
        if (
            not name
            or _key_of({"name": row.get("name"), "serial": row.get("serial")}) in keys_in_use
        ):
            continue
        if "change" in allowed:
            yield f"「{name}」を変更", {**row, "action": "change"}
        named = f"{common_name}（{name}）" if (common_name := row.get("common_name")) else name
        if "renew" in allowed:
            renewal = {"action": "renew", "replaces": row.get("serial")}
            yield (
                f"証明書「{named}」を更新",
                renewal | {"replaces_not_after": row.get("not_after")},
            )
        if _GONE in allowed:
            key = "name" if "name" in row else "serial"
            yield f"「{named}」を削除", {"action": _GONE, key: row[key]}


def _key_of(row: Mapping[str, Any]) -> int | str:
    """Return a key that is equal for rows about the same person or certificate."""
    serial = row.get("replaces") or row.get("serial")
    return serial_key(str(serial)) if serial else str(row.get("name") or "")


def has_too_many_rows(answers: Mapping[str, Any]) -> bool:
    """Return whether a table has more rows than the pages ask."""
    return any(len(get_at(dict(answers), table) or ()) > MAX_ROWS for table in TABLES)


def resumed(answers: Mapping[str, Any], at: datetime, calendar: OfficeCalendar) -> Draft:
    """Return a draft for a partly filled form; steps before the first error are accepted.

    Answers that its case does not ask for are dropped; the rest is checked again.
    """
    kind = str(answers["kind"])
    draft = Draft(answers=asked_only(deepcopy(dict(answers)), kind))
    changed_parts = _changed_parts(draft.answers) if kind == "change" else []
    draft.situation = _situation_for(kind, changed_parts)
    draft.parts = changed_parts
    draft.accepted = {START}
    all_findings = findings(draft, at, calendar)
    ids = [step.id for step in steps(draft)]
    for step in ids[ids.index(START) + 1 : ids.index(CHECK)]:
        if step == PARTS and not changed_parts:
            break
        if errors_of(draft, step, all_findings):
            break
        draft.accepted |= {*pages(draft).get(step, [step])}
    return draft


def _changed_parts(answers: Mapping[str, Any]) -> list[str]:
    """Return the sections with answers of a change, except those that every change requires."""
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
    """Return the situation of a case that matches these sections best."""
    candidates = [one for one in situations().values() if one.kind == kind]
    best = max(
        candidates, key=lambda one: (len({*one.parts} & {*parts}), -len(one.parts), not one.action)
    )
    return best.id
