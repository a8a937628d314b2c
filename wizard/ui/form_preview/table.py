"""A sheet as it will print, as a part of a page: a table with marked cells that lead to buttons."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Final, Literal

from wizard.ui.form_preview.cell_css import CellStyles, short, units
from wizard.ui.layout import slug
from workbook.preview.printed import PreviewCell, PreviewSheet

MarkKind = Literal["answer", "error", "warning", "sure", "doubtful", "chosen", "now"]
Clicks = Literal["none", "marks", "cells"]
"""What a script may listen to: nothing, the marked cells, or every cell."""

_WORDS: Final[Mapping[MarkKind, str]] = {
    "answer": "記入した欄",
    "error": "修正が必要な欄",
    "warning": "確認が必要な欄",
    "sure": "特定した欄",
    "doubtful": "確認が必要な欄",
    "chosen": "確定した欄",
    "now": "選択中の欄",
}
_BADGES: Final[Mapping[MarkKind, str]] = {"error": "！", "warning": "？"}
_TAGGED: Final = frozenset(("sure", "doubtful", "chosen", "now"))
_LOWEST_TARGET: Final = 26
"""Pixels; what is pressed must not be lower than 24."""
_SMALLEST_UNIT: Final = 0.74
"""Pixels of the page to a pixel of the sheet, at least; as in the style sheet."""


@dataclass(frozen=True)
class Mark:
    """What is said of a cell.

    ``label`` is read aloud, and shown as a tag where a binding is proposed. ``key`` is the widget
    key of the button that a press on the cell presses; empty where there is none.
    """

    kind: MarkKind
    label: str
    key: str = ""


def form_html(
    sheet: PreviewSheet,
    marks: Mapping[tuple[int, int], Mark],
    *,
    label: str,
    clicks: Clicks = "none",
) -> str:
    """Draw a sheet; ``marks`` are found by the row and column of a cell, or of an area's first.

    It looks as it should with ``preview.css``. Where there are ``clicks``, each cell bears its
    address as ``data-cell``, and what can be clicked is a link.
    """
    drawing = _Drawing(sheet, marks, clicks)
    rows = "".join(drawing.row(at) for at in range(len(sheet.rows)))
    whole = sum(sheet.column_widths_px) or 1.0
    columns = "".join(
        f'<col style="width:{short(100 * width / whole)}%">' for width in sheet.column_widths_px
    )
    name = escape(label)
    return (
        f"<style>{drawing.looks.rules()}</style>"
        f'<figure class="mk-form {clicks}" lang="ja">'
        f"<figcaption>{name}{_legend(sheet, marks)}</figcaption>"
        f'<div class="mk-form-view" role="region" tabindex="0" aria-label="{name}">'
        f'<div class="mk-form-paper" style="--w:{short(whole)}">'
        f'<table aria-label="{name}"><colgroup>{columns}</colgroup><tbody>{rows}</tbody></table>'
        "</div></div></figure>"
    )


def _legend(sheet: PreviewSheet, marks: Mapping[tuple[int, int], Mark]) -> str:
    """Explain the marks that are there."""
    found = (marks.get((cell.row, cell.column)) for row in sheet.rows for cell in row)
    kinds = {mark.kind for mark in found if mark}
    items = "".join(
        f'<li><span class="mk-key {kind}" aria-hidden="true">{_BADGES.get(kind, "")}</span>'
        f"{words}</li>"
        for kind, words in _WORDS.items()
        if kind in kinds
    )
    return f'<ul class="mk-form-legend">{items}</ul>' if items else ""


class _Drawing:
    """A sheet that is being drawn, and the looks that were met on it."""

    def __init__(
        self, sheet: PreviewSheet, marks: Mapping[tuple[int, int], Mark], clicks: Clicks
    ) -> None:
        self.sheet, self.marks, self.clicks = sheet, marks, clicks
        self.looks = CellStyles()

    def row(self, at: int) -> str:
        """Draw a row, not lower than what is pressed in it must be."""
        heights = self.sheet.row_heights_px
        height = units(heights[at])
        cells = []
        for cell in self.sheet.rows[at]:
            mark = self.marks.get((cell.row, cell.column))
            cells.append(self._cell(cell, mark))
            is_pressed = mark and (mark.key or self.clicks != "none")
            tall = sum(heights[at : at + cell.row_span])
            if is_pressed and tall * _SMALLEST_UNIT < _LOWEST_TARGET:
                height = f"max({_LOWEST_TARGET}px,{units(heights[at])})"
        return f'<tr style="height:{height}">{"".join(cells)}</tr>'

    def _cell(self, cell: PreviewCell, mark: Mark | None) -> str:
        spans = f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
        spans += f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
        spans += f' data-cell="{cell.address}"' if self.clicks != "none" else ""
        names = [self.looks.name(cell.style)] if cell.text or cell.style.is_drawn else []
        is_room = self.clicks == "cells" and not mark and not cell.text and cell.style.is_drawn
        names += ["mk-on"] if mark or cell.text or is_room else []
        classes = f' class="{" ".join(names)}"' if names else ""
        shown = _text(cell)
        if mark:
            shown = _marked(mark, shown, is_pressed=self.clicks != "none")
        elif is_room:
            shown = f'<a class="mk-room" href="#cell" aria-label="{cell.address}を選択"></a>'
        return f"<td{spans}{classes}>{shown}</td>"


def _text(cell: PreviewCell) -> str:
    """Return what a cell displays, in its room."""
    if not cell.text:
        return ""
    text = cell.text if cell.style.wrap or cell.style.rotation else cell.text.replace("\n", "")
    room = ""
    if cell.style.horizontal == "centerContinuous" and cell.room_right:
        room = f' style="right:{units(-cell.room_right)}"'
    elif cell.room_left or cell.room_right:
        left, right = units(-cell.room_left), units(-cell.room_right)
        room = f' style="clip-path:inset(0 {right} 0 {left})"'
    return f'<span class="mk-text"{room}><span>{escape(text)}</span></span>'


def _marked(mark: Mark, shown: str, *, is_pressed: bool) -> str:
    """Lay a mark over a cell: a link where there is something to press."""
    words, badge = _WORDS[mark.kind], _BADGES.get(mark.kind, "")
    said = mark.label if mark.kind == "answer" else f"{words}：{mark.label}"
    parts = [shown]
    if mark.kind in _TAGGED:
        parts.append(f'<span class="mk-tag" aria-hidden="true">{escape(mark.label)}</span>')
    elif badge:
        parts.append(f'<span class="mk-badge" aria-hidden="true">{badge}</span>')
    inside = f'<span class="mk-vh">{escape(said)} </span>{"".join(parts)}'
    if is_pressed:
        return f'<a class="mk-mark {mark.kind}" href="#cell">{inside}</a>'
    if not mark.key:
        return f'<span class="mk-mark {mark.kind}">{inside}</span>'
    return f'<a class="mk-mark {mark.kind}" href="#edit-{slug(mark.key)}">{inside}</a>'
