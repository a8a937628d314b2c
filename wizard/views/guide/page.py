"""The page 困ったときは: the guide searched by symptom, message or code, and its tools."""

from collections.abc import Callable, Mapping
from typing import Final

import htpy as h
import streamlit as st

from rules.guide.entries import entries
from rules.guide.items import chapters, edition, item_id, items
from rules.guide.own_messages import own_messages
from wizard.ui.layout import field_head, finish_page, heading, note, style_sheet
from wizard.ui.session_cache import kept_fields, page_state
from wizard.ui.widget_values import key_with_value
from wizard.views.guide.checklists import show_api_test, show_checklist
from wizard.views.guide.contact_finder import show_contact_finder, show_point_number
from wizard.views.guide.entry import show_entry
from wizard.views.guide.guide_session import TOOLS, GuideSession
from wizard.views.guide.login_doctor import show_login_doctor
from wizard.views.guide.request_mail import show_request_mail

TITLE: Final = "困ったときは"
_KEY: Final = "help-desk"
_WORDS: Final = "words"

_SHOW: Final[Mapping[str, Callable[[GuideSession], None]]] = {
    "login-doctor": show_login_doctor,
    "contact-finder": show_contact_finder,
    "request-mail": show_request_mail,
    "point-number": show_point_number,
    "api-test": show_api_test,
    "checklist-rename": lambda session: show_checklist(session, "rename"),
    "checklist-stop": lambda session: show_checklist(session, "stop"),
}


def show_guidance() -> None:
    """Show the search, and below it what was found, a tool, or all there is."""
    session = _desk()
    style_sheet("guidance.css")
    heading(TITLE)
    _ask(session)
    if session.tool:
        _show_tool(session)
    elif session.item:
        _show_item(session)
    elif session.words.strip():
        _show_found(session)
    else:
        _show_tools(session)
        _show_all(session)
    finish_page(session)


def _desk() -> GuideSession:
    """Return what the session has asked, turned to where the address leads."""
    held = page_state(_KEY, lambda: GuideSession(kept=kept_fields(_KEY)))
    named = st.query_params.to_dict()
    if named != held.address:  # a link was followed, or the way back taken
        _turn_to(held, named)
    held.address = held.names()
    if named != held.address:
        st.query_params.from_dict(held.address)
    return held


def _turn_to(session: GuideSession, named: Mapping[str, str]) -> None:
    """Show what an address names; the beginning where it names nothing of ours."""
    if id_ := item_id(named.get("item", "")):
        session.show(id_)
    elif named.get("tool") in TOOLS:
        session.open(named["tool"])
    elif named.get("q"):
        session.look_for(named["q"])
    else:
        session.begin()
    st.session_state[_WORDS] = session.words


def _ask(session: GuideSession) -> None:
    field_head(
        _WORDS,
        label="画面のメッセージ、エラーコード、お困りの内容",
        hint="例：お使いの端末では利用できません　／　20140　／　証明書の期限が切れる",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "お困りの内容",
            key=key_with_value(_WORDS, session.words),
            label_visibility="collapsed",
            on_change=_search,
            args=(session,),
        )
        st.button("検索", type="primary", on_click=_search, args=(session,), key="search")


def _search(session: GuideSession) -> None:
    session.forget_matter()
    session.look_for(str(st.session_state[_WORDS]))


def _show_found(session: GuideSession) -> None:
    found, own = session.find(), own_messages(session.words)
    if own:
        _show_answer_head("本ツールのメッセージ")
        for said in own:
            note(said.message, [said.remedy])
    if not found and own:
        _back(session)
        return
    if not found:
        _show_answer_head("見つかりませんでした")
        note(
            "別の語句で検索してください",
            [
                "画面に表示されているメッセージの一部や、エラーコードの数字のみでも検索できます。",
                "広域機関のFAQにない内容（電気料金など）には対応していません。",
                "問い合わせ先は、下で確認できます。",
            ],
            "warn",
        )
        show_contact_finder(session)
        _back(session)
        return
    title = f"見つかった項目（{len(found)}件）"
    if own:
        st.html(h.h2[title])
    else:
        _show_answer_head(title)
    for number, one in enumerate(found):
        title = f"{items()[one.entry.id].citation}　{one.entry.question}"
        with st.expander(title, expanded=number == 0):
            show_entry(session, one.entry, one.why, where=one.entry.id)
    _back(session)


def _show_item(session: GuideSession) -> None:
    entry = entries()[session.item]
    _show_answer_head(entry.question)
    show_entry(session, entry, where=entry.id)
    _back(session)


def _show_answer_head(title: str) -> None:
    st.html(h.div("#answer", tabindex="-1")[h.h2[title]])


def _show_tool(session: GuideSession) -> None:
    _show_answer_head(TOOLS[session.tool])
    _SHOW[session.tool](session)
    _back(session)


def _back(session: GuideSession) -> None:
    st.button("「困ったときは」のトップに戻る", on_click=_begin, args=(session,), key="begin-again")


def _begin(session: GuideSession) -> None:
    st.session_state[_WORDS] = ""
    session.begin()


def _show_tools(session: GuideSession) -> None:
    st.html(h.h2["内容から確認"])
    with st.container(horizontal=True):
        for tool, words in TOOLS.items():
            st.button(words, on_click=session.open, args=(tool,), key=f"tool:{tool}")


def _show_all(session: GuideSession) -> None:
    st.html(h.h2["すべての項目"])
    for chapter in chapters():
        with st.expander(chapter.title):
            for item in chapter.item:
                st.button(
                    f"{item.citation}　{entries()[item.id].question}",
                    key=f"item:{item.id}",
                    type="tertiary",
                    on_click=session.show,
                    args=(item.id,),
                )
    st.html(
        h.p(".mk-source")[f"広域機関のFAQ（{edition()}版）に基づき、moushikomiが作成したものです。"]
    )
