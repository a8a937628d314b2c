"""Beginning from a workbook: a form of last time, or one that is half filled."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import htpy as h
import streamlit as st

from rules.finding import Severity, is_acceptable
from rules.obligations.check import check_answers
from schemas.answers import KINDS
from schemas.application import MAX_ROWS
from schemas.catalogue import TABLES
from wizard.core import moments
from wizard.core.answer_text import input_text
from wizard.core.checking.judging import Task, judge
from wizard.core.checking.uploads import Upload
from wizard.core.draft import Draft, get_at
from wizard.core.form_findings import UNOFFICIAL
from wizard.core.journey import START
from wizard.core.prefill import begin_from, has_too_many_rows, resumed
from wizard.core.verdicts import Verdict
from wizard.ui.layout import field_head, note
from wizard.ui.session import go, start_with

_FILE: Final = "workbook"
IN_MEMORY: Final = "in-memory"  # the key of the tick that keeps a draft from being saved
"""The key of the wish, on the same page, that no draft be saved."""
_TAKEN_IN: Final = "workbook-taken-in"
_MAX_REMARKS: Final = 20  # shown (an estimate of what a person reads)
_NOT_HERE: Final = "申請区分を読み取れないため、続きから入力することはできません。"
_EMPTY: Final = (
    "申込書の欄に記入がありません。"
    "記入例などではなく、記入済みの申込書のファイルを選択してください。"
)
_TOO_MANY: Final = f"{MAX_ROWS}件を超える表があるため、この申込書をもとに作成することはできません。"
_OF_THE_BLANK: Final = {"formula", UNOFFICIAL, "place-unknown", "unidentified"}
"""Codes of what concerns the blank alone, and goes into no other form."""
_LEFT_BEHIND: Final = "続きから入力する場合は、この項目を除いて開始します。"


@dataclass(frozen=True)
class ReadWorkbook:
    """What was read of a workbook; ``error`` why nothing was, ``remarks`` what to confirm."""

    name: str
    error: str = ""
    answers: dict[str, Any] | None = None
    remarks: tuple[str, ...] = ()
    is_whole: bool = False


def show_workbook(draft: Draft) -> None:
    """Offer to begin from a workbook; what was read is shown, and a person chooses."""
    taken: ReadWorkbook | None = st.session_state.get(_TAKEN_IN)
    with st.expander("前回の申込書（Excel）をもとにつくる"):
        field_head(
            _FILE,
            label="moushikomiで作成した申込書、または取り込んだ様式に記入した申込書",
            hint="記入途中の申込書は続きから入力でき、完成した申込書は次の申込書のもとになります（.xlsx）。",
            errors=[taken.error] if taken and taken.error else [],
        )
        st.file_uploader(
            "前回の申込書",
            key=_FILE,
            label_visibility="collapsed",
            on_change=_take_in,
            args=(draft,),
        )
    if taken and taken.answers:  # below: what grows inside is cut off while it unfolds
        _show_read(taken, taken.answers)


def _take_in(draft: Draft) -> None:
    """Read the workbook as soon as it is there, and forget it once it is taken away."""
    given = st.session_state.get(_FILE)
    if given is None:
        st.session_state.pop(_TAKEN_IN, None)
        return
    taken = st.session_state[_TAKEN_IN] = read_workbook(given.name, given.getvalue())
    draft.point_at(_FILE if taken.error else "answer")


def read_workbook(name: str, content: bytes) -> ReadWorkbook:
    """Read a form from outside; what cannot be begun from says why."""
    task = Task(Upload(name, content), moments.now(), moments.calendar().closures)
    verdict = judge(task)
    if verdict.answers is None:
        why = "".join(f"{finding.message}{finding.remedy}" for finding in verdict.findings)
        return ReadWorkbook(name, error=f"「{name}」：{why}")
    if has_too_many_rows(verdict.answers):
        return ReadWorkbook(name, error=f"「{name}」：{_TOO_MANY}")
    remarks = [*_remarks(verdict), *map(_continued, verdict.full_tables)]
    if not verdict.answers:
        return ReadWorkbook(name, error=f"「{name}」：{''.join(remarks) or _EMPTY}")
    if len(remarks) > _MAX_REMARKS:
        remarks = [*remarks[:_MAX_REMARKS], f"このほかに{len(remarks) - _MAX_REMARKS}件あります。"]
    is_whole = is_acceptable(verdict.findings)
    return ReadWorkbook(name, "", verdict.answers, tuple(remarks), is_whole)


def _remarks(verdict: Verdict) -> Iterator[str]:
    """Return what was met on the sheet itself, and which answers are not asked.

    What else is wrong with the answers is said where they are asked.
    """
    judged = check_answers(verdict.answers, moments.now(), moments.calendar())
    passed_over = {(finding.path, finding.code) for finding in judged}
    for finding in verdict.findings:
        if finding.code == "not-asked":
            yield f"{finding.message}{_LEFT_BEHIND}"
        elif finding.severity is Severity.NOTE or finding.code in _OF_THE_BLANK:
            continue
        elif (finding.path, finding.code) not in passed_over:
            yield f"{finding.message}{finding.remedy}"


def _continued(table: str) -> str:
    return (
        f"「{TABLES[table].title}」は、すべての欄に記入があります。"
        "別紙（Excel）に続きがある場合、別紙の内容は読み込まれません。"
    )


def _show_read(taken: ReadWorkbook, answers: dict[str, Any]) -> None:
    st.html(h.div("#answer", tabindex="-1"))
    about = [f"{name}：{said}" for name, said in _about(answers) if said]
    note(f"「{taken.name}」を読み込みました", about)
    if taken.remarks:
        note("読み込み時の確認事項", taken.remarks, "warn")
    if not answers.get("kind"):
        st.html(h.p[_NOT_HERE])
    with st.container(horizontal=True):
        if answers.get("kind"):
            st.button(
                "この申込書を修正" if taken.is_whole else "続きから入力",
                type="secondary" if taken.is_whole else "primary",
                key="resume",
                on_click=_resume,
                args=(answers,),
            )
        st.button(
            "この内容をもとに新しい申込書をつくる",
            type="primary" if taken.is_whole else "secondary",
            key="from-last-time",
            on_click=_begin,
            args=(answers,),
        )


def _about(answers: dict[str, Any]) -> list[tuple[str, str]]:
    kind = str(answers.get("kind") or "")
    return [
        ("申請区分", KINDS.word(kind) if kind else ""),
        ("事業者名", input_text(get_at(answers, "business.name"))),
        ("事業者コード", input_text(get_at(answers, "business.code"))),
        ("申込年月日", input_text(get_at(answers, "applied_on"))),
    ]


def _resume(answers: dict[str, Any]) -> None:
    _go_on_with(resumed(answers, moments.now(), moments.calendar()), "")


def _begin(answers: dict[str, Any]) -> None:
    _go_on_with(begin_from(answers), START)


def _go_on_with(draft: Draft, step: str) -> None:
    """Take up a draft and save it as was wished, so that a reload does not lose it."""
    draft.stays_in_memory = bool(st.session_state.get(IN_MEMORY))
    st.session_state.pop(_TAKEN_IN, None)
    start_with(draft)
    go(draft, step)
