"""A business: what is registered of it, each with what can be done about it."""

from collections.abc import Mapping
from itertools import groupby
from typing import Final

import htpy as h
import streamlit as st

from rules.dates.date_text import long_date
from rules.finding import SEVERITY_WORDS, Severity
from rules.register.fold import FoldedApplication, HoldingState, Register, RegisterStatus
from rules.register.holdings import RegisteredContact
from rules.register.identity import person_key
from rules.register.judging import judge_all
from rules.register.parts import Touch
from rules.register.pending import applications_about
from schemas.catalogue import ENTRIES, SECTIONS, label
from wizard.core import moments
from wizard.core.answer_text import one_line
from wizard.core.markup import bullets, column_heads
from wizard.core.register.next_application import (
    API,
    BUSINESS,
    CONTACTS,
    PRIVACY_NOTICE,
    RENAME,
    RESTART,
    STOP,
    changed_contact,
    deleted_contact,
)
from wizard.core.register.register_session import RegisterSession
from wizard.core.register.register_words import about_words, pending_words, status_words
from wizard.ui.layout import alert, heading
from wizard.ui.lines import TWO_BUTTONS, Line, LineButton, origin_of, show_lines, state_cell
from wizard.ui.registers import StoredRegisters, delete_business
from wizard.ui.session_cache import cached_in_session
from wizard.views.register.applications import show_applications
from wizard.views.register.asked_day import show_done
from wizard.views.register.certificates import show_certificates
from wizard.views.register.exports import offer_backup, offer_files
from wizard.views.register.navigation import offer_list, save_problem_shown
from wizard.views.register.next_application import begin, offer
from wizard.views.register.questions import show_questions
from wizard.views.register.renewal_choice import renewal_session

_CONTACTS: Final = (
    ("氏名", "minmax(0,.8fr)"),
    ("部署名", "minmax(0,.8fr)"),
    ("電話番号", "8.5rem"),
    ("メールアドレス", "minmax(0,1.4fr)"),
    ("状況", "5rem"),
    ("登録日・出典", "12.5rem"),
)
_SITUATIONS: Final = {"business": BUSINESS, "privacy_notice_url": PRIVACY_NOTICE, "api": API}
"""In which situation the entries of a section are changed."""
_LONGEST_NAME: Final = 60
_LOST: Final = "送付日・登録日・差戻しなどの記録、確認済みの事項、台帳に保存した申込書のファイル"
_BACKUP: Final = (
    "元に戻すことはできません。バックアップをダウンロードしておくと、申込みの内容と記録は"
    "「過去の申込書を取り込む」で戻せます（申込書のファイルは含まれません）。"
)


def show_business(page: RegisterSession, stored: StoredRegisters, register: Register) -> None:
    """Show what is registered of a business."""
    rows = stored.expiring_of(register.code)
    heading(register.name or register.code, errors=bool(page.trouble))
    if page.trouble:
        st.html(alert(page.trouble))
    show_done(page)
    st.html(h.p(".mk-hint")[_about(register)])
    offer_list()
    has_ended = register.status is RegisterStatus.ENDED
    if has_ended:
        offer("利用再開（新規）の申込書をつくる", "restart", register, RESTART)
    else:
        show_certificates(page, register, rows)
    show_questions(page, stored, register)
    _show_findings(register)
    show_applications(page, stored, register)
    if not has_ended:
        _show_contacts(register)
        _show_entries(register)
    if not has_ended:
        st.html(h.h2["そのほかの手続き"])
        with st.container(horizontal=True, key="others"):
            offer("社名を変更した", "rename", register, RENAME)
            offer("利用を停止する", "end", register, STOP)
    st.html(h.h2["台帳の出力・削除"])
    offer_files(stored.lookup, [register])
    _offer_deletion(page, register)


def _about(register: Register) -> str:
    parts = [f"事業者コード {register.code}", status_words(register)]
    parts += [f"{long_date(one.until)}まで「{one.name}」" for one in register.previous_names]
    parts += pending_words(register)
    return "　".join(parts)


def _show_contacts(register: Register) -> None:
    st.html(h.h2[SECTIONS["contacts"]])
    if register.contacts:
        about = applications_about(register)
        lines = [_contact(register, n, *item, about) for n, item in enumerate(register.contacts)]
        show_lines("contacts", _CONTACTS, lines, room=TWO_BUTTONS)
    else:
        st.html(h.p["登録されている窓口責任者はいません。"])
    offer(
        "窓口責任者を追加する", "add-contact", register, CONTACTS, {"contacts": [{"action": "add"}]}
    )


