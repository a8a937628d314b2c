"""Proposing: for every path of the catalogue the cells of a blank, from what is printed there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from schemas.answer import Shape
from schemas.answers import RenameProcedures
from schemas.catalogue import ENTRIES, SECTIONS
from workbook.binding.box import Box
from workbook.binding.canvas import Canvas, canvases
from workbook.binding.date_rooms import bare_date, date_room
from workbook.binding.outline import Outline
from workbook.binding.proposal import Proposal
from workbook.binding.rooms import Room, room_beside
from workbook.binding.split_rooms import address_room, code_room, postal_room
from workbook.binding.tables import cards_of, columns_of
from workbook.binding.tick_rooms import tick_room
from workbook.binding.vocabulary import vocabulary
from workbook.by_label import GUIDE_SHEET
from workbook.places import KIND_PATHS, POSTAL

_DONE: Final = "rename.done"
_DATE: Final = "applied_on"
_GUESSED: Final = 0.7
_LEAST: Final = 0.4
_CLOSE: Final = 0.93
_SHORT: Final = 2
_WITHOUT_SECTION: Final = 0.8
_FOREIGN_SECTION: Final = 0.85

_ROOMS: Final[Mapping[str, Callable[[Canvas, Box], Room | None]]] = {
    "business.code": code_room,
    "business.address": address_room,
}


@dataclass(frozen=True)
class _Candidate:
    path: str
    room: Room
    score: float
    evidence: tuple[str, ...]

    @property
    def boxes(self) -> tuple[Box, ...]:
        return tuple(box for _, boxes in self.room.parts for box in boxes)


def propose(content: bytes) -> tuple[Proposal, ...]:
    """Propose cells for the paths of the catalogue; what is not found is left out."""
    found: dict[str, list[Proposal]] = {}
    for canvas in _forms(canvases(content)):
        for proposal in _on_sheet(canvas):
            found.setdefault(_whole_of(proposal.path), []).append(proposal)
    kept: list[Proposal] = []
    for proposals in found.values():
        sheet = proposals[0].boxes[0].sheet
        kept += [p for p in proposals if p.boxes[0].sheet == sheet]
    return tuple(kept)


def _whole_of(path: str) -> str:
    return path if path in ENTRIES or path in KIND_PATHS else path.rpartition(".")[0]


def _forms(sheets: list[Canvas]) -> list[Canvas]:
    """Give the sheets that may be forms, those with more labels first."""
    words = vocabulary().owners
    forms = [canvas for canvas in sheets if not GUIDE_SHEET.search(canvas.title)] or sheets
    return sorted(forms, key=lambda canvas: -len({b.words for b in canvas.boxes} & words.keys()))


def _on_sheet(canvas: Canvas) -> Iterator[Proposal]:
    outline = Outline(canvas)
    taken: set[Box] = set()
    headers: set[Box] = set()
    columns = list(columns_of(canvas, outline))
    columns += cards_of(canvas, outline, {ENTRIES[column.path].table for column in columns})
    for column in columns:
        taken.update(column.boxes)
        headers.add(column.header)
        yield Proposal(column.path, column.boxes, column.trust, column.evidence)
    labels = [
        box
        for box in canvas.boxes
        if not box.is_empty and box not in headers and not outline.is_side(box)
    ]
    candidates = [c for box in labels for c in _candidates(canvas, outline, box)]
    if not any(candidate.path == _DATE for candidate in candidates):
        candidates += _unnamed_date(canvas, outline)
    candidates.sort(key=lambda candidate: -candidate.score)
    chosen: dict[str, _Candidate] = {}
    for candidate in candidates:
        if candidate.path not in chosen and taken.isdisjoint(candidate.boxes):
            chosen[candidate.path] = candidate
            taken.update(candidate.boxes)
    yield from _worded(chosen, candidates)


def _worded(chosen: Mapping[str, _Candidate], all_: list[_Candidate]) -> Iterator[Proposal]:
    """Make proposals of what was chosen; where something else is nearly as good, doubt grows."""
    done = [chosen.get(f"{_DONE}.{choice}") for choice, _ in RenameProcedures.words]
    if all(done):
        found = [candidate for candidate in done if candidate]
        boxes = tuple(box for candidate in found for box in candidate.boxes)
        score = min(candidate.score for candidate in found)
        yield Proposal(_DONE, boxes, score, found[0].evidence)
    for path, candidate in chosen.items():
        if path.startswith(_DONE + "."):
            continue
        rivals = [
            other
            for other in all_
            if other.path == path
            and other.boxes != candidate.boxes
            and other.score >= _CLOSE * candidate.score
            and not any(other.boxes == taken.boxes for taken in chosen.values())
        ]
        score = candidate.score * (0.7 if rivals else 1)
        for part, boxes in candidate.room.parts:
            whole = f"{path}.{part}" if part else path
            yield Proposal(whole, boxes, score, candidate.evidence)


def _candidates(canvas: Canvas, outline: Outline, label: Box) -> Iterator[_Candidate]:
    section = vocabulary().prefixed(label.says[0]) or outline.section_of(label)
    for path in vocabulary().labels:
        if path in ENTRIES and ENTRIES[path].table:
            continue
        likeness = vocabulary().likeness(path, label.says)
        fit = likeness * _fits(path, section, label.says)
        if fit < _LEAST:
            continue
        room = _room(canvas, path, label)
        if room is None:
            continue
        evidence = [f"「{label.shown.strip()}」の{room.why}です。"]
        if section and section in _sections_of(path):
            evidence.append(f"「{SECTIONS.get(section, section)}」の中にあります。")
        yield _Candidate(path, room, fit * room.trust, tuple(evidence))


def _unnamed_date(canvas: Canvas, outline: Outline) -> Iterator[_Candidate]:
    """Take a date at the top of a form for the day of the application."""
    for room in bare_date(canvas):
        _, (box, *_) = room.parts[0]
        if not outline.section_of(box):
            why = (f"項目名はありませんが、上のほうにある{room.why}です。",)
            yield _Candidate(_DATE, room, _GUESSED, why)


def _room(canvas: Canvas, path: str, label: Box) -> Room | None:
    if path in KIND_PATHS or path.startswith(_DONE):
        return tick_room(canvas, label)
    if path == POSTAL:
        return postal_room(canvas, label)
    shape = ENTRIES[path].shape
    if shape is Shape.TICK:
        return tick_room(canvas, label)
    if shape is Shape.DATE:
        return date_room(canvas, label)
    return _ROOMS.get(path, room_beside)(canvas, label)


def _sections_of(path: str) -> tuple[str, ...]:
    if path in KIND_PATHS:
        return ("kind", "rename") if path == "kind.rename" else ("kind",)
    return (path.partition(".")[0],)


def _fits(path: str, section: str, says: Sequence[str]) -> float:
    """Say how well a label's section fits a path."""
    is_inside = section in _sections_of(path)
    if path in KIND_PATHS and len(says[0]) <= _SHORT and not is_inside:
        return 0.0  # 停止, 変更: too little to say elsewhere
    if is_inside or path == _DATE:
        return 1.0
    is_own = vocabulary().is_own(path, says)
    if not section:
        return 1.0 if is_own else _WITHOUT_SECTION
    return _FOREIGN_SECTION if is_own else 0.0
