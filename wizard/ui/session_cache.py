"""What pages keep in the session: their state, and results that are costly to make."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, TypeVar

import streamlit as st

from wizard.serving.browsers import current_browser

_KEY: Final = "remembered"
_MOST_BROWSERS: Final = 1_000
"""Browsers whose fields are kept in memory: as many as drafts that are kept there."""
_KEPT_FIELDS: Final = timedelta(hours=12)  # a working day (an estimate)

Result = TypeVar("Result")


def page_state(key: str, make: Callable[[], Result]) -> Result:
    """Return the state of a page, made when the session first shows it."""
    if key not in st.session_state:
        st.session_state[key] = make()
    state: Result = st.session_state[key]
    return state


def kept_fields(page: str) -> dict[str, str]:
    """Return what was typed on a page that belongs to no draft, for the browser to find it again.

    Where the browser is unknown, it goes with the session.
    """
    browser = current_browser()
    return _fields_of(browser, page) if browser else {}


@st.cache_resource(show_spinner=False, max_entries=_MOST_BROWSERS, ttl=_KEPT_FIELDS)
def _fields_of(browser: str, page: str) -> dict[str, str]:  # noqa: ARG001 - one for each
    return {}


def cached_in_session(name: str, basis: tuple[object, ...], make: Callable[[], Result]) -> Result:
    """Return a result of this session, made anew where its basis is not the one of last time.

    One result is kept under each name, and goes with the session.
    """
    kept: dict[str, tuple[tuple[object, ...], Any]] = st.session_state.setdefault(_KEY, {})
    if name not in kept or kept[name][0] != basis:
        kept[name] = basis, make()
    result: Result = kept[name][1]
    return result
