"""Tables whose lines have buttons: a line each on a wide page, a card each on a narrow one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import htpy as h
import streamlit as st

from rules.dates.date_text import long_date
from rules.register.fold import FoldedApplication, HoldingState
from rules.register.parts import Touch
from wizard.core.answer_text import one_line
from wizard.core.markup import raw_text
from wizard.core.register.register_words import HOLDING_WORDS, about_words
from wizard.ui.layout import slug
from wizard.ui.widget_values import key_with_value

ONE_BUTTON: Final = 88  # the width of a button of four letters, in pixels (as seen)
TWO_BUTTONS: Final = 2 * ONE_BUTTON


_LONGEST_NAME: Final = 60  # characters of the name of a file


@dataclass(frozen=True)
class LineButton:
    """A button of a line: its words, and what a click calls."""

    words: str
    key: str
    act: Callable[..., None]
    args: tuple[Any, ...] = ()


@dataclass(frozen=True)
class LineBox:
    """A box before a line: its words, and what a click calls."""

    words: str
    key: str
    act: Callable[..., None]
    args: tuple[Any, ...] = ()
    is_ticked: bool = False


@dataclass(frozen=True)
class Line:
    """A line: what it is about in words, a cell for each column, its buttons and its box."""

    key: str
    about: str
    cells: Sequence[h.Node]
    buttons: Sequence[LineButton] = field(default_factory=list)
    box: LineBox | None = None


def show_lines(
    name: str, columns: Sequence[tuple[str, str]], lines: Sequence[Line], room: int = 0
) -> None:
    """Show lines below the heads of their columns, which come with their widths.

    ``room`` is how many pixels the buttons of a line have.
    """
    key = f"lines:{name}"
    widths = " ".join(width for _, width in columns)
    heads = [label for label, _ in columns]
    tick = "2.25rem" if any(line.box for line in lines) else "0rem"
    rule = f".st-key-{slug(key)}{{--mk-columns:{widths};--mk-room:{room}px;--mk-tick:{tick}}}"
    with st.container(key=key, gap=None):
        st.html(
            h.fragment[
                raw_text(h.style, rule),
                h.div(".mk-line-heads", aria_hidden="true")[[h.span[head] for head in heads]],
            ]
        )
        for line in lines:
            _show_line(line, heads, room)


def _show_line(line: Line, heads: Sequence[str], room: int) -> None:
    cells = [h.div[h.dt[head], h.dd[cell]] for head, cell in zip(heads, line.cells, strict=True)]
    names = [
        h.span(data_edit=slug(button.key), data_name=f"{button.words}（{line.about}）")
        for button in line.buttons
    ]
    with st.container(
        key=f"line:{line.key}", horizontal=True, wrap=False, vertical_alignment="center"
    ):
        if box := line.box:
            st.checkbox(
                box.words,
                key=key_with_value(box.key, box.is_ticked),
                label_visibility="collapsed",
                on_change=box.act,
                args=box.args,
                width="content",
            )
        st.html(h.div[h.dl(".mk-line")[cells], names])
        if line.buttons:
            with st.container(
                key=f"buttons:{line.key}", horizontal=True, wrap=False, width=room, gap="xsmall"
            ):
                for button in line.buttons:
                    st.button(button.words, key=button.key, on_click=button.act, args=button.args)


def state_cell(state: HoldingState, key: Touch, about: Mapping[Touch, FoldedApplication]) -> h.Node:
    """Return how something on a register stands, and which application about it is open."""
    held = h.span(class_=f"mk-state {state}")[HOLDING_WORDS[state]]
    one = about.get(key) if state is not HoldingState.PENDING else None
    if one is None:
        return held
    style = "returned" if one.awaits_next_version else "pending"
    return [held, " ", h.span(class_=f"mk-state {style}")[about_words(one, key)]]


def origin_of(since: date, source: str, *, is_pending: bool = False) -> h.Fragment:
    """Return since when something is registered, or will be, and the form that it came from."""
    name = h.small(".mk-from", title=source)[one_line(source, _LONGEST_NAME)]
    return h.fragment[f"{long_date(since)}{'頃の見込み' if is_pending else 'から'}", name]
