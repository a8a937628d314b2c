"""The rows of the board in words."""

from datetime import date, datetime, timedelta
from typing import Final

import htpy as h

from rules.dates.date_text import long_date
from rules.dates.round_text import cutoff_text
from rules.register.board import BoardRow
from rules.register.fold import HoldingState
from wizard.core.register.register_words import HOLDING_WORDS, RETURNED_ABOUT

SOON: Final = timedelta(days=92)
"""A last cut-off within a quarter is soon (an estimate): a new certificate is asked for by then."""


_SPARE: Final = "差し戻された場合の最終締切 "


def day_text(day: date | None) -> str:
    """Return a day, or that it is not known."""
    return long_date(day) if day else "不明"


def last_day_cell(row: BoardRow) -> h.Fragment:
    """Return the last day of a certificate, and that it is over."""
    over = h.span(".mk-state.expired")[HOLDING_WORDS[HoldingState.EXPIRED]]
    return h.fragment[day_text(row.date), over if row.is_expired else None]


def last_cutoff_text(row: BoardRow) -> str:
    """Return the last cut-off that renews in time, and how many there are up to it.

    Of a renewal under way it is for who has to send it again.
    """
    if row.later.replaced_on is not None:
        late = "" if row.is_renewed_in_time else "。期限後"
        expected = f"（{long_date(row.later.replaced_on)}頃に登録の見込み{late}）"
        spare = f"。{_SPARE}{_cutoff(row)}" if row.cutoffs_left else ""
        return f"更新を申込み中です{expected}{spare}"
    if row.last is None:
        return "有効期限が不明のため、計算できません"
    if row.is_expired:
        then = "再提出" if row.returned else "更新"
        return f"有効期限が切れています。至急{then}してください"
    return _cutoff(row)


def last_cutoff_cell(row: BoardRow) -> h.Fragment:
    """Return the last cut-off of a certificate; that of a renewal under way in small letters."""
    text, _, spare = last_cutoff_text(row).partition(_SPARE)
    then = h.small(".mk-own-line")[f"{_SPARE}{spare}"] if spare else None
    return h.fragment[text.removesuffix("。"), then]


def with_state_of_return(row: BoardRow) -> h.Fragment:
    """Return the last cut-off of a certificate, and that an application about it was returned."""
    state = h.span(".mk-state.returned")[RETURNED_ABOUT] if row.returned else None
    return h.fragment[state, " " if state else None, last_cutoff_cell(row)]


def _cutoff(row: BoardRow) -> str:
    """Return the last cut-off of a certificate with its day, and how many there are up to it."""
    if row.last is None:
        return ""
    moment = cutoff_text(row.last.cutoff)
    if not row.cutoffs_left:
        return f"{moment}（過ぎています）"
    return f"{moment}（{'次の締切' if row.cutoffs_left == 1 else f'あと{row.cutoffs_left}回'}）"


def due_text(row: BoardRow) -> str:
    """Return the last cut-off with its name, or the sentence that stands for it."""
    has_cutoff = not (row.is_expired or row.is_renewed or row.last is None)
    name = "再提出の最終締切 " if row.returned else "更新の最終締切 "
    return f"{name if has_cutoff else ''}{last_cutoff_text(row)}"


def is_soon(row: BoardRow, now: datetime) -> bool:
    """Return whether a certificate should be renewed now: its last cut-off is soon, or over.

    One whose renewal is under way should not, in time or not; one whose application was returned
    is sent again.
    """
    return row.is_renewable and (row.last is None or row.last.cutoff.closes_at <= now + SOON)
