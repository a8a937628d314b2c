"""What home shows of the register: what runs out next, and the businesses."""

from collections.abc import Sequence
from typing import Final

import htpy as h
import streamlit as st

from rules.register.board import BoardRow
from rules.register.fold import Register
from wizard.core import moments
from wizard.core.register.board_text import day_text, is_soon, last_day_cell, with_state_of_return
from wizard.core.register.next_application import renewed_certificate, situation_of
from wizard.core.register.register_words import pending_words, status_words, system_of
from wizard.ui.layout import link_to, note, plain, style_sheet, switch_to
from wizard.ui.lines import ONE_BUTTON, Line, LineButton, show_lines
from wizard.ui.registers import StoredRegisters, stored_registers
from wizard.views.register.next_application import (
    NOTHING_CHOSEN,
    begin,
    offer_renewal,
    resubmission_button,
)
from wizard.views.register.pending import show_pending
from wizard.views.register.renew_many import VIEW, show_unsent_packages
from wizard.views.register.renewal_choice import box_of, renewal_session

_FEWEST_DATES: Final = 3
_MOST_DATES: Final = 8
_MOST_BUSINESSES: Final = 8
_DATES: Final = (
    ("有効期限", "10.5rem"),
    ("事業者", "minmax(0,1.2fr)"),
    ("証明書", "minmax(0,1.2fr)"),
    ("更新の最終締切", "minmax(0,1.4fr)"),
)


def show_register_on_home() -> None:
    """Show dates and businesses; nothing at all to who has no register."""
    stored = stored_registers()
    if stored is not None and stored.trouble:
        note("保存した申込書と登録台帳を表示できません", [stored.trouble], "warn")
    if stored is None or not stored.registers:
        return
    style_sheet("register.css")
    show_unsent_packages()
    _show_dates(stored)
    show_pending(stored.pending)
    _show_businesses(stored)


def _show_dates(stored: StoredRegisters) -> None:
    st.html(h.h2["期限"])
    if not stored.expiring:
        st.html(h.p["登録済みの証明書のうち、12か月以内に有効期限の切れるものはありません。"])
        return
    now = moments.now()
    soon = max((n for n, row in enumerate(stored.expiring, 1) if is_soon(row, now)), default=0)
    rows = stored.expiring[: min(max(soon, _FEWEST_DATES), _MOST_DATES)]
    chosen = renewal_session().chosen(stored.expiring, moments.now())
    codes = {row.code for row in chosen}
    # what is chosen and not seen here is seen where many are renewed
    is_seen = all(row in rows for row in chosen)
    if not chosen:
        if any(row.is_renewable for row in rows):
            st.html(h.p[NOTHING_CHOSEN])
    elif len(codes) == 1 and is_seen and (register := stored.of(*codes)):
        offer_renewal(register, chosen)
    else:
        words = f"選択した証明書をまとめて更新する（{len(codes)}事業者、{len(chosen)}件）"
        if st.button(words, type="primary", key="renew-many"):
            switch_to("register", {"view": VIEW})
    lines = [_date(stored, number, row) for number, row in enumerate(rows)]
    show_lines("dates", _DATES, lines, room=ONE_BUTTON)
    if (left := len(stored.expiring) - len(rows)) > 0:
        st.html(h.p(".mk-hint")[f"ほか{left}件（登録台帳で確認できます）"])


def _date(stored: StoredRegisters, number: int, row: BoardRow) -> Line:
    one = row.certificate
    name = one.common_name or f"シリアル番号 {one.written}"
    named = [name, h.small[system_of(one.table)]]
    cells: list[h.Node] = [last_day_cell(row), row.name, named, with_state_of_return(row)]
    about = f"{row.name} {name}"
    if row.is_renewed:
        return Line(f"date:{number}", about, cells)
    if row.returned:
        button = resubmission_button(row.returned, f"again-date:{number}")
        return Line(f"date:{number}", about, cells, [button])
    box = box_of(row, renewal_session(), "choose-on-home")
    situation = situation_of(one.table, renews=True)
    renewal = (stored.of(row.code), situation, {one.table: [renewed_certificate(one)]})
    button = LineButton("更新する", f"renew-date:{number}", begin, renewal)
    return Line(f"date:{number}", about, cells, [button], box)


def _show_businesses(stored: StoredRegisters) -> None:
    st.html(h.h2["登録台帳"])
    ordered = stored.by_date
    with st.container(key="businesses"):
        for one in ordered[:_MOST_BUSINESSES]:
            words = plain(_words(one, stored.expiring_of(one.code)))
            link_to("register", words, f"business:{one.code}", {"code": one.code})
    if len(ordered) > _MOST_BUSINESSES:
        link_to("register", f"すべての事業者（{len(ordered)}件）", "all-businesses")


def _words(one: Register, rows: Sequence[BoardRow]) -> str:
    """Describe a business by what a clerk looks for first."""
    parts = [f"{one.name}（{one.code}）", status_words(one)]
    parts.append(f"証明書{one.certificate_count}件")
    if rows:
        parts.append(f"次の期限 {day_text(rows[0].date)}")
    return "　".join([*parts, *pending_words(one)])
