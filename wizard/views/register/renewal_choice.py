"""The choice of certificates to be renewed: boxes before their lines."""

from typing import Final

import streamlit as st

from rules.register.board import BoardRow
from wizard.core import moments
from wizard.core.register.board_text import day_text, last_cutoff_text
from wizard.core.register.register_words import system_of
from wizard.core.register.renewal_session import RenewalSession, key_of
from wizard.ui.layout import plain
from wizard.ui.session_cache import page_state
from wizard.views.register.lines import LineBox

_KEY: Final = "renewal-session"


def renewal_session() -> RenewalSession:
    """Return what the visitor has chosen to renew, on whichever page."""
    return page_state(_KEY, RenewalSession)


def forget_renewals() -> None:
    """Begin anew: nothing is chosen but what must be renewed soon."""
    st.session_state.pop(_KEY, None)


def box_of(row: BoardRow) -> LineBox:
    """Return the box before the line of a certificate."""
    key = f"choose:{':'.join(key_of(row))}"
    name = f"更新の対象にする（{row.name} {row.certificate.common_name or row.certificate.serial}）"
    is_chosen = bool(renewal_session().chosen([row], moments.now()))
    return LineBox(name, key, _toggle, (row, key), is_ticked=is_chosen)


def show_choice(row: BoardRow) -> None:
    """Show a box with what it is about beside it, for where there are many."""
    one, box = row.certificate, box_of(row)
    words = (
        f"{day_text(row.date)}　{row.name}（{row.code}）　{one.common_name or one.serial}"
        f"　{system_of(one.table)}　更新の最終締切 {last_cutoff_text(row)}"
    )
    st.checkbox(plain(words), value=box.is_ticked, key=box.key, on_change=box.act, args=box.args)


def _toggle(row: BoardRow, key: str) -> None:
    renewal_session().choose(key_of(row), is_chosen=bool(st.session_state[key]))
