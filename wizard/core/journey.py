"""The journey through an application: its steps, derived from the draft, and their errors."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any, Final

from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity, Violation
from rules.obligations.check import check_answers
from rules.obligations.messages import make_finding, sort_by_severity
from rules.situations import Situation, situations
from schemas.catalogue import (
    ENTRIES,
    SECTIONS,
    TABLES,
    Entry,
    Need,
    Table,
    column,
    entries_of,
)
from schemas.parse import clean, flat, is_blank
from wizard.core.certificates.file_facts import file_findings
from wizard.core.draft import Draft, EarlierCase, get_at, put_at
from wizard.core.filing import refused_findings
from wizard.core.set_aside import joined, left_out
from wizard.core.template_in_use import template_in_use
from workbook.forms.fill import placement_of

START: Final = "start"
PARTS: Final = "parts"
CHECK: Final = "check"
FINISH: Final = "finish"
_TITLES: Final = {
    START: "どのような手続きですか",
    "applicant": "申込者・事業者",
    PARTS: "変更する項目",
    CHECK: "内容の確認",
    FINISH: "完成",
}
_ASKED_BY_THE_FIRST_QUESTION: Final = "kind"
_JOINED: Final = {"new", "business", "privacy_notice_url", "remarks"}
"""Sections that are asked on the page of the one before: little boxes, and who applies."""
_JOINED_IN: Final = ("api", "new")
"""A section that is one question in a case: whether there is any of it."""
API: Final = "api"
USES_API: Final = "uses-api"  # the pending choice of a new user, and the key of its widget
MORE_PARTS: Final = "more-parts"
"""The pending choice of who wants to change more than the situation names."""
_ORDER_OF_CHANGE: Final = "参考(2)"
_API_OF_A_NEW_USER: Final = "参考(1)"
_ANSWERED_FIRST: Final = "who-may-use"  # the code of what the first question has asked already


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the wizard: a section of the form, or a page before or after them."""

    id: str
    title: str


def steps(draft: Draft) -> list[Step]:
    """Return the steps of a draft; only the first question before the case is known."""
    if not draft.kind:
        return [_step(START)]
    ids = [START, *pages(draft), CHECK, FINISH]
    if draft.kind == "change" and not _names_its_parts(draft):
        ids.insert(1, PARTS)
    return [_step(id_) for id_ in ids]


def _names_its_parts(draft: Draft) -> bool:
    """Return whether what a change touches is what its situation names, so that none need ask."""
    situation = situations().get(draft.situation)
    is_named = situation is not None and [*situation.parts] == draft.parts != []
    return is_named and not draft.pending_choices.get(MORE_PARTS)


def pages(draft: Draft) -> dict[str, list[str]]:
    """Return the sections that a draft asks, by the pages that ask them; the first names a page."""
    asked: dict[str, list[str]] = {}
    for section in sections(draft):
        joins = section in _JOINED or (section, draft.kind) == _JOINED_IN
        if asked and joins:
            asked[next(reversed(asked))].append(section)
        else:
            asked[section] = [section]
    return asked


def page_of(draft: Draft, section: str) -> str:
    """Return the step that asks a section; any other step is its own."""
    return next((page for page, asked in pages(draft).items() if section in asked), section)


def is_accepted(draft: Draft, step: str) -> bool:
    """Return whether a step was left without errors, with all that it asks."""
    return {*pages(draft).get(step, [step])} <= draft.accepted


def _step(id_: str) -> Step:
    return Step(id_, _TITLES.get(id_) or SECTIONS[id_])


def sections(draft: Draft) -> list[str]:
    """Return the sections that a draft asks for; for a change, those that it changes."""
    asked = dict.fromkeys(entry.section for entry in entries_of(draft.kind))
    asked.pop(_ASKED_BY_THE_FIRST_QUESTION, None)
    if draft.kind != "change":
        return list(asked)
    optional = set(changeable_parts())
    return [s for s in asked if s not in optional or s in draft.parts or _is_always_asked(s)]


def _is_always_asked(section: str) -> bool:
    entries = entries_of("change", section)
    return any(entry.needs["change"] is Need.REQUIRED and not entry.table for entry in entries)


def changeable_parts() -> dict[str, str]:
    """Return the sections that a change can include, with their titles."""
    items: list[Entry | Table] = [*ENTRIES.values(), *TABLES.values()]
    changing = (item.path for item in items if item.needs.get("change") is Need.CHANGE)
    changeable = {path.partition(".")[0] for path in changing}
    return {section: title for section, title in SECTIONS.items() if section in changeable}


