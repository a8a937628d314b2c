"""The page that checks filled forms: one or a pile, and what goes back to the senders."""

import io
import zipfile
from typing import Final

import htpy as h
import streamlit as st

from rules.dates.cutoff import round_at
from wizard.core import moments
from wizard.core.checking.batch_summary import CheckedFile, head, summary
from wizard.core.checking.check_session import CheckSession
from wizard.core.checking.enclosed_letter import with_letter
from wizard.core.checking.judging import Task
from wizard.core.checking.returns import return_files
from wizard.core.verdicts import ACCEPTABLE, DEFICIENT, VERDICTS, Verdict
from wizard.ui.batch_progress import judge_waiting, offer_rest
from wizard.ui.downloads import offer_file
from wizard.ui.layout import error_summary, field_head, finish_page, heading, note, switch_to
from wizard.ui.registers import stored_registers
from wizard.ui.session import leads_to_draft
from wizard.ui.session_cache import page_state
from wizard.views.check.results import is_to_be_confirmed, show_results

_KEY: Final = "desk"
_FILES: Final = "forms"
_MAX_MEGABYTES: Final = 50  # of one upload (an estimate)
_NEXT: Final = (
    "不備のある申込書は、zipを展開（解凍）して「返信の下書き」（指摘を記載した写しを添付）を開き、"
    "宛先と内容を確認してから送信してください。"
)
_NOTHING: Final = "チェックする申込書のファイルを選択してください。"


def show_check_page() -> None:
    """Take files, check them, and show what was found."""
    if leads_to_draft():
        switch_to("", st.query_params.to_dict())
    desk = page_state(_KEY, CheckSession)
    heading("申込書をチェックする", errors=bool(desk.error))
    error_summary([(_FILES, desk.error)] if desk.error else [])
    st.html(
        h.p[
            "ファイルごとの判定と指摘の一覧を表示し、指摘を記載した写しと返信の下書きを作成します。"
        ]
    )
    _ask_for_files(desk)
    if desk.is_at_work:
        _work(desk)
    elif desk.uploads:
        _show(desk)
    finish_page(desk)


def _ask_for_files(desk: CheckSession) -> None:
    field_head(
        _FILES,
        label="記入済みの申込書",
        mark="※必須",
        hint="Excelファイル（.xlsx）、申込書を添付したメール（.eml、.msg）、zipファイルを選択してください。"
        "複数のファイルをまとめて選択できます。"
        "ファイルの内容はチェックにのみ使用し、保存しません。",
        errors=[desk.error] if desk.error else [],
        needed=True,
    )
    st.file_uploader(
        "記入済みの申込書",
        accept_multiple_files=True,
        key=_FILES,
        label_visibility="collapsed",
        max_upload_size=_MAX_MEGABYTES,
        on_change=desk.forget_error,
    )
    begins = not desk.uploads or desk.is_at_work
    st.button(
        "チェックを開始",
        type="primary" if begins else "secondary",
        on_click=_begin,
        args=(desk,),
        key="begin",
    )


def _begin(desk: CheckSession) -> None:
    given = [(file.name, file.getvalue()) for file in st.session_state.get(_FILES) or ()]
    desk.lay_down(given, moments.now())
    if not desk.uploads:
        desk.error = _NOTHING
        desk.point_at("errors")


def _work(desk: CheckSession) -> None:
    at, closures, stored = desk.at or moments.now(), moments.calendar().closures, stored_registers()
    lookup = stored.lookup if stored and (stored.registers or stored.trouble) else None
    tasks = (
        Task(desk.uploads[number], at, closures, with_cells=lookup is not None)
        for number in desk.waiting()
    )

    def keep(number: int, verdict: Verdict) -> None:
        upload = desk.uploads[number]
        judged = lookup.judge_verdict(verdict, upload.sender) if lookup else verdict
        desk.checked[number] = CheckedFile(upload.name, with_letter(upload, judged).whole)

    judge_waiting(desk, desk, tasks, keep, "チェックしました")


def _show(desk: CheckSession) -> None:
    counts = {
        verdict: sum(item.verdict.verdict == verdict for item in desk.checked.values())
        for verdict in VERDICTS
    }
    doubtful = sum(is_to_be_confirmed(item.verdict) for item in desk.checked.values())
    among = h.small[f"うち、ご確認いただきたい点がある申込書 {doubtful}件"] if doubtful else None
    tiles = [
        h.div(class_=f"mk-tile {verdict}")[
            h.dt[words], h.dd[f"{counts[verdict]}件", among if verdict == ACCEPTABLE else None]
        ]
        for verdict, words in VERDICTS.items()
    ]
    st.html(
        h.div("#answer", tabindex="-1")[
            h.h2[f"チェック結果（{len(desk.checked)}件）"], h.dl(".mk-tiles")[tiles]
        ]
    )
    offer_rest(desk, "チェックを中止しました", "チェックしていません", "残りをチェック")
    belonging, others = desk.beside_forms()
    if belonging:
        note("申込書に付随する書類（チェックは不要です）", belonging)
    if others:
        note("申込書ではないと判断し、チェック対象外としたファイル", others)
    with st.container(horizontal=True):
        offer_file(
            "指摘を記載した写しと返信の下書き（zip）をダウンロード",
            lambda: _all_returned(desk),
            "申込書の指摘.zip",
            "download-all",
            is_primary=True,
        )
        offer_file(
            "一覧（Excel）をダウンロード",
            lambda: _summary(desk),
            "申込書の確認結果.xlsx",
            "download-summary",
        )
    if counts[DEFICIENT]:
        st.html(h.p(".mk-hint")[_NEXT])
    show_results(desk)


def _summary(desk: CheckSession) -> bytes:
    at = desk.at or moments.now()
    checked = [desk.checked[number] for number in sorted(desk.checked)]
    return summary(checked, head(at, round_at(at, moments.calendar())))


def _all_returned(desk: CheckSession) -> bytes:
    at, office = desk.at or moments.now(), moments.calendar()
    taken: set[str] = set()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in sorted(desk.checked):
            upload, verdict = desk.uploads[number], desk.checked[number].verdict
            for found in return_files(upload, verdict, at, office, taken):
                archive.writestr(found.name, found.make())
    return packed.getvalue()
