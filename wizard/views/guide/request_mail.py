"""The mail that asks the help desk for documents. FAQ 2-1."""

from typing import Any

import htpy as h
import streamlit as st

from rules.guide.documents import Asker, Role, documents, request_cautions, request_mail
from wizard.core.draft import get_at
from wizard.core.mail_draft import mail_draft
from wizard.core.settings import settings
from wizard.ui.downloads import offer_file
from wizard.ui.layout import field_head, note
from wizard.ui.session import current_draft
from wizard.ui.widget_values import key_with_value
from wizard.views.guide.guide_session import GuideSession

_FIELDS = {
    "company": ("会社名", "applicant.company"),
    "code": ("事業者コード", "business.code"),
    "department": ("部署名", "applicant.department"),
    "person": ("氏名", "applicant.responsible"),
    "address": ("住所", "business.address"),
    "phone": ("電話番号", "business.phone"),
    "email": ("メールアドレス", "business.result_email"),
}


def show_request_mail(session: GuideSession) -> None:
    """Ask which documents and who asks; show the mail, and give it as a file."""
    field_head("doc:application-form", label="請求する資料", mark="※必須", needed=True)
    for id_, document in documents().items():
        only = "（システムを利用している事業者のみ）" if document.users_only else ""
        st.checkbox(f"{document.title}{only}", **_begin(session, f"doc:{id_}"))
    field_head("mail-role", label="貴社の区分", mark="※必須", needed=True)
    roles = [role.value for role in Role]
    st.radio(
        "貴社の区分",
        roles,
        key=key_with_value("mail-role", session.kept.get("mail-role") or roles[0]),
        label_visibility="collapsed",
        on_change=_take,
        args=(session, "mail-role"),
    )
    st.checkbox("スイッチング支援システムを利用している", **_begin(session, "mail-user"))
    for name, (label, _) in _FIELDS.items():
        key = f"mail:{name}"
        field_head(key, label=label, mark="※任意")
        st.text_input(
            label,
            key=key_with_value(key, _known(session, name)),
            label_visibility="collapsed",
            on_change=_take,
            args=(session, key),
        )
    _show_mail(session)


def _begin(session: GuideSession, key: str) -> dict[str, Any]:
    return {
        "key": key_with_value(key, session.kept.get(key) == "yes"),
        "on_change": _take,
        "args": (session, key),
    }


def _take(session: GuideSession, key: str) -> None:
    given = st.session_state[key]
    session.kept[key] = "yes" if given is True else str(given or "")


def _known(session: GuideSession, name: str) -> str:
    """Return what was typed, or what the draft of an application knows."""
    given = session.kept.get(f"mail:{name}")
    return (
        given if given is not None else str(get_at(current_draft().answers, _FIELDS[name][1]) or "")
    )


def _show_mail(session: GuideSession) -> None:
    wanted = [id_ for id_ in documents() if session.kept.get(f"doc:{id_}") == "yes"]
    asker = Asker(
        role=Role(session.kept.get("mail-role") or Role.RETAILER),
        is_user=session.kept.get("mail-user") == "yes",
        **{name: _known(session, name) for name in _FIELDS},
    )
    if cautions := request_cautions(wanted, asker):
        note("送信前の確認事項", cautions, "warn")
    if not wanted:
        return
    mail = request_mail(wanted, asker)
    st.html(
        h.fragment[
            h.h3["メールの下書き"],
            h.p[f"件名：{mail.subject}"],
            h.pre(".mk-mail")[mail.body],
            h.p[mail.to],
        ]
    )
    offer_file(
        "メールの下書きをダウンロード",
        mail_draft(mail.subject, [mail.body], to=settings().recipient),
        "資料の依頼.eml",
        "download-request",
    )
