"""Proposing: for every path of the catalogue the cells of a blank, from what is printed there."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from schemas.answer import Shape
from schemas.answers import RenameProcedures
from schemas.catalogue import ENTRIES, SECTIONS
from workbook.binding.box import Box
from workbook.binding.canvas import Canvas
from workbook.binding.cards import cards_of
from workbook.binding.date_rooms import bare_date, date_room
from workbook.binding.outline import UNKNOWN, Outline
from workbook.binding.proposal import Proposal
from workbook.binding.rooms import AnswerSpace, room_beside
from workbook.binding.split_rooms import address_room, code_room, postal_room
from workbook.binding.tables import columns_of
from workbook.binding.tick_rooms import tick_room
from workbook.binding.vocabulary import FOREIGN, vocabulary
from workbook.forms.label_search import GUIDE_SHEET
from workbook.places import KIND_PATHS, POSTAL

_DONE: Final = "rename.done"
_DATE: Final = "applied_on"
_NOBODYS: Final = 0.9
_GUESSED: Final = 0.7
_LEAST: Final = 0.4
_TOP_ROWS: Final = 5
_GUIDE: Final = re.compile("記入(?:例|見本|要領|方法)|記載(?:例|要領)|見本|サンプル")
_CLOSE: Final = 0.93
_SHORT: Final = 2
_WITHOUT_SECTION: Final = 0.8
_FOREIGN_SECTION: Final = 0.84
_UNKNOWN_SECTION: Final = 0.9
_DOUBTFUL: Final = 0.6

_ROOMS: Final[Mapping[str, Callable[[Canvas, Box], AnswerSpace | None]]] = {
    "business.code": code_room,
    "business.address": address_room,
}


@dataclass(frozen=True)
class _Candidate:
    """Room that a path may have; ``is_inside`` tells that it is in the path's own section."""

    path: str
    room: AnswerSpace
    score: float
    evidence: tuple[str, ...]
    is_inside: bool = False

    @property
    def boxes(self) -> tuple[Box, ...]:
        return tuple(box for _, boxes in self.room.parts for box in boxes)


def propose(canvases: Sequence[Canvas]) -> tuple[Proposal, ...]:
    """Propose cells for the paths of the catalogue; what is not found is left out.

    Of an answer that several sheets ask, the sheet is taken that asks most of its section.
    """
    found: dict[str, list[Proposal]] = {}
    for canvas in _forms(canvases):
        for proposal in _on_sheet(canvas):
            found.setdefault(_whole_of(proposal.path), []).append(proposal)
    asked = Counter((p.sheet, _section_of(path)) for path, some in found.items() for p in some)
    kept: list[Proposal] = []
    for path, proposals in found.items():
        section = _section_of(path)
        sheet = max(proposals, key=lambda p: asked[p.sheet, section]).sheet
        kept += [p for p in proposals if p.sheet == sheet]
    return tuple(kept)


def _whole_of(path: str) -> str:
    return path if path in ENTRIES or path in KIND_PATHS else path.rpartition(".")[0]


def _section_of(path: str) -> str:
    return "kind" if path in KIND_PATHS else ENTRIES[path].section


def _forms(sheets: Sequence[Canvas]) -> list[Canvas]:
    """Return the sheets that may be forms, those with more labels first."""
    words = vocabulary().owners
    forms = [canvas for canvas in sheets if not _is_guide(canvas)] or [*sheets]
    return sorted(forms, key=lambda canvas: -len({b.words for b in canvas.labels} & words.keys()))


def _is_guide(canvas: Canvas) -> bool:
    """Return whether a sheet shows how to fill the form: by its name, or a word on top of it."""
    on_top = (box for box in canvas.labels if box.top <= _TOP_ROWS)
    return bool(GUIDE_SHEET.search(canvas.title)) or any(
        _GUIDE.fullmatch(box.words) for box in on_top
    )


