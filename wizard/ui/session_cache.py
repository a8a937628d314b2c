"""What pages keep in the session: their state, and results that are costly to make."""

from collections import UserDict
from collections.abc import Callable
from copy import copy
from datetime import timedelta
from typing import Any, Final, TypeVar

import streamlit as st

from wizard.serving.browsers import current_browser

_KEY: Final = "remembered"
_MOST_BROWSERS: Final = 1_000
"""Browsers whose fields are kept in memory: as many as drafts that are kept there."""
_MOST_STATES: Final = 100
"""Browsers whose states are kept: packages of renewals, of a hundred kilobytes a business, past
forms, of ten megabytes at most, and two blanks, of five each."""
_KEPT_FIELDS: Final = timedelta(hours=12)  # a working day (an estimate)

Result = TypeVar("Result")


def page_state(key: str, make: Callable[[], Result]) -> Result:
    """Return the state of a page, made when the session first shows it."""
    if key not in st.session_state:
        st.session_state[key] = make()
    state: Result = st.session_state[key]
    return state


def browser_state(
    key: str,
    owner: str,
    make: Callable[[], Result],
    is_kept: Callable[[Result], bool] = lambda _: True,
) -> Result:
    """Return the state of a page; a new session begins with a copy of its browser's last one.

    So a reload finds it again, and another tab changes nothing here. ``owner`` is who the visitor
    is: a browser may be used by another one later. Where it is unknown, it goes with the session,
    as does a state that is not to be kept.
    """
    browser = current_browser()
    last = _states_of(browser, owner) if browser else {}
    state = page_state(key, lambda: copy(last[key]) if key in last else make())
    if is_kept(state):
        last[key] = state
    else:
        last.pop(key, None)
    return state


@st.cache_resource(show_spinner=False, max_entries=_MOST_STATES, ttl=_KEPT_FIELDS)
def _states_of(browser: str, owner: str) -> dict[str, Any]:  # noqa: ARG001 - one for each
    return {}


class KeptFields(UserDict[str, str]):
    """What was typed on a page that belongs to no draft, for the browser to find it again.

    A session begins with what was typed last, and is not changed by what is typed in another tab.
    """

    def __init__(self, of_browser: dict[str, str]) -> None:
        """Begin with the fields of the browser, which get what is typed from now on."""
        super().__init__()
        self.data.update(of_browser)
        self._of_browser = of_browser

    def __setitem__(self, key: str, text: str) -> None:
        """Keep what was typed, here and for the browser."""
        super().__setitem__(key, text)
        self._of_browser[key] = text


def kept_fields(page: str) -> KeptFields:
    """Return the fields of a page; where the browser is unknown, they go with the session."""
    browser = current_browser()
    return KeptFields(_fields_of(browser, page) if browser else {})


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
