"""The sections of a sheet, by their headings: bands above, or tall boxes at the side."""

from dataclasses import dataclass
from typing import Final

from workbook.binding.box import Box
from workbook.binding.canvas import Canvas
from workbook.binding.tick_rooms import is_beside_tick
from workbook.binding.vocabulary import vocabulary

_HALF: Final = 0.5
_MARKS: Final = ("■", "【", "●", "◆", "〔", "▼", "★", "□■")


@dataclass(frozen=True)
class Heading:
    """A heading and the section that it names."""

    box: Box
    section: str
    is_side: bool


class Outline:
    """Which section a box stands in."""

    def __init__(self, canvas: Canvas) -> None:
        """Find the headings of a sheet."""
        self.canvas = canvas
        self.headings: list[Heading] = []
        for box in canvas.boxes:
            if heading := self._heading(box):
                self.headings.append(heading)
        self.boxes = {heading.box for heading in self.headings}

    def is_side(self, box: Box) -> bool:
        """Tell whether a box is a heading at the side."""
        return any(heading.is_side and heading.box == box for heading in self.headings)

    def section_of(self, box: Box) -> str:
        """Give the section of a box: of the heading at its side, or of the last one above it."""
        sides = [
            heading
            for heading in self.headings
            if heading.is_side
            and heading.box.top <= box.top <= heading.box.bottom
            and heading.box.right < box.left
        ]
        if sides:
            return max(sides, key=lambda heading: heading.box.left).section
        above = [
            heading
            for heading in self.headings
            if not heading.is_side and heading.box.bottom < box.top and _overlap(heading.box, box)
        ]
        return max(above, key=lambda heading: heading.box.top).section if above else ""

    def _heading(self, box: Box) -> Heading | None:
        if box.is_empty or not (sections := vocabulary().sections_of(box.words)):
            return None
        is_ticks = is_beside_tick(self.canvas, box) and not self._is_marked(box)
        if is_ticks or self._is_label(box):
            return None
        beside = next(self.canvas.right_of(box), None)
        if box.bottom > box.top and beside is not None and not beside.is_empty:
            return Heading(box, self._section(box, sections), is_side=True)
        if beside is not None and beside.is_input and not self._is_marked(box):
            return None
        is_wide = box.width >= _HALF * self.canvas.width
        is_alone = sum(not other.is_empty for other in self.canvas.rows[box.top]) == 1
        if is_wide or is_alone or self._is_marked(box):
            return Heading(box, self._section(box, sections), is_side=False)
        return None

    def _section(self, box: Box, sections: tuple[str, ...]) -> str:
        """Choose among what a heading may name: what it stands in goes before."""
        around = self.section_of(box) if len(sections) > 1 else ""
        return around if around in sections else sections[0]

    def _is_label(self, box: Box) -> bool:
        """Tell whether a box is the label of an answer, of which a section's name is but a part."""
        words = vocabulary()
        return box.words in words.owners and not words.is_section(box.words)

    def _is_marked(self, box: Box) -> bool:
        return box.text.strip().startswith(_MARKS)


def _overlap(heading: Box, box: Box) -> bool:
    """Tell whether a heading is over a box: headings of one cell are over the whole row."""
    return heading.left <= box.left or heading.width == 1
