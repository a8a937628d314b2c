"""Clicks on the cells of a drawn sheet, as they reach the page."""

from collections.abc import Callable
from typing import Final

import streamlit as st

KEY: Final = "cells"

_LISTEN: Final = """
export default function ({ setTriggerValue }) {
  const listen = (event) => {
    if (!event.target.closest) return;
    const where = event.target.closest(".mk-form td[data-cell]");
    if (!where) return;
    event.preventDefault();
    setTriggerValue("cell", where.dataset.cell);
  };
  document.addEventListener("click", listen);
  return () => document.removeEventListener("click", listen);
}
"""
_listener = st.components.v2.component("moushikomi_cells", js=_LISTEN)


def listen_to_cells(touch: Callable[[str], None]) -> None:
    """Have a function called with the address of each cell that is clicked on (D14)."""

    def clicked() -> None:
        found = st.session_state[KEY].get("cell")
        if isinstance(found, str):
            touch(found)

    _listener(key=KEY, on_cell_change=clicked, height="content")
