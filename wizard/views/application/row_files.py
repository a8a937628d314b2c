"""Filling the rows of a certificate table from files, on the page of its section."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import htpy as h
import streamlit as st

from schemas.catalogue import ENTRIES
from schemas.parse import is_blank
from wizard.core.certificates.certificate_file import ClientCertificate
from wizard.core.certificates.certificate_text import facts, name_of
from wizard.core.certificates.reading import Readings
from wizard.core.certificates.row_choices import RowChoice, choice_label, choices, put_where_chosen
from wizard.core.certificates.row_filling import fill_rows
from wizard.core.certificates.rows import Row, RowPosition, find_position, is_waiting
from wizard.core.certificates.uploaded_certificates import UploadedCertificates
from wizard.core.draft import Draft
from wizard.core.journey import preset_row, rows
from wizard.core.prefill import rows_of_last_time
from wizard.ui.certificate_uploader import ask_for_certificates
from wizard.ui.layout import field_head, style_sheet
from wizard.ui.session import save_typed
from wizard.views.application.upload_summary import show_upload_summary
from wizard.views.application.widget_input import keep_rows, read_widgets

_KEY: Final = "certificate-trays"
_HINT: Final = (
    "種類が「セキュリティ証明書」のファイルを選択してください（複数可）。"
    "証明書をまとめたファイル（.p7b）も選択できます。"
    "シリアル番号・証明書名・有効期限が下の欄に入力されます。ファイルは保存しません。"
)
_WHERE: Final = "入力先を選択してください。"
_RENEWAL_HINT: Final = (
    "更新の場合は、更新前の証明書のファイルもあわせて選択すると、更新前の欄も入力されます。"
)


def is_of_certificates(table: str) -> bool:
    """Return whether a table's rows are certificates."""
    return f"{table}.serial" in ENTRIES


def show_row_files(draft: Draft, section: str, table: str, level: int) -> None:
    """Ask for certificate files, and show what was read and where it went.

    ``level`` is that of the heading over what was read.
    """
    tray = _tray(draft, table)
    hint = _HINT + (_RENEWAL_HINT if _renews(draft, table) else "")
    with st.container():  # always one, so that what follows keeps its place, and what is typed
        style_sheet("certificates.css")
        ask_for_certificates(table, tray.turn, hint, partial(_take, draft, section, table))
        if not tray.is_empty:
            _show_tray(draft, section, table, tray, level)


def _show_tray(
    draft: Draft, section: str, table: str, tray: UploadedCertificates, level: int
) -> None:
    spots = _spots(draft, table, tray)
    tray.placed |= {item.serial for item, spot in spots.items() if spot is not None}
    show_upload_summary(tray, spots, rows(draft, table), level)
    unplaced = [item for item, spot in spots.items() if spot is None]
    if unplaced:
        _ask_where(draft, section, table, unplaced)
    _offer_actions(draft, section, table)


def are_all_placed(draft: Draft, table: str) -> bool:
    """Return whether each certificate that was read has a row; the first that has none is asked."""
    tray = _tray(draft, table)
    spots = _spots(draft, table, tray)
    waiting = [item for item, spot in spots.items() if spot is None]
    if not waiting:
        return True
    tray.error = _WHERE
    draft.point_at(_choice_key(table, waiting[0]))
    return False


def _spots(
    draft: Draft, table: str, tray: UploadedCertificates
) -> dict[ClientCertificate, RowPosition | None]:
    """Return the rows of the certificates of a tray.

    One whose row was taken out again is not wanted.
    """
    shown = rows(draft, table)
    spots = {item: find_position(shown, item) for item in tray.certificates}
    return {item: spot for item, spot in spots.items() if spot or item.serial not in tray.placed}


def _choice_key(table: str, certificate: ClientCertificate) -> str:
    return f"certificate:{table}:{certificate.serial}"


