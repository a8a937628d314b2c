"""Cells to write: the XML of a cell with new content."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from openpyxl.utils import get_column_letter

from schemas.cleaning import CELL_LIMIT, refusal
from schemas.days import date_text
from schemas.ticks import tick_of
from workbook.patching.layout import CellSpan, PartLayout
from workbook.patching.styles import Change, WrittenStyle
from workbook.row_heights import TextSpace
from workbook.xlsx.editing.tags import attributes, without
from workbook.xlsx.escaping import escaped

Content = str | date | int  # text, a date, True for a tick, or the number of a selected option

_CONTENT_ATTRIBUTES: Final = frozenset([b"t", b"cm", b"vm"])
"""Attributes that describe the content of a cell: its type and metadata."""
_STYLE: Final = frozenset([b"s"])
_TEXT_OPENS: Final = b' t="inlineStr"><%bis><%bt xml:space="preserve">'
_TEXT_CLOSES: Final = b"</%bt></%bis></%bc>"
_PLAIN_TEXT: Final = re.compile(r"[^&<>_\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]*+")
"""Text that needs no escaping and that a cell can hold."""
_LONGEST_DAY: Final = date(2026, 12, 31)
_LONG_DAY: Final = date_text(_LONGEST_DAY)
"""All days of a column are written alike, so that the longest one fits."""
_SURELY_SHORT: Final = CELL_LIMIT // 2  # characters, each one or two UTF-16 code units
_EPOCH: Final = date(1899, 12, 30).toordinal()  # day 0 of Excel, from March 1900 on
_EPOCH_1904: Final = date(1904, 1, 1).toordinal()  # day 0 of workbooks from Excel for Macintosh
_FALSE_LEAP_DAY: Final = 60  # 1900-02-29, which Excel counts


@dataclass(frozen=True, slots=True)
class CellSlot:
    """A cell that can be written: its span in the part, its style, its size, and its tags.

    The bytes are its start tag up to the end of the attributes, with and without its style, and
    the tags before and after a text.
    """

    start: int
    end: int
    column: int
    style: int
    style_effect: WrittenStyle
    space: TextSpace
    prefix: bytes
    with_style: bytes
    without_style: bytes
    text_opens: bytes
    text_closes: bytes

    def shows_truth(self, content: Content) -> bool:
        """Return whether a content is written as TRUE: True itself, or a tick of a check box."""
        return content is True or (self.style_effect.is_check_box and is_ticking(content))

    def changes(self, content: Content) -> frozenset[Change]:
        """Return how the style that shows a content differs from the cell's own."""
        is_date, is_text = isinstance(content, date), isinstance(content, str)
        changes: list[tuple[Change, bool]] = [
            ("dates", is_date and not self.style_effect.shows_dates),
            ("wraps", is_text and "\n" in str(content) and not self.style_effect.wraps),
            ("shrinks", self._shrinks(content)),
            ("ink", self.style_effect.is_pale and content != ""),
        ]
        return frozenset(change for change, is_needed in changes if is_needed)

    def _shrinks(self, content: Content) -> bool:
        """Return whether a day or a word may be printed smaller, to be neither #### nor broken."""
        if isinstance(content, date):
            is_ready = self.style_effect.look.alignment.shrink
            return not is_ready and not self.space.surely_fits(_LONG_DAY)
        return self.style_effect.wraps and isinstance(content, str) and self.space.shrinks(content)

    def shown(self, day: date) -> date | str:
        """Return what is written for a day: a text where a number would be shown as ####."""
        day_shown = _short(_LONGEST_DAY) if self.style_effect.shows_dates else _LONG_DAY
        return day if self.space.fits(day_shown) else _short(day)

    def text(self, text: str, style: int | None = None) -> bytes:
        """Return the cell with an inline text, which is never interpreted as another type.

        Raises ValueError if a cell cannot hold the text.
        """
        opens = self.text_opens
        if style is not None and style != self.style:
            opens = (
                self.without_style + b' s="%d"' % style + _TEXT_OPENS % (self.prefix, self.prefix)
            )
        if len(text) <= _SURELY_SHORT and _PLAIN_TEXT.fullmatch(text):
            return opens + text.encode() + self.text_closes
        text = escaped(text)
        if code := refusal(text):
            raise ValueError(code)
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return opens + text.encode() + self.text_closes

    def truth(self) -> bytes:
        """Return the cell with the boolean TRUE."""
        p = self.prefix
        return b'%b t="b"><%bv>1</%bv></%bc>' % (self.with_style, p, p, p)

    def number(self, number: int, style: int) -> bytes:
        """Return the cell with a number, in the given style."""
        p = self.prefix
        start_tag = self.with_style
        if style != self.style:
            start_tag = self.without_style + b' s="%d"' % style
        return b"%b><%bv>%d</%bv></%bc>" % (start_tag, p, number, p, p)


def _short(day: date) -> str:
    return f"{day.year}/{day.month}/{day.day}"


def span_at(layout: PartLayout, row: int, column: int, style: int) -> CellSpan:
    """Return the span of a cell, or an empty span at its position in its existing row."""
    existing = layout.cell((row, column))
    if existing is not None:
        return existing
    raw = b' r="%b%d"' % (get_column_letter(column).encode(), row)
    raw += b' s="%d"' % style if style else b""
    cells = layout.rows[row].cells
    after = [span.start for number, span in cells.items() if number > column]
    at = min(after, default=layout.rows[row].closing)
    return CellSpan(at, at, raw, b"")


def style_of(span: CellSpan) -> int:
    """Return the style number of a cell."""
    return int(dict(attributes(span.attributes)).get(b"s", b"0"))


def slot_of(
    span: CellSpan,
    column: int,
    prefix: bytes,
    style_effect: WrittenStyle,
    space: TextSpace,
) -> CellSlot:
    """Return the slot of a cell."""
    raw = without(span.attributes, _CONTENT_ATTRIBUTES)
    start_tag = b"<%bc" % prefix
    return CellSlot(
        start=span.start,
        end=span.end,
        column=column,
        style=style_of(span),
        style_effect=style_effect,
        space=space,
        prefix=prefix,
        with_style=start_tag + raw,
        without_style=start_tag + without(raw, _STYLE),
        text_opens=start_tag + raw + _TEXT_OPENS % (prefix, prefix),
        text_closes=_TEXT_CLOSES % (prefix, prefix, prefix),
    )


def is_ticking(content: object) -> bool:
    """Return whether a content is a tick: True, or a tick mark as text."""
    return content is True or (isinstance(content, str) and tick_of(content) is True)


def serial(day: date, *, is_1904: bool) -> int:
    """Return the serial number of a day."""
    if is_1904:
        return day.toordinal() - _EPOCH_1904
    number = day.toordinal() - _EPOCH
    return number if number > _FALSE_LEAP_DAY else number - 1
