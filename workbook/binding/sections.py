"""The sections of a sheet, by their headings: bands above, or tall boxes at the side."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, takewhile
from typing import Final

from workbook.binding.blank_sheet import BlankSheet
from workbook.binding.box import Box
from workbook.binding.tick_spaces import is_beside_tick, is_space
from workbook.binding.vocabulary import (
    FOREIGN,
    is_age,
    is_asked,
    is_neutral,
    is_of_old,
    is_section,
    prefixed,
    sections_of,
    vocabulary,
)
from workbook.label_text import inside, numbering, outside

UNKNOWN: Final = "unknown"  # the section under a heading that says nothing
STRANGER: Final = "stranger"
"""The section under a heading that names somebody who is not known to be the applicant."""

_WEB: Final = "web_certificates"
_CERTIFICATE: Final = re.compile(r"(?:クライアント|電子)?証明書(?:情報|の情報)?[0-9]*(?:枚目)?")
_SOMEBODY: Final = re.compile("([一-龠々]+(?:者|人|店|会社))|(.+)(?:記入|使用|処理)欄")
_NO_HEADING: Final = re.compile(
    ".*(?:(?:申[込請]|届出)書.*|行|宛て?|御中|殿)|(?:提出|送付|宛)先.*|[(].*"
)  # a title, who gets the form, or a remark


@dataclass(frozen=True)
class Heading:
    """A heading and the section that it names; ``bottom`` ends its block, 0 where nothing does."""

    box: Box
    section: str
    is_side: bool
    bottom: int = 0


class Sections:
    """Which section a box stands in."""

    def __init__(self, sheet: BlankSheet, asked: Box | None = None) -> None:
        """Find the headings of a sheet; that of a box which asks for an answer is nobody else's."""
        self.sheet = sheet
        self.headings: list[Heading] = []
        self._known: dict[Box, Heading | None] = {}
        for box in sheet.labels:
            if heading := self._heading(box):
                self.headings.append(heading)
        self.headings += list(self._like_them())
        self.headings.sort(key=lambda heading: (heading.box.top, heading.box.left))
        self._known.clear()  # while headings are found, each is known by those above it
        self.boxes = {heading.box for heading in self.headings}
        heading = self.heading_of(asked) if asked is not None else None
        if heading is not None and heading.section in {FOREIGN, STRANGER}:
            self.headings[self.headings.index(heading)] = replace(heading, section=UNKNOWN)
            self._known.clear()

    def section_of_label(self, label: Box) -> str:
        """Return the section that a label names itself, else the one that it stands in."""
        return prefixed(label.says[0].lstrip("(")) or self.section_of(label)

    def is_of_old(self, label: Box) -> bool:
        """Return whether a label stands in a block of what is now: under or beside 変更前."""
        side = [m for m in self._aged if m.top <= label.top <= m.bottom and m.right < label.left]
        if side:
            return is_of_old(max(side, key=lambda mark: mark.left).words)
        over = [m for m in self._aged if _is_under(label, m) and label.columns != m.columns]
        mark = max(over, key=lambda mark: mark.top, default=None)
        band = self._band_over(label)
        is_ended = mark and band and band.box.top > mark.top
        return mark is not None and not is_ended and is_of_old(mark.words)

    @cached_property
    def _aged(self) -> list[Box]:
        """The boxes that tell what is old from what is new."""
        return [box for box in self.sheet.labels if is_age(box.words)]

    def section_of(self, box: Box) -> str:
        """Return the section of a box; where its heading says nothing, that of the band around."""
        heading = self.heading_of(box)
        if heading is None or heading.section != UNKNOWN:
            return heading.section if heading else ""
        band = self._band_over(heading.box)  # around 1人目, 2人目
        return band.section if band and band.box.columns != heading.box.columns else UNKNOWN

    def heading_of(self, box: Box) -> Heading | None:
        """Return the heading of a box: itself, the one at its side, or the last one above it."""
        if box not in self._known:
            own = next((heading for heading in self.headings if heading.box is box), None)
            self._known[box] = own or self._side_of(box) or self._band_over(box)
        return self._known[box]

    def _side_of(self, box: Box) -> Heading | None:
        sides = (
            heading
            for heading in self.headings
            if heading.is_side and heading.box.top <= box.top <= heading.bottom
            if heading.box.right < box.left
        )
        return max(sides, key=lambda heading: heading.box.left, default=None)

    def _band_over(self, box: Box) -> Heading | None:
        """Return the last heading above a box, of the block that the box is in."""
        over: Heading | None = None
        for heading in self.headings:
            is_above = not heading.is_side and heading.box.bottom < box.top
            is_ended = heading.bottom and box.top > heading.bottom
            is_beside = over is not None and heading.box.right < over.box.left <= box.left
            if is_above and heading.box.left <= box.left and not is_ended and not is_beside:
                over = heading
        return over

    def _is_alone(self, box: Box) -> bool:
        """Return whether nothing but headings is printed in the row of a box."""
        printed = [other for other in self.sheet.rows[box.top] if not other.is_empty]
        return printed == [box] or all(
            sections_of(other.words)
            and self.sheet.space_below(other) is None
            and not is_beside_tick(self.sheet, other)
            for other in printed
        )

    def _last_row_headed(self, box: Box) -> int | None:
        """Return the last row of the block of labels and more under a box; None where none is."""
        under = list(takewhile(lambda below: below.left == box.left, self.sheet.beneath(box)))
        is_block = bool(under) and under[0].right < box.right
        return under[-1].bottom if is_block else None

    def _heading(self, box: Box) -> Heading | None:
        sections = sections_of(box.words)
        is_text = box.is_remark or box.is_choice or _NO_HEADING.fullmatch(box.words)
        if not sections or is_text or is_beside_tick(self.sheet, box):
            return None
        section = self._section(box, sections)
        if self._is_over_items(box):
            return Heading(box, section, is_side=False)
        if self._is_label(box):
            return None
        if self._is_at_the_side(box):
            return Heading(box, section, is_side=True, bottom=box.bottom)
        beside = next(self.sheet.right_of(box), None)
        if beside is not None and is_space(beside) and beside.left == box.right + 1:
            return None
        end = 0 if self._is_alone(box) else self._last_row_headed(box)
        return None if end is None else Heading(box, section, is_side=False, bottom=end)

    def _is_over_items(self, box: Box) -> bool:
        """Return whether a box heads items, and the box beside it what is to be filled."""
        beside, under = next(self.sheet.right_of(box), None), self.sheet.below(box)
        if beside is None or under is None:
            return False
        is_item = under.columns == box.columns and under.look != box.look
        is_item &= is_asked(under.says)
        below = islice(self.sheet.beneath(beside), 2)
        return is_item and any(space.is_input for space in below)

    def _is_at_the_side(self, box: Box) -> bool:
        """Return whether a box is tall with labels at its right, or low and names a section."""
        beside = next(self.sheet.right_of(box), None)
        if beside is None:
            return False
        after = next(self.sheet.right_of(beside), None)
        is_named = is_section(box.words) and is_asked(beside.says)
        is_named |= FOREIGN in sections_of(box.words)
        is_low = after is not None and after.is_input and is_named
        is_side = box.bottom > beside.bottom and self.sheet.space_below(box) is None
        return not beside.is_empty and (is_side or is_low)

    def _section(self, box: Box, sections: tuple[str, ...]) -> str:
        """Choose among what a heading may name: what it stands in goes before."""
        heading = self.heading_of(box)
        return heading.section if heading and heading.section in sections else sections[0]

    def _is_label(self, box: Box) -> bool:
        """Return whether a box is a label that contains a section's name; no band: 証明書(WEB)."""
        without = outside(box.words)
        is_named = self.sheet.space_below(box) is None and any(map(sections_of, inside(box.words)))
        return without in vocabulary().owners and not (is_named or is_section(without))

    def _like_them(self) -> Iterator[Heading]:
        """Yield the headings that name no known section, but look like those that do.

        Certificates are those for the pages where no heading says so.
        """
        known = {heading.box for heading in self.headings}
        has_web = any(heading.section == _WEB for heading in self.headings)
        bands = {self._band(h.box): h.box for h in self.headings if not h.is_side}
        for box in self.sheet.labels:
            is_web = not has_web and _CERTIFICATE.fullmatch(box.words) is not None
            if is_web and box not in known and self._is_at_the_side(box):
                yield Heading(box, _WEB, is_side=True, bottom=box.bottom)
                continue
            band = bands.get(self._band(box)) if box not in known else None
            is_striking = box.is_tinted or box.is_bold or (band and numbering(band.text))
            if band is not None and is_striking:
                other = STRANGER if _is_somebodys(box) else UNKNOWN
                yield Heading(box, _WEB if is_web else other, is_side=False)

    def _band(self, box: Box) -> tuple[object, ...]:
        """Return what bands have in common: columns, looks, and what they number or head."""
        return box.columns, box.look, numbering(box.text) or self._is_over_items(box)


def _is_somebodys(heading: Box) -> bool:
    """Return whether a heading names somebody who is none of the form's: 代行事業者, 窓口記入欄."""
    match = _SOMEBODY.fullmatch(outside(heading.words))
    who = match[1] or match[2] if match else ""
    return bool(who) and not is_neutral(who)


def _is_under(box: Box, head: Box) -> bool:
    return head.bottom < box.top and head.left <= box.left and box.right <= head.right
