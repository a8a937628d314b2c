"""A cell or merged area of a blank form, as a person sees it."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from schemas.ticks import EMPTY_BOXES
from workbook.binding.vocabulary import betrayed, likenesses, spelled, vocabulary
from workbook.label_text import (
    is_example,
    is_note,
    is_remark,
    is_sample,
    numbering,
    plain,
    variants,
)

_LONGEST_LABEL: Final = 300  # in characters: what goes on is a paragraph
_BEGINNINGS: Final = {"", "https://", "http://"}
"""What an answer begins with, as a form prints it in its box."""
_SURE: Final = 0.9  # likeness of what hardly says anything else
_SQUARE: Final = "□"
_CHOICE: Final = re.compile(
    rf"(?:\s*[{EMPTY_BOXES}][^{EMPTY_BOXES}]+){{2,}}|[^\s!-~]+(?:\s+[・/／]\s+[^\s!-~]+)+"
)
"""The words to choose from: □本番　□検証, 本番　・　検証."""


@dataclass(eq=False)
class Box:
    """One cell or merged area; rows and columns counted from 1, ends included.

    ``is_free`` tells that it may be written into where the sheet is protected; ``choices`` are the
    words of a drop-down list; ``is_framed`` that a line surrounds it or runs under it. ``control``
    is what the form control over it is called, if one lies there, ``caption`` what that says.
    ``points`` is how wide it is, in characters; ``look`` is alike for boxes that look alike. A box
    of several cells that is not merged has but a line around it. It is never changed, and equals
    itself alone; tens of thousands are made of a workbook, which takes half as long as with frozen
    ones.
    """

    sheet: str
    top: int
    left: int
    bottom: int
    right: int
    text: str = ""
    is_free: bool = False
    is_framed: bool = False
    is_tinted: bool = False
    choices: tuple[str, ...] = ()
    control: str = ""
    caption: str = ""
    points: float = 0.0
    is_merged: bool = False
    is_bold: bool = False
    look: object = None

    @cached_property
    def shown(self) -> str:
        """What is seen in it: its text; a form control is a square with the caption."""
        if not self.control:
            return self.text
        return " ".join(filter(None, (_SQUARE, self.caption, self.text.strip())))

    @cached_property
    def words(self) -> str:
        """The text as it is compared: without spaces, marks and notes."""
        return spelled(plain(self.shown[:_LONGEST_LABEL]))

    @cached_property
    def says(self) -> tuple[str, ...]:
        """What the text may say as a label, the whole of it first."""
        return tuple(dict.fromkeys(map(spelled, variants(self.shown[:_LONGEST_LABEL]))))

    @cached_property
    def likenesses(self) -> Mapping[str, float]:
        """How much the text is the label of each path, as far as it is."""
        return likenesses(self.says[:1] if self.is_choice else self.says)

    @property
    def is_label(self) -> bool:
        """Whether the text hardly means anything but an answer's label."""
        return max(self.likenesses.values(), default=0.0) >= _SURE

    @cached_property
    def offers(self) -> AbstractSet[str]:
        """The answers that the words to choose from in it betray."""
        words = "".join(self.choices) + (self.text if self.is_choice else "")
        return betrayed(vocabulary().choices, spelled(plain(words))) if words else frozenset()

    @cached_property
    def is_choice(self) -> bool:
        """Whether it prints words to choose from: □本番　□検証, 本番　・　検証."""
        return _CHOICE.fullmatch(self.text[:_LONGEST_LABEL]) is not None

    @cached_property
    def is_empty(self) -> bool:
        """Whether nothing is seen in it but an example, or the beginning, of what to write."""
        shown = self.shown.strip()
        return shown in _BEGINNINGS or self.is_example or is_sample(shown)

    @cached_property
    def is_example(self) -> bool:
        """Whether it shows what to write there, and says so: 例）電力太郎."""
        return is_example(self.text)

    @property
    def is_input(self) -> bool:
        """Whether it looks like space for an answer."""
        return self.is_empty and (self.is_framed or self.is_free or self.is_tinted)

    @cached_property
    def is_note(self) -> bool:
        """Whether it tells how to fill the form; a striking sentence with a number is a heading."""
        return is_note(self.shown) and not self._is_striking

    @property
    def is_remark(self) -> bool:
        """Whether it is a note, or is marked as one however short it is."""
        return is_remark(self.text) and not self._is_striking

    @property
    def _is_striking(self) -> bool:
        return (self.is_bold or self.is_tinted) and bool(numbering(self.text))

    @property
    def columns(self) -> tuple[int, int]:
        """The first and the last column that it covers."""
        return self.left, self.right

    @property
    def rows(self) -> tuple[int, int]:
        """The first and the last row that it covers."""
        return self.top, self.bottom

    @property
    def width(self) -> int:
        """How many columns it covers."""
        return self.right - self.left + 1

    def is_like(self, other: "Box") -> bool:
        """Return whether another is as large, printed alike and as much space."""
        size, others = (self.width, self.bottom - self.top), (other.width, other.bottom - other.top)
        return size == others and self.text == other.text and self.is_input == other.is_input
