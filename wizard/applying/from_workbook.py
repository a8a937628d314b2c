"""Beginning from a workbook: a form of last time, or one that is half filled."""

from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from rules.check import check_answers
from rules.finding import Finding, Severity
from schemas.answers import KINDS
from schemas.parse import parse
from wizard import moments
from wizard.answer_text import as_typed
from wizard.applying.last_time import begin_from, resumed
from wizard.draft import Draft, get_at
from wizard.filing import check_form
from wizard.layout import field_head, note
from wizard.state import begin_with, go

_FILE: Final = "workbook"
_TAKEN_IN: Final = "workbook-taken-in"
_NOT_HERE: Final = "申請区分の欄が読み取れないため、続きからは始められません。"


@dataclass(frozen=True)
class _Workbook:
    """What was read of a workbook; ``said`` why nothing was."""

    name: str = ""
    said: str = ""
    answers: dict[str, Any] | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def is_whole(self) -> bool:
        return parse(self.answers).application is not None


def show_workbook(draft: Draft) -> None:
    """Offer to begin from a workbook; what was read is shown, and a person chooses."""
    read: _Workbook = st.session_state.get(_TAKEN_IN, _Workbook())
    with st.expander(
        "前に使った申込書（Excel）から始める", expanded=bool(read.said or read.answers)
    ):
        field_head(
            _FILE,
            label="moushikomiでつくった申込書、または取り込んだ様式の申込書",
            hint="途中までのものは続きから、完成したものは次の申込書のもとにできます（.xlsx）。",
            said=[read.said] if read.said else [],
        )
        st.file_uploader("前に使った申込書", key=_FILE, label_visibility="collapsed")
        st.button("読み込む", key="read-workbook", on_click=_take_in, args=(draft,))
        if read.answers is not None:
            _show_read(read, read.answers)


def _take_in(draft: Draft) -> None:
    given = st.session_state.get(_FILE)
    if given is None:
        st.session_state[_TAKEN_IN] = _Workbook(said="読み込む申込書（.xlsx）を選んでください。")
        draft.point_at(_FILE)
        return
    verdict = check_form(given.getvalue(), moments.now(), moments.calendar())
    if verdict.answers is None:
        why = "".join(f"{finding.message}{finding.remedy}" for finding in verdict.findings)
        st.session_state[_TAKEN_IN] = _Workbook(said=f"「{given.name}」：{why}")
        draft.point_at(_FILE)
        return
    st.session_state[_TAKEN_IN] = _Workbook(given.name, "", verdict.answers, verdict.findings)
    draft.point_at("answer")


def _show_read(read: _Workbook, answers: dict[str, Any]) -> None:
    lines = [f"{name}：{said}" for name, said in _about(answers) if said]
    st.html('<div id="answer" tabindex="-1"></div>')
    note(f"「{read.name}」を読み込みました", lines)
    if told := _told(read):
        note("読み込んだときに気づいたこと", told, "warn")
    with st.container(horizontal=True):
        if answers.get("kind"):
            words = "この申込書を直す" if read.is_whole else "続きから記入する"
            st.button(
                words,
                type="secondary" if read.is_whole else "primary",
                key="resume",
                on_click=_resume,
                args=(answers,),
            )
        else:
            st.html(f"<p>{_NOT_HERE}</p>")
        st.button(
            "前回の申込書として、次の申込書を始める",
            type="primary" if read.is_whole else "secondary",
            key="from-last-time",
            on_click=_begin,
            args=(answers,),
        )


def _about(answers: dict[str, Any]) -> list[tuple[str, str]]:
    kind = str(answers.get("kind") or "")
    return [
        ("申請区分", KINDS.word(kind) if kind else ""),
        ("事業者名", as_typed(get_at(answers, "business.name"))),
        ("事業者コード", as_typed(get_at(answers, "business.code"))),
        ("申込年月日", as_typed(get_at(answers, "applied_on"))),
    ]


def _told(read: _Workbook) -> list[str]:
    """Say what was met on the sheet itself: answers that could not be read, or were doubtful."""
    judged = {
        (finding.path, finding.code)
        for finding in check_answers(read.answers or {}, moments.now(), moments.calendar())
    }
    return [
        f"{finding.message}{finding.remedy}"
        for finding in read.findings
        if (finding.path, finding.code) not in judged and finding.severity is not Severity.NOTE
    ]


def _resume(answers: dict[str, Any]) -> None:
    found = check_answers(answers, moments.now(), moments.calendar())
    draft = resumed(answers, list(found))
    st.session_state.pop(_TAKEN_IN, None)
    begin_with(draft)
    go(draft, "")


def _begin(answers: dict[str, Any]) -> None:
    st.session_state.pop(_TAKEN_IN, None)
    begin_with(begin_from(answers))