def _tray(draft: Draft, table: str) -> UploadedCertificates:
    """Return the tray of a table; another draft begins with empty ones."""
    token, trays = st.session_state.get(_KEY, ("", {}))
    if token != draft.token:
        trays = {}
        st.session_state[_KEY] = (draft.token, trays)
    found: UploadedCertificates = trays.setdefault(table, UploadedCertificates())
    return found


def _renews(draft: Draft, table: str) -> bool:
    entry = ENTRIES.get(f"{table}.replaces")
    return entry is not None and draft.kind in entry.needs


def _take(draft: Draft, section: str, table: str, read: Readings) -> None:
    read_widgets(draft, section)
    tray, before = _tray(draft, table), rows(draft, table)
    draft.files |= {item.serial: item.facts for item in read.certificates}
    repeated = [item for item in read.certificates if find_position(before, item)]
    tray.lay_down(read, repeated)
    renews = _renews(draft, table)
    table_rows = fill_rows(
        before,
        read.certificates,
        tray.certificates,
        renews=renews,
        registered=rows_of_last_time(draft, table),
    )
    preset = preset_row(draft, table)
    filled = [preset | row if _lacks_action(row) else row for row in table_rows]
    keep_rows(draft, table, filled)
    save_typed(draft)
    draft.point_at("answer")


def _ask_where(
    draft: Draft, section: str, table: str, unplaced: Sequence[ClientCertificate]
) -> None:
    """Ask where a certificate belongs, one after the other."""
    certificate, *others = unplaced
    tray, shown = _tray(draft, table), rows(draft, table)
    key = _choice_key(table, certificate)
    label = f"「{name_of(certificate)}」の入力先を選択してください"
    left = f"（このほかに{len(others)}件）" if others else ""
    errors = [tray.error] if tray.error else []
    field_head(key, label=label + left, hint=facts(certificate), errors=errors)
    st.radio(
        label,
        choices(shown, certificate, renews=_renews(draft, table)),
        index=None,
        format_func=partial(choice_label, shown),
        key=key,
        label_visibility="collapsed",
    )
    st.button(
        "確定",
        key=f"certificate-put:{table}",
        on_click=_put,
        args=(draft, section, table, certificate, key),
    )


def _put(draft: Draft, section: str, table: str, certificate: ClientCertificate, key: str) -> None:
    tray: UploadedCertificates = _tray(draft, table)
    chosen: RowChoice | None = st.session_state.get(key)
    read_widgets(draft, section)
    if chosen is None:
        tray.error = _WHERE
        draft.point_at(key)
        return
    tray.error = ""
    if chosen.what == "unused":
        tray.set_aside(certificate)
    table_rows = put_where_chosen(rows(draft, table), certificate, chosen)
    keep_rows(draft, table, table_rows)
    save_typed(draft)
    draft.point_at("answer")


def _offer_actions(draft: Draft, section: str, table: str) -> None:
    """Offer to give all rows that were filled and lack an action the same one."""
    action = ENTRIES[f"{table}.action"]
    values = action.values[draft.kind]
    lacking = [row for row in rows(draft, table) if _lacks_action(row)]
    if len(values) == 1 or len(lacking) <= 1 or action.choices is None:
        return
    st.html(h.p[f"区分が未選択の証明書が{len(lacking)}件あります。一括で選択できます。"])
    with st.container(horizontal=True):
        for value in values:
            st.button(
                f"すべて「{action.choices.word(value)}」にする",
                key=f"certificate-actions:{table}:{value}",
                on_click=_give_action,
                args=(draft, section, table, value),
            )


def _lacks_action(row: Row) -> bool:
    return is_blank(row.get("action")) and not is_waiting(row)


def _give_action(draft: Draft, section: str, table: str, value: str) -> None:
    read_widgets(draft, section)
    given = [row | {"action": value} if _lacks_action(row) else row for row in rows(draft, table)]
    keep_rows(draft, table, given)
    save_typed(draft)
    draft.point_at("answer")
