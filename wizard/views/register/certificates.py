"""The certificates of a business: on a time line, and a line each with its buttons."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

import htpy as h
import streamlit as st

from rules.dates.round_text import cutoff_text
from rules.register.board import BoardRow, renewal_cutoff
from rules.register.fold import FoldedApplication, Gone, HoldingState, Register
from rules.register.holdings import RegisteredCertificate
from rules.register.parts import Touch
from rules.register.pending import applications_about
from wizard.core import moments
from wizard.core.register.board_text import day_text, last_cutoff_cell
from wizard.core.register.next_application import (
    TERMINALS,
    deleted_certificate,
    renewed_certificate,
    situation_of,
)
from wizard.core.register.register_session import AskedDay, RegisterSession
from wizard.core.register.register_words import removed_words, system_of
from wizard.ui.lines import TWO_BUTTONS, Line, LineButton, origin_of, show_lines, state_cell
from wizard.ui.registers import owner, saved_registers
from wizard.views.register.asked_day import ask_for_day, show_asked_day, show_done
from wizard.views.register.navigation import require_saved, save_problem_shown
from wizard.views.register.next_application import (
    NOTHING_CHOSEN,
    begin,
    offer,
    offer_renewal,
    resubmission_button,
)
from wizard.views.register.renewal_choice import box_of
from wizard.views.register.timeline import timeline

_PLACE: Final = "certificates"
_CERTIFICATES: Final = (
    ("証明書名(CN)", "minmax(0,1fr)"),
    ("シリアル番号", "minmax(0,1fr)"),
    ("有効期限", "10rem"),
    ("更新の最終締切", "11rem"),
    ("状況", "6.5rem"),
    ("登録日・出典", "11rem"),
)


def show_certificates(page: RegisterSession, register: Register, rows: Sequence[BoardRow]) -> None:
    """Show the certificates on a time line, and a line each."""
    st.html(h.h2["証明書"])
    show_done(page, _PLACE)
    if any(row.is_renewable for row in rows):
        chosen = page.choice.chosen(rows, moments.now())
        if chosen:
            offer_renewal(register, chosen)
        else:
            st.html(h.p[NOTHING_CHOSEN])
    if register.certificates:
        today = moments.now().date()
        about = applications_about(register)
        held = register.certificates_by_date
        st.html(timeline(held, rows, today, moments.calendar()))
        due = {(row.certificate.table, row.certificate.serial): row for row in rows}
        lines = [
            _certificate(page, register, item, due.get((item[0].table, item[0].serial)), about)
            for item in held
        ]
        show_lines("certificates", _CERTIFICATES, lines, room=TWO_BUTTONS)
        show_asked_day(page, _PLACE)
    else:
        st.html(h.p["登録されている証明書はありません。"])
    for number, gone in enumerate(register.gone):
        with st.container(horizontal=True, vertical_alignment="center", key=f"was-gone:{number}"):
            words = f"{removed_words(gone.on)}：シリアル番号 {_written(register, gone)}"
            st.html(h.p[words], width="content")
            st.button("元に戻す", key=f"undo-gone:{number}", on_click=_undo, args=(page, gone))
    rows_ = {"web_certificates": [{"action": "add"}]}
    offer("証明書を追加する", "add-certificate", register, TERMINALS, rows_)


def _certificate(
    page: RegisterSession,
    register: Register,
    item: tuple[RegisteredCertificate, HoldingState],
    due: BoardRow | None,
    about: Mapping[Touch, FoldedApplication],
) -> Line:
    one, state = item
    key = f"{one.table}:{one.serial}"
    name = f"{one.common_name or '（証明書名なし）'}"
    buttons = []
    place = (one.table, one.serial)
    known = about.get(place)
    under_way = known is not None and not known.awaits_next_version
    if known is not None and not under_way and known.record.kind != "stop":
        buttons.append(resubmission_button(known, f"again:{key}"))
    elif _is_to_renew(one, state) and not under_way:
        renewal = (
            register,
            situation_of(one.table, renews=True),
            {one.table: [renewed_certificate(one)]},
        )
        buttons.append(LineButton("更新する", f"renew:{key}", begin, renewal))
    if not under_way and state is HoldingState.REGISTERED:
        deletion = (
            register,
            situation_of(one.table, renews=False),
            {one.table: [deleted_certificate(one)]},
        )
        buttons.append(LineButton("削除する", f"delete:{key}", begin, deletion))
    elif not under_way and state is not HoldingState.PENDING:
        buttons.append(LineButton("台帳から外す", f"gone:{key}", _say_gone, (page, register, one)))
    cells = [
        [name, h.small[system_of(one.table)]],
        one.written,
        day_text(one.not_after),
        last_cutoff_cell(due) if due else _far_cutoff(one, state),
        state_cell(state, place, about),
        origin_of(one.since, one.source, is_pending=state is HoldingState.PENDING),
    ]
    box = None
    if due is not None and due.is_renewable:
        box = box_of(due, page.choice, f"choose-of-{register.code}")
    return Line(key, f"{name} {one.written}", cells, buttons, box)


def _far_cutoff(one: RegisteredCertificate, state: HoldingState) -> str:
    last = renewal_cutoff(one, state, moments.calendar())
    return cutoff_text(last.cutoff) if last else ""


def _written(register: Register, gone: Gone) -> str:
    """Return the serial of a certificate that was taken out, as its application gave it."""
    found = (o for o, _ in register.removed if (o.table, o.serial) == (gone.table, gone.serial))
    return next((one.written for one in found), gone.serial)


def _is_to_renew(one: RegisteredCertificate, state: HoldingState) -> bool:
    """Return whether a certificate may still be renewed, in time or not."""
    return state in {HoldingState.REGISTERED, HoldingState.EXPIRED} and not one.replaced_by


def _say_gone(page: RegisterSession, register: Register, one: RegisteredCertificate) -> None:
    """Ask since when a certificate is no longer registered."""
    title = f"証明書（シリアル番号 {one.written}）を台帳から外す"
    asked = AskedDay(_PLACE, title, "登録から外れた日", partial(_mark_gone, page, register, one))
    ask_for_day(page, asked, moments.now().date())


def _mark_gone(
    page: RegisterSession, register: Register, one: RegisteredCertificate, day: date
) -> None:
    page.clear()
    with save_problem_shown(page):
        gone = Gone(register.code, one.table, one.serial, day)
        require_saved(is_there=saved_registers().mark_gone(owner(), gone))
        page.report(f"証明書（シリアル番号 {one.written}）を台帳から外しました。", _PLACE)


def _undo(page: RegisterSession, gone: Gone) -> None:
    page.clear()
    with save_problem_shown(page):
        saved_registers().unmark_gone(owner(), gone.code, gone.table, gone.serial)
        page.report(f"証明書（シリアル番号 {gone.serial}）を台帳に戻しました。", _PLACE)
