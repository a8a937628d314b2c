"""The values that widgets begin with."""

import streamlit as st


def key_with_value(key: str, value: object) -> str:
    """Have a widget begin with a value unless it is on the page already; return its key.

    A value that is given to the widget as well as to its key makes the framework warn on the page,
    so widgets are given theirs in this way only.
    """
    st.session_state.setdefault(key, value)
    return key
