"""Whether a new user links by the API: asked before the fields that only then matter."""

from typing import Final

import streamlit as st

from wizard.core.draft import Draft
from wizard.core.journey import API, USES_API, uses_api
from wizard.ui.layout import field_head
from wizard.ui.session import save_typed
from wizard.ui.widget_values import key_with_value

QUESTION: Final = "API連携を使いますか"
USE_WORDS: Final = {False: "使わない", True: "使う"}


def asks_for_api(draft: Draft) -> bool:
    """Ask a new user whether the API is used, and return whether it is."""
    if draft.kind == "new":
        field_head(USES_API, label=QUESTION)
        st.radio(
            QUESTION,
            [*USE_WORDS],
            format_func=USE_WORDS.__getitem__,
            key=key_with_value(USES_API, uses_api(draft)),
            horizontal=True,
            label_visibility="collapsed",
            on_change=_choose,
            args=(draft,),
        )
    return uses_api(draft)


def _choose(draft: Draft) -> None:
    """Set what was answered aside for who does not use the API, and bring it back."""
    choices = draft.pending_choices
    choices[USES_API] = bool(st.session_state[USES_API])
    here, there = (choices, draft.answers) if choices[USES_API] else (draft.answers, choices)
    if API in here:
        there[API] = here.pop(API)
    save_typed(draft)
