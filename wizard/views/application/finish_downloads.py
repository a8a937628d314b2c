"""Downloads of the finish page beside the package: the form alone, print, PDF, dates."""

from dataclasses import dataclass
from typing import Final

import htpy as h
import streamlit as st

from rules.dates.cutoff import Round
from rules.situations import handover
from wizard.core import moments
from wizard.core.ics import calendar_file
from wizard.core.markup import bullets
from wizard.core.pdf_export import PdfError, to_pdf
from wizard.core.submission.submission import NO_CONTRACTS, statement_location
from wizard.core.workers.libreoffice import find_libreoffice
from wizard.ui.downloads import offer_file
from wizard.views.application.sending import Sending, receipt_of

_KEY: Final = "pdf"
_NO_OFFICE: Final = (
    "本ツールを動かしているコンピュータにLibreOfficeがないため、PDFファイルは作成できません。"
    "「申込書を印刷」の画面で、送信先に「PDFに保存」を選択してください。"
)


@dataclass
class _Pdf:
    """The PDF that was asked for of a form, or why there is none."""

    form: bytes
    content: bytes = b""
    trouble: str = ""


def show_other_ways(sending: Sending, this: Round, content: bytes) -> None:
    """Offer what is not needed where the package is sent; each is folded."""
    with st.expander("申込書を印刷する・PDFとして保存する", key="print"):
        _offer_print(sending, content)
    with st.expander("送付メールを使わずに、ご自身でメールを作成する", key="by-hand"):
        _offer_form(sending, content)
    with st.expander("締切と登録の見込みを予定表に追加する", key="dates"):
        at = sending.at
        offer_file(
            "締切と登録の見込みを予定表に追加",
            lambda: calendar_file([this], moments.calendar(), at),
            "利用申込書の締切.ics",
            "download-ics",
        )


def _offer_print(sending: Sending, content: bytes) -> None:
    st.html(h.p[h.a(href="#print")["申込書を印刷"]])
    program = find_libreoffice()
    held: _Pdf | None = st.session_state.get(_KEY)
    made = held if held is not None and held.form == content else None
    if not program:
        st.html(h.p(".mk-hint")[_NO_OFFICE])
    elif made is not None and made.content:
        offer_file(
            "PDFをダウンロード",
            made.content,
            f"{sending.names.form.removesuffix('.xlsx')}.pdf",
            "download-pdf",
        )
    else:
        if made is not None:
            st.html(h.p(".mk-error", role="alert")[made.trouble])
        st.button("PDFを作成", on_click=_make_pdf, args=(content, program), key="make-pdf")
    if sending.is_ready:
        offer_file(
            "控え（印刷用）をダウンロード",
            lambda: receipt_of(sending),
            sending.names.receipt,
            "download-receipt",
        )


def _make_pdf(content: bytes, program: str) -> None:
    try:
        st.session_state[_KEY] = _Pdf(content, to_pdf(content, program))
    except PdfError as error:
        st.session_state[_KEY] = _Pdf(content, trouble=str(error))


def _offer_form(sending: Sending, content: bytes) -> None:
    """Offer the workbooks alone, and say what to send them with."""
    names, continuation = sending.names, sending.filing.continuation
    offer_file("利用申込書（Excel）をダウンロード", content, names.form, "download")
    if continuation is not None:
        offer_file(
            "別紙（Excel）をダウンロード", continuation, names.continuation, "download-continuation"
        )
    after = handover(sending.draft.kind, names.letter or sending.wanted)
    beside = [names.continuation] if continuation is not None else []
    where = statement_location(sending.filing, NO_CONTRACTS)
    st.html(
        h.fragment[
            bullets(after.send),
            h.h2["添付書類"],
            bullets([names.form, *beside, *after.attach]),
            h.p[f"{after.no_attachment}{where}。"] if after.no_attachment else None,
        ]
    )
