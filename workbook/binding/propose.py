"""Proposing: for every path of the catalogue the cells of a blank, from what is printed there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Final

from schemas.answer import Shape
from schemas.answers import RenameProcedures
from schemas.catalogue import ENTRIES, SECTIONS
from workbook.binding.answer_spaces import AnswerSpace, space_of_old, whole
from workbook.binding.assignment import assign, margin_of
from workbook.binding.blank_sheet import BlankSheet
from workbook.binding.box import Box
from workbook.binding.proposal import Proposal
from workbook.binding.sections import STRANGER, UNKNOWN, Sections
from workbook.binding.split_spaces import bare_date, date_space, split_space
from workbook.binding.tables import columns_of
from workbook.binding.tick_spaces import tick_spaces
from workbook.binding.vocabulary import FOREIGN, is_own, is_tick, sections_of, vocabulary
from workbook.forms.kind_options import kinds_in
from workbook.forms.label_search import GUIDE_SHEET
from workbook.places import KIND_PATHS, POSTAL, whole_of

DONE: Final = "rename.done"
TICKS: Final = tuple(f"{DONE}.{choice}" for choice, _ in RenameProcedures.words)
"""The four procedures of a rename, each with a tick of its own."""
_OTHER_SECTIONS: Final = {
    **dict.fromkeys(KIND_PATHS, ("kind", "applicant")),
    "kind.rename": ("kind", "rename", "applicant"),
    "new.prepared": ("new", "kind", "applicant"),
    "privacy_notice_url": ("business", "privacy_notice_url"),
}
_DATE: Final = "applied_on"
_LEAST_OWN: Final = 3  # answers that no other sheet asks
_GUESSED: Final = 0.7
_LEAST: Final = 0.4
_MOST_OPTIONS: Final = 120  # characters of a cell that offers the cases to choose from
_ELSEWHERE: Final = {"": (0.93, 0.8), UNKNOWN: (0.9, 0.6), STRANGER: (0.6, 0.6)}
"""How well a label fits in no section or a strange one that asks one answer alone, or several."""
_IN_OTHERS: Final = (0.84, 0.0)
_LATE: Final = 0.005
"""How much less a cell at the end of a sheet fits than one at its top: of equals, the first."""
_MOST_RIVALS: Final = 4
"""Candidates of one path: the next best tells how sure the best is, the others hardly anything."""
PRINTED: Final = 0.95
"""So much must a label ask of a path for a person to be asked where its answer goes."""


@dataclass(frozen=True)
class _Candidate:
    """Space that a path may have."""

    path: str
    space: AnswerSpace
    score: float
    evidence: tuple[str, ...]

    @property
    def boxes(self) -> tuple[Box, ...]:
        return tuple(box for _, boxes in self.space.parts for box in boxes)


def propose(blank_sheets: Sequence[BlankSheet]) -> tuple[Proposal, ...]:
    """Propose cells for the paths of the catalogue; what is not found is left out.

    Of an answer that several sheets ask, the sheet is taken that asks most of its section.
    """
    found: dict[str, list[Proposal]] = {}
    for sheet in _forms(blank_sheets):
        for proposal in _on_sheet(sheet):
            found.setdefault(whole_of(proposal.path), []).append(proposal)
    asked = Counter((p.sheet, ENTRIES[path].section) for path, some in found.items() for p in some)
    kept: list[Proposal] = []
    for path, proposals in found.items():
        section = ENTRIES[path].section
        counts = {p.sheet: asked[p.sheet, section] for p in proposals}
        title = max(counts, key=lambda one: counts[one])
        rivals = [t for t in counts if t != title]
        why = tuple(f"シート「{title}」にも同じ項目があります。" for title in rivals)
        kept += [
            replace(p, margin=0.0, evidence=p.evidence + why) if rivals else p
            for p in proposals
            if p.sheet == title
        ]
    return tuple(kept)


def _forms(sheets: Sequence[BlankSheet]) -> list[BlankSheet]:
    """Return the sheets that may be forms, those with more labels first.

    One whose title says that it shows how to fill them may be a list that is to be filled, too.
    """
    asked = {
        sheet: {path for label in sheet.labels for path in label.likenesses} for sheet in sheets
    }
    forms = [sheet for sheet in sheets if not GUIDE_SHEET.search(sheet.title)]
    elsewhere = set().union(*(asked[sheet] for sheet in forms))
    forms += [s for s in sheets if s not in forms and len(asked[s] - elsewhere) >= _LEAST_OWN]
    return sorted(forms, key=lambda sheet: -len(asked[sheet]))


def _on_sheet(sheet: BlankSheet) -> Iterator[Proposal]:
    sheet = sheet.without_examples()
    sections = Sections(sheet)
    sure = [*next(_kinds_together(sheet, sections), ()), *columns_of(sheet, sections)]
    taken = {box for one in sure for box in one.boxes}
    known = {one.path for one in sure}
    candidates = [c for label in sheet.labels for c in _candidates(sheet, sections, label)]
    for space in bare_date(sheet):
        why = (f"項目名はありませんが、上のほうにある{space.why}です。",)
        candidates.append(_Candidate(_DATE, space, space.trust, why))
    free = [one for one in candidates if taken.isdisjoint(one.boxes) and one.path not in known]
    yield from sure
    yield from with_ticks_as_one(_chosen(free))


def _kinds_together(sheet: BlankSheet, sections: Sections) -> Iterator[tuple[Proposal, ...]]:
    """Yield the cells in which a case is to be chosen from among several, printed or listed."""
    for box in (box for box in sheet.boxes if box.text or box.choices):
        kinds = kinds_in(box.text[:_MOST_OPTIONS], box.choices)
        best = max(box.likenesses, key=box.likenesses.__getitem__, default="")
        if not kinds or box in sections.boxes or (box.is_label and best not in KIND_PATHS):
            continue
        left = sheet.left_of(box)
        heads = sections_of(left.words) if left else ()
        is_asked = "kind" in (sections.section_of(box), *heads)
        if is_asked or box.is_framed:
            why = ("申請区分を選択する1つのセルです。",)
            margin = margin_of(1.0 if is_asked else _GUESSED)
            yield tuple(Proposal(f"kind.{kind}", (box,), margin, why) for kind in kinds)


def _chosen(candidates: Sequence[_Candidate]) -> Iterator[Proposal]:
    """Assign the cells to the paths, and say how far each is ahead of the next best."""
    best: dict[str, dict[Box, _Candidate]] = {}
    for candidate in sorted(candidates, key=lambda candidate: -candidate.score):
        own = best.setdefault(candidate.path, {})
        better = {box for one in own.values() for box in one.boxes}
        if better.isdisjoint(candidate.boxes) and len(own) < _MOST_RIVALS:
            own[candidate.boxes[0]] = candidate
    ordered = sorted({box for own in best.values() for box in own}, key=lambda b: (b.top, b.left))
    down = {slot: n / len(ordered) for n, slot in enumerate(ordered)}
    on = {path: n / len(vocabulary().labels) for n, path in enumerate(vocabulary().labels)}
    scores = {  # of equals, the first path takes the first slot
        (path, slot): c.score * (1 - _LATE * (down[slot] * (2 - on[path]) + on[path]))
        for path, own in best.items()
        for slot, c in own.items()
    }
    taken: set[Box] = set()
    for path, found in sorted(assign(scores).items(), key=lambda pair: -pair[1].margin):
        candidate = best[path][found.slot]
        if not taken.isdisjoint(candidate.boxes):
            continue
        taken.update(candidate.boxes)
        evidence = candidate.evidence
        if found.runner_up is not None:
            other = Proposal("", best[path][found.runner_up].boxes[:1], 0.0, ()).place
            evidence = (*evidence, f"ほかに {other} も候補です。")
        for part, boxes in candidate.space.parts:
            yield Proposal(f"{path}.{part}" if part else path, boxes, found.margin, evidence)


def with_ticks_as_one(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Make the four ticks of a rename one; without one of them none is left."""
    found = {one.path: one for one in proposals}
    ticks = [found.pop(path) for path in TICKS if path in found]
    if len(ticks) == len(TICKS):
        boxes = tuple(box for tick in ticks for box in tick.boxes)
        margin = min(tick.margin for tick in ticks)
        found[DONE] = Proposal(DONE, boxes, margin, ticks[0].evidence)
    return list(found.values())


