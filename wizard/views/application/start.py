"""The start page: drafts to go on with, and what may have happened; which parts change."""

from collections.abc import Mapping
from itertools import groupby
from typing import Final

import htpy as h
import streamlit as st

from rules.situations import Advice, Situation, gate, situations
from schemas.answers import KINDS
from schemas.catalogue import TABLES, Need, entries_of
from wizard.core import moments
from wizard.core.draft import Draft, get_at
from wizard.core.journey import (
    PARTS,
    START,
    change_case,
    changeable_parts,
    first_open,
    steps,
    touch,
)
from wizard.core.prefill import prefill
from wizard.core.settings import settings
from wizard.ui.form_notice import show_which_form
from wizard.ui.layout import (
    clock,
    error_summary,
    field_head,
    heading,
    link_to,
    links,
    note,
    progress,
)
from wizard.ui.session import (
    accept_step,
    back_to_check,
    choose_storage,
    go,
    is_lost,
    reject_step,
    returns_to_check,
    start_over,
    start_with,
    unreadable_reason,
)
from wizard.ui.widget_values import key_with_value
from wizard.views.application.from_workbook import IN_MEMORY, show_workbook
from wizard.views.application.saved_forms import offer_deletion, show_deleted_form, show_saved_forms
from wizard.views.register.home import show_register_on_home

_ROAD: Final = "road"
"""The pending choice of who needs no form: a situation that it is not for, or nobody's."""
_OTHER: Final = "other"


def show_start(draft: Draft) -> None:
    """Offer what to go on with, and a card for each thing that may have happened.

    A situation that the form is not for leads to what to do instead.
    """
    road = _road_out(draft)
    if road is not None:
        _show_road_out(draft, *road)
        return
    heading("どのような手続きですか")
    clock()
    with st.container():  # always there, so that what follows keeps its place
        if is_lost(draft):
            _report_loss()
    show_deleted_form()
    if not draft.version:
        show_saved_forms()
    with st.container(key="register"):
        if not draft.version:
            show_register_on_home()
    if draft.kind and draft.version:
        _tell_of_present_case(draft)
    if draft.last_time:
        name = get_at(draft.last_time, "business.name") or get_at(draft.last_time, "business.code")
        lines = [
            f"前回の申込書：{name or '（事業者名未記入）'}",
            "変更のない項目は入力済みの状態で始まります。",
        ]
        note("前回の申込書をもとにつくります", lines)
    _show_cards(draft)
    show_workbook(draft)
    st.checkbox("下書きを保存しない", key=key_with_value(IN_MEMORY, draft.stays_in_memory))
    st.html(
        h.p(".mk-hint")[
            "保存しない場合、入力内容はサーバーの再起動などで消えることがあります。"
            f"保存した下書きは、最終更新から{settings().draft_days}日後に削除されます。"
        ]
    )
    if draft.version:
        offer_deletion(draft)
    show_which_form()


def _show_cards(draft: Draft) -> None:
    """Show the situations as cards under the headings of their groups; a click begins."""
    st.html(h.h2["新しい手続き"])
    st.html(h.p(".mk-hint")[f"{'または'.join(gate().entitled)}の手続きです。"])
    named = draft.situation or st.query_params.get(
        "situation", ""
    )  # a page of the guide leads here
    with st.container(key="cards"):
        ordered = sorted(situations().values(), key=lambda one: _order()[one.group])
        for group, members in groupby(ordered, key=lambda one: one.group):
            with st.container(key=f"group:{_order()[group]}"):
                st.html(h.h3[group])
                for one in members:
                    _card(draft, one, is_named=one.id == named)
    st.button(gate().other, key="gate", type="tertiary", on_click=_leave_form, args=(draft, _OTHER))


def _tell_of_present_case(draft: Draft) -> None:
    """Say what choosing another case does to the draft that has begun, and offer a new one."""
    situation = situations().get(draft.situation)
    label = situation.label if situation else KINDS.word(draft.kind)
    if draft.finished_at is not None:
        lines = ["別の手続きを選択すると、新しい申込書を作成します。作成済の申込書は残ります。"]
        note(f"「{label}」の申込書は作成済です", lines)
        _offer_return(draft, "作成済の申込書に戻る")
        return
    lines = [
        "別の手続きを選択すると、この申込書の手続きを変更します。",
        "この申込書を残す場合は、「新しい申込書をつくる」を選択してください。",
    ]
    note(f"「{label}」の申込書を作成中です", lines)
    with st.container(horizontal=True):
        _offer_return(draft, "手続きを変更せずに戻る")
        st.button("新しい申込書をつくる", key="anew", on_click=start_over)


def _offer_return(draft: Draft, words: str) -> None:
    st.button(words, key="keep-case", on_click=_return, args=(draft,))


def _return(draft: Draft) -> None:
    """Go back to where the first question was opened from: the check page, or the open step."""
    if returns_to_check():
        back_to_check(draft, START)
    else:
        go(draft, first_open(draft))


def _order() -> Mapping[str, int]:
    groups = dict.fromkeys(situation.group for situation in situations().values())
    return {group: place for place, group in enumerate(groups)}