def _on_sheet(canvas: Canvas) -> Iterator[Proposal]:
    outline = Outline(canvas)
    columns = list(columns_of(canvas, outline))
    found = {ENTRIES[column.path].table for column in columns if column.path}
    columns += cards_of(canvas, outline, found)
    for column in columns:
        if column.path:
            yield Proposal(column.path, column.boxes, column.trust, column.evidence)
    headers = {column.header for column in columns}
    labels = [
        box
        for box in canvas.labels
        if box not in headers and not outline.is_side(box) and not canvas.ruled.is_aside(box)
    ]
    candidates = [c for box in labels for c in _candidates(canvas, outline, box)]
    if not any(candidate.path == _DATE for candidate in candidates):
        candidates += _unnamed_date(canvas, outline)
    candidates += [c for box in labels for c in _nobodys(canvas, box)]
    taken = {box for column in columns for box in column.boxes}
    yield from _worded(_chosen(candidates, taken), candidates)


def _chosen(candidates: list[_Candidate], taken: set[Box]) -> dict[str, _Candidate]:
    """Choose the best candidate of each path whose boxes are not taken by a better one."""
    candidates.sort(key=lambda candidate: -candidate.score)
    chosen: dict[str, _Candidate] = {}
    for candidate in candidates:
        if candidate.path not in chosen and taken.isdisjoint(candidate.boxes):
            taken.update(candidate.boxes)
            if candidate.path:
                chosen[candidate.path] = candidate
    return chosen


def _nobodys(canvas: Canvas, label: Box) -> Iterator[_Candidate]:
    """Yield the box of a label that asks what the catalogue does not have; it is nobody's."""
    room = room_beside(canvas, label) if vocabulary().is_foreign(label.says) else None
    if room is not None:
        yield _Candidate("", room, _NOBODYS * room.trust, ())


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
            and other.is_inside >= candidate.is_inside
            and not any(other.boxes == taken.boxes for taken in chosen.values())
        ]
        score = candidate.score * (0.7 if rivals else 1)
        for part, boxes in candidate.room.parts:
            whole = f"{path}.{part}" if part else path
            yield Proposal(whole, boxes, score, candidate.evidence)


def _candidates(canvas: Canvas, outline: Outline, label: Box) -> Iterator[_Candidate]:
    if not label.likenesses:
        return
    section = vocabulary().prefixed(label.says[0]) or outline.section_of(label)
    if section == FOREIGN:
        return
    for path, likeness in label.likenesses.items():
        if path in ENTRIES and (ENTRIES[path].table or (label.is_note and not _is_tick(path))):
            continue
        fit = likeness * _fits(path, section, label.says)
        if fit < _LEAST:
            continue
        room = _room(canvas, path, label)
        if room is None:
            continue
        evidence = [f"「{label.shown.strip()}」の{room.why}です。"]
        is_inside = section in _sections_of(path)
        if is_inside:
            evidence.append(f"「{SECTIONS.get(section, section)}」の中にあります。")
        yield _Candidate(path, room, fit * room.trust, tuple(evidence), is_inside)


def _unnamed_date(canvas: Canvas, outline: Outline) -> Iterator[_Candidate]:
    """Take a date at the top of a form for the day of the application."""
    for room in bare_date(canvas):
        _, (box, *_) = room.parts[0]
        if not outline.section_of(box):
            why = (f"項目名はありませんが、上のほうにある{room.why}です。",)
            yield _Candidate(_DATE, room, _GUESSED, why)


def _room(canvas: Canvas, path: str, label: Box) -> AnswerSpace | None:
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


def _is_tick(path: str) -> bool:
    return ENTRIES[path].shape is Shape.TICK


def _sections_of(path: str) -> tuple[str, ...]:
    if path in KIND_PATHS:
        return ("kind", "rename") if path == "kind.rename" else ("kind",)
    return (path.partition(".")[0],)


def _fits(path: str, section: str, says: Sequence[str]) -> float:
    """Return how well a label's section fits a path."""
    is_inside = section in _sections_of(path)
    if path in KIND_PATHS and len(says[0]) <= _SHORT and not is_inside:
        return 0.0  # 停止, 変更: too little to say elsewhere
    if is_inside or path == _DATE:
        return 1.0
    is_own = vocabulary().is_own(path, says)
    if not section:
        return 1.0 if is_own else _WITHOUT_SECTION
    if section == UNKNOWN:
        return _UNKNOWN_SECTION if is_own else _DOUBTFUL
    return _FOREIGN_SECTION if is_own else 0.0
