"""Warm-up, once in a server's life, so that each rerun is light."""

import gc
from importlib import import_module
from typing import Final

import streamlit as st

from wizard.drafts.housekeeping import start_housekeeping
from wizard.ui.session import saved_drafts
from workbook.forms.template import own_template

_LOADED_LATER: Final = "pandas"  # what Streamlit loads with the first choice that a page offers


@st.cache_resource(show_spinner=False)
def warm_up() -> None:
    """Load the form, and take all that is loaded by now out of the collector's sight.

    Streamlit has Python collect garbage after every rerun; going through the modules that stay
    anyway would take most of a rerun's time.
    """
    own_template()
    start_housekeeping(saved_drafts())
    import_module(_LOADED_LATER)
    gc.collect()
    gc.freeze()
