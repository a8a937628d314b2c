"""The pages; Streamlit runs this file anew for every interaction."""

import streamlit as st

from wizard.apply_check import show_check
from wizard.apply_finish import show_finish
from wizard.apply_section import show_section
from wizard.apply_start import show_parts, show_start
from wizard.journey import CHECK, FINISH, PARTS, START
from wizard.layout import SITE, finish_page, frame
from wizard.state import current_draft, current_step


def main() -> None:
    """Show the step that the address names, as far as the draft allows."""
    st.set_page_config(page_title=SITE, page_icon="📝", layout="centered")
    frame()
    draft = current_draft()
    step = current_step(draft)
    if step == START:
        show_start(draft)
    elif step == PARTS:
        show_parts(draft)
    elif step == FINISH and draft.finished_at is not None:
        show_finish(draft, draft.finished_at)
    elif step in {CHECK, FINISH}:
        show_check(draft)
    else:
        show_section(draft, step)
    finish_page(draft)


main()