def _card(draft: Draft, one: Situation, *, is_named: bool) -> None:
    st.button(
        one.label,
        key=f"situation:{one.id}",
        type="primary" if is_named else "secondary",
        width="stretch",
        on_click=_begin_with,
        args=(draft, one.id),
    )


def _report_loss() -> None:
    if why := unreadable_reason():
        lines = [why, "下書きは削除されていません。復旧後に、このURLを再度開いてください。"]
        note("下書きを読み込めませんでした", lines, "bad")
        return
    kept = f"下書きは、最終更新から{settings().draft_days}日後に削除されます。"
    memory = (
        "「下書きを保存しない」を選択した場合、内容はサーバーの再起動などで消えることがあります。"
    )
    lines = [kept, memory, "ダウンロードした申込書（Excel）があれば、その内容から再開できます。"]
    note("以前の下書きが見つかりませんでした", lines, "warn")


def _begin_with(draft: Draft, chosen: str) -> None:
    situation = situations()[chosen]
    if situation.kind is None:
        _leave_form(draft, chosen)
        return
    is_other = chosen != draft.situation or not draft.kind
    if is_other and draft.finished_at is not None:  # what was made stays as it is
        draft = Draft(last_time=draft.last_time)
        start_with(draft)
    draft.pending_choices.clear()
    draft.entitled = "、".join(gate().entitled)
    if is_other:
        change_case(draft, situation)
        prefill(draft)
    draft.answers.setdefault("applied_on", moments.now().date())
    if not choose_storage(draft, in_memory=bool(st.session_state.get(IN_MEMORY))):
        return
    accept_step(draft, START)


def _leave_form(draft: Draft, road: str) -> None:
    """Show what to do for who needs no form; a draft that has begun stays as it is."""
    draft.pending_choices[_ROAD] = road
    draft.point_at("heading")


def _road_out(draft: Draft) -> tuple[str, Advice] | None:
    """Return the title and the content of the road that leads out of the form, if it does."""
    road = str(draft.pending_choices.get(_ROAD, ""))
    if road == _OTHER:
        return f"{gate().other}場合", gate()
    situation = situations().get(road)
    return (f"「{situation.label}」の場合", situation) if situation else None


def _show_road_out(draft: Draft, title: str, road: Advice) -> None:
    heading(title)
    if road == gate():
        _show_other_ways()
    note(road.advice, road.steps)
    links((link.label, link.url) for link in road.links)
    st.html(h.p(".mk-source")[f"出典：FAQ {road.source}"])
    st.button(
        "最初の質問に戻る", type="primary", on_click=_ask_again, args=(draft,), key="back-to-start"
    )


def _show_other_ways() -> None:
    """Say how a procedure is found that none of the cards names."""
    lines = [
        "複数の項目をまとめて変更する場合は、「ほかの項目も変更する」で項目を追加してください。",
        "申込書の提出以外の手続きと、画面のメッセージは、「困ったときは」で検索できます。",
    ]
    note("手続きの探し方", lines)
    link_to("guide", "「困ったときは」で検索", "to-guide")
    link_to("guide", "問い合わせ先を確認", "to-contacts", {"tool": "contact-finder"})


def _ask_again(draft: Draft) -> None:
    draft.pending_choices.pop(_ROAD, None)
    draft.point_at("heading")


def _begin(draft: Draft, key: str) -> None:
    """Keep a choice that is not accepted yet, for who looks at another page meanwhile."""
    draft.pending_choices[key] = st.session_state[key]


def show_parts(draft: Draft) -> None:
    """Ask which sections a change touches."""
    parts = changeable_parts()
    chosen = {
        part for part in parts if draft.pending_choices.get(f"part:{part}", part in draft.parts)
    }
    bad = draft.judged == PARTS and not chosen
    heading("変更する項目", errors=bad)
    progress(draft, steps(draft), PARTS, {PARTS} if bad else set())
    message = "変更する項目を1つ以上選択してください。"
    first = f"part:{next(iter(parts))}"
    error_summary([(first, message)] if bad else [])
    field_head(
        first,
        label="変更する項目すべてにチェックを入れてください",
        mark="※必須",
        hint="チェックを入れない項目は、現在の登録内容から変更されません。",
        errors=[message] if bad else [],
        needed=True,
    )
    for section, title in parts.items():
        key = f"part:{section}"
        given = key_with_value(key, section in chosen)
        st.checkbox(title + _contents(section), key=given, on_change=_begin, args=(draft, key))
    with st.container(horizontal=True):
        st.button("次へ", type="primary", on_click=_accept_parts, args=(draft,), key="next")
        st.button("戻る", on_click=go, args=(draft, START), key="back")


def _contents(section: str) -> str:
    """Return what a section asks of a change, in brackets, where that is several things."""
    asked = entries_of("change", section)
    named = dict.fromkeys(
        TABLES[entry.table].title if entry.table else entry.answer.label
        for entry in asked
        if entry.table or entry.needs["change"] is Need.CHANGE
    )
    return f"（{'、'.join(named)}）" if len(named) > 1 else ""


def _accept_parts(draft: Draft) -> None:
    chosen = [part for part in changeable_parts() if st.session_state.get(f"part:{part}")]
    if not chosen:
        reject_step(draft, PARTS)
        return
    draft.pending_choices.clear()
    touch(draft, chosen)
    accept_step(draft, PARTS)
