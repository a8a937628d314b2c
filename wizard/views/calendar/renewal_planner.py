"""The planner of the calendar page: until when each certificate has to be renewed. FAQ 3-4, 3-6."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

import htpy as h
import streamlit as st

from rules.dates.closures import ClosuresError
from rules.dates.renewals import STATE_WORDS, Renewal, findings_of_renewal, prediction, renewals
from rules.dates.round_text import cutoff_text, registration_text
from rules.dates.workdays import OfficeCalendar
from wizard.core.certificates.certificate_file import ClientCertificate
from wizard.core.certificates.certificate_text import (
    facts,
    findings_list,
    name_of,
    refused_list,
    until,
)
from wizard.core.certificates.reading import Readings
from wizard.core.certificates.uploaded_certificates import UploadedCertificates
from wizard.core.focus_target import FocusTarget
from wizard.core.ics import renewal_file
from wizard.core.markup import paragraphs
from wizard.ui.certificate_uploader import ask_for_certificates
from wizard.ui.downloads import offer_file
from wizard.ui.layout import note, style_sheet
from wizard.ui.session_cache import page_state

_KEY: Final = "renewals"
_PLACE: Final = "panel"
_HINT: Final = (
    "使用中の証明書のファイル（種類が「セキュリティ証明書」のもの）を選択してください（複数可）。"
    "証明書をまとめたファイル（.p7b）も選択できます。"
    "有効期限の順に、更新の最終締切を表示します。ファイルは保存しません。"
)


def show_renewals(page: FocusTarget, now: datetime, office: OfficeCalendar) -> None:
    """Ask for certificate files, and list until when each can be renewed."""
    style_sheet("certificates.css")
    tray = page_state(_KEY, UploadedCertificates)
    with st.container(key="asks:renewals"):
        st.html(h.h2["証明書の更新の締切"])
        ask_for_certificates("planner", tray.turn, _HINT, partial(_take, page, tray))
    if tray.is_empty:
        return
    try:
        found = renewals(tray.certificates, now, office)
    except ClosuresError as error:
        note("この休業日の設定では計算できません", [str(error)], "bad")
        return
    _show(found, tray)
    with st.container(horizontal=True):
        if any(renewal.last for renewal in found):
            offer_file(
                "更新の締切を予定表に追加",
                lambda: renewal_file(found, office, now),
                "証明書の更新の締切.ics",
                "download-renewals",
            )
        st.button("一覧を消去", on_click=_clear, args=(page,), key="clear-renewals")


def _take(page: FocusTarget, tray: UploadedCertificates, read: Readings) -> None:
    tray.lay_down(read, [])
    page.point_at(_PLACE)


def _clear(page: FocusTarget) -> None:
    turn = st.session_state[_KEY].turn + 1
    st.session_state[_KEY] = UploadedCertificates(turn=turn)
    page.point_at(f"certificate-files:planner:{turn}")


def _show(found: Sequence[Renewal[ClientCertificate]], tray: UploadedCertificates) -> None:
    refused = refused_list(tray.refused)
    listed = findings_list(
        (name_of(renewal.certificate), finding)
        for renewal in found
        for finding in findings_of_renewal(renewal)
    )
    st.html(
        h.div(".mk-certificates", id=_PLACE, tabindex="-1")[
            h.div(".mk-bad")[h.h3["読み取れなかったファイル"], refused] if refused else None,
            h.h3[f"有効期限の近い順（{len(found)}件）"] if found else None,
            h.ol(".mk-renewals")[[_item(renewal) for renewal in found]],
            [h.h3["ご確認いただきたい点"], listed] if listed else None,
            paragraphs(prediction(found), "mk-reason"),
            h.p(".mk-source")["出典：FAQ 3-4、3-6"],
        ]
    )


def _item(renewal: Renewal[ClientCertificate]) -> h.Element:
    certificate, last = renewal.certificate, renewal.last
    planned = None
    if last is not None:
        expected = h.small[f"登録は{registration_text(last.registration)}の見込み"]
        planned = h.div(".mk-last")[f"更新の最終締切　{cutoff_text(last.cutoff)}", expected]
    return h.li(class_=renewal.state)[
        h.div[
            h.b[until(certificate)], f"　{name_of(certificate)}　", h.em[STATE_WORDS[renewal.state]]
        ],
        planned,
        h.div(".mk-source")[facts(certificate, with_end=False)],
    ]
