"""A bare Streamlit page: only widgets, as many of each kind as the query parameters say."""

from collections.abc import Callable
from typing import Final

import streamlit as st

_MAKERS: Final[dict[str, Callable[[str], object]]] = {
    "button": lambda name: st.button(name, key=name),
    "checkbox": lambda name: st.checkbox(name, key=name),
    "radio": lambda name: st.radio(name, ["one", "two", "three"], key=name),
    "selectbox": lambda name: st.selectbox(name, ["one", "two", "three"], key=name),
    "text_area": lambda name: st.text_area(name, key=name),
    "text_input": lambda name: st.text_input(name, key=name),
}

for kind, count in st.query_params.items():
    for number in range(int(count)):
        _MAKERS[kind](f"{kind} {number}")
