"""The login doctor: what the screen says, a few questions, the remedy. FAQ 1-1 to 1-6."""

import htpy as h
import streamlit as st

from rules.guide.doctor import Question, Remedy, diagnose, screens
from rules.guide.entries import entries
from rules.guide.items import items
from wizard.core.markup import list_items
from wizard.ui.layout import field_head, link_to
from wizard.views.guide.guide_session import HelpDesk

_SCREEN = "doctor-screen"


def show_login_doctor(desk: HelpDesk) -> None:
    """Ask what the screen says, then question by question, up to the remedy."""
    if desk.screen not in screens():
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
            args=(desk,),
        )
        return
    st.html(h.p(".mk-shown-message")[screens()[desk.screen].shown])
    for number, is_yes in enumerate(desk.replies):
        asked = diagnose(desk.screen, desk.replies[:number])
        if isinstance(asked, Question):
            st.html(h.p[f"{asked.ask} ", h.b["はい" if is_yes else "いいえ"]])
    found = diagnose(desk.screen, desk.replies)
    if isinstance(found, Question):
        _ask(desk, found)
    else:
        _show_remedy(desk, found)
    with st.container(horizontal=True):
        st.button("前の質問に戻る", on_click=desk.take_back, key="take-back")
        st.button("最初からやり直す", on_click=_begin_anew, args=(desk,), key="doctor-anew")


def _choose_screen(desk: HelpDesk) -> None:
    desk.screen, desk.replies = st.session_state[_SCREEN] or "", []
    desk.point_at("answer")


def _begin_anew(desk: HelpDesk) -> None:
    desk.screen, desk.replies = "", []
    desk.point_at("answer")


def _ask(desk: HelpDesk, question: Question) -> None:
    hint = question.hint and h.p(".mk-hint")[question.hint]
    st.html(h.fragment[h.h3[question.ask], hint])
    with st.container(horizontal=True):
        for words, is_yes in (("はい", True), ("いいえ", False)):
            st.button(
                words,
                type="primary",
                key=f"reply:{len(desk.replies)}:{is_yes}",
                on_click=desk.reply,
                kwargs={"is_yes": is_yes},
            )


def _show_remedy(desk: HelpDesk, remedy: Remedy) -> None:
    st.html(h.div(".mk-note")[h.h3[remedy.say], h.ol[list_items(remedy.do)]])
    if remedy.situation:
        link_to(
            "", "証明書を登録する申込書をつくる", "doctor-apply", {"situation": remedy.situation}
        )
    if remedy.matter:
        st.button(
            "問い合わせ先を確認", on_click=_ask_desk, args=(desk, remedy.matter), key="ask-desk"
        )
    for id_ in remedy.items:
        st.button(
            f"{items()[id_].citation}　{entries()[id_].question}",
            key=f"doctor:{id_}",
            type="tertiary",
            on_click=desk.show,
            args=(id_,),
        )


def _ask_desk(desk: HelpDesk, matter: str) -> None:
    desk.typed["matter"] = matter
    desk.open("contact-finder")
