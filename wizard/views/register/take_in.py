"""Taking past forms into the register: read, shown in order with what is open, then kept."""

from collections.abc import Iterator, Sequence
from typing import Final

import htpy as h
import streamlit as st

from rules.dates.date_text import long_date
from rules.register.fold import FoldedApplication, Register, RegisterStatus
from rules.register.progress import OVER
from rules.register.records import RecordedApplication
from schemas.answers import SHORT_KINDS
from wizard.core import moments
from wizard.core.answer_text import one_line
from wizard.core.markup import bullets, wide_table
from wizard.core.register.register_session import RegisterSession
from wizard.core.register.register_words import state_words, status_words, version_words
from wizard.core.register.take_in import TakeIn, TakeInSession, TakenApplication, take_in
from wizard.drafts.saved_rows import DraftsError
from wizard.ui.batch_progress import judge_waiting, offer_rest
from wizard.ui.layout import alert, error_summary, field_head, heading, note
from wizard.ui.registers import StoredRegisters, owner, saved_registers
from wizard.ui.session_cache import browser_state
from wizard.views.register.navigation import offer_list

VIEW: Final = "take-in"
TITLE: Final = "過去の申込書を取り込む"
_KEY: Final = "take-in-session"
_FILES: Final = "past-forms"
_MAX_MEGABYTES: Final = 50  # of one upload (an estimate)
_MOST_KEPT: Final = 10_000_000  # bytes that a reload finds again: 500 forms (an estimate)
_NOTHING: Final = "取り込む申込書のファイルを選択してください。"
_LONGEST_NAME: Final = 80  # characters of the name of a file
_MOST_REFUSED: Final = 100  # listed (an estimate of what a person reads)


def show_take_in(page: RegisterSession, stored: StoredRegisters) -> None:
    """Ask for files, read them, show what they bring, and keep it."""
    session = browser_state(_KEY, owner(), TakeInSession, lambda s: s.size <= _MOST_KEPT)
    heading(TITLE, errors=bool(session.error or page.trouble or stored.trouble))
    offer_list()
    error_summary([(_FILES, session.error)] if session.error else [])
    for trouble in filter(None, (stored.trouble, page.trouble)):
        st.html(alert(trouble))
    _ask_for_files(page, session)
    if session.is_at_work:
        at, calendar = session.at or moments.now(), moments.calendar()
        tasks = (session.task(number, at, calendar) for number in session.waiting())
        judge_waiting(session, page, tasks, session.keep, "読み込みました")
    elif (session.uploads or session.documents) and not stored.trouble:
        _show(page, session, stored)


def _ask_for_files(page: RegisterSession, session: TakeInSession) -> None:
    field_head(
        _FILES,
        label="提出した申込書",
        mark="※必須",
        hint="Excelファイル（.xlsx）、申込書を添付したメール（.eml、.msg）、zipファイル、台帳のバックアップを選択してください。"
        "複数のファイルをまとめて選択できます。",
        errors=[session.error] if session.error else [],
        needed=True,
    )
    st.file_uploader(
        "提出した申込書",
        accept_multiple_files=True,
        key=_FILES,
        label_visibility="collapsed",
        max_upload_size=_MAX_MEGABYTES,
        on_change=session.forget_error,
    )
    is_read = not session.is_at_work and (session.uploads or session.documents)
    st.button(
        "読み込む",
        type="secondary" if is_read else "primary",
        on_click=_begin,
        args=(page, session),
        key="begin",
    )


def _begin(page: RegisterSession, session: TakeInSession) -> None:
    page.clear()
    given = [(file.name, file.getvalue()) for file in st.session_state.get(_FILES) or ()]
    session.lay_down(given, moments.now())
    if not (session.uploads or session.documents):
        session.error = session.error or _NOTHING
        page.point_at("errors")


