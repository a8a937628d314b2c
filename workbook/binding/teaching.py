"""Teaching: of one answer that a person shows a cell for, where the answers beside it go."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from schemas.answer import Shape
from schemas.catalogue import ENTRIES
from workbook.binding.answer_spaces import AnswerSpace, row_from, whole
from workbook.binding.assignment import assign
from workbook.binding.blank_sheet import BlankSheet
from workbook.binding.box import Box
from workbook.binding.proposal import Proposal
from workbook.binding.propose import DONE, TICKS, fits_of, table_of, with_ticks_as_one
from workbook.binding.sections import Sections
from workbook.binding.split_spaces import date_parts_from, pieces
from workbook.binding.tables import spaces_of_cards
from workbook.binding.vocabulary import TWINS
from workbook.forms.kind_options import kinds_in
from workbook.places import DATE_PARTS, KIND_PATHS, whole_of

_LEAST: Final = 0.6
"""So much must a text be like a path's label, and stand in its section, to be it."""
_ELSEWHERE: Final = 0.05  # how much less a label says that stands in another column than the shown
_MOST_STEPS: Final = 40  # boxes between a label and what belongs to it
_PER_DIRECTION: Final = 0.05  # how much less a label says of a cell the less usual its side is
_TAUGHT: Final = "教えていただいた欄と同じ位置関係です。"

_Found = dict[str, tuple[Box, ...]]
"""The cells of answers, by their paths."""
Move = Callable[[BlankSheet, Box], Iterator[Box]]
_MOVES: Final[tuple[Move, ...]] = (
    BlankSheet.right_of,
    BlankSheet.beneath,
    BlankSheet.leftwards,
    BlankSheet.above,
)  # from a label to its space, the usual ones first


@dataclass(frozen=True)
class _Step:
    """How a space stands to its label."""

    label: Box
    space: Box
    move: Move | None
    """None where the label is the space: □新規."""

    def space_of(self, sheet: BlankSheet, label: Box) -> Box | None:
        """Return what is as many boxes away from another label as the space is from its own."""
        if self.move is None:
            return label
        for own, other in zip(self.move(sheet, self.label), self.move(sheet, label), strict=False):
            if own == self.space:
                return other
        return None


def space_at(sheet: BlankSheet, path: str, box: Box) -> AnswerSpace:
    """Return what an answer takes that begins in a box: a phone number three of them, and so on."""
    row = row_from(sheet, box)
    if path in ENTRIES and ENTRIES[path].shape is Shape.DATE and not table_of(path):
        if parts := date_parts_from(sheet, row):
            return AnswerSpace(parts, 1.0, "")
    elif boxes := pieces(path, row):
        return AnswerSpace((("", boxes),), 1.0, "")
    return whole(box, 1.0, "")


def follow(
    sheet: BlankSheet, known: Mapping[str, Proposal], path: str, boxes: tuple[Box, ...]
) -> tuple[Proposal, ...]:
    """Return what else changes once a person has shown the cells of one answer.

    ``known`` is what holds of the others, and held of this one before; what has a margin of 1 is
    settled. What is sure stays, too, unless it stands to its label as the shown answer wrongly did.
    """
    beside = _Found()
    if path in DATE_PARTS:
        parts = date_parts_from(sheet, row_from(sheet, boxes[0]))
        found = {f"{whole_of(path)}.{part}": own for part, own in parts}
    elif path in KIND_PATHS and (kinds := kinds_in(boxes[0].text, boxes[0].choices)):
        found = {f"kind.{kind}": boxes for kind in kinds}
    else:
        beside = _cards(sheet, path, boxes) | _twins(sheet, known, path, boxes)
        found = _at_labels(sheet, known, path, boxes)
    for other, own in beside.items():
        if all(one.is_doubtful for one in _held(known, other)):
            found.setdefault(other, own)
    changed = (
        Proposal(other, own, 0.0, (_TAUGHT,))
        for other, own in found.items()
        if other != path and all(one.margin < 1 for one in _held(known, other))
    )
    follows = with_ticks_as_one(changed)
    wholes = {whole_of(one.path) for one in follows}
    stays = {
        box
        for name, one in known.items()
        for box in one.boxes
        if whole_of(name) not in wholes and not one.is_doubtful
    }
    return tuple(
        one
        for one in follows
        if stays.isdisjoint(one.boxes)
        if one.path not in known or known[one.path].boxes != one.boxes
    )


def _at_labels(
    sheet: BlankSheet, known: Mapping[str, Proposal], path: str, boxes: tuple[Box, ...]
) -> _Found:
    """Return what stands to other labels as the shown cells do to theirs."""
    step = _step(sheet, path, boxes[0])
    if step is None:
        return {}
    before = known.get(path)
    wrong = _step(sheet, path, before.boxes[0], step.label) if before else None
    spaces = {
        (other, space): found
        for (other, space), found in _spaces(sheet, step, whole_of(path)).items()
        if other != path and space not in boxes
    }
    changed = _Found()
    for other, assigned in assign({pair: score for pair, (score, _) in spaces.items()}).items():
        _, label = spaces[other, assigned.slot]
        held = _held(known, DONE if other.startswith(DONE) else other)
        is_alike = wrong and held and wrong.space_of(sheet, label) == held[0].boxes[0]
        if all(one.is_doubtful or is_alike for one in held):
            changed |= _spread(sheet, other, assigned.slot, boxes)
    return changed


