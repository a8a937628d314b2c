"""The one draft of a session, and moving between its steps."""

from collections.abc import Iterable
from datetime import datetime

import streamlit as st

from rules.finding import Finding
from wizard.core import moments
from wizard.core.draft import Draft
from wizard.core.journey import (
    CHECK,
    START,
    first_open,
    following,
    open_steps,
    page_of,
    pages,
    reachable,
)
from wizard.core.settings import settings
from wizard.drafts.database import engine_of
from wizard.drafts.saved_rows import DraftsError
from wizard.drafts.store import ConflictError, ListedDraft, MemoryDrafts, SavedDrafts
from wizard.ui.visitor import visitor

_KEY = "draft"
_TROUBLE = "draft-trouble"
_DELETED = "deleted-draft"
_UNDELETED = "deletion-trouble"


@st.cache_resource(show_spinner=False)
def saved_drafts() -> SavedDrafts:
    """Return the drafts of this installation."""
    return SavedDrafts(engine_of(settings()), settings().draft_days)


@st.cache_resource(show_spinner=False)
def drafts_in_memory() -> MemoryDrafts:
    """Return the drafts that end with this server."""
    return MemoryDrafts()


def current_draft() -> Draft:
    """Return the session's draft, the one that the address names, or a new one."""
    token = st.query_params.get("draft", "")
    held: Draft | None = st.session_state.get(_KEY)
    if held is None or (token and token != held.token):
        held = (_found(token) if token else None) or held or Draft()
        st.session_state[_KEY] = held
    who = visitor()
    held.owner = who.name if who is not None else None
    return held


def listed_drafts() -> list[ListedDraft]:
    """Return the drafts of the person who is known to be here; else none."""
    who = visitor()
    if who is None:
        return []
    try:
        return saved_drafts().listed(who.name)
    except DraftsError:
        return []  # the registers of the same database say so


def resume(token: str) -> None:
    """Go on with a draft where it was left."""
    st.session_state.pop(_KEY, None)
    st.query_params.from_dict({"draft": token})
    current_draft().point_at("heading")


def delete_draft(draft: Draft) -> None:
    """Delete a draft, and keep it in the session for who wants it back."""
    try:
        _place_of(draft).forget(draft.token)
    except DraftsError as error:
        st.session_state[_UNDELETED] = str(error)
        current_draft().point_at("errors")
        return
    st.session_state.pop(_UNDELETED, None)
    start_over()
    st.session_state[_DELETED] = draft
    current_draft().point_at("answer")


def reason_against_deletion() -> str:
    """Return why a draft could not be deleted, or not be restored; empty where it could."""
    return str(st.session_state.get(_UNDELETED, ""))


def deleted_draft() -> Draft | None:
    """Return the draft that was deleted last in this session."""
    deleted: Draft | None = st.session_state.get(_DELETED)
    return deleted


def restore_draft() -> None:
    """Save the draft that was deleted last again."""
    deleted = deleted_draft()
    if deleted is None:
        return
    deleted.owner = current_draft().owner
    if save(deleted) or deleted.conflicting_draft is not None:  # another page has saved it since
        del st.session_state[_DELETED]
        st.session_state.pop(_UNDELETED, None)
        current_draft().point_at("heading")
    else:
        st.session_state[_UNDELETED] = deleted.trouble
        current_draft().point_at("errors")


def _place_of(draft: Draft) -> MemoryDrafts | SavedDrafts:
    return drafts_in_memory() if draft.stays_in_memory else saved_drafts()


def _found(token: str) -> Draft | None:
    """Find a draft in memory or in the database; why the latter cannot be read is reported."""
    st.session_state.pop(_TROUBLE, None)
    found = drafts_in_memory().find(token)
    if found is not None:
        return found
    try:
        return saved_drafts().find(token)
    except DraftsError as error:
        st.session_state[_TROUBLE] = str(error)
        return None


def unreadable_reason() -> str:
    """Return the reason why the draft that the address names could not be read.

    Empty where it could.
    """
    return str(st.session_state.get(_TROUBLE, ""))


def address_of(draft: Draft) -> dict[str, str]:
    """Return the address that leads back to a draft; nothing while it was not saved."""
    return {"draft": draft.token} if draft.version else {}


def is_lost(draft: Draft) -> bool:
    """Return whether the address names a draft that is no longer there."""
    return st.query_params.get("draft", draft.token) != draft.token


def save(draft: Draft) -> bool:
    """Save a draft; what hinders that is shown on the page, and the draft stays as it is here."""
    draft.trouble, draft.conflicting_draft = "", None
    try:
        _place_of(draft).keep(draft)
    except ConflictError as error:
        draft.conflicting_draft = error.saved_draft
    except DraftsError as error:
        draft.trouble = str(error)
    else:
        draft.saved_at = moments.now()
        return True
    draft.point_at("errors")
    return False