def _candidates(sheet: BlankSheet, sections: Sections, label: Box) -> Iterator[_Candidate]:
    section = sections.section_of_label(label)
    is_note = label.is_note and "次の" not in label.text
    for path, fit in fits_of(sections, label).items():
        if table_of(path) or fit < _LEAST or (is_note and not is_tick(path)):
            continue
        inside = (f"「{SECTIONS.get(section, section)}」の中にあります。",)
        is_inside = section in _sections_of(path)
        for space in _spaces(sheet, path, label):
            evidence = (f"「{label.shown.strip()}」の{space.why}です。", *inside * is_inside)
            yield _Candidate(path, space, fit * space.trust, evidence)
        old = space_of_old(sheet, label) if path == "business.name" else None
        if old is not None:
            evidence = (f"「{label.shown.strip()}」の変更前の欄です。",)
            yield _Candidate("rename.previous_name", whole(old, 1, ""), _GUESSED * fit, evidence)


def printed_unbound(
    blank_sheets: Sequence[BlankSheet], paths: AbstractSet[str]
) -> Iterator[tuple[str, Box]]:
    """Yield of paths without cells those that a form prints a label of, each with the label."""
    for sheet in _forms(blank_sheets):
        sections = Sections(sheet)
        for label in sheet.labels:
            if label in sections.boxes or label.is_note:
                continue
            section = sections.section_of_label(label)
            for path, fit in fits_of(sections, label).items():
                if fit >= PRINTED and section in _sections_of(path) and path in paths:
                    yield path, label


def table_of(path: str) -> str:
    """Return the table that a path is a column of; empty if it is none."""
    return ENTRIES[path].table if path in ENTRIES else ""


def _spaces(sheet: BlankSheet, path: str, label: Box) -> Iterable[AnswerSpace]:
    """Return the space that a path may have beside a label; a tick may be at either side of it."""
    if is_tick(path):
        return tick_spaces(sheet, label)
    is_date = path != POSTAL and ENTRIES[path].shape is Shape.DATE
    space = date_space(sheet, label) if is_date else split_space(sheet, path, label)
    return [space] if space else []


def _sections_of(path: str) -> tuple[str, ...]:
    return _OTHER_SECTIONS.get(path, (path.partition(".")[0],))


def fits_of(sections: Sections, label: Box) -> dict[str, float]:
    """Return how much a label asks each path where it stands, from 0 to 1; somebody else's none."""
    section = sections.section_of_label(label)
    if not label.likenesses or section == FOREIGN or sections.is_of_old(label):
        return {}
    return {
        path: likeness * _fits(path, section, label.says)
        for path, likeness in label.likenesses.items()
    }


def _fits(path: str, section: str, says: tuple[str, ...]) -> float:
    """Return how well a label's section fits a path, better where it asks nothing else."""
    if section in _sections_of(path) or path == _DATE:
        return 1.0
    own, any_of_several = _ELSEWHERE.get(section, _IN_OTHERS)
    return own if is_own(path, says) else any_of_several