def _contact(
    register: Register,
    number: int,
    one: RegisteredContact,
    state: HoldingState,
    about: Mapping[Touch, FoldedApplication],
) -> Line:
    buttons = []
    if state is HoldingState.REGISTERED:
        change = (register, CONTACTS, {"contacts": [changed_contact(one)]})
        deletion = (register, CONTACTS, {"contacts": [deleted_contact(one)]})
        buttons = [
            LineButton("変更する", f"change:contacts:{number}", begin, change),
            LineButton("削除する", f"delete:contacts:{number}", begin, deletion),
        ]
    cells = [
        one.name,
        one.department or "",
        one.phone or "",
        one.email or "",
        state_cell(state, ("contacts", person_key(one.name)), about),
        origin_of(one.since, one.source, is_pending=state is HoldingState.PENDING),
    ]
    return Line(f"contacts:{number}", one.name, cells, buttons)


def _show_entries(register: Register) -> None:
    """Show a table for each block of the form, and a button that changes it."""
    heads = column_heads("項目", "登録内容", "登録日・出典")
    about = applications_about(register)
    for section, paths in groupby(register.entries, key=lambda path: ENTRIES[path].section):
        rows = []
        for path in paths:
            entry = register.entries[path]
            rows.append(
                h.tr[
                    h.th(scope="row")[label(path)],
                    h.td[str(entry.value), _open_application(about.get((path,)), path)],
                    h.td[origin_of(entry.since, entry.source)],
                ]
            )
        with st.container(key=f"entries:{section}", gap=None):
            with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
                key = f"begin:{section}"
                st.html(
                    h.h2(data_edit=f"begin-{section}", data_name=f"{SECTIONS[section]}を変更する")[
                        SECTIONS[section]
                    ]
                )
                st.button(
                    "変更する", key=key, on_click=begin, args=(register, _SITUATIONS[section])
                )
            st.html(h.table(".mk-entries", aria_label=SECTIONS[section])[heads, h.tbody[rows]])


def _open_application(one: FoldedApplication | None, path: str) -> h.Element | None:
    """Return which application that is not registered yet changes an entry."""
    if one is None:
        return None
    style = "returned" if one.awaits_next_version else "pending"
    return h.div[h.span(class_=f"mk-state {style}")[about_words(one, (path,))]]


def _show_findings(register: Register) -> None:
    """Show what is wrong with applications, by the register before each of them."""
    records = [one.record for one in register.applications]
    judged_all = cached_in_session(
        "judged-applications",
        (register,),
        lambda: judge_all(records, moments.calendar(), register.gone, register.answered_questions),
    )
    rows = [
        h.tr[
            h.td[SEVERITY_WORDS[finding.severity]],
            h.td[finding.message, h.div[finding.advice]],
            h.td[one_line(judged.record.source, _LONGEST_NAME)],
        ]
        for judged in judged_all
        for finding in judged.findings
        if finding.severity is not Severity.NOTE
    ]
    if rows:
        st.html(h.h2[f"申込書の指摘（{len(rows)}件）"])
        heads = column_heads("区分", "内容と対処方法", "申込書")
        st.html(h.table(".mk-entries")[heads, h.tbody[rows]])


def _offer_deletion(page: RegisterSession, register: Register) -> None:
    if page.confirms_deletion_of != register.code:
        st.button(
            "この事業者を台帳から削除",
            key="delete-business",
            type="tertiary",
            on_click=_ask_for_deletion,
            args=(page, register.code),
        )
        return
    count = len(register.applications)
    words = [
        f"「{register.name}」（{register.code}）の申込み{count}件と、{_LOST}を削除します。",
        _BACKUP,
        "送付済みの申込書の下書きは、「つづきから」で未提出（作成済）の表示に戻ります。",
        "削除するのは本ツールの台帳のみです。広域機関の登録は変わりません。",
    ]
    st.html(h.div("#answer.mk-warn", tabindex="-1")[h.h2["台帳から削除しますか"], bullets(words)])
    with st.container(horizontal=True):
        offer_backup([register], "download-before-deletion")
        st.button("削除しない", key="keep-business", on_click=page.clear)
        st.button("削除する", key="confirm-deletion", on_click=_delete, args=(page, register))


def _ask_for_deletion(page: RegisterSession, code: str) -> None:
    page.clear()
    page.confirms_deletion_of = code
    page.point_at("answer")


def _delete(page: RegisterSession, register: Register) -> None:
    page.clear()
    with save_problem_shown(page):
        delete_business(register.code)
        renewal_session().forget_business(register.code)
        page.report(f"「{register.name}」（{register.code}）を台帳から削除しました。")
        st.query_params.clear()