def save_typed(draft: Draft) -> None:
    """Save what was just given, once the draft has begun."""
    if draft.version:
        save(draft)


def choose_storage(draft: Draft, *, in_memory: bool) -> bool:
    """Keep a draft in memory alone, or durably; tell whether what was kept elsewhere is deleted."""
    if draft.stays_in_memory == in_memory:
        return True
    try:
        _place_of(draft).forget(draft.token)
    except DraftsError as error:
        draft.trouble = str(error)
        draft.point_at("errors")
        return False
    draft.stays_in_memory, draft.version = in_memory, 0
    return True


def continue_in_memory(draft: Draft) -> bool:
    """Keep a draft that cannot be saved in memory; what was saved of it before stays there."""
    draft.stays_in_memory, draft.version = True, 0
    return save(draft)


def take_conflicting_draft(draft: Draft) -> None:
    """Go on with what another page has saved."""
    if draft.conflicting_draft is not None:
        draft.conflicting_draft.moves = draft.moves
        st.session_state[_KEY] = draft.conflicting_draft
        draft.conflicting_draft.point_at("heading")


def overwrite_conflicting_draft(draft: Draft) -> None:
    """Save this page's draft over what another one has saved."""
    if draft.conflicting_draft is not None:
        draft.version = draft.conflicting_draft.version
        save(draft)
        draft.point_at("heading")


def current_step(draft: Draft) -> str:
    """Return the step that the address names, as far as the draft allows."""
    default = first_open(draft) if "draft" in st.query_params else START
    return reachable(draft, st.query_params.get("step", default))


def name_step(draft: Draft, step: str) -> None:
    """Have the address name the step that is shown.

    A link to a step of the same page leaves the address as it was, and the next answer would lead
    back there; nor is a step shown that cannot be reached yet.
    """
    st.query_params.from_dict({**st.query_params.to_dict(), **address_of(draft), "step": step})


def go(draft: Draft, step: str, *, focus: str = "", back: bool = False) -> None:
    """Save the draft and go to a step, or to the page of a section.

    ``back`` returns from there to the check page, to the block of what was gone to.
    """
    if not save(draft):
        return
    draft.judged, draft.errors = "", []
    draft.point_at(focus or "heading")
    draft.shown_step = page_of(draft, step)
    address = {"draft": draft.token, "step": step}
    if back:
        address["return"] = step
    st.query_params.from_dict(address)


def accept_step(draft: Draft, step: str, *, finished_at: datetime | None = None) -> None:
    """Accept a step and go to the next one, or back to the check page where one came from it.

    A step is accepted when it is saved. ``finished_at`` is when the form was finished with it.
    """
    was_accepted, was_finished = {*draft.accepted}, draft.finished_at
    draft.accepted |= {*pages(draft).get(step, [step])}
    draft.finished_at = finished_at
    if returns_to_check() and (left := open_steps(draft)):
        go(draft, left[0].id, back=True)
    elif returns_to_check():
        back_to_check(draft, step)
    else:
        go(draft, following(draft, step))
    if draft.trouble and not was_accepted >= draft.accepted:
        draft.accepted = was_accepted
        draft.finished_at = was_finished


def reject_step(draft: Draft, step: str, errors: Iterable[Finding] = ()) -> None:
    """Stay on a step and show its errors, until it is left or judged again."""
    draft.accepted -= {*pages(draft).get(step, [step])}
    draft.judged, draft.errors = step, list(errors)
    if draft.version:
        save(draft)
    draft.point_at("errors")


def returns_to_check() -> bool:
    """Return whether the step was opened from the check page, to return there."""
    return "return" in st.query_params


def back_to_check(draft: Draft, step: str) -> None:
    """Return to the check page, to the block from which a step was opened."""
    block = st.query_params.get("return", step)
    go(draft, CHECK, focus=f"edit:{block if page_of(draft, block) == step else step}")


def resume_elsewhere(token: str) -> None:
    """Go on with a draft from another page, at the first step that is open."""
    resume(token)
    go(current_draft(), first_open(current_draft()))


def open_draft(draft: Draft) -> None:
    """Go on with a draft that was begun elsewhere, at the first step that is open; it is saved."""
    start_with(draft)
    go(current_draft(), first_open(draft))


def leads_to_draft() -> bool:
    """Return whether the address names a step of an application, although this is another page."""
    return "step" in st.query_params


def start_over() -> None:
    """Leave the draft behind and begin another."""
    start_with(Draft())


def start_with(draft: Draft) -> None:
    """Go on with another draft, from its first question."""
    st.session_state[_KEY] = draft
    draft.point_at("heading")
    st.query_params.from_dict({"step": START})
