"""What pages keep in the session: their state, and results that are costly to make."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

import streamlit as st

_KEY: Final = "remembered"

Result = TypeVar("Result")


def page_state(key: str, make: Callable[[], Result]) -> Result:
    """Return the state of a page, made when the session first shows it."""
    if key not in st.session_state:
        st.session_state[key] = make()
    state: Result = st.session_state[key]
    return state


def cached_in_session(name: str, basis: tuple[object, ...], make: Callable[[], Result]) -> Result:
    """Return a result of this session, made anew where its basis is not the one of last time.

    One result is kept under each name, and goes with the session.
    """
    kept: dict[str, tuple[tuple[object, ...], Any]] = st.session_state.setdefault(_KEY, {})
    if name not in kept or kept[name][0] != basis:
        kept[name] = basis, make()
    result: Result = kept[name][1]
    return result
