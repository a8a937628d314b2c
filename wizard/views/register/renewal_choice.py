"""The choice of certificates to be renewed: boxes before their lines."""

from typing import Final

import streamlit as st

from rules.register.board import BoardRow
from wizard.core import moments
from wizard.core.register.board_text import day_text, due_text
from wizard.core.register.register_words import system_of
from wizard.core.register.renewal_session import RenewalChoice, RenewalSession, key_of
from wizard.ui.layout import plain
from wizard.ui.lines import LineBox
from wizard.ui.registers import owner
from wizard.ui.session_cache import browser_state
from wizard.ui.widget_values import key_with_value

_KEY: Final = "renewal-session"


def renewal_session() -> RenewalSession:
    """Return what the visitor has chosen to renew of all businesses, and what was made of it."""
    return browser_state(_KEY, owner(), RenewalSession)


def box_of(row: BoardRow, choice: RenewalChoice, place: str) -> LineBox:
    """Return the box before the line of a certificate; ``place`` names the page that shows it."""
    key = f"{place}:{':'.join(key_of(row))}"
    one = row.certificate
    name = f"更新の対象にする（{row.name} {one.common_name or one.written}）"
    is_chosen = bool(choice.chosen([row], moments.now()))
    return LineBox(name, key, _toggle, (row, choice, key), is_ticked=is_chosen)


def show_choice(row: BoardRow, choice: RenewalChoice) -> None:
    """Show a box with what it is about beside it, for where there are many."""
    one, box = row.certificate, box_of(row, choice, "choose")
    words = (
        f"{day_text(row.date)}　{row.name}（{row.code}）　{one.common_name or one.written}"
        f"　{system_of(one.table)}　{due_text(row)}"
    )
    key = key_with_value(box.key, box.is_ticked)
    st.checkbox(plain(words), key=key, on_change=box.act, args=box.args)


def _toggle(row: BoardRow, choice: RenewalChoice, key: str) -> None:
    choice.choose(key_of(row), is_chosen=bool(st.session_state[key]))
