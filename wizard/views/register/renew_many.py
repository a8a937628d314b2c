"""Renewals of many businesses at once: chosen on the board, files given, a package for each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

import htpy as h
import streamlit as st

from rules.dates.cutoff import round_at
from rules.dates.date_text import long_date
from rules.dates.round_text import cutoff_text
from rules.finding import SEVERITY_WORDS, Severity
from rules.register.board import BoardRow
from rules.register.progress import first_sending_day
from rules.register.records import ApplicationState, RecordedApplication, record
from schemas.serials import readable_serial
from wizard.core import moments
from wizard.core.answer_text import one_line
from wizard.core.certificates.certificate_text import findings_list, name_of, refused_list, style_of
from wizard.core.certificates.reading import Readings
from wizard.core.form_findings import UNOFFICIAL
from wizard.core.markup import bullets, wide_table
from wizard.core.register.board_text import day_text, is_soon
from wizard.core.register.register_session import AskedDay, RegisterSession
from wizard.core.register.register_words import system_of
from wizard.core.register.renewal_batch import (
    BusinessRenewal,
    CertificatePair,
    RenewalBatch,
    UnmatchedCertificate,
    match_certificates,
    packed_batch,
    renew_all,
    renewal_key,
)
from wizard.core.register.renewal_session import RenewalSession, key_of
from wizard.core.submission.file_names import names_of
from wizard.core.submission.submission import edition_of
from wizard.core.template_in_use import bytes_in_use, template_in_use
from wizard.ui.certificate_uploader import ask_for_certificates
from wizard.ui.downloads import offer_file
from wizard.ui.form_notice import show_which_form
from wizard.ui.layout import alert, heading, link_to, note, style_sheet
from wizard.ui.registers import StoredRegisters, owner, record_sent, saved_registers
from wizard.views.register.asked_day import ask_for_day, show_asked_day, show_done
from wizard.views.register.navigation import offer_list, save_problem_shown
from wizard.views.register.renewal_choice import renewal_session, show_choice

VIEW: Final = "renew"
TITLE: Final = "証明書をまとめて更新する"
_PLACE: Final = "sent"
_MOST: Final = 200
"""Certificates to choose from at a time (an estimate: those of a hundred businesses)."""
_HINT: Final = (
    "新しい証明書のファイルを、すべての事業者分まとめて選択してください（複数可）。"
    "証明書名（CN）が同じ登録済みの証明書の更新として、事業者ごとに申込書を作成します。"
    "ファイルは保存しません。"
)


def show_renewals(page: RegisterSession, stored: StoredRegisters) -> None:
    """Choose certificates, take their new files, make the packages, and show what came of it."""
    session = renewal_session()
    heading(TITLE, errors=bool(page.trouble))
    offer_list()
    style_sheet("certificates.css")
    if page.trouble:
        st.html(alert(page.trouble))
    if session.batch is not None:
        _show_batch(page, session, session.batch)
        return
    _show_returned(stored.expiring)
    if any(row.is_renewable for row in stored.expiring):
        _choose(session, stored.expiring)
        st.html(h.h2["新しい証明書"])
        take = partial(_take, page, session)
        ask_for_certificates("renewals", session.tray.turn, _HINT, take, mark="※必須")
        if not session.tray.is_empty:
            _show_matches(page, session, stored)
    else:
        st.html(h.p["12か月以内に更新が必要な証明書はありません。"])


def show_unsent_packages() -> None:
    """Say where a visitor comes back that packages are made and not recorded as sent.

    Those that were sent have served.
    """
    session = renewal_session()
    session.leave_sent()
    if session.made:
        count = sum(len(one.pairs) for one in session.made)
        lines = [f"証明書更新の提出書類（{len(session.made)}事業者、{count}件）を作成済みです。"]
        note("送付日を記録していない提出書類があります", lines)
        link_to("register", "作成した提出書類を開く", "unsent-packages", {"view": VIEW})


def _show_returned(board: Sequence[BoardRow]) -> None:
    """Name what is not renewed here, because its application is to be sent again."""
    lines = [
        f"{row.name}（{row.code}）の{row.certificate.common_name or row.certificate.written}"
        for row in board
        if row.returned
    ]
    if lines:
        note("台帳の「再提出する」から再提出する証明書", lines, "warn")


def _choose(session: RenewalSession, board: Sequence[BoardRow]) -> None:
    """Ask which certificates are renewed; those of the next months are chosen already."""
    now = moments.now()
    board = [row for row in board if row.is_renewable]
    count = len(session.chosen(board, now))
    st.html(h.h2[f"更新する証明書（{count}件を選択）"])
    rows = board[:_MOST]
    soon = [row for row in rows if is_soon(row, now)]
    later = [row for row in rows if not is_soon(row, now)]
    with st.container(key="choices", gap="xsmall"):
        for row in soon:
            show_choice(row, session)
    if later:
        with st.expander(f"そのほかの証明書（{len(later)}件）", key="later", expanded=not soon):
            for row in later:
                show_choice(row, session)
    if len(board) > _MOST:
        st.html(h.p(".mk-hint")[f"有効期限の近い順に{_MOST}件を表示しています。"])


def _take(page: RegisterSession, session: RenewalSession, read: Readings) -> None:
    page.clear()
    session.take(read)
    page.point_at("answer")


def _show_matches(page: RegisterSession, session: RenewalSession, stored: StoredRegisters) -> None:
    """Show what renews what, before anything is made of it."""
    now, calendar = moments.now(), moments.calendar()
    left_out = session.left_out(stored.expiring, now)
    by_code, unmatched = match_certificates(session.tray.certificates, stored.registers, left_out)
    matched = [(one, pair) for one in stored.registers for pair in by_code.get(one.code, ())]
    rows = [
        [
            [register.name, h.small[register.code]],
            [pair.old.common_name or "", h.small[system_of(pair.old.table)]],
            [pair.old.written, h.small[f"{day_text(pair.old.not_after)}まで"]],
            [readable_serial(pair.new.serial), h.small[f"{day_text(pair.new.last_day)}まで"]],
            one_line(pair.new.file),
        ]
        for register, pair in matched
    ]
    title = f"更新の組み合わせ（{len(rows)}件）" if rows else "更新できる証明書がありません"
    st.html(h.div("#answer.mk-place", tabindex="-1")[h.h3[title]])
    if rows:
        heads = ("事業者", "証明書名(CN)", "更新前", "新しい証明書", "ファイル")
        st.html(wide_table("更新の組み合わせ", heads, rows))
    found = [(name_of(pair.new), f) for _, pair in matched for f in pair.findings(now, calendar)]
    if found:
        box = h.div(class_=f"mk-{style_of(finding for _, finding in found)}")
        st.html(box[h.h2["ご確認いただきたい点"], findings_list(found)])
    _show_left_over(unmatched, session.chosen(stored.expiring, now), by_code)
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
        st.button(
            "選択したファイルを取り消す", on_click=session.drop_certificates, key="clear-files"
        )


def _show_left_over(
    unmatched: Sequence[UnmatchedCertificate],
    chosen: Sequence[BoardRow],
    by_code: Mapping[str, Sequence[CertificatePair]],
) -> None:
    """Name what renews nothing, and what is chosen without a new certificate."""
    paired = {renewal_key(c, pair.old) for c, pairs in by_code.items() for pair in pairs}
    lines = [
        f"{name_of(one.certificate)}（{one.certificate.file}）：{one.why}{one.remedy}"
        for one in unmatched
    ]
    lines += [
        f"{row.name}の{row.certificate.common_name or row.certificate.written}："
        "新しい証明書のファイルが選択されていません。"
        for row in chosen
        if key_of(row) not in paired
    ]
    if lines:
        note("更新の対象にならないもの", lines, "warn")


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
        left_out=session.left_out(stored.expiring, now),
    )
    session.at = now
    page.point_at("panel")


def _show_batch(page: RegisterSession, session: RenewalSession, batch: RenewalBatch) -> None:
    made = session.made
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
    heads = ("事業者", "結果", "証明書", "締切・登録の見込み", "不備・確認事項")
    st.html(
        wide_table("作成した提出書類", heads, [_result(session, one) for one in batch.renewals])
    )
    by_code = {one.register.code: one.pairs for one in batch.renewals}
    _show_left_over(batch.unmatched, session.chosen(batch.before, moments.now()), by_code)
    before, after = len(batch.before), len(batch.after)
    st.html(
        h.p[f"期限切れ、または12か月以内に期限の切れる証明書：提出前 {before}件 → 提出後 {after}件"]
    )
    show_done(page, _PLACE)
    show_asked_day(page, _PLACE)
    with st.container(horizontal=True):
        if made and not session.sent and page.asked_day is None:
            title = f"すべて送付しました（{len(made)}件を台帳に記録）"
            dated = (session.at or moments.now()).date()
            first = first_sending_day(dated, moments.calendar())
            asked = AskedDay(_PLACE, title, "送付日", partial(_keep, page, session, made), first)
            args = (page, asked, moments.now().date())
            st.button(title, on_click=ask_for_day, args=args, key="keep-sent")
        st.button("ほかの証明書を更新する", on_click=session.begin_anew, key="renew-others")


def _result(session: RenewalSession, one: BusinessRenewal) -> list[h.Node]:
    """Return what came of a business: its package, or what is wrong, and later when it was sent."""
    now, calendar = moments.now(), moments.calendar()
    sent = session.sent.get(one.register.code)
    this = round_at(sent.sent_at, calendar) if sent else one.filing.round
    if one.package.content is None:
        state, style, words = "作成していません", "returned", ""
    elif sent is None:
        state, style, words = "作成しました", "registered", ""
    else:
        state, style, words = "送付済", "sent", f"{long_date(sent.sent_at.date())}に送付"
    of_files = [(pair.new, f) for pair in one.pairs for f in pair.findings(now, calendar)]
    said = {UNOFFICIAL, *(f.code for _, f in of_files)}  # once for all, or with its certificate
    findings = [f"{name_of(new)}：{f.message}{f.advice}" for new, f in of_files]
    findings += [
        f"{SEVERITY_WORDS[f.severity]}：{f.message}{f.advice}"
        for f in one.package.findings
        if f.severity is not Severity.NOTE and f.code not in said
    ]
    return [
        [one.register.name, h.small[one.register.code]],
        [h.span(class_=f"mk-state {style}")[state], h.small[words]],
        [
            h.div[
                f"{pair.new.common_name} ", h.small[f"{system_of(pair.old.table)} {pair.serials}"]
            ]
            for pair in one.pairs
        ],
        [cutoff_text(this.cutoff), h.small[f"登録 {long_date(this.registration.expected)}頃"]],
        bullets(findings),
    ]


def _keep(
    page: RegisterSession, session: RenewalSession, made: Sequence[BusinessRenewal], day: date
) -> None:
    """Keep all packages as sent on a day, but for businesses that were deleted since."""
    page.clear()
    sent: dict[str, RecordedApplication] = {}
    with save_problem_shown(page):
        codes = saved_registers().codes(owner())
        for one in made:
            if one.register.code not in codes:
                continue
            parsed, version = one.filing.parsed, one.version
            kept = record(parsed.answers, [names_of(parsed, None, version.number).form])
            if kept is not None:
                before, state = version.supersedes, ApplicationState.SENT
                kept = replace(kept, state=state, sent_on=day, supersedes=before)
                record_sent(kept, one.filing.content)
                sent[kept.code] = kept
        session.sent = sent
        left = "" if len(sent) == len(made) else "台帳から削除された事業者は除きました。"
        done = f"{len(sent)}件を{long_date(day)}に送付済として記録しました。{left}"
        page.report(done, _PLACE)
