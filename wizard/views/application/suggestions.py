"""Suggestions of findings: one click takes one, and another gives back what was typed."""

from collections.abc import Iterable

import htpy as h
import streamlit as st

from schemas.catalogue import label
from wizard.core.answer_text import input_text
from wizard.core.draft import Draft, TakenSuggestion, get_at, put_at
from wizard.core.journey import section_of
from wizard.ui.layout import plain
from wizard.ui.session import save
from wizard.views.application.widget_input import read_widgets


def offer(draft: Draft, found: Iterable[tuple[str, str]], key: str, section: str) -> None:
    """Show a button for each path and what is suggested there; their keys begin with ``key``.

    ``section`` is the one whose widgets are on the page, empty where there are none.
    """
    for number, (path, suggestion) in enumerate(dict.fromkeys(found)):
        st.button(
            plain(f"「{_in_a_line(suggestion)}」に変更"),
            key=f"{key}:{number}",
            on_click=_take,
            args=(draft, section, path, suggestion),
        )


def offer_originals(draft: Draft, paths: Iterable[str], section: str) -> None:
    """Show what suggestions have changed at these paths, and buttons that change it back.

    What was typed since then is nobody's to take back.
    ``section`` is the one whose widgets are on the page, empty where there are none.
    """
    for path in paths:
        taken = draft.originals.get(path)
        if taken is None or input_text(get_at(draft.answers, path)) != taken.suggestion:
            continue
        where = "" if section else f"{label(path)}："  # beside its field, the label is there
        with st.container(key=f"{path}:taken"):
            st.html(h.p[f"{where}「{_in_a_line(taken.suggestion)}」に変更しました。"])
            before = f"元の「{_in_a_line(taken.typed)}」" if taken.typed else "空欄"
            st.button(
                plain(f"{before}に戻す"),
                key=f"{path}:undo",
                on_click=_give_back,
                args=(draft, section, path),
            )


def _take(draft: Draft, section: str, path: str, suggestion: str) -> None:
    _collected(draft, section)
    typed = input_text(get_at(draft.answers, path))
    draft.originals[path] = TakenSuggestion(typed, suggestion)
    _put(draft, path, suggestion)


def _give_back(draft: Draft, section: str, path: str) -> None:
    _collected(draft, section)
    taken = draft.originals.pop(path)
    if input_text(get_at(draft.answers, path)) == taken.suggestion:
        _put(draft, path, taken.typed)


def _collected(draft: Draft, section: str) -> None:
    """Keep what the other widgets of the page hold."""
    if section:
        read_widgets(draft, section)


def _put(draft: Draft, path: str, value: str) -> None:
    put_at(draft.answers, path, value)
    if path in st.session_state:
        st.session_state[path] = value
    draft.finished_at = None
    draft.point_at(path if path in st.session_state else f"edit:{section_of(path)}")
    if draft.version:
        save(draft)


def _in_a_line(text: str) -> str:
    return " ".join(text.splitlines())
