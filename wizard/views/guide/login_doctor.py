"""The login doctor: what the screen says, a few questions, the remedy. FAQ 1-1 to 1-6."""

import htpy as h
import streamlit as st

from rules.guide.entries import entries
from rules.guide.items import items
from rules.guide.login_doctor import Question, Remedy, diagnose, screens
from wizard.core.markup import list_items
from wizard.ui.layout import field_head, link_to
from wizard.views.guide.guide_session import MATTER, GuideSession

_SCREEN = "doctor-screen"


def show_login_doctor(session: GuideSession) -> None:
    """Ask what the screen says, then question by question, up to the remedy."""
    if session.screen not in screens():
        field_head(_SCREEN, label="画面に表示されているメッセージ", needed=True, mark="※必須")
        labels = {item: screen.shown for item, screen in screens().items()}
        st.radio(
            "画面に表示されているメッセージ",
            list(labels),
            index=None,
            format_func=labels.__getitem__,
            key=_SCREEN,
            label_visibility="collapsed",
            on_change=_choose_screen,
            args=(session,),
        )
        return
    st.html(h.p(".mk-shown-message")[screens()[session.screen].shown])
    for number, is_yes in enumerate(session.replies):
        asked = diagnose(session.screen, session.replies[:number])
        if isinstance(asked, Question):
            st.html(h.p[f"{asked.ask} ", h.b["はい" if is_yes else "いいえ"]])
    found = diagnose(session.screen, session.replies)
    if isinstance(found, Question):
        _ask(session, found)
    else:
        _show_remedy(session, found)
    with st.container(horizontal=True):
        st.button("前の質問に戻る", on_click=session.take_back, key="take-back")
        st.button("最初からやり直す", on_click=session.examine, args=("",), key="doctor-anew")


def _choose_screen(session: GuideSession) -> None:
    session.examine(st.session_state[_SCREEN] or "")


def _ask(session: GuideSession, question: Question) -> None:
    hint = question.hint and h.p(".mk-hint")[question.hint]
    st.html(h.fragment[h.h3[question.ask], hint])
    with st.container(horizontal=True):
        for words, is_yes in (("はい", True), ("いいえ", False)):
            st.button(
                words,
                type="primary",
                key=f"reply:{len(session.replies)}:{is_yes}",
                on_click=session.reply,
                kwargs={"is_yes": is_yes},
            )


def _show_remedy(session: GuideSession, remedy: Remedy) -> None:
    st.html(h.div(".mk-note")[h.h3[remedy.say], h.ol[list_items(remedy.do)]])
    if remedy.situation:
        link_to(
            "", "証明書を登録する申込書をつくる", "doctor-apply", {"situation": remedy.situation}
        )
    if remedy.matter:
        st.button(
            "問い合わせ先を確認", on_click=_ask_desk, args=(session, remedy.matter), key="ask-desk"
        )
    for id_ in remedy.items:
        st.button(
            f"{items()[id_].citation}　{entries()[id_].question}",
            key=f"doctor:{id_}",
            type="tertiary",
            on_click=session.show,
            args=(id_,),
        )


def _ask_desk(session: GuideSession, matter: str) -> None:
    session.kept[MATTER] = matter
    session.open("contact-finder")
