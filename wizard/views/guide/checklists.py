"""Checklists to tick and to print, and whether an API test must be applied for."""

import htpy as h
import streamlit as st

from rules.guide.checklists import (
    NO_CONTRACTS,
    ApiTestNeed,
    Checklist,
    api_cases,
    api_test_verdict,
    checklist,
    conditions,
)
from wizard.core.markup import list_items, raw_text
from wizard.ui.downloads import offer_file
from wizard.ui.layout import field_head, link_to, note
from wizard.ui.widget_values import key_with_value
from wizard.views.guide.guide_session import GuideSession

_SAYS = {
    ApiTestNeed.NEEDED: "API連携テストの申込みが必要です",
    ApiTestNeed.ASK: "要否を、ヘルプデスクに確認してください",
    ApiTestNeed.NOT_NAMED: "FAQには、テストが必要な場合として記載されていません",
}
_PRINT = (
    "body{font-family:sans-serif;line-height:1.8;max-width:42rem;margin:2rem auto;padding:0 1rem}"
    "li{list-style:none;margin:.5rem 0;padding-left:2rem;text-indent:-2rem}"
    "li::before{content:'□';display:inline-block;width:2rem;text-indent:0}"
    "ul{padding:0}.note li::before{content:'※'}small{color:#4d4d4d}"
)


def show_checklist(session: GuideSession, id_: str) -> None:
    """Show a list to be ticked, and give it to be printed."""
    under: list[str] = []
    if id_ == "rename":
        _tick(session, "no-contracts", conditions()[NO_CONTRACTS])
        under = [NO_CONTRACTS] if session.kept.get("no-contracts") == "yes" else []
    _show(session, checklist(id_, under))


def show_api_test(session: GuideSession) -> None:
    """Say whether a test is needed, where its cut-offs are, and what to tick."""
    field_head("api:new", label="手続きの内容（該当するものすべて）")
    for id_, found in api_cases().items():
        _tick(session, f"api:{id_}", found.label)
    chosen = [id_ for id_ in api_cases() if session.kept.get(f"api:{id_}") == "yes"]
    if chosen:
        note(_SAYS[api_test_verdict(chosen)], [api_cases()[id_].say for id_ in chosen])
    link_to(
        "calendar",
        "第3希望までの週の締切を確認（締切カレンダー）",
        "api-weeks",
        {"question": "api-test"},
    )
    _show(session, checklist("api-test"))


def _tick(session: GuideSession, key: str, label: str) -> None:
    st.checkbox(
        label,
        key=key_with_value(key, session.kept.get(key) == "yes"),
        on_change=_take,
        args=(session, key),
    )


def _take(session: GuideSession, key: str) -> None:
    session.kept[key] = "yes" if st.session_state[key] else ""


def _show(session: GuideSession, found: Checklist) -> None:
    st.html(h.h3[f"{found.title}のチェックリスト"])
    keys = {f"tick:{found.id}:{tick.text}": tick for tick in found.ticks}
    for key, tick in keys.items():
        _tick(session, key, f"{tick.text}（FAQ {tick.source}）")
    done = sum(session.kept.get(key) == "yes" for key in keys)
    status = h.p(role="status")[f"{len(keys)}件中{done}件が完了しました。"]
    st.html(h.fragment[status, h.ul[list_items(found.notes)]])
    offer_file(
        "印刷用のチェックリストをダウンロード",
        printable(found),
        f"{found.title}のチェックリスト.html",
        f"print:{found.id}",
    )


def printable(found: Checklist) -> str:
    """Write a list as a page of its own, with boxes to tick by hand."""
    ticks = list_items([f"{tick.text} ", h.small[f"（FAQ {tick.source}）"]] for tick in found.ticks)
    name = f"{found.title}のチェックリスト"
    page = h.html(lang="ja")[
        h.head[h.meta(charset="utf-8"), h.title[name], raw_text(h.style, _PRINT)],
        h.body[h.h1[name], h.ul[ticks], h.ul(".note")[list_items(found.notes)]],
    ]
    return str(page)
