"""Progress of a batch of files, which are judged one after the other, stopped and resumed."""

from collections.abc import Callable, Iterable
from contextlib import closing

import streamlit as st

from wizard.core.checking.check_session import CheckSession
from wizard.core.checking.judging import Task, judge_uploads
from wizard.core.focus_target import FocusTarget
from wizard.core.verdicts import Verdict
from wizard.ui.layout import note


def judge_waiting(
    session: CheckSession,
    page: FocusTarget,
    tasks: Iterable[Task],
    keep: Callable[[int, Verdict], None],
    done: str,
) -> None:
    """Judge the files that wait, one after the other; a click stops it, and nothing is lost.

    ``keep`` gets a file's number and its verdict; ``done`` is the verb of the progress.
    """
    st.button("中止", on_click=_stop, args=(session, page), key="stop")
    bar, count = st.progress(0.0), len(session.uploads)
    numbers = {id(session.uploads[number]): number for number in session.waiting()}
    with closing(judge_uploads(tasks)) as verdicts:
        for task, verdict in verdicts:
            if not session.is_at_work:  # stopped, and shown by another run while this one waited
                return
            keep(numbers[id(task.upload)], verdict)
            finished = len(session.checked)
            bar.progress(finished / count, text=f"{count}件中{finished}件を{done}")
    _stop(session, page)
    st.rerun()


def offer_rest(session: CheckSession, stopped: str, not_done: str, label: str) -> None:
    """Say how many files were not judged, where that was stopped, and offer to go on."""
    if waiting := len(session.waiting()):
        note(stopped, [f"残りの{waiting}件は、{not_done}。"], "warn")
        st.button(label, on_click=_go_on, args=(session,), key="go-on")


def _stop(session: CheckSession, page: FocusTarget) -> None:
    session.is_at_work = False
    page.point_at("answer")


def _go_on(session: CheckSession) -> None:
    session.is_at_work = True