def entries(draft: Draft, section: str) -> list[Entry]:
    """Return the entries that a step asks for, including the columns of tables."""
    asked = entries_of(draft.kind, section)
    if draft.kind == "change" and section in changeable_parts() and section not in draft.parts:
        return [entry for entry in asked if entry.needs["change"] is not Need.CHANGE]
    return asked


def uses_api(draft: Draft) -> bool:
    """Return whether the fields of the API are asked; a change that touches them asks them."""
    return draft.kind != "new" or bool(draft.pending_choices.get(USES_API, API in draft.answers))


def need(draft: Draft, entry: Entry) -> Need:
    """Return whether the draft's case requires an entry."""
    return entry.needs[draft.kind]


def first_open(draft: Draft) -> str:
    """Return the first step that has not been accepted."""
    return next((step.id for step in steps(draft) if not is_accepted(draft, step.id)), FINISH)


def open_steps(draft: Draft) -> list[Step]:
    """Return the steps before the check page that have not been accepted."""
    asked = takewhile(lambda step: step.id != CHECK, steps(draft))
    return [step for step in asked if not is_accepted(draft, step.id)]


def reachable(draft: Draft, step: str) -> str:
    """Return the step to show for a requested one: not after the first incomplete step."""
    ids = [one.id for one in steps(draft)]
    furthest, step = first_open(draft), page_of(draft, step)
    if step not in ids:
        return furthest
    return step if ids.index(step) <= ids.index(furthest) else furthest


def following(draft: Draft, step: str) -> str:
    """Return the step after this one; of one that is no longer asked, the first after the start.

    What a change touches is not asked once it is what the situation names.
    """
    ids = [one.id for one in steps(draft)]
    place = ids.index(step) if step in ids else 0
    return ids[min(place + 1, len(ids) - 1)]


def preceding(draft: Draft, step: str) -> str:
    """Return the step before this one; of one that is no longer asked, the start."""
    ids = [one.id for one in steps(draft)]
    return ids[max(ids.index(step) - 1, 0)] if step in ids else ids[0]


def choose(draft: Draft, kind: str, parts: list[str]) -> None:
    """Take up a case; what it does not ask is set aside, and comes back with a case that does."""
    draft.parts = parts
    given = joined(draft.set_aside, draft.answers)
    draft.answers = asked_only(given, kind)
    draft.answers["kind"] = kind
    if parts:
        draft.answers = _only(draft.answers, _asked_paths(draft))
    for table in TABLES:
        _drop_actions(draft, table, kind)
    draft.set_aside, draft.reports_set_aside = left_out(given, draft.answers), True
    draft.accepted &= {START}
    draft.row_change = None
    draft.forget_judgement()


def change_case(draft: Draft, situation: Situation) -> None:
    """Take up the case of a situation, and keep in mind which one it was before, if any."""
    parts, accepted = [*draft.parts], sorted(draft.accepted)
    before = EarlierCase(draft.situation, draft.kind, parts, accepted) if draft.kind else None
    draft.situation = situation.id
    choose(draft, str(situation.kind), [*situation.parts])
    draft.earlier_case = before


def take_case_back(draft: Draft) -> None:
    """Take up the case of before again; what was typed since then is kept."""
    before, draft.earlier_case = draft.earlier_case, None
    if before is not None:
        draft.situation = before.situation
        choose(draft, before.kind, before.parts)
        draft.accepted = {*before.accepted}
        draft.reports_set_aside = False


