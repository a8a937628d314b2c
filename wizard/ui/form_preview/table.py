"""A sheet as it will print, as a part of a page: a table with marked cells that lead to buttons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import htpy as h

from schemas.catalogue import column
from wizard.core.markup import bullets, joined, raw_text
from wizard.ui.form_preview.cell_css import CellStyles, short, units
from wizard.ui.layout import slug
from workbook.places import Place
from workbook.preview.printed import PreviewCell, PreviewSheet

MarkKind = Literal["answer", "error", "warning", "sure", "doubtful", "chosen", "now"]
Clicks = Literal["none", "marks", "cells"]
"""What a script may listen to: nothing, or every cell; links are the marked ones, or all."""

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
_LOWEST_TARGET: Final = 26  # pixels; what is pressed must not be lower than 24
_SMALLEST_UNIT: Final = 0.74
"""Pixels of the page to a pixel of the sheet, at least; as in the style sheet."""


@dataclass(frozen=True)
class Mark:
    """What is said of a cell.

    ``label`` is read aloud, and shown as a tag where a binding is proposed. ``key`` is the widget
    key of the button that a press on the cell presses; empty where there is none. ``path`` is the
    answer that a script writes into the cell as it is given, and whose question a press leads to.
    """

    kind: MarkKind
    label: str
    key: str = ""
    path: str = ""


def sheets_html(sheets: Iterable[PreviewSheet], marks: Mapping[Place, Mark]) -> list[str]:
    """Return the sheets that are not hidden, each with its marks."""
    shown = []
    for sheet in sheets:
        if not sheet.is_hidden:
            on_sheet = {(p.row, p.column): m for p, m in marks.items() if p.sheet == sheet.title}
            shown.append(str(form_html(sheet, on_sheet, label=f"印刷イメージ（{sheet.title}）")))
    return shown


def form_html(
    sheet: PreviewSheet,
    marks: Mapping[tuple[int, int], Mark],
    *,
    label: str,
    clicks: Clicks = "none",
) -> h.Fragment:
    """Draw a sheet; ``marks`` are found by the row and column of a cell, or of an area's first.

    It looks as it should with ``preview.css``. Where there are ``clicks``, each cell bears its
    address as ``data-cell``, and what can be clicked is a link.
    """
    drawing = _Drawing(sheet, marks, clicks)
    rows = joined(drawing.row(at) for at in range(len(sheet.rows)))
    whole = sum(sheet.column_widths_px) or 1.0
    columns = [
        h.col(style=f"width:{short(100 * width / whole)}%") for width in sheet.column_widths_px
    ]
    table = h.table(aria_label=label)[h.colgroup[columns], h.tbody[rows]]
    return h.fragment[
        raw_text(h.style, drawing.looks.rules()),
        h.figure(class_=f"mk-form {clicks}", lang="ja")[
            h.figcaption[label, _legend(sheet, marks)],
            h.div(".mk-form-view", role="region", tabindex="0", aria_label=label)[
                h.div(".mk-form-paper", style=f"--w:{short(whole)}")[table]
            ],
        ],
    ]


def _legend(sheet: PreviewSheet, marks: Mapping[tuple[int, int], Mark]) -> h.Element | None:
    """Explain the marks that are there."""
    found = (marks.get((cell.row, cell.column)) for row in sheet.rows for cell in row)
    kinds = {mark.kind for mark in found if mark}
    lines: list[h.Node] = [
        [h.span(class_=f"mk-key {kind}", aria_hidden="true")[_BADGES.get(kind)], words]
        for kind, words in _WORDS.items()
        if kind in kinds
    ]
    return bullets(lines, "mk-form-legend")


class _Drawing:
    """A sheet that is being drawn, and the looks that were met on it."""

    def __init__(
        self, sheet: PreviewSheet, marks: Mapping[tuple[int, int], Mark], clicks: Clicks
    ) -> None:
        self.sheet, self.marks, self.clicks = sheet, marks, clicks
        self.looks = CellStyles()

    def row(self, at: int) -> h.Element:
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
        return h.tr(style=f"height:{height}")[joined(cells)]

    def _cell(self, cell: PreviewCell, mark: Mark | None) -> h.Element:
        has_text = cell.text or (mark and mark.path)
        names = [self.looks.name(cell.style)] if has_text or cell.style.is_drawn else []
        is_room = self.clicks == "cells" and not mark and not cell.text and cell.style.is_drawn
        names += ["mk-on"] if mark or cell.text or is_room else []
        shown = _text(cell)
        if mark and mark.path:
            shown = _written_later(mark, shown, f"{self.sheet.title}!{cell.address}")
        elif mark:
            shown = _marked(mark, shown, is_pressed=self.clicks != "none")
        elif is_room:
            shown = h.a(".mk-room", href="#cell", aria_label=f"{cell.address}を選択")
        return h.td(
            colspan=cell.column_span if cell.column_span > 1 else None,
            rowspan=cell.row_span if cell.row_span > 1 else None,
            data_cell=cell.address if self.clicks != "none" else None,
            title=cell.address if mark else None,
            class_=names,
        )[shown]


def _text(cell: PreviewCell) -> h.Element | None:
    """Return what a cell displays, in its room."""
    if not cell.text:
        return None
    text = cell.text if cell.style.wrap or cell.style.rotation else cell.text.replace("\n", "")
    room = None
    if cell.style.horizontal == "centerContinuous" and cell.room_right:
        room = f"right:{units(-cell.room_right)}"
    elif cell.room_left or cell.room_right:
        left, right = units(-cell.room_left), units(-cell.room_right)
        room = f"clip-path:inset(0 {right} 0 {left})"
    return h.span(".mk-text", style=room)[h.span[text]]


def _written_later(mark: Mark, shown: h.Element | None, place: str) -> h.Element:
    """Return a link whose text a script writes; what is printed there stays until then."""
    return h.a(
        class_=f"mk-mark {mark.kind}",
        href="#question",
        tabindex="-1",
        aria_label=mark.label,
        data_path=slug(mark.path),
        data_answer=column(mark.path),
        data_place=place,
    )[shown or h.span(".mk-text")[h.span]]


def _marked(mark: Mark, shown: h.Node, *, is_pressed: bool) -> h.Element:
    """Lay a mark over a cell: a link where there is something to press."""
    words, badge = _WORDS[mark.kind], _BADGES.get(mark.kind, "")
    spoken = mark.label if mark.kind == "answer" else f"{words}：{mark.label}"
    parts = [h.span(".mk-vh")[f"{spoken} "], shown]
    if mark.kind in _TAGGED:
        parts.append(h.span(".mk-tag", aria_hidden="true")[mark.label])
    elif badge:
        parts.append(h.span(".mk-badge", aria_hidden="true")[badge])
    style = f"mk-mark {mark.kind}"
    if is_pressed:
        return h.a(class_=style, href="#cell")[parts]
    if not mark.key:
        return h.span(class_=style)[parts]
    return h.a(class_=style, href=f"#edit-{slug(mark.key)}")[parts]
