"""Navigation between the register's pages, and their session."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import streamlit as st

from wizard.core.register.register_session import RegisterSession
from wizard.drafts.saved_rows import DraftsError
from wizard.ui.session_cache import page_state

_KEY: Final = "register-session"


def register_session() -> RegisterSession:
    """Return what the visitor is about to do on the pages of the register."""
    return page_state(_KEY, RegisterSession)


def go_to(query: Mapping[str, str]) -> None:
    """Show a business or a view by its address; nothing in it is the list of all."""
    page = register_session()
    page.clear()
    st.query_params.from_dict(dict(query))
    page.point_at("heading")


def offer_list() -> None:
    """Offer the way back to the list of all businesses."""
    st.button("登録台帳の一覧へ", key="to-list", type="tertiary", on_click=go_to, args=({},))


def require_saved(*, is_there: bool) -> None:
    """Raise DraftsError if what was to be changed is no longer there: another page deleted it."""
    if not is_there:
        raise DraftsError("台帳から削除されているため、記録できませんでした。")


@contextmanager
def save_problem_shown(page: RegisterSession) -> Iterator[None]:
    """Show why something could not be saved; the rest of the block is left out then."""
    try:
        yield
    except DraftsError as error:
        page.trouble = str(error)
        page.point_at("errors")