def asked_only(answers: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return a copy of the answers that a case asks for."""
    return _only(answers, {entry.path for entry in entries_of(kind)})


def _drop_actions(draft: Draft, table: str, kind: str) -> None:
    """Remove rows whose action the case does not allow, so that none changes its meaning."""
    given = get_at(draft.answers, table)
    action = ENTRIES[f"{table}.action"]
    if isinstance(given, list) and kind in action.values:
        allowed = {*action.values[kind], None}
        kept = [row for row in given if row.get("action") in allowed]
        put_at(draft.answers, table, kept or None)


def touch(draft: Draft, parts: list[str]) -> None:
    """Say which sections a change touches; answers of the others are set aside."""
    draft.parts = parts
    given = joined(draft.set_aside, draft.answers)
    draft.answers = _only(given, _asked_paths(draft))
    draft.set_aside, draft.reports_set_aside = left_out(given, draft.answers), True
    draft.forget_judgement()


def _asked_paths(draft: Draft) -> set[str]:
    """Return the paths that a draft asks for; of a change, those of its parts."""
    asked = (entry.path for section in sections(draft) for entry in entries(draft, section))
    return {"kind", *asked}


def _only(answers: dict[str, Any], paths: set[str], prefix: str = "") -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for name, value in answers.items():
        path = prefix + name
        if isinstance(value, dict):
            inner = _only(value, paths, path + ".")
            if inner:
                kept[name] = inner
        elif path in TABLES and isinstance(value, list):
            if any(known.startswith(path + ".") for known in paths):
                kept[name] = [_only(row, paths, path + ".") for row in value]
        elif path in paths:
            kept[name] = value
    return kept


def findings(draft: Draft, at: datetime, calendar: OfficeCalendar) -> list[Finding]:
    """Return the findings of the whole draft."""
    rule_findings = without_answered(draft, check_answers(draft.answers, at, calendar))
    empty = (
        make_finding(code, Severity.ERROR, source, Violation(section))
        for section, code, source in _empty_sections(draft)
    )
    refused = placement_of(clean(draft.answers), template_in_use().template).refused
    return list(
        sort_by_severity(
            [
                *rule_findings,
                *refused_findings(refused, rule_findings),
                *empty,
                *file_findings(draft.answers, draft.files, at),
            ]
        )
    )


def without_answered(draft: Draft, found: Iterable[Finding]) -> list[Finding]:
    """Return findings but for what the first question has asked already."""
    return [one for one in found if one.code != _ANSWERED_FIRST or not draft.entitled]


def _empty_sections(draft: Draft) -> Iterator[tuple[str, str, str]]:
    """Yield the sections that were chosen and have no answer, with the codes and sources."""
    given = {column(path) for path, _ in flat(clean(draft.answers))}
    chosen = draft.kind == "new" and draft.pending_choices.get(USES_API)
    if chosen and not any(ENTRIES[path].section == API for path in given):
        yield API, "api-empty", _API_OF_A_NEW_USER
    if draft.kind != "change":
        return
    for section in draft.parts:
        changes = {
            entry.path
            for entry in entries_of("change", section)
            if entry.table or entry.needs["change"] is Need.CHANGE
        }
        if not changes & given:
            yield section, "part-empty", _ORDER_OF_CHANGE


def errors_of(draft: Draft, step: str, found: list[Finding]) -> list[Finding]:
    """Return the errors that keep a step from being accepted."""
    return [
        finding
        for finding in found
        if finding.severity is Severity.ERROR and page_of(draft, section_of(finding.path)) == step
    ]


def errors_left(draft: Draft, found: list[Finding]) -> list[Finding]:
    """Return what is still wrong where the step was refused; what else is, the next try says."""
    paths = {error.path for error in draft.errors}
    return [error for error in errors_of(draft, draft.judged, found) if error.path in paths]


def section_of(path: str) -> str:
    """Return the section that asks a path; the check page for paths of no section."""
    column_path = column(path)
    entry = ENTRIES.get(column_path)
    section = entry.section if entry else column_path.partition(".")[0]
    if section == _ASKED_BY_THE_FIRST_QUESTION:
        return PARTS
    return section if section in SECTIONS else CHECK


def rows(draft: Draft, table: str) -> list[Any]:
    """Return the rows of a table as typed; at least one if the table must be filled."""
    given = get_at(draft.answers, table)
    shown = list(given) if isinstance(given, list) else []
    needs_row = TABLES[table].needs[draft.kind] is Need.REQUIRED or draft.kind == "change"
    is_of_new_api = table not in SECTIONS and draft.kind == "new" and uses_api(draft)
    begins = is_of_new_api or (needs_row and table in SECTIONS)
    return shown or ([preset_row(draft, table)] if begins else [])


def preset_row(draft: Draft, table: str) -> dict[str, Any]:
    """Return a row that says what the situation says already."""
    situation = situations().get(draft.situation)
    is_named = situation is not None and situation.action and table in situation.parts
    return {"action": situation.action} if situation and is_named else {}


def is_asked_in_row(entry: Entry, row: Mapping[str, Any]) -> bool:
    """Return whether a row asks an answer: what is replaced matters to a renewal alone."""
    is_of_renewal = entry.name.startswith("replaces")
    return not is_of_renewal or row.get("action") == "renew" or not is_blank(row.get(entry.name))


def is_blank_row(draft: Draft, table: str, row: Mapping[str, Any]) -> bool:
    """Return whether nobody has written anything into a row."""
    preset = preset_row(draft, table)
    return all(is_blank(value) or preset.get(name) == value for name, value in row.items())