def _cards(sheet: BlankSheet, path: str, boxes: tuple[Box, ...]) -> _Found:
    """Return what is asked by labels as often as the shown answer of a table has cells."""
    table = table_of(path)
    spaces = spaces_of_cards(sheet, Sections(sheet, boxes[0]), table) if table else {}
    return {other: tuple(own) for other, own in spaces.items() if len(own) == len(boxes) > 1}


def _twins(
    sheet: BlankSheet, known: Mapping[str, Proposal], path: str, boxes: tuple[Box, ...]
) -> _Found:
    """Return the columns that stand to the other certificates as those of the shown one do."""
    table = path.rpartition(".")[0]
    if table not in TWINS:
        return {}
    other = TWINS[1 - TWINS.index(table)]
    held = {name: one.boxes for name, one in known.items()} | {path: boxes}
    near = {name.replace(table, other): own for name, own in held.items() if table in name}
    both = next((name for name in near if name in held), None)
    if both is None:
        return {}
    found = {name: sheet.alongside(held[both], near[both][0], own[0]) for name, own in near.items()}
    return {name: own for name, own in found.items() if own}


def ticks_from(sheet: BlankSheet, first: Box) -> tuple[Box, ...]:
    """Return the boxes of the four procedures of a rename; the first alone where they are none."""
    step = _step(sheet, TICKS[0], first)
    spaces = _spaces(sheet, step, DONE) if step else {}
    found = assign({pair: score for pair, (score, _) in spaces.items()})
    others = [found[name].slot for name in TICKS[1:] if name in found]
    return (first, *others) if len({first, *others}) == len(TICKS) else (first,)


def likely_paths(sheet: BlankSheet, box: Box) -> dict[str, float]:
    """Return what a cell may be for by the labels around it, how likely, the likeliest first."""
    found: dict[str, float] = {}
    sections = Sections(sheet, box)
    for order, back in enumerate((*_MOVES[2:], *_MOVES[:2])):
        label = next((one for one in (box, *back(sheet, box)) if one.likenesses), box)
        for asked, fit in fits_of(sections, label).items():
            path = DONE if asked.startswith(DONE) else asked
            found[path] = max(found.get(path, 0.0), fit * (1 - _PER_DIRECTION * order))
    likely = sorted(found.items(), key=lambda item: -item[1])
    return {path: fit for path, fit in likely if fit >= _LEAST}


def _held(known: Mapping[str, Proposal], path: str) -> list[Proposal]:
    """Return what holds of a path and its pieces."""
    return [one for name, one in known.items() if path in {name, whole_of(name)}]


def _step(sheet: BlankSheet, path: str, space: Box, label: Box | None = None) -> _Step | None:
    """Return how a space stands to its label: the one most like the path's, else the nearest."""
    found: list[tuple[float, int, _Step]] = []
    if not space.is_empty and space.likenesses.get(path):
        found.append((space.likenesses[path], 0, _Step(space, space, None)))
    for order, move in enumerate(_MOVES):
        back = _MOVES[(order + 2) % len(_MOVES)]
        for away, box in enumerate(islice(back(sheet, space), _MOST_STEPS), start=1):
            if label in {None, box} and not box.is_empty:
                likeness = box.likenesses.get(path, 0.0)
                found.append((likeness, -away - _MOST_STEPS * order, _Step(box, space, move)))
    best = max(found, key=lambda one: one[:2], default=None)
    return best[2] if best else None


def _spaces(sheet: BlankSheet, step: _Step, path: str) -> dict[tuple[str, Box], tuple[float, Box]]:
    """Return which spaces stand as the step says to labels of other paths, how well, and to which.

    They are like the space of the step: as empty, or of its look.
    """
    table = table_of(path)
    sections = Sections(sheet, step.space)
    section = sections.section_of_label(step.label)
    labels = [box for box in sheet.labels if box not in sections.boxes and box.likenesses]
    found: dict[tuple[str, Box], tuple[float, Box]] = {}
    for label in labels:
        space = step.space_of(sheet, label)
        if space is None or (space in labels and space is not label):
            continue
        is_alike = space.is_empty == step.space.is_empty and space.look == step.space.look
        if step.move is not None and not (space.is_input or is_alike):
            continue
        is_own = sections.section_of_label(label) == section and label is not step.label
        for other, fit in fits_of(sections, label).items():
            if table_of(other) == table and (is_own or not table) and fit >= _LEAST:
                score = fit - _ELSEWHERE * (label.columns != step.label.columns)
                best = found.get((other, space), (0.0, label))
                found[other, space] = max(best, (score, label), key=lambda one: one[0])
    return found


def _spread(sheet: BlankSheet, path: str, first: Box, boxes: tuple[Box, ...]) -> _Found:
    """Return the cells of an answer from its first one on: of a table as many as were shown."""
    if not table_of(path):
        parts = space_at(sheet, path, first).parts
        return {f"{path}.{part}" if part else path: own for part, own in parts}
    own = sheet.alongside(boxes, boxes[0], first)
    return {path: own} if own else {}
