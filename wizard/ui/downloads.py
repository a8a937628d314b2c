"""The buttons that download a file."""

from collections.abc import Callable

import streamlit as st

from wizard.core.media_types import media_type_of


def offer_file(
    label: str,
    data: bytes | str | Callable[[], bytes],
    name: str,
    key: str,
    *,
    is_primary: bool = False,
) -> None:
    """Show a button that downloads a file; one that is costly to make is made at the click."""
    st.download_button(
        label,
        data=data,
        file_name=name,
        mime=media_type_of(name),
        type="primary" if is_primary else "secondary",
        on_click="ignore",  # the page stays as it is
        key=key,
    )
