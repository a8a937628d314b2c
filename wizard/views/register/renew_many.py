"""Renewals of many businesses at once: chosen on the board, files given, a package for each."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import htpy as h
import streamlit as st

from rules.dates.round_text import cutoff_text
from rules.finding import SEVERITY_WORDS, Severity
from rules.register.board import BoardRow
from rules.register.records import ApplicationState, record
from wizard.core import moments
from wizard.core.certificates.certificate_text import name_of, refused_list
from wizard.core.certificates.reading import Readings
from wizard.core.checking.batch_summary import one_line
from wizard.core.form_findings import UNOFFICIAL
from wizard.core.markup import bullets, column_heads
from wizard.core.register.board_text import day_text, is_soon, last_cutoff_text
from wizard.core.register.register_session import RegisterSession
from wizard.core.register.renewal_batch import (
    BusinessRenewal,
    CertificatePair,
    RenewalBatch,
    RenewalKey,
    Unmatched,
    match_certificates,
    packed_batch,
    renew_all,
)
from wizard.core.register.renewal_session import RenewalSession, key_of
from wizard.core.submission.file_names import names_of
from wizard.core.submission.submission import edition_of
from wizard.core.template_in_use import bytes_in_use, template_in_use
from wizard.drafts.store import DraftsError
from wizard.ui.certificate_uploader import ask_for_certificates
from wizard.ui.downloads import offer_file
from wizard.ui.layout import alert, heading, note, plain, style_sheet
from wizard.ui.registers import StoredRegisters, record_sent
from wizard.ui.session_cache import page_state
from wizard.views.application.form_notice import show_which_form

VIEW: Final = "renew"
TITLE: Final = "証明書をまとめて更新する"
_KEY: Final = "renewal-session"
_MOST: Final = 200
"""Certificates to choose from at a time (an estimate: those of a hundred businesses)."""
_HINT: Final = (
    "新しい証明書のファイルを、すべての事業者分まとめて選択してください（複数可）。"
    "証明書名（CN）が同じ登録済みの証明書の更新として、事業者ごとに申込書を作成します。"
    "ファイルは保存しません。"
)


def show_renewals(page: RegisterSession, stored: StoredRegisters) -> None:
    """Choose certificates, take their new files, make the packages, and show what came of it."""
    session = page_state(_KEY, RenewalSession)
    heading(TITLE, errors=bool(page.trouble))
    style_sheet("certificates.css")
    if page.trouble:
        st.html(alert(page.trouble))
    if session.batch is not None:
        _show_batch(page, session, session.batch)
    elif stored.board:
        _choose(session, stored.board)
        st.html(h.h2["新しい証明書"])
        take = partial(_take, page, session)
        ask_for_certificates("renewals", session.tray.turn, _HINT, take, mark="※必須")
        if not session.tray.is_empty:
            _show_matches(page, session, stored)
    else:
        st.html(h.p["12か月以内に有効期限の切れる証明書はありません。"])


def _choose(session: RenewalSession, board: Sequence[BoardRow]) -> None:
    """Ask which certificates are renewed; those of the next months are chosen already."""
    now = moments.now()
    chosen = session.choice(board, now)
    st.html(h.h2[f"更新する証明書（{len(chosen)}件を選択）"])
    rows = board[:_MOST]
    soon = [row for row in rows if is_soon(row, now)]
    later = [row for row in rows if not is_soon(row, now)]
    with st.container(key="choices", gap="xsmall"):
        for row in soon:
            _ask_for(session, row, chosen)
    if later:
        with st.expander(f"そのほかの証明書（{len(later)}件）", key="later", expanded=not soon):
            for row in later:
                _ask_for(session, row, chosen)
    if len(board) > _MOST:
        st.html(h.p(".mk-hint")[f"有効期限の近い順に{_MOST}件を表示しています。"])


def _ask_for(session: RenewalSession, row: BoardRow, chosen: Container[RenewalKey]) -> None:
    one, key = row.certificate, key_of(row)
    words = (
        f"{day_text(row.date)}　{row.name}（{row.code}）　{one.common_name or one.serial}"
        f"　更新の最終締切 {last_cutoff_text(row)}"
    )
    widget = f"choose:{':'.join(key)}"
    st.checkbox(
        plain(words),
        value=key in chosen,
        key=widget,
        on_change=_toggle,
        args=(session, row, widget),
    )


def _toggle(session: RenewalSession, row: BoardRow, widget: str) -> None:
    session.choose(key_of(row), is_chosen=bool(st.session_state[widget]))


def _take(page: RegisterSession, session: RenewalSession, read: Readings) -> None:
    page.clear()
    session.take(read)
    page.point_at("answer")


def _show_matches(page: RegisterSession, session: RenewalSession, stored: StoredRegisters) -> None:
    """Show what renews what, before anything is made of it."""
    chosen = session.choice(stored.board, moments.now())
    certificates = session.tray.certificates
    left_out = session.left_out(stored.board)
    by_code, unmatched = match_certificates(certificates, stored.registers, left_out)
    rows = [
        h.tr[
            h.th(scope="row")[register.name, h.small[register.code]],
            h.td[pair.old.common_name or ""],
            h.td[pair.old.serial, h.small[f"{day_text(pair.old.not_after)}まで"]],
            h.td[pair.new.serial, h.small[f"{day_text(pair.new.last_day)}まで"]],
            h.td[one_line(pair.new.file)],
        ]
        for register in stored.registers
        for pair in by_code.get(register.code, ())
    ]
    title = f"更新の組み合わせ（{len(rows)}件）" if rows else "更新できる証明書がありません"
    st.html(h.div("#answer.mk-place", tabindex="-1")[h.h3[title]])
    if rows:
        heads = column_heads("事業者", "証明書名(CN)", "更新前", "新しい証明書", "ファイル")
        _show_table("更新の組み合わせ", heads, rows)
    _show_left_over(unmatched, stored.board, chosen - _paired(by_code))
    if (refused := refused_list(session.tray.refused)) is not None:
        st.html(h.div(".mk-bad")[h.h2["読み取れなかったファイル"], refused])
    with st.container(horizontal=True):
        if rows:
            st.button(
                f"提出書類を作成（{len(by_code)}事業者）",
                type="primary",
                on_click=_make,
                args=(page, session, stored),
                key="make",
            )
        st.button("選択したファイルを取り消す", on_click=_clear, args=(session,), key="clear-files")


def _paired(by_code: Mapping[str, Sequence[CertificatePair]]) -> set[RenewalKey]:
    return {(c, pair.old.table, pair.old.serial) for c, pairs in by_code.items() for pair in pairs}


def _show_left_over(
    unmatched: Sequence[Unmatched], board: Sequence[BoardRow], lacking: set[RenewalKey]
) -> None:
    """Name what renews nothing, and what is chosen without a new certificate."""
    lines = [
        f"{name_of(one.certificate)}（{one.certificate.file}）：{one.why}" for one in unmatched
    ]
    lines += _without_file(board, lacking)
    if lines:
        note("更新の対象にならないもの", lines, "warn")


def _without_file(board: Sequence[BoardRow], lacking: set[RenewalKey]) -> Iterator[str]:
    for row in board:
        if key_of(row) in lacking:
            name = row.certificate.common_name or row.certificate.serial
            yield f"{row.name}の{name}：新しい証明書のファイルが選択されていません。"


def _show_table(name: str, heads: h.Element, rows: Sequence[h.Element]) -> None:
    table = h.table(".mk-wide")[heads, h.tbody[rows]]
    st.html(h.div(".mk-taken", role="region", tabindex="0", aria_label=name)[table])


def _clear(session: RenewalSession) -> None:
    turn = session.tray.turn + 1
    session.tray = type(session.tray)(turn=turn)
    session.forget_packages()


def _make(page: RegisterSession, session: RenewalSession, stored: StoredRegisters) -> None:
    page.clear()
    used, now = template_in_use(), moments.now()
    session.batch = renew_all(
        session.tray.certificates,
        stored.lookup,
        now,
        moments.calendar(),
        template=used.template,
        edition=edition_of(used.template, bytes_in_use() if used.since else None),
        left_out=session.left_out(stored.board),
    )
    session.at, session.sent = now, 0
    page.point_at("panel")


def _show_batch(page: RegisterSession, session: RenewalSession, batch: RenewalBatch) -> None:
    made = [one for one in batch.renewals if one.package.content is not None]
    count = len(batch.renewals)
    st.html(
        h.div("#panel.mk-place", tabindex="-1")[h.h2[f"提出書類（{count}件中{len(made)}件を作成）"]]
    )
    if made:
        offer_file(
            f"提出書類一式（zip、{len(made)}事業者）をダウンロード",
            lambda: packed_batch(batch, session.at or moments.now()),
            "証明書更新_提出書類一式.zip",
            "download-batch",
            is_primary=True,
        )
    if any(f.code == UNOFFICIAL for one in made for f in one.package.findings):
        show_which_form()
    heads = column_heads("事業者", "結果", "証明書", "締切", "不備・確認事項")
    _show_table("作成した提出書類", heads, [_result(one) for one in batch.renewals])
    paired = _paired({one.register.code: one.pairs for one in batch.renewals})
    _show_left_over(batch.unmatched, batch.before, (session.chosen or set()) - paired)
    before, after = len(batch.before), len(batch.after)
    st.html(h.p[f"12か月以内に期限の切れる証明書：提出前 {before}件 → 提出後 {after}件"])
    if session.sent:
        st.html(h.p(".mk-done", role="status")[f"{session.sent}件を送付済として記録しました。"])
    with st.container(horizontal=True):
        if made and not session.sent:
            st.button(
                f"すべて送付しました（{len(made)}件を台帳に記録）",
                on_click=_keep,
                args=(page, session, made),
                key="keep-sent",
            )
        st.button("ほかの証明書を更新する", on_click=_begin_anew, key="renew-others")


def _begin_anew() -> None:
    st.session_state.pop(_KEY, None)


def _result(one: BusinessRenewal) -> h.Element:
    is_made = one.package.content is not None
    findings = [
        f
        for f in one.package.findings
        if f.severity is not Severity.NOTE and f.code != UNOFFICIAL  # said once for all
    ]
    lines = bullets(f"{SEVERITY_WORDS[f.severity]}：{f.message}{f.advice}" for f in findings)
    return h.tr[
        h.th(scope="row")[one.register.name, h.small[one.register.code]],
        h.td[
            h.span(class_=f"mk-state {'registered' if is_made else 'returned'}")[
                "作成しました" if is_made else "作成していません"
            ]
        ],
        h.td[f"{len(one.pairs)}件"],
        h.td[cutoff_text(one.filing.round.cutoff)],
        h.td[lines],
    ]


def _keep(page: RegisterSession, session: RenewalSession, made: Sequence[BusinessRenewal]) -> None:
    """Keep all packages as sent today."""
    page.clear()
    today = moments.now().date()
    try:
        for one in made:
            kept = record(one.filing.parsed.answers, [names_of(one.filing.parsed, None).form])
            if kept is not None:
                state = ApplicationState.SENT
                record_sent(replace(kept, state=state, sent_on=today), one.filing.content)
                session.sent += 1
    except DraftsError as error:
        page.trouble = str(error)
        page.point_at("errors")
