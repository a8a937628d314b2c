"""How a cell is written: its element, with another content."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from openpyxl.utils import get_column_letter

from schemas.cleaning import CELL_LIMIT, refusal
from schemas.ticks import tick_of
from workbook.patching.layout import CellSpan, PartLayout
from workbook.patching.styles import Change, WrittenStyle
from workbook.row_heights import USUAL_SIZE, Room
from workbook.xlsx.editing.tags import attributes, without
from workbook.xlsx.literal import escaped

Content = str | date | int
"""Text, a day, True where a cell shows or tells a tick, or the number of a chosen option."""

_OF_THE_CONTENT: Final = frozenset([b"t", b"cm", b"vm"])
"""Attributes that speak of what a cell holds: its type, its metadata."""
_STYLE: Final = frozenset([b"s"])
_TEXT_OPENS: Final = b' t="inlineStr"><%bis><%bt xml:space="preserve">'
_TEXT_CLOSES: Final = b"</%bt></%bis></%bc>"
_AS_IT_IS: Final = re.compile(r"[^&<>_\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]*+")
"""What needs neither references nor protection, and what a cell can hold."""
_LONG_DATE_WIDTH: Final = 14
"""Half-width characters of 2026年11月24日."""
_DATE_WIDTH: Final = 10
"""Of 2026/11/24: a cell of its own format is taken to show no less."""
_SURELY_SHORT: Final = CELL_LIMIT // 2
"""A character counts as one or two."""
_EPOCH: Final = date(1899, 12, 30).toordinal()
_EPOCH_1904: Final = date(1904, 1, 1).toordinal()
_NO_SUCH_DAY: Final = 60  # 1900-02-29, which Excel counts


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell that can be written: where it stands or would stand, how it looks, its tags.

    The bytes are its tag up to the end of the attributes, with its style or without, and what
    stands before and after a text.
    """

    start: int
    end: int
    column: int
    style: int
    look: WrittenStyle
    room: Room
    prefix: bytes
    with_style: bytes
    without_style: bytes
    text_opens: bytes
    text_closes: bytes

    def shows_truth(self, content: Content) -> bool:
        """Return whether a content is written as TRUE: it is that, or a tick of a check box."""
        return content is True or (self.look.is_check_box and is_ticking(content))

    def changes(self, content: Content) -> frozenset[Change]:
        """Return how the style that shows a content differs from the cell's own."""
        is_date, is_text = isinstance(content, date), isinstance(content, str)
        changes: list[tuple[Change, bool]] = [
            ("dates", is_date and not self.look.shows_dates),
            ("wraps", is_text and "\n" in str(content) and not self.look.wraps),
            ("ink", self.look.is_pale and content != ""),
        ]
        return frozenset(change for change, is_needed in changes if is_needed)

    def shown(self, day: date) -> date | str:
        """Return what is written for a day: a text where a number would be shown as ####."""
        needed = _DATE_WIDTH if self.look.shows_dates else _LONG_DATE_WIDTH
        is_narrow = self.room.width * USUAL_SIZE < needed * self.room.size
        return f"{day.year}/{day.month}/{day.day}" if is_narrow else day

    def text(self, text: str, style: int | None = None) -> bytes:
        """Write the cell with a text, which is never taken for anything else.

        Raises:
            ValueError: no cell can hold the text.

        """
        opens = self.text_opens
        if style is not None and style != self.style:
            opens = (
                self.without_style + b' s="%d"' % style + _TEXT_OPENS % (self.prefix, self.prefix)
            )
        if len(text) <= _SURELY_SHORT and _AS_IT_IS.fullmatch(text):
            return opens + text.encode() + self.text_closes
        text = escaped(text)
        if code := refusal(text):
            raise ValueError(code)
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return opens + text.encode() + self.text_closes

    def truth(self) -> bytes:
        """Write the cell with the truth value TRUE."""
        p = self.prefix
        return b'%b t="b"><%bv>1</%bv></%bc>' % (self.with_style, p, p, p)

    def number(self, number: int, style: int) -> bytes:
        """Write the cell with a number, in another style if need be."""
        p = self.prefix
        begun = self.with_style
        if style != self.style:
            begun = self.without_style + b' s="%d"' % style
        return b"%b><%bv>%d</%bv></%bc>" % (begun, p, number, p, p)


def span_at(layout: PartLayout, row: int, column: int, style: int) -> CellSpan:
    """Return a cell, or where it would stand in its row, which is there, if it had a style."""
    found = layout.cell((row, column))
    if found is not None:
        return found
    raw = b' r="%b%d"' % (get_column_letter(column).encode(), row)
    raw += b' s="%d"' % style if style else b""
    cells = layout.rows[row].cells
    after = [span.start for number, span in cells.items() if number > column]
    at = min(after, default=layout.rows[row].closing)
    return CellSpan(at, at, raw, b"")


def style_of(span: CellSpan) -> int:
    """Return the style of a cell."""
    return int(dict(attributes(span.attributes)).get(b"s", b"0"))


def slot_of(span: CellSpan, column: int, prefix: bytes, look: WrittenStyle, room: Room) -> Slot:
    """Return the slot of a cell."""
    raw = without(span.attributes, _OF_THE_CONTENT)
    begun = b"<%bc" % prefix
    return Slot(
        start=span.start,
        end=span.end,
        column=column,
        style=style_of(span),
        look=look,
        room=room,
        prefix=prefix,
        with_style=begun + raw,
        without_style=begun + without(raw, _STYLE),
        text_opens=begun + raw + _TEXT_OPENS % (prefix, prefix),
        text_closes=_TEXT_CLOSES % (prefix, prefix, prefix),
    )


def is_ticking(content: object) -> bool:
    """Return whether a content ticks the box that it is written into: True, or a tick as text."""
    return content is True or (isinstance(content, str) and tick_of(content) is True)


def serial(day: date, *, is_1904: bool) -> int:
    """Return the number by which a workbook counts a day."""
    if is_1904:
        return day.toordinal() - _EPOCH_1904
    number = day.toordinal() - _EPOCH
    return number if number > _NO_SUCH_DAY else number - 1
