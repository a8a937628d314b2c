"""The one draft of a session, and moving between its steps."""

from collections.abc import Iterable

import streamlit as st

from rules.finding import Finding
from wizard.applying.journey import CHECK, START, first_open, following, reachable, steps
from wizard.draft import Draft, Drafts

_KEY = "draft"


@st.cache_resource(show_spinner=False)
def drafts() -> Drafts:
    """Give the drafts of this server."""
    return Drafts()


def current_draft() -> Draft:
    """Give the session's draft, the one that the address names, or a new one."""
    token = st.query_params.get("draft", "")
    held: Draft | None = st.session_state.get(_KEY)
    if held is None or (token and token != held.token):
        held = drafts().find(token) or held or Draft()
        st.session_state[_KEY] = held
    return held


def address_of(draft: Draft) -> dict[str, str]:
    """Give the address that leads back to a draft; nothing while it has no step accepted."""
    return {"draft": draft.token} if draft.accepted else {}


def is_lost(draft: Draft) -> bool:
    """Tell whether the address names a draft that is no longer there."""
    return st.query_params.get("draft", draft.token) != draft.token


def current_step(draft: Draft) -> str:
    """Give the step that the address names, as far as the draft allows."""
    default = first_open(draft) if "draft" in st.query_params else START
    return reachable(draft, st.query_params.get("step", default))


def go(draft: Draft, step: str, *, focus: str = "", back: bool = False) -> None:
    """Go to a step; ``back`` returns to the check page from there."""
    drafts().keep(draft)
    draft.judged, draft.errors = "", []
    draft.point_at(focus or "heading")
    address = {"draft": draft.token, "step": step}
    if back:
        address["return"] = CHECK
    st.query_params.from_dict(address)


def go_on(draft: Draft, step: str) -> None:
    """Accept a step and go to the next one, or back to the check page where one came from it."""
    draft.accepted.add(step)
    draft.finished_at = None
    ids = [found.id for found in steps(draft)]
    open_steps = [found for found in ids[: ids.index(CHECK)] if found not in draft.accepted]
    if comes_back():
        go(draft, open_steps[0] if open_steps else CHECK, back=bool(open_steps))
    else:
        go(draft, following(draft, step))


def stay(draft: Draft, step: str, errors: Iterable[Finding] = ()) -> None:
    """Stay on a step and show its errors, until it is left or judged again."""
    draft.accepted.discard(step)
    draft.judged, draft.errors = step, list(errors)
    draft.point_at("errors")


def comes_back() -> bool:
    """Tell whether the step was opened from the check page, to return there."""
    return st.query_params.get("return") == CHECK


def begin_anew() -> None:
    """Leave the draft behind and begin another."""
    st.session_state[_KEY] = Draft()
    st.query_params.from_dict({"step": START})
