"""A page that shows who uses it, and offers two files: one made at once, one when it is clicked."""

import streamlit as st

from wizard.ui.visitor import visitor

st.text(repr(visitor()))
st.text(str(st.context.headers.get("X-Forwarded-User")))
st.text(str(st.session_state.setdefault("runs", 0)))
st.session_state["runs"] += 1
st.download_button("at once", b"same for all", file_name="once.txt", key="once")
st.download_button("later", lambda: b"made when clicked", file_name="later.txt", key="later")
st.file_uploader("file", key="file")


@st.cache_resource
def started() -> list[str]:
    """Give what is kept in memory for all visitors."""
    return ["kept"]


started().append("more")
st.text(str(len(started())))