def _show(page: RegisterSession, session: TakeInSession, stored: StoredRegisters) -> None:
    now, calendar = moments.now(), moments.calendar()
    found = take_in(session, stored.lookup.sources, now, calendar)
    st.html(
        h.div("#answer.mk-place", tabindex="-1")[
            h.h2[f"読み込んだ申込書（{len(found.applications)}件）"]
        ]
    )
    offer_rest(session, "読み込みを中止しました", "読み込んでいません", "残りを読み込む")
    count = len(found.unknown)
    if found.overlaps:
        note("バックアップと現在の台帳の両方にあるもの", found.overlaps, "warn")
    if count or found.gone or found.answered:
        st.button(
            f"台帳に入れる（{count}件）",
            type="primary",
            on_click=_keep,
            args=(page, session, found),
            key="keep",
        )
    elif found.applications:
        note("すべて台帳に入っています", ["新しく台帳に入れる申込書はありません。"])
    if found.applications:
        st.html(_table(found))
        _show_registers(found)
    if found.refused:
        lines = [
            f"{one_line(file, _LONGEST_NAME)}：{finding.message}{finding.advice}"
            for file, finding in found.refused[:_MOST_REFUSED]
        ]
        note(f"取り込めなかった申込書（{len(found.refused)}件）", lines, "bad")
    belonging, others = session.beside_forms()
    if belonging:
        note("申込書に付随する書類（取り込みは不要です）", belonging)
    if others:
        note("申込書ではないと判断し、対象外としたファイル", others)


def _table(found: TakeIn) -> h.Element:
    heads = ("申込年月日", "事業者", "申請区分", "申込みの内容", "ファイル", "確認事項")
    return wide_table("読み込んだ申込書", heads, map(_row, found.applications))


def _row(one: TakenApplication) -> list[h.Node]:
    record = one.record
    return [
        long_date(record.applied_on),
        [record.parts.name, h.small[record.code]],
        [SHORT_KINDS.word(record.kind) + version_words(one.folded), h.small[_state(one.folded)]],
        [h.div[change] for change in one.changes],
        [h.div[one_line(file, _LONGEST_NAME)] for file in record.files],
        [h.div[remark] for remark in one.remarks],
    ]


def _state(one: FoldedApplication) -> str:
    """Return that an application has no effect any more, as a backup says; empty if it has."""
    return state_words(one) if one.progress.state in OVER else ""


def _show_registers(found: TakeIn) -> None:
    """Show what register comes of it for each business, and what is open there."""
    heads = ("事業者", "台帳の状況", "証明書", "確認いただきたい点")
    named = [one.record for one in found.applications]
    rows = [
        [
            [one.name, h.small[one.code]],
            status_words(one),
            f"{one.certificate_count}件",
            bullets(_open_points(one, named)),
        ]
        for one in found.registers
    ]
    st.html(h.h2["取り込み後の台帳"])
    st.html(wide_table("取り込み後の台帳", heads, rows))


def _open_points(one: Register, named: Sequence[RecordedApplication]) -> Iterator[str]:
    """Yield what is open of a register; what a form that was read asks stands at that form."""
    if one.status is RegisterStatus.UNKNOWN:
        yield "新規の申込書がないため、それ以前に登録された内容は表示されません。"
    here = [
        asked
        for asked in one.open_questions
        if not any(form.is_same(about) for form in named for about in asked.records)
    ]
    if len(here) < len(one.open_questions):
        yield f"読み込んだ申込書の確認事項 {len(one.open_questions) - len(here)}件（上の一覧）"
    for asked in here:
        meant = f"候補：{asked.suggestion}" if asked.suggestion else ""
        yield f"{asked.question}（{one_line(asked.source, _LONGEST_NAME)}）{meant}"


def _keep(page: RegisterSession, session: TakeInSession, found: TakeIn) -> None:
    """Keep the applications, oldest first; what is kept stays so where a later one is refused."""
    page.clear()
    kept = 0
    try:
        for one in found.unknown:
            saved_registers().add(owner(), one.record, one.workbook)
            kept += 1
        for gone in found.gone:
            saved_registers().mark_gone(owner(), gone)
        for answered in found.answered:
            saved_registers().mark_answered(owner(), answered)
    except DraftsError as error:
        page.trouble = (
            f"{error}{kept}件を台帳に入れました。残りは、もう一度「台帳に入れる」を押してください。"
        )
        page.point_at("errors")
        return
    session.lay_down([], moments.now())
    page.report(f"申込書{kept}件を台帳に入れました。")
    codes = {one.code for one in found.registers}
    st.query_params.from_dict({"code": codes.pop()} if len(codes) == 1 else {})
    page.point_at("heading")
