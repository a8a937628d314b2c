"""The pages of the register: businesses, one of them, taking forms in, many renewals at once."""

from collections.abc import Sequence
from typing import Final, Literal

import htpy as h
import streamlit as st

from rules.register.board import BoardRow
from rules.register.fold import Register
from rules.register.identity import company_key, group_key
from wizard.core.register.board_text import day_text, due_text, last_day_cell, with_state_of_return
from wizard.core.register.register_session import RegisterSession
from wizard.core.register.register_words import pending_words, status_words
from wizard.ui.layout import (
    alert,
    field_head,
    finish_page,
    heading,
    is_shown_again,
    note,
    style_sheet,
    switch_to,
)
from wizard.ui.lines import ONE_BUTTON, Line, LineButton, show_lines
from wizard.ui.registers import UNKNOWN_VISITOR, StoredRegisters, stored_registers
from wizard.ui.session import leads_to_draft
from wizard.views.register import renew_many, take_in
from wizard.views.register.asked_day import show_done
from wizard.views.register.business import show_business
from wizard.views.register.exports import offer_files
from wizard.views.register.navigation import go_to, register_session
from wizard.views.register.pending import show_pending
from wizard.views.register.renew_many import show_renewals, show_unsent_packages
from wizard.views.register.take_in import show_take_in

TITLE: Final = "登録台帳"
_WORDS: Final = "business-words"
_MANY: Final = 12
"""Businesses from which on a field looks for one of them (an estimate: what a window shows)."""
_MOST: Final = 50
_COLUMNS: Final = (
    ("事業者コード", "7rem"),
    ("事業者名", "minmax(0,2fr)"),
    ("状況", "minmax(0,1fr)"),
    ("次の期限", "11rem"),
    ("更新の最終締切", "minmax(0,1.5fr)"),
)

_VIEWS: Final = {take_in.VIEW: show_take_in, renew_many.VIEW: show_renewals}


def show_register_page() -> None:
    """Show what the address names: a business, or all of them."""
    if leads_to_draft():
        switch_to("", st.query_params.to_dict())
    page = register_session()
    address = st.query_params.to_dict()
    st.query_params.from_dict(address)  # the browser has not noted it after a link on these pages
    page.arrive(address, from_elsewhere=not is_shown_again(page))
    style_sheet("register.css")
    stored = stored_registers()
    if stored is None:
        _show_unknown_visitor()
    else:
        _show(page, stored)
    finish_page(page)


def _show_unknown_visitor() -> None:
    heading(TITLE)
    lines = [
        f"{UNKNOWN_VISITOR}利用する場合は、サーバーの管理者にお問い合わせください。",
        "申込書の作成とチェックは、登録台帳がなくても利用できます。",
    ]
    note("登録台帳を利用できません", lines, "warn")


def _show(page: RegisterSession, stored: StoredRegisters) -> None:
    code = st.query_params.get("code", "")
    register = stored.of(code)
    if register is not None:
        show_business(page, stored, register)
        return
    if (show := _VIEWS.get(st.query_params.get("view", ""))) is not None:
        show(page, stored)
        return
    heading(TITLE, errors=bool(page.trouble or stored.trouble))
    for trouble in filter(None, (stored.trouble, page.trouble)):
        st.html(alert(trouble))
    show_done(page)
    if stored.registers:
        with st.container(horizontal=True, key="views"):
            if any(row.is_renewable for row in stored.expiring):
                _link_to_view(renew_many.VIEW, renew_many.TITLE, "primary")
            _link_to_view(take_in.VIEW, take_in.TITLE, "secondary")
        show_unsent_packages()
        show_pending(stored.pending)
        _show_businesses(stored)
    elif not stored.trouble:
        st.html(
            h.p[
                "提出した申込書を取り込むと、登録されている証明書・窓口責任者と、"
                "証明書の期限・更新の締切を一覧で確認できます。"
            ]
        )
        _link_to_view(take_in.VIEW, take_in.TITLE, "primary")


def _link_to_view(view: str, words: str, kind: Literal["primary", "secondary"]) -> None:
    st.button(words, key=f"view:{view}", type=kind, on_click=go_to, args=({"view": view},))


def _show_businesses(stored: StoredRegisters) -> None:
    st.html(h.h2[f"事業者（{len(stored.registers)}件）"])
    chosen = _chosen(stored.by_date)
    sisters: dict[tuple[str, str], list[str]] = {}
    for one in stored.registers:
        sisters.setdefault(group_key(one.code, one.name), []).append(one.code)
    lines = [
        _line(one, stored.expiring_of(one.code), sisters[group_key(one.code, one.name)])
        for one in chosen[:_MOST]
    ]
    show_lines("businesses", _COLUMNS, lines, room=ONE_BUTTON)
    if (left := len(chosen) - _MOST) > 0:
        st.html(h.p[f"ほか{left}件（事業者コードまたは事業者名で検索できます）"])
    elif not chosen:
        st.html(h.p["該当する事業者はありません。"])
    offer_files(stored.lookup, stored.registers)


def _chosen(registers: Sequence[Register]) -> Sequence[Register]:
    """Ask for a business where there are many, and return those that bear what was typed."""
    if len(registers) < _MANY:
        return registers
    with st.container(key=f"name:{_WORDS}"):
        field_head(_WORDS, label="事業者を検索", hint="事業者コードまたは事業者名の一部")
        typed = st.text_input("事業者を検索", key=_WORDS, label_visibility="collapsed")
    wanted = company_key(typed or "")
    return [one for one in registers if wanted in company_key(f"{one.code}{one.name}")]


def _line(one: Register, rows: Sequence[BoardRow], sisters: Sequence[str]) -> Line:
    """Return the line of a business; ``sisters`` are the codes of its company in all areas.

    Where a renewal of what runs out first is under way, what must be renewed next stands below.
    """
    first = rows[0] if rows else None
    due = next((row for row in rows if not row.is_renewed_in_time), None)
    ends = last_day_cell(first) if first else ""
    last: list[h.Node] = [with_state_of_return(first)] if first else []
    if due is not None and due is not first:
        words = f"次に更新する証明書の期限 {day_text(due.date)}、{due_text(due)}"
        last.append(h.small(".mk-own-line")[words])
    others = "、".join(code for code in sisters if code != one.code)
    name = [
        one.name,
        h.small[f"ほかのエリアのコード：{others}"] if others else None,
        [h.small(".mk-own-line")[words] for words in pending_words(one)],
    ]
    cells = [one.code, name, status_words(one), ends, last]
    return Line(
        one.code,
        one.name,
        cells,
        [LineButton("開く", f"open:{one.code}", go_to, ({"code": one.code},))],
    )
