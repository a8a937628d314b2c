"""The file of a rename's 周知文, kept for the session alone."""

from dataclasses import dataclass
from typing import Final

import streamlit as st

from wizard.core.draft import Draft
from wizard.core.submission.file_names import safe_name
from wizard.core.submission.letter import Letter

_HELD: Final = "letter-held"


@dataclass
class HeldLetter:
    """The letter that was given for a draft; ``is_named`` where its name went onto the form."""

    token: str
    letter: Letter | None = None
    is_named: bool = False

    @property
    def name(self) -> str:
        """The name that the form gives of it; empty where it gives none."""
        return safe_name(self.letter.name) if self.letter and self.is_named else ""


def held_letter(draft: Draft) -> HeldLetter:
    """Return what the session holds for a draft; another draft begins with nothing."""
    held: HeldLetter | None = st.session_state.get(_HELD)
    if held is None or held.token != draft.token:
        held = hold_letter(HeldLetter(draft.token))
    return held


def hold_letter(held: HeldLetter) -> HeldLetter:
    """Keep a letter in the session, and return it."""
    st.session_state[_HELD] = held
    return held
